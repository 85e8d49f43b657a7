"""No test sees whose machine it runs on: a session that lies in the working folder, a setting of the shell, a home."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import platformdirs
import pytest

from facilitate.store.workspace import find_home
from tests.support.example import ROOT

KEPT_FOR_PROGRAMS = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "FACILITATE_MODEL": "words"}
ODD = {
    "FACILITATE_HOME": str(ROOT),
    "FACILITATE_LANG": "xx",
    "FACILITATE_MACHINE": "-",
    "LC_ALL": "C",
    "TZ": "Pacific/Kiritimati",
    "NO_COLOR": "1",
    "COLUMNS": "12",
}


def test_the_wishes_of_the_shell_are_forgotten():
    assert {name for name in os.environ if name in ODD or name.startswith("FACILITATE_")} == KEPT_FOR_PROGRAMS.keys()
    assert {name: os.environ[name] for name in KEPT_FOR_PROGRAMS} == KEPT_FOR_PROGRAMS
    assert time.localtime().tm_gmtoff == 0


def test_every_place_of_a_person_s_files_is_the_test_s_own(tmp_path):
    run = tmp_path.parents[0]
    places = [
        Path.cwd(),
        Path.home(),
        Path(platformdirs.user_documents_dir()),
        Path(platformdirs.user_data_dir("facilitate")),
        find_home(None, os.environ, Path.cwd()),
    ]
    assert [place for place in places if not place.is_relative_to(run)] == []
    assert not (Path.cwd() / "sessions").exists()


@pytest.mark.parametrize("number", [1, 2])
def test_no_test_finds_what_another_left_at_home(number):
    assert list(Path.home().iterdir()) == []
    (Path.home() / "left behind").touch()


def test_all_of_it_also_in_an_odd_shell():
    odd = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", __file__, "-k", "not odd"]
    done = subprocess.run(odd, env={**os.environ, **ODD}, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
