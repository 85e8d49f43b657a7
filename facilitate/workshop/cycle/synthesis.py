"""The synthesis of a cycle as data: what the document of all its events says, before any word of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Category
from facilitate.domain.session import Session
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.proposals import Place
from facilitate.workshop.cycle.events import EventProposal, Events, ReadEvent
from facilitate.workshop.cycle.reading import EventReading, Unpublished
from facilitate.workshop.cycle.recurrences import Recurrence, recurrences
from facilitate.workshop.cycle.review import ReviewedAction, reviewed_actions
from facilitate.workshop.cycle.totals import CycleMatrix, CycleTypology, matrix_of

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
    category of the cycle, or with the id of its session under one of the event’s own. In an
    `anonymous` one no name stands in a proposal, and nobody to write to. Only an `internal` one has what events do not
    publish, and every page of it says so. `actions` are those of all events with what was said of them at later ones,
    none where nothing was said. `today` is the day of the reading, as ISO 8601: an event of an earlier day was held.
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
    internal: bool = False
    unpublished: tuple[Unpublished, ...] = ()
    actions: tuple[ReviewedAction, ...] = ()
    today: str = ""

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

    def category_of(self, item: EventProposal) -> str:
        """Return the title of the category of the cycle under which a proposal counts; nothing for none."""
        session, key = self.placed[item.place]
        return "" if session else next((row.title for row in self.matrix.rows if row.key == key), "")

    def notice_of(self, event: EventReading) -> str:
        """Return what nobody may read an event without, without names where the synthesis is anonymous."""
        return event.plain_notice if self.anonymous else event.notice

    def words_of(self, item: EventProposal) -> str:
        """Return what a proposal says, without names where the synthesis is anonymous."""
        return (self.anonymous and item.proposal.plain) or item.proposal.text


def synthesis_of(
    cycle: Session,
    events: Events,
    *,
    anonymous: bool = False,
    unpublished: tuple[Unpublished, ...] | None = None,
    today: str = "",
) -> Synthesis:
    """Return the synthesis of a cycle, whose events were read with their proposals.

    With what they do not publish, be it nothing, it is an internal one. In an anonymous one each role is one person's
    of one event.
    """
    if anonymous:
        events, unpublished = _with_own_roles(events, unpublished)
    found = tuple(recurrences(cycle, events))
    typology = CycleTypology(cycle)
    placed = {item.place: _placed(typology, item) for item in events.every()}
    return Synthesis(
        title=cycle.plan.title,
        events=events,
        matrix=matrix_of(cycle, events.readings),
        recurring=found,
        categories=tuple(_categories(cycle.plan.categories, events, found, placed)),
        unfiled=CategoryOfCycle(
            "",
            "",
            tuple(each for each in found if _place_of(each, placed) == ("", "")),
            tuple(_alone(events, found, placed, ("", ""))),
        ),
        introductions=tuple(_introductions(cycle, events)),
        placed=placed,
        problems={each.reading.session: each.problem for each in events.read if each.problem},
        anonymous=anonymous,
        internal=unpublished is not None,
        actions=reviewed_actions(events),
        unpublished=unpublished or (),
        today=today,
    )


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


def _place_of(found: Recurrence, placed: dict[Where, Where]) -> Where:
    """Return where what recurs stands: where the first event has it that filed it under a category of the cycle."""
    places = [placed[item.place] for item in found.proposals]
    return next((where for where in places if not where[0] and where[1]), ("", ""))


def _alone(
    events: Events, found: tuple[Recurrence, ...], placed: dict[Where, Where], where: Where
) -> Iterator[EventProposal]:
    together = {item.place for each in found for item in each.proposals}
    return (item for item in events.every() if item.place not in together and placed[item.place] == where)


def _introductions(cycle: Session, events: Events) -> Iterator[Introduction]:
    for (one, other), answer in cycle.ledger_answers.items():
        wanted, existing = events.proposal_at(one), events.proposal_at(other)
        if answer is LedgerAnswer.YES and wanted and existing:
            yield Introduction(wanted, existing)


def _with_own_roles(
    events: Events, unpublished: tuple[Unpublished, ...] | None
) -> tuple[Events, tuple[Unpublished, ...] | None]:
    """Return the same with roles that no two events share: the later one’s is given the next free number."""
    taken: set[str] = set()
    renaming: dict[str, Callable[[str], str]] = {}
    for event in events.readings:
        roles: dict[str, str] = {}
        for role in event.roles:
            roles[role.casefold()] = _free(role, taken)
            taken.add(roles[role.casefold()].casefold())
        renaming[event.session] = _renaming(roles)
    read = [ReadEvent(_renamed(each.reading, renaming[each.reading.session]), each.problem) for each in events.read]
    texts = unpublished and tuple(
        replace(each, text=rename(each.text), first=rename(each.first))
        for each in unpublished
        for rename in [renaming[each.event.session]]
    )
    return Events(read, events.problem), texts


def _free(role: str, taken: set[str]) -> str:
    if role.casefold() not in taken:
        return role
    numbered = re.fullmatch(r"(.*?)(\s)(\d+)", role)
    others = (f"{numbered[1]}{numbered[2]}{number}" if numbered else f"{role} ({number})" for number in count(2))
    return next(each for each in others if each.casefold() not in taken)


def _renaming(roles: Mapping[str, str]) -> Callable[[str], str]:
    """Return what renames roles, by their small letters, where they stand in square brackets in a name’s place."""
    pattern = re.compile(rf"\[({'|'.join(map(re.escape, sorted(roles, key=len, reverse=True)))})\]", re.IGNORECASE)

    def new(found: re.Match[str]) -> str:
        role = roles.get(found[1].casefold(), found[1])
        return f"[{role[:1].upper() + role[1:] if found[1][:1].isupper() else role}]"

    return (lambda text: pattern.sub(new, text)) if roles else str


def _renamed(event: EventReading, rename: Callable[[str], str]) -> EventReading:
    return replace(
        event,
        plain_notice=rename(event.plain_notice),
        proposals=tuple(replace(each, plain=rename(each.plain)) for each in event.proposals),
        actions=tuple(
            replace(each, plain=rename(each.plain), plain_owner=rename(each.plain_owner)) for each in event.actions
        ),
        statements=tuple(
            replace(each, plain=rename(each.plain), plain_by=rename(each.plain_by)) for each in event.statements
        ),
    )
