"""Markup of web tools becomes words; what only looks like it stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.workshop.intake.cell_markup import unwrapped
from facilitate.workshop.intake.column_cells import evidence
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
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


RAISED = [
    ("Un atelier d’écriture<sup>1</sup> au musée", "Un atelier d’écriture au musée"),
    ('Un four<sup><a href="#n2">2</a></sup> à pain.<sup>3</sup>', "Un four à pain."),
    ("Des arbres<sup>*</sup> et <b>un banc</b><sup>[4]</sup>", "Des arbres et un banc"),
    ("Un local de 30 m<sup>2</sup> au 1<sup>er</sup> étage", "Un local de 30 m² au 1er étage"),
    (
        "12 km<sup>2</sup> de bois, 10<sup>3</sup> arbres du XX<sup>e</sup> siècle",
        "12 km² de bois, 10³ arbres du XXe siècle",
    ),
]


@pytest.mark.parametrize(("cell", "words"), RAISED)
def test_the_number_of_a_footnote_goes_and_other_raised_words_stay(cell: str, words: str) -> None:
    head, last = "<tr><th>Table</th><th>Idée</th></tr>", "<tr><td>2</td><td>Un four</td></tr>"
    page = f"<table>{head}<tr><td>1</td><td>{cell}</td></tr>{last}</table>"
    csv = 'Table;Idée\n1;"{}"\n2;Un four\n'.format(cell.replace('"', '""'))
    for data in (page, csv):
        found = read_ideas(contents_of(data.encode()), Choices(), 6)
        assert found.rows[0].text == words
        assert found.reading.notices or data == page


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Un atelier de [couture](https://exemple.org) au musée", "Un atelier de couture au musée"),
        ('[Une halle](http://a.example/x_(y) "Titre") et [un four](www.b.example)', "Une halle et un four"),
        ("[Écrire](mailto:odile@exemple.org) à la mairie", "Écrire à la mairie"),
        ("**[Un four](https://exemple.org)**", "Un four"),
    ],
)
def test_of_a_link_the_words_stay_and_the_address_goes(written: str, words: str) -> None:
    for data in (
        f"| Table | Idée |\n|---|---|\n| 1 | {written} |\n| 2 | Un pré |\n",
        f"Table 1\n- {written}\n- Un pré\n",
    ):
        found = read_ideas(contents_of(data.encode()), Choices(), 6)
        assert [row.text for row in found.rows] == [words, "Un pré"]
        assert any("addresses of links" in notice.text for notice in found.reading.notices)
    kept = read_ideas(contents_of(f"Table 1\n- {written}\n- Un pré\n".encode()), Choices(as_written=True), 6)
    assert written.strip("*") in kept.rows[0].text


@pytest.mark.parametrize("words", ["Un [lieu](à définir) pour tous", "Un banc [rouge] (à peindre)", "f[0](x)"])
def test_other_brackets_are_no_link(words: str) -> None:
    assert read_ideas(contents_of(f"Table 1\n- {words}\n- Un pré\n".encode()), Choices(), 6).rows[0].text == words
