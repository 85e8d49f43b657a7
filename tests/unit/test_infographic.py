"""The infographic: one page on which nothing is cut, nothing overlaps, and everything can be read by everybody."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import shutil
import struct
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
import typst
from pypdf import PdfReader

from facilitate.domain.ideas import Status
from facilitate.export.engines import TEMPLATES, fonts_of
from facilitate.export.infographic import infographic, picture
from facilitate.export.style import DEFAULT, Colours, Style, contrast
from facilitate.i18n import Language
from tests.support.published import HOSTILE, hostile, paris, reported
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")
WORDS = re.findall(
    r"\S+",
    "réunir les acteurs du quartier autour de lieux partagés former ensemble travailleurs sociaux et entrepreneurs de "
    "l’économie sociale et solidaire expérimenter une coopération interdépartementale financement pluriannuel",
)
EACH = [
    (categories, proposals, words) for categories in (7, 15) for proposals in (20, 200) for words in ((3, 12), (18, 26))
]
PAPERS = pytest.mark.parametrize("paper", ["a3", "screen"])


@cache
def event(categories: int, proposals: int, words: tuple[int, int]):
    """An event of that size, its proposals spread unevenly; every fifth exists, some are said by two tables."""
    chance = random.Random(categories * 1000 + proposals)
    plan = copy.deepcopy(PLAN)
    plan |= {
        "title": "La Grande Rencontre du travail social et de l’économie sociale et solidaire",
        "organiser": "L’organisation",
        "partners": [f"Partenaire {number}" for number in range(12)],
        "categories": [
            {"key": f"c{number}", "title": " ".join(chance.choices(WORDS, k=chance.randint(2, 8)))}
            for number in range(categories)
        ],
    }
    workshop = make_workshop(plan=plan)
    for number in range(proposals):
        text = f"{number} {' '.join(chance.choices(WORDS, k=chance.randint(*words)))}"
        workshop.ideas.record(number % 3 + 1, text, Status.EXISTING if number % 5 == 0 else Status.TO_CREATE)
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    places = [min(categories - 1, int(chance.expovariate(3 / categories))) for _ref in refs]
    for number in range(categories):
        those = [ref for ref, place in zip(refs, places, strict=True) if place == number]
        if those:
            workshop.proposals.file(those, f"c{number}")
    for first in range(0, proposals // 10 * 2, 2):
        workshop.proposals.merge(refs[first : first + 2], f"réunie {first} {' '.join(chance.choices(WORDS, k=6))}")
    return reported(workshop)


def laid_out(report, paper, tmp_path, style: Style = DEFAULT):
    """What the template says of its boxes, in points."""
    shutil.copy(TEMPLATES / "infographic.typ", tmp_path)
    (tmp_path / "data.json").write_text(json.dumps(picture(report, FR, style, paper)), encoding="utf-8")
    found = typst.query(
        tmp_path / "infographic.typ", "<picture>", field="value", one=True, root=tmp_path, ignore_system_fonts=True,
        font_paths=fonts_of(tmp_path / "fonts", style),
    )  # fmt: skip
    return json.loads(found)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text).replace("ﬁ", "fi")


@PAPERS
@pytest.mark.parametrize(("categories", "proposals", "words"), EACH)
def test_nothing_overlaps_leaves_the_page_or_is_too_small(categories, proposals, words, paper, tmp_path):
    found = laid_out(event(categories, proposals, words), paper, tmp_path)
    boxes = found["boxes"]
    assert len(boxes) >= categories
    for box in boxes:
        assert box["x"] >= -0.01
        assert box["y"] >= -0.01
        assert box["height"] > 0
        assert box["x"] + box["width"] <= found["width"] + 0.01
        assert box["y"] + box["height"] <= found["height"] + 0.01
    for one, other in combinations(boxes, 2):
        beside = one["x"] + one["width"] <= other["x"] + 0.01 or other["x"] + other["width"] <= one["x"] + 0.01
        above = one["y"] + one["height"] <= other["y"] + 0.01 or other["y"] + other["height"] <= one["y"] + 0.01
        assert beside or above
    assert found["size"] >= {"a3": 7, "screen": 11}[paper]


@PAPERS
@pytest.mark.parametrize(("categories", "proposals", "words"), EACH)
def test_it_is_one_page_with_every_category_and_no_proposal_unaccounted_for(categories, proposals, words, paper):
    report = event(categories, proposals, words)
    read = PdfReader(io.BytesIO(infographic(report, FR, DEFAULT, "pdf", paper)))
    assert len(read.pages) == 1
    text = squeezed(read.pages[0].extract_text())
    every = [part for category in report.categories for part in category.proposals]
    assert [each.title for each in report.categories if squeezed(each.title) not in text] == []
    shown = [part for part in every if squeezed(part.wording) in text]
    left = sum(int(number) for number in re.findall(r"…et(\d+)autre", text))
    bare = sum(len(each.proposals) for each in report.categories if not any(part in shown for part in each.proposals))
    assert len(shown) + left + bare == len(every)
    if proposals == 20:
        assert len(shown) == len(every), "where there is room, every proposal is there in its own words"


def test_paris_is_whole_on_both_papers():
    report = reported(paris())
    for paper in ("a3", "screen"):
        text = squeezed(PdfReader(io.BytesIO(infographic(report, FR, DEFAULT, "pdf", paper))).pages[0].extract_text())
        every = [part.wording for category in report.categories for part in category.proposals]
        assert [words for words in every if squeezed(words) not in text] == []
        wanted = (
            "60personnes attendues",
            "57idées",
            "42pistes",
            "6tables",
            "Ouishare",
            "à créer (37)",
            "existante (5)",
        )
        assert [words for words in ("La Grande Rencontre de Paris", *wanted) if squeezed(words) not in text] == []


@PAPERS
def test_what_nobody_expects_does_no_harm(paper, tmp_path):
    empty = copy.deepcopy(PLAN)
    empty["categories"] = []
    bare = make_workshop(plan=empty)
    assert infographic(reported(bare), FR, DEFAULT, "pdf", paper)
    bare.ideas.record(1, "x" * 300)
    crowded = copy.deepcopy(PLAN)
    crowded["partners"] = [f"Partenaire {number} au nom plutôt long" for number in range(40)]
    crowded["title"] = "Un titre " * 20
    for number, workshop in enumerate((bare, hostile(), make_workshop(plan=crowded))):
        report = reported(workshop)
        (folder := tmp_path / str(number)).mkdir()
        found = laid_out(report, paper, folder)
        assert found["boxes"]
        read = PdfReader(io.BytesIO(infographic(report, FR, DEFAULT, "pdf", paper)))
        assert len(read.pages) == 1
    data = infographic(reported(hostile()), FR, DEFAULT, "pdf", "a3")
    assert squeezed(HOSTILE[2]) in squeezed(PdfReader(io.BytesIO(data)).pages[0].extract_text())


@PAPERS
@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_same_event_makes_the_same_bytes(form, paper):
    one, other = (infographic(reported(paris()), FR, DEFAULT, form, paper) for _ in range(2))
    assert one == other


def test_the_svg_stands_alone_and_tells_the_picture_in_words():
    text = infographic(reported(hostile()), FR, DEFAULT, "svg", "a3").decode()
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    title, told = list(root)[:2]
    assert (title.tag.rpartition("}")[2], title.text) == ("title", HOSTILE[0])
    assert "3. Outils\u00a0: 0 piste" in told.text
    assert not re.search(r"<script|<image|href=\"http|url\(http|<text", text)


@pytest.mark.parametrize(("paper", "size"), [("a3", (2480, 1754)), ("screen", (1920, 1080))])
def test_the_png_has_its_size_and_says_nothing_beside_the_picture(paper, size):
    data = infographic(reported(paris()), FR, DEFAULT, "png", paper)
    assert struct.unpack(">II", data[16:24]) == size
    kinds, place = set(), 8
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        kinds.add(kind)
        place += 12 + length
    assert kinds <= {b"IHDR", b"IDAT", b"IEND", b"pHYs", b"sRGB"}


def test_the_pdf_has_a_title_and_a_language():
    read = PdfReader(io.BytesIO(infographic(reported(paris()), FR, DEFAULT, "pdf", "a3")))
    assert read.metadata.title == "La Grande Rencontre de Paris"
    assert read.trailer["/Root"]["/Lang"] == "fr"
    assert [round(float(side)) for side in read.pages[0].mediabox[2:]] == [1191, 842]


def test_texts_on_the_tints_can_be_read():
    for categories, proposals, words in EACH:
        for category in picture(event(categories, proposals, words), FR, DEFAULT, "a3")["categories"]:
            assert contrast(category["on"], category["tint"]) >= 4.5


# What people with one kind of cone missing see, for linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.0.
SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: str, matrix=((1, 0, 0), (0, 1, 0), (0, 0, 1))) -> tuple[float, float, float]:
    """CIELAB under D65, as seen through the matrix."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))) for row in matrix)
    white = (0.95047, 1.0, 1.08883)
    xyz = (0.4124 * red + 0.3576 * green + 0.1805 * blue, 0.2126 * red + 0.7152 * green + 0.0722 * blue,
           0.0193 * red + 0.1192 * green + 0.9505 * blue)  # fmt: skip
    x, y, z = (
        (part / whole) ** (1 / 3) if part / whole > 0.008856 else 7.787 * part / whole + 16 / 116
        for part, whole in zip(xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", [*SEEN, "all cones"])
def test_the_three_standings_stay_apart_for_colour_blind_readers(kind):
    colours = Colours()
    matrix = SEEN.get(kind, ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    for one, other in combinations((colours.create, colours.existing, colours.both), 2):
        distance = sum((a - b) ** 2 for a, b in zip(lab(one, matrix), lab(other, matrix), strict=True)) ** 0.5
        assert distance >= 15, (one, other)
