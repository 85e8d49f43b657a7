"""Lists of names and lists of themes, which hold no ideas."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.no_ideas import ONLY_NAMES, ONLY_THEMES


def read(text: str, choices: Choices = Choices(table=1)) -> Incoming:  # noqa: B008 -- it is frozen
    return read_ideas(Prose(Origin(Kind.TEXT), text), choices, 6)


def reasons(found: Incoming) -> set[str]:
    return {row.reason.text for row in found.refused}


@pytest.mark.parametrize(
    "text",
    [
        *("Léa\nOmar\n", "Léa Durand\nOmar Benali\nZoé Roy\n", "- Léa\n- Omar\n- Tjark\n", "M. Petit\nMme Roy\n"),
        *("Léa Durand, présidente\nOmar (CCAS)\nInès Roy - mairie\n", "Table 1\nLéa\nOmar\n\nTable 2\nZoé\n"),
    ],
)
@pytest.mark.parametrize("table", [1, None])
def test_a_list_of_names_brings_nothing_in(text: str, table: int | None) -> None:
    found = read(text, Choices(table=table))
    assert (found.rows, reasons(found)) == ((), {ONLY_NAMES})
    assert all(row.aside for row in found.refused)


@pytest.mark.parametrize(
    "text",
    ["Mobilité\nLogement\nArt\n", "- Cadre de vie\n- Sport et culture\n- L’école\n", "Housing\nHealth\nArts\n"],
)
@pytest.mark.parametrize("table", [1, None])
def test_a_list_of_themes_brings_nothing_in_until_it_is_said_that_they_are_ideas(text: str, table: int | None) -> None:
    found = read(text, Choices(table=table))
    assert (found.rows, reasons(found)) == ((), {ONLY_THEMES})
    assert len(read(text, Choices(table=1, as_written=True)).rows) == 3


@pytest.mark.parametrize(
    "text",
    [
        *("Léa\nun four\nOmar\n", "Oser\nRêver\nVivre\n", "Skatepark\nKiosque\nBancs\n", "Mobilité\nLogement\n"),
        *(
            "Mobilité\nLogement\nUn four\n",
            "Simone Veil\n",
            "Une fête\nDes fêtes\nUn bal\n",
            "Fleurs\nCafé Petit\nVélos\n",
        ),
    ],
)
def test_short_ideas_come_in(text: str) -> None:
    assert not read(text).refused


def test_names_come_in_where_a_person_says_that_they_are_ideas() -> None:
    assert [row.text for row in read("Rosa Parks\nSimone Veil\n", Choices(table=2, as_written=True)).rows] == [
        "Rosa Parks", "Simone Veil",
    ]  # fmt: skip
