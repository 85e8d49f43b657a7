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
    "title",
    [
        "Table",
        "Idée",
        "Commentaires",
        "Ce qui nous plaît",
        "Thème",
        "Existe ailleurs",
        "À vérifier",
        "To check",
        "What",
    ],
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
    assert any(other in str(notice.params.get("words")) for notice in found.reading.notices)
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


@pytest.mark.parametrize(("there", "missing"), OURS)
@pytest.mark.parametrize("form", ["{} :", "**{}**", "## {}", "### {} :", "__{}__ :", "{}"])
@pytest.mark.parametrize("bullet", ["- ", "", "1) "])
def test_a_line_that_names_a_status_gives_it_to_the_ideas_below(
    there: str, missing: str, form: str, bullet: str
) -> None:
    if form == "{}" and missing == "New ideas":
        return  # without any sign these may be words of somebody
    lines = ["# Table 1", form.format(there), f"{bullet}Un four", f"{bullet}Un pré", form.format(missing)]
    lines += [f"{bullet}Un gué", "", "# Table 2", f"{bullet}Un mur"]
    assert ideas(read("\n".join(lines))) == [
        (1, "existing", "Un four"), (1, "existing", "Un pré"), (1, "to_create", "Un gué"), (2, "to_create", "Un mur")
    ]  # fmt: skip


def test_statuses_of_bullets_of_titles_and_above_tables() -> None:
    further_in = read("Table 1\n- Existe :\n  - Un four\n- À créer :\n  - Un pré\n- Un gué\n")
    assert [(row.status, row.text, row.detail) for row in further_in.rows] == [
        ("existing", "Un four", ""), ("to_create", "Un pré", ""), ("to_create", "Un gué", "")
    ]  # fmt: skip
    titled = read("Table 1 - Existe\n- Un four\nTable 1 - À créer\n- Un pré\n")
    assert ideas(titled) == [(1, "existing", "Un four"), (1, "to_create", "Un pré")]
    above = read("CE QUI EXISTE\nTable 1\n- Un four\nTable 2\n- Un pré\nCE QUI MANQUE\nTable 1\n- Un gué\n")
    assert ideas(above) == [(1, "existing", "Un four"), (2, "existing", "Un pré"), (1, "to_create", "Un gué")]
    themes = read("Table 1\nExiste :\nMobilité\n- Un four\nCulture\n- Un pré\nÀ créer :\nMobilité\n- Un gué\n")
    assert [row.status for row in themes.rows] == ["existing", "existing", "to_create"]
    below_a_theme = read("Table 1\nMobilité\nExiste :\n- Un four\nCulture\n- Un pré\n")
    assert [row.status for row in below_a_theme.rows] == ["existing", "to_create"]


def test_another_status_above_ideas_is_told() -> None:
    found = read("Table 1\nExiste :\n- Un four\nÀ renforcer :\n- Un pré\n")
    assert ideas(found) == [(1, "existing", "Un four"), (1, "to_create", "Un pré")]
    assert any("À renforcer" in str(notice.params.get("words")) for notice in found.reading.notices)


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        *(
            (": existe déjà", ""),
            ("(existe déjà)", ""),
            ("→ existe déjà", ""),
            ("existe déjà", ""),
            ("  - existe déjà", ""),
        ),
        ("(existe déjà, à faire connaître)", "existe déjà, à faire connaître"),
    ],
)
def test_a_line_below_an_idea_may_be_its_status(line: str, detail: str) -> None:
    found = read(f"Table 1\n- Un four\n{line}\n- Un pré\n" if line[0] == " " else f"Table 1\nUn four\n{line}\nUn pré\n")
    assert [(row.status, row.text, row.detail) for row in found.rows] == [
        ("existing", "Un four", detail), ("to_create", "Un pré", "")
    ]  # fmt: skip


def test_statuses_that_end_each_idea_are_of_the_one_above() -> None:
    found = read("Table 1\nUn four\nExiste déjà\nUn pré\nÀ créer\nTable 2\nUn gué\nExiste déjà\n")
    assert [row.status for row in found.rows] == ["existing", "to_create", "existing"]


@pytest.mark.parametrize(
    "words",
    [
        *("Fait maison", "À faire soi-même", "Déjà vu : un ciné-club", "Nouveau", "Existe-t-il un lieu calme ?"),
        *(
            "Ce qui existe déjà mérite d’être connu",
            "À créer avec les jeunes : un journal",
            "Créer des choses",
            "Projet",
        ),
    ],
)
def test_ideas_that_begin_like_a_status_stay(words: str) -> None:
    assert [row.text for row in read(f"Table 1\n{words}\nUn four\n").rows] == [words, "Un four"]
    going_on = read("Table 1\n- Faire connaître ce qui\nexiste déjà\n- Un four\n")
    assert [row.text for row in going_on.rows][-1] == "Un four"
    assert {row.status for row in going_on.rows} == {"to_create"}


def test_as_written_no_line_is_a_status() -> None:
    assert [row.text for row in read("Table 1\nExiste :\n- Un four\n", as_written=True).rows] == ["Existe :", "Un four"]


@pytest.mark.parametrize(
    "text",
    [
        '"Table 1"\n"{0}"\n"Un four"\n"{1} :"\n"Un gué"\n"Table 2"\n"Un mur"\n',
        "Table;Idée;Porteur\n{0};;\n1;Un four;Odile\n{1};;\n1;Un gué;Karim\n2;Un mur;Odile\n",
        "Table 1;Table 2\n{0};{0}\nUn four;\n{1};{1}\nUn gué;Un mur\n",
        "Table 1;Table 2\n{0};\nUn four;\n{1} :;\nUn gué;Un mur\n",
    ],
)
@pytest.mark.parametrize(("there", "missing"), OURS)
def test_a_row_that_only_names_a_status_gives_it_to_the_rows_below(text: str, there: str, missing: str) -> None:
    missing = "À créer" if missing == "New ideas" else missing
    found = read(text.format(there, missing))
    assert ideas(found) == [(1, "existing", "Un four"), (1, "to_create", "Un gué"), (2, "to_create", "Un mur")]
    assert any(there in str(notice.params.get("words")) for notice in found.reading.notices)


def test_rows_of_a_sheet_with_statuses_stay_rows() -> None:
    found = read("Table;Idée;Statut\n1;Un four;existe\n1;Un gué;à créer\n;Existe;\n")
    assert [row.status for row in found.rows][:2] == ["existing", "to_create"]


@pytest.mark.parametrize("quoted", ["{}", '"{}"'])
def test_a_status_with_no_ideas_gives_itself_to_no_other_table(quoted: str) -> None:
    lines = [
        "Table 1",
        "À créer :",
        "Un four",
        "Existe :",
        "Table 2",
        "Un pré",
        "Existe :",
        "Un mur",
        "Table 3",
        "Un gué",
    ]
    found = read("".join(quoted.format(line) + "\n" for line in lines))
    assert ideas(found) == [
        (1, "to_create", "Un four"), (2, "to_create", "Un pré"), (2, "existing", "Un mur"), (3, "to_create", "Un gué")
    ]  # fmt: skip
    above = [
        "Existe :",
        "Table 1",
        "Un four",
        "Table 2",
        "Un pré",
        "À créer :",
        "Table 1",
        "Un mur",
        "Table 2",
        "Un gué",
    ]
    found = read("".join(quoted.format(line) + "\n" for line in above))
    assert [row.status for row in found.rows] == ["existing", "existing", "to_create", "to_create"]


def test_a_second_header_that_differs_leaves_the_first_one() -> None:
    text = "Table;Idée;Statut\n1;Un four;existe\nTable;Idée;Existe déjà ?\n2;Un pré;oui\n"
    assert [row.text for row in read(text).rows if row.table] == ["Un four", "Un pré"]
    assert read(text).reading.header == 1


@pytest.mark.parametrize(("title", "status"), [("Nouvelles idées", "to_create"), ("Idées existantes", "existing")])
def test_the_title_of_an_only_column_is_no_idea(title: str, status: str) -> None:
    found = read(f'"{title}"\n"Un four"\n"Un pré"\n', table=1)
    assert ideas(found) == [(1, status, "Un four"), (1, status, "Un pré")]


def test_a_status_below_several_ideas_is_of_none_of_them() -> None:
    found = read("Table 1\nUn four\nUn pré\nExistant\nTable 2\nUn gué\n")
    assert ideas(found) == [(1, "to_create", "Un four"), (1, "to_create", "Un pré"), (2, "to_create", "Un gué")]


@pytest.mark.parametrize("line", ["  - existe déjà à la MJC", "  existe déjà à la MJC", "  → existe déjà à la MJC"])
def test_a_phrase_below_an_idea_is_its_status_and_its_detail(line: str) -> None:
    found = read(f"- Un atelier vélo\n{line}\n- Un four\n", table=1)
    assert ideas(found) == [(1, "existing", "Un atelier vélo"), (1, "to_create", "Un four")]
    assert found.rows[0].detail == "existe déjà à la MJC"


def test_a_status_is_of_the_idea_though_a_remark_stands_between() -> None:
    found = read("- Un four\n   - oui !!\n   - existe déjà à Rosny\n- Un bal\n", table=1)
    assert ideas(found) == [(1, "existing", "Un four"), (1, "to_create", "Un bal")]
