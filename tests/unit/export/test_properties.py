"""What each file says of itself: who made it, of which event and day, in which language; the same each time."""

from __future__ import annotations

import io
import zipfile

import pypdf
import pytest

from facilitate.demo.play import Stage
from facilitate.export.formats import FORMATS
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.privacy.unnamed import published_report
from tests.support.demo import played

pytestmark = pytest.mark.xdist_group("properties")


@pytest.fixture(scope="module")
def published():
    return publication(published_report(played(Stage.DONE).session), Language("fr"), DEFAULT)


def made(published, form):
    return FORMATS[form].files[0].make(published)


def test_a_pdf_is_for_everybody_and_for_long(published):
    reader = pypdf.PdfReader(io.BytesIO(made(published, "pdf")))
    told = reader.metadata
    assert (told.title, told.author) == ("La Grande Rencontre de Paris", "La Compagnie Générale des Autres")
    assert told.creation_date.date().isoformat() == "2021-12-13"
    standards = reader.trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1" in standards
    assert "<pdfaid:part>2" in standards


@pytest.mark.parametrize(("form", "entry"), [("docx", "docProps/core.xml"), ("odt", "meta.xml")])
def test_an_office_file_says_whose_it_is_and_of_which_day(published, form, entry):
    data = made(published, form)
    told = zipfile.ZipFile(io.BytesIO(data)).read(entry).decode("utf-8")
    assert "La Compagnie Générale des Autres" in told
    assert "travailleurs sociaux" in told
    assert "2021-12-13T00:00:00" in told
    assert ">fr</" in told
    assert data == made(published, form)


def test_a_page_says_what_it_is(published):
    page = made(published, "html")
    assert '<meta name="author" content="La Compagnie Générale des Autres">' in page
    assert '<meta name="dcterms.created" content="2021-12-13">' in page
    assert '<meta property="og:title" content="La Grande Rencontre de Paris – Compte rendu">' in page
    assert '<meta property="og:locale" content="fr_FR">' in page


def order(xml, *names):
    """The places at which elements begin, in the order they are named; the schema wants them to grow."""
    return [xml.index(f"<w:{name}") for name in names]


def test_the_elements_of_a_word_file_stand_in_the_order_of_its_schema(published):
    """Word for the web opens one that has them otherwise for reading only."""
    parts = zipfile.ZipFile(io.BytesIO(made(published, "docx")))
    styles = parts.read("word/styles.xml").decode("utf-8")
    title = styles.split('w:styleId="Title"')[1].split("</w:style>")[0]
    table = styles.split('w:styleId="Ruled"')[1].split("</w:style>")[0]
    for found in (order(title, "rFonts", "b ", "color", "sz "), order(table, "tblInd", "tblBorders", "tblCellMar")):
        assert found == sorted(found)
    assert 'w:styleId="TableNormal"' in styles
    section = parts.read("word/document.xml").decode("utf-8").rpartition("<w:sectPr")[2]
    found = [section.find(f"<w:{name}") for name in ("footerReference", "footnotePr", "pgSz", "pgMar")]
    assert [place for place in found if place >= 0] == sorted(place for place in found if place >= 0)
    assert found[0] >= 0
    assert found[2] >= 0
