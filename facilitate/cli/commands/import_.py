"""`import`: ideas from a list or a sheet that somebody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeVar

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.import_options import (
    AsWritten,
    Corrections,
    DetailColumn,
    Doubtful,
    DryRun,
    Encoding,
    File,
    IdeaColumn,
    ItemColumn,
    NewItems,
    NoDetail,
    Sheet,
    StatusColumn,
    SubPoints,
    Table,
    TableColumn,
    TitleColumn,
)
from facilitate.cli.import_reading import KnownTables, SheetOptions, bytes_of, homeless_rows, read_file
from facilitate.cli.output import ExitCode, has_terminal
from facilitate.cli.registry import Command
from facilitate.cli.typed_names import word_meant
from facilitate.domain.errors import N_
from facilitate.workshop.intake.incoming import NO_TABLE_IN_COLUMN, Choices

if TYPE_CHECKING:
    from facilitate.cli.import_result import Result
    from facilitate.workshop.cases.imports import ImportPlan
    from facilitate.workshop.intake.incoming import Incoming, RefusedRow
    from facilitate.workshop.workshop import Workshop

T = TypeVar("T")
_NAMED = 8  # items, or ideas


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

    context, data = context_of(ctx), bytes_of(file, context_of(ctx))
    opened = context.workshop(session)
    choices = Choices(_table_of(table, phase, opened), "", title, table_column, status_column, item_column, no_detail)
    choices = replace(choices, sub_points=_sub_points(context, sub_points), as_written=as_written, doubtful=doubtful)
    options = SheetOptions("" if str(file) == "-" else file.name, encoding, sheet, _with_columns(choices, idea, detail))
    incoming = read_file(ctx, data, options, _known(opened, phase))
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


def _sub_points(context: CliContext, word: str) -> Literal["ideas", "detail"]:
    unknown = N_("“{name}” is not a value of --sub-points. Possible values: {known}.")
    meant = word_meant(context, word, {"ideas": N_("ideas"), "detail": N_("detail")}, unknown)
    return "ideas" if meant == "ideas" else "detail"


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


def _tell(ctx: typer.Context, result: Result) -> ExitCode:
    """Say what came of it, to programs as data, and how to give a table to the ideas that name none."""
    from facilitate.cli.import_result import tell

    context = context_of(ctx)
    if context.out.json:
        from facilitate.cli.import_json import data_of

        context.out.data(data_of(result, context.language))
    code = tell(context, result)
    from facilitate.cli.import_questions import tell_doubtful, tell_other_ways, tell_table_missing

    if (homeless := homeless_rows(result.incoming)) and not _among_others(homeless, result.incoming):
        tell_table_missing(ctx, result)
    tell_doubtful(ctx, result.incoming, result.session.plan.tables)
    tell_other_ways(ctx, result)
    return code


def _among_others(homeless: Sequence[RefusedRow], incoming: Incoming) -> bool:
    """Whether they stand among rows whose column names a table: no table is then likelier than another."""
    return bool(incoming.rows) and all(row.reason.text == NO_TABLE_IN_COLUMN for row in homeless)


COMMAND = Command(
    "import",
    bring,
    N_("Import a list of ideas. Lines that are skipped are listed; importing the same file again adds nothing."),
    "facilitate import paris table-3.csv --table 3 --dry-run",
)
