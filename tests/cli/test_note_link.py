"""`facilitate note` with a link instead of a session."""

import pytest

from facilitate.cli.composition.screens import Screens
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.workshop.sharing.link import HubLink, Invitation
from tests.support.services import context_at

LINK = "127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0v"


@pytest.fixture
def opened(monkeypatch):
    """What would have been opened, had there been a terminal."""
    opened = []
    monkeypatch.setattr("facilitate.cli.output.has_terminal", lambda: True)
    monkeypatch.setattr(Screens, "open_table", lambda _screens, *table: opened.append(table) or 0)
    return opened


@pytest.fixture
def linked(shell):
    """A copy that was linked to a hub before."""
    token = "k7m2q94xzt3f8wdh5n0v"
    invitation = Invitation("essai123", "facil", "essai", "Essai", 3)
    Replicas(Workspace(shell.home, "home")).settle(HubLink("http://127.0.0.1:9", token), invitation)


def test_a_link_used_before_opens_without_a_hub(shell, opened, linked):
    assert shell("note", LINK).code == 0
    assert shell("note", LINK, "--table", 3).code == 0
    assert opened == [("essai", 3)] * 2


def test_a_table_that_contradicts_the_link_is_refused(shell, opened, linked):
    done = shell("note", LINK, "--table", 4)
    assert (done.code, done.err.strip()) == (1, "This link is for table 3, not table 4.")
    assert opened == []


def test_a_link_never_used_asks_the_hub_and_leaves_nothing_when_it_is_not_there(shell, opened):
    done = shell("note", LINK)
    assert done.code == 1
    assert "No answer from the facilitator’s computer at http://127.0.0.1:9. Check" in done.err
    assert not shell.home.exists()


def test_a_link_that_is_not_whole_is_said_first(shell):
    done = shell("note", "http://127.0.0.1:9/#k7m2q")
    assert (done.code, "is incomplete" in done.err) == (1, True)


def test_a_session_needs_its_table(shell, opened, paris):
    done = shell("note", paris)
    assert (done.code, done.err.splitlines()[0]) == (2, "Which table? Add --table and its number.")
    assert shell("note", paris, "--table", 2).code == 0
    assert opened == [(paris, 2)]


def test_a_copy_opened_by_its_name_has_its_line_too(shell, linked):
    context = context_at(None, {"FACILITATE_HOME": str(shell.home), "FACILITATE_MACHINE": "home"})
    workshop = context.sessions.open("essai", "table-3")
    assert context.sharing.uplink(workshop, 3) is not None
    assert context.sharing.uplink(workshop, 2) is None
