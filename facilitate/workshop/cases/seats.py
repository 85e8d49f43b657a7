"""Where people sit: a plan made of the guest list, tables dealt at the door, and the fewest moves that even out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain

from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.acts.seats import SeatMoved, SeatPinned, SeatsDealt, SeatsPlanned
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Act
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.roles import PEOPLE
from facilitate.domain.values.people import Participant, SeatRules
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.seats.balance import imbalances
from facilitate.workshop.seats.deal import Door, deal
from facilitate.workshop.seats.needs import interpreters_for
from facilitate.workshop.seats.plan import SeatingPlan, plan
from facilitate.workshop.seats.room import Past, share
from facilitate.workshop.seats.rules import Guests, SeatingRules
from facilitate.workshop.seats.settle import Move, settle
from facilitate.workshop.views.needs_unmet import apart_said, interpreters_apart, nobody_to_serve, unserved, why_moved
from facilitate.workshop.views.seating import (
    ONE_ROUND,
    ROUNDS,
    Seating,
    seating_begun,
    seating_next,
    seating_now,
    tables_so_far,
    wishes,
)

TRAITS = ("world", "territory", "organisation")
MIXED, APART = ("world", "territory"), ("organisation",)
_Progress = Callable[[int, int], object]
_Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SeatingAsked:
    """What a plan is asked for; without a number of rounds it has those of the programme.

    Who sits together or separate, and who hosts, is as in the plan that is kept, where it is None.
    """

    rounds: int = 0
    mix: tuple[str, ...] = MIXED
    apart: tuple[str, ...] = APART
    present: bool = False  # of those who are here, not of all who are expected
    phase: Phase | None = None  # else the one that ideas of this moment belong to
    together: tuple[tuple[str, ...], ...] | None = None
    separate: tuple[tuple[str, ...], ...] | None = None  # people of whom no two share a table
    first: int = 0  # round that is planned anew, else the one after now
    hosts: tuple[str, ...] | None = None  # for whom a table is found where they stay in all rounds

    def rules(self, kept: SeatRules) -> SeatRules:
        """Return what is asked beside the guest list, as in the kept plan where it is not said."""
        return SeatRules(
            kept.together if self.together is None else self.together,
            kept.separate if self.separate is None else self.separate,
            kept.hosts if self.hosts is None else self.hosts,
        )


@dataclass(frozen=True, slots=True)
class PlannedSeats:
    """A plan, the numbers of its tables, and the traits that are as even, or as far apart, as can be at each table.

    It is of a phase, by its key, and of its rounds from the `first` on.
    """

    plan: SeatingPlan
    tables: tuple[int, ...]
    even: tuple[str, ...]
    apart: tuple[str, ...]
    phase: str
    asked: SeatRules
    first: int = 1

    def rounds(self) -> list[dict[int, tuple[str, ...]]]:
        """Return round by round who sits at each table, by its number."""
        return [dict(zip(self.tables, each, strict=True)) for each in self.plan.rounds]


@dataclass(frozen=True, slots=True)
class ProposedMoves:
    """Who is to change tables in a round of a phase, and what stays uneven, or who lacks an interpreter, after that.

    `why` says for whom a move is made, where it is not only to even out the tables.
    """

    phase: str
    round: int
    moves: tuple[Move, ...]
    findings: tuple[Message, ...]
    why: Mapping[str, Message]


class Seats:
    """Use cases about seats, at the tables of the phase that ideas of this moment belong to."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._session = recorder.session

    def now(self) -> Seating:
        """Return the round that people sit in, or are about to; a change-over belongs to the round that it leads to."""
        return seating_now(self._session, self._recorder.now())

    def begun(self) -> Seating:
        """Return the last round that began, or the first; while tables change, the one that is over."""
        return seating_begun(self._session, self._recorder.now())

    def at(self, number: int = 0, phase: Phase | None = None) -> Seating:
        """Return a round of a phase; 0 is the one it stands at."""
        now = seating_now(self._session, self._recorder.now(), phase)
        return Seating(self._session, now.phase, number) if number else now

    def plan(
        self,
        asked: SeatingAsked,
        progress: _Progress = lambda _done, _of: None,
        stopped: _Stopped = lambda: False,
    ) -> PlannedSeats:
        """Plan seats, without keeping them: of the same people always the same, whatever was kept or moved."""
        seating = Seating(self._session, asked.phase or self.now().phase)
        people = seating.here() if asked.present else seating.expected()
        return self._planned(seating, people, asked, (), progress, stopped)

    def remix(
        self,
        asked: SeatingAsked,
        progress: _Progress = lambda _done, _of: None,
        stopped: _Stopped = lambda: False,
    ) -> PlannedSeats:
        """Plan the rounds that follow anew for those who are here, who have met those they sat with; keeps nothing.

        Where this is the last round of its phase, they are those of the next phase at tables.
        """
        now = self.at(asked.first - 1) if asked.first else self.begun()
        if asked.first > now.rounds:
            raise Refused(ONE_ROUND if now.rounds == 1 else ROUNDS, phase=now.phase.title, n=now.rounds)
        then = seating_next(now)
        asked = replace(asked, rounds=then.rounds - then.round + 1)
        return self._planned(then, now.here(), asked, tables_so_far(now), progress, stopped)

    def _planned(
        self,
        seating: Seating,
        people: Collection[Participant],
        asked: SeatingAsked,
        past: Past,
        progress: _Progress,
        stopped: _Stopped,
    ) -> PlannedSeats:
        tables, guests = _open_tables(seating), seating.guests(people)
        rules = self._rules(seating, people, asked)
        found = plan(
            guests, len(tables), asked.rounds or seating.phase.rounds, rules,
            seed=self._seed(), past=past, progress=progress, stopped=stopped,
        )  # fmt: skip
        kept = [trait for trait in (*rules.mix, *rules.apart) if _is_kept(found, guests, trait, trait in rules.apart)]
        findings = (
            *(_with_numbers(each, tables, seating.round) for each in found.findings),
            *unserved(seating, people),
            *nobody_to_serve(seating, people),
        )
        return PlannedSeats(
            replace(found, findings=findings),
            tables,
            tuple(trait for trait in kept if trait in rules.mix),
            tuple(trait for trait in kept if trait in rules.apart),
            seating.phase.key,
            asked.rules(self._session.seat_rules),
            seating.round,
        )

    def _rules(self, seating: Seating, people: Collection[Participant], asked: SeatingAsked) -> SeatingRules:
        """Return what a plan has to obey; tables are counted there among those that are open."""
        together, not_with = wishes(people)
        mix = self._traits(asked.mix)
        fixed = {key: seating.tables.index(table) + 1 for key, table in seating.fixed.items()}
        beside, before = asked.rules(self._session.seat_rules), Seating(self._session, seating.phase, seating.round - 1)
        hosts: dict[str, int | None] = {}
        for host in beside.hosts:  # who hosted a table in the round before goes on hosting it
            table = before.table_of(host) if before.round else 0
            hosts[host] = seating.tables.index(table) + 1 if table in seating.tables else None
        return SeatingRules(
            mix=mix,
            apart=tuple(trait for trait in self._traits(asked.apart) if trait not in mix),
            together=(*together, *beside.together),
            separate=beside.separate,
            not_with=not_with,
            hosts={**hosts, **fixed},
            interpreters=tuple(interpreters_for(list(people), fixed).items()),
            step_free_people=seating.needing_no_steps(people),
            step_free_tables=frozenset(seating.tables.index(table) + 1 for table in seating.step_free),
        )

    @in_turn
    def keep(self, planned: PlannedSeats) -> None:
        """Keep a plan: people are told their tables beforehand. The same one again changes nothing."""
        phase, first = self._session.plan.phase(planned.phase), planned.first
        if phase and (now := seating_begun(self._session, self._recorder.now(), phase)).round > first:
            raise Refused(
                N_(
                    "Round {round} has begun: what was planned of the rounds before stays. To plan those that follow: "
                    "“facilitate seats remix”."
                ),
                round=now.round,
            )
        seating = {
            (planned.phase, number): {person: table for table, people in by_table.items() for person in people}
            for number, by_table in enumerate(planned.rounds(), first)
        }
        known = {
            key: seats for key, seats in self._session.seating.items() if key[0] == planned.phase and key[1] >= first
        }
        dealt, rules = first == 1 and self._session.dealt_at_the_door, planned.asked
        if seating != known or dealt or rules != self._session.seat_rules:
            rounds = [
                [list(by_table.get(table, ())) for table in range(1, max(planned.tables) + 1)]
                for by_table in planned.rounds()
            ]
            together, separate = ([*map(list, groups)] or () for groups in (rules.together, rules.separate))
            self._record(SeatsPlanned(rounds, planned.phase, first - 1, together, separate, rules.hosts))

    @in_turn
    def deal(self, *, at_the_door: bool) -> None:
        """Choose whether whoever arrives is given a table then."""
        _open_tables(self.now())
        if at_the_door != self._session.dealt_at_the_door:
            self._record(SeatsDealt(at_the_door))

    @in_turn
    def tell_none(self) -> None:
        """Choose that nobody is given a table: a plan that is kept counts no more."""
        phase = self._session.phase_for_ideas
        if any(key[0] == phase for key in (*self._session.seating, *self._session.seating_aside)):
            self._record(SeatsPlanned([], phase))
        elif self._session.dealt_at_the_door is not False:
            self._record(SeatsDealt(at_the_door=False))

    def round_now(self) -> int:
        """Return the number of that round; 1 where no phase has tables."""
        return self.now().round if self._session.plan.tables_phases else 1

    def settle(self) -> ProposedMoves:
        """Propose the fewest moves after which those who are here sit as evenly as can be; who is pinned stays."""
        seating = self.now()
        tables, people = _open_tables(seating), seating.here()
        now = {person.id: seating.table_of(person.id) for person in people}
        to, stay = seating.owed(people)
        seats = {person.id: seating.seat_of(person, (now | to)[person.id]) for person in people}
        (together, not_with), kept = wishes(people), self._session.seat_rules
        found = settle(
            seats, tables, stay | set(to) | set(kept.hosts), together=(*together, *kept.together),
            separate=(*not_with, *kept.separate),
            moved=self._session.moved.get(seating.key, frozenset()),
        )  # fmt: skip
        moves = (*(Move(key, now[key], table) for key, table in to.items()), *found.moves)
        after = {move.person: move.table for move in moves}
        apart = apart_said(seating, interpreters_apart(seating, after))
        why = {key: why_moved(seating, key, people, now | after) for key in to}
        return ProposedMoves(*seating.key, moves, (*found.findings, *unserved(seating, people), *apart), why)

    @in_turn
    def move(self, proposed: ProposedMoves, only: Collection[str] | None = None) -> None:
        """Let people change tables as was proposed, all or `only` these, as one gesture."""
        moves = [move for move in proposed.moves if only is None or move.person in only]
        if moves:
            self._record(*(SeatMoved(move.person, move.table, proposed.round, proposed.phase) for move in moves))

    @in_turn
    def pin(self, person: Participant, table: int = 0) -> int:
        """Have somebody sit at a table in every round, by default where they sit, and return which.

        Whoever sits elsewhere, or was to in rounds that follow, changes tables, as one gesture with it.
        """
        seating = self.now()
        to = table or seating.table_of(person.id)
        if to not in seating.tables:
            if not to:
                raise Refused(N_("“{name}” has no table yet: say which one."), name=person.name)
            raise Refused(N_("There is no open table {table} in “{phase}”."), table=to, phase=seating.phase.title)
        acts: list[Act] = []
        if self._session.pins.get(person.id) != to:
            acts.append(SeatPinned(person.id, to))
        rounds = {number for phase, number in self._session.seating if phase == seating.phase.key}
        rounds |= {seating.round} if person.id in self._session.arrivals else set()
        acts += [
            SeatMoved(person.id, to, number, seating.phase.key)
            for number in sorted(rounds)
            if number >= seating.round and self.at(number, seating.phase).table_of(person.id) != to
        ]
        if acts:
            self._record(*acts)
        return to

    def pinned_against_wishes(self) -> tuple[Message, ...]:
        """Say of how many pairs pins ask what a wish not to sit together forbids; of whom is said to nobody."""
        pins = self._session.pins
        pairs = [
            pair for pair in wishes(self._session.people.values())[1] if len({pins.get(each, 0) for each in pair}) == 1
        ]
        unmet = [pair for pair in pairs if pins.get(pair[0])]
        text = N_(
            "Pairs of people who should not sit together are pinned to one table, which no plan can keep apart: {n}. "
            "To free somebody: “facilitate seats pin SESSION PERSON --off”."
        )
        return (Message(text, {"n": len(unmet)}),) if unmet else ()

    @in_turn
    def unpin(self, person: Participant) -> None:
        """Let somebody who was pinned change tables again."""
        if person.id not in self._session.pins:
            raise Refused(N_("“{name}” is not pinned to a table."), name=person.name)
        self._record(SeatPinned(person.id))

    def uneven(self) -> tuple[Message, ...]:
        """Say what is less even, of those who are here, than tables dealt at the door are where nobody is pinned."""
        if not self._session.plan.tables_phases:
            return ()
        seating = self.now()
        seats = {person.id: seating.seat_of(person, seating.table_of(person.id)) for person in seating.present()}
        seats = {key: seat for key, seat in seats.items() if seat.table in seating.tables}
        return imbalances(seats, seating.tables, most=2) if seats else ()

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


def table_at_the_door(seating: Seating, person: Participant, *, desk: int = 0) -> int:
    """Return the table of whoever arrives in a round, where nobody says one: theirs, or the one they are dealt.

    It is 0 where tables are neither told beforehand nor dealt at the door. Told beforehand, somebody who is in no plan
    is dealt a table among those who are here, and where these leave a choice, where fewest are still expected.
    """
    session = seating.session
    beforehand = session.seating.get(seating.key, {})
    arrival, table = session.arrivals.get(person.id), seating.table_of(person.id)
    comes_back = arrival is not None and arrival.left and beforehand and person.id not in beforehand
    if arrival and not comes_back and table in seating.tables:
        return table
    if person.id in seating.fixed:
        return seating.fixed[person.id]
    if not (session.dealt_at_the_door or comes_back) and table in seating.tables:
        return table
    if not (seating.tables and (beforehand or session.dealt_at_the_door)):
        return 0
    here = {each.id: seating.table_of(each.id) for each in seating.present()}
    expected = {key: seating.table_of(key) for key in beforehand if key not in session.arrivals}
    apart = (*wishes(session.people.values())[1], *session.seat_rules.separate)
    foes = [other for group in apart if person.id in group for other in group]
    seats, absent = (
        {
            key: seating.seat_of(known, table)
            for key, table in at.items()
            if table in seating.tables and key != person.id and (known := session.people.get(key)) is not None
        }
        for at in (here, expected)
    )
    door = Door(seating.tables, seats, seating.fixed, desk, absent)
    return deal(door, person.id, seating.worlds.of(person.world), foes, seating.fitting(person, here | expected))


def _open_tables(seating: Seating) -> tuple[int, ...]:
    if not seating.tables:
        raise Refused(N_("All tables of “{phase}” are closed."), phase=seating.phase.title)
    return seating.tables


def _with_numbers(finding: Message, tables: Sequence[int], first: int) -> Message:
    """Return a finding with the numbers of its table and round, where the planner counts the open ones, from 1."""
    params = dict(finding.params)
    if isinstance(place := params.get("table"), int):
        params["table"] = tables[place - 1]
    if isinstance(number := params.get("round"), int):
        params["round"] = number + first - 1
    return Message(finding.text, params)


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
