"""Workbooks with a sheet for each table, items named once, and lines that begin with a word and a colon."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.sheets.counting import counted
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from tests.support.examples import examples
from tests.support.workbooks import ods, xls, xlsx

TABLES = 6
IDEAS = [
    "Un jardin partagé", "Des vélos à prêter", "Une fête des voisins", "Un four à pain", "Ouvrir la bibliothèque",
    "Créer une crèche", "Planter des arbres", "Réparer ensemble", "Cuisiner le midi", "Prêter des outils",
]  # fmt: skip
SHEETS = ["Table {}", "Groupe {}", "T{} - Les aînés", "Tisch {}", "table n° {}", "Équipe {} : le soir"]
ITEMS = ["Manger", "Jouer", "Habiter", "Se déplacer"]
LABELS = ["Lieux", "Liens", "Moyens", "Publics", "Rythme"]
FIRST_NAMES = ["Léa", "Mohamed", "Aïcha", "Jean-Marc", "Fatou", "Inès", "Karim"]


def read(data: bytes) -> Incoming:
    return read_ideas(contents_of(data), Choices(), TABLES)


@settings(max_examples=examples(30), deadline=None)
@given(
    data=st.data(),
    tables=st.lists(st.integers(1, TABLES), min_size=2, max_size=4, unique=True),
    made=st.sampled_from([xlsx, ods, xls]),
    other=st.booleans(),
)
def test_each_sheet_comes_in_once_at_its_table(data: st.DataObject, tables: list[int], made: type, other: bool) -> None:
    sheets: dict[str, list[list[str]]] = {"Mode d’emploi": [["Une feuille par table"]]} if other else {}
    expected = []
    for table in tables:
        ideas = data.draw(st.lists(st.sampled_from(IDEAS), min_size=1, max_size=4, unique=True))
        names = data.draw(st.permutations(["Idée", "Statut"]))
        rows = [["existant" if name == "Statut" else idea for name in names] for idea in ideas]
        sheets[data.draw(st.sampled_from(SHEETS)).format(table)] = [list(names), *rows]
        expected += [(table, idea, "existing") for idea in ideas]
    found = read(made(sheets))
    assert [(row.table, row.text, row.status) for row in found.rows] == expected
    assert not found.refused
    assert len(found.reading.notices) == 1 + other


@settings(max_examples=examples(30), deadline=None)
@given(data=st.data(), made=st.sampled_from([xlsx, ods, xls]))
def test_items_named_once_are_those_of_the_rows_below(data: st.DataObject, made: type) -> None:
    items = data.draw(st.permutations(ITEMS))[: data.draw(st.integers(2, len(ITEMS)))]
    counts = [data.draw(st.integers(2, 3)) for _ in items]
    expected = [item for item, count in zip(items, counts, strict=True) for _ in range(count)]
    written = [item if place in (0, expected.index(item)) else "" for place, item in enumerate(expected)]
    rows = [["1", item, f"{IDEAS[place % len(IDEAS)]} {place}"] for place, item in enumerate(written)]
    found = read(made({"Idées": [["Table", "Thème", "Idée"], *rows]}))
    assert [row.category for row in found.rows] == expected
    below = counted(len(rows) - len(items), "row")
    assert [notice.params for notice in found.reading.notices] == [{"rows": below}]


@settings(max_examples=examples(30), deadline=None)
@given(data=st.data(), people=st.booleans())
def test_names_before_colons_are_left_out_and_themes_stay(data: st.DataObject, people: bool) -> None:
    labels = data.draw(st.permutations(FIRST_NAMES if people else LABELS))[:2]
    ideas = data.draw(st.permutations(IDEAS))[: data.draw(st.integers(4, 8))]
    lines = [f"{labels[place % 2]} : {idea}" for place, idea in enumerate(ideas)]
    found = read("\n".join(["Table 2", *lines, ""]).encode())
    assert [(row.table, row.text) for row in found.rows] == [(2, each) for each in (ideas if people else lines)]
