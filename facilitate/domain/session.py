"""`Session`: one event as the fold of everything that happened to it.

The same set of events, in any order and with any duplicates, gives the same session: events are put in their total
order `(clock, id)`, what was undone is left out, and the rest is applied by the rules of `state`. An event from a time
that nobody can reckon with (the year 9999, from a forged file) is no part of it, and is reported like what is void.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from facilitate.domain.admission import has_time
from facilitate.domain.answers import Answer, Learned
from facilitate.domain.events import Event, SessionCreated, Undone
from facilitate.domain.ideas import Idea, Note, Status
from facilitate.domain.live import Turn, Wall
from facilitate.domain.phases import Run
from facilitate.domain.programme.document import Document
from facilitate.domain.programme.plan import Plan
from facilitate.domain.proposals import Proposal, Standing
from facilitate.domain.roadmap import Action, action_of
from facilitate.domain.roadmap_rules import whole
from facilitate.domain.state import State

# Where states are kept to fold from, in events from the end: programs that write at the same moment are a few events
# out of order, and undos go back one by one.
_DISTANCES = (64, 256, 1024)
_MOST_MARKS = 6
# Clocks beyond were never reckoned by a program of ours: they are folded, last, but nobody counts on from them.
MOST_OWN_CLOCK = 50_000_000


def _order(event: Event) -> tuple[int, str]:
    return (event.clock, event.id)


class Session:
    """A session's values, read-only from outside but for `add`, which folds further events in."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.undone: frozenset[str] = frozenset()
        self._known: set[str] = set()
        self._timeless: dict[str, str] = {}
        self._gestures: dict[str, str] = {}
        self._undos: list[Event] = []
        self._state = State()
        # What the first so many events made, to fold from when an event comes late or is undone.
        self._marks: list[tuple[int, State]] = [(0, State())]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Session:
        """The session these events make."""
        session = cls()
        session.add(events)
        return session

    def with_also(self, events: Iterable[Event]) -> Session:
        """Another session with further events; this one stays as it is."""
        other = Session()
        other.events, other.undone = list(self.events), self.undone
        other._timeless = dict(self._timeless)
        other._known, other._undos = set(self._known), list(self._undos)
        other._gestures = dict(self._gestures)
        other._state, other._marks = self._state.copy(), list(self._marks)
        other.add(events)
        return other

    def add(self, events: Iterable[Event]) -> None:
        """Fold in what is new; cheap when it comes in order or nearly so, a longer fold when it reaches far back."""
        new: dict[str, Event] = {event.id: event for event in events if event.id not in self._known}
        for key in [key for key, event in new.items() if not has_time(event)]:
            self._timeless[key] = f"the year {new.pop(key).at.year}"
        if not new:
            return
        arrived = sorted(new.values(), key=_order)
        self._known.update(new)
        self._gestures.update((event.group, event.id) for event in arrived if event.group != event.id)
        place = bisect_left(self.events, _order(arrived[0]), key=_order)
        in_order = place == len(self.events)
        self.events[place:] = arrived if in_order else sorted((*self.events[place:], *arrived), key=_order)
        undos = [event for event in arrived if isinstance(event.act, Undone)]
        if undos or (self._undos and not in_order):
            self._undos = sorted((*self._undos, *undos), key=_order)
            place = min(place, self._undo_anew())
        self._fold_from(place, in_order=in_order and place == len(self.events) - len(arrived))

    def _undo_anew(self) -> int:
        """Find out what is undone now; returns the place of the first event for which that is news."""
        undone: set[str] = set()
        for undo in reversed(self._undos):
            if isinstance(undo.act, Undone) and undo.id not in undone:
                undone.update(target for target in undo.act.events if self._undoes(undo, target))
        changed = undone ^ self.undone
        self.undone = frozenset(undone)
        return min(map(self._place, changed), default=len(self.events))

    def _undoes(self, undo: Event, target: str) -> bool:
        """Whether an undo reaches that act: it comes after what it undoes, and the session itself is never undone.

        One that does not (a forged file) undoes nothing; but whose clock is beyond any is not out of reach for that.
        """
        found = self.event(target)
        if found is None or isinstance(found.act, SessionCreated):
            return False
        return _order(found) < _order(undo) or (found.clock > MOST_OWN_CLOCK and not isinstance(found.act, Undone))

    def _fold_from(self, place: int, *, in_order: bool) -> None:
        if in_order:
            for event in self.events[place:]:
                self._state.apply(event, undone=event.id in self.undone)
            return
        while self._marks[-1][0] > place:
            self._marks.pop()
        start, state = self._marks[-1]
        self._state = state.copy()
        renewed = {len(self.events) - distance for distance in _DISTANCES}
        for number, event in enumerate(self.events[start:], start):
            if number in renewed and number > start:
                self._marks.append((number, self._state.copy()))
            self._state.apply(event, undone=event.id in self.undone)
        del self._marks[1:-_MOST_MARKS]

    def _place(self, key: str) -> int:
        return bisect_left(self.events, (int(key[:8]), key), key=_order)

    def event(self, key: str) -> Event | None:
        """The event of that id, which starts with the clock, eight digits."""
        return self.events[self._place(key)] if key in self._known else None

    def made_by(self, gesture: str) -> Event | None:
        """The event of a gesture that was named elsewhere (a phone names its own), if it is here."""
        return self.event(self._gestures.get(gesture, ""))

    @property
    def void(self) -> Mapping[str, str]:
        """The events that change nothing, for what they stand on is not there, each with its reason."""
        return {**self._state.void, **self._timeless} if self._timeless else self._state.void

    @property
    def clock(self) -> int:
        """The greatest clock seen that others may count on from."""
        if not self.events or self.events[-1].clock <= MOST_OWN_CLOCK:
            return self.events[-1].clock if self.events else 0
        place = bisect_right(self.events, MOST_OWN_CLOCK, key=lambda event: event.clock)
        return self.events[place - 1].clock if place else 0

    @property
    def plan(self) -> Plan:
        """The programme as corrected."""
        return self._state.plan

    @property
    def document(self) -> Document | None:
        """The programme as a document; None when the event that created the session is not here."""
        return self._state.document

    @property
    def ideas(self) -> Mapping[str, Idea]:
        """Every idea that was noted, withdrawn ones too, by id, in order of recording."""
        return self._state.ideas

    @property
    def undone_ideas(self) -> Mapping[str, Idea]:
        """The ideas whose recording was undone, by id: no count and no text that is printed has them."""
        return self._state.undone_ideas

    def idea(self, key: str) -> Idea | None:
        """The idea of that id, also one whose recording was undone."""
        return self._state.ideas.get(key) or self._state.undone_ideas.get(key)

    @property
    def notes(self) -> Mapping[str, Note]:
        """Every note ever taken, by id."""
        return self._state.notes

    @property
    def runs(self) -> Mapping[str, Run]:
        """How phases went, by phase key."""
        return self._state.runs

    @property
    def current(self) -> str:
        """The key of the phase that is on (running or paused), or nothing."""
        return self._state.current

    @property
    def all_proposals(self) -> Mapping[str, Proposal]:
        """Every node of the merge tree, hidden ones too."""
        return self._state.proposals

    def proposals(self) -> list[Proposal]:
        """What the room puts forward now: standing, with at least one idea that is not withdrawn."""
        standing = {key for key, idea in self._state.ideas.items() if not idea.withdrawn}
        return [
            proposal
            for proposal in self._state.proposals.values()
            if not proposal.hidden_by and not standing.isdisjoint(proposal.ideas)
        ]

    def proposal_of(self, idea: str) -> Proposal:
        """The one proposal an idea is in."""
        return self._state.proposals[self._state.proposal_of[idea]]

    @property
    def answers(self) -> Mapping[tuple[str, str], Answer]:
        """What was said of pairs of proposals, by their ids, the smaller one first."""
        return self._state.answers

    @property
    def turns(self) -> Mapping[str, tuple[Turn, ...]]:
        """Who spoke when, by the key of the panel's phase."""
        return self._state.turns

    @property
    def links(self) -> Mapping[str, str]:
        """The axis of the study that an idea answers, by the idea's id."""
        return self._state.links

    @property
    def wall(self) -> Wall:
        """What is projected."""
        return self._state.wall

    @property
    def learned(self) -> tuple[Learned, ...]:
        """What was filed at earlier events."""
        return self._state.learned

    def action(self, proposal: Proposal) -> Action | None:
        """What becomes of a proposal; None as long as nobody has said anything of it, or of what it was merged from."""
        told = whole(self._state, proposal.id)
        return action_of(told) if told else None

    def idea_by_ref(self, ref: str) -> Idea | None:
        """The idea people call by that reference; of several the first."""
        return next(iter(self.ideas_by_ref(ref)), None)

    def ideas_by_ref(self, ref: str) -> list[Idea]:
        """The ideas of that reference, which are more than one where two programs did not know of each other.

        A reference that no idea has any more still leads to the one that had it, if only one did.
        """
        alias = self._state.by_alias.get(ref, ())
        noted = self._noted(self._state.by_ref.get(ref, ()))
        return noted or (self._noted(alias) if len(alias) == 1 else [])

    def undone_by_ref(self, ref: str) -> list[Idea]:
        """The ideas of that reference whose recording was undone."""
        undone = self._state.undone_ideas
        return [undone[key] for key in self._state.by_ref.get(ref, ()) if key in undone]

    def is_given(self, ref: str) -> bool:
        """Whether a reference is some idea's, noted or undone, or was one's."""
        return bool(self._state.by_ref.get(ref) or self._state.by_alias.get(ref))

    def twice(self) -> dict[str, list[Idea]]:
        """The references that more than one idea has, with these."""
        called = {ref: self.ideas_by_ref(ref) for ref, keys in self._state.by_ref.items() if len(keys) > 1}
        return {ref: ideas for ref, ideas in called.items() if len(ideas) > 1}

    def last_number(self, prefix: str) -> int:
        """The highest number given to a reference of that prefix (`T3`, `T3b`), undone and withdrawn ones counted."""
        return self._state.last_number.get(prefix, 0)

    def ideas_of(self, proposal: Proposal) -> list[Idea]:
        """The ideas a proposal puts forward; withdrawn ones are left out."""
        noted = self._state.ideas
        return [idea for key in proposal.ideas if (idea := noted.get(key)) is not None and not idea.withdrawn]

    def noted_in(self, proposal: Proposal) -> list[Idea]:
        """The ideas of a proposal, withdrawn ones too; none where the recording of all of them was undone."""
        return self._noted(proposal.ideas)

    def undone_in(self, proposal: Proposal) -> list[Idea]:
        """The ideas of a proposal whose recording was undone."""
        return [idea for key in proposal.ideas if (idea := self._state.undone_ideas.get(key)) is not None]

    def _noted(self, keys: Iterable[str]) -> list[Idea]:
        noted = self._state.ideas
        return [idea for key in keys if (idea := noted.get(key)) is not None]

    def wording(self, proposal: Proposal) -> str:
        """What a proposal says: its wording, or its idea's own words; nothing where that idea was undone."""
        if proposal.wording is not None and not self._is_undone(proposal.wording, proposal):
            return proposal.wording
        # Of several ideas, which no act of ours leaves without a wording, one that was withdrawn does not speak.
        ideas = self.ideas_of(proposal) if len(proposal.ideas) > 1 else []
        ideas = ideas or self.noted_in(proposal)
        return ideas[0].text if ideas else ""

    def _is_undone(self, wording: str, proposal: Proposal) -> bool:
        """Whether a merge took its wording, word for word, from an idea whose recording was undone since."""
        said = any(wording in (idea.text, idea.first_text) for idea in self.undone_in(proposal))
        return said and all(wording != idea.text for idea in self.noted_in(proposal))

    def standing(self, proposal: Proposal) -> Standing:
        """Whether what it proposes exists, from the ideas it puts forward."""
        found = {idea.status for idea in self.ideas_of(proposal)}
        if found == {Status.EXISTING}:
            return Standing.EXISTING
        return Standing.BOTH if len(found) > 1 else Standing.TO_CREATE
