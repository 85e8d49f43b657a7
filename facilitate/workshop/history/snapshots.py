"""Snapshots of what is shown of one idea at a moment, and the differences between two."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place
from facilitate.labels import PLACES, STATUSES, WITHDRAWN


class IdeaAspect(StrEnum):
    """What of an idea can change."""

    TEXT = "text"
    DETAIL = "detail"
    STATUS = "status"
    WITHDRAWN = "withdrawn"
    WORDING = "wording"
    TOGETHER = "together"
    PLACE = "place"
    AXIS = "axis"


Value = str | Message  # somebody's words, or ours


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an act changed; an empty value is none."""

    what: IdeaAspect
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class IdeaSnapshot:
    """An idea as it is shown: `wording` is its proposal's where it differs, `together` the other ideas of that."""

    text: str
    detail: str
    status: str
    withdrawn: bool
    undone: bool
    wording: str
    together: str
    place: Place
    category: str
    axis: str


def snapshot(session: Session, key: str) -> IdeaSnapshot | None:
    """Return what is shown of an idea now; None before it is recorded."""
    idea = session.idea(key)
    if idea is None:
        return None
    proposal = session.proposal_of(key)
    category = session.plan.category(proposal.category) if proposal.category else None
    wording = session.wording(proposal)
    linked = session.links.get(key, "")
    return IdeaSnapshot(
        idea.text,
        idea.detail,
        idea.status.value,
        idea.withdrawn,
        idea.undone,
        "" if idea.undone or wording == idea.text else wording,
        ", ".join(other.ref for other in session.ideas_of(proposal) if other.id != key) if proposal.merged else "",
        proposal.place,
        category.title if category else "",
        next((axis.question for axis in session.plan.axes if axis.key == linked), linked) if linked else "",
    )


def diff(before: IdeaSnapshot | None, after: IdeaSnapshot | None) -> Iterator[Change]:
    """Yield what changed from one snapshot to the next; nothing for an idea that was just recorded."""
    if before is None or after is None:
        return
    pairs: tuple[tuple[IdeaAspect, Value, Value], ...] = (
        (IdeaAspect.TEXT, before.text, after.text),
        (IdeaAspect.DETAIL, before.detail, after.detail),
        (IdeaAspect.STATUS, _status(before), _status(after)),
        (IdeaAspect.WITHDRAWN, _standing(before), _standing(after)),
        (IdeaAspect.TOGETHER, before.together, after.together),
        (IdeaAspect.WORDING, before.wording, after.wording),
        (IdeaAspect.PLACE, _place(before), _place(after)),
        (IdeaAspect.AXIS, before.axis, after.axis),
    )
    yield from (Change(*pair) for pair in pairs if pair[1] != pair[2])


def _status(at: IdeaSnapshot) -> Message:
    return Message(STATUSES[at.status])


def _standing(at: IdeaSnapshot) -> Message:
    if at.undone:
        return Message(N_("recording undone"))
    return Message(WITHDRAWN) if at.withdrawn else Message(N_("active"))


def _place(at: IdeaSnapshot) -> Value:
    return at.category if at.place is Place.FILED else Message(PLACES[at.place])
