"""Something else answers at the hub’s address: nothing is given to it, not even the token, and nothing is taken."""

from __future__ import annotations

import asyncio
import json

import pytest

from facilitate.domain.errors import Refused
from facilitate.web.laptop.handshake import handshake
from facilitate.web.laptop.protocol import Impostor, NotAHub, Rejected
from facilitate.workshop.sharing.devices import short
from facilitate.workshop.sharing.link import HubLink, read_link
from facilitate.workshop.sharing.proof import name_of, nonce, secret_of
from tests.web.room import HERE, Room, until
from tests.web.test_uplink_hub import TABLE, Laptop, again, texts, words

STREAM = 'event: session\ndata: {"session": "essai123", "home": "home", "slug": "essai", "title": "x", "table": 3}\n\n'


class Recorder:
    """A program that answers everybody the same, and keeps what it was given."""

    def __init__(self, content, kind="application/json"):
        self.answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n{content}"
        self.given = ""

    async def open(self, port):
        self.server = await asyncio.start_server(self._serve, HERE, port)
        return self

    async def close(self):
        self.server.close()
        await asyncio.sleep(0)

    async def _serve(self, reader, writer):
        while request := await reader.read(65_536):
            self.given += request.decode()
            writer.write(self.answer.encode())
        writer.close()


@pytest.fixture
async def laptop(tmp_path):
    laptop = Laptop(tmp_path / "laptop")
    laptop._task = asyncio.create_task(asyncio.sleep(0))
    yield laptop
    await laptop.leave()


@pytest.fixture
async def other(tmp_path):
    """Another hub of a session that calls itself the same, whose table has the very same token."""
    room = Room(tmp_path / "other")
    yield room
    await room.close()


def kept_link(laptop):
    path = laptop.workspace.sessions / "essai" / ".hub" / "link.json"
    return json.loads(path.read_text(encoding="utf-8"))[str(TABLE)]


def same_token(room, other):
    known = json.loads(other.keys._path.read_text(encoding="utf-8")) if other.keys.token(TABLE) else {}
    known["tables"][str(TABLE)] = room.keys.token(TABLE)
    other.keys._path.write_text(json.dumps(known), encoding="utf-8")
    assert other.keys.table_of(room.keys.token(TABLE)) == TABLE


@pytest.mark.parametrize("written", [str, short], ids=["with the key", "as on older cards"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<h1>Bienvenue</h1>", "text/html"),
        ("{}", "application/json"),
        ('{"proof": "", "key": ""}', "application/json"),
        ('{"proof": 7, "key": ["x"]}', "application/json"),
        (STREAM, "text/event-stream"),
    ],
)
async def test_at_the_first_meeting_no_token_reaches_it(room, content, kind, written):
    link, port = written(room.hub.link(TABLE)), room.port
    await room.hub.close()
    recorder = await Recorder(content, kind).open(port)
    with pytest.raises(NotAHub):
        await words(read_link(link))
    assert "GET /hello?nonce=" in recorder.given
    given = recorder.given.lower()
    for secret in (*link.partition("#")[2].split("-"), "authorization"):
        assert secret not in given
    await recorder.close()


@pytest.mark.parametrize("written", [str, short], ids=["with the key", "as on older cards"])
async def test_another_session_at_the_first_meeting_is_named_as_what_it_is(room, other, written):
    link, port = written(room.hub.link(TABLE)), room.port
    await room.hub.close()
    await other.hub.open(HERE, port)
    with pytest.raises(Refused, match="does not recognise this link: a character may be mistyped"):
        await asyncio.to_thread(handshake, read_link(link), "fr")
    assert list(other.hub.guests()) == []


@pytest.mark.parametrize("written", [str, short], ids=["with the key", "as on older cards"])
async def test_later_nothing_is_given_nor_taken_and_the_right_hub_is_gone_on_with(room, other, laptop, written):
    port = room.port
    await laptop.arrive(written(room.hub.link(TABLE)))
    laptop.write("avant")
    await until(lambda: texts(room) == ["avant"] and not laptop.uplink.waiting)
    assert kept_link(laptop)["key"] == room.keys.key(TABLE).replace("-", "")
    await room.hub.close()
    same_token(room, other)
    other.workshop.ideas.record(TABLE, "de quelqu’un d’autre")
    await other.hub.open(HERE, port)
    laptop.write("entre-temps")
    await until(lambda: laptop.uplink.trouble)
    assert "is not the one this link belongs to" in str(laptop.uplink.trouble)
    assert (laptop.uplink.connected, laptop.uplink.waiting, list(other.hub.guests())) == (False, 1, [])
    assert texts(other) == ["de quelqu’un d’autre"]
    assert [idea.text for idea in laptop.workshop.session.ideas.values()] == ["avant", "entre-temps"]
    await other.hub.close()
    back = await again(room, port)
    await until(lambda: texts(back) == ["avant", "entre-temps"])
    await until(lambda: laptop.uplink.connected)
    assert laptop.uplink.trouble is None
    await back.close()


async def test_what_the_hub_once_answered_is_worth_nothing_later(room):
    link, port = read_link(room.hub.link(TABLE)), room.port
    answer = await room.clients.get(room.hub.address + "/hello", params=question(link))
    assert answer.json()["proof"]
    await room.hub.close()
    recorder = await Recorder(answer.text).open(port)
    with pytest.raises(Impostor):
        await words(link)
    assert link.token not in recorder.given.replace("-", "")
    await recorder.close()


def question(link):
    """What a laptop asks, as somebody who listens hears it."""
    return {"nonce": nonce(), "name": name_of(secret_of(link))}


async def test_an_answer_for_another_address_is_none_for_this_one(room):
    """Who sits at the hub’s former address may pass the question on to where it is now; it is of no use."""
    link = read_link(room.hub.link(TABLE))
    asked = question(link)
    here, there = [
        (await room.clients.get(room.hub.address + "/hello", params=asked, headers={"Host": host})).json()["proof"]
        for host in (f"{HERE}:{room.port}", f"localhost:{room.port}")
    ]
    assert here != there


async def test_a_hub_that_moved_is_known_again(room, laptop):
    await laptop.arrive(room.hub.link(TABLE))
    await until(lambda: laptop.uplink.connected)
    await laptop.leave()
    await room.hub.close()
    moved = await again(room)
    await laptop.arrive(short(moved.hub.link(TABLE)))
    laptop.write("ailleurs")
    await until(lambda: texts(moved) == ["ailleurs"])
    assert kept_link(laptop)["key"] == room.keys.key(TABLE).replace("-", "")
    await moved.close()


async def test_a_copy_of_before_there_were_keys_learns_the_key_by_itself(room, laptop):
    link = read_link(short(room.hub.link(TABLE)))
    laptop.replicas.settle(link, (await words(link)).invitation)
    path = laptop.workspace.sessions / "essai" / ".hub" / "link.json"
    path.write_text(json.dumps({str(TABLE): {"address": link.address, "token": link.token}}), encoding="utf-8")
    await laptop.arrive(short(room.hub.link(TABLE)))
    await until(lambda: laptop.uplink.connected)
    assert kept_link(laptop)["key"] == room.keys.key(TABLE).replace("-", "")


async def test_a_link_that_was_taken_back_is_still_told_from_an_impostor(room):
    old = [read_link(written(room.hub.link(TABLE))) for written in (str, short)]
    room.hub.renew(TABLE)
    for link in old:
        with pytest.raises(Rejected):
            await words(link)


async def test_the_question_is_bounded_and_tells_strangers_nothing(room):
    asked = question(HubLink(room.hub.address, "0" * 20))
    answers = [await room.clients.get(room.hub.address + "/hello", params=asked) for _time in range(12)]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429] * 2
    assert set(answers[0].json()) == {"error"}
    for wrong in ({}, {"nonce": "x", "name": "y"}, asked | {"nonce": "é" * 32}):
        assert (await room.clients.get(room.hub.address + "/hello", params=wrong)).status_code == 400
    known = question(read_link(room.hub.link(TABLE)))
    assert (await room.clients.get(room.hub.address + "/hello", params=known)).status_code == 200


async def test_the_whole_of_a_link_opens_as_a_token_does(room):
    """An older page that a browser kept sends all that stands behind the sign."""
    whole = room.hub.link(TABLE).partition("#")[2]
    assert (await room.get(headers={"Authorization": f"Bearer {whole}"})).json()["table"] == TABLE
