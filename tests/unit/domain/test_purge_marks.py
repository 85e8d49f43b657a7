from __future__ import annotations

from datetime import timedelta

import pytest

from facilitate.domain.acts.purge import PurgeVouched, SessionPurged
from facilitate.domain.purge_marks import unfollowed
from tests.support.depot import AT, event, idea

LAST = event(9, SessionPurged("2026-03-14", 2, 0, ("a", "b")), by="facilitator", at=AT)
BEFORE = AT - timedelta(hours=1)


@pytest.mark.parametrize(
    ("own", "followed"),
    [
        ([], False),
        ([idea(12, at=BEFORE)], False),
        ([idea(30, at=AT + timedelta(hours=1))], False),  # it need not have heard of it by then
        ([event(10, PurgeVouched("2026-03-14", (LAST.id,)), by="facilitator", at=BEFORE)], True),
        ([event(10, PurgeVouched("2026-03-14", ("a",)), by="facilitator", at=AT)], False),  # of an earlier removal
        ([event(15, SessionPurged("2026-03-14", 1, 0, ("a", "b")), at=AT)], False),  # perhaps of other names
        ([LAST], True),
    ],
)
def test_what_a_computer_wrote_tells_whether_it_made_a_removal(own, followed):
    assert unfollowed([LAST], own) == ([] if followed else [LAST])
