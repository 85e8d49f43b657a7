"""`trace`: the whole life of one idea."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Annotated, Any

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.drawing import BLUE, VERMILION, Drawing, Piece
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.cli.views import place_of, status_word
from facilitate.domain.errors import N_, FacilitateError, Refused
from facilitate.domain.session import Session as Current
from facilitate.domain.text import one_line
from facilitate.domain.values.ideas import Idea
from facilitate.i18n import Language
from facilitate.labels import PLACES, role_called, table_called
from facilitate.workshop.history.snapshots import Change, IdeaAspect, Value
from facilitate.workshop.history.trace import Trace, TraceStep, ideas_named, trace

Session = Annotated[
    str,
    typer.Argument(
        metavar=N_("[SESSION]"), help=N_("The session (optional if there is only one, or only one in progress).")
    ),
]
Reference = Annotated[
    str,
    typer.Argument(metavar=N_("REFERENCE"), help=N_("Idea reference, such as T3-07, or proposal identifier.")),
]
_NAMES = {
    IdeaAspect.TEXT: N_("text"),
    IdeaAspect.DETAIL: N_("details"),
    IdeaAspect.STATUS: N_("status"),
    IdeaAspect.WORDING: N_("proposal text"),
    IdeaAspect.TOGETHER: N_("merged with"),
    IdeaAspect.PLACE: N_("filed under"),
    IdeaAspect.AXIS: N_("answers"),
}
_WORDS = (IdeaAspect.TEXT, IdeaAspect.WORDING, IdeaAspect.DETAIL, IdeaAspect.AXIS)  # what people wrote, and is quoted
_INDENT = 9  # cells for the hour and the mark


def show(ctx: typer.Context, session: Session, ref: Reference = "") -> None:
    context = context_of(ctx)
    slug, ref = _which(context, session, ref)
    timeline = context.sessions.read_timeline(slug)
    current = timeline.session
    found = [trace(timeline, idea) for idea in ideas_named(current, ref)]
    if context.out.json:
        data = [{"session": slug, **_data(context.language, each)} for each in found]
        context.out.data(data[0] if len(data) == 1 else data)
        return
    drawing = Drawing(context.out)
    for number, each in enumerate(found):
        if number:
            drawing.line()
        _draw(context.language, drawing, current, each)


def _which(context: CliContext, session: str, ref: str) -> tuple[str, str]:
    """The session and the reference; one word alone is the reference, where only one session can be meant."""
    if ref:
        return context.workspace.find(session), ref
    slug = context.only_session()
    try:
        ideas_named(context.sessions.read(slug), session)
    except Refused:
        if named := _session_named(context, session):
            raise Usage(
                N_("Which idea? Add its reference after the session’s name: facilitate trace {session} T3-07"),
                session=context.again(named),
            ) from None
        raise
    return slug, session


def _session_named(context: CliContext, name: str) -> str:
    with suppress(FacilitateError):
        return context.workspace.find(name)
    return ""


def _draw(_: Language, drawing: Drawing, current: Current, found: Trace) -> None:
    idea = found.idea
    drawing.paragraph([(f"{idea.ref}  ", f"bold {BLUE}")], idea.text, "bold")
    place = found.category or _(PLACES[place_of(current, idea)])
    phase = current.phase_of(idea)
    facts = [one_line(table_called(phase, idea.table, _)), status_word(_, idea.status.value)]
    if phase and len(current.plan.tables_phases) > 1:
        facts.insert(1, one_line(phase.title))  # other people sat at a table of that number in another one
    if idea.aliases:
        facts.append(_(N_("formerly {refs}"), refs=", ".join(idea.aliases)))
    undone = _(_undone(current, idea)) if idea.undone else ""
    facts.append(undone or (_("withdrawn") if idea.withdrawn else one_line(place)))
    indent = " " * (len(idea.ref) + 2)
    drawing.paragraph([(indent, "")], " · ".join(facts))
    if idea.detail:
        drawing.line()
        drawing.paragraph([(indent, "")], _(N_("Details: {detail}"), detail=idea.detail))
    day: date | None = None
    for step in found.steps:
        today = step.at.astimezone().date()
        if today != day:
            day = today
            drawing.line()
            drawing.line((_.date(day), "bold"))
        _step(_, drawing, step)
    drawing.line()
    drawing.line((_(N_("In the report")), "bold"))
    for line in found.lines:
        drawing.paragraph([("  · " if drawing.blocks else "  - ", "")], _.message(line))
    for text in found.voted(_):
        drawing.paragraph([("  · " if drawing.blocks else "  - ", "")], text[:1].upper() + text[1:])
    if not found.lines:
        drawing.line(("  ", ""), (_(_nowhere(current, idea)), ""))


def _undone(current: Current, idea: Idea) -> str:
    return N_("from before the reset") if idea.id in current.reset_ideas else N_("recording undone")


def _nowhere(current: Current, idea: Idea) -> str:
    if idea.id in current.reset_ideas and idea.undone:
        return N_("The session was reset since: neither counted nor published.")
    if idea.undone:
        return N_("Its recording was undone: neither counted nor published.")
    return N_("Counted with the withdrawn ideas; not published.") if idea.withdrawn else N_("Not included.")


def _step(_: Language, drawing: Drawing, step: TraceStep) -> None:
    mark, style = ("×", VERMILION) if step.undone else ("○", "") if step.void else ("●", BLUE)
    mark = mark if drawing.blocks else "x" if step.undone else "o" if step.void else "*"
    rail = "│" if drawing.blocks else "|"
    hang = f"      {rail}  "
    word = N_("redone since") if step.is_undo else N_("undone")
    state = _(word) if step.undone else _("without effect") if step.void else ""
    faded = "dim" if step.undone or step.void else ""
    lead: list[Piece] = [(f"{_.column_time(step.at.astimezone())} ", ""), (f"{mark}  ", style)]
    sentence = f"{_.message(step.what)}" + (f" ({state})" if state else "")
    drawing.paragraph(lead, sentence, f"bold {faded}".strip(), hang=hang[:7])
    drawing.paragraph([(hang, "")], _where(_, step), faded or "", hang=hang[:7])
    if step.received:
        drawing.paragraph([(hang, "")], _(N_("received at {time}"), time=_received(_, step)), faded, hang=hang[:7])
    changed = {change.what for change in step.changes}
    if step.words and changed.isdisjoint(_WORDS[:2]):
        drawing.paragraph([(hang, "")], _.quoted(one_line(step.words)), faded, hang=hang[:7])
    if step.detail and IdeaAspect.DETAIL not in changed:
        drawing.paragraph([(hang, "")], _(N_("Details: {detail}"), detail=one_line(step.detail)), faded, hang=hang[:7])
    for change in step.changes:
        for line in _change(_, change, drawing):
            drawing.paragraph([(hang, "")], line, faded, hang=hang[:7])


def _received(_: Language, step: TraceStep) -> str:
    """The hour at which an idea came that had waited on a device, with the day where that is another one."""
    at, received = step.at.astimezone(), (step.received or step.at).astimezone()
    time = _.time(received)
    return time if received.date() == at.date() else _("{date} at {time}", date=_.date(received.date()), time=time)


def _where(_: Language, step: TraceStep) -> str:
    """Who did it, with what, and during which phase."""
    # Which window or laptop of the same people wrote is of no use to a reader, unlike a phone.
    device = _.message(step.device) if step.device and not step.device.params else ""
    parts = [role_called(step.by, _), device, one_line(step.phase)]
    return " · ".join(part for part in parts if part)


def _change(_: Language, change: Change, drawing: Drawing) -> list[str]:
    """What it was and what it is; words of some length one below the other."""
    if change.what is IdeaAspect.WITHDRAWN:
        return []  # the sentence above says it
    before, after = (_value(_, change, value) for value in (change.before, change.after))
    name = _(_NAMES[change.what])
    arrow = "→" if drawing.blocks else "->"
    if change.what is IdeaAspect.TOGETHER and change.after:
        return [_("{label}: {value}", label=name, value=after)]
    if change.what is IdeaAspect.TOGETHER:
        return [_(N_("no longer merged with {refs}"), refs=before)]
    if change.what not in _WORDS:
        return [_("{label}: {value}", label=name, value=f"{before} {arrow} {after}")]
    if change.what is not IdeaAspect.TEXT and not change.before:
        return [_("{label}: {value}", label=name, value=after)]
    return [
        _(N_("{label}, before: {value}"), label=name, value=before),
        _(N_("{label}, after: {value}"), label=name, value=after),
    ]


def _value(_: Language, change: Change, value: Value) -> str:
    text = one_line(value) if isinstance(value, str) else _.message(value)
    return _.quoted(text) if text and change.what in _WORDS else text or "–"


def _data(_: Language, found: Trace) -> dict[str, Any]:
    idea = found.idea
    return {
        "ref": idea.ref,
        **({"aliases": list(idea.aliases)} if idea.aliases else {}),
        "table": idea.table,
        "text": idea.text,
        "first_text": idea.first_text,
        "detail": idea.detail,
        "first_detail": idea.first_detail,
        "status": idea.status.value,
        "withdrawn": idea.withdrawn,
        "undone": idea.undone,
        "place": found.proposal.place.value,
        "category": found.category,
        "proposal": {"id": found.proposal.id, "wording": found.wording},
        "with": list(found.with_refs),
        "question": found.question,
        "report": [_.message(line) for line in found.lines],
        "votes": list(found.voted(_)),
        "steps": [_step_data(_, step) for step in found.steps],
    }


def _step_data(_: Language, step: TraceStep) -> dict[str, Any]:
    def as_text(value: Value) -> str:
        return value if isinstance(value, str) else _.message(value)

    return {
        "act": step.act,
        "at": step.at.isoformat(),
        **({"received": step.received.isoformat()} if step.received else {}),
        "by": step.by,
        "device": _.message(step.device) if step.device else "",
        "phase": step.phase,
        "what": _.message(step.what),
        "words": step.words,
        "detail": step.detail,
        "changes": [
            {"what": change.what.value, "before": as_text(change.before), "after": as_text(change.after)}
            for change in step.changes
        ],
        "undone": step.undone,
        "void": step.void,
    }


COMMAND = Command(
    "trace",
    show,
    N_("Trace an idea: who noted it, where and when, and what became of it."),
    "facilitate trace paris T3-07",
)
