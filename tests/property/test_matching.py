"""Any text can be read, and the answers depend on nothing but the texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.suggestions.contract import CategoryText, Example, ProposalText, Texts

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\t\n\x85\u2028\u202e\ufeff\ud800\u0301\u200d\U0001f469ﬁŒßİΣς'’-_ "),
    ),
    max_size=40,
)
WORDS = st.lists(
    st.sampled_from(
        (
            "café",
            "Cafés",
            "stage",
            "STAGES",
            "école",
            "écoles",
            "TS",
            "travailleur",
            "social",
            "l'été",
            "es",
            "ES",
            "12",
        )
    ),
    max_size=6,
).map(" ".join)
TEXT = st.one_of(HOSTILE, WORDS)
KEYS = ("x", "y", "z")


@st.composite
def any_texts(draw):
    items = draw(st.lists(st.tuples(TEXT, st.sampled_from(("", "", *KEYS, "gone"))), max_size=8))
    return Texts(
        tuple(
            ProposalText(f"{place:02d}", text, category, f"T1-{place}") for place, (text, category) in enumerate(items)
        ),
        tuple(CategoryText(key, draw(TEXT), tuple(draw(st.lists(TEXT, max_size=2)))) for key in KEYS),
        tuple(Example(text, "x", "Lyon") for text in draw(st.lists(TEXT, max_size=2))),
        tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=2))),
        draw(st.sampled_from(("fr", "en", "de"))),
    )


def answers(matcher, texts):
    return json.dumps(
        {
            "filing": {item.id: [asdict(each) for each in matcher.filing(item.id, None)] for item in texts.items},
            "doubles": [asdict(each) for each in matcher.duplicates()],
            "keywords": {key: matcher.keywords(key) for key in KEYS},
            "groups": [asdict(each) for each in matcher.clusters()],
        },
        sort_keys=True,
    )


@given(any_texts(), st.randoms(use_true_random=False))
def test_the_answers_depend_on_nothing_but_the_texts(texts, rng):
    once = answers(LexicalMatcher(texts), texts)
    items, categories = list(texts.items), list(texts.categories)
    rng.shuffle(items)
    rng.shuffle(categories)
    matcher = LexicalMatcher(Texts(tuple(items[:3]), texts.categories, language=texts.language))
    matcher.read(Texts(tuple(items), tuple(categories), texts.examples, texts.synonyms, texts.language))
    assert answers(matcher, texts) == once


@given(any_texts())
def test_scores_are_shares_ranked_and_have_their_reason(texts):
    matcher = LexicalMatcher(texts)
    for item in texts.items:
        found = matcher.filing(item.id, None)
        assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
        assert all(0 < each.score <= 1 and 0 <= each.lead <= 1 and each.because for each in found)
        assert not (item.category and found)
    doubles = matcher.duplicates()
    assert [each.score for each in doubles] == sorted((each.score for each in doubles), reverse=True)
    # Two equal texts of one category are more than certain: they come before equal texts of two, and all are told as 1.
    ranks = [(-each.score, each.a, each.b) for each in doubles if each.score < 1]
    assert ranks == sorted(ranks)
    category = {item.id: item.category for item in texts.items}
    together = {(a, b) for a, b in combinations(sorted(category), 2) if category[a] and category[a] == category[b]}
    assert together <= {(each.a, each.b) for each in doubles}
    for item in texts.items[:2]:
        near = matcher.near(item.id, 3)
        assert [each.score for each in near] == sorted((each.score for each in near), reverse=True)
        assert all(each.a == item.id != each.b and (each.because or not each.likely) for each in near)
        assert {(min(item.id, each.b), max(item.id, each.b)): each.score for each in near if each.because}.items() <= {
            (each.a, each.b): each.score for each in doubles
        }.items()
    for each in doubles:
        assert 0 <= each.score <= 1
        assert each.a < each.b
        assert each.because or (each.a, each.b) in together


@given(any_texts(), st.sampled_from((None, 1, 2, 3)))
def test_groups_are_apart_and_hold_unfiled_items_only(texts, many):
    found = LexicalMatcher(texts).clusters(many)
    inside = [key for group in found for key in group.items]
    assert len(inside) == len(set(inside))
    assert set(inside) <= {item.id for item in texts.items if not item.category}
    assert all(len(group.items) > 1 and list(group.items) == sorted(group.items) for group in found)
    assert many is None or len(found) <= many


@given(any_texts(), st.lists(st.tuples(st.integers(0, 7), st.sampled_from(("", *KEYS))), max_size=6))
def test_acts_one_by_one_come_to_the_same_as_all_at_once(texts, acts):
    matcher, items = LexicalMatcher(texts), list(texts.items)
    for place, category in acts:
        if place < len(items):
            item = items[place]
            items[place] = ProposalText(item.id, item.text, category, item.ref)
            matcher.read(Texts(tuple(items), texts.categories, texts.examples, texts.synonyms, texts.language))
            matcher.filing(items[0].id)
    last = Texts(tuple(items), texts.categories, texts.examples, texts.synonyms, texts.language)
    assert answers(matcher, last) == answers(LexicalMatcher(last), last)


_PROGRAM = """
import json, random
from dataclasses import asdict
from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.suggestions.contract import CategoryText, ProposalText, Texts
rng = random.Random(5)
words = "café stage école tiers-lieu forum annuaire carte prix fonds guide étude loi TS ES campagne vidéo".split()
items = tuple(
    ProposalText(f"{n:03d}", " ".join(rng.choices(words, k=5)), rng.choice(("", "x", "y")), f"T1-{n}")
    for n in range(120)
)
categories = CategoryText("x", "Café"), CategoryText("y", "Carte")
matcher = LexicalMatcher(Texts(items, categories, synonyms=(("TS", "guide"),)))
print(json.dumps([
    [[asdict(each) for each in matcher.filing(item.id, None)] for item in items],
    [asdict(each) for each in matcher.duplicates()],
    matcher.keywords("x"), [asdict(each) for each in matcher.clusters()],
]))
"""


def test_the_order_of_hashes_does_not_matter():
    said = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(said[0]) > 10_000
    assert said[0] == said[1]
