"""The cycle: several events read together over one typology.

Such acts lie in the journals of a cycle, which is a session of its own in another folder; nothing is ever written in
the sessions that it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.values.cycle import CategoryMapping, CycleEvent, LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer

CYCLE = Subject("cycle", N_("the cycle"))


class CycleAct(Act):
    """What is said of the events of a cycle."""

    __slots__ = ()

    subject = CYCLE
    writers = Writers.FACILITATOR
    readers = Readers.NONE


@act
class EventJoined(CycleAct):
    """An event is read with the others; `name` is that of its session, by which people know it."""

    kind = "cycle.joined"
    personal = holding(name=Personal.TEXT)

    session: str
    name: str

    def apply(self, session: Session, event: Event) -> None:
        session.cycle_events[self.session] = CycleEvent(self.session, self.name)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Event “{name}” added to the cycle"), {"name": self.name})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        joined = [each for each in acts if isinstance(each, EventJoined)]
        if len(joined) == 1:
            return self.sentence(session)
        return Message(N_("{count} events added to the cycle"), {"count": len(joined)})


@act
class EventLeft(CycleAct):
    """An event is read no more; what was said of it comes back with it."""

    kind = "cycle.left"
    personal = holding()

    session: str

    def apply(self, session: Session, event: Event) -> None:
        if session.cycle_events.pop(self.session, None) is None:
            raise IneffectiveAct(f"no event {self.session}")

    def sentence(self, session: Session) -> Message:
        return Message(N_("One event removed from the cycle"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("{count} events removed from the cycle"), {"count": len(acts)})


@act
class CategoryMapped(CycleAct):
    """A category of an event counts under one of the cycle from now on; without `to`, as it did by itself."""

    kind = "cycle.category_mapped"
    personal = holding(why=Personal.WORDS)

    session: str
    category: str
    to: str = ""
    why: str = ""

    def apply(self, session: Session, event: Event) -> None:
        place = (self.session, self.category)
        if not self.to:
            session.category_mappings.pop(place, None)
        elif (found := session.category(self.to)) is None:
            raise IneffectiveAct(f"no category {self.to}")
        else:
            session.category_mappings[place] = CategoryMapping(found.key, event.at.date().isoformat(), self.why)

    def sentence(self, session: Session) -> Message:
        event = session.cycle_events.get(self.session)
        params = {"category": self.category, "event": event.name if event else "?", "to": self.to}
        if not self.to:
            return Message(N_("Category “{category}” of {event} no longer counts under another"), params)
        return Message(N_("Category “{category}” of {event} counts under “{to}”"), params)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("{count} categories of events counted under those of the cycle"), {"count": len(acts)})


@act
class IdeasMapped(CycleAct):
    """Ideas of an event count under a category of the cycle, whatever theirs counts under: so one is split.

    Without `to` they go with their category again. A proposal goes with the first of its ideas of which that is said.
    """

    kind = "cycle.ideas_mapped"
    personal = holding()

    session: str
    ideas: tuple[str, ...]
    to: str = ""

    def apply(self, session: Session, event: Event) -> None:
        found = session.category(self.to)
        if self.to and found is None:
            raise IneffectiveAct(f"no category {self.to}")
        for idea in self.ideas:
            if found:
                session.idea_mappings[self.session, idea] = found.key
            else:
                session.idea_mappings.pop((self.session, idea), None)

    def sentence(self, session: Session) -> Message:
        event = session.cycle_events.get(self.session)
        params = {"count": len(self.ideas), "event": event.name if event else "?", "to": self.to}
        if not self.to:
            return Message(N_("{count} ideas of {event} count with their category again"), params)
        return Message(N_("{count} ideas of {event} count under “{to}”"), params)


@act
class RecurrenceAnswered(CycleAct):
    """Two proposals of two events, looked at side by side; each is named by its session and its first idea there."""

    kind = "cycle.recurrence_answered"
    personal = holding()

    first: tuple[str, ...]
    second: tuple[str, ...]
    answer: str

    def apply(self, session: Session, event: Event) -> None:
        first, second = sorted((_in_event(self.first), _in_event(self.second)))
        if first[0] == second[0]:
            raise IneffectiveAct("two proposals of one event")
        session.recurrence_answers[first, second] = DuplicateAnswer(self.answer)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Two proposals of two events compared"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("{count} pairs of proposals compared"), {"count": len(acts)})


@act
class LedgerAnswered(CycleAct):
    """What one event wants beside what another has: worth telling both, or not."""

    kind = "cycle.ledger_answered"
    personal = holding()

    wanted: tuple[str, ...]
    existing: tuple[str, ...]
    answer: str

    def apply(self, session: Session, event: Event) -> None:
        wanted, existing = _in_event(self.wanted), _in_event(self.existing)
        session.ledger_answers[wanted, existing] = LedgerAnswer(self.answer)

    def sentence(self, session: Session) -> Message:
        return Message(N_("A wish of one event beside what another has: answered"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("{count} wishes beside what another event has: answered"), {"count": len(acts)})


def _in_event(pair: Sequence[str]) -> tuple[str, str]:
    session, proposal = pair
    return session, proposal
