"""The box of the answers: nothing in it or after it tells who answered what, and no kill loses an answer."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from facilitate.cli.composition.sessions import Sessions
from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.values.votes import VoteRule
from tests.support.systems import DATA_HOME
from tests.support.workshops import PLAN


@pytest.fixture
def opened(tmp_path):
    """A session of three guests who came, with a vote and its closing questions open."""
    sessions = Sessions(str(tmp_path), os.environ)
    workshop = sessions.open(sessions.create(PLAN))
    for name in ("Ada Lovelace", "Grace Hopper", "Katherine Johnson"):
        workshop.people.arrive(workshop.people.add(name, {}).id)
    workshop.ideas.record(1, "Une idée")
    workshop.votes.open(VoteRule.APPROVE, 1)
    workshop.votes.ballot("A", paper=True)
    workshop.feedback.open(["Entendu\u202f?", "Et après\u202f?"])
    return workshop


def everything(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def keys() -> Path:
    return Path(platformdirs.user_data_dir("facilitate", appauthor=False)) / "votes"


def test_somebody_with_every_file_cannot_tell_who_answered_what(opened):
    """Whoever swaps phones, or the order they come in, leaves the same files behind; a code lies nowhere."""
    folder, closings = opened.log.folder, []
    answers = ["4 4", "1 0", "4 4", "2 3", "3 3", "1 1", "4 1"]
    for way in (answers, [*reversed(answers)], sorted(answers)):
        before = everything(folder)
        codes = [secrets.token_hex(16) for _each in way]
        for code, text in zip(codes, way, strict=True):
            assert opened.feedback.taker()([(code, text)]) == [False]
        box = folder / ".vote" / "answers"
        changed = {
            path for path, data in everything(folder).items() if before.get(path) != data and ".locks" not in path.parts
        }
        assert changed == {box}, "an answer is in no journal"
        assert [path.stat().st_mtime for path in (box, box.parent)] == [0, 0]
        with_key = opened.log.answers.look()
        assert [*with_key["slips"]] == sorted(with_key["slips"]), "in no order of time"
        assert not any(code in json.dumps(with_key) for code in codes)
        opened.feedback.close()
        left = everything(folder, keys())
        assert box not in left
        assert not any(code.encode() in data for code in codes for data in left.values())
        assert not any(path.name.endswith(".answers.key") for path in left)
        journal = folder / "facilitator.jsonl"
        lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
        (line,) = [each for each in lines if '"feedback.closed"' in each]
        closings.append({**json.loads(line.partition(" ")[2])["data"], "feedback": ""})
        journal.write_text("".join(lines[:-2]), encoding="utf-8", newline="")  # back to before they were opened
        opened = Sessions(str(folder.parent.parent), os.environ).open(folder.name)
        opened.feedback.open(["Entendu\u202f?", "Et après\u202f?"])
    assert closings == [{"feedback": "", "counts": ["2 1 1 3", "2 0 2 2"], "phones": 7, "paper": 0, "present": 3}] * 3
    assert opened.votes.progress().ballots == 1, "the box of the vote is another one"


def test_the_folder_alone_does_not_open_the_box(opened, tmp_path, monkeypatch):
    opened.feedback.answer("44")
    monkeypatch.setenv(DATA_HOME, str(tmp_path / "other computer"))
    assert opened.feedback.answered() is None
    with pytest.raises(Refused, match="this one has no key"):
        opened.feedback.answer("44")
    monkeypatch.undo()
    box = opened.log.folder / ".vote" / "answers"
    box.write_bytes(box.read_bytes()[:-1])
    with pytest.raises(StorageFailure, match="box with the answers is damaged"):
        opened.feedback.answered()
    assert not opened.feedback.give_up().is_open


CAST = """
import os, sys
from facilitate.cli.composition.sessions import Sessions
workshop = Sessions(sys.argv[1], os.environ).open(sys.argv[2])
take = workshop.feedback.taker()
for number in range(200):
    take([(f"{number:032x}", "4 4")])
    print(number, flush=True)
"""


def test_a_kill_loses_no_answer_and_what_is_sent_again_counts_once(opened, tmp_path):
    words = [sys.executable, "-c", CAST, str(tmp_path), opened.log.folder.name]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as casting:
        for _line in range(12):
            casting.stdout.readline()
        casting.kill()
        acknowledged = 12 + len(casting.stdout.readlines())
    found = opened.feedback.answered()
    assert acknowledged <= found <= acknowledged + 1
    take = opened.feedback.taker()
    again = [had for number in range(found + 2) for had in take([(f"{number:032x}", "4 4")])]
    assert again == [True] * found + [False] * 2
    assert opened.feedback.close(present=0).answers == found + 2
