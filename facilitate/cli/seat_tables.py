"""What is printed of seats: a plan with its proof, who sits where in a round, and who is to change tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values.worlds import Worlds
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.workshop.cases.seats import PlannedSeats, ProposedMoves
    from facilitate.workshop.views.seating import Seating, TakenSeat

_TRAITS = {"world": N_("world"), "territory": N_("area"), "organisation": N_("organisation")}


def plan_data(_: Language, session: Session, planned: PlannedSeats) -> dict[str, Any]:
    texts = ("id", "world", "territory", "organisation")

    def person(key: str) -> dict[str, str]:
        return {name: getattr(session.people[key], name) for name in texts}

    return {
        "phase": planned.phase,
        "first_round": planned.first,
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


def print_plan(context: CliContext, session: Session, planned: PlannedSeats) -> None:
    _, several = context.language, len(planned.plan.rounds) > 1 or planned.first > 1
    badges = session.badge_numbers()
    for number, tables in enumerate(planned.rounds(), planned.first):
        if several:
            context.out.say(_(N_("Round {round}"), round=number))
        for table, keys in tables.items():
            people = sorted((session.people[key] for key in keys), key=lambda each: (folded(each.name), each.id))
            rows = [(str(badges.get(each.id, "")), one_line(each.name) or "–") for each in people]
            _print_table(context, session, table, keys, rows)
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


def _print_table(
    context: CliContext, session: Session, table: int, keys: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Print what a table is, and one line for each of its people: a line of ten names is longer than a terminal."""
    _ = context.language
    count = _.plural("Table {table}: {n} person", "Table {table}: {n} people", len(keys), table=table)
    worlds = _worlds(_, session, keys)
    context.out.say(f"{count} ({worlds})" if keys and worlds else count)
    context.out.table([(f"  {number}", *cells) for number, *cells in rows])


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
    if len(planned.plan.rounds) > 1 or planned.plan.repeats or planned.plan.bound:
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


def print_moves(context: CliContext, session: Session, proposed: ProposedMoves) -> None:
    _ = context.language
    if not proposed.moves:
        context.out.say(_(N_("The tables are as even as can be: nobody has to move.")))
    for move in proposed.moves:
        name = one_line(session.people[move.person].name) or move.person
        line, why = _(N_("{name} → table {table}"), name=name, table=move.table), proposed.why.get(move.person)
        context.out.say(_(N_("{move}: {why}"), move=line, why=_.message(why)) if why else line)
    for line in _finding_lines(_, proposed.findings):
        context.out.say(line)


def moves_data(_: Language, session: Session, proposed: ProposedMoves, done: Collection[str]) -> Mapping[str, Any]:
    return {
        "phase": proposed.phase,
        "round": proposed.round,
        "moves": [
            {"id": move.person, "name": session.people[move.person].name, "from": move.origin or None, "to": move.table,
             "why": _.message(why) if (why := proposed.why.get(move.person)) else None, "done": move.person in done}
            for move in proposed.moves
        ],
        "findings": [_.message(each) for each in proposed.findings],
        "done": bool(done),
    }  # fmt: skip


def print_seating(context: CliContext, seating: Seating) -> None:
    """Print who sits at each table in a round, and whence those come who change tables for it."""
    _, taken = context.language, seating.taken()
    context.out.say(_(N_("Round {round}"), round=seating.round))
    for table, each in taken.items():
        rows = [(str(seat.badge), one_line(seat.person.name) or "–", _of_seat(_, table, seat)) for seat in each]
        _print_table(context, seating.session, table, [seat.person.id for seat in each], rows)
    seats = [(table, seat) for table, each in taken.items() for seat in each]
    if any(seat.origin for _table, seat in seats):
        context.out.say()
        here = [(table, seat) for table, seat in seats if not seat.awaited]
        moving = sum(seat.moves_to(table) for table, seat in here)
        context.out.say(_(N_("Changing tables: {moving} of {n}; ← says from which."), moving=moving, n=len(here)))
    if awaited := sum(seat.awaited for _table, seat in seats):
        context.out.say()
        context.out.say(
            _.plural(
                "{n} seat is kept for somebody who has not arrived.",
                "{n} seats are kept for people who have not arrived.",
                awaited,
            )
        )


def _of_seat(_: Language, table: int, seat: TakenSeat) -> str:
    """Return whence somebody comes to a table, or that they stay there, and whether they have arrived."""
    words = [f"← {seat.origin}"] if seat.moves_to(table) else [_(N_("stays"))] if seat.stays else []
    return ", ".join([*words, *([_(N_("not arrived"))] if seat.awaited else [])])


def seating_data(seating: Seating) -> dict[str, Any]:
    return {
        "phase": seating.phase.key,
        "round": seating.round,
        "tables": [
            {
                "table": table,
                "people": [
                    {"id": seat.person.id, "badge": seat.badge, "name": seat.person.name, "world": seat.person.world,
                     "from": seat.origin or None, "moves": seat.moves_to(table), "stays": seat.stays,
                     "arrived": seat.person.id in seating.session.arrivals}
                    for seat in seats
                ],
            }
            for table, seats in seating.taken().items()
        ],
    }  # fmt: skip
