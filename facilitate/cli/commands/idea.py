"""`idea`: what tables say, recorded and corrected from the shell."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.views import idea_data, place_of, place_word, status_word
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import EMPTY, excerpt, folded, one_line, required
from facilitate.domain.values.ideas import Idea, Status
from facilitate.labels import STATUSES
from facilitate.workshop.cases.ideas import IdeaDraft

Texts = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("TEXT…"),
        help=N_(
            "The idea, between quotation marks; you can give several; with -, one idea per line from standard input."
        ),
    ),
]


def read_status(name: str) -> Status | None:
    """The status somebody means, in French or English; None when nothing is said."""
    if not name:
        return None
    from facilitate.workshop.intake.statuses import status_of

    status = status_of(name)
    if status is None:
        raise Usage(N_("Unknown status “{name}”: write “already existing” or “to be created”."), name=name)
    return Status(status)


def add(
    ctx: typer.Context,
    session: o.SessionName,
    texts: Texts,
    table: o.OfTable,
    status: o.StatusName = "",
    detail: Annotated[
        str,
        typer.Option("--detail", metavar=N_("TEXT"), help=N_("Details of the idea (one idea at a time).")),
    ] = "",
    phase: o.ForPhase = "",
) -> None:
    context = context_of(ctx)
    kind = read_status(status)
    lines = _from_stdin() if texts == ["-"] else texts
    if not lines:
        raise Refused(EMPTY)
    if detail and len(lines) > 1:
        raise Usage(N_("--detail is for a single idea, and {count} were given. Add them one by one."), count=len(lines))
    workshop = context.workshop(session)
    of_phase = _tables_phase(workshop.session, phase).key if phase else ""
    number = _table(workshop.session, table, of_phase)
    ideas = workshop.ideas.record_many(number, [IdeaDraft(text, kind, detail, of_phase) for text in lines])
    _tell_home(context, workshop.session, ideas, named=bool(phase))
    _ = context.language
    lines = [idea.ref for idea in ideas]
    if context.out.width():  # for whoever reads it
        lines = [_("{ref} recorded: {text}", ref=idea.ref, text=excerpt(idea.text)) for idea in ideas]
    context.out.result([idea_data(workshop.session, idea) for idea in ideas], *lines)


def _tables_phase(session: Session, name: str) -> Phase:
    from facilitate.domain.phase_lookup import tables_phase_named  # few people name one

    return tables_phase_named(session.plan, name)


def _table(session: Session, name: str, phase: str) -> int:
    if (number := whole_number(name)) is not None:
        return number
    from facilitate.domain.table_lookup import table_named  # most people give the number

    return table_named(session.plan, name, session.plan.phase(phase or session.phase_for_ideas))


def _tell_home(context: CliContext, session: Session, ideas: list[Idea], *, named: bool) -> None:
    """Say which phase ideas went to, where there are several and none of them is on; and that a table is closed."""
    given = session.plan.phase(session.phase_for_ideas)
    if given and not named and session.is_between(given):
        sentence = N_(
            "No table session is under way, so the idea goes under “{phase}”. For another phase, add --phase."
        )
        context.out.talk(context.language(sentence, phase=given.title))
    if session.closed_tables:
        from facilitate.cli.closed_tables import tell_closed_tables  # few tables are closed

        tell_closed_tables(context, session, ideas)


def _from_stdin() -> list[str]:
    from facilitate.sheets.encodings import decode

    text, _encoding = decode(sys.stdin.buffer.read())
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                lines.append(required(line))
            except Refused as error:
                raise Refused(
                    N_("Line {line} could not be recorded, so nothing was. {reason}"),
                    line=number,
                    reason=error.message,
                ) from None
    return lines


def show(  # noqa: PLR0917 -- Typer hands each of them over by its name
    ctx: typer.Context,
    session: o.SessionName,
    table: Annotated[str, typer.Option("--table", metavar=N_("TABLE"), help=N_("Only this table’s ideas."))] = "",
    status: Annotated[str, typer.Option("--status", metavar=N_("STATUS"), help=N_("Only ideas of this status."))] = "",
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar=N_("FILING"),
            help=N_("Only those that are “filed”, “unfiled”, “undecided” or “withdrawn”."),
        ),
    ] = "",
    category: Annotated[
        str, typer.Option("--category", metavar=N_("CATEGORY"), help=N_("Only those filed in this category."))
    ] = "",
    search: Annotated[
        str, typer.Option("--search", metavar=N_("WORDS"), help=N_("Only those that contain these words."))
    ] = "",
    phase: o.OfPhase = "",
) -> None:
    context = context_of(ctx)
    current = context.sessions.read(session)
    found = _of_phase(current, phase) if phase else list(current.ideas.values())
    number = _table(current, table, _tables_phase(current, phase).key if phase else "") if table else None
    if number is not None:
        found = [idea for idea in found if idea.table == number]
    if status:
        wanted = read_status(status)
        found = [idea for idea in found if idea.status is wanted]
    if place:
        wanted_place = read_place(place)
        found = [idea for idea in found if place_of(current, idea) == wanted_place]
    if category:
        key = category_named(current, category).key
        found = [idea for idea in found if not idea.withdrawn and current.proposal_of(idea.id).category == key]
    if search:
        found = [idea for idea in found if folded(search) in folded(f"{idea.ref} {idea.text} {idea.detail}")]
    _list(context, current, sorted(found, key=lambda idea: (idea.table, idea.at)), number)


def _of_phase(session: Session, name: str) -> list[Idea]:
    wanted = _tables_phase(session, name)
    return [idea for idea in session.ideas.values() if session.phase_of(idea) == wanted]


def read_place(name: str) -> str:
    """The place somebody means, in French or English."""
    known = {
        "filed": ("filed", "classee", "classe"),
        "unfiled": ("unfiled", "non classee", "non-classee"),
        "undecided": ("undecided", "en suspens", "en-suspens", "indecise", "indecis"),
        "withdrawn": ("withdrawn", "retiree", "retire"),
    }
    typed = " ".join(folded(name).split())
    for place, names in known.items():
        if typed in names or typed.removesuffix("s") in names:
            return place
    raise Usage(N_("Unknown filing “{name}”: write “filed”, “unfiled”, “undecided” or “withdrawn”."), name=name)


def _list(context: CliContext, session: Session, ideas: list[Idea], table: int | None) -> None:
    if context.out.json:
        context.out.data([idea_data(session, idea) for idea in ideas])
        return
    _ = context.language
    if not ideas:
        tables = session.plan.tables
        unknown = table is not None and not 1 <= table <= tables
        none = N_("No matching ideas.") if session.ideas else N_("No ideas yet.")
        text = N_("No table {table}: this session has tables 1 to {tables}.") if unknown else none
        context.out.talk(_(text, table=table, tables=tables))
    several = len(session.plan.tables_phases) > 1
    rows = [
        (
            idea.ref, *([_phase_title(session, idea)] if several else []), status_word(_, idea.status.value),
            place_word(_, session, idea), idea.text,
        )
        for idea in ideas
    ]  # fmt: skip
    context.out.table(rows)


def _phase_title(session: Session, idea: Idea) -> str:
    """The tables phase an idea belongs to; – where the programme has it no more."""
    phase = session.phase_of(idea)
    return one_line(phase.title) if phase else "–"


def edit(
    ctx: typer.Context,
    session: o.SessionName,
    ref: o.ReferenceName,
    text: Annotated[str | None, typer.Argument(metavar=N_("TEXT"), help=N_("The new text of the idea."))] = None,
    status: Annotated[
        str, typer.Option("--status", metavar=N_("STATUS"), help=N_("“already existing” or “to be created”."))
    ] = "",
    detail: Annotated[
        str | None,
        typer.Option("--detail", metavar=N_("TEXT"), help=N_("Details of the idea (empty: remove them).")),
    ] = None,
    table: o.AsTable = "",
) -> None:
    context = context_of(ctx)
    if text is None and not status and detail is None:
        raise Usage(N_("You have not said what to change: add the text, --status or --detail."))
    workshop = context.workshop(session, table)
    idea = workshop.ideas.edit(ref, text, read_status(status) if status else None, detail)
    _ = context.language
    lines = [
        _(N_("{ref} edited: {text}") if text is None else N_("{ref}, new text: {text}"), ref=idea.ref, text=idea.text)
    ]
    if status:
        lines.append(_("{label}: {value}", label=_("Status"), value=_(STATUSES[idea.status])))
    if detail is not None:
        lines.append(_(N_("Details: {detail}"), detail=idea.detail) if idea.detail else _(N_("Without details.")))
    context.out.result(idea_data(workshop.session, idea), *lines)


def withdraw(ctx: typer.Context, session: o.SessionName, refs: o.References, table: o.AsTable = "") -> None:
    context = context_of(ctx)
    workshop = context.workshop(session, table)
    ideas = [workshop.ideas.find(ref) for ref in refs]
    done = [workshop.ideas.withdraw(idea.id) for idea in ideas]
    context.out.result(
        [idea_data(workshop.session, idea) for idea in done],
        *(
            context.language(
                N_("{ref} is withdrawn. To put it back: facilitate idea restore {session} {ref}"),
                ref=idea.ref,
                session=context.again(session),
            )
            for idea in done
        ),
    )
    say_on_ballot(context, workshop.session, [idea.id for idea in done])


def say_on_ballot(context: CliContext, session: Session, ideas: Iterable[str]) -> None:
    """Say of ideas whose proposals change while they are voted on that their ballots stay."""
    if not session.votes:
        return
    from facilitate.workshop.report.open_vote_words import on_ballot_words

    if words := on_ballot_words(session, ideas, context.language):
        context.out.talk(f"! {words}")


def restore(ctx: typer.Context, session: o.SessionName, refs: o.References, table: o.AsTable = "") -> None:
    context = context_of(ctx)
    workshop = context.workshop(session, table)
    ideas = [workshop.ideas.find(ref) for ref in refs]
    done = [workshop.ideas.restore(idea.id) for idea in ideas]
    context.out.result(
        [idea_data(workshop.session, idea) for idea in done],
        *(context.language(N_("{ref} is back in the list."), ref=idea.ref) for idea in done),
    )


def rename(
    ctx: typer.Context,
    session: o.SessionName,
    ref: o.ReferenceName,
    which: Annotated[
        str,
        typer.Option(
            "--which",
            metavar=N_("WHICH"),
            help=N_(
                "Which of the ideas with this reference: its number in the list, or words that only this idea contains."
            ),
        ),
    ] = "",
) -> None:
    context = context_of(ctx)
    workshop = context.workshop(session)
    idea = workshop.ideas.rename(ref, which)
    context.out.result(
        idea_data(workshop.session, idea),
        context.language(N_("{old} has become {ref}: {text}"), old=idea.aliases[-1], ref=idea.ref, text=idea.text),
    )


def link(
    ctx: typer.Context,
    session: o.SessionName,
    refs: o.References,
    axis: Annotated[
        str,
        typer.Option(
            "--axis",
            metavar=N_("KEY"),
            help=N_("The research question, by its key or number; leave empty to remove the link."),
        ),
    ],
) -> None:
    from facilitate.domain.key_lookup import key_named  # `idea add` does without

    context = context_of(ctx)
    workshop = context.workshop(session)
    axes = {each.key: each.question for each in workshop.session.plan.axes}
    key = key_named(list(axes.items()), axis) or axis
    ideas = workshop.study_links.link(refs, key)
    _ = context.language
    lines = (
        _("{ref} answers “{question}”", ref=idea.ref, question=axes[key])
        if key
        else _("{ref} no longer answers a question", ref=idea.ref)
        for idea in ideas
    )
    context.out.result([idea_data(workshop.session, idea) for idea in ideas], *lines)


COMMAND = CommandGroup(
    "idea",
    N_("Record, list and correct the tables’ ideas."),
    (
        Command(
            "add",
            add,
            N_("Record one or more ideas for a table, and show their references."),
            N_('facilitate idea add paris --table 3 "A shared café"'),
        ),
        Command(
            "list",
            show,
            N_("List the ideas with their reference, status and filing."),
            N_("facilitate idea list paris --table 3 --place unfiled"),
        ),
        Command(
            "edit",
            edit,
            N_("Correct an idea’s text, status or details; the original text stays in the history."),
            N_('facilitate idea edit paris T3-07 "A shared café, open on Sundays"'),
        ),
        Command(
            "withdraw",
            withdraw,
            N_("Withdraw ideas; they stay counted, and can be restored."),
            "facilitate idea withdraw paris T3-07",
        ),
        Command(
            "restore",
            restore,
            N_("Put back ideas that were withdrawn, or removed by an undo."),
            "facilitate idea restore paris T3-07",
        ),
        Command(
            "rename",
            rename,
            N_("Give an idea another reference when two have the same one; the old one stays noted beside it."),
            "facilitate idea rename paris T3-07 --which 2",
        ),
        Command(
            "link",
            link,
            N_("Link ideas to the research question they answer."),
            N_("facilitate idea link paris T3-07 T4-02 --axis obstacles"),
        ),
    ),
)
