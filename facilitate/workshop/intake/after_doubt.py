"""A last look at a text whose doubtful lines are out.

The title of a list of people may be all that is left, and names may be told of that stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.text import folded
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.beside_ideas import NAME
from facilitate.workshop.intake.doubtful_lines import CONTACT
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, RefusedRow, names_no_table, refusal
from facilitate.workshop.intake.letter_parts import PEOPLE
from facilitate.workshop.intake.list_notices import LIKE_TITLES, MAY_BE_NAMES, MENTIONED, shown
from facilitate.workshop.intake.lists import Listed
from facilitate.workshop.intake.no_ideas import ONLY_NAMES
from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT
from facilitate.workshop.intake.table_titles import table_within
from facilitate.workshop.intake.title_lines import refers_to_others

OF_OTHER_TABLE = N_(
    "Line {line} names table {named}, but the ideas below it go to table {table} ({lines}). If they are of table "
    "{named}, write “Table {named}” on a line of its own above them in the file."
)
_FEWEST = 3


def without_title_of_guests(outcomes: list[Outcome]) -> list[Outcome]:
    """Take `Liste des invités` back where nothing but people and their addresses stands below."""
    if len(outcomes) < _FEWEST or not _may_be_idea(outcomes[0]):
        return outcomes
    first, *others = outcomes
    shown = first.text if isinstance(first, IncomingIdea) else first.excerpt
    if not _title().search(folded(shown)) or not all(map(_is_of_people, others)):
        return outcomes
    return [replace(refusal(first.line, shown, Message(ONLY_NAMES)), aside=True), *others]


def true_notices(listed: Listed, outcomes: Sequence[Outcome]) -> Iterator[Message]:
    """Leave what stays out, as the lines of tasks do, out of what is told of ideas and of the names before them."""
    for notice in listed.notices:
        if notice.text == MENTIONED:
            mentioned = sum(_comes_in(number, outcomes) for number in listed.naming)
            if mentioned:
                yield Message(MENTIONED, {"lines": counted(mentioned, "line")})
            continue
        if notice.text == NAMES_LEFT_OUT:
            if count := sum(_comes_in(number, outcomes) for number in listed.cut):
                yield Message(NAMES_LEFT_OUT, {"lines": counted(count, "line")})
            continue
        if notice.text == LIKE_TITLES and listed.titles:
            lines, doubtful = listed.lines, listed.titles.doubtful
            if places := [place for place in doubtful if _comes_in(lines[place].number, outcomes)]:
                yield Message(LIKE_TITLES, {"lines": shown(lines, places)})
            continue
        names = notice.params.get("names")
        if notice.text != MAY_BE_NAMES or not isinstance(names, Names):
            yield notice
            continue
        texts = [
            each.text if isinstance(each, IncomingIdea) else each.excerpt for each in outcomes if _may_be_idea(each)
        ]
        left = tuple(name for name in names.words if any(name in text for text in texts))
        if left or names.more:
            yield Message(notice.text, {**notice.params, "names": Names(left or names.words, names.more)})


def of_other_tables(listed: Listed, outcomes: Sequence[Outcome]) -> Iterator[Message]:
    """Tell of lines in doubt that name a table, above ideas that go to another one."""
    words = {line.number: line.text for line in listed.lines}
    for place, each in enumerate(outcomes):
        text = words.get(each.line, "")
        if not isinstance(each, RefusedRow) or not each.doubtful or refers_to_others(text):
            continue
        named = table_within(text)
        below = takewhile(lambda outcome: isinstance(outcome, IncomingIdea), outcomes[place + 1 :])
        ideas = [idea for idea in below if isinstance(idea, IncomingIdea)]
        if named is not None and ideas and named != ideas[0].table <= MOST_TABLES:  # one past the last stands for none
            lines = counted(sum(idea.table == ideas[0].table for idea in ideas), "line")
            yield Message(OF_OTHER_TABLE, {"line": each.line, "named": named, "table": ideas[0].table, "lines": lines})


def _comes_in(number: int, outcomes: Sequence[Outcome]) -> bool:
    """Whether a line is of an idea, be it the rest of one that begins above."""
    of_line = max((each.line for each in outcomes if each.line <= number), default=0)
    return any(each.line == of_line and _may_be_idea(each) for each in outcomes)


def _may_be_idea(outcome: Outcome) -> bool:
    return isinstance(outcome, IncomingIdea) or names_no_table(outcome)


def _is_of_people(outcome: Outcome) -> bool:
    return isinstance(outcome, RefusedRow) and outcome.reason.text in (CONTACT, NAME, PEOPLE, ONLY_NAMES)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:invite(?:e?s)?|participant(?:e?s)?|inscrit(?:e?s)?|adherent(?:e?s)?|benevoles?|membres|present(?:e?s)?|"
        r"contacts?|annuaire|personnes|emargement|presence|convives|adresses|coordonnees|guests?|attendees|members|"
        r"volunteers|people|directory|invited|addresses|registrations|inscriptions|invitations)\b"
    )
