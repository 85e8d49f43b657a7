import json
import shutil

import pytest

from facilitate.store.journal import frame, unframe


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
    came = [shell.json("collect", three, apart[place], "--take-all")["came_in"] for place in order]
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
        shell.ok("collect", "--home", home, three, apart[order[0]], "--take-all")
        shell.ok("collect", three, apart[order[1]], "--home", home, "--take-all")
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
    done = shell.ok("collect", three, apart[0], "--take-all")
    assert "Line 2" in done.err
    assert "1 change imported." in done.out
    junk = apart[0] / "junk.jsonl"
    junk.write_bytes(b"hello\n")
    assert shell("collect", three, junk).code == 1


def test_what_is_not_a_table_s_own_is_named_and_stays_out_where_nobody_can_be_asked(shell, three, apart):
    done = shell.ok("collect", three, apart[0])
    assert done.lines == ["1 change imported.", "4 changes were already here."]
    assert f"{apart[0] / 'facilitator.k7m2.jsonl'}: the synthesis (1)" in done.err
    assert "--take-all" in done.err
    assert shell.json("idea", "list", three, "--place", "filed") == []
    found = shell.json("collect", three, apart[0], "--take-all")
    assert (found["came_in"], found["for_others_taken"]) == (1, True)
    assert [each["acts"] for each in found["for_others"]] == [{"the synthesis": 1}]
    assert len(shell.json("idea", "list", three, "--place", "filed")) == 1


@pytest.mark.parametrize(("answer", "came"), [(b"yes\n", 2), (b"\n", 1)])
def test_on_a_terminal_it_is_asked_for(shell, three, apart, monkeypatch, answer, came):
    monkeypatch.setattr("facilitate.cli.agreement.has_terminal", lambda: True)
    done = shell.ok("collect", three, apart[0], stdin=answer)
    assert f"{came} change" in done.out


def test_what_a_collect_brought_in_is_undone_and_done_again_as_one_gesture(shell, three, apart):
    before = shell.json("proposal", "list", three)
    shell.ok("collect", three, apart[0], "--take-all")
    after = shell.json("proposal", "list", three)
    assert "2 changes from another computer" in shell.ok("undo", three).out
    assert "T1k7m2-01" not in [idea["ref"] for idea in shell.json("idea", "list", three)]
    assert shell.json("trace", three, "T1k7m2-01")["undone"]
    assert shell.json("proposal", "list", three) == before
    shell.ok("redo", three)
    assert shell.json("proposal", "list", three) == after


FORGED = {
    "another table's idea": ({"ref": "T2k7m2-07", "table": 2, "text": "x", "status": "existing"}, "idea.recorded"),
    "a programme": ({"path": "title", "value": "Autre"}, "plan.set"),
    "a phase": ({"phase": "tables"}, "phase.started"),
    "a purge": ({"before": "2021-01-01", "people": 1, "remarks": 0}, "session.purged"),
    "an undo of what the facilitator did": ({"events": ["FIRST"]}, "undone"),
    "a correction of what is not here": ({"idea": "00000001-zzzzzzzz"}, "idea.withdrawn"),
}  # fmt: skip
IMPOSSIBLE = {
    "a reference that is none": {"ref": "T1k7m2-²"},
    "a reference without end": {"ref": "T1k7m2-" + "9" * 5000},
    "a text with an escape": {"text": "a\x1b[2J"},
    "a text that is too long": {"text": "x" * 10_001},
    "a status nobody knows": {"status": "perhaps"},
    "a table that cannot be": {"table": 10**9},
}


def forged(path, data, kind="idea.recorded", **fields):
    header, line = path.read_bytes().splitlines()[:2]
    act = unframe(line)
    act |= {"id": "00000050-forged00", "clock": 50, "kind": kind, "data": data} | fields
    path.write_bytes(header + b"\n" + frame(act))


@pytest.mark.parametrize("what", FORGED)
def test_a_table_s_journal_is_taken_for_that_table_s_acts_only(shell, three, folder, apart, what):
    path = apart[0] / "table-1.k7m2.jsonl"
    data, kind = FORGED[what]
    first = unframe((folder / "facilitator.jsonl").read_bytes().splitlines()[1])["id"]
    forged(path, json.loads(json.dumps(data).replace("FIRST", first)), kind)
    before = shell.json("idea", "list", three), shell.json("show", three)
    found = shell.json("collect", three, path)
    assert (found["came_in"], len(found["for_others"])) == (0, 1)
    assert (shell.json("idea", "list", three), shell.json("show", three)) == before


def test_a_table_s_journal_does_not_speak_for_another_table(shell, three, apart):
    path = apart[0] / "table-1.k7m2.jsonl"
    data = {"ref": "T2k7m2-07", "table": 2, "text": "x", "status": "existing"}
    forged(path, data, by="table-2.k7m2")
    assert shell.ok("collect", three, path).err.splitlines()[-1].startswith("Nothing was joined:")
    path.rename(apart[0] / "collected.k7m2.jsonl")
    assert shell.json("collect", three, apart[0] / "collected.k7m2.jsonl")["came_in"] == 1


def test_the_session_itself_is_undone_by_nothing(shell, three, folder, apart):
    path = apart[0] / "table-1.k7m2.jsonl"
    first = unframe((folder / "facilitator.jsonl").read_bytes().splitlines()[1])["id"]
    forged(path, {"events": [first]}, "undone")
    before = shell.json("show", three)
    shell.ok("collect", three, path, "--take-all")
    assert shell.json("show", three) == before


@pytest.mark.parametrize("wrong", IMPOSSIBLE)
def test_an_act_that_no_version_writes_stays_out_by_name_and_the_rest_comes_in(shell, three, apart, wrong):
    path = apart[0] / "table-1.k7m2.jsonl"
    header, line = path.read_bytes().splitlines()
    act = unframe(line)
    bad = act | {"id": "00000050-forged00", "clock": 50, "data": act["data"] | IMPOSSIBLE[wrong]}
    path.write_bytes(header + b"\n" + frame(bad) + frame(act))
    found = shell.json("collect", three, path)
    assert found["came_in"] == 1
    assert [("00000050-forged00" in each["reason"], each["file"]) for each in found["left_out"]] == [(True, str(path))]


@pytest.mark.parametrize(
    "stamp",
    [
        {"id": "99999999-forged00", "clock": 99_999_999},
        {"id": "09999999-forged00", "clock": 9_999_999},
        {"at": "9999-12-31T23:59:59.000Z"},
        {"at": "0001-01-01T00:00:00.000+23:59"},
    ],
)
def test_a_stamp_that_cannot_be_stays_out(shell, three, apart, stamp):
    path = apart[0] / "table-1.k7m2.jsonl"
    forged(path, {"ref": "T1k7m2-07", "table": 1, "text": "x", "status": "existing"}, **stamp)
    done = shell("collect", three, path)
    assert (done.code, "has an impossible date" in done.err) == (1, True)
    shell.ok("idea", "add", three, "--table", 1, "après")
    assert shell.ok("list").code == 0


def test_a_purge_dated_later_than_tomorrow_is_not_believed(shell, three, apart):
    path = apart[1] / "table-1.p3xy.jsonl"
    purge = {"before": "2150-01-01", "people": 1, "remarks": 0}
    forged(path, purge, "session.purged", at="2149-01-01T00:00:00.000Z")
    done = shell("collect", three, path, "--take-all")
    assert "has an impossible date" in done.err
    assert shell.json("collect", three, apart[0])["came_in"] == 1


def test_a_category_that_two_laptops_added_apart_is_one_with_what_both_filed(
    shell, three, folder, tmp_path, monkeypatch
):
    copies = []
    for name, title, ref in (("k7m2", "Jardin partagé", "T1-01"), ("p3xy", "JARDIN  PARTAGE", "T2-01")):
        home = tmp_path / name
        shutil.copytree(folder, home / "sessions" / three)
        monkeypatch.setenv("FACILITATE_MACHINE", name)
        if name == "p3xy":
            shell.ok("--home", home, "plan", "add", three, "categories", "key=autre", f"title={title}")
            shell.ok("--home", home, "proposal", "file", three, ref, "--under", "autre")
            shell.ok("--home", home, "category", "keywords", three, "autre", name)
        else:
            shell.ok("--home", home, "category", "add", three, title, "--from", ref, "--keyword", name)
        copies.append(home / "sessions" / three)
    monkeypatch.setenv("FACILITATE_MACHINE", "home")
    for copy in copies:
        shell.ok("collect", three, copy, "--take-all")
    found = [each for each in shell.json("category", "list", three) if "ardin" in each["title"].lower()]
    assert [each["proposals"] for each in found] == [2]
    assert "category-twice" not in shell("check", three, "--json").out


def test_two_people_who_were_given_one_badge_number_keep_it_and_are_named(shell, three, folder, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other / "sessions" / three)
    shell.ok("people", "add", three, "Zoé", "--walk-in")
    shell.ok("--home", other, "people", "add", three, "Léa", "--walk-in")  # a computer with the same tag: a clone
    came = shell.json("collect", three, other / "sessions" / three, "--take-all")
    assert [sorted(each["people"]) for each in came["badges_of_several"]] == [["Léa", "Zoé"]]
    assert {person["badge"] for person in shell.json("people", "list", three)["people"]} == {1}
    assert shell.json("collect", three, other / "sessions" / three, "--take-all")["badges_of_several"] == []
