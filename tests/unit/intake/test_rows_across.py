"""Rows that hold no idea where each table has a column: totals, who moderated, what its theme was."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.table_titles import names_several
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
        "Host: Tom;Host: Priya;Host: Sue",
        "Note taker: Tom;Timekeeper: Priya;Scribe: Sue",
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
    found = read(text, as_written=True)
    assert len(found.rows) > len(_IDEAS) or all(each.never for each in found.refused)


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


_NUMBERS = "These are only numbers, not an idea."
_LABEL = "This says what is counted, it is not an idea."
_TOTAL = "This is a total, not an idea."


@pytest.mark.parametrize(
    ("label", "numbers", "total"),
    [
        ("Nombre d'idées", "2;1;2", "Total;5"),
        ("Nombre d idées", "2;1;2", "Totaux;5"),
        ("Nombre d’idées :", "2;1;—", "TOTAL GÉNÉRAL;5;"),
        ("TOTAL PAR TABLE", "2 / 8;1 / 8;2 / 8", "Total : 5 idées;;"),
        ("Nb de participants à la table :", "7 pers.;6 pers.;9 pers.", "Total;22"),
        ("Participants", "7;6;9", "Total;;22"),
        ("Votes :", "40 %;20 %;37,5 %", "Total;100 %"),
        ("Number of ideas per table", "2;1;2", "Grand total;5"),
        ("Total des votes", "12 votes;8 votes;—", "Sous-total;20"),
        ("How many people?", "7 people;8 people;9 people", "Sum;24"),
    ],
)
def test_a_block_of_counts_is_no_idea_in_whatever_order(label: str, numbers: str, total: str) -> None:
    def told(*rows: str) -> list[str]:
        head, ideas_below = "Table 1;Table 2;Table 3\nUn banc;Un four;Un lit\n", "Un sac;;Un mur\n"
        counts = "".join(f"{row}{';' * (2 - row.count(';'))}\n" for row in rows)
        found = [read(head + counts + ideas_below), read(head + ideas_below + counts)]
        assert [ideas(each) for each in found] == [_IDEAS, _IDEAS]
        above, below = ([reason for _line, reason in stay_out(each)] for each in found)
        assert above == below
        return below

    assert told(numbers) == [_NUMBERS]
    assert told(label, numbers) == [_LABEL, _NUMBERS]
    assert told(numbers, label) == [_NUMBERS, _LABEL]
    assert told(label, numbers, total) == [_LABEL, _NUMBERS, _TOTAL]
    assert told(total, numbers, label) == [_TOTAL, _NUMBERS, _LABEL]


def test_people_above_totals_stay_out_and_a_number_beside_ideas_is_none() -> None:
    found = read("Table 1;Table 2\nUn banc;Un four\nUn sac;1\n2;\nRapporteur : Loïc;Rapporteur : Anne\n2;1\nTotal;3\n")
    assert ideas(found) == [(1, "Un banc"), (2, "Un four"), (1, "Un sac")]
    found = read("Table 1;Table 2\nUn banc;Un four\nUn sac;\nParticipants;\nn=7;n=8\n")
    assert ideas(found) == [(1, "Un banc"), (2, "Un four"), (1, "Un sac")]
    assert read("Table;Idée;Votes\n1;Un banc;3\n1;Nombre d'idées;1\n2;Un four;2\n").refused[0].line == 3


def test_a_column_that_names_rows_stands_before_those_of_the_tables() -> None:
    text = ";Table 1;Table 2;Total\nIdées;Un banc;Un four\n;Un sac;\nEffectif;9;7;16\nPart des votes;56 %;44 %;100 %\n"
    found = read(text)
    assert ideas(found) == [(1, "Un banc"), (2, "Un four"), (1, "Un sac")]
    assert [line for line, _reason in stay_out(found)] == [4, 5]


@pytest.mark.parametrize(
    "idea",
    [
        "Nombre de places en crèche à doubler",
        "Participants tirés au sort",
        "Votes en ligne",
        "Compter les arbres",
        "Total des pistes cyclables à doubler",
        "20 km/h partout",
        "Participants",
    ],
)
def test_ideas_that_begin_as_counts_do_are_ideas(idea: str) -> None:
    found = read(f"Table 1;Table 2;Table 3\nUn banc;Un four;Un lit\n{idea};;\nUn sac;;Un mur\n2;1;2\nTotal;5;\n")
    assert (1, idea) in ideas(found)


def test_what_counts_and_what_does_not() -> None:
    assert {meaning_of(cell) for cell in ("3 idées", "Total : 3", "Total 3 idées", "N = 12", "Ideas: 4")} == {"count"}
    assert {meaning_of(cell) for cell in ("3 bancs", "n° 4", "Total respect", "1 idée par mois", "")} == {"other"}


@pytest.mark.parametrize(
    "thanks",
    [
        *("Merci à tous pour votre énergie ! Photos à envoyer à odile@exemple.org", "Merci à tous !"),
        *("Thank you all for coming! See you in May", "Bonne soirée à tous", "Bravo à tous ! Rangez les chaises svp"),
    ],
)
@pytest.mark.parametrize("header", ["Table 1;Table 2", "Table;Idée"])
def test_thanks_alone_in_the_last_row_are_no_idea(header: str, thanks: str) -> None:
    first = "Un four" if header.startswith("Table 1") else "1"
    text = f"{header}\n{first};Un pré\n2;Un mur\n{thanks};\nExported from Miro;\n"
    found = read_ideas(contents_of(text.encode()), Choices(), 6)
    assert thanks not in [row.text for row in found.rows]
    assert any(row.line == 4 and row.aside for row in found.refused)


def test_thanks_beside_other_cells_and_ideas_that_thank_stay() -> None:
    text = "Table 1;Table 2\nUn four;Un pré\nMerci aux voisins : une fête;\n"
    assert len(read_ideas(contents_of(text.encode()), Choices(), 6).rows) == 3
    beside = "Table 1;Table 2\nUn four;Un pré\nMerci à tous;Un mur\n"
    assert "Un mur" in [row.text for row in read_ideas(contents_of(beside.encode()), Choices(), 6).rows]


SEVERAL = [
    *("Tables 3 et 4 (réunies)", "Table 3+4", "Tables 3 & 4", "Table 3 and 4 together", "Tables 3/4 : jeunes"),
    *("Tables n° 3 et n° 4", "Tables 3, 4 et 5", "T3+T4", "Tables 3 et 4 – mobilité", "Table 3 et table 4"),
]


@pytest.mark.parametrize("title", SEVERAL)
def test_a_title_of_several_tables_gives_its_ideas_to_none_by_a_guess(title: str) -> None:
    for line in (title, f"## {title}"):
        found = read_ideas(contents_of(f"Table 1\n- Un four\n{line}\n- Un pré\n".encode()), Choices(), 6)
        assert [(row.table, row.text) for row in found.rows] == [(1, "Un four")]
    rows = read_ideas(
        contents_of(f"Table;Idée\nTable 1;Un four\n{title};Un pré\nTable 2;Un mur\n".encode()), Choices(), 6
    )
    assert [row.text for row in rows.rows] == ["Un four", "Un mur"]
    for sheet in (
        f"Table 1;Table 2;{title}\nUn four;Un pré;Un mur\n",
        f"Table 1;;Table 2;;{title};\n{'Existe;À créer;' * 3}\n{'Un a;Un b;' * 3}\n",
    ):
        with pytest.raises(Refused, match="several tables"):
            read_ideas(contents_of(sheet.encode()), Choices(), 6)


@pytest.mark.parametrize(
    ("title", "table"),
    [
        *(
            ("Table 2 – 14 mars", 2),
            ("Table 3 (12 personnes)", 3),
            ("Table 1, 14 participants", 1),
            ("Table 4 : 18-25", 4),
        ),
        *(("Table 2 – 10 idées", 2), ("Table 1/6", None), ("Table 3, 14:00", 3), ("Table 5 et ses voisins", 5)),
    ],
)
def test_other_numbers_behind_a_table_are_no_tables(title: str, table: int | None) -> None:
    assert names_several(title) is False
    if table:
        found = read_ideas(contents_of(f"# {title}\n- Un four\n- Un pré\n".encode()), Choices(), 6)
        assert {row.table for row in found.rows} == {table}


@pytest.mark.parametrize(
    "row",
    ["Se déplacer;Se rencontrer;Préserver", "Grow food;Meet neighbours;Get around", "Habiter mieux;Manger;Apprendre"],
)
def test_a_row_of_short_titles_above_longer_ideas_is_that_of_the_themes(row: str) -> None:
    ideas_below = "Un jardin partagé dans la cour;Un four à pain au village;Une fête des voisins en juin\n" * 1
    more = "Des bancs à l’ombre des arbres;Un marché couvert le samedi;Un local pour les jeunes\n"
    found = read(f"Table 1;Table 2;Table 3\n{row}\n{ideas_below}{more}")
    assert stay_out(found) == [(2, "These are the themes of the tables, not an idea.")]
    assert len(ideas(found)) == 6
    assert len(ideas(read(f"Table 1;Table 2;Table 3\n{row}\n{ideas_below}{more}", as_written=True))) == 9


def test_short_ideas_among_short_ideas_stay() -> None:
    found = read("Table 1;Table 2;Table 3\nPlanter;Jardiner;Chanter\nDanser;Cuisiner;Bricoler\nLire;Dessiner;Marcher\n")
    assert len(ideas(found)) == 9
