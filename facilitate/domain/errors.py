"""What can go wrong, as messages that are translated by the screen or command that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from facilitate.domain.frozen import dataclass


def N_(msgid: str) -> str:  # noqa: N802 -- the name gettext's extractors look for
    """Mark a message for translation without translating it here."""
    return msgid


CANNOT_BE_READ = N_("{file} cannot be read: {reason}.")


@dataclass(frozen=True, slots=True)
class Message:
    """A whole sentence in English with `{named}` places, and what goes into them."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.params) if self.params else self.text


@dataclass(frozen=True, slots=True)
class Names:
    """Words of a file or a person that a sentence names: each in quotes, and how many `more` there are."""

    words: tuple[str, ...]
    more: int = 0

    @classmethod
    def of(cls, words: Sequence[str], most: int = 6) -> Names:
        """Return the first of these words, and how many more there are."""
        return cls(tuple(words[:most]), max(0, len(words) - most))

    def __str__(self) -> str:
        shown = ", ".join(f"“{each}”" for each in self.words)
        return f"{shown} and {self.more} more" if self.more else shown


@dataclass(frozen=True, slots=True)
class LongDay:
    """A day that a sentence names without its weekday."""

    day: date

    def __str__(self) -> str:
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long something lasts, which a sentence writes in hours above one."""

    minutes: int

    def __str__(self) -> str:
        return f"{self.minutes} min"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What an event or a place is called, where a sentence joins it to the word before it, as French does."""

    name: str

    def __str__(self) -> str:
        return self.name


class FacilitateError(Exception):
    """Something a person must be told: what happened, why, and what to do."""

    def __init__(self, text: str, **params: object) -> None:
        self.message = Message(text, params)
        super().__init__(str(self.message))


class Refused(FacilitateError):
    """A rule says no; nothing was written."""


class StorageFailure(FacilitateError):
    """The disk said no, or what is on it does not check."""


class IneffectiveAct(Exception):
    """An act stands on something that is not there: it is void, and changes nothing."""
