"""A whole room behind one address gets in; strangers from there cost each other their connections, and nobody else."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from facilitate.web.serving import connection_limits as gate
from facilitate.web.serving.connection_limits import ConnectionLimits
from facilitate.web.serving.limits import Limits
from tests.web.room import answer_of, ended, record, until

CROWD = 60
FOR_A_PAGE = 6
PAGE = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


class Rooms:
    """Connections to one hub, held until the end."""

    def __init__(self, room, held):
        self.room = room
        self._held = held

    async def line(self, source=""):
        return await self._held.enter_async_context(self.room.line(source=source))

    async def asked(self, request=None, line=None, **of):
        """A connection, and the status of what was asked on it."""
        reader, writer = line or await self.line()
        writer.write(request or self.room.request(**of))
        return (reader, writer), (await answer_of(reader))[0]


@pytest.fixture
async def lines(rooms):
    async with AsyncExitStack() as held:

        async def make(**bounds):
            return Rooms(await rooms(Limits(**bounds)), held)

        yield make


async def test_sixty_pages_from_one_address_are_live_while_strangers_hold_all_they_can(lines):
    """As a guest's: `from_here` would let the loopback have more."""
    room = await lines(from_here=Limits().per_address)
    for _ in range(Limits().per_address):
        await room.line()
    for _ in range(CROWD):
        loading = [await room.asked(PAGE) for _ in range(FOR_A_PAGE)]
        assert {status for _line, status in loading} == {200}
        (reader, writer), _status = loading[0]
        writer.write(room.room.request("/live"))
        assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
        assert (await room.asked(line=loading[1][0]))[1] == 200
    for _ in range(Limits().per_address):
        await room.line()
    assert len(room.room.hub.guests()) == CROWD
    assert (await room.room.acts(record("act-0001"))).status_code == 200


async def test_of_strangers_the_one_who_asked_for_nothing_longest_goes(lines):
    room = await lines(from_here=3)
    silent, asking, loading = [await room.line() for _ in range(3)]
    assert (await room.asked(PAGE, asking))[1] == 200
    assert (await room.asked(PAGE, loading))[1] == 200
    await room.line()
    assert await ended(silent[0])
    await room.line()
    assert await ended(asking[0])
    assert (await room.asked(PAGE, loading))[1] == 200


async def test_a_connection_that_showed_a_token_never_goes_for_others(lines):
    room = await lines(from_here=2)
    guest, status = await room.asked()
    assert status == 200
    for _ in range(6):
        await room.line()
    assert (await room.asked(line=guest))[1] == 200
    await until(lambda: len(room.room.hub._server.server_state.connections) == 3)


async def test_who_was_answered_has_the_answer_before_the_connection_goes(lines):
    room = await lines(from_here=1)
    reader, writer = await room.line()
    writer.write(PAGE)
    await until(lambda: writer.transport.get_write_buffer_size() == 0)
    await room.asked(PAGE)
    status, headers, content = await answer_of(reader)
    assert (status, len(content)) == (200, int(headers["content-length"]))


async def test_a_stranger_s_connections_cost_no_other_address_any(lines):
    room = await lines(from_here=2, connections=20)
    other = await room.line("127.0.0.9")
    for _ in range(10):
        await room.line("127.0.0.8")
    assert (await room.asked(PAGE, other))[1] == 200


async def test_when_all_places_are_taken_the_longest_silent_stranger_of_all_goes(lines):
    room = await lines(connections=3)
    first, second, third = [await room.line(f"127.0.0.{number}") for number in (2, 3, 4)]
    await room.asked(PAGE, first)
    await room.line("127.0.0.5")
    assert await ended(second[0])
    assert (await room.asked(PAGE, first))[1] == 200
    assert (await room.asked(PAGE, third))[1] == 200


async def test_too_many_with_one_token_are_told_to_wait_and_still_get_the_page(lines):
    room = await lines(per_token=2)
    assert [(await room.asked())[1] for _ in range(2)] == [200, 200]
    reader, writer = await room.line()
    writer.write(PAGE + room.room.request())
    assert (await answer_of(reader))[0] == 200
    status, headers, _content = await answer_of(reader)
    assert (status, headers["retry-after"], headers["connection"]) == (503, "2", "close")
    assert await ended(reader)
    assert (await room.asked(table=2))[1] == 200


async def test_where_the_system_gives_few_descriptors_there_are_fewer_connections(lines, monkeypatch):
    monkeypatch.setattr(gate, "descriptors", lambda _wanted: 9)
    room = await lines()
    statuses = [(await room.asked())[1] for _ in range(3)]
    assert statuses == [200, 200, 503]
    assert (await room.asked(PAGE))[1] == 200


def test_more_descriptors_are_asked_for_where_a_system_gives_few_at_first(monkeypatch):
    resource = pytest.importorskip("resource")
    asked = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (256, 10_000))
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limits: asked.append(limits))
    assert ConnectionLimits(Limits(), "")._most == 1000
    assert asked == [(4096, 10_000)]


async def test_a_guest_is_counted_by_token_also_after_showing_another(lines):
    room = await lines(per_token=1)
    line, _status = await room.asked()
    assert (await room.asked(line=line, table=2))[1] == 200
    assert (await room.asked())[1] == 200
    assert (await room.asked(table=2))[1] == 503


async def test_guesses_from_an_address_are_slowed_and_its_guests_are_not(room):
    wrong = {"Authorization": "Bearer " + "0" * 20}
    assert [(await room.get(headers=wrong)).status_code for _ in range(12)] == [401] * 10 + [429] * 2
    assert {(await room.get(table=table)).status_code for table in (1, 2)} == {200}
    assert (await room.acts(record("act-0001"))).status_code == 200


async def test_a_person_who_opens_what_is_not_there_reads_a_sentence(room):
    answer = await room.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>There is nothing at this address.</h1>" in answer.text
    assert "refresh" not in answer.text


async def test_a_person_who_comes_when_it_is_full_is_asked_in_again_by_the_browser(lines):
    room = await lines(per_token=1)
    await room.asked()
    answer = await room.room.get(headers={**room.room.headers(), "Accept": "text/html"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert '<meta http-equiv="refresh" content="2">' in answer.text
    assert "Too many devices are connected." in answer.text
