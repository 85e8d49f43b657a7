"""Headings below the lists of tables that name no table, and those that only group the ideas of one."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.incoming import IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list

TWO = "Table 1\n- un four\n\nTable 2\n- un banc\n\n"


def ideas(text: str, given: int | None = None) -> list[tuple[int, str]]:
    """The ideas with their tables, and 0 with the line of what stays out."""
    outcomes = read_list(text, Tables(6, given)).outcomes
    return [(each.table, each.text) if isinstance(each, IncomingIdea) else (0, each.excerpt) for each in outcomes]


def notices(text: str, given: int | None = None) -> list[str]:
    return [str(notice) for notice in read_list(text, Tables(6, given)).notices]


@pytest.mark.parametrize(
    "heading",
    [
        *("Table ronde", "Synthèse", "Hors table", "Plénière", "En plénière :", "Table des ados", "Table des ados :"),
        *("CONCLUSION", "Mot de la fin", "Mise en commun", "Le coin des enfants", "Grand groupe", "Sans table"),
        *("Plenary", "Wrap-up", "Next steps", "Whole group:", "Words of the mayor", "Closing", "## Plénière"),
        *("Toutes les tables", "Synthèse générale", "**Plénière**"),
    ],
)
def test_a_heading_that_is_no_table_ends_the_one_above_and_is_told(heading: str) -> None:
    text = f"{TWO}{heading}\n- un débat\n- un bal\n"
    assert ideas(text) == [(1, "un four"), (2, "un banc"), (0, "- un débat"), (0, "- un bal")]
    told = [each for each in notices(text) if heading.lstrip("# ") in each]
    assert len(told) == 1
    assert "(lines 8–9)" in told[0]
    assert "choose its table" in told[0]
    assert ideas(text, 5) == [(1, "un four"), (2, "un banc"), (5, "un débat"), (5, "un bal")]
    assert any("goes to table 5" in each for each in notices(text, 5))


@pytest.mark.parametrize(
    "text",
    [
        "**Table 1**\n- un four\n\n**Table 2**\n- un banc\n\n**En plénière**\n- un bal\n",
        "- Table 1\n  - un four\n- Table 2\n  - un banc\n- En plénière\n  - un bal\n",
        "Table 1\n- un four\nTable 2\n- un banc\nSynthèse\n- un bal\n",
        "Table 1\nun four\n\nTable 2\nun banc\n\nSynthèse\nun bal\n",
        "Team 1\n- un four\n\nTeam 2\n- un banc\n\nTeam of the teenagers\n- un bal\n",
        "Table 1\n=======\n- un four\n\nTable 2\n=======\n- un banc\n\nPlenary\n=======\n- un bal\n",
    ],
)
def test_it_is_written_as_the_titles_of_the_tables_are(text: str) -> None:
    assert [table for table, _words in ideas(text)] == [1, 2, 0]


def test_another_table_may_follow() -> None:
    text = "Table 1\n- un four\n\nPlénière\n- un bal\n\nTable 2\n- un banc\n\nConclusion\n- un quai\n"
    assert [table for table, _words in ideas(text)] == [1, 0, 2, 0]
    assert "(lines 5, 11)" in next(each for each in notices(text) if "“Plénière”, “Conclusion”" in each)


@pytest.mark.parametrize(
    "heading",
    [
        *("Logement", "Existant", "À créer", "Accompagnement", "Idées", "Un jardin partagé", "Créer un lieu"),
        *("Organiser une table ronde", "Une synthèse", "Plus de bancs", "Planter des arbres"),
    ],
)
def test_what_groups_the_ideas_of_a_table_or_is_an_idea_with_its_parts_stays_there(heading: str) -> None:
    text = f"Table 1\n- un four\n\n{heading}\n- un bal\n\nTable 2\n- un banc\n"
    assert (1, "un bal") in ideas(text)
    assert (2, "un bal") in ideas(f"{TWO}{heading}\n- un bal\n")


def test_what_may_be_a_heading_between_two_tables_is_told() -> None:
    text = "Table 1\n- un four\n\nOutils partagés\n- un bal\n\nTable 2\n- un banc\n"
    assert ideas(text) == [(1, "un four"), (1, "Outils partagés"), (1, "un bal"), (2, "un banc")]
    assert notices(text) == ["Read as ideas of the table above, although they may be titles: “Outils partagés”."]


def test_headings_that_come_again_or_beside_themes_are_of_their_tables() -> None:
    again = "Table 1\n- un four\n\nSynthèse\n- un bal\n\nTable 2\n- un banc\n\nSynthèse\n- un quai\n"
    assert [table for table, words in ideas(again) if words.startswith("un ")] == [1, 1, 2, 2]
    beside = f"{TWO}Logement\n- un bal\n\nOutils partagés\n- un quai\n"
    assert [table for table, words in ideas(beside) if words.startswith("un ")] == [1, 2, 2, 2]


def test_the_minutes_of_one_table_have_their_own_summary() -> None:
    text = "Compte rendu de la table 5\n\n- un four\n\nSynthèse\n- un bal\n"
    assert [table for table, _words in ideas(text)] == [5, 5, 5]
    assert [table for table, _words in ideas(text.replace("Synthèse", "En plénière"))] == [5, 0]


def test_an_idea_is_no_heading() -> None:
    for line in ("- Table ronde", "- Synthèse", "Table ronde : un débat", "Une table ronde pour tous."):
        assert ideas(f"{TWO}{line}\n- un bal\n")[2][0] == 2
    assert ideas("Un four\n\nTable ronde\n- un bal\n", 1) == [(1, "Un four"), (1, "Table ronde"), (1, "un bal")]
