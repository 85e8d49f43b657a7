"""What becomes of the road map: one total rule for each act.

What is said of a proposal that was merged meanwhile is said of the one that holds it now, so that nothing is lost when
two people work at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitate.domain.roadmap import ActionSet, Progress, ProgressNoted, Told, value_of
from facilitate.domain.void import VoidError

if TYPE_CHECKING:
    from facilitate.domain.events import Event
    from facilitate.domain.state import State

_NOTHING = Told({})


def _holder(state: State, key: str) -> str:
    """The standing proposal that a proposal is in; itself, or what it was merged into."""
    proposal = state.proposals.get(key)
    while proposal is not None and proposal.hidden_by and proposal.hidden_by != proposal.id:
        proposal = state.proposals.get(proposal.hidden_by)
    if proposal is None or proposal.hidden_by:
        raise VoidError(f"no proposal {key}")
    return proposal.id


def _set(state: State, event: Event, act: ActionSet) -> None:
    key = _holder(state, act.proposal)
    told = state.actions.get(key, _NOTHING)
    fields = {**told.fields, act.field: value_of(act.field, act.value)}
    state.actions[key] = replace(told, fields=fields, changed=event.at)


def _noted(state: State, event: Event, act: ProgressNoted) -> None:
    key = _holder(state, act.proposal)
    told = state.actions.get(key, _NOTHING)
    progress = (*told.progress, Progress(event.id, event.at, act.text))
    state.actions[key] = replace(told, progress=progress, changed=event.at)


def whole(state: State, key: str) -> Told | None:
    """What was said of a proposal and of all it was merged from: its own words before theirs, their notes in order."""
    parts: list[Told] = []
    left = [key]
    while left:
        proposal = state.proposals[left.pop()]
        left.extend(reversed(proposal.sources))
        if told := state.actions.get(proposal.id):
            parts.append(told)
    if not parts or parts == [state.actions.get(key)]:
        return parts[0] if parts else None
    parts.reverse()
    fields = {name: value for part in parts for name, value in part.fields.items()}
    notes = sorted((note for part in parts for note in part.progress), key=lambda note: note.id)
    return Told(fields, tuple(notes), max(part.changed for part in parts if part.changed))


RULES: dict[type[Any], Callable[[State, Event, Any], None]] = {
    ActionSet: _set,
    ProgressNoted: _noted,
}
