"""Every sign of a page is drawn, or said in words: never a box, never nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.export.engines import pen
from facilitate.export.signs import _UNUSUAL, in_words, lacking
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language

FR, EN = Language("fr"), Language("en")


@pytest.fixture(scope="module")
def can_draw():
    with pen(DEFAULT) as draws:
        yield draws


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("Bravo 🎉", "Bravo [cotillons]", "Bravo [party popper]"),
        ("🙂 🇫🇷", "[visage avec un léger sourire] [drapeau france]", "[slightly smiling face] [France]"),
        ("👩‍👩‍👧", "[famille femme femme et fille]", "[family woman woman girl]"),
        ("市民的想法 oui", "[texte en caractères chinois] oui", "[text in Chinese characters] oui"),
        ("ไทย", "[texte en thaï]", "[text in Thai]"),
        ("שלום, Ἀθήνα, жизнь", "שלום, Ἀθήνα, жизнь", "שלום, Ἀθήνα, жизнь"),
    ],
)
def test_what_no_font_has_is_said_in_words(can_draw, text, french, english):
    assert (in_words(text, can_draw, FR), in_words(text, can_draw, EN)) == (french, english)
    assert bool(lacking(text, can_draw)) == (text != french)


def test_usual_signs_are_drawn_without_asking(can_draw):
    usual = [chr(code) for code in range(0x20, 0x2600) if not _UNUSUAL.match(chr(code))]
    drawn = [sign for sign in usual if unicodedata.category(sign)[0] not in "CZ"]
    missing = [sign for sign in drawn if not can_draw(sign)]
    assert missing == []


@given(st.text())
def test_whatever_is_said_in_words_can_be_drawn(can_draw, text):
    said = in_words(text, can_draw, FR)
    assert lacking(said, can_draw) == []
    if not lacking(text, can_draw):
        assert said == text
