"""Addresses in what people typed: whole, and leading where they say; everything else stays words."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitate.domain.values.ideas import Status
from facilitate.export.compose.addresses import around, pieces
from facilitate.export.formats import made
from tests.support.published import told
from tests.support.workshops import make_workshop

MAIL, WEB = "accueil@association-du-parc.fr", "https://exemple.org/annuaire/d'ici?lettre=a&page=2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"écrire à {MAIL}.", [("écrire à ", ""), (MAIL, f"mailto:{MAIL}"), (".", "")]),
        (f"({WEB})", [("(", ""), (WEB, WEB), (")", "")]),
        ("www.exemple.fr, puis", [("www.exemple.fr", "https://www.exemple.fr"), (", puis", "")]),
        ("parc.exemple.fr/été ici", [("parc.exemple.fr/été", "https://parc.exemple.fr/%C3%A9t%C3%A9"), (" ici", "")]),
        ("Fin.Com et fin.Et 3.14, etc.", [("Fin.Com et fin.Et 3.14, etc.", "")]),
        ("javascript:alert(1) data:text/html,x.y", [("javascript:alert(1) data:text/html,x.y", "")]),
        ("", [("", "")]),
    ],
)
def test_what_is_an_address(text, expected):
    assert list(pieces(text)) == expected


@given(st.text(alphabet="ab.@:/wh tps_«»'é,?", max_size=80))
def test_no_letter_is_lost_and_no_address_leads_to_a_program(text):
    found = list(pieces(text))
    assert "".join(piece for piece, _target in found) == text
    assert all(target.startswith(("http://", "https://", "mailto:")) for _piece, target in found if target)
    assert around(text, lambda words: words) == text


def test_they_are_whole_and_are_links_in_every_file_that_is_set():
    workshop = make_workshop()
    workshop.ideas.record(1, f"L'annuaire de {WEB} : écrire à {MAIL}", Status.TO_CREATE)
    files = dict(made(told(workshop), ["html", "pdf", "docx", "odt", "epub", "md"]))
    assert f'<a href="mailto:{MAIL}">{MAIL}</a>' in files["compte-rendu.html"]
    pages = PdfReader(io.BytesIO(files["compte-rendu.pdf"])).pages
    notes = [note.get_object().get("/A", {}) for page in pages for note in page.get("/Annots", ())]
    targets = {note["/URI"] for note in notes if "/URI" in note}
    assert targets == {WEB, f"mailto:{MAIL}"}
    text = "".join(page.extract_text() for page in pages)
    assert "\u200b" not in text
    assert MAIL in text
    for name, part in (("docx", "word/_rels/document.xml.rels"), ("odt", "content.xml")):
        with zipfile.ZipFile(io.BytesIO(files[f"compte-rendu.{name}"])) as archive:
            assert f"mailto:{MAIL}" in archive.read(part).decode()
    assert "L'annuaire de" in files["compte-rendu.md"], "Markdown keeps every letter"
    assert "L’annuaire de" in files["compte-rendu.html"]
