from __future__ import annotations


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
    assert [line.split(" stays")[0] for line in done.err.splitlines() if "stays" in line] == [
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


def test_import_from_stdin(shell, paris):
    assert len(shell.ok("import", paris, "-", "--table", 1, stdin=b"* one\n* two\n").lines) == 2
