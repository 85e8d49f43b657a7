"""The smallest corrections that turn one programme into another, so that what stands on unchanged parts stays."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from facilitate.domain.acts.programme import PlanAdded, PlanMoved, PlanRemoved, PlanSet, PlanTextsAdded
from facilitate.domain.programme.document import Document, complete, give_keys
from facilitate.domain.programme.plan import ITEM_LISTS, PHASE_GROUPS, UNSAID_KIND
from facilitate.domain.text import folded, title_key

PlanAct = PlanSet | PlanTextsAdded | PlanAdded | PlanRemoved | PlanMoved
_GROUPS = ("place", "attendance", "privacy", "publication", *PHASE_GROUPS)
# The lists, and what their items are called by.
_TITLES = {"phases": "title", "categories": "title", **{items.name: items.title.name for items in ITEM_LISTS}}
_NO_TEXTS = ("key", "kind", "title", "starts_at", "priority")
_SAME_TITLE = 6  # the surest of what `_likeness` tells


def corrections(old: Document, new: Mapping[str, Any]) -> list[PlanAct]:
    """Return the acts that lead from a complete document to another, items of which may lack the keys they had."""
    target = copy.deepcopy(dict(new))
    _keep_keys(target, old)
    return _group("", old, complete(target))


def _keep_keys(new: Document, old: Mapping[str, Any]) -> None:
    """Give items written without a key the one of the item they are; what is new gets a key that nothing had."""
    for name in _TITLES:
        items, before = new.get(name), old.get(name)
        if isinstance(items, list) and isinstance(before, list):
            _match(name, items, before)
    for name in PHASE_GROUPS:
        group, was = new.get(name), old.get(name)
        if isinstance(group, dict) and isinstance(was, Mapping):
            _keep_keys(group, was)


def _match(name: str, items: list[Any], before: list[Document]) -> None:
    taken = {item.get("key") for item in items if isinstance(item, dict)}
    left = {item["key"]: (place, item) for place, item in enumerate(before) if item["key"] not in taken}
    bare = [(place, item) for place, item in enumerate(items) if isinstance(item, dict) and "key" not in item]
    # What is surest goes first, so that no item takes the key of one that is plainly another.
    for likeness in range(_SAME_TITLE, 0, -1):
        for place, item in bare:
            if "key" in item:
                continue
            for key, (was_at, old) in left.items():
                if _likeness(name, item, old, same_place=place == was_at) == likeness:
                    item["key"] = key
                    del left[key]
                    break
    known = {item["key"]: item for item in before}
    give_keys([item for item in items if isinstance(item, dict)], name, known)
    for item in items:
        if isinstance(item, dict) and item.get("key") in known:
            _keep_keys(item, known[item["key"]])


def _likeness(name: str, item: Document, old: Document, *, same_place: bool) -> int:
    """Return how surely an item is one that was there, from 0: notes, ideas and times stay with what it is."""
    new_title, old_title = (str(each.get(_TITLES[name], "")) for each in (item, old))
    kinds = [each.get("kind", UNSAID_KIND) for each in (item, old)] if name == "phases" else ["", ""]
    if title_key(new_title) == title_key(old_title):
        return _SAME_TITLE if kinds[0] == kinds[1] else _SAME_TITLE - 1
    if kinds[0] != kinds[1]:
        return 0
    shared = not set(folded(new_title).split()).isdisjoint(folded(old_title).split())
    if name == "speakers" and not shared:
        return 0  # somebody else: nobody is given the remarks of another
    if name == "phases" and kinds[0] != UNSAID_KIND:
        # Phases of one kind keep their order, whatever comes between them; the rank says nothing of what one is.
        return 4 if _texts(item) & _texts(old) else 3 if shared else 1
    if shared:
        return 4 if same_place else 3
    return 2 if same_place else 0


def _texts(item: Document) -> set[str]:
    """Return what is said of a phase in words besides its title, such as the question that its tables are asked."""
    return {value for name, value in item.items() if isinstance(value, str) and name not in _NO_TEXTS}


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
