"""Where a line may end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.export.line_breaks import wrappable

NBSP, THIN, ZERO, SOFT = "\u00a0", "\u202f", "\u200b", "\u00ad"


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("l'aujourd'hui d'Émile 'dit' 5'3", "fr", "l’aujourd’hui d’Émile 'dit' 5'3"),
        ("don't", "en", "don't"),
        ("Quoi ? Oui : « ici » ; 5 % !", "fr", f"Quoi{THIN}? Oui{NBSP}: «{NBSP}ici{NBSP}»{THIN}; 5{NBSP}%{THIN}!"),
        ("What ? So : yes", "en", "What ? So : yes"),
        ("professionnalisation", "fr", "professionnalisation"),
        ("l’expérimentation, anticonstitutionnellement", "fr", "l’expérimentation, anticonstitutionnellement"),
        ("x" * 13, "fr", f"{'x' * 6}{SOFT}{'x' * 6}{SOFT}x"),
        ("COLLABORATIONS", "fr", f"COLLAB{SOFT}ORATIO{SOFT}NS"),
        ("www.exemple.fr", "fr", f"www.ex{ZERO}emple.{ZERO}fr"),
        ("court", "fr", "court"),
    ],
)
def test_signs_stay_with_their_words_and_long_words_can_be_divided(text, code, expected):
    assert wrappable(text, code) == expected


def test_what_is_one_sign_is_never_divided():
    family = "👩‍👩‍👧‍👦"
    assert wrappable(family * 9, "fr").split(ZERO) == [family * 6, family * 3]
    assert all(not unicodedata.combining(part[0]) for part in wrappable("e\u0301" * 40, "fr").split(ZERO))


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_no_letter_is_lost(text, code):
    def letters(shown: str) -> str:
        return "".join("'" if char == "’" else char for char in shown if char not in f" {NBSP}{THIN}{ZERO}{SOFT}")

    assert letters(wrappable(text, code)) == letters(text)


@given(st.text(alphabet="abcXYZ.,_0", min_size=30, max_size=300))
def test_no_piece_is_longer_than_a_word_may_be(text):
    pieces = wrappable(text, "fr").replace(SOFT, ZERO).split(ZERO)
    assert max(map(len, pieces)) <= 33
