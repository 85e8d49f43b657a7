"""Markup of web tools becomes words; what only looks like it stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.workshop.intake.cell_markup import unwrapped
from facilitate.workshop.intake.column_cells import evidence
from facilitate.workshop.intake.own_sheets import read_decided


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<p>Un banc.</p><p>Un four.</p>", "Un banc.\nUn four."),
        ("En mai,<br />avec l&#39;école &amp; la crèche&nbsp;!", "En mai,\navec l'école & la crèche\u00a0!"),
        ("<ul><li>un</li><li>deux</li></ul>", "un\ndeux"),
        ('<a href="https://example.org" target=_blank>Voir</a> <strong>ici</strong>', "Voir ici"),
        ("<!-- brouillon --><script>alert('non')</script><div class='x'>Oui</div>", "Oui"),
        ("a < b et c > d", "a < b et c > d"),
        ("R&D, Q&A ; 5 <3", "R&D, Q&A ; 5 <3"),
        ("<Prénom> <Nom>", "<Prénom> <Nom>"),
        ("si x<b alors y>c", "si x<b alors y>c"),
        ("<h2>Titre</h2>\n<p>Texte</p>\n", "Titre\n\nTexte"),
    ],
)
def test_words_of_a_page(cell: str, words: str) -> None:
    assert unwrapped(cell) == words


@given(st.text(alphabet="ab é'’<>/=\"\n0123", max_size=40).filter(lambda text: "<a" not in text and "<b" not in text))
def test_words_without_markup_stay_as_they_are(text: str) -> None:
    assert unwrapped(text.replace("</a", "").replace("</b", "")) == text.replace("</a", "").replace("</b", "")


@pytest.mark.parametrize(
    "cell",
    [
        "<script>" * 20_000,
        "<a x " * 30_000,
        "<!--" * 30_000,
        "1" * 100_000 + "!",
        "A" * 100_000,
        "&" * 100_000,
        "\n" * 90_000,
    ],
    ids=["scripts", "tags", "comments", "digits", "letters", "ampersands", "lines"],
)
def test_no_cell_takes_long(cell: str) -> None:
    began = time.process_time()
    unwrapped(cell)
    evidence([cell] * 300)
    read_decided("Un banc", f"x{cell}\n\nà créer · T1-01")
    assert time.process_time() - began < 2
