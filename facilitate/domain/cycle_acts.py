"""The cycle: several events read together over one typology.

Such acts lie in the journals of a cycle, which is a session of its own in another folder; nothing is ever written in
the sessions that it reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Self

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.numbers import whole_number
from facilitate.domain.personal import Cleaner, NameNow, Personal, PersonKind, PersonNamed, holding
from facilitate.domain.session import Session
from facilitate.domain.values.cycle import (
    MOST_PRESENT,
    CategoryMapping,
    CycleEvent,
    EventReport,
    LedgerAnswer,
    ReportedFile,
    ReportedIdea,
)
from facilitate.domain.values.duplicates import DuplicateAnswer

CYCLE = Subject("cycle", N_("the cycle"))
REPORTER = PersonKind(N_("reporter {number}"), perhaps_organisation=True)


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
        to = session.category_title(self.to)
        params = {"category": self.category, "event": event.name if event else "?", "to": to}
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
    personal = holding(why=Personal.WORDS)

    later = ("why",)

    session: str
    ideas: tuple[str, ...]
    to: str = ""
    why: str = ""

    def apply(self, session: Session, event: Event) -> None:
        found = session.category(self.to)
        if self.to and found is None:
            raise IneffectiveAct(f"no category {self.to}")
        for idea in self.ideas:
            if found:
                day = event.at.date().isoformat()
                session.idea_mappings[self.session, idea] = CategoryMapping(found.key, day, self.why)
            else:
                session.idea_mappings.pop((self.session, idea), None)

    def sentence(self, session: Session) -> Message:
        event = session.cycle_events.get(self.session)
        to, one = session.category_title(self.to), len(self.ideas) == 1
        params = {"count": len(self.ideas), "event": event.name if event else "?", "to": to}
        if not self.to:
            again = N_("{count} ideas of {event} count with their category again")
            return Message(N_("An idea of {event} counts with its category again") if one else again, params)
        under = N_("{count} ideas of {event} count under “{to}”")
        return Message(N_("An idea of {event} counts under “{to}”") if one else under, params)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        mapped = [each for each in acts if isinstance(each, IdeasMapped)]
        if len(mapped) == 1:
            return self.sentence(session)
        count = sum(len(each.ideas) for each in mapped)
        if not self.to:
            return Message(N_("{count} ideas of several events count with their categories again"), {"count": count})
        params = {"count": count, "to": session.category_title(self.to)}
        return Message(N_("{count} ideas of several events count under “{to}”"), params)


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


@act
class EventReported(CycleAct):
    """What somebody sent of an event that was held without the tool; it is read with the others.

    The first such act of an event makes it, the others name it as their `event`. One that names a file as the one it
    `corrects` says what now stands in it. The lists have a value for each idea: `filings` what its category is called,
    and `ideas` its id, where it was there. `contact` is whom to write to, who agreed to be named; who reported it may
    have `agreed` too. `present` is how many people were there, 0 where nobody says it.
    """

    kind = "cycle.reported"
    personal = holding(
        name=Personal.TEXT, title=Personal.TEXT, city=Personal.WORDS, by=Personal.TEXT, file=Personal.WORDS,
        texts=Personal.WORDS, filings=Personal.WORDS, contact=Personal.WORDS,
    )  # fmt: skip

    later = ("contact", "agreed", "present")
    bounds = within(present=range(MOST_PRESENT + 1))

    name: str
    title: str
    city: str
    date: str
    by: str
    on: str
    file: str
    texts: tuple[str, ...]
    statuses: tuple[str, ...]
    tables: tuple[str, ...]
    filings: tuple[str, ...]
    ideas: tuple[str, ...]
    event: str = ""
    corrects: str = ""
    contact: str = ""
    agreed: bool = False
    present: int = 0

    def apply(self, session: Session, event: Event) -> None:
        key = self.event or event.id
        known = session.cycle_reports.get(self.event)
        files = {each.id: each for each in known.files} if known else {}
        if (self.event and known is None) or (self.corrects and self.corrects not in files):
            raise IneffectiveAct("no such event, or no such file of it")
        before = files.get(self.corrects)
        numbers = {idea.id: idea.number for idea in before.ideas} if before else {}
        ideas, numbered = self._ideas(event.id, numbers, known.numbered if known else 0)
        files.pop(self.corrects, None)  # what was sent last stands last
        file = ReportedFile(self.corrects or event.id, self.file, self.by, self.on, ideas, self.agreed)
        stand = (*files.values(), file)
        session.cycle_reports[key] = EventReport(
            key, self.name, self.title, self.city, self.date, stand, numbered, self.contact, self.present
        )
        session.cycle_events[key] = CycleEvent(key, self.name)

    def _ideas(self, act: str, numbers: Mapping[str, int], numbered: int) -> tuple[tuple[ReportedIdea, ...], int]:
        """Return the ideas, and the greatest number that one was given; those that were there keep theirs."""
        found: dict[str, ReportedIdea] = {}
        rows = zip(self.texts, self.statuses, self.tables, self.filings, self.ideas, strict=False)
        for place, (text, status, table, category, idea) in enumerate(rows):
            there = idea in numbers and idea not in found
            key, numbered = (idea, numbered) if there else (f"{act}-{place}", numbered + 1)
            found[key] = ReportedIdea(
                key, numbers[idea] if there else numbered, text, status, whole_number(table) or 0, category
            )
        return tuple(found.values()), numbered

    def sentence(self, session: Session) -> Message:
        text = N_("{count} ideas of “{title}” as reported by {by}")
        if self.corrects:
            text = N_("{count} ideas of “{title}” as reported by {by}, corrected")
        return Message(text, {"count": len(self.texts), "title": self.title, "by": self.by})

    def named_people(self) -> Iterator[PersonNamed]:
        yield PersonNamed(REPORTER, "", self.by)

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        changed: Self = cleaner.fields_of(self)
        return replace(changed, contact="")  # a sign for an address tells nobody whom to write to

    @classmethod
    def names_now(cls, session: Session) -> Iterator[NameNow]:
        for report in session.cycle_reports.values():
            yield from (NameNow(file.by, CYCLE.of_others, kind=REPORTER) for file in report.files)


def _in_event(pair: Sequence[str]) -> tuple[str, str]:
    session, proposal = pair
    return session, proposal
