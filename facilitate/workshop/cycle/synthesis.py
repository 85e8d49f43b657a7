"""The synthesis of a cycle as data: what the document of all its events says, before any word of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Category, Plan
from facilitate.domain.session import Session
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.proposals import Place
from facilitate.workshop.cycle.events import EventProposal, Events
from facilitate.workshop.cycle.reading import EventReading, Unpublished
from facilitate.workshop.cycle.recurrences import Recurrence, recurrences
from facilitate.workshop.cycle.review import ReviewedAction, reviewed_actions
from facilitate.workshop.cycle.totals import CycleMatrix, CycleTypology, matrix_of
from facilitate.workshop.cycle.vote_totals import VoteColumn, votes_of

if TYPE_CHECKING:
    from facilitate.workshop.cycle.anonymous import RedactEvents

Where = tuple[str, str]  # the id of a session, or nothing, and the key of a category, or nothing


@dataclass(frozen=True, slots=True)
class CategoryOfCycle:
    """What all events filed under a category of the cycle; or, with an `event`, under one that it alone has.

    Proposals that recur stand together, once; `alone` are the others, by the events’ days.
    """

    title: str
    event: str
    recurring: tuple[Recurrence, ...]
    alone: tuple[EventProposal, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """What one event wants and another has, confirmed by somebody: these two should hear of each other."""

    wanted: EventProposal
    existing: EventProposal


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The whole, as of the last reading of each event.

    `problems` say which event is not as of now, by the id of its session; `placed` where each proposal counts: under a
    category of the cycle, or with the id of its session under one of the event’s own. In an `anonymous` one no text has
    a name, nobody is there to write to, and `named_keys` are the keys of categories that tell one all the same. Only an
    `internal` one has what events do not publish, and every page of it says so. `actions` are those of all events with
    what was said of them at later ones, none where nothing was said. `today` is the day of the reading, as ISO 8601: an
    event of an earlier day was held. `publisher` is who publishes the cycle, and where to write to
    them; nothing where nobody said it.
    """

    title: str
    events: Events
    matrix: CycleMatrix
    recurring: tuple[Recurrence, ...]
    categories: tuple[CategoryOfCycle, ...]
    unfiled: CategoryOfCycle
    introductions: tuple[Introduction, ...]
    problems: dict[str, Message]
    placed: dict[Where, Where]
    anonymous: bool = False
    named_keys: frozenset[str] = frozenset()
    internal: bool = False
    unpublished: tuple[Unpublished, ...] = ()
    actions: tuple[ReviewedAction, ...] = ()
    today: str = ""
    votes: tuple[VoteColumn, ...] = ()
    publisher: tuple[str, str] = ("", "")

    @property
    def distinct(self) -> int:
        """The number of proposals where those that recur count once, as they are listed."""
        together = self.together
        return len(self.recurring) + sum(item.place not in together for item in self.events.every())

    @property
    def together(self) -> frozenset[Where]:
        """The places of all proposals that recur."""
        return frozenset(item.place for each in self.recurring for item in each.proposals)

    @property
    def readings(self) -> list[EventReading]:
        """The events, in the order of their days."""
        return self.events.readings

    @property
    def held(self) -> list[EventReading]:
        """The events without those still to be held, in the order of their days."""
        return [each for each in self.readings if not each.upcoming(self.today)]

    def category_of(self, item: EventProposal) -> str:
        """Return the title of the category of the cycle under which a proposal counts; nothing for none."""
        session, key = self.placed[item.place]
        return "" if session else next((row.title for row in self.matrix.rows if row.key == key), "")


def synthesis_of(
    cycle: Session,
    events: Events,
    *,
    unpublished: tuple[Unpublished, ...] | None = None,
    today: str = "",
    redact: RedactEvents | None = None,
) -> Synthesis:
    """Return the synthesis of a cycle, whose events were read with their proposals.

    With what they do not publish, be it nothing, it is an internal one. With what takes names out it is anonymous.
    """
    plan, keys = cycle.plan, frozenset[str]()
    if redact:
        from facilitate.workshop.cycle.anonymous import anonymous_events, anonymous_plan

        keys = _named_keys(plan, events, redact)
        plan, (events, unpublished) = anonymous_plan(plan, redact), anonymous_events(events, unpublished, redact)
    found = tuple(recurrences(cycle, events))
    typology = CycleTypology(cycle)
    placed = {item.place: _placed(typology, item) for item in events.every()}
    return Synthesis(
        title=plan.title,
        events=events,
        matrix=replace(matrix_of(cycle, events.readings, today), rows=plan.categories),
        recurring=found,
        categories=tuple(_categories(plan.categories, events, found, placed)),
        unfiled=_unfiled(events, found, placed),
        introductions=tuple(introductions(cycle, events)),
        placed=placed,
        problems={each.reading.session: each.problem for each in events.read if each.problem},
        anonymous=redact is not None,
        named_keys=keys,
        internal=unpublished is not None,
        actions=reviewed_actions(events),
        unpublished=unpublished or (),
        today=today,
        votes=votes_of(cycle, events.readings, plan.categories),
        publisher=(plan.organiser, plan.publication.contact),
    )


def _named_keys(plan: Plan, events: Events, redact: RedactEvents) -> frozenset[str]:
    """Return the keys of categories, of the cycle and of its events, that tell a name."""
    own = (each.key for event in events.readings for each in event.categories)
    return frozenset(filter(redact.names_in_key, (*(each.key for each in plan.categories), *own)))


def _placed(typology: CycleTypology, item: EventProposal) -> Where:
    if to := typology.category_of(item.event, item.proposal):
        return "", to
    if item.proposal.place is not Place.FILED:
        return "", ""
    known = item.proposal.category in {each.key for each in item.event.categories}
    return (item.event.session, item.proposal.category) if known else ("", "")


def _categories(
    categories: tuple[Category, ...],
    events: Events,
    found: tuple[Recurrence, ...],
    placed: dict[Where, Where],
) -> Iterator[CategoryOfCycle]:
    places = [(("", each.key), each.title, "") for each in categories]
    own = {where for where in placed.values() if where[0]}
    places += [
        ((event.session, each.key), each.title, events.label(event))
        for event in events.readings
        for each in event.categories
        if (event.session, each.key) in own
    ]
    for where, title, event_name in places:
        if event_name:  # whoever looks for what one event alone has looks for all of it
            here = tuple(item for item in events.every() if placed[item.place] == where)
            yield CategoryOfCycle(title, event_name, (), here)
            continue
        recurring = tuple(each for each in found if _place_of(each, placed) == where)
        yield CategoryOfCycle(title, event_name, recurring, tuple(_alone(events, found, placed, where)))


def _unfiled(events: Events, found: tuple[Recurrence, ...], placed: dict[Where, Where]) -> CategoryOfCycle:
    recurring = (each for each in found if _place_of(each, placed) == ("", ""))
    return CategoryOfCycle("", "", tuple(recurring), tuple(_alone(events, found, placed, ("", ""))))


def _place_of(found: Recurrence, placed: dict[Where, Where]) -> Where:
    """Return where what recurs stands: where the first event has it that filed it under a category of the cycle."""
    places = [placed[item.place] for item in found.proposals]
    return next((where for where in places if not where[0] and where[1]), ("", ""))


def _alone(
    events: Events, found: tuple[Recurrence, ...], placed: dict[Where, Where], where: Where
) -> Iterator[EventProposal]:
    together = {item.place for each in found for item in each.proposals}
    return (item for item in events.every() if item.place not in together and placed[item.place] == where)


def introductions(cycle: Session, events: Events) -> Iterator[Introduction]:
    """Yield the pairs to be introduced: those with a yes of which both still stand."""
    for (one, other), answer in cycle.ledger_answers.items():
        wanted, existing = events.proposal_at(one), events.proposal_at(other)
        if answer is LedgerAnswer.YES and wanted and existing:
            yield Introduction(wanted, existing)
