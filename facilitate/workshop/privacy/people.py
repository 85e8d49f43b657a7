"""The people a session names, and what is said in their place when their names have to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass as mutable
from dataclasses import field
from itertools import count
from typing import Any

from facilitate.domain.contacts import contacts
from facilitate.domain.errors import N_, Message
from facilitate.domain.events import Act, PlanAdded, PlanSet, SessionCreated
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.document import complete
from facilitate.domain.purge_marks import cleared
from facilitate.domain.roadmap import ActionSet
from facilitate.domain.session import Session
from facilitate.workshop.privacy.name_finder import Person, squeezed
from facilitate.workshop.privacy.redactor import Redactor, Tell, leaks

__all__ = ["Person", "Redactor", "Tell", "leaks", "names_in", "people_of", "purged"]

_UNSAID = {"speaker": N_("speaker {number}"), "author": N_("author of the study"), "owner": N_("owner {number}")}


@dataclass(frozen=True, slots=True)
class Naming:
    """One act names somebody, or says their role. `where` is the same for all that is said of one item."""

    kind: str
    where: str
    name: str = ""
    role: str = ""


@mutable(slots=True)
class _Somebody:
    kind: str
    names: dict[str, str] = field(default_factory=dict)  # as squeezed: as written
    role: str = ""

    def called(self, role: str) -> list[Person]:
        return [Person(name, role, owner=self.kind == "owner") for name in self.names.values()]


def people_of(session: Session, tell: Tell) -> tuple[Person, ...]:
    """Everybody any act ever named, also those the programme has lost since; `tell` says a role we name ourselves.

    Somebody whose name was corrected is one with one role. Places where people are named are known to `names_in`; names
    that stand in a text alone are nobody's we know.
    """
    cleared = purged(session)
    met = _meet(naming for event in session.events if event.id not in cleared for naming in names_in(event.act))
    now = {squeezed(name) for name in _current(session)}
    met.sort(key=lambda one: now.isdisjoint(one.names))  # whoever is there now has the plain role
    everybody = [person for one in met for person in one.called("")]
    known = {squeezed(person.name) for person in everybody}
    # What a purge put in the place of names is taken.
    roles = _Roles(tell, everybody, {name for name in _current(session) if squeezed(name) not in known})
    return tuple(person for one in met for person in one.called(roles.of(one)))


def purged(session: Session) -> frozenset[str]:
    """The acts that were cleared of names already: those they seem to give are roles."""
    return cleared(session.events)


def names_in(act: Act) -> Iterator[Naming]:
    """Whom an act names, and what it says of their role. A place where people are named is one more line here."""
    if isinstance(act, SessionCreated):
        yield from _in_document(complete(act.plan), "")
    elif isinstance(act, PlanAdded):
        yield from _in_item(act.path, act.item)
    elif isinstance(act, PlanSet):
        above, _, last = act.path.rpartition("/")
        if not isinstance(act.value, str):
            yield from _in_document({last: act.value}, above)
        elif above.rpartition("/")[0].endswith("/speakers"):
            yield from _said("speaker", above, last, act.value)
        else:
            yield from _said("author", above, {"author": "name", "author_role": "role"}.get(last, ""), act.value)
    elif isinstance(act, ActionSet) and act.field == "owner" and isinstance(act.value, str):
        yield Naming("owner", "", act.value)


def _said(kind: str, where: str, field_: str, value: str) -> Iterator[Naming]:
    if field_ == "name":
        yield Naming(kind, where, value)
    elif field_ == "role":
        yield Naming(kind, where, role=value)


def _in_document(value: Any, path: str) -> Iterator[Naming]:
    if isinstance(value, Mapping):
        if isinstance(value.get("author"), str):
            yield Naming("author", path, value["author"], str(value.get("author_role") or ""))
        for name, each in value.items():
            yield from _in_document(each, f"{path}/{name}" if path else str(name))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _in_item(path, each)


def _in_item(path: str, item: Any) -> Iterator[Naming]:
    if not isinstance(item, Mapping):
        return
    where = f"{path}/{item.get('key', '')}"
    if path.rpartition("/")[2] == "speakers":
        yield Naming("speaker", where, str(item.get("name") or ""), str(item.get("role") or ""))
    yield from _in_document(item, where)


def _meet(namings: Iterable[Naming]) -> list[_Somebody]:
    """Who is who: one place of the programme is one person's, and so is one name."""
    by_name: dict[str, _Somebody] = {}
    by_place: dict[str, _Somebody] = {}
    for naming in namings:
        name = squeezed(naming.name)
        one = by_name.get(name) or by_place.get(naming.where) or _Somebody(naming.kind)
        if name:
            by_name[name] = one
            one.names.setdefault(name, naming.name)
            if one.kind == "owner":
                one.kind = naming.kind
        if naming.where:
            by_place[naming.where] = one
        one.role = naming.role.strip() or one.role
    return list({id(one): one for one in by_name.values()}.values())


def _current(session: Session) -> Iterator[str]:
    for phase in session.plan.phases:
        yield from (speaker.name for speaker in phase.speakers)
        if phase.study and phase.study.author:
            yield phase.study.author
    for proposal in session.all_proposals.values():
        action = None if proposal.hidden_by else session.action(proposal)
        if action and action.owner:
            yield action.owner


class _Roles:
    """Gives everybody a role of their own."""

    def __init__(self, tell: Tell, everybody: Sequence[Person], taken: Iterable[str]) -> None:
        self._tell = tell
        self._everybody = everybody
        self._taken = {role.casefold() for role in taken}
        self._numbers = dict.fromkeys(_UNSAID, 0)

    def of(self, one: _Somebody) -> str:
        self._numbers[one.kind] += 1
        # A role that names somebody (“assistant of …”) is no role to put in a name’s place.
        said = one.role and not leaks(self._everybody, one.role) and not any(contacts(one.role))
        free = (role for role in (self._given(one.role) if said else self._ours(one.kind)) if self._is_free(role))
        role = next(free)
        self._taken.add(role.casefold())
        return role

    def _is_free(self, role: str) -> bool:
        return role.casefold() not in self._taken

    @staticmethod
    def _given(role: str) -> Iterator[str]:
        yield role
        yield from (f"{role} ({number})" for number in count(2))

    def _ours(self, kind: str) -> Iterator[str]:
        for number in count(self._numbers[kind]):
            role = self._tell(Message(_UNSAID[kind], {"number": number}))
            yield role
            if "{number}" not in _UNSAID[kind]:
                yield f"{role} ({number + 1})"
