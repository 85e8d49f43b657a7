"""What a session begins with from elsewhere: what was filed at an earlier event, the kit of a cycle, actions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import title_key


@dataclass(frozen=True, slots=True)
class Learned:
    """One filing of an earlier event; `source` is what people call that event by."""

    source: str
    text: str
    category: str


@dataclass(frozen=True, slots=True)
class KitOrigin:
    """Of which cycle a kit is, which whoever prepares one of its events has, and as of when.

    `cycle` is the id of the cycle, `title` what it was called, `state` tells its typology from any other, and `made` is
    when that was last changed, as ISO 8601 in UTC: of two states the later one is the newer.
    """

    cycle: str
    title: str
    state: str
    made: str

    @property
    def day(self) -> date:
        """The day of that change."""
        return date.fromisoformat(self.made[:10])


class ReviewAnswer(StrEnum):
    """What became of an action since its event."""

    DONE = "done"
    GOES_ON = "goes-on"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ReviewStatement:
    """What was said at one moment: an answer, a word, who said it, or several of these; the others are empty.

    Whoever said it `agreed` to be named, or did not.

    The action is named by the id of its session and the ids of its ideas, and by no word of it: what is withdrawn or
    removed there stands nowhere else.
    """

    session: str
    ideas: tuple[str, ...]
    at: datetime
    answer: ReviewAnswer | None = None
    word: str = ""
    by: str = ""
    agreed: bool = False

    @property
    def speaker(self) -> frozenset[tuple[str, str, str]]:
        """Who says it of which idea of which session, however the name is written; none where nobody is named."""
        name = title_key(self.by)
        return frozenset((self.session, idea, name) for idea in self.ideas if name)
