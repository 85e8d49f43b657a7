"""What the matcher answers, on a small event; how good the answers are is measured by `benchmarks/suggestions.py`."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from facilitate.matching.features import BLOCKS, STEM, FeatureExtractor
from facilitate.matching.keywords import phrases
from facilitate.matching.lexical import LexicalMatcher
from facilitate.matching.vectors import Centroid, TermWeights
from facilitate.workshop.suggestions.contract import (
    IDEAS,
    KEYWORDS,
    LEARNED,
    NAME,
    CategoryText,
    Example,
    ProposalText,
    Texts,
)
from facilitate.workshop.suggestions.texts import reason_message

CATEGORIES = (
    CategoryText("learn", "Formation et apprentissage", ("stage", "école")),
    CategoryText("meet", "Lieux de rencontre", ("café",)),
    CategoryText("tell", "Communication"),
)
CHAIN = ("abricot", "bouleau", "cerise", "datte", "erable", "figue", "genet", "houx", "iris", "jonc", "kiwi", "myrte")
ITEMS = (
    ProposalText("a", "Des stages d'immersion dans les écoles", ref="T1-01"),
    ProposalText("b", "Un café des solidarités", ref="T1-02"),
    ProposalText("c", "Former ensemble éducateurs et entrepreneurs", ref="T1-03"),
    ProposalText("d", "Stage d’immersion d’une semaine", ref="T2-01"),
    ProposalText("e", "Une campagne d'affiches", ref="T2-02"),
    ProposalText("f", "Cafés solidaires du quartier", ref="T2-03"),
    ProposalText("g", "Rien de tout cela", ref="T2-04"),
)
TEXTS = Texts(ITEMS, CATEGORIES)


def filed(texts, **categories):
    items = tuple(replace(item, category=categories.get(item.id, item.category)) for item in texts.items)
    return replace(texts, items=items)


def answers(matcher, texts=TEXTS):
    """Everything the matcher can say."""
    return (
        {item.id: matcher.filing(item.id, None) for item in texts.items},
        matcher.duplicates(),
        {heading.key: matcher.keywords(heading.key) for heading in texts.categories},
        matcher.clusters(),
    )


def first(texts, item):
    found = LexicalMatcher(texts).filing(item)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "Coopération", "coopérations"),
        ("fr", "Étudiants", "ETUDIANTE"),
        ("fr", "Chevaux", "cheval"),
        ("fr", "Œuvres", "oeuvre"),
        ("en", "Communities", "community"),
        ("en", "Trained", "trainings"),
    ],
)
def test_endings_accents_and_capitals_do_not_matter(language, one, other):
    reader = FeatureExtractor(language)
    assert reader(one).features[STEM] == reader(other).features[STEM]
    texts = Texts(
        (ProposalText("a", f"Zzz {other}"),), (CategoryText("x", one), CategoryText("y", "Rien")), language=language
    )
    assert first(texts, "a").category == "x"


def test_a_composed_letter_is_the_same_as_its_parts():
    texts = Texts((ProposalText("a", "E\u0301cole"),), (CategoryText("x", "\u00c9cole"),))
    assert first(texts, "a").score == 1


def test_the_language_chooses_stems_and_function_words():
    shelf = (CategoryText("x", "The other side of the street"), CategoryText("y", "Rue"))
    assert first(Texts((ProposalText("a", "There were others"),), shelf, language="en"), "a") is None
    assert first(Texts((ProposalText("a", "Those streets"),), shelf, language="en"), "a").category == "x"
    french = Texts((ProposalText("a", "Il y a aussi les autres"),), (CategoryText("x", "Avec tous les autres"),))
    assert first(french, "a") is None


def test_initials_are_not_function_words():
    texts = Texts(
        (ProposalText("a", "Mentorat avec les ES"),),
        (CategoryText("x", "Les ES du quartier"), CategoryText("y", "Il es là")),
    )
    assert [each.category for each in LexicalMatcher(texts).filing("a", None)] == ["x"]


def test_a_suggestion_says_what_was_shared_and_where():
    texts = filed(TEXTS, d="learn")
    (best, *_) = LexicalMatcher(texts).filing("a")
    assert best.category == "learn"
    assert 0 < best.score <= 1
    assert 0 <= best.lead <= 1
    assert {each.source for each in best.because} == {IDEAS, KEYWORDS}
    keywords, ideas = best.because  # one that says more comes first
    assert ideas.words == ("immersion", "stages")
    assert ideas.refs == ("T2-01",)
    assert set(keywords.words) == {"stages", "écoles"}


def test_nothing_is_suggested_without_a_reason():
    for texts in (TEXTS, filed(TEXTS, d="learn", f="meet")):
        matcher = LexicalMatcher(texts)
        for item in texts.items:
            for each in matcher.filing(item.id, None):
                assert each.because
                assert all(reason.words for reason in each.because)
        assert all(each.because for each in matcher.duplicates())
    assert LexicalMatcher(TEXTS).filing("g") == ()


def test_a_word_that_many_have_is_no_reason_unless_most_of_them_are_filed_there():
    ideas = ("Un café social", "Une fête sociale", "Le social dehors", "Du social au jardin", "Un bus social", "Zzz")
    items = tuple(ProposalText(key, text, "", f"T1-0{key}") for key, text in zip("123456", ideas, strict=True))
    texts = Texts(items, (CategoryText("x", "Social"), CategoryText("y", "Jardin social")))
    by_title, by_letters = LexicalMatcher(texts).filing("4")
    assert (by_title.category, by_title.likely) == ("y", True)
    assert [reason.words for reason in by_title.because] == [("jardin",)], "what nobody else says is told alone"
    assert (by_letters.category, by_letters.likely) == ("x", False)
    assert (by_letters.because[0].words, by_letters.because[0].tells) == (("social",), False)
    elsewhere = filed(texts, **{"1": "x", "2": "y", "3": "x"})
    assert not any(each.likely for each in LexicalMatcher(elsewhere).filing("5"))
    there = filed(texts, **{"1": "x", "2": "x", "3": "x"})
    assert [each.category for each in LexicalMatcher(there).filing("5") if each.likely] == ["x"]
    keyword = replace(texts, categories=(CategoryText("x", "Zut", ("social",)),))
    assert first(keyword, "5").likely, "whoever wrote a keyword says that it tells something"


def test_letters_alone_are_ranked_and_not_worth_showing():
    texts = Texts((ProposalText("a", "En Bretagne"),), (CategoryText("x", "Campagne"), CategoryText("y", "Bretagne")))
    assert [(each.category, each.likely) for each in LexicalMatcher(texts).filing("a")] == [("y", True), ("x", False)]


def test_words_of_a_title_come_first_where_they_tell_more():
    items = (
        ProposalText("a", "Une instance de dialogue pour les TS"),
        ProposalText("b", "Un répertoire des TS", "x", "T1-02"),
        *(ProposalText(f"c{number}", f"Autre chose {number} des TS") for number in range(3)),
    )
    (best,) = LexicalMatcher(Texts(items, (CategoryText("x", "Instances communes"),))).filing("a")
    assert [(each.source, each.words) for each in best.because[:1]] == [(NAME, ("instance",))]


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Partages", False),
        ("Partage", True),
        ("partagé", False),
        ("PARTAGE", True),
        ("Partager", False),
        ("Le partagisme", False),
    ],
)
def test_only_words_that_are_spelt_alike_are_called_the_same(title, same):
    texts = Texts((ProposalText("a", "Un partage"),), (CategoryText("x", title),))
    (reason,) = first(texts, "a").because
    assert (reason.like, reason.same) == ((), same)


def test_a_word_that_only_resembles_is_told_as_such():
    texts = Texts((ProposalText("a", "Une microformation"),), (CategoryText("x", "Formation"),))
    (reason,) = first(texts, "a").because
    assert (reason.words, reason.like, reason.source) == (("microformation",), ("Formation",), NAME)


@pytest.mark.parametrize(
    ("language", "word", "title", "similar"),
    [
        ("en", "opening", "Housing", False), ("en", "appointments", "Meeting point", False),
        ("en", "neighbourhood", "Childhood", False), ("fr", "Bretagne", "Campagne", False),
        ("fr", "organisation", "Mobilisation", False), ("fr", "entretien", "Maintien", False),
        ("en", "translation", "Transport", False), ("fr", "entretien", "Entreprise", False),
        ("fr", "covoiturage", "Voitures", True), ("fr", "jrdins", "Jardin", True),
        ("en", "microgardening", "Gardening", True),
    ],
)  # fmt: skip
def test_words_are_called_similar_only_where_people_see_that_they_are(language, word, title, similar):
    texts = Texts((ProposalText("a", word),), (CategoryText("x", title),), language=language)
    found = [reason for each in LexicalMatcher(texts).filing("a") for reason in each.because]
    assert not found or (len(found[0].like), found[0].same) == (1, similar)
    assert found or not similar
    assert all(("similar" in str(reason_message(reason))) == similar for reason in found)


def test_what_resembles_inside_is_told_before_what_only_ends_alike():
    texts = Texts(
        (ProposalText("a", "Bretagne microformation"),),
        (CategoryText("x", "Campagne formation"), CategoryText("y", "Agnes")),
    )
    (reason,) = first(texts, "a").because
    assert reason.like == ("formation",)
    only = Texts((ProposalText("a", "En Bretagne"),), (CategoryText("x", "Campagne"),))
    (reason,) = first(only, "a").because
    assert (reason.words, reason.like, reason.same) == (("Bretagne",), ("Campagne",), False)


def test_what_an_earlier_event_taught_says_its_name():
    examples = (Example("Une campagne d'affichage", "tell", "Lyon"),)
    best = first(replace(TEXTS, examples=examples), "e")
    assert best.category == "tell"
    assert [each.source for each in best.because] == [LEARNED + "Lyon"]


def test_filing_one_item_changes_what_is_suggested_for_the_next():
    matcher = LexicalMatcher(TEXTS)
    before = matcher.filing("f", None)
    matcher.read(filed(TEXTS, b="tell"))
    after = matcher.filing("f", None)
    assert [each.category for each in before] == ["meet"]
    assert {each.category for each in after} == {"meet", "tell"}
    assert matcher.filing("b") == ()


def test_taking_it_back_gives_exactly_the_same_answers():
    matcher = LexicalMatcher(TEXTS)
    before = answers(matcher)
    for step in ({"a": "learn", "b": "meet"}, {"a": "tell", "c": "learn"}, {"e": "tell"}, {}):
        matcher.read(filed(TEXTS, **step))
        answers(matcher)
    assert answers(matcher) == before


def test_what_was_read_before_does_not_matter():
    wanted = filed(TEXTS, a="learn", b="meet", f="meet")
    matcher = LexicalMatcher(filed(TEXTS, a="tell", e="tell"))
    matcher.read(replace(TEXTS, items=ITEMS[:3]))
    matcher.read(filed(TEXTS, b="learn"))
    matcher.read(wanted)
    assert answers(matcher) == answers(LexicalMatcher(wanted))


def test_a_text_rewritten_is_read_again():
    matcher = LexicalMatcher(TEXTS)
    items = tuple(replace(item, text="Un café") if item.id == "g" else item for item in ITEMS)
    matcher.read(replace(TEXTS, items=items))
    assert matcher.filing("g")[0].category == "meet"


def test_the_order_of_items_and_categories_does_not_matter():
    texts = filed(TEXTS, a="learn", f="meet")
    shuffled = list(texts.items)
    random.Random(4).shuffle(shuffled)
    other = replace(texts, items=tuple(shuffled), categories=CATEGORIES[::-1])
    assert answers(LexicalMatcher(other)) == answers(LexicalMatcher(texts))


def test_categories_that_are_equally_near_come_in_the_order_of_their_keys():
    shelves = tuple(CategoryText(key, "Café") for key in ("y", "z", "x"))
    texts = Texts((ProposalText("a", "Un café"),), shelves)
    assert [each.category for each in LexicalMatcher(texts).filing("a")] == ["x", "y", "z"]


def test_references_do_not_depend_on_what_was_filed_first():
    stages = tuple(ProposalText(key, "Un stage", ref=key.upper()) for key in "abcdef")
    said = []
    for order in ("edcba", "abcde"):
        matcher, texts = LexicalMatcher(Texts(stages, CATEGORIES)), Texts(stages, CATEGORIES)
        for key in order:
            texts = filed(texts, **{key: "tell"})
            matcher.read(texts)
        said.append(matcher.filing("f", None))
    assert said[0] == said[1]
    assert [each.because[0].refs for each in said[0] if each.category == "tell"] == [("A", "B", "C")]


def test_how_near_a_text_is_to_a_sum_is_the_cosine_of_the_two_in_each_block():
    """Reckoned here the long way: every feature of every text, weighed by the square of its logarithmic rarity."""
    read = FeatureExtractor("fr")
    # Words of one beginning and several stems, of which some come twice.
    more = ("Former un formateur, former à la formation", "Une cafetière", "La cafétéria et la cafetière du café")
    texts = [read(text) for text in (*more, *(item.text for item in ITEMS))]
    space = TermWeights(texts)
    blend = Centroid(space)
    for text in texts[:4]:
        blend.add(text)
    for place, text in enumerate(texts):
        found = blend.near(text)
        for block in BLOCKS:
            among = Counter(feature for each in texts for feature in set(each.features[block]))
            weights = {feature: math.log((len(texts) + 1) / count) ** 2 for feature, count in among.items()}

            def vector(each, block=block, weights=weights):
                return {name: count * weights[name] for name, count in Counter(each.features[block]).items()}

            whole = Counter()
            for each in map(vector, texts[:4]):
                whole.update({name: value / math.hypot(*each.values()) for name, value in each.items()})
            own = vector(text)
            product = sum(value * whole[name] for name, value in own.items())
            expected = product / math.hypot(*own.values()) / math.hypot(*whole.values())
            assert found[block] == pytest.approx(expected, abs=1e-6), (place, block)


def test_what_is_taken_out_of_a_sum_leaves_no_trace():
    read = FeatureExtractor("fr")
    texts = [read(item.text) for item in ITEMS]
    space = TermWeights(texts)
    blend, other = Centroid(space), Centroid(space)
    for text in texts:
        blend.add(text, 3)
    for text in texts[2:]:
        blend.add(text, -3)
    for text in texts[1::-1]:
        other.add(text, 3)
    kept = [{feature: value for feature, value in sums.items() if value} for sums in blend._sums]
    assert kept == list(other._sums)


def test_an_item_under_a_category_that_is_no_more_is_filed_nowhere():
    matcher = LexicalMatcher(filed(TEXTS, a="gone"))
    assert matcher.filing("a") == ()
    matcher.read(TEXTS)
    assert answers(matcher) == answers(LexicalMatcher(TEXTS))


def test_synonyms_of_the_house_bring_together_what_shares_no_word():
    items = (
        ProposalText("a", "Annuaire TS"),
        ProposalText("b", "Accueil du travailleur social"),
        ProposalText("c", "Une autre piste"),
    )
    plain = Texts(items, (CategoryText("x", "Travailleurs sociaux"), CategoryText("y", "Pistes")))
    assert LexicalMatcher(plain).filing("a", None) == ()
    assert not any({each.a, each.b} == {"a", "b"} for each in LexicalMatcher(plain).duplicates())
    matcher = LexicalMatcher(replace(plain, synonyms=(("TS", "travailleur social"),)))
    (suggestion,) = matcher.filing("a", None)
    assert (suggestion.category, suggestion.because[0].words) == ("x", ("TS",))
    (double,) = (each for each in matcher.duplicates() if {each.a, each.b} == {"a", "b"})
    assert double.because == ("TS",)


def test_a_synonym_with_a_side_that_says_nothing_is_ignored():
    texts = replace(TEXTS, synonyms=(("", "stage"), ("de la", "stage"), ("!", "?")))
    assert answers(LexicalMatcher(texts)) == answers(LexicalMatcher(TEXTS))


def test_doubles_come_most_probable_first_and_more_so_in_one_category():
    matcher = LexicalMatcher(TEXTS)
    found = matcher.duplicates()
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert (found[0].a, found[0].b) == ("a", "d")
    assert set(found[0].because) == {"immersion", "stages"}
    apart = {(each.a, each.b): each.score for each in found}
    matcher.read(filed(TEXTS, b="meet", f="meet"))
    together = {(each.a, each.b): each.score for each in matcher.duplicates()}
    assert together["b", "f"] == pytest.approx(apart["b", "f"] + 0.2)
    assert together["a", "d"] == apart["a", "d"]


def test_settled_pairs_are_left_out_whichever_way_round():
    matcher = LexicalMatcher(TEXTS)
    everything = matcher.duplicates()
    for pair in (("a", "d"), ("d", "a")):
        assert matcher.duplicates(settled=[pair]) == everything[1:]
    assert matcher.duplicates(1) == everything[:1]


def test_two_texts_that_are_the_same_score_one():
    (double,) = LexicalMatcher(Texts((ProposalText("a", "Un café"), ProposalText("b", "un CAFE !")))).duplicates()
    assert (double.a, double.b, double.score) == ("a", "b", 1)


def test_of_many_items_those_that_say_the_same_are_still_found():
    words = [f"{one}{two}" for one in ("bal", "cor", "dif", "gan", "mer", "pol") for two in ("ades", "inot", "urel")]
    rng = random.Random(2)
    items = [ProposalText(f"{number:04d}", " ".join(["commun", *rng.sample(words, 4)])) for number in range(700)]
    items += [ProposalText("x", "commun zéphyr boréal"), ProposalText("y", "commun boréal du zéphyr")]
    found = LexicalMatcher(Texts(tuple(items))).duplicates()
    assert ("x", "y") in {(each.a, each.b) for each in found}
    assert len(found) < 700 * 700 / 4


def test_keywords_are_the_words_that_tell_a_category_from_the_others():
    items = (
        ProposalText("a", "Un podcast sur la coopération", "tell"),
        ProposalText("b", "Podcasts et affiches", "tell"),
        ProposalText("c", "Coopération des structures", "learn"),
        ProposalText("d", "La coopération pour apprendre", "learn"),
    )
    matcher = LexicalMatcher(Texts(items, CATEGORIES))
    assert matcher.keywords("tell", 1) == ("podcast",)
    assert "coopération" not in matcher.keywords("tell")
    assert matcher.keywords("nowhere") == ()
    known = (replace(CATEGORIES[2], keywords=("podcast",)), *CATEGORIES[:2])
    assert matcher.keywords("meet") == ()
    assert "podcast" not in LexicalMatcher(Texts(items, known)).keywords("tell")


GARDENS = tuple(ProposalText(f"a{number}", f"Un jardin partagé, parcelle {number}") for number in range(4))
BICYCLES = tuple(ProposalText(f"b{number}", f"Atelier vélo le samedi {number}") for number in range(3))


FAR = ProposalText(
    "c",
    "Le samedi, un tournoi de pétanque, une kermesse, un concert de rue, des lampions, une tombola, des fanfares, "
    "un marché nocturne, des crêpes, un théâtre de marionnettes",
)


def test_groups_have_what_belongs_together_and_a_working_title():
    items = (*BICYCLES, *GARDENS, FAR, ProposalText("d", "Jardin classé", "learn"))
    matcher = LexicalMatcher(Texts(items, CATEGORIES))
    one, other = matcher.clusters()
    assert one.items == ("a0", "a1", "a2", "a3")
    assert other.items == ("b0", "b1", "b2")
    assert "jardin" in one.words
    assert "vélo" in other.words
    assert {one.middle, other.middle} <= {*one.items, *other.items}
    assert matcher.clusters() == LexicalMatcher(Texts(items[::-1], CATEGORIES)).clusters()


def test_of_thousands_of_few_words_nearly_all_have_their_double_and_how_far_it_is_is_told():
    draw, told = random.Random(3), []
    words = [a + b for a in ("mar", "pel", "tor", "vin", "sal", "cor", "lun", "bar") for b in CHAIN]
    texts = [" ".join(draw.choices(words, k=8)) for _ in range(1_000)]
    texts += [" ".join(text.split()[1:]) for text in texts[:100]]
    items = tuple(ProposalText(f"{place:04d}", text) for place, text in enumerate(texts))
    found = LexicalMatcher(Texts(items), tell=lambda *how_far: told.append(how_far)).duplicates()
    pairs = {(each.a, each.b) for each in found}
    assert sum((f"{place:04d}", f"{place + 1_000:04d}") in pairs for place in range(100)) >= 95
    assert told == [(100, 1_100), (1_100, 1_100)]


@pytest.mark.parametrize(
    ("fewest", "most", "begun"), [(2, 3, 1), (9, 12, 5)], ids=["short", "of words that everybody has"]
)
def test_of_many_items_nearly_all_have_one_as_near_as_their_double(fewest, most, begun, monkeypatch):
    for bound, narrow in (("_ROOM", 0), ("_FEWEST", 2), ("_LATEST", 12)):  # as among a hundred thousand
        monkeypatch.setattr(f"facilitate.matching.duplicates.{bound}", narrow)
    draw, words = random.Random(3), [a + b for a in ("", "mar", "pel", "tor", "vin")[:begun] for b in CHAIN]
    texts = [draw.choices(words, k=draw.randint(fewest, most)) for _ in range(700)]
    texts += [text[1:] if len(text) == most else [*text, draw.choice(words)] for text in texts[:150]]
    items = tuple(ProposalText(f"{place:04d}", " ".join(text)) for place, text in enumerate(texts))
    pairs = LexicalMatcher(Texts(items)).duplicate_pairs
    nearest = {end: pair.score for pair in reversed(pairs.pairs) for end in (pair.a, pair.b)}
    doubles = [(f"{place:04d}", f"{place + 700:04d}") for place in range(150)]
    missed = [one for one, other in doubles if nearest.get(one, 0) < pairs.nearness(one)(other)]
    assert len(missed) <= 0.02 * len(doubles)


def test_a_group_is_split_in_as_many_as_one_asks_for():
    items = tuple(
        ProposalText(each.id, f"Projet participatif de quartier : {each.text}") for each in (*GARDENS, *BICYCLES)
    )
    matcher = LexicalMatcher(Texts(items))
    assert [len(each.items) for each in matcher.clusters(1)] == [7]
    one, other = matcher.clusters(2)
    assert one.items == ("a0", "a1", "a2", "a3")
    assert other.items == ("b0", "b1", "b2")


@pytest.mark.parametrize(
    ("language", "text", "name", "never"),
    [
        ("fr", "Former ensemble les futurs TS et les futurs ES", "futurs ES", "futurs TS et les futurs"),
        ("fr", "Prix annuel de la coopération sociale", "Prix annuel", "annuel de la coopération sociale"),
        ("fr", "Peser les déchets du self et afficher les résultats", "déchets du self", "déchets du self et afficher"),
        (
            "fr",
            "Plaidoyer auprès des départements pour financer du temps",
            "départements",
            "départements pour financer",
        ),
        ("fr", "Élire des éco-délégués", "éco-délégués", "délégués"),
        ("fr", "Le but des entrepreneurs sociaux dans leurs quartiers", "entrepreneurs sociaux", "entrepreneurs"),
        ("en", "Someone to talk to when we lose a patient", "patient", "lose a patient"),
        ("en", "Track where the pumps are", "pumps", "Track where the pumps"),
        ("en", "Multi-language leaflets for patients", "Multi-language leaflets", "language leaflets"),
    ],
)
def test_a_name_begins_and_ends_where_names_do(language, text, name, never):
    found = phrases([text], [text], language)
    assert name in found
    assert never not in found


def test_two_groups_are_joined_only_while_they_are_near_on_average():
    chain = tuple(ProposalText(f"{place}", f"{one} {two}") for place, (one, two) in enumerate(pairwise(CHAIN)))
    found = LexicalMatcher(Texts(chain)).clusters()
    assert len(found) > 1
    assert all(list(group.items) == sorted(group.items) for group in found)
    assert sorted(key for group in found for key in group.items) == sorted(item.id for item in chain)


@pytest.mark.parametrize("texts", [Texts(), Texts((ProposalText("a", "…"),)), Texts((), CATEGORIES)])
def test_nothing_to_say_is_nothing_said(texts):
    matcher = LexicalMatcher(texts)
    assert matcher.filing("a") == ()
    assert matcher.duplicates() == ()
    assert matcher.clusters() == ()
    assert matcher.keywords("learn") == ()


def test_a_word_is_called_the_same_only_where_the_idea_that_is_named_has_it_so():
    items = (
        ProposalText("a", "Outils partagés"),
        ProposalText("b", "Un jardin partagé", "x", "T1-03"),
        ProposalText("c", "Des ateliers", "x", "T1-04"),
    )
    (reason,) = first(Texts(items, (CategoryText("x", "Lieux"),)), "a").because
    assert (reason.words, reason.refs, reason.same) == (("partagés",), ("T1-03",), False)


@pytest.mark.parametrize(("filed", "confident"), [(0, False), (1, False), (2, True), (7, True)])
def test_a_suggestion_is_confident_once_a_quarter_is_filed_and_it_leads_by_half(filed, confident):
    texts = (
        "Un café solidaire",
        "Le café du matin",
        "Une formation",
        "Un jardin",
        "Un forum",
        "Une carte",
        "Un guide",
        "Un podcast",
    )
    items = tuple(
        ProposalText(str(place), text, "eat" if 0 < place <= filed else "", str(place))
        for place, text in enumerate(texts)
    )
    headings = (CategoryText("eat", "Café solidaire"), CategoryText("learn", "Apprendre"))
    first = LexicalMatcher(Texts(items, headings)).filing("0")[0]
    assert (first.category, first.confident) == ("eat", confident)
    near = (*headings, CategoryText("also", "Café solidaire au centre"))
    assert not LexicalMatcher(Texts(items[:1], near)).filing("0")[0].confident


def test_of_each_idea_that_is_named_it_is_told_what_that_idea_has():
    items = (
        ProposalText("a", "La carte des vélos"),
        ProposalText("b", "Une carte", "x", "T1-04"),
        ProposalText("c", "Des vélos et une carte", "x", "T2-05"),
        ProposalText("d", "La carte", "x", "T3-01"),
    )
    both, one = first(Texts(items, (CategoryText("x", "Zzz"),)), "a").because
    assert ({*both.words}, both.refs) == ({"carte", "vélos"}, ("T2-05",))
    assert (one.words, {*one.refs}) == (("carte",), {"T1-04", "T3-01"})


def test_what_is_merged_is_compared_by_all_that_it_says():
    items = (ProposalText("a", "Un lieu", others=("Le café solidaire",)), ProposalText("b", "Ouvrir un café"))
    texts = Texts(items, (CategoryText("x", "Cafés"),))
    assert first(texts, "a").category == "x"
    (double,) = LexicalMatcher(texts).duplicates()
    assert (double.a, double.b, double.because) == ("a", "b", ("café",))
    matcher = LexicalMatcher(texts)
    matcher.read(Texts((ProposalText("a", "Un lieu"), items[1]), texts.categories))
    assert matcher.duplicates() == (), "split again, it no longer says so"
