"""The tables of a record, brought to what this version needs: numbered SQL files, each done once."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.store.record.connections import Connections

_NAME = re.compile(r"([0-9]{4})_[a-z_]+\.sql")
_TURN = 0x66616369  # the advisory lock of those who migrate: one at a time, whichever server it is
_NEWER = N_("This depot’s database was made by a newer version of facilitate: install that version here too.")


def migrations() -> list[tuple[int, str]]:
    """Return each step with its number, in order."""
    folder = files("facilitate.store.record").joinpath("migrations")
    named = ((_NAME.fullmatch(file.name), file) for file in folder.iterdir())
    return sorted((int(match[1]), file.read_text(encoding="utf-8")) for match, file in named if match)


def migrate(connections: Connections) -> int:
    """Do the steps that were not done yet, all or none; returns how many. Raises `Refused` for a newer database."""
    with connections.transaction() as db:
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
        done = _done(db)
        steps = migrations()
        if done > steps[-1][0]:
            raise Refused(_NEWER)
        new = [(number, sql) for number, sql in steps if number > done]
        for number, sql in new:
            db.execute(sql)
            db.execute("INSERT INTO depot.migration (number) VALUES (%s)", (number,))
        return len(new)


def _done(db: Any) -> int:
    db.execute("CREATE SCHEMA IF NOT EXISTS depot")
    db.execute(
        "CREATE TABLE IF NOT EXISTS depot.migration (number integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
    )
    (number,) = db.execute("SELECT coalesce(max(number), 0) FROM depot.migration").fetchone()
    return int(number)
