"""Texts with lists and a table beside them that holds no ideas; tables that may hold some stop the import."""

from __future__ import annotations

import subprocess

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Prose, Table
from facilitate.sheets.tables_in_text import LEFT_OUT, SEVERAL_LEFT_OUT
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices

LISTS = "## Table 1\n\n- Un banc\n- Un four à pain\n\n## Table 2\n\n- Un lit\n- Un bal\n\n## Suites\n\n"
TASKS = "| À faire | Qui | Quand |\n|---|---|---|\n| Envoyer le compte rendu | Participante 07 | 20/10 |\n"
COUNTS = "| Table | Nombre de post-it |\n|---|---|\n| Table 1 | 2 |\n| Table 2 | 2 |\n| **Total** | **4** |\n"
NO_IDEAS = [
    TASKS,
    COUNTS,
    "| Action | Responsable | Échéance |\n|---|---|---|\n| Réserver la salle | Association du Parc | juin |\n",
    "| Task | Owner | Due |\n|---|---|---|\n| Book the hall | Association du Parc | June |\n",
    "| What | Who | By when |\n|---|---|---|\n| Book the hall | Association du Parc | June |\n",
    "| | Participants | % |\n|---|---|---|\n| Table 1 | 7 | 40 % |\n| Table 2 | 8 | 60 % |\n",
    "| Table | People | Ideas |\n|---|---|---|\n| Table 1 | 9 | 2 |\n| Table 2 | 10 | 2 |\n",
    "| Heure | Déroulé |\n|---|---|\n| 18 h | Accueil |\n| 19 h | Travail aux tables |\n",
    "| Nom | Prénom | Téléphone |\n|---|---|---|\n| 07 | Participante | 06 12 34 56 78 |\n",
]
MAY_HOLD_IDEAS = [
    "| Idée | Qui la porte |\n|---|---|\n| Une ruche | Association du Parc |\n",
    "| Table 1 | Table 2 |\n|---|---|\n| Une ruche | Un lavoir |\n",
    "| Points forts | Points faibles |\n|---|---|\n| Un bel accueil au parc | Trop de bruit |\n",
    "| Thème | Ce qui manque |\n|---|---|\n| Nature | Des arbres sur la place |\n",
    "| Lieu | Votes |\n|---|---|\n| Une ruche sur le toit de la mairie | 12 |\n",
]


def document(text: str, form: str) -> bytes:
    if form == "md":
        return text.encode()
    pypandoc = pytest.importorskip("pypandoc")
    call = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={form}", "--output=-"]
    return subprocess.run(call, input=text.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize("table", NO_IDEAS)
@pytest.mark.parametrize("above", [False, True])
def test_lists_are_read_and_a_table_without_ideas_is_left_out_and_named(table: str, above: bool) -> None:
    text = f"{table}\n{LISTS}" if above else f"{LISTS}{table}\nProchaine rencontre le 3 mai.\n"
    found = read_ideas(contents_of(text.encode(), name="notes.md"), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [
        (1, "Un banc"), (1, "Un four à pain"), (2, "Un lit"), (2, "Un bal"),
    ]  # fmt: skip
    told = [notice for notice in found.reading.notices if notice.text == LEFT_OUT]
    assert len(told) == 1
    first = next(cell.strip() for cell in table.split("|") if cell.strip())
    assert first in str(told[0])


@pytest.mark.parametrize("form", ["md", "docx", "odt"])
def test_the_same_in_a_document_and_the_table_is_read_where_it_is_wanted(form: str) -> None:
    data = document(f"{LISTS}{TASKS}\n## Compte\n\n{COUNTS}", form)
    found = contents_of(data, name=f"cr.{form}")
    assert isinstance(found, Prose)
    assert [notice.text for notice in found.origin.notices] == [SEVERAL_LEFT_OUT]
    assert len(read_ideas(found, Choices(), 6).rows) == 4
    wanted = contents_of(data, name=f"cr.{form}", sheet="1")
    assert isinstance(wanted, Table)
    assert wanted.rows[0].cells == ("À faire", "Qui", "Quand")
    assert wanted.origin.sheet
    with pytest.raises(Refused, match="no table"):
        contents_of(data, name=f"cr.{form}", sheet="9")


@pytest.mark.parametrize("table", MAY_HOLD_IDEAS)
@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_table_that_may_hold_ideas_beside_lists_stops_the_import_and_is_named(table: str, form: str) -> None:
    with pytest.raises(Refused) as refused:
        contents_of(document(LISTS + table, form), name=f"cr.{form}")
    first = next(cell.strip() for cell in table.split("|") if cell.strip())
    assert first in str(refused.value)
    assert "delete the table, or everything but the table" in str(refused.value)


def test_a_text_without_a_list_does_not_hide_its_table() -> None:
    spoken = "Le groupe a surtout parlé.\n\n" * 9
    with pytest.raises(Refused, match="À faire"):
        contents_of(f"{spoken}{TASKS}".encode(), name="cr.md")
    assert isinstance(contents_of(TASKS.encode(), name="cr.md"), Table)
