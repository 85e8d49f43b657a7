"""Remarks below the ideas of a table are no ideas of it, however deep their title stands; nor is how a pad works."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.empty_answers import NO_ANSWER
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(), 6)


@pytest.mark.parametrize(
    "title",
    [
        *("### Remarques en vrac", "### Remarks", "#### Commentaires", "### Other comments", "Remarques :"),
        *("### Autres remarques", "### Feedback from the table", "## Remarks", "### Hors sujet"),
    ],
)
def test_what_stands_below_remarks_is_in_doubt(title: str) -> None:
    text = f"## Table 1\n\n- Un verger\n- Un préau\n\n{title}\n\n- salle trop froide\n- micro en panne\n\n"
    found = read(f"{text}## Table 2\n\n- Une mare\n")
    assert [(row.table, row.text) for row in found.rows] == [(1, "Un verger"), (1, "Un préau"), (2, "Une mare")]
    assert all(row.doubtful for row in found.refused)
    assert len(found.refused) in (2, 3)


def test_remarks_without_ideas_above_may_be_the_theme_of_a_table() -> None:
    found = read("## Table 1\n### Remarks\n- Listen to shop owners\n- Open later\n## Table 2\n- A pond\n")
    assert [row.text for row in found.rows] == ["Listen to shop owners", "Open later", "A pond"]


@pytest.mark.parametrize("title", ["## Consigne", "## Mode d’emploi", "## How it works", "**Règles du jeu**"])
def test_how_a_pad_works_is_no_idea_without_a_table(title: str) -> None:
    found = read(f"# Pad\n\n{title}\n\n- 5 minutes en silence\n- 3 idées par table\n\n## Table 1\n\n- Un verger\n")
    assert [row.text for row in found.rows] == ["Un verger"]
    assert [row.doubtful for row in found.refused if "5 min" in row.excerpt] == [True]


def test_an_empty_point_is_told_as_empty_and_attendance_as_no_title() -> None:
    found = read("Présents : une vingtaine, 3 tables\n\nTable 1\n1) un verger\n2) un préau\n3) …\n")
    assert [row.reason.text for row in found.refused if "…" in row.excerpt] == [NO_ANSWER]
    assert not [notice for notice in found.reading.notices if "without a table" in notice.text]
