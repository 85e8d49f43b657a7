"""Plain text and Markdown lists: one idea a line.

- A bullet is taken off, whatever its depth (`bullets.py` tells which signs are); so is a task box after it, ticked or
  not: a tick says that somebody handled the line, not that the idea exists.
- A line without a bullet is an idea of its own, unless it plainly goes on with the one above.
- A bullet below another one, further in, is an idea of its own, and keeps the words above it as its detail.
- Headings and rules hold no idea, but a title such as `Table 3` (`titles.py`) gives its table to the lines below, until
  another title or a heading of the same rank or above.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import without_format
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.beside_lists import who_beside_lists
from facilitate.workshop.intake.bullets import (
    Line,
    find_bullets,
    indent_of,
    keep_plus_and_minus,
    mark_of,
    take_off,
)
from facilitate.workshop.intake.closings import find_closings
from facilitate.workshop.intake.incoming import Choices, IncomingStatus, Outcome, Tables, refusal
from facilitate.workshop.intake.letter_parts import PEOPLE, WHO_SPEAKS, around_a_list
from facilitate.workshop.intake.minutes import CLOSING, HEAD, find_head
from facilitate.workshop.intake.narrow_lines import BelowBullets
from facilitate.workshop.intake.no_ideas import THEME
from facilitate.workshop.intake.note_signs import OF_NOTES, NoteSigns, take_off_note_signs, without_comments
from facilitate.workshop.intake.points import Nesting, Point, are_in_levels, outcomes, settle
from facilitate.workshop.intake.section_ends import find_ends
from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT, Speakers, take_off_speakers
from facilitate.workshop.intake.status_lines import StatusInForce, StatusLines, without_status_lines
from facilitate.workshop.intake.table_titles import named_in, table_in_heading
from facilitate.workshop.intake.ticked_boxes import LEGEND, TickedBoxes, find_ticks, of_ticks
from facilitate.workshop.intake.title_lines import Titles, find_titles
from facilitate.workshop.intake.vocabulary import is_idea_title
from facilitate.workshop.intake.wrapped_lines import Wrapping, joined

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?$")
_RULE_SIGNS = frozenset("-=_*+~|:–—─━═ \t")
_RULE_LENGTH = 3
_UNDERLINE = re.compile(r"\s{0,3}={3,}\s*$")
_QUOTED = re.compile(r"(?:>[ \t\u00a0]?)+")
_BOLD = re.compile(r"\*\*(?=\S)([^*]*[^*\s])\*\*")
_STRUCK = re.compile(r"~~(?=\S)[^~]*[^~\s]~~[.,;]?")
_STRUCK_OUT = N_("This is a crossed-out line, not an idea.")
MAY_BE_NAMES = N_(
    "Words before a colon may be names of people; they are imported with the ideas: {names}. Check them before "
    "publishing."
)
_SEVERAL = 2
_TITLE_RANK = 7
_LONGEST_TITLE = 40
_LONG = 500
_SHOWN = 3
_TITLES = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """What a text turned out to hold, in its order; how many lines are blank, and what has to be told.

    `points` are what the outcomes were made of, each at the place of its own; `lines` and `titles` is what stands
    around them; `unsure` are the numbers of the lines that may go on with the one above, `never` of
    those that name people.
    """

    outcomes: tuple[Outcome, ...]
    blank: int
    notices: tuple[Message, ...] = ()
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    titles: Titles | None = None
    unsure: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()


def read_list(text: str, tables: Tables, choices: Choices = Choices()) -> Listed:  # noqa: B008 -- it is frozen
    """Read a whole text, a line an idea."""
    text, signs = without_format(text)
    text, of_comments = (text, []) if choices.as_written else without_comments(text)
    lines, blank = scanned(text)
    find_bullets(lines)
    lines, standings = (lines, StatusLines()) if choices.as_written else without_status_lines(lines)
    titles = _titles_of(lines, standings.before)
    keep_plus_and_minus(lines)
    take_off(lines)
    signed = NoteSigns() if choices.as_written else take_off_note_signs(lines, _no_words(titles))
    around, speakers, never = _around(lines, titles, choices)
    ticks = TickedBoxes() if choices.as_written else find_ticks(lines)
    around |= dict.fromkeys(ticks.legends, LEGEND) | dict.fromkeys(signed.places, OF_NOTES)
    others = {*_no_words(titles), *titles.doubtful, *titles.unsure, *around}
    below = None if choices.as_written else BelowBullets(lines, others)
    wrapping = Wrapping(lines, below)
    reader = _ListReader(
        titles, wrapping, around, StatusInForce(standings), ticks.status, by_indent=are_in_levels(lines)
    )
    for place, line in enumerate(lines):
        reader.take(place, line)
    reader.end(len(lines))
    points, of_points = settle(reader.points, choices.sub_points)
    # A screen shows the first ones: what concerns people comes before the others.
    notices = (
        *_of_people(speakers, len(never)),
        *_notices(signs, lines, titles, tables, points),
        *_of_ends(reader.ended, tables),
        *standings.notices(),
        *of_ticks(ticks, points),
        *of_points,
        *_of_themes(speakers),
        *_of_joined(lines, wrapping.joined),
        *of_comments,
        *signed.notices(),
    )
    unsure = frozenset(lines[place].number for place in below.unsure) if below else frozenset[int]()
    blank += reader.empty
    return Listed(outcomes(points, tables), blank, notices, tuple(points), tuple(lines), titles, unsure, never)


def _titles_of(lines: Sequence[Line], below_statuses: Collection[int]) -> Titles:
    """The titles, and which list each line is of."""
    titles = find_titles(lines)
    find_ends(lines, titles)
    _cut_in_sections(lines, titles, below_statuses)
    return titles


def _no_words(titles: Titles) -> set[int]:
    return {*titles.tables, *titles.others, *titles.labels, *titles.ends}


def _around(lines: Sequence[Line], titles: Titles, choices: Choices) -> tuple[dict[int, str], Speakers, frozenset[int]]:
    """Why some lines are no ideas, by their places, and the numbers of those that are none even as they are written.

    The names of who speaks are taken off the others.
    """
    around = around_a_list(lines)
    head = find_head(lines, titles)
    never = dict.fromkeys(head.who, PEOPLE) | (around_a_list(lines, as_written=True) if around else {})
    closings = find_closings(lines, titles, {*around, *head.places}, minutes=bool(head.places))
    never |= dict.fromkeys(closings.signed, CLOSING)
    never |= dict.fromkeys(who_beside_lists(lines, titles) - never.keys(), PEOPLE)
    if choices.as_written:
        return never, Speakers(), frozenset(lines[place].number for place in never)
    around.update(dict.fromkeys(titles.themes, THEME))
    around.update(dict.fromkeys(closings.places, CLOSING))
    around.update(dict.fromkeys(head.places, HEAD))
    around = never | around
    others = {*_no_words(titles), *around}
    speakers = take_off_speakers(lines, others, head.people)
    around.update(dict.fromkeys(speakers.alone, WHO_SPEAKS))
    return around, speakers, frozenset(lines[place].number for place in never)


def _of_people(found: Speakers, never: int) -> Iterator[Message]:
    if never:
        message = N_("Lines that name who was there, who wrote or who signed are never imported ({lines}).")
        yield Message(message, {"lines": counted(never, "line")})
    if found.count:
        yield Message(NAMES_LEFT_OUT, {"lines": counted(found.count, "line")})
    if found.doubtful:
        yield Message(MAY_BE_NAMES, {"names": _named(found.doubtful)})
    if found.naming:
        message = N_(
            "Some ideas mention people who were there and are imported as written ({lines}). Check them before "
            "publishing."
        )
        yield Message(message, {"lines": counted(found.naming, "line")})


def _of_themes(found: Speakers) -> Iterator[Message]:
    if found.themes:
        message = N_("Words before a colon are read as themes and imported with the ideas: {names}.")
        yield Message(message, {"names": _named(found.themes)})


def _of_joined(lines: Sequence[Line], joined: Sequence[int]) -> Iterator[Message]:
    if joined:
        message = N_("Lines without a bullet are read as the rest of the idea above ({lines}): {words}.")
        yield Message(message, {"lines": counted(len(joined), "line"), "words": _shown(lines, joined)})


def _named(words: Sequence[str]) -> Names:
    return Names(tuple(words[:_SHOWN]), len(words) - len(words[:_SHOWN]))


def scanned(text: str) -> tuple[list[Line], int]:
    """The lines that are not blank, and how many are."""
    raws: list[str] = _LINE.findall(text)
    while raws and not raws[-1]:
        raws.pop()
    quoted = sum(1 for raw in raws if _is_quoted(raw)) >= _SEVERAL
    lines: list[Line] = []
    blank = 0
    after_blank = True
    for number, raw in enumerate(raws, start=1):
        words = _QUOTED.sub("", raw, count=1) if quoted and _is_quoted(raw) else raw
        stripped = words.strip()
        if not stripped:
            blank += 1
            after_blank = True
            continue
        lines.append(_line(number, raw, words, stripped, after_blank=after_blank))
        after_blank = False
    return lines, blank


def _is_quoted(raw: str) -> bool:
    return raw.startswith(">") and not raw.lstrip("> ")[:1].isdecimal()


def _line(number: int, raw: str, words: str, stripped: str, *, after_blank: bool) -> Line:
    line = Line(number, raw, indent_of(words), stripped, after_blank=after_blank)
    if _is_rule(stripped):
        line.form = "rule"
    elif stripped[0] == "#" and _HEADING.match(stripped):
        line.form = "heading"
        line.text = stripped.lstrip("#").strip()
        line.rank = len(stripped) - len(stripped.lstrip("#"))
    else:
        line.mark = mark_of(stripped)
    return line


def _is_rule(stripped: str) -> bool:
    """A line of nothing but strokes, in one run or, as below the head of a table, in several."""
    return (
        stripped[0] in _RULE_SIGNS
        and _RULE_SIGNS.issuperset(stripped)
        and sum(1 for sign in stripped[: 2 * _RULE_LENGTH] if sign != " ") >= _RULE_LENGTH
    )


def _cut_in_sections(lines: Sequence[Line], titles: Titles, below_statuses: Collection[int]) -> None:
    """Number the lists: what a sign means in one is no evidence for the next."""
    section = 0
    for place, line in enumerate(lines):
        if line.form == "heading" or place in titles.tables or place in titles.ends or place in below_statuses:
            section += 1
        line.section = section


class _ListReader:
    """The place of the eye on the page: the last idea, the table in force and its heading's rank."""

    def __init__(
        self,
        titles: Titles,
        wrapping: Wrapping,
        around: Mapping[int, str],
        statuses: StatusInForce,
        of_ticked: IncomingStatus | None = None,
        *,
        by_indent: bool = False,
    ) -> None:
        self.points: list[Point] = []
        self.empty = 0
        self.ended: list[tuple[Line, list[int]]] = []
        self._titles = titles
        self._wrapping = wrapping
        self._around = around
        self._statuses = statuses
        self._of_ticked = of_ticked
        self._table: int | None = None
        self._rank = _TITLE_RANK
        self._open = False
        self._begins = True
        self._nesting = Nesting(by_indent=by_indent)

    def take(self, place: int, line: Line) -> None:
        """Read the next line."""
        self._open = self._open and not line.after_blank
        is_table = place in self._titles.tables or (line.form == "heading" and table_in_heading(line.text) is not None)
        self._statuses.meet(place, self.points[-1] if self.points else None, is_table=is_table)
        if line.form == "rule":
            self._rule(line)
        elif line.form == "heading":
            self._heading(line, table_in_heading(line.text))
        elif place in self._titles.tables:
            self._table, self._rank = self._titles.tables[place].table, _TITLE_RANK
            self._statuses.turn_to_table(self._titles.tables[place].name)
            self._close(begins=True)
        elif place in self._titles.ends:
            self._end(line)
            self._statuses.turn_to_part()
            self._close(begins=True)
        elif place in self._titles.others:
            self._statuses.turn_to_part()
            self._close(begins=True)
        elif place in self._titles.labels:
            label = self._titles.labels[place]
            self._add(line, label.name, label.table)
        elif place in self._around:
            if self._around[place] == THEME:
                self._statuses.turn_to_part()
            self.points.append(Point(line, line.text, None, self._around[place]))
            self._close(begins=self._begins)
        else:
            self._words(place, line)

    def end(self, place: int) -> None:
        """Take note of what stands below the last line."""
        self._statuses.meet(place, self.points[-1] if self.points else None, is_table=False)

    def _close(self, *, begins: bool = False) -> None:
        self._open, self._begins = False, begins
        if begins:
            self._nesting.begin()

    def _rule(self, line: Line) -> None:
        if _UNDERLINE.match(line.raw) and self._open and not self.points[-1].bulleted:
            self.points.pop()
            self._table, self._rank = None, _TITLE_RANK
            self._close(begins=True)
        self._close(begins=self._begins)

    def _heading(self, line: Line, table: int | None) -> None:
        if table is not None:
            self._table, self._rank = table, line.rank
            named = named_in(line.text)
            self._statuses.turn_to_table(named.name if named else "")
        else:
            self._statuses.turn_to_part(line.rank)
            if line.rank <= self._rank:
                self._end(line)
        self._close(begins=True)

    def _end(self, line: Line) -> None:
        """End the table's section: what stands below is of no table."""
        if self._table is not None or self.ended:
            self.ended.append((line, []))
        self._table, self._rank = None, _TITLE_RANK

    def _words(self, place: int, line: Line) -> None:
        if not line.text.strip():
            self.empty += 1
            self._close(begins=self._begins)
        elif self._begins and not line.bulleted and len(line.text) <= _LONGEST_TITLE and is_idea_title(line.text):
            self._close()
        elif self._open and not line.bulleted and self._wrapping.goes_on(place, self.points[-1]):
            last = self.points[-1]
            last.text = joined(last.text, line.text)
            last.whole = joined(last.whole, line.text) if last.whole else ""
        else:
            self._add(line, line.text, self._table)

    def _add(self, line: Line, text: str, table: int | None) -> None:
        struck = text.startswith("~~") and _STRUCK.fullmatch(text.strip())
        bold = _BOLD.fullmatch(text.strip()) if text.startswith("**") else None
        words = bold[1] if bold else text
        point = Point(line, words, table, _STRUCK_OUT if struck else "")
        point.status = self._statuses.of(line) or (self._of_ticked if line.ticked else None)
        self._nesting.take(point)
        self.points.append(point)
        if table is None and self.ended:
            self.ended[-1][1].append(line.number)
        self._open, self._begins = True, False


def _notices(
    signs: int, lines: Sequence[Line], titles: Titles, tables: Tables, items: Sequence[Point]
) -> list[Message]:
    found: list[Message] = []
    if signs:
        found.append(
            Message(
                N_("Invisible formatting characters were removed ({signs})."),
                {"signs": counted(signs, "sign")},
            )
        )
    found += _of_titles(lines, titles)
    win = sorted({item.table for item in items if item.table is not None} - {tables.given})
    if tables.given is not None and win:
        found.append(
            Message(
                N_(
                    "Titles in this text name tables ({named}) and take precedence; table {given} is for the "
                    "other ideas."
                ),
                {"named": ", ".join(map(str, win)), "given": tables.given},
            )
        )
    names = sum(1 for item in items if item.text.istitle() and 1 < len(item.text.split()) <= _SHOWN)
    if names >= _SHOWN and 2 * names > len(items):
        message = N_("Many lines look like names of people ({lines}): check them before importing.")
        found.append(Message(message, {"lines": counted(names, "line")}))
    long = sum(1 for item in items if len(item.text) > _LONG)
    if long:
        found.append(
            Message(
                N_("Each line longer than {length} characters is a single idea ({lines})."),
                {"length": _LONG, "lines": counted(long, "line")},
            )
        )
    return found


def _of_titles(lines: Sequence[Line], titles: Titles) -> Iterator[Message]:
    if any(title.table and title.name for title in titles.tables.values()):  # what only says a table needs no words
        places = [place for place, title in titles.tables.items() if title.table]
        sentence = N_("Read as a table title: {lines}.") if len(places) == 1 else N_("Read as table titles: {lines}.")
        yield Message(sentence, {"lines": _shown(lines, places, _TITLES)})
    if others := titles.others | {place for place, title in titles.tables.items() if title.table is None}:
        yield Message(N_("Read as titles without a table: {lines}."), {"lines": _shown(lines, others)})
    if titles.doubtful:
        doubtful = _shown(lines, titles.doubtful)
        yield Message(N_("Read as ideas, although they begin like titles: {lines}."), {"lines": doubtful})
    if titles.unsure:
        message = N_("Read as ideas of the table above, although they may be titles: {lines}.")
        yield Message(message, {"lines": _shown(lines, titles.unsure)})


def _of_ends(ended: Sequence[tuple[Line, Sequence[int]]], tables: Tables) -> Iterator[Message]:
    above_ideas = [(line, below) for line, below in ended if below]
    if not above_ideas:
        return
    headings = _shown([line for line, _below in above_ideas], range(len(above_ideas)))
    one = sum(len(numbers) for _line, numbers in above_ideas) == 1
    numbers = ", ".join(_from_to(numbers) for _line, numbers in above_ideas)
    below = Message(N_("line {numbers}") if one else N_("lines {numbers}"), {"numbers": numbers})
    if tables.given is None:
        message = N_(
            "Titles without a table end the table above: {headings}. To import what follows them ({lines}), "
            "choose its table."
        )
        yield Message(message, {"headings": headings, "lines": below})
    else:
        message = N_(
            "Titles without a table end the table above: {headings}. What follows them ({lines}) goes to table {given}."
        )
        yield Message(message, {"headings": headings, "lines": below, "given": tables.given})


def _from_to(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _shown(lines: Sequence[Line], places: Collection[int], most: int = _SHOWN) -> Names:
    """The first of some lines, and how many more there are."""
    shown = [refusal(0, lines[place].words.strip(), Message("")).excerpt for place in sorted(places)[:most]]
    return Names(tuple(shown), len(places) - len(shown))
