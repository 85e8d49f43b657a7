"""Every text that is printed, with where it stands and what corrects it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.phase_keys import TextKey
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.audit.issue import (
    EXCERPT,
    GAP,
    READ,
    Audited,
    Issue,
    Printed,
    Source,
    command,
    doubtful,
    message,
)
from facilitate.workshop.audit.number_words import plain
from facilitate.workshop.audit.pictures import photo_texts
from facilitate.workshop.report.phase_parts import may_be_printed

_FEW_SIGNS = 12
# The groups of commands that correct a note; a plain one is corrected where the day is conducted.
_GROUPS = {NoteKind.FACT: "fact edit", NoteKind.FINDING: "finding edit", NoteKind.REMARK: "remark edit"}


def printed(session: Session, name: str) -> Iterator[Printed]:
    """Yield the texts of the organiser, of the notes, and what the tables said; what is withdrawn is not printed."""
    for each in _texts(session, name):
        text = each.text[:READ]
        yield replace(each, text=text, plain=plain(text), cut=len(each.text) > READ)


def unread(audited: Audited) -> Iterator[Issue]:
    """Texts beyond all measure, of which only the beginning was looked at."""
    for each in audited.texts:
        if each.cut:
            yield doubtful(
                "unread", each.where, message(N_("Only the first {count} characters were checked."), count=READ),
                message(N_("Split the text into several.")), each.command,
            )  # fmt: skip


def unprintable(audited: Audited) -> Iterator[Issue]:
    """Yield texts with signs that no font of the printed pages has."""
    lacking = audited.undrawn([each.text for each in audited.texts])
    for each in audited.texts:
        if signs := lacking.get(each.text):
            yield doubtful(
                "sign", each.where,
                message(
                    N_(
                        "No font has these signs: {signs}. "
                        "Printed files say in words, between brackets, what they are."
                    ),
                    signs=" ".join(signs[:_FEW_SIGNS]) + (" …" if len(signs) > _FEW_SIGNS else ""),
                ),
                message(N_("Write it in other signs, or install more fonts: see “Fonts” in the README.")), each.command,
            )  # fmt: skip


def _texts(session: Session, name: str) -> Iterator[Printed]:
    yield from _heading(session, name)
    for phase in session.plan.phases:
        yield from _phase(phase, name)
    for category in session.plan.categories:
        where = message(N_("the category “{category}”"), category=one_line(category.title))
        yield _text(name, where, category.title, Source.HEADING, f"categories/{category.key}/title")
    keys = sorted(session.notes)
    for note in session.notes.values():
        if not note.withdrawn and may_be_printed(note):
            yield printed_note(session, note, name, keys)
    yield from photo_texts(session, name)
    yield from _said_of_votes(session, name)
    yield from _said_by_tables(session, name)


def _heading(session: Session, name: str) -> Iterator[Printed]:
    plan = session.plan
    parts = (
        (message(N_("the title")), plan.title, Source.HEADING, "title"),
        (message(N_("the subtitle")), plan.subtitle, Source.HEADING, "subtitle"),
        (message(N_("the series")), plan.cycle, Source.HEADING, "cycle"),
        (message(N_("the organiser")), plan.organiser, Source.PROGRAMME, "organiser"),
        (message(N_("the venue")), plan.place.name, Source.PROGRAMME, "place/name"),
        (message(N_("the venue")), plan.place.address, Source.PROGRAMME, "place/address"),
        (message(N_("the venue")), plan.place.city, Source.PROGRAMME, "place/city"),
    )
    yield from (_text(name, *part) for part in parts)
    several = (
        (message(N_("the partners")), plan.partners, "partners"),
        (message(N_("the attendance groups")), plan.attendance.groups, "attendance/groups"),
        (message(N_("the venue information")), plan.place.facts, "place/facts"),
    )
    for supporter in plan.supporters:
        path = f"supporters/{supporter.key}/name"
        yield _text(name, message(N_("the partners")), supporter.name, Source.PROGRAMME, path)
    for where, texts, path in several:
        for text in texts:
            yield _text(name, where, text, Source.PROGRAMME, path)
    asked = session.feedback.questions if session.feedback and not session.feedback.is_open else ()
    for question in asked:
        yield _text(name, message(N_("the closing questions")), question, Source.PROGRAMME, "closing_questions")
    for part, texts in plan.easy.parts():
        for text in texts:
            yield _text(name, message(N_("the edition in short sentences")), text, Source.PROGRAMME, f"easy/{part}")


def _rounds(phase: Phase, name: str) -> Iterator[Printed]:
    for setup in phase.round_setups:
        what = message(N_("round {number}"), number=setup.number)
        path = f"phases/{phase.key}/round_setups/{setup.key}/question"
        yield _text(name, what, setup.question, Source.PROGRAMME, path)


def _phase(phase: Phase, name: str) -> Iterator[Printed]:
    path = f"phases/{phase.key}"
    where = message(N_("the phase “{phase}”"), phase=one_line(phase.title))
    yield _text(name, where, phase.title, Source.HEADING, f"{path}/title")
    for key in phase.kind.keys:
        if isinstance(key, TextKey):
            yield _text(name, where, getattr(phase, key.name), Source.PROGRAMME, f"{path}/{key.name}")
    for setup in phase.table_setups:
        what = message(N_("table {table}"), table=setup.number)
        for field in ("name", "question"):
            yield _text(name, what, getattr(setup, field), Source.PROGRAMME, f"{path}/table_setups/{setup.key}/{field}")
    yield from _rounds(phase, name)
    if phase.study:
        study = phase.study
        of_study = message(N_("the study of “{phase}”"), phase=one_line(phase.title))
        for field in ("title", "method", "author_role"):
            yield _text(name, of_study, getattr(study, field), Source.PROGRAMME, f"{path}/study/{field}")
        for axis in study.axes:
            asked = message(N_("the research question “{question}”"), question=excerpt(axis.question, EXCERPT))
            yield _text(name, asked, axis.question, Source.PROGRAMME, f"{path}/study/axes/{axis.key}/question")
    for speaker in phase.came:
        who = message(N_("“{phase}”: {name}"), phase=one_line(phase.title), name=one_line(speaker.name))
        for field in ("role", "organisation"):
            yield _text(name, who, getattr(speaker, field), Source.PROGRAMME, f"{path}/speakers/{speaker.key}/{field}")


def printed_note(session: Session, note: Note, name: str, keys: Sequence[str]) -> Printed:
    """Return a note as it is printed, with where it stands and what corrects it."""
    phase = session.plan.phase(note.phase)
    text = excerpt(note.text, EXCERPT)
    where = (
        message(N_("a note on “{phase}”: “{text}”"), phase=one_line(phase.title), text=text)
        if phase
        else message(N_("a note on a removed phase: “{text}”"), text=text)
    )
    remark = note.kind is NoteKind.REMARK
    group = _GROUPS.get(note.kind)
    mend = command(name, group, short(keys, note), GAP) if group else command(name, "run")
    return Printed(where, note.text, Source.REMARK if remark else Source.NOTE, mend)


def short(keys: Sequence[str], note: Note) -> str:
    """Return what a note is called by: the beginning of its id where no other of these, in order, begins so."""
    beginning = note.id.partition("-")[0]
    following = bisect_left(keys, beginning) + 1
    alone = following >= len(keys) or not keys[following].startswith(beginning)
    return beginning if alone else note.id


def _said_by_tables(session: Session, name: str) -> Iterator[Printed]:
    for idea in session.ideas.values():
        if not idea.withdrawn:
            where = message(N_("the idea {ref}"), ref=idea.ref)
            yield Printed(where, idea.text, Source.IDEA, command(name, "idea edit", idea.ref, GAP))
            if idea.detail:
                where = message(N_("the details of {ref}"), ref=idea.ref)
                yield Printed(where, idea.detail, Source.IDEA, command(name, "idea edit", idea.ref, "--detail", GAP))
    for proposal in session.proposals():
        if proposal.wording is not None:
            ref = session.ideas_of(proposal)[0].ref
            where = message(N_("the proposal with {ref}"), ref=ref)
            yield Printed(where, proposal.wording, Source.WORDING, command(name, "proposal reword", ref, GAP))


def _said_of_votes(session: Session, name: str) -> Iterator[Printed]:
    """Yield what was typed beside votes and closing questions: why sums do not add up, how a tie was decided."""
    for vote in session.votes.values():
        if vote.count is None:
            continue
        if vote.note:
            yield Printed(message(N_("the note on the vote")), vote.note, Source.NOTE, command(name, "vote note", GAP))
        for tie in vote.ties:
            yield Printed(
                message(N_("how a tie was decided")), tie.reason, Source.NOTE, command(name, "vote keep", GAP)
            )
    if (known := session.feedback) and known.note and not known.is_open:
        where = message(N_("the note on the closing questions"))
        yield Printed(where, known.note, Source.NOTE, command(name, "feedback note", GAP))


def _text(name: str, where: Message, text: str, source: Source, path: str) -> Printed:
    return Printed(where, text, source, command(name, "plan set", path, GAP))
