"""Prose stays readable in the raw file; what Markdown would act on is escaped."""

from __future__ import annotations

import pytest

from facilitate.domain.text import inlined
from facilitate.export.markdown_escape import inline


@pytest.mark.parametrize(
    "prose",
    [
        "l’étude (2021), 50 % — « ici »",
        "Stages d'immersion d'une semaine : vis ma vie !",
        "Petit-déjeuner, « tiers-lieu » (centres sociaux, CCAS, Ehpad, PTCE…)",
        "R&D & co, 3 < 5 > 2, ~50 personnes, +10 %, -5 °C",
        "n° 1. Oser. Et 12.5 fois, snake_case, #hashtag, moi@exemple.fr, https://exemple.fr/a_b",
        "2024 : 1.5 million = beaucoup",
    ],
)
def test_french_prose_stays_as_typed(prose: str) -> None:
    assert inline(prose) == prose
    assert inline(inlined(prose)) == prose


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("1. un", "1\\. un"),
        ("2) deux", "2\\) deux"),
        ("- tiret", "\\- tiret"),
        ("# titre", "\\# titre"),
        ("> cité", "\\> cité"),
        ("---", "\\---"),
        ("a\n===", "a\\\n\\==="),
        ("a | b", "a \\| b"),
        ("a\n:--", "a\\\n\\:--"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("<script>", "\\<script>"),
        ("&amp; R&D", "\\&amp; R&D"),
        ("*gras* _it_ `code` ~~non~~ $x$", "\\*gras\\* \\_it\\_ \\`code\\` \\~\\~non\\~\\~ \\$x\\$"),
        ("titre ##", "titre \\##"),
        ("a\n  b", "a\\\n&#32; b"),
        ("C:\\dossier", "C:\\\\dossier"),
    ],
)
def test_what_markdown_acts_on_is_escaped(typed: str, raw: str) -> None:
    assert inline(typed) == raw


def test_a_line_end_is_a_hard_break_in_a_block_and_a_stroke_in_a_cell() -> None:
    assert inline("un\ndeux", indent="  ") == "un\\\n  deux"
    assert inline(inlined("un\n\n  deux ")) == "un / deux"
