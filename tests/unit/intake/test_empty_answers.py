"""Answers that say nothing are no ideas, and a column of statuses is one whatever it is called."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.empty_answers import NO_ANSWER
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["RAS", "R.A.S.", "Pas d’autre idée.", "Néant", "etc.", "Nothing to add", "N/A", "rien"]
)
def test_an_empty_answer_is_no_idea(words: str) -> None:
    for found in (
        read(f"Table;Idée\n1;Un banc\n2;{words}\n3;Un four\n"),
        read(f"Table 1\n- Un banc\n- {words}\nTable 2\n- Un four\n"),
    ):
        assert [row.text for row in found.rows] == ["Un banc", "Un four"]
        assert [row.reason.text for row in found.refused] in ([NO_ANSWER], [])


@pytest.mark.parametrize("words", ["Rien que des bancs", "Aucune voiture", "OK Corral : un jeu de piste", "?Café?"])
def test_words_that_begin_so_are_ideas(words: str) -> None:
    assert [row.text for row in read(f"Table;Idée\n1;{words}\n").rows] == [words]


def test_a_column_called_category_that_holds_statuses_gives_the_statuses() -> None:
    found = read("Table;Idée;Catégorie\n1;Un banc;À créer\n2;Un four;Existe déjà\n3;Un gué;À créer\n")
    assert [(row.text, row.status, row.category) for row in found.rows] == [
        ("Un banc", "to_create", ""), ("Un four", "existing", ""), ("Un gué", "to_create", "")
    ]  # fmt: skip
    filed = read("Table;Idée;Catégorie\n1;Un banc;Lieux\n2;Un four;Métiers\n")
    assert [row.category for row in filed.rows] == ["Lieux", "Métiers"]


@pytest.mark.parametrize("text", ["Nous n’avons pas eu le temps.", "On n'a pas eu le temps", "We ran out of time"])
def test_that_there_was_no_time_is_an_empty_answer(text: str) -> None:
    from facilitate.workshop.intake.empty_answers import refuse_empty_answer as refuse

    with pytest.raises(Refused):
        refuse(text)
    refuse(f"{text} de planter des arbres")


@pytest.mark.parametrize(
    "text",
    [
        *("No ideas were captured for this table; the recording was inaudible.", "(nothing noted)", "rien noté"),
        *("Aucune idée notée", "Aucune idée n’a été notée à cette table.", "Rien pour l’instant", "Nothing noted yet"),
        *("Il n’y a pas eu d’idées", "There were no ideas", "Nous n’avons rien noté", "No idea was recorded here"),
    ],
)
def test_a_sentence_that_nothing_was_noted_is_an_empty_answer(text: str) -> None:
    found = read(f"### Table 3\n- A park\n- A fair\n### Table 4\n{text}\n")
    assert [row.text for row in found.rows] == ["A park", "A fair"]
    assert [row.reason.text for row in found.refused] == [NO_ANSWER]


@pytest.mark.parametrize(
    "text", ["No ideas box: a digital wall", "Pas de voitures", "Nothing wasted: a café", "On a noté les horaires"]
)
def test_an_idea_that_begins_like_such_a_sentence_is_one(text: str) -> None:
    assert [row.text for row in read(f"Table 3\n- {text}\n- A fair\n").rows] == [text, "A fair"]
