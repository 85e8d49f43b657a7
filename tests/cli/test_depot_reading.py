"""What a sync brought that somebody should read: what is counted, where it stands, and when it is told no more."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def depot(tmp_path):
    return tmp_path / "depot"


@pytest.fixture
def at(tmp_path, monkeypatch):
    def sit(machine):
        monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / machine))
        monkeypatch.setenv("FACILITATE_MACHINE", machine)
        return tmp_path / machine

    return sit


@pytest.fixture
def asked(monkeypatch):
    """Whoever sits here can be asked."""
    for module in ("depot_sync", "agreement", "purging"):
        monkeypatch.setattr(f"facilitate.cli.{module}.has_terminal", lambda: True)


@pytest.fixture
def ideas_file(tmp_path):
    path = tmp_path / "ideas.csv"
    path.write_text("table,idea\n1,Un banc\n2,Une lampe\n", encoding="utf-8")
    return path


def test_what_notes_an_import_of_a_tables_own_ideas_is_asked_of_nobody(shell, three, depot, at, asked, ideas_file):
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("import", three, ideas_file)
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    done = shell.ok("depot", "sync", three, "--to", depot)
    assert ("of which 2 ideas" in done.out, done.err) == (True, "")
    shell.ok("undo", three)
    assert "Un banc" not in shell.ok("idea", "list", three, "--place", "unfiled").out


def test_of_an_import_that_also_files_only_the_filing_is_asked_about(shell, three, depot, at, asked, tmp_path):
    shell.ok("depot", "sync", three, "--to", depot)
    category = shell.json("category", "list", three)[0]["title"]
    path = tmp_path / "filed.csv"
    path.write_text(f'table,idea,category\n1,Un banc,"{category}"\n', encoding="utf-8")
    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("import", three, path)
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    told = shell.ok("depot", "sync", three, "--to", depot).err
    assert ("the synthesis (1)" in told, "noted as one" in told) == (True, False)


def unread(shell, three, depot, at):
    """Have an idea come to computer “home” of which nobody knows whether removed names stand in it."""
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Odile Kerm chante")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    at("home")
    assert "ideas (1)" in shell.ok("depot", "sync", three, "--to", depot).err


def test_a_remark_that_was_erased_is_not_told_to_be_read(shell, three, depot, at, asked):
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("remark", "add", three, "Elle est là")  # not to be quoted: it is erased here too
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\n")
    assert not told_of(shell, depot)
    at("home")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n")
    assert not told_of(shell, depot)


@pytest.mark.parametrize("typed", [("--name", "Paula Zuber"), ("--name", "Toto Lemoine"), ()], ids=str)
def test_what_came_in_at_a_removal_that_was_not_made_is_to_be_read(shell, three, depot, at, asked, typed):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Odile Kerm chante")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\n")
    at("home")
    tried = shell("purge", three, "--before", "2100-01-01", *typed, stdin=b"no\n")
    assert "2 changes that other computers had sent" in tried.err
    assert told_of(shell, depot)
    sync = shell.ok("depot", "sync", three, "--to", depot, stdin=b"\n").err
    assert ("imported only afterwards: ideas (1)" in sync, "Has this been read" in sync) == (True, True)
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Odile Kerm", "--yes")
    assert not told_of(shell, depot)


def test_names_are_asked_for_in_nothing_that_a_later_removal_of_the_same_computer_looked_through(
    shell, three, depot, at, asked
):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Odile Kerm chante")
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    depot.rename(away := depot.with_name("away"))
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    away.rename(depot)
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Odile Kerm", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    home = at("nord")
    done = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n").err
    assert ("had not reached" in done, told_of(shell, depot)) == (False, False)
    assert not [path for path in home.rglob("*.jsonl") if b"Odile" in path.read_bytes()]


def told_of(shell, depot):
    """Whether both forms of the status tell that something is to be read."""
    asked = shell.ok("depot", "status", "--from", depot)
    states = {"read through" in told for told in (shell.ok("depot", "status").out, asked.out)}
    assert len(states) == 1
    return states.pop()


def test_what_is_to_be_read_is_told_until_somebody_says_that_it_was(shell, three, depot, at, monkeypatch):
    at("home")
    unread(shell, three, depot, at)
    assert told_of(shell, depot)
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert told_of(shell, depot)  # nobody was asked
    monkeypatch.setattr("facilitate.cli.depot_sync.has_terminal", lambda: True)
    asked = shell.ok("depot", "sync", three, "--to", depot, stdin=b"\n").err
    assert ("ideas (1)" in asked, "Has this been read through?" in asked, told_of(shell, depot)) == (True, True, True)
    assert "0 changes sent" in shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n").out
    assert not told_of(shell, depot)
    assert shell.ok("depot", "sync", three, "--to", depot).err == ""


def test_what_is_to_be_read_is_told_no_more_once_a_name_was_removed_as_is_advised(shell, three, depot, at):
    at("home")
    unread(shell, three, depot, at)
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Odile Kerm", "--yes")
    assert "read through" not in shell.ok("depot", "status").out
    shell.ok("depot", "sync", three, "--to", depot)
    assert not told_of(shell, depot)


def test_what_was_sent_unread_from_here_is_told_until_somebody_says_that_it_was_read(shell, three, depot, at, asked):
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shell.ok("idea", "add", three, "--table", 2, "Odile Kerm chante")
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\n")
    assert told_of(shell, depot)
    shell.ok("depot", "sync", three, "--to", depot)
    assert told_of(shell, depot)
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n")
    assert not told_of(shell, depot)


@pytest.mark.parametrize(
    "case",
    [
        ([["import", "FILE"]], "ideas (2)", ["idea list"]),
        ([["idea", "edit", "T2-01", "Chez Odile Kerm"]], "ideas (1)", ["idea list"]),
        (
            [["idea", "edit", "T2-01", "Chez Odile Kerm"], ["idea", "edit", "T2-01", "Un if ici"]],
            "ideas (1)",
            ["idea list", "history --texts"],
        ),
        ([["idea", "edit", "T2-01", "--detail", "Voir Odile Kerm"]], "ideas (1)", ["history --texts"]),
        ([["fact", "add", "Bâti par Odile Kerm"], ["fact", "withdraw", "FACT"]], "facts (1)", ["fact list"]),
        (
            [["proposal", "reword", "T2-01", "Dit Odile Kerm"], ["proposal", "reword", "T2-01", "Un if"]],
            "wordings of proposals (2)",
            ["proposal list", "history --texts"],
        ),
        ([["proposal", "reword", "T2-01", "Dit Odile Kerm"]], "wordings of proposals (1)", ["proposal list"]),
        (
            [["roadmap", "note", "T2-01", "Voir Odile Kerm"]],
            "other texts (1)",
            ["history --texts"],
        ),
        ([["category", "rename", "1", "Chez Odile Kerm"]], "texts of the programme (1)", ["show --toml"]),
        ([["remark", "add", "Odile Kerm est là", "--quotable"]], "remarks (1)", ["remark list"]),
        ([["fact", "add", "Bâti par Odile Kerm"]], "facts (1)", ["fact list"]),
        ([["plan", "set", "title", "Chez Odile Kerm"]], "texts of the programme (1)", ["show --toml"]),
        (
            [["plan", "set", "title", "Chez Odile Kerm"], ["plan", "set", "title", "Ici"]],
            "texts of the programme (2)",
            ["show --toml", "history --texts"],
        ),
        (
            [["idea", "add", "--table", 2, "Un arbre"], ["finding", "add", "Odile Kerm compte", "--axis", 1]],
            "ideas (1), findings (1)",
            ["idea list", "finding list"],
        ),
        ([["plan", "set", "starts_at", "09:00"], ["proposal", "file", "T1-01", "--under", 1]], "", []),
    ],
    ids=lambda case: case[1],
)
def test_only_texts_that_can_be_read_are_counted_and_the_commands_show_them(
    shell, three, depot, at, asked, ideas_file, case
):
    done, what, where = case
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    for group, *typed in ([group, verb, three, *rest] for group, verb, *rest in done):
        words = [shell.json("fact", "list", three)[0]["id"] if each == "FACT" else each for each in typed]
        shell.ok(group, *words) if group != "import" else shell.ok("import", three, ideas_file)
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    sent = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n\n").err
    at("home")
    told = shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\nyes\n").err
    for said in (sent, told):
        assert ("read through" in shell.ok("depot", "status").out) is bool(what)
        assert ("those names" in said) is bool(what)
        assert (f": {what}." in said) is bool(what)
        commands = [f"facilitate {each} {three}" for each in where]
        assert [each for each in commands if f"“{each}”" not in said] == []
        others = [each for each in ("idea list", "history --texts") if each not in where]
        assert [each for each in others if f"“facilitate {each} {three}”" in said] == []
        shown = [shell.ok(*each.split()[1:]).out for each in commands]
        assert any("Odile Kerm" in each for each in shown) is ("Odile Kerm" in str(done))


@pytest.mark.parametrize(
    "done",
    [
        [["idea", "edit", "T2-01", "Chez Odile Kerm"], ["idea", "edit", "T2-01", "Un if ici"]],
        [["idea", "edit", "T2-01", "--detail", "Voir Odile Kerm"], ["idea", "withdraw", "T2-01"]],
        [["proposal", "reword", "T2-01", "Dit Odile Kerm"], ["proposal", "reword", "T2-01", "Un if"]],
        [["plan", "set", "title", "Chez Odile Kerm"], ["plan", "set", "title", "Ici"]],
        [["fact", "add", "Bâti par Odile Kerm"], ["undo"]],
    ],
    ids=lambda done: done[0][0],
)
def test_a_name_in_an_earlier_wording_that_came_in_goes_by_the_advised_command(shell, three, depot, at, tmp_path, done):
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    for group, *rest in done:
        shell.ok(group, *rest[:1], three, *rest[1:])
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    at("home")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    assert "Odile Kerm" in shell.ok("history", three, "--texts").out
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Odile Kerm", "--yes")
    assert "Odile Kerm" not in shell.ok("history", three, "--texts").out
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    files = [path for path in tmp_path.rglob("*.jsonl") if path.parent.name == three]
    assert (len(files) > 2, [path for path in files if "Odile Kerm" in path.read_text("utf-8")]) == (True, [])


def test_what_lies_beside_the_sessions_of_a_depot_is_named_once_where_a_removal_is_told(shell, three, depot, at):
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "restore", three, "--from", depot)
    shutil.copytree(depot / three, depot / "Backup" / three)
    shutil.make_archive(str(depot / "old"), "zip", depot / three)
    (depot / "Vacances.txt").write_text("Plage", encoding="utf-8")
    (depot / "System Volume Information").mkdir()
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Un banc")
    assert "nobody looked into" not in shell.ok("depot", "sync", three, "--to", depot).err
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    for machine in ("home", "nord"):
        at(machine)
        told = shell.ok("depot", "sync", three, "--to", depot, "--take-all").err
        assert told.count("nobody looked into") == 1
        assert "still stand: “Backup”, “old.zip”. If" in told
        shell.ok("idea", "add", three, "--table", 1, "Un arbre")
        assert "nobody looked into" not in shell.ok("depot", "sync", three, "--to", depot).err
    at("home")
    assert "nobody looked into" not in shell.ok("depot", "sync", three, "--to", depot).err


def test_who_restores_a_session_is_told_what_nobody_has_read_in_it_and_only_that(shell, three, depot, at, asked):
    at("home")
    unread(shell, three, depot, at)  # nord’s idea, written before it heard of the removal
    shell.ok("idea", "add", three, "--table", 1, "Un banc")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n")
    shell.ok("idea", "add", three, "--table", 2, "Une lampe")
    shell.ok("depot", "sync", three, "--to", depot)
    at("third")
    told = shell.ok("depot", "restore", three, "--from", depot).err
    assert ("got it by then: ideas (1). It" in told, f"“facilitate idea list {three}”" in told) == (True, True)
    assert told_of(shell, depot)
    assert "ideas (1)" in shell.ok("depot", "sync", three, "--to", depot, stdin=b"yes\n").err
    assert not told_of(shell, depot)
    at("home")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Odile Kerm", "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("fourth")
    shell.ok("depot", "restore", three, "--from", depot)
    assert not told_of(shell, depot)


def test_who_restores_a_session_in_which_everything_was_read_is_told_nothing(shell, three, depot, at):
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Paula Zuber")
    shell.ok("purge", three, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    shell.ok("idea", "add", three, "--table", 1, "Un banc")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    assert "It is not known" not in shell.ok("depot", "restore", three, "--from", depot).err
    assert not told_of(shell, depot)


def test_what_is_to_be_read_is_told_once_with_all_of_it_whichever_depot_and_removal_it_came_by(
    shell, three, depot, at, tmp_path
):
    other = tmp_path / "other"
    at("home")
    unread(shell, three, depot, at)
    at("nord")
    shell.ok("idea", "add", three, "--table", 2, "Une lampe")
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "Voir Marc Dugommier")
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    shell.ok("depot", "sync", three, "--to", depot, "--take-all")
    shell.ok("depot", "sync", three, "--to", other)
    at("nord")
    shell.ok("depot", "sync", three, "--to", other, "--take-all")
    at("home")
    told = shell.ok("depot", "sync", three, "--to", other, "--take-all").err
    assert told.count("imported only afterwards") == 1
    for status in (shell.ok("depot", "status").out, shell.ok("depot", "status", "--from", other).out):
        assert status.count("It is not known whether") == 1
        assert "imported only afterwards: ideas (2)." in status
