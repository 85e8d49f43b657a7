from datetime import timedelta

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.cases.panel import speaking, speaking_times
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.rounds import round_now
from tests.support.workshops import make_workshop

MINUTE = timedelta(minutes=1)
PLAN = {
    "title": "Essai",
    "phases": [
        {
            "kind": "panel",
            "key": "panel",
            "title": "Table ronde",
            "minutes": 30,
            "speakers": [{"name": f"Intervenante {number}", "key": f"i{number}"} for number in (1, 2, 3)],
        },
        {
            "kind": "tables",
            "key": "tables",
            "title": "Tables",
            "minutes": 64,
            "tables": 3,
            "rounds": 3,
            "changeover": 2,
        },
        {"kind": "closing", "key": "closing", "title": "Clôture", "minutes": 10},
    ],
}


@pytest.fixture
def workshop():
    return make_workshop(plan=PLAN)


def times(workshop):
    session = workshop.session
    return speaking_times(session, session.plan.phase("panel"), workshop.recorder.now())


def spoken(workshop):
    return [time.spoken // MINUTE for time in times(workshop)]


def test_one_begins_and_the_other_stops(workshop):
    workshop.phases.start("panel")
    workshop.panel.toggle("2")
    workshop.recorder.clock.advance(5)
    workshop.panel.toggle("i1")
    workshop.recorder.clock.advance(3)
    assert (spoken(workshop), speaking(workshop.session, "panel")) == ([3, 5, 0], "i1")
    assert {time.share for time in times(workshop)} == {10 * MINUTE}
    workshop.panel.toggle("1")
    workshop.recorder.clock.advance(4)
    assert (spoken(workshop), speaking(workshop.session, "panel")) == ([3, 5, 0], "")
    workshop.panel.toggle("2")
    workshop.recorder.clock.advance(1)
    assert spoken(workshop) == [3, 6, 0]
    workshop.history.undo()
    assert spoken(workshop) == [3, 5, 0]


@pytest.mark.parametrize("act", ["pause", "end", "start_next"])
def test_a_turn_ends_with_the_clock_of_its_phase(workshop, act):
    workshop.phases.start("panel")
    workshop.panel.toggle("1")
    workshop.recorder.clock.advance(5)
    getattr(workshop.phases, act)()
    workshop.recorder.clock.advance(5)
    assert (spoken(workshop), speaking(workshop.session, "panel")) == ([5, 0, 0], "")
    with pytest.raises(Refused):
        workshop.panel.toggle("1")


def test_somebody_who_is_missing_has_no_share_and_no_turn_and_may_still_come(workshop):
    panel = workshop.session.plan.phase("panel")
    workshop.phases.start("panel")
    workshop.panel.set_absent(panel, "i1", absent=True)
    assert [time.speaker.key for time in times(workshop)] == ["i1", "i2", "i3"]  # the keys 2 and 3 mean the same people
    assert [time.share // MINUTE for time in times(workshop)] == [0, 15, 15]
    with pytest.raises(Refused, match="absent"):
        workshop.panel.toggle("i1")
    workshop.panel.set_absent(workshop.session.plan.phase("panel"), "i1", absent=False)
    assert workshop.panel.toggle("i1").speaker == "i1"


def test_turns_are_refused_where_nobody_can_have_one(workshop):
    with pytest.raises(Refused, match="start one first"):
        workshop.panel.toggle("1")
    workshop.phases.start("panel")
    with pytest.raises(Refused, match=r"Speaker “.*” not found"):
        workshop.panel.toggle("4")
    workshop.panel.stop()
    assert workshop.session.turns == {}


def test_rounds_are_equal_with_a_change_between_them(workshop):
    workshop.phases.start("tables")

    def part():
        now = round_now(agenda(workshop.session, workshop.recorder.now()).current)
        return now and (now.number, now.changing, now.left // MINUTE)

    seen = [part()]
    for _ in range(33):
        workshop.recorder.clock.advance(2)
        seen.append(part())
    assert seen[0] == (1, False, 20)
    assert [entry for entry in seen if entry and entry[1]] == [(1, True, 2), (2, True, 2)]
    assert [seen.index((number, False, 20)) * 2 for number in (1, 2, 3)] == [0, 22, 44]
    assert seen[31] == (3, False, 2)
    assert seen[32:] == [None, None]  # the time of the phase is up, and no round has any


def test_a_phase_cut_below_its_rounds_is_in_none_of_them_once_its_time_is_up(workshop):
    workshop.phases.start("tables")
    workshop.phases.extend(-61)
    workshop.recorder.clock.advance(3)
    assert round_now(agenda(workshop.session, workshop.recorder.now()).current) is None


def test_one_round_is_none(workshop):
    workshop.programme.set("phases/tables/rounds", 1)
    workshop.phases.start("tables")
    assert round_now(agenda(workshop.session, workshop.recorder.now()).current) is None


def test_only_a_phase_with_speakers_has_turns(workshop):
    for phase in ("tables", "closing"):
        workshop.phases.start(phase)
        with pytest.raises(Refused, match="No panel is under way"):
            workshop.panel.toggle("1")
    workshop.phases.end()
    with pytest.raises(Refused, match="No panel is under way"):
        workshop.panel.toggle("1")
