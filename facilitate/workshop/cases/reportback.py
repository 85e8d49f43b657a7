"""Reporting back: which table speaks, in which order they do, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.acts.readback import MOST_MINUTES, ReportBackArranged, TableCalled
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.plan import Phase
from facilitate.domain.values.readback import ReportBack
from facilitate.workshop.cases.room_tables import RoomTables
from facilitate.workshop.recorder.recorder import Recorder, in_turn


class ReportBacks:
    """Use cases about tables that report back. A phase is named as people do; without one it is that of now."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._tables = RoomTables(recorder)

    @in_turn
    def arrange(self, tables: Sequence[int] | None = None, minutes: int | None = None, phase: str = "") -> Phase:
        """Choose the order of the tables, or none for the usual one, and the minutes that each has.

        What is None stays as it is. Tables that are not named speak after those that are.
        """
        found, now = self._tables.phase(phase), self._recorder.session.report_back or ReportBack({})
        for table in tables or ():
            self._tables.having(found.key, table)
        if twice := next((table for table in tables or () if list(tables or ()).count(table) > 1), 0):
            raise Refused(N_("Table {table} is named twice: each table reports back once."), table=twice)
        if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
            raise Refused(N_("A table reports back for 1 to {most} minutes."), most=MOST_MINUTES)
        order = now.orders.get(found.key, ()) if tables is None else tuple(tables)
        if order != now.orders.get(found.key, ()) or (minutes and minutes != now.minutes):
            self._recorder.record(ReportBackArranged(found.key, list(order), minutes or 0))
        return found

    @in_turn
    def call(self, table: int, phase: str = "") -> Phase:
        """Let a table speak from now on; 0 lets none."""
        found = self._tables.having(phase, table) if table else self._tables.phase(phase)
        now = self._recorder.session.report_back or ReportBack({})
        if (now.phase, now.table) != (found.key, table) and (table or now.table):
            self._recorder.record(TableCalled(found.key, table))
        return found
