"""What the paths of a programme are called by people."""

from __future__ import annotations

import pytest

from facilitate.domain.programme.paths import item_named, path_named
from facilitate.domain.programme.reader import in_words
from tests.support.workshops import make_workshop


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("title", "Title"),
        ("place/name", "Name of the venue"),
        ("phases/study", "“L’étude”"),
        ("phases/study/minutes", "Minutes (“L’étude”)"),
        ("phases/study/study/author", "Author (“L’étude”)"),
        ("phases/study/study/axes/freins", "“Quels freins ?”"),
        ("phases/study/study/axes/freins/question", "Research question (“Quels freins ?”)"),
        ("phases/gone/minutes", "Minutes (“gone”)"),
        ("categories/lieux/keywords", "Keywords (“Lieux”)"),
        ("categories/gone", "“gone”"),
        ("phases/study/of/a/newer/version", "phases/study/of/a/newer/version"),
    ],
)
def test_a_path_is_called_by_the_words_of_the_screens(path: str, named: str):
    assert str(path_named(make_workshop().session.plan, path)) == named


def test_an_item_is_called_by_its_title_or_else_by_its_key():
    assert str(item_named({"key": "tea", "title": "Tea"})) == "“Tea”"
    assert str(item_named({"key": "tea"})) == "“tea”"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("title", "title"),
        ("place.name", "place, name"),
        ("phases[6].tables", "phase 6, tables"),
        ("phases[3].study.axes[2].question", "phase 3, study, research question 2, question"),
        ("phases[4].speakers[1].name", "phase 4, speaker 1, name"),
        ("categories[2]", "category 2"),
    ],
)
def test_a_path_of_a_file_counts_what_it_holds(path: str, words: str):
    assert str(in_words(path)) == words
