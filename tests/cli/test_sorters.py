"""The link of the synthesis, by commands."""

import pytest

from facilitate.cli.composition.screens import Screens
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.workshop.sharing.link import HubLink, Invitation

LINK, TABLE_LINK = "127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0v", "127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0w"


@pytest.fixture
def opened(monkeypatch):
    opened = []
    monkeypatch.setattr("facilitate.cli.output.has_terminal", lambda: True)
    monkeypatch.setattr(Screens, "open_synthesis", lambda _screens, slug: opened.append(slug) or 0)
    return opened


@pytest.fixture
def linked(shell):
    """A laptop that came by the link of the synthesis before, and by a table's."""
    replicas = Replicas(Workspace(shell.home, "home"))
    for link, seat in ((LINK, SYNTHESIS_SEAT), (TABLE_LINK, 3)):
        token = link.partition("#")[2].replace("-", "")
        invitation = Invitation("essai123", "facil", "essai", "Essai", seat)
        replicas.settle(HubLink("http://127.0.0.1:9", token), invitation)


def test_the_link_is_given_renewed_and_closed_like_that_of_a_table(shell, paris):
    first = shell.json("share", paris, "--sort")
    assert first["synthesis"] is True
    assert "/#" in first["link"]
    assert shell.ok("share", paris, "--sort").out.strip() == first["link"]
    renewed = shell.json("share", paris, "--renew", "sort")["link"]
    assert renewed not in ("", first["link"])
    closed = shell("share", paris, "--close", "sort")
    assert (closed.code, closed.out, "synthesis link is closed" in closed.err) == (0, "", True)
    assert shell.json("share", paris, "--sort")["link"] == ""
    assert shell.json("share", paris, "--renew", "2")["table"] == 2
    for wrong in ("tri", "100", "0"):
        assert shell("share", paris, "--renew", wrong).code in (1, 2), wrong


def test_the_link_of_the_desk_is_given_renewed_and_closed_too(shell, paris):
    first = shell.json("share", paris, "--desk")
    assert first["desk"] is True
    assert "/d#" in first["link"]
    assert shell.ok("share", paris, "--desk").out.strip() == first["link"]
    renewed = shell.json("share", paris, "--renew", "desk")["link"]
    assert renewed not in ("", first["link"])
    closed = shell("share", paris, "--close", "desk")
    assert (closed.code, closed.out, "desk’s link is closed" in closed.err) == (0, "", True)
    assert shell.json("share", paris, "--desk")["link"] == ""
    assert shell("share", paris, "--sort", "--desk").code == 2
    assert shell("share", paris, "--renew", "101").code == 1
    for command in ("note", "sort"):
        wrong = shell(command, first["link"])
        assert (wrong.code, "open it in a phone’s browser" in wrong.err) == (1, True), command


def test_each_link_opens_its_own_screen_and_says_which(shell, opened, linked):
    assert shell("sort", LINK).code == 0
    assert shell("sort", "essai").code == 0  # by its name, later
    assert opened == ["essai", "essai"]
    wrong = shell("note", LINK)
    assert (wrong.code, "is for the synthesis: open it with “facilitate sort”" in wrong.err) == (1, True)
    wrong = shell("sort", TABLE_LINK)
    assert (wrong.code, "is for table 3: open it with “facilitate note”" in wrong.err) == (1, True)
    assert len(opened) == 2


def test_history_and_undo_name_whose_a_change_was(shell, paris):
    shell.ok("category", "add", paris, "Autre")
    assert shell.json("undo", paris)["by"].startswith("facilitator")
