"""What somebody may do who came by a table's link: add to that table's ideas and correct them, and nothing else.

A phone names its acts itself, and the name becomes that of the gesture in the journal: an act sent twice, because an
answer was lost on the way, is done once. A laptop writes events of its own, which are taken in as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial

from facilitate.domain.acts.ideas import MOST_WAITED, IdeaRecorded
from facilitate.domain.acts.readback import MOST_FAVOURITES, FavouritesNamed, ListSigned, ReadBackAct
from facilitate.domain.acts.room_tables import CallAct, CallWithdrawn, HelpCalled
from facilitate.domain.acts.trials import TrialRecorded
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Act, Event, asked_by_phones
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.purge_marks import purged_until
from facilitate.domain.roles import table_role
from facilitate.domain.text import required
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea, Status
from facilitate.workshop.cases.ideas import IdeaDraft, Ideas
from facilitate.workshop.cases.room_tables import RoomTables
from facilitate.workshop.ports import Writer
from facilitate.workshop.recorder.recorder import Decide, Recorder
from facilitate.workshop.recorder.shared_sync import NotYet
from facilitate.workshop.sharing.guest_events import check, check_step, concerns
from facilitate.workshop.sharing.sorter_events import Forbidden

__all__ = ["Forbidden", "GuestAct", "Guests", "Taken", "check_act_name"]

_NAME = re.compile("[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class GuestAct:
    """One act that a phone asks for, `kind` by its word for it (`asked_as`).

    `idea` is an idea's id, or that of the act it came by. `phase` is the key of the tables phase whose question stood
    above the field when an idea was typed, however much later it arrives, and `round` the number of its round. `age`
    are the seconds since then by the device's own clock, which need not be right for that. `ideas` are those that were
    read aloud or are favourites, named as `idea` is, with spaces between them.
    """

    id: str
    kind: str
    text: str = ""
    status: str = ""
    idea: str = ""
    phase: str = ""
    round: str = ""
    age: str = ""
    ideas: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of a laptop's post: the events that were new, and why others were left out, by their ids."""

    new: Sequence[Event]
    left_out: Mapping[str, Message]


def check_act_name(name: str, timeline: Timeline) -> None:
    """Raise `Refused` for a name that a phone could not have given to an act of its own."""
    if not _NAME.fullmatch(name) or timeline.event(name):
        raise Refused(N_("A change has no identifier, or one that is not valid."))


class Guests:
    """The use cases of a table's devices. The workshop is the facilitator's: the rules of a guest stand here."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._ideas = Ideas(recorder)

    def do(self, table: int, act: GuestAct) -> Idea | TrialRecorded | ReadBackAct | CallAct:
        """Do it once, however often it is asked; on the disk when this returns. Raises `Refused` or `Forbidden`."""
        if (decide := self._to_do(table, act)) is not None:
            self._recorder.record_with(decide, table_role(table), act.id)
        return self._made(table, act)

    async def do_later(self, table: int, act: GuestAct) -> Idea | TrialRecorded | ReadBackAct | CallAct:
        """`do` in a loop that goes on while the disk works; what was asked is done, also when the asker leaves."""
        if (decide := self._to_do(table, act)) is not None:
            await self._recorder.record_later(decide, table_role(table), act.id)
        return self._made(table, act)

    def _to_do(self, table: int, act: GuestAct) -> Decide | None:
        """Return what an act takes to be done; None when it was done already."""
        check_act_name(act.id, self._recorder.timeline)
        if self._recorder.timeline.made_by(act.id):
            return None
        kind = asked_by_phones().get(act.kind)
        if kind is None:
            raise Refused(N_("Unknown kind of change: “{kind}”."), kind=act.kind[:40])
        return partial(self._once, act.id, self._decision(table, kind, act))

    def _decision(self, table: int, kind: type[Act], act: GuestAct) -> Decide:
        if kind is IdeaRecorded:
            return self._recording(table, act)
        if kind is TrialRecorded:  # also one that comes late: it counts nowhere
            tried = TrialRecorded(table, required(act.text))
            return lambda _writer: [tried]
        if issubclass(kind, HelpCalled | CallWithdrawn):
            RoomTables(self._recorder).having("", table)
            called = kind(table)
            return lambda _writer: [called]
        if issubclass(kind, ListSigned | FavouritesNamed):
            return self._of_list(kind, table, act)
        return self._correcting(table, kind, act)

    def _made(self, table: int, act: GuestAct) -> Idea | TrialRecorded | ReadBackAct | CallAct:
        """Return the idea as it stands after an act that was done; of a trial, what is on the disk."""
        known = self._recorder.timeline.made_by(act.id)
        if known and isinstance(known.act, TrialRecorded | ReadBackAct | CallAct) and known.act.table == table:
            return known.act
        key = getattr(known.act, "idea", known.id) if known else ""
        undone = self._recorder.session.undone_ideas.get(key)  # since then: what was asked was done all the same
        return undone if undone and undone.table == table else self._own(table, key)

    def _once(self, name: str, decide: Decide, writer: Writer) -> Sequence[Act]:
        """Return what an act records, unless the same act was asked for twice and came first by the other way."""
        if self._recorder.timeline.made_by(name):
            return []
        if any(event.gesture == name for event in self._recorder.staged):
            raise NotYet
        return decide(writer)

    def _recording(self, table: int, act: GuestAct) -> Decide:
        phases = self._recorder.session.plan.tables_phases
        phase = next((each for each in phases if each.key == act.phase), None)  # it may have left the programme
        turn = whole_number(act.round) or 0
        turn = turn if phase and 1 < phase.rounds >= turn else 0
        key, waited = phase.key if phase else "", self._waited(act)
        draft = IdeaDraft(act.text, _status(act.status), phase=key, round=turn, waited=waited)
        return self._ideas.recording(table, [draft])

    def _waited(self, act: GuestAct) -> int:
        """Return the seconds an idea waited on its device; none where its clock was set meanwhile, as far as shows."""
        session, now = self._recorder.session, self._recorder.now()
        seconds = whole_number(act.age) or 0
        seconds *= session.rehearsal.rate if session.rehearsal else 1
        began = next((event.at for event in self._recorder.timeline.events), now)
        return seconds if seconds <= min(MOST_WAITED, (now - began).total_seconds()) else 0

    def _correcting(self, table: int, kind: type[Act], act: GuestAct) -> Decide:
        def decide(_writer: Writer) -> Sequence[Act]:
            staged = self._recorder.staged
            if any(event.gesture == act.idea for event in staged):
                raise NotYet  # what it corrects is recorded with it
            idea = self._own(table, act.idea)
            if any(getattr(event.act, "idea", event.id) == idea.id for event in staged):
                raise NotYet  # another correction of it comes first
            return [_correction(kind, idea, act)]

        return decide

    def _of_list(self, kind: type[ListSigned | FavouritesNamed], table: int, act: GuestAct) -> Decide:
        """Return what a table says of its list: of the phase it stood in, and of the ideas its page showed."""

        def decide(_writer: Writer) -> Sequence[Act]:
            session, asked = self._recorder.session, act.ideas.split()
            if any(event.gesture in asked for event in self._recorder.staged):
                raise NotYet  # what was read is recorded with it
            known = any(phase.key == act.phase for phase in session.plan.tables_phases)
            phase = RoomTables(self._recorder).having(act.phase if known else "", table)
            made = kind(phase.key, table, tuple(dict.fromkeys(self._own(table, key).id for key in asked)))
            if any(made.wrong_fields()):
                raise Refused(N_("A table names at most {most} favourites; {count} were given."),
                              most=MOST_FAVOURITES, count=len(made.ideas))  # fmt: skip
            return [made]

        return decide

    def seen_by(self, table: int) -> list[Event]:
        """Return the events a table's laptop gets: programme, phases, the table's ideas, and undos of them."""
        return list(concerns(self._recorder.timeline, table))

    async def take_later(self, table: int, events: Sequence[Event]) -> Taken:
        """`take` in a loop that goes on while the disk works."""
        taken = self.sort_out(table, events)
        await self._recorder.ingest_later(taken.new)
        return taken

    def take(self, table: int, events: Sequence[Event]) -> Taken:
        """Take in what a table's laptop wrote, but for what it may not write or what makes no sense here."""
        taken = self.sort_out(table, events)
        if taken.new:
            self._recorder.ingest(taken.new)
        return taken

    def sort_out(self, table: int, events: Sequence[Event]) -> Taken:
        """Return which of a laptop's events are new and may come in, and why others stay out; nothing is written."""
        timeline, new = self._recorder.timeline, dict[str, Event]()
        left_out: dict[str, Message] = {}
        until = purged_until(timeline.events, self._recorder.now())
        for event in sorted(events, key=lambda each: (each.lamport, each.id)):
            known = timeline.event(event.id) or new.get(event.id)
            try:
                if known is not None:
                    self._check_known(event, known)
                    continue
                if until and event.at < until:
                    raise Refused(  # noqa: TRY301 -- left out like the rest
                        N_("Change {act} is older than the removal of personal data from this session."), act=event.id
                    )
                check_step(event, timeline, new)
                check(event, table, timeline, new)
            except Refused as error:
                left_out[event.id] = error.message
            else:
                new[event.id] = event
        return Taken(list(new.values()), left_out)

    def _check_known(self, event: Event, known: Event) -> None:
        if known != event and event.id not in self._recorder.session.cleared:
            raise Refused(N_("Change {act} was already received with different content."), act=event.id)

    def act_of(self, idea: Idea) -> str:
        """Return the name a phone gave to the act that recorded an idea; empty when no phone did."""
        timeline = self._recorder.timeline
        event = timeline.event(idea.id)
        made = timeline.made_by(event.gesture) if event else None
        return event.gesture if event and made is event else ""

    def _own(self, table: int, key: str) -> Idea:
        made = self._recorder.timeline.made_by(key)
        idea = self._recorder.session.ideas.get(made.id if made else key)
        if idea is None:
            raise Refused(N_("This idea cannot be found."))
        if idea.table != table:
            raise Forbidden(
                N_("{ref} belongs to table {table}: only that table and the facilitator can change it."),
                ref=idea.ref,
                table=idea.table,
            )
        return idea


def _status(name: str) -> Status:
    try:
        return Status(name)
    except ValueError:
        raise Refused(
            N_("Unknown status “{status}”: an idea is either already existing or to be created."), status=name[:40]
        ) from None


# What a phone says of an act, by the name of its field; fields of an act that are none of these it leaves as they are.
_FIELDS: Mapping[str, Callable[[Idea, GuestAct], str]] = {
    "idea": lambda idea, _asked: idea.id,
    "text": lambda _idea, asked: required(asked.text),
    "status": lambda idea, asked: _status(asked.status or idea.status).value,
}


def _correction(kind: type[Act], idea: Idea, asked: GuestAct) -> Act:
    return kind(**{field.name: _FIELDS[field.name](idea, asked) for field in fields(kind) if field.name in _FIELDS})
