"""What becomes of names that had to go, in everything that other computers hold of a depot."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from facilitate.workshop.audit.issue import typed
from tests.support.services import context_at

NAME = b"Laurence Mari"


@pytest.fixture
def depot(tmp_path):
    return tmp_path / "depot"


@pytest.fixture
def at(tmp_path, monkeypatch):
    def sit(machine, tag=""):
        monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / machine))
        monkeypatch.setenv("FACILITATE_MACHINE", tag or machine)
        return tmp_path / machine

    return sit


@pytest.fixture
def asked(monkeypatch):
    """Whoever sits here can be asked."""
    for module in ("depot_sync", "agreement", "purging"):
        monkeypatch.setattr(f"facilitate.cli.{module}.has_terminal", lambda: True)


def purge_without(depot, shell, session, *options):
    """Remove names while the key is in no computer."""
    depot.rename(away := depot.with_name("away"))
    done = shell.ok("purge", session, "--before", "2100-01-01", "--yes", *options)
    away.rename(depot)
    return done


def named(home, name=NAME):
    return sorted(path.name for path in home.rglob("*") if path.is_file() and name in path.read_bytes())


@pytest.fixture
def nation(shell, three, depot, at):
    """A computer with a cycle over the depot, a session restored to be read, and its name purged elsewhere."""
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nation")
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    shell.ok("cycle", "add", cycle, "--from", depot)
    shell.ok("cycle", "show", cycle)
    shell.ok("depot", "restore", three, "--from", depot)
    assert named(home)
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    waits = f"personal data was removed here since the last sync with {depot}"
    assert waits in shell.ok("depot", "status").out
    assert f"removed here, and is still in {depot}" in shell.ok("depot", "status", "--from", depot).out
    shell.ok("depot", "sync", three, "--to", depot)
    assert waits not in shell.ok("depot", "status").out
    at("nation")
    return cycle


@pytest.mark.parametrize("is_archived", [False, True])
@pytest.mark.parametrize("words", ["depot status --from DEPOT", "cycle add CYCLE --from DEPOT", "cycle purge CYCLE"])
def test_a_removal_reaches_every_copy_at_the_next_contact(shell, three, nation, depot, at, words, is_archived):
    if is_archived:
        shell.ok("session", "archive", three)
    typed = [{"DEPOT": depot, "CYCLE": nation}.get(word, word) for word in words.split()]
    done = shell.ok(*typed, *(["--before", "2100-01-01", "--yes"] if "purge" in words else []))
    assert done.err.count("and now from its copy here") in {1, 2}  # a cycle that adds renews its own without a word
    assert "still here" not in done.out + done.err
    assert named(at("nation")) == []
    assert shell.json("cycle", "show", nation)["received"] == 3


def test_a_cycle_that_takes_a_removal_into_its_copy_says_so_once(shell, three, depot, at):
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nation")
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    assert "Personal data was removed" not in shell.ok("cycle", "add", cycle, "--from", depot).err
    shell.ok("cycle", "export", cycle, "--to", "md")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nation")
    told = shell.ok("cycle", "add", cycle, "--from", depot).err
    assert f"removed on another computer, and now from the copies here of: “{three}”" in told
    assert f"Not changed: files exported to {home / 'exports' / cycle}" in told
    assert "Personal data was removed" not in shell.ok("cycle", "add", cycle, "--from", depot).err


@pytest.mark.parametrize("words", ["depot status --from DEPOT", "cycle add CYCLE --from DEPOT"])
def test_files_that_were_exported_before_names_went_are_told_with_what_writes_them_again(
    shell, three, nation, depot, at, words
):
    home = at("nation")
    shell.ok("cycle", "export", nation, "--to", "md")
    typed = [{"DEPOT": depot, "CYCLE": nation}.get(word, word) for word in words.split()]
    told = shell.ok(*typed).err
    assert "Personal data was removed on another computer" in told or "now from its copy here" in told
    exported = home / "exports" / nation
    assert told.count(f"Not changed: files exported to {exported}") == 1
    command = re.search(f"“facilitate (cycle export {nation})”", told)[1]
    assert shell.ok(*command.split(), "--to", "md").code == 0
    assert "Not changed" not in shell.ok(*typed).err


def test_a_copy_of_a_cycle_never_goes_back_whichever_depot_brings_what_was(shell, three, depot, at, tmp_path):
    shell.ok("depot", "sync", three, "--to", depot)
    old = shutil.copytree(depot, tmp_path / "old")
    shell.ok("idea", "add", three, "--table", 1, "plus tard")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nation")
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    shell.ok("cycle", "add", cycle, "--from", old)
    for place, is_older in ((depot, False), (old, True), (depot, False), (old, True)):
        told = shell.ok("cycle", "add", cycle, "--from", place)
        assert ("holds an older state" in told.err) == is_older
        assert ("sent again once computers that hold these" in told.err) == (is_older and "is still in" not in told.err)
        assert (named(home), shell.json("cycle", "show", cycle)["received"]) == ([], 4)
    shutil.rmtree(depot)
    shutil.move(old, depot)  # as a server that was brought back from a backup, at the same address
    told = shell.ok("cycle", "add", cycle, "--from", depot)
    assert ("is still in that depot" in told.err, "updated" in told.out) == (True, False)
    said = shell.ok("depot", "status", "--from", depot).out
    assert f"{depot} holds an older state than the cycle" in said
    assert "sent again once a computer that holds this session has synced" in said
    assert (named(home), shell.json("cycle", "show", cycle)["received"]) == ([], 4)


def test_a_cycle_says_which_of_its_copies_hold_names_and_keeps_none_of_what_left_it(shell, three, depot, at):
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nation")
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    shell.ok("cycle", "add", cycle, "--from", depot)
    told = shell.ok("cycle", "purge", cycle, "--before", "2100-01-01", "--yes").err
    assert f"Still with names, in the copies of this cycle: “{three}”" in told
    assert f"facilitate cycle add {cycle} --from" in told
    shell.ok("cycle", "remove", cycle, three)
    assert named(home) == []


def test_where_people_work_it_is_asked_once_and_the_answer_is_remembered(shell, three, depot, at, asked):
    shell.ok("depot", "sync", three, "--to", depot)
    away = at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 1, "d’ici")
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    assert shell("depot", "sync", three, "--to", depot, stdin=b"no\n").code == 1
    waits = "removed on another computer, and not yet here.\n  To remove it here too: “facilitate depot sync"
    assert waits in shell.ok("depot", "status").out
    assert waits in shell.ok("depot", "status", "--from", depot).out
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\nyes\n")
    assert done.err.count("Type yes") == 1  # whether it goes here too; who wrote that act was told by the answer
    assert (named(away), named(depot)) == ([], [])
    assert waits not in shell.ok("depot", "status").out
    for machine in ("home", "k7m2", "home"):
        at(machine)
        assert "Type yes" not in shell.ok("depot", "sync", three, "--to", depot).err


@pytest.mark.parametrize("answer", [b"yes\n", b"no\n"])
def test_who_wrote_what_a_table_may_not_is_asked_once(shell, three, depot, at, asked, answer):
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    assert "Is that a computer of your own team?" in shell.ok("depot", "sync", three, "--to", depot, stdin=answer).err
    told = shell.ok("depot", "sync", three, "--to", depot).err
    assert ("Is that" in told, "Skipped, as you decided" in told) == (False, answer == b"no\n")
    at("k7m2")
    shell.ok("proposal", "file", three, "T2-02", "--under", 1)
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"no\n")
    assert ("Is that" in done.err, "1 change imported" in done.out) == (False, answer == b"yes\n")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert shell.ok("depot", "sync", three, "--to", depot).err == ""  # what was advised ends it


def test_names_that_only_this_computer_noted_go_before_they_cannot_be_told_any_more(shell, three, depot, at, asked):
    shell.ok("depot", "sync", three, "--to", depot)
    away = at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    shell.ok("idea", "add", three, "--table", 1, f"Voir avec {NAME.decode()}")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\nyes\n")
    assert (named(away), named(depot)) == ([], [])


@pytest.mark.parametrize(("answers", "does"), [(b"yes\nno\n", True), (b"no\n", False), (b"", True)])
def test_a_removal_that_was_agreed_to_is_done_whatever_else_is_answered(
    shell, three, depot, at, request, answers, does
):
    shell.ok("people", "add", three, "Anne Dupond")  # a name that only this computer knows to be one
    shell.ok("idea", "add", three, "--table", 1, "Voir avec Anne Dupond")
    shell.ok("depot", "sync", three, "--to", depot)
    away = at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 1, "d’ici")
    at("home")
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    told = shell("depot", "sync", three, "--to", depot)
    assert ("answer yes, or add --take-all" in told.err, bool(named(away, b"Anne Dupond"))) == (True, True)
    if answers:
        request.getfixturevalue("asked")
    shell("depot", "sync", three, "--to", depot, *([] if answers else ["--take-all"]), stdin=answers)
    assert bool(named(away, b"Anne Dupond")) is not does
    assert ("and not yet here" in shell.ok("depot", "status").out) is not does


def test_what_was_undone_of_a_guest_list_is_told_as_what_it_is(shell, three, depot, at):
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    at("home")
    shell.ok("people", "add", three, "Anne Dupond")
    shell.ok("undo", three)
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    told = shell.ok("depot", "sync", three, "--to", depot).err
    assert "(facilitator.jsonl): changes that are not here, undone: those of a guest list, for example (1)" in told


@pytest.mark.parametrize("tags", [("", "", ""), ("home", "home", "home"), ("", "k7m2", "k7m2")], ids=str)
def test_no_idea_of_a_restored_computer_stays_out_after_a_removal_on_another(shell, three, depot, at, tags):
    shell.ok("depot", "sync", three, "--to", depot)
    homes = dict(zip(("home", "nord", "sud"), tags, strict=True))
    refs = []
    for machine in ("nord", "sud"):
        at(machine, homes[machine])
        shell.ok("depot", "restore", three, "--from", depot)
        refs += shell.ok("idea", "add", three, "--table", 1, f"tapée au {machine}").lines
        shell.ok("depot", "sync", three, "--to", depot)
    assert len({*refs}) == 2
    at("home", homes["home"])
    purge_without(depot, shell, three)
    skipped = shell.ok("depot", "sync", three, "--to", depot).err
    assert ("Not imported yet: ideas (2), in" in skipped, "was copied" in skipped) == (True, False)
    for machine in ("nord", "sud", "home", "nord", "sud"):
        at(machine, homes[machine])
        done = shell.ok("depot", "sync", three, "--to", depot, "--take-all")
        assert not [word for word in ("skipped", "was copied", "No personal data") if word in done.out + done.err]
    for machine, tag in homes.items():
        home = at(machine, tag)
        assert {*refs} <= {each["ref"] for each in shell.json("idea", "list", three)}
        assert (named(home), named(depot)) == ([], [])
        again = shell.ok("depot", "sync", three, "--to", depot)
        assert (again.lines[0][:2], again.err) == ("0 ", "")


def test_what_a_lost_computer_wrote_before_a_removal_comes_when_it_is_asked_for(shell, three, depot, at):
    shell.ok("depot", "sync", three, "--to", depot)
    at("perdu")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 1, "tapée avant la perte")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("home")
    purge_without(depot, shell, three)
    advice = shell.ok("depot", "sync", three, "--to", depot).err
    assert f"facilitate depot sync {three} --to {typed(str(depot))} --take-all" in advice
    done = shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert "had reached it: ideas (1). Names" in done.err
    assert f"read it for any other (“facilitate idea list {three}”)" in done.err
    status = shell.ok("depot", "status").out
    assert ("read it for any other" in status, "left something out" in status) == (True, False)
    assert "tapée avant la perte" in {each["text"] for each in shell.json("idea", "list", three)}
    assert (named(home), named(depot)) == ([], [])
    assert shell.ok("depot", "sync", three, "--to", depot).err == ""


def test_copies_of_a_folder_have_no_idea_of_one_number_for_long_and_are_told_of_once(shell, three, depot, at, tmp_path):
    shell.ok("depot", "sync", three, "--to", depot)
    shutil.copytree(tmp_path / "home", tmp_path / "copie")
    for machine in ("home", "copie"):
        at(machine, "home")
        assert shell.ok("idea", "add", three, "--table", 1, f"tapée {machine}").lines == ["T1-02"]
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("copie", "home")
    first = shell.ok("depot", "sync", three, "--to", depot).err
    assert ("folder was copied" in first, "(T1-02 → T1bis-02)" in first) == (True, True)
    assert shell.ok("idea", "add", three, "--table", 1, "encore").lines[0] not in {"T1-03", "T1-02"}
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    for machine in ("copie", "home", "copie"):
        at(machine, "home")
        assert "was copied" not in shell.ok("depot", "sync", three, "--to", depot, "--take-all").err
    refs = [each["ref"] for each in shell.json("idea", "list", three)]
    assert len(refs) == len({*refs}) == 6
    assert (named(at("home")), named(depot)) == ([], [])


def test_copies_that_took_one_number_unaware_of_each_other_have_two_once_they_meet(shell, three, depot, at, tmp_path):
    other = tmp_path / "other"
    for place in (depot, other):
        shell.ok("depot", "sync", three, "--to", place)
    for machine in ("copie", "double"):
        shutil.copytree(tmp_path / "home", tmp_path / machine)
    for machine, places in (("home", (depot, other)), ("copie", (depot,)), ("double", (other,))):
        at(machine, "home")
        shell.ok("idea", "add", three, "--table", 1, f"tapée {machine}")
        told = [shell.ok("depot", "sync", three, "--to", place).err for place in places]
        assert ("T1-02 → T1bis-02" in told[-1]) == (machine != "home")
    for machine in ("copie", "double", "copie", "home", "double"):
        at(machine, "home")
        shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    for machine in ("home", "copie", "double"):
        at(machine, "home")
        refs = [each["ref"] for each in shell.json("idea", "list", three)]
        assert len(refs) == len({*refs}) == 6


def test_a_removal_on_a_computer_that_knows_no_guest_reaches_those_who_do(shell, three, depot, at):
    shell.ok("people", "add", three, "Paula Zuber")
    shell.ok("idea", "add", three, "--table", 1, "Voir avec Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    assert named(depot, b"Paula Zuber")
    home = at("home")
    told = shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert "Not changed yet" not in told.out + told.err
    assert (named(home, b"Paula Zuber"), named(depot, b"Paula Zuber")) == ([], [])


def test_a_name_that_stands_on_no_list_goes_by_one_command_from_every_computer(shell, three, depot, at):
    shell.ok("idea", "add", three, "--table", 1, "Voir avec Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    away = at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    home = at("home")
    before = ("--before", "2100-01-01")
    advice = shell.ok("purge", three, *before, "--yes").out
    assert f'facilitate purge {three} --before 2100-01-01 --name "NAME"' in advice
    assert named(home, b"Zuber")
    shell.ok("purge", three, *before, "--name", "Paula Zuber", "--yes")
    for machine in ("home", "nord"):
        at(machine)
        shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert (named(home, b"Zuber"), named(away, b"Zuber"), named(depot, b"Zuber")) == ([], [], [])


def test_whoever_has_the_list_looks_through_what_comes_for_the_names_on_it_before_the_list_goes(
    shell, three, depot, at, asked
):
    """The list goes by following, and with it what tells that an idea which comes at that names somebody."""
    shell.ok("people", "add", three, "Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    old = at("old")
    shutil.copytree(at("home"), old, dirs_exist_ok=True)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 1, "Paula Zuber jouerait")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    at("old")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\nyes\n")
    assert "To remove personal data here too empties the guest list, which has 1 name." in done.err
    assert named(old, b"Zuber") == named(depot, b"Zuber") == []


@pytest.mark.parametrize("answer", [b"Paula Zuber\n", b"\n"])
def test_names_in_what_nobody_read_are_asked_for_where_it_was_written_and_told_of_where_it_comes(
    shell, three, depot, at, asked, answer
):
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    nord = at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber ouvrirait")
    home = at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n" + answer + b"yes\n")
    assert "so nobody has looked for those names in it" in done.err
    is_known = answer != b"\n"
    assert ("sent without anybody having looked" in done.out + done.err) is not is_known
    assert ("sent without anybody having looked" in shell.ok("depot", "status").out) is not is_known
    assert (named(nord, b"Zuber") == named(depot, b"Zuber") == []) is is_known
    at("home")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n")
    told = "and imported only afterwards: ideas (1)"
    assert told in done.out + done.err
    status = shell.ok("depot", "status").out
    assert (told in status, "is to be read through" in status, "left something out" in status) == (
        True,
        True,
        False,
    )
    assert (named(home, b"Zuber") == []) is is_known
    again = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n").err
    assert (told in again, told in shell.ok("depot", "status").out) == (True, False)  # it was read


def test_what_two_laptops_wrote_before_they_removed_other_names_is_told_of_to_both(shell, three, depot, at):
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    for machine in ("home", "nord"):
        at(machine)
        shell.ok("idea", "add", three, "--table", 1, "Paula Zuber et Odile Kerm ici")
    for machine, name in (("home", "Paula Zuber"), ("nord", "Odile Kerm")):
        at(machine)
        shell.ok("purge", three, "--before", "2100-01-01", "--name", name, "--yes")
    for machine, is_told in (("home", False), ("nord", True), ("home", True), ("nord", False), ("home", False)):
        at(machine)
        done = shell.ok("depot", "sync", three, "--to", depot, "--take-all")
        assert ("imported only afterwards" in done.err) is is_told, machine
        assert not (is_told and "is out of" in done.err)


def test_a_listed_name_in_what_comes_at_a_removal_of_another_name_goes_with_the_list(shell, three, depot, at, asked):
    shell.ok("people", "add", three, "Paula Zuber")
    shell.ok("idea", "add", three, "--table", 1, "Voir Odile Kerm")
    shell.ok("depot", "sync", three, "--to", depot)
    for machine in ("nord", "sud"):
        at(machine)
        shell.ok("depot", "restore", three, "--from", depot)
    at("nord")
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber jouerait")
    shell.ok("depot", "sync", three, "--to", depot)
    at("sud")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Odile Kerm", "--yes")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    home = at("home")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\nyes\n")
    assert named(home, b"Zuber") == named(depot, b"Zuber") == named(home, b"Kerm") == []


def test_what_was_written_after_a_removal_without_having_heard_of_it_is_asked_about_and_told_of(
    shell, three, depot, at, asked
):
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "D’avant")
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber chanterait")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\nyes\n")
    assert "so nobody has looked for those names in it" in done.err
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber dirait")  # it knows by now
    at("home")
    assert "imported only afterwards: ideas (1)" in shell.ok("depot", "sync", three, "--to", depot).err
    assert "read through" in shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n").err
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    assert "imported only afterwards" not in shell.ok("depot", "sync", three, "--to", depot).err


@pytest.mark.parametrize("answer", [b"y\n", b"no\n"])
def test_who_declines_a_removal_is_not_told_the_same_again(shell, three, depot, at, asked, answer):
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "d’ici")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    done = shell("depot", "sync", three, "--to", depot, stdin=answer)
    assert done.code == 1
    assert done.err.count("Personal data from before") == 1
    assert done.err.endswith("Nothing was sent and nothing was imported.\n")


def test_a_yes_to_the_question_for_names_is_asked_for_the_names(shell, three, depot, at, asked):
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    nord = at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber ouvrirait")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\ny\nPaula Zuber\nyes\n")
    assert "Which names? With commas between them (Enter: none):" in done.err
    assert named(nord, b"Zuber") == named(depot, b"Zuber") == []


@pytest.mark.parametrize("answer", ["none", "I don’t know", "A\nno", "A, Zoe Zylber\n\n", "?", "-"])
def test_what_is_no_name_costs_no_word_and_is_told_as_no_answer(shell, three, depot, at, asked, answer):
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "I don’t know what is none. A bench?")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=f"yes\n{answer}\nno\n".encode())
    assert "here." in done.err
    assert "sent without anybody having looked" in done.out + done.err
    assert "I don’t know what is none. A bench?" in shell.ok("idea", "list", three).out


def test_days_are_told_in_one_form_by_whatever_is_said_of_a_removal(shell, three, depot, at):
    shell.ok("idea", "add", three, "--table", 1, "Voir avec Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 1, "d’ici")
    at("sud")
    shell.ok("depot", "restore", three, "--from", depot)
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    told = [shell.ok("depot", "sync", three, "--to", depot)]
    at("sud")
    told += [shell.ok("depot", "status", "--from", depot)]
    at("nord")
    told += [shell("depot", "sync", three, "--to", depot), shell.ok("depot", "status")]
    told += [shell.ok("depot", "sync", three, "--to", depot, "--take-all")]
    at("home")
    told += [shell.ok("depot", "sync", three, "--to", depot), shell.ok("depot", "status")]
    said = "".join(each.out + each.err for each in told)
    assert said.count(" from before ") > 3
    assert not re.search(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", said)


def test_names_in_what_lay_in_the_depot_when_they_went_are_asked_for_and_told_of(shell, three, depot, at, asked):
    home = at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber nage", "Un banc")
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    told = purge_without(depot, shell, three, "--name", "Paula Zuber").err
    assert f"What other computers sent to {depot} could not be looked through" in told
    assert "Not imported yet: ideas (2)" in shell.ok("depot", "sync", three, "--to", depot).err
    at("nord")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\n")
    assert "2 changes that are here had not reached the other computer" in done.err
    assert "without anybody having looked for those names in it: ideas (2)." in done.err
    at("home")
    assert "imported only afterwards: ideas (2)" in shell.ok("depot", "sync", three, "--to", depot).err
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n")
    assert "had not reached" not in done.err  # all that is here was read there by now
    assert named(home, b"Zuber") == named(depot, b"Zuber") == named(at("nord"), b"Zuber") == []


def test_names_are_looked_for_in_what_others_sent_before_they_go(shell, three, depot, at, asked):
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("people", "add", three, "Paula Zuber")
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Paula Zuber nage")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("home")
    done = shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    assert f"1 change that other computers had sent to {depot} was imported first" in done.err
    assert shell.json("depot", "status")[0]["to_send"] == 1  # the removal
    assert "Not imported" not in shell.ok("depot", "sync", three, "--to", depot).err
    nord = at("nord")
    assert "had not reached" not in shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n").err
    assert named(home, b"Zuber") == named(depot, b"Zuber") == named(nord, b"Zuber") == []
    at("home")
    assert "imported only afterwards" not in shell.ok("depot", "sync", three, "--to", depot).err


def test_where_a_removal_was_made_while_the_date_was_behind_names_are_asked_for_all_the_same(
    shell, depot, at, asked, monkeypatch, tmp_path
):
    class Behind(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=30)

    home, programme = at("home"), tmp_path / "essai.toml"
    programme.write_text(
        'title = "Essai"\n[[phases]]\nkind = "tables"\ntitle = "Tables"\nquestion = "Que faire ?"\ntables = 2\n'
    )
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    with monkeypatch.context() as patched:
        patched.setattr("facilitate.store.clock.datetime", Behind)
        name = shell.ok("new", programme).lines[0]
        shell.ok("depot", "sync", name, "--to", depot)
    nord = at("nord")
    shell.ok("depot", "restore", name, "--from", depot)
    shell.ok("idea", "add", name, "--table", 2, "Paula Zuber nage")
    at("home")
    with monkeypatch.context() as patched:
        patched.setattr("facilitate.store.clock.datetime", Behind)
        shell.ok("purge", name, "--before", tomorrow, "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", name, "--to", depot)
    at("nord")
    done = shell.ok("depot", "sync", name, "--to", depot, stdin=b"yes\nPaula Zuber\nyes\n")
    assert "so nobody has looked for those names in it" in done.err
    assert named(nord, b"Zuber") == named(depot, b"Zuber") == []
    at("home")
    shell.ok("depot", "sync", name, "--to", depot)
    assert named(home, b"Zuber") == []


@pytest.mark.parametrize("answer", [b"yes\n", b"no\n", None])
def test_what_was_done_on_another_facilitators_screen_is_looked_through_first_or_told(
    shell, three, depot, at, request, answer
):
    if answer:
        request.getfixturevalue("asked")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("fact", "add", three, "Paula Zuber a les clés")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("home")
    purge = ("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    done = shell.ok(*purge, stdin=answer or b"")
    is_imported = answer == b"yes\n"
    assert ("1 change that other computers had sent" in done.err) is is_imported
    assert ("Not imported, and so not looked through" in done.err) is not is_imported
    if not is_imported:
        advised = f"facilitate depot sync {three} --to {typed(str(depot))} --take-all"
        assert advised in done.err
        shell.ok("depot", "sync", three, "--to", depot, "--take-all")
        shell.ok(*purge)
    shell.ok("depot", "sync", three, "--to", depot)
    assert named(home, b"Zuber") == named(depot, b"Zuber") == []


def test_words_that_were_not_saved_are_told_where_a_removal_was_made_elsewhere(shell, three, depot, at, asked):
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    nord = at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    sessions = context_at(nord, dict(os.environ)).sessions
    draft = sessions.draft(sessions.open(three), "table-2")
    draft.keep("Paula Zuber est à demi tapée")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\n")
    assert "Texts that were typed here and not saved yet may hold those names too (1)" in done.err
    assert draft.read()[0] == "Paula Zuber est à demi tapée"
    assert "typed here" not in shell.ok("depot", "sync", three, "--to", depot).err
