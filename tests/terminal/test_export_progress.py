"""Somebody who waits for an export is told what is being made; somebody who does not wait sees nothing of it."""

from __future__ import annotations

import json
import os
import sys

import pexpect
import pytest

from tests.support.shell import called

pytestmark = pytest.mark.terminal
BOUND = 20  # seconds

SLOW = """
import sys
from facilitate.cli.main import main
from facilitate.export import formats
from facilitate.export.publication import File, Format

def patient(told):
    sys.stdin.readline()  # as long as the test wants
    return "done"

formats.FORMATS["md"] = Format("md", "slow", (File("compte-rendu.md", patient),))
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def environ(tmp_path):
    return {
        **os.environ,
        "FACILITATE_HOME": str(tmp_path),
        "FACILITATE_MACHINE": "home",
        "FACILITATE_LANG": "fr",
        "TERM": "xterm-256color",
    }


@pytest.fixture
def session(environ):
    return json.loads(called(environ, "demo", "--stage", "prepared", "--json"))["session"]


def test_a_long_export_says_which_file_it_makes(environ, session):
    child = pexpect.spawn(sys.executable, ["-c", SLOW, "export", session], env=environ, timeout=BOUND, encoding="utf-8")
    child.delaybeforesend = child.ptyproc.delayafterclose = 0
    child.expect("Création de compte-rendu.md…")
    child.sendline("")
    child.expect("compte-rendu.md\r\n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_short_one_says_where_the_file_is_and_no_more(environ, session):
    said, code = pexpect.run(
        f"{sys.executable} -m facilitate export {session} --to md,csv", env=environ, timeout=BOUND, withexitstatus=True
    )
    lines = said.decode().splitlines()
    assert code == 0
    assert [line.rpartition("/")[2] for line in lines] == ["compte-rendu.md", "idees.csv"]
    assert "Préparation" not in said.decode()
