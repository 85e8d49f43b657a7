"""The sentences that the history says, one for each gesture."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.acts.programme import CategoriesMerged, PlanAct
from facilitate.domain.errors import Message
from facilitate.domain.event import Act, Event
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.imported import brought
from facilitate.workshop.history.programme_places import item_name, place_in_words


def describe(gesture: Sequence[Event], timeline: Timeline) -> Message:
    """Return the sentence for one gesture (the events one key press made, at least one)."""
    acts = [event.act for event in gesture]
    speaker = max(acts, key=lambda act: act.leads)  # of several the first
    if len(acts) == 1:
        return _in_words(speaker.sentence(timeline.session), speaker, timeline)
    here = {event.id for event in gesture}  # an undo names what was brought in as well
    acts += [event.act for act in acts for event in brought(act, timeline) if event.id not in here]
    return speaker.sentence_of(acts, timeline.session)


def _in_words(sentence: Message, act: Act, timeline: Timeline) -> Message:
    """Return the sentence with the names of what it names by its place in the programme."""
    if isinstance(act, CategoriesMerged):
        names = {name: item_name(f"categories/{key}", timeline) or key for name, key in sentence.params.items()}
        return Message(sentence.text, names)
    if isinstance(act, PlanAct) and "path" in sentence.params:
        return Message(sentence.text, {"path": place_in_words(str(sentence.params["path"]), timeline)})
    return sentence
