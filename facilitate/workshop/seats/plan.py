"""A seating plan with its proof: how often people meet again, how often they must, and what is not even and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.workshop.seats.annealing import Annealing
from facilitate.workshop.seats.bound import least_repeats, repeats_of
from facilitate.workshop.seats.contradictions import contradictions
from facilitate.workshop.seats.placing import SeatedRound, packed, seated
from facilitate.workshop.seats.room import Past, SeatingRoom, people_in, room_of, share
from facilitate.workshop.seats.rules import Guests, Pin, SeatingRules


@dataclass(frozen=True, slots=True)
class SeatingPlan:
    """Who sits at which table in each round, and what is to be known of it."""

    rounds: tuple[tuple[tuple[str, ...], ...], ...]  # round by round, table by table, who sits there in order of ids
    repeats: int  # repeated meetings: one for each two rounds in which two people share a table
    bound: int  # no plan has fewer
    findings: tuple[Message, ...]  # the rules that are not kept everywhere, and why
    stopped: bool  # before the search was over

    def table_of(self, person: str, number: int) -> int:
        """Return the table of a person in a round, both counted from 1."""
        return next(table for table, people in enumerate(self.rounds[number - 1], 1) if person in people)


def plan(  # noqa: PLR0913 -- said by their names
    guests: Guests,
    tables: int,
    rounds: int = 1,
    rules: SeatingRules | None = None,
    *,
    seed: int,
    past: Past = (),
    progress: Callable[[int, int], object] = lambda _done, _of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> SeatingPlan:
    """Plan rounds anew for those who are there; meetings in rounds that were (`past`) count as repeats too.

    Of plans that keep the rules alike, one with the fewest repeated meetings is looked for. `progress` is told how
    much is done, and of how much; once `stopped` returns true, the best plan so far is returned.
    """
    rules = rules or SeatingRules()
    for contradiction in contradictions(guests, tables, rounds, rules):
        raise Refused(contradiction.text, **contradiction.params)
    chance = Random(seed)  # noqa: S311 -- no secret: a plan that is made again is the same
    rules = _with_hosts(guests, tables, rules, chance)
    room, first = _first(room_of(guests, tables, rounds, rules, past), chance)
    search = Annealing(room, first, chance)
    was_stopped = search.run(progress, stopped)
    made = [_as_found(room, number, tables_of) for number, tables_of in enumerate(search.best)]
    return SeatingPlan(
        rounds=tuple(tuple(_people(room, mask) for mask in each.masks) for each in made),
        repeats=repeats_of([each.masks for each in made], room.past),
        bound=least_repeats(room),
        findings=tuple(_findings(room, made, was_stopped=was_stopped)),
        stopped=was_stopped,
    )


def _with_hosts(guests: Guests, tables: int, rules: SeatingRules, chance: Random) -> SeatingRules:
    """Find a table for each host who has none: one without a host, where all who have to sit there fit as well."""
    free = sorted(host for host, table in rules.hosts.items() if table is None and host in guests)
    if not free:
        return rules
    asked = replace(
        rules,
        pins=tuple({pin.person: Pin(pin.person, pin.table) for pin in reversed(rules.pins)}.values()),
        not_with=(*rules.not_with, *combinations(sorted(rules.hosts), 2)),
    )
    room = room_of(guests, tables, 1, asked, ())
    number_of = {host: room.people.index(host) for host in free}
    _sizes, placed = _packed(room, 0, chance, number_of.values())
    return replace(rules, hosts={**rules.hosts, **{host: placed[number] + 1 for host, number in number_of.items()}})


def _packed(
    room: SeatingRoom, number: int, chance: Random, people: Collection[int] = ()
) -> tuple[tuple[int, ...], dict[int, int]]:
    packing = packed(room, number, chance, people)
    if packing is None:
        raise Refused(
            N_(
                "Round {round}: no way was found to give everybody a seat at {tables} tables with these rules. "
                "Loosen one: groups that sit together, tables that people are given, step-free tables."
            ),
            round=number + 1,
            tables=room.tables,
        )
    return packing


def _first(room: SeatingRoom, chance: Random) -> tuple[SeatingRoom, list[SeatedRound]]:
    """Return everybody seated somehow in each round, and the room with the sizes of its tables."""
    packings = [_packed(room, number, chance) for number in range(len(room.allowed))]
    room = replace(room, sizes=tuple(sizes for sizes, _placed in packings))
    return room, [seated(room, number, placed, chance) for number, (_sizes, placed) in enumerate(packings)]


def _as_found(room: SeatingRoom, number: int, tables_of: Sequence[int]) -> SeatedRound:
    made = SeatedRound(room, number)
    for person, table in enumerate(tables_of):
        made.seat(person, table)
    return made


def _people(room: SeatingRoom, mask: int) -> tuple[str, ...]:
    return tuple(person for number, person in enumerate(room.people) if mask >> number & 1)


def _findings(room: SeatingRoom, rounds: Sequence[SeatedRound], *, was_stopped: bool) -> Iterator[Message]:
    """Say which rules are not kept everywhere and why; of wishes not to sit with somebody, only how many."""
    for value, known in enumerate(room.values):
        if known.apart and known.people > room.tables:
            spread = _range(*share(known.people, room.tables))
            yield Message(
                N_("“{value}”: {n} people for {tables} tables, so that {spread} sit at each."),
                {"value": known.text, "n": known.people, "tables": room.tables, "spread": spread},
            )
        for number, each in enumerate(rounds, 1):
            yield from _uneven(room, each, number, value, was_stopped=was_stopped)
    if unmet := sum(len(each.foes()) for each in rounds):
        yield Message(N_("Pairs of people who should not sit together and do, over all rounds: {n}."), {"n": unmet})


def _uneven(room: SeatingRoom, each: SeatedRound, number: int, value: int, *, was_stopped: bool) -> Iterator[Message]:
    known = room.values[value]
    least, most = share(known.people, room.tables)
    least = 0 if known.apart else least
    for table, counts in enumerate(each.counts):
        if value and not least <= (n := counts[value]) <= most:
            yield Message(
                N_("Round {round}, table {table}: {n} of “{value}”, where {even} would be even. {why}"),
                {
                    "round": number,
                    "table": table + 1,
                    "n": n,
                    "value": known.text,
                    "even": _range(least, most),
                    "why": _reason(room, each, table, value, was_stopped=was_stopped),
                },
            )


def _range(least: int, most: int) -> Message | int:
    return Message(N_("{least} to {most}"), {"least": least, "most": most}) if least < most else most


def _reason(room: SeatingRoom, each: SeatedRound, table: int, value: int, *, was_stopped: bool) -> Message:
    """Say whether those who have to sit at a table, or together, make it uneven by themselves."""
    fixed = [person for person, allowed in enumerate(each.allowed) if allowed == 1 << table]
    theirs = sum(value in room.values_of[person] for person in fixed)
    least, most = share(room.values[value].people, room.tables)
    if theirs > most or each.sizes[table] - (len(fixed) - theirs) < least:
        return Message(N_("The people who have to sit there make it so."))
    groups = {room.group_of[person] for person in people_in(each.masks[table])}
    if any(sum(value in room.values_of[person] for person in group) > most for group in groups):
        return Message(N_("The people who have to sit together make it so."))
    if was_stopped:
        return Message(N_("The search was stopped before its end."))
    return Message(N_("No plan was found that keeps all rules at once."))
