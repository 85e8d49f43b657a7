"""Lines of a text that may be no ideas, though nothing forbids them: they come in only where a person says so.

A mail, minutes, a pad or a chat holds more than its list. What is told by the words of a line stands in
`doubtful_lines.py`, by the title above it in `doubtful_sections.py`; here it is told by what else stands around it: an
agenda, a paragraph beside the lists. An idea a line, with neither bullets nor titles, is as good a list as any other.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from facilitate.domain.errors import N_, Message
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.agenda_lines import begins_at, is_pause, names_part_of_a_day
from facilitate.workshop.intake.beside_ideas import GREETING, NAME, REASONS, look_of, may_be_beside
from facilitate.workshop.intake.beside_lists import above_bullets, beside_lists, paragraphs_without_bullets
from facilitate.workshop.intake.doubtful_lines import (
    CHATTER,
    PROGRAM,
    announces,
    doubt_of,
    is_a_name,
    is_mostly_link,
    is_of_programs,
    is_short,
    is_title_of_all,
    may_say_little,
    signs_letter,
)
from facilitate.workshop.intake.doubtful_sections import TITLE, Sections
from facilitate.workshop.intake.emphasis import as_label, without_emphasis, without_links
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Outcome, RefusedRow, names_no_table, refusal
from facilitate.workshop.intake.link_lines import lists_links
from facilitate.workshop.intake.lists import Listed
from facilitate.workshop.intake.no_ideas import is_theme
from facilitate.workshop.intake.points import Point
from facilitate.workshop.intake.remarks import REMARK
from facilitate.workshop.intake.title_lines import Titles
from facilitate.workshop.intake.vocabulary import is_idea_title

AGENDA = N_("This may be a line of an agenda, not an idea.")
BESIDE_LISTS = N_("The ideas of this text have bullets or numbers, and this line has none.")
MAY_BE_IDEA = N_("This line is read as the title of a table, and its words may be an idea.")
APART = N_("This sentence stands apart from the ideas above, which are not sentences.")
GOES_ON = N_("This line has no bullet and may be the rest of the idea above.")
BROUGHT_IN = N_("Lines that might not be ideas are imported too ({lines}).")

_FEWEST_BULLETS, _SEVERAL = 3, 2
_SHORT, _FEW, _MANY = 3, 3, 4  # blanks; one of so many
_MOST_ABOVE = 2  # lines that may be a title
_LONGEST_TITLE = 60
_STOPS = (".", "!", "…")
_OF_CELLS = REASONS | {CHATTER}


def in_doubt(listed: Listed, outcomes: Sequence[Outcome], choices: Choices) -> tuple[list[Outcome], list[Message]]:
    """The outcomes, those that may be no ideas kept out with the reason; and what has to be told of it.

    Whether a line is in doubt never depends on the table that a person gives.
    """
    found = _Doubts(listed, outcomes).found()
    if not found:
        return list(outcomes), []
    if choices.doubtful:
        return list(outcomes), _brought_in([outcomes[place] for place in found])
    made: list[Outcome] = []
    for place, outcome in enumerate(outcomes):
        reason = found.get(place)
        if reason is None or (choices.as_written and reason.text != NAME):
            made.append(outcome)
            continue
        point = listed.points[place]
        out = refusal(point.number, point.raw.strip(), reason)
        homeless = isinstance(outcome, RefusedRow) and names_no_table(outcome)
        made.append(replace(out, aside=True, doubtful=not choices.as_written, homeless=homeless))
    return made, []


def _brought_in(doubted: Sequence[Outcome]) -> list[Message]:
    """What is told of doubtful lines that a person wants; those without a table stay out all the same."""
    count = sum(isinstance(each, IncomingIdea) for each in doubted)
    return [Message(BROUGHT_IN, {"lines": counted(count, "line")})] if count else []


def cells_in_doubt(outcomes: Sequence[Outcome], *, doubtful: bool) -> tuple[list[Outcome], list[Message]]:
    """The outcomes of a sheet, those whose words may be no ideas kept out unless the `doubtful` are wanted too.

    Where most of the cells have the form of names, they are none.
    """
    found = {
        place: reason
        for place, each in enumerate(outcomes)
        if isinstance(each, IncomingIdea) and (reason := _doubt_of_cell(each.text))
    }
    names = [place for place, reason in found.items() if reason == NAME]
    if 2 * len(names) > len(outcomes):
        found = {place: reason for place, reason in found.items() if reason != NAME}
    if not found or doubtful:
        return list(outcomes), _brought_in([outcomes[place] for place in found])
    made = list(outcomes)
    for place, reason in found.items():
        idea = made[place]
        if isinstance(idea, IncomingIdea):
            out = replace(refusal(idea.line, idea.text, Message(reason)), aside=True, doubtful=True)
            made[place] = replace(out, sheet=idea.sheet)
    return made, []


def _doubt_of_cell(text: str) -> str:
    first = text.partition(" ")[0]
    if first != text:
        look = _look_of_cell(first)
        # That a program wrote it is no reason in a cell: what else may be said of it has one of these signs.
        if look == "program":
            look = "close" if ":" in text or "?" in text else look_of(first)
        if not may_be_beside(text, look):
            return ""
    reason = doubt_of(text, bulleted=True)
    return reason if reason in _OF_CELLS else ""


@lru_cache(maxsize=2048)  # of a hundred thousand ideas few begin with a word of their own
def _look_of_cell(word: str) -> str:
    if not may_say_little(f"{word} x"):
        return look_of(word)
    return "program" if is_of_programs(word) else "close"


class _Doubts:
    """The points that would be ideas, with a table or for want of one, and the lines around them."""

    def __init__(self, listed: Listed, outcomes: Sequence[Outcome]) -> None:
        self._lines = listed.lines
        self._titles = listed.titles or Titles()
        self._unsure = listed.unsure
        self._on_ideas = listed.remarks
        self._points = {
            place: point
            for place, (point, outcome) in enumerate(zip(listed.points, outcomes, strict=True))
            if isinstance(outcome, IncomingIdea) or names_no_table(outcome)
        }
        self._at = {line.number: at for at, line in enumerate(listed.lines)} if self._points else {}
        self._places = {self._at[point.number]: place for place, point in enumerate(listed.points)} if self._at else {}
        self._found: dict[int, Message] = {}

    def found(self) -> Mapping[int, Message]:
        """The reasons, by the places of the points."""
        self._by_words()
        perhaps = (place for place, point in self._left() if self._at[point.number] in self._titles.perhaps)
        self._found.update(dict.fromkeys(list(perhaps), Message(MAY_BE_IDEA)))
        remarks = (place for place, point in self._left() if point.number in self._on_ideas)
        self._found.update(dict.fromkeys(list(remarks), Message(REMARK)))
        self._by_hours()
        self._by_sections()
        self._signed()
        self._by_lists()
        self._beside_tables_lists()
        self._apart_from_tables()
        self._found.update({place: Message(GOES_ON) for place, point in self._left() if point.number in self._unsure})
        return self._found

    def _left(self) -> Iterator[tuple[int, Point]]:
        """The points of which nothing is in doubt yet; an idea behind the name of its table needs no list around it."""
        sure = self._titles.ideas
        return (
            (place, point)
            for place, point in self._points.items()
            if place not in self._found and self._at[point.number] not in sure
        )

    def _by_words(self) -> None:
        """Doubt what says little itself; most lines of a list are no such, unless it is meant as it is."""
        found = {}
        for place, point in self._points.items():
            text = without_emphasis(as_label(without_links(point.text)))
            if reason := doubt_of(text, bulleted=point.bulleted):
                found[place] = reason
            elif "](" in point.text and not point.bulleted and (lists_links(point.text) or is_mostly_link(point.text)):
                found[place] = PROGRAM
            elif point.table is None and not point.bulleted and is_short(point.text):
                found[place] = CHATTER
            elif self._may_be_title(point) and self._is_title(point):
                found[place] = TITLE
            elif not point.bulleted and is_pause(point.text):
                found[place] = AGENDA
        short = {place for place in found if found[place] == CHATTER and is_short(self._points[place].text)}
        for many in (short, self._names(found)):
            if 2 * len(many) > len(self._points):
                found = {place: reason for place, reason in found.items() if place not in many}
        self._found = {place: Message(reason) for place, reason in found.items()}

    def _may_be_title(self, point: Point) -> bool:
        """Whether a point is short and has no bullet but a number: `2. Propositions`."""
        return len(point.text) <= _LONGEST_TITLE and (
            not point.bulleted or point.raw.lstrip()[:1].isdecimal() or self._has_points(self._at[point.number])
        )

    def _has_points(self, at: int) -> bool:
        """Whether bullets stand further in below a bullet: `- Idées` above the ideas."""
        line, below = self._lines[at], self._lines[at + 1] if at + 1 < len(self._lines) else None
        return below is not None and below.bulleted and below.indent > line.indent

    def _is_title(self, point: Point) -> bool:
        """`Propositions`; first in its paragraph also `Nos idées` and `Ce qui est ressorti`."""
        at = self._at[point.number]
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        begins = at == 0 or self._lines[at].after_blank or (below is not None and below.bulleted)
        is_short_one = point.text.count(" ") <= _SHORT and is_idea_title(point.text)
        by_number = point.raw.lstrip()[:1].isdecimal()  # `2. Ideas from the table`
        return is_short_one or (begins and (by_number or not point.bulleted) and is_title_of_all(point.text))

    def _names(self, found: Mapping[int, str]) -> set[int]:
        """The names of people, and where there are some, what has the form of a whole name."""
        names = {place for place, reason in found.items() if reason == NAME}
        if names:
            others = [place for place, point in self._points.items() if place not in found and " " in point.text]
            names.update(each for each in others if is_a_name(self._points[each].text, any_name=True))
        return names

    def _by_hours(self) -> None:
        """Doubt lines that begin with an hour, each a later one, and those that name what a day is made of."""
        timed = {place: minutes for place, point in self._left() if (minutes := begins_at(point.text)) is not None}
        starts = list(timed.values())
        goes_on = len(starts) >= _SEVERAL and starts == sorted(set(starts))
        for place in timed:
            if goes_on or names_part_of_a_day(self._points[place].text):
                self._found[place] = Message(AGENDA)

    def _by_sections(self) -> None:
        """Doubt the lines under titles that say that no ideas stand there, and these titles."""
        places = {self._at[point.number]: place for place, point in self._left()}
        by_line = {at: self._points[place] for at, place in places.items()}
        self._sections = Sections(self._lines, self._titles, by_line, self._is_none)
        self._found.update({places[at]: reason for at, reason in self._sections.doubts().items()})

    def _is_none(self, at: int) -> bool:
        """Whether a line is no idea, as was told before."""
        place = self._places.get(at)
        return place is not None and (place not in self._points or place in self._found)

    # Lists

    def _by_lists(self) -> None:
        """Doubt what stands beside the lists of a text whose ideas have bullets, and the words that announce a list."""
        left = {place: point for place, point in self._left() if not point.raw.startswith(">")}  # what a mail quotes
        bulleted = [self._at[point.number] for point in left.values() if point.bulleted]
        if len(bulleted) < _FEWEST_BULLETS or 2 * len(bulleted) <= len(left):
            titles = {place for place, point in left.items() if not point.bulleted and announces(point.text)}
            self._found.update(dict.fromkeys(titles | self._themes(left), Message(TITLE)))
            return
        first, last = bulleted[0], bulleted[-1]
        others = {place: self._at[point.number] for place, point in left.items() if not point.bulleted}
        # One line below the last bullet may be an idea that lost its own.
        several_below = sum(at > last for at in others.values()) >= _SEVERAL
        next_table = self._next_table(last)
        apart_from_lists = paragraphs_without_bullets(self._lines)
        in_words = self._are_words(bulleted)
        remarks = self._remarks(others.values()) if in_words else set()
        listed = {self._section(at) for at in bulleted}
        for place, at in others.items():
            apart = at in apart_from_lists
            if left[place].table is not None:
                within = last < at < next_table or (self._section(at) in listed and not self._sections.is_loose)
                is_beside = (apart and within) or at in remarks
            else:
                is_beside = at < first or (at > last and several_below) or apart or self._opens_list(at)
                is_beside = is_beside or (in_words and self._lines[at].text.rstrip().endswith(_STOPS))
            if is_beside:
                self._found[place] = Message(BESIDE_LISTS)

    def _beside_tables_lists(self) -> None:
        """Doubt what stands between the title of a table's part and its list, and titles above bullets there."""
        beside = beside_lists(self._lines, self._titles) | (titles := above_bullets(self._lines))
        left = list(self._left())
        listed = {self._section(self._at[point.number]) for _, point in left if point.bulleted} if beside else set()
        for place, point in left:
            if point.table and not point.whole and (at := self._at[point.number]) in beside:
                if self._section(at) not in listed:
                    continue  # its only bullet was that of `=> priority: the pond`
                self._found[place] = Message(TITLE if at in titles else BESIDE_LISTS)

    def _apart_from_tables(self) -> None:
        """Doubt a line or two above all tables, and a sentence alone below lists of a few words each."""
        left = [(place, point) for place, point in self._left() if not point.bulleted]
        tables = self._sections.table_titles
        above = [place for place, point in left if tables and self._at[point.number] < tables[0]]
        if len(above) <= _MOST_ABOVE:
            self._found.update(dict.fromkeys(above, Message(TITLE)))
        if len(left) < _FEWEST_BULLETS + 1:
            return
        place, last = left[-1]
        at, stops = self._at[last.number], sum(point.text.rstrip().endswith(_STOPS) for _, point in left[:-1])
        ends = at == len(self._lines) - 1 and self._lines[at].after_blank and last.text.rstrip().endswith(_STOPS)
        of_lists = not self._lines[at - 1].after_blank and self._lines[at - 1].form == "words"
        if ends and of_lists and " " in last.text.strip() and _MANY * stops <= len(left):
            self._found[place] = Message(APART)

    def _section(self, at: int) -> int:
        """Which section of a table a line stands in, by its order."""
        return bisect(self._sections.table_titles, at)

    def _are_words(self, bulleted: Sequence[int]) -> bool:
        """Whether the points of the lists are no sentences."""
        return _FEW * sum(self._lines[at].text.rstrip().endswith(_STOPS) for at in bulleted) <= len(bulleted)

    def _remarks(self, others: Collection[int]) -> set[int]:
        """The places of sentences right below a list, and last there, where its points are no sentences.

        `Ambiance studieuse.` below `- Un four` is a remark of who took notes; without its full stop it may have lost
        its bullet.
        """
        return {at for at in others if self._lines[at].text.rstrip().endswith(_STOPS) and self._ends_list(at)}

    def _ends_list(self, at: int) -> bool:
        """Whether a line stands right below a bullet and last in its paragraph."""
        line, above = self._lines[at], self._lines[at - 1] if at else None
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        ends = below is None or below.after_blank or below.form != "words" or at + 1 in self._titles.tables
        return above is not None and above.bulleted and not line.after_blank and ends

    def _themes(self, left: Mapping[int, Point]) -> set[int]:
        """The places of themes that stand above a paragraph each: `Mobilité`, then ideas of it without bullets."""
        found = set()
        for place, point in left.items():
            at = self._at[point.number]
            if point.bulleted or point.table is not None or not (at == 0 or self._lines[at].after_blank):
                continue
            has_more = at + 1 < len(self._lines) and not self._lines[at + 1].after_blank
            if has_more and self._lines[at + 1].form == "words" and is_theme(point.text):
                found.add(place)
        return found if len(found) >= _SEVERAL else set()

    def _next_table(self, last: int) -> int:
        """The place of the first title or heading below a line."""
        below = range(last + 1, len(self._lines))
        return next(
            (at for at in below if at in self._titles.tables or self._lines[at].form == "heading"), len(self._lines)
        )

    def _opens_list(self, at: int) -> bool:
        """Whether a line begins a paragraph that goes on with bullets."""
        return self._lines[at].after_blank and at + 1 < len(self._lines) and self._lines[at + 1].bulleted

    def _signed(self) -> None:
        """Doubt a name of any kind right below a closing formula: `Bises`, then `Marine`."""
        for place, point in list(self._left()):
            above = self._found.get(place - 1)
            if above and above.text == GREETING and not point.bulleted and signs_letter(point.text):
                self._found[place] = Message(NAME)
