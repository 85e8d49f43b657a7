import pytest

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place, Standing
from facilitate.workshop.views.sort import WITHDRAWN_KEY, Deck, Filter, View, detail, filed_counts
from tests.support.workshops import FakeLog, make_workshop

IDEAS = (
    (1, "Un tiers-lieu ouvert à l’École", Status.TO_CREATE),
    (2, "Des stages croisés", Status.TO_CREATE),
    (1, "Le café du quartier", Status.EXISTING),
    (3, "Une carte des acteurs", Status.TO_CREATE),
    (2, "Un podcast", Status.EXISTING),
)


@pytest.fixture
def workshop():
    workshop = make_workshop(log=FakeLog())
    for table, text, status in IDEAS:
        workshop.ideas.record(table, text, status)
    return workshop


def deck_of(workshop):
    deck = Deck()
    deck.follow(workshop.session)
    return deck


def refs(workshop, asked=None, always=()):
    return [card.ref for card in (asked or Filter()).of(deck_of(workshop).cards.values(), always)]


def test_a_merged_proposal_stands_where_its_first_idea_stood(workshop):
    workshop.proposals.merge(["T1-02", "T1-01"], "Des lieux")
    cards = list(deck_of(workshop).cards.values())
    assert [(card.ref, card.others) for card in cards] == [("T1-02", 1), ("T2-01", 0), ("T3-01", 0), ("T2-02", 0)]
    assert (cards[0].text, cards[0].merged, cards[0].standing) == ("Des lieux", True, Standing.BOTH)
    assert cards[0].tables == {1}


def test_each_view_lists_its_own(workshop):
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.file(["T2-01"], "formation")
    workshop.proposals.set_undecided(["T1-02"])
    workshop.ideas.withdraw("T3-01")
    assert refs(workshop) == ["T2-02"]
    assert refs(workshop, Filter(View.ALL)) == ["T1-01", "T2-01", "T1-02", "T2-02"]
    assert refs(workshop, Filter(View.UNDECIDED)) == ["T1-02"]
    assert refs(workshop, Filter(View.FILED)) == ["T1-01", "T2-01"]
    assert refs(workshop, Filter(View.FILED, "formation")) == ["T2-01"]
    assert refs(workshop, Filter(View.WITHDRAWN)) == ["T3-01"]
    assert filed_counts(deck_of(workshop)) == {"lieux": 1, "formation": 1, "": 1}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(table=2), ["T2-01", "T2-02"]),
        (Filter(standing=Standing.EXISTING), ["T1-02", "T2-02"]),
        (Filter(search="ECOLE"), ["T1-01"]),
        (Filter(search="l'ecole tiers"), ["T1-01"]),
        (Filter(search="t2-0"), ["T2-01", "T2-02"]),
        (Filter(View.UNDECIDED, search="ECOLE"), ["T1-01"]),  # wherever it is filed
        (Filter(search="rien de tel"), []),
    ],
)
def test_filters(workshop, asked, found):
    assert refs(workshop, asked) == found


def test_what_is_marked_stays_in_sight(workshop):
    marked = workshop.proposals.find("T3-01").id
    assert refs(workshop, Filter(search="podcast"), [marked]) == ["T3-01", "T2-02"]


def test_what_both_exists_and_is_to_create_is_found_by_either(workshop):
    workshop.proposals.merge(["T1-01", "T1-02"], "Des lieux")
    for standing in (Standing.EXISTING, Standing.TO_CREATE):
        assert "T1-01" in refs(workshop, Filter(standing=standing))


def test_only_what_changed_is_made_anew(workshop):
    workshop.ideas.withdraw("T2-02")
    deck = deck_of(workshop)
    before = dict(deck.cards)
    workshop.proposals.file(["T2-01"], "lieux")
    changed = deck.follow(workshop.session)
    assert [deck.cards[key].ref for key in changed] == ["T2-01"]
    workshop.history.undo(SYNTHESIS)  # a fresh fold: equal values, other objects
    assert [deck.cards[key].ref for key in deck.follow(workshop.session)] == ["T2-01"]
    assert all(deck.cards[key] is before[key] for key in before if key not in changed and not before[key].withdrawn)
    workshop.ideas.edit("T3-01", "Une carte en ligne")
    assert [deck.cards[key].text for key in deck.follow(workshop.session)] == ["Une carte en ligne"]


def test_the_detail_of_a_merge_of_merges_names_what_its_ideas_do_not_say(workshop):
    first = workshop.proposals.merge(["T1-01", "T1-02"], "Des lieux")
    both = workshop.proposals.merge([first.id, "T2-01"], "Des lieux et des stages")
    workshop.proposals.file([both.id], "formation")
    workshop.ideas.withdraw("T1-02")
    deck = deck_of(workshop)
    shown = detail(workshop.session, deck.cards[both.id])
    assert [(idea.ref, idea.withdrawn) for idea in shown.ideas] == [("T1-01", False), ("T1-02", True), ("T2-01", False)]
    assert shown.sources == (("T1-01", "Des lieux"),)
    assert (shown.number, shown.category.title) == (2, "Formation")
    assert shown.wording == "Des lieux et des stages"
    gone = detail(workshop.session, deck.cards[WITHDRAWN_KEY + workshop.ideas.find("T1-02").id])
    assert (gone.card.withdrawn, gone.card.place, gone.wording) == (True, Place.UNFILED, "Le café du quartier")


def test_a_deck_that_follows_act_by_act_is_the_one_made_at_once(workshop):
    deck, acts, history = Deck(), workshop.proposals, workshop.history
    for act in (
        lambda: None,
        lambda: acts.file(["T1-01", "T2-01"], "lieux"),
        lambda: acts.merge(["T1-02", "T1-01"], "Des lieux"),
        lambda: acts.reword("T1-01", "Des lieux ouverts"),
        lambda: workshop.ideas.withdraw("T1-01"),
        lambda: workshop.ideas.restore("T1-01"),
        lambda: workshop.ideas.record(3, "Une marche", Status.EXISTING),
        lambda: acts.split("T1-01"),
        lambda: history.undo(SYNTHESIS),
        lambda: history.undo(SYNTHESIS),
        lambda: history.redo(SYNTHESIS),
        history.undo,
    ):
        act()
        deck.follow(workshop.session)
        assert list(deck.cards.items()) == list(deck_of(workshop).cards.items())
