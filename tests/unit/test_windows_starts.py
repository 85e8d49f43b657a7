"""A start on Windows: nothing is asked twice of its files, which takes it longer than other systems."""

from __future__ import annotations

import subprocess
import sys

import pytest

COUNTED = """
import sys
finder = sys.modules["_frozen_importlib_external"]
ask, asked = finder._path_stat, []
def counted(path):
    found = ask(path)
    asked.append(path)
    return found
finder._path_stat = counted
sys.argv = ["facilitate", "--help"]
import facilitate.system
from facilitate.__main__ import main
del asked[:]
main()
print(len(asked) - len(set(asked)), len(asked) > 50, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "win32", reason="other systems answer at once")
def test_no_file_or_folder_is_looked_at_twice_for_its_modules():
    done = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["0", "True"]
