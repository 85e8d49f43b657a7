"""`depot status` in words: what a refused sync left pending, and who of many events needs somebody."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from facilitate.cli.composition.depot_host import DepotHost, Overview, Service
from facilitate.cli.composition.sessions import Sessions
from facilitate.cli.depot_keeper import moment_of
from facilitate.i18n import Language
from facilitate.store.clock import RandomIds, StandingClock
from facilitate.store.record.removals import PendingRemoval
from facilitate.store.record.tokens import GivenToken, StoredSession
from facilitate.store.workspace import Workspace
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.workshop import Workshop


@pytest.fixture
def depot(tmp_path):
    return tmp_path / "depot"


@pytest.fixture
def at(tmp_path, monkeypatch):
    def sit(machine):
        monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / machine))
        monkeypatch.setenv("FACILITATE_MACHINE", machine)
        return tmp_path / machine / "sessions"

    return sit


def test_what_a_refused_sync_saw_is_pending_also_where_it_was_the_first(shell, three, depot, at):
    here = at("home") / three
    away = at("k7m2")
    shutil.copytree(here, away / three)  # no sync was ever completed there
    shell.ok("idea", "add", three, "--table", 1, "d’ici")
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    assert "or add --take-all" in shell("depot", "sync", three, "--to", depot).err
    waits = f"not yet here.\n  To remove it here too: “facilitate depot sync {three} --to"
    assert waits in shell.ok("depot", "status").out
    assert waits in shell.ok("depot", "status", "--from", depot).out
    assert waits in shell.ok("depot", "status").out  # which is kept in mind whatever was looked at
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert "not yet here" not in shell.ok("depot", "status").out


def test_the_only_depot_is_not_typed_again_and_the_list_marks_what_is_not_there(shell, three, depot, at):
    at("home")
    listed = lambda: Sessions(str(at("home").parent), {}).listed()[0].unsent  # noqa: E731 -- asked often
    assert ("Which depot?" in shell("depot", "sync", three).err, listed()) == (True, False)
    shell.ok("depot", "sync", three, "--to", depot)
    assert not listed()
    shell.ok("idea", "add", three, "--table", 1, "d’ici")
    assert listed()
    done = shell.ok("depot", "sync", three)
    assert (f"Depot: {depot}, the only one" in done.err, "1 change sent" in done.out, listed()) == (True, True, False)
    shell.ok("depot", "sync", three, "--to", depot.parent / "key")
    refused = shell("depot", "sync", three).err
    lines = [line for line in refused.splitlines() if line.startswith("facilitate depot sync")]
    named = [line.partition(" --to ")[2].strip("\"'") for line in lines]
    assert [shell("depot", "sync", three, "--to", each).code for each in named] == [0, 0]


def test_a_number_that_another_computer_put_in_the_place_of_a_name_has_its_mark(shell, three, depot, at):
    at("home")
    for name in ("Karim Exemple", "Ugo Modèle"):
        shell.ok("idea", "add", three, "--table", 1, f"Demander à {name}")
    shell.ok("depot", "sync", three, "--to", depot)
    for machine, name in (("home", "Karim Exemple"), ("k7m2", "Ugo Modèle")):
        at(machine)
        if machine != "home":
            shell.ok("depot", "restore", three, "--from", depot)
        shell.ok("purge", three, "--before", "2100-01-01", "--name", name, "--yes")
    signs = re.findall(r"Demander à \[\D+\d+(-[a-z0-9]+)?\]", shell.ok("idea", "list", three).out)
    assert (len(signs), len(signs[0]) > 1) == (1, True)


def test_what_was_skipped_stays_pending_until_it_is_imported(shell, three, depot, at):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    told = shell.ok("depot", "status").out
    assert ("was skipped.\n  To import it" in told, "--take-all”" in told) == (True, True)
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert "was skipped" not in shell.ok("depot", "status").out


def test_of_many_events_a_sum_comes_first_and_one_by_one_those_that_need_somebody(shell, depot, at):
    at("home")
    names = [shell.ok("new", "--title", f"Ville {number}").lines[0] for number in range(7)]
    shell.ok("plan", "set", names[3], "date", "2021-12-13")
    for name in names:
        shell.ok("depot", "sync", name, "--to", depot)
    assert shell.ok("depot", "status").lines[0].startswith("7 sessions: nothing was pending at the last contact")
    assert shell.ok("depot", "status", "--from", depot).lines[0] == "7 sessions: none needs anything."
    shell.ok("idea", "add", names[0], "--table", 1, "Un banc")
    told = shell.ok("depot", "status").out
    assert told.startswith(f"7 sessions, of which 1 to look at:\n{names[0]}: 1 change is not in")
    assert (told.count("\n"), "6 sessions: everything here was in" in told) == (5, True)
    at("nation")
    assert f"7 sessions are only in {depot}" in shell.ok("depot", "status", "--from", depot).out
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    told = shell.ok("cycle", "add", cycle, "--from", depot).err
    assert ("Whoever held it sets it there" in told, "plan set" in told) == (True, False)
    shutil.copytree(depot, depot.parent / "key")
    shell.ok("cycle", "add", cycle, "--from", depot.parent / "key")
    told = shell.ok("depot", "status").out
    assert told.startswith(f"7 sessions, of which 1 to look at:\n{names[3]}: in the cycle")
    assert "planned for 13 December 2021, and nothing of that day is in the cycle" in told
    assert sum(not line.startswith(" ") for line in told.splitlines()) < 9
    assert len(shell.ok("depot", "status", "--all").lines) > 14
    states = shell.json("depot", "status")
    assert (len(states), {each["session"] for each in states if each["needs_something"]}) == (14, {names[3]})
    at("home")
    shell.ok("idea", "add", names[3], "--table", 1, "Typed after the day")
    shell.ok("depot", "sync", names[3], "--to", depot)
    at("nation")
    shell.ok("cycle", "add", cycle, "--from", depot)
    assert "nothing of that day" not in shell.ok("depot", "status").out
    for read in (depot.parent / "key", depot):
        assert shell.json("depot", "forget", read)["sessions"] == sorted(names)
    assert shell.json("depot", "status") == []


NOW = datetime.now().astimezone()
BEFORE = NOW - timedelta(days=40)


def given(name, *, used=None, last=None, day=None, revoked=None, reads_all=False):
    return GivenToken(name, "", "", reads_all, BEFORE, used, revoked, last, day, last)


def test_a_servers_keeper_reads_in_words_who_is_behind_and_since_when(shell, tmp_path, monkeypatch):
    yesterday = NOW.date() - timedelta(days=1)
    tokens = [
        given("Lille"),
        given("Lyon", used=NOW, last=NOW - timedelta(days=2), day=yesterday),
        given("Metz", used=BEFORE, last=BEFORE),
        given("Nancy", used=BEFORE, last=BEFORE, day=date(2021, 12, 13)),
        given("Nice", used=NOW),
        given("Paris", used=NOW, last=NOW, revoked=NOW),
        given("Reims", used=NOW, last=NOW, day=NOW.date()),
        given("Ministère", used=NOW, reads_all=True),
    ]
    unopened = [StoredSession("abcd1234", "brest"), StoredSession("efgh5678", "paris-x1", "Paris")]
    service = Service("http://127.0.0.1:8318", answers=True)
    kept = SimpleNamespace(all=lambda: tokens)
    monkeypatch.setattr(DepotHost, "tokens", contextmanager(lambda _host, _database: (yield kept)))
    overview = lambda _host, _database: Overview(tokens, unopened, service, removals)  # noqa: E731 -- as it stands then
    monkeypatch.setattr(DepotHost, "overview", overview)
    removals = []
    named = ("--database", "postgresql://depot")
    told = shell.ok("depot", "status", *named).lines
    starts = [
        "The service answers at http://127.0.0.1:8318.",
        (
            "6 tokens to send a session in use, 1 revoked. Without access: 2. Behind: 1. Never used: 1. Nothing sent: "
            "1. Silent for more than 30 days: 1."
        ),
        "brest: no token opens it",
        "  To give access: “facilitate depot token new brest --of abcd1234 --at URL --database",
        "paris-x1: locked out, for its last token, “Paris”, was revoked.",
        "  To give access: “facilitate depot token new Paris --of efgh5678 --at URL --database",
        "Lille: never used",
        "Nice: used on",
        "Lyon: behind: planned for",
        "Metz: silent since",
    ]
    assert [line[: len(start)] for line, start in zip(told, starts, strict=False)] == starts
    assert told[-1].replace('"', "") == "All of them: “facilitate depot status --all --database postgresql://depot”."
    assert len(told) == 11
    listed = shell.ok("depot", "token", "list", *named)
    assert listed.lines[-1] == "4 tokens to look at: Lille, Lyon, Metz, Nice."
    found = shell.json("depot", "status", *named)["server"]
    assert [each["state"] for each in found["tokens"]][:4] == ["never_used", "behind", "silent", "fine"]
    assert (found["without_token"][0], found["service"]["answers"]) == ({"session": "abcd1234", "name": "brest"}, True)
    assert len(shell.ok("depot", "status", "--all", *named).lines) == 14
    tokens[:] = tokens[4:]
    told = shell.ok("depot", "status", *named).out  # of few nothing is left out but what was revoked
    assert ("Reims" in told, "Ministère" in told, "Paris: revoked" in told, "All of them:" in told) == (
        True, True, False, True
    )  # fmt: skip
    service = Service("http://127.0.0.1:8400", answers=False, listen="0.0.0.0:8400")
    told = shell.ok("depot", "status", *named).lines
    assert "does not answer at http://127.0.0.1:8400: nobody can send" in told[0]
    command = told[0].replace('"', "").rpartition("“")[2].partition("”")[0]
    assert command == "facilitate depot serve --database postgresql://depot --listen 0.0.0.0:8400"
    removals = [PendingRemoval("abcd1234", "brest", date(2026, 11, 30), [("", BEFORE), ("k7m2", BEFORE)])]
    told = shell.ok("depot", "status", *named).lines
    assert [line.partition(":")[0] for line in told[-9:-1]] == [
        "brest", "  Removed elsewhere, from before 30 November 2026; not known to be removed on",
        "  the computer that made the session",
        "  computer k7m2 (ideas written there have k7m2 in their reference)",
        "  To remove it there too, type there",
        "  If it syncs only by a USB stick or a shared folder",
        "  If one never comes back, as after a loss, a replacement or a copy that was deleted",
        told[-2].partition(":")[0],
    ]  # fmt: skip
    assert "“facilitate depot sync brest --to URL”, with the address of this server" in told[-5]
    assert told[-2].startswith("After a removal, computers that never sent anything of the session are not known")
    assert "“facilitate depot retire abcd1234 COMPUTER --database" in told[-3]
    assert "Personal data may be left on computers of 1 session." in told[1]
    service = Service("http://127.0.0.1:8318", answers=False, elsewhere=("depot-1",))
    assert "It was opened on depot-1" in shell.ok("depot", "status", *named).out
    tokens[:] = [given("Lyon", used=NOW, last=NOW)]
    assert "No event is late" not in shell.ok("depot", "status", *named).out  # though two have no access
    unopened = []
    told = shell.ok("depot", "status", *named).lines[1]
    assert told.endswith("in use. No event is late. Personal data may be left on computers of 1 session.")


def set_back(home, hours=3):
    """Have all that is remembered of syncs and readings be some hours older; returns how that moment is told."""
    before = NOW - timedelta(hours=hours)
    for path in home.rglob(".depot.json"):
        found = json.loads(path.read_bytes())
        found["depots"] = [each | {"at": before.isoformat()} for each in found["depots"]]
        path.write_text(json.dumps(found), encoding="utf-8")
    return moment_of(Language("en"), before)


@pytest.mark.parametrize("looks", ["cycle add CYCLE --from DEPOT", "depot status --from DEPOT"])
def test_whoever_looked_and_found_nothing_new_reads_when_that_was(shell, three, depot, at, looks):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nation").parent
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    shell.ok("cycle", "add", cycle, "--from", depot)
    before = set_back(home)
    assert f"which read {depot} on {before}." in shell.ok("depot", "status").out
    shell.ok(*({"DEPOT": depot, "CYCLE": cycle}.get(word, word) for word in looks.split()))
    assert before not in shell.ok("depot", "status").out
    assert before not in shell.ok("cycle", "show", cycle).err


def test_a_session_that_is_only_read_tells_when_it_was_synced_last(shell, three, depot, at):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nation").parent
    shell.ok("depot", "restore", three, "--from", depot)
    for path in home.rglob(".depot.json"):
        path.write_text(path.read_text(encoding="utf-8").replace('"reads_only": false', '"reads_only": true'), "utf-8")
    before = set_back(home)
    assert f"Last synced: {before}." in shell.ok("depot", "status").out


def test_a_sync_counts_what_the_status_counted_before_it(shell, three, depot, at):
    def sync(machine):
        at(machine)
        shell.ok("depot", "status")
        remembered = {each["depot"]: each for each in shell.json("depot", "status")}.get(str(depot))
        (asked,) = [each for each in shell.json("depot", "status", "--from", depot) if each["session"] == three]
        done = shell.json("depot", "sync", three, "--to", depot, "--take-all")
        assert (asked["to_send"], asked["to_take"]) == (done["sent"], done["came_in"]), machine
        assert remembered is None or remembered["to_send"] == done["sent"], machine

    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    for machine in ("nord", "sud"):
        at(machine)
        shell.ok("depot", "restore", three, "--from", depot)
        shell.ok("idea", "add", three, "--table", 1, f"De {machine}, pour Paula Zuber")
        sync(machine)
    sync("home")
    shell.ok("people", "add", three, "Paula Zuber")
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber jouerait")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    for machine in ("home", "nord", "sud", "home", "nord", "sud"):
        sync(machine)
    for machine in ("nord", "home"):
        at(machine)
        shell.ok("purge", three, "--before", "2100-01-01", "--name", "De nord", "--yes")
        sync(machine)
    for machine in ("sud", "home", "nord", "sud"):
        sync(machine)


def test_what_came_by_another_depot_is_not_said_to_be_missing_in_one_that_may_have_it(shell, three, depot, at):
    key = depot.parent / "key"

    def states():
        return {each["depot"]: each for each in shell.json("depot", "status")}

    def sync(machine, *depots):
        at(machine)
        return [shell.json("depot", "sync", three, "--to", each, "--take-all")["sent"] for each in depots]

    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Paula Zuber jouerait")
    sync("home", depot, key)
    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 1, "De loin")
    sync("k7m2", depot, key)
    sync("home", depot)
    told = shell.ok("depot", "status").out
    assert (
        f"{three}: 1 change came here by another way since the last sync with {key}, and may be there already." in told
    )
    assert (
        f"not in {key} yet" in told,
        f"To sync: “facilitate depot sync {three} --to {typed(str(key))}”" in told,
    ) == (
        False,
        True,
    )
    assert (states()[str(key)]["to_send"], states()[str(key)]["needs_something"]) == (0, True)
    shell.ok("idea", "add", three, "--table", 1, "D’ici")
    assert f"{three}: 1 change is not in {key} yet" in shell.ok("depot", "status").out
    assert sync("home", key, depot) == [1, 1]
    assert not states()[str(key)]["needs_something"]
    at("k7m2")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    sync("k7m2", depot, key)
    sync("home", depot)
    told = shell.ok("depot", "status").out
    assert "a removal of personal data came here by another way" in told
    assert ("where it may still be" in told, f"not in {key} yet" in told) == (False, False)
    sync("home", key)
    assert not states()[str(key)]["needs_something"]


def test_no_moment_is_told_of_a_last_change_whose_date_is_still_to_come(shell, three, depot, at):
    def note(days):
        log, moment = Workspace(at("home").parent, "home").log(three), datetime.now(UTC) + timedelta(days=days)
        Workshop(log, StandingClock(moment), RandomIds(), "table-1").ideas.record(1, f"À {days} jours")

    def told():
        at("nation")
        (found,) = shell.json("depot", "status", "--from", depot)
        return found["last"], shell.ok("depot", "status", "--from", depot).out

    note(365)
    shell.ok("depot", "sync", three, "--to", depot)
    last, said = told()
    assert (last, f"{three}: only in {depot}.\n  To work in it" in said) == (None, True)
    note(0)  # the date is mended: what stands before it is older
    shell.ok("depot", "sync", three, "--to", depot)
    last, said = told()
    assert NOW < datetime.fromisoformat(last) < datetime.now(UTC)
    assert f"Its last change is from {moment_of(Language('en'), datetime.fromisoformat(last))}." in said


def test_a_journal_that_is_cut_off_in_a_depot_is_told_of_with_who_sends_the_rest(shell, three, depot, at):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    path = depot / three / "table-2.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    at("onlooker")
    told = shell.ok("depot", "status", "--from", depot).err
    assert (path.name in told, "once the computer that it was written on has synced again" in told) == (True, True)


def test_a_cycle_counts_what_the_status_counted_before_it(shell, depot, at):
    at("home")
    three = shell.ok("new", "--title", "Metz").lines[0]  # nobody is named in it at first
    shell.ok("depot", "sync", three, "--to", depot)
    at("nation")
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    shell.ok("cycle", "add", cycle, "--from", depot)
    at("home")
    shell.ok("people", "add", three, "Paula Zuber")
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber jouerait")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nation")
    (asked,) = shell.json("depot", "status", "--from", depot)
    assert f"{asked['to_take']} changes imported from it." in shell.ok("cycle", "add", cycle, "--from", depot).out
