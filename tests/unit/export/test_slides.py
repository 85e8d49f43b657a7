"""The slides: what several tables said first, and nothing off a slide whatever the length, in PDF and in PowerPoint."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.programme.plan import PublicationDetails
from facilitate.export import engines
from facilitate.export.line_breaks import wrappable
from facilitate.export.slides import fitting
from facilitate.export.slides.deck import SIZE, deck
from facilitate.export.slides.draw import set_deck, slides_pdf
from facilitate.export.slides.powerpoint import slides_pptx
from facilitate.export.style.style import DEFAULT, Colours, Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import CategoryPart
from tests.support.examples import examples
from tests.support.published import hostile, paris
from tests.support.typologies import proposal, reported, typology
from tests.support.workshops import PLAN as TOLD
from tests.support.workshops import make_workshop
from tests.unit.export.test_infographic import CASES, LOGO, PLAN, case, style_of

pytestmark = pytest.mark.xdist_group("slides")
FR = Language("fr")
SQUARES = "\u2060".join("■□■□□■")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BODY, COVER_BODY = 354, 260  # points, of the box of the words on a slide of PowerPoint
GAP = 12


def pages(data):
    return pypdf.PdfReader(io.BytesIO(data)).pages


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


class Shown(list):
    """The paragraphs of a slide, and the size of those below its title."""

    def __init__(self, boxes, size):
        super().__init__(boxes)
        self.size = size


def powerpoint(data):
    """The paragraphs of each slide, of its title, then of its body; and the size of the words of each body."""
    found = parts(data)
    names = sorted((name for name in found if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)),
                   key=lambda name: int(re.search(r"\d+", name)[0]))  # fmt: skip
    slides = []
    for name in names:
        shapes = ET.fromstring(found[name]).iter("{http://schemas.openxmlformats.org/presentationml/2006/main}sp")
        sizes = re.search(r'<a:defRPr sz="(\d+)00"/>', found[name])
        slides.append(Shown([
            ["".join(each.text or "\n" for each in line.iter() if each.tag in (f"{A}t", f"{A}br"))
             for line in shape.iter(f"{A}p")] for shape in shapes
        ], int(sizes[1]) if sizes else SIZE))  # fmt: skip
    return slides


def fits(slides, width=864):
    """Whether the words of each slide are within their boxes, set in Helvetica."""
    for place, slide in enumerate(slides):
        title, *bodies = slide
        size, most = (44 * 1.07, 3) if place == 0 else (32 * 1.07, 2)  # bold
        assert sum(lines(text, size, width) for text in title) <= most, title
        high = sum(lines(text, slide.size, width) * slide.size * 1.2 + GAP for body in bodies for text in body)
        assert high <= (COVER_BODY + GAP if place == 0 else BODY), (high, bodies)


# Widths of Helvetica, in thousandths (Adobe’s font metrics): Calibri and its like are narrower.
WIDTHS = {
    **dict.fromkeys("ijl'’", 222), **dict.fromkeys(" .,:;!ftI|[]", 278), **dict.fromkeys("r()-", 333),
    **dict.fromkeys("ckvxyzsJ", 500), **dict.fromkeys("mM", 833), "W": 944, "w": 722, "…": 1000, "→": 1000,
    **dict.fromkeys("GOQÉ", 778), **dict.fromkeys("ABCDEHKNPRSUVXY", 722), **dict.fromkeys("FLTZ", 611),
}  # fmt: skip


def long(text):
    return sum(1000 if ord(char) > 0x2E80 else WIDTHS.get(char, 556) for char in text) / 1000


def lines(text, size, width):
    """How many lines a text takes in Helvetica."""
    count = 0
    for line in text.split("\n"):
        at, count = 0.0, count + 1
        for word in line.split(" "):
            wide = long(word) * size
            if at and at + wide > width:
                at, count = 0.0, count + 1
            count += int(wide // width)
            at += wide % width + size * 0.278
    return count


def test_what_several_tables_said_comes_first_and_the_rest_is_counted():
    slides = deck(report(paris().session), FR).slides
    assert [slide.kind for slide in slides[:2]] == ["cover", "figures"]
    assert [number for number, _words in slides[1].figures] == ["60", "6", "57", "42", "11"]
    second = next(slide for slide in slides if slide.title.startswith("2. "))
    assert second.items[0].aside == "4 pistes, dont 2 partagées par plusieurs tables"
    assert [(item.label, item.aside.replace("\u00a0", " ")) for item in second.items[1:]] == [
        ("2.1", "(tables 1, 3 et 6)"), ("2.2", "(tables 1, 2 et 4)"), ("2.3", ""), ("2.4", ""),
    ]  # fmt: skip
    assert second.more == ""
    assert next(slide for slide in slides if slide.title.startswith("1. ")).more == "et 5 autres dans le compte rendu"
    shared = next(slide for slide in slides if slide.title == "Ce que plusieurs tables ont dit")
    assert [item.tables for item in shared.items[1:3]] == [
        ((True, False, True, False, False, True),), ((True, True, False, True, False, False),),
    ]  # fmt: skip
    assert shared.more == "et 8 autres dans le compte rendu"
    assert shared.items[1].aside == "(tables\u00a01,\u00a03\u00a0et\u00a06)", "no line ends within it"
    shown = powerpoint(slides_pptx(report(paris().session), FR, DEFAULT))
    lines = [line.replace("\u00a0", " ") for slide in shown for box in slide for line in box]
    assert any(f"(tables 1, 3 et 6) {SQUARES}" in line for line in lines)
    assert slides[-1].title == "Merci"


def test_what_several_tables_said_has_a_second_slide_where_one_would_show_two_of_many():
    ones = [replace(proposal("Un jardin partagé " * 9, ideas=2), tables=((0, 1), (0, 2))) for _each in range(6)]
    told = reported([CategoryPart(1, "Lieux", tuple(ones))])
    shared = [slide for slide in deck(told, FR).slides if slide.title.startswith("Ce que plusieurs tables ont dit")]
    assert len(shared) == 2
    assert sum(bool(item.text) for slide in shared for item in slide.items) > 2


@pytest.mark.parametrize("name", ["paris", *CASES])
def test_squares_are_explained_on_the_slide_that_has_them_and_nowhere_else(name):
    told = report(paris().session) if name == "paris" else case(name)
    for slide in deck(told, FR).slides:
        explained = [item for item in slide.items if "un carré par table" in item.line.lower()]
        assert len(explained) == any(item.tables for item in slide.items), slide.title


@pytest.mark.parametrize("many", range(2, 9))
@pytest.mark.parametrize("letters", [60, 150, 240])
def test_no_item_stands_alone_on_a_second_slide_while_others_crowd_the_first(many, letters):
    told = reported(
        [CategoryPart(1, "Lieux", tuple(proposal(f"{n} " + "jardin " * (letters // 7)) for n in range(many)))]
    )
    first, *others = [slide.items for slide in deck(told, FR).slides if slide.title.startswith("1. Lieux")]
    for items in others:
        assert len(items) > 1 or len(first) <= 2, [len(first), len(items)]  # the first of them counts the proposals


def test_next_steps_thanks_and_contact_are_told():
    details = PublicationDetails(contact="contact@asso.example", licence="CC BY 4.0", thanks="Merci à la médiathèque.")
    workshop = make_workshop(plan=TOLD)
    workshop.ideas.record(1, "Un jardin")
    workshop.roadmap.set("T1-01", next_step="Appeler la mairie", due="2022-03-01")
    told = report(workshop.session)
    slides = deck(replace(told, plan=replace(told.plan, publication=details)), FR).slides
    steps = next(slide for slide in slides if slide.title == "Prochaines étapes")
    assert [(item.text, item.aside) for item in steps.items] == [
        ("Appeler la mairie", "(Un jardin · mardi 1er mars 2022)")
    ]
    last = " ".join(item.text for item in slides[-1].items)
    assert "Merci à la médiathèque." in last
    assert "contact@asso.example" in last
    assert "CC BY 4.0" in last


@pytest.mark.parametrize("name", CASES)
def test_whatever_there_is_each_slide_is_one_page_and_nothing_is_off_it(name):
    told, style = case(name), style_of(name)
    assert len(pages(slides_pdf(told, FR, style))) == len(set_deck(told, FR, style).slides)
    slides = deck(told, FR).slides
    shown = powerpoint(slides_pptx(told, FR, style))
    assert len(shown) == len(slides)
    fits(shown)


WORDS = st.text(alphabet="abcdeéil mnoWÉ,:’-", min_size=1, max_size=900) | st.sampled_from(
    ["mot " * 200, "W" * 400, "Constitution" * 25, "iiii " * 100, "Un banc", "漢字" * 100, "fête 🎉 👩‍👩‍👧‍👦 ici " * 20]
)


@settings(max_examples=examples(12))
@given(
    title=WORDS, item=WORDS, wordings=st.lists(WORDS, min_size=1, max_size=8), tables=st.integers(1, 12),
    partners=st.lists(WORDS, max_size=6),
)  # fmt: skip
@example(title="W" * 400, item="W" * 400, wordings=["W" * 900] * 8, tables=12, partners=["W" * 900] * 6)
def test_no_length_makes_a_slide_overflow(title, item, wordings, tables, partners):
    those = tuple(
        replace(
            proposal(text, ideas=2), tables=tuple((0, table) for table in range(1, tables + 1)), number=f"1.{place}"
        )
        for place, text in enumerate(wordings, 1)
    )
    plan = replace(PLAN, title=title, partners=tuple(partners), subtitle=item)
    told = reported([CategoryPart(1, item, those)], plan=plan)
    slides = set_deck(told, FR, DEFAULT).slides
    assert len(pages(slides_pdf(told, FR, DEFAULT))) == len(slides)
    category = [slide for slide in slides if re.match(r"1\.[ \u00a0\u202f]", slide.title)]
    shown = sum(bool(each.text) for slide in category for each in slide.items)
    left = int(re.search(r"\d+", category[-1].more)[0]) if category[-1].more else 0
    assert 1 <= shown == len(those) - left
    assert len(category) <= 2


_LINES = """
#let text-of = json("text.json")
#set page(width: 864pt, height: auto, margin: 0pt)
#set text(font: ("Source Sans Pro", "Libertinus Serif"), size: 26pt)
#set text(top-edge: 0.8em, bottom-edge: -0.2em, hyphenate: false)
#set par(leading: 0pt, justify: false)
#text-of
"""


@settings(max_examples=examples(25))
@given(text=WORDS.map(lambda text: " ".join(text.split()) or "x"))
@example(text="MmWwœ " * 90)
@example(text="Travailleurs sociaux et entrepreneurs sociaux " * 9)
def test_words_take_no_more_lines_than_were_reckoned(text):
    """Set by the engine in our own font, at the size of the slides."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "lines.typ").write_text(_LINES, encoding="utf-8")
        (place / "text.json").write_text(json.dumps(wrappable(text, "fr")), encoding="utf-8")
        fonts = engines.fonts_for(DEFAULT)
        compiler = typst.Compiler(place / "lines.typ", root=place, font_paths=fonts, ignore_system_fonts=True)
        picture = compiler.compile(format="png", ppi=72.0)
    set_lines = round(int.from_bytes(picture[20:24], "big") / SIZE)
    assert set_lines <= fitting.lines(text, SIZE, 864)


def test_fifteen_categories_of_three_hundred_ideas_stay_a_talk():
    told = typology(15, 4500, plan=PLAN)
    slides = deck(told, FR).slides
    assert len(slides) <= 2 + 1 + 15 * 2 + 2
    left = sum(int(re.search(r"[\d\u202f]+", slide.more)[0].replace("\u202f", "")) for slide in slides if slide.more)
    shown = sum(bool(item.text) for slide in slides if re.match(r"\d+\. ", slide.title) for item in slide.items)
    assert left + shown == sum(len(part.proposals) for part in told.categories)
    fits(powerpoint(slides_pptx(told, FR, DEFAULT)))


def test_all_type_is_at_least_24_points():
    data = slides_pdf(report(paris().session), FR, DEFAULT)
    sizes = []
    for page in pages(data):
        page.extract_text(visitor_text=lambda text, cm, tm, _font, size: sizes.append(
            abs(size * tm[3] * cm[3])) if text.strip() else None)  # fmt: skip
    assert min(sizes) >= 23.9
    found = parts(slides_pptx(report(paris().session), FR, DEFAULT))
    slides = "".join(text for name, text in found.items() if name.startswith("ppt/slides/"))
    styles = re.search(r"<p:titleStyle>.*</p:bodyStyle>", found["ppt/slideMasters/slideMaster1.xml"], re.DOTALL)[0]
    assert min(int(size) for size in re.findall(r'\bsz="(\d+)"', slides + styles)) >= 2400


def test_the_pdf_is_for_everybody_and_for_long():
    page = pypdf.PdfReader(io.BytesIO(slides_pdf(report(paris().session), FR, DEFAULT)))
    data = page.trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert "pdfuaid" in data
    assert 'pdfaid:part="2"' in data or "<pdfaid:part>2</pdfaid:part>" in data


def test_powerpoint_is_in_the_colours_of_the_house_and_the_same_each_time():
    style = Style(colours=Colours(accent="#6a1b4d"), logo=LOGO, logo_kind="svg")
    told = report(paris().session, internal=True)
    data = slides_pptx(told, FR, style)
    assert data == slides_pptx(told, FR, style)
    found = parts(data)
    assert '<a:accent1><a:srgbClr val="6A1B4D"/></a:accent1>' in found["ppt/theme/theme1.xml"]
    assert 'cx="12192000" cy="6858000"' in found["ppt/presentation.xml"]
    assert "ppt/media/image1.png" in found
    assert 'descr="Logo\u00a0: La Compagnie Générale des Autres"' in found["ppt/slideLayouts/slideLayout1.xml"]
    for name in ("ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout1.xml"):
        assert "Interne\u00a0: ne pas diffuser" in found[name]
    assert 'lang="fr-FR"' in found["ppt/slides/slide2.xml"]
    assert "<dc:title>La Grande Rencontre de Paris</dc:title>" in found["docProps/core.xml"]
    assert "2021-12-13" in found["docProps/core.xml"]
    assert not [text for name, text in found.items() if name.startswith("ppt/slides/slide") and 'i="1"' in text]


def test_nothing_somebody_typed_acts_in_the_file():
    slides = powerpoint(slides_pptx(report(hostile().session), FR, DEFAULT))
    assert slides[0][0] == ["<script>alert(1)</script> & <b>gras</b>"]


@pytest.mark.parametrize(
    "title", ["Une rencontre", "Rencontre départementale du travail social et des solidarités " * 3]
)
def test_the_cover_of_powerpoint_has_room_above_what_marks_it(title):
    told = report(paris().session, internal=True)
    data = slides_pptx(replace(told, plan=replace(told.plan, title=title)), FR, DEFAULT)
    places = re.findall(r'<a:off y="(\d+)" x="\d+"/><a:ext cy="(\d+)"', parts(data)["ppt/slides/slide1.xml"])
    (top, high), (below, _room) = ((int(y) / 12700, int(cy) / 12700) for y, cy in places)
    cover = powerpoint(data)[0]
    words = sum(lines(text, cover.size, 864) * cover.size * 1.2 + GAP for text in cover[1])
    assert 40 <= top < top + high <= below < below + words <= 496 + GAP, (top, high, below, words)
    assert any("lundi 13 décembre 2021" in text.replace("\u00a0", " ") for text in cover[1]), "the day before all else"


def test_a_question_alone_is_large_in_powerpoint_too():
    asked = next(
        slide for slide in powerpoint(slides_pptx(report(paris().session), FR, DEFAULT)) if "question" in slide[0][0]
    )
    assert asked.size >= 40
