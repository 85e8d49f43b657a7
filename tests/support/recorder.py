"""A program that records ideas in a session until it is done or killed: `python -m tests.support.recorder …`.

Each reference is printed once it was acknowledged. With a total to wait for, the program goes on listening until that
many ideas are there, and prints the digest of what it sees. Where its table is `-`, it waits until that is told.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from facilitate.domain.roles import table_role
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.workspace import Workspace
from facilitate.workshop.workshop import Workshop


def main(home: str, slug: str, table: int, count: int, total: int) -> None:
    role = table_role(table)
    workshop = Workshop(Workspace(Path(home), "home").log(slug), SteadyClock(), RandomIds(), role)
    with workshop.recorder.log.writing_as(role):
        for number in range(count):
            print(workshop.ideas.record(table, f"idée {number}\u2028de la table {table}").ref, flush=True)  # noqa: T201 -- tests read it
        deadline = time.monotonic() + 60
        while len(workshop.session.ideas) < total and time.monotonic() < deadline:
            if not workshop.recorder.refresh():
                time.sleep(0.02)
    if total:
        from tests.support.sessions import digest  # not needed by those that are killed

        print(digest(workshop.session), flush=True)  # noqa: T201 -- the same


if __name__ == "__main__":
    table, *counts = sys.argv[3:]
    main(sys.argv[1], sys.argv[2], int(sys.stdin.readline() if table == "-" else table), *map(int, counts))
