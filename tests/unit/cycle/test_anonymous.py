"""An event of an anonymous cycle: no text of it has a name, also in fields that come later."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

import facilitate.domain.acts
import facilitate.domain.cycle_acts  # noqa: F401 -- so that all kinds are known
from facilitate.domain.event import Act, Writers, kinds
from facilitate.domain.values.learning import KitOrigin
from facilitate.workshop.cycle.event_feedback import ReadFeedback, ReadQuestion
from facilitate.workshop.cycle.reading import EventReading, unnamed
from tests.support.cycles import a_proposal, a_statement, an_action, an_event

NAME = "Fatou Diallo"
# What no file prints, or what is no text: ids, keys, days, languages, words of the matcher; a city is called as it is.
NO_TEXTS = {
    "session", "name", "city", "date", "language", "synonyms", "kept", "kit", "reported_on", "roles", "plain_notice",
    "ideas", "refs", "category", "key", "keywords", "changed", "due", "at",
}  # fmt: skip


def with_name_everywhere(value):
    """The same, with a name in the place of each text, however deep."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return NAME
    if isinstance(value, tuple):
        return tuple(map(with_name_everywhere, value))
    if names := fields_of(value):
        return replace(value, **{name: with_name_everywhere(getattr(value, name)) for name in names})
    return value


def named(value, path=""):
    """Where the name still stands: the names of the fields."""
    if value == NAME:
        return {path}
    if isinstance(value, tuple):
        return {found for each in value for found in named(each, path)}
    return {found for name in fields_of(value) for found in named(getattr(value, name), name)}


def fields_of(value):
    return getattr(type(value), "__slots__", ())


def whole_event():
    action = replace(an_action(1), progress=(("2022-01-01", "A note"),))
    return replace(
        an_event("Lyon", [a_proposal(1, "Un bus", "lieux")]),
        actions=(action,),
        statements=(a_statement("Paris", 1, "done", word="Opened"),),
        feedback=ReadFeedback(9, 20, (ReadQuestion("Was it useful?", (1, 2, 3, 3)),)),
        kit=KitOrigin("a", "b", "c", "2022-01-01"),
    )


def test_every_text_of_an_event_loses_its_names():
    event = replace(with_name_everywhere(whole_event()), kit=None)  # of a kit nothing is printed but its age
    event = replace(event, actions=(replace(event.actions[0], progress=(("2022-01-01", NAME),)),))
    assert {"text", "question", "word", "by", "owner", "next_step", "contact", "reported_by"} <= named(event)
    left = named(unnamed(event, "1", lambda text: text.replace(NAME, "[nom]")))
    assert left - NO_TEXTS == set()


def test_the_event_of_this_test_has_something_in_each_part():
    """Whoever adds a part to what is read of an event adds it here, so that its texts are looked at."""
    parts = {name for name, hint in EventReading.__annotations__.items() if "Read" in str(hint)}
    empty = {name for name in parts if not getattr(whole_event(), name)}
    assert empty <= {"vote"}, "a vote has no texts: ids and counts alone"


def test_no_act_that_a_table_may_write_names_anybody():
    """So whom an event knows is read without the journals of its tables."""
    naming = [kind for kind in kinds().values() if kind.named_people is not Act.named_people]
    assert {kind.kind for kind in naming} >= {"session.created", "action.set", "person.added"}
    assert {kind.writers for kind in naming} == {Writers.FACILITATOR}
