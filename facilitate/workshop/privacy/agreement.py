"""People of the guest list who did not agree to be named, where what is published names them all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.people import Participant
from facilitate.workshop.privacy.name_finder import Person, squeezed
from facilitate.workshop.privacy.redactor import Redactor, leaks
from facilitate.workshop.report.model import NAME, NAMING, Report

OMITTED = "[…]"  # as what is left out of a quotation is marked, in any language


@dataclass(frozen=True, slots=True)
class NamedWithoutAgreement:
    """Somebody who is named without a yes, and the texts in which they are, each once.

    Whoever `agreed_in_cycles` said yes only to being named there, as responsible for an action.
    """

    person: Participant
    texts: tuple[str, ...]
    agreed_in_cycles: bool


@dataclass(frozen=True, slots=True)
class NamedInTexts:
    """Somebody whom texts name without a yes; not `is_sure` where a part of the name alone stands there.

    `forms` are what stands there for the name, each once: “Mme Benali”.
    """

    person: Participant
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    is_sure: bool


def named_without_agreement(session: Session, made: Report) -> Iterator[NamedWithoutAgreement]:
    """Yield who is named in what a report would publish though the guest list has no yes of theirs."""
    people = list(without_agreement(session))
    texts = list(dict.fromkeys((*_naming(made.parts), session.plan.publication.contact))) if people else []
    in_cycles = set(map(squeezed, _owners_agreed(made.parts))) if people else set()
    for person in people:
        if found := tuple(text for text in texts if _names(person, text)):
            yield NamedWithoutAgreement(person, found, squeezed(person.name) in in_cycles)


def with_agreement(session: Session, made: Report) -> Report:
    """Return a report that names nobody of the guest list without a yes: as owner, as partner, as contact or in a note.

    In their place stands their organisation, or nobody where none is known.
    """
    people = list(without_agreement(session))
    if not people:
        return made
    redact = Redactor([_as_found(person) for person in people], lambda message: message.text).without_names
    organisations = {squeezed(person.name): one_line(person.organisation) for person in people}

    def named(text: str) -> str:
        return organisations[squeezed(text)] if squeezed(text) in organisations else redact(text)

    def field(metadata: object, value: Any) -> Any:
        if metadata == NAME:
            return tuple(filter(None, map(named, value))) if isinstance(value, tuple) else named(value)
        return redact(value) if metadata == NAMING else walked(value)

    def walked(value: Any) -> Any:
        if isinstance(value, tuple):
            found = tuple(map(walked, value))
            return value if all(one is other for one, other in zip(found, value, strict=True)) else found
        if not is_dataclass(value) or isinstance(value, type):
            return value
        now = {each.name: getattr(value, each.name) for each in fields(value)}
        changes = {each.name: field(each.metadata, now[each.name]) for each in fields(value)}
        changed = {name: each for name, each in changes.items() if each is not now[name]}
        return replace(value, **changed) if changed else value

    details = made.plan.publication
    contact = details.contact if redact(details.contact) == details.contact else ""
    plan = replace(made.plan, publication=replace(details, contact=contact))
    return replace(made, plan=plan, parts=walked(made.parts))


def without_agreement(session: Session) -> Iterator[Participant]:
    """Yield those without a yes, but whoever shares the name of somebody who gave one, or whom the programme names."""
    agreed = names_agreed(session)
    for person in session.people.values():
        if person.name and squeezed(person.name) not in agreed:
            yield person


def names_agreed(session: Session) -> frozenset[str]:
    """Return the names of those who may be named, as the guest list or the programme has them, squeezed."""
    speakers = (speaker.name for phase in session.plan.phases for speaker in phase.speakers)
    nameable = (person.name for person in session.people.values() if person.nameable)
    return frozenset(map(squeezed, (*nameable, *speakers)))


def guests_in_texts(session: Session, texts: Iterable[str]) -> Iterator[NamedInTexts]:
    """Yield whom of the guest list without a yes texts name, found as `--anonymise` finds them."""
    people = {person.name: person for person in without_agreement(session)}
    finder = Redactor([Person(name, OMITTED) for name in people], lambda message: message.text)
    found: dict[str, dict[str, str]] = {}
    for text in texts if people else ():
        for words, names in finder.found(text):
            for name in names:
                found.setdefault(name, {})[text] = words
    for name, places in found.items():
        # A first name or a surname alone may be a word, a place or somebody else.
        forms = tuple(dict.fromkeys(map(one_line, places.values())))
        is_sure = any(len(words.split()) > 1 for words in forms)
        yield NamedInTexts(people[name], tuple(places), forms, is_sure)


def _naming(value: Any) -> Iterator[str]:
    """Yield the texts of fields that are a name, or are known to name people, however deep."""
    if isinstance(value, tuple):
        for each in value:
            yield from _naming(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            found = getattr(value, each.name)
            if each.metadata in (NAME, NAMING):
                yield from (found,) if isinstance(found, str) else found
            else:
                yield from _naming(found)


def _owners_agreed(value: Any) -> Iterator[str]:
    """Yield the names of those who agreed to be named in a cycle beside what they are responsible for, however deep."""
    if isinstance(value, tuple):
        for each in value:
            yield from _owners_agreed(each)
    elif is_dataclass(value) and not isinstance(value, type):
        if getattr(value, "is_agreed", False):
            yield getattr(value, "owner", "")
        for each in fields(value):
            yield from _owners_agreed(getattr(value, each.name))


def _as_found(person: Participant) -> Person:
    """Return how somebody is looked for: by the whole name, for among many first names there are common words."""
    return Person(person.name, OMITTED, whole=True)


def _names(person: Participant, text: str) -> bool:
    return bool(text) and (squeezed(text) == squeezed(person.name) or bool(leaks([_as_found(person)], text)))
