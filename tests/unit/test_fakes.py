"""What stands in for the disk, the hub or the program has the members of what it stands in for."""

from __future__ import annotations

import inspect

import pytest

from facilitate.cli.composition.sessions import Sessions
from facilitate.cli.composition.sharing import Sharing
from facilitate.cli.drafts import FileDraft
from facilitate.store.event_log import FolderLog
from facilitate.store.workspace import Workspace
from facilitate.tui.services import Draft, SessionService, SharingService
from facilitate.workshop.ports import Clock, EventLog, IdSource, Writer
from facilitate.workshop.sharing.link import read_link
from facilitate.workshop.sharing.ports import Hub, Uplink
from tests.cli import test_plain_notes
from tests.support.hubs import FakeHub
from tests.support.sessions import create
from tests.support.workshops import FakeClock, FakeLog, FakeWriter, SeededIds, make_workshop
from tests.tui import test_capture_foot
from tests.tui.services import FakeDraft, FakeSessions, FakeSharing

PAIRS = [
    (FakeLog(), EventLog),
    (FakeWriter("x", "", []), Writer),
    (FakeClock(), Clock),
    (SeededIds(), IdSource),
    (FakeHub(), Hub),
    (test_capture_foot.FakeUplink(), Uplink),
    (test_plain_notes.FakeUplink(takes=True), Uplink),
    (FakeDraft(), Draft),
    (FakeSessions({}), SessionService),
    (FakeSharing(), SharingService),
    # The real ones, by the same measure.
    (FileDraft({}, "x", "y"), Draft),
    (Sessions, SessionService),
    (Sharing, SharingService),
    (FolderLog, EventLog),
]


def members(protocol):
    """What a protocol asks for: its methods and properties, and its annotated attributes."""
    return {name for name in {*vars(protocol), *protocol.__annotations__} if not name.startswith("_")}


def parameters(method):
    return [each for each in inspect.signature(method).parameters.values() if each.name != "self"]


@pytest.mark.parametrize(
    ("fake", "protocol"), PAIRS, ids=lambda value: getattr(value, "__name__", type(value).__name__)
)
def test_it_has_every_member_with_the_parameters_it_is_called_with(fake, protocol):
    for name in members(protocol):
        asked = vars(protocol).get(name)
        if not inspect.isfunction(asked):
            assert hasattr(fake, name) or inspect.isclass(fake), name
            continue
        has = parameters(getattr(fake, name))
        wanted = parameters(asked)
        if any(each.kind is each.VAR_POSITIONAL for each in has):
            continue
        assert [each.name for each in has][: len(wanted)] == [each.name for each in wanted], name
        assert [each.kind for each in has][: len(wanted)] == [each.kind for each in wanted], name
        assert all(each.default is not each.empty for each in has[len(wanted) :]), name
        assert inspect.iscoroutinefunction(getattr(fake, name)) == inspect.iscoroutinefunction(asked), name


def folder_log(tmp_path):
    create(tmp_path)
    return lambda: Workspace(tmp_path, "home").log("essai")


def memory_log(_tmp_path):
    kept = make_workshop(log=FakeLog()).log.kept
    return lambda: FakeLog(kept)


@pytest.mark.parametrize("made", [folder_log, memory_log])
def test_a_log_in_memory_tells_what_a_folder_tells(made, tmp_path):
    """Two programs on one session hear once of what one of them wrote."""
    opened = made(tmp_path)
    one, other = opened(), opened()
    before = [event.id for event in one.read()]
    assert [event.id for event in other.read()] == before
    assert (one.news(), other.news()) == ([], [])
    (event,) = make_workshop(seed=7).timeline.events
    with one.writing_as("table-1") as writer:
        assert (writer.name, writer.suffix) == ("table-1", "")
        writer.append([event])
    assert [each.id for each in one.news()] == [event.id], "its own too: a timeline knows what it has"
    assert [each.id for each in other.news()] == [event.id]
    assert other.news() == []
    assert sorted(each.id for each in opened().read()) == sorted([*before, event.id])
    assert (one.home, one.slug, one.session) == ("home", "essai", "essai123")


async def test_a_link_of_the_hub_in_memory_is_one_that_a_laptop_reads():
    hub = FakeHub()
    assert hub.link(1) == ""
    await hub.open()
    link = read_link(hub.link(1))
    assert (link.address, bool(link.token), bool(link.key)) == (hub.address, True, True)
    hub.shut(1)
    assert hub.link(1) == ""
    assert hub.link(2)
