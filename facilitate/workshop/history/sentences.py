"""The sentences that the history says, one for each gesture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from facilitate.domain.acts.programme import CategoriesMerged, PlanAct, PlanAdded, PlanSet, SessionCreated, table_added
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Act, Event
from facilitate.domain.programme import document as doc
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.imported import brought
from facilitate.workshop.views.programme import ValueKind, programme_rows, value_label

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
    if isinstance(act, PlanSet) and act.path.endswith("/tables") and act.value == _tables_before(act, timeline) + 1:
        return table_added(act.path, act.value, timeline.session)
    if isinstance(act, PlanSet) and act.path.startswith("categories/") and act.path.endswith("/title"):
        before = _item_name(act.path.rpartition("/")[0], timeline, until=act)
        names = {"title": str(act.value), "before": before}
        return Message(N_("Category “{before}” renamed “{title}”"), names) if before else sentence
    if isinstance(act, PlanAct) and "path" in sentence.params:
        return Message(sentence.text, {"path": _place_in_words(str(sentence.params["path"]), timeline)})
    if isinstance(act, PlanSet) and "absent" in sentence.params:
        speaker = act.path.rpartition("/")[0]
        return Message(sentence.text, {"absent": _item_name(speaker, timeline) or Message(N_("one speaker"))})
    return sentence


def _tables_before(act: PlanSet, timeline: Timeline) -> int:
    """How many tables a phase had before it was given others."""
    known = 0
    for event in timeline.events:
        if event.act is act:
            break
        if isinstance(event.act, SessionCreated):
            known = _number(doc.value_at(doc.complete(event.act.plan), act.path))
        elif isinstance(event.act, PlanSet) and event.act.path == act.path and event.id not in timeline.undone:
            known = _number(event.act.value)
    return known


def _number(value: Any) -> int:  # what a document holds, which may be anything
    return value if isinstance(value, int) else 0


def _place_in_words(path: str, timeline: Timeline) -> Message | str:
    """Return the name of an item, or what a value is called with the name of its item; never the path itself."""
    rows = programme_rows(timeline.session)
    row = next((row for row in rows if path in (row.path, row.item)), None)
    if row is None:
        return _former_place(path, timeline)
    if row.kind is ValueKind.ONE_OF_TEXTS or not row.item:
        return row.label
    item = next((each.value for each in rows if each.item == row.item and each.name), row.item)
    if row.name:
        return Message(N_("“{item}”"), {"item": item})
    return Message(N_("“{item}”, {value}"), {"item": item, "value": row.label})


def _former_place(path: str, timeline: Timeline) -> Message | str:
    """Return in words a place that the screen of the programme does not show, or no longer has."""
    if name := _item_name(path, timeline):
        return Message(N_("“{item}”"), {"item": name})
    above, _, last = path.rpartition("/")
    label = value_label(last)
    if not above:
        return label or last
    item = next((name for each in _ancestors(path) if (name := _item_name(each, timeline))), "")
    if item and last in _NAMES:
        return Message(N_("“{item}”"), {"item": item})
    if not item:
        return label or last
    return Message(N_("“{item}”, {value}"), {"item": item, "value": label or last})


def _ancestors(path: str) -> Iterator[str]:
    """Yield what a place stands in, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path


def _item_name(path: str, timeline: Timeline, until: Act | None = None) -> str:
    """Return the last name of an item, or the last before an act, also of one that has been removed; else nothing."""
    name = ""
    for event in takewhile(lambda event: event.act is not until, timeline.events):
        if not (isinstance(event.act, PlanSet) and event.id in timeline.undone):
            name = _named_by(event.act, path) or name
    return name


def _named_by(act: Act, path: str) -> str:
    """Return what an act calls the item, if it does."""
    if isinstance(act, SessionCreated):
        return _name(doc.value_at(doc.complete(act.plan), path))
    if isinstance(act, PlanAdded):
        return _name_below(f"{act.path}/{act.item.get('key', '')}", act.item, path)
    if isinstance(act, PlanSet):
        named = act.path in {f"{path}/{name}" for name in _NAMES}
        return str(act.value or "") if named else _name_below(act.path, act.value, path)
    return ""


def _name_below(own: str, value: Any, path: str) -> str:
    """Return the name of what stands at a path, in a value that was set or added at another."""
    if path == own:
        return _name(value)
    below = path.removeprefix(f"{own}/")
    return _name(doc.value_at({"": value}, f"/{below}")) if below != path else ""


def _name(item: Any) -> str:  # what a document holds at a path
    return next((str(item[name]) for name in _NAMES if item.get(name)), "") if isinstance(item, Mapping) else ""
