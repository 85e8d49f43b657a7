"""`phase`: running the agenda from the shell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.views import note_data
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.workshop.cases.panel import SpeakingTime, speaking_times
from facilitate.workshop.schedule.agenda import Agenda, AgendaLine, PhaseState, agenda
from facilitate.workshop.schedule.punctuality import delay, end_of, punctuality, slipping
from facilitate.workshop.schedule.recovery import Recovery, recoveries
from facilitate.workshop.schedule.rounds import RoundNow, round_now

if TYPE_CHECKING:
    from facilitate.workshop.workshop import Workshop

_STATES = {
    PhaseState.TO_COME: N_("upcoming"),
    PhaseState.RUNNING: N_("under way"),
    PhaseState.PAUSED: N_("paused"),
    PhaseState.DONE: N_("finished"),
    PhaseState.SKIPPED: N_("skipped"),
}


def show(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    print_agenda(context, opened)


def print_agenda(context: CliContext, opened: Workshop) -> None:
    """The agenda as it stands, planned against real times, and when it will end."""
    day = agenda(opened.session, opened.clock.now())
    if context.out.json:
        context.out.data(_data(day))
        return
    _ = context.language
    from facilitate.tui.widgets import times

    planned = _("Moved") if any(line.moved for line in day.lines) else _("Planned")
    heads = ("", planned, _("Started"), _("Ended"), _("Left"), _("State"), _("Phase"))
    context.out.table([_row(context, line) for line in day.lines], heads=heads)
    context.out.say()
    if day.current and (now := round_now(day.current)):
        context.out.say(times.round_words(now, _))
    if day.planned_for:
        start = _.time(day.planned_for)
        on_another_day = N_("The event was planned for another day: the times shown count from when it really began.")
        same_day = N_("The event was planned for {time}: planned times are counted from when it began.")
        context.out.say(_(on_another_day if day.moved else same_day, time=start))
    stands = punctuality(day)
    if stands is None:
        context.out.say(_(N_("If you start now, it will end at about {time}."), time=_.time(end_of(day))))
        return
    sentence = N_("Ended at {time} · {drift}") if day.over else N_("Expected end: {time} · {drift}")
    context.out.say(_(sentence, time=_.time(end_of(day)), drift=times.how_late(stands, _)))


def _row(context: CliContext, line: AgendaLine) -> tuple[str, ...]:
    from facilitate.tui.widgets import times

    _ = context.language
    on = line.state in (PhaseState.RUNNING, PhaseState.PAUSED)
    return (
        str(line.number),
        _planned(line, _),
        times.real_start(line, _),
        _.column_time(line.real_end) if line.real_end else "",
        times.signed_rest(line.left, _) if on else "",
        _(_STATES[line.state]),
        line.phase.title,
    )


def _planned(line: AgendaLine, _: Language) -> str:
    """The planned hours; where there are none, how long the phase lasts."""
    if line.planned_start and line.planned_end:
        return f"{_.column_time(line.planned_start)}–{_.column_time(line.planned_end)}"
    return _.minutes(round(line.allotted / timedelta(minutes=1)))


def _data(day: Agenda) -> dict[str, Any]:
    stands = punctuality(day)
    return {
        "current": day.current.phase.key if day.current else None,
        "next": day.next.phase.key if day.next else None,
        "planned_end": day.planned_end.isoformat() if day.planned_end else None,
        "projected_end": day.projected_end.isoformat(),
        "late_minutes": stands.minutes if stands else None,
        "late_for": stands.phase.key if stands and stands.phase else None,
        "late_limit": stands.limit.isoformat() if stands else None,
        "phases": [_line_data(line) for line in day.lines],
    }


def _line_data(line: AgendaLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "key": line.phase.key,
        "kind": line.phase.kind.name,
        "title": line.phase.title,
        "state": line.state.value,
        "planned_start": line.planned_start.isoformat() if line.planned_start else None,
        "planned_end": line.planned_end.isoformat() if line.planned_end else None,
        "real_start": line.real_start.isoformat() if line.real_start else None,
        "real_end": line.real_end.isoformat() if line.real_end else None,
        "fixed_start": line.fixed.isoformat() if line.fixed else None,
        "expected_start": line.expected_start.isoformat(),
        "expected_end": line.expected_end.isoformat(),
        "allotted_minutes": line.allotted / timedelta(minutes=1),
        "left_minutes": round(line.left / timedelta(minutes=1), 1),
        **({"round": _round_data(now)} if (now := round_now(line)) else {}),
    }


def _round_data(now: RoundNow) -> dict[str, Any]:
    left = round(now.left / timedelta(minutes=1), 1)
    return {"number": now.number, "of": now.of, "changing": now.changing, "left_minutes": left}


Today = Annotated[
    bool,
    typer.Option(
        "--today",
        help=N_(
            "Change the date to today, and the times too if they are far from now; fixed starts keep their times, "
            "unless that time has already passed."
        ),
    ),
]
WithFixed = Annotated[
    bool, typer.Option("--with-fixed", help=N_("With --today: move fixed starts by as much as the rest."))
]


def start(
    ctx: typer.Context, session: o.SessionName, phase: o.PhaseName, today: Today = False, with_fixed: WithFixed = False
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    _begin(context, opened, opened.phases.find(phase).key, _moves(opened, today=today, with_fixed=with_fixed))


def following(ctx: typer.Context, session: o.SessionName, today: Today = False, with_fixed: WithFixed = False) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    _begin(context, opened, opened.phases.following().key, _moves(opened, today=today, with_fixed=with_fixed))


def _moves(opened: Workshop, *, today: bool, with_fixed: bool) -> Sequence[PlanSet]:
    if with_fixed and not today:
        raise Usage(N_("--with-fixed only works with --today."))
    return opened.phases.moved_day(with_fixed=with_fixed) if today and opened.phases.off_plan() else ()


def _begin(context: CliContext, opened: Workshop, phase: str, moves: Sequence[PlanSet]) -> None:
    """Begin it for real. Nobody can be asked here, so a day that is far from its plan is told."""
    off, _ = opened.phases.off_plan(), context.language
    hours = _hour_lines(opened, phase, moves, _)
    opened.phases.start(phase, moves)
    if off and not moves:
        sentence = N_(
            "Planned for {planned}, started {now}. The programme still shows the planned time. To change its date "
            "and times: “facilitate undo {name}”, then “facilitate phase start {name} {phase} --today”."
        )
        from facilitate.tui.widgets.times import moment, planned_moment

        name, now = context.again(opened.log.slug), moment(opened.clock.now(), _)
        context.out.talk(_(sentence, planned=planned_moment(opened.session.plan, _), now=now, name=name, phase=phase))
    for line in hours:
        context.out.talk(line)
    print_agenda(context, opened)


def _hour_lines(opened: Workshop, key: str, moves: Sequence[PlanSet], _: Language) -> list[str]:
    """Which fixed starts are fixed no more as the day moves; that a phase begins long before its own."""
    phases = opened.session.plan.phases
    loose = {move.path for move in moves if move.value is None}
    gone_by = N_("“{phase}” was fixed at {time}, which has gone by: it follows in its turn.")
    missed = (phase for phase in phases if f"phases/{phase.key}/starts_at" in loose)
    found = [_(gone_by, phase=phase.title, time=phase.starts_at) for phase in missed]
    phase = opened.phases.find(key)
    if not moves and not opened.phases.off_plan() and (fixed := opened.phases.fixed_ahead(phase)):
        ahead = _.minutes((fixed - opened.clock.now()) // timedelta(minutes=1))
        early = N_("“{phase}” is fixed at {time}: started {duration} early (to take it back: undo).")
        found.append(_(early, phase=phase.title, time=_.time(fixed), duration=ahead))
    return found


def pause(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.phases.pause()
    print_agenda(context, opened)


def resume(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.phases.resume()
    print_agenda(context, opened)


def extend(
    ctx: typer.Context,
    session: o.SessionName,
    minutes: Annotated[int, typer.Argument(metavar=N_("MINUTES"), help=N_("Minutes to add (negative: to remove)."))],
    phase: Annotated[
        str, typer.Option("--phase", metavar=N_("PHASE"), help=N_("The phase (default: the one under way)."))
    ] = "",
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.phases.extend(minutes, phase)
    print_agenda(context, opened)


def end(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    ended = opened.phases.end()
    print_agenda(context, opened)
    if ended == opened.session.plan.phases[-1]:
        from facilitate.workshop.report.open_vote_words import still_open_words  # once a day

        for sentence in still_open_words(opened.session, context.language, opened.log.slug):
            context.out.talk(sentence)


def end_round(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.phases.end_round()
    print_agenda(context, opened)


Accept = Annotated[
    int | None,
    typer.Option(
        "--accept", metavar="N", min=1, max=3, help=N_("Apply the option with this number, as a single change.")
    ),
]


Slipping = Annotated[
    bool,
    typer.Option(
        "--slip",
        help=N_(
            "Delay everything still to come by as much time as you have lost; fixed starts and the planned end move "
            "too."
        ),
    ),
]


def recover(ctx: typer.Context, session: o.SessionName, accept: Accept = None, slip: Slipping = False) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if accept and slip:
        raise Usage(N_("Choose either --accept or --slip."))
    if slip:
        opened.phases.slip()
        print_agenda(context, opened)
        return
    day = agenda(opened.session, opened.clock.now())
    ways = recoveries(day)
    if accept and not ways:
        why = _nothing_to_cut(day, context.language)
        raise Refused(why.text, **why.params)
    if accept:
        if accept > len(ways):
            raise Refused(N_("There is no such option. Options to catch up now: {count}."), count=len(ways))
        opened.phases.recover(ways[accept - 1])
        print_agenda(context, opened)
        return
    _print_ways(context, day, ways)


def _print_ways(context: CliContext, day: Agenda, ways: Sequence[Recovery]) -> None:
    if context.out.json:
        context.out.data([_way_data(way) for way in ways])
        return
    _ = context.language
    for number, way in enumerate(ways, 1):
        cuts = (_("{phase} → {duration}", phase=cut.phase.title, duration=_.minutes(cut.minutes)) for cut in way.cuts)
        context.out.say(f"{number}  {_.minutes(-way.gained)}  {', '.join(cuts)}")
    if late := delay(day):
        slips = slipping(day, late)
        words = _(slips.sentence, duration=_.minutes(slips.minutes))
        context.out.say(f"--slip  {words}")
    if not ways:
        context.out.talk(_.message(_nothing_to_cut(day, _)))


def _nothing_to_cut(day: Agenda, _: Language) -> Message:
    """Why there is no way to catch up: what is late stays late, is made up for by the planned end, or is not."""
    if late := delay(day):
        duration = _.minutes(late.minutes)
        return Message(N_("No phase can be shortened any further; still {duration} late."), {"duration": duration})
    if day.over:
        return Message(N_("The session has ended."))
    return Message(N_("The planned times still hold: there is nothing to catch up on."))


def _way_data(way: Recovery) -> dict[str, Any]:
    cuts = [{"phase": cut.phase.key, "taken": cut.taken, "minutes": cut.minutes} for cut in way.cuts]
    return {"gained": way.gained, "enough": way.enough, "cuts": cuts}


def speaker(
    ctx: typer.Context,
    session: o.SessionName,
    name: Annotated[
        str, typer.Argument(metavar=N_("SPEAKER"), help=N_("Number, name or key of the speaker who starts."))
    ] = "",
    stop: Annotated[bool, typer.Option("--stop", help=N_("End the current speaking turn."))] = False,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if stop:
        opened.panel.stop()
    elif name:
        opened.panel.begin(name)
    _print_turns(context, opened)


def _print_turns(context: CliContext, opened: Workshop) -> None:
    now = opened.clock.now()
    panels = [phase for phase in opened.session.plan.phases if phase.speakers]
    found = [time for phase in panels for time in speaking_times(opened.session, phase, now)]
    if context.out.json:
        context.out.data([_time_data(time) for time in found])
        return
    _ = context.language
    rows = [
        (
            time.speaker.name,
            _.minutes(round(time.spoken / timedelta(minutes=1))),
            _.minutes(round(time.share / timedelta(minutes=1))),
            _("speaking") if time.speaking else "",
        )
        for time in found
    ]
    context.out.table(rows, heads=(_("Speaker"), _("Speaking time"), _("Planned time"), ""))


def _time_data(time: SpeakingTime) -> dict[str, Any]:
    return {
        "speaker": time.speaker.key,
        "spoken_seconds": round(time.spoken.total_seconds()),
        "share_seconds": round(time.share.total_seconds()),
        "speaking": time.speaking,
        "absent": time.speaker.absent,
    }


def note(
    ctx: typer.Context,
    session: o.SessionName,
    text: Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The text to note."))],
    phase: Annotated[
        str, typer.Option("--phase", metavar=N_("PHASE"), help=N_("The phase (default: the one under way)."))
    ] = "",
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    key = opened.phases.find(phase).key if phase else ""
    taken = opened.notes.take(NoteKind.NOTE, text, phase=key)
    context.out.answer(note_data(taken), taken.id, context.language(N_("Note taken: {text}"), text=taken.id))


COMMAND = CommandGroup(
    "phase",
    N_("Run the agenda: start, pause, extend and end phases, and see the delay."),
    (
        Command(
            "list",
            show,
            N_("Show the agenda: planned and actual times, time left, expected end."),
            "facilitate phase list paris",
        ),
        Command(
            "start",
            start,
            N_("Start a phase, or go back to it; the one under way ends."),
            "facilitate phase start paris panel",
        ),
        Command("next", following, N_("Start the next phase of the agenda."), "facilitate phase next paris"),
        Command("pause", pause, N_("Pause the phase under way."), "facilitate phase pause paris"),
        Command(
            "recover",
            recover,
            N_("Show up to three options to catch up when the day runs late, or apply one."),
            "facilitate phase recover paris --accept 1",
        ),
        Command(
            "speaker",
            speaker,
            N_("Start a speaker’s turn, which ends the current one; show everyone’s speaking time."),
            "facilitate phase speaker paris 2",
        ),
        Command("resume", resume, N_("Resume the phase after a pause."), "facilitate phase resume paris"),
        Command(
            "extend",
            extend,
            N_("Make a phase longer or shorter."),
            "facilitate phase extend paris 10",
            free=True,
        ),
        Command(
            "end",
            end,
            N_("End the phase under way without starting another."),
            "facilitate phase end paris",
        ),
        Command(
            "end-round",
            end_round,
            N_("End the round under way early, or the changeover; the rounds that follow get the time."),
            "facilitate phase end-round paris",
        ),
        Command(
            "note",
            note,
            N_("Take a note on the phase under way, or on another one."),
            N_('facilitate phase note paris "The lift is out of order" --phase welcome'),
        ),
    ),
)
