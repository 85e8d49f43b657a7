"""Programmes as TOML files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from facilitate.domain.programme.defaults import with_listed_partners, with_listed_tables
from facilitate.domain.programme.document import as_written
from facilitate.domain.programme.toml_text import LARGEST, parsed, text_of
from facilitate.domain.typed_times import as_stored
from facilitate.files import unreadable

_DATES = ("date",)
_TIMES = ("starts_at", "ends_at")


def read_programme(path: Path) -> dict[str, Any]:
    """Return the document a TOML file holds, dates and times as text; raises `Refused` naming the line at fault."""
    try:
        with path.open("rb") as file:
            return programme_in(file.read(LARGEST + 1), str(path))
    except OSError as error:
        raise unreadable(path, error) from error


def programme_in(data: bytes, file: str) -> dict[str, Any]:
    """Return the same of the bytes of a file that is called so."""
    return with_listed_partners(with_listed_tables(_plain(parsed(file, text_of(file, data)))))


def written(document: Mapping[str, Any]) -> str:
    """Return a programme's document as TOML; reading it gives the same programme."""
    import tomli_w

    whole = as_written(document)
    typed = {name: _typed(name, value) for name, value in _without_nothing(whole).items()}
    return tomli_w.dumps(typed, multiline_strings=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_stored(key, item) if isinstance(item, str) else _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, (date, time, datetime)) else value


def _without_nothing(value: Any) -> Any:
    """Return the value without keys that hold None, which is how JSON says what TOML leaves out."""
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return [_without_nothing(item) for item in value] if isinstance(value, list) else value


def _typed(name: str, value: Any) -> Any:
    if name in _DATES and isinstance(value, str) and value:
        return date.fromisoformat(value)
    if name in _TIMES and isinstance(value, str) and value:
        return time.fromisoformat(value)
    return value
