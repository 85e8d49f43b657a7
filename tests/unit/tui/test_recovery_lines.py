"""What stands above the timer when the day runs late."""

from __future__ import annotations

from datetime import UTC, datetime

from facilitate.domain.programme.plan import PHASE_KINDS, Phase
from facilitate.i18n import Language
from facilitate.tui.screens.conduct.phase_controls import recovery_lines
from facilitate.workshop.schedule.punctuality import Punctuality
from facilitate.workshop.schedule.recovery import Cut, Recovery

_ = Language("en")
BREAK = Phase(key="break", kind=PHASE_KINDS["break"], title="Break", minutes=20)
LATE = Punctuality(None, datetime(2021, 12, 13, 18, 0, tzinfo=UTC), 79)


def test_a_delay_that_cannot_be_caught_up_is_one_sentence():
    line, slip = recovery_lines(LATE, (), _, width=200).plain.splitlines()
    assert line.endswith(": no phase can be shortened any further.")
    assert "To catch up" not in line
    assert slip.replace("\u00a0", " ") == "d  push everything back by 1 h 19 min"
    line, _slip = recovery_lines(Punctuality(BREAK, LATE.limit, 5), (), _, width=200).plain.splitlines()
    assert line.endswith("“Break” (18:00): no phase before it can be shortened any further.")


def test_a_way_that_is_not_enough_says_what_will_still_be_late():
    ways = (Recovery((Cut(BREAK, 60, 10),), 60, enough=False), Recovery((Cut(BREAK, 79, 10),), 79, enough=True))
    lines = recovery_lines(LATE, ways, _, width=200).plain.replace("\u00a0", " ").splitlines()
    assert lines[1] == "j  −1 h  Break → 10 min (still 19 min late)"
    assert lines[2] == "k  −1 h 19 min  Break → 10 min"
