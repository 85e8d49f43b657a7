"""Columns whose headings are signs, or a status beside a column of ideas; and notes about the sheet itself."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.sheet_notes import OF_THE_SHEET, is_sheet_note
from tests.support.workbooks import xlsx


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(), 6)


def ideas(found: Incoming) -> list[tuple[int, str, str]]:
    return [(row.table, row.status, row.text) for row in found.rows]


@pytest.mark.parametrize(("plus", "minus"), [("+", "-"), ("(+)", "(−)"), ("++", "--")])
def test_columns_of_plus_and_minus_are_ideas_with_their_signs(plus: str, minus: str) -> None:
    found = read(f"Table;{plus};{minus}\n1;garder le bal;il manque un abri\n2;la braderie;\nTotal;2;1\n")
    assert ideas(found) == [
        (1, "to_create", f"{plus.strip('()')} garder le bal"),
        (1, "to_create", f"{minus.strip('()')} il manque un abri"),
        (2, "to_create", f"{plus.strip('()')} la braderie"),
    ]


@pytest.mark.parametrize(
    ("existing", "other"),
    [
        ("Ce qui existe déjà dans le quartier", "Vos idées (une par ligne)"),
        ("Ce qui existe déjà", "Ce qu’il faudrait créer"),
        ("What already exists near us", "What we need"),
        ("What already exists", "Your ideas"),
    ],
)
def test_a_column_of_what_exists_beside_one_of_ideas_holds_ideas_too(existing: str, other: str) -> None:
    for names in ((existing, other), (other, existing)):
        cells = [("Le bal", "Un abri") if name == existing else ("Un verger", "") for name in names]
        lines = [f"{number};" + ";".join(each[number - 1] for each in cells) for number in (1, 2)]
        found = read(f"Table;{';'.join(names)}\n" + "\n".join(lines) + "\n")
        assert sorted(ideas(found)) == [
            (1, "existing", "Le bal"), (1, "to_create", "Un verger"), (2, "existing", "Un abri"),
        ]  # fmt: skip
        assert found.reading.left_out == ()


def test_a_note_about_the_sheet_at_the_end_of_each_sheet_is_no_idea() -> None:
    def sheet(idea: str, note: str) -> list[list[object]]:
        return [["Idée", "Votes"], [idea, 3], ["Total", 3], ["", ""], [note, ""]]

    book = {
        "Table 1": sheet("Un bal", "Merci de rendre cette feuille à 16 h"),
        "Table 2": sheet("Un abri", "Fiche à remettre à l’accueil"),
        "Table 3": sheet("Un verger", "Merci de bien vouloir déposer vos feuilles"),
    }
    found = read_ideas(contents_of(xlsx(book)), Choices(), 6)
    assert [row.text for row in found.rows] == ["Un bal", "Un abri", "Un verger"]
    assert [row.aside for row in found.refused if row.reason.text == OF_THE_SHEET] == [True] * 3


@pytest.mark.parametrize(
    "idea",
    [
        *("Rendre la feuille de tri plus claire", "À rendre gratuit pour les jeunes", "Merci aux voisins : une fête"),
        *("Remplir le formulaire en mairie pour les personnes âgées", "Send the newsletter", "Fiche de prêt commune"),
        *("Afficher le tableau des permanences", "Complete the cycle path", "Leave the gates open"),
    ],
)
def test_ideas_about_sheets_are_ideas(idea: str) -> None:
    assert not is_sheet_note(idea)
