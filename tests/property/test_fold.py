"""The same events in any order, in any batches, with duplicates, give the same session."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.codec import document_of, event_of
from facilitate.domain.event import Event
from facilitate.domain.timeline import Timeline
from facilitate.workshop.workshop import Workshop
from tests.support import walk
from tests.support.examples import examples
from tests.support.workshops import FakeLog, make_workshop, snapshot

ROLES = (("facilitator", ""), ("facilitator", "b"), ("table-1", "c"), ("facilitator", "k7m2"))
# Undos come often: in what order they and their targets arrive is what can go wrong.
NAMES = [*sorted(walk.ACTS), *("undo", "undo one", "redo one") * 4]
# Lists without a least length have five steps or so.
STEPS = st.lists(
    st.tuples(st.integers(0, len(ROLES) - 1), st.sampled_from(NAMES), st.integers(0, 999), st.booleans()),
    min_size=12,
    max_size=30,
)


def events_of(steps: list[tuple[int, str, int, bool]]) -> list[Event]:
    """What several programs did, some of them without seeing the others for a while."""
    first = FakeLog()
    programs = [make_workshop(log=first)]
    programs += [
        make_workshop(role=role, log=FakeLog(first.kept, suffix), seed=seed)
        for seed, (role, suffix) in enumerate(ROLES[1:], 1)
    ]
    for idea in range(4):
        programs[0].ideas.record(1 + idea % 3, f"idée {idea}")
    for who, name, seed, deaf in steps:
        log_of(programs[who]).deaf = deaf
        walk.act(programs[who], name, seed)
    return first.kept


def log_of(workshop: Workshop) -> FakeLog:
    log = workshop.recorder.log
    assert isinstance(log, FakeLog)
    return log


@settings(max_examples=examples(30))
@given(STEPS, st.integers(0, 2**32), st.integers(1, 9))
def test_any_order_any_batches_any_duplicates_same_session(steps, seed, near):
    with pytest.MonkeyPatch.context() as patch:
        # Small, so that these short sessions go through what long ones do.
        patch.setattr("facilitate.domain.timeline._DISTANCES", (near, 3 * near))
        in_any_order(steps, seed)


def in_any_order(steps, seed):
    events = events_of(steps)
    expected = snapshot(Timeline.of(events).session)
    chance = random.Random(seed)
    shuffled = [*events, *chance.choices(events, k=len(events) // 3)]
    chance.shuffle(shuffled)
    timeline = Timeline()
    session = timeline.session
    came: list[Event] = []
    nearly = chance.random() < 0.5
    if nearly:
        shuffled.sort(key=lambda event: event.lamport + chance.randint(0, 6))
    while shuffled:
        size = chance.randint(1, 5)
        before = snapshot(session)
        also = timeline.with_also(shuffled[:size])
        assert snapshot(session) == before
        timeline.add(shuffled[:size])
        assert snapshot(also.session) == snapshot(session)
        came += shuffled[:size]
        assert snapshot(session) == snapshot(Timeline.of(came).session)
        if chance.random() < 0.5:
            timeline.become(also)
        del shuffled[:size]
    assert snapshot(session) == expected
    assert snapshot(Timeline.of(reversed(events)).session) == expected


@settings(max_examples=examples(20))
@given(STEPS)
def test_the_disk_keeps_all_that_the_programs_knew(steps):
    events = events_of(steps)
    late = make_workshop(log=FakeLog(events))
    read = Timeline.of(event_of(json.loads(json.dumps(document_of(event)))) for event in events).session
    assert snapshot(read) == snapshot(late.session)


@settings(max_examples=examples(20))
@given(STEPS)
def test_ideas_are_never_lost_whoever_did_what_without_seeing_the_others(steps):
    events = events_of(steps)
    session = Timeline.of(events).session
    recorded = {event.id for event in events if event.act.kind == "idea.recorded"}
    assert {*session.ideas, *session.undone_ideas} == recorded
    for idea in recorded:
        holding = [p.id for p in session.all_proposals.values() if not p.hidden_by and idea in p.ideas]
        assert holding == [session.proposal_of(idea).id]
    refs = [idea.ref for idea in session.ideas.values()]
    assert len(set(refs)) == len(refs)
