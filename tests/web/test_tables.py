"""Devices of tables that have names and questions, and of those that are closed."""

from __future__ import annotations

from tests.web.room import record


async def test_each_table_hears_its_own_name_and_question_and_nobody_that_of_another(room):
    async with room.live(table=1) as one, room.live(table=2) as two:
        shared = (await one.next())[1]["question"]
        await two.next()
        room.workshop.room_tables.describe(2, {"name": "Parents", "place": "Salle B", "question": "Qui ?"})
        name, about, _mark = await two.next()
        assert (name, about["name"], about["place"], about["question"]) == ("about", "Parents", "Salle B", "Qui ?")
        room.workshop.ideas.record(1, "une idée")
        assert (await one.next())[0] == "idea"  # of the other table it heard nothing
        assert (await room.get(table=1)).json()["question"] == shared
        assert (await room.get(table=2)).json()["question"] == "Qui ?"


async def test_a_closed_table_is_told_and_what_waits_on_its_devices_comes_in_under_its_own_references(room):
    room.workshop.room_tables.describe(2, {"name": "Parents"})
    async with room.live() as listener:
        assert (await listener.next())[1]["closed"] is None
        room.workshop.room_tables.close(1, merged_into=2)
        closed = (await listener.next())[1]["closed"]
        assert (closed["table"], closed["name"]) == (2, "Parents")
        done = (await room.acts(record("act-0001", "notée avant"))).json()["done"]
        assert done[0]["idea"]["ref"] == "T1-01"
        await listener.next()
        room.workshop.room_tables.reopen(1)
        assert (await listener.next())[1]["closed"] is None
