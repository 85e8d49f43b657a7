"""JSON as programs export it: an array of objects or of rows is a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeGuard

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Origin, SheetRow, Table
from facilitate.sheets.delimited import lines_of
from facilitate.sheets.gathering import table_of

_RAW = 400
_OWN_REPORT = "facilitate-report"
# What the ideas of the program's own report are called in its sheet of ideas, as which they are read.
_OWN_NAMES = {
    "ref": "Reference",
    "table": "Table",
    "text": "Idea",
    "status": "Status",
    "place": "Filing",
    "category": "Category",
    "detail": "Detail",
    "proposal": "Proposal ID",
}
_ONLY_IDEAS = N_(
    "This is a facilitate report: only its list of ideas is read, not corrections made elsewhere in the file."
)


def read_json(text: str, origin: Origin) -> Table:
    """Read the array of a text in JSON, or of JSON lines; raises `Refused` where there is none, or several."""
    loaded = _loaded(text)
    if isinstance(loaded, dict) and loaded.get("format") == _OWN_REPORT:
        loaded = _own_ideas(loaded)
        origin = replace(origin, notices=(*origin.notices, Message(_ONLY_IDEAS)))
    entries = _entries(loaded)
    if any(not isinstance(each, dict) for each in entries):
        rows = (_row(number, each) for number, each in enumerate(entries, 1))
        return table_of(origin, rows)
    flat = [_flat(each) for each in entries]
    names = tuple(dict.fromkeys(name for each in flat for name in each))
    return table_of(origin, _named_rows(names, flat))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise _no_table() from error
    except ValueError as error:
        lines = [line for line in lines_of(text) if line.strip()]
        try:
            found = [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            raise Refused(
                N_("This JSON file is damaged (line {line}). Save it again, or save it as CSV."),
                line=getattr(error, "lineno", 1),
            ) from error
    return found


def _entries(loaded: Any) -> list[Any]:
    if isinstance(loaded, dict):
        arrays = [value for value in loaded.values() if _is_table(value)]
        if len(arrays) != 1:
            raise _no_table()
        return list(arrays[0])
    if not isinstance(loaded, list) or (loaded and not _is_table(loaded) and not _is_list(loaded)):
        raise _no_table()
    return loaded


def _own_ideas(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the ideas of a report by the names of the sheet of ideas; raises `Refused` where it has none."""
    ideas = report.get("ideas")
    if not _is_table(ideas) or not isinstance(ideas[0], dict):
        raise Refused(
            N_(
                "This is a facilitate report in JSON without its ideas. Export the ideas of the session as CSV "
                "(“facilitate export SESSION --to csv”), and import that file."
            )
        )
    return [
        {name: each.get(field) for field, name in _OWN_NAMES.items()}
        | ({"Filing": "withdrawn"} if each.get("withdrawn") else {})
        for each in ideas
    ]


def _is_table(value: Any) -> TypeGuard[list[Any]]:
    return (
        isinstance(value, list)
        and bool(value)
        and (all(isinstance(each, dict) for each in value) or all(isinstance(each, list) for each in value))
    )


def _is_list(value: list[Any]) -> bool:
    return all(isinstance(each, str) for each in value)


def _no_table() -> Refused:
    return Refused(
        N_(
            "This is JSON, but not a list of entries. It should be a list in square brackets, each entry with "
            "the same names. Export it as CSV, and import that file."
        )
    )


def _named_rows(names: tuple[str, ...], entries: list[dict[str, str]]) -> Iterator[SheetRow]:
    yield SheetRow(1, names, ", ".join(names)[:_RAW])
    for number, entry in enumerate(entries, 2):
        cells = tuple(entry.get(name, "") for name in names)
        yield SheetRow(number, cells, "; ".join(filter(None, cells))[:_RAW])


def _row(number: int, entry: Any) -> SheetRow:
    cells = tuple(map(_words, entry)) if isinstance(entry, list) else (_words(entry),)
    return SheetRow(number, cells, "; ".join(filter(None, cells))[:_RAW])


def _flat(entry: dict[str, Any]) -> dict[str, str]:
    """Names of the second level go behind those of the first: `title/fr`."""
    flat: dict[str, str] = {}
    for name, value in entry.items():
        if isinstance(value, dict):
            flat |= {f"{name}/{inner}": _words(each) for inner, each in value.items()}
        else:
            flat[name] = _words(value)
    return flat


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return ", ".join(map(_words, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
