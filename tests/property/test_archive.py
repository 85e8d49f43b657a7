"""An archive answers as pairs of duplicates are scored, whatever is on the disk."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import numpy_or_skip

np = numpy_or_skip()

from facilitate.matching.archive import NAME, Archive  # noqa: E402
from facilitate.matching.duplicates import DuplicatePairs  # noqa: E402
from facilitate.matching.encoders import Encoder, Trust  # noqa: E402
from facilitate.matching.features import FeatureExtractor  # noqa: E402
from facilitate.matching.vectors import TermWeights  # noqa: E402

WORDS = ("café", "Cafés", "stage", "STAGES", "école", "écoles", "TS", "travailleur", "social", "l'été", "12", "papa")
TEXT = st.one_of(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), st.text(st.characters(), max_size=20))
TEXTS = st.lists(TEXT, max_size=8)
PAST = [" ".join(random.Random(number).choices(WORDS, k=4)) for number in range(40)]


def scored(past, new, language="fr"):
    """The score of each new text with each past one, by the pairs that the ordinary matcher compares."""
    extract = FeatureExtractor(language)
    before = [extract(text) for text in past]
    weights = TermWeights(before)
    found = {}
    for (one, text), (place, other) in product(enumerate(map(extract, new)), enumerate(before)):
        pairs = DuplicatePairs(weights, {"a": text, "b": other}).pairs
        found[one, place] = pairs[0].score if pairs else 0.0
    return found


@given(TEXTS, TEXTS, st.sampled_from(("fr", "en")))
def test_scores_are_those_of_pairs(tmp_path_factory, past, new, language):
    folder = tmp_path_factory.getbasetemp() / "archive"
    expected = scored(past, new, language)
    for _ in range(2):  # as made, and as read
        found = Archive.of(past, folder, language).nearest(new, len(past) + 1)
        for one, answers in enumerate(found):
            scores = dict(answers)
            assert [each.score for each in answers] == sorted(scores.values(), reverse=True)
            for place in range(len(past)):
                assert scores.get(place, 0.0) == pytest.approx(expected[one, place], abs=2e-6)


def test_no_more_than_asked_and_of_equals_the_earlier(tmp_path):
    archive = Archive.of(["Une carte", "Un stage court", "Un stage", "Un stage"], tmp_path)
    (found,) = archive.nearest(["Stage"], 2)
    assert [each.place for each in found] == [2, 3]
    assert archive.nearest(["Vélo"], 2) == [[]]


def test_what_is_damaged_or_of_other_texts_is_made_anew(tmp_path):
    file = tmp_path / NAME
    answers = Archive.of(PAST, tmp_path).nearest(["Stage social"], 5)
    whole = file.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for damaged in (b"", whole[: len(whole) // 2], bytes(flipped), b"PK nothing"):
        file.write_bytes(damaged)
        assert Archive.of(PAST, tmp_path).nearest(["Stage social"], 5) == answers
        assert file.read_bytes() == whole
    for texts, language in ((PAST[1:], "fr"), (PAST, "en")):
        Archive.of(texts, tmp_path, language)
        assert file.read_bytes() != whole


def test_what_is_near_by_meaning_counts_as_its_trust_says(tmp_path):
    def encode(texts):
        rows = np.array([[len(text), text.count("s"), text.count("a"), 1] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    new, trust = ["Stage social", "Café"], Trust(0.4, 0.4, 0.12, 0.35)
    rows = encode(PAST)
    centred, ours = rows - rows.mean(axis=0), encode(new) - rows.mean(axis=0)
    near = (ours @ centred.T) / np.linalg.norm(ours, axis=1)[:, None] / np.linalg.norm(centred, axis=1)
    words = scored(PAST, new)
    for _ in range(2):
        found = Archive.of(PAST, tmp_path, encoder=Encoder("letters", "letters", trust, encode)).nearest(new, len(PAST))
        for one, answers in enumerate(found):
            assert answers
            for place, score in answers:
                expected = 0.4 * words[one, place] + 0.6 * max(0, near[one, place])
                assert score == pytest.approx(expected, abs=0.01)
