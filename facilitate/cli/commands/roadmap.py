"""`roadmap`: what becomes of the proposals after the event."""

from __future__ import annotations

from datetime import UTC, date
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, check_terminal
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.roadmap_report import report
from facilitate.domain.errors import N_, Refused
from facilitate.domain.session import Session
from facilitate.i18n import Language
from facilitate.labels import ACTION_STATES, value_meant, words_for
from facilitate.workshop.cases.roadmap import state_of
from facilitate.workshop.report.roadmap import ActionPart, RoadMapPart, roadmap

Reference = Annotated[
    str, typer.Argument(metavar=N_("REFERENCE"), help=N_("A proposal, by the reference of one of its ideas."))
]
Text = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("What happened."))]
StateName = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar=N_("STATE"),
        help=N_("How far along it is: idea stage, planned, started, carried out or dropped."),
    ),
]
Owner = Annotated[str | None, typer.Option("--owner", metavar=N_("NAME"), help=N_("Who owns it."))]
Agreed = Annotated[
    bool | None,
    typer.Option(
        "--agreed/--not-agreed",
        help=N_("The owner agreed to be named in the synthesis of a cycle; or did not: then no name is there."),
    ),
]
Partner = Annotated[
    list[str] | None,
    typer.Option(
        "--partner", metavar=N_("NAME"), help=N_("A partner; repeat for several: they replace the previous ones.")
    ),
]
Territory = Annotated[str | None, typer.Option("--territory", metavar=N_("AREA"), help=N_("Where it takes place."))]
Horizon = Annotated[
    str | None,
    typer.Option("--horizon", metavar=N_("WHEN"), help=N_("By when: 2027, June 2027, Q2 2027, end of 2027…")),
]
Next = Annotated[str | None, typer.Option("--next", metavar=N_("TEXT"), help=N_("The next step."))]
Due = Annotated[str | None, typer.Option("--due", metavar=N_("DATE"), help=N_("The date of the next step."))]

_FORMER_STATES = {"still an idea": "idea"}  # as earlier versions called it


def show(ctx: typer.Context, session: o.SessionName, ref: Reference = "", state: StateName = None) -> None:
    context = context_of(ctx)
    current = context.sessions.read(session)
    found = list(_known(current).actions())
    if ref:
        key = _proposal(context, session, ref)
        found = [part for part in found if part.proposal == key]
    if state is not None:
        wanted = state_of(_state(state, context.language) or "")
        found = [part for part in found if part.state is wanted]
    if context.out.json:
        context.out.data([action_data(part) for part in found])
    elif not found:
        filtered = bool(ref) or state is not None
        context.out.talk(
            context.language(
                N_("No matching proposals on the road map.") if filtered else N_("Nothing on the road map yet.")
            )
        )
    elif ref:
        _whole(context, found[0])
    else:
        _listed(context, found)


def _state(typed: str | None, _: Language) -> str | None:
    """The state somebody means by a word of either language, or by what is stored; raises `Refused`."""
    typed = _FORMER_STATES.get(typed.strip().casefold(), typed) if typed else typed
    meant = value_meant(ACTION_STATES, typed, _) if typed else typed
    if meant and meant not in ACTION_STATES:
        known = words_for(ACTION_STATES, _)
        raise Refused(N_("Unknown state “{state}”. Choose one of: {known}."), state=typed, known=known)
    return meant


def follow(
    ctx: typer.Context,
    session: o.SessionName,
    ref: o.ProposalName,
    *,
    owner: Owner = None,
    agreed: Agreed = None,
    partner: Partner = None,
    territory: Territory = None,
    horizon: Horizon = None,
    state: StateName = None,
    next_step: Next = None,
    due: Due = None,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    meant = _state(state, context.language)
    given = {"owner": owner, "partners": partner, "territory": territory, "horizon": horizon, "state": meant,
             "next_step": next_step, "due": due}  # fmt: skip
    fields = {name: value for name, value in given.items() if value is not None}
    if agreed is not None:
        fields["agreed"] = _agreed(opened.session, opened.proposals.find(ref).id, owner) if agreed else ""
    if not fields:
        raise Usage(N_("Nothing to set: add an option, such as --owner, --state or --due."))
    proposal = opened.roadmap.set(ref, **fields)
    _show_action(context, opened.session, proposal.id)
    if owner and not agreed:
        text = N_("The synthesis of a cycle names the owner only with agreement. To note it: add --agreed.")
        context.out.talk(context.language(text))


def _agreed(session: Session, proposal: str, owner: str | None) -> str:
    """Return who agrees to be named: the owner given, or else the one that stands; raises `Refused` for none."""
    parts = _known(session).actions()
    name = owner if owner is not None else next((part.owner for part in parts if part.proposal == proposal), "")
    if not name.strip():
        raise Refused(N_("Nobody owns it, so nobody can agree to be named: give --owner too."))
    return name


def note(ctx: typer.Context, session: o.SessionName, ref: o.ProposalName, text: Text) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    _show_action(context, opened.session, opened.roadmap.note(ref, text).id)


def steps(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    found = _known(context.sessions.read(session)).next_steps()
    today = date.today()  # noqa: DTZ011 -- the calendar of whoever asks
    if context.out.json:
        context.out.data([{**action_data(part), "late": _late(part, today)} for part in found])
        return
    _ = context.language
    if not found:
        context.out.talk(_(N_("No next step planned.")))
    context.out.table(
        [
            (
                _.date_short(part.due) if part.due else "–",
                _(N_("late")) if _late(part, today) else "",
                ", ".join(part.refs),
                part.owner,
                part.next_step or part.wording,
            )
            for part in found
        ]
    )


def screen(ctx: typer.Context, session: o.SessionName) -> int:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    check_terminal(ctx.command_path)
    return context.screens.open("roadmap", slug)


def action_data(part: ActionPart) -> dict[str, Any]:
    """An action for a program."""
    return {
        "refs": list(part.refs),
        "proposal": part.wording,
        "category": part.category,
        "state": part.state.value,
        "owner": part.owner,
        "partners": list(part.partners),
        "territory": part.territory,
        "horizon": part.horizon,
        "next_step": part.next_step,
        "due": part.due.isoformat() if part.due else None,
        "progress": [{"at": note.at.isoformat(), "text": note.text} for note in part.progress],
    }


def _known(session: Session) -> RoadMapPart:
    return roadmap(session) or RoadMapPart((), ())


def _proposal(context: CliContext, session: str, ref: str) -> str:
    return context.sessions.open_read_only(context.workspace.find(session)).proposals.find(ref).id


def _show_action(context: CliContext, session: Session, key: str) -> None:
    part = next((each for each in _known(session).actions() if each.proposal == key), None)
    if part is None:
        context.out.talk(context.language(N_("Nothing was changed.")))
    else:
        context.out.data(action_data(part)) if context.out.json else _whole(context, part)


def _late(part: ActionPart, today: date) -> bool:
    return part.due is not None and part.due < today


def _listed(context: CliContext, found: list[ActionPart]) -> None:
    from facilitate.workshop.report.roadmap import horizon_words

    _ = context.language
    heads = [
        _(title)
        for title in (N_("State"), N_("By when"), N_("Owner"), N_("Next step on"), N_("References"), N_("Proposal"))
    ]
    rows = [
        (
            _(ACTION_STATES[part.state]),
            horizon_words(part.horizon, _) or "–",
            part.owner or "–",
            _.date_short(part.due) if part.due else "–",
            ", ".join(part.refs),
            part.wording,
        )
        for part in found
    ]
    context.out.table(rows, heads=heads)


def _owner(part: ActionPart, _: Language) -> str:
    """Return who is responsible, and whether they agreed to be named in a cycle."""
    if not part.owner:
        return ""
    agreed = N_("agreed to be named in a cycle") if part.is_agreed else N_("no agreement noted to be named in a cycle")
    return f"{part.owner} ({_(agreed)})"


def _whole(context: CliContext, part: ActionPart) -> None:
    from facilitate.workshop.report.roadmap import horizon_words

    _ = context.language
    context.out.say(part.wording)
    due = _.date_after(part.due) if part.due else ""
    rows = [
        (_(N_("References")), ", ".join(part.refs)),
        (_(N_("State")), _(ACTION_STATES[part.state])),
        (_(N_("Owner")), _owner(part, _)),
        (_(N_("Partners")), ", ".join(part.partners)),
        (_(N_("Area")), part.territory),
        (_(N_("By when")), horizon_words(part.horizon, _)),
        (_(N_("Next step")), ", ".join(filter(None, (part.next_step, due)))),
        *((_.date_short(note.at.astimezone(UTC).date()), note.text) for note in part.progress),
    ]
    context.out.table([row for row in rows if row[1]])


COMMAND = CommandGroup(
    "roadmap",
    N_("Follow proposals after the session: who owns them, the deadline, how far along they are."),
    (
        Command(
            "open",
            screen,
            N_("Open the road map on screen."),
            "facilitate roadmap open paris",
        ),
        Command(
            "show",
            show,
            N_("Show the road map, or one of its proposals in full."),
            N_("facilitate roadmap show paris --state started"),
        ),
        Command(
            "set",
            follow,
            N_("Set who owns a proposal, where, the deadline, how far along it is and the next step."),
            N_('facilitate roadmap set paris T1-01 --owner "Participant 07" --state planned --horizon 2022-Q2'),
        ),
        Command(
            "note",
            note,
            N_("Note what happened to a proposal; the notes are kept even if it is dropped."),
            N_('facilitate roadmap note paris T1-01 "First meeting, twelve people"'),
        ),
        Command(
            "next",
            steps,
            N_("List the next steps by date, and show those that are late."),
            "facilitate roadmap next paris",
        ),
        Command(
            "report",
            report,
            N_("Report progress 3, 9, 15 and 21 months after the event: what is due, and who is responsible."),
            "facilitate roadmap report --due",
        ),
    ),
)
