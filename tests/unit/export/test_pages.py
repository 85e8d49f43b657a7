"""Pages of the report: the first one is one, and nothing is parted from what it announces."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from pypdf import PdfReader

from facilitate.demo.play import Stage
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import Heading, Items, ListItem, Paragraph, Quotation, Section, own
from facilitate.export.markdown import render
from facilitate.export.office import office
from facilitate.export.pdf import pdf
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.demo import played
from tests.support.parted import announcing, lines_of, parted
from tests.support.pdf_words import text_of
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")


@pytest.fixture(scope="module")
def followed():
    """Paris with a road map: its first page has all that such a page may have."""
    workshop = played(Stage.DONE)
    for number, proposal in enumerate(workshop.session.proposals()[:6]):
        ref = workshop.session.ideas_of(proposal)[0].ref
        workshop.roadmap.set(ref, owner="Gniac", next_step=f"Réunir les écoles {number}", due="2022-01-31")
    return compose(report(workshop.session), FR)


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_the_result_in_brief_keeps_to_one_page(followed):
    first, second = [squeezed(text_of(page)) for page in PdfReader(io.BytesIO(pdf(followed, DEFAULT, FR))).pages[1:3]]
    assert "Enbref" in first
    assert "et2autres" in first
    assert "Ouishare" in first.split("Prochainesétapes")[1]
    assert "Latypologiedespistes" in first + second[:200]


def test_nothing_is_parted_from_what_it_announces():
    lines = list(lines_of(pdf(announcing(45), DEFAULT, FR)))
    assert sum("Tables" in words for _page, _place, words in lines) > 40
    assert parted(lines) == []


@pytest.mark.parametrize(("lines", "long", "quoted"), [(32, 1, 1), (30, 3, 0)])
def test_the_heading_of_columns_goes_with_their_first_lines_to_the_next_page(lines, long, quoted):
    line, wide = Paragraph((own("Reste."),)), Paragraph((own("Reste " * 30),))
    above = Section("above", (*[line] * lines, *[wide] * long, *[Quotation((own("Mot"),))] * quoted))
    ideas = Items(tuple(ListItem((own(f"Idée {n}"),), (own(f"T1-{n:02}"),), plain=True) for n in range(40)))
    annex = Section("annex", (Heading(2, (own("Toutes les pistes"),)), Heading(3, (own("Table 1"),)), ideas))
    data = pdf(replace(announcing(0), sections=(above, annex)), DEFAULT, FR)
    (page,) = [squeezed(text_of(page)) for page in PdfReader(io.BytesIO(data)).pages if "pistes" in text_of(page)]
    assert "Idée0" in page


@pytest.mark.parametrize(("form", "name"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_office_files_say_it_of_each_paragraph_that_announces(form, name):
    with zipfile.ZipFile(io.BytesIO(office(announcing(1), DEFAULT, FR, form))) as archive:
        body = archive.read(name).decode()
        styles = archive.read("word/styles.xml" if form == "docx" else "styles.xml").decode()
    for look in ("Announcement", "QuotationKept", "CompactKept", "PartEnd", "TableCaption"):
        assert re.search(rf'(?:w:val|text:style-name)="{look}"', body), look
        kept = re.search(rf'"{look}".*?(?:</w:style>|</style:style>)', styles, re.DOTALL)[0]
        assert "<w:keepNext" in kept or 'fo:keep-with-next="always"' in kept, look


def test_office_files_show_which_tables_said_it_in_words_and_as_squares(followed):
    with zipfile.ZipFile(io.BytesIO(office(followed, DEFAULT, FR, "docx"))) as archive:
        body = archive.read("word/document.xml").decode()
    words = squeezed(re.sub(r"<[^>]*>", "", body))
    assert "tables1,3et6" + "\u2060".join("■□■□□■") in words, "no line parts them"


TITLE = "Rencontre de printemps du rez-de-chaussée et du sous-sol de la maison de quartier"


def test_no_word_of_a_title_is_divided_at_its_own_hyphen():
    document = replace(announcing(0), title=TITLE)
    cover, *_others = PdfReader(io.BytesIO(pdf(document, DEFAULT, FR))).pages
    lines = [line for line in text_of(cover).splitlines() if len(line) > 1]
    assert any("rez-de-chaussée" in line for line in lines), lines
    assert not any(line.endswith("-") for line in lines), lines
    with zipfile.ZipFile(io.BytesIO(office(document, DEFAULT, FR, "docx"))) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.sub(r"</w:t><w:noBreakHyphen ?/><w:t[^>]*>", "\u2011", body).count("rez\u2011de\u2011chaussée") == 1


def test_of_one_table_nothing_is_told_of_each():
    phases = [{"kind": "tables", "key": "tables", "title": "La table", "minutes": 30, "tables": 1}]
    workshop = make_workshop(plan={**PLAN, "phases": phases})
    workshop.ideas.record(1, "Un jardin")
    text = render(report(workshop.session), FR).replace("\u00a0", " ")
    assert "La table a noté ses idées" in text
    assert "## Annexe : les idées\n" in text
