"""Reading a file of ideas for a command: what it leaves open is asked on a terminal, and how far it is shown there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.cli.asking import can_ask, choose
from facilitate.cli.door import Door
from facilitate.domain.errors import N_, Refused
from facilitate.i18n import Language
from facilitate.refused_files import reason
from facilitate.sheets.contents import Unclear
from facilitate.sheets.encodings import decode
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.words import QUESTIONS

if TYPE_CHECKING:
    from facilitate.sheets.gathering import Progress as Watch

_PATIENCE = 0.5  # seconds without a word
_SAMPLE = 70  # signs of a line


def read_file(door: Door, file: Path, choices: Choices, tables: int, *, encoding: str, sheet: str) -> Incoming:
    """Read the whole file, asking on a terminal as often as it takes; raises `Refused`."""
    data = _bytes(file)
    contents = None
    while True:
        try:
            with _progress(door.language) as progress:
                if contents is None:
                    contents = contents_of(data, name=file.name, encoding=encoding, sheet=sheet, progress=progress)
                return read_ideas(contents, choices, tables)
        except Unclear as error:
            if not can_ask(door):
                raise
            said, option = _asked(door, error, data), error.option
        if option == "encoding":
            encoding = said
        elif option == "sheet":
            sheet = said
        else:
            choices = _with_column(choices, option, said)


def _with_column(choices: Choices, option: str, said: str) -> Choices:
    if option == "table-column":
        return replace(choices, table_column=said)
    if option == "status-column":
        return replace(choices, status_column=said)
    return replace(choices, item_column=said) if option == "item-column" else replace(choices, idea=said)


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(N_("{file} cannot be read: {reason}."), file=str(file), reason=reason(file, error)) from error


def _asked(door: Door, unclear: Unclear, data: bytes) -> str:
    """Which of the choices a person means; an encoding is shown by what it makes of a line."""
    _ = door.language
    choices = [(choice, choice) for choice in unclear.choices]
    if unclear.option == "encoding":
        choices = [(name, f"{name}: {_as_written(data, name)}") for name in unclear.choices]
    return choose(door, _(QUESTIONS[unclear.option]), choices)


def _as_written(data: bytes, encoding: str) -> str:
    """The first line that holds more than plain letters, as that encoding makes it."""
    try:
        text, _name = decode(data, encoding)
    except Refused:
        return "–"
    return next((line.strip()[:_SAMPLE] for line in text.splitlines() if not line.isascii()), "")


@contextmanager
def _progress(language: Language) -> Iterator[Watch]:
    """A bar on the terminal once reading has taken longer than half a second; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from threading import Timer

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    shown = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = shown.add_task(language(N_("Reading the file…")), total=None)
    timer = Timer(_PATIENCE, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda done, of: shown.update(task, completed=done, total=of or None)
    finally:
        timer.cancel()
        timer.join()
        shown.stop()
