"""The sentences that the history says, one for each gesture."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import Message
from facilitate.domain.event import Event
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.imported import brought


def describe(gesture: Sequence[Event], timeline: Timeline) -> Message:
    """Return the sentence for one gesture (the events one key press made, at least one)."""
    acts = [event.act for event in gesture]
    speaker = max(acts, key=lambda act: act.leads)  # of several the first
    if len(acts) == 1:
        return speaker.sentence(timeline.session)
    here = {event.id for event in gesture}  # an undo names what was brought in as well
    acts += [event.act for act in acts for event in brought(act, timeline) if event.id not in here]
    return speaker.sentence_of(acts, timeline.session)
