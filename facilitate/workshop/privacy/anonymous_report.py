"""A report in which nobody is named: roles in the place of names, and no remark that may not be quoted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.event import kinds
from facilitate.domain.programme.plan import PublicationDetails, Speaker, Study, TableSetup
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.pictures import bytes_of
from facilitate.workshop.privacy.people import Redactor
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import NAME, NAMING, STRUCTURE, IdeaLine, Report, ReportPart
from facilitate.workshop.report.pictures import PicturesPart
from facilitate.workshop.schedule.real_times import Room

_T = TypeVar("_T")
LOGO_LEFT_OUT = N_("The logo of {partner} is left out: it shows a name that --anonymise replaces.")
_SHOWN = 5  # names or texts of a sentence
# What nothing typed is in; everything else is read, also fields that do not exist yet.
_STRUCTURE = frozenset({"proposal", "id", "ref", "refs", "by", "kind", "language"})


def anonymous_report(session: Session, redact: Redactor, room: Room | None = None, *, internal: bool = False) -> Report:
    """Return the report of a session without anybody's name; every count and reference is as before.

    What may not be quoted tells too much of who said it, so that it is not in an internal one either.
    """
    made = report(session, room, internal=internal, private=True)
    parts = tuple(_without_named_logos(part, redact) for part in made.parts)
    return anonymised(dataclasses.replace(made, parts=parts, anonymous=True), redact)


def notices_of_names(session: Session, made: Report, redact: Redactor) -> Iterator[Message]:
    """Yield what whoever publishes an anonymous report has to know of names: what went, and what may have stayed."""
    for partner, logo in ((each.name, session.logos.get(each.logo)) for each in session.plan.supporters):
        if logo and logo.pieces and redact.names_in_logo(partner, logo.form, bytes_of(logo.pieces)):
            yield Message(LOGO_LEFT_OUT, {"partner": partner})
    if names := list(_perhaps_people(session, redact)):
        replaced = N_(
            "Owners and partners of proposals may be people, so with --anonymise a role replaces these names: {names}. "
            "Organisers and partners named in the programme keep theirs."
        )
        yield Message(replaced, {"names": _some(names)})
    if texts := list(dict.fromkeys(filter(None, _read_for_names(made)))):
        unknown = N_(
            "With --anonymise, a name that stands in a text alone is not recognised. Read these texts again: {texts}"
        )
        yield Message(unknown, {"texts": _some([excerpt(text, 60) for text in texts])})


def _some(texts: Sequence[str]) -> Names:
    return Names(tuple(texts[:_SHOWN]), max(0, len(texts) - _SHOWN))


def _perhaps_people(session: Session, redact: Redactor) -> Iterator[str]:
    """Yield the printed names that go although they may be organisations', each once."""
    named = (each for kind in kinds().values() for each in kind.names_now(session))
    perhaps = (each.name for each in named if each.kind and each.kind.perhaps_organisation and each.printed)
    yield from dict.fromkeys(name for name in perhaps if redact(name) != name)


def _read_for_names(made: Report) -> Iterator[str]:
    """Yield the texts in which people are often named of whom nothing tells who they are."""
    details = made.plan.publication
    yield from (details.notice, details.contact, details.thanks, details.cite)
    yield from _naming(made.parts)


def _naming(value: Any) -> Iterator[str]:
    """Yield the texts of fields that are known to name people, however deep."""
    if isinstance(value, tuple):
        for each in value:
            yield from _naming(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            found = getattr(value, each.name)
            yield from (found,) if each.metadata == NAMING else _naming(found)


def _without_named_logos(part: ReportPart, redact: Redactor) -> ReportPart:
    """Return a part without the logos that show a name that goes."""
    if not isinstance(part, PicturesPart):
        return part
    kept = (each for each in part.logos if not redact.names_in_logo(each.name, each.form, each.data))
    return dataclasses.replace(part, logos=tuple(kept))


def anonymised(value: _T, redact: Redactor) -> _T:
    """Return the same value with every text in it redacted, however deep."""
    walked: _T = _walked(value, redact)
    return walked


def _walked(value: Any, redact: Redactor) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else redact(value)
    if isinstance(value, tuple):
        return tuple(_walked(each, redact) for each in value)
    if isinstance(value, Mapping):
        return {key: _walked(each, redact) for key, each in value.items()}
    if isinstance(value, Speaker):
        return _speaker(value, redact)
    if isinstance(value, TableSetup):
        value = dataclasses.replace(value, host=redact.role(value.host) if value.host else "")
    if isinstance(value, datetime) or not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {
        each.name: _field(each, getattr(value, each.name), redact)
        for each in dataclasses.fields(value)
        if each.name not in _STRUCTURE
    }
    if isinstance(key := changes.get("key"), str):  # made of a title; nobody reads it
        changes["key"] = "" if redact.names_in_key(key) else key
    changes |= _besides(value, changes, redact)
    return dataclasses.replace(value, **changes)


def _besides(value: Any, changes: Mapping[str, Any], redact: Redactor) -> dict[str, Any]:
    """Return what changes in a value besides the words of its fields."""
    if isinstance(value, Study) and value.author:
        return {"author": redact.role_within(value.author), "author_role": ""}
    if isinstance(value, PublicationDetails) and redact.only_contacts(value.contact):
        return {"contact": ""}  # a sign for an address tells nobody whom to write to
    if not isinstance(value, IdeaLine):
        return {}
    # Two wordings that differed in a name alone are one now.
    text, detail = changes["text"], changes["detail"]
    same = {name: "" for name in ("wording", "first_text") if changes[name] == text}
    return same | ({"first_detail": ""} if changes["first_detail"] == detail else {})


def _field(field: dataclasses.Field[Any], value: Any, redact: Redactor) -> Any:
    """Return the value of a field; a name becomes a role."""
    if field.metadata == STRUCTURE:
        return value
    if field.metadata != NAME or not value:
        return _walked(value, redact)
    return tuple(map(redact.role_within, value)) if isinstance(value, tuple) else redact.role(value)


def _speaker(speaker: Speaker, redact: Redactor) -> Speaker:
    """Return the role alone: beside itself it would be said twice. The key was made of the name."""
    return Speaker("", redact.role(speaker.name), "", redact(speaker.organisation), absent=speaker.absent)
