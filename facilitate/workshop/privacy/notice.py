"""What is held of people, in plain words: of whom, what for, until when, and who sees it.

Nothing is said that is not so now: each line counts what is there. It is what a notice for the door and a line for the
register of processing are made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitate.domain.acts.people import PARTICIPANT
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import kinds
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.notes import NoteKind

_DESK = N_("this computer only; counts are published, never names")
_PAPER = N_(
    "this computer, the phone at the door where there is one, badges or lists that are printed; published only of "
    "those who agreed"
)
# What a phone of the desk may be told, a few names at a time.
_DOOR = N_("this computer, and the phone at the door where there is one; counts are published, never names")
_NEVER = N_("nobody: never shown, printed or published")
_BADGE = N_("this computer, and whoever sees their badges")
_READERS = N_("whoever reads the report")
_REPORT = N_("the report, and the screens of the event")
_INTERNAL = N_("the facilitator’s screens, and internal reports")
_AS_SAID = N_("{purpose}")
# What is held of each guest, and what for.
_OF_GUESTS: tuple[tuple[str, str, str, str], ...] = (
    ("name", N_("names"), N_("to welcome people, and to know who came"), _PAPER),
    ("family_name", N_("which part of a name is the family name"), N_("to sort lists by it"), _PAPER),
    ("organisation", N_("organisations"), N_("to mix organisations at the tables"), _PAPER),
    ("world", N_("the group each person belongs to"), N_("to mix the groups at the tables, and to count them"), _DESK),
    ("territory", N_("areas"), N_("to mix areas at the tables"), _DESK),
    ("access", N_("access needs (may tell of health)"), N_("to make the place fit for everybody"), _DESK),
    ("interpreter", N_("interpreters needed (may tell of health)"), N_("to have those interpreters"), _DESK),
    ("interprets", N_("who interprets for others"), N_("to seat interpreters with those who need them"), _DESK),
    ("diet", N_("diets (may tell of health or religion)"), N_("to have food that everybody can eat"), _DESK),
    ("together", N_("wishes to sit with somebody"), N_("to seat people as they wish"), _DESK),
    ("apart", N_("wishes not to sit with somebody"), N_("to seat people as they wish"), _NEVER),
    ("no_photo", N_("who does not want to be photographed"), N_("so that nobody takes a photo of them"), _BADGE),
    ("nameable", N_("who agreed to be named"), N_("to name them and their organisations in the report"), _READERS),
    ("email", N_("e-mail addresses"), N_("to know the same person again in a later list"), _DESK),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of data: what it is, how many are concerned, why it is held, and who sees it."""

    what: Message
    count: int
    why: Message
    seen_by: Message
    guests: bool = False


def held(session: Session) -> tuple[Held, ...]:
    """Return what a session holds of people now."""
    return (*_of_guests(session), *_of_programme(session), *_of_notes(session))


def _of_guests(session: Session) -> Iterator[Held]:
    people = session.people.values()
    for field, what, why, seen_by in _OF_GUESTS:
        if count := sum(bool(getattr(person, field)) for person in people):
            yield Held(Message(what), count, Message(why), Message(seen_by), guests=True)
    for column, count in Counter(column for person in people for column, _value in person.more).items():
        yield _kept_column(session, column, count)
    if session.arrivals:
        counted = Message(N_("to count who is here, and to seat them"))
        yield Held(Message(N_("times of arrival")), len(session.arrivals), counted, Message(_DESK), guests=True)
    planned = (*session.seating.values(), *session.seating_aside.values())
    rounds = (*planned, *session.sat.values(), session.pins)
    if seated := len({key for seats in rounds for key in seats} & session.people.keys()):
        seating = Message(N_("to tell people where to sit"))
        yield Held(Message(N_("seats at the tables")), seated, seating, Message(_DOOR), guests=True)
    if removed := sum(bool(person.name) for person in session.removed_people.values()):
        undoing = Message(N_("so that this can be undone"))
        yield Held(Message(N_("people taken off the list")), removed, undoing, Message(_NEVER), guests=True)


def _kept_column(session: Session, column: str, count: int) -> Held:
    purpose = one_line(session.roster_purposes.get(column, ""))
    why = Message(_AS_SAID, {"purpose": purpose}) if purpose else Message(N_("nothing says what for"))
    what = Message(N_("the column “{column}”"), {"column": one_line(column)})
    return Held(what, count, why, Message(_DESK), guests=True)


def _of_programme(session: Session) -> Iterator[Held]:
    named = (each for kind in kinds().values() for each in kind.names_now(session))
    printed = {each.name for each in named if each.kind not in (None, PARTICIPANT) and each.name and each.printed}
    if printed:
        why = N_("to say who speaks, hosts a table, or takes a proposal forward")
        yield Held(
            Message(N_("names in the programme, and of those who lead proposals")),
            len(printed),
            Message(why),
            Message(_REPORT),
        )
    shown = [photo for photo in session.published_photos if photo.people]
    if shown:
        why = N_("to show the day in the report")
        yield Held(Message(N_("photos of people")), len(shown), Message(why), Message(_REPORT))


def _of_notes(session: Session) -> Iterator[Held]:
    remarks = [note for note in session.notes.values() if note.kind is NoteKind.REMARK and not note.withdrawn]
    quoted = sum(note.quotable for note in remarks)
    why = Message(N_("to remember what was said on the panel"))
    if quoted:
        yield Held(Message(N_("remarks that may be quoted")), quoted, why, Message(_REPORT))
    if len(remarks) > quoted:
        yield Held(Message(N_("remarks that may not be quoted")), len(remarks) - quoted, why, Message(_INTERNAL))
