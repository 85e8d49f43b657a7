"""A phase's clock, through pauses, returns, extensions and clocks that went wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitate.domain.acts.phases import PhaseStarted
from facilitate.domain.errors import Minutes, Refused
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.phases import Run
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.punctuality import end_of
from facilitate.workshop.views.session_list import summary
from tests.support.workshops import START, make_workshop


def minutes(count):
    return timedelta(minutes=count)


def test_a_run_counts_only_while_its_clock_goes():
    run = Run().go(START).stop(START + minutes(10), ended=False).go(START + minutes(15))
    assert run.running
    assert run.elapsed(START + minutes(20)) == minutes(15)
    assert run.started_at == START
    assert run.go(START + minutes(30)) is run
    assert run.stop(START + minutes(20), ended=True).ended_at == START + minutes(20)


def test_a_run_that_was_paused_lasts_until_it_is_ended_and_its_timer_does_not():
    run = Run().go(START).stop(START + minutes(10), ended=False)
    assert run.ended_at is None
    over = run.stop(START + minutes(12), ended=True)
    assert (over.ended_at, over.elapsed(START + minutes(60))) == (START + minutes(12), minutes(10))
    assert over.go(START + minutes(20)).ended_at is None


def test_minutes_given_and_taken_never_make_less_than_nothing():
    assert Run().extend(5, START).extend(-2, START).allotted(10) == minutes(13)
    assert Run().extend(-50, START).allotted(10) == minutes(0)


def test_a_clock_set_back_counts_for_nothing_and_never_below():
    run = Run().go(START)
    assert run.elapsed(START - minutes(60)) == minutes(0)
    stopped = run.stop(START - minutes(60), ended=False)
    assert stopped.elapsed(START) == minutes(0)
    assert stopped.stop(START - minutes(30), ended=True).ended_at == START
    assert stopped.go(START).elapsed(START + minutes(3)) == minutes(3)


@pytest.fixture
def workshop():
    return make_workshop()


def test_one_phase_at_a_time_and_back_again(workshop):
    clock = workshop.recorder.clock
    workshop.phases.start("welcome")
    clock.advance(8)
    workshop.phases.start_next()
    assert (workshop.session.current, workshop.session.runs["welcome"].ended) == ("venue", True)
    clock.advance(5)
    workshop.phases.start("1")
    assert (workshop.session.runs["venue"].ended, workshop.session.runs["welcome"].ended) == (True, False)
    clock.advance(2)
    assert workshop.session.runs["welcome"].elapsed(clock.now()) == minutes(10)
    workshop.phases.end()
    assert workshop.session.current == ""
    assert not any(run.running for run in workshop.session.runs.values())


def test_pausing_survives_being_opened_again(workshop):
    clock = workshop.recorder.clock
    workshop.phases.start("tables")
    clock.advance(10)
    workshop.phases.pause()
    clock.advance(30)
    again = Timeline.of(workshop.recorder.log.read()).session
    assert again.runs["tables"].elapsed(clock.now()) == minutes(10)
    assert again.current == "tables"
    workshop.phases.resume()
    clock.advance(1)
    assert workshop.session.runs["tables"].elapsed(clock.now()) == minutes(11)


def test_an_ended_phase_undone_goes_on_as_if_it_had_never_ended(workshop):
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(10)
    workshop.phases.end()
    workshop.recorder.clock.advance(5)
    workshop.history.undo()
    assert workshop.session.runs["tables"].running
    assert workshop.session.runs["tables"].elapsed(workshop.recorder.now()) == minutes(15)


def test_a_phase_is_never_shortened_to_nothing(workshop):
    minutes = workshop.session.plan.phase("panel").minutes
    events = len(workshop.timeline.events)
    with pytest.raises(Refused, match="lasts only"):
        workshop.phases.extend(-minutes, "panel")
    workshop.phases.extend(1 - minutes, "panel")
    with pytest.raises(Refused, match="lasts only 1 min") as refused:
        workshop.phases.extend(-1, "panel")
    assert refused.value.message.params["minutes"] == Minutes(1)
    assert len(workshop.timeline.events) == events + 1


def test_what_makes_no_sense_is_refused(workshop):
    phases = workshop.phases
    for act in (phases.pause, phases.resume, phases.end):
        with pytest.raises(Refused, match="No phase under way"):
            act()
    with pytest.raises(Refused, match=r"Phase “nothing” not found.*1\. Accueil, 2\. Le lieu"):
        phases.start("nothing")
    phases.start("synthesis")
    for act in (phases.resume, lambda: phases.start("synthesis")):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused, match="This is the last phase"):
        phases.start_next()
    phases.pause()
    with pytest.raises(Refused, match="already paused"):
        phases.pause()
    for wrong in (0, 1441, -1441):
        with pytest.raises(Refused, match="from 1 to 1440"):
            phases.extend(wrong)
    phases.extend(-5)
    assert workshop.session.runs["synthesis"].extra == -5


def test_the_phase_that_is_on_started_once_more_by_another_program_goes_on_with_its_speaker(workshop):
    clock = workshop.recorder.clock
    workshop.phases.start("panel")
    workshop.panel.begin("1")
    clock.advance(3)
    workshop.recorder.record(PhaseStarted("panel"))
    clock.advance(2)
    (span,) = workshop.session.runs["panel"].spans
    (turn,) = workshop.session.turns["panel"]
    assert (span[1], turn.lasted(clock.now())) == (None, minutes(5))


def test_another_phase_ends_the_turn_of_the_one_that_was_on(workshop):
    workshop.phases.start("panel")
    workshop.panel.begin("1")
    workshop.recorder.clock.advance(3)
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(60)
    assert [turn.lasted(workshop.recorder.now()) for turn in workshop.session.turns["panel"]] == [minutes(3)]


def test_a_phase_that_was_only_given_time_has_not_begun(workshop):
    workshop.phases.extend(5, "synthesis")
    assert workshop.phases.start_next().key == "welcome"
    workshop.phases.end()
    assert workshop.phases.start_next().key == "venue"
    assert summary("essai", workshop.session).phase == workshop.session.plan.phases[1].title


def test_a_day_whose_last_phase_is_over_is_finished(workshop):
    clock = workshop.recorder.clock
    workshop.phases.start("synthesis")
    clock.advance(500)
    assert not summary("essai", workshop.session).finished
    workshop.phases.end()
    assert summary("essai", workshop.session).finished
    ended = clock.now()
    clock.advance(60)
    day = agenda(workshop.session, clock.now())
    assert (day.over, end_of(day)) == (True, ended)
    with pytest.raises(Refused, match="This was the last phase"):
        workshop.phases.start_next()


def test_whoever_goes_back_goes_on_where_the_day_was():
    workshop = make_workshop()
    keys = [phase.key for phase in workshop.session.plan.phases]
    for key in (*keys[:4], keys[1]):
        workshop.phases.start(key)
    assert workshop.phases.following().key == keys[4], "what is over is not begun again by the way"
    for key in (*keys[4:], keys[1]):
        workshop.phases.start(key)
    with pytest.raises(Refused, match="This is the last phase"):
        workshop.phases.following()


def test_a_phase_that_is_over_is_given_no_minutes_and_loses_none():
    workshop = make_workshop()
    key = workshop.session.plan.phases[0].key
    workshop.phases.start(key)
    workshop.phases.end()
    before = len(workshop.timeline.events)
    for minutes_more in (5, -5):
        with pytest.raises(Refused, match="has finished"):
            workshop.phases.extend(minutes_more, key)
    assert len(workshop.timeline.events) == before
