from __future__ import annotations

from datetime import timedelta

import pytest

from facilitate.domain.acts.purge import PurgeVouched, SessionPurged
from facilitate.domain.purge_marks import is_followed
from tests.support.depot import AT, event, idea

LAST = event(9, SessionPurged("2026-03-14", 2, 0, ("a", "b")), by="facilitator", at=AT)
BEFORE = AT - timedelta(hours=1)


@pytest.mark.parametrize(
    ("own", "followed"),
    [
        ([], False),
        ([idea(12, at=BEFORE)], False),
        ([idea(3, at=AT)], True),
        ([event(10, PurgeVouched("2026-03-14", ()), by="facilitator", at=BEFORE)], True),  # its clock is behind
        ([event(8, PurgeVouched("2026-03-14", ()), by="facilitator", at=BEFORE)], False),  # of an earlier removal
        ([event(5, SessionPurged("2026-03-14", 1, 0, ("a", "b")), at=BEFORE)], False),  # the later one knew other names
    ],
)
def test_what_a_computer_wrote_tells_whether_it_made_the_last_removal(own, followed):
    assert is_followed(LAST, own) is followed
