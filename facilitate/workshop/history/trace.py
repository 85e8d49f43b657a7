"""The whole life of one idea: every act that touched it or a proposal it was in, and where it stands today.

The session is lived through again, act by act, as those who were there saw it: an act belongs to the story if it names
the idea or something that came of it, or if it changed what is seen of it. So acts of any kind, also later ones, are
told without being known here; `describe` has their sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.imports import ActsCollected
from facilitate.domain.acts.proposals import ProposalReworded, ProposalsMerged
from facilitate.domain.acts.votes import VoteAct
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Event, Undone
from facilitate.domain.frozen import dataclass
from facilitate.domain.idea_lookup import ideas_called, undone_called
from facilitate.domain.roles import role_of
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.proposals import Proposal
from facilitate.workshop.history.sentences import describe
from facilitate.workshop.history.snapshots import Change, IdeaSnapshot, diff, snapshot
from facilitate.workshop.history.undo import by_phone
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import ProposalPart, Report
from facilitate.workshop.report.votes import VotePart
from facilitate.workshop.report.wording import Translator

__all__ = ["Change", "Trace", "TraceStep", "ideas_named", "trace"]


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One act, with what it changed of the idea at that moment.

    `by` is a role, `device` what of it wrote (nothing for the session's own machine), `phase` the title of the phase
    that was on. `words` and `detail` are those the act gave, whole. An undone act stays, and says so (an
    undo is undone by a redo); a void one had no effect. An idea that waited on a device was written `at` that time, in
    that phase, and `received` later.
    """

    at: datetime
    by: str
    device: Message | None
    phase: str
    what: Message
    words: str
    detail: str
    changes: tuple[Change, ...]
    undone: bool
    void: bool
    act: str
    is_undo: bool = False
    received: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """An idea from when it was noted to now.

    `with_refs` are the ideas its proposal holds beside it, `lines` the lines of the report that come of it, `votes`
    those that were closed, which say what it got.
    """

    idea: Idea
    steps: tuple[TraceStep, ...]
    proposal: Proposal
    wording: str
    category: str
    number: int
    with_refs: tuple[str, ...]
    question: str
    lines: tuple[Message, ...]
    votes: tuple[VotePart, ...] = ()

    def voted(self, language: Translator) -> tuple[str, ...]:
        """Return what each vote says of its proposal: its rank, what it got, whether it was kept."""
        return tuple(
            words for vote in self.votes for proposal, words in vote.outcomes(language) if proposal == self.proposal.id
        )


def ideas_named(session: Session, name: str) -> list[Idea]:
    """Return the ideas of that reference or id, or every idea of the proposal of that id; raises `Refused`."""
    if found := ideas_called(session, name) or undone_called(session, name):
        return found
    proposal = session.all_proposals.get(name)
    if proposal is None:
        raise Refused(N_("Idea “{ref}” not found. References look like T3-07."), ref=name)
    return session.noted_in(proposal) + session.undone_in(proposal)


def trace(timeline: Timeline, idea: Idea) -> Trace:
    """Return every act that touched the idea, with what it changed, and where the idea stands today."""
    session = timeline.session
    proposal = session.proposal_of(idea.id)
    made = None if idea.undone else report(session)
    titles = [category.key for category in session.plan.categories]
    category = session.plan.category(proposal.category)
    return Trace(
        idea,
        tuple(_steps(timeline, idea)),
        proposal,
        idea.text if idea.undone else session.wording(proposal),
        category.title if category else "",
        titles.index(proposal.category) + 1 if category else 0,
        tuple(other.ref for other in session.ideas_of(proposal) if other.id != idea.id),
        next((axis.question for axis in session.plan.axes if axis.key == session.links.get(idea.id)), ""),
        tuple(_lines(made, idea.ref, proposal.id)) if made else (),
        made.of(VotePart) if made else (),
    )


def _steps(timeline: Timeline, idea: Idea) -> Iterator[TraceStep]:
    then = Timeline()
    # The idea, the proposals it is or ever was in, and what else acts on them brought into being.
    related = {idea.id}
    before: IdeaSnapshot | None = None
    for event in timeline.events:
        targets = _targets(event, then)
        then.add([event])
        after = snapshot(then.session, idea.id)
        named = any(_touches(target, related) for target in targets)
        if named or after != before:
            # What else is done with a vote is about all that is voted on: told where it names the idea itself.
            if not isinstance(event.act, (Undone, VoteAct)):
                related.add(event.id)
            what = _undoing(targets, then) if isinstance(event.act, Undone) else _done(event, timeline, then)
            yield _step(timeline, then.session, event, what, tuple(diff(before, after)))
        before = after


def _targets(event: Event, then: Timeline) -> list[Event]:
    """Return the act itself; for an undo the acts that it undoes, or does again, in the end."""
    found: dict[str, Event] = {}
    left, met = [event], {event.id}
    while left:
        each = left.pop()
        if not isinstance(each.act, Undone):
            found[each.id] = each
            continue
        undone = [target for key in each.act.events if key not in met and (target := then.event(key)) is not None]
        met.update(target.id for target in undone)
        left.extend(reversed(undone))
    return list(found.values())


def _touches(event: Event, related: set[str]) -> bool:
    values = (getattr(event.act, name) for name in event.act.__dataclass_fields__)
    return event.id in related or any(not related.isdisjoint(_strings(value)) for value in values)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _strings(each)


def _done(event: Event, timeline: Timeline, then: Timeline) -> Message:
    """Return what an act did; what came in by an import is told with the rest of its gesture, which names the file."""
    whole = isinstance(event.act, ActsCollected)
    return describe([each for each in timeline.events if each.gesture == event.gesture] if whole else [event], then)


def _undoing(targets: Sequence[Event], then: Timeline) -> Message:
    if not targets:
        return Message(N_("Undone: “{what}”"), {"what": "?"})
    # As it is after the undo or redo: what still is undone was undone by it.
    again = targets[0].id not in then.undone
    return Message(N_("Redone: “{what}”") if again else N_("Undone: “{what}”"), {"what": describe(targets, then)})


def _words(act: Any) -> str:
    if isinstance(act, (IdeaRecorded, IdeaEdited)):
        return act.text
    return act.wording if isinstance(act, (ProposalReworded, ProposalsMerged)) else ""


def _detail(act: Any) -> str:
    return act.detail or "" if isinstance(act, (IdeaRecorded, IdeaEdited)) else ""


def _step(timeline: Timeline, then: Session, event: Event, what: Message, changed: tuple[Change, ...]) -> TraceStep:
    waited = event.act if isinstance(event.act, IdeaRecorded) and event.act.waited else None
    phase = then.plan.phase(waited.phase if waited else then.current)
    return TraceStep(
        waited.written(event) if waited else event.at,
        role_of(event.by),
        _device(timeline, event),
        phase.title if phase else "",
        what,
        _words(event.act),
        _detail(event.act),
        changed,
        event.id in timeline.undone,
        event.id in timeline.void,
        event.gesture,
        isinstance(event.act, Undone),
        event.at if waited else None,
    )


def _device(timeline: Timeline, event: Event) -> Message | None:
    """Return what wrote, where it was not the first program on the session's own machine."""
    if by_phone(timeline, event):
        return Message(N_("phone"))
    suffix = event.by.partition(".")[2]
    return Message(N_("device {name}"), {"name": suffix}) if suffix else None


def _lines(made: Report, ref: str, proposal: str) -> Iterator[Message]:
    """Yield the lines of the report that come of an idea, in their order there."""
    for category in made.categories:
        place = Message(
            N_("Typology, {number}. {category}"), {"number": category.number, "category": one_line(category.title)}
        )
        yield from (_proposal_line(place, part) for part in category.proposals if part.id == proposal)
    for parts, name in ((made.unfiled, N_("Unfiled proposals")), (made.undecided, N_("Undecided proposals"))):
        yield from (_proposal_line(Message(name), part) for part in parts if part.id == proposal)
    for each in made.parts:
        for line in each.lines_of(proposal):
            yield _line(Message(line.part), line.text, ", ".join(line.refs))
    for table in made.annex:
        for idea in table.ideas:
            if idea.ref == ref:
                yield _line(Message(N_("Appendix, table {table}"), {"table": table.table}), idea.text, ref)


def _proposal_line(place: Message, part: ProposalPart) -> Message:
    return _line(place, part.wording, ", ".join(part.refs))


def _line(place: Message, text: str, refs: str) -> Message:
    return Message(N_("{place}: “{text}” ({refs})"), {"place": place, "text": one_line(text), "refs": refs})
