"""TOML as people write it: whatever a file holds, it is a document of a sensible size, or refused with its reason."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from facilitate.domain.errors import CANNOT_BE_READ, N_, Message, Refused

LARGEST = 2_000_000  # bytes; a programme is a text of a few pages
_DEEPEST = 20
_MOST_ENTRIES = 1000
_GREATEST = 10**18  # beyond it TOML makes no promise, and Python does not even write very long numbers

# A line that is a day or an hour and nothing else: where TOML cannot read it, there is no such day or hour.
_ONLY_A_TIME = re.compile(r"[^\"'#=]+=\s*(?:\d{4}-\d\d-\d\d|\d\d:\d\d(?::\d\d)?)\s*(?:#.*)?$")

_TOO_LARGE = Message(N_("it is larger than 2 MB"))
_TOO_DEEP = Message(N_("its values are nested more than 20 levels deep"))
_TOO_MANY = Message(N_("one of its lists has more than 1,000 entries"))
_TOO_GREAT = Message(N_("it contains a number of more than 18 digits"))


def text_of(file: str, data: bytes) -> str:
    """Return the text of a file, of which `LARGEST` bytes and one more have to be read; raises `Refused`."""
    if len(data) > LARGEST:
        raise _unusable(file, _TOO_LARGE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(N_("{file} is not UTF-8 text. Save it as UTF-8, then try again."), file=file) from error


def parsed(file: str, text: str) -> dict[str, Any]:
    """Return the document; raises `Refused` for what is not TOML, with its place, and for what nobody could use."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if (mended := _with_times_quoted(text)) is None:
            raise _invalid(file, text, error) from error
        document = mended
    except RecursionError:
        raise _unusable(file, _TOO_DEEP) from None
    except ValueError:  # of `int`, for thousands of digits
        raise _unusable(file, _TOO_GREAT) from None
    if (reason := _fault(document)) is not None:
        raise _unusable(file, reason)
    return document


def _with_times_quoted(text: str) -> dict[str, Any] | None:
    """Return the document with quotation marks around days, hours and lengths that people write without them.

    None where it is no TOML with them either.
    """
    from facilitate.domain.typed_times import DAY_KEYS, HOUR_KEYS, LENGTH_KEYS, as_stored

    def quoted(found: re.Match[str]) -> str:
        read = as_stored(found["key"], found["value"]) != found["value"]
        return f'{found["before"]}"{found["value"]}"{found["after"]}' if read else found.group()

    keys = "|".join((*DAY_KEYS, *HOUR_KEYS, *LENGTH_KEYS))
    # So short that no line takes long, and no blank at its end, so that one of blanks does not either.
    value = r"""(?P<value>[^\s"'#](?:[^"'#\n]{0,59}?[^ \t"'#\n])?)"""
    line = rf"^(?P<before>[ \t]*(?P<key>{keys})[ \t]*=[ \t]*){value}(?P<after>[ \t]*(?:#.*)?)$"
    try:
        return tomllib.loads(re.sub(line, quoted, text.replace("\r\n", "\n"), flags=re.MULTILINE))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _invalid(file: str, text: str, error: tomllib.TOMLDecodeError) -> Refused:
    """Return the error for TOML that does not read; the parser's reason is English: only place and kind are used."""
    line, column = _place(text, error)
    if "date" in str(error) or any(map(_ONLY_A_TIME.match, text.split("\n")[line - 1 : line])):
        return Refused(
            N_(
                "{file}, line {line}, column {column}: this date or time does not exist. Write it as 2021-12-13 or "
                "14:00:00."
            ),
            file=file,
            line=line,
            column=column,
        )
    return Refused(
        N_(
            "{file} is not valid TOML at line {line}, column {column}. "
            "Look there, or just before, for a missing quotation mark, bracket or equals sign, or a key given twice.",
        ),
        file=file,
        line=line,
        column=column,
    )


def _place(text: str, error: tomllib.TOMLDecodeError) -> tuple[int, int]:
    """Return the line and column, from 1, where the parser stopped: the last line where something was never closed."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return (int(found[1]), int(found[2])) if found else (text.rstrip().count("\n") + 1, 1)


def _fault(document: dict[str, Any]) -> Message | None:
    """Return what the parser takes and nobody can use: depths made by dotted names, numbers made by hexadecimals."""
    level: list[Any] = [document]
    for _depth in range(_DEEPEST):
        below: list[Any] = []
        for value in level:
            if isinstance(value, int) and abs(value) >= _GREATEST:
                return _TOO_GREAT
            if isinstance(value, list) and len(value) > _MOST_ENTRIES:
                return _TOO_MANY
            if isinstance(value, (dict, list)):
                below += value.values() if isinstance(value, dict) else value
        level = below
    return _TOO_DEEP if level else None


def _unusable(file: str, reason: Message) -> Refused:
    return Refused(CANNOT_BE_READ, file=file, reason=reason)
