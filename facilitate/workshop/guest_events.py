"""Which events a table's laptop may see, and which it may write.

What comes over a network may have been written by anybody: every value that a journal's reader takes on trust is
checked here, so that nobody can pass for another writer, rename what was said, or run the clock of events full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from facilitate.domain import events as e
from facilitate.domain.errors import N_, Refused
from facilitate.domain.events import Event
from facilitate.domain.ideas import Status
from facilitate.domain.ids import reference
from facilitate.domain.naming import IdeaRenamed
from facilitate.domain.session import Session
from facilitate.domain.text import required
from facilitate.workshop.desk import role_of, table_role

_PROGRAMME = (
    e.SessionCreated | e.PlanSet | e.PlanAdded | e.PlanRemoved | e.PlanMoved | e.CategoriesMerged
    | e.PhaseStarted | e.PhasePaused | e.PhaseResumed | e.PhaseExtended | e.PhaseEnded
)  # fmt: skip
_FOR_ALL = frozenset(get_args(_PROGRAMME))
_CORRECTIONS = (e.IdeaEdited, e.IdeaWithdrawn, e.IdeaRestored)
# A machine's tag, and a letter where several programs run on it; the session's own machine has no tag and no need.
_TAG = re.compile("[a-z][a-z0-9]{1,12}")
_MOST_CLOCK = 10_000_000  # ids have room for ten times as many
_FARTHEST_AHEAD = 10_000
_YEARS = range(2000, 2200)


class Forbidden(Refused):
    """Not refused for what it is, but for whom it comes from."""


def concerns(session: Session, table: int) -> Iterator[Event]:
    """The events that make a table's own view of the session, in order."""
    shown: set[str] = set()
    for event in session.events:
        if is_for_table(event, table, session, shown):
            shown.add(event.id)
            yield event


def is_for_table(event: Event, table: int, session: Session, shown: set[str]) -> bool:
    """Whether a table's laptop gets an event; `shown` are the ids of those it gets."""
    act = event.act
    if type(act) in _FOR_ALL:
        return True
    if isinstance(act, e.IdeaRecorded):
        return act.table == table
    if isinstance(act, (*_CORRECTIONS, IdeaRenamed)):
        return act.idea in session.ideas and session.ideas[act.idea].table == table
    return isinstance(act, e.Undone) and not shown.isdisjoint(act.events)


def check(event: Event, table: int, session: Session, before: Mapping[str, Event]) -> None:
    """Raise `Forbidden` or `Refused` unless that table's laptop may have written this; `before` came with it."""
    role, _, tag = event.by.partition(".")
    if role != table_role(table) or not _TAG.fullmatch(tag):
        raise Forbidden(N_("This link writes for table {table}, and for nobody else."), table=table)
    if event.clock > min(session.clock + _FARTHEST_AHEAD, _MOST_CLOCK) or event.at.year not in _YEARS:
        raise Refused(N_("The act {act} comes from a time that cannot be."), act=event.id)
    if event.group != event.id:
        first = session.event(event.group) or before.get(event.group)
        if first is None or first.by != event.by:
            raise Refused(N_("The act {act} belongs to a gesture that is not here."), act=event.id)
    _check_act(event, table, tag, session, before)


def _check_act(event: Event, table: int, tag: str, session: Session, before: Mapping[str, Event]) -> None:
    act = event.act
    if isinstance(act, e.IdeaRecorded):
        if act.table != table:
            raise Forbidden(N_("This link writes for table {table}, and for nobody else."), table=table)
        _check_text(event, act.text, act.status)
        _check_reference(event, act, tag)
    elif isinstance(act, _CORRECTIONS):
        if isinstance(act, e.IdeaEdited):
            _check_text(event, act.text, act.status)
        _check_idea(event, act.idea, table, session, before)
    elif isinstance(act, e.Undone):
        for key in act.events:
            target = session.event(key) or before.get(key)
            if target is None:
                raise Refused(N_("The act {act} undoes one that is not here."), act=event.id)
            if role_of(target.by) != table_role(table):
                raise Forbidden(N_("This act is another table’s: only that table or the facilitator undoes it."))
    else:
        raise Forbidden(N_("This link writes for table {table}, and for nobody else."), table=table)


def _check_text(event: Event, text: str, status: str) -> None:
    if required(text) != text or status not in frozenset(Status):
        raise Refused(N_("The act {act} holds a text that was not cleaned."), act=event.id)


def _check_reference(event: Event, act: e.IdeaRecorded, tag: str) -> None:
    # One that another idea has already is no reason to leave this one out: `facilitate idea rename` mends that.
    number = act.ref.rpartition("-")[2]
    digits = number.isascii() and number.isdecimal() and len(number) < len(str(_MOST_CLOCK))
    if not digits or act.ref != reference(act.table, tag, int(number)):
        raise Refused(
            N_("The act {act} gives the reference {ref}, which is not its own."), act=event.id, ref=act.ref[:40]
        )


def _check_idea(event: Event, key: str, table: int, session: Session, before: Mapping[str, Event]) -> None:
    idea, coming = session.ideas.get(key), before.get(key)
    if idea is None and not (coming and isinstance(coming.act, e.IdeaRecorded)):
        raise Refused(N_("The act {act} corrects an idea that is not here."), act=event.id)
    if idea is not None and idea.table != table:
        raise Forbidden(
            N_("{ref} belongs to table {table}: only that table corrects it."), ref=idea.ref, table=idea.table
        )
