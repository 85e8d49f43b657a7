"""Looking at the files of this machine for the screens."""

from __future__ import annotations

import os
import sys

import pytest

from facilitate.cli.nearby_files import NearbyFiles
from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Prose


def names(entries):
    return sorted(each.path.name for each in entries)


def test_a_folder_shows_its_files_and_folders_but_not_what_programs_keep_there(tmp_path):
    for name in ("idees.csv", "photo.jpg", ".cache", "~$idees.xlsx", "._idees.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "sous").mkdir()
    found = NearbyFiles(tmp_path).look(tmp_path)
    assert names(found) == ["idees.csv", "photo.jpg", "sous"]
    assert [each.folder for each in found if each.path.name == "sous"] == [True]


def test_a_folder_that_went_away_says_so(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        NearbyFiles(tmp_path).look(tmp_path / "clé")


def test_a_typed_path_leads_to_a_file_a_folder_or_what_begins_so(tmp_path):
    files = NearbyFiles(tmp_path)
    (tmp_path / "Idées de mars.csv").write_text("x", encoding="utf-8")
    (tmp_path / "autre.csv").write_text("x", encoding="utf-8")
    assert names(files.named(f"'{tmp_path / 'Idées de mars.csv'}'")) == ["Idées de mars.csv"]
    assert names(files.named(str(tmp_path))) == ["Idées de mars.csv", "autre.csv"]
    assert names(files.named(str(tmp_path / "idé"))) == ["Idées de mars.csv"]
    assert names(files.named(str(tmp_path / "nulle part" / "idé"))) == []


@pytest.mark.parametrize("typed", ["~no-one-has-this-name/x", "/a\0b", "/" + "x" * 5000, "/\udcff", "nul\0"])
def test_what_can_be_no_path_is_no_error_and_names_nothing(typed, tmp_path, monkeypatch):
    (tmp_path / "ici.csv").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert NearbyFiles(tmp_path).named(typed) == ()


@pytest.mark.parametrize("typed", ["file:", "."])
def test_what_names_no_other_folder_is_the_present_one(typed, tmp_path, monkeypatch):
    (tmp_path / "ici.csv").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert names(NearbyFiles(tmp_path).named(typed)) == ["ici.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has drives, and // begins a share")
def test_the_root_is_a_folder_however_many_slashes_it_has(tmp_path):
    assert names(NearbyFiles(tmp_path).named("//")) == names(NearbyFiles(tmp_path).named("/"))


def test_the_folder_of_the_sessions_and_the_present_one_are_among_the_usual_ones(tmp_path, monkeypatch):
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    places = NearbyFiles(tmp_path).places()
    assert places[:2] == (tmp_path / "ici", tmp_path)
    assert len(set(places)) == len(places)


def test_a_file_is_read_whatever_it_holds_and_what_is_none_is_refused(tmp_path):
    path = tmp_path / "idees.txt"
    path.write_bytes(b"une\ndeux\n")
    contents = NearbyFiles(tmp_path).contents(path)
    assert isinstance(contents, Prose)
    assert contents.text == "une\ndeux\n"
    with pytest.raises(Refused, match="is not a file"):
        NearbyFiles(tmp_path).contents(tmp_path)
    with pytest.raises(Refused, match="cannot be read"):
        NearbyFiles(tmp_path).contents(tmp_path / "absent.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "tuyau.csv")
    with pytest.raises(Refused, match="is not a file"):
        NearbyFiles(tmp_path).contents(tmp_path / "tuyau.csv")
