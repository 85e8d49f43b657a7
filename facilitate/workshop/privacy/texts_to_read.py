"""Which acts hold a text that somebody can read through for names, and the command that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.imports import FileImported
from facilitate.domain.acts.learning import KitUsed
from facilitate.domain.acts.notes import NoteEdited, NoteTaken
from facilitate.domain.acts.pictures import LogoKept
from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.acts.votes import VoteClosed, VoteOpened
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import cleared
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.notes import NoteKind

# What is kept for the program: names of logos, kits and worlds. The first programme is there before anything comes, and
# no removal leaves the name of an imported file.
_BOOKKEEPING = (FileImported, KitUsed, LogoKept, SessionCreated, VoteClosed, VoteOpened)
_OTHER, _HISTORY = "other", "history --texts"
_KINDS: Mapping[str, str] = {  # by subject, or by the kind of note
    "ideas": N_("ideas ({n})"),
    NoteKind.FACT: N_("facts ({n})"),
    NoteKind.FINDING: N_("findings ({n})"),
    NoteKind.REMARK: N_("remarks ({n})"),
    "synthesis": N_("wordings of proposals ({n})"),
    "programme": N_("texts of the programme ({n})"),
    "pictures": N_("captions of photos ({n})"),
    "votes": N_("notes about votes ({n})"),
    "feedback": N_("closing questions ({n})"),
    _OTHER: N_("other texts ({n})"),
}
# Lists show what stands now; whatever else was said is only in the history.
_LISTS: Mapping[str, tuple[str, Callable[[Session], Iterable[str]]]] = {
    "ideas": ("idea list", lambda session: (idea.text for idea in session.ideas.values())),
    NoteKind.FACT: ("fact list", lambda session: _noted(session, NoteKind.FACT)),
    NoteKind.FINDING: ("finding list", lambda session: _noted(session, NoteKind.FINDING)),
    NoteKind.REMARK: ("remark list", lambda session: _noted(session, NoteKind.REMARK)),
    "synthesis": ("proposal list", lambda session: map(session.wording, session.proposals())),
    "programme": ("show --toml", lambda session: _texts(session.document)),
}


def has_text(event: Event) -> bool:
    """Return whether an act holds a text that somebody can read, and that goes to other computers."""
    return any(True for _text in texts_of(event))


def texts_of(event: Event) -> Iterator[str]:
    """Yield the texts of an act that somebody can read, and that go to other computers."""
    act = event.act
    if not (act.subject.role or isinstance(act, _BOOKKEEPING)):
        texts = (text for field in act.personal for text in _texts(getattr(act, field)))
        yield from (text for text in texts if any(sign.isalpha() for sign in text))


def still_to_read(keys: Iterable[str], timeline: Timeline) -> list[Event]:
    """Return those of these acts that hold a text of somebody now: of an erased remark only a sign of it is left."""
    rid, notes = cleared(timeline.events), timeline.session.notes
    events = [event for key in keys if (event := timeline.event(key)) and has_text(event)]
    erased = {key for key, note in notes.items() if note.kind is NoteKind.REMARK and not note.quotable}
    return [event for event in events if not (event.id in rid and _item(event) in erased)]


def what_and_where(events: Iterable[Event], session: Session, name: str) -> dict[str, Message]:
    """Return what these acts say, counted (`what`), and the commands that show all of it (`where`).

    They are those for the session of that name, as it is now.
    """
    found: dict[str, set[str]] = {}
    commands: dict[str, None] = {}
    shown = {kind: frozenset(texts(session)) for kind, (_command, texts) in _LISTS.items()}
    ordered = sorted(((_kind(event, session), event) for event in events), key=lambda each: [*_KINDS].index(each[0]))
    for kind, event in ordered:
        found.setdefault(kind, set()).add(_item(event))
        is_listed = kind in _LISTS and shown[kind].issuperset(texts_of(event))
        commands[_LISTS[kind][0] if is_listed else _HISTORY] = None
    typed = sorted(commands, key=lambda each: each == _HISTORY)
    where = [Message(N_("“{command}”"), {"command": f"facilitate {each} {name}"}) for each in typed]
    what = [Message(_KINDS[kind], {"n": len(items)}) for kind, items in found.items()]
    return {"what": _listed(what), "where": _listed(where)}


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value of any shape, but for what its fields are called."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, (list, tuple)):
        yield from (text for each in value for text in _texts(each))


def _noted(session: Session, kind: NoteKind) -> Iterator[str]:
    return (note.text for note in session.notes.values() if note.kind is kind)


def _kind(event: Event, session: Session) -> str:
    act = event.act
    kind: str = act.subject.name
    if isinstance(act, NoteTaken):
        kind = act.note_kind
    elif isinstance(act, NoteEdited):
        kind = session.notes[act.note].kind if act.note in session.notes else _OTHER
    return kind if kind in _KINDS else _OTHER


def _item(event: Event) -> str:
    """Return what an act is about: an idea that was also corrected is one."""
    act = event.act
    if isinstance(act, (IdeaRecorded, NoteTaken)):
        return event.id
    return act.idea if isinstance(act, IdeaEdited) else act.note if isinstance(act, NoteEdited) else event.id


def _listed(messages: list[Message]) -> Message:
    return reduce(lambda one, other: Message(N_("{one}, {other}"), {"one": one, "other": other}), messages)
