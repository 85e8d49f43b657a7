"""The people a session names, and what is said in their place when their names have to go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass as mutable
from dataclasses import field
from itertools import count

from facilitate.domain.acts.people import PARTICIPANT
from facilitate.domain.contacts import contacts
from facilitate.domain.errors import Message
from facilitate.domain.event import kinds
from facilitate.domain.personal import PersonKind, PersonNamed
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.privacy.name_finder import Person, squeezed
from facilitate.workshop.privacy.purge_keys import words_of
from facilitate.workshop.privacy.redactor import Redactor, Tell, leaks

__all__ = ["Person", "Redactor", "Tell", "leaks", "people_of"]

_SIGN = re.compile(r"\[([^\[\]\n]+)\]")


@mutable(slots=True)
class _Somebody:
    kind: PersonKind
    names: dict[str, str] = field(default_factory=dict)  # as squeezed: as written
    role: str = ""

    def called(self, role: str, *, guests_whole: bool = False) -> list[Person]:
        whole = self.kind.perhaps_organisation or (guests_whole and self.kind is PARTICIPANT)
        return [Person(name, role, whole=whole) for name in self.names.values()]


def people_of(
    timeline: Timeline, tell: Tell, *, guests_whole: bool = False, also: Sequence[str] = (), mark: str = ""
) -> tuple[Person, ...]:
    """Return everybody any act ever named, also people the programme has lost; `tell` says roles we make ourselves.

    Somebody whose name was corrected is one with one role. Acts know whom they name (`named_people`); names that stand
    in a text alone are nobody's we know, but those that somebody tells (`also`). What a cleared act gives is a role.
    Whoever leads a proposal or takes part in it may be an organisation: one that the programme names as such keeps its
    name. With `guests_whole` only whole names of guests count: among so many first names and surnames there are words
    of any language. A number that an earlier purge gave somebody is nobody else's: `mark` follows numbers on a computer
    of which others may not hear in time, so that two which purge unaware of each other give none twice.
    """
    session = timeline.session
    acts = [event.act for event in timeline.events if event.id not in session.cleared]
    bodies = _organisations(session)
    told_of = (PersonNamed(PARTICIPANT, "", name) for name in also)
    met = [one for one in _meet((*(naming for act in acts for naming in act.named_people()), *told_of))
           if not (one.kind.perhaps_organisation and bodies.intersection(one.names))]  # fmt: skip
    now = {squeezed(name) for name in _current(session)}
    met.sort(key=lambda one: now.isdisjoint(one.names))  # whoever is there now has the plain role
    everybody = [person for one in met for person in one.called("")]
    known = {squeezed(person.name) for person in everybody}
    # What a purge put in the place of names is taken.
    taken = {name for name in _current(session) if squeezed(name) not in known}
    roles = _Roles(tell, everybody, taken, _given_before(timeline) if met else frozenset(), mark)
    return tuple(person for one in met for person in one.called(roles.of(one), guests_whole=guests_whole))


def _given_before(timeline: Timeline) -> frozenset[str]:
    """Return what earlier purges put in the place of names, in lower case: in texts, and where a name stood alone."""
    acts = [event.act for event in timeline.events if event.id in timeline.session.cleared]
    signs = (sign for act in acts for text in words_of(act) for sign in _SIGN.findall(text))
    alone = (naming.name for act in acts for naming in act.named_people())
    return frozenset(each.casefold() for each in (*signs, *alone))


def _meet(namings: Iterable[PersonNamed]) -> list[_Somebody]:
    """Return who is who: one place of the programme is one person's, and so is one name."""
    by_name: dict[str, _Somebody] = {}
    by_place: dict[str, _Somebody] = {}
    for naming in namings:
        name = squeezed(naming.name)
        one = by_name.get(name) or by_place.get(naming.where) or _Somebody(naming.kind)
        if name:
            by_name[name] = one
            one.names.setdefault(name, naming.name)
            if one.kind.perhaps_organisation:
                one.kind = naming.kind
        if naming.where:
            by_place[naming.where] = one
        one.role = naming.role.strip() or one.role
    return list({id(one): one for one in by_name.values()}.values())


def _organisations(session: Session) -> set[str]:
    """Return the names of the programme that are no person's, squeezed."""
    named = (each for kind in kinds().values() for each in kind.names_now(session))
    return {squeezed(each.name) for each in named if each.name and each.path and each.kind is None}


def _current(session: Session) -> Iterator[str]:
    """Return the names of people that stand in the session now."""
    named = (each for kind in kinds().values() for each in kind.names_now(session))
    return (each.name for each in named if each.kind and each.name)


class _Roles:
    """Gives everybody a role of their own."""

    def __init__(
        self, tell: Tell, everybody: Sequence[Person], taken: Iterable[str], before: frozenset[str], mark: str
    ) -> None:
        self._tell = tell
        self._everybody = everybody
        self._taken = {role.casefold() for role in taken}
        self._mark = f"-{mark}" if mark else ""
        self._before = before  # what earlier purges gave: no number of these is given again
        self._numbers: Counter[PersonKind] = Counter()

    def of(self, one: _Somebody) -> str:
        self._numbers[one.kind] += 1
        # A role that names somebody (“assistant of …”) is no role to put in a name’s place.
        usable = one.role and not leaks(self._everybody, one.role) and not any(contacts(one.role))
        roles = self._given(one.role) if usable else self._ours(one.kind)
        role = next(each for each in roles if self._is_free(each))
        self._taken.add(role.casefold())
        return role

    def _is_free(self, role: str) -> bool:
        return role.casefold() not in self._taken

    def _given(self, role: str) -> Iterator[str]:
        yield role
        yield from (f"{role} ({number}{self._mark})" for number in count(2))

    def _ours(self, kind: PersonKind) -> Iterator[str]:
        for number in count(self._numbers[kind]):
            role = self._tell(Message(kind.unsaid, {"number": f"{number}{self._mark}"}))
            is_plain = "{number}" not in kind.unsaid
            if is_plain or role.casefold() not in self._before:
                yield role
            if is_plain:
                yield f"{role} ({number + 1}{self._mark})"
