"""Reading lists back: asking the tables to, signing for one, and the ideas that matter most to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.acts.readback import MOST_FAVOURITES, FavouritesNamed, ListSigned, ReadBackOpened
from facilitate.domain.errors import N_, Refused
from facilitate.domain.idea_lookup import idea_called
from facilitate.domain.programme.plan import Phase
from facilitate.domain.roles import table_role
from facilitate.domain.values.phases import ZERO
from facilitate.workshop.cases.room_tables import RoomTables
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.report.readback import TableList, list_of
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.read_back import read_back_due

_NOT_BY_AGENDA = N_("The programme says nothing of reading back in the phase that is on: there is nothing to put off.")


class ReadBacks:
    """Use cases about lists that are read aloud. A phase is named as people do; without one it is that of now."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._tables = RoomTables(recorder)

    @in_turn
    def ask(self, phase: str = "", *, asked: bool = True) -> Phase:
        """Ask every table of a phase to read its list aloud, or no longer; what is so already is not recorded again."""
        found = self._tables.phase(phase)
        wanted = found.key if asked else ""
        if self._recorder.session.reading_back != wanted:
            self._recorder.record(ReadBackOpened(wanted))
        return found

    def ask_by_agenda(self) -> Phase | None:
        """Ask the tables of the phase that is on where its time has come, once; returns that phase, None where not."""
        due = read_back_due(self._recorder.session, self._recorder.now())
        if due is None or due.left > ZERO:
            return None
        return self.ask(due.phase.key)

    @in_turn
    def put_off(self, minutes: int = 0) -> Phase:
        """Have the agenda ask so many minutes later, or not at all (0); tables that it has asked are not any more.

        It is a correction of the programme, which shows it. Returns the phase that is on, as it is then. Raises
        `Refused` where its programme has nothing to put off.
        """
        session, now = self._recorder.session, self._recorder.now()
        line = agenda(session, now).current
        if line is None or not line.phase.read_back:
            raise Refused(_NOT_BY_AGENDA)
        phase, is_asked = line.phase, session.reading_back == line.phase.key
        left = line.left // timedelta(minutes=1) if is_asked else phase.read_back
        later = max(0, left - minutes) if minutes else 0
        self._recorder.record(
            *([ReadBackOpened("")] if is_asked else []), PlanSet(f"phases/{phase.key}/read_back", later)
        )
        return next(each for each in session.plan.phases if each.key == phase.key)

    def sign(self, table: int, phase: str = "", *, on_paper: bool = False) -> TableList:
        """Say for a table that its list, as it stands now, is what they said.

        A list that was signed and did not change since is not signed again, but by the table itself where the
        facilitator had signed for it; a box that it ticked `on_paper` counts as its own.
        Raises `Refused` for an empty list.
        """
        self._recorder.refresh()
        found = self._tables.having(phase, table)
        read = list_of(self._recorder.session, found, table)
        if not read.ideas:
            raise Refused(N_("Table {table} has no ideas to read back in “{phase}”."), table=table, phase=found.title)
        itself = on_paper or self._recorder.role == table_role(table)
        if read.signed is None or read.since or (itself and read.signed.by_facilitator):
            ideas = tuple(idea.id for idea in read.ideas)
            self._recorder.record(ListSigned(found.key, table, ideas, by_facilitator=not itself))
        return list_of(self._recorder.session, found, table)

    def favour(self, table: int, refs: Sequence[str], phase: str = "") -> TableList:
        """Name the ideas that matter most to a table, in its own order; none takes back what it named."""
        self._recorder.refresh()
        session, found = self._recorder.session, self._tables.having(phase, table)
        keys = list(dict.fromkeys(self._own(ref, table, found) for ref in refs))
        if len(keys) > MOST_FAVOURITES:
            raise Refused(N_("A table names at most {most} favourites; {count} were given."),
                          most=MOST_FAVOURITES, count=len(keys))  # fmt: skip
        if tuple(keys) != session.favourites.get((found.key, table), ()):
            self._recorder.record(FavouritesNamed(found.key, table, tuple(keys)), role=table_role(table))
        return list_of(self._recorder.session, found, table)

    def _own(self, ref: str, table: int, phase: Phase) -> str:
        """Return the id of an idea that the table puts forward in that phase."""
        session = self._recorder.session
        idea = idea_called(session, ref)
        if idea is None:
            raise Refused(N_("Idea {ref} not found."), ref=ref)
        if idea.table != table:
            raise Refused(N_("{ref} belongs to table {other}: table {table} chooses among its own ideas."),
                          ref=idea.ref, other=idea.table, table=table)  # fmt: skip
        if session.phase_of(idea) != phase:
            raise Refused(N_("{ref} was not said in “{phase}”."), ref=idea.ref, phase=phase.title)
        if idea.withdrawn:
            raise Refused(N_("{ref} was withdrawn: restore it first, or choose another."), ref=idea.ref)
        return idea.id
