"""Acts that wait for a slow disk: kept together, in order, never answered before they are on it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager

import pytest

from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.values.ideas import Status
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.recorder.shared_sync import NotYet
from tests.support.workshops import FakeLog, make_workshop


class SlowLog(FakeLog):
    """A disk that syncs a journal when it is let: `appends` are those that began, by role, with their events."""

    def __init__(self):
        super().__init__()
        self.free = threading.Event()
        self.free.set()
        self.begun = threading.Semaphore(0)
        self.appends = []
        self.refuse = None

    @contextmanager
    def writing_as(self, role):
        with super().writing_as(role) as writer:
            append = writer.append

            def slowly(events):
                self.appends.append((role, list(events)))
                self.begun.release()
                assert self.free.wait(10)
                if self.refuse:
                    raise self.refuse
                append(events)

            writer.append = slowly
            yield writer


@pytest.fixture
def log():
    return SlowLog()


@pytest.fixture
def workshop(log):
    return make_workshop(log=log)


def recording(workshop, table, text):
    decide = workshop.ideas.recording(table, [IdeaDraft(text, Status.TO_CREATE)])
    return workshop.recorder.record_later(decide, role=f"table-{table}", gesture=f"gesture-{text}")


async def begun(log, count=1):
    for _ in range(count):
        assert await asyncio.to_thread(log.begun.acquire, timeout=10)


async def under_way(log, workshop, table=3, text="a"):
    """An act whose sync has begun and does not end."""
    while log.begun.acquire(blocking=False):
        pass
    log.free.clear()
    task = asyncio.ensure_future(recording(workshop, table, text))
    await begun(log)
    return task


def refs(workshop):
    return [idea.ref for idea in workshop.session.ideas.values()]


async def test_acts_that_wait_share_one_sync_and_their_references_differ(log, workshop):
    first = await under_way(log, workshop)
    others = [asyncio.ensure_future(recording(workshop, 3, text)) for text in "bcdefg"]
    await asyncio.sleep(0)
    assert not first.done()
    assert refs(workshop) == []
    log.free.set()
    await asyncio.gather(first, *others)
    assert [len(events) for role, events in log.appends if role == "table-3"] == [1, 6]
    assert refs(workshop) == [f"T3-0{number}" for number in range(1, 8)]
    events = workshop.timeline.events
    assert len({event.lamport for event in events}) == len(events)


async def test_journals_are_synced_side_by_side(log, workshop):
    tasks = [await under_way(log, workshop, 1)]
    tasks += [asyncio.ensure_future(recording(workshop, table, str(table))) for table in (2, 3)]
    await begun(log, 2)
    assert not any(task.done() for task in tasks)
    log.free.set()
    await asyncio.gather(*tasks)
    assert sorted(refs(workshop)) == ["T1-01", "T2-01", "T3-01"]


async def test_an_act_of_the_same_program_on_another_journal_goes_on(log, workshop):
    first = await under_way(log, workshop)
    slow, log.free = log.free, threading.Event()  # only the journal of the table is slow
    log.free.set()
    workshop.phases.start("tables")
    assert workshop.session.current == "tables"
    slow.set()
    await first
    assert refs(workshop) == ["T3-01"]


async def test_an_act_at_once_on_the_same_journal_waits_and_comes_after(log, workshop):
    first = await under_way(log, workshop)
    threading.Timer(0.05, log.free.set).start()
    assert workshop.ideas.record(3, "b").ref == "T3-02"
    assert refs(workshop) == ["T3-01", "T3-02"]
    assert [event.act.text for event in await first] == ["a"]


async def test_a_sync_that_fails_is_told_to_all_who_share_it_and_folds_nothing(log, workshop):
    first = await under_way(log, workshop)
    second = asyncio.ensure_future(recording(workshop, 3, "b"))
    log.refuse = StorageFailure("Not saved.")
    log.free.set()
    for task in (first, second):
        with pytest.raises(StorageFailure):
            await task
    log.refuse = None
    assert refs(workshop) == []
    assert [event.act.ref for event in await recording(workshop, 3, "c")] == ["T3-01"]


async def test_whoever_leaves_does_not_take_the_act_back(log, workshop):
    first = await under_way(log, workshop)
    first.cancel()
    second = asyncio.ensure_future(recording(workshop, 3, "b"))
    log.free.set()
    await second
    assert refs(workshop) == ["T3-01", "T3-02"]


async def test_a_decision_that_is_refused_costs_the_others_nothing(log, workshop):
    def refused(_writer):
        raise Refused("No.")

    first = await under_way(log, workshop)
    tasks = [asyncio.ensure_future(workshop.recorder.record_later(refused, role="table-3"))]
    tasks += [asyncio.ensure_future(workshop.recorder.record_later(lambda _writer: [], role="table-3"))]
    tasks += [asyncio.ensure_future(recording(workshop, 3, "b"))]
    log.free.set()
    refusal, nothing, kept = await asyncio.gather(*tasks, return_exceptions=True)
    await first
    assert isinstance(refusal, Refused)
    assert nothing == []
    assert kept[0].act.ref == "T3-02"


async def test_a_decision_on_what_is_staged_waits_for_the_next_batch_with_all_behind_it(log, workshop):
    def twice(_writer):
        if any(event.gesture == "gesture-b" for event in workshop.recorder.staged):
            raise NotYet
        return []

    first = await under_way(log, workshop)
    tasks = [
        recording(workshop, 3, "b"),
        workshop.recorder.record_later(twice, role="table-3"),
        recording(workshop, 3, "c"),
    ]
    tasks = [asyncio.ensure_future(task) for task in tasks]
    await asyncio.sleep(0)
    log.free.set()
    await asyncio.gather(first, *tasks)
    assert [[event.act.text for event in events] for role, events in log.appends if role == "table-3"] == [
        ["a"],
        ["b"],
        ["c"],
    ]


async def test_a_decision_that_always_waits_is_an_error_and_no_endless_loop(workshop):
    def never(_writer):
        raise NotYet

    with pytest.raises(NotYet):
        await workshop.recorder.record_later(never, role="table-3")


async def test_what_another_machine_wrote_is_taken_once_however_often_it_comes(log, workshop):
    other = make_workshop(log=FakeLog(kept=list(log.kept)))
    other.ideas.record(2, "x")
    event = other.timeline.events[-1]
    log.free.clear()
    tasks = [asyncio.ensure_future(workshop.recorder.ingest_later([event])) for _ in range(3)]
    await asyncio.sleep(0)
    log.free.set()
    await asyncio.gather(*tasks)
    assert [events for role, events in log.appends if role == "collected"] == [[event]]
    assert refs(workshop) == ["T2-01"]


async def test_a_loop_that_ends_waits_for_the_disk(log, workshop):
    first = await under_way(log, workshop)
    second = asyncio.ensure_future(recording(workshop, 3, "b"))
    await asyncio.sleep(0)
    threading.Timer(0.05, log.free.set).start()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    assert await asyncio.gather(first, second, return_exceptions=True)
    assert refs(workshop) == ["T3-01"]
    assert log.kept[-1].act.text == "a"  # "b" was not begun, and nobody was told that it was kept


async def test_a_journal_that_cannot_be_held_is_told_to_all_who_wait(log, workshop, monkeypatch):
    def refused(_role):
        raise StorageFailure("Not saved.")

    monkeypatch.setattr(log, "writing_as", refused)
    tasks = [asyncio.ensure_future(recording(workshop, 3, text)) for text in "ab"]
    for done in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(done, StorageFailure)
    monkeypatch.undo()
    assert [event.act.ref for event in await recording(workshop, 3, "c")] == ["T3-01"]
