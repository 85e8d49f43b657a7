"""The numbers of an event: they add up, and times are those of the room."""

from __future__ import annotations

from datetime import timedelta, timezone
from itertools import pairwise

import pytest

from facilitate.cli.commands import show
from facilitate.domain.values.ideas import Status
from facilitate.export.infographic.content import picture
from facilitate.i18n import Language
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.report.build import report
from facilitate.workshop.report.figures import figures
from tests.support.published import large, paris
from tests.support.workshops import TWO_QUESTIONS, make_workshop

EN = Language("en")
ROOM = timezone(timedelta(hours=5, minutes=30))


def test_the_figures_of_paris_add_up():
    found = figures(paris().session, lambda at: at.astimezone(ROOM))
    assert sum(table.received for table in found.counts.by_table) == 57
    assert sum(each.proposals for each in found.categories) == found.proposals.proposals == 42
    assert sum(each.ideas for each in found.categories) == found.proposals.ideas == 57
    assert sum(number for _at, number in found.times) == 57
    assert [(each.title, each.ideas) for each in found.phases] == [("Six tables de travail", 57)]
    assert (found.median_table, found.median_category, found.median_proposal) == (9.5, 6.0, 1.0)
    assert {(other[0] - one[0]).total_seconds() for one, other in pairwise(found.times)} == {found.minutes * 60}
    assert (found.minutes, found.times[0][0].strftime("%H:%M")) == (5, "20:45")


def test_withdrawn_ideas_count_at_their_table_and_time_alone():
    workshop = make_workshop()
    workshop.phases.start("5")
    for text, status in (("a", Status.EXISTING), ("b", Status.TO_CREATE), ("c", Status.TO_CREATE)):
        workshop.ideas.record(1, text, status)
    workshop.phases.end()
    workshop.ideas.record(2, "d")
    workshop.ideas.withdraw("T1-03")
    workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.proposals.set_undecided(["T2-01"])
    found = figures(workshop.session)
    assert [table.received for table in found.counts.by_table] == [3, 1, 0]
    assert sum(number for _at, number in found.times) == 4
    assert (found.unfiled.both, found.unfiled.ideas, found.undecided.to_create) == (1, 2, 1)
    assert (found.proposals.proposals, found.proposals.ideas, found.median_proposal) == (2, 3, 1.5)


@pytest.mark.parametrize("hours", [0, 0.2, 1, 5, 30, 24 * 40, 24 * 400, 24 * 365 * 40])
def test_whatever_the_time_it_takes_the_chart_is_short_and_whole(hours):
    workshop = make_workshop()
    workshop.ideas.record(1, "la première")
    workshop.recorder.clock.advance(60 * hours)
    workshop.ideas.record(1, "la dernière")
    found = figures(workshop.session, lambda at: at.astimezone(ROOM))
    assert len(found.times) <= 21
    assert (sum(number for _at, number in found.times), found.times[-1][1] > 0) == (2, True)
    assert found.minutes >= 1


def test_figures_of_nothing_and_of_much():
    found = figures(make_workshop().session)
    assert (found.times, found.median_table, found.proposals.proposals) == ((), 0.0, 0)
    found = figures(large().session)
    assert sum(number for _at, number in found.times) == 1000


def test_all_tables_phases_are_counted_in_the_order_of_the_agenda():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.phases.start("second")
    workshop.ideas.record(1, "à la seconde")
    workshop.ideas.record_many(1, [IdeaDraft("encore", phase="first")])
    found = figures(workshop.session)
    assert [(each.title, each.ideas, [table.received for table in each.tables]) for each in found.phases] == [
        ("Constats", 1, [1, 0, 0]), ("Pistes", 1, [1, 0]),
    ]  # fmt: skip
    assert found.median_table == 0
    shown = "\n".join(show.lines(EN, "essai", workshop.session, workshop.recorder.now()))
    assert "\n  Constats\n    Table 1: 1 idea\n" in shown
    assert "\n  Pistes\n    Table 1: 1 idea\n    Table 2: 0 ideas\n" in shown
    assert picture(report(workshop.session), EN)["figures"][0] == {"number": "1", "label": "of the 3 tables"}
