"""Every sign of a page is drawn, or said in words: never a box, never nothing."""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.export import engines
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import right_to_left, typed
from facilitate.export.docx_odt import tree
from facilitate.export.engines import pen
from facilitate.export.html import page
from facilitate.export.pdf import pdf
from facilitate.export.publish import Publisher
from facilitate.export.signs import _UNUSUAL, in_words, lacking
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.report.build import report
from tests.support.pdf_words import text_of
from tests.support.workshops import PLAN, make_workshop

PdfReader = pytest.importorskip("pypdf", reason="pypdf reads the pages again").PdfReader

FR, EN = Language("fr"), Language("en")


EVERY_WRITING = (
    "مرحبا، نريد مقهى 12", "שלום, גינה", "市民的想法：花园", "こんにちは、庭", "안녕하세요", "สวัสดี", "नमस्ते", "বাংলা",
    "தமிழ்", "ខ្មែរ", "ქართული", "Հայերեն", "አማርኛ", "жизнь", "Ἀθήνα", "Bravo 🎉 👩‍👩‍👧 🇫🇷 ❤️ 👍🏽", "★ ✓ ➔ ☐ ☕",
)  # fmt: skip


@pytest.fixture(scope="module")
def can_draw():
    """The fonts of the program and of the engine alone."""
    with mock.patch.object(engines, "_WRITINGS", ()), pen(DEFAULT) as draws:
        yield draws


@pytest.fixture(scope="module")
def draws_all():
    pytest.importorskip("manimgx_fonts_cjk", reason="its fonts are in the extra fonts")
    with pen(DEFAULT) as draws:
        yield draws


def test_the_engine_is_asked_once_of_the_same_signs_in_the_same_fonts(monkeypatch):
    typst = pytest.importorskip("typst", reason="typst sets pages; it is in the extra publish")
    asked, real = [], typst.Compiler

    class Counted:
        def __init__(self, *args, **options):
            self._real = real(*args, **options)

        def compile(self, **options):
            asked.append(options)
            return self._real.compile(**options)

    monkeypatch.setattr(typst, "Compiler", Counted)
    engines._signs_tried.cache_clear()
    for style in (DEFAULT, DEFAULT, replace(DEFAULT, text_font="DejaVu Sans Mono")):
        with pen(style) as draws:
            assert [draws("é"), draws("\U0010fffd"), draws("é")] == [True, False, True]
    assert sum("pdf_standards" in options for options in asked) == 4


@pytest.mark.parametrize("text", EVERY_WRITING)
def test_with_the_fonts_of_all_writings_each_is_drawn(draws_all, text):
    assert (lacking(text, draws_all), in_words(text, draws_all, FR)) == ([], text)


@pytest.mark.parametrize("fonts", [(), ("manimgx_fonts",), ("manimgx_fonts", "manimgx_fonts_cjk")])
def test_the_report_is_made_and_lasts_whatever_fonts_there_are(monkeypatch, fonts):
    for name in fonts:
        pytest.importorskip(name, reason="its fonts are in an extra")
    monkeypatch.setattr(engines, "_WRITINGS", fonts)
    workshop = make_workshop(plan={**PLAN, "date": "2021-12-13"})
    for text in EVERY_WRITING:
        workshop.ideas.record(1, text)
    document = compose(report(workshop.session), FR)
    read = PdfReader(io.BytesIO(pdf(document, DEFAULT, FR)))
    told = read.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "pdfuaid" in told
    assert "pdfaid" in told
    words = "".join(map(text_of, read.pages))
    assert ("市民" in words) == ("manimgx_fonts_cjk" in fonts)
    assert ("[texte en thaï]" in words) == (not fonts)
    assert "жизнь" in words


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [("مرحبا", True), ("12 – שלום", True), ("Un café", False), ("", False), ("42", False), ("Dire שלום", False)],
)
def test_a_text_runs_the_way_of_its_first_letter(text, leftwards):
    assert right_to_left((typed(text),)) == leftwards
    workshop = make_workshop()
    workshop.ideas.record(1, text or "–", detail=text)
    document = compose(report(workshop.session), FR)
    assert page(document, DEFAULT, FR).count(' dir="rtl"') == (2 if leftwards else 0)
    assert json.dumps(tree(document, DEFAULT, FR)).count('"dir", "rtl"') == (2 if leftwards else 0)


def test_what_is_to_be_published_is_asked_for_its_signs(tmp_path):
    publisher = Publisher(tmp_path, lambda slug: tmp_path / slug)
    workshop = make_workshop()
    workshop.ideas.record(1, "Un \U00016800 et un café")
    workshop.ideas.record(1, "Un café")
    (found,) = [each for each in audit(workshop.session, "essai", undrawn=publisher.undrawn) if each.code == "sign"]
    assert (str(found.where), "\U00016800" in FR.message(found.why)) == ("the idea T1-01", True)
    assert [each for each in audit(workshop.session, "essai") if each.code == "sign"] == []
    assert publisher.undrawn(["usual", "Un \U00016800"]) == {"Un \U00016800": ["\U00016800"]}


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("Bravo 🎉", "Bravo [cotillons]", "Bravo [party popper]"),
        ("🙂 🇫🇷", "[visage avec un léger sourire] [drapeau france]", "[slightly smiling face] [France]"),
        ("👩‍👩‍👧", "[famille femme femme et fille]", "[family woman woman girl]"),
        ("市民的想法 oui", "[texte en caractères chinois] oui", "[text in Chinese characters] oui"),
        ("ไทย", "[texte en thaï]", "[text in Thai]"),
        ("שלום, Ἀθήνα, жизнь", "שלום, Ἀθήνα, жизнь", "שלום, Ἀθήνα, жизнь"),
    ],
)
def test_what_no_font_has_is_said_in_words(can_draw, text, french, english):
    assert (in_words(text, can_draw, FR), in_words(text, can_draw, EN)) == (french, english)
    assert bool(lacking(text, can_draw)) == (text != french)


def test_usual_signs_are_drawn_without_asking(can_draw):
    usual = [chr(code) for code in range(0x20, 0x2600) if not _UNUSUAL.match(chr(code))]
    drawn = [sign for sign in usual if unicodedata.category(sign)[0] not in "CZ"]
    for first in range(0, len(drawn), 100):  # asked together, for each question is a page
        several = drawn[first : first + 100]
        assert can_draw(" ".join(several)) or [sign for sign in several if not can_draw(sign)] == []


@given(st.text())
def test_whatever_is_said_in_words_can_be_drawn(can_draw, text):
    said = in_words(text, can_draw, FR)
    assert lacking(said, can_draw) == []
    if not lacking(text, can_draw):
        assert said == text
