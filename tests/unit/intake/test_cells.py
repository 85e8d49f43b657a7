"""Cells that hold a list, and points below others."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, SheetRow, Table
from facilitate.workshop.intake.cells import points_in
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming, IncomingIdea, Tables
from facilitate.workshop.intake.lists import Listed, read_list
from facilitate.workshop.intake.own_sheets import read_decided


def table(*rows: tuple[str, ...]) -> Table:
    return Table(Origin(Kind.XLSX), tuple(SheetRow(line, row, "\t".join(row)) for line, row in enumerate(rows, 1)))


def read(cell: str, choices: Choices = Choices()) -> Incoming:  # noqa: B008 -- it is frozen
    return read_ideas(table(("Table", "Idée", "Précisions"), ("2", cell, "à voir"), ("3", "Un four", "")), choices, 6)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "- une scène\n- un karaoké",
            "• une scène\n• un karaoké",
            "1. une scène\n2. un karaoké",
            "–une scène\n–un karaoké",
        ),
        *("1) une scène\n\n2) un karaoké", "  - une scène\n  - un karaoké", "a) une scène\nb) un karaoké"),
        *("* une scène\n* un karaoké", "1 - une scène\n2 - un karaoké", "- une scène\r\n- un karaoké"),
    ],
)
def test_each_point_of_a_cell_is_an_idea_of_its_table_and_row(cell: str) -> None:
    found = read(cell)
    assert [(row.line, row.table, row.text, row.detail) for row in found.rows] == [
        (2, 2, "une scène", "à voir"), (2, 2, "un karaoké", "à voir"), (3, 3, "Un four", ""),
    ]  # fmt: skip
    assert "(1 cell, 2 ideas)" in str(found.reading.notices[-1])


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "Un tiers-lieu\navec un atelier",
            "- une scène",
            "Un jardin :\n- des bancs\n- un abri",
            "- une scène\navec un bar",
        ),
        *("2 bancs\n3 fours", "Des plantes\n\npartout", "12/04 un bal\n13/04 un four", "- \n- une scène"),
    ],
)
def test_other_cells_of_several_lines_stay_one_idea(cell: str) -> None:
    found = read(cell)
    assert [row.table for row in found.rows] == [2, 3]
    assert found.rows[0].text == cell.strip()


def test_a_line_without_a_sign_goes_on_with_its_point() -> None:
    assert [point.text for point in points_in("- une scène\n  ouverte\n- un karaoké")] == [
        "une scène ouverte",
        "un karaoké",
    ]


def test_more_and_less_keep_their_sign() -> None:
    assert [row.text for row in read("+ de bancs\n- de voitures").rows[:2]] == ["+ de bancs", "- de voitures"]


def test_as_written_a_cell_stays_whole() -> None:
    assert read("- une scène\n- un karaoké", Choices(as_written=True)).rows[0].text == "- une scène\n- un karaoké"


def test_points_that_are_an_address_stay_out_and_the_others_come_in() -> None:
    found = read("- une scène\n- lea@exemple.org\n- un bal")
    assert [row.text for row in found.rows] == ["une scène", "un bal", "Un four"]
    assert [row.line for row in found.refused] == [2]


def test_a_sheet_of_the_program_s_own_keeps_its_lines_together() -> None:
    own = table(("Repère", "Table", "Idée"), ("T2-01", "2", "- une scène\n- un karaoké"))
    assert [row.text for row in read_ideas(own, Choices(), 6).rows] == ["- une scène\n- un karaoké"]


@pytest.mark.parametrize(
    "names",
    [
        "Référence Table Idée Classement",
        "Repère Table Idée Situation",
        "Reference Table Idea Situation",
        "Reference Table Idea Filing",
    ],
)
def test_a_sheet_of_the_program_s_own_is_read_under_the_names_of_any_version(names: str) -> None:
    rows = (("T2-01", "2", "Un four", "classée"), ("T2-02", "2", "Un bal", "retirée"))
    found = read_ideas(table(tuple(names.split()), *rows), Choices(), 6)
    assert [(row.ref, row.text) for row in found.rows] == [("T2-01", "Un four")]


def both(text: str, what: str) -> tuple[list[tuple[str, str]], list[str]]:
    choices = Choices(sub_points="detail") if what == "detail" else Choices()
    found: Listed = read_list(text, Tables(6, 1), choices)
    ideas = [(row.text, row.detail) for row in found.outcomes if isinstance(row, IncomingIdea)]
    return ideas, [str(notice) for notice in found.notices]


def test_points_below_another_are_its_detail_where_that_is_wanted_and_that_is_told() -> None:
    text = "- Un repas\n   - deux fois par an\n      - en juin\n   - chacun apporte un plat\n- Un four\n"
    ideas, told = both(text, "detail")
    assert ideas == [("Un repas", "deux fois par an\nen juin\nchacun apporte un plat"), ("Un four", "")]
    assert told == ["3 sub-points: read as details of the point above, not as ideas."]
    ideas, told = both(text, "ideas")
    assert [words for words, _detail in ideas] == [
        "Un repas", "deux fois par an", "en juin", "chacun apporte un plat", "Un four",
    ]  # fmt: skip
    assert "3 sub-points: read as ideas" in told[0]


def test_points_that_cannot_be_a_detail_are_not_lost() -> None:
    long = "a" * 6_000
    ideas, told = both(f"- Un repas\n  - {long}\n  - {long}\n- ~~Un four~~\n  - un banc\n", "detail")
    assert ideas == [("Un repas", long), (long, "Un repas"), ("un banc", "")]
    assert ["1 sub-point: read as a detail" in told[-2], "2 sub-points: read as ideas" in told[-1]] == [
        True,
        True,
    ]


def test_points_of_a_cell_below_others_follow_the_same_choice() -> None:
    cell = "- un bal\n  - en juin\n- un four"
    assert [(row.text, row.detail) for row in read(cell, Choices(sub_points="detail")).rows[:2]] == [
        ("un bal", "en juin\n\nà voir"), ("un four", "à voir"),
    ]  # fmt: skip
    assert [row.detail for row in read(cell).rows[:3]] == ["à voir", "un bal\n\nà voir", "à voir"]


def texts(*rows: tuple[str, ...]) -> list[str]:
    return [row.text for row in read_ideas(table(*rows), Choices(), 6).rows]


def test_plus_and_minus_of_one_table_are_words_in_all_of_its_cells() -> None:
    across = (("Table 1", "Table 2"), ("+ le lieu", "- un four\n- un pré"), ("− le bruit\n− le froid", "- un mur"))
    assert texts(*across) == ["+ le lieu", "un four", "un pré", "− le bruit", "− le froid", "un mur"]
    lists = (
        ("Table", "Idée"),
        ("1", "+ le lieu\n+ la salle"),
        ("1", "- le bruit\n- le froid"),
        ("2", "+ un a\n+ un b"),
    )
    assert texts(*lists) == ["+ le lieu", "+ la salle", "- le bruit", "- le froid", "un a", "un b"]


@pytest.mark.parametrize("sign", ["- ", "• ", "* ", "– ", "→ "])
def test_a_cell_of_one_point_is_read_as_the_lists_beside_it(sign: str) -> None:
    rows = (("Table", "Idée"), ("1", f"{sign}un four\n{sign}un pré"), ("2", f"{sign}un mur"), ("3", "un gué"))
    found = read_ideas(table(*rows), Choices(), 6)
    assert [row.text for row in found.rows] == ["un four", "un pré", "un mur", "un gué"]
    assert found.rows[2].part_of == f"{sign}un mur"
    assert any("single point" in notice.text for notice in found.reading.notices)
    alone = (("Table", "Idée"), ("1", f"{sign}un four"), ("2", "un gué"))
    assert texts(*alone)[0] == f"{sign}un four"
    less = (("Table", "Idée"), ("1", "- un four\n- un pré"), ("2", "- de bruit"))
    assert texts(*less)[-1] == "- de bruit"


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        ("existing in some places, to be created in others", "to_create"),
        ("existing or to be created, depending on the idea", "to_create"),
        ("déjà existante ou à créer, selon les idées", "to_create"),
        ("existing here, to be created there", "to_create"),
        ("déjà existante ici, à créer ailleurs", "to_create"),
        ("already existing", "existing"),
    ],
)
def test_a_proposal_of_the_program_s_own_is_read_by_the_words_of_any_version(standing: str, status: str) -> None:
    decided = read_decided("Un four", f"Un four\n\nLieux\n\n{standing} · T1-01, T2-01")
    assert decided is not None
    assert (decided.status, decided.refs) == (status, ("T1-01", "T2-01"))
