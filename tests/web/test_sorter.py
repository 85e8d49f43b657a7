"""A second sorter on a laptop, over the loopback: the synthesis comes and goes, and each sees where the other is."""

import asyncio
from functools import partial

import pytest

from facilitate.domain.roles import SORTER, SYNTHESIS_SEAT
from facilitate.domain.values.presence import SORT, Presence
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.web.laptop.handshake import first_words
from facilitate.web.laptop.http_client import HttpHubConnection
from facilitate.web.laptop.uplink import HubUplink, LocalReplica, connector
from facilitate.workshop.sharing.link import read_link
from facilitate.workshop.workshop import Workshop
from tests.web.room import HERE, Room, record, until

TAG, WRITER = "k7m2", "sorter.k7m2"


@pytest.fixture
async def laptop(tmp_path, room):
    for table in (1, 2, 3):
        room.workshop.ideas.record(table, f"idée {table}")
    laptop = Laptop(tmp_path / "laptop")
    await laptop.arrive(room.hub.link(SYNTHESIS_SEAT))
    yield laptop
    await laptop.leave()


class Laptop:
    def __init__(self, home):
        self.workspace = Workspace(home, TAG)

    async def arrive(self, typed):
        link, replicas = read_link(typed), Replicas(self.workspace)
        replica = replicas.known(link)
        if replica is None:
            connection = HttpHubConnection(link, "fr")
            met = await first_words(connection)
            await connection.close()
            replica = replicas.settle(met.link, met.invitation)
        self.workshop = Workshop(self.workspace.log(replica.slug), SteadyClock(), RandomIds(), SORTER)
        line = LocalReplica(replicas.session(replica), SYNTHESIS_SEAT, WRITER, link.address)
        dial = connector(replica.link, "fr", partial(replicas.remember, replica))
        sent = replicas.sent(replica)
        self.uplink = HubUplink(self.workshop.recorder, line, dial, sent, lambda _seconds: asyncio.sleep(0.01))
        self._task = asyncio.create_task(self.uplink.run(lambda: None))

    async def leave(self):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def file(self, ref, category):
        self.workshop.proposals.file([ref], category)
        self.uplink.look()

    @property
    def board(self):
        return self.workshop.log.presence


def places(workshop):
    return [proposal.category for proposal in workshop.session.proposals()]


async def test_the_synthesis_goes_both_ways_also_after_the_line_was_cut(room, laptop):
    await until(lambda: len(laptop.workshop.session.ideas) == 3)
    laptop.file("T1-01", "lieux")
    await until(lambda: places(room.workshop) == ["lieux", "", ""])
    room.workshop.proposals.file(["T2-01"], "formation")
    await until(lambda: places(laptop.workshop) == ["lieux", "formation", ""])
    port = room.port
    await room.hub.close()
    await until(lambda: not laptop.uplink.connected)
    laptop.file("T3-01", "formation")
    assert laptop.uplink.waiting == 1
    back = Room(room.home)
    await back.hub.open(HERE, port)
    await until(lambda: places(back.workshop) == ["lieux", "formation", "formation"])
    await until(lambda: not laptop.uplink.waiting)
    await back.close()


async def test_each_sees_where_the_other_is_until_the_line_is_cut(room, laptop):
    await until(lambda: laptop.uplink.connected)
    mine, theirs = Presence(WRITER, SORT, "0123-abc"), Presence("facilitator", SORT, "0456-def")
    laptop.board.show(mine)
    room.workshop.log.presence.show(theirs)
    await until(lambda: room.workshop.log.presence.others("facilitator") == (mine,))
    await until(lambda: laptop.board.others(WRITER) == (theirs,))
    room.workshop.log.presence.show(moved := Presence("facilitator", SORT, "0789-def"))
    await until(lambda: laptop.board.others(WRITER) == (moved,))
    await room.hub.close()
    await until(lambda: not laptop.board.others(WRITER))
    assert not list(room.folder.glob("sorter*"))  # none of it is in a journal


async def test_the_hub_forgets_a_laptop_that_has_left(room, laptop):
    laptop.board.show(Presence(WRITER, SORT))
    await until(lambda: room.workshop.log.presence.others(""))
    await laptop.leave()
    await until(lambda: not room.workshop.log.presence.others(""))


async def test_a_link_that_is_closed_says_so_and_a_new_one_is_another(room, laptop):
    await until(lambda: laptop.uplink.connected)
    before = room.hub.link(SYNTHESIS_SEAT)
    room.hub.shut(SYNTHESIS_SEAT)
    await until(lambda: laptop.uplink.trouble)
    assert "This link no longer works" in str(laptop.uplink.trouble)
    room.hub.renew(SYNTHESIS_SEAT)
    assert room.hub.link(SYNTHESIS_SEAT) not in ("", before)


async def test_the_link_of_the_synthesis_opens_no_table_and_that_of_a_table_no_synthesis(room):
    for path in ("/table", "/live"):
        assert (await room.get(path, SYNTHESIS_SEAT)).status_code == 403
    assert (await room.acts(record("act-00000001"), table=SYNTHESIS_SEAT)).status_code == 403
    here = {"here": [Presence(WRITER, SORT).document()]}
    assert (await room.post("/presence", here, 1)).status_code == 403
    assert (await room.post("/presence", here, SYNTHESIS_SEAT)).status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"here": {}},
        {"here": [{}]},
        {"here": [Presence("facilitator", SORT).document()]},
        {"here": [Presence("sorter", SORT).document()]},
        {"here": [Presence(WRITER, SORT).document()] * 9},
        [],
    ],
)
async def test_nobody_shows_another_than_themselves(room, content):
    assert (await room.post("/presence", content, SYNTHESIS_SEAT)).status_code == 400
    assert room.workshop.log.presence.others("") == ()


async def test_keys_of_a_version_without_a_link_of_the_synthesis_get_one(room):
    room.keys.close(SYNTHESIS_SEAT)
    assert room.keys.token(SYNTHESIS_SEAT) == ""
    known = room.keys._read()
    del known["tables"][str(SYNTHESIS_SEAT)]
    room.keys._keep(known)
    token = room.keys.token(SYNTHESIS_SEAT)
    assert room.keys.table_of(token) == SYNTHESIS_SEAT
