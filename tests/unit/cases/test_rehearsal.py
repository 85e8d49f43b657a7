"""A rehearsal: its time, its speed, and what becomes of it."""

from datetime import timedelta

import pytest

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.domain.codec import document_of, event_of
from facilitate.domain.errors import Refused
from facilitate.domain.event import YEARS
from facilitate.workshop.views.session_list import SessionSummary, in_order, summary
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import START, FakeClock, FakeLog, SeededIds, make_workshop

SECOND = timedelta(seconds=1)


class Rehearsed:
    """The clock of a rehearsal, over one that a test moves."""

    def __init__(self):
        self.real = FakeClock()
        self.workshop = None

    def now(self):
        found = self.workshop.session.rehearsal if self.workshop else None
        return found.time_at(self.real.now()) if found else self.real.now()


@pytest.fixture
def room():
    clock = Rehearsed()
    clock.workshop = Workshop(make_workshop(log=FakeLog()).log, clock, SeededIds(3))
    clock.workshop.recorder.record(RehearsalTimed("paris", START.isoformat(), 10))
    clock.workshop.phases.start("1")
    return clock


def test_until_its_first_phase_begins_its_clock_goes_as_any_other():
    clock = Rehearsed()
    clock.workshop = Workshop(make_workshop(log=FakeLog()).log, clock, SeededIds(3))
    clock.workshop.recorder.record(RehearsalTimed("paris", START.isoformat(), 10))
    clock.real.advance(5)
    assert clock.now() == START + timedelta(minutes=5)
    clock.workshop.rehearsal.set_speed(60)
    assert clock.now() == START + timedelta(minutes=5)
    clock.workshop.phases.start("1")
    assert clock.now() == START + timedelta(minutes=5), "it does not jump"
    clock.real.advance(1)
    assert clock.now() == START + timedelta(minutes=65)


def test_its_time_goes_faster_and_does_not_jump_where_the_speed_changes(room):
    room.real.advance(1)
    assert room.now() == START + timedelta(minutes=10)
    room.workshop.rehearsal.set_speed(60)
    assert abs(room.now() - (START + timedelta(minutes=10))) < SECOND
    room.real.advance(1)
    assert abs(room.now() - (START + timedelta(minutes=70))) < SECOND
    for speed in (0, 3601):
        with pytest.raises(Refused, match="from 1 to 3600"):
            room.workshop.rehearsal.set_speed(speed)


def test_the_same_speed_again_is_no_change_and_none_can_be_undone(room):
    known = len(room.workshop.timeline.events)
    room.workshop.rehearsal.set_speed(10)
    assert len(room.workshop.timeline.events) == known
    room.workshop.rehearsal.set_speed(20)
    with pytest.raises(Refused, match="cannot be undone: the session is the same"):
        room.workshop.history.undo_one(room.workshop.timeline.events[-1].gesture)
    assert "“Accueil” started" in str(room.workshop.history.undo())


def test_what_is_kept_is_a_session_and_an_undo_makes_it_a_rehearsal_again(room):
    room.workshop.rehearsal.keep()
    assert room.workshop.session.rehearsal is None
    assert room.workshop.session.current == "", "its clock stood at another day"
    for act in (room.workshop.rehearsal.keep, lambda: room.workshop.rehearsal.set_speed(2)):
        with pytest.raises(Refused, match="not a rehearsal"):
            act()
    assert "kept as a session" in str(room.workshop.history.undo())
    assert room.workshop.session.rehearsal.of == "paris"
    assert room.workshop.session.current
    before = room.workshop.session.plan.title
    room.workshop.rehearsal.keep("Une vraie journée")
    assert room.workshop.session.plan.title == "Une vraie journée"
    room.workshop.history.undo()
    assert (room.workshop.session.plan.title, room.workshop.session.rehearsal.of) == (before, "paris")


def test_what_no_version_writes_changes_nothing(room):
    before = room.workshop.session.rehearsal
    for real, speed in (
        ("yesterday", 2), ("2026-11-29T10:00:00", 2), (START.isoformat(), 0), ("9999-12-31T00:00:00+00:00", 2),
        ("0001-01-01T00:00:00+00:00", 2),
    ):  # fmt: skip
        with pytest.raises(Refused):
            room.workshop.recorder.record(RehearsalTimed("paris", real, speed))
    assert room.workshop.session.rehearsal == before


def test_a_moment_of_another_century_makes_no_time_that_cannot_be_told(room):
    for real in ("1970-01-01T00:00:00+00:00", "2199-12-31T23:00:00+00:00"):
        room.workshop.recorder.record(RehearsalTimed("paris", real, 3600))
        assert room.now().year in YEARS


def test_it_comes_back_from_the_disk_as_it_was(room):
    event = room.workshop.timeline.events[1]
    assert event_of(document_of(event)) == event


def test_in_the_list_it_stands_below_its_session_and_needs_nothing(room):
    found = summary("essai-rehearsal", room.workshop.session, today=START.date())
    assert (found.rehearsal_of, found.next, found.today, found.next_text) == ("paris", None, False, "")
    lines = [
        SessionSummary("lyon", "Lyon", date=START.date()),
        SessionSummary("lost", "Lost", rehearsal_of="gone"),
        SessionSummary("lyon-2", "Lyon", date=START.date(), rehearsal_of="lyon"),
        SessionSummary("nice", "Nice", date=START.date() + timedelta(days=9)),
        SessionSummary("demo", "Demo", date=START.date() + timedelta(days=90), example=True),
    ]
    assert [each.slug for each in in_order(lines)] == ["nice", "lyon", "lyon-2", "lost", "demo"]
