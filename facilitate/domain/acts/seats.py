"""Who sits where: a plan that is kept, tables dealt at the door, and people who change tables.

Such acts name people by their ids alone, and lie with the guest list, in the journals that no other device receives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from facilitate.domain.acts.people import PEOPLE
from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import holding
from facilitate.domain.programme.plan import MOST_ROUNDS, MOST_TABLES
from facilitate.domain.roles import PEOPLE as PEOPLES_ROLE
from facilitate.domain.session import Session
from facilitate.domain.values.people import MOST_PEOPLE, SeatRules

SEATS = Subject("seats", N_("the seats"), PEOPLES_ROLE)


class SeatAct(Act):
    """Where people sit: the desk's own, as the guest list is."""

    __slots__ = ()

    subject = SEATS
    writers = Writers.FACILITATOR
    readers = Readers.NONE

    def is_about(self, subject: Subject) -> bool:
        """Return whether an undo within that subject reaches it: one of the people reaches where they sit."""
        return subject in (SEATS, PEOPLE)


@act
class SeatsPlanned(SeatAct):
    """A plan is kept: round by round, table by table from the first, the ids of those who sit there.

    `together`, `separate` and `hosts` are what was asked of it beside the guest list (`SeatRules`). It is of a
    phase, or else of the one that ideas of that moment belong to, and of the rounds `after` one of them; what was
    planned or moved in these rounds before counts no more. One from the first round on, of the phase at which
    people arrive, tells them their tables beforehand, or not any more where it has no round.
    """

    kind = "seats.planned"
    personal = holding()
    bounds = within(after=range(MOST_ROUNDS))
    later = ("phase", "after", "together", "separate", "hosts")
    leads = 1

    rounds: Any
    phase: str = ""
    after: int = 0
    together: Any = ()
    separate: Any = ()
    hosts: tuple[str, ...] = ()

    def wrong_fields(self) -> Iterator[str]:
        if not _are_rounds(self.rounds):
            yield "rounds"
        yield from (name for name in ("together", "separate") if not _are_groups(getattr(self, name)))

    def apply(self, session: Session, event: Event) -> None:
        if next(self.wrong_fields(), None) or self.after not in self.bounds["after"]:
            raise IneffectiveAct("no rounds of tables")
        phase = self.phase or session.phase_for_ideas
        planned = {
            (phase, number): {
                session.same_people.get(person, person): table
                for table, people in enumerate(tables, 1)
                for person in people
            }
            for number, tables in enumerate(self.rounds, self.after + 1)
        }
        for seats, ahead in (
            (session.seating, self.after),
            (session.seating_aside, self.after),
            (session.sat, max(self.after, 1)),
        ):
            for key in [key for key in seats if key[0] == phase and key[1] > ahead]:
                del seats[key]
        session.seating.update(planned)
        same = session.same_people
        together, separate = (
            tuple(tuple(same.get(key, key) for key in group) for group in groups)
            for groups in (self.together, self.separate)
        )
        session.seat_rules = SeatRules(together, separate, tuple(same.get(key, key) for key in self.hosts))
        if not self.after and phase == session.phase_for_ideas:
            session.dealt_at_the_door = False

    def sentence(self, session: Session) -> Message:
        if not self.rounds:
            return Message(N_("Tables are no longer told beforehand"))
        if self.after:
            return Message(N_("Seats planned anew from round {round} on"), {"round": self.after + 1})
        return Message(N_("Seating plan kept: rounds: {rounds}"), {"rounds": len(self.rounds)})


@act
class SeatsDealt(SeatAct):
    """Tables are dealt at the door from now on, as people arrive, and what was planned counts no more.

    Or they are not dealt any more, and it counts again.
    """

    kind = "seats.dealt"
    personal = holding()

    at_the_door: bool = True

    def apply(self, session: Session, event: Event) -> None:
        session.dealt_at_the_door = self.at_the_door
        if self.at_the_door:
            session.seating_aside = {**session.seating_aside, **session.seating}
            session.seating = {}
        else:
            session.seating = {**session.seating_aside, **session.seating}
            session.seating_aside = {}

    def sentence(self, session: Session) -> Message:
        if self.at_the_door:
            return Message(N_("Tables are dealt at the door"))
        return Message(N_("Tables are no longer dealt at the door"))


@act
class SeatMoved(SeatAct):
    """Somebody sits at another table in a round; the tick of somebody who came in that round follows."""

    kind = "seat.moved"
    personal = holding()
    bounds = within(table=range(1, MOST_TABLES + 1), round=range(1, MOST_ROUNDS + 1))
    later = ("phase",)

    person: str
    table: int
    round: int = 1
    phase: str = ""

    def apply(self, session: Session, event: Event) -> None:
        known = session.person(self.person)
        if known is None or any(getattr(self, name) not in allowed for name, allowed in self.bounds.items()):
            raise IneffectiveAct(f"no seat for {self.person}")
        key = (self.phase or session.phase_for_ideas, self.round)
        session.sat[key] = {**session.sat.get(key, {}), known.id: self.table}
        session.moved[key] = session.moved.get(key, frozenset()) | {known.id}
        arrival = session.arrivals.get(known.id)
        if arrival and key == arrival.round:
            session.arrivals[known.id] = replace(arrival, table=self.table)

    def sentence(self, session: Session) -> Message:
        return Message(N_("One person changed tables"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("{count} people changed tables"), {"count": len(acts)})


@act
class SeatPinned(SeatAct):
    """Somebody sits at one table in every round, as whoever takes notes there does; at table 0, at any from now on."""

    kind = "seat.pinned"
    personal = holding()
    bounds = within(table=range(MOST_TABLES + 1))
    leads = 1

    person: str
    table: int = 0

    def apply(self, session: Session, event: Event) -> None:
        known = session.person(self.person)
        if known is None or self.table not in self.bounds["table"]:
            raise IneffectiveAct(f"no seat for {self.person}")
        if self.table:
            session.pins[known.id] = self.table
        else:
            session.pins.pop(known.id, None)

    def sentence(self, session: Session) -> Message:
        if self.table:
            return Message(N_("One person stays at table {table}"), {"table": self.table})
        return Message(N_("One person may change tables again"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)


def _are_rounds(rounds: Any) -> bool:
    """Return whether a value is a list of rounds, each a list of tables, each a list of ids."""
    return (
        _is_list(rounds)
        and len(rounds) <= MOST_ROUNDS
        and all(_is_list(tables) and len(tables) <= MOST_TABLES for tables in rounds)
        and all(_is_list(people) and all(isinstance(key, str) for key in people) for each in rounds for people in each)
    )


def _are_groups(groups: Any) -> bool:
    """Return whether a value is a list of lists of ids."""
    return (
        _is_list(groups)
        and len(groups) <= MOST_PEOPLE
        and all(_is_list(group) and all(isinstance(key, str) for key in group) for group in groups)
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
