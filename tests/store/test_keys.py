from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.domain.errors import StorageFailure
from facilitate.store.hub_tokens import FolderKeys
from facilitate.workshop.sharing.proof import name_of, of_token
from tests.support.sessions import create
from tests.support.systems import DATA_HOME, kept_from_others


@pytest.fixture
def keys(tmp_path):
    return FolderKeys(tmp_path)


def test_each_table_has_a_token_nobody_guesses_and_only_its_owner_reads(keys, tmp_path):
    tokens = [keys.token(table) for table in range(1, 41)]
    assert len(set(tokens)) == 40
    assert all(len(token.replace("-", "")) == 20 for token in tokens)
    path = tmp_path / ".hub" / "keys.json"
    assert kept_from_others(path)
    assert kept_from_others(path.parent)


def test_a_token_opens_its_table_also_typed_by_hand(keys):
    token = keys.token(3)
    assert keys.table_of(token) == 3
    assert keys.table_of(f" {token.upper().replace('-', ' ')} ") == 3
    assert keys.table_of(token.replace("0", "O").replace("1", "l")) == 3
    assert keys.table_of(token[:-1]) is None
    assert keys.table_of("") is None
    assert keys.table_of("é" * 20) is None


def test_it_is_the_same_after_the_program_was_started_again(keys, tmp_path):
    assert keys.place == ("", 0)
    keys.keep_place("192.0.2.7", 8317)
    again = FolderKeys(tmp_path)
    assert [again.token(1), again.place] == [keys.token(1), ("192.0.2.7", 8317)]


def test_a_renewed_token_opens_and_the_one_before_is_known_to_be_gone(keys, tmp_path):
    other = FolderKeys(tmp_path)
    before, untouched = other.token(3), other.token(2)
    keys.renew(3)
    assert keys.token(3) != before
    assert [other.table_of(before), other.table_of(keys.token(3)), other.table_of(untouched)] == [0, 3, 2]


def test_a_closed_table_has_no_token_until_it_is_renewed(keys):
    before = keys.token(3)
    keys.close(3)
    assert [keys.token(3), keys.table_of(before), keys.table_of("")] == ["", 0, None]
    keys.renew(3)
    assert keys.table_of(keys.token(3)) == 3
    assert keys.table_of(before) == 0


def test_what_the_hub_is_known_by_outlives_the_tokens_and_differs_by_table(keys, tmp_path):
    key = keys.key(3)
    assert len(key.replace("-", "")) == 20
    assert len({keys.key(table) for table in range(1, 41)}) == 40
    keys.renew(3)
    keys.close(2)
    assert FolderKeys(tmp_path).key(3) == key


def test_a_file_of_before_there_were_keys_gets_its_secret_and_keeps_its_tokens(keys, tmp_path):
    path, token = tmp_path / ".hub" / "keys.json", keys.token(3)
    known = json.loads(path.read_text())
    del known["secret"]
    path.write_text(json.dumps(known))
    key = FolderKeys(tmp_path).key(3)
    assert [keys.key(3), keys.token(3), FolderKeys(tmp_path).key(3)] == [key, token, key]
    assert {**known, "secret": json.loads(path.read_text())["secret"]} == json.loads(path.read_text())


def test_secrets_are_known_by_name_and_what_was_taken_back_is_told_no_key(keys):
    token, key = keys.token(3).replace("-", ""), keys.key(3).replace("-", "")
    assert keys.known_as(name_of(key)) == (key, "")
    assert keys.known_as(name_of(of_token(token))) == (of_token(token), key)
    assert keys.known_as(name_of("x")) is None
    keys.renew(3)
    assert keys.known_as(name_of(of_token(token))) == (of_token(token), "")
    assert keys.known_as(name_of(key)) == (key, "")


def test_programs_that_draw_at_the_same_moment_agree(tmp_path):
    code = "import sys; from pathlib import Path; from facilitate.store.hub_tokens import FolderKeys; "
    code += "sys.stdin.read(3); print(FolderKeys(Path(sys.argv[1])).token(1))"
    there = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for each in there:
        each.stdin.write("now")
        each.stdin.flush()
    drawn = [each.communicate(timeout=20)[0] for each in there]
    assert len(set(drawn)) == 1
    assert drawn[0].strip()
    assert [each.returncode for each in there] == [0] * 4
    assert [path.name for path in (tmp_path / ".hub").iterdir()] == ["keys.json"]


def test_a_damaged_file_gives_new_tokens_and_no_trouble(keys, tmp_path):
    before = keys.token(1)
    (tmp_path / ".hub" / "keys.json").write_text('{"port": 8', encoding="utf-8")
    assert keys.token(1) not in ("", before)


def test_a_disk_that_refuses_is_said(tmp_path):
    (tmp_path / ".hub").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StorageFailure, match="Not saved"):
        FolderKeys(tmp_path).token(1)


@pytest.fixture
def machines(tmp_path, monkeypatch):
    """The session's own machine and another one, each with data of its own."""

    def at(machine, folder, notices=None, tag=""):
        monkeypatch.setenv(DATA_HOME, str(tmp_path / f"data-{machine}"))
        return FolderKeys(folder, tag or machine, notices)

    return at


@pytest.fixture
def folder(tmp_path):
    create(tmp_path)
    return tmp_path / "sessions" / "essai"


def test_a_folder_copied_to_another_machine_carries_no_valid_tokens_there_and_says_so(machines, folder, tmp_path):
    own = machines("home", folder)
    own.keep_place("192.0.2.7", 8317)
    before, kept = own.token(3), (folder / ".hub" / "keys.json").read_bytes()
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    notices = []
    there = machines("k7m2", copy, notices)
    assert there.token(3) not in ("", before)
    assert [there.table_of(before), there.table_of(there.token(3)), there.place] == [0, 3, ("", 0)]
    again = machines("k7m2", copy, notices)
    assert again.token(3) == there.token(3)
    assert len(notices) == 1
    assert "comes from another computer" in str(notices[0])
    assert machines("home", folder).token(3) == before
    assert (folder / ".hub" / "keys.json").read_bytes() == kept


def test_two_machines_that_call_themselves_the_same_are_two(machines, folder, tmp_path):
    before = machines("home", folder).token(1)
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    assert machines("elsewhere", copy, tag="home").token(1) != before


def test_on_its_own_machine_tokens_hold_wherever_the_folder_goes(machines, folder, tmp_path):
    notices = []
    before = machines("home", folder, notices).token(1)
    kept = (folder / ".hub" / "keys.json").read_bytes()
    (tmp_path / "elsewhere").mkdir()
    moved = folder.rename(tmp_path / "elsewhere" / "renamed")
    copy = Path(shutil.copytree(moved, tmp_path / "copy"))
    assert [machines("home", each, notices).token(1) for each in (moved, copy)] == [before, before]
    assert (moved / ".hub" / "keys.json").read_bytes() == kept
    assert notices == []


def test_tokens_of_an_earlier_version_are_those_of_the_session_s_own_machine(machines, folder, tmp_path):
    path = folder / ".hub" / "keys.json"
    FolderKeys(folder).token(1)
    known = json.loads(path.read_text(encoding="utf-8"))
    del known["machine"]
    path.write_text(json.dumps(known), encoding="utf-8")
    before, kept = known["tables"]["1"], path.read_bytes()
    copies = [Path(shutil.copytree(folder, tmp_path / name)) for name in ("one", "two")]
    assert machines("home", folder).token(1) == before
    assert path.read_bytes() == kept
    assert machines("k7m2", copies[0]).token(1) != before
    machines("home", copies[1]).renew(2)
    assert machines("home", copies[1]).token(1) == before
    assert machines("other", Path(shutil.copytree(copies[1], tmp_path / "three")), tag="home").token(1) != before
