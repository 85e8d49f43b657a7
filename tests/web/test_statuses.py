"""Every answer that is not what was asked for: its status, its sentence, and that the hub lives on."""

from __future__ import annotations

import asyncio
import errno

import pytest

from facilitate.web.serving.limits import Limits
from facilitate.web.serving.middleware import HEADERS
from tests.web.room import answer_of, ended, record


def said(answer):
    assert set(answer.json()) == {"error"}
    return answer.json()["error"]


async def test_a_table_is_given_whole(room):
    room.workshop.ideas.record(1, "un jardin")
    room.workshop.ideas.record(2, "un autre")
    answer = await room.get()
    assert answer.status_code == 200
    idea = next(iter(room.workshop.session.ideas.values()))
    assert answer.json() == {
        "session": "essai123",
        "title": "Essai",
        "table": 1,
        "question": "Quelles pistes ?",
        "usual": "to_create",
        "phase": "tables",
        "phases": {},
        "on": True,
        "name": "",
        "place": "",
        "closed": None,
        "language": "fr",
        "round": 0,
        "clock": None,
        "rehearsal": 0,
        "trial": True,
        "read": None,
        "calls": False,
        "coming": False,
        "asks": None,
        "ideas": [
            {
                "id": idea.id,
                "act": "",
                "ref": "T1-01",
                "phase": "tables",
                "text": "un jardin",
                "status": "to_create",
                "withdrawn": False,
            }
        ],
    }


async def test_the_clock_of_the_phase_is_told_in_seconds(room):
    room.workshop.phases.start("1")
    clock = (await room.get()).json()["clock"]
    assert clock["phase"] == "Accueil"
    assert clock["running"] is True
    assert 590 < clock["left"] <= 600


async def test_nothing_is_told_without_a_token(room):
    for path in ("/table", "/live", "/journal"):
        answer = await room.get(path, headers={"Accept-Language": "en"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert said(answer) == "This link is incomplete. Scan your table’s QR code again, or copy the whole link."


async def test_a_token_nobody_was_given_opens_nothing(room):
    for token in ("0" * 20, "é" * 20, "Bearer", "x" * 100, "k7m2q 94xzt"):
        assert (await room.get(headers={"Authorization": b"Bearer " + token.encode()})).status_code == 401
        assert (await room.get(headers={"Authorization": token.encode()})).status_code == 401


async def test_a_token_may_be_written_as_people_do(room):
    token = room.token(2).replace("-", " ").upper()
    assert (await room.get(headers={"Authorization": f"bearer {token}"})).json()["table"] == 2


@pytest.mark.parametrize("take_back", ["renew", "shut"])
async def test_a_token_that_was_taken_back_is_told_so(room, take_back):
    headers = room.headers()
    getattr(room.hub, take_back)(1)
    for answer in (
        await room.get(headers=headers),
        await room.post("/acts", {"acts": [record("a" * 8)]}, headers=headers),
    ):
        assert answer.status_code == 403
        assert said(answer) == "This link no longer works. Ask the facilitator for the new one."
    assert not room.workshop.session.ideas
    assert (await room.get(table=2)).status_code == 200


async def test_a_renewed_table_is_open_by_its_new_link(room):
    room.hub.shut(1)
    assert room.hub.link(1) == ""
    room.hub.renew(1)
    assert room.hub.link(1) == f"{room.hub.address}/#{room.token()}-{room.keys.key(1)}"
    assert (await room.get()).status_code == 200


async def test_what_is_not_there(room):
    answer = await room.get("/nothing", language="fr-CH, fr;q=0.9")
    assert answer.status_code == 404
    assert said(answer) == "Rien à cette adresse."


OTHER_KINDS = [
    ("GET", "/acts", "POST"), ("OPTIONS", "/acts", "POST"), ("POST", "/table", "GET, HEAD"), ("HEAD", "/live", "GET"),
    ("DELETE", "/journal", "GET, POST"), ("HEAD", "/journal", "GET, POST"),
]  # fmt: skip
UNREADABLE = [
    b"", b"{", b"[]", b"null", b'"acts"', b'{"acts": {}}', b'{"acts": []}', b'{"acts": ["record"]}', b"\xff\xfe",
    b'{"acts": [{"id": "abcdefgh"}]}', b'{"acts": [{"id": 5, "kind": "record"}]}', b"[" * 60_000, b"9" * 5_000,
    b'{"acts": [{"id": "abcdefgh", "kind": "record", "text": null}]}',
    b'{"acts": [{"id": "abcdefgh", "kind": "record", "text": "\\ud800", "status": "existing"}]}',
    b'{"acts": [{"id": "abcdefgh", "kind": "record", "text": "x", "status": NaN}]}',
]  # fmt: skip


async def test_another_kind_of_request(room):
    for method, path, allowed in OTHER_KINDS:
        answer = await room.clients.request(method, room.hub.address + path, headers=room.headers())
        assert answer.status_code == 405
        assert ", ".join(sorted(answer.headers["allow"].split(", "))) == allowed


async def test_what_cannot_be_read(room):
    for body in UNREADABLE:
        answer = await room.post("/acts", body)
        assert answer.status_code == 400, body[:60]
        assert said(answer) == "This request cannot be read."
    assert not room.workshop.session.ideas


async def test_too_much_at_once(room):
    answer = await room.post("/acts", b" " * (64 * 1024 + 1))
    assert answer.status_code == 413
    assert said(answer) == "Too much at once (64 kB at most)."
    assert (await room.post("/acts", b" " * (64 * 1024))).status_code == 400
    assert (await room.post("/journal", b" " * (64 * 1024 + 1))).status_code == 400
    assert (await room.post("/journal", b" " * (1024 * 1024 + 1))).status_code == 413


async def test_too_many_at_once(room):
    answer = await room.acts(*(record(f"act-{number:04}") for number in range(21)))
    assert (answer.status_code, said(answer)) == (413, "Too many changes at once (20 at most).")
    assert (await room.post("/journal", {"events": [{}] * 501})).status_code == 413
    assert len((await room.acts(*(record(f"act-{number:04}") for number in range(20)))).json()["done"]) == 20


async def test_a_body_that_does_not_come(rooms):
    room = await rooms(Limits(body_seconds=0.05))
    async with room.line() as (reader, writer):
        writer.write(room.request("/acts", "POST", body=b"{", length=50))
        status, headers, _content = await answer_of(reader)
        assert (status, headers["connection"]) == (408, "close")
        assert await ended(reader)


async def test_a_stranger_who_does_not_finish_is_answered_and_left(room):
    async with room.line() as (reader, writer):
        writer.write(b"POST /acts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000\r\n\r\n" + b"x" * 3_000_000)
        assert (await answer_of(reader))[0] == 401
        assert await ended(reader)


async def test_a_client_that_asks_too_much_is_told_when_to_come_back(rooms):
    room = await rooms(Limits(rate=5, burst=20))
    assert (await room.acts(*(record(f"act-{number:04}") for number in range(20)))).status_code == 200
    answer = await room.acts(record("one-more"))
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert "one-more" not in str(room.workshop.timeline.events)
    assert (await room.get(table=2)).status_code == 200
    while answer.status_code == 429:
        await asyncio.sleep(0.02)
        answer = await room.acts(record("one-more"))
    assert answer.status_code == 200


async def test_guessing_tokens_is_slow_and_locks_nobody_out(room):
    statuses = [(await room.get(headers={"Authorization": f"Bearer {number:020}"})).status_code for number in range(11)]
    assert statuses == [401] * 10 + [429]
    assert (await room.get()).status_code == 200


async def test_another_tables_idea_stays_as_it_is(room):
    idea = room.workshop.ideas.record(2, "un jardin")
    edit = {"id": "edit-0001", "kind": "edit", "idea": idea.id, "text": "autre", "status": "existing"}
    answer = await room.acts(edit)
    assert (answer.status_code, said(answer)) == (
        403,
        "T2-01 belongs to table 2: only that table and the facilitator can change it.",
    )
    both = (await room.acts(edit, record("act-0001"))).json()["done"]
    assert both[0] == {"id": "edit-0001", "refused": said(answer)}
    assert both[1]["idea"]["ref"] == "T1-01"
    assert room.workshop.session.ideas[idea.id] is idea


async def test_a_refused_act_does_not_stop_the_next(room):
    answer = await room.acts(
        record("act-0001", " "), record("short"), record("act-0002"), {"id": "act-0003", "kind": "burn"}, language="fr"
    )
    done = answer.json()["done"]
    assert [each["id"] for each in done] == ["act-0001", "short", "act-0002", "act-0003"]
    assert done[0]["refused"] == "Rien à enregistrer : le texte est vide."
    assert [("idea" in each) for each in done] == [False, False, True, False]


async def test_a_full_disk_acknowledges_nothing(room, monkeypatch):
    def full(_fd):
        raise OSError(errno.ENOSPC, "no space")

    await room.acts(record("act-0001"))
    with monkeypatch.context() as patch:
        patch.setattr("facilitate.system.sync_file", full)
        answer = await room.acts(record("act-0002"))
        assert (await room.get()).status_code == 200
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert "cannot save right now" in said(answer)
    assert "no space" not in said(answer)
    assert len(room.workshop.session.ideas) == 1
    again = (await room.acts(record("act-0002"))).json()["done"][0]
    assert again["idea"]["ref"] == "T1-02"


async def test_what_nobody_foresaw_is_kept_from_strangers(room, monkeypatch, capfd, caplog):
    def broken(*_arguments):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(room.workshop.guests, "do_later", broken)
    answer = await room.acts(record("act-0001"), language="fr")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert [str(error) for error in room.unforeseen] == ["secret of the house"]
    assert (await room.get()).status_code == 200
    assert (*capfd.readouterr(), caplog.text) == ("", "", "")


async def test_every_answer_has_its_headers(rooms):
    room = await rooms(Limits(from_here=2))
    answers = [
        await room.get("/page.css"), await room.get(), await room.get("/nothing"), await room.get("/acts"),
        await room.get(headers={}), await room.post("/acts", b"{"), await room.get(headers={"Host": "evil.example"}),
        await room.acts(record("act-0001")),
    ]  # fmt: skip
    seen = [(answer.status_code, answer.headers) for answer in answers]
    async with room.live() as listener:
        seen.append((200, listener.response.headers))
    async with room.line() as (reader, writer):
        writer.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
        seen.append((await answer_of(reader))[:2])
    assert [status for status, _headers in seen] == [200, 200, 404, 405, 401, 400, 400, 200, 200, 400]
    for _status, headers in seen:
        assert {name: headers[name] for name in HEADERS} == HEADERS
        assert not {"server", "date", "set-cookie"} & set(headers)
        assert "cache-control" in headers
    assert all(headers["cache-control"] == "no-store" for _status, headers in seen[1:])


async def test_a_page_whose_name_was_made_to_point_here_gets_nothing(room):
    for host in (
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "",
        "a b",
    ):
        answer = await room.get(headers={**room.headers(), "Host": host})
        assert answer.status_code == 400
        assert said(answer) == "This is not the right address. Open your table’s link again."


async def test_the_hubs_own_names_are_known(room):
    for host in ("127.0.0.1", "localhost:8317", "LOCALHOST", "127.0.0.1.:80"):
        assert (await room.get(headers={**room.headers(), "Host": host})).status_code == 200


async def test_a_device_says_how_it_is_and_only_the_screens_are_told(room):
    async with room.live(table=3, **{"X-Device": "tab-1"}) as listener:
        await listener.next()
        said = {"device": "tab-1", "asleep": True, "battery": 12, "unsent": 2}
        assert (await room.post("/health", said, table=3)).status_code == 200
        (guest,) = room.hub.guests()
        assert (guest.asleep, guest.battery, guest.unsent) == (True, 12, 2)
        for wrong in ({**said, "battery": 101}, {**said, "asleep": "yes"}, {**said, "unsent": None}, [], "x"):
            assert (await room.post("/health", wrong, table=3)).status_code == 400
        await room.post("/health", {**said, "device": "another"}, table=3)
        assert room.hub.guests()[0].battery == 12
