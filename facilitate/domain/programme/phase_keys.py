"""What a programme may say of a phase: the keys that its kind has, and what each of them holds."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias

from facilitate.domain.values.notes import NoteKind

# What kinds are declared by is made at every start: frozen classes would cost half a millisecond each.


class TextKey:
    """A key of a programme file that holds a text. One without a `label` is not corrected on the screen."""

    def __init__(self, name: str, label: str = "", *, required: bool = False) -> None:
        self.name = name
        self.label = label
        self.required = required


class WholeKey:
    """One that holds a whole number from `low` to `high`. What is not written is the `default`, if it has one.

    A phase that is added begins with `begin`, where it has to have one, or with what others of the programme have.
    """

    def __init__(
        self,
        name: str,
        label: str,
        low: int = 0,
        high: int = 1_000_000,
        *,
        default: int | None = None,
        begin: int | None = None,
    ) -> None:
        self.name = name
        self.label = label
        self.low = low
        self.high = high
        self.default = default
        self.begin = begin


class StatusKey:
    """One that holds the status of an idea."""

    def __init__(self, name: str, label: str) -> None:
        self.name = name
        self.label = label


class ChoiceKey:
    """One that holds one of the words of `make`, of which the first is the usual one."""

    def __init__(self, name: str, label: str, make: type[StrEnum]) -> None:
        self.name = name
        self.label = label
        self.make = make


class FlagKey:
    """One that is true or false; without a label no list of rows shows it."""

    def __init__(self, name: str, label: str = "") -> None:
        self.name, self.label = name, label


class ItemsKey:
    """A list of items, made by `make`; `title` is what an item is called by, `keys` the rest of it.

    Each has a key of its own, which people do not write where the list is `keyless`; `item` is the word for one.
    `label` is what the screen calls the list, `asked` how it asks for another item, `loss` what becomes of the notes
    about an item that is removed.
    """

    def __init__(  # noqa: PLR0913 -- said by their names, in one place
        self,
        name: str,
        make: Callable[..., Any],
        title: TextKey | WholeKey,
        keys: tuple[TextKey | StatusKey | ChoiceKey | FlagKey, ...],
        *,
        item: str,
        label: str,
        asked: str,
        loss: str,
        keyless: bool = False,
    ) -> None:
        self.name = name
        self.make = make
        self.title = title
        self.keys = keys
        self.item = item
        self.label = label
        self.asked = asked
        self.loss = loss
        self.keyless = keyless


class GroupKey:
    """A group of keys, made by `make`."""

    def __init__(self, name: str, make: Callable[..., Any], keys: tuple[TextKey | WholeKey | ItemsKey, ...]) -> None:
        self.name = name
        self.make = make
        self.keys = keys


PhaseKey: TypeAlias = TextKey | WholeKey | StatusKey | ChoiceKey | GroupKey | ItemsKey


class PhaseKind:
    """A kind of block an agenda is made of: what a programme says of it, and what is noted in it.

    `name` is the word for it on the disk, `label` what people choose it by. `keys` are those of a programme file that
    only phases of this kind have: each is a field of `Phase`. `notes` is what is noted first of all in such a phase;
    plain notes may be taken in any.
    """

    def __init__(self, name: str, label: str, keys: tuple[PhaseKey, ...] = (), notes: NoteKind | None = None) -> None:
        self.name = name
        self.label = label
        self.keys = keys
        self.notes = notes

    def __repr__(self) -> str:
        return f"PhaseKind({self.name!r})"
