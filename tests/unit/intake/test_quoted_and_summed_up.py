"""The letter that a mail answers, and what an assistant sums up above the tables: kept back."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming

QUOTED = "On 14 May 2027, Ada Roux wrote:\n> Could we have your list?\n> Ada\n"


def read(text: str, *, doubtful: bool = False) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=1, doubtful=doubtful), 8)


def test_the_letter_quoted_below_a_list_is_kept_back_until_somebody_says_so() -> None:
    found = read(f"a bus\na weir\n\n{QUOTED}")
    assert [row.text for row in found.rows] == ["a bus", "a weir"]
    assert [row.line for row in found.refused if row.doubtful] == [5, 6]
    assert "Could we have your list?" in [row.text for row in read(f"a bus\na weir\n\n{QUOTED}", doubtful=True).rows]


def test_a_list_that_is_only_quoted_comes_in() -> None:
    quoted = "Le 14 mai 2027, Ada Roux a écrit :\n> une navette\n> un lavoir\n"
    assert [row.text for row in read(quoted).rows] == ["une navette", "un lavoir"]


@pytest.mark.parametrize("title", ["Points clés", "## Résumé", "Key points", "Summary", "**Highlights**"])
def test_what_is_summed_up_above_several_tables_is_no_idea(title: str) -> None:
    tables = "".join(f"{'## ' * title.startswith('#')}Table {number}\n- un lavoir {number}\n\n" for number in (2, 3))
    found = read(f"{title}\n- les gens veulent se voir\n- les salles manquent\n\n{tables}")
    assert [(row.table, row.text) for row in found.rows] == [(2, "un lavoir 2"), (3, "un lavoir 3")]
    assert {row.doubtful for row in found.refused} == {True}


def test_a_list_of_nothing_but_key_points_comes_in() -> None:
    assert len(read("Points clés\n- une navette\n- un lavoir\n- une ruche\n").rows) == 3
