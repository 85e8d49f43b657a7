"""`seats`: who sits where, in each round, and the fewest moves that even out the tables."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, has_terminal
from facilitate.cli.progress import progress_bar
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.seat_tables import moves_data, plan_data, print_moves, print_plan, print_seating, seating_data
from facilitate.domain.errors import N_, Refused
from facilitate.domain.phase_lookup import tables_phase_named
from facilitate.domain.programme.plan import MOST_ROUNDS
from facilitate.domain.table_lookup import table_named
from facilitate.domain.values.people import SeatRules
from facilitate.workshop.cases.people import People
from facilitate.workshop.cases.seats import PlannedSeats, ProposedMoves, SeatingAsked
from facilitate.workshop.seats.settle import Move
from facilitate.workshop.workshop import Workshop

Rounds = Annotated[
    int | None,
    typer.Option(
        "--rounds", metavar="N", min=1, max=MOST_ROUNDS,
        help=N_("Number of rounds (default: those of the programme)."),
    ),
]  # fmt: skip
Mix = Annotated[
    str,
    typer.Option(
        "--mix",
        metavar=N_("COLUMNS"),
        help=N_(
            "What to spread evenly, separated by commas: world, territory, organisation, a column that is kept "
            "(default: world,territory)."
        ),
    ),
]
Apart = Annotated[
    str,
    typer.Option(
        "--apart",
        metavar=N_("COLUMNS"),
        help=N_("Of what to seat as few as can be at one table (default: organisation)."),
    ),
]
Present = Annotated[bool, typer.Option("--present", help=N_("Seat only those who are here."))]
Keep = Annotated[bool, typer.Option("--keep", help=N_("Keep this plan: people are told their tables beforehand."))]
KeepNext = Annotated[bool, typer.Option("--keep", help=N_("Keep this plan for the rounds that follow."))]
Accept = Annotated[bool, typer.Option("--yes", help=N_("Accept all moves without asking."))]
Off = Annotated[bool, typer.Option("--off", help=N_("No longer deal tables at the door."))]
Together = Annotated[
    list[str] | None,
    typer.Option(
        "--together",
        metavar=N_("PEOPLE"),
        help=N_("People who have to sit together, separated by commas; can be repeated."),
    ),
]
Separate = Annotated[
    list[str] | None,
    typer.Option(
        "--separate",
        metavar=N_("PEOPLE"),
        help=N_("People of whom no two may share a table, separated by commas; can be repeated."),
    ),
]
Hosts = Annotated[
    list[str] | None,
    typer.Option(
        "--host",
        metavar=N_("PERSON"),
        help=N_("Who hosts a table that is to be found, in all rounds; can be repeated."),
    ),
]
OfPhase = Annotated[
    str,
    typer.Option(
        "--phase",
        metavar=N_("PHASE"),
        help=N_("The phase at tables: its number, key or title (default: the current one, or the last one)."),
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar=N_("PERSON"), help=N_("Accept this person’s move alone; can be repeated.")),
]
PinnedAt = Annotated[
    str, typer.Option("--table", metavar=N_("TABLE"), help=N_("The table (default: where they sit now)."))
]
Unpin = Annotated[bool, typer.Option("--off", help=N_("Let them change tables again."))]
OfRound = Annotated[
    int | None,
    typer.Option("--round", metavar="N", min=1, max=MOST_ROUNDS, help=N_("The round (default: the current one).")),
]
FromRound = Annotated[
    int | None,
    typer.Option(
        "--round", metavar="N", min=2, max=MOST_ROUNDS,
        help=N_("The first round to plan (default: the one after the current one)."),
    ),
]  # fmt: skip
_Search = Callable[[SeatingAsked, Callable[[int, int], object], Callable[[], bool]], PlannedSeats]


def plan_seats(
    ctx: typer.Context,
    session: o.SessionName,
    *,
    rounds: Rounds = None,
    mix: Mix = "world,territory",
    apart: Apart = "organisation",
    together: Together = None,
    separate: Separate = None,
    host: Hosts = None,
    present: Present = False,
    phase: OfPhase = "",
    keep: Keep = False,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    asked = replace(
        _asked(opened.people, mix, apart, together, separate, host),
        rounds=rounds or 0,
        present=present,
        phase=tables_phase_named(opened.session.plan, phase) if phase else None,
    )
    _answer_plan(context, opened, asked, opened.seats.plan, keep=keep)


def remix_seats(
    ctx: typer.Context,
    session: o.SessionName,
    *,
    mix: Mix = "world,territory",
    apart: Apart = "organisation",
    together: Together = None,
    separate: Separate = None,
    host: Hosts = None,
    round_: FromRound = None,
    keep: KeepNext = False,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    asked = replace(_asked(opened.people, mix, apart, together, separate, host), first=round_ or 0)
    _answer_plan(context, opened, asked, opened.seats.remix, keep=keep)


def _asked(
    people: People,
    mix: str,
    apart: str,
    together: Sequence[str] | None,
    separate: Sequence[str] | None,
    host: Sequence[str] | None,
) -> SeatingAsked:
    def found(names: str) -> tuple[str, ...]:
        return tuple(people.find(name).id for name in _listed(names))

    return SeatingAsked(
        mix=_listed(mix),
        apart=_listed(apart),
        together=None if together is None else tuple(filter(None, map(found, together))),
        separate=None if separate is None else tuple(filter(None, map(found, separate))),
        hosts=None if host is None else tuple(people.find(name).id for name in host if name.strip()),
    )


def _answer_plan(context: CliContext, opened: Workshop, asked: SeatingAsked, search: _Search, *, keep: bool) -> None:
    """Look for a plan until it is found or Ctrl+C is pressed, keep it where that is asked, and print it."""
    _ = context.language
    for contradiction in () if context.out.json else opened.seats.pinned_against_wishes():
        context.out.talk(_.message(contradiction))
    with _until_interrupted() as stopped, progress_bar(_(N_("Planning the seats"))) as progress:
        planned = search(asked, progress, stopped)
    if keep:
        opened.seats.keep(planned)
    if context.out.json:
        context.out.data(plan_data(_, opened.session, planned))
    else:
        print_plan(context, opened.session, planned)
    if planned.asked != asked.rules(SeatRules()) and not context.out.json:
        context.out.talk(
            _(N_('--together, --separate and --host are those of the plan that is kept. To drop one: --together "".'))
        )
    if planned.plan.stopped:
        context.out.talk(_(N_("Stopped: this is the best plan that was found so far.")))
    if keep:
        context.out.talk(_(N_("This plan is kept. To take it back: “facilitate undo”.")))


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


@contextmanager
def _until_interrupted() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C stop a search, which then gives the best that it has; pressed again, it ends the command."""
    pressed: list[int] = []

    def press(number: int, _frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def settle_seats(ctx: typer.Context, session: o.SessionName, *, yes: Accept = False, only: Only = None) -> None:
    if yes and only:
        raise Usage(N_("Choose one of {options}."), options="--yes, --only")
    context = context_of(ctx)
    opened, _ = context.workshop(session), context.language
    proposed = opened.seats.settle()
    chosen = [_move_of(opened, proposed, name).person for name in only or ()]
    if not context.out.json:
        print_moves(context, opened.session, proposed)
    if proposed.moves and not only and (yes or _agreed(context)):
        chosen = [move.person for move in proposed.moves]
    opened.seats.move(proposed, chosen)
    if context.out.json:
        context.out.data(moves_data(_, opened.session, proposed, done=chosen))
    elif chosen:
        context.out.talk(_(N_("Done. To take all of it back: “facilitate undo”.")))
    elif proposed.moves:
        context.out.talk(_(N_("Nobody was moved. To accept all: add --yes; to accept some: --only.")))


def _move_of(opened: Workshop, proposed: ProposedMoves, name: str) -> Move:
    person = opened.people.find(name)
    for move in proposed.moves:
        if move.person == person.id:
            return move
    raise Refused(N_("“{name}” is not to change tables: no such move is proposed."), name=person.name)


def _agreed(context: CliContext) -> bool:
    if context.out.json or not has_terminal():
        return False
    _ = context.language
    context.out.talk(_(N_("Type {word} to continue:"), word=_(N_("yes"))))
    return context.out.agreed()


def deal_seats(ctx: typer.Context, session: o.SessionName, *, off: Off = False) -> None:
    context = context_of(ctx)
    _ = context.language
    context.workshop(session).seats.deal(at_the_door=not off)
    sentence = N_("Whoever arrives without a table is given one: “facilitate people arrive”.")
    if off:
        sentence = N_("Tables are no longer dealt at the door.")
    context.out.result({"dealt_at_the_door": not off}, _(sentence))


def pin_seat(
    ctx: typer.Context, session: o.SessionName, person: o.PersonName, *, table: PinnedAt = "", off: Unpin = False
) -> None:
    if off and table:
        raise Usage(N_("Choose one of {options}."), options="--table, --off")
    context = context_of(ctx)
    opened, _ = context.workshop(session), context.language
    found = opened.people.find(person)
    if off:
        opened.seats.unpin(found)
        context.out.result({"id": found.id, "table": None}, _(N_("{name} may change tables again."), name=found.name))
        return
    plan, phase = opened.session.plan, opened.seats.now().phase
    number = opened.seats.pin(found, table_named(plan, table, phase) if table else 0)
    sentence = N_("{name} stays at table {table} in every round.")
    context.out.result({"id": found.id, "table": number}, _(sentence, name=found.name, table=number))


def show_seats(ctx: typer.Context, session: o.SessionName, *, round_: OfRound = None, phase: OfPhase = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    found = tables_phase_named(opened.session.plan, phase) if phase else None
    seating = opened.seats.at(round_ or 0, found)
    if context.out.json:
        context.out.data(seating_data(seating))
    else:
        print_seating(context, seating)


COMMAND = CommandGroup(
    "seats",
    N_("Seat everybody so that people mix: planned beforehand, dealt at the door, or evened out once all are here."),
    (
        Command(
            "plan",
            plan_seats,
            N_("Plan who sits where in each round, and say how good that is. The same people give the same plan."),
            "facilitate seats plan paris --rounds 3 --keep",
        ),
        Command(
            "remix",
            remix_seats,
            N_("Plan the rounds that follow anew for those who are here, so that they meet others than before."),
            "facilitate seats remix paris --keep",
        ),
        Command(
            "show",
            show_seats,
            N_("Show who sits at each table in a round, and who changes tables for it."),
            "facilitate seats show paris --round 2",
        ),
        Command(
            "settle",
            settle_seats,
            N_("Propose the fewest moves that even out the tables, of those who are here."),
            "facilitate seats settle paris",
        ),
        Command(
            "pin",
            pin_seat,
            N_("Have somebody stay at one table in every round, such as whoever takes notes there."),
            "facilitate seats pin paris 07 --table 3",
        ),
        Command(
            "deal",
            deal_seats,
            N_("Deal tables at the door: whoever arrives is given one, so that the tables stay even."),
            "facilitate seats deal paris",
        ),
    ),
)
