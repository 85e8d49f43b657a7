"""The one way to find which speaker or research question of a phase somebody names."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.numbers import position_named
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import folded


def key_named(known: Sequence[tuple[str, str]], name: str) -> str | None:
    """Return the key that somebody names by its number (from 1), itself or its words; None where none or several fit.

    `known` holds keys with their words, in the order that people see.
    """
    place = position_named(name, len(known))
    if place is not None:
        return known[place][0]
    if any(key == name for key, _words in known):
        return name
    same = [key for key, words in known if folded(words) == folded(name.strip())]
    return same[0] if len(same) == 1 else None


def speaker_words(phase: Phase) -> list[tuple[str, str]]:
    """Return the keys of the speakers of a phase, with their names."""
    return [(speaker.key, speaker.name) for speaker in phase.speakers]


def axis_words(phase: Phase) -> list[tuple[str, str]]:
    """Return the keys of the research questions of a phase, with their words."""
    return [(axis.key, axis.question) for axis in phase.study.axes] if phase.study else []
