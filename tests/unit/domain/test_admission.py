"""What no version of the program writes is not let in, and the sentence says of what act, and which of its fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.admission import HIGHEST_LAMPORT, beyond_sight, has_time, objection, unfoldable
from tests.support.workshops import START, make_workshop

IDEA = IdeaRecorded("T1-01", 1, "une", "to_create")


@pytest.fixture
def event():
    workshop = make_workshop()
    workshop.ideas.record(1, "une")
    return workshop.timeline.events[-1]


def said(message):
    return message and str(message)


def test_what_our_programs_write_may_come_in(event):
    assert objection(event, START) is None
    assert unfoldable(event) is None


@pytest.mark.parametrize("year", [1969, 2200])
def test_a_time_that_cannot_be_is_named_by_its_act(event, year):
    wrong = replace(event, at=datetime(year, 6, 1, tzinfo=UTC))
    assert not has_time(wrong)
    assert said(unfoldable(wrong)) == said(objection(wrong)) == f"Change {event.id} has an impossible date."
    assert has_time(replace(event, at=datetime(1970 if year < 2000 else 2199, 6, 1, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"by": "Table 1"}, "by"),
        ({"gesture": "of a phone"}, "by"),
        ({"act": replace(IDEA, ref="x" * 401)}, "ref"),
        ({"act": replace(IDEA, table=2**53 + 1)}, "table"),
        ({"act": PlanSet("title", {"deep": [{"deeper": [2**60]}]})}, "value"),
        ({"act": PlanSet("title", ["un", float("nan")])}, "value"),
        ({"act": PlanSet("title", (1, {"a": float("inf")}))}, "value"),
    ],
)
def test_a_value_that_no_version_writes_is_named_with_its_field(event, changes, field):
    message = unfoldable(replace(event, **changes))
    assert said(message) == f"Change {event.id} has an impossible value ({field})."


@pytest.mark.parametrize("value", [{"deep": [{"deeper": [2**53, -(2**53), 0.5, True, None]}]}, "x" * 401])
def test_values_at_their_bounds_may_come_in(event, value):
    assert unfoldable(replace(event, act=PlanSet("title", value))) is None


@pytest.mark.parametrize("text", ["", " une", "a\x1b[2J", "e\u0301"])
def test_words_that_would_not_be_kept_as_they_are_are_not_let_in(event, text):
    wrong = replace(event, act=replace(IDEA, text=text))
    assert said(objection(wrong)) == f"Change {event.id} contains text that was not cleaned up."


def test_a_clock_counts_what_came_before(event):
    assert objection(replace(event, lamport=HIGHEST_LAMPORT)) is None
    assert objection(replace(event, lamport=HIGHEST_LAMPORT + 1)) is not None
    for lamport, known, highest, new, seen in (
        (24, 5, 20, 3, True), (10_009, 5, 20, 3, True), (10_010, 5, 20, 3, False), (20_021, 5, 20_000, 20, True),
        (20_022, 5, 20_000, 20, False),
    ):  # fmt: skip
        assert (beyond_sight(replace(event, lamport=lamport), known, highest, new) is None) is seen, lamport


def test_a_purge_does_not_come_from_later_than_tomorrow(event):
    """It clears what was recorded until then, and so would shut out whatever is written meanwhile."""
    for hours, before, let_in in ((23, "2099-01-01", True), (25, "2099-01-01", False), (25, "2021-12-14", True)):
        purge = SessionPurged(before=before, people=0, remarks=0)
        told = replace(event, at=START + timedelta(hours=hours), act=purge)
        assert (objection(told, START) is None) is let_in, (hours, before)
        assert objection(told) is None
