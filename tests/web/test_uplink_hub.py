"""A laptop and the real hub, over the loopback."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.domain.codec import events_of
from facilitate.domain.errors import Refused
from facilitate.domain.roles import table_role
from facilitate.i18n import Language
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.web.laptop.handshake import first_words, handshake
from facilitate.web.laptop.http_client import HttpHubConnection
from facilitate.web.laptop.protocol import Impostor, Unreachable
from facilitate.web.laptop.uplink import HubUplink, LocalReplica, connector
from facilitate.workshop.sharing.link import HubLink, read_link
from facilitate.workshop.workshop import Workshop
from tests.web.room import HERE, Room, until

TAG, TABLE = "k7m2", 3


@pytest.fixture
def hub(room):
    return room.hub


async def again(room, port=0):
    """The hub’s program as it starts, on what stands on its disk."""
    other = Room(room.home)
    await other.hub.open(HERE, port)
    return other


@pytest.fixture
async def laptop(tmp_path, room):
    laptop = Laptop(tmp_path / "laptop")
    await laptop.arrive(room.hub.link(TABLE))
    yield laptop
    await laptop.leave()


class Laptop:
    def __init__(self, home):
        self.workspace = Workspace(home, TAG)
        self.replicas = Replicas(self.workspace)

    async def arrive(self, typed):
        link = read_link(typed)
        replica = self.replicas.known(link)
        if replica is None:
            met = await words(link)
            replica = self.replicas.settle(met.link, met.invitation)
        log = self.workspace.log(replica.slug)
        self.workshop = Workshop(log, SteadyClock(), RandomIds(), table_role(TABLE))
        writer = f"{table_role(TABLE)}.{TAG}"
        line = LocalReplica(self.replicas.session(replica), TABLE, writer, link.address)
        sent = self.replicas.sent(replica)
        dial = connector(replica.link, "fr", partial(self.replicas.remember, replica))
        self.uplink = HubUplink(self.workshop.recorder, line, dial, sent, self._nap)
        self._task = asyncio.create_task(self.uplink.run(lambda: None))

    async def leave(self):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def write(self, text):
        idea = self.workshop.ideas.record(TABLE, text)
        self.uplink.look()
        return idea.ref

    async def _nap(self, seconds):
        await asyncio.sleep(min(seconds, 0.01))


def texts(room):
    return [idea.text for idea in room.workshop.session.ideas.values()]


async def test_both_ways(room, hub, laptop):
    await until(
        lambda: [phase.question for phase in laptop.workshop.session.plan.tables_phases] == ["Quelles pistes ?"]
    )
    assert laptop.write("du portable") == "T3k7m2-01"
    await until(lambda: texts(room) == ["du portable"])
    room.workshop.ideas.record(TABLE, "d’ici")
    room.workshop.ideas.record(1, "d’une autre table")
    await until(lambda: len(laptop.workshop.session.ideas) == 2)
    assert [idea.text for idea in laptop.workshop.session.ideas.values()] == ["du portable", "d’ici"]
    assert [(guest.table, guest.device) for guest in hub.guests()] == [(TABLE, "facilitate")]


async def test_a_trial_of_a_laptop_is_on_the_hubs_disk_before_it_is_told_and_is_no_idea(room, hub, laptop):
    await until(lambda: laptop.uplink.connected)
    made = laptop.workshop.trials.record(TABLE, "Essai")
    assert laptop.uplink.waiting == 0
    assert not laptop.uplink.has(made.id)
    laptop.uplink.look()
    await until(lambda: laptop.uplink.has(made.id))
    assert made.id in "".join(path.read_text(encoding="utf-8") for path in room.folder.glob("*.jsonl"))
    assert list(room.workshop.session.trials) == [TABLE]
    assert not room.workshop.session.ideas


async def test_a_laptop_at_a_rehearsal_knows_that_it_is_one_and_how_fast_it_goes(room, hub, laptop):
    room.workshop.recorder.record(RehearsalTimed("essai", "2021-12-13T13:00:00+00:00", 10))
    await until(lambda: laptop.workshop.session.rehearsal is not None)
    assert laptop.workshop.session.rehearsal == room.workshop.session.rehearsal
    room.workshop.rehearsal.keep()
    await until(lambda: laptop.workshop.session.rehearsal is None)


async def test_the_hub_goes_and_comes_back_on_the_same_port(room, hub, laptop):
    await until(lambda: laptop.uplink.connected)
    port = int(hub.address.rpartition(":")[2])
    await hub.close()
    await until(lambda: not laptop.uplink.connected)
    laptop.write("entre-temps")
    assert laptop.uplink.waiting == 1
    back = await again(room, port)
    await until(lambda: texts(back) == ["entre-temps"])
    await until(lambda: laptop.uplink.connected and not laptop.uplink.waiting)
    await back.hub.close()


async def test_started_again_without_the_hub_it_goes_on_and_catches_up(room, hub, laptop):
    laptop.write("avant")
    await until(lambda: texts(room) == ["avant"])
    link = hub.link(TABLE)
    await laptop.leave()
    await hub.close()
    await laptop.arrive(link)
    assert [idea.text for idea in laptop.workshop.session.ideas.values()] == ["avant"]
    assert laptop.write("après") == "T3k7m2-02"
    back = await again(room)
    assert back.hub.link(TABLE) == link
    await until(lambda: texts(back) == ["avant", "après"])
    await back.hub.close()


async def test_a_renewed_link_goes_on_in_the_same_folder(room, hub, laptop):
    await until(lambda: laptop.uplink.connected)
    hub.renew(TABLE)
    laptop.write("sous l’ancien lien")
    await until(lambda: laptop.uplink.trouble)
    assert "no longer works" in str(laptop.uplink.trouble)
    assert texts(room) == []
    await laptop.leave()
    await laptop.arrive(hub.link(TABLE))
    await until(lambda: texts(room) == ["sous l’ancien lien"])
    assert laptop.workspace.slugs() == ["essai"]


async def test_what_the_hub_refuses_it_says_in_the_readers_language(room, hub, laptop):
    await until(lambda: laptop.uplink.connected)
    laptop.workshop.phases.start("tables")
    laptop.write("une idée")
    await until(lambda: texts(room) == ["une idée"])
    await until(lambda: laptop.uplink.trouble)
    said = Language("fr")("This link only gives access to table {table}.", table=TABLE)
    assert str(laptop.uplink.trouble).endswith(said)


async def words(link):
    talk = HttpHubConnection(link, "fr")
    try:
        return await first_words(talk)
    finally:
        await talk.close()


async def test_the_first_words(room, hub):
    with pytest.raises(Impostor):
        await words(HubLink(hub.address, "0" * 20))
    link = read_link(hub.link(2))
    met = await words(link)
    assert met.link == link
    assert (met.invitation.slug, met.invitation.home, met.invitation.table) == ("essai", "home", 2)
    assert events_of(met.documents) == room.workshop.guests.seen_by(2)


async def test_where_nobody_answers_that_is_said_with_what_to_do(hub):
    link = read_link(hub.link(TABLE))
    await hub.close()
    with pytest.raises(Unreachable):
        await words(link)
    with pytest.raises(Refused, match=r"No answer from the facilitator’s computer at http://127\.0\.0\.1:\d+\. Check"):
        await asyncio.to_thread(handshake, link, "fr")
