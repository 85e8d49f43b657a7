"""What others do meanwhile: said in passing to whoever has in hand what they change."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event, Undone
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.sentences import describe
from facilitate.workshop.recorder.recorder import Recorder


@dataclass(frozen=True, slots=True)
class OthersChange:
    """One gesture of another writer: what it was, and the proposals it was about.

    `overruled` is a proposal that it filed and that stands elsewhere now: somebody else's later filing counts.
    """

    by: str
    what: Message
    proposals: frozenset[str]
    overruled: str = ""


class OthersChanges:
    """What arrives from others, as seen by one writer. What that writer changed stays theirs to hear of."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._taken = len(recorder.arrived)
        self._touched: set[str] = set()

    def look(self, writer: str, in_hand: Collection[str]) -> list[OthersChange]:
        """Return what others did since the last look to what is in hand, or to what that writer changed before."""
        arrived = self._recorder.arrived[self._taken :]
        self._taken += len(arrived)
        gestures: dict[str, list[Event]] = {}
        for event in arrived:
            if event.by == writer:
                self._touched |= proposals_of(event, self._recorder.timeline)
            else:
                gestures.setdefault(event.gesture, []).append(event)
        found = (self._change(events) for events in gestures.values())
        return [one for one in found if not one.proposals.isdisjoint(self._touched | set(in_hand))]

    def _change(self, events: list[Event]) -> OthersChange:
        timeline = self._recorder.timeline
        proposals = frozenset[str]().union(*(proposals_of(event, timeline) for event in events))
        overruled = _overruled(events[0], timeline)
        return OthersChange(events[0].by, _sentence(events, timeline), proposals, overruled)


def _overruled(event: Event, timeline: Timeline) -> str:
    act = event.act
    if not isinstance(act, ProposalFiled) or event.id in timeline.undone:
        return ""
    now = timeline.session.all_proposals.get(act.proposal)
    return act.proposal if now and not now.hidden_by and now.category != act.category else ""


def _sentence(events: list[Event], timeline: Timeline) -> Message:
    """Return what a gesture did; of an undo, what was undone."""
    act = events[0].act
    if isinstance(act, Undone):
        undone = [event for key in act.events if (event := timeline.event(key)) is not None]
        again = any(isinstance(event.act, Undone) for event in undone)
        if undone:
            return Message(
                N_("Redone: “{what}”") if again else N_("Undone: “{what}”"), {"what": _sentence(undone, timeline)}
            )
    return describe(events, timeline)


def proposals_of(event: Event, timeline: Timeline) -> frozenset[str]:
    """Return the proposals that an act names, or that it brought into being; of an undo, those of what it undoes."""
    known = timeline.session.all_proposals
    if isinstance(event.act, Undone):
        targets = filter(None, map(timeline.event, event.act.events))
        return frozenset[str]().union(*(proposals_of(target, timeline) for target in targets))
    return frozenset(key for key in (event.id, *_words(event, timeline.session)) if key in known)


def _words(event: Event, session: Session) -> Iterator[str]:
    for name in event.act.__dataclass_fields__:
        value = getattr(event.act, name)
        if name == "idea" and value in session.ideas:
            yield session.proposal_of(value).id
        elif isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, str))
