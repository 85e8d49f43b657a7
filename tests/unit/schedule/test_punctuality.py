"""One number says how late the day is, and it is the difference of the two hours that are shown."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.punctuality import delay, end_of, punctuality
from tests.support.examples import examples
from tests.unit.schedule.test_recovery import day, phase

MINUTE = timedelta(minutes=1)


def now(workshop):
    return agenda(workshop.session, workshop.recorder.now())


def test_early_it_is_the_fixed_start_that_is_waited_for():
    workshop = day(phase("a", 30), phase("lunch", 20, starts_at="14:00:00"), phase("c", 60), ends_at="17:00:00")
    workshop.phases.start("a")
    workshop.recorder.clock.advance(10)
    workshop.phases.end()
    found = punctuality(now(workshop))
    assert (found.phase.key, found.limit.hour, found.minutes) == ("lunch", 14, -50)
    workshop.recorder.clock.advance(50)
    workshop.phases.start("lunch")
    assert (punctuality(now(workshop)).phase, punctuality(now(workshop)).minutes) == (None, -100)


def test_minutes_that_no_phase_was_given_are_to_spare_and_nobody_is_early_by_them():
    workshop = day(phase("a", 30), phase("b", 20), ends_at="14:00:00")
    assert (punctuality(now(workshop)).minutes, punctuality(now(workshop)).ahead) == (-10, False)
    workshop.phases.start("a")
    workshop.recorder.clock.advance(31)
    assert (punctuality(now(workshop)).minutes, punctuality(now(workshop)).ahead) == (-9, False)
    workshop.phases.start("b")
    workshop.recorder.clock.advance(10)
    workshop.phases.end()
    assert (punctuality(now(workshop)).minutes, punctuality(now(workshop)).ahead) == (-19, True)


def test_a_fixed_start_that_will_be_missed_comes_before_the_end():
    workshop = day(phase("a", 30), phase("lunch", 20, starts_at="14:00:00"), phase("c", 160), ends_at="16:00:00")
    workshop.phases.start("a")
    workshop.recorder.clock.advance(65)
    assert (punctuality(now(workshop)).phase.key, punctuality(now(workshop)).minutes) == ("lunch", 5)


@settings(max_examples=examples(40))
@given(st.lists(st.integers(1, 90), min_size=1, max_size=4), st.integers(0, 300), st.floats(0, 400))
def test_the_minutes_are_those_between_the_hours_that_are_shown(lengths, announced, gone):
    ends_at = f"{13 + announced // 60:02}:{announced % 60:02}:00" if announced else None
    workshop = day(*(phase(f"p{at}", length) for at, length in enumerate(lengths)), ends_at=ends_at)
    workshop.phases.start("p0")
    workshop.recorder.clock.advance(gone)
    shown = now(workshop)
    found = punctuality(shown)
    assert (end_of(shown) - found.limit) == found.minutes * MINUTE
    assert (delay(shown) is not None) == (found.minutes > 0)
