"""The programme as one list of rows that can each be corrected, and how what was typed is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, PhaseKind, Plan
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_HOUR = re.compile(r"(\d{1,2})\s*[hH:]\s*(\d{2})?(?::\d{2})?")
_WHOLE = re.compile(r"[+-]?\d{1,9}")
_BETWEEN_WORDS = re.compile(r"[,;\n]")


class ValueKind(StrEnum):
    """What a row holds: that decides how what was typed is read."""

    HEADING = "heading"
    TEXT = "text"
    WHOLE = "whole"
    DATE = "date"
    TIME = "time"
    WORDS = "words"
    ONE_OF_TEXTS = "one_of_texts"
    NONE_YET = "none_yet"


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
    """Everything in the programme, in the order it is spoken of."""
    plan = session.plan
    return (*_event(plan), *_venue(plan), *_attendance(plan), *_phases(plan), *_categories(plan), *_synonyms(plan))


def typed_value(kind: ValueKind, typed: str) -> str | int | list[str] | None:
    """What was typed, as a programme holds it; what does not read is left for the programme to refuse."""
    text = typed.strip()
    if not text:
        return None
    if kind is ValueKind.WORDS:
        return [word for each in _BETWEEN_WORDS.split(text) if (word := each.strip())]
    if kind is ValueKind.WHOLE and _WHOLE.fullmatch(text):
        return int(text)
    if kind is ValueKind.DATE and (found := _DAY_FIRST.fullmatch(text)):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if kind is ValueKind.TIME and (found := _HOUR.fullmatch(text)):
        return f"{int(found[1]):02}:{found[2] or '00'}:00"
    return text


def texts_at(session: Session, path: str) -> tuple[str, ...]:
    """The plain texts of a list such as the partners."""
    plan = session.plan
    return {
        "partners": plan.partners,
        "place/facts": plan.place.facts,
        "attendance/groups": plan.attendance.groups,
        "synonyms": plan.synonyms,
    }[path]


def standing_on(session: Session, item: str) -> Message | None:
    """What becomes of what stands on an item that is removed; None when nothing does."""
    *_holders, name, key = item.split("/")
    if name == "categories":
        filed = [p for p in session.proposals() if p.place is Place.FILED and p.category == key]
        return _counted(len(filed), N_("Proposals filed under it: {count}. They become unfiled; none is lost."))
    field = "phase" if name == "phases" else "about"
    notes = [note for note in session.notes.values() if getattr(note, field) == key and not note.withdrawn]
    if name == "phases":
        return _counted(len(notes), N_("Notes taken in it: {count}. They stay kept, and come back with it."))
    if name == "axes":
        return _counted(len(notes), N_("Findings noted under it: {count}. They stay, without an axis."))
    return _counted(len(notes), N_("Remarks noted under this name: {count}. They stay, without a name."))


def _counted(count: int, msgid: str) -> Message | None:
    return Message(msgid, {"count": count}) if count else None


def _heading(path: str, text: str, **params: object) -> PlanRow:
    return PlanRow(path, Message(text, params), kind=ValueKind.HEADING)


def _event(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("event", N_("The event"))
    yield PlanRow("title", Message(N_("Title")), plan.title)
    yield PlanRow("subtitle", Message(N_("Subtitle")), plan.subtitle)
    yield PlanRow("date", Message(N_("Date")), plan.date.isoformat() if plan.date else "", ValueKind.DATE)
    yield PlanRow("starts_at", Message(N_("Begins at")), _clock(plan.starts_at), ValueKind.TIME)
    yield PlanRow("ends_at", Message(N_("Ends at")), _clock(plan.ends_at), ValueKind.TIME)
    yield PlanRow("organiser", Message(N_("Organiser")), plan.organiser)
    yield from _texts("partners", Message(N_("Partner")), plan.partners)
    yield PlanRow("cycle", Message(N_("Cycle")), plan.cycle)
    yield PlanRow("language", Message(N_("Report language")), plan.language)


def _venue(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("place", N_("The place"))
    yield PlanRow("place/name", Message(N_("Name of the place")), plan.place.name)
    yield PlanRow("place/city", Message(N_("City")), plan.place.city)
    yield PlanRow("place/address", Message(N_("Address")), plan.place.address)
    yield from _texts("place/facts", Message(N_("Fact")), plan.place.facts)


def _attendance(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("attendance", N_("Attendance"))
    yield PlanRow(
        "attendance/expected", Message(N_("People expected")), _whole(plan.attendance.expected), ValueKind.WHOLE
    )
    yield PlanRow("attendance/present", Message(N_("People present")), _whole(plan.attendance.present), ValueKind.WHOLE)
    yield from _texts("attendance/groups", Message(N_("Group")), plan.attendance.groups)


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
    yield of_phase("minutes", N_("Minutes"), str(phase.minutes), ValueKind.WHOLE)
    yield of_phase("minimum", N_("Minutes at least"), _whole(phase.minimum), ValueKind.WHOLE)
    yield of_phase("starts_at", N_("Fixed start"), _clock(phase.starts_at), ValueKind.TIME)
    yield of_phase("priority", N_("Priority (low, normal, high)"), _unless(phase.priority.value, "normal"))
    if phase.kind is PhaseKind.TABLES:
        yield of_phase("question", N_("Question"), phase.question)
        yield of_phase("tables", N_("Tables"), str(phase.tables), ValueKind.WHOLE)
        yield of_phase("rounds", N_("Rounds"), _unless(str(phase.rounds), "1"), ValueKind.WHOLE)
        change = _unless(str(phase.changeover), "0")
        yield of_phase("changeover", N_("Minutes between rounds"), change, ValueKind.WHOLE)
    if phase.kind is PhaseKind.STUDY:
        yield from _study(phase, item)
    if phase.kind is PhaseKind.PANEL:
        yield from _speakers(phase, f"{item}/speakers")


def _study(phase: Phase, item: str) -> Iterator[PlanRow]:
    study = phase.study
    if study is None:
        return
    for name, label, value in (
        ("title", N_("Study"), study.title),
        ("author", N_("Author"), study.author),
        ("author_role", N_("Author’s role"), study.author_role),
        ("method", N_("Method"), study.method),
        ("commissioned_by", N_("Commissioned by"), study.commissioned_by),
        ("funded_by", N_("Funded by"), study.funded_by),
    ):
        yield PlanRow(f"{item}/study/{name}", Message(label), value, item=item, holder="phases", depth=1)
    asked = Message(N_("People interviewed"))
    yield PlanRow(
        f"{item}/study/interviewees", asked, _whole(study.interviewees), ValueKind.WHOLE, item, "phases", depth=1
    )
    holder = f"{item}/study/axes"
    for number, axis in enumerate(study.axes, 1):
        called = Message(N_("Axis {number}"), {"number": number})
        own = f"{holder}/{axis.key}"
        yield PlanRow(f"{own}/question", called, axis.question, item=own, holder=holder, depth=1, name=True)
    if not study.axes:
        yield _none_yet(holder, Message(N_("Axes")), depth=1)


def _speakers(phase: Phase, holder: str) -> Iterator[PlanRow]:
    for speaker in phase.speakers:
        own = f"{holder}/{speaker.key}"
        for name, label, value, depth in (
            ("name", N_("Speaker"), speaker.name, 1),
            ("role", N_("Role"), speaker.role, 2),
            ("organisation", N_("Organisation"), speaker.organisation, 2),
        ):
            called = Message(label)
            yield PlanRow(f"{own}/{name}", called, value, item=own, holder=holder, depth=depth, name=name == "name")
    if not phase.speakers:
        yield _none_yet(holder, Message(N_("Speakers")), depth=1)


def _categories(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("categories", N_("Typology"))
    for number, category in enumerate(plan.categories, 1):
        own = f"categories/{category.key}"
        label = Message(N_("Category {number}"), {"number": number})
        yield PlanRow(f"{own}/title", label, category.title, item=own, holder="categories", name=True)
        words = ", ".join(category.keywords)
        keywords = Message(N_("Keywords"))
        yield PlanRow(f"{own}/keywords", keywords, words, ValueKind.WORDS, own, "categories", depth=1)
    if not plan.categories:
        yield _none_yet("categories", Message(N_("Categories")))


def _synonyms(plan: Plan) -> Iterator[PlanRow]:
    yield _heading("house", N_("Synonyms and acronyms of the house"))
    yield from _texts("synonyms", Message(N_("Synonym")), plan.synonyms)


def _texts(path: str, label: Message, texts: Sequence[str]) -> Iterable[PlanRow]:
    if not texts:
        return [PlanRow(path, label, "", ValueKind.NONE_YET, holder=path, place=-1)]
    return [
        PlanRow(path, label, text, ValueKind.ONE_OF_TEXTS, item=path, holder=path, place=place, name=True)
        for place, text in enumerate(texts)
    ]


def _none_yet(holder: str, label: Message, depth: int = 0) -> PlanRow:
    return PlanRow(holder, label, kind=ValueKind.NONE_YET, holder=holder, depth=depth)


def _unless(value: str, usual: str) -> str:
    """What is as usual need not be read."""
    return "" if value == usual else value


def _clock(moment: object) -> str:
    return str(moment)[:5] if moment else ""


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)
