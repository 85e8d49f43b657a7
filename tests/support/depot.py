"""A PostgreSQL for tests, and journals to push to it."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import facilitate.domain.acts  # noqa: F401
from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.event import Event
from facilitate.store.event_lines import lines_of
from facilitate.store.journal import frame
from facilitate.store.record.own_postgres import OwnPostgres
from facilitate.workshop.sharing.depot import DepotSession

AT = datetime(2026, 3, 14, 10, tzinfo=UTC)
# The programs of another PostgreSQL, which the same tests run against; the wheel's where nobody names one.
PROGRAMS = os.environ.get("POSTGRES_PROGRAMS")


def postgres(**settings):
    """A server of its own, not started yet, in a folder that its account may look into; `remove` takes it away."""
    folder = Path(tempfile.mkdtemp(prefix="depot-"))
    folder.chmod(0o755)
    return OwnPostgres(folder, Path(PROGRAMS) if PROGRAMS else None, settings)


def remove(server):
    server.stop()
    shutil.rmtree(server.data.parent)


def header(session, home="home"):
    key = session.session if isinstance(session, DepotSession) else session
    return frame({"facilitate": 1, "session": key, "home": home})


def event(clock, act, by="table-3", at=None, token=None, gesture=None):
    key = f"{clock:08}-{token or f'{by[-1]}{clock:07}'}"
    return Event(key, clock, at or AT + timedelta(seconds=clock), by, gesture or key, act)


def idea(clock, text="Une idée", table=3, by=None, **stamp):
    return event(clock, IdeaRecorded(f"T{table}-{clock:02}", table, text, "to_create"), by or f"table-{table}", **stamp)


def journal(session, *events):
    return header(session) + b"".join(lines_of(events))


def ideas(session, count, table=3, text="Une idée de la table"):
    return journal(session, *(idea(clock, f"{text} {clock}", table) for clock in range(1, count + 1)))
