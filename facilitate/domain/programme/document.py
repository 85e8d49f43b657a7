"""The programme as the document it was given as: completed with keys, corrected by path, written back as it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from facilitate.domain.errors import N_, IneffectiveAct, Refused
from facilitate.domain.programme.plan import ITEM_LISTS, PHASE_GROUPS, PHASE_LISTS, SUPPORTERS
from facilitate.domain.references import key_for
from facilitate.domain.text import folded

Document = dict[str, Any]
_Value = TypeVar("_Value")
# Where items have names, and what an automatic key is made from.
_NAMED_BY = {"phases": "kind", "categories": "title", **{items.name: items.title.name for items in ITEM_LISTS}}
_TITLES = ("title", "name", "question")  # what an item is called by, whichever it has
_DEEPEST, _MOST_NODES, _LONGEST = 24, 200_000, 100_000
# Keys that people need not write: left out again when they are what `complete` would give.
_SILENT = ("phases", *(items.name for items in ITEM_LISTS if items.keyless))


def check_bounds(path: str, value: Any) -> None:
    """Refuse a path or a value deeper or larger than any programme, copies of which fail; raises `IneffectiveAct`."""
    left, nodes = [(value, path.count("/"))], 0
    while left:
        node, depth = left.pop()
        nodes += 1
        long = isinstance(node, str) and len(node) > _LONGEST
        if depth > _DEEPEST or nodes > _MOST_NODES or long:
            raise IneffectiveAct("deeper or larger than any programme")
        if isinstance(node, str):
            continue
        if isinstance(node, (dict, Mapping)):  # a dict is known at once
            left.extend((part, depth + 1) for pair in node.items() for part in pair)
        elif isinstance(node, (list, tuple)):
            left.extend((part, depth + 1) for part in node)


def copied(value: _Value) -> _Value:
    """Return a copy of a document or of a part of one, which hold nothing but groups, lists and what never changes."""
    whole: Any = value
    if isinstance(value, dict):
        whole = {key: copied(part) for key, part in value.items()}
    elif isinstance(value, (list, tuple)):
        whole = type(value)(map(copied, value))
    return cast("_Value", whole)


def complete(document: Mapping[str, Any]) -> Document:
    """Return a copy in which every item of a list has a key; malformed parts are left for `read_plan` to refuse."""
    whole = copied(dict(document))
    for holder, name in _lists(whole):
        give_keys(holder[name], name)
    return whole


def as_written(document: Mapping[str, Any]) -> Document:
    """Return the document without the keys nobody had to write: `complete(as_written(d)) == d`."""
    plain = copied(dict(document))
    # Innermost first: an outer list is replaced by copies of its items.
    for holder, name in reversed(_lists(plain)):
        if name not in _SILENT:
            continue
        bare = [{key: value for key, value in item.items() if key != "key"} for item in holder[name]]
        again = copied(bare)
        give_keys(again, name)
        if [item["key"] for item in again] == [item.get("key") for item in holder[name]]:
            holder[name] = bare
    return plain


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path such as `phases/panel/minutes`; None where there is none."""
    node: Any = document
    for step in path.split("/"):
        node = _child(node, step)
        if node is None:
            return None
    return node


def with_value(document: Document, path: str, value: Any) -> Document:
    """Return the document with one value set, or taken away when None."""
    changed = copied(document)
    *parents, last = path.split("/")
    node: Any = changed
    for step in parents:
        child = _child(node, step)
        if child is None and isinstance(node, dict) and step not in _NAMED_BY:
            child = node[step] = {}
        if child is None:
            raise Refused(N_("There is nothing at “{path}” in the programme."), path=path)
        node = child
    if isinstance(node, list) and (item := _child(node, last)) is not None:
        name = next((name for name in _TITLES if name in item), _TITLES[0])
        raise Refused(N_("Name the value to correct, such as {value}."), value=f"{path}/{name}")
    if not isinstance(node, dict) or last == "key":
        raise Refused(N_("There is nothing at “{path}” in the programme."), path=path)
    if value is None:
        node.pop(last, None)
    else:
        node[last] = value
    return changed


def with_texts(document: Document, path: str, texts: Iterable[str]) -> Document:
    """Return the document with texts at the end of a list of texts, those left out that stand there."""
    there = value_at(document, path) or ()
    if not isinstance(there, (list, tuple)):
        raise Refused(N_("There is no list at “{path}” in the programme."), path=path)
    found: dict[str, str] = {}
    for text in (*map(str, there), *texts):
        found.setdefault(folded(text), text)
    return with_value(document, path, list(found.values()))


def with_item(document: Document, path: str, item: Mapping[str, Any], before: str) -> Document:
    """Return the document with an item put into the list at a path."""
    changed = copied(document)
    items = _list_at(changed, path, create=True)
    if any(other.get("key") == item.get("key") for other in items):
        raise Refused(N_("“{path}” already has an entry with the key {key}."), path=path, key=item.get("key"))
    items.insert(_position(items, before), copied(dict(item)))
    return changed


def without_item(document: Document, path: str) -> Document:
    """Return the document with an item taken out of its list."""
    changed = copied(document)
    items, place = _item_at(changed, path)
    del items[place]
    return changed


def with_item_moved(document: Document, path: str, before: str) -> Document:
    """Return the document with an item moved before another of its list, or to the end."""
    changed = copied(document)
    items, place = _item_at(changed, path)
    item = items.pop(place)
    items.insert(_position(items, before), item)
    return changed


def _lists(document: Document) -> list[tuple[Document, str]]:
    """Return every (holder, name) of a well-formed list of items, outermost first."""
    found = [(document, name) for name in ("phases", "categories", SUPPORTERS.name)]
    phases = document.get("phases")
    for phase in phases if isinstance(phases, list) else ():
        if isinstance(phase, dict):
            holders = ((phase.get(group) if group else phase, items.name) for group, items in PHASE_LISTS)
            found += [(holder, name) for holder, name in holders if isinstance(holder, dict)]
    return [
        (holder, name)
        for holder, name in found
        if isinstance(holder.get(name), list) and all(isinstance(item, dict) for item in holder[name])
    ]


def give_keys(items: list[Document], name: str, besides: Iterable[str] = ()) -> None:
    """Give each item of a list that has none a key, which no other has and which is not among those `besides`."""
    taken = {item["key"] for item in items if isinstance(item.get("key"), str)} | set(besides)
    for item in items:
        if "key" not in item:
            item["key"] = key_for(str(item.get(_NAMED_BY[name], "")), taken)
            taken.add(item["key"])


def _child(node: object, step: str) -> Any:
    if isinstance(node, Mapping):
        return node.get(step)
    if isinstance(node, list):
        return next((item for item in node if isinstance(item, dict) and item.get("key") == step), None)
    return None


def _list_at(document: Document, path: str, *, create: bool = False) -> list[Document]:
    *parents, name = path.split("/")
    node: Any = document
    for step in parents:
        child = _child(node, step)
        if child is None and create and isinstance(node, dict) and step in PHASE_GROUPS:
            child = node[step] = {}
        node = child
    if not isinstance(node, dict) or name not in _NAMED_BY:
        raise Refused(N_("There is no list at “{path}” in the programme."), path=path)
    items = node.setdefault(name, []) if create else node.get(name)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Refused(N_("There is no list at “{path}” in the programme."), path=path)
    return items


def _item_at(document: Document, path: str) -> tuple[list[Document], int]:
    parent, _, key = path.rpartition("/")
    try:
        items = _list_at(document, parent)
    except Refused:
        raise Refused(
            N_("“{path}” is not an entry of a list. To clear a value, use “plan set” without one."), path=path
        ) from None
    for place, item in enumerate(items):
        if item.get("key") == key:
            return items, place
    raise Refused(N_("There is nothing at “{path}” in the programme."), path=path)


def _position(items: list[Document], before: str) -> int:
    if not before:
        return len(items)
    # An item that has gone meanwhile leaves the end as the place.
    return next((place for place, item in enumerate(items) if item.get("key") == before), len(items))
