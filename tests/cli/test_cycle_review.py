"""The opening review from the command line: the answers lie with the event that gives them, the sources are read."""

from __future__ import annotations

import os
import shutil

import pytest

from facilitate.cli.context import CliContext
from facilitate.cli.output import Output
from facilitate.domain.errors import StorageFailure
from facilitate.i18n import Language
from tests.cli.test_cycle import digests


@pytest.fixture
def lyon(shell, three):
    options = ("--title", "Rencontre de Lyon", "--tables", "2", "--question", "Quoi ?", "--typology", "none")
    name = shell.ok("new", *options, "--date", "2022-05-10").lines[0]
    shell.ok("roadmap", "set", three, "T1-01", "--state", "started", "--owner", "Camille Roux", "--agreed")
    shell.ok("roadmap", "set", three, "T2-01", "--state", "started")
    return name


@pytest.fixture
def cycle(shell, three, lyon):
    name = shell.ok("cycle", "new", "Grandes Rencontres", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three, lyon)
    return name


def answers(shell, cycle, *session):
    found = shell.json("cycle", "review", cycle, *session)
    return {each["refs"][0]: each["answer"] for each in found["actions"]}, found["untouched"]


def test_an_event_answers_for_earlier_actions_in_its_own_journal(shell, cycle, three, lyon):
    shell.ok("roadmap", "set", three, "T1-01", "--next", "Sign the lease", "--due", "2022-06-01")
    shell.ok("roadmap", "note", three, "T1-01", "A room was found")
    before = digests(shell.home / "sessions" / three)
    assert answers(shell, cycle, "lyon") == ({"T1-01": None, "T2-01": None}, ["paris/T1-01", "paris/T2-01"])
    words = ("--done", "--word", "It opened in March", "--by", "Camille Roux")
    shell.ok("cycle", "review", cycle, "lyon", "paris/T1-01", *words)
    assert digests(shell.home / "sessions" / three) == before
    shown = shell.ok("cycle", "review", cycle, "lyon")
    for words in ("done, “It opened in March” (Camille Roux)", "Sign the lease", "1 June 2022", "A room was found"):
        assert words in shown.out
    assert "At this event, nothing has been said yet of: “paris/T2-01”." in shown.err
    assert answers(shell, cycle) == ({"T1-01": "done", "T2-01": None}, ["paris/T2-01"])
    # The event alone goes home: what was said there goes with it.
    shutil.rmtree(shell.home / "cycles" / cycle / "readings")
    assert answers(shell, cycle)[0]["T1-01"] == "done"
    assert "Undone: “Earlier action: done”" in shell.ok("undo", "lyon").out
    assert answers(shell, cycle, "lyon")[0]["T1-01"] is None


def test_what_is_withdrawn_or_purged_in_the_source_stands_nowhere_in_the_review(shell, cycle, three, lyon):
    shell.ok("cycle", "review", cycle, "lyon", "paris/T1-01", "--goes-on", "--by", "Camille Roux")
    shell.ok("idea", "withdraw", three, "T2-01")
    shell.ok("purge", three, "--before", "2030-01-01", "--yes")
    shell.ok("purge", lyon, "--before", "2030-01-01", "--yes")
    found = shell.ok("cycle", "review", cycle, "lyon", "--json")
    assert [each["refs"] for each in found.data["actions"]] == [["T1-01"]]
    files = [path for path in (shell.home / "cycles").rglob("*") if path.is_file()]
    for text in (found.out, *(path.read_text(encoding="utf-8") for path in files)):
        assert "Camille Roux" not in text
        assert "A shared café" not in text


def test_a_source_that_is_away_is_reviewed_as_it_was_and_one_of_no_cycle_is_told(shell, cycle, three, lyon):
    before = answers(shell, cycle, "lyon")
    shutil.rmtree(shell.home / "sessions" / three)
    assert answers(shell, cycle, "lyon") == before
    assert "not on this computer" in shell("cycle", "review", cycle, "lyon").err
    shell.ok("cycle", "remove", cycle, "lyon")
    assert f"facilitate cycle add {cycle} {lyon}" in shell("cycle", "review", cycle, "lyon").err


def test_a_cycle_that_does_not_read_is_told_and_holds_up_no_other(shell, cycle, lyon):
    other = shell.ok("cycle", "new", "Abîmé", "--language", "fr").lines[0]
    shell.ok("cycle", "add", other, lyon)
    journal = shell.home / "cycles" / other / "facilitator.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"', b"'"))
    context = CliContext(Output(Language("en")), str(shell.home), os.environ)
    workshop = context.sessions.open(lyon)
    found = context.screens.services().earlier_actions(workshop)
    assert len(found.waiting(found.here)) == 2
    assert "is damaged" in shell("cycle", "review", other, "lyon").err
    shutil.rmtree(shell.home / "cycles" / cycle)
    with pytest.raises(StorageFailure, match="is damaged"):
        context.screens.services().earlier_actions(workshop)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("lyon", "paris/T1-01"), "Nothing to note"),
        (("lyon", "paris/T1-01", "--done", "--dropped"), "has one answer"),
        (("lyon", "--done"), "Which action?"),
        (("lyon", "T1-01", "--done"), "Name the event too"),
        (("lyon", "paris/T7-01", "--done"), "no open action T7-01"),
    ],
)
def test_what_cannot_be_noted_is_said(shell, cycle, words, refusal):
    assert refusal in shell("cycle", "review", cycle, *words).err


def test_where_no_session_is_a_cycle_like_one_says_what_brings_it(shell):
    refused = shell("cycle", "new", "Un cycle", "--like", "lyon")
    assert refused.code != 0
    assert "facilitate depot restore" in refused.err
    assert "facilitate cycle add CYCLE --from" in refused.err


def test_what_is_answered_at_another_event_is_said_where_a_report_is_due(shell, cycle, three, lyon):
    when = ("--date", "2031-12-20", "--after", "3, 120")

    def due():
        (found,) = shell.json("roadmap", "report", "--due", *when)
        return {each["refs"][0]: (each["due"], each["answered"], len(each["said"])) for each in found["actions"]}

    assert due() == {"T1-01": (True, False, 0), "T2-01": (True, False, 0)}
    shell.ok("cycle", "review", cycle, lyon, "paris/T1-01", "--done", "--word", "It opened in March")
    shell.ok("cycle", "review", cycle, lyon, "paris/T2-01", "--goes-on")  # before the day of the report
    assert due() == {"T1-01": (True, True, 1), "T2-01": (True, False, 1)}
    told = shell.ok("roadmap", "report", "--due", *when)
    assert "“Rencontre de Lyon”" in told.out
    assert "done, “It opened in March”" in told.out
    assert "does not stand for that report" in told.err
    assert f"facilitate roadmap set {three} T1-01" in told.err
    shell.ok("roadmap", "set", three, "T1-01", "--state", "done")
    assert list(due()) == ["T2-01"]


def test_what_is_said_where_the_cycle_was_only_copied_is_the_same_for_the_event_and_for_the_cycle(
    shell, cycle, three, lyon, tmp_path
):
    kit = shell.json("cycle", "kit", cycle)["file"]
    autumn = shell.ok("new", "--from", kit, "--title", "Day in Lille", "--date", "2022-11-10").lines[0]
    for away in (three, lyon):
        (shell.home / "sessions" / away).rename(tmp_path / away)
    shell.ok("cycle", "review", cycle, autumn, "paris/T1-01", "--done")
    at_event, overall = answers(shell, cycle, autumn), answers(shell, cycle)
    assert at_event == overall == ({"T1-01": "done", "T2-01": None}, ["paris/T2-01"])
    told = shell.ok("cycle", "review", cycle).err
    assert f"facilitate cycle add {cycle} {autumn}" in told
    shell.ok("cycle", "add", cycle, autumn)
    assert answers(shell, cycle) == overall
    assert "not in it yet" not in shell.ok("cycle", "review", cycle).err


def test_what_is_due_of_an_event_that_a_cycle_alone_knows_is_listed_as_the_cycle_read_it(shell, cycle, three, lyon):
    when = ("--due", "--date", "2031-12-20", "--after", "3, 120")

    def due():
        heard = shell.ok("roadmap", "report", *when)
        return [line.split()[:2] for line in heard.lines if line.startswith("due")], heard

    before, _heard = due()
    shell.ok("cycle", "show", cycle)
    shell.ok("roadmap", "set", three, "T2-01", "--owner", "Odile Vasseur")
    shell.ok("cycle", "show", cycle)
    shutil.rmtree(shell.home / "sessions" / three)
    found, heard = due()
    assert found == before == [["due", "T1-01"], ["due", "T2-01"]]
    assert f"Not on this computer, and as the cycle “{cycle}” read them last: “paris”." in heard.err
    assert ("Camille Roux" in heard.out, "Vasseur" in heard.out, "somebody, not named" in heard.out) == (1, 0, 1)
    assert [each["cycle"] for each in shell.json("roadmap", "report", *when)] == [cycle]
