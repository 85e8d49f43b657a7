"""Following proposals after the event: what is said of each on the road map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from facilitate.domain.acts.roadmap import ActionSet, ProgressNoted
from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import clean, required
from facilitate.domain.typed_times import read_day
from facilitate.domain.values.proposals import Proposal
from facilitate.domain.values.roadmap import Action, ActionState, value_of
from facilitate.domain.year_parts import read_year_part
from facilitate.workshop.cases.proposals import Proposals
from facilitate.workshop.recorder.recorder import Recorder

_LONGEST = 300  # characters of a field; what needs more words is a progress note


class RoadMap:
    """Use cases of the road map. A proposal is named by its id or by the reference of any idea in it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._proposals = Proposals(recorder)

    def set(self, name: str, **fields: str | Sequence[str]) -> Proposal:
        """Change fields of a proposal's action as one gesture; an empty value takes a field away. Raises `Refused`."""
        proposal = self._proposals.find(name)
        followed = self._recorder.session.action(proposal)
        now = followed or Action()
        read = {field: _read(field, value) for field, value in fields.items()}
        acts = [
            ActionSet(proposal.id, field, value)
            for field, value in read.items()
            # To call it still an idea is how one begins to follow it.
            if value != _kept(now, field) or (field == "state" and followed is None)
        ]
        if acts:
            self._recorder.record(*acts)
        return proposal

    def note(self, name: str, text: str) -> Proposal:
        """Note what happened to a proposal."""
        proposal = self._proposals.find(name)
        self._recorder.record(ProgressNoted(proposal.id, required(text)))
        return proposal


def _read(field: str, value: str | Sequence[str]) -> Any:
    """Return what somebody typed, as an act holds it."""
    if field == "partners":
        texts = [value] if isinstance(value, str) else value
        return [one for text in texts if (one := clean(" ".join(text.split()), longest=_LONGEST))]
    text = clean(" ".join(str(value).split()), longest=_LONGEST)
    if field == "horizon":
        return read_year_part(text)
    if field == "due":
        return _possible_day(text)
    return state_of(text).value if field == "state" else text


def _possible_day(text: str) -> str:
    """Return a day that can be reckoned with: one of the first or the last year that dates know is none."""
    day = read_day(text)
    try:
        value_of("due", day)
    except ValueError:
        raise Refused(
            N_("“{typed}” is not a full date: give the day, the month and the year (DD/MM/YYYY or YYYY-MM-DD)."),
            typed=text,
        ) from None
    return day


def state_of(text: str) -> ActionState:
    """Return the state somebody means, the first one for an empty text; raises `Refused`."""
    try:
        return ActionState(text.lower() or ActionState.IDEA)
    except ValueError:
        known = ", ".join(ActionState)
        raise Refused(N_("Unknown state “{state}”. Choose one of: {known}."), state=text, known=known) from None


def _kept(action: Action, field: str) -> Any:
    value = getattr(action, field)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value or ""
