"""What was done, as a sentence for each gesture."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import Message
from facilitate.domain.event import Event
from facilitate.domain.session import Session


def describe(gesture: Sequence[Event], session: Session) -> Message:
    """The sentence for one gesture (the events one key press made, at least one)."""
    acts = [event.act for event in gesture]
    speaker = max(acts, key=lambda act: act.leads)  # of several the first
    return speaker.sentence(session) if len(acts) == 1 else speaker.sentence_of(acts, session)
