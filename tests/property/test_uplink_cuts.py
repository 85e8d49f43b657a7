"""Whenever the line between a laptop and the hub is cut, whoever is killed: nothing is lost and nothing comes twice."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.workshop.sharing.guests import GuestAct
from tests.support.examples import examples
from tests.support.room import MACHINE, TABLE, Laptop, Room

ACTS = ("write", "edit", "withdraw", "undo", "phone", "programme", "turn", "turn", "hub -9", "laptop -9")


def phone_act(number):
    return GuestAct(f"phone-{number:04d}", "record", f"téléphone {number}", "to_create")


class Play:
    """One room and one laptop; `written` is what every reference must say in the end."""

    def __init__(self, cuts):
        self.room = Room(cuts)
        self.laptop = Laptop(self.room)
        self.written: dict[str, str] = {}

    async def through(self, acts):
        self.laptop.start()
        for number, act in enumerate(acts):
            if "laptop" in act:
                await self.laptop.stop()
                self.laptop.start()
            elif act == "turn":
                for _turn in range(number % 7):
                    await asyncio.sleep(0)
            else:
                self.do(act, number)
            self.laptop.uplink.look()
            # Nothing is ever said to be sent that is not on the hub’s disk.
            assert set(self.laptop.sent.ids) <= {event.id for event in self.room.workshop.recorder.log.kept}
        await self.laptop.settled()
        await self.laptop.until(lambda: self.laptop.uplink.waiting == 0)
        await self.laptop.stop()
        return self

    def do(self, act, number):
        own = [ref for ref in self.written if MACHINE in ref and self.laptop.workshop.session.idea_by_ref(ref)]
        match act:
            case "write":
                self.written[self.laptop.write(f"idée {number}")] = f"idée {number}"
            case "phone":
                self.written[self.room.workshop.guests.do(TABLE, phone_act(number)).ref] = f"téléphone {number}"
            case "programme":
                self.room.workshop.programme.set("title", f"Essai {number}")
            case "hub -9":
                self.room.restart()
            case _ if own:
                self.correct(act, own[number % len(own)], number)
        self.room.stir()

    def correct(self, act, ref, number):
        workshop = self.laptop.workshop
        if act == "undo":
            workshop.history.undo()
        elif act == "edit":
            workshop.ideas.edit(ref, f"corrigée {number}")
        elif workshop.session.idea_by_ref(ref).withdrawn:
            workshop.ideas.restore(ref)
        else:
            workshop.ideas.withdraw(ref)
        self.written |= {idea.ref: idea.text for idea in workshop.session.ideas.values()}
        for idea in workshop.session.undone_ideas.values():
            self.written.pop(idea.ref, None)


def play(cuts, acts):
    done = asyncio.run(Play(cuts).through(acts))
    return done.room, done.laptop, done.written


@settings(max_examples=examples(25))
@given(st.lists(st.booleans(), max_size=60), st.lists(st.sampled_from(ACTS), min_size=8, max_size=25))
def test_what_was_written_is_there_once_whenever_the_line_is_cut(cuts, acts):
    room, laptop, written = play(cuts, acts)
    there, here = room.workshop.session, laptop.workshop.session
    assert {idea.ref: idea.text for idea in there.ideas.values()} == written
    assert dict(there.ideas) == dict(here.ideas)
    assert there.plan == here.plan
    assert not there.void
    ids = [event.id for event in room.workshop.recorder.log.kept]
    assert len(ids) == len(set(ids))


def test_every_single_moment_can_be_the_one():
    acts = ["write", "phone", "write", "turn", "edit"]
    for moment in range(30):
        room, _laptop, written = play([False] * moment + [True], acts)
        assert {idea.ref: idea.text for idea in room.workshop.session.ideas.values()} == written
