"""The values of a programme that are one of a few: the words people read and type for them, and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facilitate.labels import IDEA_STATUSES, LANGUAGE_NAMES, PRIORITIES, SUPPORTER_ROLES, value_meant, words_for

Translate = Callable[[str], str]

# By the end of a path; a role is that of a speaker, in any words, elsewhere.
_ROLE = "supporters/role"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "priority": PRIORITIES,
    "language": LANGUAGE_NAMES,
    "status": IDEA_STATUSES,
    _ROLE: SUPPORTER_ROLES,
}


def is_choice(path: str) -> bool:
    """Return whether the value at a path is one of a few."""
    return _named(path) in _WORDS


def choice_words(path: str, _: Translate) -> str:
    """Return the words that can be typed there."""
    return words_for(_WORDS[_named(path)], _)


def choice_word(path: str, value: str, _: Translate) -> str:
    """Return the word for a stored value; one that is unknown here is shown as it is."""
    word = _WORDS[_named(path)].get(value)
    return _(word) if word else value


def choice_typed(path: str, typed: str, _: Translate) -> str:
    """Return what is stored for a word, or for what is stored itself; anything else is left to be refused."""
    return value_meant(_WORDS[_named(path)], typed, _)


def _named(path: str) -> str:
    holder, _, name = path.rpartition("/")
    return _ROLE if name == "role" and holder.partition("/")[0] == "supporters" else name
