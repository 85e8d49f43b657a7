"""Synonyms of the house: an acronym and the words that spell it are proposed, and never again once refused."""

import random
from time import process_time
from types import SimpleNamespace

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.suggestions.acronyms import acronyms_explained
from facilitate.workshop.suggestions.learning import begun_like
from facilitate.workshop.suggestions.texts import texts_of
from tests.support.workshops import FakeLog, make_workshop

PTCE = "PTCE = pôle territorial de coopération économique"
HOUSE = (
    "Visiter les PTCE qui fonctionnent",
    "Un pôle territorial de coopération économique dédié",
    "Ouvrir un pôle territorial de coopération économique",
    "Rencontres entre TS et habitants",
    "Valoriser le travail social",
    "Le travail social au lycée",
    "Des travailleurs sociaux en stage",
    "Immersion chez un travailleur social",
)


def made(*texts):
    workshop = make_workshop(log=FakeLog())
    for text in texts:
        workshop.ideas.record(1, text)
    return workshop


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (HOUSE, (PTCE, "TS = travail social", "TS = travailleur social")),
        (("Les PTCE", *["Des pôles territoriaux de coopération économique"] * 2),
         ("PTCE = pôles territoriaux de coopération économique",)),
        (("Un Centre communal d’action sociale (CCAS) ouvert",), ("CCAS = centre communal d’action sociale",)),
        (("CCAS (centre communal d’action sociale)",), ("CCAS = centre communal d’action sociale",)),
        (("Les ESS", "Des entrepreneurs sociaux au secret"), ()),
        (("Les ESATs", "Établissement et service d’aide par le travail"), ()),
        (("TS", "Une table solide"), ()),
        (("TS", "Une table et des signes", "Toutes sortes de choses", "toutes sortes"), ()),
        (("OUVRIR LE CAFÉ", "On unit vingt idées radicales"), ()),
        (("ESS", "Économie sociale. Et solidaire"), ()),
        (("TS", "travail social") * 2, ("TS = travail social",)),
        (("le CA", "les centres ANPE", "les centres ANPE"), ()),
        ((), ()),
    ],
)  # fmt: skip
def test_an_acronym_is_proposed_with_the_words_that_spell_it(texts, found):
    assert acronyms_explained(made(*texts).session) == found


def test_joining_words_of_the_language_are_left_out_in_english():
    workshop = made("Ask the WHO", "The world organisation of health", "World Health Organisation and the rest",
                    "A World Health Organisation")  # fmt: skip
    workshop.programme.set("language", "en")
    assert acronyms_explained(workshop.session) == ("WHO = World Health Organisation",)


def test_what_is_known_or_refused_is_not_proposed_again_and_nothing_is_added_by_itself():
    workshop = made(*HOUSE)
    assert workshop.session.plan.synonyms == ()
    workshop.programme.add_texts("synonyms", ["PTCE = pôle de coopération", "travail social = TS"])
    assert acronyms_explained(workshop.session) == ("TS = travailleur social",)
    workshop.programme.add_texts("refused_synonyms", ["TS = travailleurs sociaux"])
    assert acronyms_explained(workshop.session) == ()
    with pytest.raises(Refused):
        workshop.programme.add_texts("refused_synonyms", ["TS"])


def test_what_was_accepted_brings_ideas_together_and_both_answers_go_with_like():
    workshop = made("Ouvrir un PTCE", "Pôle territorial de coopération économique")
    assert not LexicalMatcher(texts_of(workshop.session)).duplicates()
    workshop.programme.add_texts("synonyms", [PTCE])
    workshop.programme.add_texts("refused_synonyms", ["TS = tout seul"])
    assert LexicalMatcher(texts_of(workshop.session)).duplicates()[0].score > 0.3
    document, _learned = begun_like(
        {"title": "Lyon", "phases": [{"key": "a", "kind": "other", "title": "A"}]}, workshop.session
    )
    plan = read_plan(complete(document))
    assert (plan.synonyms, plan.refused_synonyms) == ((PTCE,), ("TS = tout seul",))


def test_ten_thousand_ideas_are_read_in_less_than_a_third_of_a_second():
    draw = random.Random(1)
    words = " ".join(HOUSE).split()
    ideas = {
        number: SimpleNamespace(text=" ".join(draw.choices(words, k=12)), detail="", withdrawn=False)
        for number in range(10_000)
    }
    session = SimpleNamespace(plan=made().session.plan, ideas=ideas)
    start = process_time()
    assert acronyms_explained(session)
    assert process_time() - start < 0.9  # 0.13 s where nothing else runs
