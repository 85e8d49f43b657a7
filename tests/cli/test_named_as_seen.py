"""What is refused, listed or told is named as people see or type it."""

import json

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["plan", "set", "{}", "phases/tables/tables", "99"],
            "“Tables”: write a whole number in figures, from 1 to 40",
        ),
        (["plan", "set", "{}", "phases/tables/kind", "break"], "“phase 6, question” is not a key of the programme."),
        (["idea", "list", "{}", "--table", "9"], "No table 9: this session has tables 1 to 6."),
        (["roadmap", "show", "{}"], "Nothing on the road map yet."),
        (["roadmap", "show", "{}", "--state", "done"], "No matching proposals on the road map."),
        (["plan", "set", "{}", "date", "12-13-2027"], "The date “12-13-2027” does not exist"),
        (["plan", "set", "{}", "starts_at", "25h"], "(not “25h”)"),
        (["phase", "note", "{}", "The lift is out of order"], "Which phase is this note for? Add --phase and one of"),
        (["phase", "recover", "{}", "--accept", "1"], "The planned times still hold: there is nothing to catch up on."),
    ],
)
def test_what_is_asked_for_is_named_as_it_was_typed(shell, paris, words, said):
    assert said in shell(*(word.format(paris) for word in words)).err


def test_a_new_session_names_the_option_or_the_phase(shell, tmp_path):
    assert shell("new", "--title", "x", "--tables", "0").err.startswith(
        "“--tables”: write a whole number in figures, from 1 to 40"
    )
    file = tmp_path / "p.toml"
    file.write_text('title = "x"\n[[phases]]\nkind = "hello"\n', encoding="utf-8")
    assert shell("new", file).err.startswith("“phase 1, kind”: “hello” is not one of the possible values")


def test_a_study_or_a_panel_without_anything_to_name_says_so(shell):
    session = shell.ok("new", "--title", "x").lines[0]
    finding = shell("finding", "add", session, "a", "--axis", "b").err
    assert finding == "The study has no research questions. Add one to the programme first.\n"
    remark = shell("remark", "add", session, "a", "--speaker", "b").err
    assert remark == "This panel has no speakers. Add one to the programme first.\n"


def test_the_history_names_people_and_values(shell, three):
    shell.ok("plan", "set", three, "phases/tables/question", "What now?")
    shell.ok("note", three, "--table", "2", "--plain", stdin=b"one\n")
    told = " ".join(shell.ok("history", three).out.split())
    assert " Facilitator Programme corrected: “" in told
    assert " Table 2 T2-03 recorded: one" in told
    assert "table-2" in {entry["by"] for entry in shell.json("history", three)}


def test_proposals_that_are_one_already_are_said_to_be(shell, three):
    shell.ok("proposal", "merge", three, "T1-01", "T2-01", "-w", "One")
    assert shell("proposal", "merge", three, "T1-01", "T2-01").err == "Already one proposal: T1-01, T2-01.\n"


def test_two_ideas_recorded_together_are_both_named(shell, three):
    assert "T2-01 and T2-02 recorded\n" in shell.ok("history", three).out


def test_a_command_without_its_idea_asks_which(shell, paris):
    done = shell("note", paris, "--table", "2", "--plain", stdin=b"/edit\n/withdraw\n/restore\n")
    assert [line.rpartition(" Write")[0] for line in done.err.splitlines()[-3:]] == ["Which idea?"] * 3


def test_a_session_is_found_by_its_title_as_people_write_it(shell):
    session = shell.ok("new", "--title", "Journée d’été").lines[0]
    for name in ("journée", "Journée d'été", "journée d", session.upper()):
        assert shell.ok("show", name).lines[0] == "Journée d’été", name


def test_an_ambiguous_beginning_of_a_note_names_the_notes(shell, paris):
    for words in ("one", "two"):
        shell.ok("remark", "add", paris, words)
    ids = [each["id"] for each in json.loads(shell.ok("remark", "list", paris, "--json").out)]
    begun = "00000"
    said = shell("remark", "edit", paris, begun, "x").err
    assert said == f"Several notes begin with “{begun}”: {', '.join(ids)}.\n"


def test_commands_that_are_shown_name_the_folder_where_it_was_named(shell, tmp_path):
    home = tmp_path / "my folder"
    made = shell.ok("new", "--title", "x", "--home", home)
    session = made.lines[0]
    assert made.err.count(f"{session} --home ") == 2
    assert str(home) in made.err
    found = json.loads(shell("check", session, "--home", home, "--json").out)["findings"]
    commands = [each["command"] for each in found if each["command"]]
    assert commands
    assert all(f' --home "{home}"' in each or f" --home '{home}'" in each for each in commands)
    assert "--home" not in shell.ok("new", "--title", "y").err


def test_an_empty_calendar_is_said_beside_other_files_and_not_where_everything_is_wanted(shell, paris, tmp_path):
    said = "the road map has no next step with a date"
    assert said in shell.ok("export", paris, "--to", "md,ics", "--out", tmp_path / "a").err
    assert said not in shell.ok("export", paris, "--to", "md", "--out", tmp_path / "b").err
    shell.ok("idea", "add", paris, "--table", 1, "one")
    shell.ok("roadmap", "set", paris, "T1-01", "--next", "Call", "--due", "2022-01-31")
    assert said not in shell.ok("export", paris, "--to", "md,ics", "--out", tmp_path / "c").err


def test_a_sheet_of_a_file_without_sheets_is_said_to_be_ignored(shell, paris, tmp_path):
    file = tmp_path / "ideas.csv"
    file.write_text("Table;Idée\n1;Un café\n", encoding="utf-8")
    assert "This file has no sheets: --sheet Two was ignored." in shell.ok("import", paris, file, "--sheet", "Two").err
    assert "--sheet" not in shell.ok("import", paris, file).err


def test_a_state_is_read_as_earlier_versions_called_it(shell, paris):
    shell.ok("idea", "add", paris, "--table", 1, "one")
    shell.ok("roadmap", "set", paris, "T1-01", "--state", "planned")
    shell.ok("roadmap", "set", paris, "T1-01", "--state", "Still an idea")
    assert "idea stage" in shell.ok("roadmap", "show", paris, "T1-01").out


def test_a_phase_is_named_by_its_number_or_title_wherever_its_key_would_do_and_no_key_is_shown(shell):
    shell.ok("new", "--title", "Jour", "--lang", "fr")
    assert "panel" not in shell.ok("phase", "list", "jour").out
    assert [each["key"] for each in shell.json("phase", "list", "jour")["phases"]][3] == "panel"
    assert (
        shell.ok("plan", "set", "jour", "phases/Table ronde/minutes", "35").out == "phases/Table ronde/minutes = 35\n"
    )
    assert shell.json("plan", "set", "jour", "phases/4/minutes", "36") == {"path": "phases/panel/minutes", "value": 36}
    moved = shell.ok("plan", "move", "jour", "phases/Pause", "--before", "Table ronde").lines
    assert moved[3:5] == ["4. Pause", "5. Table ronde"]
    shell.ok("plan", "remove", "jour", "phases/Présentation du lieu")
    none = shell("fact", "add", "jour", "Bâti en 1894", "--lang", "fr").err
    assert "phase «\u00a0lieu\u00a0» (venue)" in none
    refused = shell("fact", "add", "jour", "Bâti en 1894", "--phase", "Lieu", "--lang", "fr").err
    assert "1. Accueil, 2. Présentation de l’étude, 3. Pause" in refused


def test_a_number_that_is_none_is_refused_in_the_words_of_the_programme_page(shell):
    shell.ok("new", "--title", "Jour")
    refused = shell("plan", "set", "jour", "attendance/present", "beaucoup", "--lang", "fr").err
    assert (
        refused.strip() == "«\u00a0Personnes présentes\u00a0»\u00a0: écrivez un nombre entier en chiffres "
        "(et non «\u00a0beaucoup\u00a0»)."
    )
