"""Headings of a text that are categories: those of a cycle, by a title of today or an earlier one, and others.

A heading that nobody knows is a category of whoever wrote the text, unless it says something else: a table, a status,
the title of the whole. What has ideas below and is no category is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import title_key
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome
from facilitate.workshop.intake.section_ends import is_after_tables, is_of_all, sums_up
from facilitate.workshop.intake.status_headings import is_other_status, is_part, is_status_heading, standing_of
from facilitate.workshop.intake.table_titles import named_in, table_in_heading

_BULLETS = ("- ", "* ", "+ ", "• ", "– ", "— ")
_DEEPEST = 9  # of headings; a title without a rank ends with any of them
_READ = N_("Headings read as categories: {words}. The ideas below count there.")
_NOT_READ = N_("Headings not read as categories: {words}. The ideas below have none.")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line above others: its `rank` is 0 where it may be plain text, and `title` that of a known category."""

    line: int
    rank: int
    words: str
    title: str
    ends: bool


def below_headings(
    outcomes: Sequence[Outcome], lines: Sequence[str], categories: Sequence[str]
) -> tuple[list[Outcome], list[Message]]:
    """Give the ideas below a heading that is a category that one, until another heading begins, and say which were."""
    at_lines = {each.line for each in outcomes if isinstance(each, IncomingIdea)}
    headings = _headings(lines, at_lines, {title_key(each): each for each in categories})
    ranked = [each for each in headings if each.rank]
    of_whole = {each.line for place, each in enumerate(ranked) if _is_of_whole(place, ranked, at_lines)}
    below, above = dict[int, str](), dict[int, str]()  # by lines: the category, and the heading that is none
    rank, current, unread = 0, "", ""
    starting = {each.line: each for each in headings}
    for number in range(1, len(lines) + 1):
        if each := starting.get(number):
            inside = bool(current) and each.rank > rank
            own = each.words if each.rank and each.line not in of_whole and _may_be_category(each.words) else ""
            if each.title or (each.rank and not inside) or (not each.rank and each.ends):
                current = each.title or own
                rank = (each.rank or _DEEPEST) if current else 0
                unread = each.words if each.rank and not current and not _says_other(each.words) else ""
        below[number], above[number] = current, unread
    found: list[Outcome] = [
        replace(each, category=below[each.line])
        if isinstance(each, IncomingIdea) and not each.category and below.get(each.line)
        else each
        for each in outcomes
    ]
    ideas = [each for each in found if isinstance(each, IncomingIdea)]
    read = dict.fromkeys(each.category for each in ideas if each.category)
    others = dict.fromkeys(above.get(each.line, "") for each in ideas if not each.category)
    notices = ((_READ, read), (_NOT_READ, dict.fromkeys(filter(None, others))))
    return found, [Message(text, {"words": Names(tuple(words), 0)}) for text, words in notices if words]


def _headings(lines: Sequence[str], at_lines: set[int], known: Mapping[str, str]) -> list[_Heading]:
    """Return the lines that may be headings, those of ideas and points left out."""
    found = []
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if not words or number in at_lines or words.startswith(_BULLETS):
            continue
        bare = words.lstrip("#").strip(" *_:\u00a0\u202f")
        follows = number == 1 or not lines[number - 2].strip()
        rank = len(words) - len(words.lstrip("#"))
        ends = follows or words.endswith((":", "**"))
        title = known.get(title_key(bare), "")
        if title == title_key(title):  # of an earlier title nothing else is left
            title = bare if title else ""
        found.append(_Heading(number, rank if bare else 0, bare, title, ends))
    return found


def _is_of_whole(place: int, ranked: Sequence[_Heading], at_lines: set[int]) -> bool:
    """Return whether a heading is the title of the text, or of several that follow, and of no ideas by itself."""
    heading, *later = ranked[place:]
    if later and later[0].rank > heading.rank and not any(heading.line < at < later[0].line for at in at_lines):
        return True
    others = [each for each in ranked if each is not heading]
    first = place == 0 and not any(at < heading.line for at in at_lines)
    return first and all(each.rank > heading.rank for each in others)


def _may_be_category(words: str) -> bool:
    return not (_says_other(words) or is_after_tables(words) or is_of_all(words) or sums_up(words))


def _says_other(words: str) -> bool:
    """Return whether a heading says which table said what is below, or how far that is."""
    if table_in_heading(words) is not None or named_in(words) is not None:
        return True
    return bool(standing_of(words)) or is_other_status(words) or is_status_heading(words) or is_part(words)
