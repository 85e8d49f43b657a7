"""Statuses as titles: of columns, of columns within the groups of tables, of parts of a list."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.status_headings import is_other_status, standing_of


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


def ideas(found: Incoming) -> list[tuple[int, str, str]]:
    return [(row.table, row.status, row.text) for row in found.rows]


OURS = [
    ("Existe", "À créer"),
    ("Ce qui existe déjà", "Ce qu’il faut créer"),
    ("What exists", "What is missing"),
    ("Déjà là", "Ce qui manque"),
    ("Existing ideas", "New ideas"),
    ("Idées existantes", "Ce qu’on pourrait faire"),
    ("What already exists", "What we should create"),
]


@pytest.mark.parametrize(("there", "missing"), OURS)
def test_titles_that_name_a_status(there: str, missing: str) -> None:
    assert (standing_of(there), standing_of(missing)) == ("existing", "to_create")


@pytest.mark.parametrize(
    "title", ["Table", "Idée", "Commentaires", "Ce qui nous plaît", "Thème", "Existe ailleurs", "Rapporteur", "What"]
)
def test_other_titles_name_none(title: str) -> None:
    assert standing_of(title) is None
    assert not is_other_status(title)


@pytest.mark.parametrize(("there", "missing"), OURS)
def test_columns_of_two_statuses_without_a_column_of_tables(there: str, missing: str) -> None:
    found = read(f"{there};{missing}\nUn club photo;Une chorale\nUne AMAP;Un ciné\n", table=3)
    assert ideas(found) == [
        (3, "existing", "Un club photo"), (3, "to_create", "Une chorale"),
        (3, "existing", "Une AMAP"), (3, "to_create", "Un ciné"),
    ]  # fmt: skip


@pytest.mark.parametrize(("there", "missing"), OURS)
@pytest.mark.parametrize(
    "tables", ["Table 1;;Table 2;", "Table 1;Table 1;Table 2;Table 2", "Soirée\nTable 1;;Table 2;"]
)
def test_each_column_is_of_the_table_above_it_and_of_its_own_status(tables: str, there: str, missing: str) -> None:
    found = read(f"{tables}\n{there};{missing};{there};{missing}\nLe Repair Café;Un four;Un pré;Un gué\n;Un mur;;\n")
    assert ideas(found) == [
        (1, "existing", "Le Repair Café"), (1, "to_create", "Un four"),
        (2, "existing", "Un pré"), (2, "to_create", "Un gué"), (1, "to_create", "Un mur"),
    ]  # fmt: skip


def test_statuses_above_tables_and_beside_them() -> None:
    above = read("Existe;;À créer;\nTable 1;Table 2;Table 1;Table 2\nUn four;Un pré;Un gué;Un mur\n")
    assert ideas(above) == [
        (1, "existing", "Un four"), (2, "existing", "Un pré"), (1, "to_create", "Un gué"), (2, "to_create", "Un mur")
    ]  # fmt: skip
    beside = read(";Table 1;Table 2\nExiste;Un four;Un pré\n;Un sac;\nÀ créer;Un gué;Un mur\n")
    assert [(table, status) for table, status, _ in ideas(beside)] == [
        (1, "existing"), (2, "existing"), (1, "existing"), (1, "to_create"), (2, "to_create")
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["À renforcer", "À améliorer", "En cours", "To improve", "A développer"])
def test_a_column_of_a_status_that_is_not_ours_comes_in_and_is_told(other: str) -> None:
    found = read(f"Table;Existe;À créer;{other};Rapporteur\n1;Un four;Un pré;;Odile\n2;;Un gué;Un mur;Karim\n")
    assert ideas(found)[-1] == (2, "to_create", "Un mur")
    assert len(found.rows) == 4
    assert any(notice.params.get("words") == other for notice in found.reading.notices)
    within = read(
        f"Table 1;;;Table 2;;\nExiste;À créer;{other};Existe;À créer;{other}\nUn a;Un b;Un c;Un d;Un e;Un f\n"
    )
    assert [row.text for row in within.rows] == ["Un a", "Un b", "Un c", "Un d", "Un e", "Un f"]


def test_columns_beside_a_column_of_ideas_stay_what_they_are() -> None:
    ticked = read("Table;Idée;Existe;À créer\n4;Un four;;X\n5;Un pré;X;\n")
    assert ideas(ticked) == [(4, "to_create", "Un four"), (5, "existing", "Un pré")]
    noted = read("Table;Idée;Statut;À vérifier\n1;Un four;existe;Adresse exacte\n2;Un pré;à créer;Nom exact\n")
    assert [row.text for row in noted.rows] == ["Un four", "Un pré"]
    empty = read("Table;Idée;Existe déjà;À créer\n1;Un four;;\n2;Un pré;;\n")
    assert [row.text for row in empty.rows] == ["Un four", "Un pré"]


@pytest.mark.parametrize("sign", ["–", "-", "x", "/"])
def test_a_sign_for_nothing_is_no_idea_of_such_columns(sign: str) -> None:
    found = read(f"Table;Existe;À créer\n1;Un four;{sign}\n2;{sign};Un pré\n")
    assert [row.text for row in found.rows] == ["Un four", "Un pré"]


def test_names_of_people_below_tables_are_no_titles() -> None:
    found = read("Table 1;;Table 2;\nClaire Martin;;Paul Roy;\nUn club;;Un atelier;\nUn four;;Un pré;\n")
    assert [row.text for row in found.rows] == ["Un club", "Un atelier", "Un four", "Un pré"]
