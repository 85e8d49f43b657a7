"""`read-back`: each table hears its list, says that it is what they said, and names what matters most to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.people_print import To, form_names
from facilitate.cli.registry import Command
from facilitate.cli.views import status_word
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.table_lookup import table_named
from facilitate.i18n import Language
from facilitate.labels import table_called
from facilitate.workshop.report.readback import TableList, list_of, lists_of, signed_of, signed_words
from facilitate.workshop.workshop import Workshop

Table = Annotated[
    str, typer.Option("--table", metavar=N_("TABLE"), help=N_("Show the list of this table: its number or its name."))
]
Sign = Annotated[bool, typer.Option("--sign", help=N_("Say for the table: this is what we said."))]
Paper = Annotated[
    bool, typer.Option("--paper", help=N_("With --sign: the table itself ticked the box on its sheet of paper."))
]
Favourites = Annotated[
    str | None,
    typer.Option(
        "--favourites",
        metavar=N_("REFERENCES"),
        help=N_("The ideas that matter most to the table, at most three, between commas; an empty text for none."),
    ),
]
Ask = Annotated[
    bool | None,
    typer.Option("--ask/--no-longer", help=N_("Ask every table to read its list aloud now, or no longer.")),
]

Print = Annotated[
    bool, typer.Option("--print", help=N_("Write the lists with their codes as pages to print, one for each table."))
]


def read_back(
    ctx: typer.Context,
    session: o.SessionName,
    *,
    table: Table = "",
    sign: Sign = False,
    favourites: Favourites = None,
    ask: Ask = None,
    phase: o.ForPhase = "",
    paper: Paper = False,
    to_print: Print = False,
    to: To = None,
    replace: o.Replace = False,
) -> None:
    context = context_of(ctx)
    if paper and not sign:
        raise Usage(N_("--paper says that the table ticked the box on its sheet: add --sign."))
    if not table and (sign or favourites is not None):
        raise Usage(N_("Which table? Add --table and its number."))
    opened = context.workshop(session)
    where = opened.room_tables.phase(phase)
    if ask is not None:
        opened.readback.ask(where.key, asked=ask)
    number = table_named(opened.session.plan, table, where) if table else 0
    if number:
        opened.room_tables.having(where.key, number)
        _change(opened, number, where, favourites, sign=sign, paper=paper)
    if to_print:
        _write_lists(context, opened, where, number, form_names(to or []), replace=replace)
    elif number:
        _print_list(context, where, list_of(opened.session, where, number))
    else:
        _print_tables(context, opened.session, where)


def _change(opened: Workshop, table: int, phase: Phase, favourites: str | None, *, sign: bool, paper: bool) -> None:
    if favourites is not None:
        opened.readback.favour(table, [ref for ref in re.split(r"[\s,;]+", favourites) if ref], phase.key)
    if sign:
        opened.readback.sign(table, phase.key, on_paper=paper)


def _write_lists(
    context: CliContext, opened: Workshop, phase: Phase, table: int, forms: Sequence[str], *, replace: bool
) -> None:
    """Write the list of a table, or of each that has one, to be read aloud, handed out, kept."""
    from facilitate.export.list_sheets import ListsAsked

    found = opened.session
    lists = [each for each in lists_of(found, phase) if each.ideas and table in (0, each.table)]
    if not lists:
        raise Refused(N_("There is no idea to print in “{phase}” yet: write the ideas first."), phase=phase.title)
    slug = opened.log.slug
    called = slug if len(found.plan.tables_phases) == 1 else f"{slug} --phase {phase.key}"
    asked = ListsAsked(found.plan, phase, lists, opened.recorder.now(), table,
                       rehearsal=found.rehearsal is not None, session=called)  # fmt: skip
    written = context.publisher.write_lists(slug, asked, forms, replace=replace)
    files = [str(each.path) for each in written]
    kept = [str(each.kept) for each in written if each.kept]
    context.out.result({"session": slug, "files": files, "kept": kept}, *files, whole=True)
    context.say_kept(written)


def _print_tables(context: CliContext, session: Session, phase: Phase) -> None:
    """Which tables heard their list, and what changed since."""
    lists, _ = lists_of(session, phase), context.language
    signed, asked = signed_of(lists)
    if context.out.json:
        context.out.data(
            {
                "phase": phase.key,
                "asked": session.reading_back == phase.key,
                "signed": signed,
                "tables": asked,
                "lists": [_data(each) for each in lists],
            }
        )
        return
    context.out.table(
        [
            (
                table_called(phase, each.table, _),
                _.plural("{n} idea", "{n} ideas", len(each.ideas)),
                _.message(each.state),
                _favourites(each, _),
            )
            for each in lists
        ]
    )
    context.out.talk(signed_words(lists, _))


def _print_list(context: CliContext, phase: Phase, read: TableList) -> None:
    """The list as it is read aloud, numbered; what nobody heard yet is marked."""
    if context.out.json:
        context.out.data({"phase": phase.key, **_data(read)})
        return
    _ = context.language
    best = {idea.id for idea in read.favourites}
    context.out.table(
        [
            (
                f"{place}.",
                idea.ref,
                status_word(_, idea.status.value),
                f"★ {idea.text}" if idea.id in best else idea.text,
                _(N_("not heard yet")) if idea.id in read.changed else "",
            )
            for place, idea in enumerate(read.ideas, 1)
        ]
    )
    context.out.talk(f"{table_called(phase, read.table, _)} · {_.message(read.state)}")


def _favourites(read: TableList, _: Language) -> str:
    return f"★ {', '.join(idea.ref for idea in read.favourites)}" if read.favourites else ""


def _data(read: TableList) -> dict[str, Any]:
    return {
        "table": read.table,
        "ideas": [
            {"number": place, "ref": idea.ref, "text": idea.text, "status": idea.status.value,
             **({"heard": idea.id not in read.changed} if read.signed else {})}
            for place, idea in enumerate(read.ideas, 1)
        ],
        "signed": read.signed.at.isoformat() if read.signed else None,
        "signed_by": ("facilitator" if read.signed.by_facilitator else "table") if read.signed else None,
        "signed_count": read.signed.count if read.signed else None,
        "changed": read.since,
        "favourites": [idea.ref for idea in read.favourites],
        "closed": read.closed,
    }  # fmt: skip


COMMAND = Command(
    "read-back",
    read_back,
    N_("See which tables heard their list, sign for one, name its favourites."),
    "facilitate read-back paris --table 2 --sign",
)
