"""From a session to its report: what goes where, and what may be printed under whose name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import PHASES_OF_NOTES, Phase, PhaseKind, Study
from facilitate.domain.roles import role_of
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.domain.values.proposals import Place, Proposal
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.matrix import matrix
from facilitate.workshop.report.model import (
    AxisPart,
    CategoryPart,
    IdeaLine,
    PanelPart,
    PhaseNotes,
    ProposalPart,
    Report,
    SpeakerPart,
    StudyPart,
    TableIdeas,
    TablesPart,
    VenuePart,
)
from facilitate.workshop.report.roadmap import put_forward, roadmap
from facilitate.workshop.schedule.real_times import Room, phase_times

_T = TypeVar("_T")
_OWN_PART = (PhaseKind.VENUE, PhaseKind.STUDY, PhaseKind.PANEL, PhaseKind.TABLES)


def report(session: Session, room: Room | None = None, *, internal: bool = False, private: bool = False) -> Report:
    """The report of a session as it stands now; the same events make an equal report.

    With `room`, which tells times in its zone, it has the times of the phases. Only an `internal` one has the words
    that were taken back; where it is `private` as well, the remarks that may not be quoted stay out all the same.
    """
    noted = _Notes(session, unquotable=internal and not private)
    answered = matrix(session)
    ideas = sorted(session.ideas.values(), key=_by_reference)
    return Report(
        plan=session.plan,
        venue=_venue(session, noted),
        studies=tuple(_some(_study(phase, noted) for phase in _phases(session, PhaseKind.STUDY))),
        panels=tuple(_some(_panel(phase, noted) for phase in _phases(session, PhaseKind.PANEL))),
        notes=_other_notes(session, noted),
        tables=tuple(
            TablesPart(phase.title, phase.question, phase.tables, noted.rest(phase))
            for phase in _phases(session, PhaseKind.TABLES)
        ),
        categories=_categories(session),
        unfiled=_proposals(session, lambda proposal: proposal.place is Place.UNFILED),
        undecided=_proposals(session, lambda proposal: proposal.place is Place.UNDECIDED),
        annex=_annex([_line(session, idea, internal=internal) for idea in ideas if not idea.withdrawn]),
        withdrawn=tuple(_line(session, idea, internal=True) for idea in ideas if internal and idea.withdrawn),
        counts=counts(session),
        unquoted=noted.unquoted,
        internal=internal,
        matrix=answered if answered.linked else None,
        roadmap=roadmap(session) if internal else put_forward(session),
        times=phase_times(session, room) if room else (),
    )


def may_be_printed(note: Note) -> bool:
    """Whether a note that stands is published: a remark only where it may be quoted."""
    return note.kind is not NoteKind.REMARK or note.quotable


class _Notes:
    """The notes that stand, by phase. A kind that does not fit its phase any more reads as a plain note, unnamed."""

    def __init__(self, session: Session, *, unquotable: bool) -> None:
        standing = [note for note in session.notes.values() if not note.withdrawn]
        self._notes = [note for note in standing if unquotable or may_be_printed(note)]
        self._phases = {phase.key for phase in session.plan.phases}
        self.unquoted = sum(
            not may_be_printed(note) and (not note.withdrawn or note.purged) for note in session.notes.values()
        )

    def of(self, phase: Phase, kind: NoteKind) -> list[Note]:
        return [note for note in self._notes if note.phase == phase.key and note.kind is kind]

    def rest(self, phase: Phase) -> tuple[str, ...]:
        """What the part of its kind does not show elsewhere."""
        return tuple(
            note.text
            for note in self._notes
            if note.phase == phase.key and PHASES_OF_NOTES.get(note.kind) is not phase.kind
        )

    def stray(self) -> tuple[str, ...]:
        """Those whose phase has left the agenda."""
        return tuple(note.text for note in self._notes if note.phase not in self._phases)


def _phases(session: Session, kind: PhaseKind) -> list[Phase]:
    return [phase for phase in session.plan.phases if phase.kind is kind]


def _some(parts: Iterable[_T | None]) -> list[_T]:
    return [part for part in parts if part is not None]


def _venue(session: Session, noted: _Notes) -> VenuePart | None:
    phases = _phases(session, PhaseKind.VENUE)
    facts = [note.text for phase in phases for note in noted.of(phase, NoteKind.FACT)]
    notes = tuple(text for phase in phases for text in noted.rest(phase))
    part = VenuePart((*session.plan.place.facts, *facts), notes)
    return part if part.facts or part.notes else None


def _study(phase: Phase, noted: _Notes) -> StudyPart | None:
    study = phase.study or Study()
    found = noted.of(phase, NoteKind.FINDING)
    axes = tuple(
        AxisPart(axis.question, tuple(note.text for note in found if note.about == axis.key)) for axis in study.axes
    )
    known = {axis.key for axis in study.axes}
    loose = tuple(note.text for note in found if note.about not in known)
    part = StudyPart(phase.title, study, axes, loose, noted.rest(phase))
    return part if study != Study() or found or part.notes else None


def _panel(phase: Phase, noted: _Notes) -> PanelPart | None:
    remarks = noted.of(phase, NoteKind.REMARK)
    known = {speaker.key for speaker in phase.speakers}
    quoted = [note for note in remarks if note.quotable and note.about in known]
    speakers = tuple(
        SpeakerPart(speaker, tuple(note.text for note in quoted if note.about == speaker.key))
        for speaker in phase.speakers
    )
    unnamed = tuple(note.text for note in remarks if note.quotable and note.about not in known)
    unquotable = tuple(note.text for note in remarks if not note.quotable)
    part = PanelPart(phase.title, speakers, unnamed, noted.rest(phase), unquotable)
    return part if speakers or unnamed or part.notes or unquotable else None


def _other_notes(session: Session, noted: _Notes) -> tuple[PhaseNotes, ...]:
    others = [
        PhaseNotes(phase.title, noted.rest(phase)) for phase in session.plan.phases if phase.kind not in _OWN_PART
    ]
    return tuple(part for part in (*others, PhaseNotes("", noted.stray())) if part.notes)


def _categories(session: Session) -> tuple[CategoryPart, ...]:
    filed: dict[str, list[Proposal]] = {category.key: [] for category in session.plan.categories}
    for proposal in session.proposals():
        filed.get(proposal.category, []).append(proposal)
    return tuple(
        CategoryPart(number, category.title, _parts(session, filed[category.key]))
        for number, category in enumerate(session.plan.categories, 1)
    )


def _proposals(session: Session, wanted: Callable[[Proposal], bool]) -> tuple[ProposalPart, ...]:
    return _parts(session, [proposal for proposal in session.proposals() if wanted(proposal)])


def _parts(session: Session, proposals: Iterable[Proposal]) -> tuple[ProposalPart, ...]:
    """What most tables said first, then by reference."""
    ordered = []
    for proposal in proposals:
        ideas = sorted(session.ideas_of(proposal), key=_by_reference)
        part = ProposalPart(
            proposal.id, session.wording(proposal), session.standing(proposal), tuple(idea.ref for idea in ideas)
        )
        ordered.append((-len(ideas), _by_reference(ideas[0]), part))
    return tuple(part for _many, _first, part in sorted(ordered, key=lambda row: row[:2]))


def _line(session: Session, idea: Idea, *, internal: bool) -> IdeaLine:
    proposal = session.proposal_of(idea.id)
    category = session.plan.category(proposal.category)
    wording = session.wording(proposal)
    return IdeaLine(
        idea.ref,
        idea.table,
        idea.text,
        idea.status,
        proposal.place,
        category.title if category else "",
        "" if wording == idea.text else wording,
        proposal.id,
        idea.at,
        role_of(idea.by),
        idea.first_text if internal and idea.edited and idea.first_text != idea.text else "",
        next((axis.question for axis in session.plan.axes if axis.key == session.links.get(idea.id)), ""),
        idea.aliases,
        idea.detail,
        idea.first_detail if internal and idea.edited and idea.first_detail != idea.detail else "",
    )


def _annex(lines: Iterable[IdeaLine]) -> tuple[TableIdeas, ...]:
    of_table: dict[int, list[IdeaLine]] = {}
    for line in lines:
        of_table.setdefault(line.table, []).append(line)
    return tuple(TableIdeas(table, tuple(ideas)) for table, ideas in of_table.items())


def _by_reference(idea: Idea) -> tuple[int, str, int, str]:
    """As people would order references: T3-2, T3-10, T3b-1; the id keeps two of one name apart."""
    prefix, _, number = idea.ref.rpartition("-")
    return (idea.table, prefix, whole_number(number) or 0, idea.id)
