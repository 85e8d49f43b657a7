"""Layouts across: a column for each table, groups of columns, several ideas a row, and titles between the rows."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Kind, Origin, SheetRow, Table, Unclear
from facilitate.sheets.headers import find_header
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, table: int | None = None) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=table), 6)


def ideas(found: Incoming) -> list[tuple[int, str]]:
    return [(row.table, row.text) for row in found.rows]


@pytest.mark.parametrize("table", [None, 1])
@pytest.mark.parametrize(
    ("header", "tables"),
    [
        ("Table 1;Table 2;Table 3", (1, 2, 3)),
        ("Groupe 2;Groupe 3;Groupe 1", (2, 3, 1)),
        ("T1;T4;T6", (1, 4, 6)),
        ("Tisch 1;Tisch 2;Tisch 3", (1, 2, 3)),
        ("Table 1 : jeunes;Table 2 : aînés;Table 5 : élus", (1, 2, 5)),
        ("1;2;3", (1, 2, 3)),
    ],
)
def test_a_column_for_each_table(header: str, tables: tuple[int, int, int], table: int | None) -> None:
    found = read(f"{header}\nUn banc;Un four;Un lit\nUn sac;Un pré;\n;Un mur;\n", table)
    one, two, three = tables
    assert ideas(found) == [
        (one, "Un banc"), (two, "Un four"), (three, "Un lit"), (one, "Un sac"), (two, "Un pré"), (two, "Un mur")
    ]  # fmt: skip
    assert [column.field for column in found.reading.columns] == ["idea"] * 3


def test_a_line_of_tables_above_the_names_of_their_columns() -> None:
    found = read("Table 1;;Table 2;\nIdée;Statut;Idée;Statut\nUn banc;existant;Un four;à créer\nUn lit;à créer;;\n")
    assert [(row.table, row.text, row.status) for row in found.rows] == [
        (1, "Un banc", "existing"), (2, "Un four", "to_create"), (1, "Un lit", "to_create")
    ]  # fmt: skip


def test_several_ideas_in_a_row() -> None:
    found = read("Table;Idée 1;Idée 2;Statut\n1;Un banc;Un four;existant\n2;Un lit;;\n")
    assert [(row.table, row.text, row.status) for row in found.rows] == [
        (1, "Un banc", "existing"), (1, "Un four", "existing"), (2, "Un lit", "to_create")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "N° de table;Première idée;Deuxième idée;Commentaire",
        "Table;Idée 1;Idée 2;Commentaires éventuels",
        "Table;Votre 1re proposition;Votre 2e proposition;Une remarque ?",
        "Table;Proposition n°1;Proposition n°2;Commentaire",
        "Table;Quelle est votre idée ?;Avez-vous une autre idée ?;Message",
        "Table number;First idea;Second idea (optional);Comments",
        "Table;1st idea;2nd idea;Any other comment?",
        "Table;Votre idée n°1 pour le quartier;Votre idée n°2 pour le quartier;Avis",
    ],
)
def test_a_column_for_each_idea_and_a_comment_that_is_about_none_of_them(header: str) -> None:
    found = read(f"{header}\n1;Un banc public;Un four à pain;Merci pour l’accueil\n2;Un lit;;\n3;;Un mur;\n")
    assert ideas(found) == [(1, "Un banc public"), (1, "Un four à pain"), (2, "Un lit"), (3, "Un mur")]
    assert {row.detail for row in found.rows} == {""}
    assert found.reading.left_out == (header.rsplit(";", maxsplit=1)[-1],)


def test_a_third_idea_by_another_name_is_one_too() -> None:
    found = read("Table;Your idea;Another idea;Another idea\n1;A bench;An oven;A pond\n2;A wall;;\n")
    assert ideas(found) == [(1, "A bench"), (1, "An oven"), (1, "A pond"), (2, "A wall")]


def test_comments_by_number_are_no_ideas_beside_one() -> None:
    text = "Table;Votre idée en une phrase;Commentaire 1;Commentaire 2\n1;Un banc;en bois;au soleil\n2;Un lit;;\n"
    found = read(text)
    assert [(row.text, row.detail) for row in found.rows] == [("Un banc", "en bois"), ("Un lit", "")]
    assert [notice.params["column"] for notice in found.reading.notices] == ["Commentaire 2"]


@pytest.mark.parametrize(
    "header",
    [
        "Table;Idée 1;Détail 1;Statut 1;Idée 2;Détail 2;Statut 2",
        "Table;Vos idées [Une];Détail;Statut;Vos idées [Deux];Détail;Statut",
        "Table;Idée n° 1;Description 1;Existe déjà ? 1;Idée n° 2;Description 2;Existe déjà ? 2",
    ],
)
def test_several_ideas_in_a_row_each_with_what_is_its_own(header: str) -> None:
    found = read(f"{header}\n3;Un banc;en bois;existant;Un four;à pain;à créer\n2;;;;Un lit;;existant\n")
    assert [(row.table, row.text, row.detail, row.status) for row in found.rows] == [
        (3, "Un banc", "en bois", "existing"), (3, "Un four", "à pain", "to_create"), (2, "Un lit", "", "existing")
    ]  # fmt: skip


def test_titles_between_the_rows_give_their_table_and_are_no_ideas() -> None:
    text = "Idée;Statut\nTable 2 : les aînés;\nUn banc;existant\nTABLE 4;\nUn four;\nIdée;Statut\nUn lit;\n"
    found = read(text, 1)
    assert (ideas(found), found.refused) == ([(2, "Un banc"), (4, "Un four"), (4, "Un lit")], ())
    assert found.reading.rows == 3


def test_a_title_above_the_table_names_its_table() -> None:
    for title in ("Table 3", "Propositions de la table 3", "TABLE 3 : les jeunes"):
        found = read(f"Atelier du 28 novembre;\n{title};\nIdée;Statut\nUn banc;existant\n")
        assert ideas(found) == [(3, "Un banc")]
        assert [str(notice) for notice in found.reading.notices] == [
            f"The lines above the column headings are not ideas (2 lines): “Atelier du 28 novembre”, “{title}”."
        ]


@pytest.mark.parametrize("header", ["Existant;À créer", "Idées existantes;Idées à créer", "Existing ideas;New ideas"])
def test_a_column_for_each_status(header: str) -> None:
    found = read(f"{header}\nUn banc;Un four\nUn lit;\n", 2)
    assert [(row.table, row.text, row.status) for row in found.rows] == [
        (2, "Un banc", "existing"), (2, "Un four", "to_create"), (2, "Un lit", "existing")
    ]  # fmt: skip


def test_a_second_line_of_a_header_is_no_idea() -> None:
    found = read(
        "Respondent ID,Email Address,What ideas do you have?\n,,Open-Ended Response\n1,a@example.org,A bench\n", 2
    )
    assert (ideas(found), found.refused, found.reading.rows) == ([(2, "A bench")], (), 1)


def test_columns_of_themes_are_asked_for() -> None:
    with pytest.raises(Unclear):
        read("Mobilité;Nature;Culture\nUn banc;Un four;Un lit\nUn sac;Un pré;\n", 2)


_ASKED = "Que faire de la place ?"


@pytest.mark.parametrize(
    "header",
    [
        f"Respondent;{_ASKED};{_ASKED};{_ASKED}",
        "Voter;What should we do;What should we do;What should we do",
        "Voter;Quelles sont vos 3 idées ?;Quelles sont vos 3 idées ?;Quelles sont vos 3 idées ?",
        "N°;Votre idée;Votre idée;Votre idée",
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_one_question_over_several_columns_is_an_idea_in_each(header: str, named: bool) -> None:
    text = f"{header}\n1;Un banc;Un four;\n2;Un lit;;\n"
    choices = Choices(table=2, idea=header.split(";")[1] if named else "")
    found = read_ideas(contents_of(text.encode()), choices, 6)
    assert (ideas(found), found.refused) == ([(2, "Un banc"), (2, "Un four"), (2, "Un lit")], ())
    assert found.reading.left_out == (header.split(";", maxsplit=1)[0],)


def test_columns_of_one_title_that_a_person_names_keep_what_stands_behind_each() -> None:
    text = "Date;Proposition;Commentaire;Proposition;Commentaire\n2026-11-01;Un banc;en bois;Un four;\n"
    found = read_ideas(contents_of(text.encode()), Choices(table=1, idea="Proposition"), 6)
    assert [(row.text, row.detail) for row in found.rows] == [("Un banc", "en bois"), ("Un four", "")]


@pytest.mark.parametrize(
    "text", ["Un banc;Un banc;Un four\nUn lit;Un sac;Un mur", "Un bal ?;Un bal ?;Un lit\nUn four;Un bal ?;Un sac"]
)
def test_a_first_row_that_says_a_thing_twice_is_no_header(text: str) -> None:
    rows = [SheetRow(line, tuple(row.split(";")), row) for line, row in enumerate(text.split("\n"), 1)]
    assert find_header(Table(Origin(Kind.XLSX), tuple(rows))).line == 0


def test_columns_of_names_under_one_title_are_no_ideas() -> None:
    text = "N°;Participant ?;Participant ?\n1;Anne Roux;Paul Roy\n2;Omar Benali;\n3;Inès Roy;Marc Roy\n"
    with pytest.raises(Refused, match="list of people"):
        read(text, 2)


def test_a_second_line_of_a_header_names_the_parts_of_a_question() -> None:
    found = read(
        "Respondent;Table;Please share your ideas;;;Would you like to explain?\n"
        ";Open-Ended Response;Idea 1;Idea 2;Idea 3;Open-Ended Response\n"
        "118;1;A bench;An oven;A pond;For all of us\n119;2;A wall;;;\n"
    )
    assert ideas(found) == [(1, "A bench"), (1, "An oven"), (1, "A pond"), (2, "A wall")]
    assert (found.refused, found.reading.left_out) == ((), ("Respondent", "Would you like to explain?"))


def test_a_question_that_a_form_asks_again_with_a_number_is_the_same() -> None:
    found = read("Table;Idée 1;Précisez;Idée 2;Précisez2;Idée 3;Précisez3\n1;Un banc;;Un four;à pain;Un lit;en bois\n")
    assert [(row.text, row.detail) for row in found.rows] == [
        ("Un banc", ""), ("Un four", "à pain"), ("Un lit", "en bois")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "Table;Votre idée prioritaire ?;Une autre idée ?;Encore une idée ?",
        "Table;Top idea;Second idea;Last idea",
        "Table;Idée A;Idée B;Idée C",
    ],
)
def test_ideas_that_are_called_the_best_or_have_letters(header: str) -> None:
    assert len(read(f"{header}\n1;Un banc public;Un four à pain;Un lit\n2;Un mur;;\n").rows) == 4
