"""Following proposals from the command line."""

from __future__ import annotations

import json
from pathlib import Path


def test_setting_noting_and_showing(shell, three):
    words = {"--owner": "Participante 07", "--horizon": "T2 2022", "--state": "planned", "--next": "Visit",
             "--due": "31/03/2022"}  # fmt: skip
    partners = ("--partner", "CCAS", "--partner", "Gniac")
    said = shell.ok("roadmap", "set", three, "T1-01", *partners, *(each for pair in words.items() for each in pair))
    assert said.lines[0] == "Open the places we have"
    assert "Participante 07 (no agreement noted to be named in a cycle)" in said.out
    assert "07 (agreed to be named in a cycle)" in shell.ok("roadmap", "set", three, "T1-01", "--agreed").out
    assert "07 (agreed to be named in a cycle)" in shell.ok("roadmap", "show", three, "T1-01").out
    shell.ok("roadmap", "note", three, "t1-1", "A first meeting")
    (action,) = shell.json("roadmap", "show", three)
    assert action["partners"] == ["CCAS", "Gniac"]
    assert (action["horizon"], action["state"], action["due"]) == ("2022-Q2", "planned", "2022-03-31")
    assert [note["text"] for note in action["progress"]] == ["A first meeting"]
    assert "Q2 2022" in shell.ok("roadmap", "show", three).out
    traced = shell.ok("trace", three, "T1-01").out
    assert "Q2 2022" in traced
    assert "Thursday 31 March 2022" in traced
    assert "A first meeting" in shell.ok("roadmap", "show", three, "T1-01").out
    assert shell.json("roadmap", "show", three, "--state", "done") == []
    assert shell.json("roadmap", "show", three, "--state", "Planifiee", "--lang", "fr")[0]["state"] == "planned"
    assert "planifiée, engagée" in shell("roadmap", "show", three, "--state", "finie", "--lang", "fr").err


def test_what_changes_nothing_is_told_and_still_an_idea_is_a_beginning(shell, three):
    nothing = shell("roadmap", "set", three, "T1-01")
    assert nothing.code == 2
    assert "Nothing to set" in nothing.err
    assert "Nothing was changed" in shell.ok("roadmap", "set", three, "T1-01", "--owner", "").err
    assert "idea stage" in shell.ok("roadmap", "set", three, "T1-01", "--state", "idea").out
    assert [each["state"] for each in shell.json("roadmap", "show", three)] == ["idea"]


def test_next_steps_say_what_is_late(shell, three):
    assert "No next step" in shell.ok("roadmap", "next", three).err
    shell.ok("roadmap", "set", three, "T2-01", "--next", "Call", "--due", "2021-01-01")
    shell.ok("roadmap", "set", three, "T2-02", "--next", "Write", "--due", "2999-01-01")
    assert [(step["next_step"], step["late"]) for step in shell.json("roadmap", "next", three)] == [
        ("Call", True), ("Write", False),
    ]  # fmt: skip
    late, other = shell.ok("roadmap", "next", three).lines
    assert "late" in late
    assert "late" not in other


def test_what_cannot_be_is_refused(shell, three):
    for words in (["--state", "soon"], ["--due", "soon"], ["--horizon", "soon"]):
        done = shell("roadmap", "set", three, "T1-01", *words)
        assert (done.code, done.out) == (1, "")
        assert "soon" in done.err
    assert shell("roadmap", "set", three, "T9-01", "--owner", "x").code == 1
    assert shell("roadmap", "note", three, "T1-01", " ").code == 1
    assert "Nothing on the road map yet" in shell.ok("roadmap", "show", three).err
    assert "needs a terminal" in shell("roadmap", "open", three).err


def test_it_is_exported_with_its_sheet_and_its_calendar(shell, three):
    before = shell.json("export", three, "--to", "csv,ics,json")["files"]
    assert [Path(path).name for path in before] == ["idees.csv", "compte-rendu.json"]
    shell.ok("roadmap", "set", three, "T1-01", "--next", "Visit", "--due", "2022-03-31")
    after = shell.json("export", three, "--to", "csv,ics,json")["files"]
    assert [Path(path).name for path in after] == [
        "idees.csv", "feuille-de-route.csv", "compte-rendu.json", "prochaines-etapes.ics",
    ]  # fmt: skip
    with (shell.home / "exports" / three / "compte-rendu.json").open(encoding="utf-8") as file:
        assert json.load(file)["roadmap"][0]["next_step"] == "Visit"
    assert "T1-01 on the road map: 2 changes" in shell.ok("history", three).out


def test_what_is_due_is_named_with_whoever_is_responsible(shell, three):
    shell.ok("roadmap", "set", three, "T1-01", "--state", "started", "--owner", "Camille")
    shell.ok("roadmap", "set", three, "T2-01", "--state", "started")
    after = ("--after", "1200"), ("--after", "x")
    assert all("months after the event" in shell("roadmap", "report", three, *each).err for each in after)
    assert "add --due" in shell("roadmap", "report").err
    late = ("--date", "2031-12-20", "--after", "3, 120")
    found = shell.json("roadmap", "report", three, *late)
    assert [(each["refs"], each["owner"], each["due"]) for each in found["actions"]] == [
        (["T1-01"], "Camille", True), (["T2-01"], None, True),
    ]  # fmt: skip
    (_, _, first, second) = shell.ok("roadmap", "report", "--due", *late).lines
    assert ("Camille" in first, "no owner" in second) == (True, True)
    assert "No report is due" in shell.ok("roadmap", "report", "--due").err
    shell.ok("plan", "set", three, "reports_after", "6", "12")
    assert [each["months"] for each in shell.json("roadmap", "report", three)["reports"]] == [6, 12]
    shell.ok("plan", "set", three, "date", "")
    assert "has no date" in shell("roadmap", "report", three).err
    assert "has a road map and no date" in shell.ok("roadmap", "report", "--due").err
