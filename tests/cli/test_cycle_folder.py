"""What an export of a cycle leaves of earlier ones: nothing that was withdrawn lies there untold."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def introduced(shell, three):
    """A cycle of two events of which one has what the other wants, and its letters and lists."""
    cycle = shell.ok("cycle", "new", "Cycle", "--like", three).lines[0]
    other = shell.ok("new", "--title", "Day in Lyon", "--place", "Mairie, Lyon", "--tables", 2).lines[0]
    shell.ok("idea", "add", other, "--table", 1, "A night bus")
    shell.ok("cycle", "add", cycle, three, other)
    shell.ok("cycle", "wish", cycle, "lyon/T1-01", "paris/T2-02", "--answer", "yes")
    folder = Path(shell.json("cycle", "export", cycle, "--to", "letters,md")["files"][0]).parent
    shell.ok("cycle", "export", cycle, "--to", "md", "--anonymise")
    return cycle, other, folder


def names(paths):
    return {Path(path).name for path in paths}


LETTERS = {f"{name}.{form}" for name in ("courriers", "mises-en-relation-lyon", "mises-en-relation-paris")
           for form in ("pdf", "docx")}  # fmt: skip


def test_letters_of_what_was_answered_no_go_and_those_that_somebody_changed_are_named(shell, introduced):
    cycle, _other, folder = introduced
    assert names(folder.iterdir()) > LETTERS
    (folder / "mises-en-relation-lyon.docx").write_bytes(b"signed")
    shell.ok("cycle", "wish", cycle, "lyon/T1-01", "paris/T2-02", "--answer", "no")
    refused = shell("cycle", "export", cycle, "--to", "letters")
    assert refused.code == 1
    assert "no introduction was answered with yes" in refused.err
    assert "no longer true, so removed" in refused.err
    assert "so kept: “mises-en-relation-lyon.docx”" in refused.err
    assert names(folder.iterdir()) & LETTERS == {"mises-en-relation-lyon.docx"}


def test_files_of_an_earlier_state_are_named_until_they_are_written_again(shell, introduced):
    cycle, other, folder = introduced
    unchanged = shell.json("cycle", "export", cycle, "--to", "md")
    assert (unchanged["removed"], unchanged["outdated"]) == ([], [])
    shell.ok("idea", "withdraw", other, "T1-01")
    found = shell.json("cycle", "export", cycle, "--to", "md")
    assert names(found["removed"]) == LETTERS
    assert names(found["outdated"]) == {"synthese-anonyme.md"}
    assert (folder / "synthese-anonyme.md").exists()
    shell.ok("cycle", "export", cycle, "--to", "md", "--anonymise")
    assert shell.json("cycle", "export", cycle, "--to", "all")["outdated"] == []
