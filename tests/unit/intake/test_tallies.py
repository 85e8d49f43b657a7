"""Votes behind the ideas of a flip chart are no words of them; a mark that stands there once may be one."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.tallies import ONLY_VOTES, VOTES
from facilitate.workshop.views.pasting import pasted


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**{"table": 1, **said}), 6)  # type: ignore[arg-type]


MARKS = (
    "•••; ● ● ●; x3; x 3; × 3; (x3); (4 votes); [4 votes]; ✔✔; 👍👍; 👍🏽; +1; +1 +1"
    "; +1+1; 4 voix; – 2 gommettes; : 8 votes"
    "; 7 dots; (3 pts); ||||; ////; votes : 4; 3 👍; 👍 x3; ⭐⭐⭐; ❤️❤️; 👏; +++; ••• (3); 5 pastilles; 🔴🔴"
    "; – 3 pour, 1 contre; (5 for, 2 against); – 5 pour"
)


@pytest.mark.parametrize("mark", MARKS.split("; "))
@pytest.mark.parametrize("sign", ["", "- "])
def test_votes_are_left_out_and_told_where_several_ideas_have_some(mark: str, sign: str) -> None:
    text = f"{sign}Un jardin partagé {mark}\n{sign}Des bancs\n{sign}Une fontaine {mark}\n{sign}Un four ••\n"
    found = read(text)
    assert [row.text for row in found.rows] == ["Un jardin partagé", "Des bancs", "Une fontaine", "Un four"]
    (notice,) = [notice for notice in found.reading.notices if notice.text == VOTES]
    assert "(3 lines)" in str(notice)
    assert len(read(text, as_written=True).rows[0].text) > len("Un jardin partagé")


@pytest.mark.parametrize(
    "words",
    [
        *("Un chœur à 4 voix", "Des bourses bac +3", "Un terrain de jeu x2", "Un parcours de santé ✔", "Ligne 12"),
        *("Un bureau de vote", "Un atelier C ++", "Une salle (2)", "Un lieu ⭐", "Un code //"),
    ],
)
def test_a_mark_that_stands_once_is_a_word(words: str) -> None:
    assert [row.text for row in read(f"Un four\n{words}\nDes bancs\nUne fontaine\n").rows][1] == words


def test_what_is_written_to_be_votes_needs_no_other() -> None:
    assert [row.text for row in read("Un four (4 votes)\nDes bancs\n").rows] == ["Un four", "Des bancs"]


def test_ticks_and_crosses_and_one_tick_each_say_something() -> None:
    for text in ("Un four ✔✔\nDes bancs ✗\nUn bal ✔\n", "Un four ✔\nDes bancs\nUn bal ✔\n"):
        assert [row.text for row in read(text).rows] == text.splitlines()


def test_a_status_beside_votes_is_read() -> None:
    found = read("- Un prêt de vélos (existe déjà) ••\n- Un four – existe déjà •\n- Un bal\n")
    assert [(row.text, row.status) for row in found.rows] == [
        ("Un prêt de vélos", "existing"),
        ("Un four", "existing"),
        ("Un bal", "to_create"),
    ]


def test_a_line_of_votes_is_no_idea_and_no_part_of_one() -> None:
    found = read("- Un four\n(4 votes)\n- Un bal ••\n- Un lavoir\n")
    assert [row.text for row in found.rows] == ["Un four", "Un bal", "Un lavoir"]
    assert [row.reason.text for row in found.refused] == [ONLY_VOTES]
    assert [row.text for row in read("- Un four\n  (+3)\n- Un bal\n  x2\n").rows] == ["Un four", "Un bal"]


def test_a_total_of_votes_is_no_idea() -> None:
    found = read("Un four 4 votes\nUn bal 2 votes\n\nTotal : 6 votes\n")
    assert [row.text for row in found.rows] == ["Un four", "Un bal"]
    assert [row.text for row in read("Un four ++\nUn bal +\nUn parking --\n").rows] == [
        "Un four",
        "Un bal",
        "Un parking",
    ]


def test_an_answer_of_somebody_is_no_vote() -> None:
    found = read("Léa : un four\nOmar : +1\nLéa : un bal\nOmar : +1\n")
    assert [row.text for row in found.rows] == ["un four", "un bal"]


def test_votes_that_are_pasted_are_left_out_and_told() -> None:
    found = pasted(["- Un four ••", "- Un bal •", "- Un lavoir"])
    assert found.ideas == ("Un four", "Un bal", "Un lavoir")
    assert [notice.text for notice in found.notices] == [VOTES]


def test_votes_in_the_cells_of_a_sheet_are_left_out_and_told() -> None:
    found = read("Table,Idée\n1,Un four (existe déjà) •••\n2,Un bal (4 votes)\n2,Un chœur à 4 voix\n")
    assert [(row.text, row.status) for row in found.rows] == [
        *(("Un four", "existing"), ("Un bal", "to_create"), ("Un chœur à 4 voix", "to_create"))
    ]
    assert "(2 cells)" in next(str(notice) for notice in found.reading.notices if notice.text == VOTES)
    assert read("Table,Idée\n1,Un four •••\n2,Un bal ••\n", as_written=True).rows[0].text == "Un four •••"
