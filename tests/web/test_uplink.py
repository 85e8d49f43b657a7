"""A laptop's line to the hub, with everything that can answer at the other end."""

from __future__ import annotations

import json

import httpx2
import pytest

from facilitate.domain.acts.phases import PhaseStarted
from facilitate.domain.codec import document_of
from facilitate.domain.errors import StorageFailure
from facilitate.web.laptop.http_client import HttpHubConnection
from facilitate.web.laptop.protocol import Busy, NotAHub, Rejected, Unreachable
from tests.support.room import LINK, MACHINE, TABLE, Laptop, Room, greeted


@pytest.fixture
def room():
    return Room()


@pytest.fixture
async def laptop(room):
    laptop = Laptop(room)
    yield laptop
    await laptop.stop()


def texts(room):
    return [idea.text for idea in room.workshop.session.ideas.values()]


def told(laptop):
    return str(laptop.uplink.trouble or "")


async def test_both_sides_hear_of_one_another(room, laptop):
    laptop.start()
    await laptop.settled()
    assert laptop.workshop.session.plan.phase("tables").question == "Quelles pistes ?"
    assert laptop.write("une idée") == "T3k7m2-01"
    await laptop.settled()
    assert texts(room) == ["une idée"]
    room.workshop.phases.start("tables")
    room.stir()
    await laptop.until(lambda: laptop.workshop.session.current == "tables")
    own = [e for e in laptop.workshop.timeline.events if e.by == "table-3.k7m2"]
    assert not room.workshop.guests.take(TABLE, own).new


async def test_a_laptop_follows_a_reset_and_what_it_writes_afterwards_counts(room, laptop):
    laptop.start()
    await laptop.settled()
    laptop.write("un essai")
    await laptop.settled()
    room.workshop.ideas.record(1, "ailleurs")
    room.workshop.phases.reset(room.workshop.phases.to_reset())
    room.stir()
    await laptop.until(lambda: not laptop.workshop.session.ideas)
    assert laptop.write("pour de vrai") == "T3k7m2-02"
    await laptop.settled()
    assert texts(room) == ["pour de vrai"]


async def test_what_is_written_before_the_first_answer_waits_and_is_counted_by_ideas(room, laptop):
    laptop.start()
    ref = laptop.write("un")
    laptop.workshop.ideas.edit(ref, "une")
    laptop.write("deux")
    laptop.workshop.history.undo()
    assert (laptop.uplink.connected, laptop.uplink.waiting) == (False, 2)
    await laptop.settled()
    assert (texts(room), laptop.uplink.waiting) == (["une"], 0)
    assert [idea.text for idea in room.workshop.session.undone_ideas.values()] == ["deux"]


async def test_started_again_without_a_hub_it_knows_what_was_sent(room, laptop):
    laptop.start()
    laptop.write("là-bas")
    await laptop.settled()
    await laptop.stop()
    room.cuts = [True] * 1000
    laptop.start()
    laptop.write("ici")
    await laptop.until(lambda: laptop.naps)
    assert (laptop.uplink.connected, laptop.uplink.waiting) == (False, 1)


async def test_a_hub_that_came_back_from_an_older_copy_gets_everything_again(room, laptop):
    laptop.start()
    laptop.write("une idée")
    await laptop.settled()
    del room.workshop.recorder.log.kept[1:]
    room.restart()
    await laptop.until(lambda: texts(room) == ["une idée"])


async def test_the_pauses_grow_to_ten_seconds_and_start_anew_when_the_hub_was_there(room, laptop):
    room.cuts = [True] * 12
    laptop.start()
    await laptop.settled()
    assert all(0.25 <= nap <= 10 for nap in laptop.naps)
    assert max(laptop.naps[:2]) <= 1
    assert min(laptop.naps[6:12]) >= 5
    before = len(laptop.naps)
    room.hang_up()
    await laptop.until(lambda: len(laptop.naps) > before)
    assert laptop.naps[before] <= 0.5


@pytest.mark.parametrize("earlier", [False, True], ids=["a hub of today", "of an earlier version"])
@pytest.mark.parametrize("place", [0, 2, 6])
async def test_an_act_that_is_refused_is_singled_out_and_the_others_arrive(room, laptop, place, earlier):
    room.refuses_all = earlier
    laptop.start()
    room.refuses = lambda event: getattr(event.act, "text", "") == f"idée {place}"
    for number in range(7):
        laptop.write(f"idée {number}")
    await laptop.until(lambda: len(texts(room)) == 6)
    assert f"idée {place}" not in texts(room)
    await laptop.until(lambda: laptop.uplink.trouble)
    assert told(laptop).startswith(f"T3k7m2-0{place + 1} is saved here")
    assert told(laptop).endswith("Not this one.")
    asked = len(room.asked)
    laptop.write("après")
    await laptop.until(lambda: "après" in texts(room))
    assert (len(room.asked), laptop.uplink.waiting) == (asked + 1, 1)
    room.refuses = lambda _event: False
    room.hang_up()
    await laptop.settled()
    assert (laptop.uplink.trouble, laptop.uplink.waiting) == (None, 0)


async def test_a_closed_link_is_told_and_asked_about_slowly_until_it_opens(room, laptop):
    laptop.start()
    await laptop.settled()
    room.closed = True
    room.stir()
    await laptop.until(lambda: laptop.uplink.trouble)
    assert "no longer works" in told(laptop)
    laptop.write("en attendant")
    await laptop.until(lambda: len(laptop.naps) > 3)
    assert (set(laptop.naps), laptop.uplink.connected, laptop.uplink.waiting) == ({20.0}, False, 1)
    room.closed = False
    await laptop.settled()
    assert (laptop.uplink.trouble, texts(room)) == (None, ["en attendant"])


async def test_a_link_that_was_closed_while_the_line_stood_blames_no_act(room, laptop):
    laptop.start()
    await laptop.settled()
    room.closed = True
    laptop.write("en attendant")
    await laptop.until(lambda: laptop.uplink.trouble)
    assert "no longer works" in told(laptop)


async def test_an_act_that_only_others_may_do_is_singled_out_too(room, laptop):
    laptop.start()
    await laptop.settled()
    laptop.workshop.recorder.record(PhaseStarted("tables"))
    laptop.write("une idée")
    await laptop.until(lambda: texts(room) == ["une idée"])
    await laptop.until(lambda: laptop.uplink.trouble)
    assert "only gives access to table 3" in told(laptop)


async def test_the_page_of_a_wifi_is_no_hub_and_acknowledges_nothing(room, laptop):
    laptop.start()
    await laptop.settled()
    room.answers = [httpx2.Response(200, html="<h1>Bienvenue</h1>")] * 2
    laptop.write("gardée")
    await laptop.until(lambda: laptop.uplink.trouble)
    assert "is not running facilitate" in told(laptop)
    assert (laptop.uplink.waiting, texts(room)) == (1, [])
    await laptop.settled()
    assert (laptop.uplink.trouble, texts(room)) == (None, ["gardée"])


async def test_another_session_at_that_link_gets_nothing(room, laptop):
    room.session = "another1"
    laptop.start()
    laptop.write("gardée")
    await laptop.until(lambda: len(laptop.naps) > 2)
    assert "another session" in told(laptop)
    assert (room.asked.count("POST"), len(laptop.workshop.timeline.events)) == (0, 1)


async def test_a_hub_that_asks_to_wait_is_waited_for(room, laptop):
    laptop.start()
    await laptop.settled()
    room.answers = [httpx2.Response(429, headers={"retry-after": "3"}), httpx2.Response(503)]
    laptop.write("une idée")
    await laptop.settled()
    assert (laptop.naps, texts(room), laptop.uplink.trouble) == ([3.0, 5.0], ["une idée"], None)
    assert room.asked.count("GET") == 1  # the line stood all the while


async def test_a_full_disk_of_the_laptop_is_told_and_mends(room, laptop, monkeypatch):
    laptop.start()
    await laptop.settled()
    full = StorageFailure("Disk full.")
    with monkeypatch.context() as patch:
        patch.setattr(laptop.workshop.recorder, "ingest", lambda _events: (_ for _ in ()).throw(full))
        room.workshop.phases.start("tables")
        room.stir()
        await laptop.until(lambda: laptop.uplink.trouble is full.message)
    await laptop.settled()
    assert (laptop.uplink.trouble, laptop.workshop.session.current) == (None, "tables")


async def test_many_are_sent_in_several_requests(room, laptop):
    laptop.start()
    await laptop.settled()
    for number in range(250):
        laptop.workshop.ideas.record(TABLE, f"idée {number}")
    laptop.uplink.look()
    await laptop.settled()
    assert (len(texts(room)), room.asked.count("POST")) == (250, 3)


def answering(status=200, **given):
    def answer(request):
        if request.url.path == "/hello":
            return greeted(request)
        answer.request = request
        return httpx2.Response(status, **given)

    return answer


async def pushed(answer):
    talk = HttpHubConnection(LINK, "fr", httpx2.MockTransport(answer))
    try:
        await talk.push([{"id": "x"}])
    finally:
        await talk.close()


async def test_what_a_request_carries():
    answer = answering(json={"kept": 1})
    await pushed(answer)
    request = answer.request
    assert str(request.url) == "http://192.168.1.10:8317/journal"
    assert request.headers["authorization"] == "Bearer k7m2q94xzt3f8wdh5n0v"
    assert request.headers["accept-language"] == "fr"
    assert request.headers["user-agent"].startswith("facilitate/")
    assert json.loads(request.content) == {"events": [{"id": "x"}]}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (answering(302, headers={"location": "http://192.168.1.10:8317/journal"}), NotAHub),
        (answering(204), NotAHub),
        (answering(404), NotAHub),
        (answering(200, text="ok"), NotAHub),
        (answering(200, json={"kept": True}), NotAHub),
        (answering(400, text="["), Rejected),
        (answering(401, json={"error": "non"}), Rejected),
        (answering(413, json=["non"]), Rejected),
        (answering(408), Unreachable),
        (answering(500), Unreachable),
        (answering(429), Busy),
    ],
)
async def test_no_other_answer_is_an_acknowledgement(answer, error):
    with pytest.raises(error):
        await pushed(answer)


async def test_the_hubs_own_words_are_bounded_and_cannot_act_on_a_terminal():
    with pytest.raises(Rejected) as turned:
        await pushed(answering(400, json={"error": "a\x1b[2J\nb" + "c" * 1000}))
    assert (turned.value.reason[:6], len(turned.value.reason)) == ("a[2J b", 300)


async def test_no_proxy_of_the_environment_is_asked(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    talk = HttpHubConnection(LINK, "fr")
    assert not any(talk._client._mounts.values())
    await talk.close()


async def test_what_a_hub_may_not_send_is_left_out_and_told_and_never_ends_the_program(room, laptop):
    first = room.workshop.timeline.events[0]
    own = {"kind": "idea.recorded", "data": {"ref": "T3-01", "table": 3, "text": "faux", "status": "to_create"}}
    document = document_of(first)
    room.forged = [
        {**document, "id": "00000002-aaaaaaaa", "clock": 2, "kind": "phase.extended",
         "data": {"phase": "tables", "minutes": 10**9}},
        {**document, "id": "99999999-aaaaaaaa", "clock": 99999999, "kind": "phase.started",
         "data": {"phase": "tables"}},
        {**document, **own, "id": "00000003-aaaaaaaa", "clock": 3, "by": f"table-3.{MACHINE}"},
        {**document, **own, "id": "00000004-aaaaaaaa", "clock": 4, "at": "9999-12-31T23:59:59-23:59"},
        {"id": 7}, "event", None,
    ]  # fmt: skip
    laptop.start()
    ref = laptop.write("une idée")
    await laptop.until(lambda: texts(room) == ["une idée"])
    assert [idea.ref for idea in laptop.workshop.session.ideas.values()] == [ref]
    assert told(laptop).startswith("Some changes from the facilitator’s computer could not be applied here: ")
    assert laptop.workshop.session.plan.title == "Essai"
    assert not laptop.workshop.session.current


async def test_a_hub_cannot_have_this_laptop_believe_that_its_words_are_there(room, laptop):
    laptop.start()
    laptop.write("un")
    await laptop.settled()
    (own,) = [event for event in laptop.workshop.timeline.events if event.by == f"table-3.{MACHINE}"]
    await laptop.stop()
    del room.workshop.recorder.log.kept[1:]
    room.restart()
    room.forged = [{**document_of(own), "at": "2021-12-13T13:00:01.000Z"}]
    laptop.start()
    await laptop.until(lambda: texts(room) == ["un"])
