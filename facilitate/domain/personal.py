"""What acts say of their personal data: which fields hold it, whom they name, and how they are without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Any, Protocol

from facilitate.domain.frozen import dataclass


class Personal(Enum):
    """What a field may hold that is somebody's.

    TEXT is what somebody wrote, and never empty; WORDS the same, or a list of such, where it may be empty; FREE a value
    of any shape whose texts are somebody's: a programme, or what only a newer version understands.
    """

    TEXT = "text"
    WORDS = "words"
    FREE = "free"


def holding(**fields: Personal) -> Mapping[str, Personal]:
    """Return which fields of an act hold what; an empty mapping where nothing is personal."""
    return MappingProxyType(fields)


class PersonKind:
    """What somebody is who is named: a speaker, the author of a study.

    `unsaid` is said in the place of a name whose role nobody told. Where it is `perhaps_organisation`, only the whole
    name is looked for in texts; somebody who is of another kind as well is of that one.
    """

    # Some are made at every start, where a frozen class would cost half a millisecond.
    def __init__(self, unsaid: str, *, perhaps_organisation: bool = False) -> None:
        self.unsaid = unsaid
        self.perhaps_organisation = perhaps_organisation


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """An act names somebody, or says their role; `where` is the same for all that is said of one item."""

    kind: PersonKind
    where: str
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class NameNow:
    """A name that stands in a session now: `where`, at which path of the programme, and whose it is.

    Without a `kind` it is an organisation's or a place's. One that is not `printed` stands in no compte rendu.
    """

    name: str
    where: str
    path: str = ""
    kind: PersonKind | None = None
    printed: bool = True


class Cleaner(Protocol):
    """Takes personal data out of what acts hold."""

    def fields_of(self, act: Any) -> Any:
        """Return the act with its personal fields redacted, and its keys as they become."""
        ...

    def text(self, text: str) -> str:
        """Return a text with roles in the place of names."""
        ...

    def role(self, name: str) -> str:
        """Return the role that stands in the place of a name."""
        ...

    def role_within(self, name: str) -> str:
        """Return the role that stands in the place of a name after other words, which no capital follows."""
        ...

    def key(self, items: str, key: str) -> str:
        """Return what a key of that list of the programme becomes."""
        ...

    def path(self, path: str) -> str:
        """Return a path of the programme with its keys as they become."""
        ...

    def programme(self, value: Any) -> Any:
        """Return a programme, or a part of one, without personal data."""
        ...

    def items(self, name: str, items: Sequence[Any]) -> list[Any]:
        """Return the items of that list of the programme without personal data."""
        ...

    def found_title_taken(self, event: str, category: str) -> bool:
        """Return whether an act came to nothing, or a category of that key to another, for its title was taken."""
        ...

    def note(self, key: str, text: str) -> str:
        """Return the text of the note of that id; a remark that nobody may quote loses it."""
        ...

    def same_person(self, event: str) -> str:
        """Return the person that the addition of another of that event turned out to be; nothing where it is none."""
        ...

    def organisation_number(self, name: str) -> int:
        """Return the number that stands for an organisation, from 1; it is counted by it, and nobody can tell which."""
        ...

    def keeps_photo(self, photo: str) -> bool:
        """Return whether the photo of that id stays: it is published, and nobody can be recognised in it."""
        ...

    def logo(self, name: str, form: str, pieces: tuple[str, ...]) -> tuple[str, ...]:
        """Return the bytes of the logo of that file name with nothing in them but what is seen.

        There are none where the name of the partner goes, or where nobody can tell what else is in them.
        """
        ...

    def note_about(self, key: str, about: str) -> str:
        """Return what the note of that id is about, as that key becomes."""
        ...
