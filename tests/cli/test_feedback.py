"""`feedback`: asked, answered on paper, closed, from the shell; no door tells what was answered before the close."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from facilitate.cli.composition.sessions import Sessions
from facilitate.workshop.audit.issue import typed


@pytest.fixture
def asked(shell, paris):
    shell.ok("feedback", "open", paris, "--question", "Entendu\u202f?", "--question", "Et après\u202f?")
    return paris


def test_questions_are_shown_opened_answered_and_counted(shell, paris):
    assert "feedback open" in shell("feedback", "answer", paris, "434").err
    before = shell.json("feedback", "show", paris)
    assert (before["state"], before["answers"], len(before["questions"])) == ("none", 0, 3)
    shell.ok("feedback", "open", paris, "--question", "Entendu\u202f?", "--question", "Et après\u202f?")
    for digits in (["43"], ["4", "4"], ["-3"]):
        shell.ok("feedback", "answer", paris, *digits)
    done = shell("feedback", "answer", paris, "434")
    assert (done.code, done.err.count("\n")) == (1, 1)
    shell.ok("feedback", "totals", paris, "0/0/1/2", "3/0/0/0", "--answers", 3, "--table", 2)
    shown = shell.json("feedback", "show", paris)
    assert (shown["state"], shown["answers"]) == ("open", 6)
    assert not any("counts" in each for each in shown["questions"])
    still = "The closing questions are still open, and nothing of them is in the report. To close them: “facilitate "
    for printed in ((), ("--stdout",)):
        assert f"{still}feedback close {paris}”." in " ".join(shell.ok("export", paris, *printed).err.split())
    with_home = " ".join(shell.ok("export", paris, "--home", shell.home).err.split())
    assert f"feedback close {paris} --home {typed(str(shell.home))}”." in with_home, "the command works as it is pasted"
    last = Sessions(str(shell.home), os.environ).open(paris).session.plan.phases[-1].key
    shell.ok("phase", "start", paris, last)
    assert still in " ".join(shell.ok("phase", "end", paris).err.split())
    closed = shell.json("feedback", "close", paris, "--present", 57)
    assert [each["counts"] for each in closed["questions"]] == [[0, 0, 1, 4], [3, 0, 2, 1]]
    assert closed == shell.json("feedback", "show", paris)
    assert "6 of the 57 people present answered (6 on paper)." in shell.ok("feedback", "show", paris).out
    assert "Et après" in shell.ok("export", paris, "--stdout").out
    assert "still open" not in shell.ok("export", paris, "--replace").err
    assert "still open" not in shell.ok("export", paris, "--stdout").err


def test_more_answers_than_people_are_told_with_a_note_that_the_report_prints(shell, paris):
    assert shell("feedback", "note", paris, "Trop tôt").code == 1
    shell.ok("feedback", "open", paris, "--question", "Entendu ?")
    for _each in range(6):
        shell.ok("feedback", "answer", paris, "4")
    shell.ok("feedback", "close", paris, "--present", 5)
    assert "nothing says why" in shell("check", paris).out
    noted = shell.ok("feedback", "note", paris, "L’accueil a répondu aussi").out
    assert "1 more answer than people present. Note: L’accueil a répondu aussi" in noted
    assert "nothing says why" not in shell("check", paris).out
    assert shell.json("feedback", "show", paris)["note"] == "L’accueil a répondu aussi"
    assert "Note : L’accueil a répondu aussi" in shell.ok("export", paris, "--stdout").out


DOORS = (["feedback", "show"], ["history"], ["stats"], ["check"], ["show"], ["privacy"], ["list"], ["doctor"])


def test_no_door_tells_before_the_close_what_was_answered(shell, asked):
    """Whatever is in the box, every door gives the same answer: so none of them tells anything of it."""
    box = Sessions(str(shell.home), os.environ).open(asked).log.answers
    shell.ok("feedback", "answer", asked, "11")

    def told():
        for door in DOORS:
            words = door if door == ["list"] else [*door, asked]
            for more in ([], ["--json"]):
                done = shell(*words, *more)
                yield words, done.out, done.err
        for form in ("md", "json", "csv"):
            (file, *_others) = shell.json("export", asked, "--to", form, "--replace")["files"]
            yield form, Path(file).read_text(encoding="utf-8")

    answers = []
    for fill in ("1 1", "4 4", "0 2"):
        box.change(lambda contents, fill=fill: contents.update(paper=[["", fill] for _each in range(7)]))
        answers.append(list(told()))
    assert answers[0] == answers[1] == answers[2]


def test_sheets_of_paper_hold_the_questions_and_where_phones_answer(shell, paris):
    shell.ok("plan", "set", paris, "closing_questions", "Et <b>après</b>\u202f?")
    made = shell.json("feedback", "sheets", paris, "--count", 3, "--to", "html,pdf")
    pdf, page = sorted(map(Path, made["files"]), key=lambda path: path.suffix, reverse=True)
    text = page.read_text(encoding="utf-8")
    assert text.count("Et &lt;b&gt;après&lt;/b&gt;") == 4, "two pages of two"
    assert re.search(r"/v#[a-z0-9-]+</code>", text), "an address that opens the page when it is typed"
    assert pdf.read_bytes().startswith(b"%PDF")
    shell.ok("feedback", "sheets", paris, "--to", "html", "--paper-only", "--replace")
    assert "/v#" not in page.read_text(encoding="utf-8")
