"""What a sync brought that somebody should read: what is counted, where it stands, and when it is told no more."""

from __future__ import annotations

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
        ([["idea", "edit", "T2-01", "Un if"], ["idea", "edit", "T2-01", "Un if ici"]], "ideas (1)", ["idea list"]),
        ([["remark", "add", "Odile Kerm est là"]], "remarks (1)", ["remark list"]),
        ([["fact", "add", "Bâti par Odile Kerm"]], "facts (1)", ["fact list"]),
        ([["plan", "set", "title", "Chez Odile"]], "texts of the programme (1)", ["show"]),
        (
            [["idea", "add", "--table", 2, "Un arbre"], ["finding", "add", "Odile compte", "--axis", 1]],
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
    for group, *words in ([group, verb, three, *rest] for group, verb, *rest in done):
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
        others = [each for each in ("idea list", "show") if each not in where]
        assert [each for each in others if f"“facilitate {each} {three}”" in said] == []
        assert all(shell.ok(*each.split()[1:]) for each in commands)
