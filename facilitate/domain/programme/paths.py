"""What people call the values and items of the programme, with the words of the screens, by paths such as `title`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.plan import PHASE_KINDS, FlagKey, GroupKey, ItemsKey, PhaseKey, Plan

_OF_THE_EVENT = {
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "date": N_("Date"),
    "starts_at": N_("Starts at"),
    "ends_at": N_("Ends at"),
    "organiser": N_("Organiser"),
    "partners": N_("Partners"),
    "cycle": N_("Series"),
    "language": N_("Report language"),
    "place": N_("Venue"),
    "place/name": N_("Name of the venue"),
    "place/city": N_("City"),
    "place/address": N_("Address"),
    "place/facts": N_("Venue facts"),
    "attendance": N_("Attendance"),
    "attendance/expected": N_("People expected"),
    "attendance/present": N_("People present"),
    "attendance/groups": N_("Groups of people"),
    "phases": N_("Phases"),
    "categories": N_("Categories"),
    "synonyms": N_("Synonyms and acronyms"),
}
_OF_A_CATEGORY = {"title": N_("Title"), "keywords": N_("Keywords")}
_OF_AN_ITEM = {"question": N_("Research question"), "absent": N_("Absence")}


def path_named(plan: Plan, path: str) -> Message | str:
    """Return what people call the value or the item at a path; the path itself where that is not known."""
    if path in _OF_THE_EVENT:
        return Message(_OF_THE_EVENT[path])
    holder, _slash, rest = path.partition("/")
    key, _slash, rest = rest.partition("/")
    if holder == "categories":
        category = plan.category(key)
        return _named(category.title if category else key, rest, _OF_A_CATEGORY, path)
    if holder != "phases":
        return path
    phase = plan.phase(key)
    title = phase.title if phase else key
    for items_path, items in _LISTS.items():
        if rest.startswith(f"{items_path}/"):
            key, _slash, rest = rest.removeprefix(f"{items_path}/").partition("/")
            found = next((each for each in _at(phase, items_path) if each.key == key), None)
            return _named(getattr(found, items.title.name) if found else key, rest, _labels_of(items), path)
    return _named(title, rest, _OF_A_PHASE, path)


def item_named(item: Mapping[str, Any]) -> Message:
    """Return what an item that is added is called by: its title, or else its key."""
    named = next((item[name] for name in ("title", "name", "question", "key") if item.get(name)), "")
    return Message(N_("“{name}”"), {"name": str(named)})


def _named(name: str, rest: str, labels: dict[str, str], path: str) -> Message | str:
    if not rest:
        return Message(N_("“{name}”"), {"name": name})
    if rest not in labels:
        return path
    return Message(N_("{label} (“{name}”)"), {"label": Message(labels[rest]), "name": name})


def _at(phase: Any, path: str) -> Sequence[Any]:
    node = phase
    for step in path.split("/"):
        node = getattr(node, step, None)
    return node or ()


def _labels(keys: Sequence[PhaseKey | FlagKey], below: str = "") -> Iterator[tuple[str, str]]:
    for key in keys:
        if isinstance(key, GroupKey):
            yield from _labels(key.keys, f"{key.name}/")
        elif not isinstance(key, FlagKey):
            yield below + key.name, key.label


def _labels_of(items: ItemsKey) -> dict[str, str]:
    return {items.title.name: items.title.label, **dict(_labels(items.keys)), **_OF_AN_ITEM}


def _lists() -> Iterator[tuple[str, ItemsKey]]:
    for kind in PHASE_KINDS.values():
        for key in kind.keys:
            if isinstance(key, ItemsKey):
                yield key.name, key
            elif isinstance(key, GroupKey):
                yield from ((f"{key.name}/{each.name}", each) for each in key.keys if isinstance(each, ItemsKey))


_LISTS = dict(_lists())
_OF_A_PHASE = {
    "title": N_("Title"),
    "kind": N_("Kind of phase"),
    "minutes": N_("Minutes"),
    "minimum": N_("Minimum minutes"),
    "starts_at": N_("Fixed start"),
    "priority": N_("Priority"),
    **{path: label for kind in PHASE_KINDS.values() for path, label in _labels(kind.keys)},
}
