"""Ideas in a CSV and categories in a TOML file, as texts to suggest from; no session is made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitate.domain.errors import N_, FacilitateError, Refused
from facilitate.files import unreadable
from facilitate.i18n import Language
from facilitate.sheets.contents import Contents, SheetRow, Table
from facilitate.workshop.intake.ideas import contents_of
from facilitate.workshop.intake.incoming import Choices, Tables
from facilitate.workshop.intake.table_layout import Layout
from facilitate.workshop.intake.tables import find_layout
from facilitate.workshop.suggestions.contract import CategoryText, ProposalText, Texts
from facilitate.workshop.suggestions.texts import synonym


def texts_of_files(
    ideas: Path, categories: Path, document: Mapping[str, Any], spoken: str, _: Language
) -> tuple[Texts, dict[str, int]]:
    """The texts, and the row of each item, counted from 1 after the header; raises `Refused` naming file and line."""
    headings = tuple(_headings(categories, document))
    items, rows = [], {}
    for number, row, cells in _rows(ideas):
        if text := cells.get("idea", "").strip():
            key = f"{number:06d}"
            category = _known(cells.get("category", "").strip(), headings, ideas, row.line)
            items.append(ProposalText(key, text, category, _("row {row}", row=number)))
            rows[key] = number
    synonyms = tuple(_synonyms(categories, document))
    language = spoken or str(document.get("language", "fr"))
    return Texts(tuple(items), headings, synonyms=synonyms, language=language), rows


def _rows(ideas: Path) -> Iterator[tuple[int, SheetRow, dict[str, str]]]:
    """Each row below the header with its number and its known cells; a line with nothing on it is no row."""
    table = _table(ideas)
    layout = find_layout(table, Choices(), Tables(None))
    if layout.header.first_row == 0:
        raise _no_header(ideas)
    first = layout.header.first_row
    above = bisect_left(table.hollow, table.rows[first - 1].line)
    for number, row in enumerate(table.rows[first:], 1):
        yield number + bisect_left(table.hollow, row.line) - above, row, _cells(ideas, row, layout)


def _table(ideas: Path) -> Table:
    contents = _contents(ideas)
    if isinstance(contents, Table):
        return contents
    raise _no_header(ideas)


def _no_header(ideas: Path) -> Refused:
    return Refused(N_("{file} has no header row. Begin it with “table;idea;status;category”."), file=str(ideas))


def _contents(path: Path) -> Contents:
    try:
        return contents_of(path.read_bytes(), name=path.name)
    except OSError as error:
        raise unreadable(path, error) from error
    except FacilitateError as error:
        raise Refused(N_("{file}: {reason}"), file=str(path), reason=error.message) from error


def _cells(ideas: Path, row: SheetRow, layout: Layout) -> dict[str, str]:
    if row.unclosed:
        raise Refused(
            N_("{file}, line {line}: a quotation mark is opened here and never closed."), file=str(ideas), line=row.line
        )
    width = layout.width
    if any(cell.strip() for cell in row.cells[width:]):
        raise Refused(
            N_(
                "{file}, line {line}: {found} cells for {expected} columns. Put quotation marks around any text that "
                "contains the separator."
            ),
            file=str(ideas),
            line=row.line,
            found=len(row.cells),
            expected=width,
        )
    return {column.field: row.cells[column.place] for column in layout.columns if column.place < len(row.cells)}


def _known(category: str, headings: Sequence[CategoryText], ideas: Path, line: int) -> str:
    if category and all(category != each.key for each in headings):
        raise Refused(
            N_("{file}, line {line}: unknown category “{key}”. Possible values: {keys}."),
            file=str(ideas),
            line=line,
            key=category,
            keys=", ".join(each.key for each in headings),
        )
    return category


def _headings(path: Path, document: Mapping[str, Any]) -> Iterator[CategoryText]:
    entries = document.get("categories")
    if not isinstance(entries, list) or not entries or not all(isinstance(each, dict) for each in entries):
        raise Refused(
            N_("{file} has no categories. Write each one under [[categories]], with `key`, `title` and `keywords`."),
            file=str(path),
        )
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        place = f"categories/{number}"
        key, title = (_word(path, entry, name, place) for name in ("key", "title"))
        if key in seen:
            raise Refused(N_("{file}: two categories have the key “{key}”."), file=str(path), key=key)
        seen.add(key)
        yield CategoryText(key, title, _texts(path, entry, "keywords", f"{place}/"))


def _synonyms(path: Path, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(_texts(path, document, "synonyms"), 1):
        pair = synonym(text)
        if not all(pair):
            raise Refused(
                N_("{file}: “{key}” must look like “TS = travailleur social”."),
                file=str(path),
                key=f"synonyms/{number}",
            )
        yield pair


def _word(path: Path, entry: Mapping[str, Any], name: str, place: str) -> str:
    value = entry.get(name)
    # Typologies are often numbered, and TOML has numbers.
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise Refused(
            N_("{file}: “{key}” must be text between quotation marks."), file=str(path), key=f"{place}/{name}"
        )
    return str(value).strip()


def _texts(path: Path, entry: Mapping[str, Any], name: str, place: str = "") -> tuple[str, ...]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refused(
            N_("{file}: “{key}” must be a list of entries between quotation marks."), file=str(path), key=place + name
        )
    return tuple(value)
