"""Remarks that are quoted without the name of who said them: nothing that is published gives that name away.

Their words may hold it all the same. `check` tells of such a remark, and what is published has a sign in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from facilitate.domain.programme.plan import Speaker
from facilitate.domain.session import Session
from facilitate.domain.text import stated_contact
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.privacy.agreement import OMITTED, with_agreement
from facilitate.workshop.privacy.name_finder import Person
from facilitate.workshop.privacy.redactor import Redactor, leaks
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import Report, ReportPart
from facilitate.workshop.report.phase_parts import PanelPart
from facilitate.workshop.schedule.real_times import Room


def published_report(session: Session, room: Room | None = None, *, internal: bool = False) -> Report:
    """Return the report as it may be published; in an anonymous one all names are roles anyway.

    An internal one, which nobody publishes, keeps the names of those who did not agree to be named.
    """
    made = report(session, room, internal=internal)
    details = made.plan.publication
    if (contact := stated_contact(details.contact)) != details.contact:
        made = replace(made, plan=replace(made.plan, publication=replace(details, contact=contact)))
    made = made if internal else with_agreement(session, made)
    words: dict[str, str] = {}
    for note, speaker in giving_the_name(session):
        redact = Redactor([_person(speaker)], lambda message: message.text)
        words[note.text] = redact.without_names(words.get(note.text, note.text))
    return replace(made, parts=tuple(_reworded(part, words) for part in made.parts)) if words else made


def giving_the_name(session: Session) -> Iterator[tuple[Note, Speaker]]:
    """Yield the remarks to be quoted without a name whose words hold that of their speaker.

    After a purge a role stands in its place, in both.
    """
    unnamed = [note for note in session.notes.values() if _goes_without_name(note) and note.id not in session.cleared]
    for phase in session.plan.phases if unnamed else ():
        speakers = {speaker.key: speaker for speaker in phase.speakers}
        for note in unnamed:
            speaker = speakers.get(note.about) if note.phase == phase.key else None
            if speaker and leaks([_person(speaker)], note.text):
                yield note, speaker


def _goes_without_name(note: Note) -> bool:
    return note.kind is NoteKind.REMARK and note.quotable and note.unnamed and not note.withdrawn


def _person(speaker: Speaker) -> Person:
    return Person(speaker.name, OMITTED)


def _reworded(part: ReportPart, words: dict[str, str]) -> ReportPart:
    if not isinstance(part, PanelPart):
        return part
    return replace(part, remarks=tuple(replace(each, text=words.get(each.text, each.text)) for each in part.remarks))
