"""The event as a workbook: its ideas, its proposals, its typology and its figures, on a sheet each.

Words are text in every cell, whatever they begin with; moments are dates, numbers are numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.build import properties
from facilitate.export.compose.ideas import standing
from facilitate.export.compose.people import no_world
from facilitate.export.compose.shared import shared_proposals, tables_in_cell, told_apart
from facilitate.export.compose.summary import categories_shown
from facilitate.export.csv_ideas import ideas_rows, proposals
from facilitate.export.docx_odt_style import changed, described
from facilitate.export.engine_faults import loading
from facilitate.export.sections import SECTIONS
from facilitate.export.style.colours import readable_on
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import event_called
from facilitate.workshop.report.feedback import BLANK, HIDDEN, STEP_WORDS
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = "str | int | date | datetime | None"

_LONGEST = 32_767  # letters that a cell holds, as Excel counts them
_NARROWEST, _WIDEST = 8, 60  # in letters
_MARGIN = 5  # for the sign of the filter
_ROOM = 6
_LINE, _HIGHEST = 15.0, 405.0  # points; Excel has no row above 409
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # read as another letter (ECMA-376, part 1, 22.4.2.4)
_FONTS, _PARTS = re.compile("<font>(.*?)</font>", re.DOTALL), re.compile("<[^>]*>")
_ORDER = ("b", "i", "sz", "color", "name", "family", "scheme")
_FONT, _SIZE = "Calibri", 11  # as in the cells that have no font of their own
_FORMATS = {"text": "@", "number": "General", "moment": "yyyy-mm-dd hh:mm", "day": "yyyy-mm-dd"}
_STANDINGS = (Standing.TO_CREATE, Standing.EXISTING, Standing.BOTH)


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    rows: Sequence[Sequence[Value]]  # the heads first
    total: bool = False
    noticed: bool = False  # in a last column, the same words in each row, which stand on one line beyond its edge


def workbook(report: Report, language: Language, style: Style) -> bytes:
    """Return the whole workbook; the ideas stand first, as in the CSV. Raises `Refused` when the library is missing."""
    with loading("xlsx", "openpyxl"):
        from openpyxl import Workbook
    book = Workbook()
    book.remove(book.active)
    for look in _styles(style):
        book.add_named_style(look)
    for sheet in _sheets(report, language):
        _fill(book.create_sheet(sheet.title), _noticed(sheet, report, language))
    ordered = changed(_bytes_of(book), {"xl/styles.xml": lambda xml: _FONTS.sub(_in_order, xml)})
    return described(ordered, properties(report, language), "xlsx", language.code)


def _bytes_of(book: Workbook) -> bytes:
    """Return the workbook as the library saves it, but for the files it would write each sheet to on the way.

    Its sheets are written in memory: no temporary folder can be full, and none keeps the words of an event.
    """
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemoryWriter(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, ws: Worksheet) -> None:
            ws._drawing = None  # noqa: SLF001 -- the library's own way: there is none
            writer = WorksheetWriter(ws, io.BytesIO())
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001
            self._archive.writestr(ws.path[1:], writer.read())
            self.manifest.append(ws)

    made = io.BytesIO()
    InMemoryWriter(book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED)).save()
    return made.getvalue()


def _in_order(font: re.Match[str]) -> str:
    """Return what the library says of a font in the order of the schema (ECMA-376, part 1, 18.8.22)."""
    parts = sorted(_PARTS.findall(font[1]), key=lambda part: _ORDER.index(part.strip("</> ").split()[0]))
    return f"<font>{''.join(parts)}</font>"


def _sheets(report: Report, _: Language) -> Iterator[_Sheet]:
    yield _Sheet(_("Ideas"), list(_typed(ideas_rows(report, _), _)))
    yield _marked(_Sheet(_("Proposals"), list(_proposals(report, _))), report, _)
    if report.has_typology:
        yield _marked(_Sheet(_("Typology"), list(_typology(report, _)), total=True), report, _)
    for found in (section.as_sheet(report, _) for section in SECTIONS.values()):
        if found:
            title, rows = found
            sheet = _Sheet(title, list(_typed(rows, _)))
            yield sheet if {_("Internal"), _("Rehearsal")} & {*rows[0]} else _marked(sheet, report, _)
    yield _marked(_Sheet(_("Figures"), list(_figures(report, _))), report, _)


def _marked(sheet: _Sheet, report: Report, _: Language) -> _Sheet:
    """Return the sheet with a last column in which each row says that it is not for everybody, or of no event."""
    marks = [(_("Internal"), _("not to be passed on"))] if report.internal else []
    marks += [(_("Rehearsal"), _("not of the event"))] if report.rehearsal else []
    rows = sheet.rows
    for mark in marks:
        rows = [(*row, mark[bool(place)]) for place, row in enumerate(rows)]
    return _Sheet(sheet.title, rows, sheet.total)


def _noticed(sheet: _Sheet, report: Report, _: Language) -> _Sheet:
    """Return the sheet with the notice in a last column, as in the CSV; that of figures has it as one of them."""
    notice = inlined(report.plan.publication.notice)
    if not notice or sheet.title == _("Figures"):
        return sheet
    rows = [(*row, notice if place else _("Notice")) for place, row in enumerate(sheet.rows)]
    return replace(sheet, rows=rows, noticed=True)


def _typed(rows: Sequence[Sequence[str]], _: Language) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a CSV with its numbers and moments as such."""
    head = rows[0]
    counted = (_("Table"), _("Round"), *map(_, (*STEP_WORDS, BLANK, HIDDEN)))
    numbers = {place for place, name in enumerate(head) if name in counted}
    dated = (_("Noted at (UTC)"), _("Imported at (UTC)"), _("Changed at (UTC)"))
    moments = {place for place, name in enumerate(head) if name in dated}
    days = {place for place, name in enumerate(head) if name == _("Date of the next step")}
    yield tuple(head)
    for row in rows[1:]:
        cells: list[Value] = list(row)
        for place, cell in enumerate(row):
            if place in numbers and (not cell or cell.isdecimal()):
                cells[place] = int(cell) if cell else None
            elif place in moments:
                cells[place] = datetime.fromisoformat(cell).astimezone(UTC).replace(tzinfo=None) if cell else None
            elif place in days:
                cells[place] = date.fromisoformat(cell) if cell else None
        yield tuple(cells)


def _proposals(report: Report, _: Language) -> Iterator[tuple[Value, ...]]:
    yield (
        _("Number"), _("Proposal"), _("Proposal status"), _("Category"), _("Number of ideas"), _("Number of tables"),
        _("Tables"), _("References"), _("Proposal ID"),
    )  # fmt: skip
    for category, part in proposals(report):
        yield (
            part.number,
            part.wording,
            standing(part.standing, _),
            category.title if category else "",
            len(part.refs),
            told_apart(part, report),
            tables_in_cell(part, report, _),
            ", ".join(part.refs),
            part.id,
        )


def _typology(report: Report, _: Language) -> Iterator[tuple[Value, ...]]:
    """Yield the categories with what is filed there, what is filed nowhere, and the whole."""
    yield (
        _("Number"), _("Category"), _("Proposals"), _("Ideas"), _("To be created"), _("Already existing"),
        _("Both"),
    )  # fmt: skip
    parts = list(categories_shown(report, _))
    for part in parts:
        yield part.number or None, part.title, *_numbers(part)
    whole: tuple[ProposalPart, ...] = tuple(one for part in parts for one in part.proposals)
    yield None, _("Total"), *_numbers(CategoryPart(0, "", whole))


def _numbers(part: CategoryPart) -> tuple[int, ...]:
    return len(part.proposals), part.ideas, *(part.standing(each) for each in _STANDINGS)


def _figures(report: Report, _: Language) -> Iterator[tuple[Value, ...]]:
    """Yield what is known of the event and every number of the count, which adds up."""
    plan, counts = report.plan, report.counts
    yield _("Figure"), _("Value")
    yield _("Event"), event_called(plan.title or _("Untitled event"), _, rehearsal=report.rehearsal)
    known: tuple[tuple[str, Value], ...] = (
        (_("Notice"), plan.publication.notice or None),
        (_("Date"), plan.date),
        (_("People expected"), plan.attendance.expected),
        (_("People present"), plan.attendance.present),
    )
    yield from (each for each in known if each[1] is not None)
    for world in report.people.worlds if report.people else ():
        yield _("People present: {world}", world=world.world or no_world(report.people, _)), world.came
    yield _("Ideas collected"), counts.received
    if report.has_typology:
        yield _("Ideas filed"), counts.filed
        yield _("Ideas unfiled"), counts.unfiled
        yield _("Ideas undecided"), counts.undecided
    yield _("Ideas withdrawn"), counts.withdrawn
    yield _("Proposals"), counts.proposals
    yield _("Proposals shared by several tables"), len(shared_proposals(report))
    for table in counts.by_table:
        yield _("Ideas collected at table {table}", table=table.table), table.received
    if report.edition:
        yield _("This version (UTC)"), report.edition.replace(tzinfo=None, microsecond=0)


def _fill(sheet: Worksheet, what: _Sheet) -> None:
    last = len(what.rows) if what.total else 0
    for number, row in enumerate(what.rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None and value != "":
                _put(sheet.cell(number, column), value, total=number == last)
                if what.noticed and column == len(row):
                    sheet.cell(number, column).style = "notice"
    for cell in sheet[1]:
        cell.style = "head"
    _dress(sheet, what)
    sheet.freeze_panes = "A2"
    corner = sheet.cell(max(len(what.rows) - what.total, 1), len(what.rows[0])).coordinate  # a total is not sorted
    sheet.auto_filter.ref = f"A1:{corner}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.right.text = "&P / &N"


def _put(cell: Any, value: Value, *, total: bool = False) -> None:
    """Put a value into a cell: words as text that no program works out, also once somebody has changed them."""
    if isinstance(value, str):
        cell.value, cell.data_type = _ESCAPE.sub("_x005F_", _held(value)), "s"
        kind = "text"
    else:
        cell.value = value
        kind = "moment" if isinstance(value, datetime) else "day" if isinstance(value, date) else "number"
    cell.style = f"{kind} total" if total else kind


def _styles(style: Style) -> Iterator[NamedStyle]:
    """Yield the looks of cells by their names; to give each cell its own takes twice as long."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    colours = style.colours
    on_accent = readable_on(colours.accent, colours).lstrip("#").upper()
    words, others = Alignment("left", "top", wrap_text=True), Alignment("center", "top")
    yield NamedStyle(
        "head",
        font=Font(name=_FONT, size=_SIZE, bold=True, color=on_accent),
        fill=PatternFill("solid", fgColor=colours.accent.lstrip("#").upper()),
        alignment=words,
        number_format="@",
    )
    yield NamedStyle("notice", font=Font(name=_FONT, size=_SIZE), alignment=Alignment("left", "top"), number_format="@")
    for kind, number_format in _FORMATS.items():
        alignment = words if kind == "text" else others
        plain, bold = (Font(name=_FONT, size=_SIZE, bold=bold) for bold in (False, True))
        yield NamedStyle(kind, font=plain, alignment=alignment, number_format=number_format)
        yield NamedStyle(f"{kind} total", font=bold, alignment=alignment, number_format=number_format,
                         border=Border(top=Side("thin")))  # fmt: skip


def _held(text: str) -> str:
    """Return as much of the words as a cell holds: only a list of thousands of references is longer."""
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _dress(sheet: Worksheet, what: _Sheet) -> None:
    """Give every column the width of its words, and every row the height of its lines."""
    from openpyxl.utils import get_column_letter

    shown = [row[:-1] if what.noticed and place else row for place, row in enumerate(what.rows)]
    texts = [[*map(_shown, row), *([""] * (len(what.rows[0]) - len(row)))] for row in shown]
    widths = [_width([row[column] for row in texts]) for column in range(len(texts[0]))]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(texts, 1):
        lines = max(_lines(text, width) for text, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(lines * _LINE, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """Return on how many lines a text stands in a column; words that go to the next line leave room behind them."""
    room = width - (_ROOM if width >= _WIDEST else 2)
    return sum(1 if len(line) <= width - 2 else -(-len(line) // room) for line in text.split("\n"))


def _width(column: Sequence[str]) -> int:
    """Return what holds the longest word of the head and most lines of what stands below."""
    head = max(len(word) for word in column[0].split() or [""]) + _MARGIN
    widest = max((len(line) for text in column[1:] for line in text.split("\n")), default=0) + 2
    return max(_NARROWEST, head, min(widest, _WIDEST))


def _shown(value: Value) -> str:
    return "" if value is None else value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)
