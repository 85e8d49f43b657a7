"""Purging from the command line: asked, told, and done once."""

from __future__ import annotations

import os
import re
import shlex
import sys
from datetime import UTC, datetime, timedelta

import pytest

from facilitate.domain.roles import PEOPLE
from tests.support.services import context_at

BOUND = 20  # seconds


def test_without_a_terminal_it_wants_to_be_told_twice(shell, three):
    done = shell("purge", three, "--before", "2100-01-01")
    assert done.code == 2
    assert "add --yes" in done.err
    assert "Laurence Mari" in (shell.home / "sessions" / three / "facilitator.jsonl").read_text()


def test_a_desk_that_is_open_refuses_it_before_anybody_is_asked(shell, three):
    with context_at(shell.home).sessions.open(three).recorder.log.writing_as(PEOPLE):
        assert "The welcome desk is open in another window." in shell("purge", three, "--before", "2100-01-01").err


def test_it_says_what_it_removed_and_what_it_left(shell, three):
    speaker = "Laurence Mari"
    shell.ok("remark", "add", three, "A secret", "--speaker", "1")
    shell.ok("export", three)
    published = shell.home / "exports" / three / "compte-rendu.md"
    before = published.read_bytes()
    out = shell.ok("purge", three, "--before", "31/12/2099", "--yes").out
    assert "6 names were replaced with roles." in out
    assert "The text of 1 remark that may not be quoted was erased." in out
    assert f"Not changed: files exported to {published.parent}" in out
    assert published.read_bytes() == before
    after = shell.ok("export", three, "--stdout").out
    assert speaker not in after
    assert "A secret" not in after
    assert "3 idées recueillies" in after.replace("\u00a0", " ")
    assert "No personal data from before" in shell.ok("purge", three, "--before", "2099-12-31", "--yes").out
    assert shell.json("purge", three, "--before", "2099-12-31", "--yes")["people"] == 0


def test_where_nothing_is_that_old_it_says_so(shell, three):
    out = shell.ok("purge", three, "--before", "2020-01-01", "--yes").out
    assert "No personal data from before 1 January 2020 is known on this computer in this session." in out
    assert "Removed: all the tables’ links and access codes" in out
    assert "removed:" not in out


@pytest.mark.parametrize("before", ["soon", ""])
def test_a_day_that_is_none_is_refused(shell, three, before):
    assert shell("purge", three, "--before", before, "--yes").code in {1, 2}


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("answer", "gone"), [("oui", True), ("non", False)])
def test_on_a_terminal_it_asks(shell, three, monkeypatch, answer, gone):
    import pexpect

    argv = ["-m", "facilitate", "--lang", "fr", "purge", three, "--before", "2100-01-01"]
    child = pexpect.spawn(sys.executable, argv, timeout=BOUND, encoding="utf-8")
    child.expect("Ce qui sera fait, définitivement")
    child.expect(r"Tapez\s+oui\s+pour\s+continuer")
    child.sendline(answer)
    child.expect("supprimées" if gone else "Rien n’a été modifié")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if gone else 1)
    text = (shell.home / "sessions" / three / "facilitator.jsonl").read_text()
    assert ("Laurence Mari" not in text) is gone


def test_a_folder_that_is_called_after_somebody_is_told(shell, tmp_path):
    programme = tmp_path / "plan.toml"
    programme.write_text(
        'title = "Autour de Laurence Mari"\n[[phases]]\nkind = "panel"\ntitle = "Table ronde"\nminutes = 9\n'
        '[[phases.speakers]]\nname = "Laurence Mari"\n',
        encoding="utf-8",
    )
    slug = shell.ok("new", programme).lines[0]
    out = shell.ok("purge", slug, "--before", "2100-01-01", "--yes").out
    assert f"carries a person’s name: rename {shell.home / 'sessions' / slug}" in out
    assert "recognised: read the ideas and notes again" in out


def test_a_program_reads_what_went(shell, three):
    done = shell.json("purge", three, "--before", "2100-01-01", "--yes")
    assert done == {
        "session": three, "before": "2100-01-01", "people": 6, "remarks": 0, "photos": 0, "guests": 0,
        "acts": 1, "files": [], "reports": 0, "drafts": 0,
    }  # fmt: skip


@pytest.fixture
def draft(shell, three):
    """Keep words as the screen of table 2 that was killed, and read what it offers at the next start."""
    sessions = context_at(shell.home, dict(os.environ)).sessions
    return sessions.draft(sessions.open(three), "table-2")


def test_words_that_were_not_saved_stay_without_the_names(shell, three, draft):
    draft.keep("Laurence Mari would like a lamp")
    purge = ("purge", three, "--before", "2099-12-31", "--yes")
    out = shell.ok(*purge).out
    assert "1 text that was typed and not saved yet is offered at the next start without personal data." in out
    words = draft.read()[0]
    assert words.endswith(" would like a lamp")
    assert "Laurence" not in words
    draft.keep("A lamp")
    assert "typed and not saved" not in shell.ok(*purge).out
    assert draft.read()[0] == "A lamp"


def test_a_name_that_is_told_goes_from_words_that_were_not_saved_where_nothing_else_has_it(shell, three, draft):
    purge = ("purge", three, "--before", "2099-12-31", "--yes")
    shell.ok(*purge)
    draft.keep("Zoe Zylber would like a lamp")
    assert shell.json(*purge, "--name", "Zoe Zylber")["drafts"] == 1
    assert "Zylber" not in draft.read()[0]
    assert draft.read()[0].endswith(" would like a lamp")


def test_words_that_repeat_what_had_to_go_as_a_whole_go_too_and_that_is_told(shell, three, draft):
    shell.ok("remark", "add", three, "A secret that nobody may quote", "--speaker", "1")
    draft.keep("A secret that nobody may quote, and more of it")
    out = shell.ok("purge", three, "--before", "2099-12-31", "--yes").out
    assert "1 text that was typed and not saved yet was removed: it repeats what had to go." in out
    assert draft.read()[0] == ""


@pytest.mark.parametrize("days", [0, 400])
def test_names_in_what_came_later_are_told_with_the_command_that_removes_them_too(shell, three, monkeypatch, days):
    class Ahead(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=days)

    with monkeypatch.context() as patched:
        patched.setattr("facilitate.store.clock.datetime", Ahead)
        shell.ok("idea", "add", three, "--table", 1, "Demander à Zoe Zylber")
    today = datetime.now(UTC).date()
    told = shell.ok("purge", three, "--before", today.isoformat(), "--name", "Zoe Zylber", "--yes").out
    (command,) = re.findall("To include it: “facilitate ([^”]*)”", told)
    assert command == f'purge {three} --before {today + timedelta(days=1)} --name "Zoe Zylber"'
    shell.ok(*shlex.split(command), "--yes")
    assert "Zylber" not in shell.ok("history", three).out + shell.ok("idea", "list", three).out


def test_a_rehearsal_is_a_copy_that_is_told(shell, three):
    name = shell.ok("session", "rehearse", three).lines[0]
    assert f"its rehearsal “{name}”" in shell.ok("purge", three, "--before", "2100-01-01", "--yes").out
    shell.ok("session", "delete", name, "--yes")
    shell.ok("idea", "add", three, "--table", "1", "Paule Martin le dit")
    assert f"its rehearsal “{name}”" in shell.ok("purge", three, "--before", "2100-01-02", "--yes").out


def test_the_history_says_of_a_purge_that_removed_no_data_what_it_removed(shell, three):
    shell.ok("purge", three, "--before", "2020-01-01", "--yes")
    told = shell.json("history", three)[0]["what"]
    assert told == "Links of the tables removed; no personal data from before 1 January 2020 was known"
    shell.ok("purge", three, "--before", "2030-01-01", "--yes")
    assert shell.json("--lang", "fr", "history", three)[0]["what"].endswith(
        "antérieures au 1er janvier 2030 supprimées"
    )


@pytest.mark.parametrize(("contact", "kept"), [("accueil@exemple.example", True), ("fatou@exemple.example", False)])
def test_it_says_what_becomes_of_the_contact_that_is_published(shell, three, contact, kept):
    shell.ok("plan", "set", three, "publication/contact", contact)
    out = shell.ok("purge", three, "--before", "2099-12-31", "--yes").out
    assert (f"Kept: the contact that is published, {contact}" in out) is kept
    assert ("The contact that is published is removed too" in out) is not kept
    report = shell.ok("export", three, "--stdout").out
    assert (contact in report) is kept
    assert "[adresse]" not in report


def test_it_says_in_which_other_events_of_a_cycle_a_name_still_stands(shell, three):
    other = shell.ok("new", "--title", "Day in Lyon", "--place", "Mairie, Lyon", "--tables", 2).lines[0]
    shell.ok("idea", "add", other, "--table", 1, "Ask Laurence Mari")
    shell.ok("idea", "add", other, "--table", 1, "A night bus")
    cycle = shell.ok("cycle", "new", "Cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", cycle, three, other)
    out = shell.ok("purge", three, "--before", "2099-12-31", "--yes").out
    assert f"“{other}” wrote it too" in out
    assert f'facilitate purge {other} --before 2099-12-31 --name "Laurence Mari"' in out
