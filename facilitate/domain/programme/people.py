"""The people a programme names, and the keys of its items, which are made of titles and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.personal import NameNow, PersonKind, PersonNamed
from facilitate.domain.programme.plan import ITEM_LISTS, Plan

SPEAKER = PersonKind(N_("speaker {number}"))
HOST = PersonKind(N_("table host {number}"))
AUTHOR = PersonKind(N_("author of the study"))
# Lists of the programme, and what an item of each is called.
LISTS = {"phases": "phase", "categories": "category", **{items.name: items.item for items in ITEM_LISTS}}


def named_by(path: str, value: Any) -> Iterator[PersonNamed]:
    """Yield the people whom the value at a path of the programme names, or of whom it says the role."""
    above, _, last = path.rpartition("/")
    if not isinstance(value, str):
        yield from named_in({last: value}, above)
    elif above.rpartition("/")[0].endswith("/speakers"):
        yield from _named(SPEAKER, above, last, value)
    elif above.rpartition("/")[0].endswith("/table_setups"):
        yield from _named(HOST, above, {"host": "name"}.get(last, ""), value)
    else:
        yield from _named(AUTHOR, above, {"author": "name", "author_role": "role"}.get(last, ""), value)


def _named(kind: PersonKind, where: str, field: str, value: str) -> Iterator[PersonNamed]:
    if field == "name":
        yield PersonNamed(kind, where, value)
    elif field == "role":
        yield PersonNamed(kind, where, role=value)


def named_in(value: Any, path: str) -> Iterator[PersonNamed]:
    """Yield the people whom a part of the programme names, however deep; `path` is where the part stands."""
    if isinstance(value, Mapping):
        if isinstance(value.get("author"), str):
            yield PersonNamed(AUTHOR, path, value["author"], str(value.get("author_role") or ""))
        for name, each in value.items():
            yield from named_in(each, f"{path}/{name}" if path else str(name))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from named_in_item(path, each)


def named_in_item(path: str, item: Any) -> Iterator[PersonNamed]:
    """Yield the people whom an item of the list at that path names."""
    if not isinstance(item, Mapping):
        return
    where = f"{path}/{item.get('key', '')}"
    if path.rpartition("/")[2] == "speakers":
        yield PersonNamed(SPEAKER, where, str(item.get("name") or ""), str(item.get("role") or ""))
    if path.rpartition("/")[2] == "table_setups":
        yield PersonNamed(HOST, where, str(item.get("host") or ""))
    yield from named_in(item, where)


def names_of(plan: Plan) -> Iterator[NameNow]:
    """Yield the names in a programme: of people, organisations and the place."""
    yield NameNow(plan.organiser, N_("the organiser"), "organiser")
    yield NameNow(plan.place.name, N_("the venue"), "place/name")
    for partner in plan.partners:
        yield NameNow(partner, N_("the partners"), "partners")
    for supporter in plan.supporters:
        yield NameNow(supporter.name, N_("the partners"), f"supporters/{supporter.key}/name")
    for phase in plan.phases:
        for speaker in phase.speakers:
            path = f"phases/{phase.key}/speakers/{speaker.key}"
            yield NameNow(speaker.name, N_("the speakers"), f"{path}/name", SPEAKER)
            yield NameNow(speaker.organisation, N_("the speakers’ organisations"), f"{path}/organisation")
        for setup in phase.table_setups:
            path = f"phases/{phase.key}/table_setups/{setup.key}/host"
            yield NameNow(setup.host, N_("the table hosts"), path, HOST, printed=False)
        if phase.study:
            path = f"phases/{phase.key}/study"
            yield NameNow(phase.study.author, N_("the study"), f"{path}/author", AUTHOR)
            yield NameNow(phase.study.commissioned_by, N_("the study"), f"{path}/commissioned_by")
            yield NameNow(phase.study.funded_by, N_("the study"), f"{path}/funded_by")


def keys_in(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the items in a part of the programme: the name of their list, and their key in it."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name in LISTS and isinstance(each, (list, tuple)):
                yield from ((name, item["key"]) for item in each if isinstance(item, Mapping) and "key" in item)
            yield from keys_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from keys_in(each)
