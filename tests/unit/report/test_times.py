"""Planned and real times in the report: told when asked for, and the same whenever and wherever that is."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from facilitate.demo.play import Stage
from facilitate.export.markdown import render
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.demo import played
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")
PARIS = ZoneInfo("Europe/Paris")


def room(moment):
    """As `astimezone()` tells it: the offset of that very moment, and no rules beyond."""
    offset = moment.astimezone(PARIS).utcoffset()
    return moment.astimezone(timezone(offset))


@pytest.fixture
def workshop():
    plan = copy.deepcopy(PLAN) | {"date": "2021-12-13", "starts_at": "14:00"}
    return make_workshop(plan=plan)


def rows(workshop):
    text = render(report(workshop.session, room), FR)
    table = text.split("## Le déroulé de la rencontre\n\n")[1].split("\n\n")[0].splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]


def test_each_phase_has_its_planned_times_and_those_that_began_their_real_ones(workshop):
    workshop.recorder.clock.advance(7)
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(12)
    workshop.phases.start("study")
    assert rows(workshop)[:4] == [
        ("Accueil", "14:00–14:10", "14:07–14:19"),
        ("Le lieu", "14:10–14:25", "n’a pas eu lieu"),
        ("L’étude", "14:25–15:05", "depuis 14:19"),
        ("Table ronde", "15:05–15:50", "–"),
    ]


def test_a_phase_one_came_back_to_tells_its_stretches_and_a_pause_is_none(workshop):
    for phase, minutes in (("welcome", 4), ("study", 2), ("welcome", 3)):
        workshop.phases.start(phase)
        workshop.recorder.clock.advance(minutes)
    workshop.phases.pause()
    workshop.recorder.clock.advance(5)
    workshop.phases.resume()
    found = {row[0]: row[2] for row in rows(workshop)}
    assert (found["Accueil"], found["L’étude"]) == ("14:00–14:04, depuis 14:06", "14:04–14:06")
    workshop.recorder.clock.advance(1)
    workshop.phases.end()
    assert rows(workshop)[0][2] == "14:00–14:04, 14:06–14:15"
    assert ", de 14\u00a0h à 14\u00a0h\u00a015\n" in render(report(workshop.session, room), FR)
    assert ", à 14\u00a0h (horaire prévu)\n" in render(report(workshop.session), FR)


def test_a_phase_that_was_paused_until_it_ended_lasted_until_then(workshop):
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(4)
    workshop.phases.pause()
    workshop.recorder.clock.advance(2)
    workshop.phases.start("study")
    assert rows(workshop)[0][2] == "14:00–14:06"


def test_a_report_made_in_summer_tells_a_december_day_in_winter_time(workshop):
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(10)
    workshop.phases.end()
    before = rows(workshop)
    workshop.recorder.clock.at = datetime(2022, 7, 14, 8, 0, tzinfo=UTC)
    workshop.ideas.record(1, "venue plus tard")
    assert rows(workshop) == before
    assert before[0] == ("Accueil", "14:00–14:10", "14:00–14:10")


def test_a_day_that_crosses_the_change_to_winter_time_tells_what_the_clocks_said():
    plan = copy.deepcopy(PLAN) | {"date": "2021-10-31", "starts_at": "02:30"}
    workshop = make_workshop(plan=plan)
    workshop.recorder.clock.at = datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(45)
    workshop.phases.end()
    assert rows(workshop)[0] == ("Accueil", "02:30–02:40", "02:30–02:15")
    assert [row[1] for row in rows(workshop)[2:4]] == ["02:55–02:35", "02:35–03:20"]


def test_nothing_is_told_of_a_day_that_has_not_begun(workshop):
    assert report(workshop.session, room).times == ()
    assert render(report(workshop.session, room), FR) == render(report(workshop.session), FR)


def test_without_being_asked_the_report_is_what_it_was():
    session = played(Stage.DONE).session
    plain, timed = (render(report(session, asked), FR) for asked in (None, room))
    assert "Le déroulé" not in plain
    start = timed.index("## Le déroulé de la rencontre")
    rest = timed[:start] + timed[timed.index("## Présentation du lieu") :]
    assert (
        rest.replace("de 14\u00a0h\u00a003 à 18\u00a0h\u00a007", "de 14\u00a0h à 18\u00a0h (horaires prévus)") == plain
    )


def test_times_are_told_before_the_venue_and_end_where_the_day_did():
    workshop = played(Stage.DONE)
    last = workshop.session.runs[workshop.session.plan.phases[-1].key].ended_at
    assert last is not None
    assert rows(workshop)[-1][2].endswith(f"{last.astimezone(PARIS):%H:%M}")


def test_of_a_day_held_elsewhere_the_hours_are_those_that_were_announced_and_for_which_day():
    workshop = make_workshop(
        plan=copy.deepcopy(PLAN) | {"date": "2021-12-10", "starts_at": "09:00", "ends_at": "12:00"}
    )
    workshop.phases.start("welcome", workshop.phases.moved_day(with_fixed=True))
    planned = "lundi 13 décembre 2021 (rencontre prévue le vendredi 10 décembre 2021, de 9\u00a0h à 12\u00a0h)"
    for asked in (None, room):
        assert planned in render(report(workshop.session, asked), FR)
    assert rows(workshop)[0] == ("Accueil", "09:00–09:10", "depuis 14:00")
    workshop.recorder.clock.advance(9)
    workshop.phases.end()
    assert "lundi 13 décembre 2021, de 14\u00a0h à 14\u00a0h\u00a009" in render(report(workshop.session, room), FR)
    assert planned in render(report(workshop.session), FR)
