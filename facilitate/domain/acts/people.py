"""The people of the event: a guest list, and who came.

Such acts lie in a journal of their own, which no device but the desk's receives, and what is said of them in the
history are counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import Cleaner, NameNow, Personal, PersonKind, PersonNamed, holding
from facilitate.domain.programme.plan import MOST_ROUNDS
from facilitate.domain.roles import PEOPLE as PEOPLES_ROLE
from facilitate.domain.session import Session
from facilitate.domain.values.people import (
    MOST_BADGES,
    Arrival,
    BadgeDrawn,
    Participant,
    computer_of,
    key_of,
    pairs_of,
)

PEOPLE = Subject("people", N_("the people"), PEOPLES_ROLE)
PARTICIPANT = PersonKind(N_("participant {number}"))
_MOST_TABLES = 99
_TEXTS = (
    "name", "organisation", "world", "territory", "access", "interpreter", "diet", "email", "interprets", "family_name",
)  # fmt: skip
_ANSWERS = ("no_photo", "nameable")
_WORDS = dict.fromkeys((*_TEXTS, "more"), Personal.WORDS)
# What a purge leaves of somebody: the world, and a number in the place of the organisation, for the counts.
_CLEARED: dict[str, Any] = {
    **{name: "" for name in _TEXTS if name != "world"},
    "more": (),
    "no_photo": False,
    "nameable": False,
}


class PeopleAct(Act):
    """What is known of people: the desk's own, and nobody else's."""

    __slots__ = ()

    subject = PEOPLE
    writers = Writers.FACILITATOR
    readers = Readers.NONE


class _Described(PeopleAct):
    """An act that says all that is known of somebody."""

    __slots__ = ()

    name: str
    organisation: str
    organisation_number: int
    more: tuple[str, ...]

    def wrong_fields(self) -> Iterator[str]:
        if len(self.more) % 2:
            yield "more"

    def named_people(self) -> Iterator[PersonNamed]:
        if self.name:
            yield PersonNamed(PARTICIPANT, "", self.name)

    def described(self, person: Participant) -> Participant:
        """Return somebody as the act says them; raises `ValueError` where it cannot."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in (*_TEXTS, *_ANSWERS, "organisation_number")}
        return replace(person, **fields, more=pairs_of(self.more))

    def without_data(self, cleaner: Cleaner) -> Self:
        """Return the act as a purge leaves it."""
        number = cleaner.organisation_number(self.organisation) if self.organisation else self.organisation_number
        return replace(self, **_CLEARED, organisation_number=number)


@act
class PersonAdded(_Described):
    """Somebody is expected, or came without being on a list.

    `nth` is given to those who come with a list: the how-manieth of its people they are whom nothing tells apart. Two
    desks that take in the same list mean the same people by it; of one who was added by hand nobody can tell. `same` is
    whom an act meant before a purge took that by which it was known. `badge` is the number drawn for their badge.
    """

    kind = "person.added"
    later = ("badge", "interprets", *_ANSWERS, "family_name", "organisation_number")
    personal = holding(**_WORDS)
    bounds = within(badge=range(MOST_BADGES + 1))
    leads = 3

    name: str
    organisation: str = ""
    world: str = ""
    territory: str = ""
    access: str = ""
    interpreter: str = ""
    diet: str = ""
    email: str = ""
    walk_in: bool = False
    more: tuple[str, ...] = ()
    nth: int = 0
    same: str = ""
    badge: int = 0
    interprets: str = ""
    no_photo: bool = False
    nameable: bool = False
    family_name: str = ""
    organisation_number: int = 0

    def apply(self, session: Session, event: Event) -> None:
        person = self.described(Participant(event.id, self.name, walk_in=self.walk_in))
        same = self.same
        if self.nth and not same:
            key = key_of(self.name, self.email, self.organisation, self.nth)
            same = session.person_keys.setdefault(key, event.id)
        if same and same != event.id:
            session.same_people[event.id] = same
        else:
            session.people[event.id] = person
            if self.nth:
                session.listed_people[event.id] = person
        self._draw(session, event, same or event.id)

    def apply_undone(self, session: Session, event: Event) -> None:
        """Keep the number, which a redo needs again, and which may be printed."""
        self._draw(session, event, event.id)

    def _draw(self, session: Session, event: Event, person: str) -> None:
        if self.name:  # after a purge nobody has a number
            away = bool(computer_of(event.by.partition(".")[2]))
            session.badges[event.id] = BadgeDrawn(person, self.badge, away)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Guest list: one person added"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        added = sum(isinstance(each, PersonAdded) for each in acts)
        corrected = sum(isinstance(each, PersonCorrected) for each in acts)
        if corrected:
            return Message(
                N_("Guest list: {added} added, {corrected} corrected"), {"added": added, "corrected": corrected}
            )
        if added == 1:
            return self.sentence(session)
        return Message(N_("Guest list: {count} people added"), {"count": added})

    @classmethod
    def names_now(cls, session: Session) -> Iterator[NameNow]:
        for person in session.people.values():
            if person.name:
                is_printed = person.nameable and person.id in session.arrivals
                yield NameNow(person.name, PEOPLE.of_others, kind=PARTICIPANT, printed=is_printed)

    def cleared(self, cleaner: Cleaner, event: Event) -> Self:
        cleared = self.without_data(cleaner)
        return replace(cleared, nth=0, same=cleaner.same_person(event.id), badge=0)


@act
class PersonCorrected(_Described):
    """What is known of somebody, all of it anew but their wishes; `listed` where a guest list says so, and no hand."""

    kind = "person.corrected"
    later = ("interprets", *_ANSWERS, "family_name", "organisation_number")
    personal = holding(**_WORDS)
    leads = 2

    person: str
    name: str
    organisation: str = ""
    world: str = ""
    territory: str = ""
    access: str = ""
    interpreter: str = ""
    diet: str = ""
    email: str = ""
    more: tuple[str, ...] = ()
    listed: bool = False
    interprets: str = ""
    no_photo: bool = False
    nameable: bool = False
    family_name: str = ""
    organisation_number: int = 0

    def apply(self, session: Session, event: Event) -> None:
        known = _person(session, self.person)
        now = self.described(known)
        if self.listed:
            changed: dict[str, Any] = {
                name: getattr(now, name) for name in (*_TEXTS, *_ANSWERS) if getattr(now, name) != getattr(known, name)
            }
            session.listed_people[known.id] = replace(session.listed_people.get(known.id, known), **changed)
        session.people[known.id] = now

    def sentence(self, session: Session) -> Message:
        return Message(N_("Guest list: one person corrected"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        count = sum(isinstance(each, PersonCorrected) for each in acts)
        return (
            Message(N_("Guest list: {count} people corrected"), {"count": count})
            if count > 1
            else self.sentence(session)
        )

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        return self.without_data(cleaner)


@act
class PersonWished(PeopleAct):
    """Whom somebody wishes to sit with, and not to sit with, by their ids; all of it anew."""

    kind = "person.wished"
    personal = holding()
    leads = 1

    person: str
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def apply(self, session: Session, event: Event) -> None:
        known = _person(session, self.person)
        session.people[known.id] = replace(known, together=self.together, apart=self.apart)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Guest list: wishes of one person"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        count = sum(isinstance(each, PersonWished) for each in acts)
        return (
            Message(N_("Guest list: wishes of {count} people"), {"count": count})
            if count > 1
            else self.sentence(session)
        )

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        return replace(self, together=(), apart=())


@act
class PersonRemoved(PeopleAct):
    """Somebody is not expected any more, or should never have been; undoing it puts them back."""

    kind = "person.removed"
    personal = holding()

    person: str

    def apply(self, session: Session, event: Event) -> None:
        known = _person(session, self.person)
        session.removed_people[known.id] = session.people.pop(known.id)
        session.arrivals.pop(known.id, None)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Guest list: one person removed"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("Guest list: {count} people removed"), {"count": len(acts)})


@act
class PersonArrived(PeopleAct):
    """Somebody came, and sits at that table where one is said. Ticked again, they came when they first did.

    The table is one of a round of a phase; where no phase is said, of the one that ideas of that moment belong to.
    """

    kind = "person.arrived"
    personal = holding()
    bounds = within(table=range(_MOST_TABLES + 1), round=range(1, MOST_ROUNDS + 1))
    later = ("phase", "round")

    person: str
    table: int = 0
    phase: str = ""
    round: int = 1

    def apply(self, session: Session, event: Event) -> None:
        known = _person(session, self.person)
        if any(getattr(self, name) not in allowed for name, allowed in self.bounds.items()):
            raise IneffectiveAct(f"no table {self.table} in round {self.round}")
        key = (self.phase or session.phase_for_ideas, self.round)
        before = session.arrivals.get(known.id, Arrival(event.at, round=key))
        first = self.table if self.table and key == before.round else before.table
        session.arrivals[known.id] = replace(before, table=first, left=None)
        if self.table:
            session.sat[key] = {**session.sat.get(key, {}), known.id: self.table}

    def sentence(self, session: Session) -> Message:
        return Message(N_("One person arrived"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        count = sum(isinstance(each, PersonArrived) for each in acts)
        return Message(N_("{count} people arrived"), {"count": count}) if count > 1 else self.sentence(session)


@act
class PersonLeft(PeopleAct):
    """Somebody who had come left before the end."""

    kind = "person.left"
    personal = holding()

    person: str

    def apply(self, session: Session, event: Event) -> None:
        known = _person(session, self.person)
        if known.id not in session.arrivals:
            raise IneffectiveAct(f"{known.id} has not come")
        session.arrivals[known.id] = replace(session.arrivals[known.id], left=event.at)

    def sentence(self, session: Session) -> Message:
        return Message(N_("One person left"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return Message(N_("{count} people left"), {"count": len(acts)}) if len(acts) > 1 else self.sentence(session)


@act
class RosterPurpose(PeopleAct):
    """What a further column of the guest list is kept for, in the words of whoever keeps it."""

    kind = "roster.purpose"
    personal = holding(column=Personal.TEXT, purpose=Personal.WORDS)

    column: str
    purpose: str

    def apply(self, session: Session, event: Event) -> None:
        session.roster_purposes[self.column] = self.purpose

    def sentence(self, session: Session) -> Message:
        return Message(N_("Guest list: what a column is kept for"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)


def _person(session: Session, key: str) -> Participant:
    found = session.person(key)
    if found is None:
        raise IneffectiveAct(f"no person {key}")
    return found
