"""Lists of what was voted for: the numbers behind the ideas are votes, totals are no ideas, and nothing false "
"is told."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.doubt import APART, TITLE
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.tallies import VOTES
from facilitate.workshop.intake.total_cells import A_TOTAL


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(), 6)


@pytest.mark.parametrize("total", ["Total : 24", "Total 24", "Sous-total : 24 votes", "Grand total: 24"])
@pytest.mark.parametrize("vote", [" : 8", ": 8", " – 8 votes", " 8 votes", " = 8", " ... 8", " - 8", " (8)"])
@pytest.mark.parametrize("bullet", ["", "- "])
def test_numbers_behind_most_lines_are_votes(vote: str, total: str, bullet: str) -> None:
    lines = ["Verger", "Zone 30", "Préau d’été"]
    text = "Table 1\n" + "".join(f"{bullet}{line}{vote}\n" for line in lines) + f"{bullet}{total}\n"
    found = read(text)
    assert [row.text for row in found.rows] == lines
    assert [row.reason.text for row in found.refused] == [A_TOTAL]
    assert [notice.text for notice in found.reading.notices] == [VOTES]


def test_a_number_behind_few_lines_is_none() -> None:
    found = read("Table 1\n- Passer en zone : 30\n- Ouvrir un four\n- Un club – 13\n- Un café\n- Un verger\n")
    assert [row.text for row in found.rows][:3] == ["Passer en zone : 30", "Ouvrir un four", "Un club – 13"]


def test_who_counted_and_how_many_stay_out() -> None:
    rows = "Table 1\nVerger : 12\nPréau : 9\n\nNombre de votants : 17 (51 pastilles, 2 perdues)\nDépouillement : P.07\n"
    found = read(rows)
    assert [row.text for row in found.rows] == ["Verger", "Préau"]
    assert len(found.refused) == 2


def test_a_title_above_the_first_table_and_a_sentence_at_the_end_are_in_doubt() -> None:
    found = read(
        "Ce que chacun a collé au mur\n\nTable 1\nun verger\nun préau\nune mare\n\nOn a bien ri à cette table.\n"
    )
    assert [row.text for row in found.rows] == ["un verger", "un préau", "une mare"]
    assert [(row.reason.text, row.doubtful) for row in found.refused] == [(TITLE, True), (APART, True)]
    sentences = "Table 1\nOn plante.\nOn taille.\nOn arrose.\n\nOn récolte ensemble.\n"
    assert len(read(sentences).rows) == 4


def test_tables_with_their_host_right_below_the_day_have_their_votes_taken_off() -> None:
    found = read(
        "Atelier du 3 décembre\nTable 1 – Animatrice : P.02\nverger : 7 gommettes\npréau : 3 gommettes\n"
        "sous-total : 10\nTable 2 – Animateur : P.08\nmare : 5 gommettes\nPrésents : 14\n"
    )
    assert [(row.table, row.text) for row in found.rows] == [(1, "verger"), (1, "préau"), (2, "mare")]
    assert all(row.aside for row in found.refused)
