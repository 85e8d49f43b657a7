"""Purges sessions, each in a fork that is killed at a step: what is imported is imported once for all of them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from facilitate.i18n import Language
from facilitate.store import purge as _loaded  # noqa: F401 -- before the forks
from facilitate.workshop.privacy.purge import removal
from tests.support.services import context_at


def purge(home: str, slug: str, last: int, kind: str) -> None:
    """Die before that step, where only steps of one kind end it, if it is named."""
    context = context_at(home, {"FACILITATE_MACHINE": "home"})
    tell = Language("fr").message
    found = removal(context.sessions.read_timeline(slug), datetime(2100, 1, 1, tzinfo=UTC), tell)
    steps = iter(range(1000))

    def counted(act):
        def step(*args, **names):
            if kind in ("", act.__name__) and next(steps) == last:
                os.kill(os.getpid(), 9)  # of Windows: it ends at once with that number
            return act(*args, **names)

        return step

    Path.replace, Path.unlink, os.fsync = counted(Path.replace), counted(Path.unlink), counted(os.fsync)
    if hasattr(os, "fdatasync"):
        os.fdatasync = counted(os.fdatasync)
    shutil.rmtree = counted(shutil.rmtree)
    context.upkeep.purge(slug, found, tell)


if len(sys.argv) > 1:  # where there are no forks
    purge(*json.loads(sys.argv[1]))
    sys.exit()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        purge(*json.loads(line))
        os._exit(0)
    sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
    sys.stdout.flush()
