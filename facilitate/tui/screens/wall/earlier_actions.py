"""What became of the actions of earlier events, for everybody in the room: no word about them, and nobody’s name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, FacilitateError, PlaceName
from facilitate.i18n import Language
from facilitate.labels import REVIEW_ANSWERS
from facilitate.workshop.views.wall import WallCategory, WallProposal
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.workshop.cycle.review import CycleReview

Read = Callable[[Workshop], "CycleReview | None"]


class EarlierActions:
    """Call `read` once; `items` are then what stands there as of now, by event and answer."""

    def __init__(self, workshop: Workshop, language: Language) -> None:
        self._workshop = workshop
        self._ = language
        self._review: CycleReview | None = None
        self._is_read = False
        self._version = -1
        self._items: tuple[WallCategory, ...] = ()

    async def read(self, read: Read) -> None:
        """Read the earlier events in a thread; what cannot be read is none."""
        from facilitate.tui.background import aside  # the first picture needs none of it

        try:
            self._review = await aside(lambda: read(self._workshop))
        except FacilitateError:
            self._review = None
        self._is_read = True

    def items(self) -> tuple[WallCategory, ...]:
        """The actions by event, last those nobody spoke of; counted anew where anything was said."""
        version = self._workshop.recorder.version
        if self._review is not None and version != self._version:
            self._items, self._version = tuple(self._found(self._review)), version
        return self._items

    def below(self) -> str:
        """What is told where there is nothing to show."""
        if not self._is_read:
            return self._(N_("Reading the events…"))
        return "" if self.items() else self._(N_("No open action of an earlier event is known here."))

    def _found(self, review: CycleReview) -> Iterator[WallCategory]:
        from facilitate.workshop.cycle.reading import statements_of

        if review.here is None:
            return
        now = review.as_of(statements_of(self._workshop.session, str))
        found: dict[str, list[WallProposal]] = {}
        for event, answer, actions in now.by_answer(review.here):
            word = self._(REVIEW_ANSWERS[answer] if answer else N_("nothing said yet"))
            of_event = self._(N_("Actions of {event}"), event=PlaceName(now.events.label(event)))
            lines = found.setdefault(of_event, [])
            lines += (WallProposal(f"{each.action.plain or each.action.text} · {word}", 1) for each in actions)
        for label, shown in found.items():
            yield WallCategory(label, len(shown), tuple(shown))
