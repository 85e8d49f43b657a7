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
        ("don't", "en", "don’t"),
        ("com' et p'tit d'« ici » d'1 l'(autre)", "fr", f"com’ et p’tit d’«{NBSP}ici{NBSP}» d’1 l’(autre)"),
        ("'un mot' et l'autre'", "en", "'un mot' et l’autre'"),
        ("Quoi ? Oui : « ici » ; 5 % !", "fr", f"Quoi{THIN}? Oui{NBSP}: «{NBSP}ici{NBSP}»{THIN}; 5{NBSP}%{THIN}!"),
        ("What ? So : yes", "en", "What ? So : yes"),
        ("professionnalisation", "fr", "professionnalisation"),
        ("l’expérimentation, anticonstitutionnellement", "fr", "l’expérimentation, anticonstitutionnellement"),
        ("x" * 13, "fr", f"{'x' * 4}{SOFT}{'x' * 5}{SOFT}{'x' * 4}"),
        ("COLLABORATIONS", "fr", f"COLLA{SOFT}BORA{SOFT}TIONS"),
        ("www.exemple-associatif.fr", "fr", "www.exemple-associatif.fr"),
        (
            "voir https://exemple.org/l'annuaire?page=12&tri=noms.",
            "fr",
            "voir https://exemple.org/l'annuaire?page=12&tri=noms.",
        ),
        (
            "accueil.rencontres@association-du-parc.fr : écrire",
            "fr",
            f"accueil.rencontres@association-du-parc.fr{NBSP}: écrire",
        ),
        ("court", "fr", "court"),
    ],
)
def test_signs_stay_with_their_words_and_long_words_can_be_divided(text, code, expected):
    assert wrappable(text, code) == expected


def test_what_is_one_sign_is_never_divided():
    family = "👩‍👩‍👧‍👦"
    assert wrappable(family * 9, "fr").split(ZERO) == [family * 4, family * 5]
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


@given(st.text(alphabet="abcXYZ_0", min_size=12, max_size=300))
def test_no_two_letters_are_left_alone(text):
    assert min(map(len, wrappable(text, "fr").replace(SOFT, ZERO).split(ZERO))) >= 4


@pytest.mark.parametrize(
    ("typed", "breaks"),
    [
        ("5 000 euros", "5~000 euros"),
        ("12 500 000 €", "12~500~000~€"),
        ("en 2024 150 personnes", "en 2024 150 personnes"),
    ],
)
def test_a_number_typed_with_spaces_stands_on_one_line(typed, breaks):
    assert wrappable(typed, "fr").replace(NBSP, "~") == breaks
