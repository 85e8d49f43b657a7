"""`check`, `trace` and `stats` from the command line."""

from __future__ import annotations

import pytest


def test_check_says_what_to_do_and_tells_the_shell(shell, three):
    done = shell("check", three)
    assert done.code == 1
    assert "To mend before it goes out (1)" in done.out
    assert f"facilitate sort {three}" in done.out
    assert "Proposals that are unfiled: 3 (T1-01, T2-01, T2-02)." in done.out
    assert "→ File them on the synthesis screen" in done.out
    shell.ok("proposal", "file", three, "T1-01", "T2-01", "T2-02", "--under", 1)
    done = shell("check", three)
    assert done.code == 0
    assert "To look at" in done.out
    data = shell.json("check", three)
    assert {"code", "severity", "where", "why", "todo", "command"} == set(data["findings"][0])
    assert (data["serious"], data["doubtful"]) == (0, len(data["findings"]))


def test_check_in_french_writes_dates_as_french_does(shell, three):
    shell.ok("plan", "set", three, "subtitle", "Rencontre du 21 décembre 2021")
    done = shell("--lang", "fr", "check", three)
    assert done.code == 1
    assert "la date du programme est le lundi 13 décembre 2021" in done.out


def test_trace_needs_no_session_where_there_is_one(shell, three):
    shell.ok("idea", "edit", three, "T2-01", "A shared kitchen")
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    alone = shell.ok("trace", "t2-1").out
    assert alone == shell.ok("trace", three, "T2-01").out
    assert "●  T2-01 recorded: A shared café\n      │  Table 2\n      │  “A shared café”" in alone
    assert "words, before: “A shared café”\n      │  words, after: “A shared kitchen”" in alone
    assert "place: unfiled → Lieux de rencontre" in alone
    assert "  · Typology, 1. Lieux de rencontre: “A shared kitchen” (T2-01)" in alone
    data = shell.json("trace", three, "T2-01")
    assert (data["text"], data["first_text"]) == ("A shared kitchen", "A shared café")
    assert [step["changes"] for step in data["steps"]] == [
        [],
        [{"what": "text", "before": "A shared café", "after": "A shared kitchen"}],
        [{"what": "place", "before": "unfiled", "after": "Lieux de rencontre"}],
    ]
    shell.ok("demo", "--stage", "prepared")
    done = shell("trace", "T2-01")
    assert done.code == 2
    assert "Which session?" in done.err
    assert shell("trace", three, "T9-99").code == 1


@pytest.mark.parametrize("width", [80, 120])
def test_stats_draws_bars_that_fit(shell, width, monkeypatch):
    slug = shell.ok("demo").lines[0]
    monkeypatch.setattr("facilitate.cli.output.Output.width", lambda _self: width)
    out = shell.ok("stats", slug).out
    assert max(map(len, out.splitlines())) <= width
    assert "Table 2  ████" in out
    assert "4. Dispositions légales et plaid" in out
    assert "▒" in out
    assert out.splitlines()[1] == "57 ideas received = 57 filed + 0 unfiled + 0 undecided + 0 withdrawn."
    assert "\x1b" not in out
    data = shell.json("stats", slug)
    assert (data["to_create"], data["existing"], len(data["categories"])) == (52, 5, 7)


def test_stats_of_nothing_says_so(shell, paris):
    done = shell.ok("stats", paris)
    assert (done.out, "No idea has been noted yet." in done.err) == ("", True)
