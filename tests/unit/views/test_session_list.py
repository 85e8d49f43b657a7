"""What each event in the list needs next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from facilitate.workshop.views.session_list import Need, summary
from tests.support.workshops import PLAN, START, FakeLog, make_workshop

DAY = START.astimezone().date()
BEFORE, AFTER = DAY - timedelta(days=7), DAY + timedelta(days=7)


def planned(day):
    return make_workshop(plan={**PLAN, **({"date": day.isoformat()} if day else {})}, log=FakeLog())


def need(workshop, today):
    return summary("essai", workshop.session, today=today).next


@pytest.mark.parametrize(
    ("today", "expected"), [(BEFORE, Need.PREPARE), (DAY, Need.RUN), (AFTER, Need.PREPARE), (None, Need.PREPARE)]
)
def test_before_anything_began_it_is_prepared_and_run_on_its_day(today, expected):
    assert need(planned(DAY), today) is expected


def test_an_event_without_a_date_is_prepared_until_it_begins():
    workshop = planned(None)
    assert need(workshop, DAY) is Need.PREPARE
    workshop.phases.start("1")
    assert need(workshop, DAY) is Need.RUN


@pytest.mark.parametrize(("days", "expected"), [(0, Need.RUN), (1, Need.RUN), (2, Need.PUBLISH)])
def test_a_phase_that_was_never_ended_is_not_run_for_ever(days, expected):
    workshop = planned(DAY)
    workshop.phases.start("1")
    assert need(workshop, DAY + timedelta(days=days)) is expected


def test_between_phases_it_is_still_run_and_after_the_last_or_its_day_it_is_published():
    workshop = planned(DAY)
    workshop.phases.start("1")
    workshop.phases.end()
    assert (need(workshop, DAY), need(workshop, DAY + timedelta(days=1))) == (Need.RUN, Need.PUBLISH)
    workshop.phases.start("synthesis")
    workshop.phases.end()
    assert need(workshop, DAY) is Need.PUBLISH


def test_the_day_on_which_it_really_began_counts_more_than_the_planned_one():
    workshop = planned(date(2020, 1, 1))
    workshop.phases.start("1")
    found = summary("essai", workshop.session, today=DAY)
    assert (found.next, found.today, found.next_text) == (Need.RUN, True, "under way")


@pytest.mark.parametrize(("planned_for", "late"), [(None, 0), (AFTER, 0), (DAY, 0), (BEFORE, (DAY - BEFORE).days)])
def test_an_event_whose_day_went_by_is_not_said_to_be_coming(planned_for, late):
    workshop = planned(planned_for)
    assert summary("essai", workshop.session, today=DAY).late == late
    workshop.phases.start("1")
    assert summary("essai", workshop.session, today=DAY).late == 0


def test_a_list_without_a_day_is_sorted_and_then_published():
    workshop = planned(DAY)
    workshop.ideas.record(1, "une")
    assert (need(workshop, BEFORE), need(workshop, AFTER)) == (Need.PREPARE, Need.RUN)
    workshop.proposals.file(["T1-01"], "lieux")
    assert need(workshop, AFTER) is Need.PUBLISH
