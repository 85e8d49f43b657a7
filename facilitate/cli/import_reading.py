"""A file of ideas read for a command: what it leaves open is asked on a terminal, and nowhere guessed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import has_terminal
from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.files import unreadable
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.incoming import Choices, names_no_table

if TYPE_CHECKING:
    from facilitate.sheets.contents import Contents
    from facilitate.workshop.intake.incoming import Incoming, RefusedRow

T = TypeVar("T")


class KnownTables(NamedTuple):
    """How many tables the session has, and the numbers of those that have names."""

    last: int
    names: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How a file is to be read, as far as a person said it."""

    name: str
    encoding: str
    sheet: str
    choices: Choices

    def answered(self, option: str, answer: str, *more: str) -> SheetOptions:
        """With what was said when it was asked."""
        if option == "encoding":
            return replace(self, encoding=answer)
        if option == "sheet":
            return replace(self, sheet=answer)
        choices = self.choices
        if option == "idea":
            choices = replace(choices, idea=answer, more_ideas=more)
        elif option == "table-column":
            choices = replace(choices, table_column=answer)
        elif option == "status-column":
            choices = replace(choices, status_column=answer)
        else:
            choices = replace(choices, item_column=answer)
        return replace(self, choices=choices)


_TYPE = N_(
    "Type or paste one idea a line, and “Table 2” on a line of its own before those of a table. At the end: Ctrl+D on "
    "a new line (on Windows, Ctrl+Z then Enter)."
)


def bytes_of(file: Path, context: CliContext) -> bytes:
    """Return what a file holds, or what is typed where it is a hyphen: whoever types at a terminal is told how."""
    if str(file) == "-":
        if sys.stdin.isatty():
            context.out.talk(context.language(_TYPE))
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def read_file(ctx: typer.Context, data: bytes, options: SheetOptions, tables: KnownTables) -> Incoming:
    """Read the file; what it leaves open is asked where somebody can be asked, and told with a command elsewhere."""
    context = context_of(ctx)
    try:
        incoming = _read_or_ask(context, data, options, tables)
    except Refused as error:
        from facilitate.cli.import_questions import with_example

        raise with_example(ctx, error, tables.last) from error
    if options.sheet and not incoming.reading.origin.sheet:
        ignored = N_("This file has no sheets: --sheet {name} was ignored.")
        context.out.talk(context.language(ignored, name=options.sheet))
    return incoming


def _read_or_ask(context: CliContext, data: bytes, options: SheetOptions, known: KnownTables) -> Incoming:
    from facilitate.workshop.intake.ideas import contents_of, read_ideas
    from facilitate.workshop.intake.named_tables import with_numbers

    tables = known.last

    def contents(options: SheetOptions) -> Contents:
        from facilitate.cli.progress import progress_bar

        with progress_bar(context.language(N_("Reading {file}…"), file=options.name)) as progress:
            return contents_of(
                data, name=options.name, encoding=options.encoding, sheet=options.sheet, progress=progress
            )

    options, found = _asked(context, options, contents, data)
    found = with_numbers(found, known.names)
    options, incoming = _asked(context, options, lambda options: read_ideas(found, options.choices, tables), data)

    def housed(incoming: Incoming, before: Choices) -> tuple[Incoming, Choices]:
        choices = _at_tables(context, incoming, before, tables)
        return (incoming if choices == before else read_ideas(found, choices, tables)), choices

    incoming, choices = housed(incoming, options.choices)
    return _with_doubtful(context, incoming, choices, lambda wider: housed(read_ideas(found, wider, tables), wider)[0])


def _with_doubtful(
    context: CliContext, incoming: Incoming, choices: Choices, read: Callable[[Choices], Incoming]
) -> Incoming:
    """Say what the file was read as, and read it once more where also the lines in doubt are wanted."""
    from facilitate.cli.import_result import tell_reading

    tell_reading(context, incoming)
    if not any(row.doubtful for row in incoming.refused):
        return incoming
    from facilitate.cli.import_questions import doubtful_wanted

    return read(replace(choices, doubtful=True)) if doubtful_wanted(context, incoming) else incoming


def _at_tables(context: CliContext, incoming: Incoming, choices: Choices, tables: int) -> Choices:
    """Ask for the table of the ideas that name none; without an answer they stay out."""
    homeless = homeless_rows(incoming)
    if not homeless or context.out.json or not has_terminal():
        return choices
    from facilitate.cli.import_questions import asked_table, no_such_table

    _ = context.language
    context.out.talk(
        _.plural(
            "{n} idea has no table: {first}",
            "{n} ideas have no table. The first is {first}.",
            len(homeless),
            first=_.quoted(homeless[0].excerpt),
        )
    )
    columns = [name for name in incoming.reading.left_out if not name.isdecimal()]  # a number is that of a table
    if columns:
        context.out.talk(_(N_("Columns that could give it: {columns}"), columns=", ".join(columns)))
    question = asked_table(_, len(homeless), columns=bool(columns))
    while True:
        context.out.talk(question)
        try:
            answer = input("> ").strip()
        except EOFError:
            return choices
        if not answer:
            return choices
        number = whole_number(answer)
        if number is not None and 1 <= number <= tables:
            return replace(choices, table=number)
        if answer in columns:
            return replace(choices, table_column=answer)
        context.out.talk(no_such_table(_, answer, number, tables))


def homeless_rows(incoming: Incoming) -> list[RefusedRow]:
    return [row for row in incoming.refused if names_no_table(row)]


def _asked(
    context: CliContext, options: SheetOptions, read: Callable[[SheetOptions], T], data: bytes
) -> tuple[SheetOptions, T]:
    while True:
        try:
            return options, read(options)
        except Unclear as unclear:
            if context.out.json or not unclear.choices or not has_terminal():
                raise
            from facilitate.cli.import_questions import answer

            options = options.answered(unclear.option, *answer(context, unclear, data))
