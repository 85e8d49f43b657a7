"""The box of a vote: nothing in it tells who voted what, to somebody with every file, and no kill loses a ballot."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from facilitate.cli.composition.sessions import Sessions
from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.values.votes import VoteRule
from facilitate.store import locks
from facilitate.workshop.votes.contents import CodedBallot
from tests.support.systems import DATA_HOME
from tests.support.workshops import PLAN

NAMES = ("Ada Lovelace", "Grace Hopper", "Katherine Johnson")


@pytest.fixture
def opened(tmp_path):
    """A session with three guests of two worlds, five ideas, and an open vote."""
    sessions = Sessions(str(tmp_path), os.environ)
    workshop = sessions.open(sessions.create(PLAN))
    for name in NAMES:
        workshop.people.arrive(workshop.people.add(name, {"world": "habitants"}).id)
    for number in range(5):
        workshop.ideas.record(1, f"Idée {number}")
    workshop.votes.open(VoteRule.APPROVE, 5)
    return workshop


def files(*folders: Path) -> dict[Path, tuple[bytes, float]]:
    """Every file, what it holds and when it was changed; locks hold nothing and are there from the first ballot on."""
    return {
        path: (path.read_bytes(), path.stat().st_mtime)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".locks" not in path.parts
    }


def keys() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("facilitate", appauthor=False)) / "votes"


def closed(folder: Path) -> dict:
    text = (folder / "facilitator.jsonl").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if '"voting.closed"' in line]
    return json.loads(line.partition(" ")[2])["data"]


def test_every_ballot_changes_every_part_of_the_box_and_no_time_size_or_name(opened, tmp_path):
    """Nor anything else of what the program keeps anywhere, whichever way a ballot comes."""
    codes = [code for code, _world in opened.votes.slips(40, ("habitants",), list)]
    everywhere = (tmp_path, keys().parent)
    seen = files(*everywhere)
    for number, code in enumerate(codes):
        if number % 4:
            opened.votes.coded_ballot(code, "A" if number % 2 else "B C")
        else:
            opened.votes.ballot("ABCDE" if number % 8 else "-", "habitants", paper=True)
        now = files(*everywhere)
        (changed,) = [path for path in now if now[path] != seen[path]]
        assert changed.parent.name == ".vote"
        one, other = now[changed][0], seen[changed][0]
        same = sum(a == b for a, b in zip(one, other, strict=True))
        assert same < len(one) // 64, "what is sealed anew looks like nothing that was there"
        assert [path.stat().st_mtime for path in (changed, changed.parent)] == [0, 0]
        seen = now
    for _same in range(2):  # whoever has a slip, and guesses what it chose, would be told by a box that stays as it is
        before = changed.read_bytes()
        opened.votes.coded_ballot(codes[1], "A")
        assert changed.read_bytes() != before
    everything = b"".join(content for content, _time in seen.values())
    assert not any(code.encode() in everything for code in codes)
    if os.name != "nt":
        assert changed.stat().st_mode & 0o077 == 0


def test_what_ballots_say_never_makes_the_box_larger(opened):
    """Its size goes by how many slips there are, also where they are many."""
    box, sizes = opened.log.folder / ".vote" / "box", {}
    for slips in (60, 1240):
        opened.votes.slips(slips, ("habitants",), list)
        for marks in (None, "", "A B C D E"):

            def fill(contents, marks=marks):
                contents["paper"] = [["habitants", marks or ""]] * 60
                for slip in contents["slips"].values():
                    slip[1] = marks

            opened.log.ballots.change(fill)
            sizes.setdefault(slips, set()).add(box.stat().st_size)
    assert [len(found) for found in sizes.values()] == [1, 1]


def test_what_a_killed_program_left_half_written_is_gone_with_the_next_ballot_and_with_the_close(opened):
    """It is another box, of before or after a ballot: whoever has the key would read which one came in between."""
    opened.votes.ballot("A", paper=True)
    folder = opened.log.folder / ".vote"
    left = folder / ".facilitate-0123456789abcdef.tmp"
    left.write_bytes((folder / "box").read_bytes())
    opened.votes.ballot("B", paper=True)
    assert [path.name for path in folder.iterdir()] == ["box"]
    left.write_bytes((folder / "box").read_bytes())
    opened.votes.close()
    assert not folder.exists()


def test_somebody_with_every_file_cannot_tell_whose_slip_voted_what(opened):
    """Whoever swaps their slips with others, or the order they come in, leaves the same files behind."""
    folder, found = opened.log.folder, []
    ballots = ["A", "B C", "A", "", "D", "A B", "E", "B C"]
    for way in (ballots, [*reversed(ballots)], sorted(ballots)):
        codes = [code for code, _world in opened.votes.slips(len(ballots), (), list)]
        for code, marks in zip(codes, way, strict=True):
            opened.votes.coded_ballot(code, marks)
        with_key = json.dumps(opened.log.ballots.look())
        assert not any(code in with_key or name in with_key for code in codes for name in NAMES)
        opened.votes.close()
        rest = files(folder, keys())
        acts = len(rest.pop(folder / "facilitator.jsonl")[0].splitlines())
        found.append(({**closed(folder), "vote": ""}, acts, rest))
        left = b"".join(content for content, _time in files(folder, keys()).values())
        assert not any(code.encode() in left or code.replace("-", "").encode() in left for code in codes)
        assert not (folder / ".vote").exists()
        assert not any(keys().iterdir())
        journal = folder / "facilitator.jsonl"
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[:-2]))  # back to before this vote was opened
        opened = Sessions(str(folder.parent.parent), os.environ).open(folder.name)
        opened.votes.open(VoteRule.APPROVE, 5)
    assert found[0] == found[1] == found[2]
    assert found[0][0].keys() == {
        "vote",
        "ballots",
        "worlds",
        "hidden_worlds",
        "typed",
        "phones",
        "paper",
        "spoilt",
        "slips",
        "present",
    }


def test_the_folder_alone_does_not_open_the_box(opened, tmp_path, monkeypatch):
    opened.votes.ballot("A", paper=True)
    monkeypatch.setenv(DATA_HOME, str(tmp_path / "other computer"))
    assert opened.votes.progress() is None
    with pytest.raises(Refused, match="this one has no key"):
        opened.votes.ballot("A", paper=True)
    monkeypatch.undo()
    box = opened.log.folder / ".vote" / "box"
    sound = box.read_bytes()
    box.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    with pytest.raises(StorageFailure, match="damaged"):
        opened.votes.progress()
    box.write_bytes(sound)
    assert opened.votes.progress().ballots == 1


def test_the_key_is_overwritten_where_it_lies_and_what_a_killed_close_left_is_removed(opened, tmp_path):
    opened.votes.ballot("A", paper=True)
    folder, (key,) = opened.log.folder, keys().iterdir()
    kept = tmp_path / "the same blocks of the disk"
    os.link(key, kept)
    box = (folder / ".vote" / "box").read_bytes()
    was = kept.read_bytes()
    opened.votes.close()
    assert kept.read_bytes() == bytes(32)
    (folder / ".vote").mkdir()
    (folder / ".vote" / "box").write_bytes(box)
    key.write_bytes(was)
    assert Sessions(str(folder.parent.parent), os.environ).open_read_only(folder.name).votes.progress() is None
    assert not (folder / ".vote").exists()
    assert not key.exists()


CAST = """
import os, sys
from facilitate.cli.composition.sessions import Sessions
workshop = Sessions(sys.argv[1], os.environ).open(sys.argv[2])
for number in range(200):
    workshop.votes.ballot("AB" if number % 2 else "C", paper=True)
    print(number, flush=True)
"""


def test_two_programs_at_once_and_a_kill_lose_no_ballot_and_count_none_twice(opened, tmp_path):
    name = opened.log.folder.name
    casting = [
        subprocess.Popen([sys.executable, "-c", CAST, str(tmp_path), name], stdout=subprocess.PIPE, text=True)
        for _each in range(2)
    ]
    acknowledged = 0
    for process in casting:
        for _line in range(12):
            process.stdout.readline()
        process.kill()
    for process in casting:
        acknowledged += 12 + len(process.stdout.readlines())
        process.stdout.close()
        process.wait()
    found = opened.votes.progress().ballots
    assert acknowledged <= found <= acknowledged + 2
    assert opened.votes.close().count.ballots == found


def test_on_a_disk_that_knows_no_locks_the_screen_and_the_phones_lose_no_ballot(opened, monkeypatch):
    def none(_path):
        raise OSError(errno.ENOLCK, "No locks available")

    codes = [code for code, _world in opened.votes.slips(20, (), list)]
    take = opened.votes.coded_ballots()
    opened.votes.ballot("A", paper=True)
    monkeypatch.setattr(locks, "lock_file", none)
    phones = threading.Thread(target=lambda: [take([CodedBallot(code, "B", "")]) for code in codes])
    phones.start()
    for _each in range(20):
        opened.votes.ballot("A", paper=True)
    phones.join()
    assert opened.votes.progress().ballots == 41


def test_the_thread_that_takes_ballots_makes_the_box_that_of_the_vote_and_the_screens_wait_for_no_disk(
    opened, monkeypatch
):
    (code,) = [code for code, _world in opened.votes.slips(1, (), list)]
    syncs = []
    monkeypatch.setattr("facilitate.system.sync_file", lambda _file: syncs.append(threading.current_thread()))
    take = opened.votes.coded_ballots()
    assert syncs == []
    phones = threading.Thread(target=lambda: take([CodedBallot(code, "B", "")]))
    phones.start()
    phones.join()
    assert set(syncs) == {phones}
    assert opened.votes.progress().ballots == 1
    assert opened.log.ballots.look()["vote"] == opened.votes.last.id


def test_two_thousand_slips_are_counted_at_once(opened):
    codes = [code for code, _world in opened.votes.slips(1000, ("habitants", "élus"), list)]
    with pytest.raises(Refused, match="at most"):
        opened.votes.slips(1, (), list)

    def fill(contents):
        for place, slip in enumerate(contents["slips"].values()):
            slip[1] = ("A B", "C D E", "A E")[place % 3]

    opened.log.ballots.change(fill)
    opened.votes.coded_ballot(codes[0], "A")
    assert opened.votes.close().count.ballots == 2000
