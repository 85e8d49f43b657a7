"""What is no event is refused, and says why; what is one keeps its gesture."""

from __future__ import annotations

import pytest

from facilitate.domain.codec import document_of, event_of, events_of
from tests.support.workshops import FakeLog, make_workshop


@pytest.fixture
def document():
    return document_of(make_workshop().timeline.events[0])


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        *(("id", value) for value in (1, "", "1-abcdefgh", "00000002-abcdefgh", "00000001-ABCDEFGH", "00000001-abc")),
        *(("clock", value) for value in (None, "1", 2, 1.0, True)),
        *(("at", value) for value in (None, 5, "", "yesterday", "2021-12-13T13:00:00")),
        *((name, value) for name in ("by", "kind", "group") for value in (None, 3, ["x"])),
        *(("data", value) for value in (None, "x", [])),
    ],
)
def test_a_value_that_no_stamp_has_makes_it_none(document, field, wrong):
    with pytest.raises(ValueError, match="not an event"):
        event_of({**document, field: wrong})
    assert events_of([{**document, field: wrong}, document]) == [event_of(document)]


@pytest.mark.parametrize("field", ["id", "clock", "at", "by", "kind", "data"])
def test_a_field_that_is_missing_is_named(document, field):
    del document[field]
    with pytest.raises(ValueError, match=f"not an event: '{field}'"):
        event_of(document)


def test_a_gesture_of_its_own_is_not_written_and_another_is(document):
    assert "group" not in document
    assert event_of(document).gesture == document["id"]
    assert document_of(event_of({**document, "group": "of a phone"})) == {**document, "group": "of a phone"}


def test_a_forged_clock_does_not_keep_others_from_writing():
    """A clock of 2.0 equals 2, and would make the ids of all that comes after it."""
    workshop = make_workshop()
    workshop.ideas.record(1, "une")
    documents = [document_of(event) for event in workshop.timeline.events]
    documents[1]["clock"] = 2.0
    other = make_workshop(log=FakeLog(events_of(documents)))
    assert other.ideas.record(1, "deux").ref == "T1-01"
