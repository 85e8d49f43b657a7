"""Tables hear their lists, say that these are what they said, name what matters most, and report back one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitate.domain.acts.phases import PhaseAct
from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import holding
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.session import Session

if TYPE_CHECKING:
    from facilitate.domain.values.readback import ReportBack

READ_BACK = Subject("readback", N_("the read-back of another table"))
REPORT_BACK = Subject("reportback", N_("how tables report back"))
MOST_FAVOURITES = 3
MOST_MINUTES = 60  # that a table reports back
_MOST_READ = 2000  # ideas of one table: more than anybody reads aloud


class ReadBackAct(PhaseAct):
    """What a table says of the list it wrote in a phase."""

    __slots__ = ()

    subject = READ_BACK
    writers = Writers.PHONE
    readers = Readers.ITS_TABLE

    table: int

    def table_in(self, session: Session) -> int:
        return self.table

    def check_table(self, session: Session) -> None:
        """Raise `IneffectiveAct` where the programme has no such phase, or the phase no such table."""
        phase = session.plan.phase(self.phase)
        if phase is None or not 1 <= self.table <= phase.tables:
            raise IneffectiveAct(f"no table {self.table} in {self.phase}")


@act
class ReadBackOpened(PhaseAct):
    """Every table of a phase is asked to read its list aloud; or, without a phase, none any more."""

    kind = "readback.opened"
    personal = holding()
    subject = READ_BACK

    phase: str = ""

    def apply(self, session: Session, event: Event) -> None:
        if self.phase:
            self.check(session)
            self.apply_undone(session, event)
        session.reading_back = self.phase

    def apply_undone(self, session: Session, event: Event) -> None:
        """Note that the tables were asked: who takes that back is not to be overruled by the agenda."""
        if phase := session.plan.phase(self.phase):
            session.read_back_asked[phase.key] = phase.read_back

    def sentence(self, session: Session) -> Message:
        if not self.phase:
            return Message(N_("Tables are no longer asked to read their lists back"))
        return Message(N_("Tables asked to read their lists back (“{phase}”)"), {"phase": self.title(session)})


@act
class ListSigned(ReadBackAct):
    """A table heard its list and said that it is what they said; `ideas` are the ids of what was read.

    `by_facilitator` tells that the facilitator signed for it; a box that it ticked on paper is its own signature.
    """

    kind = "list.signed"
    personal = holding()
    later = ("by_facilitator",)
    asked_as = "sign"

    phase: str
    table: int
    ideas: tuple[str, ...]
    by_facilitator: bool = False

    def wrong_fields(self) -> Iterator[str]:
        if not _are_ids(self.ideas, _MOST_READ):
            yield "ideas"

    def apply(self, session: Session, event: Event) -> None:
        self.check_table(session)
        from facilitate.domain.values.readback import ReadBack  # few events have lists read back

        known = {key: idea for key in self.ideas if (idea := session.idea(key)) and idea.table == self.table}
        session.read_backs[self.phase, self.table] = ReadBack(event.at, len(self.ideas), known, self.by_facilitator)

    def sentence(self, session: Session) -> Message:
        params = {"table": self.table, "ideas": len(self.ideas)}
        if self.by_facilitator:
            return Message(N_("List of table {table} signed by the facilitator: ideas: {ideas}"), params)
        return Message(N_("Table {table} heard its list and signed it: ideas: {ideas}"), params)


@act
class FavouritesNamed(ReadBackAct):
    """A table names the ideas that matter most to it, at most three; none takes back what it named."""

    kind = "favourites.named"
    personal = holding()
    asked_as = "favour"

    phase: str
    table: int
    ideas: tuple[str, ...]

    def wrong_fields(self) -> Iterator[str]:
        if not _are_ids(self.ideas, MOST_FAVOURITES):
            yield "ideas"

    def apply(self, session: Session, event: Event) -> None:
        self.check_table(session)
        if not _are_ids(self.ideas, MOST_FAVOURITES):
            raise IneffectiveAct("too many favourites, or one twice")
        session.favourites[self.phase, self.table] = self.ideas

    def sentence(self, session: Session) -> Message:
        if not self.ideas:
            return Message(N_("Table {table} has no favourites any more"), {"table": self.table})
        refs = ", ".join(session.ref_of(key) for key in self.ideas)
        return Message(N_("Favourites of table {table}: {refs}"), {"table": self.table, "refs": refs})


def _are_ids(ideas: Sequence[str], most: int) -> bool:
    """Return whether they are no more than so many, and each another."""
    return len(ideas) <= most and len(set(ideas)) == len(ideas)


class ReportBackAct(PhaseAct):
    """What the facilitator says of how the tables of a phase report back."""

    __slots__ = ()

    subject = REPORT_BACK
    writers = Writers.FACILITATOR
    readers = Readers.NONE


@act
class ReportBackArranged(ReportBackAct):
    """Tables of a phase speak in this order, whichever are not named after them; none named: in the usual one.

    Each has so many `minutes`; 0 leaves these as they are.
    """

    kind = "reportback.arranged"
    personal = holding()
    bounds = within(minutes=range(MOST_MINUTES + 1))

    phase: str
    tables: Any = ()
    minutes: int = 0

    def wrong_fields(self) -> Iterator[str]:
        if not _is_order(self.tables):
            yield "tables"

    def apply(self, session: Session, event: Event) -> None:
        self.check(session)
        if not _is_order(self.tables):
            raise IneffectiveAct("no order of tables")
        now = session.report_back or _usual()
        orders = {**now.orders, self.phase: tuple(self.tables)}
        session.report_back = replace(now, orders=orders, minutes=self.minutes or now.minutes)

    def sentence(self, session: Session) -> Message:
        if not self.tables:
            return Message(N_("Tables report back in the usual order (“{phase}”)"), {"phase": self.title(session)})
        order = ", ".join(map(str, self.tables))
        return Message(N_("Tables report back in this order: {order} (“{phase}”)"),
                       {"order": order, "phase": self.title(session)})  # fmt: skip


@act
class TableCalled(ReportBackAct):
    """A table begins to speak; 0: none does any more."""

    kind = "reportback.called"
    personal = holding()
    leads = 1
    bounds = within(table=range(MOST_TABLES + 1))

    phase: str
    table: int = 0

    def apply(self, session: Session, event: Event) -> None:
        self.check(session)
        now, at = session.report_back or _usual(), event.at if self.table else None
        before = now.spoken.get(self.phase, ())
        after = before if self.table in (0, *before) else (*before, self.table)
        spoken = {**now.spoken, self.phase: after}
        session.report_back = replace(now, phase=self.phase, table=self.table, since=at, spoken=spoken)

    def sentence(self, session: Session) -> Message:
        if not self.table:
            return Message(N_("No table reports back any more"))
        return Message(N_("Table {table} reports back"), {"table": self.table})


def _is_order(tables: Any) -> bool:
    return (
        isinstance(tables, list | tuple)
        and all(type(table) is int and 1 <= table <= MOST_TABLES for table in tables)
        and len(set(tables)) == len(tables)
    )


def _usual() -> ReportBack:
    """Return how tables report back where nobody chose it."""
    from facilitate.domain.values.readback import ReportBack  # as above

    return ReportBack({})
