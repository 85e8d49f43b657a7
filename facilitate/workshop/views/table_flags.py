"""Which tables somebody should go to while their phase is on: those that write nothing, those whose device has gone.

How long is waited before a table is told stands in the programme, for each phase.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import table_role
from facilitate.domain.session import Session
from facilitate.workshop.schedule.agenda import AgendaLine, PhaseState
from facilitate.workshop.schedule.rounds import time_in_round


@dataclass(frozen=True, slots=True)
class TableFlag:
    """A table somebody should go to: how long it wrote nothing, and how long its device has gone; None where neither.

    A table that `never` wrote is silent since its phase began, and nobody is while people change tables: silence counts
    anew in each round.
    """

    table: int
    silent: timedelta | None
    away: timedelta | None
    never: bool = False


class TableWatch:
    """Remembers when a device of each table was last seen; asked as often as time passes."""

    def __init__(self) -> None:
        self._seen: dict[int, datetime] = {}

    def flags(self, session: Session, line: AgendaLine, present: Iterable[str], now: datetime) -> tuple[TableFlag, ...]:
        """Return the tables of a phase to be told now; `present` are the roles that are open."""
        here = set(present)
        self._seen |= {table: now for table in range(1, line.phase.tables + 1) if table_role(table) in here}
        run = session.runs.get(line.phase.key)
        if line.state is not PhaseState.RUNNING or run is None:
            return ()
        began, phase = run.spans[-1][0], line.phase
        last: dict[int, datetime] = {}
        for idea in session.ideas.values():  # not in the order of their times: a device may have kept one
            if session.phase_of(idea) == phase:
                last[idea.table] = max(idea.at, last.get(idea.table, idea.at))
        in_round = time_in_round(line)
        found = []
        for table in range(1, phase.tables + 1):
            if (phase.key, table) in session.closed_tables:
                continue
            silent = now - max(last.get(table, began), began)
            silent = silent if in_round is None else min(silent, in_round)
            away = now - max(self._seen.get(table, now), began)
            flag = TableFlag(
                table,
                silent if silent >= timedelta(minutes=phase.silent_after) else None,
                away if away >= timedelta(minutes=phase.away_after) else None,
                never=table not in last,
            )
            if flag.silent is not None or flag.away is not None:
                found.append(flag)
        return tuple(found)
