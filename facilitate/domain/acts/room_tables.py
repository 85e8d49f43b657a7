"""Tables while their phase goes on: closed, merged into another, opened again; and when they call for somebody."""

from __future__ import annotations

from facilitate.domain.acts.phases import PhaseAct
from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import holding
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.session import Session

TABLES = Subject("tables", N_("the tables"))
CALLS = Subject("calls", N_("calls from other tables"))


class TableAct(PhaseAct):
    """What is done with a table of a phase; its ideas keep their references, and stay its own."""

    __slots__ = ()

    subject = TABLES
    writers = Writers.FACILITATOR
    readers = Readers.ALL

    table: int

    def check_table(self, session: Session, table: int) -> None:
        """Raise `IneffectiveAct` where the phase has no such table."""
        phase = session.plan.phase(self.phase)
        if phase is None or not 1 <= table <= phase.tables:
            raise IneffectiveAct(f"no table {table} in {self.phase}")


@act
class TableClosed(TableAct):
    """A table writes no more in a phase; the people of one that was merged sit at table `merged_into` (0: none)."""

    kind = "table.closed"
    personal = holding()

    phase: str
    table: int
    merged_into: int = 0

    def apply(self, session: Session, event: Event) -> None:
        self.check_table(session, self.table)
        if self.merged_into:
            self.check_table(session, self.merged_into)
            if session.open_table(self.phase, self.merged_into) != self.merged_into or self.merged_into == self.table:
                raise IneffectiveAct(f"table {self.merged_into} takes nobody in")
        session.closed_tables[self.phase, self.table] = self.merged_into

    def sentence(self, session: Session) -> Message:
        if self.merged_into:
            params = {"table": self.table, "into": self.merged_into, "phase": self.title(session)}
            return Message(N_("Table {table} merged into table {into} (“{phase}”)"), params)
        return Message(N_("Table {table} closed (“{phase}”)"), {"table": self.table, "phase": self.title(session)})


@act
class TableOpened(TableAct):
    """A table that was closed or merged writes again."""

    kind = "table.opened"
    personal = holding()

    phase: str
    table: int

    def apply(self, session: Session, event: Event) -> None:
        if (self.phase, self.table) not in session.closed_tables:
            raise IneffectiveAct(f"table {self.table} is not closed")
        del session.closed_tables[self.phase, self.table]

    def sentence(self, session: Session) -> Message:
        return Message(N_("Table {table} reopened (“{phase}”)"), {"table": self.table, "phase": self.title(session)})


class CallAct(Act):
    """What is said of a table that calls for the facilitator; none of it is counted or printed."""

    __slots__ = ()

    subject = CALLS
    readers = Readers.ITS_TABLE

    table: int

    def table_in(self, session: Session) -> int:
        return self.table

    def check_table(self) -> None:
        """Raise `IneffectiveAct` for a number that no table has."""
        if not 1 <= self.table <= MOST_TABLES:
            raise IneffectiveAct(f"no table {self.table}")


@act
class HelpCalled(CallAct):
    """A table asks that somebody come."""

    kind = "help.called"
    personal = holding()
    writers = Writers.PHONE
    asked_as = "call"
    bounds = within(table=range(1, MOST_TABLES + 1))

    table: int

    def apply(self, session: Session, event: Event) -> None:
        self.check_table()
        session.calls.setdefault(self.table, event.at)
        session.answered_calls.pop(self.table, None)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Table {table} calls for somebody"), {"table": self.table})


@act
class CallWithdrawn(CallAct):
    """A table needs nobody any more."""

    kind = "help.withdrawn"
    personal = holding()
    writers = Writers.PHONE
    asked_as = "uncall"
    bounds = within(table=range(1, MOST_TABLES + 1))

    table: int

    def apply(self, session: Session, event: Event) -> None:
        self.check_table()
        session.calls.pop(self.table, None)
        session.answered_calls.pop(self.table, None)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Table {table} calls for nobody any more"), {"table": self.table})


@act
class CallAnswered(CallAct):
    """Somebody goes to a table that called."""

    kind = "help.answered"
    personal = holding()
    writers = Writers.FACILITATOR
    bounds = within(table=range(1, MOST_TABLES + 1))

    table: int

    def apply(self, session: Session, event: Event) -> None:
        if session.calls.pop(self.table, None) is None:
            raise IneffectiveAct(f"table {self.table} does not call")
        session.answered_calls[self.table] = event.at

    def sentence(self, session: Session) -> Message:
        return Message(N_("Somebody goes to table {table}"), {"table": self.table})
