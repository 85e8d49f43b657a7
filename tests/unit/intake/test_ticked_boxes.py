"""Ticked boxes of a list: told, and read where the text says what they mean; a heading of tasks below the tables."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming

LIST = "# Table 1\n\n- [ ] Un jardin\n- [x] Un four\n- [X] Un pré\n"


def read(text: str) -> Incoming:
    return read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(), 6)


def test_a_tick_is_told_with_how_many_there_are() -> None:
    found = read(LIST)
    assert [row.status for row in found.rows] == ["to_create"] * 3
    told = [str(each) for each in found.reading.notices if "ticked box" in str(each)]
    assert len(told) == 1
    assert "2 ideas" in told[0]
    assert not any(
        "ticked" in str(each) for each in read(LIST.replace("[x]", "[ ]").replace("[X]", "[ ]")).reading.notices
    )


@pytest.mark.parametrize(
    "legend",
    [
        *("[x] = existe déjà", "> - [ ] = à créer, [x] = existe déjà", "Coché = existe déjà", "- [x] : existe déjà"),
        *(
            "Cases cochées : existe déjà",
            "[x] = already existing",
            "Ticked = already exists",
            "(x = rien ; [x] = existe)",
        ),
        "Cochez ce qui existe déjà",
    ],
)
def test_a_legend_says_what_it_means_and_is_no_idea(legend: str) -> None:
    for text in (f"{legend}\n\n{LIST}", f"{LIST}\n{legend}\n"):
        found = read(text)
        assert [(row.text, row.status) for row in found.rows] == [
            *(("Un jardin", "to_create"), ("Un four", "existing"), ("Un pré", "existing"))
        ]
        assert any("as the file says" in str(each) for each in found.reading.notices)


def test_a_heading_that_says_so_needs_no_legend() -> None:
    found = read("## Table 1\n\n### Existe déjà\n\n- [x] Un four\n\n### À créer\n\n- [ ] Un pré\n")
    assert [row.status for row in found.rows] == ["existing", "to_create"]
    assert not any("ticked" in str(each) for each in found.reading.notices)


@pytest.mark.parametrize("title", ["À faire", "Todo", "To do", "TODO", "Choses à faire", "Tâches"])
def test_tasks_below_the_last_table_are_in_doubt(title: str) -> None:
    text = f"## Table 1\n\n- Un jardin\n\n## Table 2\n\n- Un bal\n\n---\n\n## {title}\n\n- [ ] rendre les clés\n"
    found = read(text)
    assert [row.text for row in found.rows] == ["Un jardin", "Un bal"]
    assert [row.doubtful for row in found.refused if "clés" in row.excerpt] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "## Table 1\n\n### Existe\n- Un four\n\n### À faire\n- Un pré\n",
        "## Table 1\n\n## Existe\n- Un four\n\n## À faire\n- Un pré\n",
        "# À faire\n\n## Table 1\n- Un four\n- Un pré\n",
    ],
)
def test_such_a_heading_beside_another_status_stays_one(text: str) -> None:
    assert not any(row.doubtful for row in read(text).refused)
    assert any("Read as the status" in str(each) for each in read(text).reading.notices)
