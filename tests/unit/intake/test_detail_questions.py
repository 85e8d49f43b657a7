"""Questions of a form that go with an idea, and columns of sentences that are left out."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, **choices: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**choices), 6)  # type: ignore[arg-type]


def told(found: Incoming) -> list[object]:
    return [notice.params["column"] for notice in found.reading.notices]


@pytest.mark.parametrize(
    "question",
    [
        "Voulez-vous préciser ?",
        "Pouvez-vous nous en dire un peu plus sur cette idée ?",
        "Souhaitez-vous ajouter quelque chose sur cette idée ?",
        "Si vous le souhaitez, précisez votre idée",
        "En dire plus",
        "Pourquoi cette idée ?",
        "Autres remarques sur cette idée",
        "Can you tell us more?",
        "Would you like to add anything about this idea?",
        "If yes, please give details",
        "Feel free to elaborate",
    ],
)
def test_a_question_about_the_idea_is_its_detail(question: str) -> None:
    found = read(f"Table;Votre idée en une phrase;{question}\n1;Un banc public;avec un dossier\n2;Un four;\n")
    assert [(row.text, row.detail) for row in found.rows] == [("Un banc public", "avec un dossier"), ("Un four", "")]
    assert (found.reading.left_out, found.reading.notices) == ((), ())


@pytest.mark.parametrize(
    "question", ["Autre chose à ajouter ?", "Avez-vous d’autres remarques ?", "Would you like to add anything?"]
)
def test_a_remark_that_may_be_about_the_day_goes_with_no_idea_and_is_told(question: str) -> None:
    found = read(f"Table;Votre idée;{question}\n1;Un banc public;Très bonne ambiance, merci à tous !\n2;Un four;\n")
    assert ([row.detail for row in found.rows], told(found)) == (["", ""], [question])


@pytest.mark.parametrize("question", ["Précisez votre commune", "Précisez votre nom", "Can you tell us your name?"])
def test_a_question_about_something_else_is_no_detail(question: str) -> None:
    found = read(f"Table;Votre idée;{question}\n1;Un banc public;Saint Ouen\n2;Un four;Pantin\n")
    assert [row.detail for row in found.rows] == ["", ""]
    assert found.reading.left_out == (question,)


def test_what_is_left_out_with_sentences_is_told_and_comes_in_by_its_option() -> None:
    text = (
        "Table;Votre idée;Précisez votre idée;En dire plus;Comment venez-vous ?;Votre rue\n"
        "1;Un banc public;en bois;le jeudi;Je viens à pied avec mes deux enfants;rue Haute\n"
        "2;Un four;;;En bus;rue Basse\n"
    )
    found = read(text)
    assert [row.detail for row in found.rows] == ["en bois", ""]
    assert told(found) == ["En dire plus", "Comment venez-vous ?"]
    found = read(text, details=("En dire plus",))
    assert [row.detail for row in found.rows] == ["en bois\n\nle jeudi", ""]
    assert told(found) == ["Comment venez-vous ?"]
    assert told(read(text, without_detail=True)) == []


def test_what_already_exists_in_free_words_is_told() -> None:
    text = "Table;Votre idée;Lesquelles existent déjà ?\n1;Une amap;l’amap\n2;Un four;aucune\n"
    found = read(text)
    assert (told(found), {row.status for row in found.rows}) == (["Lesquelles existent déjà ?"], {"to_create"})
    assert [row.detail for row in read(text, details=(3,)).rows] == ["l’amap", "aucune"]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (
            "Consentement",
            ("J’accepte que ce soit publié en ligne", "J’accepte que ce soit publié en ligne"),
        ),
        ("Votre prénom", ("Anne", "Karim")),
        ("Votre e-mail", ("anne@example.org", "k@example.org")),
        ("Date", ("12/04/2027 15:20", "12/04/2027 15:21")),
        ("Êtes-vous d’accord ?", ("oui", "non")),
    ],
)
def test_nothing_is_told_of_columns_without_sentences(column: str, cells: tuple[str, str]) -> None:
    found = read(f"Table;Votre idée;{column}\n1;Un banc public;{cells[0]}\n2;Un four;{cells[1]}\n")
    assert (found.reading.left_out, found.reading.notices) == ((column,), ())


def test_several_columns_that_a_person_names_hold_ideas() -> None:
    text = "Table;Matin;Soir;Commentaire\n1;Un banc public;Un four à pain;Merci\n2;;Un lit;\n"
    found = read(text, idea="Matin", more_ideas=("Soir",))
    assert [(row.table, row.text, row.detail) for row in found.rows] == [
        (1, "Un banc public", ""), (1, "Un four à pain", ""), (2, "Un lit", "")
    ]  # fmt: skip
    assert told(found) == ["Commentaire"]


@pytest.mark.parametrize("more", [{"title": "Commentaire"}, {"details": ("Commentaire",)}])
def test_a_title_or_a_detail_of_several_ideas_is_refused(more: dict[str, object]) -> None:
    text = "Table;Matin;Soir;Commentaire\n1;Un banc public;Un four à pain;Merci\n2;;Un lit;\n"
    with pytest.raises(Refused, match=f"--{'title' if 'title' in more else 'detail'} is for"):
        read(text, idea="Matin", more_ideas=("Soir",), **more)


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("Que faudrait-il changer dans notre ville ?", "Pouvez-vous préciser ?"),
        ("Qu’aimeriez-vous voir ici ?", "Dites-nous en plus"),
        ("What should we do?", "Can you tell us more?"),
        ("Un rêve pour demain", "Pourquoi ?"),
    ],
)
def test_a_question_that_asks_for_more_is_no_idea_where_another_asks_for_one(question: str, more: str) -> None:
    found = read(f"Table;{question};{more}\n1;Un grand banc public;avec un dossier\n2;Un four à pain;\n")
    assert [row.detail for row in found.rows] == ["avec un dossier", ""]


def test_what_only_asks_for_more_is_asked_about_where_two_others_may_be_the_idea() -> None:
    with pytest.raises(Unclear):
        read("Table;Matin;Soir;Tell us more\n1;Un banc public;Un four à pain;Tous les samedis\n2;Un lit;Un mur;\n")
