"""Sessions beyond all measure: what is looked at is bounded and told, and what is found does not change by it."""

from __future__ import annotations

import random
from itertools import combinations

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.notes import NoteTaken
from facilitate.domain.acts.roadmap import ActionSet
from facilitate.workshop.audit.issue import READ
from facilitate.workshop.audit.run import audit
from facilitate.workshop.audit.spelling import close, letter_apart, neighbours
from facilitate.workshop.audit.word_runs import contained
from facilitate.workshop.audit.words import said_twice
from tests.support.workshops import make_workshop


def found(workshop, code):
    return [each for each in audit(workshop.session, "paris") if each.code == code]


def test_of_a_text_of_megabytes_the_beginning_is_read_and_that_is_said():
    workshop = make_workshop()
    workshop.recorder.record(NoteTaken("fact", "venue", "mot « oser » Alpha " * 200_000 + "TODO"))
    assert found(workshop, "placeholder") == []
    (one,) = found(workshop, "unread")
    assert f"first {READ} characters" in str(one.why)


def test_of_more_names_than_any_road_map_has_the_first_are_compared_and_that_is_said():
    workshop = make_workshop()
    workshop.recorder.record(*(IdeaRecorded(f"T1-{at:03d}", 1, f"idée {at}", "to_create") for at in range(501)))
    assert found(workshop, "unread") == []
    owners = enumerate(workshop.session.proposals())
    workshop.recorder.record(*(ActionSet(each.id, "owner", f"Porteur {number * 7919:b}") for number, each in owners))
    (one,) = found(workshop, "unread")
    assert "first 500 names" in str(one.why)


def test_words_a_letter_apart_are_those_of_comparing_each_with_each():
    r = random.Random(1)
    words = ["".join(r.choices("abc", k=r.randint(2, 5))) for _ in range(60)]
    pairs = {frozenset(pair) for pair in combinations(dict.fromkeys(words), 2) if close(*pair, 1)}
    assert {frozenset(pair) for pair in neighbours(words)} == pairs
    assert {frozenset(pair) for pair in letter_apart(words, words)} == pairs


def test_parts_are_found_in_texts_as_comparing_each_with_each_finds_them():
    r = random.Random(2)
    texts = [tuple(r.choices("abc", k=r.randint(0, 12))) for _ in range(40)]
    parts = [tuple(r.choices("abc", k=r.randint(0, 10))) for _ in range(40)]
    by_hand = {
        (part, text)
        for part in parts
        for text in texts
        if part and any(text[at : at + len(part)] == part for at in range(len(text)))
    }
    assert set(contained(parts, texts)) == by_hand


def test_ideas_a_letter_apart_are_one_group_however_many_there_are():
    workshop = make_workshop()
    words = ["ouvrir", "un", "jardin", "partagé", "derrière", "la", "grande", "médiathèque", "municipale"]
    texts = [" ".join(words)]
    for place, word in enumerate(words):
        if len(word) > 5:
            texts.append(" ".join([*words[:place], f"{word[:-1]}x", *words[place + 1 :]]))
    texts += [f"tout autre idée numéro {number}" for number in range(20)]
    workshop.recorder.record(*(IdeaRecorded(f"T1-{at:02d}", 1, text, "to_create") for at, text in enumerate(texts, 1)))
    (one,) = said_twice(_Only(workshop.session))
    assert str(one.why).count("T1-") == len(texts) - 20


class _Only:
    """As much of what is audited as that part reads."""

    def __init__(self, session):
        self.session = session

    def command(self, *words):
        return " ".join(words)
