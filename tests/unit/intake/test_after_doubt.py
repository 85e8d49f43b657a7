"""What is left of a text once its people are out: no title of theirs comes in, and nothing false is told."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming, names_no_table


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
