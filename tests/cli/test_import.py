"""`import` as it is called: what it says a file was read as, what it asks, what it files and what it makes."""

import io
import json
import sys

import pytest

from facilitate.cli.main import main

SHEET = (
    "Table;Idée;Précisions;Statut;Item;Courriel\n"
    "1;Un jardin;Derrière la mairie;existant;lieux;a@example.org\n"
    "2;Un four;;à créer;Vie de quartier;b@example.org\n"
    "1;Un banc;;à créer;vie de quartier;c@example.org\n"
)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def file(tmp_path):
    def file(text, name="ideas.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return file


@pytest.fixture
def at_terminal(shell, monkeypatch):
    """Call a command on a terminal where somebody answers these lines; what was said, and its code."""

    def call(*words, answers=()):
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in answers)))
        monkeypatch.setattr(sys, "stderr", Terminal())
        return main([str(word) for word in words]), sys.stderr.getvalue()

    return call


@pytest.fixture
def with_items(shell, paris):
    shell.ok("category", "add", paris, "Lieux")
    return paris


def test_one_line_says_what_was_read_as_what(shell, with_items, file):
    said = shell.ok("import", with_items, file(SHEET), "--dry-run").err.splitlines()[0]
    assert said == (
        "Read as CSV, utf-8, cut at “;” · Table: “Table” · Idea: “Idée” · Detail: “Précisions” · Status: “Statut” · "
        "Item: “Item” · left out: “Courriel” · 3 of 3 rows hold an idea."
    )


def test_a_dry_run_shows_the_first_rows_as_they_will_be_and_writes_nothing(shell, with_items, file):
    done = shell.ok("import", with_items, file(SHEET), "--dry-run")
    heads, garden, oven, _bench = done.lines
    assert heads.split() == ["Table", "Status", "Item", "Idea", "Detail"]
    assert garden.split("  ")[-1] == "Derrière la mairie"
    assert "existing" in garden
    assert "Vie de quartier (new)" in oven
    assert "--new-items" in done.err
    assert shell.json("idea", "list", with_items) == []


def test_the_json_holds_the_reading_and_all_that_came_of_it(shell, with_items, file):
    data = shell.json("import", with_items, file(SHEET))
    assert data["reading"] == {"kind": "csv", "separator": ";", "sheet": "", "sheets": [], "header": 1, "rows": 3}
    assert [(each["field"], each["number"]) for each in data["columns"]][:2] == [("table", 1), ("idea", 2)]
    assert data["left_out"] == ["Courriel"]
    assert data["rows"][0] == {
        "line": 2,
        "ref": "T1-01",
        "table": 1,
        "text": "Un jardin",
        "status": "existing",
        "detail": "Derrière la mairie",
        "item": "lieux",
    }
    assert data["filed"] == [{"line": 2, "ref": "T1-01", "category": "lieux"}]
    assert (data["new_items"], data["new_items_made"]) == (["Vie de quartier"], False)


def test_items_that_nobody_wanted_at_first_are_made_and_filled_by_a_second_import(shell, with_items, file):
    path = file(SHEET)
    shell.ok("import", with_items, path)
    again = shell.json("import", with_items, path, "--new-items")
    assert (again["rows"], again["already_here"]) == ([], 3)
    assert {each["ref"]: each["category"] for each in again["filed"]} == {
        "T2-01": "vie-de-quartier",
        "T1-02": "vie-de-quartier",
    }
    assert shell.json("import", with_items, path)["filed"] == []


def test_what_was_taken_out_of_its_item_stays_out(shell, with_items, file):
    path = file(SHEET)
    shell.ok("import", with_items, path)
    shell.ok("proposal", "unfile", with_items, "T1-01")
    assert shell.json("import", with_items, path)["filed"] == []


def test_one_undo_takes_back_ideas_filing_and_new_items(shell, with_items, file):
    before = len(shell.json("category", "list", with_items))
    shell.ok("import", with_items, file(SHEET), "--new-items")
    assert len(shell.json("category", "list", with_items)) == before + 1
    shell.ok("undo", with_items)
    assert len(shell.json("category", "list", with_items)) == before
    assert {idea["place"] for idea in shell.json("idea", "list", with_items)} == {"withdrawn"}


def test_a_terminal_is_asked_whether_items_are_to_be_made(shell, with_items, file, at_terminal):
    code, said = at_terminal("import", with_items, file(SHEET), answers=("perhaps", "y"))
    assert code == 0
    assert "Make them, and file these ideas there? (yes/no)" in said
    assert "Answer yes or no." in said
    assert "Vie de quartier" in [each["title"] for each in shell.json("category", "list", with_items)]


def test_a_terminal_is_asked_for_the_column_and_elsewhere_the_sentence_names_the_option(
    shell, paris, file, at_terminal
):
    path = file("Ville,Jaune,Bleu\nLyon,Un jardin partagé,Pour se retrouver ensemble\nMetz,Un four,Pour le pain\n")
    refused = shell("import", paris, path, "--table", 1)
    assert refused.code == 1
    assert "--idea COLUMN" in refused.err
    assert shell.json("idea", "list", paris) == []
    code, said = at_terminal("import", paris, path, "--table", 1, answers=("9", "2"))
    assert code == 0
    assert "Which column holds the ideas?" in said
    assert [idea["text"] for idea in shell.json("idea", "list", paris)] == ["Un jardin partagé", "Un four"]


def test_columns_are_named_by_their_titles_or_numbers(shell, paris, file):
    path = file("Ville,Jaune,Bleu\nLyon,Un jardin partagé,Pour se retrouver ensemble\nMetz,Un four,Pour le pain\n")
    data = shell.json("import", paris, path, "--table", 1, "--title", "Jaune", "--idea", 3, "--dry-run")
    assert [(row["text"], row["detail"]) for row in data["rows"]] == [
        ("Un jardin partagé", "Pour se retrouver ensemble"),
        ("Un four", "Pour le pain"),
    ]
    alone = shell.json("import", paris, path, "--table", 1, "--title", 2, "--idea", 3, "--no-detail", "--dry-run")
    assert [row["detail"] for row in alone["rows"]] == ["", ""]


def test_corrections_are_offered_and_made_where_they_are_wanted(shell, paris, file, at_terminal):
    shell.ok("idea", "add", paris, "--table", 1, "Un jardin")
    path = file("réf;table;idée\nT1-01;1;Un jardin partagé\n")
    offered = shell.ok("import", paris, path)
    assert "1 idea is different in the file. To correct them, import again with --corrections." in offered.err
    assert shell.json("import", paris, path)["corrections"] == [
        {"line": 2, "ref": "T1-01", "before": "Un jardin", "text": "Un jardin partagé"}
    ]
    code, said = at_terminal("import", paris, path, answers=("",))
    assert "Correct them as the file has them? (yes/no)" in said
    assert shell.json("idea", "list", paris)[0]["text"] == "Un jardin"
    shell.ok("import", paris, path, "--corrections")
    assert (code, shell.json("idea", "list", paris)[0]["text"]) == (0, "Un jardin partagé")


def test_the_same_complaint_of_many_rows_is_one_line_with_their_count(shell, paris, file):
    rows = "".join(f"9;Idée {number}\n" for number in range(5))
    done = shell.ok("import", paris, file("table;idée\n" + rows + "".join(f"1;Bonne {n}\n" for n in range(5))))
    assert [line for line in done.err.splitlines() if "out:" in line] == [
        f"5 rows stay out: There is no table 9: the last one is table {tables(shell, paris)}. (lines 2, 3, 4…)"
    ]


def tables(shell, session):
    return shell.json("show", session)["by_table"][-1]["table"]


def test_fewer_than_half_of_the_rows_end_with_a_code_that_is_not_0(shell, paris, file):
    done = shell("import", paris, file("table;idée\n9;Une\n9;Deux\n9;Trois\n1;Quatre\n1;Cinq\n"))
    assert done.code == 1
    assert "Only 2 of 5 rows could be read as ideas" in done.err
    assert len(shell.json("idea", "list", paris)) == 2
    assert shell("import", paris, file("table;idée\n9;Une\n1;Deux\n")).code == 0


def test_an_encoding_is_said_by_its_name(shell, paris, file):
    path = file("table;idée\n1;Un goûter à côté\n", encoding="mac-roman")
    data = shell.json("import", paris, path, "--encoding", "mac-roman")
    assert [row["text"] for row in data["rows"]] == ["Un goûter à côté"]


def test_french_says_it_in_french(shell, with_items, file, monkeypatch):
    monkeypatch.setenv("FACILITATE_LANG", "fr")
    said = shell.ok("import", with_items, file(SHEET), "--dry-run").err
    assert "Lu ainsi\u00a0: CSV, utf-8" in said
    assert "laissé de côté\u00a0: «\u00a0Courriel\u00a0»" in said


def test_what_went_to_a_program_is_json_alone(shell, paris, file):
    done = shell.ok("import", paris, file(SHEET), "--json")
    assert json.loads(done.out)["format"] == "csv"
