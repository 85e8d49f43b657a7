"""Real lists in the cells of a document's table: a point each, as below any other heading; and what is told of them."""

from __future__ import annotations

import subprocess

import pypandoc
import pytest

from facilitate.sheets.contents import Contents
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices

PAGE = (
    "<h1>Table 1</h1>{above}<table><tr><th>Thème</th><th>Idée</th></tr>"
    "<tr><td>Parc</td><td><{list}><li><p>Un banc</p></li><li><p>Une mare</p></li></{list}></td></tr>"
    "<tr><td>Gare</td><td><{list}><li><p>Un abri</p></li></{list}></td></tr></table>"
    "<h1>Table 2</h1><table><tr><th>Thème</th><th>Idée</th></tr>"
    "<tr><td>École</td><td><p>Ouvrir la cour</p><p>le samedi matin, avec des bénévoles</p></td></tr></table>"
)


def document(html: str, form: str) -> Contents:
    call = [pypandoc.get_pandoc_path(), "--from=html", f"--to={form}", "--output=-"]
    data = subprocess.run(call, input=html.encode(), capture_output=True, check=True).stdout
    return contents_of(data, name=f"cr.{form}")


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("kind", ["ul", "ol"])
def test_each_point_of_a_list_in_a_cell_is_an_idea(form: str, kind: str) -> None:
    found = read_ideas(document(PAGE.format(above="", list=kind), form), Choices(), 3)
    assert [(row.table, row.text) for row in found.rows] == [
        (1, "Un banc"), (1, "Une mare"), (1, "Un abri"),
        (2, "Ouvrir la cour\nle samedi matin, avec des bénévoles"),
    ]  # fmt: skip


@pytest.mark.parametrize(("above", "rest"), [("", False), ("<p>Ce soir-là</p>", True)])
def test_what_is_told_of_headings_and_of_cells_names_what_a_reader_sees(above: str, rest: bool) -> None:
    contents = document(PAGE.format(above=above, list="ul"), "docx")
    found = read_ideas(contents, Choices(), 3)
    told = [str(notice) for notice in found.reading.notices]
    assert any("each row with the heading above it (“Table 1”, “Table 2”)" in each for each in told)
    assert any("other text around them was skipped" in each for each in told) is rest
    assert any("(1 cell: “Ouvrir la cour le samedi mati…”)" in each for each in told)
    assert found.reading.header == 1
    assert contents.origin.headings == 3


def test_a_list_within_a_list_in_a_cell_keeps_its_levels() -> None:
    page = "<table><tr><th>Table</th><th>Idée</th></tr><tr><td>1</td><td><ul><li>Un four<ul><li>à pain</li></ul></li>"
    page += "<li>Un bal</li></ul></td></tr></table>"
    found = read_ideas(document(page, "odt"), Choices(sub_points="detail"), 3)
    assert [(row.text, row.detail) for row in found.rows] == [("Un four", "à pain"), ("Un bal", "")]


def test_one_point_alone_has_no_bullet() -> None:
    page = "<table><tr><th>Table</th><th>Idée</th></tr><tr><td>1</td><td><ul><li>Un four</li></ul></td></tr></table>"
    assert [row.text for row in read_ideas(document(page, "docx"), Choices(), 3).rows] == ["Un four"]
