"""An archive answers as pairs of duplicates are scored, and keeps no word."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import numpy_or_skip

np = numpy_or_skip()

from facilitate.matching.archive import Archive  # noqa: E402
from facilitate.matching.archive_parts import ArchiveTexts, features_of, gather  # noqa: E402
from facilitate.matching.duplicates import DuplicatePairs  # noqa: E402
from facilitate.matching.features import FeatureExtractor  # noqa: E402
from facilitate.matching.vectors import TermWeights  # noqa: E402

WORDS = ("café", "Cafés", "stage", "STAGES", "école", "écoles", "TS", "travailleur", "social", "l'été", "12", "papa")
TEXT = st.one_of(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), st.text(st.characters(), max_size=20))
PARTS = st.lists(st.lists(TEXT, max_size=4), min_size=1, max_size=4)


def scored(parts, language):
    """The score of each text of the first part with each of the others, by the pairs that the matcher compares."""
    extract = FeatureExtractor(language)
    features = [[extract(text) for text in part] for part in parts]
    weights = TermWeights([each for part in features for each in part])
    found = {}
    for (number, one), (part, texts) in product(enumerate(features[0]), enumerate(features[1:], 1)):
        for place, other in enumerate(texts):
            pairs = DuplicatePairs(weights, {"a": one, "b": other}).pairs
            found[number, part, place] = pairs[0].score if pairs else 0.0
    return found


def archive_of(parts, language):
    """Return an archive of what was kept of these texts, and of what was kept of all of them together."""
    kept = gather([features_of(texts, language) for texts in parts]).as_bytes()
    return Archive(ArchiveTexts.from_bytes(kept), language)


@given(PARTS, st.sampled_from(("fr", "en")))
def test_scores_are_those_of_pairs(parts, language):
    expected = scored(parts, language)
    archive = archive_of(parts, language)
    for number, answers in enumerate(archive.nearest(parts[0], 20, but=0)):
        assert [each.score for each in answers] == sorted((each.score for each in answers), reverse=True)
        scores = {(number, each.part, each.place): each.score for each in answers}
        for at in (each for each in expected if each[0] == number):
            assert scores.get(at, 0.0) == pytest.approx(expected[at], abs=2e-5)


def test_no_more_than_asked_and_of_equals_the_earlier():
    parts = [["Stage", "Vélo"], ["Une carte", "Un stage court"], ["Un stage", "Un stage"]]
    archive = archive_of(parts, "fr")
    stage, bicycle = archive.nearest(parts[0], 2, but=0)
    assert [(each.part, each.place) for each in stage] == [(2, 0), (2, 1)]
    assert bicycle == []


def test_what_is_kept_holds_no_word_and_other_bytes_are_refused():
    kept = features_of(["Un stage chez Dupont"], "fr")
    assert b"dupont" not in kept.lower()
    for other in (b"", kept[:-4], kept + b"\0\0\0\0", kept[:8] + b"\xff" * (len(kept) - 8)):
        with pytest.raises(ValueError, match="no features"):
            gather([other])
