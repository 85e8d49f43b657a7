"""Which acts hold a text that somebody can read through for names, and the command that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.imports import FileImported
from facilitate.domain.acts.learning import FilingsLearned, KitUsed
from facilitate.domain.acts.notes import NoteEdited, NoteTaken
from facilitate.domain.acts.pictures import LogoKept
from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.acts.trials import TrialRecorded
from facilitate.domain.acts.votes import VoteClosed, VoteOpened
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.privacy.purge_keys import words_of

# What is kept for the program: names of files and worlds, words that were learned, trials.
_BOOKKEEPING = (FileImported, FilingsLearned, KitUsed, LogoKept, SessionCreated, TrialRecorded, VoteClosed, VoteOpened)
_OTHER = "history"
_PLACES: Mapping[str, tuple[str, str]] = {  # by subject, or by the kind of note
    "ideas": (N_("ideas ({n})"), "idea list"),
    NoteKind.FACT: (N_("facts ({n})"), "fact list"),
    NoteKind.FINDING: (N_("findings ({n})"), "finding list"),
    NoteKind.REMARK: (N_("remarks ({n})"), "remark list"),
    "synthesis": (N_("wordings of proposals ({n})"), "proposal list"),
    "programme": (N_("texts of the programme ({n})"), "show"),
    "pictures": (N_("captions of photos ({n})"), "photo list"),
    "votes": (N_("notes about votes ({n})"), "vote show"),
    "feedback": (N_("closing questions ({n})"), "feedback show"),
    _OTHER: (N_("other texts ({n})"), "history"),
}


def has_text(event: Event) -> bool:
    """Return whether an act holds a text that somebody can read, and that goes to other computers."""
    act = event.act
    if act.subject.role or isinstance(act, _BOOKKEEPING):
        return False
    texts = (text for field in act.personal for text in words_of(getattr(act, field)))
    return any(sign.isalpha() for text in texts for sign in text)


def what_and_where(events: Iterable[Event], notes: Mapping[str, Note], session: str) -> dict[str, Message]:
    """Return what these acts say, counted (`what`), and the commands that show it (`where`).

    `notes` are those of the session, by which a correction of one tells what it is.
    """
    found: dict[str, set[str]] = {}
    for event in events:
        found.setdefault(_place(event, notes), set()).add(_item(event))
    places = [place for place in _PLACES if place in found]
    what = [Message(_PLACES[place][0], {"n": len(found[place])}) for place in places]
    commands = [f"facilitate {_PLACES[place][1]} {session}" for place in places]
    where = [Message(N_("“{command}”"), {"command": command}) for command in commands]
    return {"what": _listed(what), "where": _listed(where)}


def _place(event: Event, notes: Mapping[str, Note]) -> str:
    act = event.act
    if isinstance(act, NoteTaken):
        place = act.note_kind
    elif isinstance(act, NoteEdited):
        place = notes[act.note].kind if act.note in notes else _OTHER
    else:
        place = act.subject.name
    return place if place in _PLACES else _OTHER


def _item(event: Event) -> str:
    """Return what an act is about: an idea that was also corrected is one."""
    act = event.act
    if isinstance(act, (IdeaRecorded, NoteTaken)):
        return event.id
    return act.idea if isinstance(act, IdeaEdited) else act.note if isinstance(act, NoteEdited) else event.id


def _listed(messages: list[Message]) -> Message:
    return reduce(lambda one, other: Message(N_("{one}, {other}"), {"one": one, "other": other}), messages)
