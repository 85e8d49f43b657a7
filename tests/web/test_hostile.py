"""Whatever comes, the answer is one of those that are documented, the hub lives on, and its journals can be read."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.web.serving.limits import Limits
from tests.support.examples import examples
from tests.support.sessions import digest, open_session
from tests.web.room import HERE, Room, record

DOCUMENTED = {200, 400, 401, 403, 404, 405, 408, 413, 429, 503}
UNBOUND = Limits(rate=1e6, burst=10**6, wrong_tokens=10**6, head_seconds=0.02, body_seconds=0.02)
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")

texts = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=30)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | texts
anything = st.recursive(
    leaves, lambda each: st.lists(each, max_size=4) | st.dictionaries(texts, each, max_size=4), max_leaves=12
)
names = st.sampled_from(["act-0001", "act-0002", "", "x" * 65, "act\n0003"]) | texts
acts = st.fixed_dictionaries(
    {"id": names, "kind": st.sampled_from(["record", "edit", "withdraw", "restore", "", "undo"]) | texts},
    optional={
        "text": texts | anything,
        "status": st.sampled_from(["existing", "to_create", ""]) | anything,
        "idea": names | anything,
        "more": anything,
    },
)
bodies = st.one_of(
    st.builds(lambda each: {"acts": each}, st.lists(acts, min_size=1, max_size=3)),
    st.builds(lambda each: {"acts": each}, anything),
    anything,
)
ids = st.sampled_from(["00000002-abcdefgh", "99999999-abcdefgh", "00000001-00000000", "0-x"]) | texts
documents = st.fixed_dictionaries(
    {
        "id": ids,
        "clock": st.sampled_from([2, 99999999, 1, True, 2.0]) | anything,
        "at": st.sampled_from(["2021-12-13T13:00:00.000Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
        | anything,
        "by": st.sampled_from(["table-1.k7m2", "table-1", "facilitator", "table-2.k7m2"]) | texts,
        "kind": st.sampled_from(["idea.recorded", "idea.edited", "undone", "plan.set", "phase.started", "new"]) | texts,
        "data": st.fixed_dictionaries(
            {},
            optional={
                "ref": st.sampled_from(["T1k7m2-01", "T1-01", "T1k7m2-٣"]) | texts,
                "table": st.sampled_from([1, 2]) | anything,
                "text": texts | anything, "status": st.sampled_from(["existing", "to_create"]) | anything,
                "idea": ids | anything, "events": st.lists(ids, max_size=2) | anything,
            },
        )
        | anything,
    },
    optional={"group": ids | anything, "more": anything},
)  # fmt: skip
journals = st.builds(lambda each: {"events": each}, st.lists(documents, max_size=3) | anything)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A hub that runs while the loop does; one for all examples, for it has to survive them."""
    with asyncio.Runner() as runner:
        room = runner.run(Room(tmp_path_factory.mktemp("house"), UNBOUND).open())
        yield room, runner.run
        assert room.unforeseen == []
        assert runner.run(room.acts(record("act-last"))).status_code == 200
        assert digest(open_session(room.home).session) == digest(room.workshop.session)
        runner.run(room.close())


def sound(answer):
    assert answer.status_code in DOCUMENTED, answer.text
    assert answer.status_code == 200 or set(answer.json()) == {"error"}


@settings(max_examples=examples(40))
@given(bodies)
def test_any_json_as_acts(house, content):
    room, run = house
    sound(run(room.post("/acts", json.dumps(content).encode())))


@settings(max_examples=examples(40))
@given(journals)
def test_any_json_as_events(house, content):
    room, run = house
    sound(run(room.post("/journal", json.dumps(content).encode())))


@settings(max_examples=examples(25))
@given(st.binary(max_size=200), st.sampled_from(["/acts", "/journal"]))
def test_any_bytes_as_a_body(house, body, path):
    room, run = house
    sound(run(room.post(path, body)))


HEADERS = ["Authorization", "Last-Event-ID", "Accept-Language", "User-Agent", "Host", "Content-Length", "Expect"]
PATHS = st.sampled_from(["/", "/table", "/acts", "/journal", "/../x", "*", "//", "/%00", "/%ff"])


@settings(max_examples=examples(30))
@given(
    st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW"]),
    PATHS | st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20),
    st.dictionaries(st.sampled_from(HEADERS), st.binary(max_size=30), max_size=3),
    st.binary(max_size=40),
)
def test_any_bytes_as_a_request(house, method, path, headers, body):
    room, run = house
    lines = [f"{method} {path} HTTP/1.1".encode(), f"Host: {HERE}".encode(), b"Connection: close"]
    lines += [name.encode() + b": " + value for name, value in headers.items() if name != "Host"]
    heard = run(_heard(room, b"\r\n".join([*lines, b"", body])))
    assert {int(status) for status in STATUS.findall(heard)} <= DOCUMENTED | {100}


@settings(max_examples=examples(25))
@given(st.binary(max_size=300))
def test_any_bytes_at_all(house, sent):
    room, run = house
    heard = run(_heard(room, sent))
    assert {int(status) for status in STATUS.findall(heard)} <= DOCUMENTED


async def _heard(room, sent):
    """All that comes back before the line ends: it does, for it may be neither half open nor idle for long."""
    async with room.line() as (reader, writer), asyncio.timeout(10):
        writer.write(sent)
        writer.write_eof()
        try:
            return await reader.read()
        except ConnectionError:
            return b""
