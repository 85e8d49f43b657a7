"""A workshop in memory, for tests that need no disk: a log, a clock, ids, and a small programme."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.errors import Refused
from facilitate.domain.event import Event
from facilitate.domain.programme.document import complete
from facilitate.domain.roles import FACILITATOR
from facilitate.domain.session import Session
from facilitate.domain.values.pictures import digest_of
from facilitate.domain.values.presence import Presence
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.votes.contents import ELSEWHERE, Contents, empty
from facilitate.workshop.workshop import Workshop

START = datetime(2021, 12, 13, 13, 0, tzinfo=UTC)
PLAN: dict[str, Any] = {
    "title": "Essai",
    "phases": [
        {"kind": "welcome", "title": "Accueil", "minutes": 10},
        {"kind": "venue", "title": "Le lieu", "minutes": 15},
        {
            "kind": "study",
            "title": "L’étude",
            "minutes": 40,
            "study": {"axes": [{"key": "freins", "question": "Quels freins ?"}]},
        },
        {"kind": "panel", "title": "Table ronde", "minutes": 45, "speakers": [{"name": "Laurence Mari"}]},
        {"kind": "tables", "title": "Les tables", "minutes": 75, "question": "Quelles pistes ?", "tables": 3},
        {"kind": "synthesis", "title": "Synthèse", "minutes": 30},
    ],
    "categories": [
        {"key": "lieux", "title": "Lieux"},
        {"key": "formation", "title": "Formation"},
        {"key": "outils", "title": "Outils"},
    ],
}
# Two phases at tables, each with its own question and tables.
TWO_QUESTIONS: dict[str, Any] = {
    "title": "Deux questions",
    "phases": [
        {"kind": "tables", "key": "first", "title": "Constats", "minutes": 30, "question": "Où ?", "tables": 3},
        {"kind": "break", "key": "lunch", "title": "Déjeuner", "minutes": 60},
        {"kind": "tables", "key": "second", "title": "Pistes", "minutes": 45, "question": "Comment ?", "tables": 2},
        {"kind": "closing", "key": "end", "title": "Fin", "minutes": 5},
    ],
    "categories": PLAN["categories"],
}


@dataclass
class FakeClock:
    """A clock that goes on when told to."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def advance(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


class SeededIds:
    """The same names each time."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)

    def tokens(self, count: int) -> list[str]:
        signs = "0123456789abcdefghijklmnopqrstuvwxyz"
        return ["".join(self._random.choices(signs, k=8)) for _ in range(count)]


@dataclass
class FakeWriter:
    name: str
    suffix: str
    kept: list[Event]

    def append(self, events: Sequence[Event]) -> None:
        self.kept.extend(events)


class FakePresence:
    """Who is there, in memory."""

    def __init__(self) -> None:
        self.here: dict[str, Presence] = {}

    def show(self, here: Presence) -> None:
        self.here[here.writer] = here

    def leave(self, writer: str) -> None:
        self.here.pop(writer, None)

    def others(self, writer: str) -> tuple[Presence, ...]:
        return tuple(here for name, here in sorted(self.here.items()) if name != writer)


class FakePhotos(dict[str, bytes]):
    """Photos in memory, by their digests."""

    def keep(self, data: bytes) -> bool:
        is_new = digest_of(data) not in self
        self[digest_of(data)] = data
        return is_new

    def read(self, digest: str, photo: str = "") -> bytes:
        return self.get(digest, b"")


class FakeBallots:
    """A box of ballots in memory."""

    def __init__(self) -> None:
        self.contents: Contents | None = None

    def change(self, change, *, make=False):
        if self.contents is None and not make:
            raise Refused(ELSEWHERE)
        contents = empty() if self.contents is None else deepcopy(self.contents)
        answer = change(contents)
        self.contents = None if contents["closed"] else contents
        return answer

    def look(self):
        return deepcopy(self.contents)

    def discard(self):
        self.contents = None


@dataclass
class FakeLog:
    """Journals in memory. Logs that share `kept` are programs on one session; a `deaf` one hears no other for now."""

    kept: list[Event] = field(default_factory=list)
    suffix: str = ""
    session: str = "essai123"
    home: str = "home"
    slug: str = "essai"
    deaf: bool = False
    busy: tuple[str, ...] = ()
    presence: FakePresence = field(default_factory=FakePresence)
    photos: FakePhotos = field(default_factory=FakePhotos)
    ballots: FakeBallots = field(default_factory=FakeBallots)
    answers: FakeBallots = field(default_factory=FakeBallots)
    _heard: int = 0

    def read(self) -> list[Event]:
        self._heard = len(self.kept)
        return list(self.kept)

    def news(self) -> list[Event]:
        if self.deaf:
            return []
        fresh = self.kept[self._heard :]
        self._heard = len(self.kept)
        return fresh

    def restore(self, events):
        """Nobody takes anything out of these."""

    @contextmanager
    def writing_as(self, role: str) -> Iterator[FakeWriter]:
        yield FakeWriter(f"{role}.{self.suffix}" if self.suffix else role, self.suffix, self.kept)

    @contextmanager
    def in_turn(self, what: str) -> Iterator[bool]:
        yield what not in self.busy

    def present(self) -> frozenset[str]:
        return frozenset()


def make_workshop(
    *, role: str = FACILITATOR, log: FakeLog | None = None, seed: int = 0, plan: dict[str, Any] | None = None
) -> Workshop:
    """A workshop of one role, on a session that is created if its log is empty."""
    log = FakeLog() if log is None else log
    clock, ids = FakeClock(), SeededIds(seed)
    if not log.kept:
        Recorder(log, clock, ids).record(SessionCreated(complete(PLAN if plan is None else plan)))
    return Workshop(log, clock, ids, role)


def snapshot(session: Session) -> dict[str, object]:
    """All that a session says, to compare two."""
    return {
        "document": session.document,
        "ideas": dict(session.ideas),
        "order": list(session.ideas),
        "notes": dict(session.notes),
        "trials": dict(session.trials),
        "rehearsal": session.rehearsal,
        "runs": dict(session.runs),
        "current": session.current,
        "proposals": dict(session.all_proposals),
        "standing": [proposal.id for proposal in session.proposals()],
        "in": {idea: session.proposal_of(idea).id for idea in session.ideas},
        "answers": dict(session.duplicate_answers),
        "learned": session.learned,
        "links": dict(session.links),
        "undone": dict(session.undone_ideas),
        "turns": dict(session.turns),
        "actions": dict(session.actions),
        "votes": dict(session.votes),
        "feedback": session.feedback,
        "people": dict(session.people),
        "arrivals": dict(session.arrivals),
        "planned": [dict(each) for each in (session.seating, session.seating_aside)],
        "seats": [dict(each) for each in (session.sat, session.moved, session.pins)],
        "dealt": session.dealt_at_the_door,
        "wall": session.wall,
        "joined": dict(session.joined),
        "cleared": session.cleared,
        "void": set(session.void),
    }
