"""Columns of yes and no: what yes means is what the column's name asks, and is never guessed."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


def statuses(found: Incoming) -> list[str]:
    return [row.status for row in found.rows]


def told(found: Incoming) -> str:
    return " ".join(notice.text for notice in found.reading.notices)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Déjà fait ?",
            "Déjà réalisé",
            "En place ?",
            "Mise en œuvre",
            "Déjà",
            "C’est fait ?",
            "Statut (oui = existe)",
        ),
        *("Already done?", "Existing?", "Is it already there?", "Idée déjà réalisée ?", "Existe déjà chez nous ?"),
        *("Gibt es das schon?", "Ya existe", "Déjà en service (O/N)", "Cocher si existant", "Dispositif existant"),
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("oui", "non"), ("x", ""), ("VRAI", "FAUX"), ("yes", "no"), ("1", "0")])
def test_yes_exists_where_the_name_asks_for_it(name: str, yes: str, no: str) -> None:
    found = read(f"Table;Idée;{name}\n1;Un moulin;{yes}\n2;Une halle;{no}\n3;Un four à pain;{yes}\n")
    assert statuses(found) == ["existing", "to_create", "existing"]


@pytest.mark.parametrize(
    "name",
    [
        *("À créer ?", "Nouveau ?", "Pas encore fait ?", "N’existe pas ?", "À mettre en place", "Reste à faire ?"),
        *("To be done?", "Is it new?", "Not yet done?", "Nouvelle idée ?", "Brand new?"),
    ],
)
def test_yes_is_to_be_created_where_the_name_asks_for_that(name: str) -> None:
    assert statuses(read(f"Table;Idée;{name}\n1;Un moulin;oui\n2;Une halle;non\n")) == ["to_create", "existing"]


@pytest.mark.parametrize(
    "name",
    ["Déjà proposé ?", "Fait débat ?", "Retenue ?", "Existe ailleurs ?", "Faisable ?", "Existant / à créer ?"],
)
def test_other_questions_say_nothing_of_it(name: str) -> None:
    found = read(f"Table;Idée;{name}\n1;Un moulin;oui\n2;Une halle;non\n")
    assert statuses(found) == ["to_create", "to_create"]
    assert name in found.reading.left_out


@pytest.mark.parametrize("name", ["Statut", "État", "Status"])
def test_a_status_of_yes_and_no_is_left_out_and_told(name: str) -> None:
    found = read(f"Table;Idée;{name}\n1;Un moulin;oui\n2;Une halle;non\n")
    assert found.reading.left_out == (name,)
    assert "--status-column" in told(found)
    said = read(f"Table;Idée;{name}\n1;Un moulin;oui\n2;Une halle;non\n", status_column=name)
    assert statuses(said) == ["existing", "to_create"]
    assert "is read as “already existing”" in told(said)


def test_a_column_that_was_named_is_read_as_its_name_asks() -> None:
    sheet = "Table;Idée;{}\n1;Un moulin;oui\n2;Une halle;non\n"
    assert statuses(read(sheet.format("Déjà fait ?"), status_column="Déjà fait ?")) == ["existing", "to_create"]
    assert statuses(read(sheet.format("Reste à faire"), status_column=3)) == ["to_create", "existing"]


def test_a_yes_among_words_is_told() -> None:
    found = read("Table;Idée;Statut\n1;Un moulin;oui\n2;Une halle;existant\n2;Un four à pain;à créer\n")
    assert statuses(found) == ["to_create", "existing", "to_create"]
    assert "“Yes” or “no” as a status" in told(found)


def test_an_empty_cell_is_a_no_only_where_no_is_never_written() -> None:
    ticked = read("Table;Idée;À créer ?\n1;Un moulin;x\n2;Une halle;\n2;Un lavoir;x\n")
    assert statuses(ticked) == ["to_create", "existing", "to_create"]
    answered = read("Table;Idée;À créer ?\n1;Un moulin;oui\n2;Une halle;\n2;Un lavoir;non\n")
    assert statuses(answered) == ["to_create", "to_create", "existing"]
    unanswered = read("Table;Idée;À créer ?\n1;Un moulin;\n2;Une halle;\n")
    assert statuses(unanswered) == ["to_create", "to_create"]


def test_names_of_columns_of_ideas_ask_nothing_where_ideas_stand_below() -> None:
    for name in ("Actions à faire", "Idées existantes", "Nouvelle idée ?", "Quelle idée nouvelle ?"):
        found = read(f"Table;{name}\n1;Un moulin à vent\n2;Une halle aux grains\n")
        assert [row.text for row in found.rows] == ["Un moulin à vent", "Une halle aux grains"]


@pytest.mark.parametrize(
    "question",
    [
        *("Est-ce déjà mis en place près de chez vous ?", "Avons-nous déjà cela dans le quartier ?"),
        *("Cela se fait-il déjà par ici ?", "Y a-t-il déjà quelque chose de semblable sur la commune ?"),
        *(
            "Cette idée existe-t-elle déjà sur notre territoire, même en petit ?",
            "Cette action est-elle déjà en œuvre ?",
        ),
        *("Cette idée existe-t-elle déjà ? (une par ligne)", "Cette idée existe-t-elle déjà (un choix par idée) ?"),
        *("L’idée existe-t-elle déjà ? – une seule réponse", "Existe-t-elle déjà ? [une case à cocher]"),
        *("Is this already happening near you?", "Is it already up and running where you live?"),
        *("Do we already do this in our own centre?", "Is there already something similar nearby?"),
    ],
)
def test_whole_questions_of_forms_ask_whether_it_exists(question: str) -> None:
    found = read(f'Table,Votre idée,"{question}"\n1,Un moulin,Oui\n2,Une halle,Non\n2,Un four,Je ne sais pas\n')
    assert statuses(found) == ["existing", "to_create", "to_create"]


@pytest.mark.parametrize(
    "question",
    [
        *("Existe-t-elle dans une autre association ?", "Existe-t-il des freins ?", "Existe-t-elle quelque part ?"),
        *("Avez-vous déjà vu cela ailleurs ?", "Connaissez-vous une initiative semblable ?", "Déjà proposée ?"),
        *("Is it already running in another town?", "Has it already been discussed?"),
    ],
)
def test_a_question_that_may_ask_it_is_told_with_the_option_and_never_skipped_in_silence(question: str) -> None:
    sheet = f'Table,Votre idée,"{question}"\n1,Un moulin,Oui\n2,Une halle,Non\n2,Un four,Peut-être\n'
    found = read(sheet)
    assert statuses(found) == ["to_create"] * 3
    assert found.reading.left_out == (question,)
    assert [notice.params["column"] for notice in found.reading.notices if "--status-column" in notice.text] == [
        question
    ]
    assert statuses(read(sheet, status_column=question))[:2] == ["existing", "to_create"]


def test_a_column_of_ticks_that_is_left_out_is_one_that_is_named() -> None:
    found = read("Table;Id;Idée;Retenue;Voix\n1;A1;Un moulin;x;3\n2;A2;Une halle;;4\n2;A3;Un four;x;1\n")
    assert "Retenue" in found.reading.left_out
    assert "Retenue" not in found.reading.without_words


@pytest.mark.parametrize("total", [";TOTAL;2;3", "Total;;2;3", ";Total;2;"])
@pytest.mark.parametrize("names", ["Idée;Existe déjà;À créer", "Idea;Exists;To create"])
def test_a_total_below_two_columns_of_ticks_leaves_them_columns_of_ticks(names: str, total: str) -> None:
    found = read(f"Table;{names}\nTable 1;Un four;;x\nTable 2;Un bac;x;\nTable 2;Un gué;x;\n{total}\n")
    assert [(row.table, row.text, row.status) for row in found.rows] == [
        (1, "Un four", "to_create"), (2, "Un bac", "existing"), (2, "Un gué", "existing")
    ]  # fmt: skip
    assert [(row.line, row.aside) for row in found.refused] == [(5, True)]
