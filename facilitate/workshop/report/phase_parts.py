"""What phases give to the compte rendu: the part of each kind, and which of the notes taken in it may be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, RoundSetup, Speaker, Study, TableSetup
from facilitate.domain.session import Session
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.report.asked import AskedQuestion, asked_in
from facilitate.workshop.report.counts import PhaseCount, phase_counts
from facilitate.workshop.report.model import STRUCTURE, ReportPart
from facilitate.workshop.report.wording import Translator

MOST_OF_ONE = 6  # remarks of somebody, and of nobody in particular, that stand with their panel where none is kept
MOST_UNNAMED = 12


@dataclass(frozen=True, slots=True)
class PhaseNotes(ReportPart):
    """What was noted about a phase that has no part of its own; without a title when the phase has left the agenda."""

    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VenuePart(ReportPart):
    """What was said of the place: facts of the programme first, then those noted on the day.

    `title` is that of the phase, where there is one. `place`, in this and other parts, is that of its phase in the
    agenda.
    """

    facts: tuple[str, ...]
    notes: tuple[str, ...]
    title: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class AxisPart:
    """A question of the study with what was found."""

    question: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyPart(ReportPart):
    """One study; `findings` are those of no axis."""

    title: str
    study: Study
    axes: tuple[AxisPart, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    place: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A remark that may be quoted; one that is `kept` was marked for the report."""

    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerPart:
    """A speaker of the panel, with what may be printed as their words.

    `unquotable` is what else they said; only an internal report has it.
    """

    speaker: Speaker
    quotes: tuple[Quote, ...]
    unquotable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelPart(ReportPart):
    """One panel. `remarks` carry no name: who said them is not in the report at all.

    Somebody who was absent is no speaker of it, but where words are printed under their name, which `check` tells; an
    internal report has them all. Only such a report has the words that may not be quoted, of a speaker, or here as
    `unquotable`. How many there are is told of the whole event alone: of a panel it would tell who did not agree.
    """

    title: str
    speakers: tuple[SpeakerPart, ...]
    remarks: tuple[Quote, ...]
    notes: tuple[str, ...]
    unquotable: tuple[str, ...] = ()
    place: int = 0

    @property
    def every_quote(self) -> tuple[Quote, ...]:
        """All that may be quoted, whoever said it."""
        return (*(quote for each in self.speakers for quote in each.quotes), *self.remarks)

    @property
    def too_many(self) -> bool:
        """Whether more may be quoted than stands with the panel where nothing is kept."""
        return len(self.remarks) > MOST_UNNAMED or any(len(each.quotes) > MOST_OF_ONE for each in self.speakers)

    @property
    def every_unquotable(self) -> tuple[str, ...]:
        """All that may not be quoted, whoever said it."""
        return (*(text for each in self.speakers for text in each.unquotable), *self.unquotable)


@dataclass(frozen=True, slots=True)
class SignedList:
    """A list that a table heard and signed: how many ideas it had then, and how many of them changed or came since.

    `by_facilitator` tells that the facilitator signed for the table.
    """

    table: int
    ideas: int
    changed: int
    by_facilitator: bool = False


@dataclass(frozen=True, slots=True)
class TableFavourites:
    """The ideas that a table said matter most to it, three at most and in its own order, and the proposals of each."""

    table: int
    refs: tuple[str, ...] = field(metadata=STRUCTURE)
    proposals: tuple[str, ...] = field(metadata=STRUCTURE)


@dataclass(frozen=True, slots=True)
class TablesPart(ReportPart):
    """What the tables of a phase were asked, and how many ideas each of them wrote; `phase` is its key.

    `setups` are those of its tables that have more than a number: a name, a question of their own. `rounds` are those
    rounds that have one, `asked` is what was asked with the number of ideas it had, `closed` are the tables that write
    no more, each with the one it was merged into, or 0.
    """

    phase: str
    title: str
    question: str
    tables: int
    notes: tuple[str, ...]
    counts: PhaseCount
    setups: tuple[TableSetup, ...] = ()
    rounds: tuple[RoundSetup, ...] = ()
    asked: tuple[AskedQuestion, ...] = ()
    closed: tuple[tuple[int, int], ...] = ()
    place: int = 0
    signed: tuple[SignedList, ...] = ()
    to_sign: tuple[int, ...] = ()
    favourites: tuple[TableFavourites, ...] = ()

    def outcomes(self, language: Translator) -> Iterator[tuple[str, str]]:
        """Yield each proposal of which tables named an idea among their favourites, and which tables did."""
        tables: dict[str, list[int]] = {}
        for each in self.favourites:
            for proposal in dict.fromkeys(each.proposals):
                tables.setdefault(proposal, []).append(each.table)
        for proposal, numbers in tables.items():
            yield proposal, language.plural(
                "favourite of table {tables}", "favourite of tables {tables}", len(numbers),
                tables=", ".join(map(str, numbers)),
            )  # fmt: skip

    def setup(self, table: int) -> TableSetup:
        """Return what is said of a table; its number alone where nothing is."""
        return next((each for each in self.setups if each.number == table), None) or TableSetup("", table)


def may_be_printed(note: Note) -> bool:
    """Return whether a note that stands is published: a remark only where it may be quoted."""
    return note.kind is not NoteKind.REMARK or note.quotable


class PhaseNotesTaken:
    """The notes that stand, by phase. A kind that does not fit its phase any more reads as a plain note, unnamed."""

    def __init__(self, session: Session, *, internal: bool, unquotable: bool) -> None:
        standing = [note for note in session.notes.values() if not note.withdrawn]
        self.internal = internal
        self._notes = [note for note in standing if unquotable or may_be_printed(note)]
        self._phases = {phase.key for phase in session.plan.phases}
        self.unquoted = sum(
            not may_be_printed(note) and (not note.withdrawn or note.purged) for note in session.notes.values()
        )

    def of(self, phase: Phase, kind: NoteKind) -> list[Note]:
        """Return what was noted of one kind."""
        return [note for note in self._notes if note.phase == phase.key and note.kind is kind]

    def rest(self, phase: Phase) -> tuple[str, ...]:
        """Return the notes of a phase that the part of its kind does not show."""
        return tuple(note.text for note in self._notes if note.phase == phase.key and note.kind is not phase.kind.notes)

    def stray(self) -> tuple[str, ...]:
        """Return the notes whose phase has left the agenda."""
        return tuple(note.text for note in self._notes if note.phase not in self._phases)


def phase_parts(session: Session, noted: PhaseNotesTaken) -> tuple[ReportPart, ...]:
    """Return the parts of all phases, kind by kind; then the notes of those that have no part of their own."""
    found: list[ReportPart] = []
    for kind, parts in PARTS.items():
        found += parts(session, [phase for phase in session.plan.phases if phase.kind.name == kind], noted)
    others = [PhaseNotes(each.title, noted.rest(each)) for each in session.plan.phases if each.kind.name not in PARTS]
    return (*found, *(part for part in (*others, PhaseNotes("", noted.stray())) if part.notes))


def _venue(session: Session, phases: Sequence[Phase], noted: PhaseNotesTaken) -> Iterator[VenuePart]:
    """Yield one part for all, which is there without a phase too: the programme has facts of the place."""
    facts = [note.text for phase in phases for note in noted.of(phase, NoteKind.FACT)]
    notes = tuple(text for phase in phases for text in noted.rest(phase))
    title, place = (phases[0].title, _place(session, phases[0])) if len(phases) == 1 else ("", 0)
    part = VenuePart((*session.plan.place.facts, *facts), notes, title, place)
    if part.facts or part.notes:
        yield part


def _studies(session: Session, phases: Sequence[Phase], noted: PhaseNotesTaken) -> Iterator[StudyPart]:
    for phase in phases:
        study = phase.study or Study()
        found = noted.of(phase, NoteKind.FINDING)
        axes = tuple(
            AxisPart(axis.question, tuple(note.text for note in found if note.about == axis.key)) for axis in study.axes
        )
        known = {axis.key for axis in study.axes}
        loose = tuple(note.text for note in found if note.about not in known)
        part = StudyPart(phase.title, study, axes, loose, noted.rest(phase), _place(session, phase))
        if study != Study() or found or part.notes:
            yield part


def _panels(session: Session, phases: Sequence[Phase], noted: PhaseNotesTaken) -> Iterator[PanelPart]:
    for phase in phases:
        remarks = noted.of(phase, NoteKind.REMARK)
        known = {speaker.key for speaker in phase.speakers}
        unnamed = [note for note in remarks if note.unnamed or note.about not in known]
        named = [note for note in remarks if note not in unnamed]
        parts = (
            SpeakerPart(speaker, *_both(note for note in named if note.about == speaker.key))
            for speaker in phase.speakers
        )
        speakers = tuple(each for each in parts if noted.internal or not each.speaker.absent or each.quotes)
        quotable, unquotable = _both(unnamed)
        part = PanelPart(phase.title, speakers, quotable, noted.rest(phase), unquotable, _place(session, phase))
        if speakers or quotable or unquotable or part.notes:
            yield part


def _both(remarks: Iterable[Note]) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """Return the words that may be quoted, and those that may not."""
    every = list(remarks)
    return (
        tuple(Quote(note.text, note.kept) for note in every if note.quotable),
        tuple(note.text for note in every if not note.quotable),
    )


def _tables(session: Session, phases: Sequence[Phase], noted: PhaseNotesTaken) -> Iterator[TablesPart]:
    counted = {count.phase: count for count in phase_counts(session)}
    for phase in phases:
        counts = counted[phase.key]
        rest, setups = noted.rest(phase), phase.table_setups
        closed = sorted((table, into) for (key, table), into in session.closed_tables.items() if key == phase.key)
        yield TablesPart(
            phase.key, phase.title, phase.question, phase.tables, rest, counts, setups, phase.round_setups,
            asked_in(phase, counts), tuple(closed), _place(session, phase), *_signed(session, phase),
            tuple(_favourites(session, phase)),
        )  # fmt: skip


def _favourites(session: Session, phase: Phase) -> Iterator[TableFavourites]:
    """Yield what each table of a phase named, as far as it still stands."""
    for (key, table), ideas in sorted(session.favourites.items()):
        found = [idea for each in ideas if (idea := session.ideas.get(each)) and not idea.withdrawn]
        if key == phase.key and found:
            proposals = (session.proposal_of(idea.id).id for idea in found)
            yield TableFavourites(table, tuple(idea.ref for idea in found), tuple(proposals))


def _signed(session: Session, phase: Phase) -> tuple[tuple[SignedList, ...], tuple[int, ...]]:
    if not any(key == phase.key for key, _table in session.read_backs):
        return (), ()
    from facilitate.workshop.report.readback import asked_of, lists_of  # few events have lists read back

    lists = asked_of(lists_of(session, phase))
    signed = (
        SignedList(each.table, each.signed.count, each.since, each.signed.by_facilitator)
        for each in lists
        if each.signed
    )
    return tuple(signed), tuple(each.table for each in lists)


def _place(session: Session, phase: Phase) -> int:
    return session.plan.phases.index(phase)


# By the word for the kind. One that is not here has its notes alone in the compte rendu.
PARTS: dict[str, Callable[[Session, Sequence[Phase], PhaseNotesTaken], Iterator[ReportPart]]] = {
    "venue": _venue,
    "study": _studies,
    "panel": _panels,
    "tables": _tables,
}
