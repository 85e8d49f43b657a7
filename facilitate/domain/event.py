"""What an act is, and an event, which is an act with its stamp.

One class is one kind of act (`acts`, a file for each subject). It holds all that has to be known of its kind, and
`act` refuses a class that leaves something out when it is imported, so nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import Field
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.personal import Cleaner, NameNow, Personal, PersonNamed, holding
from facilitate.domain.session import Session

if TYPE_CHECKING:
    from typing import dataclass_transform
else:

    def dataclass_transform(**_options: object) -> Callable[[Any], Any]:
        """Tell a type checker that a decorator makes dataclasses; nothing to do at run time."""
        return lambda decorator: decorator


_T = TypeVar("_T", bound="type[Act]")
YEARS = range(1970, 2200)  # that can be reckoned with; a machine whose battery is empty begins in 1970
Upcast = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What acts are about. To undo within a subject is to undo acts of it alone.

    `of_others` names such acts where somebody has to agree to them because they are not a table's own. Where `role` is
    said, they lie in the journals of that role and in no others, whoever writes them.
    """

    name: str
    of_others: str
    role: str = ""


class Writers(StrEnum):
    """Who may write acts of a kind."""

    FACILITATOR = "facilitator"
    TABLE = "table"  # also a table's laptop, of what is its table's own
    PHONE = "phone"  # also a phone, of what is its table's own


class Readers(StrEnum):
    """Which tables' laptops get acts of a kind."""

    NONE = "none"
    ITS_TABLE = "its table"
    ALL = "all"


class Act:
    """Something that was done in a session. What it brings into being takes its event's id.

    `kind` is its name on the disk, which never changes. When the fields of a kind change, its `version` grows by one,
    and `upcasts` gets a function that makes the fields of the version before, as plain JSON, those of the next one.
    Fields that a kind got `later`, with a default, need none of it: they are written only where they say something.

    `personal` names the fields that hold what somebody said or a name, and what of it goes when personal data has to
    go (`personal.py`). `leads` tells which act of a gesture speaks for it: the one with the greatest, of several the
    first.

    `writers` alone decides who may write acts of a kind: phones, tables' laptops and tables' files are let in by it
    (`workshop/sharing`). A kind that phones may write has the word `asked_as` by which they ask for it; whose an act
    of a table is shows in its fields `table`, `idea` or `events`.

    `bounds` are the numbers that a field may hold, where it is not one of a count (`admission.py`); `moments` names the
    fields that hold a day or a moment, as ISO 8601.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    upcasts: ClassVar[tuple[Upcast, ...]] = ()
    later: ClassVar[tuple[str, ...]] = ()
    subject: ClassVar[Subject]
    personal: ClassVar[Mapping[str, Personal]]
    writers: ClassVar[Writers]
    asked_as: ClassVar[str] = ""
    readers: ClassVar[Readers]
    bounds: ClassVar[Mapping[str, range]] = {}
    moments: ClassVar[tuple[str, ...]] = ()
    can_be_undone: ClassVar[bool] = True
    leads: ClassVar[int] = 0

    def apply(self, session: Session, event: Event) -> None:
        """Change the session.

        Everything is computed before anything is written, so that an act which raises `IneffectiveAct`, `Refused` or
        `ValueError` (a value that no version of ours writes) has changed nothing: it is void.
        """
        raise NotImplementedError

    def apply_undone(self, session: Session, event: Event) -> None:
        """Change the session where the act was undone; most acts count for nothing then."""

    def sentence(self, session: Session) -> Message:
        """Return the sentence that the history says of this act."""
        raise NotImplementedError

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        """Return the sentence that the history says of a gesture of several acts, for which this one speaks."""
        return Message(N_("{count} corrections to the programme"), {"count": len(acts)})

    def is_about(self, subject: Subject) -> bool:
        """Return whether an undo within that subject reaches this act."""
        return self.subject == subject

    def table_in(self, session: Session) -> int | None:
        """Return the table whose act this is, where it is one table's."""
        return None

    def wrong_fields(self) -> Iterator[str]:
        """Yield the names of the fields whose values no version of ours writes, beyond what their types tell."""
        yield from ()

    def named_people(self) -> Iterator[PersonNamed]:
        """Yield whom the act names, and what it says of their roles."""
        yield from ()

    @classmethod
    def names_now(cls, _session: Session) -> Iterator[NameNow]:
        """Yield the names that acts of this kind have put into the session, as they stand now."""
        yield from ()

    def item_keys(self) -> Iterator[tuple[str, str]]:
        """Yield the items of the programme that the act brings: the name of their list, and their key in it."""
        yield from ()

    def cleared(self, cleaner: Cleaner, _event: Event) -> Act:
        """Return the act without personal data, which `cleaner` takes out."""
        changed: Act = cleaner.fields_of(self)
        return changed


class ActWithoutEffect(Act):
    """An act that is kept to be known of, and changes nothing."""

    __slots__ = ()

    def apply(self, session: Session, event: Event) -> None:
        """Change nothing."""


def within(**bounds: range) -> Mapping[str, range]:
    """Return which fields of an act hold numbers from where to where."""
    return MappingProxyType(bounds)


def is_moment(text: str) -> bool:
    """Return whether a text is a day or a moment, as ISO 8601, of a year that can be reckoned with."""
    try:
        return datetime.fromisoformat(text).year in YEARS
    except ValueError:
        return False


_KINDS: dict[str, type[Act]] = {}
_FILES: dict[str, frozenset[str]] = {}  # the modules that hold kinds, with first parts of these


@dataclass_transform(frozen_default=True)
def act(cls: _T) -> _T:
    """Make a class the class of its kind; raises `TypeError` for one that does not say all of its kind."""
    made: Any = dataclass(frozen=True, slots=True)(cls)
    missing = [name for name in ("kind", "personal") if name not in vars(cls)]  # for each kind by itself
    missing += [name for name in ("subject", "writers", "readers") if not hasattr(made, name)]
    missing += [name for name in ("apply", "sentence") if getattr(made, name) is getattr(Act, name)]
    if missing:
        raise TypeError(f"{cls.__name__} does not say its {', '.join(missing)}")
    if made.kind in _KINDS:
        raise TypeError(f"{cls.__name__} and {_KINDS[made.kind].__name__} are both of the kind {made.kind}")
    if len(made.upcasts) != made.version - 1:
        raise TypeError(f"{cls.__name__} is of version {made.version} and has {len(made.upcasts)} upcasts")
    if strangers := {*made.personal, *made.later, *made.bounds, *made.moments} - set(made.__slots__):
        raise TypeError(f"{cls.__name__} has no fields {', '.join(sorted(strangers))}")
    if bool(made.asked_as) is not (made.writers is Writers.PHONE):
        raise TypeError(f"{cls.__name__} is asked for by phones as {made.asked_as!r} and written by {made.writers}")
    _KINDS[made.kind] = made
    return made  # type: ignore[no-any-return]


def declare(files: Mapping[str, frozenset[str]]) -> None:
    """Say which modules hold kinds, in their order, and for some the first parts of the names of all that they hold."""
    _FILES.update(files)


def kind_named(name: str) -> type[Act] | None:
    """Return the class of a kind by its name on the disk; None where there is none."""
    if name not in _KINDS:
        first = _first_part(name)
        for file in [file for file, firsts in _FILES.items() if first in firsts]:
            import_module(file)
    return _KINDS[name] if name in _KINDS else kinds().get(name)


def kinds() -> Mapping[str, type[Act]]:
    """Return the class of each kind of act, by its name on the disk, in an order that is always the same."""
    for file in _FILES:
        import_module(file)
    place = {file: number for number, file in enumerate((__name__, *_FILES))}
    return dict(sorted(_KINDS.items(), key=lambda each: place.get(each[1].__module__, len(place))))


def _first_part(kind: str) -> str:
    return kind.partition(".")[0]


OTHER = Subject("other", N_("imports, each noted as one change"))
UNDOS = Subject("undos", N_("other people’s changes, undone"))


def asked_by_phones() -> Mapping[str, type[Act]]:
    """Return the kinds of acts that phones may write, by the words by which they ask for them."""
    return {each.asked_as: each for each in kinds().values() if each.writers is Writers.PHONE}


@act
class Undone(ActWithoutEffect):
    """The named events no longer count: the timeline leaves them out. Undoing an `Undone` is a redo."""

    kind = "undone"
    subject = UNDOS
    personal = holding()
    writers = Writers.TABLE
    readers = Readers.ITS_TABLE  # whoever has one of the events

    events: tuple[str, ...]

    def sentence(self, session: Session) -> Message:
        return Message(N_("Undone"))


@dataclass(frozen=True, slots=True)
class Unknown(ActWithoutEffect):
    """An act of a newer version: kept and shown as such, never dropped. It is of no kind of ours.

    `name` is its kind as it stands on the disk, `payload` its fields.
    """

    kind = "unknown"
    personal = holding(payload=Personal.FREE)
    writers = Writers.FACILITATOR
    readers = Readers.NONE

    name: str
    payload: Mapping[str, Any]

    @property
    def subject(self) -> Subject:  # type: ignore[override]
        """The subject it is probably about: that of the kinds we know whose names begin so."""
        first = _first_part(self.name)
        return next((each.subject for name, each in kinds().items() if _first_part(name) == first), OTHER)

    def sentence(self, session: Session) -> Message:
        return Message(N_("A change made with a newer version: {name}"), {"name": self.name})


@dataclass(frozen=True, slots=True)
class Event:
    """One act, stamped.

    `lamport` is its Lamport clock (Lamport 1978), `clock` on the disk: greater than that of every event its writer had
    seen. With the id it gives a total order that no wall clock can disturb. `gesture` is the id of the first event of
    its gesture, or the name that the gesture was given on a phone.
    """

    id: str
    lamport: int
    at: datetime
    by: str
    gesture: str
    act: Act
