"""Which events a table's laptop may see, and which it may write.

What comes over a network may have been written by anybody. Beside the values of an act (`domain/admission.py`) it is
checked here whose it is, so that nobody can pass for another writer, rename what was said, or run the Lamport clock
full. What a hub sends to a laptop is checked no less: something else may answer at its address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.admission import beyond_sight, objection
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Event, Readers, Undone, Writers
from facilitate.domain.numbers import whole_number
from facilitate.domain.references import reference
from facilitate.domain.roles import SYNTHESIS_SEAT, role_of, table_role
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.sharing.sorter_events import ONLY_SYNTHESIS, Forbidden, check_sorters, is_for_sorter

# A machine's tag, and a letter where several programs run on it; the session's own machine has no tag and no need.
_TAG = re.compile("[a-z][a-z0-9]{1,12}")


def concerns(timeline: Timeline, table: int) -> Iterator[Event]:
    """Yield the events that make a table's own view of the session, in order."""
    shown: set[str] = set()
    for event in timeline.events:
        if is_for_table(event, table, timeline.session, shown):
            shown.add(event.id)
            yield event


def is_for_table(event: Event, table: int, session: Session, shown: set[str]) -> bool:
    """Return whether a table's laptop gets an event; `shown` are the ids of those it gets."""
    act = event.act
    if isinstance(act, Undone):
        return not shown.isdisjoint(act.events)
    if table == SYNTHESIS_SEAT:
        return is_for_sorter(act)
    return act.readers is Readers.ALL or (act.readers is Readers.ITS_TABLE and act.table_in(session) == table)


def from_hub(
    events: Iterable[Event], table: int, timeline: Timeline, own: str
) -> tuple[list[Event], dict[str, Message]]:
    """Return the events of a hub that a table's laptop takes, and why others stay out, by their ids.

    `own` is how the names of this laptop's writers begin: what it does not know of itself has to be such as it writes.
    """
    taken: dict[str, Event] = {}
    left_out: dict[str, Message] = {}
    for event in sorted(events, key=lambda each: (each.lamport, each.id)):
        if timeline.event(event.id) is None:
            try:
                _check_from_hub(event, table, timeline, taken, own)
            except Refused as error:
                left_out[event.id] = error.message
            else:
                taken[event.id] = event
    return list(taken.values()), left_out


def _check_from_hub(event: Event, table: int, timeline: Timeline, taken: Mapping[str, Event], own: str) -> None:
    if event.by.startswith(own):
        check(event, table, timeline, taken)
        return
    _refuse(objection(event))
    act = event.act
    if isinstance(act, Undone):
        shown: bool = any(timeline.event(key) or key in taken for key in act.events)
    elif table == SYNTHESIS_SEAT:
        shown = is_for_sorter(act)
    elif act.readers is Readers.ITS_TABLE and hasattr(act, "idea"):
        _check_idea(event, table, timeline, taken)
        return
    else:
        at_table = act.readers is Readers.ITS_TABLE and getattr(act, "table", 0) == table
        shown = at_table or act.readers is Readers.ALL
    if not shown and table == SYNTHESIS_SEAT:
        raise Forbidden(N_("Change {act} is not for the synthesis."), act=event.id)
    if not shown:
        raise Forbidden(N_("Change {act} is not for table {table}."), act=event.id, table=table)


def check_step(event: Event, timeline: Timeline, before: Mapping[str, Event]) -> None:
    """Raise `Refused` for a Lamport clock that goes farther than its sender could have seen; `before` came with it."""
    _refuse(beyond_sight(event, len(timeline.events), timeline.lamport, len(before)))


def _refuse(wrong: Message | None) -> None:
    if wrong is not None:
        raise Refused(wrong.text, **wrong.params)


def check(event: Event, table: int, timeline: Timeline, before: Mapping[str, Event]) -> None:
    """Raise `Forbidden` or `Refused` unless that table's laptop may have written this; `before` came with it."""
    role, _, tag = event.by.partition(".")
    if role != table_role(table) or not _TAG.fullmatch(tag):
        raise _not_its_own(table)
    _refuse(objection(event))
    if event.gesture != event.id:
        first = timeline.event(event.gesture) or before.get(event.gesture)
        if first is None or first.by != event.by:
            raise Refused(N_("Change {act} belongs to a group of changes that is missing here."), act=event.id)
    if table == SYNTHESIS_SEAT:
        check_sorters(event, timeline, before)
        return
    checks = [check_field for field, check_field in _BY_FIELD.items() if hasattr(event.act, field)]
    if event.act.writers is Writers.FACILITATOR or not checks:
        raise Forbidden(N_("This link only gives access to table {table}."), table=table)
    for check_field in checks:
        check_field(event, table, timeline, before)


def _not_its_own(table: int) -> Forbidden:
    if table == SYNTHESIS_SEAT:
        return Forbidden(ONLY_SYNTHESIS)
    return Forbidden(N_("This link only gives access to table {table}."), table=table)


def _check_table(event: Event, table: int, _timeline: Timeline, _before: Mapping[str, Event]) -> None:
    act: Any = event.act
    if act.table != table:
        raise Forbidden(N_("This link only gives access to table {table}."), table=table)
    if ref := getattr(act, "ref", ""):
        # One that another idea has already is no reason to leave this out: `facilitate idea rename` mends that.
        number = whole_number(ref.rpartition("-")[2])
        if number is None or ref != reference(table, event.by.partition(".")[2], number):
            raise Refused(
                N_("Change {act} uses the reference {ref}, which is not its own."), act=event.id, ref=ref[:40]
            )


def _check_idea(event: Event, table: int, timeline: Timeline, before: Mapping[str, Event]) -> None:
    key = getattr(event.act, "idea", "")
    idea, coming = timeline.session.idea(key), before.get(key)
    if idea is None and not (coming and isinstance(coming.act, IdeaRecorded)):
        raise Refused(N_("Change {act} edits an idea that is missing here."), act=event.id)
    if idea is not None and idea.table != table:
        raise Forbidden(
            N_("{ref} belongs to table {table}: only that table and the facilitator can change it."),
            ref=idea.ref,
            table=idea.table,
        )


def _check_events(event: Event, table: int, timeline: Timeline, before: Mapping[str, Event]) -> None:
    for key in getattr(event.act, "events", ()):
        target = timeline.event(key) or before.get(key)
        if target is None:
            raise Refused(N_("Change {act} undoes a change that is missing here."), act=event.id)
        if role_of(target.by) != table_role(table):
            raise Forbidden(
                N_("This change was made at another table: only that table or the facilitator can undo it.")
            )


# Whose an act is that tables may write shows in what it names. One that names none of these is nobody's.
_BY_FIELD: Mapping[str, Callable[[Event, int, Timeline, Mapping[str, Event]], None]] = {
    "table": _check_table,
    "idea": _check_idea,
    "events": _check_events,
}
