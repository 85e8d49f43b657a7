"""What was brought in from elsewhere: that it was, so that it can be undone as one gesture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Self

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.programme import PlanAdded
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import OTHER, Act, Event, Readers, Writers, act
from facilitate.domain.personal import Cleaner, Personal, holding
from facilitate.domain.session import Session

_LONGEST = 400  # characters of a file's name
_SHOWN, _END = 40, 14  # signs of one that is shown, and how many of them are its end: the extension tells most
_MOST_LISTED = 8  # tables, each by its number


@act
class ActsCollected(Act):
    """Acts of other machines came in together. To undo this is to undo them."""

    kind = "acts.collected"
    subject = OTHER
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 4

    events: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        session.collected[event.gesture] = session.collected.get(event.gesture, ()) + self.events

    def sentence(self, session: Session) -> Message:
        count = len(self.events)
        text = N_("1 change from another computer") if count == 1 else N_("{count} changes from another computer")
        return Message(text, {"count": count})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)


@act
class FileImported(Act):
    """What its gesture brought in came from that file; the name has no folder, and is empty for a list without one.

    It stands after the `ActsCollected` of its gesture: a program that does not know it undoes an import all the same.
    `filed` and `corrected` count ideas as the import's answer does: of the acts, one may file several, and another item
    may be a correction. An import that is written in parts says them in a second act, at its end: one that was cut
    short has done less.
    """

    kind = "file.imported"
    subject = OTHER
    personal = holding(file=Personal.WORDS)
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 5
    later = ("filed", "corrected")

    file: str
    filed: int = 0
    corrected: int = 0

    def apply(self, session: Session, event: Event) -> None:
        session.imported_ideas = session.imported_ideas.union(session.collected.get(event.gesture, ()))

    def sentence(self, session: Session) -> Message:
        return self.sentence_of([self], session)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        counted = next((act for act in acts if isinstance(act, FileImported) and (act.filed or act.corrected)), None)
        params = {"what": _what(acts, counted), "file": _short(self.file)}
        return Message(N_("Import of {file}: {what}") if self.file else N_("Import of a list: {what}"), params)

    def wrong_fields(self) -> Iterator[str]:
        if len(self.file) > _LONGEST or not self.file.isprintable():
            yield "file"

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        return replace(self, file="")  # people name files after people whom the session does not know


def _what(acts: Iterable[Act], counted: FileImported | None) -> Message:
    acts = list(acts)
    tables = [act.table for act in acts if isinstance(act, IdeaRecorded)]
    filed = counted.filed if counted else sum(isinstance(act, ProposalFiled) for act in acts)
    corrected = counted.corrected if counted else sum(isinstance(act, IdeaEdited) for act in acts)
    rest = [
        (N_("{what}; 1 corrected"), N_("{what}; {count} corrected"), corrected),
        (N_("{what}; 1 filed under its category"), N_("{what}; {count} filed under their categories"), filed),
        (
            N_("{what}; 1 new category"),
            N_("{what}; {count} new categories"),
            sum(isinstance(act, PlanAdded) for act in acts),
        ),
    ]
    if tables:
        sentence = _new(len(tables), sorted(set(tables)))
    elif corrected:
        rest = rest[1:]
        sentence = Message(
            N_("1 idea corrected") if corrected == 1 else N_("{count} ideas corrected"), {"count": corrected}
        )
    else:
        rest = rest[2:]
        sentence = Message(N_("1 idea filed") if filed == 1 else N_("{count} ideas filed"), {"count": filed})
    for one, several, count in rest:
        sentence = Message(one if count == 1 else several, {"what": sentence, "count": count}) if count else sentence
    return sentence


def _new(count: int, tables: Sequence[int]) -> Message:
    first, last = tables[0], tables[-1]
    params: dict[str, object] = {"count": count, "table": first, "first": first, "last": last}
    if count == 1:
        return Message(N_("1 idea for table {table}"), params)
    if len(tables) == 1:
        return Message(N_("{count} ideas for table {table}"), params)
    if len(tables) == 2:  # noqa: PLR2004 -- both are named
        return Message(N_("{count} ideas for tables {first} and {last}"), params)
    if last - first + 1 == len(tables):
        return Message(N_("{count} ideas for tables {first} to {last}"), params)
    if len(tables) <= _MOST_LISTED:
        return Message(N_("{count} ideas for tables {tables}"), params | {"tables": ", ".join(map(str, tables))})
    return Message(N_("{count} ideas for {tables} tables"), params | {"tables": len(tables)})


def _short(name: str) -> str:
    if len(name) <= _SHOWN:
        return name
    return f"{name[: _SHOWN - _END - 1].rstrip()}…{name[-_END:].lstrip()}"
