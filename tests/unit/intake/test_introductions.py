"""Lines that introduce the list of a table in a sentence, and lists that would go to another table by a guess."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.after_doubt import OF_OTHER_TABLE
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, table: int | None = None) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=table), 8)


def ideas(found: Incoming) -> list[tuple[int, str]]:
    return [(row.table, row.text) for row in found.rows]


@pytest.mark.parametrize(
    "line",
    [
        "Pour la table 4, on était 7 et on a sorti :",
        "Pour la table 4 (j'ai récupéré la feuille de Participante 07) :",
        "Et voici, enfin, ce que la table n° 4 nous a laissé\u00a0:",
        "For table 4 we had six people and came up with:",
        "The people at table 4 wrote this down:",
        "Du côté de la 4e table, beaucoup d'échanges :",
        "Le 4e groupe a proposé :",
        "Our team 4 came up with:",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", "1) ", ""])
@pytest.mark.parametrize("given", [None, 2])
def test_a_sentence_with_a_colon_that_names_one_table_above_a_list_is_its_title(
    line: str, bullet: str, given: int | None
) -> None:
    if line.startswith("Et ") and not bullet:
        return  # a line among others, none of which has a bullet
    other = line.replace("4e", "5e").replace("4", "5").replace("7", "9")
    found = read(f"{line}\n{bullet}un banc\n{bullet}un four\n\n{other}\n{bullet}un lit\n{bullet}un bal\n", given)
    assert ideas(found) == [(4, "un banc"), (4, "un four"), (5, "un lit"), (5, "un bal")]


@pytest.mark.parametrize(
    "line",
    ["On rejoint la table 2 :", "Comme la table 2 :", "Same as table 2:", "Nos idées :"],
)
def test_a_sentence_that_speaks_of_another_table_begins_no_list_of_it(line: str) -> None:
    found = read(f"Table 1\n- un banc\n- un four\n{line}\n- un lit\n- un bal\n")
    assert ideas(found) == [(1, "un banc"), (1, "un four"), (1, "un lit"), (1, "un bal")]
    assert ideas(read(f"{line}\n- un lit\n- un bal\n", 1)) == [(1, "un lit"), (1, "un bal")]


@pytest.mark.parametrize("line", ["Les tables 2 et 3 ont dit :", "Pour la table 2 et la table 3, on a sorti :"])
def test_a_sentence_of_several_tables_gives_its_list_to_none_of_them_by_a_guess(line: str) -> None:
    found = read(f"Table 1\n- un banc\n- un four\n{line}\n- un lit\n- un bal\n")
    assert ideas(found) == [(1, "un banc"), (1, "un four")]
    assert [row.line for row in found.refused] == [5, 6]


def test_an_idea_with_a_colon_and_its_points_stays() -> None:
    found = read("Table 1\n- un banc à la table 2 du parc :\n  - en bois\n- un four\n")
    assert {table for table, _text in ideas(found)} == {1}


def test_a_line_in_doubt_that_names_another_table_is_told_above_its_ideas() -> None:
    of_four, of_five = "- un banc\n- un four\n", "- un lit\n- un bal\n"
    text = f"Pour la table 4 on était sept\n\n{of_four}\nPour la table 5 on était trois\n\n{of_five}"
    found = read(text, 4)
    told = [notice.params for notice in found.reading.notices if notice.text == OF_OTHER_TABLE]
    assert [(each["line"], each["named"], each["table"]) for each in told] == [(6, 5, 4)]
    assert [n.params["line"] for n in read(text, 1).reading.notices if n.text == OF_OTHER_TABLE] == [1, 6]
    assert not [notice for notice in read(text).reading.notices if notice.text == OF_OTHER_TABLE]
