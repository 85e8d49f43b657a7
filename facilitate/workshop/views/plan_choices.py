"""The values of a programme that are one of a few: the words people read and type for them, and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facilitate.domain.errors import N_
from facilitate.domain.text import folded

Translate = Callable[[str], str]

# By the last step of a path: each stored value with its word.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "priority": {"low": N_("low"), "normal": N_("normal"), "high": N_("high")},
    "language": {"fr": N_("French"), "en": N_("English")},
}


def is_choice(path: str) -> bool:
    """Return whether the value at a path is one of a few."""
    return _named(path) in _WORDS


def choice_words(path: str, _: Translate) -> str:
    """Return the words that can be typed there."""
    return ", ".join(map(_, _WORDS[_named(path)].values()))


def choice_word(path: str, value: str, _: Translate) -> str:
    """Return the word for a stored value; one that is unknown here is shown as it is."""
    word = _WORDS[_named(path)].get(value)
    return _(word) if word else value


def choice_typed(path: str, typed: str, _: Translate) -> str:
    """Return what is stored for a word, or for what is stored itself; anything else is left to be refused."""
    wanted = folded(typed.strip())
    for value, word in _WORDS[_named(path)].items():
        if wanted in (value, folded(word), folded(_(word))):
            return value
    return typed


def _named(path: str) -> str:
    return path.rpartition("/")[2]
