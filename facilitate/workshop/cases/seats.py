"""Where people sit: a plan made of the guest list, tables dealt at the door, and the fewest moves that even out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain

from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.acts.seats import SeatMoved, SeatsDealt, SeatsPlanned
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Act
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.roles import PEOPLE
from facilitate.domain.session import Session
from facilitate.domain.text import title_key
from facilitate.domain.values.people import Participant
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.schedule.rounds import round_asked
from facilitate.workshop.seats.balance import Seat
from facilitate.workshop.seats.deal import Door, deal
from facilitate.workshop.seats.plan import SeatingPlan, plan
from facilitate.workshop.seats.room import share
from facilitate.workshop.seats.rules import Guests, SeatingRules
from facilitate.workshop.seats.settle import Move, settle

TRAITS = ("world", "territory", "organisation")
MIXED, APART = ("world", "territory"), ("organisation",)
EMPTY = N_("The guest list is empty. To fill it: “facilitate people import SESSION FILE”.")


@dataclass(frozen=True, slots=True)
class SeatingAsked:
    """What a plan is asked for; without a number of rounds it has those of the programme."""

    rounds: int = 0
    mix: tuple[str, ...] = MIXED
    apart: tuple[str, ...] = APART
    present: bool = False  # of those who are here, not of all who are expected


@dataclass(frozen=True, slots=True)
class PlannedSeats:
    """A plan, the numbers of its tables, and the traits that are as even, or as far apart, as can be at each table."""

    plan: SeatingPlan
    tables: tuple[int, ...]
    even: tuple[str, ...]
    apart: tuple[str, ...]

    def rounds(self) -> list[dict[int, tuple[str, ...]]]:
        """Return round by round who sits at each table, by its number."""
        return [dict(zip(self.tables, each, strict=True)) for each in self.plan.rounds]


@dataclass(frozen=True, slots=True)
class ProposedMoves:
    """Who is to change tables in a round, and what stays uneven after that."""

    round: int
    moves: tuple[Move, ...]
    findings: tuple[Message, ...]


class Seats:
    """Use cases about seats, at the tables of the phase that ideas of this moment belong to."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._session = recorder.session

    def plan(
        self,
        asked: SeatingAsked,
        progress: Callable[[int, int], object] = lambda _done, _of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> PlannedSeats:
        """Plan seats, without keeping them: of the same people always the same, whatever was kept or moved."""
        phase = _phase(self._session)
        people = self._people(asked)
        guests, open_tables = _guests(self._session, people), _open_tables(self._session, phase)
        hosts = {key: open_tables.index(table) + 1 for key, table in _hosts(self._session, phase).items()}
        together, not_with = _wishes(people)
        mix = self._traits(asked.mix)
        rules = SeatingRules(
            mix=mix,
            apart=tuple(trait for trait in self._traits(asked.apart) if trait not in mix),
            together=together,
            not_with=not_with,
            hosts=hosts,
        )
        found = plan(
            guests, len(open_tables), asked.rounds or phase.rounds, rules,
            seed=self._seed(), progress=progress, stopped=stopped,
        )  # fmt: skip
        kept = [trait for trait in (*rules.mix, *rules.apart) if _is_kept(found, guests, trait, trait in rules.apart)]
        return PlannedSeats(
            replace(found, findings=tuple(_with_numbers(each, open_tables) for each in found.findings)),
            open_tables,
            tuple(trait for trait in kept if trait in rules.mix),
            tuple(trait for trait in kept if trait in rules.apart),
        )

    @in_turn
    def keep(self, planned: PlannedSeats) -> None:
        """Keep a plan: people are told their tables beforehand. The same one again changes nothing."""
        rounds = [
            [list(by_table.get(table, ())) for table in range(1, max(planned.tables) + 1)]
            for by_table in planned.rounds()
        ]
        seating = {
            number: {person: table for table, people in by_table.items() for person in people}
            for number, by_table in enumerate(planned.rounds(), 1)
        }
        if self._session.dealt_at_the_door or seating != self._session.seating:
            self._record(SeatsPlanned(rounds))

    @in_turn
    def deal(self, *, at_the_door: bool) -> None:
        """Choose whether whoever arrives is given a table then."""
        _phase(self._session)
        if at_the_door != self._session.dealt_at_the_door:
            self._record(SeatsDealt(at_the_door))

    @in_turn
    def tell_none(self) -> None:
        """Choose that nobody is given a table: a plan that is kept counts no more."""
        if self._session.seating:
            self._record(SeatsPlanned([]))
        elif self._session.dealt_at_the_door is not False:
            self._record(SeatsDealt(at_the_door=False))

    def round_now(self) -> int:
        """Return the round that people sit in now, by the clock of the phase; before it begins that is the first."""
        phase = self._session.plan.phase(self._session.phase_for_ideas)
        return max(1, round_asked(self._session, phase, self._recorder.now())) if phase else 1

    def settle(self) -> ProposedMoves:
        """Propose the fewest moves after which those who are here sit as evenly as can be; hosts stay."""
        session, phase = self._session, _phase(self._session)
        number = self.round_now()
        people = self._people(SeatingAsked(present=True))
        tables, hosts, worlds = _open_tables(session, phase), _hosts(session, phase), _worlds(session)
        came = sorted(people, key=lambda person: (session.arrivals[person.id].at, person.id))
        now = {person.id: session.table_of_person(person.id, number) for person in came}
        to_host = {key: hosts[key] for key, table in now.items() if key in hosts and table not in tables}
        seats = {person.id: Seat(worlds.of(person.world), (now | to_host)[person.id]) for person in came}
        together, not_with = _wishes(people)
        found = settle(seats, tables, frozenset(hosts), together=together, separate=not_with)
        moves = (*(Move(key, now[key], table) for key, table in to_host.items()), *found.moves)
        return ProposedMoves(number, moves, found.findings)

    @in_turn
    def move(self, proposed: ProposedMoves) -> None:
        """Let people change tables as was proposed, as one gesture."""
        if proposed.moves:
            self._record(*(SeatMoved(move.person, move.table, proposed.round) for move in proposed.moves))

    def _people(self, asked: SeatingAsked) -> list[Participant]:
        """Return who is to be seated, in the order of their ids."""
        people, arrivals = self._session.people, self._session.arrivals
        if not people:
            raise Refused(EMPTY)
        found = [
            person
            for key, person in sorted(people.items())
            if not asked.present or (key in arrivals and not arrivals[key].left)
        ]
        if not found:
            raise Refused(N_("Nobody is here yet. To note who arrives: “facilitate people arrive SESSION PERSON”."))
        return found

    def _traits(self, names: Sequence[str]) -> tuple[str, ...]:
        known = (*TRAITS, *self._session.roster_purposes)
        for name in names:
            if name not in known:
                raise Refused(
                    N_("The guest list cannot be mixed by “{name}”. Choose from: {names}."),
                    name=name, names=", ".join(known),
                )  # fmt: skip
        return tuple(dict.fromkeys(names))

    def _seed(self) -> int:
        """Return a number that is the session's own, and the same on all machines."""
        created = (event.id for event in self._recorder.timeline.events if isinstance(event.act, SessionCreated))
        return int.from_bytes(sha256(next(created, "").encode()).digest()[:8], "big")

    def _record(self, *acts: Act) -> None:
        self._recorder.record(*acts, role=PEOPLE)


def table_at_the_door(session: Session, person: Participant, *, desk: int = 0) -> int:
    """Return the table of whoever arrives, where nobody says one: theirs, or the one they are dealt.

    It is 0 where tables are neither told beforehand nor dealt at the door. Told beforehand, somebody who is in no plan
    is dealt a table among those who are expected.
    """
    beforehand = not session.dealt_at_the_door and bool(session.seating.get(1))
    arrival = session.arrivals.get(person.id)
    if arrival and arrival.table:
        return arrival.table
    if not (beforehand or session.dealt_at_the_door):
        return 0
    phase, worlds = _phase(session), _worlds(session)
    planned = session.table_of_person(person.id) if beforehand else 0
    if planned and (now := session.open_table(phase.key, planned)):
        return now
    came = {key: each.table for key, each in session.arrivals.items() if each.table and not each.left}
    at = {**(session.seating[1] if beforehand else {}), **came}
    seats = {
        key: Seat(worlds.of(known.world), table)
        for key, table in at.items()
        if (known := session.people.get(key)) is not None
    }
    tables = _open_tables(session, phase)
    seats = {key: seat for key, seat in seats.items() if seat.table in tables}
    foes = [other for pair in _wishes(session.people.values())[1] if person.id in pair for other in pair]
    return deal(Door(tables, seats, _hosts(session, phase), desk), person.id, worlds.of(person.world), foes)


def _phase(session: Session) -> Phase:
    phase = session.plan.phase(session.phase_for_ideas)
    if phase is None:
        raise Refused(N_("No phase of this session has tables."))
    return phase


def _open_tables(session: Session, phase: Phase) -> tuple[int, ...]:
    found = tuple(table for table in range(1, phase.tables + 1) if (phase.key, table) not in session.closed_tables)
    if not found:
        raise Refused(N_("All tables of “{phase}” are closed."), phase=phase.title)
    return found


def _worlds(session: Session) -> Worlds:
    return Worlds(session.plan.attendance.groups)


def _hosts(session: Session, phase: Phase) -> dict[str, int]:
    """Return those of the guest list who host an open table, with its number: they stay there."""
    tables = set(_open_tables(session, phase))
    called: dict[str, list[str]] = {}
    for person in session.people.values():
        called.setdefault(title_key(person.name), []).append(person.id)
    hosts: dict[str, int] = {}
    for setup in phase.table_setups:
        found = called.get(title_key(setup.host), []) if setup.host else []
        if len(found) == 1 and setup.number in tables:
            hosts.setdefault(found[0], setup.number)
    return hosts


def _with_numbers(finding: Message, tables: Sequence[int]) -> Message:
    """Return a finding with the number of its table, where the planner counts the open ones alone."""
    place = finding.params.get("table")
    return Message(finding.text, {**finding.params, "table": tables[place - 1]}) if isinstance(place, int) else finding


def _wishes(people: Collection[Participant]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return who wishes to sit together, and who not to; of two who wish different things, not to."""
    apart = {tuple(sorted((person.id, other))) for person in people for other in person.apart}
    together = {tuple(sorted((person.id, other))) for person in people for other in person.together}
    return _pairs(together - apart), _pairs(apart)


def _pairs(pairs: Collection[tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in sorted(pairs))


def _guests(session: Session, people: Collection[Participant]) -> Guests:
    """Return what is to be mixed of each: worlds as the programme groups them, other words however they are written."""
    worlds, written = _worlds(session), dict[tuple[str, str], str]()

    def traits(person: Participant) -> Iterator[tuple[str, str]]:
        yield "name", person.name
        yield "world", worlds.of(person.world)
        others = (("territory", person.territory), ("organisation", person.organisation))
        for trait, value in chain(person.more, others):
            yield trait, written.setdefault((trait, title_key(value)), value)

    return {person.id: dict(traits(person)) for person in people}


def _is_kept(found: SeatingPlan, guests: Guests, trait: str, apart: bool) -> bool:
    """Return whether each value of a trait is as even at every table as can be; apart, whether it is not too often."""
    values = {key: traits[trait] for key, traits in guests.items() if traits.get(trait)}
    people = list(values.values())
    for value in dict.fromkeys(people):
        least, most = share(people.count(value), len(found.rounds[0]))
        for table in chain.from_iterable(found.rounds):
            there = sum(values.get(key) == value for key in table)
            if there > most or (there < least and not apart):
                return False
    return bool(people)
