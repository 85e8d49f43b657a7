"""Sessions on a real disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from facilitate.domain.programme.document import complete
from facilitate.domain.roles import FACILITATOR
from facilitate.domain.session import Session
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.workspace import Workspace
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import PLAN, snapshot


def create(home: Path, machine: str = "home") -> str:
    return Workspace(home, machine).create(complete(PLAN), "Essai", slug="essai", session="essai123")


def open_session(home: Path, slug: str = "essai", role: str = FACILITATOR, machine: str = "home") -> Workshop:
    """The session as a program that starts now sees it."""
    return Workshop(Workspace(home, machine).log(slug), SteadyClock(), RandomIds(), role)


def digest(session: Session) -> str:
    """The same for two programs that see the same session."""
    return hashlib.sha256(repr(sorted(snapshot(session).items())).encode()).hexdigest()
