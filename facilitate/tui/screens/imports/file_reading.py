"""Reading the file that is to be imported as a person wishes: in a thread, and its bytes only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from facilitate.domain.errors import FacilitateError
from facilitate.domain.frozen import dataclass
from facilitate.sheets.contents import Contents, Unclear
from facilitate.sheets.encodings import decode
from facilitate.tui.file_list import Files
from facilitate.workshop.intake.column_choices import Head, Role, are_the_same, choices_of, has_ideas, heads
from facilitate.workshop.intake.incoming import Choices, Incoming, IncomingIdea, Reading, SubPoints, names_no_table

_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said of the file; the roles are empty until a column was set by hand.

    `answers` are columns that answer a question of the reading, from 1, with its option; they count until all are said
    by `roles`. `names` are the columns of which this was said. `sub_points`, `as_written` and `doubtful` are those of
    `Choices`.
    """

    encoding: str = ""
    sheet: str = ""
    roles: tuple[Role, ...] = ()
    table: int | None = None
    answers: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()
    sub_points: SubPoints = "ideas"
    as_written: bool = False
    doubtful: bool = False

    def choices(self, table: int | None) -> Choices:
        """What it says of the rows, those that name no table being of this one."""
        choices = choices_of(self.roles, table, dict(self.answers))
        return replace(choices, sub_points=self.sub_points, as_written=self.as_written, doubtful=self.doubtful)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of reading the file as it was wished, or why nothing did.

    `homeless` are the ideas that name no table, with the first one for the time being. `samples` shows, where the
    encoding is to be chosen, how each choice would make a line of the file look. `forgotten` tells that the columns
    are others now, so that what was said of them does not count.
    """

    wish: Wish
    contents: Contents | None = None
    incoming: Incoming | None = None
    homeless: tuple[IncomingIdea, ...] = ()
    heads: tuple[Head, ...] = ()
    trouble: FacilitateError | None = None
    samples: tuple[str, ...] = ()
    forgotten: bool = False


class Reader:
    """Reads one file again and again; `done` and `of` tell how far it is."""

    def __init__(self, files: Files, path: Path, tables: int, names: Mapping[str, int]) -> None:
        self._files = files
        self._path = path
        self._tables = tables
        self._names = names
        self._contents: tuple[tuple[str, str], Contents] | None = None
        self.done = self.of = 0

    def read(self, wish: Wish) -> Seen:
        """Read it; what a person has to say or cannot have is told in what comes back."""
        self.done = self.of = 0
        try:
            contents = self._read(wish.encoding, wish.sheet)
        except FacilitateError as error:
            return self._refused(wish, None, error)
        columns = heads(contents, Reading(contents.origin))
        if (wish.roles or wish.answers) and not are_the_same(columns, wish.names):
            seen = self._read_ideas(replace(wish, roles=(), answers=(), names=()), contents)
            return replace(seen, wish=wish, forgotten=True)
        return self._read_ideas(wish, contents)

    def _read_ideas(self, wish: Wish, contents: Contents) -> Seen:
        from facilitate.workshop.intake.ideas import read_ideas

        try:
            if wish.roles and not has_ideas(wish.roles):  # what a person left out is not guessed
                return Seen(wish, contents, heads=heads(contents, Reading(contents.origin), wish.roles))
            incoming = read_ideas(contents, wish.choices(wish.table), self._tables)
            homeless: tuple[IncomingIdea, ...] = ()
            if lines := {row.line for row in incoming.refused if names_no_table(row)}:
                housed = read_ideas(contents, wish.choices(1), self._tables)
                homeless = tuple(row for row in housed.rows if row.line in lines)
        except FacilitateError as error:
            return self._refused(wish, contents, error)
        return Seen(wish, contents, incoming, homeless, heads(contents, incoming.reading, wish.roles))

    def _read(self, encoding: str, sheet: str) -> Contents:
        asked = (encoding, sheet)
        if self._contents is None or self._contents[0] != asked:
            from facilitate.workshop.intake.named_tables import with_numbers

            found = self._files.contents(self._path, encoding, sheet, self._progress)
            self._contents = asked, with_numbers(found, self._names)
        return self._contents[1]

    def _progress(self, done: int, of: int) -> None:
        self.done, self.of = done, of

    def _refused(self, wish: Wish, contents: Contents | None, error: FacilitateError) -> Seen:
        if contents is not None:
            return Seen(wish, contents, heads=heads(contents, Reading(contents.origin), wish.roles), trouble=error)
        samples: tuple[str, ...] = ()
        if isinstance(error, Unclear) and error.option == "encoding":
            samples = self.as_written(error.choices)
        return Seen(wish, trouble=error, samples=samples)

    def as_written(self, encodings: Iterable[str]) -> tuple[str, ...]:
        """The first line of the file with more than plain letters, as each encoding makes it; empty where it cannot."""
        beginning = self._files.beginning(self._path)
        return tuple(_first_line(beginning, encoding) for encoding in encodings)


def _first_line(data: bytes, encoding: str) -> str:
    try:
        text, _name = decode(data, encoding)
    except FacilitateError:
        return ""
    return next((line.strip()[:_SAMPLE] for line in text.splitlines() if not line.isascii()), "")
