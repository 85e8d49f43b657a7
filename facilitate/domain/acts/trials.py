"""Trials: before the tables begin, each device proves that what it writes comes to the disk and is confirmed."""

from __future__ import annotations

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import Personal, holding
from facilitate.domain.session import Session

TRIALS = Subject("trials", N_("trials by other tables"))
_MOST_TABLES = 99


@act
class TrialRecorded(Act):
    """A table tried its device: a text went the way of an idea, and is none.

    It has no reference, is counted nowhere and printed nowhere; all that a session knows of it is when the table tried
    last. Nothing stands on it, so there is nothing to undo.
    """

    kind = "trial.recorded"
    subject = TRIALS
    personal = holding(text=Personal.TEXT)
    writers = Writers.PHONE
    asked_as = "try"
    readers = Readers.ITS_TABLE
    bounds = within(table=range(1, _MOST_TABLES + 1))
    can_be_undone = False

    table: int
    text: str

    def apply(self, session: Session, event: Event) -> None:
        if self.table not in self.bounds["table"]:
            raise IneffectiveAct(f"no table {self.table}")
        session.trials[self.table] = event.at

    def sentence(self, session: Session) -> Message:
        return Message(N_("Table {table} did a trial (not counted)"), {"table": self.table})

    def table_in(self, session: Session) -> int:
        return self.table
