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
