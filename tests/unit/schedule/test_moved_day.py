"""A day that begins at another time than planned is moved there when somebody says so; a late one may slip."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.schedule.moved_day import gone_by
from facilitate.workshop.schedule.punctuality import punctuality
from tests.unit.schedule.test_agenda import DAY, Room, at, plan

DAYS = timedelta(days=1)


def with_lunch(**more):
    document = plan(**more)
    document["phases"][1]["starts_at"] = "14:25:00"
    return document


def begun(room, moment, *, with_fixed=False):
    room.clock.at = moment
    room.phases.start("accueil", room.phases.moved_day(with_fixed=with_fixed))
    return room.workshop.session.plan


@pytest.mark.parametrize(
    ("moment", "off"),
    [
        (at(14), None),
        (at(16, 59), None),
        (at(11, 1), None),
        (at(17), 3),
        (at(10), -4),
        (at(14) + 2 * DAYS, 48),
    ],
)
def test_far_from_the_planned_start_it_is_asked(moment, off):
    room = Room()
    room.clock.at = moment
    assert room.phases.off_plan() == (off and timedelta(hours=off))
    room.phases.start("accueil")
    assert room.phases.off_plan() is None, "it has begun"


def test_on_another_day_at_the_planned_hour_only_the_date_is_moved():
    room = Room(with_lunch())
    found = begun(room, at(14, 20) + timedelta(days=2))
    assert (found.date, found.starts_at, found.ends_at) == ((DAY + timedelta(days=2)).date(), time(14), time(15))
    assert found.phases[1].starts_at == time(14, 25)
    day = room.agenda(room.clock.at)
    assert (day.moved, punctuality(day).minutes) == (False, 5)


def test_far_from_the_hour_all_hours_are_moved_and_fixed_starts_keep_theirs_or_move():
    kept = begun(Room(with_lunch()), at(10))
    assert (kept.starts_at, kept.ends_at, kept.phases[1].starts_at) == (time(10), time(11), time(14, 25))
    room = Room(with_lunch())
    moved = begun(room, at(20, 30) + timedelta(days=1), with_fixed=True)
    assert (moved.starts_at, moved.ends_at, moved.phases[1].starts_at) == (time(20, 30), time(21, 30), time(20, 55))
    assert moved.date == (DAY + timedelta(days=1)).date()
    room.workshop.history.undo()
    assert (room.workshop.session.plan.starts_at, room.workshop.session.runs) == (time(14), {})


def test_of_fixed_starts_that_keep_their_hour_those_gone_by_are_fixed_no_more():
    document = with_lunch()
    document["phases"][2]["starts_at"] = "21:00:00"
    room = Room(document)
    assert [phase.key for phase in gone_by(room.workshop.session.plan, at(20))] == [document["phases"][1]["key"]]
    found = begun(room, at(20))
    assert [phase.starts_at for phase in found.phases[1:]] == [None, time(21)]
    lines = room.agenda(room.clock.at).lines
    assert lines[1].fixed is None
    assert lines[1].expected_start == lines[0].expected_end, "it follows in its turn, and is not waited for"


@pytest.mark.parametrize(("moment", "ahead"), [(at(14, 9), True), (at(14, 10), False), (at(14, 40), False)])
def test_a_phase_fixed_more_than_a_quarter_of_an_hour_ahead_is_asked_for(moment, ahead):
    room = Room(with_lunch())
    room.do(at(14), "start", "accueil")
    room.clock.at = moment
    assert room.phases.fixed_ahead(room.phases.following()) == (at(14, 25) if ahead else None)


def test_a_fixed_start_after_midnight_is_still_to_come():
    document = plan(starts_at="22:30:00", ends_at="01:00:00")
    document["phases"][2]["starts_at"] = "00:15:00"
    found = begun(Room(document), at(19))
    assert (found.starts_at, found.ends_at, found.phases[2].starts_at) == (time(19), time(21, 30), time(0, 15))


def test_everything_slips_by_the_delay():
    room = Room(with_lunch())
    room.do(at(14), "start", "accueil")
    room.clock.at = at(14, 46)
    assert punctuality(room.agenda(room.clock.at)).minutes == 21
    assert room.phases.slip().minutes == 21
    found = room.workshop.session.plan
    assert (found.starts_at, found.phases[1].starts_at, found.ends_at) == (time(14), time(14, 46), time(15, 21))
    assert [line.planned_start for line in room.agenda(room.clock.at).lines] == [at(14), at(14, 46), at(15, 6)]
    room.workshop.history.undo()
    assert room.workshop.session.plan.phases[1].starts_at == time(14, 25)


@pytest.mark.parametrize("missing", [{}, {"ends_at": ""}, {"starts_at": "", "ends_at": ""}])
def test_after_a_slip_nothing_is_late(missing):
    room = Room(plan(**missing))
    room.do(at(14), "start", "accueil")
    room.clock.at = at(14, 31)
    assert punctuality(room.agenda(room.clock.at)).minutes == 21
    room.phases.slip()
    assert punctuality(room.agenda(room.clock.at)).minutes == 0
    with pytest.raises(Refused):
        room.phases.slip()
