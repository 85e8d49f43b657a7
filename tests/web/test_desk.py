"""The desk's own link: a few names for letters of them, ticks that count once, and nothing of it to anybody else."""

from __future__ import annotations

import json
from itertools import count

import pytest

from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT
from facilitate.web.serving.limits import Limits
from tests.web.room import BOUND, record

ROSTER = (
    ("Participante Zwickau", "Parc des Trois", "élue"), ("Participante Zwickau", "Mairie", "habitante"),
    ("Participant Mbappzé", "Collège", "élu"), ("Jeanne D’Arczu", "Lycée", "élue"), ("王芳", "", ""),
)  # fmt: skip
NEEDS = {"diet": "sans noyx", "access": "rampeq", "email": "z@exemple.qq", "territory": "Valléeq"}
SECRETS = ("Zwickau", "Mbappz", "Arczu", "王芳", "Parc des Trois", "Collège", *NEEDS.values())
_acts = count(1)


def act():
    return f"phone-{next(_acts):08}"


@pytest.fixture
async def desk(room):
    people = room.workshop.people
    for name, organisation, world in ROSTER:
        people.add(name, {"organisation": organisation, "world": world, **NEEDS})
    people.wish("Mbappzé", apart=["Jeanne"])
    room.workshop.seats.deal(at_the_door=True)
    return room


async def asked(room, path, content, seat=DESK_SEAT, **more):
    return await room.post(f"/desk/{path}", content, seat, **more)


async def found(room, typed):
    answer = await asked(room, "find", {"typed": typed})
    assert answer.status_code == 200, answer.text
    return answer.json()["people"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("zw", []), ("", []), ("w i", []), ("%", []), ("zwi", ["Participante Zwickau"] * 2),
        ("ZWÏ", ["Participante Zwickau"] * 2), ("ickau", []), ("p mbap", ["Participant Mbappzé"]),
        ("d'a", ["Jeanne D’Arczu"]), ("3", ["Participant Mbappzé"]),
        ("mbappze participant", ["Participant Mbappzé"]),
        ("darczu", ["Jeanne D’Arczu"]), ("d'arc", ["Jeanne D’Arczu"]), ("arc", ["Jeanne D’Arczu"]),
        ("zwi mairie", ["Participante Zwickau"]), ("college", []), ("王芳", ["王芳"]),
        ("王", []), ("noyx", []), ("exemple", []), ("x" * 3000, []),
    ],
)  # fmt: skip
def test_letters_find_whose_name_begins_so(workshop, typed, names):
    assert [each.name for each in workshop.desk.find(typed).guests] == names


def test_names_that_are_nearly_so_are_marked_as_such(workshop):
    found = {typed: workshop.desk.find(typed) for typed in ("mbapze", "mbap", "xyzxyz")}
    assert {typed: ([each.name for each in those.guests], those.near) for typed, those in found.items()} == {
        "mbapze": (["Participant Mbappzé"], True), "mbap": (["Participant Mbappzé"], False), "xyzxyz": ([], False),
    }  # fmt: skip


@pytest.fixture
def workshop():
    from tests.support.workshops import make_workshop

    made = make_workshop()
    for name, organisation, world in ROSTER:
        made.people.add(name, {"organisation": organisation, "world": world, **NEEDS})
    return made


async def test_what_the_desk_is_told_is_what_was_asked(desk):
    one, other = await found(desk, "zwi")
    assert {one["organisation"], other["organisation"]} == {"Parc des Trois", "Mairie"}
    assert set(one) == {"key", "name", "organisation", "table", "round", "called", "badge", "here", "ticked"}
    (alone,) = await found(desk, "mbap")
    assert set(alone) == set(one) - {"organisation"}
    told = (await asked(desk, "arrive", {"id": act(), "person": alone["key"]})).text
    assert not [secret for secret in (*SECRETS, "élu", "Jeanne") if secret in told and secret != "Mbappz"]
    async with desk.live("/desk/live", DESK_SEAT) as listening:
        assert set((await listening.next())[1]) == {"title", "language", "rehearsal", "worlds"}
    assert (await asked(desk, "find", {"typed": "zwi"})).headers["cache-control"] == "no-store"


async def test_a_tick_counts_once_and_is_undone_by_who_made_it(desk):
    person = (await found(desk, "mbap"))[0]["key"]
    mine, theirs = act(), act()
    first = (await asked(desk, "arrive", {"id": mine, "person": person})).json()
    assert first["ticked"]
    assert (first["table"], first["round"]) == (1, 0)
    before = len(desk.workshop.timeline.events)
    again = (await asked(desk, "arrive", {"id": mine, "person": person})).json()  # its answer was lost
    other = (await asked(desk, "arrive", {"id": theirs, "person": person})).json()  # another phone
    assert len(desk.workshop.timeline.events) == before
    assert again == first
    assert (other["ticked"], other["table"], other["here"]) == (False, 1, True)
    assert (await asked(desk, "undo", {"id": theirs})).status_code == 400
    for _twice in range(2):
        assert (await asked(desk, "undo", {"id": mine})).status_code == 200
    assert desk.workshop.session.arrivals == {}
    assert (await found(desk, "mbap"))[0]["here"] is False


async def test_who_is_on_no_list_comes_once_too(desk):
    new = {"id": act(), "name": "  Participante   07 ", "world": "habitante"}
    first = (await asked(desk, "arrive", new)).json()
    assert (await asked(desk, "arrive", new)).json() == first
    people = [each for each in desk.workshop.session.people.values() if each.walk_in]
    assert [(each.name, each.world) for each in people] == [("Participante 07", "habitante")]
    assert first["table"]
    assert first["badge"] == desk.workshop.session.badge_number(first["key"]) > 0
    assert (await asked(desk, "undo", {"id": new["id"]})).status_code == 200
    assert not [each for each in desk.workshop.session.people.values() if each.walk_in]


async def test_what_the_facilitator_undoes_is_not_what_the_desk_ticked(desk):
    desk.workshop.ideas.record(1, "un jardin")
    person = (await found(desk, "mbap"))[0]["key"]
    await asked(desk, "arrive", {"id": act(), "person": person})
    last = desk.workshop.history.last_done(by="facilitator")
    assert desk.workshop.timeline.event(last).act.kind == "idea.recorded"


async def test_other_acts_are_out_of_the_desk_s_reach(desk):
    idea = "phone-idea-1"
    await desk.acts(record(idea))
    assert (await asked(desk, "undo", {"id": idea})).status_code == 400
    created = desk.workshop.timeline.events[0].id
    for name in (created, "no", "a" * 65, "phone idea"):
        assert (await asked(desk, "undo", {"id": name})).status_code == 400
        assert (await asked(desk, "arrive", {"id": name, "name": "x", "world": ""})).status_code == 400
    person = (await found(desk, "mbap"))[0]["key"]
    assert (await asked(desk, "arrive", {"id": idea, "person": person})).status_code == 400
    assert (await asked(desk, "arrive", {"id": act(), "person": "Zwickau"})).status_code == 400
    assert desk.workshop.session.arrivals == {}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("find", b""), ("find", b"[]"), ("find", b'{"typed": 3}'), ("find", b"\xff"),
        ("find", b'{"typed": "\\ud800abc"}'),
        ("arrive", b'{"id": "phone-000000x"}'), ("arrive", b'{"id": 1, "person": null}'),
        ("arrive", b'{"id": "phone-000000y", "name": "\\u202eabc", "world": ""}'),
        ("arrive", b'{"id": "phone-000000z", "name": " ", "world": ""}'),
        ("arrive", json.dumps({"id": "phone-00000zz", "name": "x" * 300, "world": ""}).encode()),
        ("undo", b"{}"), ("undo", b'{"id": ["a"]}'),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_changes_nothing(desk, path, body):
    before = len(desk.workshop.timeline.events)
    assert (await asked(desk, path, body)).status_code == 400
    assert len(desk.workshop.timeline.events) == before
    assert desk.unforeseen == []


async def test_a_long_body_is_not_read(desk):
    assert (await asked(desk, "find", {"typed": "x" * 5000})).status_code == 413


async def test_no_other_link_opens_the_desk_nor_the_desk_s_anything_else(desk):
    for seat in (1, SYNTHESIS_SEAT):
        for path in ("find", "arrive", "undo"):
            assert (await asked(desk, path, {"typed": "zwi", "id": act()}, seat)).status_code == 403
        assert (await desk.get("/desk/live", seat)).status_code == 403
    assert (await asked(desk, "find", {"typed": "zwi"}, headers={})).status_code == 401
    for path in ("/table", "/live", "/journal"):
        assert (await desk.get(path, DESK_SEAT)).status_code == 403
    assert (await desk.acts(record("phone-0000000"), table=DESK_SEAT)).status_code == 403
    for path, content in (("/presence", {"here": []}), ("/journal", {"events": []})):
        assert (await desk.post(path, content, DESK_SEAT)).status_code == 403


async def test_a_link_that_is_closed_or_renewed_opens_nothing(desk):
    old = desk.headers(DESK_SEAT)
    async with desk.live("/desk/live", DESK_SEAT) as listening:
        await listening.next()
        assert [guest.table for guest in desk.hub.guests()] == [DESK_SEAT]
        desk.hub.renew(DESK_SEAT)
        assert (await listening.next())[0] == "closed"
    assert (await asked(desk, "find", {"typed": "zwi"}, headers=old)).status_code == 403
    assert await found(desk, "zwi")
    desk.hub.shut(DESK_SEAT)
    assert desk.hub.link(DESK_SEAT) == ""


async def test_no_other_wire_carries_anybody(desk):
    """Every byte that goes out to tables, laptops and the synthesis while the desk works."""
    wires = {}
    seats = [("/live", 1), ("/live", 2), ("/journal", 1), ("/journal", SYNTHESIS_SEAT)]
    for path, seat in seats:
        wires[path, seat] = await stream(desk, path, seat)
    for typed in ("zwi", "mbap"):
        for each in await found(desk, typed):
            await asked(desk, "arrive", {"id": act(), "person": each["key"]})
    await asked(desk, "arrive", {"id": act(), "name": "Participante Wqx", "world": "élue"})
    await desk.acts(record("phone-last-1", "après"), table=1)
    read = []
    for (_path, seat), (response, lines) in wires.items():
        body = "".join([line async for line in until_said(lines, "après")] if seat in (1, SYNTHESIS_SEAT) else [])
        await response.aclose()
        read.append(body)
    others = ("/table", "/", "/d", "/hello?nonce=" + "0" * 32 + "&name=" + "0" * 32)
    read += [(await desk.get(path)).text for path in others]
    sent = "\n".join(read)
    assert "après" in sent
    assert not [secret for secret in (*SECRETS, "Wqx", "person.arrived", "person.added") if secret in sent]


async def stream(room, path, seat):
    request = room.clients.build_request("GET", room.hub.address + path, headers=room.headers(seat))
    response = await room.clients.send(request, stream=True)
    return response, response.aiter_lines()


async def until_said(lines, word):
    async for line in lines:
        yield line
        if word in line:
            return


async def test_nobody_has_the_list_by_trying(rooms):
    room = await rooms(Limits(heartbeat_seconds=BOUND, desk_answers=20))
    for first in "abcdefgh":
        for second in "aeiou":
            room.workshop.people.add(f"Participante {first}{second}{first}")
    known, refused = set(), 0
    for first in "abcdefgh":
        for second in "aeiou":
            answer = await asked(room, "find", {"typed": f"{first}{second}{first}"})
            known |= {each["name"] for each in answer.json().get("people", ())}
            refused += answer.status_code == 429
    assert len(known) == 20
    assert refused == 20
    assert int(answer.headers["retry-after"]) >= 1
    assert (await asked(room, "find", {"typed": "participante"})).status_code == 429
    person = next(iter(room.workshop.session.people))
    assert (await asked(room, "arrive", {"id": act(), "person": person})).status_code == 200
    statuses = [(await asked(room, "arrive", {"id": act(), "person": person})).status_code for _again in range(20)]
    assert statuses[-1] == 429


async def test_the_page_is_kept_by_nobody_and_asks_nobody_else(desk):
    for language, words in (("fr", "ne cache pas"), ("en", "does not hide")):
        for path in ("/d", "/d%23abc"):
            page = await desk.get(path, headers={"Accept-Language": language})
            assert page.status_code == 200
            assert page.headers["cache-control"] == "no-store"
            assert words in page.text
            assert "http://" not in page.text
            assert "https://" not in page.text
            assert "localStorage" not in page.text
