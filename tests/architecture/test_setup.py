"""Setting up by `make`: silent about the machine, whole about what fails. A stand-in for Python plays pip."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.support.example import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")

STAND_IN = """#!/bin/sh
case "$2" in
    venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    pip) echo "WARNING: this machine is odd" >&2; echo "[notice] a new pip"; eval "$ENDS" ;;
esac
"""


@pytest.fixture
def set_up(tmp_path):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / "python"
    python.write_text(STAND_IN, encoding="utf-8")
    python.chmod(0o755)

    def make(ends):
        words = ["make", "--silent", f"PYTHON={python}", ".venv/.installed-dev"]
        environ = {**os.environ, "ENDS": ends}
        return subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    return make


def test_what_does_not_concern_the_person_is_not_shown(set_up):
    done = set_up("exit 0")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == ["Making .venv…", "Installing facilitate and its tests' tools in .venv (once)…"]


def test_a_failure_is_shown_whole_and_the_next_try_starts_over(set_up):
    done = set_up("echo 'ERROR: no network' >&2; exit 1")
    assert done.returncode != 0
    assert "WARNING: this machine is odd\n[notice] a new pip\nERROR: no network\nInstalling did not" in done.stderr
    assert set_up("exit 0").returncode == 0  # pip failed, so that nothing was marked as installed
