"""The programme's server over real connections: what a token opens, what nobody gets in, and what is said of it."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import replace

import httpx2
import pytest

from facilitate.domain.errors import Refused
from facilitate.store.record.tokens import RecordTokens
from facilitate.web.carriers.http_depot import HttpDepot, is_depot
from facilitate.web.depot.server import DEPOT_LIMITS, DepotServer
from facilitate.workshop.sharing.depot import DepotSession, DepotUnreachable, state_of_journal
from facilitate.workshop.sharing.depot_access import DepotLink, read_depot_link
from tests.depot.test_record import HOSTILE, Purged, count, everything, lines
from tests.support.depot import idea, ideas, journal


@pytest.fixture(scope="session")
def tokens(connections):
    return RecordTokens(connections)


@asynccontextmanager
async def serving(record, tokens, unforeseen=None):
    server = DepotServer(record, tokens, "en", unforeseen or pytest.fail)
    try:
        yield await server.open("127.0.0.1:0")
    finally:
        await server.close()


@pytest.fixture
async def address(record, tokens):
    async with serving(record, tokens) as found:
        yield found


@pytest.fixture
def opened(address, tokens, session):
    """Opens the depot with a new token; each call one that nobody has."""
    made = []

    def opened(name="", **rights):
        purges = rights.pop("purges", b"")
        token = tokens.draw(f"{session.name} {name or len(made)}", **rights)
        made.append(HttpDepot(DepotLink(address, token), "fr" if name == "fr" else "en", purges))
        return made[-1]

    yield opened
    for each in made:
        each.close()


async def ask(verb, *arguments):
    return await asyncio.to_thread(verb, *arguments)


async def test_a_journal_goes_there_and_comes_back(opened, session):
    depot = opened()
    assert await ask(depot.offer, session) == []
    data = ideas(session, 8_000, text="Une idée de la table, avec assez de mots pour plus d’un envoi")
    assert len(data) > 1024 * 1024
    assert (await ask(depot.take, session, "table-3", 0, data)).accepted == 8_001
    assert (await ask(depot.take, session, "table-3", 0, data)).accepted == 0
    assert await ask(depot.offer, session) == [state_of_journal("table-3", data)]
    assert await ask(depot.give, session, "table-3", 0) == data
    assert await ask(depot.give, session, "table-3", 7_999) == lines(data, 7_999)
    assert await ask(depot.give, session, "table-4", 0) == b""
    assert await ask(depot.sessions) == [session]


async def test_a_token_opens_one_session_and_nothing_else(opened, record, connections, session):
    other = DepotSession(f"{session.session}x", "another")
    mine, theirs = opened(), opened()
    assert (await ask(mine.take, session, "table-3", 0, ideas(session, 2))).refused == ()
    assert (await ask(theirs.take, other, "table-3", 0, ideas(other, 2))).refused == ()

    for verb, arguments in {mine.offer: (other,), mine.give: (other, "table-3", 0)}.items():
        with pytest.raises(Refused, match="opens another session"):
            await ask(verb, *arguments)
    with pytest.raises(Refused, match="opens another session"):
        await ask(mine.take, other, "table-3", 3, lines(ideas(other, 3), 3))
    third = opened()  # which has none yet, may not take one that is another's
    with pytest.raises(Refused, match="another token"):
        await ask(third.take, other, "table-3", 3, lines(ideas(other, 3), 3))
    assert await ask(third.give, other, "table-3", 0) == b""
    assert await ask(mine.sessions) == [session]
    assert count(connections, other) == 2


async def test_a_reader_reads_all_and_writes_nothing(opened, connections, session):
    await ask(opened().take, session, "table-3", 0, ideas(session, 2))
    reader = opened(reads_all=True)
    assert session in await ask(reader.sessions)
    assert await ask(reader.give, session, "table-3", 0) == ideas(session, 2)
    with pytest.raises(Refused, match="reading alone"):
        await ask(reader.take, session, "table-3", 3, lines(ideas(session, 3), 3))
    assert count(connections, session) == 2


async def test_a_revoked_token_opens_nothing_from_then_on(opened, tokens, session):
    depot = opened("fr")
    await ask(depot.take, session, "table-3", 0, ideas(session, 2))
    tokens.revoke(f"{session.name} fr")
    with pytest.raises(Refused, match="n’est plus valable"):
        await ask(depot.offer, session)
    # Another one is given for what is there already, also by the same name: whoever has the old one is told as before.
    again = opened("fr", session=session.session)
    assert await ask(again.give, session, "table-3", 0) == ideas(session, 2)
    with pytest.raises(Refused, match="n’est plus valable"):
        await ask(depot.offer, session)


async def test_strangers_get_a_sentence_and_are_counted(address, session):
    async with httpx2.AsyncClient(verify=False, base_url=address) as client:
        assert (await client.get("/sessions")).status_code == 401
        found = [
            await client.get("/sessions", headers={"Authorization": f"Bearer {number:020}"}) for number in range(12)
        ]
    assert {answer.status_code for answer in found} == {401, 429}
    assert all(len(answer.json()["error"]) > 20 for answer in found)


async def test_nothing_hostile_gets_in_by_the_network_and_the_server_lives(opened, address, connections, session):
    for number, (name, hostile) in enumerate(HOSTILE.items()):
        depot, its = opened(), DepotSession(f"{session.session}h{number}", f"hostile-{number}")
        writer, start, data = hostile(its)
        try:
            receipt = await ask(depot.take, its, writer, start, data)
            sentences = [str(each) for each in receipt.refused]
        except (Refused, DepotUnreachable) as error:
            sentences = [str(error)]
        assert [len(sentence) > 20 for sentence in sentences] == [True], name
        assert count(connections, its) == 0, name
        assert await ask(is_depot, address)
        assert (await ask(depot.take, its, "table-3", 0, ideas(its, 1))).refused == (), name


async def test_a_line_that_never_ends_is_cut_off(opened, tokens, address, connections, session):
    token = tokens.draw(f"{session.name} flood")
    sent = 0

    async def flood():
        nonlocal sent
        while sent < 1_000_000_000:
            sent += 65_536
            yield b"0" * 65_536

    async with httpx2.AsyncClient(
        verify=False, base_url=address, headers={"Authorization": f"Bearer {token}"}
    ) as client:
        path = f"/sessions/{session.session}/journals/table-3?name=x"
        try:
            answer = await client.post(path, content=flood())
            assert answer.status_code == 413
        except httpx2.HTTPError:
            pass  # the line was cut before the answer was read
    assert sent < 30_000_000
    assert count(connections, session) == 0
    assert await ask(is_depot, address)


async def test_a_purge_reaches_the_server_in_whatever_order_journals_go(opened, tokens, address, connections, session):
    its = Purged(session)
    depot = opened("first")
    for writer in ("table-3", "collected"):
        await ask(depot.take, session, writer, 0, its.old)
    tokens.revoke(f"{session.name} first")
    token = tokens.draw(f"{session.name} purged", session.session)
    with closing(HttpDepot(DepotLink(address, token), "en", its.purges)) as purged:
        for writer, data in {"table-3": its.new, "collected": its.new, "facilitator": its.facilitator}.items():
            assert (await ask(purged.take, session, writer, 0, data)).refused == ()
    assert "Yourcenar" not in everything(connections, session)
    with closing(HttpDepot(DepotLink(address, token), "en")) as away:
        (sentence,) = (await ask(away.take, session, "table-3", 0, its.old)).refused
    assert f"removed from “{session.name}”" in str(sentence)
    assert "Yourcenar" not in everything(connections, session)


async def test_the_typology_is_there_for_every_token(opened, record, session):
    depot = opened()
    record.put_typology(json.dumps({"categories": [{"key": "lieux", "title": "Lieux"}]}).encode())
    assert (await ask(depot.typology))["categories"][0]["title"] == "Lieux"


async def test_what_is_no_depot_is_told_from_one(address):
    def page(_request):
        return httpx2.Response(200, text="<html>Bienvenue sur le wifi</html>")

    depot = HttpDepot(DepotLink("https://depot.example.org", "0" * 20), "en", transport=httpx2.MockTransport(page))
    assert not depot.is_one()
    for verb in (lambda: depot.offer(DepotSession("abcd", "x")), lambda: depot.give(DepotSession("abcd", "x"), "a", 0)):
        with pytest.raises(DepotUnreachable, match="no depot"):
            verb()
    with pytest.raises(DepotUnreachable, match="no depot"):
        depot.take(DepotSession("abcd", "x"), "table-3", 0, journal("abcd", idea(1)))
    assert await ask(is_depot, address)


@pytest.mark.parametrize(
    ("code", "words"), [("fr", "Ici se retrouvent les rencontres"), ("en", "sessions of a programme meet")]
)
async def test_somebody_with_a_browser_is_told_what_it_is_and_nothing_of_what_is_kept(address, record, code, words):
    async with httpx2.AsyncClient(base_url=address, headers={"Accept": "text/html", "Accept-Language": code}) as client:
        page = await client.get("/")
        assert (page.status_code, words in page.text, f'lang="{code}"' in page.text) == (200, True, True)
        assert "facilitate depot sync" in page.text
        assert not [each.name for each in record.sessions() if f" {each.name} " in page.text]
        assert "script" not in page.text
        assert (await client.get("/page.css")).headers["content-type"].startswith("text/css")
        wrong = await client.get("/sessions")
        assert (wrong.status_code, "<h1>" in wrong.text) == (401, True)


async def test_several_servers_stand_before_one_database(record, tokens, session):
    token = tokens.draw(f"{session.name} several")
    data = ideas(session, 60)
    async with serving(record, tokens) as one, serving(record, tokens) as two:
        with (
            closing(HttpDepot(DepotLink(one, token), "en")) as first,
            closing(HttpDepot(DepotLink(two, token), "en")) as other,
        ):
            await ask(first.take, session, "table-3", 0, lines(data, 0, 20))
            await asyncio.gather(
                *(ask(depot.take, session, "table-3", 20, lines(data, 20)) for depot in (first, other) * 2)
            )
            assert await ask(other.give, session, "table-3", 0) == data


def test_links_are_read_as_they_are_written_and_no_token_goes_in_clear():
    link = DepotLink("https://depot.example.org/p", "k7m2q94xzt3f8wdh5n0v")
    assert read_depot_link(f" {link} ") == link
    assert read_depot_link("http://127.0.0.1:8318/#k7m2q-94xzt-3f8wd-h5n0v").address == "http://127.0.0.1:8318"
    for wrong in (
        "http://depot.example.org",
        "https://depot.example.org/#abc",
        "depot",
        "https://",
    ):
        with pytest.raises(Refused):
            read_depot_link(wrong)


async def test_a_token_with_too_many_connections_waits(record, tokens, session):
    token = tokens.draw(f"{session.name} many")
    server = DepotServer(record, tokens, "en", pytest.fail, replace(DEPOT_LIMITS, per_token=2))
    address = await server.open("127.0.0.1:0")
    try:
        headers = {"Authorization": f"Bearer {token}"}
        async with AsyncExitStack() as stack:
            clients = [
                await stack.enter_async_context(httpx2.AsyncClient(verify=False, base_url=address)) for _ in range(3)
            ]
            found = [(await client.get("/sessions", headers=headers)).status_code for client in clients]
        assert found == [200, 200, 503]
    finally:
        await server.close()
