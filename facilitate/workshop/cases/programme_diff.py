"""The smallest corrections that turn one programme into another, so that what stands on unchanged parts stays."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from facilitate.domain.acts.programme import PlanAdded, PlanMoved, PlanRemoved, PlanSet, PlanTextsAdded
from facilitate.domain.programme.document import Document, complete
from facilitate.domain.programme.plan import PHASE_GROUPS, PHASE_LISTS

PlanAct = PlanSet | PlanTextsAdded | PlanAdded | PlanRemoved | PlanMoved
_GROUPS = ("place", "attendance", *PHASE_GROUPS)
# The lists, and what their items are called by.
_TITLES = {"phases": "title", "categories": "title", **{items.name: items.title.name for _group, items in PHASE_LISTS}}


def corrections(old: Document, new: Mapping[str, Any]) -> list[PlanAct]:
    """Return the acts that lead from a complete document to another, items of which may lack the keys they had."""
    target = copy.deepcopy(dict(new))
    _keep_keys(target, old)
    return _group("", old, complete(target))


def _keep_keys(new: Document, old: Mapping[str, Any]) -> None:
    """Give items written without a key the one they had: same title, else same place among those left."""
    for name in _TITLES:
        items, before = new.get(name), old.get(name)
        if isinstance(items, list) and isinstance(before, list):
            _match(name, items, before)
    for name in PHASE_GROUPS:
        group, was = new.get(name), old.get(name)
        if isinstance(group, dict) and isinstance(was, Mapping):
            _keep_keys(group, was)


def _match(name: str, items: list[Any], before: list[Document]) -> None:
    taken = {item.get("key") for item in items}
    left = {item["key"]: item for item in before if item["key"] not in taken}
    bare = [(place, item) for place, item in enumerate(items) if isinstance(item, dict) and "key" not in item]
    for _place, item in bare:
        title = item.get(_TITLES[name])
        same = next((key for key, old in left.items() if old.get(_TITLES[name]) == title), None)
        if same:
            item["key"] = same
            del left[same]
    for place, item in bare:
        if "key" not in item and place < len(before) and before[place]["key"] in left:
            item["key"] = before[place]["key"]
            del left[item["key"]]
    old_by_key = {item["key"]: item for item in before}
    for item in items:
        if isinstance(item, dict) and item.get("key") in old_by_key:
            _keep_keys(item, old_by_key[item["key"]])


def _group(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[PlanAct]:
    acts: list[PlanAct] = []
    for name in dict.fromkeys((*old, *new)):
        if name == "key":
            continue
        where = f"{path}/{name}" if path else name
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if where == "categories" and before is None and after and isinstance(after, list):
            before = []
        if name in _TITLES and isinstance(before, list) and isinstance(after, list):
            acts += _items(where, before, after)
        elif name in _GROUPS and isinstance(before, Mapping) and isinstance(after, Mapping):
            acts += _group(where, before, after)
        else:
            acts.append(PlanSet(where, after))
    return acts


def _items(path: str, old: list[Document], new: list[Document]) -> list[PlanAct]:
    before = {item["key"]: item for item in old}
    after = {item["key"]: item for item in new}
    added: list[PlanAct] = [PlanAdded(path, item) for key, item in after.items() if key not in before]
    corrected = [
        act for key, item in after.items() if key in before for act in _group(f"{path}/{key}", before[key], item)
    ]
    removed: list[PlanAct] = [PlanRemoved(f"{path}/{key}") for key in before if key not in after]
    # A title is free before another category takes it. Else no list is ever empty on the way from one to the other.
    acts = [*removed, *corrected, *added] if path == "categories" else [*added, *corrected, *removed]
    kept = [key for key in before if key in after] + [key for key in after if key not in before]
    if kept != list(after):
        order = list(after)
        acts += [
            PlanMoved(f"{path}/{key}", following)
            for key, following in zip(reversed(order), ["", *reversed(order[1:])], strict=True)
        ]
    return acts
