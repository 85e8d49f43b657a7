"""The sentences that the history says, one for each gesture."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.imported import brought
from facilitate.workshop.views.programme import ValueKind, programme_rows


def describe(gesture: Sequence[Event], timeline: Timeline) -> Message:
    """Return the sentence for one gesture (the events one key press made, at least one)."""
    acts = [event.act for event in gesture]
    speaker = max(acts, key=lambda act: act.leads)  # of several the first
    if len(acts) == 1:
        sentence = speaker.sentence(timeline.session)
        if "path" in sentence.params:
            return Message(sentence.text, {"path": _place(str(sentence.params["path"]), timeline.session)})
        return sentence
    here = {event.id for event in gesture}  # an undo names what was brought in as well
    acts += [event.act for act in acts for event in brought(act, timeline) if event.id not in here]
    return speaker.sentence_of(acts, timeline.session)


def _place(path: str, session: Session) -> Message | str:
    """Return what the programme page calls a place in the programme; what is no longer there keeps its path."""
    rows = programme_rows(session)
    row = next((row for row in rows if path in (row.path, row.item)), None)
    if row is None:
        return path
    if row.kind is ValueKind.ONE_OF_TEXTS or not row.item:
        return row.label
    item = next((each.value for each in rows if each.item == row.item and each.name), row.item)
    if row.name:
        return Message(N_("“{item}”"), {"item": item})
    return Message(N_("“{item}”, {value}"), {"item": item, "value": row.label})
