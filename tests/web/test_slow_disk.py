"""A disk that takes its time (an SD card, a virus scanner): acts share its syncs, and the room goes on meanwhile."""

from __future__ import annotations

import asyncio
import threading

import pytest

from facilitate import system
from facilitate.domain.codec import document_of
from facilitate.domain.values.ideas import Status
from facilitate.web.hub import hub
from facilitate.workshop.cases.ideas import IdeaDraft
from tests.support.sessions import open_session
from tests.web.room import answer_of, record, until
from tests.web.test_journals import heard, laptop


class Disk:
    """Syncs when it is let; `begun` are the syncs that were asked for."""

    def __init__(self, monkeypatch):
        self._free = threading.Event()
        self._free.set()
        self._sync = system.sync_file
        self.begun = []
        monkeypatch.setattr(system, "sync_file", self._slowly)

    def hold(self):
        self.begun.clear()
        self._free.clear()

    def free(self):
        self._free.set()

    def _slowly(self, descriptor):
        self.begun.append(descriptor)
        assert self._free.wait(10)
        self._sync(descriptor)


@pytest.fixture
async def disk(room, monkeypatch):
    """The disk below a room whose journals are there already."""
    slow = Disk(monkeypatch)
    for table in (1, 2, 3):
        await room.acts(record(f"before-{table}"), table=table)
    slow.hold()
    yield slow
    slow.free()


def post(room, name, table=1, **more):
    return asyncio.ensure_future(room.acts(record(name, **more), table=table))


async def under_way(room, disk, *tables):
    """An act at each table whose sync has begun."""
    first = [post(room, f"first-act-{table}", table) for table in tables]
    await until(lambda: len(disk.begun) == len(tables))
    return first


def ideas(room):
    return [idea.text for idea in room.workshop.session.ideas.values()]


def done(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["done"]


async def test_nothing_is_answered_or_shown_before_it_is_on_the_disk_and_the_room_goes_on(room, disk):
    (first,) = await under_way(room, disk, 1)
    table = (await room.get()).json()
    assert len(table["ideas"]) == 1
    assert len(ideas(room)) == 3
    assert not first.done()
    disk.free()
    assert done(await first)[0]["idea"]["ref"] == "T1-02"
    assert len((await room.get()).json()["ideas"]) == 2


async def test_what_waits_for_one_journal_is_kept_by_one_sync(room, disk):
    first = await under_way(room, disk, 1)
    waiting = [post(room, f"waiting-{number}", text=f"idée {number}") for number in range(20)]
    more = asyncio.ensure_future(room.acts(*(record(f"together-{number}") for number in range(10))))
    await until(lambda: len(room.workshop.recorder._committer._waiting["table-1"]) == 30)
    disk.free()
    answers = [done(await each) for each in (*first, *waiting, more)]
    assert len(disk.begun) == 2
    refs = [each["idea"]["ref"] for answer in answers for each in answer]
    assert sorted(refs) == [f"T1-{number:02d}" for number in range(2, 33)]
    assert len(open_session(room.home).session.ideas) == 34


async def test_the_journals_of_several_tables_are_synced_side_by_side(room, disk):
    first = await under_way(room, disk, 1, 2, 3)
    disk.free()
    assert [done(await each)[0]["idea"]["ref"] for each in first] == ["T1-02", "T2-02", "T3-02"]


async def test_an_act_posted_twice_while_it_is_on_its_way_is_done_once_and_answered_twice(room, disk):
    (first,) = await under_way(room, disk, 1)
    again = post(room, "first-act-1")
    twice = [post(room, "second-act", text="une fois") for _ in range(2)]
    await until(lambda: len(room.workshop.recorder._committer._waiting["table-1"]) == 3)
    disk.free()
    assert done(await again) == done(await first)
    assert done(await twice[0]) == done(await twice[1])
    assert ideas(room).count("une fois") == 1
    assert len(ideas(room)) == 5


async def test_what_is_corrected_while_it_is_on_its_way_is_corrected_after(room, disk):
    await under_way(room, disk, 1)
    acts = [
        record("act-0001", "un"),
        {"id": "edit-0001", "kind": "edit", "idea": "act-0001", "text": "deux", "status": "existing"},
        {"id": "edit-0002", "kind": "edit", "idea": "act-0001", "text": "trois", "status": "to_create"},
        {"id": "gone-0001", "kind": "withdraw", "idea": "act-0001"},
    ]
    answer = asyncio.ensure_future(room.acts(*acts))
    await until(lambda: len(room.workshop.recorder._committer._waiting["table-1"]) == 4)
    disk.free()
    assert [(each["id"], each["idea"]["text"]) for each in done(await answer)][-1] == ("gone-0001", "trois")
    idea = room.workshop.session.idea_by_ref("T1-03")
    assert (idea.text, idea.withdrawn, idea.first_text) == ("trois", True, "un")


async def test_who_leaves_before_the_answer_finds_the_act_done_once(room, disk):
    async with room.line() as (_reader, writer):
        body = b'{"acts":[{"id":"left-0001","kind":"record","text":"parti","status":"to_create"}]}'
        writer.write(room.request("/acts", "POST", body=body))
        await until(lambda: len(disk.begun) == 1)
    again = post(room, "left-0001", text="parti")
    disk.free()
    assert done(await again)[0]["idea"]["text"] == "parti"
    assert ideas(room).count("parti") == 1


async def test_a_hub_that_is_closed_answers_what_is_on_its_way(room, disk):
    async with room.line() as (reader, writer):
        body = b'{"acts":[{"id":"last-0001","kind":"record","text":"dernier","status":"to_create"}]}'
        writer.write(room.request("/acts", "POST", body=body))
        await until(lambda: len(disk.begun) == 1)
        closing = asyncio.ensure_future(room.hub.close())
        await asyncio.sleep(0)
        disk.free()
        assert (await answer_of(reader))[0] == 200
        await closing
    assert "dernier" in ideas(room)


async def test_a_hub_does_not_wait_for_ever_for_a_disk_and_what_it_took_is_kept_all_the_same(room, disk, monkeypatch):
    monkeypatch.setattr(hub, "_SLOW_DISK", 0.05)
    first = await under_way(room, disk, 1)
    await room.hub.close()
    assert not room.hub.address
    assert isinstance((await asyncio.gather(*first, return_exceptions=True))[0], Exception)
    disk.free()
    await until(lambda: len(room.workshop.session.ideas) == 4)


async def test_a_laptop_s_events_do_not_hold_up_the_room(room, disk, tmp_path):
    disk.free()
    async with room.live("/journal") as listener:
        await listener.next()
        own = laptop(tmp_path, await heard(listener, 2))
        for text in ("d’avant", "du portable"):
            own.ideas.record_many(1, [IdeaDraft(text, Status.TO_CREATE)])
    first, *events = [document_of(event) for event in own.timeline.events[2:]]
    assert (await room.post("/journal", {"events": [first]})).status_code == 200
    disk.hold()
    posts = [asyncio.ensure_future(room.post("/journal", {"events": events})) for _ in range(2)]
    await until(lambda: disk.begun)
    assert (await room.get()).status_code == 200
    assert "du portable" not in ideas(room)
    disk.free()
    assert {(await each).status_code for each in posts} == {200}
    assert ideas(room).count("du portable") == 1
