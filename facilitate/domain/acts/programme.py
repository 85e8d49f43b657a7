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
from facilitate.domain.programme.plan import Category, Plan
from facilitate.domain.programme.reader import check_titles, read_plan
from facilitate.domain.session import PlanStep, Session
from facilitate.domain.text import title_key, united_words

SESSION = Subject("session", N_("the session itself"))
PROGRAMME = Subject("programme", N_("the programme"))
BESIDE_TITLES = ("/keywords", "/description", "/taxonomies")  # what a category has that others may have too
SYNTHESIS = Subject("synthesis", N_("the synthesis"))  # proposals, their categories, and the questions they answer
_MOST_WAITING = 200
_TIMES = ("date", "starts_at", "ends_at")


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

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        paths = [each.path if isinstance(each, PlanAct) else "" for each in acts]
        if all(path.rpartition("/")[2] in _TIMES for path in paths):
            return Message(N_("Times in the programme changed: {count}"), {"count": len(acts)})
        tables = next((each for each in acts if isinstance(each, PlanSet) and each.path.endswith("/tables")), None)
        others = (path for each, path in zip(acts, paths, strict=True) if each is not tables)
        if tables and all("/table_setups" in path or not path for path in others):
            return table_added(tables.path, tables.value, session)
        return super().sentence_of(acts, session)


def table_added(path: str, number: object, session: Session) -> Message:
    """The sentence for a phase that has one table more, whose number it is."""
    phase = session.plan.phase(path.split("/")[1])
    return Message(N_("Table {table} added to “{phase}”"), {"table": number, "phase": phase.title if phase else ""})


@act
class PlanSet(PlanAct):
    """One value of the programme corrected."""

    kind = "plan.set"
    personal = holding(value=Personal.FREE)

    later = ("unique",)

    path: str
    value: Any
    unique: bool = False  # it gives no category the title of another one

    def apply(self, session: Session, event: Event) -> None:
        doc.check_bounds(self.path, self.value)
        path = session.path_now(self.path)
        before = doc.value_at(session.document or {}, path)
        _correct(session, event, PlanStep(lambda plan: doc.with_value(plan, path, self.value), self.unique))
        if path.rpartition("/")[2] in _TIMES:
            # Who corrects an hour announces it, unless the act that this gesture ends with moves the day.
            steps = session.hour_steps.get(event.gesture, {})
            before = session.announced_hours.pop(path, before)
            session.hour_steps[event.gesture] = {path: before, **steps}

    def sentence(self, session: Session) -> Message:
        holder, _, last = self.path.rpartition("/")
        if last == "absent":
            text = N_("{absent} marked absent") if self.value else N_("{absent} is present after all")
            return Message(text, {"absent": holder.rpartition("/")[2]})
        if "/table_setups/" in self.path:
            return _of_table(self.path, {last: self.value}, session)
        if holder.startswith("categories/") and last == "title":
            return Message(N_("Category renamed “{title}”"), {"title": str(self.value)})
        if holder.startswith("categories/") and last == "keywords":
            return Message(N_("Keywords of {path} changed"), {"path": holder})
        if holder.startswith("categories/") and last in ("description", "taxonomies"):
            text = N_("Description of {path} changed") if last == "description" else N_("Decidim ids of {path} changed")
            return Message(text, {"path": holder})
        return Message(N_("Programme corrected: {path}"), {"path": self.path})

    def named_people(self) -> Iterator[PersonNamed]:
        yield from people.named_by(self.path, self.value)

    def item_keys(self) -> Iterator[tuple[str, str]]:
        yield from people.keys_in({self.path.rpartition("/")[2]: self.value})

    def cleared(self, cleaner: Cleaner, event: Event) -> Self:
        value = self._value_cleared(cleaner)
        # Two titles that hold names may become one: what they are stays apart.
        unique = self.unique and (value == self.value or cleaner.found_title_taken(event.id, ""))
        return replace(self, path=cleaner.path(self.path), value=value, unique=unique)

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
class PlanTextsAdded(PlanAct):
    """Texts put at the end of a list of texts, such as `attendance/groups`; one that stands there is not put twice.

    Two who add at once have both, which a whole list written anew could not give.
    """

    kind = "plan.texts_added"
    personal = holding(texts=Personal.FREE)

    path: str
    texts: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        doc.check_bounds(self.path, list(self.texts))
        path = session.path_now(self.path)
        _correct(session, event, PlanStep(lambda plan: doc.with_texts(plan, path, self.texts)))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Programme corrected: {path}"), {"path": self.path})

    def named_people(self) -> Iterator[PersonNamed]:
        yield from people.named_by(self.path, list(self.texts))

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        last = self.path.rpartition("/")[2]
        return replace(
            self, path=cleaner.path(self.path), texts=tuple(cleaner.programme({last: list(self.texts)})[last])
        )


@act
class PlanAdded(PlanAct):
    """An item (with its `key`) put into a list such as `phases`, before the item of that key, or last."""

    kind = "plan.added"
    personal = holding(item=Personal.FREE)

    later = ("unique",)

    path: str
    item: Mapping[str, Any]
    before: str = ""
    unique: bool = False  # a category of a title that is there joins the one that has it

    def apply(self, session: Session, event: Event) -> None:
        doc.check_bounds(self.path, self.item)
        if self.unique and (there := session.plan.category_titled(str(self.item.get("title", "")))):
            self._join(session, event, there)
            return
        before = session.path_now(f"{self.path}/{self.before}").rpartition("/")[2]
        change = lambda plan: doc.with_item(plan, self.path, self.item, before)  # noqa: E731 -- a name for a long line
        _correct(session, event, PlanStep(change, self.unique))

    def _join(self, session: Session, event: Event, there: Category) -> None:
        """Make nothing: two people added one category without knowing of each other; it has the keywords of both."""
        more = self.item.get("keywords")
        words = united_words(there.keywords, map(str, more) if isinstance(more, (list, tuple)) else ())
        if words != list(there.keywords):
            path = f"categories/{there.key}/keywords"
            _correct(session, event, PlanStep(lambda plan: doc.with_value(plan, path, words)))
        session.joined[str(self.item.get("key", ""))] = there.key

    def sentence(self, session: Session) -> Message:
        if self.path.endswith("/table_setups"):
            return _of_table(f"{self.path}/{self.item.get('key', '')}", self.item, session)
        typology = self.path == "categories"
        text = N_("Category {path} created") if typology else N_("Added to the programme: {path}")
        return Message(text, {"path": f"{self.path}/{self.item.get('key', '')}"})

    def named_people(self) -> Iterator[PersonNamed]:
        yield from people.named_in_item(self.path, self.item)

    def item_keys(self) -> Iterator[tuple[str, str]]:
        yield from people.keys_in({self.path.rpartition("/")[2]: [self.item]})

    def cleared(self, cleaner: Cleaner, event: Event) -> Self:
        last = self.path.rpartition("/")[2]
        (item,) = cleaner.items(last, [self.item])
        taken = cleaner.found_title_taken(event.id, str(self.item.get("key", "")))
        unique = self.unique and (item.get("title") == self.item.get("title") or taken)
        before = cleaner.key(last, self.before)
        return replace(self, path=cleaner.path(self.path), item=item, before=before, unique=unique)


@act
class PlanRemoved(PlanAct):
    """An item taken out of a list, by its path such as `categories/lieux`."""

    kind = "plan.removed"
    personal = holding()

    path: str

    def apply(self, session: Session, event: Event) -> None:
        path = session.path_now(self.path)
        _correct(session, event, PlanStep(lambda plan: doc.without_item(plan, path)))

    def sentence(self, session: Session) -> Message:
        typology = self.path.startswith("categories/") and self.path.count("/") == 1
        text = N_("Removed from the typology: {path}") if typology else N_("Removed from the programme: {path}")
        return Message(text, {"path": self.path})

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
        path = session.path_now(self.path)
        before = session.path_now(f"{self.path.rpartition('/')[0]}/{self.before}").rpartition("/")[2]
        _correct(session, event, PlanStep(lambda plan: doc.with_item_moved(plan, path, before)))

    def sentence(self, session: Session) -> Message:
        typology = self.path.startswith("categories/")
        text = N_("Category moved: {path}") if typology else N_("Moved in the programme: {path}")
        return Message(text, {"path": self.path})

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
        category, into = session.category(self.category), session.category(self.into)
        if category is None or into is None or category.key == into.key:
            raise IneffectiveAct(f"no category {self.category} or {self.into}")
        path = f"categories/{category.key}"
        change = PlanStep(lambda plan: doc.without_item(plan, path))
        _correct(session, event, change, (category.key, into.key))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Category “{category}” merged into “{into}”"), {"category": self.category, "into": self.into})

    def is_about(self, subject: Subject) -> bool:
        return subject == SYNTHESIS


def keep_announced_hours(session: Session, event: Event) -> None:
    """Remember what the hours were that the gesture of an event moved with the day."""
    session.announced_hours |= session.hour_steps.pop(event.gesture, {})


def announced_document(session: Session) -> doc.Document | None:
    """Return the programme with its hours as they were announced, before the day was moved or slipped."""
    document = session.document
    for path, value in session.announced_hours.items():
        try:
            document = document and doc.with_value(document, path, value)
        except Refused:  # its phase has left the programme since
            continue
    return document


def announced_plan(session: Session) -> Plan:
    """Return the same as a plan."""
    document = announced_document(session) if session.announced_hours else None
    return read_plan(document) if document else session.plan


def restore_announced_hours(session: Session) -> None:
    """Give the programme back the hours it had before the day was moved or slipped."""
    if session.announced_hours and (document := announced_document(session)):
        _set_document(session, document)
    session.announced_hours, session.hour_steps, session.slips = {}, {}, {}


def _of_table(path: str, item: Mapping[str, Any], session: Session) -> Message:
    """Return what was said of a table, which people know by its number."""
    _, phase, _, key, *_ = path.split("/")
    setups = (setup for each in session.plan.phases if each.key == phase for setup in each.table_setups)
    known = next((setup.number for setup in setups if setup.key == key), key)
    table, name = item.get("number", known), item.get("name")
    if name:
        return Message(N_("Table {table} named “{name}”"), {"table": table, "name": str(name)})
    if item.get("question"):
        return Message(N_("Table {table} given a question of its own"), {"table": table})
    return Message(N_("Table {table}: details changed"), {"table": table})


def _correct(session: Session, event: Event, correction: PlanStep, merged: Sequence[str] = ("", "")) -> None:
    """Correct the programme; raises `IneffectiveAct` or `Refused` where the correction does not fit.

    A step that reads only together with later ones of its gesture (another kind of phase, say) waits for them: it is
    void until they come. One that waits for a title that another category has holds up no other.
    """
    if session.document is None:
        raise IneffectiveAct("no programme")
    waiting = session.waiting.get(event.gesture, {})
    if len(waiting) >= _MOST_WAITING:
        raise IneffectiveAct("too many steps that do not read")
    try:
        _take_steps(session, (*waiting.values(), correction), merged)
    except Refused:
        if any(step.unique for step in waiting.values()) and _stands_alone(session, correction, merged):
            return
        session.waiting[event.gesture] = {**waiting, event.id: correction}
        raise
    for key in session.waiting.pop(event.gesture, ()):
        del session.void[key]


def _stands_alone(session: Session, correction: PlanStep, merged: Sequence[str]) -> bool:
    """Take a step without those of its gesture that wait, and return whether that reads."""
    try:
        _take_steps(session, (correction,), merged)
    except Refused:
        return False
    return True


def _take_steps(session: Session, steps: Sequence[PlanStep], merged: Sequence[str]) -> None:
    """Take what steps make of the programme; raises `Refused` where that does not read, or has a title twice."""
    if session.document is None:
        raise IneffectiveAct("no programme")
    changed = reduce(lambda document, step: step.change(document), steps, session.document)
    if any(step.unique for step in steps):
        check_titles(read_plan(changed), session.plan)
    _set_document(session, changed, merged)


def _set_document(session: Session, document: doc.Document, merged: Sequence[str] = ("", "")) -> None:
    """Take a whole programme; raises `Refused` for one that does not read.

    What is filed under a category that leaves is unfiled; of one `merged` into another it goes there.
    """
    plan = read_plan(document)
    category, into = merged
    for before in session.plan.categories:
        now = plan.category(before.key)
        place = now.key if now else into if before.key == category and plan.category(into) else ""
        if now is None:
            _release(session, before.key, place)
        if place and (now is None or now.title != before.title):
            session.former_titles[title_key(before.title)] = place
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
    _count_elsewhere(session, category, into)


def _count_elsewhere(session: Session, category: str, into: str) -> None:
    """Have what of a cycle's events counts under a category that leaves count under another one, or by itself."""
    for mappings in (session.category_mappings, session.idea_mappings):
        for where, mapping in [each for each in mappings.items() if each[1].to == category]:
            del mappings[where]
            if into:
                mappings[where] = replace(mapping, to=into)
    session.former_keys[category] = category
    for former in (session.former_titles, session.former_keys):
        for name in [name for name, key in former.items() if key == category]:
            del former[name]
            if into:
                former[name] = into
