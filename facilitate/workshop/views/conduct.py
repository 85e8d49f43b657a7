"""What the facilitator's page shows of a phase: the things in it, in the order they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, TableSetup
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.domain.values.phases import Run
from facilitate.domain.values.proposals import Place
from facilitate.workshop.report.counts import TableCount, tables_of_phase
from facilitate.workshop.schedule.rounds import round_asked

_FEED = 50


class ItemKind(StrEnum):
    """What an item of a phase is: prepared (an axis, a speaker, a fact of the programme), or a note."""

    AXIS = "axis"
    SPEAKER = "speaker"
    PREPARED_FACT = "prepared_fact"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a phase. `about` is the axis or speaker it is, or stands under; `detail` is said beside it."""

    key: str
    kind: ItemKind
    text: str
    about: str = ""
    detail: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together; `notes` are what stands apart from the phase's own material."""

    notes: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TableGlance:
    """One table as the facilitator's page shows it. `last` is when it last recorded an idea.

    `tried` is when it tried its device, as long as its phase has not begun.
    `setup` is what is said of it beside its number. One that takes no new idea is `closed`, and `merged_into` is the
    table its people joined, if they joined one. One that wrote though the phase has no such table is `outside`, and
    `early` one whose last idea is older than the phase. `ideas` are those it puts forward in the round whose question
    stands beside it, or in the phase where that has one round only, or is over.
    """

    count: TableCount
    last: datetime | None
    present: bool
    setup: TableSetup | None = None
    closed: bool = False
    merged_into: int = 0
    tried: datetime | None = None
    outside: bool = False
    early: bool = False
    ideas: int = 0


@dataclass(frozen=True, slots=True)
class CategoryGlance:
    """An item of the typology with how many proposals stand under it, from how many ideas."""

    key: str
    title: str
    proposals: int
    ideas: int


def groups(session: Session, phase: Phase) -> tuple[Group, ...]:
    """Return what belongs to a phase, then the notes taken in it."""
    noted = [note for note in session.notes.values() if note.phase == phase.key]
    own = ITEMS[phase.kind.name](session, phase, noted) if phase.kind.name in ITEMS else ()
    shown = {item.key for item in own}
    others = tuple(_note(note) for note in noted if note.id not in shown)
    return tuple(Group(notes, items) for notes, items in ((False, own), (True, others)) if items)


def round_counted(session: Session, phase: Phase, now: datetime) -> int:
    """Return the round whose ideas are counted beside its question; 0 where those of the whole phase are."""
    return 0 if session.runs.get(phase.key, Run()).ended else round_asked(session, phase, now)


def tables(session: Session, phase: Phase, present: Iterable[str], turn: int = 0) -> tuple[TableGlance, ...]:
    """Return every table of a phase, with its ideas of that round; `present` are the roles open now (`table-3`)."""
    here = set(present)
    last: dict[int, datetime] = {}
    ideas: Counter[int] = Counter()
    for idea in _said_in(session, phase):
        last[idea.table] = max(idea.at, last.get(idea.table, idea.at))
        ideas[idea.table] += not idea.withdrawn and turn in (0, idea.round)
    return tuple(
        TableGlance(
            count,
            last.get(count.table),
            f"table-{count.table}" in here,
            phase.table(count.table),
            (phase.key, count.table) in session.closed_tables,
            session.closed_tables.get((phase.key, count.table), 0),
            session.trials.get(count.table) if session.before_ideas and count.table <= phase.tables else None,
            count.table > phase.tables,
            _is_early(session, phase, last.get(count.table)),
            ideas[count.table],
        )
        for count in tables_of_phase(session, phase.key)
    )


def _is_early(session: Session, phase: Phase, last: datetime | None) -> bool:
    began = session.runs.get(phase.key, Run()).started_at
    if last is None or began is None:
        # The time of a rehearsal is another one than that at which the ideas it was copied with were written.
        return last is not None and session.rehearsal is not None
    return last < began


def feed(session: Session, phase: Phase) -> tuple[Idea, ...]:
    """Return the latest ideas of a phase, the newest first; withdrawn ones stay in their place.

    By their time: what a laptop kept while the line was cut comes late into the order of events, and early in it.
    """
    return tuple(reversed(sorted(_said_in(session, phase), key=lambda idea: idea.at)[-_FEED:]))


def _said_in(session: Session, phase: Phase) -> list[Idea]:
    return [idea for idea in session.ideas.values() if session.phase_of(idea) == phase]


def typology(session: Session) -> tuple[CategoryGlance, ...]:
    """Return the items of the typology with what is filed under each."""
    filed = [proposal for proposal in session.proposals() if proposal.place is Place.FILED]
    found = []
    for category in session.plan.categories:
        under = [proposal for proposal in filed if proposal.category == category.key]
        ideas = sum(len(session.ideas_of(proposal)) for proposal in under)
        found.append(CategoryGlance(category.key, category.title, len(under), ideas))
    return tuple(found)


def _venue(session: Session, _phase: Phase, noted: Sequence[Note]) -> tuple[Item, ...]:
    prepared = [
        Item(f"fact/{number}", ItemKind.PREPARED_FACT, fact) for number, fact in enumerate(session.plan.place.facts)
    ]
    return (*prepared, *(_note(note) for note in noted if note.kind is NoteKind.FACT))


def _study(_session: Session, phase: Phase, noted: Sequence[Note]) -> tuple[Item, ...]:
    axes = phase.study.axes if phase.study else ()
    heads = [Item(f"axis/{axis.key}", ItemKind.AXIS, axis.question, axis.key) for axis in axes]
    return _under(heads, noted, NoteKind.FINDING)


def _panel(_session: Session, phase: Phase, noted: Sequence[Note]) -> tuple[Item, ...]:
    heads = [
        Item(
            f"speaker/{speaker.key}",
            ItemKind.SPEAKER,
            speaker.name,
            speaker.key,
            ", ".join(part for part in (speaker.role, speaker.organisation) if part),
        )
        for speaker in phase.speakers
    ]
    return _under(heads, noted, NoteKind.REMARK)


# What phases of a kind hold by themselves, by the word for the kind; in others everything is a note.
ITEMS: dict[str, Callable[[Session, Phase, Sequence[Note]], tuple[Item, ...]]] = {
    "venue": _venue,
    "study": _study,
    "panel": _panel,
}


def _under(heads: Iterable[Item], noted: Sequence[Note], kind: NoteKind) -> tuple[Item, ...]:
    """Return each axis or speaker with its notes below; notes about one that left the programme come last."""
    mine = [note for note in noted if note.kind is kind]
    items: list[Item] = []
    placed: set[str] = set()
    for head in heads:
        below = [note for note in mine if note.about == head.about]
        placed.update(note.id for note in below)
        items += [head, *(_note(note) for note in below)]
    return (*items, *(_note(note) for note in mine if note.id not in placed))


def _note(note: Note) -> Item:
    return Item(note.id, ItemKind.NOTE, note.text, note.about, note=note)
