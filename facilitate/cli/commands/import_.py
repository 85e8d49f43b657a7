"""`import`: ideas from a list or a sheet that somebody has."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeVar

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, has_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.files import unreadable
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.incoming import NO_TABLE_IN_COLUMN, Choices, names_no_table

if TYPE_CHECKING:
    from facilitate.cli.import_result import Result
    from facilitate.sheets.contents import Contents
    from facilitate.workshop.cases.imports import ImportPlan
    from facilitate.workshop.intake.incoming import Incoming, RefusedRow
    from facilitate.workshop.workshop import Workshop

T = TypeVar("T")
_NAMED = 8  # items, or ideas

File = Annotated[
    Path,
    typer.Argument(
        metavar=N_("FILE"),
        help=N_("A list or a spreadsheet: text, Markdown, CSV, Excel, LibreOffice, Word… (-: standard input)."),
    ),
]
Table = Annotated[
    str,
    typer.Option(
        "--table", metavar=N_("TABLE"), help=N_("The table to use for ideas whose table is not given in the file.")
    ),
]
IdeaColumn = Annotated[
    list[str] | None,
    typer.Option(
        "--idea",
        metavar=N_("COLUMN"),
        help=N_("The column of the ideas: its heading, or its number; give it again for another column of ideas."),
    ),
]
DetailColumn = Annotated[
    list[str] | None,
    typer.Option(
        "--detail", metavar=N_("COLUMN"), help=N_("A column that goes with the ideas as their detail; may be repeated.")
    ),
]
TitleColumn = Annotated[
    str,
    typer.Option(
        "--title",
        metavar=N_("COLUMN"),
        help=N_("The column of short titles; these become the ideas, and the column of --idea their detail."),
    ),
]
TableColumn = Annotated[
    str, typer.Option("--table-column", metavar=N_("COLUMN"), help=N_("The column that names the table."))
]
StatusColumn = Annotated[
    str, typer.Option("--status-column", metavar=N_("COLUMN"), help=N_("The column that shows what already exists."))
]
ItemColumn = Annotated[
    str, typer.Option("--item-column", metavar=N_("COLUMN"), help=N_("The column that names the category."))
]
NoDetail = Annotated[bool, typer.Option("--no-detail", help=N_("Skip the longer texts that go with the ideas."))]
SubPoints = Annotated[
    str,
    typer.Option(
        "--sub-points",
        metavar="ideas|detail",
        help=N_("Import sub-points as ideas (ideas), or as details of the point above (detail)."),
    ),
]
AsWritten = Annotated[
    bool,
    typer.Option(
        "--as-written",
        help=N_(
            "Import every line as written, including headings, names before a colon and lists in one cell, but not "
            "attendance lines."
        ),
    ),
]
Doubtful = Annotated[bool, typer.Option("--doubtful", help=N_("Also import the lines that might not be ideas."))]
Encoding = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar=N_("NAME"),
        help=N_("How accents are encoded: utf-8, cp1252, mac-roman, cp850, iso8859-15."),
    ),
]
Sheet = Annotated[str, typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet to read in a workbook."))]
NewItems = Annotated[
    bool,
    typer.Option("--new-items", help=N_("Create the categories in the file that do not exist yet.")),
]
Corrections = Annotated[
    bool, typer.Option("--corrections", help=N_("Correct ideas already in the session where the file differs."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only preview the import; nothing is saved."))]


class KnownTables(NamedTuple):
    """How many tables the session has, and the numbers of those that have names."""

    last: int
    names: Mapping[str, int]


def bring(
    ctx: typer.Context,
    session: o.SessionName,
    file: File,
    *,
    table: Table = "",
    idea: IdeaColumn = None,
    title: TitleColumn = "",
    table_column: TableColumn = "",
    status_column: StatusColumn = "",
    item_column: ItemColumn = "",
    detail: DetailColumn = None,
    no_detail: NoDetail = False,
    sub_points: SubPoints = "ideas",
    as_written: AsWritten = False,
    doubtful: Doubtful = False,
    encoding: Encoding = "",
    sheet: Sheet = "",
    new_items: NewItems = False,
    corrections: Corrections = False,
    phase: o.ForPhase = "",
    dry_run: DryRun = False,
) -> ExitCode:
    from facilitate.cli.import_result import ImportOptions, Result

    context, data = context_of(ctx), _bytes(file)
    opened = context.workshop(session)
    choices = Choices(_table_of(table, phase, opened), "", title, table_column, status_column, item_column, no_detail)
    choices = replace(choices, sub_points=_sub_points(sub_points), as_written=as_written, doubtful=doubtful)
    options = SheetOptions("" if str(file) == "-" else file.name, encoding, sheet, _with_columns(choices, idea, detail))
    incoming = _read(ctx, data, options, _known(opened, phase))
    plan = _planned(context, opened, incoming, _key_of(phase, opened) if phase else "")
    refs: list[str] = []
    if not dry_run:
        plan = _with_items_decided(context, opened, plan)
        corrections = corrections or _corrections_wanted(context, plan)
        new_items = new_items or _items_wanted(context, plan, corrections=corrections)
        refs = _write(context, opened, plan, options.name, items=new_items, corrections=corrections)
        plan, refs = plan.recorded(refs), [ref for ref in refs if ref]
    return _tell(ctx, Result(opened.session, plan.incoming, plan, refs, ImportOptions(new_items, corrections, dry_run)))


def _planned(context: CliContext, opened: Workshop, incoming: Incoming, phase: str) -> ImportPlan:
    """What would come in; what its phase says of it where the file says nothing is told."""
    plan = opened.imports.plan(incoming, phase=phase)
    for notice in plan.incoming.reading.notices[len(incoming.reading.notices) :]:
        context.out.talk(context.language.message(notice))
    return plan


def _with_columns(choices: Choices, ideas: Sequence[str] | None, details: Sequence[str] | None) -> Choices:
    """What is said by the options that may be given several times."""
    first, *more = ideas or [""]
    return replace(choices, idea=first, more_ideas=tuple(more), details=tuple(details or ()))


def _write(
    context: CliContext, opened: Workshop, plan: ImportPlan, name: str, *, items: bool, corrections: bool
) -> list[str]:
    """Record what is planned; returns the reference of each row, empty where it was here already."""
    from facilitate.cli.progress import progress_bar

    with progress_bar(context.language(N_("Saving the ideas…"))):
        refs = opened.imports.bring(plan, file=name, items=items, corrections=corrections)
    if opened.session.closed_tables:
        from facilitate.cli.closed_tables import tell_closed_tables  # few tables are closed

        ideas = (opened.session.idea_by_ref(ref) for ref in refs if ref)
        tell_closed_tables(context, opened.session, (idea for idea in ideas if idea))
    return refs


def _table_of(table: str, phase: str, opened: Workshop) -> int | None:
    if not table:
        return None
    from facilitate.domain.table_lookup import table_named

    session = opened.session
    key = _key_of(phase, opened) if phase else session.phase_for_ideas
    return table_named(session.plan, table, session.plan.phase(key))


def _known(opened: Workshop, phase: str) -> KnownTables:
    from facilitate.domain.table_lookup import table_names

    plan = opened.session.plan
    of_phase = plan.phase(_key_of(phase, opened) if phase else opened.session.phase_for_ideas)
    return KnownTables(plan.tables, table_names(plan, of_phase))


def _key_of(phase: str, opened: Workshop) -> str:
    from facilitate.domain.phase_lookup import tables_phase_named

    return tables_phase_named(opened.session.plan, phase).key


def _sub_points(word: str) -> Literal["ideas", "detail"]:
    if word not in ("ideas", "detail"):
        raise Refused(N_("“{word}” is not a value of --sub-points. Possible values: ideas, detail."), word=word)
    return "ideas" if word == "ideas" else "detail"


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


def _with_items_decided(context: CliContext, opened: Workshop, plan: ImportPlan) -> ImportPlan:
    """Ask what a person means by names that are close to a category; elsewhere they are told with what came of it."""
    if not plan.close_items() or context.out.json or not has_terminal():
        return plan
    from facilitate.cli.import_questions import items_decided

    decided = items_decided(context, plan, opened.session)
    return opened.imports.plan(plan.incoming, decided, plan.phase) if decided else plan


def _items_wanted(context: CliContext, plan: ImportPlan, *, corrections: bool) -> bool:
    _, items = context.language, plan.new_items(corrections=corrections)
    if items and plan.item_cells.are_decided(items):
        return True
    names = [_.quoted(each) for each in items[:_NAMED]]
    sentence = _.plural(
        "{n} category in the file does not exist here: {names}.",
        "{n} categories in the file do not exist here: {names}.",
        len(items),
        names=", ".join(names) + ("…" if len(items) > _NAMED else ""),
    )
    return bool(items) and _agreed(context, [sentence], _(N_("Type {word} to create what is missing:"), word=_("yes")))


def _corrections_wanted(context: CliContext, plan: ImportPlan) -> bool:
    from facilitate.cli.import_result import otherwise

    _ = context.language
    found = plan.corrections
    lines = [_.plural("{n} idea is different in the file:", "{n} ideas are different in the file:", len(found))]
    lines += [f"  {each.ref}  {otherwise(each, _)}" for each in found[:_NAMED]]
    return bool(found) and _agreed(context, lines, _(N_("Type {word} to correct from the file:"), word=_("yes")))


def _agreed(context: CliContext, lines: Sequence[str], question: str) -> bool:
    """Ask whether something is to be done; whatever is not yes is no, and where nobody is, nobody says yes."""
    if context.out.json or not has_terminal():
        return False
    for line in (*lines, question):
        context.out.talk(line)
    return context.out.agreed()


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def _read(ctx: typer.Context, data: bytes, options: SheetOptions, tables: KnownTables) -> Incoming:
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
    homeless = _homeless(incoming)
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


def _tell(ctx: typer.Context, result: Result) -> ExitCode:
    """Say what came of it, to programs as data, and how to give a table to the ideas that name none."""
    from facilitate.cli.import_result import tell

    context = context_of(ctx)
    if context.out.json:
        from facilitate.cli.import_json import data_of

        context.out.data(data_of(result, context.language))
    code = tell(context, result)
    from facilitate.cli.import_questions import tell_doubtful, tell_other_ways, tell_table_missing

    if (homeless := _homeless(result.incoming)) and not _among_others(homeless, result.incoming):
        tell_table_missing(ctx, result)
    tell_doubtful(ctx, result)
    tell_other_ways(ctx, result)
    return code


def _homeless(incoming: Incoming) -> list[RefusedRow]:
    return [row for row in incoming.refused if names_no_table(row)]


def _among_others(homeless: Sequence[RefusedRow], incoming: Incoming) -> bool:
    """Whether they stand among rows whose column names a table: no table is then likelier than another."""
    return bool(incoming.rows) and all(row.reason.text == NO_TABLE_IN_COLUMN for row in homeless)


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


COMMAND = Command(
    "import",
    bring,
    N_("Import a list of ideas. Lines that are skipped are listed; importing the same file again adds nothing."),
    "facilitate import paris table-3.csv --table 3 --dry-run",
)
