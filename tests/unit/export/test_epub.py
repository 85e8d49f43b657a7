"""The report as a book: every word of it, a chapter for each part, in the colours of the house; the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from facilitate.demo.play import Stage
from facilitate.export.epub import epub
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.demo import played
from tests.support.workshops import make_workshop

pytestmark = pytest.mark.xdist_group("epub")
FR = Language("fr")


def published(workshop):
    return publication(report(workshop.session), FR, DEFAULT)


def entries(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.infolist()[0].filename == "mimetype"
    assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    return {name: archive.read(name).decode("utf-8") for name in archive.namelist() if not name.endswith(".png")}


class Words(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.words = ""
        self.feed(text)

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def paris():
    return published(played(Stage.DONE))


@pytest.fixture(scope="module")
def book(paris):
    return epub(paris.document, DEFAULT, FR)


def test_every_idea_and_proposal_is_in_it(paris, book):
    found = entries(book)
    text = Words("".join(text for name, text in found.items() if name.endswith(".xhtml"))).words
    plain = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    ideas = [idea.ref for table in paris.report.annex for idea in table.ideas]
    assert [ref for ref in ideas if ref not in plain] == []
    assert "Ce que plusieurs tables ont dit" in plain
    chapters = [name for name in found if "/ch" in name]
    assert len(chapters) == len(paris.document.sections) + 1, "what stands before the parts is one too"


def test_it_says_whose_it_is_and_is_the_same_each_time(paris, book):
    told = entries(book)["EPUB/content.opf"]
    assert "La Compagnie Générale des Autres</dc:creator>" in told
    assert ">2021-12-13</dc:date>" in told
    assert '"dcterms:modified">2021-12-13T00:00:00Z<' in told
    assert DEFAULT.colours.accent in entries(book)["EPUB/styles/stylesheet1.css"]
    assert book == epub(paris.document, DEFAULT, FR)


def test_it_has_one_title_page_with_what_it_is_and_contents_in_its_language(paris, book):
    found = entries(book)
    titles = [
        name for name, text in found.items() if f"<h1>{paris.document.title}<" in re.sub(r"<h1 [^>]*>", "<h1>", text)
    ]
    assert titles == ["EPUB/text/ch001.xhtml"]
    first = Words(found["EPUB/text/ch001.xhtml"]).words
    assert "Compte rendu" in first
    assert "lundi 13 décembre 2021" in first.replace("\u00a0", " ")
    assert '<h1 id="toc-title">Sommaire</h1>' in found["EPUB/nav.xhtml"]
    assert "Table of Contents" not in found["EPUB/nav.xhtml"]


def test_two_events_are_two_books():
    one, two = make_workshop(), make_workshop()
    two.programme.set("title", "Une autre")
    books = [entries(epub(published(each).document, DEFAULT, FR))["EPUB/content.opf"] for each in (one, two)]
    assert books[0].split("urn:uuid:")[1][:36] != books[1].split("urn:uuid:")[1][:36]


def test_what_is_not_for_everybody_says_so_first():
    document = replace(published(make_workshop()).document, marking="Interne\u00a0: ne pas diffuser")
    first = entries(epub(document, DEFAULT, FR))["EPUB/text/ch001.xhtml"]
    assert "Interne" in first
