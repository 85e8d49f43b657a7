"""`facilitate.__main__`: how the program ends when somebody or something cuts it short."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# A command line of our own in the place of the real one, so that only the start is tested.
STAND_IN = """
import sys, types
module = types.ModuleType("facilitate.cli.main")
def main():
    {body}
module.main = main
sys.modules["facilitate.cli.main"] = module
from facilitate.__main__ import main
sys.exit(main())
"""


def ended(body: str, stdout: int = subprocess.PIPE) -> tuple[int, str]:
    command = [sys.executable, "-c", STAND_IN.format(body=body)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    environ.pop("PYTHONUNBUFFERED", None)  # what is still buffered when the program ends is the point
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, env=environ)
    return done.returncode, done.stderr


def test_the_exit_code_is_the_command_s():
    assert ended("return 3") == (3, "")


def test_ctrl_c_ends_quietly_with_its_own_code():
    assert ended("raise KeyboardInterrupt") == (130, "")


def test_a_reader_that_has_seen_enough_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert ended("print('x'); return 0", stdout=writer) == (0, "")
        assert ended("print('x' * 100_000); return 0", stdout=writer) == (0, "")
    finally:
        os.close(writer)
