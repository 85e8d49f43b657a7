"""Polls in which the column headings are the ideas and each row is somebody’s answers: Framadate, Doodle, a table.

Nothing below such headings is an idea, and what stands before the answers is a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.intake.attendance import with_numbers_named
from facilitate.workshop.intake.column_cells import column, share
from facilitate.workshop.intake.column_names import EXACT
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.existence_questions import asked_by, may_ask
from facilitate.workshop.intake.no_ideas import are_names, is_name
from facilitate.workshop.intake.people_lists import is_of_guests, list_of_people
from facilitate.workshop.intake.statuses import answer_of, is_unsure
from facilitate.workshop.intake.title_lines import is_of_a_day
from facilitate.workshop.intake.vocabulary import plain, table_of

OF_A_POLL = N_(
    "This looks like a poll: the ideas are the column headings. Copy the headings into a text, one idea per line, then "
    "import that file."
)
_SEVERAL = 2
_OF_COUNTS = frozenset("vote votes voix total totaux nombre number count score points moyenne average rang".split())  # noqa: SIM905
_SHORT = 5  # words of who answers
_MOSTLY = 0.8
_VOTES = frozenset(
    (
        *("si necessaire", "si besoin", "oui si necessaire", "oui si besoin", "if need be", "ifneedbe", "if needed"),
        *("yes if need be", "sous reserve", "sous conditions", "plutot oui", "plutot non", "plutot pour", "contre"),
        *("plutot contre", "pour", "pour et contre", "neutre", "blanc", "sans avis", "abstention", "abs", "d accord"),
        *("pas d accord", "tout a fait d accord", "plutot d accord", "plutot pas d accord", "favorable", "defavorable"),
        *("for", "against", "neutral", "abstain", "abstained", "agree", "disagree", "strongly agree", "rather yes"),
        *("strongly disagree", "rather no", "okay", "ko", "available", "unavailable", "disponible", "indisponible"),
        *("bof", "coup de coeur", "j aime", "like", "love", "under reserve", "absent", "absente", "np", "nr"),
    )
)
_COUNT = re.compile(r"[+-]?\d{1,3}(?:[.,]\d)?(?:\s*/\s*\d{1,2})?")
_ROUND = " \t\n\u00a0\u202f()[]«»\"'"
# `lundi 3 mars`, `Sat 14 March, 10:00`, `2027-03-14`, `18h30 - 20h`: what is asked there is when to meet.
_WHEN = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\.?,? (?:le )?\d|"
    r"\b\d{1,2}(?:er|st|nd|rd|th)? (?:janv|f[eé]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[eé]c|jan|feb|mar|apr|"
    r"may|june?|july?|aug)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b|"
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\W*\d{1,2}(?: ?h|:\d\d| ?[ap]m)",
    re.IGNORECASE,
)


def refuse_poll(columns: Columns) -> None:
    """Raise `Refused` for a poll, whatever column somebody named: none of them holds an idea."""
    places = [place for place in range(columns.width) if columns.evidence(place).filled]
    if places and (role := columns.roles[places[0]]) and role.role == "date":
        places = places[1:]  # when somebody answered
    answered = [place for place in places if share(columns.cells(place), _vote_of) == 1]
    if not columns.has_header or len(answered) < _SEVERAL or not _are_answers(columns, places, answered):
        return
    named = places[0] in answered or columns.header_name(places[0])
    ideas = [place for place in answered if _may_be_idea(columns, place, _SEVERAL if named else 1)]
    if len(ideas) >= _SEVERAL and len(ideas) >= _MOSTLY * len(answered):
        raise Refused(OF_A_POLL)
    of_tables = any(table_of(cell) for cell in columns.cells(places[0]))
    if not (named or of_tables or columns.choices.names_columns):  # `;lundi 3 mars;mardi 4 mars`: when to meet
        raise list_of_people(", ".join(filter(None, columns.header.names)))


def _are_answers(columns: Columns, places: Sequence[int], answered: Sequence[int]) -> bool:
    """Whether nothing stands beside some answers but who gave them and what is said of them, and no guest is asked."""
    first = places[0]
    who = () if first in answered and columns.roles[first] is None and columns.header_name(first) else (first,)
    answered = [place for place in answered if place not in who]
    beside = (place for place in places if place not in who and place not in answered)
    if not (all(_says_who(columns, place) for place in who) and all(_is_beside(columns, place) for place in beside)):
        return False
    return 2 * sum(is_of_guests(columns, place) for place in answered) < len(answered)


def _says_who(columns: Columns, place: int) -> bool:
    """Whether a column says who answers: by its name, or by names of people or tables below no name that is known."""
    role = columns.roles[place]
    if role is not None and role.role not in ("person", "table", "group", "ref", "number"):
        return False
    rows = [row for row in columns.rows if sum(1 for cell in row if cell.strip()) > 1]  # and no note below
    cells = [with_numbers_named(cell.strip()) for cell in column(rows, place) if cell.strip()]
    if not cells or any(len(cell.split()) > _SHORT for cell in cells):
        return False
    if role is not None and role.role == "person":
        return True
    others = [cell for cell in cells if cell != "Somebody" and table_of(cell) is None]
    return are_names(others) if len(others) > 1 else all(map(is_name, others))


def _vote_of(cell: str) -> bool | None:
    """True for an answer, a tick or a number of votes; None for anything else."""
    words = cell.strip(_ROUND)
    signs = not any(map(str.isalnum, words))
    is_vote = signs or answer_of(words) is not None or is_unsure(words) or plain(words) in _VOTES
    return True if is_vote or _COUNT.fullmatch(words) else None


def _is_beside(columns: Columns, place: int) -> bool:
    """Whether a column of words may stand beside the answers: a comment, when somebody answered, how many did."""
    role = columns.roles[place]
    return role is not None and role.strength == EXACT and role.role in ("body", "date", "count", "number", "link")


def _may_be_idea(columns: Columns, place: int, least: int) -> bool:
    """Whether a heading is so many words that ask nothing, and no name that columns have."""
    name, role = columns.header_name(place).strip(), columns.roles[place]
    if len(name.split()) < least or name.rstrip(" *").endswith("?") or is_of_a_day(name) or _WHEN.search(name):
        return False
    if asked_by(name) or may_ask(name) or table_of(name) is not None or not _OF_COUNTS.isdisjoint(plain(name).split()):
        return False
    return role is None or not (role.strength == EXACT or role.role in ("exists", "creates", "status"))
