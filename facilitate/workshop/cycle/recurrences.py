"""What recurs from one event to another: suggested by a matcher, and confirmed by people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol, TypeVar

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.cycle import InEvent, LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.proposals import Standing
from facilitate.workshop.cycle.events import EventProposal, Events
from facilitate.workshop.cycle.reading import EventReading
from facilitate.workshop.cycle.totals import CycleTypology
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import CategoryText, DuplicateSuggestion, ProposalText, Texts
from facilitate.workshop.suggestions.texts import synonym

_FOR_EACH = 6  # pairs that are looked at for each proposal, those of one event among them
_PUT_OFF = (DuplicateAnswer.LATER, LedgerAnswer.LATER)
# Of what is nearer than that about half is right on the two labelled pairs of events (benchmarks/README.md), however it
# is compared. A wish may be farther: what both want, or both have, is no answer to it, and does not come between.
LIKELY, LIKELY_WISH = 0.15, 0.1
_HAS, _WANTS = (Standing.EXISTING, Standing.BOTH), (Standing.TO_CREATE, Standing.BOTH)


NearPair = tuple[EventProposal, EventProposal, DuplicateSuggestion]


class SuggestedPair(Protocol):
    """What somebody is asked about: why two are near, and whether they are worth a look unasked."""

    @property
    def because(self) -> tuple[str, ...]: ...

    @property
    def likely(self) -> bool: ...

    @property
    def answer(self) -> DuplicateAnswer | LedgerAnswer | None: ...


_Pair = TypeVar("_Pair", bound=SuggestedPair)


@dataclass(frozen=True, slots=True)
class PairOfEvents:
    """Two proposals of two events that may say the same, and the words both have, as the first has them."""

    first: EventProposal
    second: EventProposal
    score: float
    because: tuple[str, ...]
    likely: bool
    answer: DuplicateAnswer | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Proposals of two or more events that people found to be the same, each in its own words, by the events' days."""

    proposals: tuple[EventProposal, ...]

    @property
    def events(self) -> int:
        """The number of events in which one of them was noted."""
        return len({item.event.session for item in self.proposals})


@dataclass(frozen=True, slots=True)
class LedgerPair:
    """What one event wants beside what another has, and what somebody answered."""

    wanted: EventProposal
    existing: EventProposal
    score: float
    because: tuple[str, ...]
    likely: bool
    answer: LedgerAnswer | None = None


def texts_of(cycle: Session, events: Events) -> Texts:
    """Return what a matcher compares: the proposals of all events, each filed where it counts in the cycle."""
    plan, typology = cycle.plan, CycleTypology(cycle)
    items = (
        ProposalText(
            _key(item.place),
            item.proposal.text,
            typology.category_of(item.event, item.proposal),
            events.name_of(item),
        )
        for item in events.every()
    )
    synonyms = dict.fromkeys((*plan.synonyms, *(each for event in events.readings for each in event.synonyms)))
    return Texts(
        items=tuple(items),
        categories=tuple(CategoryText(each.key, each.title, each.keywords) for each in plan.categories),
        synonyms=tuple(map(synonym, synonyms)),
        language=plan.language,
    )


def across(matcher: Matcher, events: Events, most: int | None = None) -> list[NearPair]:
    """Return the pairs of two events, at most so many, that a matcher suggests which has read `texts_of`.

    The most probable are first, and in each the earlier event. It may be asked in a thread: no session is looked at.
    """
    order = {event.session: number for number, event in enumerate(events.readings)}
    return list(islice(_across(matcher, events, order), most))


def _across(matcher: Matcher, events: Events, order: Mapping[str, int]) -> Iterator[NearPair]:
    many = sum(len(event.proposals) for event in events.readings)
    for near in matcher.duplicates(_FOR_EACH * many):
        one, other = events.proposal_at(_place(near.a)), events.proposal_at(_place(near.b))
        if one and other and one.event.session != other.event.session:
            first, second = sorted((one, other), key=lambda item: order[item.event.session])
            yield first, second, near


def suggested(near: Iterable[NearPair], cycle: Session, events: Events) -> list[PairOfEvents]:
    """Return the pairs of two events that may say the same, most probable first, each with its answer.

    `near` are those that `across` gave. Two that are the same as a third are the same.
    """
    answers = dict(_answers(cycle, events))
    grouped = {item.place: number for number, each in enumerate(recurrences(cycle, events)) for item in each.proposals}
    found = []
    for first, second, by in near:
        together = grouped.get(first.place, -1) == grouped.get(second.place, -2)
        answer = DuplicateAnswer.SAME if together else answers.get(_pair(first, second))
        found.append(PairOfEvents(first, second, by.score, by.because, by.score >= LIKELY, answer))
    return found


def to_review(pairs: Iterable[_Pair], every: Iterable[_Pair] = ()) -> list[_Pair]:
    """Return the pairs that nobody settled, those put off last; with those of `every` pair that were put off."""
    waiting = [each for each in pairs if each.answer is None]
    put_off = {id(each): each for each in (*pairs, *every) if each.answer in _PUT_OFF}
    return [*waiting, *put_off.values()]


def count_settled(answers: Iterable[DuplicateAnswer | LedgerAnswer]) -> int:
    """Return how many answers settle a pair."""
    return sum(answer not in _PUT_OFF for answer in answers)


def pairs_answered(cycle: Session, events: Events) -> list[DuplicateAnswer]:
    """Return what was answered of the pairs of which both proposals still stand, once of each."""
    return list(dict(_answers(cycle, events)).values())


def worth_a_look(
    pairs: Iterable[_Pair], events: Events, *, by_meaning: bool, unlikely: int = 0, of: EventReading | None = None
) -> list[_Pair]:
    """Return the pairs worth a look, in their order: the likely ones, and so many of the others.

    As in the synthesis of one event, at most half as many as there are proposals; where they are `of` one event, at
    most as many as it has. Answered ones are among them, so that fewer are left with each answer.
    """
    # By words alone nothing can be said for two that share no letter, though they are in one category.
    found = [each for each in pairs if each.because or by_meaning]
    half = sum(len(event.proposals) for event in events.readings) // 2
    most = (sum(each.proposals for each in of.filed) if of else half) + unlikely
    others = {id(each) for each in [each for each in found if not each.likely][:unlikely]}
    return [each for each in found if each.likely or id(each) in others][: max(1, most)]


def recurrences(cycle: Session, events: Events) -> list[Recurrence]:
    """Return what people confirmed to recur, what most events have first; pairs that share a proposal are one group."""
    leader: dict[InEvent, InEvent] = {}

    def find(place: InEvent) -> InEvent:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for (first, second), answer in _answers(cycle, events):
        if answer is DuplicateAnswer.SAME:
            leader[find(first)] = find(second)
    groups: dict[InEvent, list[EventProposal]] = {}
    for item in events.every():
        if item.place in leader:
            groups.setdefault(find(item.place), []).append(item)
    found = (Recurrence(tuple(group)) for group in groups.values())
    several = [each for each in found if each.events > 1]
    return sorted(several, key=lambda each: (-each.events, -len(each.proposals)))


def joined_through(
    cycle: Session, events: Events, one: EventProposal, other: EventProposal
) -> tuple[EventProposal, ...] | None:
    """Return the proposals between two that make them the same, each the same as the next; None where none do."""
    same: dict[InEvent, list[InEvent]] = {}
    for (first, second), answer in _answers(cycle, events):
        if answer is DuplicateAnswer.SAME:
            same.setdefault(first, []).append(second)
            same.setdefault(second, []).append(first)
    came_from: dict[InEvent, InEvent] = {one.place: one.place}
    waiting = [one.place]
    for place in waiting:
        for near in same.get(place, ()):
            if near not in came_from:
                came_from[near] = place
                waiting.append(near)
    if other.place not in came_from:
        return None
    between, place = list[EventProposal](), came_from[other.place]
    while place != one.place:
        if item := events.proposal_at(place):
            between.append(item)
        place = came_from[place]
    return tuple(reversed(between))


def ledger(near: Iterable[NearPair], cycle: Session, events: Events) -> list[LedgerPair]:
    """Return every wish of an event beside what another has, most probable first, answered ones with their answer."""
    answers = {
        (wanted.place, existing.place): answer
        for (one, other), answer in cycle.ledger_answers.items()
        if (wanted := events.proposal_at(one)) and (existing := events.proposal_at(other))
    }
    found: dict[tuple[InEvent, InEvent], LedgerPair] = {}
    for first, second, by in near:
        for wanted, existing in ((first, second), (second, first)):
            if wanted.proposal.standing in _WANTS and existing.proposal.standing in _HAS:
                key = wanted.place, existing.place
                found[key] = LedgerPair(
                    wanted, existing, by.score, by.because, by.score >= LIKELY_WISH, answers.get(key)
                )
    for key, answer in answers.items():
        one, other = events.proposal_at(key[0]), events.proposal_at(key[1])
        if key not in found and one and other:
            found[key] = LedgerPair(one, other, 0.0, (), likely=False, answer=answer)
    return sorted(found.values(), key=lambda each: (-each.score, each.wanted.place, each.existing.place))


def _answers(cycle: Session, events: Events) -> Iterable[tuple[tuple[InEvent, InEvent], DuplicateAnswer]]:
    """Yield what was answered of pairs, of the proposals that have these ideas now."""
    for (one, other), answer in cycle.recurrence_answers.items():
        first, second = events.proposal_at(one), events.proposal_at(other)
        if first and second:
            yield _pair(first, second), answer


def _pair(one: EventProposal, other: EventProposal) -> tuple[InEvent, InEvent]:
    first, second = sorted((one.place, other.place))
    return first, second


def _key(place: InEvent) -> str:
    return "/".join(place)


def _place(key: str) -> InEvent:
    session, _, idea = key.partition("/")
    return session, idea
