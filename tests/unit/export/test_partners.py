"""Partners with a role and a logo: in the programme, on the cover, on one page, in pages and office files."""

from __future__ import annotations

import copy
import io
import re
import struct
import zipfile

import pytest
from pypdf import PdfReader

from facilitate.domain.errors import Refused
from facilitate.domain.programme.defaults import with_listed_partners
from facilitate.domain.programme.document import as_written, complete
from facilitate.domain.programme.plan import SupporterRole
from facilitate.domain.programme.reader import read_plan
from facilitate.export.compose.document import Document, Paragraph, Picture, Properties, Section, typed
from facilitate.export.engines import typeset
from facilitate.export.formats import made
from facilitate.export.infographic.draw import infographic
from facilitate.export.pdf import pages
from facilitate.export.picture_files import as_logo, fitted, in_a_row, measures
from facilitate.export.publication import publication
from facilitate.export.slides.draw import pages as slide_pages
from facilitate.export.slides.draw import set_deck
from facilitate.export.style.style import DEFAULT, Style
from facilitate.export.table_cards import TableCard, cards_pdf
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.report.build import report
from facilitate.workshop.views.programme import programme_rows
from tests.support.photos import logo
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30"/></svg>'
THREE = [
    {"name": "Ville", "logo": "ville.png"},
    {"name": "Fondation du Parc", "role": "funder", "logo": "fondation.svg"},
    {"name": "Association du Parc", "role": "organiser", "logo": "parc.png"},
]


def supported(partners=THREE):
    plan = copy.deepcopy({**PLAN, "date": "2021-12-13", "partners": [*partners, "Le Quartier"]})
    workshop = make_workshop(plan=with_listed_partners(plan))
    given = {"ville.png": (logo(1200, 100), "png"), "fondation.svg": (SVG, "svg"), "parc.png": (logo(100, 1200), "png")}
    workshop.pictures.keep_logos(given)
    return workshop


def easy_page(style):
    """What the edition in short sentences is set from, with one line in it."""
    section = Section("s", (Paragraph((typed("Un banc."),)),))
    return pages(Document("fr", "T", "W", "", (), (section,), "", Properties("E")), style, FR)


def published(workshop, style=DEFAULT):
    return publication(report(workshop.session), FR, style)


def sizes_on(page):
    """The width and the height of each picture of a page, in millimetres."""
    found = []

    def look(operator, operands, matrix, _text):
        if operator == b"Do":
            found.append((abs(matrix[0]) / 72 * 25.4, abs(matrix[3]) / 72 * 25.4))

    page.extract_text(visitor_operand_before=look)
    return found


def test_partners_that_are_written_as_blocks_have_a_role_and_keep_the_others():
    plan = supported().session.plan
    assert plan.partners == ("Le Quartier",)
    assert [plan.named(role) for role in SupporterRole] == [
        ("Ville", "Le Quartier"), ("Fondation du Parc",), ("Association du Parc",),
    ]  # fmt: skip


def test_a_programme_with_names_alone_is_what_it_was():
    document = complete({**PLAN, "partners": ["Ville", "Le Quartier"]})
    assert with_listed_partners(document) == document
    assert read_plan(document).named(SupporterRole.PARTNER) == ("Ville", "Le Quartier")


def test_blocks_are_written_back_without_the_keys_nobody_wrote():
    assert as_written(supported().session.document)["supporters"] == THREE


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"name": "V", "role": "friend"}, "“friend”"), ({"role": "funder"}, "name"), ({"name": "V", "size": 3}, "size")],
)
def test_what_is_wrong_is_told_by_its_place(wrong, said):
    with pytest.raises(Refused, match=said) as error:
        read_plan(complete(with_listed_partners({**PLAN, "partners": [THREE[0], wrong]})))
    assert "partner 2" in str(error.value.message)


def test_they_are_rows_of_the_programme_and_can_be_corrected():
    workshop = supported()
    rows = {row.path: row.value for row in programme_rows(workshop.session)}
    assert rows["supporters/fondation-du-parc/role"] == "funder"
    workshop.programme.set("supporters/fondation-du-parc/role", "partner")
    workshop.programme.add("supporters", {"name": "Le Bailleur", "role": "funder"})
    assert workshop.session.plan.named(SupporterRole.FUNDER) == ("Le Bailleur",)


def test_the_title_block_says_who_does_what_and_shows_the_logos_organisers_first():
    page = dict(made(published(supported()), ["html"]))["compte-rendu.html"]
    funded = "<dt>Avec le soutien de</dt><dd>Fondation du Parc</dd>"
    assert f"<dt>Organisation</dt><dd>Association du Parc</dd>{funded}<dt>Partenaires</dt>" in page
    places = [page.index(f'alt="Logo\u00a0: {name}"') for name in ("Association du Parc", "Fondation du Parc", "Ville")]
    assert places == sorted(places)
    assert page.index('class="logos"') < page.index("<main")


def test_logos_of_any_shape_are_whole_on_paper_and_on_one_page():
    files = dict(made(published(supported()), ["pdf", "summary"]))
    for name in ("compte-rendu.pdf", "en-une-page.pdf"):
        page = PdfReader(io.BytesIO(files[name])).pages[0]
        sizes = sizes_on(page)
        assert sorted(round(wide / high, 1) for wide, high in sizes if wide / high > 10 or high / wide > 10) == [
            0.1,
            12.0,
        ]
        assert all(wide < 86 and high < 25 for wide, high in sizes)  # a wide one takes half the row
        assert min(high for wide, high in sizes if wide > high) >= 5.99


def test_logos_stand_in_one_row_on_the_last_slide():
    files = dict(made(published(supported()), ["slides"]))
    last = PdfReader(io.BytesIO(files["diapositives.pdf"])).pages[-1]
    assert sorted(round(wide / high, 1) for wide, high in sizes_on(last)) == [0.1, 12.0]  # the third is a drawing
    with zipfile.ZipFile(io.BytesIO(files["diapositives.pptx"])) as archive:
        number = sum(name.startswith("ppt/slides/slide") for name in archive.namelist())
        xml = archive.read(f"ppt/slides/slide{number}.xml").decode()
        assert len([name for name in archive.namelist() if name.startswith("ppt/media/partner")]) == 3
    assert re.findall(r'descr="([^"]*)"', xml) == [
        f"Logo\u00a0: {name}" for name in ("Association du Parc", "Fondation du Parc", "Ville")
    ]
    sizes = [tuple(map(int, each)) for each in re.findall(r'<a:ext cx="([1-9]\d*)" cy="(\d+)"', xml)]
    assert [round(wide / high, 1) for wide, high in sizes] == [0.1, 3.0, 12.0]


@pytest.mark.parametrize(("form", "paper"), [("pdf", "screen"), ("live", "a3")])
def test_logos_stand_in_the_foot_of_posters_with_that_of_the_house(form, paper):
    workshop = supported()
    workshop.ideas.record(1, "Un banc")
    made_poster = infographic(report(workshop.session), FR, Style(logo=logo(300, 100), logo_kind="png"), form, paper)
    if form == "live":
        assert made_poster.count(b"<image ") == 4
        return
    page = PdfReader(io.BytesIO(made_poster)).pages[0]
    assert sorted(round(wide / high, 1) for wide, high in sizes_on(page)) == [0.1, 3.0, 12.0]  # one is a drawing
    assert all(high <= 15 for _wide, high in sizes_on(page))


def test_logos_are_as_large_as_each_other_to_the_eye_and_a_wide_one_can_be_read():
    def sized(*shape):
        return as_logo(Picture(logo(*shape), "png", ""), 12)

    square, usual, wide = (across * down for across, down in (sized(300, 300), sized(300, 100), sized(500, 100)))
    assert usual == pytest.approx(wide)
    assert square == pytest.approx(usual, rel=0.5)
    assert sized(1200, 100) == pytest.approx((72, 6))


@pytest.mark.parametrize("count", [0, 1, 3, 12, 60])
def test_a_row_of_logos_of_any_shape_is_within_its_room(count):
    shapes = [(1200, 100), (100, 1200), (300, 300)]
    shown = [Picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", *shapes[n % 3]) + b"\0" * 9, "png", "")
             for n in range(count)]  # fmt: skip
    places = in_a_row(shown, 864, 76)
    assert len(places) == count
    for number, (left, top, wide, high) in enumerate(places):
        assert wide / high == pytest.approx(shapes[number % 3][0] / shapes[number % 3][1])
        assert (left + wide <= 864.01, top + high <= 76.01) == (True, True)
    if count == 3:
        assert len({round(top + high / 2, 3) for _left, top, _wide, high in places}) == 1


def test_the_last_slide_keeps_its_words_above_the_logos():
    long = {"thanks": "Merci à toutes et à tous d’être venus en si grand nombre. " * 4, "contact": "parc@example.org",
            "licence": "Licence Ouverte 2.0. " * 9}  # fmt: skip
    plan = {**PLAN, "date": "2021-12-13", "publication": long, "partners": THREE}
    workshop = make_workshop(plan=with_listed_partners(plan))
    workshop.pictures.keep_logos({"ville.png": (logo(1200, 100), "png")})
    pages = PdfReader(io.BytesIO(dict(made(published(workshop), ["slides"]))["diapositives.pdf"])).pages
    assert "Merci" in pages[-1].extract_text()
    assert "Contact" in pages[-1].extract_text()


@pytest.mark.parametrize("shape", [(2000, 60), (100, 1200)])
def test_the_logo_of_a_house_style_is_whole_whatever_its_shape(shape):
    style = Style(logo=logo(*shape), logo_kind="png")
    workshop = make_workshop(plan={**PLAN, "date": "2021-12-13"})
    slides = slide_pages(set_deck(report(workshop.session), FR, style), report(workshop.session), FR, style)
    files = dict(made(published(workshop, style), ["pdf", "summary", "docx"])) | {
        "slides": typeset("slides.typ", {**slides, "slides": slides["slides"][:1]}, style, "pdf", Properties("S")),
        "cards": cards_pdf(workshop.session.plan, [TableCard(1, "http://127.0.0.1/#abcd-efgh")], FR, style),
        "easy": typeset("easy.typ", easy_page(style), style, "pdf", Properties("E")),
    }
    for name in ("compte-rendu.pdf", "en-une-page.pdf", "slides", "cards", "easy"):
        wide, high = sizes_on(PdfReader(io.BytesIO(files[name])).pages[0])[0]
        assert (wide / high) == pytest.approx(shape[0] / shape[1], rel=0.02)
        assert (wide <= 106, high <= 23) == (True, True)
    with zipfile.ZipFile(io.BytesIO(files["compte-rendu.docx"])) as archive:
        words = archive.read("word/document.xml").decode()
    across = int(words.split('<wp:extent cx="')[1].split('"')[0]) / 360_000
    assert across <= 7.1


def test_every_form_of_logo_reaches_office_files_with_its_words():
    files = dict(made(published(supported()), ["docx", "odt", "epub"]))
    for data in files.values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            words = "".join(archive.read(name).decode() for name in names if name.endswith(("ml", "document.xml")))
        assert sum(name.endswith(".png") for name in names) == 3
        assert words.count("Logo\u00a0: Fondation du Parc") >= 1


def test_what_a_picture_measures_is_read_from_its_bytes():
    assert measures(Picture(logo(40, 10), "png", "")) == (40, 10)
    assert measures(Picture(SVG, "svg", "")) == (90, 30)
    assert measures(Picture(b'<svg width="12px" height="3px" viewBox="0 0 1 1"/>', "svg", "")) == (12, 3)
    assert measures(Picture(b'<svg width="100%"/>', "svg", "")) == (1, 1)
    assert measures(Picture(b"\xff\xd8\xff", "jpg", "")) == (1, 1)
    wide, high = as_logo(Picture(logo(1200, 100), "png", ""), 10)
    assert wide / high == pytest.approx(12)
    assert fitted(Picture(logo(100, 1200), "png", ""), 50, 12) == (1, 12)


def test_check_tells_of_a_logo_that_is_not_there():
    workshop = make_workshop(plan=with_listed_partners({**PLAN, "partners": THREE}))
    assert [each.code for each in audit(workshop.session) if each.code == "logo"] == ["logo"] * 3
    assert not [each for each in audit(supported().session) if each.code == "logo"]


def test_a_drawing_for_office_files_is_whole():
    data = {"logo": "wide.svg"}
    wide = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 100"><rect width="1200" height="100"/></svg>'
    across, down = measures(Picture(typeset("logo.typ", data, DEFAULT, "png", pictures={"wide.svg": wide}), "png", ""))
    assert across / down == pytest.approx(12, rel=0.05)
