"""What is left of a text once its people are out: no title of theirs comes in, and nothing false is told."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming, names_no_table
from facilitate.workshop.intake.list_notices import MENTIONED


def read(text: str, table: int | None = None) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=table), 8)


@pytest.mark.parametrize("title", ["Liste des invités", "Participantes", "Guest list", "Annuaire des bénévoles :"])
@pytest.mark.parametrize("table", [None, 1])
def test_the_title_of_a_list_of_guests_is_no_idea_and_asks_for_no_table(title: str, table: int | None) -> None:
    found = read(f"{title}\n\nAda Roux, la Halle, ada@exemple.fr\nTom Roy – le Bourg – tom@exemple.fr\n", table)
    assert not found.rows
    assert not any(map(names_no_table, found.refused))


def test_an_idea_above_addresses_stays() -> None:
    found = read("Une navette\nAda Roux, la Halle, ada@exemple.fr\nTom Roy – le Bourg – tom@exemple.fr\n", 1)
    assert [row.text for row in found.rows] == ["Une navette"]


def test_names_before_tasks_that_stay_out_are_not_said_to_come_in() -> None:
    ideas = "## Table 1\n\n- une navette\n- un lavoir\n- une ruche\n\n"
    tasks = "## Actions à suivre\n\n- Claire Morvan : le compte rendu\n- Karim Haddad : la salle\n"
    assert "Claire Morvan" not in str([notice.params for notice in read(ideas + tasks).reading.notices])
    in_list = ideas.replace("- un lavoir\n", "- Claire Morvan : un lavoir\n")
    assert "Claire Morvan" in str([notice.params for notice in read(in_list + tasks).reading.notices])


def test_only_ideas_that_come_in_are_told_to_mention_who_was_there() -> None:
    text = "Présents : Mme Aubry, M. Petit\n\n# Table 1\n- Un four\n- Un bac\n- {}\n\nM. Aubry regrette le retard.\n"
    for idea, expected in (("Un pré", []), ("Une fête chez Petit", ["1 line"])):
        found = read_ideas(contents_of(text.format(idea).encode()), Choices(), 6)
        assert [str(each.params["lines"]) for each in found.reading.notices if each.text == MENTIONED] == expected


def test_a_sentence_under_a_title_of_two_tables_is_beside_the_lists() -> None:
    text = "Table 1\n- Un four\n- Un bac\nTables 4 et 5\nLes notes suivront plus tard.\nTable 6\n- Une mare\n"
    found = read_ideas(contents_of(text.encode()), Choices(), 6)
    assert [(row.line, row.doubtful) for row in found.refused] == [(5, True)]
