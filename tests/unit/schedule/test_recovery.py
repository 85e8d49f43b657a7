from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitate.workshop.schedule.agenda import PhaseState, agenda
from facilitate.workshop.schedule.punctuality import delay
from facilitate.workshop.schedule.recovery import recoveries
from tests.support.workshops import make_workshop

MINUTE = timedelta(minutes=1)


def day(*phases, ends_at=None):
    plan = {"title": "Essai", "date": "2021-12-13", "starts_at": "13:00:00", "phases": list(phases)}
    return make_workshop(plan=plan | ({"ends_at": ends_at} if ends_at else {}))


def phase(title, minutes, **more):
    return {"kind": "other", "key": title, "title": title, "minutes": minutes, **more}


def now(workshop):
    return agenda(workshop.session, workshop.recorder.now())


def told(ways):
    return [({cut.phase.key: cut.minutes for cut in way.cuts}, way.gained, way.enough) for way in ways]


def test_on_time_nothing_is_proposed():
    workshop = day(phase("a", 30), phase("b", 30))
    assert delay(now(workshop)) is None
    workshop.phases.start("a")
    workshop.recorder.clock.advance(30)
    assert (delay(now(workshop)), recoveries(now(workshop))) == (None, ())


def test_one_alone_the_least_important_first_and_all_a_little():
    workshop = day(
        phase("a", 10, minimum=10),
        phase("panel", 45, minimum=30),
        phase("pause", 20, minimum=10, priority="low"),
        phase("tables", 75, minimum=60, priority="high"),
    )
    workshop.phases.start("a")
    workshop.recorder.clock.advance(22)
    late = delay(now(workshop))
    assert (late.phase, late.minutes) == (None, 12)
    assert told(recoveries(now(workshop))) == [
        ({"panel": 33}, 12, True),
        ({"panel": 43, "pause": 10}, 12, True),
        ({"panel": 40, "pause": 17, "tables": 71}, 12, True),
    ]


def test_no_way_to_win_time_leaves_rounds_without_any():
    rounds = {"kind": "tables", "question": "Quoi ?", "tables": 3, "rounds": 6, "changeover": 8}
    workshop = day(phase("a", 10, minimum=10), phase("tables", 60, **rounds), ends_at="14:10:00")
    workshop.phases.start("a")
    workshop.recorder.clock.advance(40)
    assert told(recoveries(now(workshop))) == [({"tables": 50}, 10, False)], "forty minutes are change-overs"
    workshop.programme.set("phases/tables/rounds", 1)
    assert told(recoveries(now(workshop))) == [({"tables": 30}, 30, True)]


def test_what_cannot_be_won_is_told():
    workshop = day(phase("a", 10, minimum=10), phase("b", 20, minimum=15))
    workshop.phases.start("a")
    workshop.recorder.clock.advance(25)
    assert told(recoveries(now(workshop))) == [({"b": 15}, 5, False)]
    workshop.phases.recover(recoveries(now(workshop))[0])
    assert recoveries(now(workshop)) == ()
    assert delay(now(workshop)).minutes == 10


def test_a_fixed_start_is_waited_for_and_never_moved():
    workshop = day(phase("a", 30), phase("minister", 20, starts_at="14:00:00"), phase("b", 30, minimum=10))
    line = now(workshop).lines[1]
    assert line.planned_start == line.fixed
    workshop.phases.start("a")
    workshop.recorder.clock.advance(40)
    assert delay(now(workshop)) is None  # ten minutes late, and still time to spare before the minister
    workshop.recorder.clock.advance(25)
    late = delay(now(workshop))
    assert (late.phase.key, late.minutes) == ("minister", 5)
    assert recoveries(now(workshop)) == ()  # what runs over has nothing to give, and what comes after does not help


def test_only_what_comes_before_a_fixed_start_helps_it():
    workshop = day(
        phase("a", 20), phase("b", 30, minimum=10), phase("minister", 20, starts_at="14:00:00"), phase("c", 60)
    )
    workshop.phases.start("a")
    workshop.recorder.clock.advance(40)
    assert told(recoveries(now(workshop))) == [({"b": 20}, 10, True)]


def test_what_stands_before_a_start_that_is_waited_for_does_not_help_the_end():
    workshop = day(phase("a", 10), phase("minister", 20, starts_at="14:00:00"), phase("c", 60, minimum=30))
    workshop.phases.start("a")
    workshop.phases.extend(10, "c")
    late = delay(now(workshop))
    assert (late.phase, late.minutes) == (None, 10)
    assert told(recoveries(now(workshop)))[0] == ({"c": 60}, 10, True)
    assert all("a" not in cuts for cuts, _, _ in told(recoveries(now(workshop))))


def test_without_a_minimum_it_is_half():
    workshop = day(phase("a", 10), phase("b", 45), phase("c", 15), phase("d", 5))
    assert [each.least for each in workshop.session.plan.phases] == [5, 25, 10, 5]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 90),
            st.none() | st.integers(0, 100),
            st.sampled_from(["low", "normal", "high"]),
            st.booleans(),
        ),
        min_size=2,
        max_size=7,
    ),
    st.integers(0, 200),
    st.integers(0, 4),
)
def test_no_way_goes_under_a_minimum_moves_a_start_or_promises_too_much(phases, wait, started):
    made = [
        phase(f"p{place}", minutes, priority=priority)
        | ({"minimum": least} if least is not None else {})
        | ({"starts_at": f"{13 + place}:30:00"} if fixed else {})
        for place, (minutes, least, priority, fixed) in enumerate(phases)
    ]
    workshop = day(*made)
    for place in range(min(started + 1, len(phases))):
        workshop.phases.start(f"p{place}")
        workshop.recorder.clock.advance(wait / (started + 1))
    before = now(workshop)
    ways = recoveries(before)
    assert len(ways) <= 3
    assert ways == recoveries(now(workshop))
    for way in ways:
        assert way.gained == sum(cut.taken for cut in way.cuts) > 0
        assert all(cut.minutes >= cut.phase.least for cut in way.cuts)
        workshop.phases.recover(way)
        after = now(workshop)
        assert [line.fixed for line in after.lines] == [line.fixed for line in before.lines]
        assert all(
            line.expected_start >= line.fixed for line in after.lines if line.fixed and line.state is PhaseState.TO_COME
        )
        late = delay(after)
        if way.enough:
            assert late is None or late.phase != delay(before).phase
        workshop.history.undo()
        assert now(workshop) == before


@given(st.lists(st.integers(1, 90), min_size=1, max_size=6), st.lists(st.integers(0, 60), max_size=8))
def test_time_left_is_never_invented_and_what_is_left_adds_up_to_the_projection(minutes, waits):
    workshop = day(*(phase(f"p{place}", each) for place, each in enumerate(minutes)))
    for place, wait in enumerate(waits):
        if place % 3 == 2 and workshop.session.current and workshop.session.runs[workshop.session.current].running:
            left = now(workshop).current.left
            workshop.phases.pause()
            workshop.recorder.clock.advance(wait)
            assert now(workshop).current.left == left
            workshop.phases.resume()
        elif place < len(minutes):
            workshop.phases.start(f"p{place}")
        workshop.recorder.clock.advance(wait)
        seen = now(workshop)
        for line in seen.lines:
            assert line.elapsed >= timedelta()
            assert line.left == line.allotted - line.elapsed <= line.allotted
        if seen.current:
            to_come = [each for each in seen.lines if each.state is PhaseState.TO_COME]
            left = max(seen.current.left, timedelta()) + sum((each.allotted for each in to_come), timedelta())
            assert seen.projected_end == workshop.recorder.now() + left
