"""How long ago something was, as people say it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitate.i18n import Language
from facilitate.tui.widgets.times import ago


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
