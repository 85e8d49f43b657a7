"""`table`: what tables are called and asked, more of them, and which write no more."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.phase_lookup import tables_phase_named
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.table_lookup import table_named
from facilitate.i18n import Language
from facilitate.labels import TRIAL, table_called, table_state, tables_tried
from facilitate.workshop.report.counts import tables_of_phase

InPhase = Annotated[
    str,
    typer.Option(
        "--phase",
        metavar=N_("PHASE"),
        help=N_("The table’s phase: its number, key or title (default: the current one, or the last one)."),
    ),
]
Name = Annotated[str | None, typer.Option("--name", metavar=N_("TEXT"), help=N_("Table name."))]
Host = Annotated[str | None, typer.Option("--host", metavar=N_("TEXT"), help=N_("Who hosts the table."))]
Place = Annotated[str | None, typer.Option("--place", metavar=N_("TEXT"), help=N_("Place in the building."))]
Question = Annotated[
    str | None, typer.Option("--question", metavar=N_("TEXT"), help=N_("A question for this table only."))
]

StepFree = Annotated[
    bool | None, typer.Option("--step-free/--with-steps", help=N_("Whether it can be reached without steps."))
]


def show(ctx: typer.Context, session: o.SessionName, phase: o.OfPhase = "") -> None:
    context = context_of(ctx)
    found = context.sessions.read(session)
    phases = (tables_phase_named(found.plan, phase),) if phase else found.plan.tables_phases
    print_tables(context, found, phases)


def print_tables(context: CliContext, session: Session, phases: tuple[Phase, ...]) -> None:
    """The tables of phases, with what is said of each and how many ideas it put forward."""
    ideas = {(phase.key, each.table): each.standing for phase in phases for each in tables_of_phase(session, phase.key)}
    tables = [(phase, number) for phase in phases for number in range(1, phase.tables + 1)]
    if context.out.json:
        context.out.data([_data(session, phase, number, ideas.get((phase.key, number), 0)) for phase, number in tables])
        return
    _ = context.language
    several = len(session.plan.tables_phases) > 1
    rows = []
    for phase, number in tables:
        setup = phase.table(number)
        counted = _.plural("{n} idea", "{n} ideas", ideas.get((phase.key, number), 0))
        steps = _(N_("step-free")) if setup.step_free else ""
        facts = [setup.host, setup.place, steps, _.quoted(setup.question) if setup.question else "",
                table_state(session, phase, number, _), _tried(session, phase, number, _)]  # fmt: skip
        rows.append((*((phase.title,) if several else ()), table_called(phase, number, _), counted,
                     " · ".join(filter(None, facts))))  # fmt: skip
    context.out.table(rows)


def _tried(session: Session, phase: Phase, number: int, _: Language) -> str:
    """That a table has tried its device, as long as the phase its ideas belong to has not begun."""
    asked = session.before_ideas and phase.key == session.phase_for_ideas
    return _(N_("✓ tried")) if asked and number in session.trials else ""


def _data(session: Session, phase: Phase, number: int, ideas: int) -> dict[str, Any]:
    setup = phase.table(number)
    return {
        "phase": phase.key,
        "table": number,
        "name": setup.name,
        "host": setup.host,
        "place": setup.place,
        "question": phase.question_of(number),
        "own_question": setup.question,
        "step_free": setup.step_free,
        "closed": (phase.key, number) in session.closed_tables,
        "merged_into": session.closed_tables.get((phase.key, number)) or None,
        "ideas": ideas,
        "tried": tried.isoformat() if (tried := session.trials.get(number)) else None,
    }


def _fields(
    name: str | None, host: str | None, place: str | None, question: str | None, step_free: bool | None
) -> dict[str, str | bool]:
    options = {"name": name, "host": host, "place": place, "question": question, "step_free": step_free}
    return {field: value for field, value in options.items() if value is not None}


def change(  # noqa: PLR0917 -- Typer hands each of them over by its name
    ctx: typer.Context,
    session: o.SessionName,
    table: o.TableName,
    name: Name = None,
    host: Host = None,
    place: Place = None,
    question: Question = None,
    step_free: StepFree = None,
    phase: InPhase = "",
) -> None:
    context = context_of(ctx)
    changes = _fields(name, host, place, question, step_free)
    if not changes:
        raise Usage(N_("Nothing to change: give --name, --host, --place, --question or --step-free."))
    opened = context.workshop(session)
    where = opened.room_tables.phase(phase)
    opened.room_tables.describe(table_named(opened.session.plan, table, where), changes, where.key)
    print_tables(context, opened.session, (opened.room_tables.phase(where.key),))


def add(  # noqa: PLR0917 -- as above
    ctx: typer.Context,
    session: o.SessionName,
    name: Name = None,
    host: Host = None,
    place: Place = None,
    question: Question = None,
    step_free: StepFree = None,
    phase: InPhase = "",
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    where = opened.room_tables.phase(phase)
    opened.room_tables.add(_fields(name, host, place, question, step_free), where.key)
    print_tables(context, opened.session, (opened.room_tables.phase(where.key),))


def close(ctx: typer.Context, session: o.SessionName, table: o.TableName, phase: InPhase = "") -> None:
    _close(ctx, session, table, phase)


def merge(
    ctx: typer.Context,
    session: o.SessionName,
    table: o.TableName,
    into: Annotated[
        str, typer.Option("--into", metavar=N_("TABLE"), help=N_("The table its people join: number or name."))
    ],
    phase: InPhase = "",
) -> None:
    _close(ctx, session, table, phase, into)


def _close(ctx: typer.Context, session: str, table: str, phase: str, into: str = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    where, plan = opened.room_tables.phase(phase), opened.session.plan
    target = table_named(plan, into, where) if into else 0
    opened.room_tables.close(table_named(plan, table, where), where.key, merged_into=target)
    print_tables(context, opened.session, (where,))


def reopen(ctx: typer.Context, session: o.SessionName, table: o.TableName, phase: InPhase = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    where = opened.room_tables.phase(phase)
    opened.room_tables.reopen(table_named(opened.session.plan, table, where), where.key)
    print_tables(context, opened.session, (where,))


def try_(ctx: typer.Context, session: o.SessionName, table: o.TableName) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    number = context.table(slug, table)
    opened = context.workshop(slug, str(number))
    made = opened.trials.record(number, context.language(TRIAL))
    _ = context.language
    data = {"session": slug, "table": number, "tried": made.at.isoformat()}
    context.out.result(data, _(N_("Table {table}: trial saved, not counted."), table=number))
    if tried := tables_tried(opened.session, _):
        context.out.talk(f"{tried}.")


COMMAND = CommandGroup(
    "table",
    N_("Name tables, give them a question of their own, add, merge or close them."),
    (
        Command("list", show, N_("List the tables, with the description of each."), "facilitate table list paris"),
        Command(
            "set",
            change,
            N_("Set a table’s name, host, place or own question; an empty text removes it."),
            N_('facilitate table set paris 2 --name "Parents" --place "First floor"'),
        ),
        Command("add", add, N_("Add a table to a phase."), N_('facilitate table add paris --name "Latecomers"')),
        Command(
            "merge",
            merge,
            N_("Merge a table into another: the first one closes, and the references of its ideas do not change."),
            "facilitate table merge paris 4 --into 2",
        ),
        Command(
            "close",
            close,
            N_("Close a table: its note-taking stops; the facilitator can still add ideas to it."),
            "facilitate table close paris 4",
        ),
        Command(
            "try",
            try_,
            N_("Check, before its phase begins, that what a table writes is saved; the trial is not counted."),
            "facilitate table try paris 3",
        ),
        Command("reopen", reopen, N_("Reopen a closed or merged table."), "facilitate table reopen paris 4"),
    ),
)
