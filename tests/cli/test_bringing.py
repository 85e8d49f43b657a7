import shutil

import pytest

from facilitate.store.journal import frame, unframe


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
    path = csv(tmp_path, "table,idea\n1,Good\n9,No such table\n1,\n1,b\x1bad\n2,Good too\n")
    done = shell.ok("import", paris, path)
    assert len(done.lines) == 2
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


@pytest.fixture
def apart(shell, three, folder, tmp_path, monkeypatch):
    """Two copies of the session that went on apart."""
    copies = []
    for name in ("k7m2", "p3xy"):
        home = tmp_path / name
        shutil.copytree(folder, home / "sessions" / three)
        monkeypatch.setenv("FACILITATE_MACHINE", name)
        shell.ok("--home", home, "idea", "add", three, "--table", 1, f"from {name}")
        shell.ok("--home", home, "proposal", "file", three, "T2-01", "--under", 1 if name == "k7m2" else 2)
        copies.append(home / "sessions" / three)
    monkeypatch.setenv("FACILITATE_MACHINE", "home")
    return copies


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0, 1)])
def test_collect_in_any_order_any_number_of_times(shell, three, apart, order):
    came = [shell.json("collect", three, apart[place])["came_in"] for place in order]
    assert came == [2, 2, 0, 0][: len(order)]
    ideas = {idea["ref"]: (idea["text"], idea["category"]) for idea in shell.json("idea", "list", three)}
    assert ideas["T1k7m2-01"][0] == "from k7m2"
    assert ideas["T1p3xy-01"][0] == "from p3xy"
    both = shell.json("collect", three, *sorted(apart[0].glob("*.jsonl")))
    assert both["came_in"] == 0
    assert {entry["by"] for entry in shell.json("history", three)} >= {"table-1.k7m2", "table-1.p3xy"}


def test_every_order_gives_the_same_session(shell, three, apart, folder, tmp_path):
    states = []
    for number, order in enumerate([(0, 1), (1, 0)]):
        home = tmp_path / f"again{number}"
        shutil.copytree(folder, home / "sessions" / three)
        shell.ok("collect", "--home", home, three, apart[order[0]])
        shell.ok("collect", three, apart[order[1]], "--home", home)
        states.append(shell.json("proposal", "list", three, f"--home={home}"))
    assert states[0] == states[1]


def test_another_session_is_refused(shell, three, folder):
    other = shell.ok("new", "--title", "Other").lines[0]
    done = shell("collect", other, folder)
    assert done.code == 1
    assert "another session" in done.err
    assert shell("collect", other, folder / "nowhere.jsonl").code == 1
    assert shell("collect", other, shell.home).code == 1


def test_the_same_act_with_another_content_is_refused_by_its_name(shell, three, apart):
    path = apart[0] / "table-1.jsonl"
    header, line = path.read_bytes().splitlines()
    act = unframe(line)
    act["data"]["text"] = "changed by hand"
    path.write_bytes(header + b"\n" + frame(act))
    done = shell("collect", three, apart[0])
    assert done.code == 1
    assert act["id"] in done.err
    assert len(shell.json("idea", "list", three)) == 3


def test_damaged_lines_of_a_collected_journal_stay_out_and_are_named(shell, three, apart):
    path = apart[0] / "table-1.k7m2.jsonl"
    path.write_bytes(path.read_bytes().replace(b"from", b"form") + b"0000")
    done = shell.ok("collect", three, apart[0])
    assert "Line 2" in done.err
    assert "1 act came in." in done.out
    junk = apart[0] / "junk.jsonl"
    junk.write_bytes(b"hello\n")
    assert shell("collect", three, junk).code == 1
