"""The tables of a phase: what they are called and asked, more of them, and which write no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitate.domain.acts.programme import PlanAdded, PlanRemoved, PlanSet
from facilitate.domain.acts.room_tables import CallAnswered, CallWithdrawn, HelpCalled, TableClosed, TableOpened
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act
from facilitate.domain.phase_lookup import tables_phase_named
from facilitate.domain.programme.plan import MOST_TABLES, Phase, TableSetup
from facilitate.domain.references import key_for
from facilitate.domain.roles import table_role
from facilitate.domain.text import clean
from facilitate.workshop.recorder.recorder import Recorder, in_turn

FIELDS = ("name", "host", "place", "question", "step_free")


class RoomTables:
    """Use cases about tables. A phase is named by key, number or title; without one it is that of ideas of now."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def phase(self, name: str = "") -> Phase:
        """Return the tables phase of that name, else the one that ideas of this moment belong to."""
        session = self._recorder.session
        if not name and not session.plan.tables_phases:
            raise Refused(N_("No phase of this session has tables."))
        return tables_phase_named(session.plan, name or session.phase_for_ideas)

    @in_turn
    def describe(self, table: int, changes: Mapping[str, str | bool], phase: str = "") -> TableSetup:
        """Say or correct a table's name, host, place or own question, and whether steps lead to it.

        An empty text takes one away.
        """
        where = self.having(phase, table)
        if acts := self._described(where, table, changes):
            self._recorder.record(*acts)
        return self.phase(where.key).table(table)

    @in_turn
    def add(self, changes: Mapping[str, str | bool], phase: str = "") -> TableSetup:
        """Add a table to a phase, with the next number."""
        where = self.phase(phase)
        number = where.tables + 1
        if number > MOST_TABLES:
            raise Refused(N_("A phase has at most {tables} tables."), tables=MOST_TABLES)
        more = PlanSet(f"phases/{where.key}/tables", number)
        # One of that number may have been closed before the phase was given fewer tables.
        closed = (where.key, number) in self._recorder.session.closed_tables
        again = [TableOpened(where.key, number)] if closed else []
        self._recorder.record(more, *self._described(where, number, changes), *again)
        return self.phase(where.key).table(number)

    @in_turn
    def close(self, table: int, phase: str = "", *, merged_into: int = 0) -> Phase:
        """Let a table write no more; `merged_into` is the open table its people sit at from now on."""
        where = self.having(phase, table)
        session = self._recorder.session
        if (where.key, table) in session.closed_tables:
            raise Refused(N_("Table {table} is already closed."), table=table)
        if merged_into:
            self.having(where.key, merged_into)
            if merged_into == table:
                raise Refused(N_("A table cannot be merged into itself."))
            if (where.key, merged_into) in session.closed_tables:
                raise Refused(N_("Table {table} is closed: choose an open table."), table=merged_into)
        self._recorder.record(TableClosed(where.key, table, merged_into))
        return where

    @in_turn
    def reopen(self, table: int, phase: str = "") -> Phase:
        """Let a closed or merged table write again."""
        where = self.having(phase, table)
        if (where.key, table) not in self._recorder.session.closed_tables:
            raise Refused(N_("Table {table} is not closed."), table=table)
        self._recorder.record(TableOpened(where.key, table))
        return where

    def call(self, table: int, *, calling: bool = True) -> bool:
        """Ask for a table that somebody come, or no more; tells whether it calls now."""
        self._recorder.refresh()
        self.having("", table)
        if (table in self._recorder.session.calls) is not calling:
            self._recorder.record(HelpCalled(table) if calling else CallWithdrawn(table), role=table_role(table))
        return calling

    @in_turn
    def answer(self, table: int = 0) -> int:
        """Say that somebody goes to a table that calls, the one that has waited longest where none is named."""
        calls = self._recorder.session.calls
        if table and table not in calls:
            raise Refused(N_("Table {table} does not call."), table=table)
        if not calls:
            raise Refused(N_("No table calls."))
        found = table or next(iter(calls))  # in the order in which they called
        self._recorder.record(CallAnswered(found))
        return found

    def having(self, name: str, table: int) -> Phase:
        """Return the phase of that name; raises `Refused` where it has no such table."""
        phase = self.phase(name)
        if not 1 <= table <= phase.tables:
            raise Refused(
                N_("“{phase}” has no table {table}: its tables are 1 to {tables}."),
                phase=phase.title,
                table=table,
                tables=phase.tables,
            )
        return phase

    def _described(self, phase: Phase, table: int, changes: Mapping[str, str | bool]) -> list[Act]:
        """Return the corrections of the programme by which a table is described so; none where it is already."""
        values = {name: clean(each).strip() if isinstance(each, str) else each for name, each in changes.items()}
        holder = f"phases/{phase.key}/table_setups"
        now = next((each for each in phase.table_setups if each.number == table), None)
        if now is None:
            item: dict[str, Any] = {name: value for name, value in values.items() if value}
            key = key_for(str(table), [each.key for each in phase.table_setups])
            return [PlanAdded(holder, {"number": table, **item, "key": key})] if item else []
        path, after = f"{holder}/{now.key}", {name: getattr(now, name) for name in FIELDS} | values
        if not any(after.values()):
            return [PlanRemoved(path)]
        return [PlanSet(f"{path}/{name}", new or None) for name, new in values.items() if new != getattr(now, name)]
