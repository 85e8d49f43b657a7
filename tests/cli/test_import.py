from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest

from facilitate.cli.context import CliContext
from facilitate.cli.import_reading import bytes_of
from facilitate.cli.output import Output
from facilitate.i18n import Language
from tests.support.workbooks import xlsx


def csv(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "ideas.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_import_follows_the_file_and_adds_nothing_twice(shell, paris, tmp_path):
    path = csv(
        tmp_path, 'table;idée;statut\r\n2;Un café;existe\r\n1;"Deux\r\nlignes";à créer\r\n2;Un forum;\r\n', "cp1252"
    )
    before = shell.json("import", paris, path, "--dry-run")["rows"]
    assert [(row["table"], row["ref"]) for row in before] == [(2, None), (1, None), (2, None)]
    assert shell.json("idea", "list", paris) == []
    assert [line.split()[0] for line in shell.ok("import", paris, path).lines] == ["T2-01", "T1-01", "T2-02"]
    assert shell.json("idea", "list", paris, "--table", 1)[0]["text"] == "Deux\nlignes"
    again = shell.json("import", paris, path)
    assert (again["rows"], again["already_here"]) == ([], 3)
    assert len(shell.json("idea", "list", paris)) == 3


def test_refused_rows_are_named_and_the_others_come_in(shell, paris, tmp_path):
    path = csv(tmp_path, "table,idea\n1,Good\n9,No such table\n1,\n1,b\x1bad\n2,Good too\n3,Good as well\n")
    done = shell.ok("import", paris, path)
    assert len(done.lines) == 3
    assert [line.split(" skipped")[0] for line in done.err.splitlines() if line.startswith("Line ")] == [
        "Line 3",
        "Line 4",
        "Line 5",
    ]


def test_import_fails_only_when_nothing_could_come_in(shell, paris, tmp_path):
    assert shell("import", paris, csv(tmp_path, "table,idea\n9,No\n")).code == 1
    assert shell("import", paris, tmp_path / "nowhere").code == 1
    assert shell("import", paris, csv(tmp_path, "- a\n- b\n")).code == 1
    assert shell("import", paris, csv(tmp_path, "- a\n- b\n"), "--table", 3).code == 0
    assert shell("import", paris, csv(tmp_path, "- c\n"), "--table", 9).code == 1


def test_blanks_below_a_table_that_is_not_there_are_told_once_with_their_count(shell, paris, tmp_path):
    rows = "Table;Idée\nTable 1;Un four\n;Un banc\n;Un jeu\n;Un bal\n;Un pré\nTable 9;Un parc\n;Un café\n;Une mare\n"
    done = shell("import", paris, csv(tmp_path, rows))
    told = [line for line in done.err.splitlines() if "There is no table 9" in line]
    assert (done.code, len(done.lines), len(told)) == (0, 5, 1)
    assert "3 lines skipped" in told[0]
    assert "lines 7, 8, 9" in told[0]


def test_import_from_stdin(shell, paris):
    done = shell.ok("import", paris, "-", "--table", 1, stdin=b"* one\n* two\n")
    assert len(done.lines) == 2
    assert "Ctrl+D" not in done.err


def test_whoever_types_ideas_at_a_terminal_is_told_how_to_end(monkeypatch, capsys):
    typed = io.TextIOWrapper(io.BytesIO(b"one\n"))
    monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", typed)
    assert bytes_of(Path("-"), CliContext(Output(Language("en")), None, {})) == b"one\n"
    assert "Ctrl+D" in capsys.readouterr().err


def test_what_was_read_as_what_is_one_line_before_what_came_of_it(shell, paris, tmp_path):
    text = "Nom;Idée;Précisions;N° de table;Statut;Thème\nLéa;Un four;Au centre;2;existe déjà;1\n;Un banc;;3;à créer;\n"
    err = shell.ok("import", paris, csv(tmp_path, text)).err.splitlines()
    assert err[0] == (
        "Read as CSV, UTF-8, separated by “;”, column headings in line 1 · Idea: “Idée” · Detail: “Précisions” · "
        "Table: “N° de table” · Status: “Statut” · Category: “Thème” · skipped: “Nom” · 2 of 2 lines accepted"
    )
    assert err[1:] == ["1 idea was filed under its category.", "2 ideas imported."]


def test_json_holds_the_reading_and_what_came_of_it(shell, paris, tmp_path):
    text = "Table,Idea,Details,Theme\n1,An oven,In the square,1\n1,A bench,,Nowhere yet\n"
    found = shell.json("import", paris, csv(tmp_path, text))
    assert (found["kind"], found["separator"], found["header_line"], found["left_out"]) == ("csv", ",", 1, [])
    assert [(each["is"], each["name"]) for each in found["columns"]] == [
        ("table", "Table"),
        ("idea", "Idea"),
        ("detail", "Details"),
        ("category", "Theme"),
    ]
    title = shell.json("category", "list", paris)[0]["title"]
    assert [(row["ref"], row["detail"], row["item"]) for row in found["rows"]] == [
        ("T1-01", "In the square", title),
        ("T1-02", "", None),
    ]
    assert found["filed"] == [{"ref": "T1-01", "item": title}]
    assert (found["new_items"], found["new_items_made"]) == (["Nowhere yet"], False)
    assert (found["rows_with_words"], found["rows_understood"]) == (2, 2)


def test_new_items_are_made_when_they_are_wanted_and_one_undo_takes_all_of_it_back(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée;item\n1;Un four;Manger\n2;Un banc;manger\n3;Un abri;Lire\n")
    before = len(shell.json("category", "list", paris))
    assert "2 categories in the file do not exist here: “Manger”, “Lire”" in shell.ok("import", paris, path).err
    assert len(shell.json("category", "list", paris)) == before
    done = shell.ok("import", paris, path, "--new-items")
    assert "3 ideas were filed under their categories." in done.err
    assert "2 new categories were created: “Manger”, “Lire”." in done.err
    assert {idea["category"] for idea in shell.json("idea", "list", paris)} == {"manger", "lire"}
    shell.ok("undo", paris)
    assert len(shell.json("category", "list", paris)) == before
    assert len(shell.json("idea", "list", paris)) == 3, "they came in before, by an import of their own"
    shell.ok("undo", paris)
    assert shell.json("idea", "list", paris) == []


def test_an_import_that_files_is_one_gesture(shell, paris, tmp_path):
    shell.ok("fact", "add", paris, "Avant")
    path = csv(tmp_path, "table;idée;item\n1;Un four;Manger\n2;Un banc;1\n")
    shell.ok("import", paris, path, "--new-items")
    assert "Import of ideas.csv: 2 ideas for tables 1 and 2" in shell.ok("undo", paris).out
    assert shell.json("idea", "list", paris) == []
    assert "Avant" in shell.ok("undo", paris).out
    shell.ok("redo", paris)
    shell.ok("redo", paris)
    assert {idea["category"] for idea in shell.json("idea", "list", paris)} >= {"manger"}


def test_what_somebody_took_out_of_an_item_stays_out_of_it(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée;item\n1;Un four;1\n")
    shell.ok("import", paris, path)
    shell.ok("proposal", "unfile", paris, "T1-01")
    assert shell.json("import", paris, path)["filed"] == []


def test_the_same_complaint_of_many_rows_is_one_line(shell, paris, tmp_path):
    rows = "".join(f"1;Idée numéro {number} du jour\n" for number in range(20)) + "1;\n" * 5 + "8;Trop\n9;Loin\n"
    err = shell.ok("import", paris, csv(tmp_path, "table;idée\n" + rows)).err
    assert "5 lines skipped (lines 22, 23, 24, 25, 26): There are no ideas in these rows." in err
    assert "Line 27 skipped. There is no table 8" in err
    assert "Line 28 skipped. There is no table 9" in err


def test_each_reason_of_a_few_is_told_with_its_lines_and_of_many_that_they_are_alike(shell, paris, tmp_path):
    rows = "1;Un four\n" * 1 + "".join(f"1;Idée {number}\n" for number in range(9))
    bad = "4 et 5;Un banc\nTous;Un pré\n4 et 5;Une mare\n7;Un bal\n"
    told = shell("import", paris, csv(tmp_path, "table;idée\n" + rows + bad), "--dry-run").err
    assert "2 lines skipped (lines 12, 14): “4 et 5” is not a table number. Write it as 3" in told
    assert "Line 13 skipped. “Tous” is not a table number" in told
    assert "Line 15 skipped. There is no table 7" in told
    bad = "".join(f"{word};Un banc {word}\n" for word in ("ici", "là", "partout", "nulle part"))
    told = shell("import", paris, csv(tmp_path, "table;idée\n" + rows + bad), "--dry-run").err
    assert "4 lines skipped (lines 12, 13, 14, 15), for similar reasons. The first one: “ici” is not" in told


def test_a_file_that_was_hardly_understood_ends_with_a_code(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée\n" + "1;Un four\n1;Un banc\n" + "9;Ailleurs\n" * 3)
    done = shell("import", paris, path)
    assert done.code == 1
    assert "Only 2 of 5 lines accepted; the others are listed above" in done.err
    undo = shlex.split(done.err.splitlines()[-1].removeprefix("To undo this import: "))
    assert undo == ["facilitate", "undo", paris]
    shell.ok(*undo[1:])
    assert shell("import", paris, path).code == 1


def test_the_preview_of_many_rows_shows_the_end_of_the_file_too(shell, paris, tmp_path):
    rows = "".join(f"1;Un banc n° {number}\n" for number in range(1, 31))
    done = shell.ok("import", paris, csv(tmp_path, "table;idée\n" + rows), "--dry-run")
    shown = [line.split()[-1] for line in done.lines[1:]]
    assert shown == [*map(str, range(1, 16)), "…", *map(str, range(26, 31))]
    assert "10 more ideas stand between the first ones and the last ones." in done.err
    done = shell.ok("import", paris, csv(tmp_path, "table;idée\n" + rows[: 20 * rows.index("\n")]), "--dry-run")
    assert "…" not in done.out


def test_the_preview_shows_the_rows_as_they_will_be(shell, paris, tmp_path):
    path = csv(tmp_path, "table;titre;description;statut\n2;Un four;Au centre;existant\n")
    done = shell.ok("import", paris, path, "--dry-run")
    assert done.lines == ["Table  Status            Idea     Detail", "2      already existing  Un four  Au centre"]
    assert "1 idea would be imported." in done.err
    plain = shell.json("import", paris, path, "--dry-run", "--no-detail")["rows"]
    assert [(row["text"], row["detail"]) for row in plain] == [("Un four", "")]


def test_corrections_are_offered_and_made_when_they_are_wanted(shell, paris, tmp_path):
    shell.ok("idea", "add", paris, "--table", 1, "Un jardn partagé")
    path = csv(tmp_path, "repère;table;idée\nT1-01;1;Un jardin partagé\n")
    offered = shell.ok("import", paris, path)
    assert "T1-01  “Un jardn partagé” → “Un jardin partagé”" in offered.err
    assert "add --corrections" in offered.err
    assert shell.json("idea", "list", paris)[0]["text"] == "Un jardn partagé"
    assert shell.json("import", paris, path, "--corrections")["corrected"] is True
    assert [idea["text"] for idea in shell.json("idea", "list", paris)] == ["Un jardin partagé"]


def test_columns_that_nobody_can_tell_are_named_with_the_option(shell, paris, tmp_path):
    done = shell("import", paris, csv(tmp_path, "a;b\nx;y\nz;w\n"), "--table", 1)
    assert done.code == 1
    assert "--idea" in done.err
    named = shell.json("import", paris, csv(tmp_path, "a;b\nx;y\nz;w\n"), "--table", 1, "--idea", "b")
    assert [row["text"] for row in named["rows"]] == ["y", "w"]


def test_on_a_terminal_the_column_is_asked_with_numbers(shell, paris, tmp_path, monkeypatch):
    path = csv(tmp_path, "a;b\nx;y\nz;w\n")
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    done = shell.ok("import", paris, path, "--table", 1, stdin=b"7\n2\n")
    assert "  2  b" in done.err
    assert [idea["text"] for idea in shell.json("idea", "list", paris)] == ["y", "w"]
    left = shell("import", paris, path, "--table", 1, stdin=b"\n")
    assert (left.code, len(shell.json("idea", "list", paris))) == (1, 2)


def test_on_a_terminal_new_items_and_corrections_are_asked_for(shell, paris, tmp_path, monkeypatch):
    shell.ok("idea", "add", paris, "--table", 1, "Un jardin")
    path = csv(tmp_path, "réf;table;idée;item\nT1-01;1;Un jardin partagé;\n;2;Un four;Vie de quartier\n")
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    items = len(shell.json("category", "list", paris))
    assert shell.json("import", paris, path, "--dry-run", stdin=b"yes\nyes\n")["new_items"] == ["Vie de quartier"]
    left = shell.ok("import", paris, path, stdin=b"perhaps\n\n")
    assert "Type yes to create what is missing:" in left.err
    assert "Type yes to correct from the file:" in left.err
    assert len(shell.json("category", "list", paris)) == items
    assert shell.json("idea", "list", paris)[0]["text"] == "Un jardin"
    shell.ok("import", paris, path, stdin=b"yes\nYES\n")
    assert shell.json("category", "list", paris)[-1]["title"] == "Vie de quartier"
    ideas = shell.json("idea", "list", paris)
    assert [(idea["text"], idea["category"]) for idea in ideas] == [
        ("Un jardin partagé", ""),
        ("Un four", "vie-de-quartier"),
    ]


def test_on_a_terminal_an_encoding_is_asked_with_what_each_makes_of_a_line(shell, paris, tmp_path, monkeypatch):
    path = tmp_path / "unclear.txt"
    path.write_bytes(b"- " + bytes(range(0x80, 0xA0, 3)) + b"\n- " + bytes(range(0xA1, 0xFF, 5)) + b"\n")
    refused = shell("import", paris, path, "--table", 1)
    assert (refused.code, "--encoding" in refused.err) == (1, True)
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    asked = shell("import", paris, path, "--table", 1, "--dry-run", stdin=b"1\n")
    shown = next(line for line in asked.err.splitlines() if line.startswith("  1  "))
    assert shown.startswith("  1  older Mac (mac-roman)  ")
    assert path.read_bytes().decode("mac-roman").splitlines()[0] in shown


# What people really bring: a file of each kind, its table for rows that name none, and what is to come in.
KINDS = {
    "numbers that are no tables": (
        "timestamp,comment-id,agrees,comment-body\n1700000001,1,4,A shared garden\n1700000002,2,9,Bikes to lend\n",
        "utf-8",
        ["--table", "2"],
        [(2, "A shared garden"), (2, "Bikes to lend")],
    ),
    "statuses of other tools": (
        "id,title,status\n10,Un four,accepted\n11,Un banc,En cours d’étude\n",
        "utf-8",
        ["--table", "1"],
        [(1, "Un four"), (1, "Un banc")],
    ),
    "a sheet of an older Mac": (
        "Table\tIdée\r3\tUn goûter à l’école\r2\tForêt et théâtre près du marché\r",
        "mac-roman",
        [],
        [(3, "Un goûter à l’école"), (2, "Forêt et théâtre près du marché")],
    ),
    "tables with names": (
        "Table 1 : les parents\n- Un four\nTable 3 : les élus\n- Un banc\n",
        "utf-8",
        [],
        [(1, "Un four"), (3, "Un banc")],
    ),
    "a header with an explanation": (
        "Table;Idée (une par ligne);Statut (existant / à créer)\n2;Un four;existant\n",
        "utf-8",
        [],
        [(2, "Un four")],
    ),
    "objects": (
        '[{"table": 1, "idea": "Un four"}, {"table": 2, "idea": "Un banc"}]',
        "utf-8",
        [],
        [(1, "Un four"), (2, "Un banc")],
    ),
    "a column for each table": (
        "Table 1;Table 2\nUn four;Un banc\n;Un abri\n",
        "utf-8",
        [],
        [(1, "Un four"), (2, "Un banc"), (2, "Un abri")],
    ),
    "what is wanted more and less": (
        "+ de bancs\n- de bruit\n+ d’eau\n",
        "utf-8",
        ["--table", "4"],
        [(4, "+ de bancs"), (4, "- de bruit"), (4, "+ d’eau")],
    ),
    "a pad": (
        "Table 2\n\tUn four\n\tUn banc\nTable 5\n\tUn abri\n",
        "utf-8",
        [],
        [(2, "Un four"), (2, "Un banc"), (5, "Un abri")],
    ),
    "marks of direction": ("table;idée\n1;\u200eLe 04 00 00\u200f\n", "utf-8", [], [(1, "Le 04 00 00")]),
    "bullets of Word": (
        "Table 1\n\uf0b7\tUn four\n·\tUn banc\n§\tUn abri\n",
        "utf-8",
        [],
        [(1, "Un four"), (1, "Un banc"), (1, "Un abri")],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_bring_comes_in_right(shell, paris, tmp_path, kind):
    text, encoding, options, expected = KINDS[kind]
    rows = shell.json("import", paris, csv(tmp_path, text, encoding), *options)["rows"]
    assert [(row["table"], row["text"]) for row in rows] == expected
    again = shell.json("import", paris, csv(tmp_path, text, encoding), *options)
    assert (again["rows"], again["already_here"]) == ([], len(expected))


def test_what_the_program_wrote_comes_back_as_nothing_new(shell, paris, tmp_path):
    for text in ("+ de bancs", "=égalité", "'+ déjà", "Un four"):
        shell.ok("idea", "add", paris, "--table", 1, text)
    shell.ok("export", paris, "--to", "csv", "--out", tmp_path)
    path = next(tmp_path.glob("*.csv"))
    for options in ((), ("--table", 2)):
        found = shell.json("import", paris, path, *options)
        assert (found["rows"], found["corrections"], found["already_here"]) == ([], [], 4)


def test_how_a_file_was_read_is_told_before_anything_is_asked(shell, paris, tmp_path, monkeypatch):
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    path = csv(tmp_path, "table;idée;item\n1;Un four;Manger\n")
    err = shell.ok("import", paris, path, stdin=b"yes\n").err
    assert err.index("Read as CSV") < err.index("in the file")
    assert shell.json("idea", "list", paris)[0]["category"] == "manger"


def test_a_correction_of_the_status_alone_names_the_statuses(shell, paris, tmp_path):
    shell.ok("import", paris, csv(tmp_path, "table;idée;statut\n1;Un four;à créer\n"))
    (written,) = [
        Path(name) for name in shell.json("export", paris, "--to", "csv")["files"] if name.endswith("idees.csv")
    ]
    written.write_text(written.read_text(encoding="utf-8-sig").replace("à créer", "déjà existante"), encoding="utf-8")
    assert "T1-01  “Un four”, to be created → already existing" in shell.ok("import", paris, written).err


def written(shell, session):
    files = shell.json("export", session, "--to", "csv")["files"]
    return next(Path(name) for name in files if name.endswith("idees.csv"))


def test_a_sheet_that_a_person_changed_is_taken_or_told_whole(shell, paris, tmp_path):
    rows = "1;Un four;à créer;1\n1;Un banc;à créer;1\n2;Un abri;à créer;2\n3;Un lavoir;à créer;\n"
    shell.ok("import", paris, csv(tmp_path, "table;idée;statut;item\n" + rows))
    first, second, *_rest = (each["title"] for each in shell.json("category", "list", paris))
    path = written(shell, paris)
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    four, banc, abri, _lavoir = lines
    status = {"à créer": "déjà existante", "to be created": "already existing"}
    was, becomes = next(each for each in status.items() if each[0] in four)
    four = four.replace(was, becomes, 1).replace(first, second, 1)
    banc = banc.replace(first, "Jardins", 1)
    abri = abri.replace("T2-01;2;", "T2-01;3;").replace(second, "", 1)
    path.write_text(f"{head}\n{four}\n{banc}\n{abri}", encoding="utf-8")

    offered = shell.ok("import", paris, path)
    assert "2 ideas are different in the file. To correct them here, add --corrections." in offered.err
    assert f"T1-01  “Un four”, to be created → already existing, “{first}” → “{second}”" in offered.err
    assert f"T1-02  “Un banc”, “{first}” → “Jardins”" in offered.err
    assert "1 idea is at a different table in the file; it stays at its table here (T2-01)" in offered.err
    assert "1 idea has no category or no detail any more in the file; nothing is removed here (T2-01)" in offered.err
    assert offered.err.count("1 idea in the session is not in this file; it stays in the session (T3-01).") == 1

    half = shell.ok("import", paris, path, "--corrections")
    lines = half.err.splitlines()
    corrected = lines.index("1 idea was corrected.")
    stays = lines.index("1 idea has a category that does not exist here; it stays as it is.")
    assert "→" in lines[corrected + 1]
    assert "→" not in lines[stays + 1]
    assert "(not in the typology)" in lines[stays + 1]
    assert "1 idea was corrected." in half.err
    assert "1 idea has a category that does not exist here; it stays as it is." in half.err
    assert shell.json("import", paris, path, "--corrections", "--new-items")["new_items_made"] is True
    ideas = {idea["ref"]: idea for idea in shell.json("idea", "list", paris)}
    assert ideas["T1-01"]["status"] == "existing"
    assert (ideas["T1-02"]["category"], ideas["T2-01"]["table"]) == ("jardins", 2)
    again = shell.json("import", paris, path, "--corrections", "--new-items")
    assert (again["rows"], again["corrections"], again["new_items"]) == ([], [], [])
    expected = {"at_table": ["T2-01"], "merged": [], "emptied": ["T2-01"], "absent": ["T3-01"], "lost_letters": []}
    assert again["kept"] == expected


def test_the_answer_says_nothing_of_a_zero(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée\n1;Un four\n")
    assert "would be imported" in shell.ok("import", paris, path, "--dry-run").err
    shell.ok("import", paris, path)
    for options in ((), ("--dry-run",)):
        err = shell.ok("import", paris, path, *options).err
        assert "0 idea" not in err
        assert err.splitlines()[-1] == "No new ideas."


@pytest.mark.parametrize("text", ["", "\n\n", "table;idée\n", "- marie@example.org\n"])
def test_a_file_without_an_idea_ends_with_a_sentence_and_a_code(shell, paris, tmp_path, text):
    done = shell("import", paris, csv(tmp_path, text), "--table", 1)
    assert done.code == 1
    assert any(told in done.err for told in ("This file is empty", "no row follows it", "No ideas in"))
    assert "0 of 0" not in done.err


def test_a_mail_whose_list_is_to_be_copied_tells_to_add_its_table_unless_that_was_said(shell, paris, tmp_path):
    path = tmp_path / "mail.txt"
    path.write_text("De : Anne\nÀ : Bob\nObjet : idées\n\n- Oser\n", encoding="utf-8")
    assert "add --table N" in shell("import", paris, path).err
    assert "add --table N" not in shell("import", paris, path, "--table", 2).err


def test_a_mail_that_was_read_ends_well_though_most_of_its_lines_are_no_ideas(shell, paris, tmp_path):
    text = "Bonjour à tous,\n\n- Un préau\n\nCordialement,\nAnne Roux\nMairie de Rennes\n06 12 34 56 78\n"
    assert len(shell.ok("import", paris, csv(tmp_path, text), "--table", 1).lines) == 1


def test_the_preview_names_items_that_are_to_be_made(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée;item\n2;Un four;Jardins\n2;Un banc;1\n2;Un abri;—\n")
    items = [line[:40] for line in shell.ok("import", paris, path, "--dry-run", "--new-items").lines]
    assert "+ Jardins (new)" in items[1]
    assert "new" not in items[2] + items[3]
    assert "Jardins (not in the typology)" in shell.ok("import", paris, path, "--dry-run").out


def test_on_a_terminal_the_table_of_ideas_that_name_none_is_asked(shell, paris, tmp_path, monkeypatch):
    path = csv(tmp_path, "idée;où\nUn four;2\nUn banc;3\n")
    nowhere = shell("import", paris, path)
    assert nowhere.code == 1
    assert "--table-column" in nowhere.err
    assert "--table." in nowhere.err
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    again = shell("import", paris, path, stdin=b"99\nailleurs\n\n")
    assert again.code == 1
    assert "Columns that could give it: où" in again.err
    assert "Table 99 does not exist (tables 1 to" in again.err
    assert "“ailleurs” is not a table number (tables 1 to" in again.err
    assert shell.json("idea", "list", paris) == []
    asked = shell.ok("import", paris, path, "--dry-run", stdin="où\n".encode())
    assert "2 ideas have no table. The first is “Un four”." in asked.err
    assert [line.split()[0] for line in asked.lines[1:]] == ["2", "3"]
    shell.ok("import", paris, path, stdin=b"4\n")
    assert {idea["table"] for idea in shell.json("idea", "list", paris)} == {4}


def test_the_encoding_is_called_as_people_call_it(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée\n1;Un goûter à l’école\n", "cp1252")
    assert "Read as CSV, accents: Windows, Western Europe (cp1252), separated" in shell.ok("import", paris, path).err


def test_ideas_of_one_table_in_the_same_words_are_imported_and_counted(shell, paris, tmp_path):
    path = csv(tmp_path, "table;idée\n1;Un four\n1;Un four\n2;Un four\n2;Un banc\n")
    told = "1 idea has the same words as another idea from the same table in the file; both are imported."
    assert told in shell.ok("import", paris, path, "--dry-run").err.splitlines()
    assert told in shell.ok("import", paris, path).err.splitlines()
    assert len(shell.json("idea", "list", paris)) == 4
    assert "same words" not in shell.ok("import", paris, path).err


def test_rows_of_several_sheets_are_each_counted(shell, paris, tmp_path):
    sheets = {f"Table {table}": [["Idée"], *([f"Un jardin {table}.{row}"] for row in range(3))] for table in (1, 2)}
    path = tmp_path / "tables.xlsx"
    path.write_bytes(xlsx(sheets))
    done = shell.ok("import", paris, path)
    assert len(shell.json("idea", "list", paris)) == 6
    assert "6 of 6" in done.out + done.err
    assert "only" not in done.out + done.err


def test_the_answer_the_history_and_json_have_one_count(shell, paris, tmp_path):
    shell.ok("idea", "add", paris, "--table", 1, "Un four")
    shell.ok("idea", "add", paris, "--table", 1, "Un banc")
    shell.ok("proposal", "undecided", paris, "T1-02")
    rows = "T1-01;1;Un four;existant;\nT1-02;1;Un banc;à créer;1\n;2;Un abri;à créer;Lire\n"
    path = csv(tmp_path, f"repère;table;idée;statut;item\n{rows}")
    counts = {"new": 1, "corrected": 2, "filed": 1, "new_items": 1}
    assert shell.json("import", paris, path, "--dry-run", "--corrections", "--new-items")["counts"] == counts
    done = shell.ok("import", paris, path, "--corrections", "--new-items")
    for told in (
        "1 idea imported.",
        "2 ideas were corrected.",
        "1 idea was filed under its category.",
        "1 new category was created",
    ):
        assert told in done.err
    line = "Import of ideas.csv: 1 idea for table 2; 2 corrected; 1 filed under its category; 1 new category"
    assert shell.json("history", paris)[0]["what"] == line
    again = {"new": 0, "corrected": 0, "filed": 0, "new_items": 0}
    assert shell.json("import", paris, path, "--corrections", "--new-items")["counts"] == again


def test_what_stays_out_of_several_sheets_is_told_with_its_sheet(shell, paris, tmp_path):
    rows = [["Idée", "Qui"], ["Un four", "Léa"], ["", "Max"]]
    sheets = {
        "Table 1": [["Idée", "Qui"], ["Un banc", ""]],
        "Table 3": rows,
        "Table 8": [["Idée", "Qui"], ["Un pré", ""]],
    }
    path = tmp_path / "tables.xlsx"
    path.write_bytes(xlsx(sheets))
    done = shell.ok("import", paris, path)
    assert "Table: the sheet names · skipped: “Qui”" in done.err
    assert "Line 3 of the sheet “Table 3” skipped. There is no idea in this row." in done.err
    assert "Line 2 of the sheet “Table 8” skipped. There is no table 8" in done.err
    assert "line 2 of the sheet “Table 3”" in done.out
    found = shell.json("import", paris, path, "--dry-run")["refused"]
    assert [(each["sheet"], each["line"]) for each in found] == [("Table 3", 3), ("Table 8", 2)]
    path.write_bytes(xlsx({name: [*rows, ["", "Max"], ["", "Eva"]] for name in ("Table 1", "Table 2")}))
    told = shell("import", paris, path, "--dry-run").err
    assert "(lines 3, 4, 5 of the sheet “Table 1”, 3, 4, 5 of the sheet “Table 2”)" in told


UNNAMED = (
    "12;Réparer les vélos dans la cour de l’école.;Avec Léa et Max, le soir.\n"
    "7;Un marché du soir sur la place de la gare.;Si la mairie le veut bien.\n"
    "30;Oser ouvrir les jardins à tous les voisins.;Pas sans les parents du quartier.\n"
)


def test_all_that_is_missing_is_said_at_once_with_a_command_to_copy(shell, paris, tmp_path):
    path = csv(tmp_path, UNNAMED)
    refused = shell("import", paris, path, "--new-items")
    assert refused.code == 1
    told = refused.err.split("\nFor example: ")
    assert "--idea COLUMN" in told[0]
    assert "--table N" in told[0]
    assert "1 (12), 2 (Réparer les vélos dans la cou…), 3 (Avec Léa et Max, le soir.)." in told[0]
    words = shlex.split(told[1])
    assert words[:2] + words[-5:] == ["facilitate", "import", "--new-items", "--idea", "2", "--table", "1"]
    assert len(shell.ok(*words[1:]).lines) == 3


def test_where_the_table_is_known_only_the_column_is_missing(shell, paris, tmp_path):
    for text, options in ((UNNAMED, ["--table", 2]), ("Table 2\na;b;où\nx;y;\nz;w;\n", [])):
        refused = shell("import", paris, csv(tmp_path, text), *options)
        assert (refused.code, "--table N" in refused.err, "--table 1" in refused.err) == (1, False, False)


def test_ideas_that_name_no_table_are_told_with_a_command_to_copy(shell, paris, tmp_path):
    path = tmp_path / "idées d’été.csv"
    path.write_text("idée;auteur\nUn four;Léa\n", encoding="utf-8")
    refused = shell("import", paris, path, "--no-detail")
    words = shlex.split(refused.err.splitlines()[-1].partition("under table 1: ")[2])
    assert words == ["facilitate", "import", paris, str(path), "--no-detail", "--table", "1"]
    assert len(shell.ok(*words[1:]).lines) == 1
    assert "for instance" not in shell.ok("import", paris, path, "--table", 1).err


def test_columns_without_a_name_are_asked_for_by_their_numbers_with_what_is_in_them(
    shell, paris, tmp_path, monkeypatch
):
    path = csv(tmp_path, UNNAMED)
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    done = shell.ok("import", paris, path, "--table", 1, stdin=b"4\n3\n")
    assert done.err.splitlines()[:4] == [
        "Which column contains the ideas?",
        "  1  12 · 7 · 30",
        "  2  Réparer les vélos dans la cou… · Un marché du soir sur la plac… · Ose…",
        "  3  Avec Léa et Max, le soir. · Si la mairie le veut bien. · Pas sans les…",
    ]
    assert shell.json("idea", "list", paris)[0]["text"] == "Avec Léa et Max, le soir."


def test_a_board_of_cards_is_read_though_it_names_no_column(shell, paris, tmp_path, monkeypatch):
    cards = "Partager les outils,120,340,#FFF9B1,sticky_note\nRéparer ensemble,310,342,#FFF9B1,sticky_note\n"
    cards += "Une fresque à la gare,-55.5,610,#D5F692,sticky_note\nUn marché du soir,480,-20,#F5D128,sticky_note\n"
    rows = shell.json("import", paris, csv(tmp_path, cards), "--table", 2)["rows"]
    assert [row["text"] for row in rows][::3] == ["Partager les outils", "Un marché du soir"]
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    asked = shell.ok("import", paris, csv(tmp_path, cards), "--dry-run", stdin=b"3\n")
    assert "Type the number of the table, or press Enter to skip these ideas:" in asked.err
    assert {line.split()[0] for line in asked.lines[1:]} == {"3"}


def test_columns_without_a_name_are_told_as_columns(shell, paris, tmp_path):
    err = shell.ok("import", paris, csv(tmp_path, UNNAMED), "--table", 1, "--idea", 2).err
    assert "Idea: column 2 · skipped: column 1, column 3 · 3 of 3 lines accepted" in err


MINUTES = """Compte rendu — table 5
Présents : Léa, Omar, Inès
Date : 12/04/2027

Léa : une crèche associative
Omar : un local pour les ados
Logement : créer un fonds
- un bal
  - en juin
"""


def test_minutes_come_in_at_their_table_without_names_and_what_is_left_out_is_told_before(shell, paris, tmp_path):
    path = tmp_path / "cr.txt"
    path.write_text(MINUTES, encoding="utf-8")
    done = shell.ok("import", paris, path)
    told = done.err.splitlines()
    assert "2 heading lines skipped" in told[0]
    assert "Read as a table title: “Compte rendu — table 5”." in told
    assert any("people speaking" in line and "(2 lines)" in line for line in told)
    found = shell.json("idea", "list", paris, "--table", 5)
    assert [idea["text"] for idea in found] == [
        "une crèche associative", "un local pour les ados", "Logement : créer un fonds", "un bal", "en juin",
    ]  # fmt: skip
    assert not any(name in str(found) for name in ("Léa", "Omar", "Inès"))
    assert shell.json("import", paris, path)["rows"] == []


def test_what_came_in_as_it_was_written_does_not_come_in_again_in_parts(shell, paris, tmp_path):
    path = tmp_path / "cr.txt"
    path.write_text(MINUTES, encoding="utf-8")
    whole = shell.json("import", paris, path, "--as-written")
    assert "Léa : une crèche associative" in [row["text"] for row in whole["rows"]]
    assert shell.json("import", paris, path)["rows"] == []


def test_sub_points_are_ideas_or_the_detail_and_how_to_have_the_other_is_told(shell, paris, tmp_path):
    path = tmp_path / "cr.txt"
    path.write_text(MINUTES, encoding="utf-8")
    assert "--sub-points detail" in shell.ok("import", paris, path, "--dry-run").err
    done = shell.json("import", paris, path, "--dry-run", "--sub-points", "detail")
    assert [(row["text"], row["detail"]) for row in done["rows"]][-1] == ("un bal", "en juin")
    assert any("as a detail" in notice for notice in done["notices"])
    refused = shell("import", paris, path, "--sub-points", "aucun")
    assert (refused.code, "ideas, detail" in refused.err) == (2, True)


POINTS = (
    "Table 1\n- Un four à pain\n    - ouvert le soir\n- Une bourse aux vélos\nTable 2\n- Un verger\n    - près du lac\n"
)


PLACED = MINUTES.replace("Léa : ", "").replace("Omar : ", "").replace("2027\n", "2027\nLieu : la friche\n")


@pytest.mark.parametrize(
    ("name", "text", "option", "ideas"),
    [
        ("points de l’été.txt", POINTS, "--sub-points", ["Un four à pain", "Une bourse aux vélos", "Un verger"]),
        ("minutes.txt", PLACED, "--as-written", ["Date : 12/04/2027", "Lieu : la friche"]),
    ],
)
def test_how_to_have_a_file_read_otherwise_is_said_with_commands_that_do_it(
    shell, paris, tmp_path, name, text, option, ideas
):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    looked = _commands(shell.ok("import", paris, path, "--dry-run").err)
    assert any(option in words and "--dry-run" in words for words in looked)
    assert not any("undo" in words for words in looked)
    steps = _commands(shell.ok("import", paris, path).err)
    at = next(place for place, words in enumerate(steps) if option in words)
    assert steps[at - 1][1] == "undo"
    for words in steps[at - 1 : at + 1]:
        shell.ok(*words[1:])
    found = [idea["text"] for idea in shell.json("idea", "list", paris)]
    assert set(ideas) <= set(found)
    assert len(found) == len(set(found))
    again = shell.ok("import", paris, path, *steps[at][4:])
    assert "undo" not in again.err
    assert not [words for words in _commands(again.err) if option in words]


def test_commands_to_copy_name_the_folder_that_home_named(shell, paris, tmp_path, monkeypatch):
    path = tmp_path / "points.txt"
    path.write_text(POINTS, encoding="utf-8")
    monkeypatch.delenv("FACILITATE_HOME")
    steps = _commands(shell.ok("import", paris, path, "--home", shell.home).err)
    assert [words[1] for words in steps] == ["undo", "import"]
    for words in steps:
        assert words[-2:] == ["--home", str(shell.home)]
        shell.ok(*words[1:])


def _commands(told):
    return [shlex.split(line) for line in told.splitlines() if line.startswith("  facilitate ")]


@pytest.mark.parametrize(
    ("text", "told"),
    [("Léa\nOmar\nInès\n", "names of people, no ideas"), ("Mobilité\nLogement\nSanté\n", "themes of a word or two")],
)
def test_a_list_of_names_or_themes_brings_nothing_in_and_only_themes_name_the_option(
    shell, paris, tmp_path, text, told
):
    path = tmp_path / "liste.txt"
    path.write_text(text, encoding="utf-8")
    done = shell("import", paris, path, "--table", 1)
    assert (done.code, done.out, told in done.err) == (1, "", True)
    assert ("--as-written" in done.err) is ("themes" in told)
    assert len(shell.ok("import", paris, path, "--table", 1, "--as-written").lines) == 3


def test_a_cell_that_holds_a_list_is_counted_as_its_row_and_comes_in_once(shell, paris, tmp_path):
    path = csv(tmp_path, 'Table;Idée\n2;"- une scène\n- un karaoké"\n3;Un four\n')
    done = shell.json("import", paris, path)
    assert (done["rows_with_words"], done["rows_understood"]) == (2, 2)
    assert [row["text"] for row in done["rows"]] == ["une scène", "un karaoké", "Un four"]
    again = shell.json("import", paris, path)
    assert (again["rows"], again["already_here"]) == ([], 3)


def test_an_idea_of_several_lines_comes_back_as_itself_with_its_reference_or_without(shell, paris, tmp_path):
    path = csv(tmp_path, 'Table;Idée\n2;"- une scène\n- un karaoké"\n')
    shell.ok("import", paris, path, "--as-written")
    shell.ok("export", paris, "--to", "csv", "--to", "json", "--to", "decidim")
    written = [each for each in (shell.home / "exports").rglob("*.*") if each.suffix in (".csv", ".json")]
    found = [shell("import", paris, each, "--json") for each in written]
    assert [(done.data["rows"], done.data["corrections"]) for done in found if done.code == 0] == [([], [])] * 3
    assert shell.json("import", paris, path)["rows"] == []
    assert len(shell.json("idea", "list", paris)) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Table<th>Idée<tr><td>1<td>Un gué<tr><td>2<td>Un bac<tr><td>3<td>Un pont</table>",
        "<table><tr><th>Table<th>Idea\n<tr><td>1<td>A ford<tr><td>2<td>A ferry\n<tr><td>3<td>A bridge</table>",
    ],
)
def test_rows_that_stand_in_one_line_of_a_page_are_counted_each(shell, paris, tmp_path, page):
    path = tmp_path / "ideas.html"
    path.write_text(page, encoding="utf-8")
    done = shell("import", paris, path, "--dry-run")
    assert (done.code, "3 of 3 lines accepted" in done.err) == (0, True)
    assert shell.json("import", paris, path)["rows_with_words"] == 3


FORM = (
    "ID;Horodatage;Durée;Adresse IP;Vide;Adresse;Table;Idée;Ce qui manque;Lien;Couleur\n"
    "a1;2026-11-28 11:02:07;42;90.12.3.4;;lea@exemple.fr;1;Un four;du bois;https://exemple.fr/a;#FFCC00\n"
    "b2;2026-11-28 11:03:07;40;90.12.3.4;;omar@exemple.fr;2;Un banc;;https://exemple.fr/b;#00CC00\n"
)


def test_columns_that_hold_words_are_named_and_the_others_that_are_left_out_counted(shell, paris, tmp_path):
    told = shell.ok("import", paris, csv(tmp_path, FORM), "--idea", "Idée", "--no-detail", "--dry-run").err
    assert "skipped: “Ce qui manque” and 7 columns of numbers, dates, addresses or codes ·" in told.splitlines()[0]
    french = shell.ok(
        "import", paris, csv(tmp_path, FORM), "--idea", "Idée", "--no-detail", "--dry-run", "--lang", "fr"
    )
    assert "« Ce qui manque » et 7 colonnes de nombres, dates, adresses ou codes" in french.err.replace("\u00a0", " ")
    data = shell.json("import", paris, csv(tmp_path, FORM), "--idea", "Idée", "--no-detail", "--dry-run")
    assert len(data["left_out"]) == 8
    few = shell.ok("import", paris, csv(tmp_path, "Table;Idée;Votes\n1;Un four;3\n2;Un pré;1\n"), "--dry-run")
    assert "skipped: “Votes” ·" in few.err


PASTED = (
    "Bonjour à tous, on note tout ici 😊\nUn jardin partagé\nUn four à pain\nqui note ?\nDes bancs\nMerci à tous 🙏\n"
    "Une fresque\nPage 1/2\nSophie\n"
)


@pytest.fixture
def pasted(tmp_path):
    path = tmp_path / "copie.txt"
    path.write_text(PASTED, encoding="utf-8")
    return path


@pytest.mark.parametrize(("tables", "said"), [(1, "To include these lines too: "), (4, (
    "To include these lines too, for example under table 1 for those that name none: "
))])  # fmt: skip
def test_the_table_of_lines_in_doubt_is_an_example_where_there_are_several(shell, tmp_path, tables, said):
    shell.ok("new", "--title", "Essai", "--tables", tables, "--question", "Que faire ?")
    path = tmp_path / "copie.txt"
    path.write_text("Ordre du jour\n- Accueil\n- Pause\n\nTable 1\n- Un four\n- Un bal\n", encoding="utf-8")
    told = shell.ok("import", "essai", path, "--dry-run").err.splitlines()
    line = next(each for each in told if "--doubtful" in each)
    assert line.startswith(said)
    assert "--table 1" in line


def test_lines_in_doubt_stay_out_with_their_words_and_the_command_that_imports_them(shell, paris, pasted):
    done = shell.ok("import", paris, pasted, "--table", 3)
    assert [line.split("  ")[-1] for line in done.lines] == [
        "Un jardin partagé", "Un four à pain", "Des bancs", "Une fresque",
    ]  # fmt: skip
    told = done.err.splitlines()
    assert "5 lines might not be ideas and are skipped:" in told
    assert "  line 4  qui note ?  (This may be a reply to someone, not an idea.)" in told
    words = shlex.split(told[-1].removeprefix("To include these lines too: "))
    assert words == ["facilitate", "import", paris, str(pasted), "--table", "3", "--doubtful"]
    assert [line.split("  ")[-1] for line in shell.ok(*words[1:]).lines] == [
        "Bonjour à tous, on note tout ici 😊", "qui note ?", "Merci à tous 🙏", "Page 1/2", "Sophie",
    ]  # fmt: skip


def test_only_what_is_plainly_an_idea_is_a_reason_to_ask_for_a_table(shell, paris, pasted, tmp_path):
    done = shell("import", paris, pasted)
    assert done.code == 1
    assert "4 lines skipped (lines 2, 3, 5, 7): No table" in done.err
    assert "(“Un jardin partagé”, “Un four à pain”, “Des bancs”, “Une fresque”)" in done.err
    assert "under table 1: " in done.err
    path = tmp_path / "rien.txt"
    path.write_text("Un mot\nTable 2\n- Un bal\n- Un pré\n- Un four\n\n## Agenda\n\n9 h : accueil\n", encoding="utf-8")
    done = shell.ok("import", paris, path)
    assert "under table 1: " not in done.err
    assert "line 9  9 h : accueil" in done.err


def test_a_text_of_nothing_but_doubt_says_so_and_ends_with_a_code(shell, paris, tmp_path):
    path = tmp_path / "rien.txt"
    path.write_text("d’accord\nqui note ?\nmdr\n", encoding="utf-8")
    done = shell("import", paris, path, "--table", 1)
    assert (done.code, "No line of this file is clearly an idea." in done.err) == (1, True)
    assert "without a table" not in shell("import", paris, path).err


def test_on_a_terminal_lines_in_doubt_are_shown_and_asked_about_once(shell, paris, pasted, monkeypatch):
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_questions.has_terminal", lambda: True)
    no = shell.ok("import", paris, pasted, "--table", 3, "--dry-run", stdin=b"\n")
    assert no.err.index("Read as") < no.err.index("  line 1  Bonjour") < no.err.index("Import these lines too?")
    assert ("4 ideas would be imported." in no.err, "--doubtful" in no.err) == (True, False)
    yes = shell.ok("import", paris, pasted, stdin=b"3\nyes\n")
    assert (len(yes.lines), yes.err.count("Import these lines too?")) == (9, 1)
    assert shell.ok("import", paris, pasted, "--table", 3, "--doubtful").lines == []


def test_on_a_terminal_lines_in_doubt_alone_are_asked_about_before_their_table(shell, paris, tmp_path, monkeypatch):
    path = tmp_path / "rien.txt"
    path.write_text("d’accord\nqui note ?\nmdr\n", encoding="utf-8")
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_questions.has_terminal", lambda: True)
    assert len(shell.ok("import", paris, path, stdin=b"yes\n2\n").lines) == 3


QUESTIONS = "Table;Que dire de la gare du quartier ?;Une autre idée ?\n1;Un abri plus grand;Des bancs\n2;Un café;\n"


def test_where_several_columns_may_hold_ideas_the_example_names_them_all_and_can_be_copied(shell, paris, tmp_path):
    path = csv(tmp_path, QUESTIONS)
    refused = shell("import", paris, path)
    assert refused.code == 1
    words = shlex.split(next(line for line in refused.err.splitlines() if "For example:" in line).partition(": ")[2])
    assert words.count("--idea") == 2
    assert "--table" not in words
    assert len(shell.ok(*words[1:]).lines) == 3


def test_on_a_terminal_several_columns_of_ideas_can_be_answered_at_once(shell, paris, tmp_path, monkeypatch):
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_questions.has_terminal", lambda: True)
    assert len(shell.ok("import", paris, csv(tmp_path, QUESTIONS), stdin=b"2 3\n").lines) == 3


def test_empty_answers_beside_ideas_are_told_as_answers_and_not_as_rows(shell, paris, tmp_path):
    rows = "1;Un bal;non\n2;Un four;RAS\n3;Un pré;Une mare\n"
    told = shell.ok("import", paris, csv(tmp_path, f"Table;Votre idée ?;Une autre idée ?\n{rows}")).err
    assert "2 empty answers skipped (lines 2, 3)." in told


def test_json_lists_lines_in_doubt_beside_those_that_are_refused(shell, paris, pasted):
    pasted.write_text(PASTED + "RAS\n", encoding="utf-8")
    found = shell.json("import", paris, pasted, "--table", 3, "--dry-run")
    assert [(row["line"], row["excerpt"]) for row in found["doubtful"]][:2] == [
        (1, "Bonjour à tous, on note tout ici 😊"), (4, "qui note ?"),
    ]  # fmt: skip
    assert [row["excerpt"] for row in found["refused"]] == ["RAS"]
    assert set(found["refused"][0]) == set(found["doubtful"][0]) == {"line", "reason", "excerpt"}
    assert shell.json("import", paris, pasted, "--table", 3, "--dry-run", "--doubtful")["doubtful"] == []


def test_an_idea_with_an_address_or_a_number_in_it_is_told_before_it_is_published(shell, paris, tmp_path):
    rows = "1;Écrire à lea@exemple.org pour un bal\n1;Un four\n2;Appeler le 06 11 22 33 44 le soir pour danser\n"
    err = shell.ok("import", paris, csv(tmp_path, "table;idée\n" + rows)).err
    assert "an e-mail address or a telephone number (2 rows: 2, 4). Check them before publishing." in err
    assert (
        "e-mail" not in shell.ok("import", paris, csv(tmp_path, "table;idée\n1;Un pré\n2;3 bancs à 1 000 000 €\n")).err
    )


def test_one_row_that_comes_in_of_several_is_told_as_one(shell, paris, tmp_path):
    path = tmp_path / "idées.csv"
    path.write_text("table;idée\n1;un bal\n91;un bus\n92;un banc\n93;un four\n", encoding="utf-8")
    assert "Only 1 of 4 lines is accepted" in shell("import", paris, path, "--dry-run").err
    told = shell("--lang", "fr", "import", paris, path, "--dry-run").err
    assert "1 ligne seulement est retenue sur 4" in told.replace("\u00a0", " ")


def test_columns_named_several_times_are_all_read(shell, paris, tmp_path):
    path = csv(tmp_path, "Table;Matin;Soir;Remarque générale\n1;Un banc public;Un four à pain;Merci\n2;;Un lit;\n")
    rows = shell.json("import", paris, path, "--idea", "Matin", "--idea", "Soir", "--dry-run")["rows"]
    assert [(row["table"], row["text"]) for row in rows] == [
        (1, "Un banc public"),
        (1, "Un four à pain"),
        (2, "Un lit"),
    ]
    rows = shell.json("import", paris, path, "--idea", "Matin", "--detail", "Soir", "--detail", 4, "--dry-run")["rows"]
    assert [(row["text"], row["detail"]) for row in rows] == [("Un banc public", "Un four à pain\n\nMerci")]


def test_an_example_repeats_each_column_that_was_named(shell, paris, tmp_path):
    path = csv(tmp_path, "Matin;Soir\nUn banc public;Un four à pain\nUn lit;Un mur\n")
    said = shell("import", paris, path, "--idea", "Matin", "--idea", "Soir").err
    assert "--idea Matin --idea Soir --table 1" in said


@pytest.mark.parametrize(
    ("name", "text", "table"),
    [
        ("notes table 2.txt", "- Un banc public\n- Un four à pain\n", 2),
        ("notes_table-3.csv", "Idée;Auteur\nUn banc public;Anne\nUn four à pain;Paul\n", 3),
        ("liste.txt", "Pour la table 2 on était sept\n\n- Un banc public\n- Un four à pain\n- Un lit\n", 2),
        ("notes table 9.txt", "- Un banc public\n- Un four à pain\n", 1),
        ("table 1 et table 2.txt", "- Un banc public\n- Un four à pain\n", 1),
        ("table 2.csv", "Matin;Soir\nUn banc public;Un four à pain\nUn lit;Un mur\n", 2),
    ],
)
def test_the_table_of_an_example_is_the_one_that_the_file_says(shell, paris, tmp_path, name, text, table):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert f"--table {table}" in shell("import", paris, path, "--dry-run").err


def test_of_several_ideas_in_a_row_the_ideas_are_counted(shell, paris, tmp_path):
    path = csv(tmp_path, "Table 1;Table 2;Table 3\nUn banc public;Un four à pain;Un lit\nUn mur;;\n")
    assert "4 ideas accepted (lines: 2 of 2)" in shell("import", paris, path, "--dry-run").err


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [x] Un four\n- [ ] Un bal\n", "[x] = existe déjà\n\n- [x] Un four\n- [ ] Un bal\n"),
        ("- Un four\n- Un bal\n", "- Un bal\n\nExiste :\n\n- Un four\n"),
        ("- Un four\n- Un bal\n", "- Un four (existe déjà)\n- Un bal\n"),
    ],
)
def test_a_status_that_a_text_says_since_is_offered_as_a_correction(shell, paris, tmp_path, before, after):
    """People write what the ticks mean into the file after its first import, as the answer advises."""
    path = tmp_path / "pad.md"
    path.write_text(before, "utf-8")
    shell.ok("import", paris, path, "--table", 1)
    path.write_text(after, "utf-8")
    assert "1 idea is different in the file" in shell.ok("import", paris, path, "--table", 1).err
    shell.ok("import", paris, path, "--table", 1, "--corrections")
    found = {each["text"]: each["status"] for each in shell.json("idea", "list", paris)}
    assert found == {"Un four": "existing", "Un bal": "to_create"}
    for words in (after, before):  # a file that says no status takes none away
        path.write_text(words, "utf-8")
        assert "different" not in shell("import", paris, path, "--table", 1).err


def test_ideas_without_a_status_have_the_usual_one_of_their_phase_and_that_is_told(shell, paris, tmp_path):
    tables = next(phase for phase in shell.json("show", paris, "--toml")["phases"] if phase["kind"] == "tables")["key"]
    assert not shell("plan", "set", paris, f"phases/{tables}/status", "already existing").code
    (tmp_path / "bare.csv").write_text("table;idée\n1;Un jardin\n2;Un four\n", encoding="utf-8")
    (tmp_path / "own.csv").write_text("table;idée;statut\n1;Un banc;à créer\n2;Une ruche;\n", encoding="utf-8")
    found = shell.json("import", paris, str(tmp_path / "bare.csv"), "--dry-run")
    assert [row["status"] for row in found["rows"]] == ["existing", "existing"]
    done = shell("import", paris, str(tmp_path / "bare.csv"))
    assert "already existing" in done.err
    assert "already existing" not in shell("import", paris, str(tmp_path / "own.csv")).err
    listed = {idea["text"]: idea["status"] for idea in shell.json("idea", "list", paris)}
    assert listed == {"Un jardin": "existing", "Un four": "existing", "Un banc": "to_create", "Une ruche": "to_create"}
    assert shell.json("import", paris, str(tmp_path / "bare.csv"))["already_here"] == 2


def test_what_names_people_is_said_once_with_its_lines(shell, paris, tmp_path):
    path = tmp_path / "cr.txt"
    path.write_text("Table 1\nAnimée par Mme P. Le groupe a parlé.\n- Un banc\n- Un four\n", encoding="utf-8")
    told = shell.ok("import", paris, path, "--dry-run").err
    assert told.count("never imported") + told.count("This line says who was present") == 1
    assert "Line 2 skipped" in told


def test_one_line_in_doubt_is_asked_about_as_one(shell, paris, tmp_path, monkeypatch):
    monkeypatch.setattr("facilitate.cli.import_questions.has_terminal", lambda: True)
    path = tmp_path / "une.txt"
    path.write_text("Table 2\n- Un bal\n- Un pré\n\nqui note ?\n", encoding="utf-8")
    done = shell("import", paris, path, stdin=b"\n")
    assert "1 line might not be an idea and is skipped:" in done.err
    assert "Import this line too? Type yes to import it, or press Enter to skip it:" in done.err
