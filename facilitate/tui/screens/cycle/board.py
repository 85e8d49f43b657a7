"""What the pages of one cycle share: its events as they were read last, and who suggests pairs of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitate.tui.background import aside
from facilitate.tui.suggester import Suggester
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.recurrences import NearPair, across, texts_of
from facilitate.workshop.suggestions.contract import FilingSuggestion, ProposalText, Texts

if TYPE_CHECKING:
    from facilitate.tui.services import Services
    from facilitate.workshop.cycle.reading import EventReading, ReadCategory
    from facilitate.workshop.workshop import Workshop

_MOST = 2_000  # pairs of two events; nobody looks at more
_MOST_WORDINGS = 20  # of a category of an event, by which it is compared


class CycleBoard:
    """The events of a cycle and the suggestions made of them, beside the loop."""

    def __init__(self, workshop: Workshop, services: Services) -> None:
        self._workshop = workshop
        self._services = services
        self.events: Events | None = None
        self._joined: tuple[str, ...] = ()
        self._known: tuple[Texts, bool, list[NearPair]] | None = None  # what was answered last, and to what
        self.suggester = Suggester(services.by_words, lambda: services.by_meaning(workshop))

    @property
    def outdated(self) -> bool:
        """Whether other events are in the cycle than were read."""
        return self.events is None or self._joined != tuple(self._workshop.session.cycle_events)

    async def read(self, progress: Callable[[int, int], object]) -> Events:
        """Read the events as they are now; raises `FacilitateError`."""
        joined = tuple(self._workshop.session.cycle_events)
        cycles = self._services.cycles()
        events = await aside(lambda: cycles.events(self._workshop.log.slug, self._workshop, progress))
        self._joined, self.events = joined, events
        return events

    def texts(self, events: Events) -> Texts:
        """What is compared."""
        return texts_of(self._workshop.session, events)

    async def near(self, kind: str) -> list[NearPair] | None:
        """The pairs of two events that are near each other; None when that was asked again since."""
        events = self.events
        if events is None:
            return None
        asked = self.texts(events), self.suggester.by_meaning
        if self._known is None or self._known[:2] != asked:
            found = await self.suggester.ask(kind, asked[0], (), lambda matcher: across(matcher, events, _MOST))
            if found is None:
                return None
            self._known = (*asked, found)
        # The texts may be as they were, and the events read again all the same: whom to write to is no text.
        ends = (
            (events.proposal_at(one.place), events.proposal_at(other.place), by) for one, other, by in self._known[2]
        )
        return [(one, other, by) for one, other, by in ends if one and other]

    async def targets(self, event: EventReading, category: ReadCategory) -> tuple[FilingSuggestion, ...] | None:
        """The categories of the cycle under which one of an event probably counts, the likeliest first."""
        wordings = [each.text for each in event.proposals if each.category == category.key][:_MOST_WORDINGS]
        item = ProposalText("category", category.title, others=(*category.keywords, *wordings))
        events = self.events
        if events is None:
            return None
        whole = self.texts(events)
        texts = Texts((item,), whole.categories, synonyms=whole.synonyms, language=whole.language)
        return await self.suggester.ask("targets", texts, (), lambda matcher: matcher.filing(item.id))
