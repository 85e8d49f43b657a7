"""`check`, `trace` and `stats` from the command line."""

from __future__ import annotations

import shlex

import pytest


def test_check_says_what_to_do_and_tells_the_shell(shell, three):
    shell.ok("plan", "set", three, "easy/result")  # it tells how many ideas there were on the day
    done = shell("check", three)
    assert done.code == 1
    assert "To fix before publication (1)" in done.out
    assert f"facilitate sort {three}" in done.out
    assert "Unfiled proposals: 3 (T1-01, T2-01, T2-02)." in done.out
    assert "→ On the synthesis screen, file them" in done.out
    shell.ok("proposal", "file", three, "T1-01", "T2-01", "T2-02", "--under", 1)
    done = shell("check", three)
    assert done.code == 0
    assert "To check" in done.out
    data = shell.json("check", three)
    assert {"code", "severity", "where", "why", "todo", "command"} == set(data["findings"][0])
    assert (data["serious"], data["doubtful"]) == (0, len(data["findings"]))


def test_check_in_french_writes_dates_as_french_does(shell, three):
    shell.ok("plan", "set", three, "subtitle", "Rencontre du 21 décembre 2021")
    done = shell("--lang", "fr", "check", three)
    assert done.code == 1
    assert "date du programme\u00a0: lundi 13 décembre 2021" in done.out


def test_trace_needs_no_session_where_there_is_one(shell, three):
    shell.ok("idea", "edit", three, "T2-01", "A shared kitchen")
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    alone = shell.ok("trace", "t2-1").out
    assert alone == shell.ok("trace", three, "T2-01").out
    assert "●  T2-01 recorded: A shared café\n      │  Table 2\n      │  “A shared café”" in alone
    assert "text, before: “A shared café”\n      │  text, after: “A shared kitchen”" in alone
    assert "filed under: unfiled → Lieux de rencontre" in alone
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
    assert " ".join(out.split()[5:]).startswith(
        "Totals: 57 ideas collected = 57 filed + 0 unfiled + 0 undecided + 0 withdrawn."
    )
    assert "\x1b" not in out
    data = shell.json("stats", slug)
    assert (data["to_create"], data["existing"], len(data["categories"])) == (52, 5, 7)


def test_stats_of_nothing_says_so(shell, paris):
    done = shell.ok("stats", paris)
    assert (done.out, "No ideas yet." in done.err) == ("", True)


def test_trace_means_the_session_that_is_on(shell, three):
    shell.ok("demo", "--stage", "prepared")
    shell.ok("phase", "start", three, 1)
    assert "A shared café" in shell.ok("trace", "T2-01").out
    told = shell("trace", three).err
    assert told == f"Which idea? Add its reference after the session’s name: facilitate trace {three} T3-07\n"
    assert "Idea “T9-99” not found" in shell("trace", "T9-99").err


def test_trace_tells_every_idea_of_a_proposal(shell, three):
    key = shell.json("proposal", "merge", three, "T1-01", "T2-01")[0]["id"]
    told = shell.json("trace", three, key)
    assert [each["ref"] for each in told] == ["T1-01", "T2-01"]
    assert {each["proposal"]["id"] for each in told} == {key}
    out = shell.ok("trace", three, key).out
    assert "T1-01  Open the places we have" in out
    assert "merged with: T1-01" in out


def test_trace_tells_the_detail_under_the_idea_and_what_it_was(shell, three):
    shell.ok("idea", "edit", three, "T2-01", "--detail", "Tout près.")
    shell.ok("idea", "edit", three, "T2-01", "--detail", "Derrière la mairie,\nprès du lavoir.")
    out = shell.ok("trace", "T2-01").out
    lines = [line.strip() for line in out.splitlines()]
    assert lines[lines.index("Details: Derrière la mairie,") + 1] == "près du lavoir."
    assert "details, before: “Tout près.”" in out
    assert "details, after: “Derrière la mairie, près du lavoir.”" in out
    told = shell.json("trace", three, "T2-01")
    assert (told["detail"], told["first_detail"]) == ("Derrière la mairie,\nprès du lavoir.", "")
    assert [step["detail"] for step in told["steps"]][1:] == ["Tout près.", told["detail"]]


def test_trace_in_french_and_of_something_undone(shell, three):
    shell.ok("idea", "edit", three, "T2-01", "Un café", "--status", "to create")
    shell.ok("undo", three)
    out = shell.ok("trace", "T2-01", "--lang", "fr").out
    assert "×  T2-01 corrigée\u00a0: Un café (annulée)" in out
    assert "statut\u00a0: déjà existante → à créer" in out
    assert "●  Opération annulée\u00a0: «\u00a0T2-01 corrigée\u00a0: Un café\u00a0»" in out
    assert "Dans le compte rendu" in out


def test_nothing_that_was_written_acts_on_the_terminal(shell, three):
    for text in ("[red]x[/red] :smile:", "[/foo]"):
        shell.ok("idea", "add", three, "--table", 2, text)
    shell.ok("plan", "set", three, "subtitle", "[bold]TODO[/bold]")
    assert "[red]x[/red] :smile:" in shell.ok("trace", three, "T2-03").out
    assert "[/foo]" in shell.ok("trace", three, "T2-04").out
    assert "The text still contains “TODO”." in shell("check", three).out
    shell.ok("plan", "set", three, "title", "[bold]x[/bold]")
    assert shell.ok("stats", three).lines[0] == "[bold]x[/bold]"


def test_bars_say_what_is_there_and_nothing_else(shell, three):
    shell.ok("idea", "edit", three, "T2-01", "--status", "to create")
    lines = shell.ok("stats", three).lines
    assert lines[3] == "██ to be created   ▒▒ already existing"
    assert lines[5] == "Ideas by table: 3 in all, median 0"
    assert [line for line in lines if line.startswith("Table ")] == [
        f"Table 1  {'█' * 34} 1", f"Table 2  {'█' * 34}{'▒' * 34} 2",
        *(f"Table {table}  0" for table in (3, 4, 5, 6)),
    ]  # fmt: skip
    assert any(line.startswith("Unfiled") and line.endswith("━ 3") for line in lines)
    assert not any(line.startswith("Undecided") for line in lines)
    french = shell.ok("stats", three, "--lang", "fr").out
    assert "Idées par table\u00a0: 3 au total, médiane 0" in french
    assert "Pistes par item\u00a0: 3 au total, médiane 0\u202f; idées par piste\u00a0: médiane 1" in french


def test_each_command_that_mends_is_one_that_runs(shell, three):
    shell.ok("plan", "set", three, "subtitle", "mardi 13 décembre 2021")
    shell.ok("plan", "set", three, "partners", "Fondation du Crédit", "Fondation Crédit", "Gni$ac")
    done = shell("check", three, "--json")
    assert done.code == 1
    commands = [shlex.split(finding["command"]) for finding in done.data["findings"]]
    whole = [words for words in commands if words and "…" not in words and words[1] != "sort"]
    assert {tuple(words[1:3]) for words in whole} >= {("plan", "set"), ("import", "…")} - {("import", "…")}
    for words in whole:
        assert words[0] == "facilitate"
        shell.ok(*words[1:])


def test_all_is_well(shell, three, monkeypatch):
    monkeypatch.setattr("facilitate.cli.commands.check.audit", lambda *_, **_more: ())
    done = shell.ok("check", three)
    assert done.lines == ["Nothing to fix: the report can be published."]
    assert shell.json("check", three)["findings"] == []


def test_plain_signs_where_the_encoding_has_no_others(shell, three, monkeypatch):
    monkeypatch.setattr("facilitate.cli.drawing._shows_blocks", lambda: False)
    assert f"Table 2  {'=' * 68} 2" in shell.ok("stats", three).lines
    assert "*  T2-01 recorded" in shell.ok("trace", three, "T2-01").out
    assert " ! The typology" in shell("check", three).lines


def test_a_demo_that_does_little_tells_no_steps_and_one_that_does_more_says_what_is_real(shell):
    prepared, tables = shell("demo", "--stage", "prepared").err, shell("demo", "--stage", "tables").err
    assert "1/1" not in prepared
    assert "Demo: the programme comes from the public pages" in prepared
    assert "Demo: some of the 37 ideas are quoted" in tables
    assert "37 ideas" in tables


def test_stats_says_which_numbers_count_withdrawn_ideas_and_no_median_of_categories_that_are_not_there(shell):
    shell.ok("new", "--title", "Seule")
    for text in ("une", "deux", "trois"):
        shell.ok("idea", "add", "seule", "--table", "1", text)
    before = shell.ok("stats", "seule", "--lang", "fr").out
    assert "retirées" not in before
    shell.ok("idea", "withdraw", "seule", "T1-02")
    after = shell.ok("stats", "seule", "--lang", "fr").lines
    assert "Idées par table\u00a0: 3 au total, médiane 0 (idées retirées comprises)" in after
    assert "Idées par item\u00a0: 2 au total (sans les idées retirées)" in after
    assert "Pistes\u00a0: 2 au total\u202f; idées par piste\u00a0: médiane 1" in after
    assert next(line for line in after if line.startswith("Idées au fil du temps")).endswith(
        "(idées retirées comprises)"
    )


def test_trace_says_in_which_phase_a_table_noted_an_idea_where_there_are_several(shell):
    shell.ok("new", "--title", "Deux")
    shell.ok("idea", "add", "deux", "--table", "3", "une")
    assert "Table 3 · to be created" in shell.ok("trace", "deux", "T3-01").out
    shell.ok("plan", "add", "deux", "phases", "kind=tables", "title=Projets", "minutes=30", "tables=3", "question=Et ?")
    shell.ok("idea", "add", "deux", "--table", "3", "--phase", "Projets", "deux")
    assert "Table 3 · Table discussions · to be created" in shell.ok("trace", "deux", "T3-01").out
    assert "Table 3 · Projets · to be created" in shell.ok("trace", "deux", "T3-02").out


def test_an_event_to_come_is_not_told_that_its_ideas_are_missing(shell, paris):
    def codes(*words):
        return {each["code"]: each["severity"] for each in shell(*words, "--json").data["findings"]}

    shell.ok("plan", "set", paris, "date", "2020-03-01")
    assert codes("check", paris)["no-ideas"] == "serious"
    shell.ok("plan", "set", paris, "date", "2999-03-01")
    found = codes("check", paris)
    assert found["no-ideas"] == "doubtful"
    assert not found.keys() & {"phase-never-run", "no-attendance"}
    assert "The event has not taken place yet." in shell("check", paris).out


def test_an_idea_that_is_there_twice_is_told_as_that(shell, paris):
    for times, told in ((2, "twice"), (3, "3 times")):
        shell.ok("idea", "add", paris, "--table", "1", *(["Un jardin partagé"] * (2 if times == 2 else 1)))
        assert f"The same idea appears {told}: T1-01, " in shell("check", paris).out


def test_a_remark_that_a_purge_removed_is_not_asked_for_again(shell, three):
    shell.ok("remark", "add", three, "Un propos du jour", "--speaker", "1")
    assert "silent-panel" not in {each["code"] for each in shell("check", three, "--json").data["findings"]}
    shell.ok("purge", three, "--before", "2999-12-31", "--yes")
    assert "silent-panel" not in {each["code"] for each in shell("check", three, "--json").data["findings"]}


def test_a_merge_that_was_undone_by_a_split_reads_as_that(shell, three):
    shell.ok("proposal", "merge", three, "T1-01", "T2-02")
    shell.ok("proposal", "split", three, "T1-01")
    out = shell.ok("trace", three, "T1-01").out
    assert "no longer merged with T2-02" in out
    assert "→ –" not in out


def test_who_came_is_told_of_those_who_were_expected(shell, paris):
    shell.ok("plan", "set", paris, "attendance/present", 400)
    shell.ok("plan", "set", paris, "attendance/expected", 20)
    told = {
        "en": "400 people present (20 expected) · travailleurs sociaux",
        "fr": "400 personnes présentes sur 20 attendues (travailleurs sociaux",
    }
    for code, words in told.items():
        assert words in shell.ok("--lang", code, "show", paris).out
    report = shell.ok("export", paris, "--stdout").out.replace("\u00a0", " ")
    assert "400 personnes présentes sur 20 attendues (travailleurs sociaux" in report
