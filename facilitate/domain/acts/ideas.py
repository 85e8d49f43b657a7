"""What tables say: an idea recorded, corrected, taken back and put forward again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.numbers import whole_number
from facilitate.domain.personal import Personal, holding
from facilitate.domain.programme.plan import MOST_ROUNDS
from facilitate.domain.references import table_of_reference
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.ideas import Idea, Status, status_called
from facilitate.domain.values.proposals import Proposal

IDEAS = Subject("ideas", N_("ideas from other tables"))
_MOST_TABLES = 99  # a reference has two digits for the table
MOST_WAITED = 172_800  # two days: a phone whose clock says more was set meanwhile
_MOST_COUNTED = 1_000_000  # a number beyond is nobody's count, and must not make the next ones longer and longer


@act
class IdeaRecorded(Act):
    """One idea of one table, under the reference that was shown; `detail` is the longer text that came with it.

    `phase` is the tables phase it was said in. Ideas of journals that do not say it belong to the one that was on, or
    the last that was. `round` is the round of that phase, where it has several and somebody knew. `waited` are the
    seconds since it was written, where a phone kept it while the line was cut: its time is that of the writing.
    """

    kind = "idea.recorded"
    later = ("detail", "phase", "round", "waited")
    subject = IDEAS
    personal = holding(text=Personal.TEXT, detail=Personal.WORDS)
    writers = Writers.PHONE
    asked_as = "record"
    readers = Readers.ITS_TABLE
    bounds = within(round=range(MOST_ROUNDS + 1), waited=range(MOST_WAITED + 1))
    leads = 4

    ref: str
    table: int
    text: str
    status: str
    detail: str = ""
    phase: str = ""
    round: int = 0
    waited: int = 0

    def written(self, event: Event) -> datetime:
        """Return when it was written."""
        return event.at - timedelta(seconds=self.waited) if self.waited else event.at

    def apply(self, session: Session, event: Event) -> None:
        key, ref, text, detail = event.id, self.ref, self.text, self.detail
        if not 1 <= self.table <= _MOST_TABLES:
            raise IneffectiveAct(f"no table {self.table}")
        status = status_called(self.status)
        idea = Idea(
            key, ref, self.table, text, text, status, self.written(event), event.by,
            detail=detail, first_detail=detail, first_status=status,
            phase=self.phase or session.phase_for_ideas, round=self.round,
        )  # fmt: skip
        prefix, _, digits = ref.rpartition("-")
        number = whole_number(digits) or 0
        session.ideas[key] = idea
        alone = (key,)
        session.by_ref[ref] = session.by_ref[ref] + alone if ref in session.by_ref else alone
        if session.numbers.get(prefix, -1) < number <= _MOST_COUNTED:
            session.numbers[prefix] = number
        session.all_proposals[key] = Proposal(key, alone)
        session.holders[key] = key

    def apply_undone(self, session: Session, event: Event) -> None:
        """Keep what somebody said among `undone_ideas`.

        Its reference is not given again, and what others did with it still stands. If it was merged or filed meanwhile,
        the merge goes on without it, a proposal of which it was all is put forward no more, and a redo finds everything
        as it was left.
        """
        self.apply(session, event)
        session.undone_ideas[event.id] = replace(session.ideas.pop(event.id), undone=True)

    def sentence(self, session: Session) -> Message:
        return Message(N_("{ref} recorded: {text}"), {"ref": self.ref, "text": excerpt(self.text)})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        last = acts[-1].ref if isinstance(acts[-1], IdeaRecorded) else self.ref
        params = {"first": self.ref, "last": last, "count": len(acts)}
        if len(acts) == 2:  # noqa: PLR2004 -- both are named
            return Message(N_("{first} and {last} recorded"), params)
        return Message(N_("{first} to {last} recorded ({count} ideas)"), params)

    def table_in(self, session: Session) -> int:
        return self.table

    def wrong_fields(self) -> Iterator[str]:
        if table_of_reference(self.ref) != self.table:
            yield "ref"
        yield from _wrong_status(self.status)


class IdeaAct(Act):
    """What is done with an idea that was recorded."""

    __slots__ = ()

    subject = IDEAS
    readers = Readers.ITS_TABLE

    idea: str

    def table_in(self, session: Session) -> int | None:
        found = session.idea(self.idea)
        return found.table if found else None


@act
class IdeaEdited(IdeaAct):
    """An idea corrected by its table. Its detail stays as it is where none is given; an empty one takes it away."""

    kind = "idea.edited"
    later = ("detail",)
    personal = holding(text=Personal.TEXT, detail=Personal.WORDS)
    writers = Writers.PHONE
    asked_as = "edit"

    idea: str
    text: str
    status: str
    detail: str | None = None

    def apply(self, session: Session, event: Event) -> None:
        detail = {} if self.detail is None else {"detail": self.detail}
        change(session, self.idea, text=self.text, status=Status(self.status), edited=True, **detail)

    def sentence(self, session: Session) -> Message:
        params = {"ref": session.ref_of(self.idea), "text": excerpt(self.text)}
        if self.detail is None:
            return Message(N_("{ref} edited: {text}"), params)
        if not self.detail:
            return Message(N_("{ref} edited, detail removed: {text}"), params)
        return Message(N_("{ref} edited: {text} (detail: {detail})"), params | {"detail": excerpt(self.detail)})

    def wrong_fields(self) -> Iterator[str]:
        yield from _wrong_status(self.status)


@act
class IdeaWithdrawn(IdeaAct):
    """An idea its table no longer puts forward; it stays counted."""

    kind = "idea.withdrawn"
    personal = holding()
    writers = Writers.PHONE
    asked_as = "withdraw"

    idea: str

    def apply(self, session: Session, event: Event) -> None:
        change(session, self.idea, withdrawn=True)

    def sentence(self, session: Session) -> Message:
        return Message(N_("{ref} withdrawn"), {"ref": session.ref_of(self.idea)})


@act
class IdeaRestored(IdeaAct):
    """An idea back in that was withdrawn, or whose recording was undone."""

    kind = "idea.restored"
    personal = holding()
    writers = Writers.PHONE
    asked_as = "restore"

    idea: str

    def apply(self, session: Session, event: Event) -> None:
        change(session, self.idea, withdrawn=False, undone=False)

    def sentence(self, session: Session) -> Message:
        return Message(N_("{ref} restored"), {"ref": session.ref_of(self.idea)})


def idea_in(session: Session, key: str) -> Idea:
    """Return the idea of that id, also one whose recording was undone; raises `IneffectiveAct` where there is none."""
    idea = session.idea(key)
    if idea is None:
        raise IneffectiveAct(f"no idea {key}")
    return idea


def change(session: Session, key: str, **changes: Any) -> None:
    """Put an idea with other values in the place of what it was; one undone no more stands where it was recorded."""
    idea = replace(idea_in(session, key), **changes)
    if idea.undone:
        session.undone_ideas[idea.id] = idea
        return
    session.ideas[idea.id] = idea
    if session.undone_ideas.pop(idea.id, None):
        session.ideas = dict(sorted(session.ideas.items()))


def _wrong_status(status: str) -> Iterator[str]:
    if status not in frozenset(Status):
        yield "status"
