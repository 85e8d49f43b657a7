"""Tokens over their whole life: which sessions somebody can send, and which nobody can."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.cli.depot_keeper import token_data
from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.errors import Refused
from facilitate.store.record.tokens import RecordTokens, _contact
from facilitate.workshop.sharing.depot import DepotSession
from tests.support.depot import event, idea, ideas, journal

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


def day_before(days):
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days)


# An event of two days ago. Of each act: how many days ago it was done by the laptop’s date, and when it came; the first
# one made the session.
@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([(4, 3), (3, 3)], "behind"),
        ([(4, 3), (2, 1)], "fine"),
        ([(4, 3), (3, 1)], "behind"),  # a date that can be right
        ([(4, 3), (-362, 3)], "behind"),  # a year ahead, of what came before the day
        ([(-362, 3), (-362, 3)], "behind"),  # the session was made so too
        ([(4, 3), (-363, 1)], "fine"),
        ([(4, 3), (1828, 1)], "fine"),  # five years behind, on the day
        ([(4, None), (-362, None)], "fine"),  # it was not noted yet when something came
    ],
)
def test_an_event_is_behind_by_what_is_known_and_not_by_a_wrong_date(tokens, record, connections, session, acts, state):
    tokens.draw(session.name, session.session)
    plan = {"title": "Une rencontre", "date": day_before(2).astimezone().date().isoformat()}
    for number, (done, _came) in enumerate(acts):
        made = event(1, SessionCreated(plan), "facilitator", at=day_before(done))
        act = idea(number + 1, at=day_before(done)) if number else made
        assert not record.take(session, act.by, 0, journal(session, act)).refused
    with connections.transaction() as db:
        for number, (_done, came) in enumerate(acts):
            moment = None if came is None else day_before(came) + timedelta(seconds=1)
            writer = "table-3" if number else "facilitator"
            places = (moment, session.session, writer)
            db.execute("UPDATE depot.event SET received = %s WHERE session = %s AND writer = %s", places)
        first = day_before(acts[0][1] or 3) + timedelta(seconds=1)
        db.execute("UPDATE depot.session SET since = %s WHERE session = %s", (first, session.session))
    (given,) = [each for each in tokens.all() if each.session == session.session]
    assert tokens.use(session.name).computers == [("", given.last)]
    tokens.revoke(session.name)
    found = token_data(replace(given, used=given.received), datetime.now(UTC))
    assert found["state"] == state
    if acts[0][1] is not None:
        assert given.received.date() == day_before(min(came for _done, came in acts)).date()


@pytest.mark.parametrize(
    ("used", "received", "shown"),
    [
        (None, NOON, None),
        (NOON, None, NOON),
        (NOON, NOON - timedelta(hours=1), NOON),
        (NOON, NOON + timedelta(seconds=30), NOON + timedelta(seconds=30)),  # which came within the minute
        (NOON, NOON + timedelta(days=9), NOON + timedelta(minutes=1)),  # by another token
    ],
)
def test_no_contact_is_shown_from_before_what_came_with_it(used, received, shown):
    assert _contact(used, received) == shown
