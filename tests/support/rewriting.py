"""Each worker rewrites a share of the files of tests before it collects, and finds what the others have rewritten.

In a fresh clone none is: each worker would rewrite each of them, which takes it longer than all else it does before
its first test. Two that rewrite the same file at once write the same, one after the other.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from _pytest.assertion import rewrite


def rewrite_a_share(config):
    """Of three workers, every third file below what is to be run, unless its newest words are rewritten already."""
    if sys.dont_write_bytecode or config.option.assertmode != "rewrite":
        return
    own, workers = int(config.workerinput["workerid"].removeprefix("gw")), config.workerinput["workercount"]
    folders = [Path(each) for each in config.args]
    files = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("test_*.py"))
    for path in files[own::workers]:
        folder = rewrite.get_cache_dir(path)
        kept = folder / (path.name[:-3] + rewrite.PYC_TAIL)
        if kept.exists() and kept.stat().st_mtime > path.stat().st_mtime:
            continue
        with suppress(SyntaxError, ValueError, OSError):  # whoever collects the file tells what is wrong with it
            if rewrite.try_makedirs(folder):
                found, code = rewrite._rewrite_test(path, config)
                rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, found, kept)
