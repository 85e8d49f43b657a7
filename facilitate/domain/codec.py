"""Events as plain documents and back. What this version does not know is kept as `Unknown`, never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from typing import Any, get_args

from facilitate.domain import events as e

_KINDS: dict[str, type[Any]] = {act.kind: act for act in get_args(e.Act) if act is not e.Unknown}
# Field types as the act classes write them, and what JSON gives for them.
_JSON_TYPES: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "str | None": str,
    "int": int,
    "bool": bool,
    "tuple[str, ...]": list,
    "Mapping[str, Any]": dict,
    "Any": object,
}
_FIELDS = {
    kind: {item.name: (_JSON_TYPES[str(item.type)], item.default is MISSING) for item in fields(act)}
    for kind, act in _KINDS.items()
}
# Fields that acts got later, with what they say where they say nothing. Then they are not written: the line is what it
# was before them, and a program that does not know them reads it. What it does not understand is `Unknown` to it.
_LATER: dict[str, dict[str, Any]] = {
    kind: {name: next(item.default for item in fields(_KINDS[kind]) if item.name == name) for name in names}
    for kind, names in {"idea.recorded": ["detail"], "idea.edited": ["detail"]}.items()
}
# An id begins with its clock, eight digits, so that ids sort as events do.
_ID = re.compile(r"[0-9]{8}-[0-9a-z]{8}")


def document_of(event: e.Event) -> dict[str, Any]:
    """An event as what one line of a journal holds."""
    act = event.act
    if isinstance(act, e.Unknown):
        kind, data = act.name, dict(act.payload)
    else:
        kind, data = act.kind, {name: getattr(act, name) for name in _FIELDS[act.kind]}
        for name, nothing in _LATER.get(kind, {}).items():
            if data[name] == nothing:
                del data[name]
    document: dict[str, Any] = {
        "id": event.id,
        "clock": event.clock,
        "at": event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "by": event.by,
    }
    if event.group != event.id:
        document["group"] = event.group
    return {**document, "kind": kind, "data": data}


def event_of(document: Mapping[str, Any]) -> e.Event:
    """The event a document holds; raises `ValueError` when it is not one at all."""
    try:
        key, clock, by, kind, data = (document[name] for name in ("id", "clock", "by", "kind", "data"))
        at = datetime.fromisoformat(document["at"])
        group = document.get("group", key)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an event: {error}") from error
    strings = isinstance(key, str) and isinstance(by, str) and isinstance(group, str) and isinstance(kind, str)
    if not (strings and _ID.fullmatch(key) and clock == int(key[:8]) and isinstance(data, dict) and at.tzinfo):
        raise ValueError(f"not an event: {key!r}")
    return e.Event(key, clock, at, by, group, _act(kind, data))


def events_of(documents: Iterable[Any]) -> list[e.Event]:
    """The events among what another machine sent; what is none is left out."""
    events = []
    for document in documents:
        with suppress(ValueError, TypeError, AttributeError):
            events.append(event_of(document))
    return events


def _act(kind: str, data: dict[str, Any]) -> e.Act:
    known = _FIELDS.get(kind)
    if known is None or not data.keys() <= known.keys():
        return e.Unknown(kind, data)
    values = {}
    for name, (expected, needed) in known.items():
        if name not in data:
            if needed:
                return e.Unknown(kind, data)
            continue
        value = data[name]
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            return e.Unknown(kind, data)
        if isinstance(value, list) and expected is list:
            if not all(isinstance(item, str) for item in value):
                return e.Unknown(kind, data)
            value = tuple(value)
        values[name] = value
    act: e.Act = _KINDS[kind](**values)
    return act
