"""The events of a cycle as they were read, and what people call them and their proposals: `lyon`, `lyon/T3-07`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.place_names import apart, belongs_to_a_place
from facilitate.domain.text import folded, one_line, title_key
from facilitate.domain.values.cycle import InEvent
from facilitate.workshop.cycle.reading import EventReading, ReadCategory, ReadProposal

NOT_TODAY = N_("“{name}” is not on this computer: it is shown as it was read last.")
_SEVERAL_NOT_TODAY = N_("{count} events are not on this computer, and are shown as they were read last: {names}.")
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event with its last reading; `problem` says why it is not as of now, or not whole."""

    reading: EventReading
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class EventProposal:
    """A proposal and the event it is of."""

    event: EventReading
    proposal: ReadProposal

    @property
    def place(self) -> InEvent:
        """What acts of the cycle call it."""
        return self.event.session, self.proposal.id


class Events:
    """The events of a cycle, in the order of their days; `problem` says what was wrong with what was kept of them."""

    def __init__(self, events: Iterable[ReadEvent], problem: Message | None = None) -> None:
        self.problem = problem
        self.read = tuple(sorted(events, key=lambda each: each.reading.order))
        self._by_idea: dict[InEvent, EventProposal] = {}
        for event in self.readings:
            for proposal in event.proposals:
                item = EventProposal(event, proposal)
                self._by_idea.update(((event.session, idea), item) for idea in proposal.ideas)
        self._short = _short_names(self.readings)
        self._called = {
            event.session: label for event, label in zip(self.readings, labels_of(self.readings), strict=True)
        }
        self._labels = Counter(self._called.values())

    @property
    def readings(self) -> list[EventReading]:
        """The readings, in the order of their days."""
        return [each.reading for each in self.read]

    @property
    def problems(self) -> list[Message]:
        """What is wrong with single events, those that are not here today in one sentence."""
        away = [each for each in self.read if each.problem and each.problem.text == NOT_TODAY]
        names = [self.short(each.reading) for each in away]
        if len(away) == 1:
            one = Message(NOT_TODAY, {"name": names[0]})
            return [one if each in away else each.problem for each in self.read if each.problem]
        listed = Names(tuple(names[:_MOST_TOLD]), max(0, len(names) - _MOST_TOLD))
        others = [each.problem for each in self.read if each.problem and each not in away]
        several = [Message(_SEVERAL_NOT_TODAY, {"count": len(away), "names": listed})] if away else []
        return [*several, *others]

    def proposal_at(self, place: InEvent) -> EventProposal | None:
        """Return the proposal that has that idea now; None where it was withdrawn, or its event is not read."""
        return self._by_idea.get(place)

    def every(self) -> Iterator[EventProposal]:
        """Yield every proposal of every event."""
        return (EventProposal(event, proposal) for event in self.readings for proposal in event.proposals)

    def short(self, event: EventReading) -> str:
        """Return what an event is called in short: its city, or its name where another is of that city."""
        return self._short[event.name]

    def label(self, event: EventReading) -> str:
        """Return what people call an event, with the name of its session where another is called the same."""
        label = self._called.get(event.session) or one_line(event.label)
        return label if self._labels[label] == 1 else f"{label} ({event.name})"

    def name_of(self, item: EventProposal) -> str:
        """Return what people call a proposal: `lyon/T3-07`, or `lyon/T3-07 (+2)` for three ideas."""
        more = len(item.proposal.refs) - 1
        return f"{self.short(item.event)}/{item.proposal.refs[0]}" + (f" (+{more})" if more else "")

    def event(self, name: str) -> EventReading:
        """Return the event somebody means: its name, its city, or any part of its name that no other has."""
        wanted = folded(name.strip())
        by_name = [each for each in self.readings if wanted in (folded(each.name), folded(self.short(each)))]
        by_city = [each for each in self.readings if each.city and folded(each.city) == wanted]
        found = by_name or by_city or [each for each in self.readings if wanted and wanted in folded(each.name)]
        if len(found) == 1:
            return found[0]
        names = [each.name for each in found or self.readings]
        listed = Names(tuple(names[:_MOST_TOLD]), max(0, len(names) - _MOST_TOLD))
        if found:
            raise Refused(N_("“{name}” matches several events: {names}."), name=name, names=listed)
        raise Refused(N_("“{name}” is no event of this cycle. Its events: {names}."), name=name, names=listed)

    def proposal(self, typed: str) -> EventProposal:
        """Return the proposal somebody means by `lyon/T3-07`; raises `Refused`."""
        name, slash, ref = typed.strip().rpartition("/")
        if not slash:
            raise Refused(N_("Name the event too, as in lyon/{ref}."), ref=typed)
        event, wanted = self.event(name), ref.partition(" ")[0].upper()
        for proposal in event.proposals:
            if wanted in (each.upper() for each in proposal.refs):
                return EventProposal(event, proposal)
        raise Refused(N_("“{event}” has no idea {ref} that stands."), event=event.name, ref=ref)

    def category(self, typed: str) -> tuple[EventReading, ReadCategory]:
        """Return the category of an event somebody means by `lyon/lieux` or `lyon/Lieux partagés`; raises `Refused`."""
        name, slash, title = typed.strip().partition("/")
        if not slash:
            raise Refused(N_("Name the event too, as in lyon/{ref}."), ref=typed)
        event = self.event(name)
        for category in event.categories:
            if title == category.key or title_key(title) == title_key(category.title):
                return event, category
        known = Names(tuple(each.title for each in event.categories))
        raise Refused(
            N_("“{event}” has no category “{title}”. It has: {names}."), event=event.name, title=title, names=known
        )


def labels_of(events: Sequence[EventReading]) -> Iterator[str]:
    """Yield what people call each event of a cycle: its city, else what its title alone says, else its whole title.

    `Rencontre de Lyon` beside `Rencontre de Lille` is Lyon. A whole title stands in quotes, for it is no place.
    """
    titles = [one_line(event.title).split() for event in events]
    first = _shared(titles) if len(titles) > 1 else 0
    while first and belongs_to_a_place(titles[0][first - 1]):  # “Rencontre du Havre” and “Rencontre du Mans”
        first -= 1
    last = _shared([title[first:][::-1] for title in titles]) if len(titles) > 1 else 0
    for event, title in zip(events, titles, strict=True):
        own = apart(" ".join(title[first : len(title) - last]).strip(" :,–—-"))
        opening, closing = ("«\u00a0", "\u00a0»") if event.language == "fr" else ("“", "”")
        whole = f"{opening}{one_line(event.title)}{closing}"
        yield one_line(event.city) or (own if (first or last) and own[:1].isupper() else whole)


def _shared(titles: Sequence[Sequence[str]]) -> int:
    """Return with how many words all of them begin."""
    same = takewhile(lambda words: len({*map(folded, words)}) == 1, zip(*titles, strict=False))
    return sum(1 for _words in same)


def _short_names(events: Iterable[EventReading]) -> dict[str, str]:
    """Return what each event is called in short: its city, else the words that its folder's name has alone, else it."""
    every = list(events)
    names = {event.name for event in every}
    words = {event.name: event.name.split("-")[:-1] for event in every}  # the last part is drawn, and says nothing
    several = Counter(word for each in words.values() for word in set(each))
    short: dict[str, str] = {}
    for event in every:
        telling = "-".join(word for word in words[event.name] if several[word] == 1 and not word.isdigit())
        short[event.name] = re.sub(r"[\W_]+", "-", folded(event.city)).strip("-") or telling
    taken = Counter(short.values())
    return {name: each if each and taken[each] == 1 and each not in names else name for name, each in short.items()}
