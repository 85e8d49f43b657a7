"""Live: what is heard, in what order, and what is heard again by who comes back."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from facilitate.domain.roles import table_role
from facilitate.store.hub_tokens import FolderKeys
from facilitate.web.hub.clients import device_of
from facilitate.web.serving.limits import Limits
from tests.support.sessions import open_session
from tests.web.room import ended, record, until


async def texts(listener, count):
    return [(await listener.next())[1]["text"] for _ in range(count)]


async def test_a_page_hears_its_table_then_what_changes(room):
    await room.acts(record("act-0001"))
    async with room.live() as listener:
        assert listener.response.headers["content-type"].startswith("text/event-stream")
        name, table, _mark = await listener.next()
        assert (name, table) == ("table", (await room.get()).json())
        done = (await room.acts(record("act-0002", "deux\nlignes"))).json()["done"]
        assert (await listener.next())[:2] == ("idea", done[0]["idea"])
        edited = {"id": "act-0003", "kind": "edit", "idea": "act-0001", "text": "un parc", "status": "existing"}
        done = (await room.acts(edited)).json()["done"]
        assert (await listener.next())[:2] == ("idea", done[0]["idea"])


async def test_other_tables_are_not_heard(room):
    async with room.live() as listener:
        await listener.next()
        await room.acts(record("act-0001", "ailleurs"), table=2)
        await room.acts(record("act-0002", "ici"))
        assert await texts(listener, 1) == ["ici"]


async def test_what_the_facilitator_and_other_programs_write_is_heard(room):
    other = open_session(room.home, role=table_role(1))
    async with room.live() as listener:
        await listener.next()
        ref = other.ideas.record(1, "d’un autre programme").ref
        assert await texts(listener, 1) == ["d’un autre programme"]
        room.workshop.ideas.withdraw(ref)
        assert (await listener.next())[1]["withdrawn"] is True


async def test_an_idea_whose_recording_was_undone_leaves_without_its_words_and_comes_back_when_it_is_done_again(room):
    await room.acts(record("act-0001"), record("act-0002", "un four"))
    async with room.live() as listener:
        await listener.next()
        key = next(key for key, idea in room.workshop.session.ideas.items() if idea.text == "un four")
        room.workshop.history.undo_one("act-0002")
        _name, idea, _mark = await listener.next()
        assert (idea["id"], idea["text"], idea["undone"]) == (key, "", True)
        assert [each["text"] for each in (await room.get()).json()["ideas"]] == ["un jardin"]
        asked_again = (await room.acts(record("act-0002", "un four"))).json()["done"]
        assert (asked_again[0]["idea"]["undone"], len(room.workshop.session.ideas)) == (True, 1)
        edited = {"id": "act-0003", "kind": "edit", "idea": "act-0002", "text": "un parc", "status": "existing"}
        assert "cannot be found" in (await room.acts(edited)).json()["done"][0]["refused"]
        room.workshop.history.redo_one("act-0002")
        _name, idea, _mark = await listener.next()
        assert (idea["text"], "undone" in idea) == ("un four", False)


async def test_ideas_from_before_a_reset_leave_the_phones_and_come_back_with_its_undo(room):
    await room.acts(record("act-0001"))
    async with room.live() as listener:
        await listener.next()
        room.workshop.phases.reset(room.workshop.phases.to_reset())
        heard = [await listener.next() for _ in range(1)]
        assert [(what, found["text"], found["undone"]) for what, found, _mark in heard] == [("idea", "", True)]
        assert (await room.get()).json()["ideas"] == []
        room.workshop.history.undo()
        assert (await listener.next())[1]["text"] == "un jardin"


async def test_what_comes_in_by_the_hub_is_told_without_looking_for_it(rooms, monkeypatch):
    monkeypatch.setattr("facilitate.web.hub.broadcaster._LOOK", 1000)
    room = await rooms(Limits(heartbeat_seconds=1000))
    async with room.live() as listener:
        await listener.next()
        await room.acts(record("act-0001", "ici"))
        assert await texts(listener, 1) == ["ici"]


async def test_the_heading_is_told_when_it_changes_and_not_as_time_goes_by(room):
    room.workshop.phases.start("1")
    async with room.live() as listener:
        assert (await listener.next())[1]["clock"]["phase"] == "Accueil"
        room.workshop.ideas.record(1, "rien de la montre")
        assert (await listener.next())[0] == "idea"
        for change, running in [(room.workshop.phases.pause, False), (room.workshop.phases.resume, True)]:
            change()
            name, about, _mark = await listener.next()
            assert (name, set(about), about["clock"]["running"]) == (
                "about",
                {
                    "title",
                    "question",
                    "usual",
                    "phase",
                    "phases",
                    "on",
                    "clock",
                    "name",
                    "place",
                    "closed",
                    "round",
                    "rehearsal",
                    "trial",
                    "read",
                    "calls",
                    "coming",
                    "asks",
                    "tables",
                },
                running,
            )
        room.workshop.phases.extend(5, "1")
        assert 890 < (await listener.next())[1]["clock"]["left"] <= 900
        room.workshop.programme.set("title", "Autrement")
        assert (await listener.next())[1]["title"] == "Autrement"
        room.workshop.phases.end()
        assert (await listener.next())[1]["clock"] is None


async def test_who_comes_back_hears_what_was_missed_and_nothing_else(room):
    await room.acts(record("act-0001", "un"))
    async with room.live() as listener:
        await listener.next()
        await room.acts(record("act-0002", "deux"))
        mark = (await listener.next())[2]
    await room.acts(record("act-0003", "trois"))
    await room.acts(record("act-0004", "quatre"))
    room.workshop.ideas.edit("T1-01", "un, autrement")
    room.workshop.phases.start("1")
    async with room.live(**{"Last-Event-ID": mark}) as listener:
        heard = [await listener.next() for _ in range(4)]
    assert {content.get("text") for _name, content, _mark in heard[:3]} == {"trois", "quatre", "un, autrement"}
    assert heard[3][0] == "about"
    async with room.live(**{"Last-Event-ID": heard[1][2]}) as listener:
        assert await texts(listener, 1) == [heard[2][1]["text"]]
    async with room.live(**{"Last-Event-ID": heard[3][2]}) as listener:
        await room.acts(record("act-0005", "cinq"))
        assert await texts(listener, 1) == ["cinq"]


async def test_a_mark_that_says_nothing_here_gets_the_whole_table(room):
    marks = ["", "0", "zzz", "00000000-1", "9" * 30]
    for table in (1, 2):
        async with room.live(table=table) as listener:
            await listener.next()
            await room.acts(record(f"act-000{table}"), table=table)
            run, _, number = (await listener.next())[2].partition("-")
            marks.append(f"{run}-{int(number) + 1}")
            marks.append(f"{run}-{number}" if table == 2 else f"{run}-+1")
    for mark in marks:
        async with room.live(**{"Last-Event-ID": mark}) as listener:
            assert (await listener.next())[0] == "table", mark


async def test_a_mark_of_an_earlier_hub_gets_the_whole_table(room, rooms):
    async with room.live() as listener:
        await listener.next()
        await room.acts(record("act-0001"))
        mark = (await listener.next())[2]
    await room.hub.close()
    again = await rooms(home=room.home)
    async with again.live(**{"Last-Event-ID": mark}) as listener:
        assert (await listener.next())[0] == "table"


@pytest.mark.parametrize(("take_back", "path"), [("renew", "/live"), ("shut", "/live"), ("shut", "/journal")])
async def test_who_came_by_a_link_that_is_taken_back_is_shown_out(room, take_back, path):
    async with room.live(path) as listener, room.live(table=2) as other:
        await other.next()
        getattr(room.hub, take_back)(1)
        names = []
        while (heard := await listener.next()) is not None:
            names.append(heard[0])
        assert names[-1] == "closed"
        await room.acts(record("act-0001"), table=2)
        assert (await other.next())[0] == "idea"


async def test_a_link_that_another_program_renewed_shows_out_who_came_by_it(room):
    async with room.live() as listener, room.live(table=2) as other:
        await listener.next()
        await other.next()
        FolderKeys(room.folder).renew(1)
        assert (await listener.next())[0] == "closed"
        assert await listener.next() is None
        await room.acts(record("act-0001"), table=2)
        assert (await other.next())[0] == "idea"


async def test_goodbye_is_said_before_the_hub_closes(room):
    async with room.live() as listener, room.live("/journal", table=2) as laptop:
        await listener.next()
        await laptop.next()
        await laptop.next()
        await room.hub.close()
        for each in (listener, laptop):
            assert (await each.next())[0] == "bye"
            assert await each.next() is None


async def test_a_line_on_which_nothing_is_said_is_kept_warm(rooms):
    room = await rooms(Limits(heartbeat_seconds=0.02))
    async with room.live() as listener:
        await listener.next()
        assert await listener.comment() is not None
        assert await listener.comment() is not None


async def test_the_facilitator_sees_who_is_there(room):
    changes = []
    room.hub.listen(lambda: changes.append([(guest.table, guest.device) for guest in room.hub.guests()]))
    phone = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"}
    async with room.live(**phone) as listener:
        await listener.next()
        assert changes == [[(1, "phone")]]
        assert "table-1" in room.workshop.recorder.log.present()
        async with room.live("/journal", table=2, **{"User-Agent": "facilitate/1.0"}) as laptop:
            await laptop.next()
            assert changes[-1] == [(1, "phone"), (2, "facilitate")]
        await until(lambda: len(room.hub.guests()) == 1)
        await until(lambda: "table-2" not in room.workshop.recorder.log.present())
    await until(lambda: changes[-1] == [])
    assert "table-1" not in room.workshop.recorder.log.present()


async def test_a_table_that_cannot_be_shown_as_there_is_there_all_the_same(room, monkeypatch):
    def no_lock(*_arguments):
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("facilitate.store.locks.lock_file", no_lock)
        async with room.live() as listener:
            assert (await listener.next())[0] == "table"
            assert [guest.table for guest in room.hub.guests()] == [1]


async def test_the_screen_is_told_of_what_comes_in(room):
    told = []
    room.hub.listen(lambda: 1 / 0)
    room.hub.listen(lambda: told.append(len(room.workshop.session.ideas)))
    await room.acts(record("act-0001"))
    await until(lambda: told[-1:] == [1])
    assert isinstance(room.unforeseen[0], ZeroDivisionError)


@pytest.mark.parametrize("system", ["with the system’s help", "without"])
async def test_who_does_not_listen_is_dropped_and_holds_nobody_up(rooms, monkeypatch, system):
    if system == "without":
        monkeypatch.delattr(socket, "TCP_USER_TIMEOUT", raising=False)
    room = await rooms(Limits(stall_seconds=0.3, rate=1000, burst=1000))
    long = "mot " * 2400
    async with room.line(receive_buffer=2048) as (_deaf, writer), room.live() as listener:
        writer.transport.pause_reading()
        writer.write(room.request("/live"))
        await listener.next()
        await until(lambda: len(room.hub.guests()) == 2)  # there is nothing yet that its buffers could not hold
        await room.acts(record("act-0001", "entendu"))
        assert await texts(listener, 1) == ["entendu"]
        for number in range(60):
            room.workshop.ideas.record(1, f"{number} {long}")
        while len(room.hub.guests()) == 2:
            room.workshop.ideas.edit("T1-01", f"{time.monotonic_ns()} encore {long}")
            await listener.next()
        await room.acts(record("act-0002", "toujours"))
        while (await texts(listener, 1)) != ["toujours"]:
            pass


async def test_who_goes_away_is_no_longer_there(room):
    async with room.line() as (reader, writer):
        writer.write(room.request("/live"))
        await until(lambda: len(room.hub.guests()) == 1)
        writer.close()
        await until(lambda: not room.hub.guests())
        assert await ended(reader)


async def test_a_burst_is_heard_whole_by_everyone(room):
    async with room.live() as first, room.live() as second:
        await first.next()
        await second.next()
        await asyncio.gather(*(room.acts(record(f"act-{number:04}", str(number))) for number in range(30)))
        for listener in (first, second):
            assert sorted(await texts(listener, 30), key=int) == [str(number) for number in range(30)]


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile Safari/537.36", "phone"),
        ("Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/119.0 Firefox/119.0", "phone"),
        ("Mozilla/5.0 (Linux; Android 13; SM-X200) Chrome/120 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) Mobile/15E148", "tablet"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", "computer"), ("", "computer"),
        ("facilitate/1.2", "facilitate"),
    ],
)  # fmt: skip
def test_a_device_is_what_it_says(agent, device):
    assert device_of(agent) == device
