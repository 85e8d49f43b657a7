"""Tables that a file calls by the names, or the letters, that they have in the room."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.lettered_tables import BY_LETTERS, TOO_FEW
from facilitate.workshop.intake.named_tables import with_numbers

NAMES = {"Cèdre": 1, "Tilleul": 2, "Saule": 3}


def read(text: str, tables: int = 4, names: dict[str, int] | None = None) -> Incoming:
    contents = with_numbers(contents_of(text.encode()), NAMES if names is None else names)
    return read_ideas(contents, Choices(), tables)


@pytest.mark.parametrize(
    "head", ["Groupe", "Group", "Quartier", "Couleur", "Thème", "Vous étiez dans quel groupe ?", "Service", "Zone"]
)
def test_a_column_of_the_tables_names_names_the_tables_whatever_it_is_called(head: str) -> None:
    found = read(f"{head};Idée;Points\nCèdre;Un verger;4\nSaule;Un préau;2\nSaule;Une mare;7\nTotal;;13\n")
    assert [(row.table, row.text) for row in found.rows] == [(1, "Un verger"), (3, "Un préau"), (3, "Une mare")]


def test_lines_of_a_title_above_the_header_do_not_hide_such_a_column() -> None:
    found = read("Forum de novembre;\nSalle des fêtes;\nGroupe;Idée\nTilleul;Un verger\nCèdre;Un préau\n")
    assert [row.table for row in found.rows] == [2, 1]


def test_a_column_that_holds_other_words_too_names_no_table() -> None:
    found = read("Lieu;Idée\nCèdre;Un verger\nÉcole;Un préau\n")
    assert {row.reason.text for row in found.refused if row.reason.text.startswith("No table")}
    assert found.rows == ()


@pytest.mark.parametrize(
    "heading",
    [
        *("TILLEUL TABLE (8 people)", "Tilleul table", "TABLE TILLEUL", "# Tilleul (6 people)", "Tilleul (6 people)"),
        *(
            "## Table du Tilleul",
            "La table Tilleul :",
            "Table : Tilleul",
            "Groupe « Tilleul »",
            "**Tilleul** (7 personnes, note : P.07)",
        ),
        *("Tilleul – 8 personnes", "# Tilleul (côté jardin)", "Tilleul (rapporteuse : P.07)"),
    ],
)
def test_a_heading_with_the_name_of_a_table_begins_its_part(heading: str) -> None:
    for mark in ("- ", ""):
        found = read(f"Table Cèdre\n{mark}un verger\n\n{heading}\n{mark}un préau\n{mark}une mare\n")
        assert [(row.table, row.text) for row in found.rows] == [(1, "un verger"), (2, "un préau"), (2, "une mare")]


@pytest.mark.parametrize("idea", ["Tilleul à planter", "Saule (près de la mare)", "Le Cèdre : un café"])
def test_an_idea_that_mentions_such_a_name_is_one(idea: str) -> None:
    assert len(read(f"Table 1\nun verger\n{idea}\nune mare\n").rows) == 3


@pytest.mark.parametrize("head", ["À quelle table étiez-vous ?", "Groupe", "Table"])
def test_letters_for_tables_are_told_with_the_way_to_bring_them_in(head: str) -> None:
    text = f"{head};Idée\nTable A;Un verger\nTable C;Un préau\n"
    found = read(text)
    assert found.rows == ()
    assert [row.reason.text for row in found.refused] == [BY_LETTERS, BY_LETTERS]
    assert found.refused[0].reason.params == {"pairs": "A = 1, C = 3", "names": "1 --name A, 3 --name C"}
    named = read(text, names={"A": 1, "C": 3})
    assert [row.table for row in named.rows] == [1, 3]
    assert [row.table for row in read(text.replace("Table A", "1").replace("Table C", "3")).rows] == [1, 3]


def test_more_letters_than_tables_are_told_too() -> None:
    found = read("Table;Idée\nA;Un verger\nB;Un préau\nC;Une mare\n", tables=2)
    assert [row.reason.text for row in found.refused] == [TOO_FEW] * 3


def test_letters_in_titles_of_a_text_are_told_so_too() -> None:
    found = read("Table A\n- Un verger\n- Une mare\n\nTable B\n- Un préau\n- Un four\n")
    assert [notice.text for notice in found.reading.notices] == [BY_LETTERS]
    assert found.rows == ()


def test_a_number_with_a_remark_in_brackets_is_a_table() -> None:
    found = read("Table;Idée\n1 (rapporteuse : P.07);Un verger\n2 (sans rapporteur);Un préau\n3 (8 people);Une mare\n")
    assert [row.table for row in found.rows] == [1, 2, 3]


def test_who_counted_below_the_names_does_not_hide_them() -> None:
    found = read(
        "Équipe,Idée,Voix\nCèdre,Un verger,4\nSaule,Un préau,2\nTotal,,6\nCompté par P.07,,\nSource : photos,,\n"
    )
    assert [(row.table, row.text) for row in found.rows] == [(1, "Un verger"), (3, "Un préau")]
    assert all(row.aside for row in found.refused)


def test_bare_letters_below_a_group_are_told_too() -> None:
    assert [row.reason.text for row in read("Groupe;Idée\nA;Un verger\nB;Un préau\n").refused] == [BY_LETTERS] * 2
