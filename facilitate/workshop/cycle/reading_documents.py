"""The reading of an event as JSON has it, in the form of today and in those that earlier versions kept.

A cycle shows an event whose session is away as it was read last, whichever version read it. So whoever changes what is
kept raises `FORM`, and says in `_STEPS` what the form before lacks: a step leaves out what is kept no more, and puts
None for what cannot be told. `tests/store/test_reading_forms.py` holds a reading of each form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from facilitate.domain.text import stated_contact
from facilitate.domain.values.learning import KitOrigin, ReviewAnswer
from facilitate.domain.values.proposals import Place, Standing
from facilitate.workshop.cycle.event_feedback import feedback_as_document, feedback_from_document
from facilitate.workshop.cycle.event_votes import vote_as_document, vote_from_document
from facilitate.workshop.cycle.reading import (
    EventReading,
    Filed,
    ReadAction,
    ReadCategory,
    ReadProposal,
    ReadStatement,
)

FORM = 15  # of what `as_document` and `proposals_as_document` return
_OF_THEIR_OWN = ("categories", "filed", "proposals", "kit", "actions", "statements", "vote", "feedback", "copied")
_PLAIN = tuple(name for name in EventReading.__slots__ if name not in _OF_THEIR_OWN)


def as_document(reading: EventReading) -> list[Any]:
    """Return a reading without its proposals as JSON has it."""
    categories = [[each.key, each.title, each.keywords, each.taxonomies] for each in reading.categories]
    filed, actions, statements = map(_rows, (reading.filed, reading.actions, reading.statements))
    kit = reading.kit and [getattr(reading.kit, name) for name in KitOrigin.__slots__]
    plain = [getattr(reading, name) for name in _PLAIN]
    answered = vote_as_document(reading.vote), feedback_as_document(reading.feedback)
    return [*plain, kit, categories, filed, actions, statements, *answered]


def _rows(items: Sequence[Any]) -> list[list[Any]]:
    return [[getattr(each, name) for name in type(each).__slots__] for each in items]


def from_document(document: Sequence[Any]) -> EventReading:
    """Return the reading that a JSON document holds; raises `ValueError` or `TypeError` for another one."""
    *plain, kit, categories, filed, actions, statements, vote, feedback = document
    values: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
    values |= {name: tuple(values[name]) for name in ("synonyms", "kept", "roles")}
    values["contact"] = stated_contact(values["contact"])
    values["kit"] = KitOrigin(*kit) if kit else None
    values["categories"] = tuple(
        ReadCategory(key, title, tuple(words), tuple(ids)) for key, title, words, ids in categories
    )
    values["filed"] = tuple(Filed(category, Place(place), *counted) for category, place, *counted in filed)
    values["actions"] = tuple(map(ReadAction.of, actions))
    values["statements"] = tuple(map(_read_statement, statements))
    values |= {"vote": vote_from_document(vote), "feedback": feedback_from_document(feedback)}
    return EventReading(**values)


def _read_statement(values: Sequence[Any]) -> ReadStatement:
    session, ideas, at, answer, *others = values
    return ReadStatement(session, tuple(ideas), at, ReviewAnswer(answer) if answer else None, *others)


def proposals_as_document(proposals: Iterable[ReadProposal]) -> list[Any]:
    """Return proposals as JSON has them."""
    return _rows(tuple(proposals))


def proposals_from_document(document: Iterable[Any]) -> tuple[ReadProposal, ...]:
    """Return the proposals that a JSON document holds; raises `ValueError` or `TypeError` for another one."""
    return tuple(map(_read_proposal, document))


def _read_proposal(values: Sequence[Any]) -> ReadProposal:
    ideas, refs, text, plain, category, place, standing, tables, has_status = values
    found = Place(place), Standing(standing), tuple(tables), bool(has_status)
    return ReadProposal(tuple(ideas), tuple(refs), text, plain, category, *found)


def _with_statuses(_reading: list[Any], proposals: list[list[Any]]) -> None:
    for each in proposals:
        each.append(True)  # of a session each has one: reports of events are never kept


def _with_blank_answers(reading: list[Any], _proposals: list[list[Any]]) -> None:
    """Say how many left a closing question blank only where all who answered took one of its steps."""
    answers, _present, questions = reading[-1] or (0, 0, [])
    for each in questions:
        _text, steps = each
        each.extend([0, 0] if steps and sum(steps) == answers else [None, None])


def _as_it_is(_reading: list[Any], _proposals: list[list[Any]]) -> None:
    """Change nothing: only what events in a depot have taken back was read in another way."""


# By each form of which readings are still used, what makes the next one of it, in place.
_STEPS: Mapping[int, Callable[[list[Any], list[list[Any]]], None]] = {
    12: _with_statuses,
    13: _with_blank_answers,
    14: _as_it_is,
}


def is_older(form: object) -> bool:
    """Return whether a reading of that form can be made one of today's."""
    return form in _STEPS


def upgrade(form: int, reading: list[Any], proposals: list[list[Any]]) -> None:
    """Make a reading and its proposals, as JSON has them in an older form, ones of today's form, in place.

    Raises `ValueError`, `TypeError` or `IndexError` for what is none of that form.
    """
    for step in range(form, FORM):
        _STEPS[step](reading, proposals)
