"""Laptops whose date was wrong for a while, before a programme's server."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from facilitate.i18n import Language
from facilitate.store import clock
from facilitate.store.workspace import Workspace
from facilitate.web.carriers import http_depot
from tests.depot.test_record import EXAMPLE, forget_paris


@pytest.fixture
def date_ahead(monkeypatch):
    """Has what is written meanwhile dated so many days ahead, as on a computer whose date is wrong."""

    @contextmanager
    def date_ahead(days):
        class Ahead(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + timedelta(days=days)

        with monkeypatch.context() as patched:
            for each in (clock, http_depot):
                patched.setattr(each, "datetime", Ahead)
            yield

    return date_ahead


@pytest.fixture
def paris(tmp_path, connections):
    shutil.copytree(EXAMPLE, Workspace(tmp_path / "one", "one").folder("paris"))
    forget_paris(connections)


def test_a_year_typed_wrong_is_sent_and_one_far_off_is_told_to_everybody(address, typed, paris, date_ahead, tmp_path):
    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    with date_ahead(370):
        typed("idea", "add", "paris", "Une année de trop", "--table", "3")
    typed("idea", "add", "paris", "La date est remise", "--table", "3")
    assert typed("depot", "sync", "paris", "--to", link)[::2] == (0, "")
    year = (datetime.now(UTC) + timedelta(days=370)).strftime("%Y")
    assert year not in typed("depot", "status")[1] + typed("depot", "token", "list")[1]
    with date_ahead(800):
        typed("idea", "add", "paris", "Un siècle de trop", "--table", "3")
    typed("idea", "add", "paris", "La date est remise de nouveau", "--table", "3")
    code, _out, err = typed("depot", "sync", "paris")
    assert code == 1
    assert "is dated" in err
    assert "--to FOLDER”" in err
    assert "more than two years ahead" in typed("depot", "status")[1]
    told = typed("depot", "status", home="server")[1]
    assert "cannot be sent whole." in told
    assert "No event is late" not in told
    assert "paris: since" in told
    assert "as the date of that computer was wrong" in told
    (tmp_path / "key").mkdir()
    assert typed("depot", "sync", "paris", "--to", tmp_path / "key" / "depot")[0] == 0
    assert typed("depot", "restore", "paris", "--from", tmp_path / "key" / "depot", home="two")[0] == 0
    assert "La date est remise de nouveau" in typed("idea", "list", "paris", home="two")[1]


def test_a_sync_says_where_the_date_of_this_computer_is_another_than_the_servers(address, typed, paris, date_ahead):
    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    assert "By this computer it is" not in typed("depot", "sync", "paris", "--to", link)[2]
    with date_ahead(12):
        said = typed("depot", "sync", "paris")[2]
    here = Language("en").date_long((datetime.now(UTC).astimezone() + timedelta(days=12)).date())
    assert f"By this computer it is {here}" in said
    assert said.count("Set the date and time of this computer") == 1


def test_doctor_tells_of_changes_that_are_dated_ahead(typed, paris, date_ahead):
    assert "no problems found" in typed("doctor", "paris")[1]
    with date_ahead(40):
        typed("idea", "add", "paris", "Une date fausse", "--table", "3")
    told = typed("doctor", "paris")[1]
    assert "1 change is dated" in told
    assert "no problems found" not in told


def test_a_removal_after_a_date_that_was_ahead_reaches_the_server_and_the_other_computer(
    address, typed, paris, date_ahead
):
    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    with date_ahead(40):
        typed("plan", "set", "paris", "title", "Une date fausse")
    typed("depot", "sync", "paris", "--to", link)
    assert typed("depot", "restore", "paris", "--from", link, home="two")[0] == 0
    typed("idea", "add", "paris", "Wanda Zorn a un bateau", "--table", "2", home="two")
    with date_ahead(370):
        typed("idea", "add", "paris", "Wanda Zorn a deux bateaux", "--table", "2", home="two")
    typed("depot", "sync", "paris", home="two")
    typed("depot", "sync", "paris")
    years = (datetime.now(UTC) + timedelta(days=800)).date()
    assert typed("purge", "paris", "--before", years, "--name", "Wanda Zorn", "--yes")[0] == 0
    code, _out, err = typed("depot", "sync", "paris")
    assert (code, "is out of" in err) == (0, True)
    code, _out, err = typed("depot", "sync", "paris", "--take-all", home="two")
    assert code == 0, err
    assert "edited by hand" not in err
    for home in ("one", "two"):
        assert "Wanda" not in typed("idea", "list", "paris", home=home)[1]
    assert "paris: everything here is in" in typed("depot", "status", "--from", address, home="two")[1]
    typed("idea", "add", "paris", "Après la suppression", "--table", "2", home="two")
    assert typed("depot", "sync", "paris", home="two")[::2][0] == 0
    assert typed("depot", "sync", "paris")[0] == 0
    assert "Après la suppression" in typed("idea", "list", "paris")[1]
