"""Times as people say them: how long ago something was, and when a day was planned for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from facilitate.demo.play import ScriptedClock, Stage
from facilitate.i18n import Language
from facilitate.tui.widgets.agenda_rows import agenda_rows
from facilitate.tui.widgets.times import ago
from facilitate.workshop.schedule.agenda import agenda
from tests.support.demo import played


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=3), "3\u00a0min ago"),
        (timedelta(days=1, hours=2), "1 day ago"),
        (timedelta(hours=3219, minutes=32), "134 days ago"),
    ],
)
def test_what_was_long_ago_is_told_in_days(span, said):
    assert ago(span, Language("en")) == said


def test_an_agenda_played_at_another_hour_says_for_which_it_was_planned():
    day = agenda(played(Stage.DONE, ScriptedClock(timedelta(days=9, hours=5))).session, datetime.now(UTC))
    head, *_rest = agenda_rows(day, Language("en"), wide=True)
    assert head.text.plain == "Agenda (planned for 14:00)"
    as_planned = agenda(played(Stage.DONE).session, datetime(2021, 12, 13, 18, tzinfo=timezone(timedelta(hours=1))))
    assert agenda_rows(as_planned, Language("en"), wide=True)[0].text.plain == "Agenda"
