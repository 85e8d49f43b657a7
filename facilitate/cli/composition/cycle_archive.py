"""One event of a large cycle against all others: by numbers kept of their texts, which are read as few as need be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from facilitate.domain.errors import StorageFailure
from facilitate.workshop.cycle.events import Events

if TYPE_CHECKING:
    from facilitate.matching.archive import Near
    from facilitate.matching.archive_parts import ArchiveTexts
    from facilitate.store.cycle_readings import CycleReadings
    from facilitate.workshop.cycle.events import EventProposal
    from facilitate.workshop.cycle.reading import EventReading, ReadProposal
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
    near = _NearProposals(readings, events, [(session, near.place) for _number, session, near in found])
    read = Events((replace(each, reading=near.reading(each.reading, event)) for each in events.read), events.problem)
    pairs = ((event.proposals[number], other, near.at(other, each.place), each.score) for number, other, each in found)
    return read, list(_pairs(pairs, read, event.session, language))


class _NearProposals:
    """The proposals of other events that are near: of thousands of events, none has to be made whole for them."""

    def __init__(self, readings: CycleReadings, events: Events, wanted: Sequence[tuple[str, int]]) -> None:
        places: dict[str, set[int]] = {}
        for session, place in wanted:
            places.setdefault(session, set()).add(place)
        whole = {each.session: dict(enumerate(each.proposals)) for each in events.readings if each.proposals}
        self._found = {
            session: whole.get(session) or readings.proposals(session, places[session]) for session in places
        }

    def at(self, session: str, place: int) -> ReadProposal | None:
        """Return the proposal at a place of an event; None where it changed meanwhile."""
        return self._found[session].get(place)

    def reading(self, event: EventReading, whole: EventReading) -> EventReading:
        """Return an event with its proposals that are near; the one that is `whole` with all of its own."""
        if event.session == whole.session or event.proposals or event.session not in self._found:
            return whole if event.session == whole.session else event
        return replace(event, proposals=tuple(self._found[event.session].values()))


def _found(
    readings: CycleReadings,
    events: Events,
    event: EventReading,
    language: str,
    tell: Callable[[int, int], object],
    whole: Callable[[EventReading], EventReading],
) -> list[tuple[int, str, Near]]:
    """Return the number of a proposal of the event, the session where something is near to it, and what is."""
    from facilitate.matching.archive import Archive

    texts, sessions = [each.text for each in event.proposals], [each.session for each in events.readings]
    archive = Archive(_texts_of_all(readings, events.readings, language, tell, whole), language)
    nearest = archive.nearest(texts, _MOST, sessions.index(event.session))
    every = ((number, near) for number, of_one in enumerate(nearest) for near in of_one)
    return [(number, sessions[near.part], near) for number, near in every if near.score >= _SHOWN_FROM]


def _texts_of_all(
    readings: CycleReadings,
    events: Sequence[EventReading],
    language: str,
    tell: Callable[[int, int], object],
    whole: Callable[[EventReading], EventReading],
) -> ArchiveTexts:
    """Return the features of all events, as they are kept together, or else put together of what is kept of each."""
    from facilitate.matching.archive_parts import FORMAT, ArchiveTexts, features_of, gather

    def made(event: EventReading) -> bytes:
        return features_of([proposal.text for proposal in whole(event).proposals], language)

    form = f"{FORMAT} {language}"
    # Of a report nothing is kept beside the cycle itself, nor of an event that is being written or is damaged.
    others = {each.session: made(each) for each in events if not readings.has(each.session)}
    form_of_all, sessions = f"{form} {crc32(b''.join(others.values()))}", [each.session for each in events]
    with suppress(ValueError):
        if (kept := readings.features_of_all(sessions, form_of_all)) is not None:
            return ArchiveTexts.from_bytes(kept)
    parts = []
    for number, each in enumerate(events, 1):
        features = others.get(each.session) or readings.features(each.session, form)
        if features is None:
            features = made(each)
            with suppress(StorageFailure):  # they are made anew the next time
                readings.keep_features(each.session, form, features)
        parts.append(features)
        tell(number, len(events))
    found = gather(parts)
    if all(each.reported or each.session not in others for each in events):
        with suppress(StorageFailure):
            readings.keep_features_of_all(sessions, form_of_all, found.as_bytes())
    return found


_Found = tuple["ReadProposal", str, "ReadProposal | None", float]


def _pairs(found: Iterable[_Found], events: Events, session: str, language: str) -> Iterator[NearPair]:
    """Yield what was found as pairs of two events, the nearest first, each with the words both have."""
    from facilitate.matching.lexical import LexicalMatcher
    from facilitate.workshop.suggestions.contract import DuplicateSuggestion, ProposalText, Texts

    order = {each.session: number for number, each in enumerate(events.readings)}
    pairs: list[tuple[EventProposal, EventProposal, float]] = []
    for one_proposal, other, other_proposal, score in found:
        if other_proposal is not None:
            ends = (session, one_proposal.id), (other, other_proposal.id)
            one, two = (events.proposal_at(place) for place in sorted(ends, key=lambda place: order[place[0]]))
            pairs += [(one, two, score)] if one and two else []
    texts = {_key(item): item.proposal.text for one, two, _score in pairs for item in (one, two)}
    matcher = LexicalMatcher(Texts(tuple(ProposalText(key, text) for key, text in texts.items()), language=language))
    for one, two, score in sorted(pairs, key=lambda pair: -pair[2]):
        because = matcher.duplicate_pairs.because(_key(one), _key(two))
        yield one, two, DuplicateSuggestion(_key(one), _key(two), score, because)


def _key(item: EventProposal) -> str:
    return "/".join(item.place)
