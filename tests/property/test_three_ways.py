"""Phones, laptops and USB keys, mixed in any order, again and again, give the same session."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.values.ideas import Status
from facilitate.store.collect import collect
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.report.counts import counts
from facilitate.workshop.sharing.guests import GuestAct
from facilitate.workshop.sharing.link import HubLink, Invitation
from tests.support.examples import examples
from tests.support.sessions import create, digest, open_session
from tests.support.workshops import snapshot

HUB, LINKED, ALONE, LATER = "home", "k7m2", "p3xy", "z9z9"
TABLE = 3
LINK = HubLink("http://192.168.1.10:8317", "k7m2q94xzt3f8wdh5n0v")
INVITATION = Invitation("essai123", HUB, "essai", "Essai", TABLE)


def _agreed(_others):
    """Whoever brings the key knows who wrote what is on it."""
    return True


class Room:
    """The hub, a laptop that is now and then on the line, and one that never is; each with a disk of its own."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home = home
        self.chance = random.Random(seed)
        create(home / HUB)
        for machine in (LINKED, ALONE):
            Replicas(Workspace(home / machine, machine)).settle(LINK, INVITATION)
        self.programs = {machine: self._started(machine) for machine in (HUB, LINKED, ALONE)}
        self.sent: list[GuestAct] = []
        self.said: dict[str, str] = {}

    def _started(self, machine):
        return open_session(self.home / machine, "essai", "facilitator" if machine == HUB else "table-3", machine)

    def folder(self, machine):
        return self.home / machine / "sessions" / "essai"

    def own(self, machine=LINKED):
        return [event for event in self.programs[machine].timeline.events if event.by == f"table-3.{machine}"]

    # What people do

    def phone(self):
        number = len(self.sent)
        self.sent.append(GuestAct(f"phone-{number:04d}", "record", f"téléphone {number}", "to_create"))
        self.phone_again()

    def phone_again(self):
        for act in self.chance.sample(self.sent, min(2, len(self.sent))) + self.sent[-1:]:
            idea = self.programs[HUB].guests.do(TABLE, act)
            if act.kind == "record":
                assert self.said.setdefault(idea.ref, act.text) == act.text

    def phone_corrects(self):
        ideas = [idea for idea in self.programs[HUB].session.ideas.values() if idea.table == TABLE]
        if ideas:
            idea = self.chance.choice(ideas)
            kind = self.chance.choice(["edit", "restore" if idea.withdrawn else "withdraw"])
            name = f"phone-{len(self.sent):04d}"
            self.sent.append(GuestAct(name, kind, f"corrigée {name}", "existing", idea.id))
            self.phone_again()

    def laptop(self, machine=LINKED):
        text = f"{machine} {len(self.said)}"
        self.said[self.programs[machine].ideas.record(TABLE, text).ref] = text

    def laptop_pastes(self, machine=LINKED):
        texts = [f"{machine} {len(self.said)} {line}" for line in range(3)]
        ideas = self.programs[machine].ideas.record_many(TABLE, [IdeaDraft(text, Status.EXISTING) for text in texts])
        self.said.update(zip((idea.ref for idea in ideas), texts, strict=True))

    def laptop_corrects(self, machine=LINKED):
        workshop = self.programs[machine]
        if workshop.session.ideas:
            idea = self.chance.choice(list(workshop.session.ideas.values()))
            workshop.ideas.edit(idea.ref, f"corrigée {self.chance.random()}")
            (workshop.ideas.restore if idea.withdrawn else workshop.ideas.withdraw)(idea.ref)

    def laptop_undoes(self, machine=LINKED):
        with suppress(Refused):  # nothing left to undo
            self.programs[machine].history.undo()

    def alone(self):
        self.laptop(ALONE)

    def alone_corrects(self):
        self.laptop_corrects(ALONE)

    def alone_undoes(self):
        self.laptop_undoes(ALONE)

    def elsewhere(self):
        self.programs[HUB].ideas.record(1, "d’une autre table")
        self.programs[HUB].programme.set("title", f"Essai {len(self.said)}")

    # What goes from one to the other

    def push(self):
        own = self.own()
        self.programs[HUB].guests.take(TABLE, own[: self.chance.randint(0, len(own))])

    def pull(self):
        self.programs[LINKED].recorder.ingest(self.programs[HUB].guests.seen_by(TABLE))

    def key(self):
        machine = self.chance.choice([LINKED, ALONE])
        journals = [self.folder(machine) / f"table-3.{machine}.jsonl"]
        source = [self.folder(machine)] if self.chance.random() < 0.5 or not journals[0].exists() else journals
        collect(Workspace(self.home / HUB, HUB).log("essai"), source, _agreed)  # a program beside the hub’s own
        self.programs[HUB].recorder.refresh()

    def killed(self):
        machine = self.chance.choice(list(self.programs))
        self.programs[machine] = self._started(machine)


STEPS = sorted(name for name in vars(Room) if not name.startswith("_") and name not in ("folder", "own"))


@settings(max_examples=examples(15))
@given(st.lists(st.sampled_from(STEPS), min_size=10, max_size=30), st.integers(0, 99))
def test_whatever_the_ways_and_their_order_it_is_the_same_session(steps, seed):
    with TemporaryDirectory() as home:
        room = Room(Path(home), seed)
        for step in steps:
            getattr(room, step)()
        room.programs[HUB].guests.take(TABLE, room.own())
        collect(Workspace(room.home / HUB, HUB).log("essai"), [room.folder(ALONE)], _agreed)
        hub = open_session(room.home / HUB).session
        there = {idea.ref: idea.first_text for idea in hub.ideas.values() if idea.table == TABLE}
        undone = {idea.ref for each in room.programs.values() for idea in each.session.undone_ideas.values()}
        assert there == {ref: text for ref, text in room.said.items() if ref not in undone}
        assert counts(hub).received == len(hub.ideas) == len({idea.ref for idea in hub.ideas.values()})
        assert not hub.void
        _brought_together_later(room, hub)
        _seen_by_the_laptop(room, hub)


def _brought_together_later(room, hub):
    """Another machine that only gets keys, in another order and twice, sees what the hub sees."""
    replicas = Replicas(Workspace(room.home / LATER, LATER))
    replicas.settle(LINK, INVITATION)
    keys = [room.folder(HUB), room.folder(LINKED), room.folder(ALONE)] * 2
    room.chance.shuffle(keys)
    for key in keys:
        collect(Workspace(room.home / LATER, LATER).log("essai"), [key], _agreed)
    later = open_session(room.home / LATER, machine=LATER).session
    assert snapshot(later) == snapshot(hub)
    assert digest(later) == digest(hub)


def _seen_by_the_laptop(room, hub):
    """What the hub shows a table is that table, whole."""
    laptop = open_session(room.home / LINKED, "essai", "table-3", LINKED)
    laptop.recorder.ingest(open_session(room.home / HUB).guests.seen_by(TABLE))
    assert {key: idea for key, idea in hub.ideas.items() if idea.table == TABLE} == dict(laptop.session.ideas)
    assert laptop.session.plan == hub.plan
