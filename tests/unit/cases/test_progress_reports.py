"""The reports on progress: their days, and which actions nobody has said anything of since."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from facilitate.domain.errors import Refused
from facilitate.export.roadmap_files import dated, roadmap_ics
from facilitate.i18n import Language
from facilitate.workshop.report.roadmap import put_forward
from facilitate.workshop.report.roadmap_reports import months_typed, progress_report, report_days
from tests.support.published import reported
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")


@pytest.fixture
def workshop():
    made = make_workshop(plan={**PLAN, "date": "2021-11-30"})
    for text in ("un jardin", "un café", "un bus"):
        made.ideas.record(1, text)
    return made


def due(workshop, day, months=()):
    session = workshop.session
    found = progress_report(put_forward(session).actions(), report_days(session.plan, months), date.fromisoformat(day))
    return [each.action.wording for each in found.due]


def test_reports_count_from_the_event_by_the_months_of_the_programme_and_end_with_their_month(workshop):
    def days(*months):
        return [each.day.isoformat() for each in report_days(workshop.session.plan, months)]

    assert days() == ["2022-02-28", "2022-08-30", "2023-02-28", "2023-08-30"]
    assert days(1, 13) == ["2021-12-30", "2022-12-30"]
    workshop.programme.set("reports_after", ["6", "3"])
    assert [each.months for each in report_days(workshop.session.plan)] == [3, 6]
    workshop.programme.set("date", None)
    assert days() == []


@pytest.mark.parametrize("typed", ["", "0", "3,x", "121", "-3"])
def test_what_is_no_month_is_refused(typed):
    with pytest.raises(Refused, match="months after the event"):
        months_typed(typed)


def test_an_action_is_due_from_the_day_of_a_report_until_something_is_said_of_it(workshop):
    workshop.roadmap.set("T1-01", owner="Camille", state="started")  # on 13 December 2021
    workshop.roadmap.set("T1-02", state="done")
    assert [due(workshop, day) for day in ("2022-02-27", "2022-02-28", "2022-09-01")] == [
        [], ["un jardin"], ["un jardin"],
    ]  # fmt: skip
    workshop.recorder.clock.advance(90 * 24 * 60)  # minutes: until 13 March 2022
    workshop.roadmap.note("T1-01", "Première réunion")
    assert [due(workshop, day) for day in ("2022-03-14", "2022-08-30")] == [[], ["un jardin"]]
    workshop.ideas.withdraw("T1-01")
    assert due(workshop, "2022-08-30") == []


def test_the_calendar_has_each_report_with_whoever_is_responsible_or_nobody(workshop):
    workshop.roadmap.set("T1-01", owner="Camille", state="started")
    workshop.roadmap.set("T1-02", state="planned")
    workshop.roadmap.set("T1-03", state="dropped", owner="Personne d’autre")
    text = roadmap_ics(reported(workshop), FR)
    assert dated(reported(workshop))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [each["dtstart"].dt.isoformat() for each in events] == [
        "2022-02-28", "2022-08-30", "2023-02-28", "2023-08-30",
    ]  # fmt: skip
    lines = events[0]["description"].split("\n")
    assert lines[1:3] == ["– un café\u00a0: sans pilote", "– un jardin\u00a0: Camille"]
    assert "Personne d’autre" not in text
    assert roadmap_ics(reported(workshop), FR) == text
    workshop.recorder.clock.advance(60)
    workshop.roadmap.set("T1-01", state="done")
    newer = Calendar.from_ical(roadmap_ics(reported(workshop), FR)).walk("VEVENT")[0]
    assert (newer["uid"], newer["dtstamp"].dt > events[0]["dtstamp"].dt) == (events[0]["uid"], True)
