"""Linking ideas to the questions of the study, the matrix, and a report with times."""

from __future__ import annotations

import re
from pathlib import Path


def test_ideas_are_linked_by_key_or_number_and_the_matrix_counts_them(shell, three):
    assert shell.ok("idea", "link", three, "T1-01", "t2-1", "--axis", "freins").lines == [
        "T1-01 answers “Quels freins compliquent ce rapprochement ?”",
        "T2-01 answers “Quels freins compliquent ce rapprochement ?”",
    ]
    assert shell.json("idea", "link", three, "T2-02", "--axis", 3)[0]["axis"] == "leviers"
    shell.ok("proposal", "file", three, "T1-01", "--under", 2)
    found = shell.json("matrix", three)
    rows = {row["axis"]: (row["unfiled"], row["undecided"], row["proposals"]) for row in found["axes"]}
    assert rows == {"pourquoi": (0, 0, 0), "freins": (1, 0, 2), "leviers": (1, 0, 1)}
    assert found["axes"][1]["categories"]["formation-et-apprentissage"] == 1
    assert (found["answering"], found["no_axis"]["proposals"]) == (3, 0)
    lines = shell.ok("matrix", three).lines
    assert lines[0].split()[:9] == ["1", "2", "3", "4", "5", "6", "7", "Unfiled", "Undecided"]
    assert lines[2].split()[:11] == ["freins", "0", "1", "0", "0", "0", "0", "0", "1", "0", "2"]
    assert lines[-1].startswith("No proposals for “Pourquoi")
    assert "2  Formation et apprentissage" in lines


def test_a_link_is_taken_away_by_an_empty_axis_and_by_undo(shell, three):
    shell.ok("idea", "link", three, "T1-01", "T2-01", "--axis", "freins")
    assert shell.ok("idea", "link", three, "T1-01", "--axis", "").lines == ["T1-01 no longer answers a question"]
    shell.ok("undo", three)
    assert {idea["ref"]: idea["axis"] for idea in shell.json("idea", "list", three)} == {
        "T1-01": "freins", "T2-01": "freins", "T2-02": "",
    }  # fmt: skip


def test_what_cannot_be_linked_is_refused_with_what_can(shell, three):
    refused = shell("idea", "link", three, "T1-01", "--axis", "9")
    assert refused.code == 1
    assert refused.err.startswith("Unknown research question “9”. Choose one of: 1. Pourquoi est-il nécessaire ")
    assert shell("idea", "link", three, "T9-01", "--axis", "freins").code == 1
    assert shell("idea", "link", three, "T1-01").code == 2
    for axis in ("pourquoi", "freins", "leviers"):
        shell.ok("plan", "remove", three, f"phases/study/study/axes/{axis}")
    assert "no research questions" in shell("idea", "link", three, "T1-01", "--axis", "freins").err
    assert "no research questions" in shell.ok("matrix", three).err
    assert shell.json("matrix", three)["axes"] == []


MOMENT = re.compile(r", \d+\sh(?:\s\d\d)?(?=\.?\*?\s)")  # of which the report tells


def but_its_moment(report):
    return MOMENT.sub("", report)


def test_times_are_in_the_report_only_when_asked_for(shell, three):
    plain = shell.ok("export", three, "--stdout").out
    assert MOMENT.search(plain)
    assert shell.ok("export", three, "--stdout", "--with-times").out == plain
    shell.ok("phase", "start", three, "1")
    shell.ok("phase", "end", three)
    assert but_its_moment(shell.ok("export", three, "--stdout").out) == but_its_moment(plain)
    timed = shell.ok("export", three, "--stdout", "--with-times").out
    assert "## Le déroulé de la rencontre" in timed
    path = Path(shell.ok("export", three, "--with-times").lines[0])
    assert path.read_text(encoding="utf-8") == timed
    shell.ok("export", three)
    assert but_its_moment(path.read_text(encoding="utf-8")) == but_its_moment(plain)
