"""Holes and overlaps of the planned hours are told, with the phase that is meant."""

from __future__ import annotations

import pytest

from facilitate.workshop.audit.run import audit
from facilitate.workshop.schedule.planned_faults import hour_faults
from tests.unit.schedule.test_agenda import Room, at, plan


def found(**more):
    fixed = more.pop("fixed", {})
    document = plan(**more)
    for place, hour in fixed.items():
        document["phases"][place]["starts_at"] = hour
    room = Room(document)
    return [
        (str(fault.why), str(fault.todo), fault.path, fault.value)
        for fault in hour_faults(room.workshop.session.plan, at(9))
    ]


def test_hours_that_fit_are_not_spoken_of():
    assert found() == found(ends_at="") == found(fixed={1: "14:10:00"}) == []
    assert found(starts_at="", ends_at="16:00:00", fixed={1: "15:00:00"}) == []


def test_holes_and_overlaps_name_the_phase_that_is_meant():
    ((why, todo, path, value),) = found(fixed={2: "15:40:00"}, ends_at="16:10:00")
    assert "“tables” ends at 14:30:00, 70 min before the fixed start of “cloture” (15:40:00)" in why
    assert (todo[:20], path, value) == ("Make “tables” longer", "phases/tables/minutes", "90")
    ((why, todo, path, value),) = found(fixed={1: "14:05:00"})
    assert "“accueil” ends at 14:10:00, 5 min after the fixed start" in why
    assert (todo[:17], path, value) == ("Shorten “accueil”", "phases/accueil/minutes", "5")


def test_a_fixed_start_before_the_day_begins_is_no_hole_of_a_night():
    why, _todo, _path, value = found(fixed={2: "13:30:00"}, ends_at="")[0]
    assert ("60 min after" in why, value) == (True, "")
    assert "its first phase, “accueil”, has a fixed start at 14:20" in found(fixed={0: "14:20:00"}, ends_at="")[0][0]


@pytest.mark.parametrize(("end", "told", "value"), [("15:20:00", "20 min before", "50"), ("14:45:00", "after", "15")])
def test_an_end_that_the_phases_do_not_reach_or_pass(end, told, value):
    ((why, todo, path, mended),) = found(ends_at=end)
    assert told in why
    assert ("cloture" in todo, path, mended) == (True, "phases/cloture/minutes", value)


def test_check_tells_them_until_the_day_begins():
    room = Room(plan(ends_at="15:20:00"))
    codes = [issue.code for issue in audit(room.workshop.session)]
    (issue,) = [each for each in audit(room.workshop.session) if each.code == "phase-hours"]
    assert issue.command == "facilitate plan set SESSION phases/cloture/minutes 50"
    room.do(at(14), "start", "accueil")
    assert "phase-hours" not in [each.code for each in audit(room.workshop.session)] != codes
