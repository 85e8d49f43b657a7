"""The clock of the day, moment by moment."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest

from facilitate.domain.acts.phases import PhaseExtended
from facilitate.store.clock import LOCAL
from facilitate.workshop.cases.phases import Phases
from facilitate.workshop.schedule.agenda import PhaseState, agenda
from facilitate.workshop.schedule.punctuality import punctuality
from tests.support.workshops import FakeLog, make_workshop

MINUTE = timedelta(minutes=1)
DAY = datetime(2021, 12, 13, tzinfo=UTC)


def at(hour, minute=0, second=0):
    return DAY.replace(hour=hour, minute=minute, second=second)


def late(day):
    return punctuality(day).minutes * MINUTE


def plan(**more):
    phases = [("accueil", 10), ("tables", 20), ("cloture", 30)]
    return {
        "title": "Essai",
        "date": "2021-12-13",
        "starts_at": "14:00:00",
        "ends_at": "15:00:00",
        "phases": [{"key": key, "title": key, "minutes": minutes} for key, minutes in phases],
        **more,
    }


class Room:
    """A workshop and its clock: `room.at(14, 5)` is five past two."""

    def __init__(self, document=None):
        self.workshop = make_workshop(plan=document or plan(), log=FakeLog())
        self.clock = self.workshop.recorder.clock
        self.clock.at = at(14)

    def do(self, moment, act, *args):
        self.clock.at = moment
        return getattr(self.phases, act)(*args)

    @property
    def phases(self) -> Phases:
        return self.workshop.phases

    def agenda(self, moment):
        return agenda(self.workshop.session, moment)


def states(day):
    return [line.state.value for line in day.lines]


def starts(day):
    return [line.expected_start.strftime("%H:%M") for line in day.lines]


def test_before_the_start_everything_is_where_the_plan_says():
    day = Room().agenda(at(9))
    assert states(day) == ["to_come"] * 3
    assert [line.planned_start for line in day.lines] == [at(14), at(14, 10), at(14, 30)]
    assert starts(day) == ["14:00", "14:10", "14:30"]
    assert (day.current, day.next.number, day.begun, day.moved) == (None, 1, False, False)
    assert (day.projected_end, day.planned_end, late(day)) == (at(15), at(15), timedelta())


def test_the_evening_before_the_plan_still_speaks_of_its_own_day():
    day = Room().agenda(at(20) - timedelta(days=1))
    assert [line.planned_start for line in day.lines] == [at(14), at(14, 10), at(14, 30)]
    assert late(day) == timedelta()


def test_nobody_has_begun_and_the_hour_has_passed():
    day = Room().agenda(at(14, 7))
    assert starts(day) == ["14:07", "14:17", "14:37"]
    assert late(day) == 7 * MINUTE


def test_a_phase_on_time():
    room = Room()
    room.do(at(14), "start", "accueil")
    day = room.agenda(at(14, 4))
    assert states(day) == ["running", "to_come", "to_come"]
    assert day.current.left == 6 * MINUTE
    assert day.current.elapsed == 4 * MINUTE
    assert day.current.real_start == at(14)
    assert day.next.phase.key == "tables"
    assert (late(day), day.projected_end) == (timedelta(), at(15))


def test_a_late_start_makes_the_day_late_by_as_much():
    room = Room()
    room.do(at(14, 8), "start", "accueil")
    day = room.agenda(at(14, 9))
    assert starts(day) == ["14:08", "14:18", "14:38"]
    assert (late(day), day.projected_end) == (8 * MINUTE, at(15, 8))


def test_over_its_time_a_phase_pushes_the_others():
    room = Room()
    room.do(at(14), "start", "accueil")
    day = room.agenda(at(14, 13))
    assert day.current.left == -3 * MINUTE
    assert starts(day)[1:] == ["14:13", "14:33"]
    assert late(day) == 3 * MINUTE


def test_a_pause_stops_the_phase_and_not_the_day():
    room = Room()
    room.do(at(14), "start", "accueil")
    room.do(at(14, 4), "pause")
    paused = room.agenda(at(14, 9))
    assert paused.current.state is PhaseState.PAUSED
    assert paused.current.left == 6 * MINUTE
    assert late(paused) == 5 * MINUTE
    room.do(at(14, 9), "resume")
    assert room.agenda(at(14, 10)).current.left == 5 * MINUTE


def test_more_and_fewer_minutes():
    room = Room()
    room.do(at(14), "start", "accueil")
    room.phases.extend(5)
    room.phases.extend(-10, "cloture")
    day = room.agenda(at(14, 2))
    assert (day.current.allotted, day.current.left, day.current.extra) == (15 * MINUTE, 13 * MINUTE, 5)
    assert day.lines[2].allotted == 20 * MINUTE
    assert late(day) == -5 * MINUTE


def test_a_phase_shortened_to_less_than_nothing_lasts_no_time():
    room = Room()
    room.workshop.recorder.record(PhaseExtended("accueil", -30))  # as programs wrote it that did not refuse
    assert room.agenda(at(14)).lines[0].allotted == timedelta()
    assert starts(room.agenda(at(14)))[1] == "14:00"


def test_an_early_end_puts_the_day_ahead():
    room = Room()
    room.do(at(14), "start", "accueil")
    room.do(at(14, 6), "end")
    day = room.agenda(at(14, 6))
    assert states(day) == ["done", "to_come", "to_come"]
    assert (day.current, day.next.phase.key) == (None, "tables")
    assert day.lines[0].real_end == at(14, 6)
    assert late(day) == -4 * MINUTE
    assert late(room.agenda(at(14, 12))) == 2 * MINUTE


def test_a_phase_that_was_jumped_over_is_skipped_and_its_time_won():
    room = Room()
    room.do(at(14), "start", "accueil")
    room.do(at(14, 10), "start", "cloture")
    day = room.agenda(at(14, 10))
    assert states(day) == ["done", "skipped", "running"]
    assert day.next is None
    assert (late(day), day.projected_end) == (-20 * MINUTE, at(14, 40))


def test_going_back_goes_on_where_the_phase_was_left():
    room = Room()
    room.do(at(14), "start", "accueil")
    room.do(at(14, 8), "start", "tables")
    room.do(at(14, 12), "start", "accueil")
    day = room.agenda(at(14, 13))
    assert states(day) == ["running", "done", "to_come"]
    assert day.current.left == 1 * MINUTE
    assert day.current.real_start == at(14)
    assert day.lines[0].real_end is None
    assert day.next.phase.key == "cloture"
    assert starts(day)[2] == "14:14"


def test_undo_gives_the_time_back():
    room = Room()
    room.do(at(14), "start", "accueil")
    before = room.agenda(at(14, 9))
    room.do(at(14, 8), "start", "cloture")
    room.workshop.history.undo()
    assert room.agenda(at(14, 9)) == before


def test_everything_is_over():
    room = Room()
    for moment, key in ((at(14), "accueil"), (at(14, 10), "tables"), (at(14, 30), "cloture")):
        room.do(moment, "start", key)
    room.do(at(15, 5), "end")
    day = room.agenda(at(18))
    assert states(day) == ["done"] * 3
    assert (day.current, day.next) == (None, None)
    assert (day.projected_end, late(day)) == (at(15, 5), 5 * MINUTE)


def test_a_rehearsal_on_another_day_is_measured_from_its_own_start():
    room = Room()
    rehearsal = at(10) - timedelta(days=3)
    room.do(rehearsal, "start", "accueil")
    day = room.agenda(rehearsal + 2 * MINUTE)
    assert (day.moved, day.planned_for) == (True, at(14).time())
    assert day.lines[1].planned_start == rehearsal + 10 * MINUTE
    assert (late(day), day.planned_end) == (timedelta(), rehearsal + 60 * MINUTE)


def test_an_event_whose_day_has_gone_by_stays_where_the_programme_has_it_until_it_begins():
    later = at(9) + timedelta(days=40)
    day = Room().agenda(later)
    assert (day.moved, day.planned_for) == (False, None)
    assert [line.planned_start for line in day.lines] == [at(14), at(14, 10), at(14, 30)]
    begins = [later + timedelta(minutes=minutes) for minutes in (0, 10, 30)]
    assert [line.expected_start for line in day.lines] == begins, "nothing is expected at an hour that has gone by"
    assert (day.gone_by, punctuality(day)) == (True, None)


def test_at_another_time_fixed_starts_move_with_the_day():
    room = Room(lunch())
    real = at(9) + timedelta(days=1)
    room.do(real, "start", "accueil")
    day = room.agenda(real + MINUTE)
    assert (day.moved, day.planned_for) == (True, at(14).time())
    assert [line.planned_start - real for line in day.lines] == [timedelta(), 25 * MINUTE, 45 * MINUTE]
    assert day.lines[1].fixed == real + 25 * MINUTE
    assert (day.planned_end, late(day)) == (real + 75 * MINUTE, -15 * MINUTE)


def lunch():
    """The same day with a fixed start that leaves a hole before it."""
    document = plan(ends_at="15:15:00")
    document["phases"][1]["starts_at"] = "14:25:00"
    return document


def test_past_midnight():
    room = Room(plan(starts_at="23:30:00", ends_at="00:30:00"))
    room.do(at(23, 30), "start", "accueil")
    room.do(at(23, 40), "start", "tables")
    after = at(0, 5) + timedelta(days=1)
    day = room.agenda(after)
    assert day.current.left == -5 * MINUTE
    assert day.planned_end == at(0, 30) + timedelta(days=1)
    assert (late(day), day.moved) == (5 * MINUTE, False)


class Summer(tzinfo):
    """Like Paris in the night of 28 March 2021: at two o’clock it is three."""

    switch = datetime(2021, 3, 28, 1)  # noqa: DTZ001 -- compared with naive ones

    def fromutc(self, moment):
        naive = moment.replace(tzinfo=None)
        return (naive + timedelta(hours=2 if naive >= self.switch else 1)).replace(tzinfo=self)

    def utcoffset(self, moment):
        return timedelta(hours=2 if moment.replace(tzinfo=None) >= self.switch + timedelta(hours=1) else 1)

    def dst(self, moment):
        return None


@pytest.mark.parametrize("fixed", ["", "05:00:00"])
def test_the_night_in_which_summer_time_begins_is_an_hour_shorter(fixed):
    night = [("a", 120), ("b", 120), ("c", 60)]
    phases = [{"key": key, "title": key, "minutes": minutes} for key, minutes in night]
    phases[2] |= {"starts_at": fixed} if fixed else {}
    room = Room(plan(date="2021-03-27", starts_at="23:00:00", ends_at="06:00:00", phases=phases))
    start = datetime(2021, 3, 27, 22, tzinfo=UTC)
    room.do(start, "start", "a")
    room.do(start + 120 * MINUTE, "start", "b")
    day = room.agenda((start + 210 * MINUTE).astimezone(Summer()))
    assert (day.current.elapsed, day.current.left) == (90 * MINUTE, 30 * MINUTE)
    assert late(day) == -60 * MINUTE  # until five, which is waited for, and so until the announced end
    assert day.lines[0].planned_start == start
    assert (
        day.lines[2].expected_start == start + (300 if fixed else 240) * MINUTE
    )  # five in the morning is three in UTC
    assert day.planned_end == datetime(2021, 3, 28, 4, tzinfo=UTC)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows no program sets its own zone")
def test_the_clock_of_this_machine_knows_its_summer_time(monkeypatch):
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        for utc, wall in ((0, 1), (1, 3), (2, 4)):
            shown = datetime(2021, 3, 28, utc, 30, tzinfo=UTC).astimezone(LOCAL)
            assert (shown.hour, shown.astimezone(UTC).hour) == (wall, utc)
        assert datetime(2021, 3, 28, 5, tzinfo=LOCAL) - datetime(2021, 3, 27, 22, tzinfo=UTC) == 5 * 60 * MINUTE
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("missing", [{"date": ""}, {"ends_at": ""}, {"starts_at": ""}, {"date": "", "starts_at": ""}])
def test_a_programme_without_a_day_or_an_hour_can_be_played(missing):
    room = Room(plan(**missing))
    room.do(at(14, 3), "start", "accueil")
    day = room.agenda(at(14, 4))
    assert day.current.left == 9 * MINUTE
    assert not day.moved
    assert late(day) == (3 * MINUTE if "starts_at" not in missing else timedelta())


def test_the_announced_end_is_not_the_end_of_the_phases():
    day = Room(plan(ends_at="14:45:00")).agenda(at(13))
    assert (day.projected_end, day.planned_end, late(day)) == (at(15), at(14, 45), 15 * MINUTE)


def test_times_are_those_of_the_room():
    paris = timezone(timedelta(hours=1))
    room = Room()
    room.do(at(13), "start", "accueil")
    day = room.agenda(at(13, 4).astimezone(paris))
    assert day.current.real_start.strftime("%H:%M") == "14:00"
    assert day.lines[0].planned_start.strftime("%H:%M %z") == "14:00 +0100"
    assert late(day) == timedelta()


def test_minutes_corrected_in_the_programme_count_at_once():
    room = Room()
    room.do(at(14), "start", "accueil")
    room.workshop.programme.set("phases/accueil/minutes", 25)
    assert room.agenda(at(14, 5)).current.left == 20 * MINUTE


def test_without_a_start_a_day_begun_after_a_fixed_start_is_late_for_it():
    document = plan(starts_at=None, ends_at=None)
    document["phases"][1]["starts_at"] = "09:00:00"
    room = Room({name: value for name, value in document.items() if value is not None})
    before = room.agenda(at(16))
    assert [line.planned_start for line in before.lines] == [None, at(9), at(9, 20)]
    room.do(at(16), "start", "accueil")
    begun = room.agenda(at(16))
    found = punctuality(begun)
    assert (found.phase.key, found.minutes) == ("tables", 7 * 60 + 10)
    assert [line.planned_start for line in begun.lines] == [at(16), at(16, 10), at(16, 30)]


def test_without_a_start_a_fixed_start_after_midnight_is_on_the_next_day():
    document = plan()
    document["phases"][1]["starts_at"] = "00:30:00"
    room = Room({name: value for name, value in document.items() if name not in ("starts_at", "ends_at")})
    room.do(at(22, 30), "start", "accueil")
    assert room.agenda(at(22, 30)).lines[1].planned_start == at(0, 30) + timedelta(days=1)
