"""A round of a tables phase, as seats are given in it: its tables, who is here and where, and what is asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import folded, title_key
from facilitate.domain.values.people import Participant, RoundKey
from facilitate.domain.values.phases import Run
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.schedule.rounds import round_asked, round_of_seats
from facilitate.workshop.seats.balance import Seat
from facilitate.workshop.seats.needs import interpreters_for, needs_no_steps, understands
from facilitate.workshop.seats.rules import Guests


@dataclass(frozen=True, slots=True)
class TakenSeat:
    """Who sits at a table, the number of their badge, their table of the round before (0: none), whether they stay.

    One that is `awaited` is kept for somebody who has not come, though others have.
    """

    person: Participant
    badge: int
    origin: int
    stays: bool
    awaited: bool = False

    def moves_to(self, table: int) -> bool:
        return self.origin not in {0, table}


EMPTY = N_("The guest list is empty. To fill it: “facilitate people import SESSION FILE”.")
ROUNDS, ONE_ROUND = N_("“{phase}” has {n} rounds."), N_("“{phase}” has one round only.")
_Pairs = tuple[tuple[str, str], ...]


class Seating:
    """Where people sit in one round of a phase, counted from 1, as the session stands."""

    def __init__(self, session: Session, phase: Phase, number: int = 1) -> None:
        self.session, self.phase, self.round = session, phase, number

    @property
    def key(self) -> RoundKey:
        return self.phase.key, self.round

    @property
    def rounds(self) -> int:
        """The rounds of the phase: those of the programme, and those that a plan has beyond them."""
        known = (*self.session.seating, *self.session.seating_aside)
        planned = (number for phase, number in known if phase == self.phase.key)
        return max(self.phase.rounds, *planned, 1)

    @property
    def number_told(self) -> int:
        """The number of the round as people are told it; 0 where there is one only."""
        return self.round if self.rounds > 1 else 0

    @cached_property
    def tables(self) -> tuple[int, ...]:
        """The open tables of the phase."""
        closed, phase = self.session.closed_tables, self.phase
        return tuple(table for table in range(1, phase.tables + 1) if (phase.key, table) not in closed)

    @cached_property
    def worlds(self) -> Worlds:
        return Worlds(self.session.plan.attendance.groups)

    def expected(self) -> list[Participant]:
        """Return everybody on the list, in the order of their ids; raises `Refused` where nobody is."""
        if not self.session.people:
            raise Refused(EMPTY)
        return [person for _key, person in sorted(self.session.people.items())]

    def here(self) -> list[Participant]:
        """Return who came and has not left, in the order in which they came; raises `Refused` where nobody did."""
        self.expected()
        found = self.present()
        if not found:
            raise Refused(N_("Nobody is here yet. To note who arrives: “facilitate people arrive SESSION PERSON”."))
        return found

    def present(self) -> list[Participant]:
        """Return who came and has not left, in the order in which they came."""
        people, arrivals = self.session.people, self.session.arrivals
        came = sorted((each.at, key) for key, each in arrivals.items() if not each.left and key in people)
        return [people[key] for _at, key in came]

    def table_of(self, person: str) -> int:
        """Return the table of a person, or the one it was merged into, closed perhaps; 0 where they have none."""
        table = self.session.table_of_person(person, self.round, self.phase.key)
        return self.session.open_table(self.phase.key, table) or table

    def seat_of(self, person: Participant, table: int) -> Seat:
        return Seat(self.worlds.of(person.world), table)

    @cached_property
    def fixed(self) -> Mapping[str, int]:
        """The tables of those who do not change: who is pinned there, and hosts by a name that one person has."""
        called: dict[str, list[str]] = {}
        for person in self.session.people.values():
            called.setdefault(title_key(person.name), []).append(person.id)
        hosts: dict[str, int] = {}
        for setup in self.phase.table_setups:
            found = called.get(title_key(setup.host), []) if setup.host else []
            if len(found) == 1 and setup.number in self.tables:
                hosts.setdefault(found[0], setup.number)
        pins = {key: self.session.open_table(self.phase.key, table) for key, table in self.session.pins.items()}
        return hosts | {
            key: table for key, table in pins.items() if key in self.session.people and table in self.tables
        }

    @cached_property
    def step_free(self) -> frozenset[int]:
        """The open tables that can be reached without steps; none where the programme says of none that it can."""
        return frozenset(setup.number for setup in self.phase.table_setups if setup.step_free) & set(self.tables)

    def needing_no_steps(self, people: Iterable[Participant]) -> frozenset[str]:
        """Return who has to sit at a step-free table: nobody where the programme knows of none."""
        return frozenset(person.id for person in people if self.knows_step_free and needs_no_steps(person))

    @property
    def knows_step_free(self) -> bool:
        """Whether the programme says of a table, open or closed, that no steps lead to it."""
        return any(setup.step_free for setup in self.phase.table_setups)

    def owed(self, people: Sequence[Participant]) -> tuple[dict[str, int], frozenset[str]]:
        """Return the tables that people have to change to, and who has to stay where they are.

        A table is owed to who sits at none that is open, or at one with steps, and to who needs an interpreter who
        sits elsewhere. Who is pinned, hosts, interprets for somebody beside them, or needs their table, stays.
        """
        now = {person.id: self.table_of(person.id) for person in people}
        to = {key: self.fixed[key] for key, table in now.items() if key in self.fixed and table not in self.tables}
        stay = set(self.fixed) - set(to)
        for key in sorted(self.needing_no_steps(people) - set(self.fixed)) if self.step_free else ():
            if now[key] not in self.step_free:
                sizes = Counter((now | to).values())
                to[key] = min(self.step_free, key=lambda table: (sizes[table], table))
            else:
                stay.add(key)
        for guest, interpreter in interpreters_for(people, now | to).items():
            at = now | to
            if at[guest] != at[interpreter] and at[interpreter] in self.tables and guest not in {*stay, *to}:
                to[guest] = at[interpreter]
            elif at[guest] != at[interpreter] and at[guest] in self.tables and interpreter not in {*stay, *to}:
                to[interpreter] = at[guest]
            stay |= {guest, interpreter} - set(to)
        return to, frozenset(stay)

    def fitting(self, person: Participant, at: Mapping[str, int]) -> frozenset[int]:
        """Return the tables that a person may be dealt, where others sit `at` theirs; none where any will do."""
        people = self.session.people
        beside = {
            table
            for key, table in at.items()
            if table in self.tables and (other := people.get(key)) is not None and understands(person, other)
        }
        if not beside and person.interprets:
            served = {at[key] for key in at if (other := people.get(key)) is not None and other.interprets}
            waiting = [
                other for key, other in people.items() if at.get(key) in self.tables and understands(other, person)
            ]
            beside = {at[other.id] for other in waiting} - served
        free = self.step_free if self.needing_no_steps([person]) else frozenset[int]()
        return frozenset(beside & free or free or beside)

    def taken(self) -> dict[int, list[TakenSeat]]:
        """Return by its number who sits at each open table, in the order of the alphabet; whoever left does not."""
        session, before, badges = self.session, self._before(), self.session.badge_numbers()
        # Once the phase is over, who never came sat nowhere; where nobody was ticked, nobody can tell.
        over = bool(session.arrivals) and session.runs.get(self.phase.key, Run()).ended
        found: dict[int, list[TakenSeat]] = {table: [] for table in self.tables}
        for person in sorted(self.expected(), key=lambda each: (folded(each.name), each.id)):
            arrival, table = session.arrivals.get(person.id), self.table_of(person.id)
            if table in found and not (arrival.left if arrival else over):
                came_now = arrival is not None and arrival.round == self.key
                origin = before.table_of(person.id) if before and not came_now else 0
                awaited = bool(session.arrivals) and arrival is None
                badge, is_fixed = badges.get(person.id, 0), person.id in self.fixed
                found[table].append(TakenSeat(person, badge, origin, is_fixed, awaited))
        return found

    def _before(self) -> Seating | None:
        """Return the round before: of this phase, else the last one of the phase at tables before it."""
        if self.round > 1:
            return Seating(self.session, self.phase, self.round - 1)
        phases = self.session.plan.tables_phases
        earlier = [each for each in phases[: phases.index(self.phase)] if each.key in self.session.runs]
        return Seating(self.session, earlier[-1], earlier[-1].rounds) if earlier else None

    def guests(self, people: Iterable[Participant]) -> Guests:
        """Return what is to be mixed of each: worlds as the programme groups them, other words however written."""
        written = dict[tuple[str, str], str]()

        def traits(person: Participant) -> Iterator[tuple[str, str]]:
            yield "name", person.name
            yield "world", self.worlds.of(person.world)
            others = (("territory", person.territory), ("organisation", person.organisation))
            for trait, value in chain(person.more, others):
                yield trait, written.setdefault((trait, title_key(value)), value)

        return {person.id: dict(traits(person)) for person in people}


def seating_now(session: Session, now: datetime, phase: Phase | None = None) -> Seating:
    """Return the round that people sit in, or go to while tables change; by default of the phase that ideas belong to.

    Whoever shows or changes a seat of now, on any screen, wall or phone, means this round.
    """
    asked = _phase_asked(session, phase)
    return Seating(session, asked, round_of_seats(session, asked, now))


def seating_begun(session: Session, now: datetime, phase: Phase | None = None) -> Seating:
    """Return the last round that began, or the first: what follows it can still be planned."""
    asked = _phase_asked(session, phase)
    return Seating(session, asked, max(1, round_asked(session, asked, now)))


def _phase_asked(session: Session, phase: Phase | None) -> Phase:
    asked = phase or session.plan.phase(session.phase_for_ideas)
    if asked is None:
        raise Refused(N_("No phase of this session has tables."))
    return asked


def seating_next(now: Seating) -> Seating:
    """Return the round after another: of its phase, else the first of the next phase at tables."""
    session, phase = now.session, now.phase
    run = session.runs.get(phase.key)
    if now.round < now.rounds and not (run and run.ended):
        return Seating(session, phase, now.round + 1)
    phases = session.plan.tables_phases
    later = phases[phases.index(phase) + 1 :]
    if not later:
        raise Refused(N_("No round follows: nobody changes tables any more."))
    return Seating(session, later[0])


def seatings_planned_after(now: Seating) -> list[Seating]:
    """Return the rounds after another for which seats are planned: of its phase, then of the phases after it."""
    session, phases = now.session, now.session.plan.tables_phases
    rounds = (
        Seating(session, phase, number)
        for phase in phases[phases.index(now.phase) :]
        for number in _numbers(session, phase)
        if phase != now.phase or number > now.round
    )
    return [each for each in rounds if session.seating.get(each.key)]


def tables_so_far(now: Seating) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return who of those who are here sat at each table, in each round until now in which they were here."""
    session = now.session
    phases = session.plan.tables_phases
    until = phases[: phases.index(now.phase) + 1]
    rounds = [Seating(session, phase, number) for phase in until for number in _numbers(session, phase)]
    place = {each.key: number for number, each in enumerate(rounds)}
    begun = {key for key, run in session.runs.items() if run.spans} | {now.phase.key}
    people = {each.id: place.get(session.arrivals[each.id].round, 0) for each in now.here()}
    found = []
    for number, each in enumerate(rounds[: place[now.key] + 1]):
        if each.phase.key in begun:
            tables: dict[int, list[str]] = {}
            for key, since in people.items():
                if since <= number and (table := each.table_of(key)):
                    tables.setdefault(table, []).append(key)
            found.append(tuple(tuple(tables[table]) for table in sorted(tables)))
    return tuple(found)


def _numbers(session: Session, phase: Phase) -> range:
    return range(1, Seating(session, phase).rounds + 1)


def wishes(people: Collection[Participant]) -> tuple[_Pairs, _Pairs]:
    """Return who wishes to sit together, and who not to; of two who wish different things, not to."""
    apart = {tuple(sorted((person.id, other))) for person in people for other in person.apart}
    together = {tuple(sorted((person.id, other))) for person in people for other in person.together}
    return _pairs(together - apart), _pairs(apart)


def _pairs(pairs: Iterable[tuple[str, ...]]) -> _Pairs:
    return tuple((one, other) for one, other in sorted(pairs))
