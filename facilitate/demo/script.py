"""What happens in the demo and when: a day that begins a little late, and tables that are given five minutes more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from itertools import groupby

from facilitate.demo.materials import demonstration, ideas, notes_of_the_day, wordings
from facilitate.domain.references import reference
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.intake.ideas import IncomingIdea
from facilitate.workshop.workshop import Workshop

_PARIS = timezone(timedelta(hours=1))  # in December; the machine's list of zones is not asked
_DAY = datetime(2021, 12, 13, tzinfo=_PARIS)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """A time of the day of the event."""
    return _DAY.replace(hour=hour, minute=minute, second=second)


_AGENDA = (
    (at(14, 3), "welcome"),
    (at(14, 14), "venue"),
    (at(14, 28), "study"),
    (at(15, 11), "panel"),
    (at(15, 58), "break"),
    (at(16, 12), "tables"),
    (at(17, 31), "synthesis"),
    (at(17, 57), "closing"),
)
_MORE_TIME, _FIVE_MINUTES = at(17, 22), 5
_OVER = at(18, 7)
_FIRST_REMARK, _BETWEEN_REMARKS, _QUOTE, _FOLLOW_UP = at(15, 16), timedelta(minutes=7), at(15, 33), at(18, 2)
_FIRST_IDEAS, _TALK = at(16, 15), timedelta(minutes=70)
_FIRST_SORTED, _PACE = at(17, 32), timedelta(seconds=25)
_FIRST_GROUPS, _FIRST_SINGLES = 2, 6
_HESITATION = "T5-08"  # the room cannot place it at first


@dataclass(frozen=True, slots=True)
class Step:
    """One act at its time."""

    at: datetime
    do: Callable[[Workshop], object]


def script(until: datetime) -> list[Step]:
    """Every act of the day until then, in order."""
    ideas_until = [step for step in _tables() if step.at <= until]
    steps = [_notice(len(ideas_until)), *_agenda(), *_remarks(), *ideas_until, *_synthesis()]
    return sorted((step for step in steps if step.at <= until), key=lambda step: step.at)


def _notice(recorded: int) -> Step:
    """What of the session is real, said on all that is published; its numbers are those the session will have."""
    text = demonstration(recorded)
    return Step(at(13, 40), lambda workshop: workshop.programme.set("publication/notice", text))


def _remarks() -> Iterator[Step]:
    """What speakers stressed, in a summary as notes, and word for word as a remark; and what follows."""
    account = notes_of_the_day()
    for number, text in enumerate(account["panel"]):
        yield Step(_FIRST_REMARK + number * _BETWEEN_REMARKS, partial(_note_in, "panel", text))
    yield Step(_QUOTE, partial(_quote, **account["quote"]))
    for text in account["closing"]:
        yield Step(_FOLLOW_UP, partial(_note_in, "closing", text))


def _quote(workshop: Workshop, *, speaker: str, text: str) -> None:
    workshop.notes.take(NoteKind.REMARK, text, phase="panel", about=speaker, quotable=True)


def _note_in(phase: str, text: str, workshop: Workshop) -> None:
    workshop.notes.take(NoteKind.NOTE, text, phase=phase)


def _agenda() -> Iterator[Step]:
    for moment, phase in _AGENDA:
        yield Step(moment, partial(_start, phase))
    yield Step(_MORE_TIME, lambda workshop: workshop.phases.extend(_FIVE_MINUTES))
    yield Step(_OVER, lambda workshop: workshop.phases.end())


def _start(phase: str, workshop: Workshop) -> None:
    workshop.phases.start(phase)


def _tables() -> Iterator[Step]:
    """Each table says its ideas one after the other, at its own pace, while the others say theirs."""
    for _table, rows in _by_table():
        for place, (ref, row) in enumerate(rows):
            # Somewhere within its share of the time, always at the same place.
            part = (place + hashlib.sha256(ref.encode()).digest()[0] / 256) / len(rows)
            yield Step(_FIRST_IDEAS + timedelta(seconds=int(_TALK.total_seconds() * part)), partial(_record, row))


def _record(row: IncomingIdea, workshop: Workshop) -> None:
    workshop.ideas.record(row.table, row.text, Status(row.status))


def _synthesis() -> Iterator[Step]:
    groups: dict[str, list[tuple[str, IncomingIdea]]] = {}
    for _table, rows in _by_table():
        for ref, row in rows:
            groups.setdefault(row.group, []).append((ref, row))
    shared = [group for group in groups.values() if len(group) > 1]
    single = [group for group in groups.values() if len(group) == 1]
    # A few of both kinds first, so that the stage in the middle shows what sorting is.
    order = [*shared[:_FIRST_GROUPS], *single[:_FIRST_SINGLES], None, *shared[_FIRST_GROUPS:], *single[_FIRST_SINGLES:]]
    acts = [act for group in order for act in (_sort(group) if group else [_hesitate])]
    for number, act in enumerate(acts):
        yield Step(_FIRST_SORTED + number * _PACE, act)


def _sort(group: list[tuple[str, IncomingIdea]]) -> Iterator[Callable[[Workshop], object]]:
    refs = [ref for ref, _row in group]
    row = group[0][1]
    if len(refs) > 1:
        yield lambda workshop: workshop.proposals.merge(refs, wordings()[row.group])
    yield lambda workshop: workshop.proposals.file(refs[:1], workshop.programme.category(row.category).key)


def _hesitate(workshop: Workshop) -> None:
    workshop.proposals.set_undecided([_HESITATION])


def _by_table() -> list[tuple[int, list[tuple[str, IncomingIdea]]]]:
    """The rows of each table with the references they will get."""
    rows = sorted(ideas(), key=lambda row: row.table)
    return [
        (table, [(reference(table, "", number), row) for number, row in enumerate(group, 1)])
        for table, group in groupby(rows, key=lambda row: row.table)
    ]
