from dataclasses import replace

import pytest

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.workshop.suggestions.contract import Closeness, DuplicateSuggestion, ProposalText, Reason
from facilitate.workshop.suggestions.texts import (
    clearest,
    common_messages,
    put_off_pairs,
    reason_message,
    related_to,
    settled_pairs,
    shared_words,
    texts_of,
    words_as_written,
)
from facilitate.workshop.views.duplicates import queue, quota
from facilitate.workshop.views.sort import Deck, detail, items_of
from tests.support.workshops import FakeLog, make_workshop

TEXTS = ("Un jardin", "Un potager", "Une carte", "Un annuaire", "Une marche", "Un forum")


@pytest.fixture
def workshop():
    workshop = make_workshop(log=FakeLog())
    for place, text in enumerate(TEXTS):
        workshop.ideas.record(1 + place % 2, text)
    return workshop


def key(workshop, ref):
    return workshop.session.proposal_of(workshop.ideas.find(ref).id).id


def pair(workshop, one, other):
    return tuple(sorted((key(workshop, one), key(workshop, other))))


def found(workshop, *pairs):
    return [DuplicateSuggestion(*pair(workshop, *refs), 0.5, ("mot",)) for refs in pairs]


def refs(workshop, shown):
    names = {card.key: card.ref for card in deck(workshop).cards.values()}
    return [(names[each.a], names[each.b]) for each in shown.pairs]


def deck(workshop):
    made = Deck()
    made.follow(workshop.session)
    return made


def test_an_answer_holds_for_whatever_the_ideas_are_in_by_now(workshop):
    workshop.duplicates.answer("T1-01", "T1-02", DuplicateAnswer.DIFFERENT)
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}
    workshop.proposals.merge(["T1-01", "T2-01"], "Jardins")
    assert settled_pairs(workshop.session) == {pair(workshop, "T2-01", "T1-02")}
    workshop.proposals.split("T1-01")
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}
    workshop.history.undo(SYNTHESIS)
    workshop.history.undo(SYNTHESIS)
    workshop.history.undo(SYNTHESIS)
    assert settled_pairs(workshop.session) == frozenset()


def test_the_same_is_one_act_and_is_not_asked_again_after_a_split(workshop):
    workshop.proposals.file(["T2-01"], "lieux")
    merged = workshop.duplicates.same("T1-01", "T2-01", "Jardins")
    assert (merged.wording, merged.category, len(merged.ideas)) == ("Jardins", "lieux", 2)
    workshop.proposals.split("T1-01")
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T2-01")}
    workshop.history.undo(SYNTHESIS)
    workshop.history.undo(SYNTHESIS)
    assert not workshop.session.duplicate_answers
    assert not any(proposal.merged for proposal in workshop.session.proposals())


def test_what_is_undecided_stays_so_when_merged(workshop):
    workshop.proposals.set_undecided(["T2-01"])
    assert workshop.duplicates.same("T1-01", "T2-01", "Jardins").undecided


def test_a_pair_of_one_is_refused(workshop):
    workshop.proposals.merge(["T1-01", "T2-01"], "Jardins")
    for act in (
        lambda: workshop.duplicates.same("T1-01", "T2-01", "x"),
        lambda: workshop.duplicates.answer("T1-01", "T2-01", DuplicateAnswer.LATER),
    ):
        with pytest.raises(Refused, match="already merged"):
            act()


def test_what_goes_together_is_told_with_the_proposal(workshop):
    workshop.duplicates.answer("T2-02", "T1-01", DuplicateAnswer.RELATED)
    assert related_to(workshop.session, key(workshop, "T1-01")) == [key(workshop, "T2-02")]
    card = deck(workshop).cards[key(workshop, "T2-02")]
    assert detail(workshop.session, card).related == ("T1-01",)


def test_the_queue_leaves_out_what_is_settled_or_gone_and_puts_later_last(workshop):
    pairs = found(workshop, ("T1-01", "T2-01"), ("T1-02", "T2-02"), ("T1-03", "T2-03"), ("T1-01", "T1-02"))
    assert quota(workshop.session) == 3
    assert refs(workshop, queue(pairs, workshop.session)) == [
        ("T1-01", "T2-01"),
        ("T1-02", "T2-02"),
        ("T1-03", "T2-03"),
    ]
    workshop.duplicates.answer("T2-01", "T1-01", DuplicateAnswer.LATER)
    assert put_off_pairs(workshop.session) == {pair(workshop, "T1-01", "T2-01")}
    left = queue(pairs, workshop.session)
    assert (refs(workshop, left)[-1], left.answered) == (("T1-01", "T2-01"), 0)
    workshop.duplicates.answer("T1-02", "T2-02", DuplicateAnswer.DIFFERENT)
    left = queue(pairs, workshop.session)
    assert (refs(workshop, left), left.answered) == ([("T1-03", "T2-03"), ("T1-01", "T2-01")], 1)
    workshop.ideas.withdraw("T1-03")
    assert refs(workshop, queue(pairs, workshop.session)) == [("T1-01", "T2-01")]
    assert len(queue(pairs, workshop.session, more=2).pairs) == 2


def test_the_likeliest_come_first_wherever_they_are_filed_and_those_with_little_to_tell_last(workshop):
    pairs = found(workshop, ("T1-01", "T2-01"), ("T1-02", "T2-02"), ("T1-03", "T2-03"), ("T1-01", "T1-02"))
    workshop.proposals.file(["T1-03", "T2-03", "T1-01"], "formation")
    workshop.proposals.file(["T2-01", "T1-02"], "outils")
    pairs = [replace(pairs[0], faint=True), *pairs[1:]]
    left = queue(pairs, workshop.session)
    assert refs(workshop, left) == [("T1-02", "T2-02"), ("T1-03", "T2-03"), ("T1-01", "T1-02")]
    assert refs(workshop, queue(pairs, workshop.session, more=1))[-1] == ("T1-01", "T2-01")


def test_a_group_becomes_a_category_in_one_act(workshop):
    category = workshop.proposals.file_under_new([key(workshop, "T1-01"), "T2-01"], " Nature ")
    assert (category.key, category.title) == ("nature", "Nature")
    filed = {each.id for each in workshop.session.proposals() if each.category == "nature"}
    assert filed == {key(workshop, "T1-01"), key(workshop, "T2-01")}
    assert workshop.proposals.file_under_new(["T1-02"], "NATURE").key == "nature"
    workshop.history.undo(SYNTHESIS)
    workshop.history.undo(SYNTHESIS)
    assert workshop.session.plan.category("nature") is None
    assert not any(each.category for each in workshop.session.proposals())


def test_the_clearest_says_most_and_is_no_paragraph():
    assert clearest(["Un café", "Un café associatif", "Café"]) == "Un café associatif"
    assert clearest(["Un grand café associatif", "Grand café associatif"]) == "Grand café associatif"
    assert clearest(["mots " * 40 + "différents encore", "Un café"]) == "Un café"


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("École et écoliers", ("ecole",), ["École", "écoliers"]),
        ("Une carte", ("cartes",), ["carte"]),
        ("Des marchés", ("marchent",), []),
        ("Rien", (), []),
        ("l'entraide", ("Entraides",), ["entraide"]),
    ],
)
def test_shared_words_are_found_with_other_endings_and_accents(text, words, spans):
    assert [text[start:end] for start, end in shared_words(text, words, "fr")] == spans


def test_texts_are_the_standing_proposals_and_the_deck_gives_the_same_items(workshop):
    workshop.programme.set("categories/lieux/keywords", ["café"])
    workshop.proposals.merge(["T1-01", "T2-01"], "Jardins")
    workshop.ideas.withdraw("T2-03")
    workshop.proposals.file(["T1-02"], "lieux")
    texts = texts_of(workshop.session)
    assert {item.text for item in texts.items} == {"Jardins", "Une carte", "Un annuaire", "Une marche"}
    (merged,) = [item for item in texts.items if item.text == "Jardins"]
    assert merged.others == tuple(workshop.ideas.find(ref).text for ref in ("T1-01", "T2-01"))
    assert ProposalText(key(workshop, "T1-02"), "Une carte", "lieux", "T1-02") in texts.items
    assert texts.categories[0].keywords == ("café",)
    assert {*items_of(deck(workshop).cards.values())} == {*texts.items}


def test_a_reason_by_meaning_names_what_is_near_or_nothing():
    named = Reason((), ("T1-02",), nearest="Un café", closeness=Closeness.CLOSE)
    assert str(reason_message(named)) == "close in meaning: like T1-02 “Un café”"
    assert str(reason_message(Reason((), ()))) == "somewhat close in meaning"


def test_words_in_common_stand_in_the_order_and_with_the_capitals_of_the_text():
    text = "Des bancs, rue Pasteur, et des pastels dans la rue"
    assert words_as_written(text, ("Pasteur", "banc", "Rue"), "fr") == ("bancs", "rue", "Pasteur")
    assert words_as_written("rien", ("autre",), "fr") == ("autre",)


@pytest.mark.parametrize(
    ("because", "one", "other", "said"),
    [
        (("carte", "Acteurs"), "Carte des Acteurs", "La CARTE des acteurs", ["in common: Carte, Acteurs"]),
        (("carte", "lycéens"), "Carte de lycéens", "carte du lycée", ["in common: Carte", "similar word: lycéens"]),
        (("TS",), "Le TS", "travail social", ["similar word: TS"]),
        (("portés",), "Portés à deux", "Portes ouvertes", ["similar word: Portés"]),
        (("école",), "Une école", "L’ECOLE d’été", ["in common: école"]),
        (("voitu",), "Covoiturage", "Des voitures", ["letters in common: voitu"]),
        ((), "Un jardin", "Un forum", []),
    ],
)
def test_what_two_texts_have_in_common_is_told_word_by_word(because, one, other, said):
    found = common_messages(because, one, other, "fr")
    assert [str(each) for each in found] == said
