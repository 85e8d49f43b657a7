"""Sharing from the command line: the hub without a screen, one table's link, and the cards."""

from __future__ import annotations

import asyncio
import gc
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from facilitate import system
from facilitate.cli.plain_sharing import PlainSharing, serve
from facilitate.domain.errors import Refused
from facilitate.system import HANG_UP
from facilitate.workshop.sharing.devices import short
from tests.support.hubs import FakeHub
from tests.support.pdf_words import text_of
from tests.support.services import context_at
from tests.support.systems import DATA_HOME, WINDOWS, kept_from_others
from tests.support.workshops import make_workshop
from tests.web.room import free_port

SECONDS = 20
# What ends a program that has no window; on Windows it only comes to groups of programs.
END = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM)
GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if WINDOWS else {}
PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}


@contextmanager
def sharing(paris, *words):
    """The program, serving; killed if the test does not end it."""
    where = ["--on", "127.0.0.1", "--port", str(free_port())]  # another test may be at the usual one
    argv = [sys.executable, "-m", "facilitate", "share", paris, *where, *words]
    with subprocess.Popen(argv, **PIPES, **GROUP) as program:
        try:
            yield program
        finally:
            program.kill()


def announced(program):
    """The document it prints, which ends with a bracket at the edge."""
    lines = []
    while not lines or lines[-1].rstrip() != b"}":
        lines.append(program.stdout.readline())
        assert lines[-1], program.stderr.read().decode()
    return json.loads(b"".join(lines))


def asked(address, method, path, token, body=None):
    place = urlsplit(address)
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=SECONDS)
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "Mobile"}
    line.request(
        method, path, None if body is None else json.dumps(body), headers | {"Content-Type": "application/json"}
    )
    return line, line.getresponse()


def test_commands_print_the_address_where_the_session_is_shared_now(shell, paris, monkeypatch):
    monkeypatch.setattr("facilitate.cli.composition.sharing._PATIENCE", 0.5)  # for what never answers
    port = free_port()
    before = shell("share", paris, "--sort", "--on", "127.0.0.1", "--port", str(port))
    assert f"Sharing is off: its address will be http://127.0.0.1:{port}." in before.err
    with sharing(paris, "--json") as program:
        last = announced(program)["address"]
    # Another session, or another program, is at the port of last time.
    with socket.create_server(("127.0.0.1", urlsplit(last).port)):
        assert "something else is using its address" in shell("share", paris, "--sort").err
        argv = [sys.executable, "-m", "facilitate", "share", paris, "--json"]
        with subprocess.Popen(argv, **PIPES, **GROUP) as program:
            try:
                now = announced(program)["address"]
                assert now != last
                for words in (("share", paris, "--sort"), ("share", paris, "--renew", "2")):
                    told = shell(*words)
                    assert (told.out.startswith(f"{now}/#"), f"Sharing is on at {now}." in told.err) == (True, True)
                cards = shell("cards", paris)
                assert f"Sharing is on at {now}." in cards.err
                assert f"address of this computer is {now}" in cards.err
                program.kill()  # it cannot say that it ends
                program.wait(SECONDS)
                assert "is on at" not in shell("share", paris, "--sort").err, "it is asked, not believed"
            finally:
                program.kill()
    after = shell("share", paris, "--sort")
    assert (after.out.startswith(f"{last}/#"), f"its address will be {last}." in after.err) == (True, True)


def test_without_a_terminal_it_prints_the_links_and_serves(shell, paris):
    with sharing(paris, "--json") as program:
        found = announced(program)
        assert [each["table"] for each in found["tables"]] == [1, 2, 3, 4, 5, 6]
        assert found["session"] == paris
        assert found["address"].startswith("http://127.0.0.1:")
        token = found["tables"][2]["link"].removeprefix(f"{found['address']}/#")
        assert b"Ctrl+C" in program.stderr.readline()
        trial = {"id": "gesture-0", "kind": "try", "text": "Trial"}
        line, answer = asked(found["address"], "POST", "/acts", token, {"acts": [trial]})
        assert json.loads(answer.read())["done"] == [{"id": "gesture-0", "trial": {"text": "Trial"}}]
        line.close()
        assert program.stderr.readline().rstrip() == b"1 of 6 tables has done a trial."
        act = {"id": "gesture-1", "kind": "record", "text": "Said on a phone", "status": "to_create"}
        line, answer = asked(found["address"], "POST", "/acts", token, {"acts": [act]})
        assert answer.status == 200
        line.close()
        assert shell.ok("idea", "list", paris).lines == ["T3-01  to be created  unfiled  Said on a phone"]
        live, _answer = asked(found["address"], "GET", "/live", token)
        assert program.stderr.readline().rstrip() == b"Table 3: a phone has connected. 1 device connected."
        live.sock.shutdown(socket.SHUT_RDWR)
        assert program.stderr.readline().rstrip() == b"Table 3: a phone has disconnected. No devices connected."
        live.close()
        shell.ok("share", paris, "--renew", 3)
        line, answer = asked(found["address"], "GET", "/table", token)
        assert answer.status == 403  # renewed in another program, closed in this one
        line.close()


def test_it_ends_when_told(shell, paris):
    with sharing(paris, "--json") as program:
        found = announced(program)
        assert b"Ctrl+C" in program.stderr.readline()
        program.send_signal(END)
        assert program.wait(SECONDS) == 0
        token = found["tables"][2]["link"].removeprefix(f"{found['address']}/#")
        with pytest.raises(OSError, match="refused"):
            asked(found["address"], "GET", "/table", token)


def close_window():
    """What Windows does when the window is closed: it calls what asked for it, in a thread of its own."""
    threading.Thread(target=system._CALLED[-1], args=(2,), daemon=True).start()


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(lambda: signal.raise_signal(signal.SIGINT), id="Ctrl+C"),
        pytest.param(lambda: signal.raise_signal(getattr(signal, HANG_UP)), id="hanging up"),
        pytest.param(close_window, id="the window", marks=pytest.mark.skipif(not WINDOWS, reason="Windows calls")),
    ],
)
def test_what_ends_it_closes_the_hub_first(ending, monkeypatch):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, HANG_UP))}
    hub = FakeHub()

    def talk(told):
        if "Ctrl+C" in told:
            asyncio.get_running_loop().call_soon(ending)

    monkeypatch.setattr(system, "_TO_END", 0, raising=False)
    quiet = SimpleNamespace(json=False, say=str, table=list, flush=list, talk=talk)
    sharing = SimpleNamespace(hub=lambda _workshop, changed: hub.listen(changed) or hub, misprinted=lambda *_: [])
    context = SimpleNamespace(out=quiet, language=lambda text: text, sharing=sharing)
    try:
        asyncio.run(asyncio.wait_for(PlainSharing(context, make_workshop()).run("127.0.0.1", 0), SECONDS))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert hub.asked == [("open", "127.0.0.1", 0), ("close",)]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_in_words_it_is_one_line_a_table_and_ctrl_c_is_no_failure(shell, paris):
    shell.ok("share", paris, "--close", 2)
    shell.ok("vote", "slips", paris, "--count", 3, "--on", "192.0.2.2", "--to", "html")
    with sharing(paris, "--plain") as program:
        lines = [program.stdout.readline().decode().rstrip() for _ in range(7)]
        assert lines[1].startswith(f"1  {lines[0]}/#")
        assert lines[2] == "2  link closed"
        assert b"3 slips carry http://192.0.2.2:8317, and the tables" in program.stderr.readline()
        assert b"Ctrl+C" in program.stderr.readline()
        program.send_signal(signal.SIGINT)
        assert program.wait(SECONDS) == 0


@pytest.mark.parametrize(("asks", "address"), [(True, "10.0.0.7"), (True, "127.0.0.1"), (False, "10.0.0.7")])
def test_what_windows_asks_is_told_before_it_does(monkeypatch, asks, address):
    said = []

    class Closed(FakeHub):
        async def open(self, address="", port=0):
            assert bool(said) is (asks and address != "127.0.0.1")
            raise Refused("Enough.")

    monkeypatch.setattr("facilitate.cli.plain_sharing.FIREWALL_ASKS", asks)
    sharing = SimpleNamespace(hub=lambda _workshop, _changed: Closed())
    context = SimpleNamespace(out=SimpleNamespace(talk=said.append), language=lambda text: text, sharing=sharing)
    with pytest.raises(Refused):
        asyncio.run(PlainSharing(context, None).run(address, 0))


def test_an_address_that_is_not_ours_is_refused(shell, paris):
    done = shell("share", paris, "--on", "192.0.2.77")
    assert done.code == 1
    assert "127.0.0.1" in done.err


def test_one_table_s_link_is_renewed_and_closed(shell, paris):
    tokens = context_at(str(shell.home), {}).sharing.keys(paris)
    before = tokens.token(3), tokens.token(4)
    assert shell.ok("share", paris, "--close", 3).lines == []
    assert tokens.token(3) == ""
    assert shell.json("share", paris, "--close", 3) == {"session": paris, "table": 3, "link": ""}
    link = shell.ok("share", paris, "--renew", 3, "--on", "10.0.0.7", "--port", 9000).lines[0]
    assert link == f"http://10.0.0.7:9000/#{tokens.token(3)}-{tokens.key(3)}"
    assert (tokens.token(3) != before[0], tokens.token(4)) == (True, before[1])
    assert shell("share", paris, "--renew", 9).code == 1
    assert shell("share", paris, "--close", 0).code == 1
    assert shell("share", paris, "--renew", 1, "--close", 2).code == 2


def words(path):
    """All words of a PDF, without spaces."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the pages again")
    return "".join("".join(map(text_of, pypdf.PdfReader(path).pages)).split()).replace("\u00ad", "")


def test_the_cards_are_a_file_for_its_owner_alone(shell, paris):
    shell.ok("share", paris, "--close", 2)
    done = shell.ok("cards", paris, "--address", "http://10.0.0.7:9000/")
    path = shell.home / "exports" / paris / "cartes.pdf"
    assert done.lines == [str(path)]
    assert "as long as the address of this computer is http://10.0.0.7:9000." in done.err
    assert kept_from_others(path)
    page = words(path)
    assert page.count("http://10.0.0.7:9000/#") == 5
    assert "LaGrandeRencontredeParis" in page
    assert "facilitatesort" not in page, "the link of the synthesis was given to nobody"
    link = shell.ok("share", paris, "--sort").lines[0]
    done = shell.ok("cards", paris)
    assert "The last card opens the synthesis" in done.err
    assert f'facilitatesort"{short(link)}"' in words(path)
    shell.ok("share", paris, "--close", "sort")
    shell.ok("cards", paris)
    assert "facilitatesort" not in words(path)
    assert shell.json("cards", paris)["address"].endswith(":8317")
    assert shell("cards", paris, "--address", "javascript:alert(1)").code == 2


def test_a_rehearsal_has_links_of_its_own(shell, paris):
    context = context_at(str(shell.home), {"FACILITATE_MACHINE": "home"})
    own = context.sharing.keys(paris).token(1)
    copy = context.sessions.rehearse(paris)
    assert context.sharing.keys(copy).token(1) not in ("", own)


def test_a_copy_on_another_computer_has_other_links_and_says_so_once(shell, paris, tmp_path, monkeypatch):
    before = context_at(str(shell.home), {"FACILITATE_MACHINE": "home"}).sharing.keys(paris).token(1)
    shutil.copytree(shell.home, tmp_path / "there")
    monkeypatch.setenv("FACILITATE_MACHINE", "k7m2")
    monkeypatch.setenv(DATA_HOME, str(tmp_path / "its-data"))
    done = shell.ok("cards", paris, "--home", tmp_path / "there")
    assert done.err.count("comes from another computer") == 1
    assert context_at(str(tmp_path / "there"), {"FACILITATE_MACHINE": "k7m2"}).sharing.keys(paris).token(1) not in (
        "",
        before,
    )
    assert "another computer" not in shell.ok("cards", paris, "--home", tmp_path / "there").err


def test_what_serves_all_day_has_its_litter_collected(shell, paris, monkeypatch):
    """The program's start switches that off, for commands that end at once."""
    collected = []

    async def run(_self, _address, _port):
        collected.append(gc.isenabled())

    monkeypatch.setattr(PlainSharing, "run", run)
    gc.disable()
    try:
        serve(context_at(shell.home), paris, "", 0)
    finally:
        gc.enable()
    assert collected == [True]
