"""Events as plain documents and back; what is a gesture here is called `group` there.

What this version does not know is kept as `Unknown`, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from facilitate.domain.event import Act, Event, Unknown, kind_named

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
_VERSIONED = r"(.+)@([1-9][0-9]{0,5})"


class _Form:
    """How the acts of one kind are written and read."""

    def __init__(self, act: type[Act]) -> None:
        described = fields(act)
        self.act = act
        self.name = name_of(act)
        self.fields = {item.name: (_JSON_TYPES[str(item.type)], item.default is MISSING) for item in described}
        # Fields that acts got later, with what they say where they say nothing. Then they are not written: the line is
        # what it was before them, and a program that does not know them reads it.
        self.later = {item.name: item.default for item in described if item.name in act.later}

    def data(self, act: Act) -> dict[str, Any]:
        """Return the fields of an act as they are written."""
        data = {name: getattr(act, name) for name in self.fields}
        for name, nothing in self.later.items():
            if data[name] == nothing:
                del data[name]
        return data

    def read(self, data: Mapping[str, Any]) -> Act | None:
        """Return the act of these fields; None where they are not such as this version writes."""
        if not data.keys() <= self.fields.keys():
            return None
        values = {}
        for name, (expected, needed) in self.fields.items():
            if name not in data:
                if needed:
                    return None
                continue
            value = data[name]
            if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
                return None
            if isinstance(value, list) and expected is list:
                if not all(isinstance(item, str) for item in value):
                    return None
                value = tuple(value)
            values[name] = value
        return self.act(**values)


def name_of(act: type[Act]) -> str:
    """Return a kind as it stands on the disk, with its version."""
    return act.kind if act.version == 1 else f"{act.kind}@{act.version}"


_FORMS: dict[str, _Form] = {}


def _form(kind: str) -> _Form | None:
    """Return the form of a kind, made when it is first needed; None for a kind that this version does not know."""
    form = _FORMS.get(kind)
    if form is None and (act := kind_named(kind)) is not None:
        form = _FORMS[kind] = _Form(act)
    return form


# An id begins with its Lamport clock, eight digits, so that ids sort as events do.
_ID = re.compile(r"[0-9]{8}-[0-9a-z]{8}")


@lru_cache(maxsize=8)
def moment_of(at: datetime) -> str:
    """Return a moment as it is written; the acts of one gesture have one."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def document_of(event: Event) -> dict[str, Any]:
    """Return an event as what one line of a journal holds."""
    act = event.act
    if isinstance(act, Unknown):
        kind, data = act.name, dict(act.payload)
    else:
        form = _form(act.kind)
        if form is None or form.act is not type(act):
            form = _Form(type(act))
        kind, data = form.name, form.data(act)
    document: dict[str, Any] = {"id": event.id, "clock": event.lamport, "at": moment_of(event.at), "by": event.by}
    if event.gesture != event.id:
        document["group"] = event.gesture
    document["kind"] = kind
    document["data"] = data
    return document


def event_of(document: Mapping[str, Any]) -> Event:
    """Return the event a document holds; raises `ValueError` when it is not one at all."""
    try:
        key, lamport, by, kind, data = (document[name] for name in ("id", "clock", "by", "kind", "data"))
        at = datetime.fromisoformat(document["at"])
        gesture = document.get("group", key)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not an event: {error}") from error
    strings = isinstance(key, str) and isinstance(by, str) and isinstance(gesture, str) and isinstance(kind, str)
    stamped = strings and _ID.fullmatch(key) and type(lamport) is int and lamport == int(key[:8])  # 2.0 is no clock
    if not (stamped and isinstance(data, dict) and at.tzinfo):
        raise ValueError(f"not an event: {key!r}")
    return Event(key, lamport, at, by, gesture, _act(kind, data))


def events_of(documents: Iterable[Any]) -> list[Event]:
    """Return the events among what another machine sent; what is none is left out."""
    events = []
    for document in documents:
        with suppress(ValueError, TypeError, AttributeError):
            events.append(event_of(document))
    return events


def _act(name: str, data: dict[str, Any]) -> Act:
    """Return the act of that kind; an older version of it is read as what it says in the words of today's.

    A version is written behind the kind (`idea.recorded@2`; without one it is the first), so that a program which does
    not know it keeps the act as it is.
    """
    form, version = _form(name), 1
    if form is None and (found := re.fullmatch(_VERSIONED, name)):
        form, version = _form(found[1]), int(found[2])
        if version == 1:  # is never written so
            return Unknown(name, data)
    if form is None or version > form.act.version:
        return Unknown(name, data)
    return form.read(_upcast(form.act, version, data)) or Unknown(name, data)


def _upcast(act: type[Act], version: int, data: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an act of that version as those of today's; what its steps cannot read stays as it is."""
    try:
        for step in act.upcasts[version - 1 :]:
            data = step(dict(data))
    except (LookupError, TypeError, ValueError, AttributeError):
        return {"": "not as that version wrote it"}
    return data
