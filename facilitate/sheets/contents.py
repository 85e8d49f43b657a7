"""What a file turned out to hold: the rows of a table, or a text that is no table."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias

from facilitate.domain.errors import Message, Refused
from facilitate.domain.frozen import dataclass

Option: TypeAlias = Literal["encoding", "sheet", "idea", "table-column", "status-column", "item-column"]


class Kind(StrEnum):
    """What wrote the file, as far as reading it is concerned."""

    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"
    XML = "xml"
    DOCX = "docx"
    ODT = "odt"


@dataclass(frozen=True, slots=True)
class Origin:
    """How a file was read, which is told before what came of it.

    `encoding` is that of its bytes where they are text (`utf-8`, `cp1252`, `mac-roman`…); `separator` stands between
    the cells of a delimited text; `sheet` is the one of `sheets` that was read in a workbook,
    `filled` are those that could have been read in its place, itself among them, where there are several; `together`
    those that were read as one table, `headings` the number (from 1) of the column that holds the headings above them.
    `notices` says what was taken otherwise than it was written, or left out.
    """

    kind: Kind
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    headings: int = 0
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; `line` is its number as spreadsheet programs count rows, `raw` how it begins as written.

    `unclosed` when a quote opened on its line has no sensible end: it has no cells then. `quoted` when a cell of it
    stood in quotation marks. `continued` are the places of cells that are merged with the one above: they show its
    words, which were written once. `sheet` names the sheet it stands in where several were put together.
    """

    line: int
    cells: tuple[str, ...]
    raw: str
    unclosed: bool = False
    quoted: bool = False
    continued: tuple[int, ...] = ()
    sheet: str = ""

    @property
    def blank(self) -> bool:
        """Nothing in any cell: spreadsheets write such rows below the last one."""
        return not self.unclosed and not "".join(self.cells).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: all its rows that are not blank, titles and headers among them, and how many blank ones there were.

    `hollow` are the lines of those blank rows that have separators: people who number rows count them, and not a line
    with nothing on it. `headed` tells whether its first row names the columns, where that is known.
    """

    origin: Origin
    rows: tuple[SheetRow, ...]
    blank: int = 0
    hollow: tuple[int, ...] = ()
    headed: bool | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A text that is no table."""

    origin: Origin
    text: str


Contents: TypeAlias = "Table | Prose"


class Unclear(Refused):
    """Something a person has to say: `option` is the option that says it, `choices` what can be said.

    On a terminal it is asked; elsewhere the sentence is an error, and names both. `samples` shows of each choice what a
    person knows it by, `likely` is a choice for an example, if any, and `also` those that go with it. `no_table` tells
    that the table has to be said too.
    """

    def __init__(
        self,
        message: str,
        *,
        option: Option,
        choices: tuple[str, ...],
        samples: tuple[str, ...] = (),
        likely: str = "",
        also: tuple[str, ...] = (),
        no_table: bool = False,
        **params: object,
    ) -> None:
        super().__init__(message, **params)
        self.option = option
        self.choices = choices
        self.samples = samples
        # An example of a column of ideas that holds names of people would be followed.
        self.likely = likely or (choices[0] if choices and option != "idea" else "")
        self.also = also
        self.no_table = no_table
