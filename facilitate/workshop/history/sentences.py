"""The sentences that the history says, one for each gesture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitate.domain.acts.programme import CategoriesMerged, PlanAct, PlanAdded, PlanSet, SessionCreated
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Act, Event
from facilitate.domain.programme import document as doc
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.imported import brought
from facilitate.workshop.views.programme import ValueKind, programme_rows

_NAMES = ("title", "name", "question")  # what an item of the programme is called by


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
        names = {name: _item_name(f"categories/{key}", timeline) or key for name, key in sentence.params.items()}
        return Message(sentence.text, names)
    if isinstance(act, PlanAct) and "path" in sentence.params:
        return Message(sentence.text, {"path": _place_in_words(str(sentence.params["path"]), timeline)})
    return sentence


def _place_in_words(path: str, timeline: Timeline) -> Message | str:
    """Return the name of an item, or what a value is called with the name of its item; else the path."""
    rows = programme_rows(timeline.session)
    row = next((row for row in rows if path in (row.path, row.item)), None)
    if row is None:
        former = _item_name(path, timeline)
        return Message(N_("“{item}”"), {"item": former}) if former else path
    if row.kind is ValueKind.ONE_OF_TEXTS or not row.item:
        return row.label
    item = next((each.value for each in rows if each.item == row.item and each.name), row.item)
    if row.name:
        return Message(N_("“{item}”"), {"item": item})
    return Message(N_("“{item}”, {value}"), {"item": item, "value": row.label})


def _item_name(path: str, timeline: Timeline) -> str:
    """Return the last name of an item, also of one that has been removed; an empty text for what is no item."""
    name = ""
    for event in timeline.events:
        if not (isinstance(event.act, PlanSet) and event.id in timeline.undone):
            name = _named_by(event.act, path) or name
    return name


def _named_by(act: Act, path: str) -> str:
    """Return what an act calls the item, if it does."""
    if isinstance(act, SessionCreated):
        return _name(doc.value_at(doc.complete(act.plan), path))
    if isinstance(act, PlanAdded):
        return _name(act.item) if path == f"{act.path}/{act.item.get('key', '')}" else ""
    if isinstance(act, PlanSet) and act.path in {f"{path}/{name}" for name in _NAMES}:
        return str(act.value or "")
    return ""


def _name(item: Any) -> str:  # what a document holds at a path
    return next((str(item[name]) for name in _NAMES if item.get(name)), "") if isinstance(item, dict) else ""
