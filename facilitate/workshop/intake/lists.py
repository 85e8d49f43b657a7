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
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import without_format
from facilitate.workshop.intake.beside_lists import QUESTION, names_who_was_there, repeated_questions, who_beside_lists
from facilitate.workshop.intake.bullets import (
    Line,
    find_bullets,
    indent_of,
    is_rule,
    keep_plus_and_minus,
    mark_of,
    take_off,
)
from facilitate.workshop.intake.closings import find_closings
from facilitate.workshop.intake.incoming import Choices, IncomingStatus, Outcome, Tables
from facilitate.workshop.intake.letter_parts import PEOPLE, WHO_SPEAKS, around_a_list
from facilitate.workshop.intake.lines_in_cells import parted_lines
from facilitate.workshop.intake.list_notices import of_ends, of_joined, of_people, of_text, of_themes
from facilitate.workshop.intake.minutes import CLOSING, HEAD, find_head
from facilitate.workshop.intake.narrow_lines import BelowBullets, is_left_open
from facilitate.workshop.intake.no_ideas import THEME
from facilitate.workshop.intake.note_signs import OF_NOTES, NoteSigns, take_off_note_signs, without_comments
from facilitate.workshop.intake.points import Nesting, Point, are_in_levels, outcomes, settle, step_of
from facilitate.workshop.intake.remarks import find_remarks, is_remark, take_off_comment_marks, without_names
from facilitate.workshop.intake.role_lines import find_roles
from facilitate.workshop.intake.section_ends import find_ends, is_of_all
from facilitate.workshop.intake.speakers import Speakers, take_off_speakers
from facilitate.workshop.intake.status_lines import StatusInForce, without_status_lines
from facilitate.workshop.intake.status_phrases import phrase_beside
from facilitate.workshop.intake.table_titles import named_in, table_in_heading
from facilitate.workshop.intake.tallies import Tallies, take_off_tallies
from facilitate.workshop.intake.ticked_boxes import LEGEND, find_ticks, of_ticks
from facilitate.workshop.intake.title_lines import Titles, find_titles
from facilitate.workshop.intake.vocabulary import is_idea_title
from facilitate.workshop.intake.wrapped_lines import Wrapping, joined

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?$")
_UNDERLINE = re.compile(r"\s{0,3}={3,}\s*$")
_QUOTED = re.compile(r"(?<!\S)(?:>[ \t\u00a0]?)+")
_BOLD = re.compile(r"\*\*(?=\S)([^*]*[^*\s])\*\*")
_STRUCK = re.compile(r"~~(?=\S)[^~]*[^~\s]~~[.,;]?")
_STRUCK_OUT = N_("This is a crossed-out line, not an idea.")
_SEVERAL = 2
_TITLE_RANK = 7
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """What a text turned out to hold, in its order; how many lines are blank, and what has to be told.

    `points` are what the outcomes were made of, each at the place of its own; `lines` and `titles` is what stands
    around them; `unsure` are the numbers of the lines that may go on with the one above, `never` of those that name
    people, `remarks` of those in which somebody speaks of an idea, `naming` of those that mention who was there,
    `cut` of those that lost the name of who speaks.
    """

    outcomes: tuple[Outcome, ...]
    blank: int
    notices: tuple[Message, ...] = ()
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    titles: Titles | None = None
    unsure: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()
    remarks: frozenset[int] = frozenset()
    naming: tuple[int, ...] = ()
    cut: tuple[int, ...] = ()


def read_list(text: str, tables: Tables, choices: Choices = Choices()) -> Listed:  # noqa: B008 -- it is frozen
    """Read a whole text, a line an idea."""
    text, signs = without_format(text)
    text, of_comments = (text, []) if choices.as_written else without_comments(text)
    lines, blank = scanned(text)
    comments = [] if choices.as_written else take_off_comment_marks(lines)
    find_bullets(lines)
    lines, standings = without_status_lines(lines, as_written=choices.as_written)
    titles = _titles_of(lines, standings.before)
    keep_plus_and_minus(lines)
    take_off(lines)
    signed, tallies = (NoteSigns(), Tallies()) if choices.as_written else _take_off_signs(lines, _no_words(titles))
    around = _around(lines, titles, choices, tallies.reasons(), comments)
    ticks = find_ticks(lines)
    if not choices.as_written:
        around.reasons |= dict.fromkeys(ticks.legends, LEGEND) | dict.fromkeys(signed.places, OF_NOTES)
    others = {*_no_words(titles), *titles.doubtful, *titles.unsure, *around.reasons}
    below = None if choices.as_written else BelowBullets(lines, others, around.remarks)
    reader = _ListReader(lines, titles, Wrapping(lines, below), around, StatusInForce(standings), ticks.status)
    points, of_points = settle(reader.read(parted=not choices.as_written), choices.sub_points)
    # A screen shows the first ones: what concerns people comes before the others.
    notices = (
        *of_people(around.speakers, len(around.never)),
        *of_text(signs, lines, titles, tables, points),
        *of_ends(reader.ended, tables),
        *standings.notices(),
        *of_ticks(ticks, points),
        *of_points,
        *of_themes(around.speakers),
        *of_joined(lines, reader.joined),
        *reader.of_parts,
        *tallies.notices(),
        *of_comments,
        *signed.notices(),
    )
    blank += reader.empty
    places = (below.unsure if below else (), around.never, around.remarks)
    unsure, never, remarks = (_numbers(lines, each) for each in places)
    parts = (tuple(points), tuple(lines), titles, unsure, never, remarks, around.speakers.naming, around.speakers.cut)
    return Listed(outcomes(points, tables), blank, notices, *parts)


def _take_off_signs(lines: Sequence[Line], titles: Collection[int]) -> tuple[NoteSigns, Tallies]:
    signed = take_off_note_signs(lines, titles)
    return signed, take_off_tallies(lines, {*titles, *signed.places})


def _numbers(lines: Sequence[Line], places: Collection[int]) -> frozenset[int]:
    return frozenset(lines[place].number for place in places)


def _titles_of(lines: Sequence[Line], below_statuses: Collection[int]) -> Titles:
    """The titles, and which list each line is of."""
    titles = find_titles(lines)
    for held in (titles.ideas, titles.perhaps):
        for place in [at for at, words in held.items() if names_who_was_there(words)]:
            del held[place]
    find_ends(lines, titles)
    _cut_in_sections(lines, titles, below_statuses)
    return titles


def _no_words(titles: Titles) -> set[int]:
    return {*titles.tables, *titles.others, *titles.labels, *titles.ends}


class _Around:
    """Why some lines are no ideas, by their places; the `remarks` on ideas, and `never` those that name people.

    The last are no ideas even as they are written. `speakers` tells of the names that were taken off the others.
    """

    def __init__(self, reasons: dict[int, str], never: Collection[int]) -> None:
        self.reasons = reasons
        self.never = frozenset(never)
        self.remarks: frozenset[int] = frozenset()
        self.speakers = Speakers()


def _around(
    lines: Sequence[Line], titles: Titles, choices: Choices, votes: Mapping[int, str], comments: Collection[int]
) -> _Around:
    around = around_a_list(lines)
    head = find_head(lines, titles)
    never = dict.fromkeys(head.who, PEOPLE) | (around_a_list(lines, as_written=True) if around else {})
    closings = find_closings(lines, titles, {*around, *head.places}, minutes=bool(head.places))
    never |= dict.fromkeys(closings.signed, CLOSING)
    roles = find_roles(lines, titles.tables)
    never |= dict.fromkeys(roles - never.keys(), PEOPLE)
    never |= dict.fromkeys(who_beside_lists(lines, titles) - never.keys(), PEOPLE)
    if choices.as_written:
        return _Around(never, never)
    around.update(dict.fromkeys(titles.themes, THEME))
    around.update(dict.fromkeys(closings.places, CLOSING))
    around.update(dict.fromkeys(repeated_questions(lines, titles, {*head.places, *never}), QUESTION))
    around.update(dict.fromkeys(head.places | roles, HEAD))
    found = _Around({**votes, **never, **around}, never)
    others = {*_no_words(titles), *found.reasons}
    found.remarks = find_remarks(lines, others, comments)
    speakers = take_off_speakers(lines, others, head.people, () if choices.doubtful else found.remarks)
    found.speakers = without_names(lines, found.remarks - speakers.alone, speakers)
    found.remarks |= {at for at, line in enumerate(lines) if line.whole and at not in others and is_remark(line.text)}
    found.reasons.update(dict.fromkeys(speakers.alone, WHO_SPEAKS))
    return found


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
    return raw.lstrip().startswith(">") and not raw.lstrip("> \t")[:1].isdecimal()


def _line(number: int, raw: str, words: str, stripped: str, *, after_blank: bool) -> Line:
    line = Line(number, raw, indent_of(words), stripped, after_blank=after_blank)
    if is_rule(stripped):
        line.form = "rule"
    elif stripped[0] == "#" and _HEADING.match(stripped):
        line.form = "heading"
        line.text = stripped.lstrip("#").strip()
        line.rank = len(stripped) - len(stripped.lstrip("#"))
    else:
        line.mark = mark_of(stripped)
    return line


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
        lines: Sequence[Line],
        titles: Titles,
        wrapping: Wrapping,
        around: _Around,
        statuses: StatusInForce,
        of_ticked: IncomingStatus | None = None,
    ) -> None:
        self.points: list[Point] = []
        self.empty = 0
        self.ended: list[tuple[Line, list[int]]] = []
        self.joined = wrapping.joined
        self._lines = lines
        self._titles = titles
        self._wrapping = wrapping
        self._around = around.reasons
        self._remarks = around.remarks
        self._statuses = statuses
        self._of_ticked = of_ticked
        self._table: int | None = None
        self._rank = _TITLE_RANK
        self._open = False
        self._begins = True
        self._has_ideas = self._has_parts = False  # below the title of the table in force
        self._nesting = Nesting(by_indent=are_in_levels(lines))
        sections = defaultdict[int, list[Line]](list)
        for line in lines:
            sections[line.section].append(line)
        self.of_parts: list[Message] = []
        self._parts: Mapping[int, Sequence[str]] = {}
        self._steps = {section: step_of(each) for section, each in sections.items()}

    def _part(self) -> None:
        """Look for lines that hold several ideas."""
        others = {*self._titles.tables, *self._titles.others, *self._titles.ends, *self._around, *self._remarks}
        others -= self._titles.ideas.keys()
        words = ((at, line) for at, line in enumerate(self._lines) if line.form == "words" and at not in others)
        labels = {at: title.name for at, title in self._titles.labels.items()} | self._titles.ideas
        self._parts, self.of_parts = parted_lines({at: labels.get(at, line.text) for at, line in words})

    def read(self, *, parted: bool) -> list[Point]:
        """Read all lines, those that hold several ideas as `parted`."""
        if parted:
            self._part()
        for place, line in enumerate(self._lines):
            self._take(place, line)
        self._statuses.meet(len(self._lines), self.points, is_table=False)
        return self.points

    def _take(self, place: int, line: Line) -> None:
        self._open = self._open and not line.after_blank
        is_table = place in self._titles.tables or (line.form == "heading" and table_in_heading(line.text) is not None)
        self._statuses.meet(place, self.points, is_table=is_table)
        if line.form == "rule":
            self._rule(line)
        elif line.form == "heading":
            self._heading(line, table_in_heading(line.text))
        elif place in self._titles.tables:
            self._table, self._rank = self._titles.tables[place].table, _TITLE_RANK
            self._has_ideas = False
            self._statuses.turn_to_table(self._titles.tables[place].name)
            idea = self._titles.ideas.get(place) or self._titles.perhaps.get(place)
            if idea and place not in self._around:
                self._add_each(place, line, idea, self._table)
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
            self._add_each(place, line, label.name, label.table)
        elif place in self._around:
            if self._around[place] == THEME:
                self._statuses.turn_to_part()
            self.points.append(Point(line, line.text, None, self._around[place]))
            self._close(begins=self._begins)
        else:
            self._words(place, line)

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
            if self._is_of_one_table(line):
                self._rank, self._has_parts = line.rank - 1, True  # the headings beside it are of the table too
            elif line.rank <= self._rank or (self._has_parts and is_of_all(line.text)):
                self._end(line)
        self._close(begins=True)

    def _is_of_one_table(self, line: Line) -> bool:
        """Whether a heading is a part of the one table of a text, whose plain title stands above all ideas."""
        plainly = self._table is not None and self._rank == _TITLE_RANK and not self._has_ideas
        return plainly and len(self._titles.tables) == 1 and not is_of_all(line.text)

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
            is_phrase = not is_left_open(last.text) and phrase_beside(f"x – {line.text}") == "existing"
            words = f"– {line.text}" if is_phrase else line.text
            last.text = joined(last.text, words)
            last.whole = joined(last.whole, words) if last.whole else ""
        else:
            self._add_each(place, line, line.text, self._table)

    def _add_each(self, place: int, line: Line, text: str, table: int | None) -> None:
        """Add the idea of a line, or those that it holds between semicolons."""
        parts = self._parts.get(place, ())
        for part in parts or (text,):
            self._add(line, part, table, is_remark=place in self._remarks)
            if parts:
                self.points[-1].whole = line.whole or text

    def _add(self, line: Line, text: str, table: int | None, *, is_remark: bool = False) -> None:
        struck = text.startswith("~~") and _STRUCK.fullmatch(text.strip())
        bold = _BOLD.fullmatch(text.strip()) if text.startswith("**") else None
        words = bold[1] if bold else text
        point = Point(line, words, table, _STRUCK_OUT if struck else "")
        point.status = self._statuses.of(line) or (self._of_ticked if line.ticked else None)
        if not is_remark:
            self._nesting.take(point, self._steps[line.section])
        self.points.append(point)
        self._has_ideas = True
        if table is None and self.ended:
            self.ended[-1][1].append(line.number)
        self._open, self._begins = True, False
