"""Rows that hold no idea where each table has a column: totals, who moderated, what its theme was."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.total_cells import meaning_of

_IDEAS = [(1, "Un banc"), (2, "Un four"), (3, "Un lit"), (1, "Un sac"), (3, "Un mur")]


def read(text: str, *, as_written: bool = False) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(as_written=as_written), 6)


def ideas(found: Incoming) -> list[tuple[int, str]]:
    return [(row.table, row.text) for row in found.rows]


def stay_out(found: Incoming) -> list[tuple[int, str]]:
    return [(row.line, str(row.reason)) for row in found.refused if row.aside]


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("2 idées;1 idée;2 idées", "This is a total, not an idea."),
        ("2 idées;0;2 idées", "This is a total, not an idea."),
        ("Total : 2;Total : 1;Total : 2", "This is a total, not an idea."),
        ("Total;Total;Total", "This is a total, not an idea."),
        ("n=2;n = 1;n=2", "This is a total, not an idea."),
        ("Nb d’idées : 2;Nb d’idées : 1;", "This is a total, not an idea."),
        ("2 ideas;1 idea;2 ideas in all", "This is a total, not an idea."),
        (";;(2 propositions)", "This is a total, not an idea."),
        ("2;1;2", "These are only numbers, not an idea."),
        ("(12);(8);—", "These are only numbers, not an idea."),
        ("12 participants;8 participants;9 participants", "These are only numbers, not an idea."),
    ],
)
def test_a_last_row_of_totals_is_no_idea_and_no_header(last: str, reason: str) -> None:
    found = read(f"Table 1;Table 2;Table 3\nUn banc;Un four;Un lit\nUn sac;;Un mur\n{last}\n")
    assert (ideas(found), stay_out(found)) == (_IDEAS, [(4, reason)])


@pytest.mark.parametrize("label", ["Total", "Nombre d'idées", "Nb", "Total général", "Number of ideas", "Count"])
def test_a_total_with_a_label_before_it(label: str) -> None:
    found = read(f"Thème;Table 1;Table 2\nNature;Un banc;Un four\nCulture;Un sac;\n{label};2 idées;1\n")
    assert (len(found.rows), stay_out(found)) == (3, [(4, "This is a total, not an idea.")])
    found = read(f"Table;Idée\n1;Un banc\n2;Un four\n{label};2 idées\n")
    assert (len(found.rows), stay_out(found)) == (2, [(4, "This is a total, not an idea.")])


@pytest.mark.parametrize(
    "row", ["2 bancs;1 fontaine;0 déchet", "20 km/h partout;3 arbres;1 bal", "Total respect;Un bal;2 fêtes"]
)
def test_ideas_that_begin_with_a_number_are_ideas(row: str) -> None:
    found = read(f"Table 1;Table 2;Table 3\nUn banc;Un four;Un lit\n{row}\n")
    assert (len(found.rows), found.refused) == (6, ())


@pytest.mark.parametrize(
    "row",
    [
        "Animatrice : Claire;Animateur : Omar;Animatrice : Inès Roy",
        "(Rapporteur : Loïc);;(Rapporteuse : Anne Martin)",
        "Claire;Paul;Inès",
        "Claire Martin;Paul Roux;Zsófia Nagy",
        "Paul et Anne;Louise, Marc;Inès",
        "Facilitator: Emma;Facilitator: Jack;Facilitator: Olivia",
        "Animé par Claire Martin;Animé par Paul Roux;Animé par Anne Roy",
        "Claire (animatrice);Paul, rapporteur;Inès (rapporteuse)",
        "Animatrice Claire;Animateur Paul;Animatrice Inès",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_people_are_no_ideas_of_their_tables(row: str, first: bool) -> None:
    rows = ["Un banc;Un four;Un lit", "Un sac;;Un mur"]
    rows.insert(0 if first else 2, row)
    text = "\n".join(["Table 1;Table 2;Table 3", *rows])
    found = read(text)
    reason = "These are names of people, not an idea."
    assert (ideas(found), stay_out(found)) == (_IDEAS, [(2 if first else 4, reason)])
    assert len(read(text, as_written=True).rows) > len(_IDEAS)


def test_who_moderated_stays_out_behind_a_label_and_beside_ideas() -> None:
    found = read("Rôle;Table 1;Table 2\nAnimateur;Zoltan;Loïc\n;Un banc;Un four\n;Rapporteur : Paul;Un lit\n;Un bal;\n")
    assert ideas(found) == [(1, "Un banc"), (2, "Un four"), (2, "Un lit"), (1, "Un bal")]


@pytest.mark.parametrize(
    "row",
    [
        "Les jeunes;Les familles;Les aînés",
        "Mobilité;Culture;Sport et santé",
        "Thème : le port;Thème : la gare;Thème : les quais",
        "Topic: the harbour;Topic: the station;Topic: the quays",
    ],
)
def test_themes_right_below_the_tables_are_no_ideas(row: str) -> None:
    text = f"Table 1;Table 2;Table 3\n{row}\nUn banc;Un four;Un lit\nUn sac;;Un mur\n"
    found = read(text)
    assert (ideas(found), stay_out(found)) == (
        _IDEAS,
        [(2, "These are the themes of the tables, not an idea.")],
    )
    assert len(read(text, as_written=True).rows) == len(_IDEAS) + 3


@pytest.mark.parametrize("rows", ["Un abri;Un bal;Un quai", "Sport;Culture;Un quai", "Sport;;\nUn abri;Un bal;Un quai"])
def test_a_first_row_that_may_be_ideas_is_ideas(rows: str) -> None:
    found = read(f"Table 1;Table 2;Table 3\n{rows}\nUn banc;Un four;Un lit\n")
    assert found.refused == ()


def test_what_counts_and_what_does_not() -> None:
    assert {meaning_of(cell) for cell in ("3 idées", "Total : 3", "Total 3 idées", "N = 12", "Ideas: 4")} == {"count"}
    assert {meaning_of(cell) for cell in ("3 bancs", "n° 4", "Total respect", "1 idée par mois", "")} == {"other"}
