"""A last look at a text whose doubtful lines are out.

The title of a list of people may be all that is left, names may be told of that stay out, and below the list the letter
may be quoted that a mail answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from facilitate.domain.errors import Message, Names
from facilitate.domain.text import folded
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.beside_ideas import NAME
from facilitate.workshop.intake.doubtful_lines import CHATTER, CONTACT
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, RefusedRow, names_no_table, refusal
from facilitate.workshop.intake.letter_parts import PEOPLE, is_letter_head
from facilitate.workshop.intake.list_notices import LIKE_TITLES, MAY_BE_NAMES, MENTIONED, shown
from facilitate.workshop.intake.lists import Listed
from facilitate.workshop.intake.no_ideas import ONLY_NAMES

_FEWEST, _FEWEST_ABOVE = 3, 2


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


def keep_back_quoted(outcomes: list[Outcome], listed: Listed) -> list[Outcome]:
    """Doubt what is quoted below `Anne wrote:` where ideas stand above it; an answer may quote the list alone."""
    head = next((line.number for line in listed.lines if is_letter_head(line.text)), 0)
    if sum(1 for each in outcomes if each.line < head and _may_be_idea(each)) < _FEWEST_ABOVE:
        return outcomes
    quoted = {
        point.number: point.raw.strip()
        for point in listed.points
        if point.number > head and point.raw.startswith(">") and not point.bulleted
    }
    return [
        replace(refusal(each.line, quoted[each.line], Message(CHATTER)), aside=True, doubtful=True)
        if each.line in quoted and _may_be_idea(each)
        else each
        for each in outcomes
    ]


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
