"""`table`: names, questions, more tables, and closed ones, from the shell."""

from __future__ import annotations

PHASE = "tables"


def test_a_table_gets_a_name_a_host_a_place_and_a_question(shell, paris):
    shell.ok(
        "table", "set", paris, 2, "--name", "Parents", "--host", "Ana", "--place", "Salle B", "--question", "Qui ?"
    )
    found = {each["table"]: each for each in shell.json("table", "list", paris)}
    assert (found[2]["name"], found[2]["host"], found[2]["place"]) == ("Parents", "Ana", "Salle B")
    assert found[2]["question"] == found[2]["own_question"] == "Qui ?"
    assert found[1]["question"] != "Qui ?"
    assert "Parents" in shell.ok("table", "list", paris).out
    assert shell("table", "set", paris, 2).code == 2
    assert shell("table", "set", paris, 99, "--name", "x").code == 1


def test_a_name_does_where_a_number_does(shell, paris):
    shell.ok("table", "set", paris, 2, "--name", "Parents")
    assert shell.ok("idea", "add", paris, "--table", "parents", "une idée").lines == ["T2-01"]
    assert len(shell.json("idea", "list", paris, "--table", "Parents")) == 1
    shell.ok("idea", "withdraw", paris, "T2-01", "--table", "Parents")
    assert shell("idea", "withdraw", paris, "T2-01", "--table", "Enfants").code == 1


def test_a_closed_table_takes_no_note_and_opens_again(shell, paris):
    shell.ok("table", "merge", paris, 4, "--into", 2)
    assert shell.json("table", "list", paris)[3]["merged_into"] == 2
    done = shell("note", paris, "--table", "4", "--plain", stdin=b"trop tard\n")
    assert done.code == 1
    assert "carry on at table 2" in done.err
    assert shell.json("idea", "list", paris) == []
    shell.ok("table", "reopen", paris, 4)
    shell.ok("note", paris, "--table", "4", "--plain", stdin=b"encore\n")
    assert shell.json("idea", "list", paris)[0]["ref"] == "T4-01"


def test_ideas_added_to_a_closed_table_are_saved_and_whoever_adds_them_is_told(shell, paris, tmp_path):
    shell.ok("table", "close", paris, 3)
    shell.ok("table", "merge", paris, 4, "--into", 2)
    done = shell.ok("idea", "add", paris, "un lac", "--table", 3)
    assert done.lines == ["T3-01"]
    assert "Table 3 is closed. What you added was saved all the same." in done.err
    file = tmp_path / "list.txt"
    file.write_text("Un jardin partagé\nUne serre commune\n", encoding="utf-8")
    told = shell.ok("import", paris, file, "--table", 4).err
    assert (
        told.count("Table 4 has been merged into table 2. What you added was saved all the same, under table 4.") == 1
    )
    assert "closed" not in shell.ok("idea", "add", paris, "un parc", "--table", 1).err


def test_a_merge_without_a_target_asks_for_a_table(shell, paris):
    assert "Into which table?" in shell("table", "merge", paris, 4).err
    assert "Into which category?" in shell("category", "merge", paris, 1).err


def test_a_table_is_added_and_the_programme_file_keeps_it(shell, paris, tmp_path):
    before = len(shell.json("table", "list", paris))
    shell.ok("table", "add", paris, "--name", "Retardataires")
    assert len(shell.json("table", "list", paris)) == before + 1
    written = shell.ok("show", paris, "--toml").out
    file = tmp_path / "programme.toml"
    file.write_text(written.replace("Retardataires", "Derniers"), encoding="utf-8")
    assert shell.ok("plan", "replace", paris, file).code == 0
    assert shell.json("table", "list", paris)[-1]["name"] == "Derniers"
    shell.ok("plan", "set", paris, f"phases/{PHASE}/table_setups/{before + 1}/host", "Ana")
    assert shell.json("table", "list", paris)[-1]["host"] == "Ana"
    shell.ok("plan", "add", paris, f"phases/{PHASE}/table_setups", "number=1", "name=Premiers")
    assert shell.json("table", "list", paris)[0]["name"] == "Premiers"


def brought(shell, paris, tmp_path, name, text):
    shell.ok("table", "set", paris, 2, "--name", "Parents d’élèves")
    shell.ok("table", "set", paris, 3, "--name", "Écoles")
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = shell.ok("import", paris, file)
    return done, {idea["text"]: idea["table"] for idea in shell.json("idea", "list", paris)}


def test_a_column_may_call_tables_by_their_names(shell, paris, tmp_path):
    text = "Table;Idée\nParents d'élèves;Un café\nécoles;Un jardin\n1;Un four\nTable Écoles;Un préau\n"
    done, found = brought(shell, paris, tmp_path, "idees.csv", text)
    assert found == {"Un café": 2, "Un jardin": 3, "Un four": 1, "Un préau": 3}
    assert "Parents d’élèves = 2" in done.out + done.err


def test_titles_of_a_list_may_call_tables_by_their_names(shell, paris, tmp_path):
    text = "# Parents d’élèves\n\n- Un café\n- Écoles\n\n# Table Écoles\n\n- Un jardin\n"
    _done, found = brought(shell, paris, tmp_path, "idees.md", text)
    assert found == {"Un café": 2, "Écoles": 2, "Un jardin": 3}


def test_a_column_of_themes_is_no_column_of_tables(shell, paris, tmp_path):
    text = "Idée;Item;Table\nUn café;Écoles;1\nUn jardin;Écoles;2\n"
    _done, found = brought(shell, paris, tmp_path, "idees.csv", text)
    assert found == {"Un café": 1, "Un jardin": 2}


def test_the_sheet_that_is_exported_comes_back_as_it_went(shell, paris, tmp_path):
    shell.ok("table", "set", paris, 2, "--name", "Parents")
    shell.ok("idea", "add", paris, "--table", "Parents", "Un café")
    shell.ok("export", paris, "--to", "csv", "--out", tmp_path)
    (sheet,) = tmp_path.glob("*.csv")
    assert "Parents" in sheet.read_text(encoding="utf-8-sig").splitlines()[1]
    done = shell.ok("import", paris, sheet)
    assert "found by their names" not in done.out + done.err
    assert len(shell.json("idea", "list", paris)) == 1


def test_the_host_of_a_table_is_purged(shell, paris):
    shell.ok("table", "set", paris, 2, "--name", "Parents", "--host", "Zoé Zola")
    shell.ok("table", "set", paris, 2, "--host", "Zoé Zola-Dupont")
    shell.ok("purge", paris, "--before", "2099-12-31", "--yes")
    assert "Zola" not in shell.ok("show", paris, "--json").out
    assert shell.json("table", "list", paris)[1]["name"] == "Parents"


def test_the_list_of_ideas_says_the_phase_where_there_are_several(shell, paris):
    shell.ok("idea", "add", paris, "un banc", "--table", 1)
    assert shell.ok("idea", "list", paris).lines == ["T1-01  to be created  unfiled  un banc"]
    shell.ok("plan", "add", paris, "phases", "kind=tables", "title=Second temps", "tables=2", "minutes=20")
    shell.ok("idea", "add", paris, "un lac", "--table", 2, "--phase", "Second temps")
    phases = [each["phase"] for each in shell.json("idea", "list", paris)]
    lines = shell.ok("idea", "list", paris).lines
    assert len(set(phases)) == 2
    assert [line.split("  ")[0] for line in lines] == ["T1-01", "T2-01"]
    assert ["  Second temps  " in line for line in lines] == [False, True]
