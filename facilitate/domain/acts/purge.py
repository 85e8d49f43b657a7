"""What remains of personal data that had to go: that it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from facilitate.domain.errors import N_, LongDay, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session

PURGE = Subject("purge", N_("a removal of personal data"))
_A_DAY = timedelta(days=1)


@act
class SessionPurged(Act):
    """Names, addresses and remarks from before that day were taken out of the journals; nothing brings them back.

    `events` are the acts that were changed: the names they seem to give are roles.
    """

    kind = "session.purged"
    subject = PURGE
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    moments = ("before",)
    can_be_undone = False
    leads = 6

    before: str
    people: int
    remarks: int
    events: tuple[str, ...] = ()

    def apply(self, session: Session, event: Event) -> None:
        session.purges |= {event.gesture}
        session.cleared |= set(self.events)

    def apply_undone(self, session: Session, event: Event) -> None:
        """What went is gone all the same."""
        self.apply(session, event)

    def sentence(self, session: Session) -> Message:
        day = _long_day(self.before)
        if self.events or self.people or self.remarks:
            return Message(N_("Personal data from before {date} removed"), {"date": day})
        return Message(N_("Links of the tables removed; no personal data from before {date} was known"), {"date": day})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)

    def day(self, at: datetime, now: datetime | None = None) -> date:
        """Return the day before which it cleared everything, as people say it: that which was typed, if that had come.

        Whoever types the day that follows means today as well, whatever the zone; one that is far off says nothing.
        Who knows that it is `now` can tell of one typed where the clock was behind.
        """
        local = at.astimezone().date() + _A_DAY
        try:
            typed = date.fromisoformat(self.before)
        except ValueError:
            return local
        return typed if typed <= max(at, now or at).date() + 2 * _A_DAY else local

    def cleared_until(self, at: datetime) -> datetime:
        """Return the moment before which this purge, told of at that time, cleared everything.

        A purge tells nothing of what was recorded after it, however late its date.
        """
        try:
            day = datetime.combine(date.fromisoformat(self.before), time(), UTC)
        except ValueError:  # what no version of ours writes
            return at
        return min(day, at)

    def is_from_the_future(self, at: datetime, now: datetime) -> bool:
        """Return whether it is dated later than tomorrow: it would shut out whatever is written until then."""
        return self.cleared_until(at) > now + _A_DAY


@act
class PurgeVouched(Act):
    """Nothing that is known to be personal data is left in these `events`, all from before a removal known here.

    They were on the computer that says so, whoever wrote them: another that removed as much, and never had them, may
    take them in. `before` is the day of that removal.
    """

    kind = "purge.vouched"
    subject = PURGE
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    moments = ("before",)
    can_be_undone = False
    leads = 5

    before: str
    events: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        """Change nothing: it is for whoever brings journals together."""

    def sentence(self, session: Session) -> Message:
        text = N_("No personal data from before {date} is left, as far as it is known")
        return Message(text, {"date": _long_day(self.before)})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)


def _long_day(before: str) -> LongDay | str:
    try:
        return LongDay(date.fromisoformat(before))
    except ValueError:  # what no version of ours writes
        return before
