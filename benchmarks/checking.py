"""`check` of a session with very much text: long ideas and notes with names, numbers, dates and quotations."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.measuring import Row, folder, opened, seconds, session_of
from facilitate.domain.acts.ideas import IdeaRecorded, IdeaWithdrawn
from facilitate.domain.acts.notes import NoteTaken
from facilitate.workshop.audit.run import audit

LONG = 10_000  # characters, the longest text anybody can type
SMALL, LARGE = 2, 20  # megabytes
_VOCABULARY = 30_000


def rows() -> Iterator[Row]:
    small, large = taken(SMALL), taken(LARGE)
    yield Row(f"check of {LARGE} MB of text", f"{large:.1f} s", "≤ 30 s", large <= 30)
    ratio = large / small
    told = f"{large:.1f} s, {small:.2f} s: {ratio:.1f} ×"
    yield Row(f"the same against {SMALL} MB", told, "linear (≤ 12 ×)", ratio <= 12)


def taken(megabytes: int) -> float:
    """The seconds of an audit, the session being open; the better of two."""
    with folder() as home:
        session_of(home, 0)
        workshop = opened(home)
        acts: list[IdeaRecorded | NoteTaken] = []
        for number, text in enumerate(texts(megabytes * 1_000_000 // LONG)):
            table = number % 6 + 1
            acts.append(
                (IdeaRecorded(f"T{table}-{number:04d}", table, text, "to_create"), NoteTaken("fact", "lieu", text))[
                    number % 3 == 0
                ]
            )
        workshop.recorder.record(*acts)
        ideas = list(workshop.session.ideas)
        workshop.recorder.record(*(IdeaWithdrawn(key) for key in ideas[::20]))
        session = workshop.session
        return min(seconds(lambda: audit(session)) for _ in range(2))


def texts(many: int) -> Iterator[str]:
    """So many long texts, in the words of a language: few of them often, most of them rarely."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghilmnoprstuvéè", k=chance.randint(2, 11))) for _ in range(_VOCABULARY)]
    words[5::40] = [word.capitalize() for word in words[5::40]]
    words[7:300:60] = ["57 idées", "le 13 décembre 2021", "« oser »", "Laurence Mari", "deux axes."]
    weights = [1 / (place + 10) for place in range(_VOCABULARY)]
    for _ in range(many):
        yield " ".join(chance.choices(words, weights, k=LONG // 5))[:LONG].strip()
