"""Exactly once: whatever is lost on the way, an act that is asked again is not done again."""

from __future__ import annotations

import asyncio

from tests.support.sessions import open_session
from tests.web.room import Room, record


async def test_an_act_asked_twice_is_done_once(room):
    first, second = await room.acts(record("act-0001")), await room.acts(record("act-0001", "autre chose"))
    assert first.json() == second.json()
    assert len(room.workshop.session.ideas) == 1


async def test_an_act_asked_on_two_lines_at_once_is_done_once(room):
    answers = await asyncio.gather(*(room.acts(record("act-0001"), record("act-0002")) for _ in range(8)))
    assert len({answer.text for answer in answers}) == 1
    assert len(room.workshop.session.ideas) == 2


async def test_an_act_asked_again_of_a_hub_that_began_again_is_done_once(room, rooms):
    first = await room.acts(record("act-0001"), {"id": "act-0002", "kind": "withdraw", "idea": "act-0001"})
    await room.hub.close()
    again = await rooms(home=room.home)
    second = await again.acts(record("act-0001"), {"id": "act-0002", "kind": "withdraw", "idea": "act-0001"})
    assert second.json()["done"][1] == first.json()["done"][1]
    assert [idea.withdrawn for idea in again.workshop.session.ideas.values()] == [True]


async def test_an_idea_is_corrected_by_the_name_of_the_act_that_brought_it(room):
    done = (
        await room.acts(
            record("act-0001"),
            {"id": "act-0002", "kind": "edit", "idea": "act-0001", "text": "deux jardins", "status": "existing"},
            {"id": "act-0003", "kind": "withdraw", "idea": "act-0001"},
            {"id": "act-0004", "kind": "restore", "idea": "act-0001"},
        )
    ).json()["done"]
    assert [(each["idea"]["text"], each["idea"]["withdrawn"]) for each in done] == [
        ("un jardin", False), ("deux jardins", False), ("deux jardins", True), ("deux jardins", False),
    ]  # fmt: skip
    assert {each["idea"]["act"] for each in done} == {"act-0001"}


async def test_what_is_acknowledged_is_on_the_disk(room):
    await room.acts(record("act-0001"), table=3)
    ideas = open_session(room.home).session.ideas.values()
    assert [(idea.ref, idea.text) for idea in ideas] == [("T3-01", "un jardin")]


async def test_a_room_may_be_opened_without_being_asked_for_a_session(tmp_path):
    room = Room(tmp_path)
    assert (room.hub.address, room.hub.link(1), list(room.hub.guests()), room.hub.trouble) == ("", "", [], None)
