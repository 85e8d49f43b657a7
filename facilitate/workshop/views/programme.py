"""The programme as one list of rows that can each be corrected, and how what was typed is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.phase_keys import (
    ChoiceKey,
    FlagKey,
    GroupKey,
    ItemsKey,
    PhaseKey,
    PhaseKind,
    StatusKey,
    TextKey,
    WholeKey,
)
from facilitate.domain.programme.plan import ITEM_LISTS, PHASE_KINDS, SUPPORTERS, Phase, Plan
from facilitate.domain.session import Session
from facilitate.domain.typed_times import LENGTH_KEYS, as_stored
from facilitate.domain.values.proposals import Place

_WHOLE = re.compile(r"[+-]?\d{1,9}")
_MINUTES = 15  # of a phase that is added, until somebody says
_BETWEEN_WORDS = re.compile(r"[,;\n]")
_LABELS = {
    "kind": N_("Phase kind"),
    "minutes": N_("Minutes"),
    "minimum": N_("Shortest length (min)"),
    "starts_at": N_("Fixed start"),
    "priority": N_("Priority"),
    "study": N_("Study"),
    "speakers": N_("Speakers"),
    "axes": N_("Research questions"),
    "keywords": N_("Keywords"),
    "description": N_("Description"),
    "taxonomies": N_("Decidim taxonomy ids"),
}
# What is said of the publication, by the names in a programme file.
_PUBLISHED = {
    "notice": N_("Notice on everything published"),
    "contact": N_("Contact"),
    "licence": N_("Licence"),
    "thanks": N_("Thanks"),
    "cite": N_("How to cite"),
    "method": N_("Method"),
}
# What is written for the edition in short sentences, part by part: one sentence, and all of them.
EASY_PARTS = {
    "meeting": (N_("Sentence about the event"), N_("About the event")),
    "venue": (N_("Sentence about the venue"), N_("About the venue")),
    "study": (N_("Sentence about the study"), N_("About the study")),
    "panel": (N_("Sentence about the panel"), N_("About the panel")),
    "result": (N_("Sentence about the result"), N_("About the result")),
    "next": (N_("Sentence about what comes next"), N_("About what comes next")),
    "glossary": (N_("Word and its meaning"), N_("Words and their meanings")),
}


class ValueKind(StrEnum):
    """What a row holds: that decides how what was typed is read."""

    HEADING = "heading"
    TEXT = "text"
    WHOLE = "whole"
    DATE = "date"
    TIME = "time"
    LENGTH = "length"
    WORDS = "words"
    CHOICE = "choice"
    ONE_OF_TEXTS = "one_of_texts"
    NONE_YET = "none_yet"


_KEY_OF_KIND = {ValueKind.DATE: "date", ValueKind.TIME: "starts_at", ValueKind.LENGTH: "minutes"}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One value of the programme.

    `item` is the path of the thing it belongs to that can be moved and removed, `holder` the list a new item would go
    into; `place` counts within a list of plain texts. `name` tells that it is what the item is called by.
    """

    path: str
    label: Message
    value: str = ""
    kind: ValueKind = ValueKind.TEXT
    item: str = ""
    holder: str = ""
    place: int = 0
    depth: int = 0
    name: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other row."""
        return f"{self.path}#{self.place}"


def programme_rows(session: Session) -> tuple[PlanRow, ...]:
    """Return everything in the programme, in the order it is spoken of."""
    plan = session.plan
    rows = (
        _event,
        _venue,
        _attendance,
        _privacy,
        _phases,
        _categories,
        _closing_questions,
        _synonyms,
        _publication,
        _easy,
    )
    return tuple(row for of_part in rows for row in of_part(plan))


def typed_value(kind: ValueKind, typed: str) -> str | int | list[str] | None:
    """Return what was typed, as a programme holds it; what does not read is left for the programme to refuse."""
    text = typed.strip()
    if not text:
        return None
    if kind is ValueKind.WORDS:
        return [word for each in _BETWEEN_WORDS.split(text) if (word := each.strip())]
    if kind in (ValueKind.WHOLE, ValueKind.LENGTH) and _WHOLE.fullmatch(text):
        return int(text)
    return as_stored(_KEY_OF_KIND[kind], text) if kind in _KEY_OF_KIND else text


def value_label(name: str) -> Message | None:
    """Return what a key of the programme is called where no row shows it; None for one that is not known."""
    if name in _LABELS:
        return Message(_LABELS[name])
    keys: list[PhaseKey | FlagKey] = [key for kind in PHASE_KINDS.values() for key in kind.keys]
    for key in keys:
        if isinstance(key, (GroupKey, ItemsKey)):
            keys += key.keys
        label = "" if isinstance(key, GroupKey) else key.label
        if key.name == name and label:
            return Message(label)
    return None


def texts_at(session: Session, path: str) -> tuple[str, ...]:
    """Return the plain texts of a list such as the partners."""
    plan = session.plan
    lists: dict[str, tuple[str, ...]] = {
        "partners": plan.partners,
        "place/facts": plan.place.facts,
        "attendance/groups": plan.attendance.groups,
        "synonyms": plan.synonyms,
        "refused_synonyms": plan.refused_synonyms,
        "closing_questions": plan.closing_questions,
        **{f"easy/{name}": getattr(plan.easy, name) for name in EASY_PARTS},
    }
    return lists[path]


def standing_on(session: Session, item: str) -> Message | None:
    """Return what becomes of what stands on an item that is removed; None when nothing does."""
    *_holders, name, key = item.split("/")
    if name == "categories":
        filed = [p for p in session.proposals() if p.place is Place.FILED and p.category == key]
        return _counted(len(filed), N_("Proposals filed under it: {count}. They will become unfiled; none is lost."))
    field = "phase" if name == "phases" else "about"
    notes = [note for note in session.notes.values() if getattr(note, field) == key and not note.withdrawn]
    if name == "phases":
        ideas = _ideas_of_tables(session, key)
        if ideas:
            return Message(
                N_("Ideas from its tables: {count}; notes taken in it: {notes}. They will be kept."),
                {"count": ideas, "notes": len(notes)},
            )
        return _counted(
            len(notes), N_("Notes taken in it: {count}. They will be kept, and will reappear if the removal is undone.")
        )
    loss = _list_named(name).loss
    return _counted(len(notes), loss) if loss else None


def _ideas_of_tables(session: Session, key: str) -> int:
    """Count the ideas of the tables of a phase that is removed, where no other phase has tables."""
    tables = [phase.key for phase in session.plan.phases if phase.tables]
    return len(session.ideas) if tables == [key] else 0


def asked_of_item(holder: str) -> tuple[str, str, ValueKind]:
    """Return what has to be known of another item of a list: the key of its name, the question for it, what it is."""
    if holder == "categories":
        return "title", N_("Category title"), ValueKind.TEXT
    items = _list_named(holder.rpartition("/")[2])
    return items.title.name, items.asked, ValueKind.WHOLE if isinstance(items.title, WholeKey) else ValueKind.TEXT


def _list_named(name: str) -> ItemsKey:
    return next(items for items in ITEM_LISTS if items.name == name)


def new_phase(kind: PhaseKind, plan: Plan) -> dict[str, object]:
    """Return what a phase of a kind begins with, as a programme has it; numbers it needs are those of the others."""
    begun: dict[str, object] = {"kind": kind.name, "minutes": _MINUTES}
    for key in kind.keys:
        if isinstance(key, WholeKey) and key.begin is not None:
            begun[key.name] = max((getattr(phase, key.name) for phase in plan.phases), default=0) or key.begin
    return begun


def _counted(count: int, msgid: str) -> Message | None:
    return Message(msgid, {"count": count}) if count else None


def _heading(path: str, text: str, **params: object) -> PlanRow:
    return PlanRow(path, Message(text, params), kind=ValueKind.HEADING)


def _event(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("event", N_("The event"))
    yield PlanRow("title", Message(N_("Title")), plan.title)
    yield PlanRow("subtitle", Message(N_("Subtitle")), plan.subtitle)
    yield PlanRow("date", Message(N_("Date")), plan.date.isoformat() if plan.date else "", ValueKind.DATE)
    yield PlanRow("starts_at", Message(N_("Starts at")), _clock(plan.starts_at), ValueKind.TIME)
    yield PlanRow("ends_at", Message(N_("Planned end")), _clock(plan.ends_at), ValueKind.TIME)
    yield PlanRow("organiser", Message(N_("Organiser")), plan.organiser)
    yield from _texts("partners", N_("Partner"), N_("Partners"), plan.partners)
    if plan.supporters:  # most events have partners of whom the name is enough
        yield from _items(SUPPORTERS, plan.supporters, "supporters", 0)
    yield PlanRow("cycle", Message(N_("Series")), plan.cycle)
    yield PlanRow("language", Message(N_("Report language")), plan.language, ValueKind.CHOICE)


def _venue(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("place", N_("The venue"))
    yield PlanRow("place/name", Message(N_("Name of the venue")), plan.place.name)
    yield PlanRow("place/city", Message(N_("City")), plan.place.city)
    yield PlanRow("place/address", Message(N_("Address")), plan.place.address)
    yield from _texts("place/facts", N_("Fact"), N_("Facts"), plan.place.facts)


def _attendance(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("attendance", N_("Attendance"))
    yield PlanRow(
        "attendance/expected", Message(N_("People expected")), _whole(plan.attendance.expected), ValueKind.WHOLE
    )
    yield PlanRow("attendance/present", Message(N_("People present")), _whole(plan.attendance.present), ValueKind.WHOLE)
    yield from _texts("attendance/groups", N_("Group"), N_("Groups"), plan.attendance.groups)


def _privacy(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("privacy", N_("Personal data"))
    until = plan.privacy.keep_until
    label = Message(N_("Personal data kept until"))
    yield PlanRow("privacy/keep_until", label, until.isoformat() if until else "", ValueKind.DATE)


def _phases(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("phases", N_("Phases"))
    for number, phase in enumerate(plan.phases, 1):
        yield from _phase(phase, number)


def _phase(phase: Phase, number: int) -> Iterator[PlanRow]:
    item = f"phases/{phase.key}"

    def of_phase(name: str, label: str, value: str, kind: ValueKind = ValueKind.TEXT) -> PlanRow:
        return PlanRow(f"{item}/{name}", Message(label), value, kind, item, "phases", depth=1)

    title = Message(N_("Phase {number}"), {"number": number})
    yield PlanRow(f"{item}/title", title, phase.title, item=item, holder="phases", name=True)
    yield of_phase("minutes", N_("Minutes"), str(phase.minutes), ValueKind.LENGTH)
    yield of_phase("minimum", N_("Shortest length (min)"), _whole(phase.minimum), ValueKind.LENGTH)
    yield of_phase("starts_at", N_("Fixed start"), _clock(phase.starts_at), ValueKind.TIME)
    yield of_phase("priority", N_("Priority"), _unless(phase.priority.value, "normal"), ValueKind.CHOICE)
    for key in phase.kind.keys:
        yield from _of_key(key, getattr(phase, key.name), _Stand(item, item, "phases"))


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a value stands: below which path, in which item of which list."""

    path: str
    item: str
    holder: str
    depth: int = 1


def _of_key(key: PhaseKey | FlagKey, value: Any, at: _Stand) -> Iterator[PlanRow]:
    """Yield the rows of what a phase has under a key of its kind."""
    path = f"{at.path}/{key.name}"
    if isinstance(key, ItemsKey):
        yield from _items(key, value, path, at.depth)
    elif isinstance(key, GroupKey):
        for each in key.keys:
            yield from _of_key(each, getattr(value, each.name), replace(at, path=path))
    elif isinstance(key, WholeKey):
        shown = _whole(None if value == key.default else value)
        number = ValueKind.LENGTH if key.name in LENGTH_KEYS else ValueKind.WHOLE
        yield PlanRow(path, Message(key.label), shown, number, at.item, at.holder, depth=at.depth)
    elif isinstance(key, (StatusKey, ChoiceKey)):
        shown = value.value if value else ""
        yield PlanRow(path, Message(key.label), shown, ValueKind.CHOICE, at.item, at.holder, depth=at.depth)
    elif isinstance(key, TextKey) and key.label:
        yield PlanRow(path, Message(key.label), value, item=at.item, holder=at.holder, depth=at.depth)


def _items(key: ItemsKey, items: Sequence[Any], holder: str, depth: int) -> Iterator[PlanRow]:
    """Yield each item of a list by its name, with the rest of it below."""
    for number, item in enumerate(items, 1):
        own = f"{holder}/{item.key}"
        called = Message(key.title.label, {"number": number} if "{number}" in key.title.label else {})
        name, text = key.title.name, getattr(item, key.title.name)
        kind = ValueKind.WHOLE if isinstance(key.title, WholeKey) else ValueKind.TEXT
        yield PlanRow(f"{own}/{name}", called, str(text), kind, own, holder, depth=depth, name=True)
        for each in key.keys:
            yield from _of_key(each, getattr(item, each.name), _Stand(own, own, holder, depth + 1))
    if not items:
        yield _none_yet(holder, Message(key.label), depth=depth)


def _categories(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("categories", N_("Typology"))
    for number, category in enumerate(plan.categories, 1):
        own = f"categories/{category.key}"
        label = Message(N_("Category {number}"), {"number": number})
        yield PlanRow(f"{own}/title", label, category.title, item=own, holder="categories", name=True)
        words = ", ".join(category.keywords)
        keywords = Message(N_("Keywords"))
        yield PlanRow(f"{own}/keywords", keywords, words, ValueKind.WORDS, own, "categories", depth=1)
        described = Message(N_("Description"))
        yield PlanRow(f"{own}/description", described, category.description, item=own, holder="categories", depth=1)
        ids = ", ".join(map(str, category.taxonomies))
        taxonomies = Message(N_("Decidim taxonomy ids"))
        yield PlanRow(f"{own}/taxonomies", taxonomies, ids, ValueKind.WORDS, own, "categories", depth=1)
    if not plan.categories:
        yield _none_yet("categories", Message(N_("Categories")))


def _synonyms(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("house", N_("Synonyms and acronyms"))
    yield from _texts("synonyms", N_("Synonym"), N_("Synonyms"), plan.synonyms)
    if plan.refused_synonyms:
        yield from _texts("refused_synonyms", N_("Dismissed synonym"), N_("Dismissed synonyms"), plan.refused_synonyms)


def _closing_questions(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("closing", N_("Closing questions"))
    yield from _texts("closing_questions", N_("Question"), N_("Questions"), plan.closing_questions)


def _publication(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("publication", N_("Publication"))
    for name, label in _PUBLISHED.items():
        yield PlanRow(f"publication/{name}", Message(label), getattr(plan.publication, name))
    shown = ", ".join(plan.publication.sections)
    yield PlanRow("publication/sections", Message(N_("Sections of the report")), shown, ValueKind.WORDS)
    months = ", ".join(map(str, plan.reports_after))
    yield PlanRow("reports_after", Message(N_("Progress reports (months)")), months, ValueKind.WORDS)


def _easy(plan: Plan) -> Iterator[PlanRow]:
    easy = plan.easy
    yield _heading("easy", N_("Edition in short sentences"))
    yield PlanRow("easy/title", Message(N_("Title")), easy.title)
    for name, (one, many) in EASY_PARTS.items():
        yield from _texts(f"easy/{name}", one, many, getattr(easy, name))
    yield PlanRow("easy/validated_by", Message(N_("Validated by")), easy.validated_by)
    day = easy.validated_on.isoformat() if easy.validated_on else ""
    yield PlanRow("easy/validated_on", Message(N_("Validated on")), day, ValueKind.DATE)


def _texts(path: str, one: str, many: str, texts: Sequence[str]) -> Iterable[PlanRow]:
    if not texts:
        return [PlanRow(path, Message(many), "", ValueKind.NONE_YET, holder=path, place=-1)]
    return [
        PlanRow(path, Message(one), text, ValueKind.ONE_OF_TEXTS, item=path, holder=path, place=place, name=True)
        for place, text in enumerate(texts)
    ]


def _none_yet(holder: str, label: Message, depth: int = 0) -> PlanRow:
    return PlanRow(holder, label, kind=ValueKind.NONE_YET, holder=holder, depth=depth)


def _unless(value: str, usual: str) -> str:
    """Return the value, or an empty text where it is the usual one, which need not be read."""
    return "" if value == usual else value


def _clock(moment: object) -> str:
    return str(moment)[:5] if moment else ""


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)
