"""Tokens over their whole life: which sessions somebody can send, and which nobody can."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.store.record.tokens import RecordTokens, _contact
from facilitate.workshop.sharing.depot import DepotSession
from tests.support.depot import ideas

TOWNS = ("brest", "lyon", "metz")
STEPS = st.tuples(
    st.sampled_from(["new", "new", "of", "of", "reader", "reader of", "revoke", "revoke", "use"]),
    st.sampled_from(TOWNS),
    st.integers(0, 2),
)


@pytest.fixture(scope="module")
def tokens(connections):
    return RecordTokens(connections)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=14), pushed=st.sets(st.sampled_from(TOWNS), max_size=2))
def test_a_session_is_without_access_exactly_where_no_token_can_send_it(tokens, record, connections, steps, pushed):
    with connections.transaction() as db:
        for table in ("token", "session", "journal", "event"):
            db.execute(f"DELETE FROM depot.{table}")  # as others of this folder left it
    sessions = {town: DepotSession(f"{town}999", town) for town in TOWNS}
    for town in sorted(pushed):  # as from a backup, without any token
        assert not record.take(sessions[town], "table-3", 0, ideas(sessions[town], 1)).refused
    drawn = []
    for step, town, number in steps:
        name, session = f"{town} {number}", sessions[town]
        with suppress(Refused):
            if step == "revoke":
                tokens.revoke(name)
            elif step != "use":
                of = session.session if step.endswith("of") else ""
                drawn.append(tokens.draw(name, of, reads_all="reader" in step))
        for token in drawn if step == "use" else ():
            access = tokens.access(token)
            if (
                access
                and not (access.revoked or access.reads_all or access.session)
                and tokens.claim(access, session.session)
            ):
                record.take(session, "table-3", 0, ideas(session, 1))
    opened = {
        access.session for access in map(tokens.access, drawn) if access and not (access.revoked or access.reads_all)
    }
    stored = {each.session for each in record.sessions()}
    without = tokens.without_token()
    assert {each.session for each in without} == stored - opened
    for each in without:  # the name that is told can be given again as it stands
        with suppress(StopIteration):
            holder = next(known for known in tokens.all() if each.holder and known.name == each.holder)
            assert (holder.revoked is not None, holder.session) == (True, each.session)
        tokens.draw(each.holder or f"{each.name} new", each.session)
    assert tokens.without_token() == []


NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("used", "last", "shown"),
    [
        (None, NOON, None),
        (NOON, None, NOON),
        (NOON, NOON - timedelta(hours=1), NOON),
        (NOON, NOON + timedelta(seconds=30), NOON + timedelta(seconds=30)),  # which came within the minute
        (NOON, NOON + timedelta(days=9), NOON + timedelta(minutes=1)),  # by a clock that is ahead
    ],
)
def test_no_contact_is_shown_from_before_what_came_with_it(used, last, shown):
    assert _contact(used, last) == shown
