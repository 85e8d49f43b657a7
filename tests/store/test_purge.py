"""Personal data that must go is gone, and nothing else is; whatever happens on the way."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitate.cli.composition import House
from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.ideas import NoteKind
from facilitate.domain.live import TurnStarted
from facilitate.export.formats import made, publication
from facilitate.export.style import DEFAULT
from facilitate.i18n import Language
from facilitate.store.purge import READY
from facilitate.workshop.anonymous import anonymous_report
from facilitate.workshop.counts import counts
from facilitate.workshop.people import Redactor, leaks, people_of
from facilitate.workshop.purging import removal
from facilitate.workshop.reporting import report

FR = Language("fr")
EXAMPLE = Path(__file__).parents[2] / "sessions" / "grande-rencontre-de-paris-2021"
SOON = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def house(tmp_path):
    return House(str(tmp_path / "home"), {"FACILITATE_MACHINE": "home"})


@pytest.fixture
def slug(house):
    """The Paris event with a note of every kind, an edit, an undone act and things set aside."""
    name = house.demo("done")
    workshop = house.workshop(name)
    speaker = workshop.session.plan.phases[3].speakers[0]
    workshop.notes.take(NoteKind.REMARK, "Propos secret", about=speaker.key)
    workshop.notes.take(NoteKind.REMARK, "Nous devons oser", about=speaker.key, quotable=True)
    workshop.notes.take(NoteKind.FACT, f"Ouvert par {speaker.name}, 06 12 34 56 78")
    workshop.ideas.edit("T1-01", f"Voir avec {speaker.name.upper()}")
    workshop.ideas.record(2, f"Idée de {speaker.name}")
    workshop.history.undo()
    workshop.programme.set("phases/panel/speakers/marie-jo-bernardot/organisation", "Gniac Bernardot")
    workshop.desk.do(TurnStarted("panel", speaker.key))
    workshop.roadmap.set("T1-02", owner="Participante 07")
    folder = house.folder(name)
    (folder / "table-3.torn").write_text(f"{speaker.name}")
    house.keys(name).token(1)
    return name


def purged(house, slug, before=SOON):
    found = removal(house.session(slug), before, FR.message)
    return found, house.purge(slug, found)


def markdown(made_):
    ((_name, text),) = made(publication(made_, FR, DEFAULT), ["md"])
    return text


def bytes_of(house, slug):
    return {path: path.read_bytes() for path in house.folder(slug).rglob("*") if path.is_file()}


def test_no_name_is_left_in_any_byte_and_the_report_is_the_anonymous_one(house, slug):
    before = house.session(slug)
    people = people_of(before, FR.message)
    expected = markdown(anonymous_report(before, Redactor(people, FR.message)))
    found, gone = purged(house, slug)
    assert (found.people, len(found.remarks), gone) == (7, 1, ["table-3.torn", ".hub"])
    for path, data in bytes_of(house, slug).items():
        text = data.decode()
        assert leaks(people, text) == [], path
        assert not [
            word for word in ("laurence", "bernardot", "secret", "06 12", "07") if f'"{word}' in text.lower()
        ], path
        assert "Propos secret" not in text
    after = house.session(slug)
    assert counts(after) == counts(before)
    assert markdown(report(after)) == expected
    assert after.void == before.void
    assert [(event.id, event.at, event.by) for event in after.events[: len(before.events)]] == [
        (event.id, event.at, event.by) for event in before.events
    ]
    assert house.examine(slug).healthy


def test_again_there_is_nothing_left(house, slug):
    purged(house, slug)
    assert removal(house.session(slug), SOON, FR.message).nothing
    assert "Données personnelles" in FR.message(house.workshop(slug).history.entries()[0].what)


def test_what_came_later_is_untouched_and_may_be_purged_later(house):
    """The example of 2021, to which somebody adds today."""
    slug = EXAMPLE.name
    shutil.copytree(EXAMPLE, house.home / "sessions" / slug)
    workshop = house.workshop(slug)
    workshop.notes.take(NoteKind.FACT, "Revu par Laurence Mari")
    workshop.programme.set("phases/panel/speakers/laurence-mari/organisation", "DGCS, Paris")
    workshop.roadmap.set("T1-02", owner="Participante 07")
    later = workshop.session.events[-3:]
    found, _gone = purged(house, slug, datetime(2022, 1, 1, tzinfo=UTC))
    assert (found.people, found.later) == (6, 2), "a note, and the path with her key"
    session = house.session(slug)
    assert [session.event(event.id) for event in later] == later
    assert session.void == {}
    assert "Laurence Mari" not in repr(session.plan)
    assert "DGCS, Paris" in repr(session.plan), "the key a later act speaks of is the one it was"
    second, _gone = purged(house, slug)
    assert (second.people, len(second.events)) == (1, 1)
    assert "Participante 07" not in repr(house.session(slug).events)


def test_somebody_who_writes_stops_it_and_nothing_changes(house, slug):
    before = bytes_of(house, slug)
    found = removal(house.session(slug), SOON, FR.message)
    with (
        house.workshop(slug).desk.log.writing_as("table-3"),
        pytest.raises(StorageFailure, match="is being written to"),
    ):
        house.purge(slug, found)
    after = bytes_of(house, slug)
    assert {path: after[path] for path in before if ".locks" not in str(path)} == {
        path: data for path, data in before.items() if ".locks" not in str(path)
    }


def test_a_damaged_journal_stops_it(house, slug):
    found = removal(house.session(slug), SOON, FR.message)
    path = house.folder(slug) / "table-2.jsonl"
    path.write_bytes(path.read_bytes() + b"0000")
    with pytest.raises(StorageFailure, match="facilitate doctor"):
        house.purge(slug, found)
    assert not list(house.folder(slug).glob("*.purged"))


def test_a_full_disk_leaves_everything_as_it_was(house, slug, monkeypatch):
    import errno

    before = {path: data for path, data in bytes_of(house, slug).items() if path.suffix == ".jsonl"}
    found = removal(house.session(slug), SOON, FR.message)
    calls = iter(range(100))

    def full(_fd):
        if next(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("facilitate.store.purge.os.fsync", full)
    with pytest.raises(StorageFailure, match="the disk is full"):
        house.purge(slug, found)
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in before} == before
    assert not list(house.folder(slug).glob("*.purged"))


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from facilitate.cli.composition import House
from facilitate.i18n import Language
from facilitate.workshop.purging import removal
home, slug, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
house = House(home, {"FACILITATE_MACHINE": "home"})
found = removal(house.session(slug), datetime(2100, 1, 1, tzinfo=UTC), Language("fr").message)
steps = iter(range(1000))
def counted(act):
    def step(*args, **names):
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **names)
    return step
Path.replace, Path.unlink, os.fsync = counted(Path.replace), counted(Path.unlink), counted(os.fsync)
house.purge(slug, found)
print("done", next(steps))
"""


def test_killed_at_any_step_it_is_the_old_or_the_new_whole(house, slug, tmp_path):
    people = people_of(house.session(slug), FR.message)
    whole = tmp_path / "whole"
    shutil.copytree(house.home, whole)
    old = counts(house.session(slug))
    outcomes = []
    last = 0
    while True:
        home = tmp_path / f"killed-{last}"
        shutil.copytree(whole, home)
        run = subprocess.run(
            [sys.executable, "-c", KILLED, str(home), slug, str(last)], capture_output=True, timeout=30, check=False
        )
        again = House(str(home), {"FACILITATE_MACHINE": "home"})
        session = again.workshop(slug).session  # whoever may write finishes what is ready
        assert counts(session) == old
        folder = again.folder(slug)
        assert not (folder / READY).exists()
        texts = [path.read_text() for path in folder.glob("*.jsonl")]
        named = [bool(leaks(people, text)) for text in texts]
        cleared = any('"session.purged"' in text for text in texts)
        assert cleared is not any(named), (last, named)
        outcomes.append(cleared)
        shutil.rmtree(home)
        if run.returncode == 0:
            break
        assert run.returncode == -signal.SIGKILL, run.stderr
        last += 2
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert outcomes == sorted(outcomes), "before it is ready nothing has changed, after it everything has"
    assert len(outcomes) >= 8


def test_what_another_copy_still_holds_does_not_come_back(house, slug, tmp_path):
    people = people_of(house.session(slug), FR.message)
    other = tmp_path / "other"
    shutil.copytree(house.folder(slug), other)
    purged(house, slug)
    collected = house.collect(slug, [other])
    assert collected.came == 0
    assert leaks(people, "".join(path.read_text() for path in house.folder(slug).glob("*.jsonl"))) == []
    theirs = House(str(tmp_path / "theirs"), {"FACILITATE_MACHINE": "other"})
    shutil.copytree(other, theirs.home / "sessions" / slug)
    with pytest.raises(Refused, match="Run “facilitate purge” here too"):
        theirs.collect(slug, [house.folder(slug)])
