"""`seats`: who sits where, in each round, and the fewest moves that even out the tables."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import has_terminal
from facilitate.cli.progress import progress_bar
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.plan import MOST_ROUNDS
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values.worlds import Worlds
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.workshop.cases.seats import PlannedSeats, ProposedMoves

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
Accept = Annotated[bool, typer.Option("--yes", help=N_("Accept all moves without asking."))]
Off = Annotated[bool, typer.Option("--off", help=N_("No longer deal tables at the door."))]
_TRAITS = {"world": N_("world"), "territory": N_("area"), "organisation": N_("organisation")}


def plan_seats(
    ctx: typer.Context,
    session: o.SessionName,
    *,
    rounds: Rounds = None,
    mix: Mix = "world,territory",
    apart: Apart = "organisation",
    present: Present = False,
    keep: Keep = False,
) -> None:
    from facilitate.workshop.cases.seats import SeatingAsked

    context = context_of(ctx)
    opened, _ = context.workshop(session), context.language
    asked = SeatingAsked(rounds or 0, _listed(mix), _listed(apart), present)
    with _until_interrupted() as stopped, progress_bar(_(N_("Planning the seats"))) as progress:
        planned = opened.seats.plan(asked, progress, stopped)
    if keep:
        opened.seats.keep(planned)
    if context.out.json:
        context.out.data(_data(_, opened.session, planned))
    else:
        _print(context, opened.session, planned)
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


def _data(_: Language, session: Session, planned: PlannedSeats) -> dict[str, Any]:
    texts = ("id", "world", "territory", "organisation")

    def person(key: str) -> dict[str, str]:
        return {name: getattr(session.people[key], name) for name in texts}

    return {
        "rounds": [
            [{"table": table, "people": [person(key) for key in people]} for table, people in tables.items()]
            for tables in planned.rounds()
        ],
        "repeats": planned.plan.repeats,
        "bound": planned.plan.bound,
        "even": list(planned.even),
        "apart": list(planned.apart),
        "findings": [_.message(each) for each in planned.plan.findings],
        "stopped": planned.plan.stopped,
    }


def _print(context: CliContext, session: Session, planned: PlannedSeats) -> None:
    _, several = context.language, len(planned.plan.rounds) > 1
    for number, tables in enumerate(planned.rounds(), 1):
        if several:
            context.out.say(_(N_("Round {round}"), round=number))
        context.out.table(
            [(str(table), _worlds(_, session, people), _names(session, people)) for table, people in tables.items()],
            heads=(_(N_("Table")), _(N_("Worlds")), _(N_("People"))),
        )
        context.out.say()
    for line in _proof(_, planned):
        context.out.say(line)


def _worlds(_: Language, session: Session, keys: Sequence[str]) -> str:
    """Return how many people of each world sit at a table, the worlds in the same order at each."""
    worlds = Worlds(session.plan.attendance.groups)
    order = worlds.counted(each.world for each in session.people.values())
    counts = worlds.counted(session.people[key].world for key in keys)
    return " · ".join(
        _(N_("{world}: {count}"), world=one_line(world) or _(N_("World not said")), count=counts.get(world, 0))
        for world in order
    )


def _names(session: Session, keys: Sequence[str]) -> str:
    """Return who sits at a table, in the order of the alphabet."""
    people = sorted((session.people[key] for key in keys), key=lambda each: (folded(each.name), each.id))
    return ", ".join(one_line(each.name) or "–" for each in people)


def _proof(_: Language, planned: PlannedSeats) -> Iterator[str]:
    sizes = [len(people) for tables in planned.plan.rounds for people in tables]
    least, most = min(sizes), max(sizes)
    if least == most:
        yield _(N_("All tables are of one size: {n}."), n=most)
    elif most - least == 1:
        yield _(N_("Sizes differ by at most 1: {least} or {most} at each table."), least=least, most=most)
    else:
        yield _(N_("Sizes: {least} to {most}, because of those who have to sit together."), least=least, most=most)
    if planned.even:
        yield _(N_("Even at every table: {columns}."), columns=_named(_, planned.even))
    if planned.apart:
        yield _(N_("As few as can be at one table: {columns}."), columns=_named(_, planned.apart))
    if len(planned.plan.rounds) > 1:
        yield _(
            N_("Meetings repeated: {repeats} of at least {bound}."),
            repeats=_.number(planned.plan.repeats), bound=_.number(planned.plan.bound),
        )  # fmt: skip
    yield from _finding_lines(_, planned.plan.findings)


def _named(_: Language, traits: Sequence[str]) -> str:
    return _.list([_(_TRAITS[trait]) if trait in _TRAITS else one_line(trait) for trait in traits])


def _finding_lines(_: Language, findings: Sequence[Message]) -> Iterator[str]:
    if findings:
        yield _(N_("What cannot be had, and why:"))
        yield from (f"  {_.message(each)}" for each in findings)


def settle_seats(ctx: typer.Context, session: o.SessionName, *, yes: Accept = False) -> None:
    context = context_of(ctx)
    opened, _ = context.workshop(session), context.language
    proposed = opened.seats.settle()
    if not context.out.json:
        _print_moves(context, opened.session, proposed)
    accepted = bool(proposed.moves) and (yes or _agreed(context))
    if accepted:
        opened.seats.move(proposed)
    if context.out.json:
        context.out.data(_moves_data(_, opened.session, proposed, done=accepted))
    elif accepted:
        context.out.talk(_(N_("Done. To take all of it back: “facilitate undo”.")))
    elif proposed.moves:
        context.out.talk(_(N_("Nobody was moved. To accept all: add --yes.")))


def _print_moves(context: CliContext, session: Session, proposed: ProposedMoves) -> None:
    _ = context.language
    if not proposed.moves:
        context.out.say(_(N_("The tables are as even as can be: nobody has to move.")))
    for move in proposed.moves:
        name = one_line(session.people[move.person].name) or move.person
        context.out.say(_(N_("{name} → table {table}"), name=name, table=move.table))
    for line in _finding_lines(_, proposed.findings):
        context.out.say(line)


def _moves_data(_: Language, session: Session, proposed: ProposedMoves, *, done: bool) -> Mapping[str, Any]:
    return {
        "round": proposed.round,
        "moves": [
            {"id": move.person, "name": session.people[move.person].name, "from": move.origin or None, "to": move.table}
            for move in proposed.moves
        ],
        "findings": [_.message(each) for each in proposed.findings],
        "done": done,
    }


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
            "settle",
            settle_seats,
            N_("Propose the fewest moves that even out the tables, of those who are here."),
            "facilitate seats settle paris",
        ),
        Command(
            "deal",
            deal_seats,
            N_("Deal tables at the door: whoever arrives is given one, so that the tables stay even."),
            "facilitate seats deal paris",
        ),
    ),
)
