"""What becomes of sessions as a whole: renamed, duplicated, reset, archived, deleted, and taken back."""

from __future__ import annotations

import os
import re
import shutil
import sys
from datetime import datetime

import pytest

from facilitate.cli.commands import session as commands
from facilitate.store.locks import WriterLock
from facilitate.workshop.views.session_list import Shelf


def listed(shell, *options):
    return [found["session"] for found in shell.json("list", *options)]


def test_a_renamed_session_keeps_its_folder_and_the_name_can_be_taken_back(shell, three):
    shell.ok("session", "rename", three, "Second meeting")
    assert (listed(shell), shell.json("list")[0]["title"]) == ([three], "Second meeting")
    shell.ok("undo", three)
    assert shell.json("list")[0]["title"] != "Second meeting"
    assert shell("session", "rename", three, " ").code != 0


def test_a_duplicate_has_the_programme_and_nothing_that_happened(shell, three):
    shell.ok("plan", "set", three, "synonyms", "TS = travailleur social")
    shell.ok("proposal", "file", three, "T1-01", "--under", "1")
    shell.ok("phase", "start", three, "1")
    slug = shell.ok("session", "duplicate", three).lines[0]
    programmes = [shell.json("show", name)["programme"] for name in (three, slug)]
    assert (programmes[0], slug != three) == (programmes[1], True)
    assert programmes[1]["synonyms"] == ["TS = travailleur social"]
    assert shell.json("idea", "list", slug) == []
    assert [entry["what"] for entry in shell.json("history", slug)] == ["Session created"]
    assert not (shell.home / "sessions" / slug / ".hub").exists()
    other = shell.ok("session", "duplicate", three, "--title", "Lyon").lines[0]
    assert other.startswith("lyon-")
    assert shell.json("show", other)["programme"]["title"] == "Lyon"


def test_a_reset_session_is_prepared_again_and_undo_brings_the_day_back(shell, three):
    shell.ok("phase", "start", three, "1")
    refused = shell("session", "reset", three)
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert shell.json("session", "reset", three, "--yes") == {
        "session": three, "phases": 1, "ideas": 3, "proposals": 3, "notes": 0,
    }  # fmt: skip
    found = shell.json("list")[0]
    assert (found["ideas"], found["phase"], found["next"]) == (0, "", "prepare")
    assert "has not started" in shell("session", "reset", three, "--yes").err
    assert "The session was reset since" in shell.ok("trace", three, "T1-01").out
    assert shell.ok("undo", three).out.startswith("Undone: “Session reset")
    assert shell.json("list")[0]["ideas"] == 3


def test_after_a_reset_the_counts_are_of_what_is_counted_no_longer(shell, three):
    shell.ok("phase", "start", three, "1")
    lines = shell.ok("session", "reset", three, "--yes").lines
    assert lines[1:4] == ["No longer counted:", "  Phases started: 1", "  Ideas: 3"]


def test_who_is_asked_sees_the_counts_and_may_say_no(shell, three, monkeypatch):
    monkeypatch.setattr(commands, "has_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _prompt: "no")
    asked = shell("session", "reset", three)
    assert (asked.code, "Ideas: 3" in asked.err, "Nothing was changed." in asked.err) == (1, True, True)
    asked = shell("session", "delete", three)
    assert (asked.code, "Ideas: 3" in asked.err, listed(shell)) == (1, True, [three])
    monkeypatch.setattr("builtins.input", lambda _prompt: "Yes")
    shell.ok("session", "delete", three)
    assert listed(shell) == []


@pytest.mark.parametrize(
    ("there", "back", "option", "shelf"),
    [("archive", "unarchive", "--archived", ".archive"), ("delete", "restore", "--deleted", ".bin")],
)
def test_what_is_put_away_is_off_the_list_whole_and_comes_back_as_it_was(shell, three, there, back, option, shelf):
    before = shell.json("show", three), shell.json("idea", "list", three)
    words = ["--yes"] if there == "delete" else []
    said = shell.ok("session", there, three, *words).err
    assert str(shell.home / "sessions" / shelf / three) in said
    assert (listed(shell), listed(shell, option)) == ([], [three])
    assert (shell.home / "sessions" / shelf / three / "facilitator.jsonl").exists()
    assert f"facilitate session {back} {three}" in shell("show", "rencontre").err
    assert shell("session", there, three, *words).code == 1
    shell.ok("session", back, "rencontre")
    assert (listed(shell), listed(shell, option)) == ([three], [])
    assert (shell.json("show", three), shell.json("idea", "list", three)) == before
    assert option in shell("session", back, three).err


@pytest.mark.parametrize("there", ["archive", "delete"])
def test_a_session_that_was_put_away_is_not_mistaken_for_its_rehearsal(shell, three, there):
    """Its name is a part of the rehearsal’s: who types the command once more must not lose that as well."""
    rehearsal = shell.ok("session", "rehearse", three).lines[0]
    words = ["--yes"] if there == "delete" else []
    shell.ok("session", there, three, *words)
    for command in (("session", there, three, *words), ("idea", "add", three.upper(), "--table", "1", "une idée")):
        assert f"{three}”" in shell(*command).err
    assert listed(shell) == [rehearsal]
    assert shell.json("show", "paris")["session"] == rehearsal, "a part that is no name is as good as ever"
    shell.ok("session", there, rehearsal, *words)
    back = "unarchive" if there == "archive" else "restore"
    for _twice in range(2):
        shell("session", back, three)
    assert listed(shell) == [three]


def test_a_session_somebody_works_in_stays_where_it_is(shell, three, folder):
    lock = WriterLock.take(folder, "table-3", "")
    try:
        refused = shell("session", "archive", three)
        assert (refused.code, "open in a window or another program" in refused.err) == (1, True)
        assert listed(shell) == [three]
    finally:
        lock.release()
    shell.ok("session", "archive", three)


def test_a_folder_of_that_name_is_not_written_over(shell, three, folder):
    copy = folder.parent / ".archive" / three
    shutil.copytree(folder, copy)
    assert "already a folder" in shell("session", "archive", three).err
    assert "already a folder" in shell("session", "unarchive", three).err
    assert (listed(shell), listed(shell, "--archived")) == ([three], [three])
    (folder.parent / ".bin").mkdir()
    (folder.parent / ".bin" / three).write_text("a file", encoding="utf-8")
    assert "already a folder" in shell("session", "delete", three, "--yes").err


@pytest.mark.parametrize(("number", "said"), [(28, "disk is full"), (30, "read-only"), (18, "was not moved")])
def test_a_disk_that_refuses_leaves_it_where_it_is(shell, three, monkeypatch, number, said):
    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    refused = shell("session", "archive", three)
    assert (refused.code != 0, said in refused.err, "unchanged" in refused.err) == (True, True, True)
    assert listed(shell) == [three]


def test_of_two_programs_that_put_it_away_one_says_that_it_is_gone(shell, three, folder, monkeypatch):
    def away(*_args):  # the other program moves it between the look and the move
        shutil.move(folder, folder.parent / "elsewhere")
        return False

    monkeypatch.setattr("facilitate.store.locks.held", away)
    refused = shell("session", "archive", three)
    assert (refused.code, "no longer there" in refused.err) == (1, True)


def test_an_example_is_put_away_among_the_examples(shell, monkeypatch):
    monkeypatch.delenv("FACILITATE_HOME")
    monkeypatch.chdir(shell.home.parent)
    (shell.home.parent / "sessions").mkdir()
    slug = shell.ok("demo", "--stage", "prepared").lines[0]
    shell.ok("session", "archive", slug)
    found = shell.json("list", "--archived")
    assert [(each["session"], each["example"]) for each in found] == [(slug, True)]
    assert (shell.home.parent / "demo" / "sessions" / f".{Shelf.ARCHIVE}" / slug).is_dir()
    shell.ok("session", "unarchive", slug)
    assert listed(shell) == [slug]


def test_the_list_says_what_each_event_needs_next_and_begins_with_today(shell, three):
    shell.ok("plan", "set", three, "date", "2031-01-01")
    today = shell.ok("new", "--title", "Aujourd’hui", "--date", datetime.now().astimezone().date().isoformat()).lines[0]
    assert [(each["session"], each["next"]) for each in shell.json("list")] == [(today, "run"), (three, "prepare")]
    out = shell.ok("list").out
    assert "to run today" in out
    assert "to prepare" in out
    assert shell("list", "--archived", "--deleted").code == 2
    assert "Nothing is archived." in shell.ok("list", "--archived").err
    assert "The bin is empty." in shell.ok("list", "--deleted").err


def test_a_session_is_to_publish_until_its_report_is_exported_and_again_once_it_changed(shell, tmp_path):
    slug = shell.ok("new", "--title", "Hier", "--date", "2021-12-13").lines[0]
    shell.ok("phase", "start", slug, "tables")
    shell.ok("idea", "add", slug, "--table", 1, "Un jardin")
    shell.ok("phase", "start", slug, "closing")
    shell.ok("phase", "end", slug)

    def needs():
        (found,) = shell.json("list")
        return found["next"], "report exported" in shell.ok("list").out

    assert needs() == ("publish", False)
    shell.ok("export", slug, "--to", "csv")
    shell.ok("export", slug, "--internal")
    shell.ok("export", slug, "--stdout")
    assert needs() == ("publish", False)
    shell.ok("export", slug, "--to", "html,csv", "--out", tmp_path / "elsewhere")
    assert needs() == (None, True)
    shell.ok("idea", "add", slug, "--table", 1, "Un four")
    assert needs() == ("publish", False)
    shell.ok("export", slug)
    assert needs() == (None, True)


def test_a_session_without_categories_is_shown_without_their_heading(shell):
    slug = shell.ok("new", "--title", "Ours").lines[0]
    assert "Typology" not in shell.ok("show", slug).out
    shell.ok("category", "add", slug, "Places")
    assert "\nTypology\n  1. Places" in shell.ok("show", slug).out


def test_a_person_is_answered_by_a_sentence_and_a_script_by_the_code_alone(shell, monkeypatch):
    def answers(*words):
        alone = shell.ok(*words)
        with monkeypatch.context() as patch:
            patch.setattr(sys.stdout, "isatty", lambda: True)
            read = shell.ok(*words)
        return alone.out.strip(), read.out.strip()

    code, read = answers("new", "--title", "Ours")
    assert (code[:5], read) == ("ours-", "")
    one = code
    code, read = answers("session", "duplicate", one)
    assert " " not in code
    assert read.startswith("“Ours” is ready as a new session. To open it: “facilitate run ours-")
    code, read = answers("remark", "add", one, "Meet first")
    assert " " not in code
    assert read.startswith("Remark noted without a speaker (0000")
    code, read = answers("fact", "add", one, "A lift")
    assert " " not in code
    assert read.startswith("Fact about the venue noted. Identifier: 0000")
    code, read = answers("phase", "note", one, "Late", "--phase", "welcome")
    assert (" " in code, read[:12]) == (False, "Note taken: ")
    code, read = answers("plan", "add", one, "phases", "kind=break", "title=Tea", "minutes=5")
    assert code == "phases/tea"
    assert read.startswith("Added to the programme: phases/tea")


@pytest.mark.parametrize(("there", "back"), [("archive", "unarchive"), ("delete", "restore")])
def test_the_command_that_takes_a_session_back_names_the_folder_it_is_in(shell, three, there, back):
    words = ["--yes"] if there == "delete" else []
    home = ["--home", str(shell.home)]
    said = shell.ok("session", there, three, *words, *home).out
    command = re.search("“facilitate ([^”]*)”", said)[1]
    said_words = [word.strip('"') for word in command.split()]  # Windows’ folders stand between quotation marks
    assert said_words == ["session", back, three, "--home", str(shell.home)]
    shell.ok(*said_words)
    assert listed(shell) == [three]


def test_an_answer_that_is_not_the_word_asked_for_says_so(shell, three, monkeypatch):
    monkeypatch.setattr(commands, "has_terminal", lambda: True)
    for typed, told in ((b"y\n", True), (b"sure\n", True), (b"no\n", False), (b"\n", False)):
        done = shell("session", "reset", three, stdin=typed)
        assert done.code == 1
        assert ("only “yes” continues" in done.err) is told
        assert "Nothing was changed." in done.err


def test_who_resets_and_who_deletes_is_told_of_as_many_ideas(shell, three, monkeypatch):
    monkeypatch.setattr(commands, "has_terminal", lambda: True)
    refs = [idea["ref"] for idea in shell.json("idea", "list", three)]
    for count, ref in enumerate(refs[:2], 1):
        shell.ok("idea", "withdraw", three, ref)
        told = f"Ideas: {len(refs)} ({count} withdrawn)"
        for command in ("reset", "delete"):
            assert told in shell("session", command, three, stdin=b"\n").err


def test_a_round_ends_early_and_the_next_one_begins(shell):
    slug = shell.ok("new", "--title", "Rounds").lines[0]
    phase = next(each["key"] for each in shell.json("show", slug)["programme"]["phases"] if each["kind"] == "tables")
    shell.ok("plan", "set", slug, f"phases/{phase}/rounds", "2")
    assert "No phase under way" in shell("phase", "end-round", slug).err
    shell.ok("phase", "start", slug, phase)
    line = next(each for each in shell.json("phase", "end-round", slug)["phases"] if each["key"] == phase)
    assert (line["round"]["number"], line["round"]["changing"]) == (2, False)
    assert "last round" in shell("phase", "end-round", slug).err
