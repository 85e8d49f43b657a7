"""What a file of ideas turned out to hold: the rows that can come in, and those that cannot with the reason why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import excerpt, required, without_controls
from facilitate.sheets.contents import Origin

IncomingStatus: TypeAlias = Literal["existing", "to_create"]
Field: TypeAlias = Literal["idea", "detail", "table", "status", "category", "group", "ref"]
# A number as text is a title where a column is called so; as a number it is never one.
ColumnName: TypeAlias = str | int
SubPoints: TypeAlias = Literal["ideas", "detail"]
Outcome: TypeAlias = "IncomingIdea | RefusedRow"

# Where a table can be chosen, as on a screen, this is no complaint but a question.
NO_TABLE = N_("No table for this idea. Give its column with --table-column, or the table with --table.")
NO_TABLE_IN_TEXT = N_(
    "No table for this idea. Write “Table 3” on a line of its own above it in the file, or give the table with --table."
)
NO_TABLE_IN_COLUMN = N_(
    "No table for this idea: the column “{column}” is empty on this row. Write the table on each row, or use "
    "--table to say which table these rows belong to."
)
NO_NUMBER = N_(
    "“{cell}” is not a table number. Write it as 3, T3 or Table 3, or give a table this name with “facilitate "
    "table set”. If it is no table, nothing needs to be done."
)
NO_TABLE_REASONS = (NO_TABLE, NO_TABLE_IN_COLUMN, NO_TABLE_IN_TEXT)
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person said about a file, which wins over every guess; an empty one leaves it to be told.

    `table` is the table of the rows that name none. The others name columns, by their title or their number from 1:
    `title` and `idea` together make the first the idea and the second its detail; `more_ideas` are further columns of
    ideas, and `details` join what is found to be one. `without_detail` leaves that out, and
    nothing is read from the columns that are `left_out`. `sub_points` says what points below another one are, and
    `as_written` that nothing is a head, a name or a theme, and no cell a list. `doubtful` brings in also the lines of a
    text that may be no ideas. `categories` are titles: below a heading of a text that is one of them, or
    another category, ideas have it; None where headings are no categories.
    """

    table: int | None = None
    idea: ColumnName = ""
    title: ColumnName = ""
    table_column: ColumnName = ""
    status_column: ColumnName = ""
    item_column: ColumnName = ""
    without_detail: bool = False
    left_out: tuple[ColumnName, ...] = ()
    sub_points: SubPoints = "ideas"
    as_written: bool = False
    doubtful: bool = False
    more_ideas: tuple[ColumnName, ...] = ()
    details: tuple[ColumnName, ...] = ()
    categories: tuple[str, ...] | None = None

    @property
    def names_columns(self) -> bool:
        """Whether the person named any column."""
        named = (self.idea, self.title, self.table_column, self.status_column, self.item_column)
        return any((*named, self.left_out, self.details))


@dataclass(frozen=True, slots=True)
class IncomingIdea:
    """One idea ready to be recorded; `category` and `group` are the cells as they were written.

    `detail` is the longer text that came with it; `ref` the reference of an idea, where the file is one that the
    program wrote. `refs` are those of the ideas that a proposal puts forward, in the words of the proposal, and
    `otherwise` its words in a second cell that says it otherwise: one of the two was corrected. `proposal` is its
    identifier, which no other session has. `sheet` names the sheet where several were put together. `part_of` are the
    words of the whole cell or line, where it is a part of them. `has_status` tells that the file says its status: a
    cell that is not empty and has a known word, the column or the heading it stands below, a tick where the text says
    what ticks mean, or what stands beside its words. `wording` and `standing` are the cells of its proposal in a sheet
    of the program's own.
    """

    line: int
    table: int
    text: str
    status: IncomingStatus = "to_create"
    category: str = ""
    group: str = ""
    detail: str = ""
    ref: str = ""
    refs: tuple[str, ...] = ()
    otherwise: str = ""
    proposal: str = ""
    sheet: str = ""
    part_of: str = ""
    has_status: bool = False
    wording: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that stays out, by its number in a sheet or its line in a text; `excerpt` is safe to show.

    `ref` is the reference of the idea it names, where the program wrote the file. `aside` tells that it never was an
    idea (the greeting of a mail, a total), and says nothing of how well the file was read. `sheet` names its sheet
    where several were put together. `doubtful` tells that it may be an idea all the same, and comes in where a person
    says so, for which it needs a table where it is `homeless`; `never` that it names people and stays out whatever a
    person says.
    """

    line: int
    excerpt: str
    reason: Message
    ref: str = ""
    aside: bool = False
    sheet: str = ""
    doubtful: bool = False
    never: bool = False
    homeless: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it was read as; `name` is its header's words, or its number where it has none.

    `place` counts from 0.
    """

    field: Field
    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file was read as, told before what came of it.

    `columns` are the ones that were used, `left_out` the names of the others; `header` is the line of the header, 0
    where there is none; `rows` counts the rows that hold words; `notices` says what was taken otherwise than written
    (a status that is not ours, marks that were taken off), each once with its count. `by_sheets` tells that the table
    of a row is the one that the name of its sheet says; `without_words` are the columns of `left_out` in which nobody
    wrote anything (numbers, dates).
    """

    origin: Origin
    columns: tuple[Column, ...] = ()
    left_out: tuple[str, ...] = ()
    header: int = 0
    rows: int = 0
    notices: tuple[Message, ...] = ()
    by_sheets: bool = False
    without_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A whole file, read."""

    rows: tuple[IncomingIdea, ...]
    refused: tuple[RefusedRow, ...]
    skipped_blank: int
    encoding: str
    kind: Literal["text", "csv"]
    reading: Reading


def incoming(outcomes: Iterable[Outcome], blank: int, reading: Reading, kind: Literal["text", "csv"]) -> Incoming:
    """Part what can come in from what stays out."""
    rows: list[IncomingIdea] = []
    refused: list[RefusedRow] = []
    for outcome in outcomes:
        if isinstance(outcome, IncomingIdea):
            rows.append(outcome)
        else:
            refused.append(outcome)
    return Incoming(tuple(rows), tuple(refused), blank, reading.origin.encoding, kind, reading)


@dataclass(frozen=True, slots=True)
class Tables:
    """Which tables exist, any where nobody counted them, and the one given by the person for rows that name none.

    `in_columns` tells that another column of the file may name the table.
    """

    count: int | None
    given: int | None = None
    in_columns: bool = True

    def has(self, table: int) -> bool:
        """Whether there is a table of that number."""
        return table >= 1 and (self.count is None or table <= self.count)

    def choose(self, named: int | None) -> int:
        """Let what the file says win: the person's table only fills what the file leaves open."""
        chosen = self.given if named is None else named
        if chosen is None:
            raise Refused(NO_TABLE if self.in_columns else NO_TABLE_IN_TEXT)
        if not self.has(chosen):
            raise Refused(
                N_("There is no table {table} (the last one is table {count})."),
                table=chosen,
                count=self.count,
            )
        return chosen


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row's text before anybody has checked it."""

    line: int
    raw: str
    text: str


def admit(candidate: Candidate, table: int) -> IncomingIdea:
    """Pass a line's text through the domain's gate; raises `Refused`."""
    return IncomingIdea(candidate.line, table, required(candidate.text))


def names_no_table(row: RefusedRow) -> bool:
    """Whether a row stays out only because nothing says its table."""
    return row.reason.text in NO_TABLE_REASONS


def refusal(line: int, raw: str, reason: Message) -> RefusedRow:
    """Name a row with enough of its text to recognise it, and nothing that could act on a terminal."""
    return RefusedRow(line, excerpt(without_controls(raw[: 4 * _EXCERPT]), _EXCERPT), reason)
