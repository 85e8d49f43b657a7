"""One event of a large cycle against all others: by numbers kept of their texts, which are read as few as need be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from facilitate.domain.errors import StorageFailure
from facilitate.workshop.cycle.events import Events, ReadEvent

if TYPE_CHECKING:
    from facilitate.matching.archive import Near
    from facilitate.store.cycle_readings import CycleReadings
    from facilitate.workshop.cycle.events import EventProposal
    from facilitate.workshop.cycle.reading import EventReading
    from facilitate.workshop.cycle.recurrences import NearPair

MANY = 2_000  # proposals; fewer are compared all with all, by meaning too
_MOST = 10
_SHOWN_FROM = 0.1  # what is farther is shown nowhere, and its event need not be read


def near_event(
    readings: CycleReadings, events: Events, event: EventReading, language: str, tell: Callable[[int, int], object]
) -> tuple[Events, list[NearPair]]:
    """Return the events with the proposals that were read, and what of one event is near in others, the nearest first.

    What is missing of the features is made, and kept. Requires numpy.
    """

    def whole(each: EventReading) -> EventReading:
        return each if each.proposals else readings.read(each.session, None, whole=True) or each

    event = whole(event)
    found = _found(readings, events, event, language, tell, whole)
    wanted = {event.session, *(session for _number, session, _near in found)}
    read = Events(
        (
            ReadEvent(whole(each.reading), each.problem) if each.reading.session in wanted else each
            for each in events.read
        ),
        events.problem,
    )
    return read, list(_pairs(found, read, event.session, language))


def _found(
    readings: CycleReadings,
    events: Events,
    event: EventReading,
    language: str,
    tell: Callable[[int, int], object],
    whole: Callable[[EventReading], EventReading],
) -> list[tuple[int, str, Near]]:
    """Return the number of a proposal of the event, the session where something is near to it, and what is."""
    from facilitate.matching.archive import FORMAT, Archive, features_of

    form, parts, sessions = f"{FORMAT} {language}", [], [each.session for each in events.readings]
    for number, each in enumerate(events.readings, 1):
        features = readings.features(each.session, form)
        if features is None:
            features = features_of([proposal.text for proposal in whole(each).proposals], language)
            with suppress(StorageFailure):  # they are made anew the next time
                readings.keep_features(each.session, form, features)
        parts.append(features)
        tell(number, len(sessions))
    texts = [each.text for each in event.proposals]
    nearest = Archive(parts, language).nearest(texts, _MOST, sessions.index(event.session))
    every = ((number, near) for number, of_one in enumerate(nearest) for near in of_one)
    return [(number, sessions[near.part], near) for number, near in every if near.score >= _SHOWN_FROM]


def _pairs(found: Sequence[tuple[int, str, Near]], events: Events, session: str, language: str) -> Iterator[NearPair]:
    """Yield what was found as pairs of two events, the nearest first, each with the words both have."""
    from facilitate.matching.lexical import LexicalMatcher
    from facilitate.workshop.suggestions.contract import DuplicateSuggestion, ProposalText, Texts

    proposals = {each.session: each.proposals for each in events.readings}
    order = {key: number for number, key in enumerate(proposals)}
    pairs: list[tuple[EventProposal, EventProposal, float]] = []
    for number, other, near in found:
        if near.place < len(proposals[other]):  # else it changed meanwhile
            ends = (session, proposals[session][number].id), (other, proposals[other][near.place].id)
            one, two = (events.proposal_at(place) for place in sorted(ends, key=lambda place: order[place[0]]))
            pairs += [(one, two, near.score)] if one and two else []
    texts = {_key(item): item.proposal.text for one, two, _score in pairs for item in (one, two)}
    matcher = LexicalMatcher(Texts(tuple(ProposalText(key, text) for key, text in texts.items()), language=language))
    for one, two, score in sorted(pairs, key=lambda pair: -pair[2]):
        because = matcher.duplicate_pairs.because(_key(one), _key(two))
        yield one, two, DuplicateSuggestion(_key(one), _key(two), score, because)


def _key(item: EventProposal) -> str:
    return "/".join(item.place)
