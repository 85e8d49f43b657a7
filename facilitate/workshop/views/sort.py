"""What the synthesis shows: every proposal as a card, filters over them, and one in detail.

A `Deck` keeps the cards it made: after an act only what has changed is made anew, so that a thousand proposals cost a
key press nothing that can be felt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitate.domain.programme.plan import Category
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.proposals import Place, Proposal, Standing
from facilitate.workshop.report.matrix import axes_of
from facilitate.workshop.suggestions.contract import ProposalText
from facilitate.workshop.suggestions.texts import other_wordings, related_to

WITHDRAWN_KEY = "withdrawn:"


class View(StrEnum):
    """Which proposals are listed."""

    UNFILED = "unfiled"
    ALL = "all"
    UNDECIDED = "undecided"
    FILED = "filed"
    WITHDRAWN = "withdrawn"


_PLACES = {View.UNFILED: Place.UNFILED, View.UNDECIDED: Place.UNDECIDED, View.FILED: Place.FILED}


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal in the list. `ref` is its first idea's, `others` how many more it has; `words` is what is searched.

    `phases` are the keys of the tables phases its ideas were said in, `wordings` what they say that its text does not.

    A withdrawn idea has a card of its own, which is not a proposal.
    """

    key: str
    ref: str
    others: int
    text: str
    standing: Standing
    place: Place
    category: str
    merged: bool
    withdrawn: bool
    tables: frozenset[int]
    words: str
    phases: frozenset[str] = frozenset()
    wordings: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All that it is compared by: its text, and what was merged into it."""
        return "\n".join((self.text, *self.wordings))


def items_of(cards: Iterable[Card]) -> tuple[ProposalText, ...]:
    """Return the items of a deck's cards: what `texts_of` takes from the session, which may change meanwhile."""
    return tuple(
        ProposalText(card.key, card.text, card.category, card.ref, card.wordings)
        for card in cards
        if not card.withdrawn
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of a card to be listed; nothing asked is everything. `category` goes with the view FILED.

    Words that are looked for are looked for in all proposals, wherever they are filed, and in withdrawn ones.
    """

    view: View = View.UNFILED
    category: str = ""
    table: int = 0
    standing: Standing | None = None
    search: str = ""
    phase: str = ""

    def of(self, cards: Iterable[Card], always: Collection[str] = ()) -> list[Card]:
        """Return the cards that pass, and those that stay in sight whatever is asked."""
        words = folded(self.search).split()
        place = None if words else _PLACES.get(self.view)
        withdrawn = self.view is View.WITHDRAWN
        return [
            card
            for card in cards
            if card.key in always
            or (
                (card.withdrawn is withdrawn or words)
                and (place is None or card.place is place)
                and (not self.category or words or card.category == self.category)
                and (not self.table or self.table in card.tables)
                and (not self.phase or self.phase in card.phases)
                and (self.standing is None or card.standing in (self.standing, Standing.BOTH))
                and all(word in card.words for word in words)
            )
        ]

    def viewing(self, view: View, category: str = "") -> Filter:
        """Return the same filter on other proposals."""
        return replace(self, view=view, category=category)


@dataclass(frozen=True, slots=True)
class Detail:
    """One proposal whole: its ideas (withdrawn ones too) and where it is filed.

    `sources` are those it was merged from that say something their ideas do not: a name and a wording each; `related`
    are the names of those somebody said go with it, `axes` the questions of the study that its ideas answer,
    `phases` the titles of the tables phases they were said in, where there are several.
    """

    card: Card
    wording: str
    category: Category | None
    number: int
    ideas: tuple[Idea, ...]
    sources: tuple[tuple[str, str], ...]
    related: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()


class Deck:
    """The cards of a session, in the order the ideas came in."""

    def __init__(self) -> None:
        self.cards: dict[str, Card] = {}
        self._ideas: dict[str, Idea] = {}
        self._proposals: dict[str, Proposal] = {}

    def follow(self, session: Session) -> set[str]:
        """Take the session as it stands now; returns the keys of the cards that are new or other than before."""
        before = self.cards
        # In C for the most part: after an act nearly all values are the very ones of before.
        changed_ideas = session.ideas != self._ideas
        changed = [one for one in session.all_proposals.values() if self._is_news(one)]
        if changed_ideas or not all(map(self._stands_as_before, changed)):
            self.cards = self._all(session)
        else:
            self.cards = before | {one.id: _card(session, one) for one in changed if one.id in before}
        self._ideas, self._proposals = dict(session.ideas), dict(session.all_proposals)
        return {key for key, card in self.cards.items() if (old := before.get(key)) is not card and old != card}

    def _is_news(self, proposal: Proposal) -> bool:
        old = self._proposals.get(proposal.id)
        return old is not proposal and old != proposal

    def _stands_as_before(self, proposal: Proposal) -> bool:
        """Return whether it has its place in the list, or none, as it had."""
        old = self._proposals.get(proposal.id)
        return old is not None and (old.ideas, old.hidden_by) == (proposal.ideas, proposal.hidden_by)

    def _all(self, session: Session) -> dict[str, Card]:
        cards: dict[str, Card] = {}
        # Ids tell when an idea was recorded: a merged proposal stands where the first of its ideas stood.
        for proposal in sorted(session.proposals(), key=lambda proposal: min(proposal.ideas)):
            same = not self._is_news(proposal) and all(
                self._ideas.get(key) == session.ideas.get(key) for key in proposal.ideas
            )
            kept = self.cards.get(proposal.id) if same else None
            cards[proposal.id] = kept or _card(session, proposal)
        withdrawn = (idea for idea in session.ideas.values() if idea.withdrawn)
        return cards | {WITHDRAWN_KEY + idea.id: _withdrawn(idea) for idea in withdrawn}


def detail(session: Session, card: Card) -> Detail:
    """Return one card whole."""
    if card.withdrawn and (idea := session.idea(card.key.removeprefix(WITHDRAWN_KEY))):
        return Detail(card, idea.text, None, 0, (idea,), (), phases=_phase_titles(session, card))
    proposal = session.all_proposals[card.key]
    keys = [category.key for category in session.plan.categories]
    sources = [session.all_proposals[key] for key in proposal.sources]
    number = keys.index(card.category) + 1 if card.category in keys else 0
    return Detail(
        card,
        session.wording(proposal),
        session.plan.category(card.category),
        number,
        tuple(session.noted_in(proposal) or session.undone_in(proposal)),  # undone since the card was drawn
        tuple((short_name(session, source), source.wording) for source in sources if source.wording is not None),
        tuple(short_name(session, session.all_proposals[key]) for key in related_to(session, proposal.id)),
        tuple(axis.question for axis in axes_of(session, proposal)),
        _phase_titles(session, card),
    )


def _phase_titles(session: Session, card: Card) -> tuple[str, ...]:
    """Return the titles of a card's phases, in the order of the agenda, where there are several to tell apart."""
    phases = session.plan.tables_phases
    return tuple(phase.title for phase in phases if phase.key in card.phases) if len(phases) > 1 else ()


def filed_counts(deck: Deck) -> dict[str, int]:
    """Return how many proposals each category has, by its key; the unfiled under the empty key."""
    counts: dict[str, int] = {}
    for card in deck.cards.values():
        if not card.withdrawn and card.place is not Place.UNDECIDED:
            counts[card.category] = counts.get(card.category, 0) + 1
    return counts


def short_name(session: Session, proposal: Proposal) -> str:
    """Return Return `T1-01`, or `T1-01 +2` for three ideas."""
    ideas = session.ideas_of(proposal) or session.noted_in(proposal) or session.undone_in(proposal)
    return ideas[0].ref if len(ideas) == 1 else f"{ideas[0].ref} +{len(ideas) - 1}"


def _card(session: Session, proposal: Proposal) -> Card:
    ideas = session.ideas_of(proposal)
    text = session.wording(proposal)
    return Card(
        key=proposal.id,
        ref=ideas[0].ref,
        others=len(ideas) - 1,
        text=one_line(text),
        standing=session.standing(proposal),
        place=proposal.place,
        category=proposal.category,
        merged=proposal.merged,
        withdrawn=False,
        tables=frozenset(idea.table for idea in ideas),
        words=folded(" ".join([text, *(f"{idea.ref} {idea.text} {idea.detail}" for idea in ideas)])),
        phases=frozenset(idea.phase for idea in ideas),
        wordings=other_wordings(session, proposal),
    )


def _withdrawn(idea: Idea) -> Card:
    return Card(
        key=WITHDRAWN_KEY + idea.id,
        ref=idea.ref,
        others=0,
        text=one_line(idea.text),
        standing=Standing(idea.status.value),
        place=Place.UNFILED,
        category="",
        merged=False,
        withdrawn=True,
        tables=frozenset((idea.table,)),
        words=folded(f"{idea.ref} {idea.text} {idea.detail}"),
        phases=frozenset((idea.phase,)),
    )
