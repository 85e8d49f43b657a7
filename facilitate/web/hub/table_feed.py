"""What a table's devices are told live, each thing under the number of its last change.

A device that has heard up to a number is told what changed since, each thing once and as it is now, however long it
was away and however slowly it listens. So nothing is ever queued for anybody.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, TableSetup
from facilitate.domain.values.ideas import Idea, Status
from facilitate.labels import ClosedTable
from facilitate.workshop.report.readback import TableList
from facilitate.workshop.schedule.rounds import RoundAhead
from facilitate.workshop.views.capture import TimerFace

_SAME_MOMENT = 0.5
_MARK = re.compile("([0-9a-f]{8})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class RoomAsks:
    """What everybody in the room is asked now, a `vote` or `feedback`, and where: the path of the room's own page.

    While tables report back (`report`), it is asked nothing: `table` is the one that speaks, `later` are those that
    speak after it, in their order, and there is no path.

    A table's page says so and leads there. It brings nothing itself: its link is a table's, and no ballot is.
    """

    what: str
    path: str
    table: int = 0
    later: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableHeading:
    """What stands above a table’s ideas.

    `phase` is the key of the one whose `question` it is, `phases` are all in which tables work; `on` tells that
    nobody has to be told which of them ideas belong to: it is the only one, or under way. `setup` is what is said
    of the table, `closed` that it takes no new idea. `round` is the one whose question it is, `rounds` are all of the
    phase that is on. `speed` is how many times as fast time goes in a rehearsal (0: it is none); `trial` tells that
    devices may be tried. `read` is the list as it is to be read aloud now, where it is, and `calls` tells that the
    table calls for somebody, `coming` that somebody is on the way to it, `asks` what the whole room is asked now.
    `at`: when it was looked at, in seconds, for the timer runs by itself.
    """

    title: str
    question: str
    timer: TimerFace | None
    at: float
    phase: str = ""
    phases: tuple[Phase, ...] = ()
    setup: TableSetup | None = None
    closed: ClosedTable | None = None
    round: int = 0
    rounds: tuple[RoundAhead, ...] = ()
    speed: int = 0
    trial: bool = False
    on: bool = False
    usual: Status = Status.TO_CREATE
    read: TableList | None = None
    calls: bool = False
    asks: RoomAsks | None = None
    coming: bool = False

    @property
    def tables(self) -> int:
        """How many tables the phase has whose question it is; 0 where there is none."""
        return next((phase.tables for phase in self.phases if phase.key == self.phase), 0)

    def says_as(self, other: TableHeading) -> bool:
        """Return whether the two differ only by the time that passed between them."""
        return self._asked() == other._asked() and self._goes_as(other)

    def _asked(self) -> tuple[object, ...]:
        titles = tuple((phase.key, phase.title, phase.tables) for phase in self.phases)
        asked = self.title, self.question, self.phase, titles, self.setup, self.closed, self.round, self.rounds
        return (*asked, self.speed, self.trial, self.on, self.usual, self.read, self.calls, self.asks, self.coming)

    def _goes_as(self, other: TableHeading) -> bool:
        one, two = self.timer, other.timer
        if one is None or two is None:
            return one is two
        same = (one.phase, one.paused) == (two.phase, two.paused)
        return same and abs(self._moment(one) - other._moment(two)) < _SAME_MOMENT

    def _moment(self, timer: TimerFace) -> float:
        """Return when it will be over; while it does not run, what is left."""
        left = timer.left.total_seconds()
        return left if timer.paused else left + self.at


class TableFeed:
    """One table. What is there at first has number 0; numbers hold for as long as this feed does."""

    def __init__(self, heading: TableHeading, ideas: Iterable[Idea]) -> None:
        self.number = 0
        self._run = secrets.token_hex(4)
        self._heading = (0, heading)
        # In order of change: what changed last stands last.
        self._ideas: dict[str, tuple[int, Idea, bytes]] = {idea.id: (0, idea, b"") for idea in ideas}

    def mark(self, number: int) -> str:
        """Return the mark that a device which has heard up to that number sends when it comes back."""
        return f"{self._run}-{number}"

    def number_of(self, mark: str) -> int | None:
        """Return the number a device has heard up to; None when the mark is none of this feed."""
        found = _MARK.fullmatch(mark)
        if found is None or found[1] != self._run or int(found[2]) > self.number:
            return None
        return int(found[2])

    def knows(self, idea: Idea) -> bool:
        """Return whether an idea stands as it was told."""
        sent = self._ideas.get(idea.id)
        return sent is not None and sent[1] == idea

    def tell(self, idea: Idea, write: Callable[[str], bytes]) -> None:
        """Give an idea the next number; `write` makes its event, once for all devices."""
        self.number += 1
        self._ideas.pop(idea.id, None)
        self._ideas[idea.id] = (self.number, idea, write(self.mark(self.number)))

    def head(self, heading: TableHeading) -> bool:
        """Take the heading, if it says something else; tells whether it does."""
        if heading.says_as(self._heading[1]):
            return False
        self.number += 1
        self._heading = (self.number, heading)
        return True

    def since(self, number: int, head: Callable[[str], bytes]) -> bytes:
        """Return what changed after that number, in order; `head` writes the heading as it is now: its timer runs."""
        news: list[tuple[int, bytes]] = []
        for changed, _idea, written in reversed(self._ideas.values()):
            if changed <= number:
                break
            news.append((changed, written))
        if self._heading[0] > number:
            news.append((self._heading[0], head(self.mark(self._heading[0]))))
        return b"".join(written for _number, written in sorted(news))
