"""The session's beginning, and corrections of its programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, Self

from facilitate.domain.errors import N_, IneffectiveAct, Message, Refused
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import Cleaner, NameNow, Personal, PersonNamed, holding
from facilitate.domain.programme import document as doc
from facilitate.domain.programme import people
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.session import Correction, Session

SESSION = Subject("session", N_("the session itself"))
PROGRAMME = Subject("programme", N_("the programme"))
SYNTHESIS = Subject("synthesis", N_("the synthesis"))  # proposals, their categories, and the questions they answer
_MOST_WAITING = 200


class ProgrammeAct(Act):
    """What is done with the programme."""

    __slots__ = ()

    subject = PROGRAMME
    writers = Writers.FACILITATOR
    readers = Readers.ALL


@act
class SessionCreated(ProgrammeAct):
    """The first act: the programme as it was given."""

    kind = "session.created"
    subject = SESSION
    personal = holding(plan=Personal.FREE)
    can_be_undone = False

    plan: Mapping[str, Any]

    def apply(self, session: Session, event: Event) -> None:
        if session.document is not None:
            raise IneffectiveAct("already created")
        doc.check_bounds("", self.plan)
        _set_document(session, doc.complete(self.plan))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Session created"))

    @classmethod
    def names_now(cls, session: Session) -> Iterator[NameNow]:
        return people.names_of(session.plan)

    def named_people(self) -> Iterator[PersonNamed]:
        yield from people.named_in(doc.complete(self.plan), "")

    def item_keys(self) -> Iterator[tuple[str, str]]:
        yield from people.keys_in(doc.complete(self.plan))

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        whole = doc.complete(self.plan)
        plan = cleaner.programme(whole)
        return self if plan == whole else replace(self, plan=plan)


class PlanAct(ProgrammeAct):
    """One correction of the programme; the path is like `title`, `place/name`, `phases/panel/minutes`."""

    __slots__ = ()

    path: str

    def is_about(self, subject: Subject) -> bool:
        return subject == (SYNTHESIS if self.path.split("/")[0] == "categories" else PROGRAMME)


@act
class PlanSet(PlanAct):
    """One value of the programme corrected."""

    kind = "plan.set"
    personal = holding(value=Personal.FREE)

    path: str
    value: Any

    def apply(self, session: Session, event: Event) -> None:
        doc.check_bounds(self.path, self.value)
        _correct(session, event, lambda plan: doc.with_value(plan, self.path, self.value))

    def sentence(self, session: Session) -> Message:
        holder, _, last = self.path.rpartition("/")
        if last == "absent":
            text = N_("Absence of {absent} recorded") if self.value else N_("{absent} is present after all")
            return Message(text, {"absent": holder.rpartition("/")[2]})
        return Message(N_("Programme corrected: {path}"), {"path": self.path})

    def named_people(self) -> Iterator[PersonNamed]:
        yield from people.named_by(self.path, self.value)

    def item_keys(self) -> Iterator[tuple[str, str]]:
        yield from people.keys_in({self.path.rpartition("/")[2]: self.value})

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        return replace(self, path=cleaner.path(self.path), value=self._value_cleared(cleaner))

    def _value_cleared(self, cleaner: Cleaner) -> Any:
        above, _, last = self.path.rpartition("/")
        if isinstance(self.value, str) and self.value:
            speaker = above.rpartition("/")[0].endswith("/speakers")
            hosted = above.rpartition("/")[0].endswith("/table_setups") and last == "host"
            if hosted or (speaker and last == "name"):
                return cleaner.role(self.value)
            if last == "author_role" or (speaker and last == "role"):
                return ""
        return cleaner.programme({last: self.value})[last]


@act
class PlanAdded(PlanAct):
    """An item (with its `key`) put into a list such as `phases`, before the item of that key, or last."""

    kind = "plan.added"
    personal = holding(item=Personal.FREE)

    path: str
    item: Mapping[str, Any]
    before: str = ""

    def apply(self, session: Session, event: Event) -> None:
        doc.check_bounds(self.path, self.item)
        _correct(session, event, lambda plan: doc.with_item(plan, self.path, self.item, self.before))

    def sentence(self, session: Session) -> Message:
        typology = self.path == "categories"
        text = N_("Added to the typology: {path}") if typology else N_("Added to the programme: {path}")
        return Message(text, {"path": f"{self.path}/{self.item.get('key', '')}"})

    def named_people(self) -> Iterator[PersonNamed]:
        yield from people.named_in_item(self.path, self.item)

    def item_keys(self) -> Iterator[tuple[str, str]]:
        yield from people.keys_in({self.path.rpartition("/")[2]: [self.item]})

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        last = self.path.rpartition("/")[2]
        (item,) = cleaner.items(last, [self.item])
        return replace(self, path=cleaner.path(self.path), item=item, before=cleaner.key(last, self.before))


@act
class PlanRemoved(PlanAct):
    """An item taken out of a list, by its path such as `categories/lieux`."""

    kind = "plan.removed"
    personal = holding()

    path: str

    def apply(self, session: Session, event: Event) -> None:
        _correct(session, event, lambda plan: doc.without_item(plan, self.path))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Removed from the programme: {path}"), {"path": self.path})

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        return replace(self, path=cleaner.path(self.path))


@act
class PlanMoved(PlanAct):
    """An item moved before another of the same list, or last."""

    kind = "plan.moved"
    personal = holding()

    path: str
    before: str = ""

    def apply(self, session: Session, event: Event) -> None:
        _correct(session, event, lambda plan: doc.with_item_moved(plan, self.path, self.before))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Moved in the programme: {path}"), {"path": self.path})

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        items = self.path.rpartition("/")[0].rpartition("/")[2]
        return replace(self, path=cleaner.path(self.path), before=cleaner.key(items, self.before))


@act
class CategoriesMerged(ProgrammeAct):
    """All that is filed under `category` goes under `into`, and `category` leaves the typology."""

    kind = "categories.merged"
    personal = holding()

    category: str
    into: str

    def apply(self, session: Session, event: Event) -> None:
        plan = session.plan
        if self.category == self.into or not (plan.category(self.category) and plan.category(self.into)):
            raise IneffectiveAct(f"no category {self.category} or {self.into}")
        path = f"categories/{self.category}"
        _correct(session, event, lambda plan: doc.without_item(plan, path), (self.category, self.into))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Category “{category}” merged into “{into}”"), {"category": self.category, "into": self.into})

    def is_about(self, subject: Subject) -> bool:
        return subject == SYNTHESIS


def _correct(session: Session, event: Event, correction: Correction, merged: Sequence[str] = ("", "")) -> None:
    """Correct the programme; raises `IneffectiveAct` or `Refused` where the correction does not fit.

    A step that reads only together with later ones of its gesture (another kind of phase, say) waits for them: it is
    void until they come.
    """
    if session.document is None:
        raise IneffectiveAct("no programme")
    waiting = session.waiting.get(event.gesture, {})
    if len(waiting) >= _MOST_WAITING:
        raise IneffectiveAct("too many steps that do not read")
    changed = reduce(lambda document, step: step(document), (*waiting.values(), correction), session.document)
    try:
        _set_document(session, changed, merged)
    except Refused:
        session.waiting[event.gesture] = {**waiting, event.id: correction}
        raise
    for key in session.waiting.pop(event.gesture, ()):
        del session.void[key]


def _set_document(session: Session, document: doc.Document, merged: Sequence[str] = ("", "")) -> None:
    """Take a whole programme; raises `Refused` for one that does not read.

    What is filed under a category that leaves is unfiled; of one `merged` into another it goes there.
    """
    plan = read_plan(document)
    category, into = merged
    for left in {each.key for each in session.plan.categories} - {item.key for item in plan.categories}:
        _release(session, left, into if left == category and plan.category(into) else "")
    session.plan = plan
    session.document = document


def _release(session: Session, category: str, into: str) -> None:
    """Move everything filed under a category, also what is hidden in merges."""
    for key, proposal in session.all_proposals.items():
        if proposal.category == category:
            session.all_proposals[key] = replace(proposal, category=into)
    session.learned = tuple(
        replace(each, category=into) if each.category == category else each
        for each in session.learned
        if into or each.category != category
    )
