"""Opening, closing, moving and dying; and that no token is ever written anywhere."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from contextlib import suppress

import ifaddr
import pytest

from facilitate.domain.errors import Refused
from facilitate.i18n import Language
from facilitate.web.hub import interfaces
from facilitate.workshop.sharing.ports import Interface
from tests.web.room import BOUND, HERE, Room, free_port, record, until


async def test_it_listens_on_the_address_it_says_and_no_other(room):
    assert room.hub.address == f"http://{HERE}:{room.port}"
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", room.port))


async def test_opening_and_closing_twice_is_no_different(room):
    address = room.hub.address
    await room.hub.open()
    await room.hub.open(HERE, room.port)
    assert room.hub.address == address
    await asyncio.gather(room.hub.close(), room.hub.close())
    assert (room.hub.address, room.hub.link(1)) == ("", "")
    await room.hub.open(HERE)
    assert room.hub.address == address
    assert (await room.get()).status_code == 200


async def test_it_moves_when_another_address_is_asked(room):
    before = room.hub.address
    await room.hub.open("127.0.0.2")
    assert room.hub.address == before.replace(HERE, "127.0.0.2")
    assert (await room.get()).status_code == 200


async def test_a_port_that_is_taken_is_left_for_the_next(room, tmp_path):
    other = Room(tmp_path)
    other.keys.keep_place("", 0)
    await other.hub.open(HERE, room.port)
    try:
        assert room.port < other.port
        assert other.keys.place == (HERE, other.port)
    finally:
        await other.close()


async def test_the_port_of_the_links_is_remembered_though_it_was_taken_once(room, tmp_path):
    other = Room(tmp_path)
    other.keys.keep_place(HERE, room.port)
    await other.hub.open()
    try:
        assert other.hub.address.startswith(f"http://{HERE}:")
        assert other.port != room.port
        assert other.keys.place == (HERE, room.port)
        moved = Language("en").message(other.hub.moved)
        assert moved.startswith(f"Sharing is already on at http://{HERE}:{room.port}, or another program")
        assert moved.endswith(f"this screen is sharing at {other.hub.address}.")
        assert room.hub.moved is None
    finally:
        await other.close()


async def test_an_address_that_is_not_this_machines_is_refused(tmp_path):
    room = Room(tmp_path)
    for address in ("203.0.113.9", "0.0.0.0", "::", "example", "127.0.0.1:80", "255.255.255.255", "224.0.0.1"):
        with pytest.raises(Refused, match=r"is not an address of this computer. Possible addresses: .*127\.0\.0\.1"):
            await room.hub.open(address, free_port())
        assert room.hub.address == ""
    await room.close()


async def test_all_ports_taken_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(interfaces, "_NEXT_PORTS", 1)
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        taken.listen()
        room = Room(tmp_path)
        with pytest.raises(Refused, match="are all in use"):
            await room.hub.open(HERE, taken.getsockname()[1])
        await room.close()


async def test_a_server_that_dies_is_told_and_can_be_opened_again(room):
    told = []
    room.hub.listen(lambda: told.append(room.hub.trouble))
    async with room.live() as listener:
        await listener.next()
        room.hub._server.running.cancel()
        await until(lambda: told and told[-1])
    assert "was interrupted" in str(room.hub.trouble)
    assert (room.hub.address, list(room.hub.guests())) == ("", [])
    assert "table-1" not in room.workshop.recorder.log.present()
    await room.hub.open(HERE)
    assert room.hub.trouble is None
    assert (await room.get()).status_code == 200


async def test_closing_does_not_wait_for_those_who_hang(room):
    async with room.line() as (_one, first), room.line(receive_buffer=2048) as (_two, second), room.line():
        first.write(room.request("/acts", "POST", body=b"{", length=1000))
        second.transport.pause_reading()
        second.write(room.request("/live"))
        await until(lambda: len(room.hub.guests()) == 1)
        async with asyncio.timeout(BOUND / 2):
            await room.hub.close()
        assert not room.hub.guests()


async def test_signals_are_the_programs(tmp_path):
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    room = await Room(tmp_path).open()
    try:
        assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before
    finally:
        await room.close()


async def test_no_token_is_written_anywhere(room, caplog, capfd, monkeypatch):
    caplog.set_level(logging.DEBUG)
    tokens = [room.token(table) for table in (1, 2)]
    texts = [answer.text for answer in await asyncio.gather(
        room.get(), room.get("/nothing"), room.post("/acts", b"{"), room.acts(record("act-0001")),
        room.get(headers={"Authorization": f"Bearer {tokens[0]}x"}), room.get(headers={"Authorization": tokens[0]}),
    )]  # fmt: skip
    monkeypatch.setattr(room.workshop.guests, "do", lambda *_: 1 / 0)
    texts.append((await room.acts(record("act-0002"))).text)
    async with room.line() as (_reader, writer):
        writer.write(room.request()[:-1] + b"\x00\r\n\r\n")
        with suppress(ConnectionError):
            texts.append((await _reader.read()).decode())
    room.hub.renew(1)
    await room.hub.close()
    written = "".join([*texts, *capfd.readouterr(), *map(repr, room.unforeseen)])
    written += "".join(record_.getMessage() for record_ in caplog.records if not record_.name.startswith("http"))
    for token in tokens:
        assert token not in written
        assert token.replace("-", "") not in written


def test_the_likeliest_way_comes_first_and_the_machine_itself_last(monkeypatch):
    def adapter(name, *addresses):
        return ifaddr.Adapter(name, name, [ifaddr.IP(address, 24, name) for address in addresses])

    found = [
        adapter("lo", HERE, ("::1", 0, 0)), adapter("docker0", "172.17.0.1"), adapter("eth0", "169.254.3.4"),
        adapter("eth1", "10.0.0.7"), adapter("wlan0", "192.168.1.10", ("fe80::1", 0, 2)),
    ]  # fmt: skip
    monkeypatch.setattr(interfaces.ifaddr, "get_adapters", lambda: found)
    monkeypatch.setattr(interfaces, "_likeliest", lambda: "192.168.1.10")
    ways = [(way.name, way.address) for way in interfaces.interfaces()]
    assert ways == [
        ("wlan0", "192.168.1.10"), ("eth1", "10.0.0.7"), ("eth0", "169.254.3.4"), ("docker0", "172.17.0.1"),
        ("localhost", HERE),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Hyper-V Virtual Ethernet Adapter", "VMware Virtual Ethernet Adapter for VMnet8"])
def test_what_windows_makes_up_comes_after_what_is_plugged_in(monkeypatch, name):
    made_up, cable = Interface(name, "172.29.0.1"), Interface("Intel(R) Ethernet Connection", "10.0.0.7")
    monkeypatch.setattr(interfaces, "_all", lambda: [made_up, cable])
    monkeypatch.setattr(interfaces, "_likeliest", str)
    assert interfaces.interfaces()[:2] == [cable, made_up]


def test_a_machine_without_a_network_reaches_itself(monkeypatch):
    monkeypatch.setattr(interfaces.ifaddr, "get_adapters", list)
    monkeypatch.setattr(interfaces, "_SOMEWHERE", ("256.0.0.1", 9))
    assert [way.address for way in interfaces.interfaces()] == [HERE]
