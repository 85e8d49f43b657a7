"""Connections that are half open, too slow or too many cost those who make them, and nobody else."""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import AsyncExitStack, suppress

from facilitate.web.serving.limits import Limits
from tests.web.room import answer_of, ended, record, until


async def test_half_a_head_is_not_waited_for(rooms):
    room = await rooms(Limits(head_seconds=0.05))
    for begun in (b"", b"GET /table HTTP/1.1\r\nHost: 127.0.0.1\r\n"):
        async with room.line() as (reader, writer):
            writer.write(begun)
            assert await ended(reader)
    assert (await room.get()).status_code == 200


async def test_half_a_second_head_is_not_waited_for_either(rooms):
    room = await rooms(Limits(head_seconds=0.05))
    async with room.line() as (reader, writer):
        writer.write(room.request())
        assert (await answer_of(reader))[0] == 200
        writer.write(b"GET /table HT")
        assert await ended(reader)


async def test_a_head_that_drips_is_not_waited_for(rooms):
    room = await rooms(Limits(head_seconds=0.05))
    async with room.line() as (reader, writer):
        with suppress(ConnectionError):
            while not reader.at_eof():
                writer.write(b"G")
                await writer.drain()
                await asyncio.sleep(0.005)
        assert await ended(reader)


async def test_a_head_that_comes_in_pieces_is_heard(room):
    async with room.line() as (reader, writer):
        request = room.request()
        writer.write(request[:30])
        await writer.drain()
        writer.write(request[30:] + request)
        assert (await answer_of(reader))[0] == 200
        assert (await answer_of(reader))[0] == 200


async def test_a_head_without_end_is_refused(room):
    async with room.line() as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 10_000)
        assert await ended(reader)
    assert (await room.get()).status_code == 200


async def test_what_is_no_http_is_told_so_and_left(room):
    async with room.line() as (reader, writer):
        writer.write(b"\x00\x01\x02\r\n\r\n")
        status, headers, content = await answer_of(reader)
        assert (status, headers["connection"]) == (400, "close")
        assert content.decode() == '{"error":"Demande illisible."}'
        assert await ended(reader)


async def test_garbage_in_the_middle_ends_the_connection_only(room, caplog, capfd):
    chunked = (b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n")
    async with room.line() as (reader, writer):
        writer.write(room.request("/acts", "POST").replace(b"\r\nContent-Length: 0", b"").replace(*chunked))
        writer.write(b"zz\r\nthis is no chunk\r\n")
        assert await ended(reader)
    async with room.line() as (reader, writer):
        writer.write(room.request("/live").replace(*chunked))
        await until(lambda: len(room.hub.guests()) == 1)
        writer.write(b"zz\r\nthis is no chunk\r\n")
        assert await ended(reader)
        await until(lambda: not room.hub.guests())
    assert (await room.get()).status_code == 200
    assert (caplog.text, *capfd.readouterr()) == ("", "", "")


async def test_answers_on_a_kept_line_are_not_delayed(room):
    async with room.line() as (reader, writer):
        writer.write(room.request())
        await answer_of(reader)
        (connection,) = room.hub._server.server_state.connections
        taken = connection.transport.get_extra_info("socket")
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_an_upgrade_is_not_taken_up(room):
    async with room.line() as (reader, writer):
        request = room.request().replace(b"\r\n\r\n", b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
        writer.write(request)
        assert (await answer_of(reader))[0] == 200


async def test_where_a_client_says_it_comes_from_is_not_believed(room):
    headers = [{"Authorization": "Bearer 00000000", "X-Forwarded-For": f"10.0.0.{number}"} for number in range(11)]
    assert [(await room.get(headers=each)).status_code for each in headers][-1] == 429


async def test_who_takes_slowly_is_waited_for(rooms):
    room = await rooms(Limits(stall_seconds=0.3))  # less than the whole takes, more than a busy machine stands still
    for number in range(100):
        room.workshop.ideas.record(1, f"{number} " + "mot " * 2400)
    async with room.line(receive_buffer=4096) as (reader, writer):
        writer.write(room.request())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head)[1])
        taken = 0
        while piece := await reader.read(16_384):
            taken += len(piece)
            if taken >= length:
                break
            await asyncio.sleep(0.006)
        assert taken == length


async def test_acts_go_on_while_others_are_half_open(room):
    async with AsyncExitStack() as held:
        for number in range(30):
            _reader, writer = await held.enter_async_context(room.line())
            writer.write(room.request("/acts", "POST", body=b"{", length=1000) if number % 2 else b"GET /")
        assert (await room.acts(record("act-0001"))).status_code == 200
