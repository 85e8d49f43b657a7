"""One class is one kind of act: what it has to say of its kind, how its versions are read, and who may write it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from facilitate.domain import acts
from facilitate.domain import event as events
from facilitate.domain.codec import _FORMS, document_of, event_of
from facilitate.domain.errors import Message
from facilitate.domain.event import (
    OTHER,
    Act,
    Readers,
    Subject,
    Unknown,
    Writers,
    act,
    asked_by_phones,
    kind_named,
    kinds,
)
from facilitate.domain.personal import Personal, holding
from facilitate.domain.timeline import Timeline
from tests.support.workshops import make_workshop


@pytest.fixture(autouse=True)
def _kinds_of_their_own(monkeypatch):
    """What a test adds is gone after it."""
    monkeypatch.setattr(events, "_KINDS", dict(kinds()))
    monkeypatch.setattr("facilitate.domain.codec._FORMS", dict(_FORMS))


def whole(**others: Any) -> dict[str, Any]:
    """The body of a class that says all of its kind."""
    body = {
        "kind": "toy.played",
        "subject": Subject("toys", "toys"),
        "personal": holding(),
        "writers": Writers.FACILITATOR,
        "readers": Readers.NONE,
        "apply": lambda self, session, event: session.links.update(toy=self.name),
        "sentence": lambda self, session: Message("Played: {name}", {"name": self.name}),
        "__annotations__": {"name": "str"},
        "__module__": __name__,
    }
    return {name: value for name, value in (body | others).items() if value is not None}


def toy(**others: Any) -> Any:
    return act(type("Toy", (Act,), whole(**others)))


def test_a_class_that_says_everything_is_a_kind_of_act():
    made = toy()
    one = made("ours")
    assert kinds()["toy.played"] is made
    assert (one, repr(one)) == (made("ours"), "Toy(name='ours')")
    with pytest.raises(FrozenInstanceError):
        one.name = "x"
    document = {**document_of(make_workshop().timeline.events[0]), "kind": "toy.played", "data": {"name": "ours"}}
    assert event_of(document).act == one
    assert document_of(event_of(document)) == document


@pytest.mark.parametrize("left_out", ["kind", "subject", "personal", "writers", "readers", "apply", "sentence"])
def test_a_class_that_leaves_something_out_is_refused_when_it_is_imported(left_out):
    with pytest.raises(TypeError, match=f"Toy does not say its {left_out}"):
        toy(**{left_out: None})
    assert "toy.played" not in kinds()


def test_a_kind_a_version_and_the_fields_it_names_are_checked():
    with pytest.raises(TypeError, match=r"both of the kind idea\.recorded"):
        toy(kind="idea.recorded")
    with pytest.raises(TypeError, match="of version 2 and has 0 upcasts"):
        toy(version=2)
    for others in ({"personal": holding(nmae=Personal.TEXT)}, {"later": ("nmae",)}):
        with pytest.raises(TypeError, match="no fields nmae"):
            toy(**others)


def test_every_kind_is_found_by_its_name_alone():
    for file, firsts in events._FILES.items():
        held = {name.partition(".")[0] for name, made in kinds().items() if made.__module__ == file}
        assert firsts in (frozenset(), held), file
    assert all(kind_named(name) is made for name, made in kinds().items())
    folder = {f"facilitate.domain.acts.{file.stem}" for file in Path(acts.__path__[0]).glob("[!_]*.py")}
    assert set(events._FILES) == folder


def test_a_kind_that_phones_may_write_has_a_word_and_no_other_has_one():
    for others in ({"writers": Writers.PHONE}, {"asked_as": "play"}):
        with pytest.raises(TypeError, match="Toy is asked for by phones as"):
            toy(**others)
    made = toy(writers=Writers.PHONE, asked_as="play")
    assert asked_by_phones()["play"] is made


def test_a_kind_is_not_taken_over_from_a_base():
    with pytest.raises(TypeError, match="does not say its kind, personal"):
        act(type("Another", (type("Base", (Act,), whole() | {"__slots__": ()}),), {"__module__": __name__}))


def test_acts_of_an_older_version_are_read_in_the_words_of_today_and_newer_ones_are_kept():
    document = document_of(make_workshop().timeline.events[0])

    def called(data: dict[str, Any]) -> dict[str, Any]:
        return {"name": data["title"]}

    def with_colour(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "colour": "red"}

    made = toy(version=3, upcasts=(called, with_colour), __annotations__={"name": "str", "colour": "str"})
    first = {**document, "kind": "toy.played", "data": {"title": "ours"}}
    second = {**document, "kind": "toy.played@2", "data": {"name": "ours"}}
    third = {**document, "kind": "toy.played@3", "data": {"name": "ours", "colour": "red"}}
    assert [event_of(each).act for each in (first, second, third)] == [made("ours", "red")] * 3
    assert document_of(event_of(first)) == third
    assert first["data"] == {"title": "ours"}, "a step gets a copy"
    for kind, data in (
        ("toy.played@4", {"name": "ours"}),
        ("toy.played@1", {"title": "ours"}),
        ("toy.played@2", {"names": "ours"}),
        ("toy.played", {"name": "ours"}),
        ("toy.played", {"title": 3}),
    ):
        odd = {**document, "kind": kind, "data": data}
        assert event_of(odd).act == Unknown(kind, data)
        assert document_of(event_of(odd)) == odd


def test_what_is_probably_meant_by_an_act_of_a_newer_version():
    assert Unknown("proposal.liked", {}).subject.name == "synthesis"
    assert Unknown("vote.cast", {}).subject is OTHER


def test_only_what_a_table_says_is_written_by_its_devices():
    by_writers = {writers: {kind for kind, made in kinds().items() if made.writers is writers} for writers in Writers}
    assert by_writers[Writers.PHONE] == {
        "idea.recorded",
        "idea.edited",
        "idea.withdrawn",
        "idea.restored",
        "list.signed",
        "help.called",
        "help.withdrawn",
        "favourites.named",
        "trial.recorded",
    }
    assert by_writers[Writers.TABLE] == {"undone"}


def test_whoever_holds_a_timeline_or_its_session_sees_what_comes_later_and_what_is_undone():
    workshop = make_workshop()
    timeline, session = workshop.timeline, workshop.session
    workshop.ideas.record(1, "un")
    workshop.proposals.file(["T1-01"], "lieux")
    assert [each.category for each in session.proposals()] == ["lieux"]
    workshop.history.undo()
    assert (workshop.timeline, workshop.session, workshop.recorder.session) == (timeline, session, session)
    assert [each.category for each in session.proposals()] == [""]
    assert timeline.undone == {workshop.timeline.events[-2].id}
    workshop.history.redo()
    assert [each.category for each in session.proposals()] == ["lieux"]
    timeline.add(reversed(make_workshop(seed=1).timeline.events))  # far back: folded anew
    assert timeline.session is session


def test_a_timeline_made_from_another_shares_nothing_with_it():
    workshop = make_workshop()
    workshop.ideas.record(1, "un")
    before = Timeline.of(workshop.timeline.events)
    also = before.with_also([])
    workshop.ideas.edit("T1-01", "deux")
    also.add(workshop.timeline.events)
    assert [idea.text for idea in also.session.ideas.values()] == ["deux"]
    assert [idea.text for idea in before.session.ideas.values()] == ["un"]
    assert len(before.events) + 1 == len(also.events)
