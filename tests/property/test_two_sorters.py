"""Two who sort at the same time: neither undoes the other's acts by `u`, and both screens end the same.

One sits at the session's own machine, the other at a second terminal there or on a laptop whose line comes and goes.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.domain.event import Undone
from facilitate.domain.roles import SORTER, SYNTHESIS_SEAT
from facilitate.workshop.report.counts import counts
from facilitate.workshop.sharing.guest_events import from_hub
from facilitate.workshop.views.sort import Deck, Filter, View
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workshops import FakeLog, SeededIds, make_workshop

ACTS = 300
ONE = "facilitator"


class Sorter:
    """One of the two, with the keys of the synthesis pressed at random."""

    def __init__(self, workshop, writer, seed):
        self.workshop, self.writer, self.dice = workshop, writer, random.Random(seed)
        self.done = 0

    def act(self):
        self.workshop.recorder.refresh()
        key = self.dice.choice(
            (self.file, self.file, self.unfile, self.merge, self.split, self.reword, self.undo, self.redo)
        )
        try:
            key(self.workshop, [one.id for one in self.workshop.session.proposals()])
            self.done += 1
        except Refused:
            pass

    def file(self, workshop, keys):
        workshop.proposals.file([self.dice.choice(keys)], self.dice.choice(("lieux", "formation", "outils")))

    def unfile(self, workshop, keys):
        self.dice.choice((workshop.proposals.unfile, workshop.proposals.set_undecided))([self.dice.choice(keys)])

    def merge(self, workshop, keys):
        workshop.proposals.merge(self.dice.sample(keys, min(2, len(keys))), "ensemble")

    def split(self, workshop, keys):
        workshop.proposals.split(
            self.dice.choice([key for key in keys if workshop.session.all_proposals[key].merged] or keys)
        )

    def reword(self, workshop, keys):
        workshop.proposals.reword(self.dice.choice(keys), f"mots {self.dice.random()}")

    def undo(self, workshop, _keys):
        workshop.history.undo(SYNTHESIS, self.writer)

    def redo(self, workshop, _keys):
        workshop.history.redo(SYNTHESIS, self.writer)

    def shown(self):
        """What the screen reads."""
        self.workshop.recorder.refresh()
        deck = Deck()
        deck.follow(self.workshop.session)
        listed = [[card.key for card in Filter(view).of(deck.cards.values())] for view in View]
        return deck.cards, listed, counts(self.workshop.session)


def room():
    one = make_workshop(log=FakeLog())
    for number in range(24):
        one.ideas.record(number % 3 + 1, f"idée {number}")
    return one


def authors_kept(workshop):
    """Every undo names acts of its own writer alone."""
    timeline = workshop.timeline
    for event in timeline.events:
        if isinstance(event.act, Undone):
            assert {timeline.event(key).by for key in event.act.events} == {event.by}


def play(seed, one, two, meet=lambda _round: None):
    dice = random.Random(seed)
    for turn in range(2 * ACTS):
        dice.choice((one, two)).act()
        meet(turn)
    assert min(one.done, two.done) > ACTS / 3
    authors_kept(one.workshop)


def in_two_terminals(seed):
    own = room()
    other = Workshop(FakeLog(own.log.kept, suffix="b"), own.clock, SeededIds(seed + 1))
    one, two = Sorter(own, ONE, seed), Sorter(other, f"{ONE}.b", -seed - 1)
    play(seed, one, two)
    assert one.shown() == two.shown()


def with_a_laptop(seed):
    own = room()
    log = FakeLog(list(own.guests.seen_by(SYNTHESIS_SEAT)), "k7m2")
    away = make_workshop(log=log, role=SORTER, seed=seed + 1)
    one, two = Sorter(own, ONE, seed), Sorter(away, "sorter.k7m2", -seed - 1)
    line = random.Random(seed)

    def meet(turn):
        if turn % 100 < 60 and line.random() < 0.2:  # in between it is cut
            bring_together(own, away)

    play(seed, one, two, meet)
    bring_together(own, away)
    authors_kept(away)
    assert one.shown() == two.shown()


def bring_together(own, away):
    going = [one for one in away.timeline.events if one.by == "sorter.k7m2" and own.timeline.event(one.id) is None]
    assert not own.guests.take(SYNTHESIS_SEAT, going).left_out
    coming = [one for one in own.guests.seen_by(SYNTHESIS_SEAT) if away.timeline.event(one.id) is None]
    new, left_out = from_hub(coming, SYNTHESIS_SEAT, away.timeline, "sorter.k7m2")
    assert not left_out
    away.recorder.ingest(new)


PLAYS = (in_two_terminals, with_a_laptop)


@pytest.mark.parametrize("play_of", PLAYS)
@settings(max_examples=examples(4))
@given(seed=st.integers(0, 2**32))
def test_no_act_of_one_is_undone_by_the_other_and_both_end_the_same(play_of, seed):
    play_of(seed)
