import pytest

from facilitate.store.journal import frame, unframe
from facilitate.system import hold
from tests.store.test_doctor import damaging


@pytest.fixture
def table(folder, three):
    return folder / "table-2.jsonl"


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 4
    path.write_bytes(data)


def lines(path):
    return path.read_bytes().splitlines(keepends=True)


def test_good_health(shell, three, folder):
    before = {path: path.read_bytes() for path in folder.glob("*.jsonl")}
    done = shell.ok("doctor", three)
    assert "no problems found" in done.out
    assert shell.json("doctor", three)["healthy"] is True
    assert {path: path.read_bytes() for path in folder.glob("*.jsonl")} == before


def test_a_copy_that_a_synchronised_folder_made_is_named(shell, three, table):
    table.with_name("table-2-LAPTOP.jsonl").write_bytes(table.read_bytes())
    done = shell.ok("doctor", three)
    assert "table-2-LAPTOP.jsonl is a copy of table-2.jsonl" in done.out
    assert "you can delete it" in done.out
    assert "no problems found" in done.out
    assert len(shell.json("doctor", three)["copies"]) == 1


def test_a_flipped_byte_costs_one_line(shell, three, table):
    flip(table, len(b"".join(lines(table)[:2])) + 60)
    spoiled = lines(table)[2]
    assert "Line 3" in shell("idea", "list", three).err
    done = shell.ok("doctor", three)
    assert "line 3" in done.out
    assert table.with_suffix(".damaged").read_bytes() == spoiled
    assert [idea["ref"] for idea in shell.json("idea", "list", three)] == ["T1-01", "T2-01"]
    assert "repaired; nothing was deleted" in done.out
    assert "no problems found" in shell.ok("doctor", three).out


def test_a_torn_last_line_is_set_aside(shell, three, table):
    whole = table.read_bytes()
    table.write_bytes(whole + b'0123abcd {"id":"000')
    assert shell.json("doctor", three)["journals"][-1]["torn"] is True
    assert table.read_bytes() == whole
    assert table.with_suffix(".torn").read_bytes() == b'0123abcd {"id":"000\n'


def test_a_last_line_that_only_lacks_its_end_counts(shell, three, table):
    whole = table.read_bytes()
    table.write_bytes(whole[:-1])
    assert "it was used" in shell.ok("doctor", three).out
    assert table.read_bytes() == whole


def test_a_damaged_first_line_is_written_anew_from_the_other_journals(shell, three, table):
    header = lines(table)[0]
    flip(table, 20)
    shell.ok("doctor", three)
    assert lines(table)[0] == header
    assert len(shell.json("idea", "list", three)) == 3


def test_an_empty_journal_is_no_harm(shell, three, table):
    table.write_bytes(b"")
    assert "table-2.jsonl: empty" in shell.ok("doctor", three).out


def test_a_missing_journal_of_a_table_is_only_missing(shell, three, table):
    table.unlink()
    assert "no problems found" in shell.ok("doctor", three).out


def test_without_the_programme_it_says_how_to_get_it_back(shell, three, folder):
    assert "programme of this session is missing" not in shell.ok("show", three).err
    (folder / "facilitator.jsonl").unlink()
    assert "programme of this session is missing" in shell("show", three).err
    done = shell("doctor", three)
    assert done.code == 1
    assert "facilitate collect" in done.out
    assert shell("doctor", three, "--json").data["beyond_repair"]


def test_all_first_lines_gone_is_beyond_repair_and_touches_nothing(shell, paris, folder):
    path = folder / "facilitator.jsonl"
    path.write_bytes(b"junk\n" + b"".join(lines(path)[1:]))
    before = path.read_bytes()
    assert shell("doctor", paris).code == 1
    assert path.read_bytes() == before


def test_a_journal_of_another_session_is_named(shell, three, folder):
    other = shell.ok("new", "--title", "Other").lines[0]
    stray = folder / "zz.jsonl"
    stray.write_bytes((shell.home / "sessions" / other / "facilitator.jsonl").read_bytes())
    done = shell("doctor", three)
    assert done.code == 1
    assert "zz.jsonl belongs to another session" in done.out


def test_a_journal_that_is_held_is_left_alone(shell, three, table):
    flip(table, len(lines(table)[0]) + 60)
    before = table.read_bytes()
    let_go = hold(table.parent / ".locks" / "table-2.lock")
    done = shell("doctor", three)
    let_go()
    assert done.code == 1
    assert "Close the screens" in done.out
    assert table.read_bytes() == before


def test_acts_of_a_newer_version_and_without_effect_are_told(shell, three, table):
    act = unframe(lines(table)[1][:-1])
    newer = {**act, "id": "00000090-aaaaaaaa", "clock": 90, "kind": "idea.sung", "data": {"tune": "la"}}
    newer.pop("group", None)
    void = {**newer, "id": "00000091-aaaaaaaa", "clock": 91, "kind": "idea.withdrawn", "data": {"idea": "nothing"}}
    table.write_bytes(table.read_bytes() + frame(newer) + frame(void))
    done = shell.ok("doctor", three)
    assert "idea.sung" in done.out
    assert "1 change refers to something missing" in done.out
    assert "everything is readable; nothing is damaged" in done.out
    assert "no problems found" not in done.out


def test_one_act_with_two_contents_is_told(shell, three, folder, table):
    act = unframe(lines(table)[1][:-1])
    act["data"]["text"] = "changed by hand"
    (folder / "copy.jsonl").write_bytes(lines(table)[0] + frame(act))
    done = shell("doctor", three)
    assert done.code == 1
    assert act["id"] in done.out


def test_an_editor_that_saved_a_journal_cost_nothing_and_that_is_told(shell, three, table):
    plain = table.read_bytes()
    table.write_bytes(plain.decode().replace("\n", "\r\n").encode("utf-16"))
    assert "facilitate doctor" in shell("idea", "list", three).err
    assert "it was restored" in shell.ok("doctor", three).out
    assert table.read_bytes() == plain
    table.with_suffix(".damaged").write_bytes(lines(table)[2])
    table.write_bytes(b"".join(lines(table)[:2]))
    assert "1 line that had been set aside was put back." in shell.ok("doctor", three).out
    assert table.read_bytes() == plain
    assert "no problems found" in shell.ok("doctor", three).out


def test_the_list_of_sessions_tells_what_does_not_open_and_shows_the_others(shell, three, folder):
    other = shell.ok("new", "--title", "Autre").lines[0]
    journal = folder.parent / other / "facilitator.jsonl"
    whole = journal.read_bytes()
    for line in damaging():
        journal.write_bytes(whole + line)
        listed = shell("list")
        assert three in listed.out
        assert "Line 3 of" in listed.err


def test_two_ideas_of_one_reference_are_told_and_one_is_renamed(shell, three, table):
    act = unframe(lines(table)[1][:-1])
    act |= {"id": "00000090-aaaaaaaa", "clock": 90}
    act["data"]["text"] = "Une autre idée"
    act.pop("group", None)
    table.write_bytes(table.read_bytes() + frame(act))
    told = shell.ok("doctor", three).out
    assert "2 ideas have the reference T2-01 (table 2): 1. " in told
    assert f"facilitate idea rename {three} T2-01 --which 2" in told
    assert "1 thing remains to be decided, see above" in told
    assert "no problems found" not in told
    assert shell("idea", "rename", three, "T2-01").code == 1
    assert shell.ok("idea", "rename", three, "T2-01", "--which", 2).lines == [
        "T2-01 has become T2bis-01: Une autre idée"
    ]
    assert shell.json("idea", "list", three, "--search", "autre")[0]["aliases"] == ["T2-01"]
    assert "formerly T2-01" in shell.ok("trace", three, "T2bis-01").out
    assert "no problems found" in shell.ok("doctor", three).out


IDEA = {"ref": "T2-09", "table": 2, "text": "d’ailleurs", "status": "existing"}
FORGED = {
    "a digit that is no number": ({"data": IDEA | {"ref": "T2-²"}}, True),
    "5,000 digits": ({"data": IDEA | {"ref": "T2-" + "9" * 5000}}, True),
    "a proposal merged from nothing": ({"kind": "proposal.merged", "data": {"sources": [], "wording": "x"}}, True),
    "minutes without end": ({"kind": "phase.extended", "data": {"phase": "tables", "minutes": 10**9}}, True),
    "the year 9999": ({"at": "9999-12-31T23:59:59.999-23:59"}, True),
    "the year 1": ({"at": "0001-01-01T00:00:00.000+23:59"}, True),
    "a table that cannot be": ({"data": IDEA | {"table": 10**9}}, True),
    "a clock run full": ({"id": "99999999-forged00", "clock": 99_999_999}, False),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_foreign_line_bricks_nothing_and_what_cannot_count_is_set_aside(shell, three, table, what):
    fields, aside = FORGED[what]
    whole = table.read_bytes()
    act = unframe(lines(table)[1].rstrip(b"\n")) | {"id": "00000099-forged00", "clock": 99, "data": IDEA}
    table.write_bytes(whole + frame(act | fields))
    for words in (["list"], ["show", three], ["history", three], ["export", three], ["idea", "list", three]):
        shell.ok(*words)
    assert "Unexpected error" not in shell("check", three).err
    added = [shell.ok("idea", "add", three, "--table", 2, f"après {number}").lines for number in range(2)]
    assert len(added) == 2
    done = shell.ok("doctor", three)
    assert ("damaged" in done.out) == aside
    assert "no problems found" in shell.ok("doctor", three).out
    texts = [idea["text"] for idea in shell.json("idea", "list", three)]
    assert [text for text in texts if text.startswith("après")] == ["après 0", "après 1"]
    assert ("d’ailleurs" in texts) == (not aside)
