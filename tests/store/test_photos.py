"""Photos beside the journals: kept, brought, copied and missed; what is lost is told, and stops nothing."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime

import pytest

from facilitate.domain.acts.pictures import PhotoAdded
from facilitate.domain.errors import StorageFailure
from facilitate.domain.values.pictures import PhotoWords
from facilitate.i18n import Language
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.sharing.guest_events import concerns
from facilitate.workshop.sharing.sorter_events import is_for_sorter
from tests.support.example import copied
from tests.support.photos import photo
from tests.support.services import context_at

WALL = PhotoWords("Le mur", "Participante 07", "Un mur")


@pytest.fixture
def context(tmp_path):
    return context_at(str(tmp_path / "home"), {"FACILITATE_MACHINE": "home"})


@pytest.fixture
def slug(context):
    return copied(context.workspace.home).name


@pytest.fixture
def folder(context, slug):
    return context.workspace.folder(slug)


@pytest.fixture
def data(tmp_path):
    return photo(tmp_path).read_bytes()


@pytest.fixture
def file(context, slug, folder, data):
    """The file of a photo that was added."""
    context.sessions.open(slug).pictures.add(data, WALL)
    return next((folder / "photos").iterdir())


def test_the_journal_holds_what_is_said_of_a_photo_and_its_file_the_photo(folder, file, data):
    assert file.read_bytes() == data
    line = (folder / "facilitator.jsonl").read_text().splitlines()[-1]
    assert len(line) < 500
    assert file.stem in line


def test_a_disk_that_takes_no_photo_keeps_its_act_from_being_written(context, slug, folder, data, monkeypatch):
    before = (folder / "facilitator.jsonl").read_bytes()

    def full(*_given, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilitate.store.photos.replace_file", full)
    with pytest.raises(StorageFailure, match="the disk is full"):
        context.sessions.open(slug).pictures.add(data, WALL)
    assert (folder / "facilitator.jsonl").read_bytes() == before


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_photo_that_is_lost_is_told_and_can_be_added_again(context, slug, file, data, is_damaged):
    file.write_bytes(data[:-1]) if is_damaged else file.unlink()
    (told,) = context.upkeep.examine(slug).beyond
    (only,) = context.sessions.read(slug).photos
    assert told.params == {"file": str(file), "photo": only.partition("-")[0]}
    assert ("is damaged" if is_damaged else "is missing") in told.text
    workshop = context.sessions.open(slug)
    assert "Un mur" not in context.publisher.preview(workshop)
    context.publisher.preview(workshop)
    assert context.sessions.notices() == [told]
    workshop.pictures.add(data, PhotoWords())
    assert file.read_bytes() == data
    assert context.upkeep.examine(slug).beyond == ()
    assert [each.caption for each in context.sessions.read(slug).published_photos] == ["Le mur"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes in folders are of POSIX")
def test_a_pipe_in_the_place_of_a_photo_is_not_waited_for(context, slug, file):
    file.unlink()
    os.mkfifo(file)
    assert len(context.upkeep.examine(slug).beyond) == 1


def test_collecting_brings_photos_also_of_acts_that_are_here(context, slug, folder, file, data, tmp_path):
    there = tmp_path / "key" / slug
    shutil.copytree(folder, there)
    other = context_at(str(tmp_path / "other"), {"FACILITATE_MACHINE": "home"})
    copied(other.workspace.home)
    found = other.upkeep.collect(slug, [there], lambda _others: True)
    assert (found.photos, found.left_out) == (1, ())
    assert (other.workspace.folder(slug) / "photos" / file.name).read_bytes() == data
    file.unlink()
    assert context.upkeep.collect(slug, [there / "facilitator.jsonl"]).photos == 1
    assert file.read_bytes() == data


def test_what_collecting_does_not_find_is_told_unless_it_was_taken_out(context, slug, folder, file, data, tmp_path):
    there = tmp_path / "key" / slug
    shutil.copytree(folder, there)
    (there / "photos" / file.name).write_bytes(b"another photo")
    other = context_at(str(tmp_path / "other"), {"FACILITATE_MACHINE": "home"})
    copied(other.workspace.home)
    found = other.upkeep.collect(slug, [there], lambda _others: True)
    assert (found.came, found.photos) == (1, 0)
    assert ["{file} is missing" in each.text for each in found.left_out] == [True]
    workshop = other.sessions.open(slug)
    workshop.pictures.remove(workshop.session.published_photos[0].id)
    assert other.upkeep.collect(slug, [there], lambda _others: True).left_out == ()


def test_a_rehearsal_has_the_photos_and_an_undo_brings_one_back(context, slug, file, data):
    rehearsal = context.sessions.rehearse(slug)
    assert (context.workspace.folder(rehearsal) / "photos" / file.name).read_bytes() == data
    workshop = context.sessions.open(slug)
    workshop.history.undo()
    assert workshop.session.published_photos == []
    workshop.history.redo()
    assert workshop.log.photos.read(workshop.session.published_photos[0].digest) == data


def test_no_device_in_the_room_is_sent_a_photo(context, slug, file):
    timeline = context.sessions.read_timeline(slug)
    (added,) = (event for event in timeline.events if isinstance(event.act, PhotoAdded))
    assert not any(added in concerns(timeline, table) for table in (1, 2))
    assert not is_for_sorter(added.act)


def test_what_was_purged_is_brought_back_by_no_copy(context, slug, folder, tmp_path):
    workshop = context.sessions.open(slug)
    workshop.pictures.add(b"of people", PhotoWords(people=True))
    shutil.copytree(folder, tmp_path / "key" / slug)
    tell = Language("fr").message
    context.upkeep.purge(slug, removal(workshop.timeline, datetime(2100, 1, 1, tzinfo=UTC), tell), tell)
    assert list((folder / "photos").iterdir()) == []
    found = context.upkeep.collect(slug, [tmp_path / "key"], lambda _others: True)
    assert (found.photos, found.left_out) == (0, ())
    assert list((folder / "photos").iterdir()) == []
