"""What is still missing before the compte rendu goes out. Nothing here forbids publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import PhaseKind
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.report.counts import counts


class MissingKind(StrEnum):
    """TO_DO: readers will see that it is unfinished. TO_CHECK: it may well be as it should."""

    TO_DO = "to_do"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to look at, as a sentence."""

    message: Message
    severity: MissingKind


def readiness(session: Session) -> tuple[Missing, ...]:
    """What to do first, what to check last; nothing at all when the report is complete."""
    found = [*_of_programme(session), *_of_ideas(session), *_of_phases(session), *_of_notes(session)]
    return tuple(sorted(found, key=lambda missing: missing.severity is MissingKind.TO_CHECK))


def _of_programme(session: Session) -> Iterator[Missing]:
    plan = session.plan
    if plan.date is None:
        yield _to_do(N_("The programme has no date."))
    if not (plan.place.name or plan.place.address or plan.place.city):
        yield _to_do(N_("The programme has no place."))
    if plan.attendance.present is None:
        yield _to_check(N_("The number of people who came is not noted."))


def _of_ideas(session: Session) -> Iterator[Missing]:
    number = counts(session)
    if session.plan.tables and not number.received:
        yield _to_do(N_("No idea has been recorded."))
    standing = session.proposals()
    unfiled = sum(not proposal.category and not proposal.undecided for proposal in standing)
    if unfiled:
        one, many = N_("One proposal is unfiled."), N_("{count} proposals are unfiled.")
        yield _to_do(one if unfiled == 1 else many, count=unfiled)
    undecided = sum(proposal.undecided for proposal in standing)
    if undecided:
        one, many = N_("One proposal is undecided."), N_("{count} proposals are undecided.")
        yield _to_check(one if undecided == 1 else many, count=undecided)
    used = {proposal.category for proposal in standing}
    empty = [category.title for category in session.plan.categories if category.key not in used]
    if empty and number.filed:
        yield _to_check(N_("Nothing is filed under these categories: {titles}."), titles=_listed(empty))


def _of_phases(session: Session) -> Iterator[Missing]:
    on = session.plan.phase(session.current)
    if on is not None:
        yield _to_check(N_("“{phase}” has not ended yet."), phase=on.title)
    never = [phase.title for phase in session.plan.phases if phase.key not in session.runs]
    if never:
        yield _to_check(N_("These phases were not started: {titles}."), titles=_listed(never))


def _of_notes(session: Session) -> Iterator[Missing]:
    notes = [note for note in session.notes.values() if not note.withdrawn]
    answered = {(note.phase, note.about) for note in notes if note.kind is NoteKind.FINDING}
    silent = [
        axis.question
        for phase in session.plan.phases
        for axis in (phase.study.axes if phase.study else ())
        if (phase.key, axis.key) not in answered
    ]
    if silent:
        yield _to_check(N_("No finding is noted under these axes: {titles}"), titles=_listed(silent))
    if session.plan.first(PhaseKind.PANEL) and not any(note.kind is NoteKind.REMARK for note in notes):
        yield _to_check(N_("Nothing that was said on the panel is noted."))


def _listed(titles: Iterable[str]) -> str:
    return " · ".join(map(one_line, titles))


def _to_do(text: str, **params: object) -> Missing:
    return Missing(Message(text, params), MissingKind.TO_DO)


def _to_check(text: str, **params: object) -> Missing:
    return Missing(Message(text, params), MissingKind.TO_CHECK)
