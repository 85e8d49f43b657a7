"""Ideas without the signs that set their words in bold, and with the status that is written beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from facilitate.domain.errors import Message, Names
from facilitate.domain.text import excerpt, without_controls
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.emphasis import ADDRESSES, TAKEN_OFF, without_emphasis, without_links
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome
from facilitate.workshop.intake.status_marks import READ_BESIDE, status_beside
from facilitate.workshop.intake.status_phrases import (
    NOT_READ,
    READ_AS_WRITTEN,
    READ_WITHIN,
    may_say_it_exists,
    phrase_beside,
)

Marked: TypeAlias = tuple[list[Outcome], list[Message]]

_NAMED = 3
_LONGEST_NAMED = 60


def without_marks(
    outcomes: Iterable[Outcome], *, has_statuses: bool = False, has_headings: bool = False
) -> tuple[list[Outcome], list[Message]]:
    """The same outcomes, and what has to be told.

    Where the file `has_statuses`, brackets are words; where its `has_headings` that say a status, only a bare status is
    read beside an idea.
    """
    counts: Counter[str] = Counter()
    found = [
        _without_marks(each, counts, has_statuses=has_statuses) if isinstance(each, IncomingIdea) else each
        for each in outcomes
    ]
    notices = [
        Message(text, {"ideas": counted(counts[text], "idea")})
        for text in (READ_BESIDE, TAKEN_OFF, ADDRESSES)
        if counts[text]
    ]
    found, of_phrases = _with_phrases(found, has_statuses=has_statuses, has_headings=has_headings)
    return found, [*notices, *of_phrases]


def of_those_left(
    before: Sequence[Outcome], after: Iterable[Outcome], notices: list[Message], read: Callable[[list[Outcome]], Marked]
) -> list[Message]:
    """Return what has to be told of marks once lines in doubt are out: of these nothing, for they do not come in."""
    if not notices:
        return notices
    kept = {(each.sheet, each.line) for each in after if isinstance(each, IncomingIdea)}
    left = [each for each in before if not isinstance(each, IncomingIdea) or (each.sheet, each.line) in kept]
    return notices if len(left) == len(before) else read(left)[1]


def statuses_within(
    outcomes: Iterable[Outcome], *, has_statuses: bool = False, has_headings: bool = False
) -> tuple[list[Outcome], list[Message]]:
    """The same outcomes, their words as they are written, with the status that these say; and what has to be told."""
    found = list(outcomes)
    return _with_phrases(found, has_statuses=has_statuses, has_headings=has_headings, as_written=not has_statuses)


def _with_phrases(
    outcomes: list[Outcome], *, has_statuses: bool, has_headings: bool, as_written: bool = False
) -> tuple[list[Outcome], list[Message]]:
    """The same outcomes, those that a phrase beside them says to exist with that status.

    Where the file says the status of its ideas elsewhere, a phrase that says otherwise is only told: of a row with a
    status of its own nothing is, of ideas below a heading it is. Where they are `as_written`, a bare status stands
    beside them still.
    """
    read = READ_AS_WRITTEN if as_written else READ_WITHIN
    phrases: dict[str, list[str]] = {read: [], NOT_READ: []}
    for place, idea in enumerate(outcomes):
        if not isinstance(idea, IncomingIdea) or idea.status == "existing" or idea.refs or idea.ref:
            continue
        if idea.has_status and not has_headings:
            continue
        bare = as_written and status_beside(without_emphasis(idea.text))[1] == "existing"
        phrase = phrase_beside(idea.text) if not bare and may_say_it_exists(idea.text) else ""
        if not (bare or phrase):
            continue
        is_read = bare or (phrase == "existing" and not (has_statuses or has_headings))
        phrases[read if is_read else NOT_READ].append(idea.text)
        if is_read:
            outcomes[place] = replace(idea, status="existing", has_status=True)
    return outcomes, [_naming(text, ideas) for text, ideas in phrases.items() if ideas]


def _naming(text: str, ideas: list[str]) -> Message:
    words = tuple(excerpt(without_controls(each), _LONGEST_NAMED) for each in ideas[:_NAMED])
    return Message(text, {"ideas": counted(len(ideas), "idea"), "words": Names(words, len(ideas) - len(words))})


def _may_name_status(text: str) -> bool:
    """Whether a dash or a colon may part a status from the words of an idea."""
    return ":" in text[:40] or "- " in text[-40:] or "– " in text[-40:] or "— " in text[-40:]


def _without_marks(idea: IncomingIdea, counts: Counter[str], *, has_statuses: bool) -> IncomingIdea:
    whole = f"{idea.text}{idea.detail}{idea.category}"
    if not ("*" in whole or "_" in whole or "[" in whole or "(" in whole or _may_name_status(idea.text)):
        return idea
    linked = (idea.text, idea.detail, idea.category)
    bare = (without_links(idea.text), without_links(idea.detail), without_links(idea.category))
    counts[ADDRESSES] += bare != linked
    text, detail, category = map(without_emphasis, bare)
    counts[TAKEN_OFF] += (text, detail, category) != bare
    words, status = (text, None) if has_statuses else status_beside(text)
    counts[READ_BESIDE] += status is not None
    if (words, detail, category) == (idea.text, idea.detail, idea.category):
        return idea
    # Who imported the file before these were read has the words as they are written.
    part_of = idea.part_of or (idea.text if words != idea.text else "")
    idea = replace(idea, text=words, detail=detail, category=category, part_of=part_of)
    return replace(idea, status=status, has_status=True) if status else idea
