"""What commands refuse rather than take otherwise than it was meant, and what they say then."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("undo", "{}", "--table", "77"), "No table 77: this session has tables 1 to"),
        (("history", "{}", "--last", "0"), "--last needs a number of changes, from 1."),
        (("history", "{}", "--last", "-2"), "--last needs a number of changes, from 1."),
        (("note", "{}", "--table", "1"), "needs a terminal. Without one, add --plain."),
        (("plan", "set", "{}", "categories/lieux-de-rencontre", "x"), "such as categories/lieux-de-rencontre/title."),
        (("plan", "set", "{}", "phases/tables", "x"), "such as phases/tables/title."),
        (("plan", "set", "{}", "phases/panel/speakers/laurence-mari", "x"), "speakers/laurence-mari/name."),
        (("plan", "remove", "{}", "title"), "“title” is not an entry of a list."),
        (("plan", "remove", "{}", "phases/tables/minutes"), "“phases/tables/minutes” is not an entry of a list."),
        (("plan", "move", "{}", "phases/panel", "--before", "zz"), "nothing at “phases/zz” in the programme"),
        (("plan", "add", "{}", "categories", "title=x", "--before", "zz"), "nothing at “categories/zz”"),
        (("category", "add", "{}", "LIEUX DE RENCONTRE"), "“LIEUX DE RENCONTRE” already exists"),
        (("category", "rename", "{}", "2", "Lieux de rencontre"), "“Lieux de rencontre” already exists"),
        (("plan", "set", "{}", "categories/formation-et-apprentissage/title", "lieux de rencontre"), "already exists"),
        (("category", "rename", "{}", "99", "x"), "1. Lieux de rencontre, 2. Formation et apprentissage, "),
        (("export", "{}", "--to", ""), "The format is missing. Choose one of: md, "),
        (("phase", "extend", "{}", "0", "--phase", "panel"), "from 1 to 1440, or from -1 to -1440"),
    ],
)
def test_what_is_refused_says_what_to_do(shell, three, words, said):
    before = shell.json("show", three)
    done = shell(*(three if word == "{}" else word for word in words))
    assert done.code in {1, 2}
    assert said in done.err
    assert shell.json("show", three) == before


@pytest.mark.parametrize(
    ("group", "options"), [("remark", "--speaker, --quotable or --unnamed"), ("finding", "--axis")]
)
def test_a_note_is_not_edited_by_nothing(shell, paris, group, options):
    added = {"remark": ("Meet first", "--speaker", "1"), "finding": ("They seldom meet", "--axis", "1")}[group]
    note = shell.ok(group, "add", paris, *added).out.strip()
    done = shell(group, "edit", paris, note)
    assert (done.code, options in done.err) == (2, True)
    shell.ok(group, "edit", paris, note, "Meet first, then plan")


def test_a_programme_with_two_categories_of_one_title_is_refused(shell, tmp_path):
    file = tmp_path / "two.toml"
    file.write_text(
        'title = "x"\n[[phases]]\nkind = "tables"\ntitle = "t"\ntables = 2\n'
        '[[categories]]\ntitle = "Places"\n[[categories]]\ntitle = "places"\n',
        encoding="utf-8",
    )
    done = shell("new", file)
    assert done.code == 1
    assert "“Places” already exists" in done.err


def test_a_category_moved_before_itself_stays_where_it_is(shell, three):
    before = shell.json("category", "list", three)
    shell.ok("category", "move", three, "2", "--before", "2")
    assert shell.json("category", "list", three) == before


def test_a_filing_is_named_as_lists_say_it(shell, three):
    shell.ok("idea", "withdraw", three, "T1-01")
    for name in ("retirée", "retirées", "Retirées ", "withdrawn"):
        assert [each["ref"] for each in shell.json("idea", "list", three, "--place", name)] == ["T1-01"]
    assert len(shell.json("idea", "list", three, "--place", "non  classées")) == 2
    assert shell.json("idea", "list", three, "--place", "en suspens") == []


def test_an_edited_status_is_told_as_such(shell, three):
    assert shell.ok("idea", "edit", three, "T1-01", "--status", "existing").lines == [
        "T1-01 edited: Open the places we have",
        "Status: already existing",
    ]


def test_a_withdrawn_idea_comes_back_by_the_command_that_is_told(shell, three):
    told = shell.ok("idea", "withdraw", three, "T1-01").out
    assert told == f"T1-01 is withdrawn. To put it back: facilitate idea restore {three} T1-01\n"
    shell.ok(*told.partition("facilitate ")[2].split())


def test_groups_are_no_further_numbers_and_facts_stand_under_the_place(shell, paris):
    lines = shell.ok("show", paris).lines
    assert "Attendance: 60 people present (travailleurs sociaux, entrepreneurs sociaux)" in lines
    place = next(number for number, line in enumerate(lines) if line.startswith("Venue: "))
    assert lines[place + 1].startswith("  - Fondé en 1894")


def test_a_file_is_no_folder_for_a_style(shell, tmp_path):
    file = tmp_path / "style"
    file.write_text("x", encoding="utf-8")
    assert shell("style", file).err == f"Not saved: {file} is not a folder. Choose another one.\n"


def test_what_a_removed_phase_held_is_told(shell, three):
    assert "Ideas from its tables: 3; notes taken in it: 0." in shell.ok("plan", "remove", three, "phases/tables").err
    done = shell("idea", "add", three, "--table", "2", "x")
    assert (done.code, done.err) == (1, "No table 2: this session has no working tables.\n")


def test_in_a_terminal_what_holds_ideas_is_removed_only_once_somebody_agrees(shell, three, monkeypatch):
    monkeypatch.setattr("facilitate.cli.commands.plan.has_terminal", lambda: True)
    done = shell("plan", "remove", three, "phases/tables", stdin=b"\n")
    assert (done.code, "Nothing was removed." in done.err) == (1, True)
    assert "tables" in [phase["key"] for phase in shell.json("phase", "list", three)["phases"]]
    shell.ok("plan", "remove", three, "phases/tables", stdin=b"yes\n")
    assert "tables" not in [phase["key"] for phase in shell.json("phase", "list", three)["phases"]]


def test_phases_and_speakers_are_listed_by_what_people_read(shell, three):
    assert "Phases of this session: 1. Accueil, 2. " in shell("phase", "start", three, "x").err
    assert "Speakers of this panel: 1. Laurence Mari, 2. " in shell("remark", "add", three, "x", "--speaker", "x").err
    for words in (("finding", "add", three, "x"), ("idea", "link", three, "T1-01")):
        assert ": 1. Pourquoi est-il nécessaire " in shell(*words, "--axis", "x").err
    shell.ok("phase", "start", three, "panel")
    assert "Speakers of this panel: 1. Laurence Mari, 2. " in shell("phase", "speaker", three, "x").err


def test_an_unknown_option_is_guessed_only_where_one_is_alike(shell):
    assert "Did you mean" not in shell("idea", "add", "paris", "--yes").err
    assert "Did you mean --table?" in shell("idea", "add", "paris", "--tabel", "1", "Un four").err
