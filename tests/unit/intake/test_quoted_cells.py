"""Cells in quotation marks over several lines, as boards and spreadsheets write them, are never torn apart."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices

IDEAS = [(1, "Un verger au parc"), (1, "Repas, jeux et musique"), (2, "Des chaises\nà l’ombre"), (2, "Un préau")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "rows",
    [
        [
            "Table 1",
            '"Un verger au parc"',
            '"Repas, jeux et musique"',
            "Table 2",
            '"Des chaises\nà l’ombre"',
            '"Un préau"',
        ],
        ["Table 1", "Un verger au parc", '"Repas, jeux et musique"', "Table 2", '"Des chaises\nà l’ombre"', "Un préau"],
        [
            *("Table 1,Un verger au parc", 'Table 1,"Repas, jeux et musique"'),
            *('Table 2,"Des chaises\nà l’ombre"', "Table 2,Un préau"),
        ],
        [
            *("Table;Idée", "1;Un verger au parc", "1;Repas, jeux et musique"),
            *('2;"Des chaises\nà l’ombre"', "2;Un préau"),
        ],
    ],
)
def test_a_cell_of_two_lines_is_one_idea(rows: list[str], end: str) -> None:
    found = read_ideas(contents_of(end.join(rows).encode(), name="board.csv"), Choices(), 4)
    assert [(row.table, row.text) for row in found.rows] == IDEAS


@pytest.mark.parametrize(
    "text",
    [
        'Table 1\n- Créer "l’heure du conte", le samedi\n- Dire "oui", plus souvent\n',
        "Table 1\nManger, lire et jouer\nMarcher, courir et nager\n",
    ],
)
def test_quotation_marks_of_people_make_no_sheet(text: str) -> None:
    found = read_ideas(contents_of(text.encode()), Choices(), 4)
    assert (found.kind, [row.table for row in found.rows]) == ("text", [1, 1])


@pytest.mark.parametrize(
    ("title", "body"),
    [
        *(("Objet", "Corps"), ("Titre du post", "Corps du post"), ("En-tête", "Texte"), ("Header", "Body")),
        *(("Subject", "Content"), ("Sujet", "Message"), ("Headline", "Details")),
    ],
)
def test_a_title_and_its_text_are_an_idea_and_its_detail(title: str, body: str) -> None:
    rows = "Table 1;Bourse aux graines;Deux fois par an\nTable 2;;Une serre à partager\nTable 2;Nichoirs;\n"
    found = read_ideas(contents_of(f"Section;{title};{body}\n{rows}".encode()), Choices(), 4)
    assert [(row.table, row.text, row.detail) for row in found.rows] == [
        *((1, "Bourse aux graines", "Deux fois par an"), (2, "Une serre à partager", ""), (2, "Nichoirs", ""))
    ]


@pytest.mark.parametrize("head", ["À quelle table étiez-vous ?", "Votre table ?", "Which table were you at?"])
def test_an_answer_that_speaks_of_ideas_is_no_second_header(head: str) -> None:
    rows = "Table A;Une idée de goûter partagé;autre idée\nTable B;Une proposition de préau;\n"
    found = read_ideas(contents_of(f"{head};Votre première idée;Votre deuxième idée\n{rows}".encode()), Choices(), 4)
    assert found.reading.header == 1
    shown = [row.excerpt for row in found.refused]
    assert shown == ["Une idée de goûter partagé", "autre idée", "Une proposition de préau"]
