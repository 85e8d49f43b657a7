"""Words beside an idea that say where, or since when, it exists are its status, and stay in its text."""

from __future__ import annotations

import time

import pytest

from facilitate.workshop.intake.column_choices import takes_apart
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.status_phrases import NOT_READ, READ_WITHIN, phrase_beside


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=1), 6)


def told(found: Incoming, text: str) -> str:
    return "".join(str(notice) for notice in found.reading.notices if notice.text == text)


@pytest.mark.parametrize(
    "text",
    [
        "Une bricothèque (existe déjà à la maison de quartier)",
        "Une ressourcerie (existe déjà rue Foch)",
        "Un pédibus [déjà en place depuis 2021]",
        "Une épicerie (déjà fait à Vanves)",
        "Un troc de graines, existe déjà",
        "Un ciné-débat : déjà en place au centre social",
        "Une chorale. Existe déjà chez nos voisins.",
        "Une halte-garderie => existe déjà à Saint-Martin",
        "A toilet block → already exists in Millbrook",
        "Une friperie – existe déjà à côté (Nora)",
        "Un four (existe déjà : MJC Éluard)",
        "Un verger (existe déjà, à faire connaître)",
        "Une laverie (il y en a déjà une à la gare)",
        "A toy library (exists in York already)",
        "A choir – already running at the town hall",
        "A bike kitchen: already there since 2018.",
        "(existe déjà à Sèvres) un club de lecture",
        "A toy library. This already exists at the children’s centre; extend its hours on Saturdays and in summer too.",
        "Une bourse aux jouets. Ça existe déjà à la médiathèque ; y ajouter les vélos et les livres des enfants",
        "A tool bank – it already exists at the station",
        "Un pédibus. Il y en a déjà un à l’école, tous les matins",
    ],
)
def test_where_it_exists_is_a_status_and_stays(text: str) -> None:
    shown = text.removesuffix(" (Nora)")  # who spoke
    for found in (read(f"- {text}\n- Un lavoir\n"), read(f'Idée;Lieu\n"{text}";gare\nUn lavoir;port\n')):
        assert [row.status for row in found.rows] == ["existing", "to_create"]
        assert found.rows[0].text in (text, shown)
        assert "1 idea" in told(found, READ_WITHIN)
        assert text[:20] in told(found, READ_WITHIN)
        assert takes_apart(found)


@pytest.mark.parametrize(
    "text",
    [
        "Un bal (existe-t-il déjà ?)",
        "Un bal (n’existe pas encore ici)",
        "Un jardin (existe déjà, à étendre)",
        "Un jardin (existe déjà) à agrandir",
        "Un marché – existait avant",
        "Un cours (existe déjà pour les enfants)",
        "Un théâtre (il n'existe pas de salle)",
        "Une fête – déjà fait en 2019",
        "A garden (already exists elsewhere)",
        "Une bourse aux jouets. Ça existe déjà à la médiathèque, mais seulement en décembre",
        "A toy library. This already exists at the children’s centre, but it closes at four in the afternoon",
        "Un lieu comme à Nantes. Il existe déjà à Nantes depuis 2019",
        "Une friperie. Ça existe déjà, à étendre au centre",
    ],
)
def test_what_may_say_something_else_is_told(text: str) -> None:
    found = read(f"- {text}\n- Un lavoir\n")
    assert (found.rows[0].text, found.rows[0].status) == (text, "to_create")
    assert text[:20] in told(found, NOT_READ)


@pytest.mark.parametrize(
    "text",
    [
        "Faire connaître les lieux : ce qui existe déjà au centre",
        "Aider les jeunes, déjà nombreux au centre",
        "Valoriser les groupes qui existent déjà au centre social",
        "Un marché - pour tous, en place publique",
        "Une école comme à Lyon, qui existe déjà à Nantes",
    ],
)
def test_other_words_are_of_the_idea_and_nothing_is_told(text: str) -> None:
    found = read(f"- {text}\n- Un lavoir\n")
    assert found.rows[0].status == "to_create"
    assert not told(found, NOT_READ) + told(found, READ_WITHIN)


def test_a_heading_or_a_column_says_it_before_such_words_do() -> None:
    found = read("À créer :\n- Un bal (existe déjà à Lyon)\n- Un four\n")
    assert found.rows[0].status == "to_create"
    assert "Un bal" in told(found, NOT_READ)
    found = read("Idée;Statut\nUn bal (existe déjà à Lyon);à créer\nUn four;existe\n")
    assert [row.status for row in found.rows] == ["to_create", "existing"]
    assert not told(found, NOT_READ)


@pytest.mark.parametrize("sign", ["(existe déjà ", " – déjà", ", existe", ": ", "(deja)", "it is ", "c'est "])
def test_no_text_takes_long(sign: str) -> None:
    began = time.process_time()
    phrase_beside((sign * 10_000)[:10_000])
    assert time.process_time() - began < 1
