"""Recording and correcting what tables say."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded, IdeaRestored, IdeaWithdrawn
from facilitate.domain.acts.references import IdeaRenamed
from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.idea_lookup import free_reference, idea_called, ideas_called, one_of, undone_called
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.references import reference
from facilitate.domain.roles import FACILITATOR, table_role
from facilitate.domain.session import Session
from facilitate.domain.text import clean, required
from facilitate.domain.values.ideas import Idea, Status
from facilitate.workshop.ports import Writer
from facilitate.workshop.recorder.recorder import Decide, Recorder


@dataclass(frozen=True, slots=True)
class IdeaDraft:
    """An idea to be recorded, as somebody typed it or brought it; its texts are not checked yet.

    Where nobody says its `status`, it has the usual one of what is said in its phase and round.
    `phase` is the key of the tables phase it was said in; where nobody says it, it is the one that is on, or the last
    that was. `round` is the round of that phase; nobody need say it of an idea of this moment. `waited` are the
    seconds since it was written.
    """

    text: str
    status: Status | None = None
    detail: str = ""
    phase: str = ""
    round: int = 0
    waited: int = 0


class Ideas:
    """Use cases about ideas. A note-taker's workshop only touches the ideas of its own table."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def record(
        self, table: int, text: str, status: Status | None = None, detail: str = "", begun: IdeaDraft | None = None
    ) -> Idea:
        """Keep one idea; it is on the disk when this returns. It belongs to the phase and round it was `begun` in."""
        draft = IdeaDraft(text, status, detail)
        if begun and self._recorder.session.plan.phase(begun.phase):  # which may have left the programme
            draft = replace(draft, phase=begun.phase, round=begun.round)
        return self.record_many(table, [draft])[0]

    def begun(self) -> IdeaDraft:
        """Return a draft without words for a sentence that is begun at this moment: in this phase, and this round."""
        return self._with_rounds([IdeaDraft("", phase=self._recorder.session.phase_for_ideas)])[0]

    def record_many(self, table: int, drafts: Sequence[IdeaDraft], gesture: str = "") -> list[Idea]:
        """Keep several ideas of one table as one gesture: all of them or none."""
        self.check_open(table)
        drafts = self._with_rounds(drafts)
        events = self._recorder.record_with(self.recording(table, drafts), role=table_role(table), gesture=gesture)
        return [self._recorder.session.ideas[event.id] for event in events]

    def usual(self, phase: str = "", begun: IdeaDraft | None = None) -> Status:
        """Return the status of an idea of which nobody says it: of this moment, of that phase, or as it was `begun`."""
        session = self._recorder.session
        asked = begun or self._with_rounds([IdeaDraft("", phase=phase)])[0]
        return usual_status(session, asked.phase or session.phase_for_ideas, asked.round)

    def _with_rounds(self, drafts: Sequence[IdeaDraft]) -> Sequence[IdeaDraft]:
        """Return the drafts with the round of this moment, where they are ideas of the phase that is asked now."""
        session = self._recorder.session
        phase = session.plan.phase(session.phase_for_ideas)
        if phase is None or phase.rounds < 2:  # noqa: PLR2004 -- one round is none
            return drafts
        from facilitate.workshop.schedule.rounds import round_asked  # few phases have rounds

        now = round_asked(session, phase, self._recorder.now())
        return [
            replace(each, round=now) if not each.round and each.phase in ("", phase.key) else each for each in drafts
        ]

    def recording(self, table: int, drafts: Sequence[IdeaDraft]) -> Decide:
        """Return what gives ideas of a table their references once its journal is held; raises `Refused` at once."""
        self.check_table(table)
        cleaned = [(required(draft.text), draft.detail and clean(draft.detail), draft) for draft in drafts]

        def decide(writer: Writer) -> list[IdeaRecorded]:
            last = self._recorder.last_number(f"T{table}{writer.suffix}")
            session = self._recorder.session
            found, of_now = [], session.phase_for_ideas
            for place, (text, detail, draft) in enumerate(cleaned, 1):
                ref, phase = reference(table, writer.suffix, last + place), draft.phase or of_now
                status = draft.status or usual_status(session, phase, draft.round)
                found.append(IdeaRecorded(ref, table, text, status.value, detail, phase, draft.round, draft.waited))
            return found

        return decide

    def edit(self, ref: str, text: str | None = None, status: Status | None = None, detail: str | None = None) -> Idea:
        """Correct an idea's words, status or detail (an empty one takes it away); the first words stay in the journal.

        What is not given stays as it is.
        """
        idea = self.find(ref)
        text = idea.text if text is None else required(text)
        status = status or idea.status
        detail = idea.detail if detail is None else clean(detail)
        if (text, status, detail) == (idea.text, idea.status, idea.detail):
            return idea
        act = IdeaEdited(idea.id, text, status.value, None if detail == idea.detail else detail)
        self._recorder.record(act, role=self._role(idea))
        return self.find(idea.id)  # it may have been undone elsewhere meanwhile

    def withdraw(self, ref: str) -> Idea:
        """Take an idea back; it stays counted, and can be restored."""
        idea = self.find(ref)
        if idea.withdrawn:
            raise Refused(N_("{ref} is already withdrawn."), ref=idea.ref)
        self._recorder.record(IdeaWithdrawn(idea.id), role=self._role(idea))
        return self.find(idea.id)

    def restore(self, ref: str) -> Idea:
        """Put forward again what was withdrawn, or whose recording was undone."""
        session = self._recorder.session
        undone = [] if ideas_called(session, ref) else undone_called(session, ref)
        idea = self._own(undone[0], ref) if len(undone) == 1 else self.find(ref)
        if not (idea.withdrawn or idea.undone):
            raise Refused(N_("{ref} is not withdrawn."), ref=idea.ref)
        self._recorder.record(IdeaRestored(idea.id), role=self._role(idea))
        return self.find(idea.id)

    def rename(self, ref: str, which: str = "") -> Idea:
        """Give one of the ideas that are called alike another reference; `which` is its number or words of it.

        The reference is new in this session, and the one before still leads to the idea when no other has it.
        """
        self._recorder.refresh()
        session = self._recorder.session
        found = ideas_called(session, ref)
        if not found:
            raise _unknown(ref)
        idea = one_of(found, which) if len(found) > 1 else found[0]
        if len(session.ideas_by_ref(idea.ref)) < 2:  # noqa: PLR2004 -- alone
            raise Refused(N_("Only one idea has the reference {ref}: it does not change."), ref=idea.ref)
        self._recorder.record(IdeaRenamed(idea.id, free_reference(session, idea)))
        return self.find(idea.id)

    def tell_apart(self, recorded: Container[str]) -> list[tuple[str, str]]:
        """Give those of these ideas, by their ids, another reference whose own another has too; returns old and new.

        So get those that were to have another before, where somebody unaware of that had given it away: without effect.
        """
        self._recorder.refresh()
        found = []
        acts = (event.act for event in self._recorder.timeline.events)
        renamed = {act.idea for act in acts if isinstance(act, IdeaRenamed)}
        for ref, ideas in self._recorder.session.twice().items():
            mine = [idea for idea in ideas if idea.id in recorded or idea.id in renamed]
            for idea in mine[len(mine) == len(ideas) :]:  # one keeps it
                new = free_reference(self._recorder.session, idea)
                self._recorder.record(IdeaRenamed(idea.id, new))
                found.append((ref, new))
        return found

    def find(self, ref: str) -> Idea:
        """Return the idea somebody calls by a reference (`t3-7` will do) or by its id; raises `Refused` for several."""
        idea = idea_called(self._recorder.session, ref)
        if idea is None:
            raise _unknown(ref)
        return self._own(idea, ref)

    def _own(self, idea: Idea, ref: str) -> Idea:
        if self._recorder.role not in (FACILITATOR, table_role(idea.table)):
            raise Refused(
                N_("{ref} belongs to table {table}: only that table and the facilitator can change it."),
                ref=ref,
                table=idea.table,
            )
        return idea

    def _role(self, idea: Idea) -> str:
        return table_role(idea.table) if self._recorder.role != FACILITATOR else FACILITATOR

    def check_open(self, table: int) -> None:
        """Refuse a note-taker’s new idea for a table that is closed; the facilitator may still bring in its paper."""
        session = self._recorder.session
        if self._recorder.role == FACILITATOR or (session.phase_for_ideas, table) not in session.closed_tables:
            return
        from facilitate.labels import closed_words  # few tables are closed

        if closed := closed_words(session, table):
            raise Refused(closed.text, **closed.params)

    def check_table(self, table: int) -> None:
        """Refuse a table that this session does not have."""
        session = self._recorder.session
        # Without the programme's journal nobody knows how many tables there are, and what is said is kept all the same.
        tables = max(session.plan.tables, 1) if session.document is not None else MOST_TABLES
        if table > 1 and session.document is not None and not session.plan.tables:
            raise Refused(N_("No table {table}: this session has no working tables."), table=table)
        if not 1 <= table <= tables:
            raise Refused(N_("No table {table}: this session has tables 1 to {tables}."), table=table, tables=tables)


def usual_status(session: Session, phase: str, number: int) -> Status:
    """Return the status of an idea of a phase and round (0: of one round only) of which nobody says it."""
    asked = session.plan.phase(phase)
    return asked.status_in(number) if asked else Status.TO_CREATE


def _unknown(ref: str) -> Refused:
    return Refused(N_("Idea “{ref}” not found. References look like T3-07."), ref=ref)
