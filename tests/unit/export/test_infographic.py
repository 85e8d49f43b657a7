"""The infographic as it comes out: one page, nothing cut, nothing on top of anything else."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from facilitate.demo.play import Stage
from facilitate.domain.errors import Refused
from facilitate.domain.programme.plan import PHASE_KINDS, Attendance, Phase, Plan, Venue
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.build import properties
from facilitate.export.engines import typeset
from facilitate.export.infographic import draw
from facilitate.export.infographic.draw import TEMPLATE, infographic, laid_out, picture, styled
from facilitate.export.infographic.layout import SHEETS
from facilitate.export.png import printable
from facilitate.export.style.style import DEFAULT, Colours, Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report
from tests.support.demo import played
from tests.support.pdf_words import pieces, text_of
from tests.support.typologies import proposal, reported, typology
from tests.support.typst_pages import Box, meetings, page_of, probed

pytest.importorskip("typst", reason="typst sets the page; it is in the extra publish")
pypdf = pytest.importorskip("pypdf", reason="pypdf reads the pages again")

FR, EN = Language("fr"), Language("en")
PLAN = Plan(
    "La Grande Rencontre de Paris",
    subtitle="Travailleurs sociaux et entrepreneurs sociaux : quelles coopérations sur les territoires ?",
    date=date(2021, 12, 13),
    organiser="La Compagnie Générale des Autres",
    partners=("Direction générale de la cohésion sociale (DGCS)", "Fondation Crédit Coopératif", "Impact France"),
    cycle="Les Grandes Rencontres",
    place=Venue("CEDIAS – Musée social", "Paris", "Paris 7e"),
    attendance=Attendance(present=60),
    phases=(
        Phase("t", PHASE_KINDS["tables"], "Tables", 60, question="Quelles pistes pour nos territoires ?", tables=6),
    ),
)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" fill="#c00"/></svg>'
HOSTILE = (
    "#panic()", "$x$ *gras* _it_ `code` @ref <label>", "<script>alert(1)</script> & ]]> --", "fête 🎉 👩‍👩‍👧‍👦 ici",
    "שלום עולם مرحبا بالعالم", "= titre\n- liste", "\\u{0}", "x" * 300, "Constitution" * 25,
)  # fmt: skip
SIZES = [(categories, proposals) for categories in (7, 15) for proposals in (20, 80)]
everywhere = pytest.mark.parametrize("paper", SHEETS)


def hostile() -> Report:
    parts = [
        CategoryPart(
            1, "#panic() $x$ <b>", tuple(proposal(text, ideas=1 + place % 2) for place, text in enumerate(HOSTILE))
        ),
        CategoryPart(2, "W" * 120, (proposal("b", Standing.BOTH, 12),)),
        CategoryPart(3, "vide", ()),
    ]
    plan = replace(
        PLAN, title="<script>#panic()</script> " + "Z" * 80, organiser="#let x = 1 & <co>", subtitle="$x$ " * 30
    )
    return reported(parts, plan=plan, unfiled=[proposal("nulle part")], undecided=[proposal("peut-être")])


LONG = "une phrase que personne ne raccourcit, " * 8
CASES = {
    **{f"{categories} × {proposals}": (categories, proposals) for categories, proposals in SIZES},
    "nothing at all": reported([], plan=Plan("Rencontre")),
    "no category": reported([], plan=PLAN, unfiled=[proposal(f"Piste {n}", ideas=1 + n % 3) for n in range(20)]),
    "empty categories": typology(7, 0, plan=PLAN),
    "one proposal": reported([CategoryPart(1, "Lieux", (proposal("Une seule"),))], plan=Plan("Rencontre")),
    "almost all empty": typology(15, 3, plan=PLAN),
    "one big category": typology(1, 200, plan=PLAN),
    "40 categories": typology(40, 120, plan=PLAN, even=True),
    "300 proposals": typology(7, 300, plan=PLAN),
    "300 proposals in 15 categories": typology(15, 300, plan=PLAN),
    "40 partners": typology(7, 42, plan=replace(PLAN, partners=tuple(f"Partenaire associatif {n}" for n in range(40)))),
    "long words": typology(7, 42, plan=replace(PLAN, title="Un titre qui ne finit pas " * 8, subtitle=LONG)),
    "long wordings": reported(
        [CategoryPart(n, f"Item {n}", tuple(proposal(f"{n}{m} {LONG}") for m in range(6))) for n in range(1, 8)],
        plan=PLAN,
    ),
    "hostile": hostile(),
}  # fmt: skip


def cases(*left_out: str) -> list[Any]:
    """Every case but those, each on one worker: what was made for one test is there for the next."""
    return [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in CASES if name not in left_out]


BY_SIZE = cases(*(name for name, found in CASES.items() if isinstance(found, Report)))


def case(name: str) -> Report:
    found = CASES[name]
    return found if isinstance(found, Report) else typology(*found, plan=PLAN)


def style_of(name: str) -> Style:
    return Style(logo=LOGO, logo_kind="svg") if name in {"hostile", "40 partners", "one proposal"} else DEFAULT


@cache
def data(name: str, paper: str) -> dict[str, Any]:
    return laid_out(styled(picture(case(name), FR), style_of(name)), SHEETS[paper])


@cache
def _made(name: str, paper: str) -> tuple[bytes, list[Box], Any]:
    """Each page is set once, for every test that reads it."""
    return probed(data(name, paper), style_of(name), properties(case(name), FR))


def looked_at(name: str, paper: str) -> tuple[list[Box], Any]:
    return _made(name, paper)[1:]


def pdf(name: str, paper: str) -> bytes:
    return _made(name, paper)[0]


@cache
def words_of(name: str, paper: str) -> tuple[str, float]:
    """What a reader of the PDF finds, and the smallest type it is in."""
    found = list(pieces(only_page(pdf(name, paper))))
    return letters("".join(piece.text for piece in found)), min(piece.size for piece in found if piece.text.strip())


def letters(text: str) -> str:
    """What is left of a text without spaces, hyphens and the marks of its lines."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) not in {"Pd", "Cf"})


def read(made: bytes) -> str:
    return letters(text_of(only_page(made)))


def only_page(made: bytes) -> Any:
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    return page


def test_a_general_reader_finds_the_same_words_in_the_same_size():
    sizes: list[float] = []

    def seen(text: str, ctm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * matrix[3] * ctm[3]))

    text = only_page(pdf("7 × 20", "screen")).extract_text(visitor_text=seen)
    assert (letters(text), min(sizes)) == words_of("7 × 20", "screen")


@everywhere
@pytest.mark.parametrize("name", cases())
def test_it_is_one_page_of_its_format(name, paper):
    reader = pypdf.PdfReader(io.BytesIO(pdf(name, paper)))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((SHEETS[paper].width, SHEETS[paper].height), abs=0.01)


@pytest.mark.parametrize("name", BY_SIZE)
def test_every_wording_is_whole_on_a3(name):
    shown = case(name)
    text, _smallest = words_of(name, "a3")
    wordings = [one.wording for part in shown.categories for one in part.proposals]
    assert len(wordings) == CASES[name][1]
    assert [wording for wording in wordings if letters(wording) not in text] == []
    assert "autrepiste" not in text
    titles = [part.title for part in shown.categories]
    assert [title for title in titles if letters(title) not in text] == []


@everywhere
@pytest.mark.parametrize("name", BY_SIZE)
def test_no_word_of_a_proposal_is_divided_that_has_room_on_a_line(name, paper):
    lines = text_of(only_page(pdf(name, paper)))
    divided = set(re.findall(r"\w+(?=[-\u2010\u00ad]\s*\n)", lines))
    own = {
        word
        for part in case(name).categories
        for one in part.proposals
        for word in re.findall(r"\w+(?=-)", one.wording)
    }
    assert divided - own == set()


@everywhere
@pytest.mark.parametrize("name", cases("300 proposals", "40 categories"))
def test_what_is_not_written_out_is_counted_and_what_is_cut_ends_on_a_word(name, paper):
    text, _smallest = words_of(name, paper)
    _boxes, plan = looked_at(name, paper)
    cards = data(name, paper)["cards"]
    orders, shorter = (data(name, paper)[key] for key in ("orders", "part"))
    for place, (card, order, many) in enumerate(zip(cards, orders, plan.shown if plan else (), strict=True)):
        versions = [card["proposals"], *(cut[place] for cut in shorter["shorter"])]
        written = [[version[one]["wording"] for version in versions] for one in order[:many]]
        assert [
            cuts for cuts in written if cuts[0] not in HOSTILE and not any(letters(each) in text for each in cuts)
        ] == []
        if hidden := len(card["proposals"]) - many:
            more = FR.plural("… and {n} more proposal", "… and {n} more proposals", hidden)
            where = FR.plural("The proposal is in the report.", "The {n} proposals are in the report.", hidden)
            # Where cards have no room for the sentence, the head of the page says it of all.
            assert (
                (letters(more if many else where) in text)
                or (not many and "toutesenentier" in text)
                or (sum(plan.shown) == 0 and "Toutesles" in text)
            )
    hides = sum(plan.shown if plan else ()) > 0 and any(
        len(card["proposals"]) > many for card, many in zip(cards, plan.shown if plan else (), strict=True)
    )
    assert "toutesenentieraucompterendu" in text or not hides


@everywhere
@pytest.mark.parametrize("name", cases())
def test_nothing_leaves_the_page_or_stands_on_anything_else(name, paper):
    boxes, _plan = looked_at(name, paper)
    page, margin = page_of(SHEETS[paper]), SHEETS[paper].margin
    assert [box for box in boxes if not box.within(page)] == []
    assert {box.page for box in boxes} == {1}
    meant = [(box.x + margin, box.y + margin) for box in boxes]
    assert [(box.left, box.top) for box in boxes] == [pytest.approx(place, abs=0.05) for place in meant]
    too_high = [box for box in boxes if box.kind not in {"card", "empty"} and box.measured > box.height + 0.05]
    assert too_high == []
    outer = [box for box in boxes if box.kind in {"card", "head", "key", "vacant", "foot"}]
    inner = [box for box in boxes if box.kind in {"title", "number", "marks", "mark", "wording", "more"}]
    assert meetings(outer) == []
    cards = [box for box in outer if box.kind == "card"]
    held = [[box for box in inner if box.within(card)] for card in cards]
    assert sum(map(len, held)) == len(inner)
    assert [pair for of_card in held for pair in meetings(of_card)] == []


@everywhere
@pytest.mark.parametrize("name", cases("40 categories"))
def test_no_type_is_smaller_than_can_be_read(name, paper):
    _text, smallest = words_of(name, paper)
    assert smallest >= SHEETS[paper].smallest - 0.001


@cache
def published(form: str, paper: str) -> bytes:
    """Twenty proposals as they are published, made once for every test that looks at them."""
    return infographic(case("7 × 20"), FR, DEFAULT, form, paper)


@everywhere
def test_asking_a_page_where_everything_is_leaves_it_as_it_is(paper):
    assert pdf("7 × 20", paper) == published("pdf", paper)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext measures the words of a PDF")
@everywhere
@pytest.mark.parametrize("name", BY_SIZE)
def test_another_program_sees_no_word_on_another(name, paper):
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf(name, paper), capture_output=True, check=True
    ).stdout
    words = [
        # A line is as high as its font says, which is more than its letters are.
        Box(text, 0, 0, right - left, (low - top) * 0.6, 0, 1, left, top + (low - top) * 0.2)
        for text, left, top, right, low in (
            (found[5], *map(float, found.groups()[:4]))
            for found in re.finditer(
                r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', told.decode()
            )
        )
    ]
    assert len(words) > 100
    assert [word for word in words if not word.within(page_of(SHEETS[paper]))] == []
    assert meetings(words) == []


@everywhere
def test_a_bigger_category_has_more_of_the_page(paper):
    boxes, _plan = looked_at("300 proposals", paper)
    areas = [box.width * box.height for box in boxes if box.kind == "card"]
    assert areas[0] == max(areas)
    assert areas[-1] < areas[0] / (2 if paper == "a3" else 1.3)


def test_small_texts_are_set_big():
    _boxes, plan = looked_at("one proposal", "a3")
    assert plan.size == SHEETS["a3"].largest
    assert looked_at("7 × 20", "a3")[1].size > 12
    assert looked_at("7 × 20", "screen")[1].size >= SHEETS["screen"].smallest


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
@everywhere
def test_the_same_event_makes_the_same_bytes(form, paper):
    shown = typology(7, 20, plan=PLAN)
    assert infographic(shown, FR, DEFAULT, form, paper) == published(form, paper)


@everywhere
def test_a_picture_has_the_size_it_is_for_and_tells_nothing_of_its_making(monkeypatch, usual_dots, paper):
    monkeypatch.setitem(draw._PPI, paper, usual_dots[paper])
    made = infographic(case("7 × 20"), FR, DEFAULT, "png", paper)
    size = int.from_bytes(made[16:20]), int.from_bytes(made[20:24])
    assert size == {"a3": (4961, 3508), "screen": (1920, 1080)}[paper]
    density = {"a3": 11811, "screen": 5669}[paper]
    held = dict(contents(made))
    assert held[b"pHYs"] == density.to_bytes(4) * 2 + b"\x01", "dots a metre: 300 an inch on A3"
    assert held[b"IHDR"][8:10] == bytes([8, 2]), "no alpha"
    assert b"sRGB" in held
    assert set(chunks(made)) <= {b"IHDR", b"pHYs", b"sRGB", b"gAMA", b"IDAT", b"IEND"}


def chunks(png: bytes) -> list[bytes]:
    return [name for name, _content in contents(png)]


def contents(png: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(png):
        end = at + 8 + int.from_bytes(png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : end]))
        at = end + 4
    return found


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm draws the page in grey, as many print it")
@pytest.mark.parametrize("ideas", [1, 2, 12])
@everywhere
def test_what_exists_or_not_is_half_full_also_with_a_number_in_it_and_in_grey(paper, ideas):
    """As the key shows it: what is hollow on both sides exists."""
    halves, existing = (proposal(f"un lieu {each}", each, ideas) for each in (Standing.BOTH, Standing.EXISTING))
    page = laid_out(
        styled(picture(reported([CategoryPart(1, "Lieux", (halves, existing))]), FR), DEFAULT), SHEETS[paper]
    )
    made, boxes, _plan = probed(page)
    grey = subprocess.run(["pdftoppm", "-gray", "-r", "144"], input=made, capture_output=True, check=True).stdout
    width = int(grey.split(maxsplit=2)[1])
    dots = grey[-width * int(grey.split(maxsplit=3)[2]) :]

    def dark(box: Box, across: float) -> bool:
        return dots[width * round(2 * (box.top + box.width / 2)) + round(2 * (box.left + across * box.width))] < 140

    both, hollow = [box for box in boxes if box.kind == "mark"]
    assert (dark(both, 0.17), dark(hollow, 0.17)) == (True, False)


def test_a_picture_without_alpha_is_the_same_picture():
    pillow = pytest.importorskip("PIL.Image", reason="pillow reads the pictures again; it is in the extra publish")
    raw = typeset(TEMPLATE, data("nothing at all", "screen"), DEFAULT, "png", ppi=36)
    meant, seen = (pillow.open(io.BytesIO(png)) for png in (raw, printable(raw, 36)))
    assert (meant.mode, seen.mode, seen.size) == ("RGBA", "RGB", (480, 270))
    assert meant.getchannel("A").getextrema() == (255, 255)
    assert seen.tobytes() == meant.convert("RGB").tobytes()


@everywhere
def test_an_svg_stands_alone_and_says_in_words_what_it_shows(paper):
    made = infographic(hostile(), FR, Style(logo=LOGO, logo_kind="svg"), "svg", paper)
    root = ET.fromstring(made)
    assert (root.get("role"), root.get("lang")) == ("img", "fr")
    space = "{http://www.w3.org/2000/svg}"
    title, words = root[0], root[1]
    assert (title.tag, words.tag) == (f"{space}title", f"{space}desc")
    assert root.get("aria-labelledby").split() == [title.get("id"), words.get("id")]
    assert title.text == hostile().plan.title
    assert "1. #panic() $x$ <b> (9\u00a0pistes" in words.text.replace("9 pistes", "9\u00a0pistes")
    assert "3. vide" in words.text
    for wording in (one.wording for part in hostile().categories for one in part.proposals):
        assert letters(inlined(wording)) in letters(words.text), "every proposal is in the description"
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(set(ids)) == len(ids)
    assert not {f"{space}script", f"{space}text", f"{space}foreignObject"} & {one.tag for one in root.iter()}
    links = [value for one in root.iter() for name, value in one.attrib.items() if name.endswith("href")]
    assert [link for link in links if not link.startswith(("#", "data:image/"))] == []


def test_a_pdf_has_its_title_its_language_and_alternatives_for_its_marks():
    reader = pypdf.PdfReader(io.BytesIO(pdf("7 × 20", "a3")))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == PLAN.title
    assert (reader.metadata.author, reader.metadata.subject) == (PLAN.organiser or None, PLAN.subtitle or None)
    assert reader.metadata.creation_date.date() == PLAN.date
    told = root["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert [entry.title for entry in reader.outline[:1]] == [PLAN.title]
    alternatives = {
        str(item.get_object()["/Alt"])
        for item in (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
        if isinstance(item, dict) and "/Alt" in item
    }
    assert {"à créer", "déjà existante"} <= alternatives
    assert any(text.startswith("7 pistes") for text in alternatives)


def test_text_that_looks_like_code_is_text():
    text, _smallest = words_of("hostile", "a3")
    for shown in ("#panic()", "$x$*gras*_it_`code`@ref<label>", "<script>alert(1)</script>&]]>", "\\u{0}", "x" * 300):
        assert letters(shown) in text


def test_the_paris_example_in_both_languages():
    paris = report(played(Stage.DONE).session)
    for language, words in ((FR, ("37àcréer", "57idéesrecueillies", "lundi13décembre2021")),
                            (EN, ("37tobecreated", "57ideascollected", "Monday13December2021"))):  # fmt: skip
        text = read(infographic(paris, language, DEFAULT, "pdf", "a3"))
        assert [word for word in words if word not in text] == []
        wordings = [one.wording for part in paris.categories for one in part.proposals]
        assert [wording for wording in wordings if letters(wording) not in text] == []


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_logo_is_shown_whole(kind):
    shown = typology(1, 1)
    logo = LOGO if kind == "svg" else infographic(shown, FR, DEFAULT, "png", "screen")
    plain, adorned = (
        infographic(shown, FR, style, "pdf", "screen") for style in (DEFAULT, Style(logo=logo, logo_kind=kind))
    )
    assert len(adorned) > len(plain)


def test_the_colours_of_a_style_are_those_of_the_page():
    made = infographic(typology(1, 1), FR, Style(colours=Colours(accent="#7b1e3a")), "svg", "screen")
    assert b"#7b1e3a" in made
    assert b"#0b4f6c" not in made


LONG_PLAN = replace(
    PLAN, title="mot " * 5000, subtitle="k" * 5000, partners=tuple(f"Partenaire {n}" for n in range(900))
)
QUESTION = replace(PLAN, phases=(replace(PLAN.phases[0], question="une ligne\n" * 900),))
NAME = "Une catégorie au nom bien trop long pour tenir " * 6  # some 300 signs
EXTREMES = {
    "20,000 words": reported([CategoryPart(1, "Lieux", (proposal("mot " * 20_000), proposal("k" * 5000)))], plan=PLAN),
    "a whole book around it": typology(2, 4, plan=LONG_PLAN),
    "a question without end": typology(2, 4, plan=QUESTION),
    "70 categories": reported([CategoryPart(n, NAME, (proposal(f"Piste {n}"),)) for n in range(1, 71)], plan=PLAN),
    "199 empty categories": reported([CategoryPart(n, NAME, (proposal("a"),)[n:]) for n in range(200)], plan=PLAN),
    "a sentence higher than the list it stands for": hostile(),
}  # fmt: skip


@pytest.mark.parametrize(("name", "paper"), [(name, "screen") for name in EXTREMES] + [(next(iter(EXTREMES)), "a3")])
def test_however_much_there_is_a_page_is_made(name, paper):
    made = ET.fromstring(infographic(EXTREMES[name], FR, DEFAULT, "live", paper))
    assert made.get("viewBox").split()[2:] == [f"{SHEETS[paper].width:g}", f"{SHEETS[paper].height:g}"]
    lengths = [float(one.get("textLength")) for one in made.iter("{http://www.w3.org/2000/svg}text")]
    assert min(lengths) >= 0, "also where a word runs from right to left"


def test_what_is_cut_ends_on_a_word_and_is_said():
    (card,) = picture(EXTREMES["20,000 words"], FR)["cards"]
    assert card["proposals"][0]["wording"].endswith("mot mot…")
    assert "Ce qui finit par" in picture(EXTREMES["20,000 words"], FR)["key-notes"]["cut"]


def test_what_several_tables_said_is_shown_first():
    """Where not all fit: those that many said are as long as all others here, and come last."""
    parts = [
        CategoryPart(n, f"Item {n}", (*(proposal(f"Piste {n}.{m} courte") for m in range(60)), _of_tables(n)))
        for n in range(1, 8)
    ]
    shown = reported(parts, plan=PLAN)
    page = laid_out(styled(picture(shown, FR), DEFAULT), SHEETS["screen"])
    made, _boxes, plan = probed(page)
    assert min(plan.shown) > 0
    assert [n for n in range(1, 8) if f"commune{n}" not in read(made)] == []
    assert "Cellesdeplusieurstablesd’abord" in read(made)


@cache
def _paris_on_screen() -> tuple[str, dict[str, Any], Any]:
    found = report(played(Stage.DONE).session)
    page = laid_out(styled(picture(found, FR), DEFAULT), SHEETS["screen"])
    made, _boxes, plan = probed(page)
    return read(made), page, plan


def test_nothing_that_one_table_said_is_shown_while_what_several_said_is_left_out():
    text, page, plan = _paris_on_screen()
    several = [sum(one["tables"] > 1 for one in card["proposals"]) for card in page["cards"]]
    assert sum(several) == 11
    assert [many for many, asked in zip(plan.shown, several, strict=True) if many < asked] == []
    assert "Cellesdeplusieurstablesd’abord" in text
    assert "Ouvrirleslieuxoùlesdeux" in text


def test_what_is_shown_of_a_category_is_what_the_report_begins_with():
    _text, page, plan = _paris_on_screen()
    for card, order, many in zip(page["cards"], page["orders"], plan.shown, strict=True):
        tables = [card["proposals"][place]["tables"] > 1 for place in order]
        assert tables == sorted(tables, reverse=True)
        alone = [place for place in order[:many] if card["proposals"][place]["tables"] <= 1]
        assert alone == [place for place in sorted(order) if card["proposals"][place]["tables"] <= 1][: len(alone)]


def test_a_page_of_many_categories_shows_what_comes_first_where_it_has_room():
    """No card has room for a list: the first of it is cut to a line."""
    long = " dans les maisons France services en s’appuyant sur ce qui existe déjà, sans ajouter de formulaire"
    shared = replace(proposal(f"Une piste commune{long}", ideas=2), tables=((0, 1), (0, 2)))
    parts = [
        CategoryPart(
            n, f"Vieillissement et lutte contre l’isolement {n}", (shared, *(proposal(f"{m}{long}") for m in range(13)))
        )
        for n in range(1, 16)
    ]
    made, boxes, plan = probed(laid_out(styled(picture(reported(parts, plan=PLAN), FR), DEFAULT), SHEETS["screen"]))
    assert sum(plan.shown) == 0
    assert len([box for box in boxes if box.kind == "wording"]) >= 4
    assert "Unepistecommune" in read(made)
    assert plan.size >= SHEETS["screen"].smallest


def test_a_page_tells_of_numbers_in_marks_only_where_it_draws_some():
    assert "(chiffre)" in read(pdf("7 × 20", "a3"))
    page = data("7 × 80", "screen")
    silent = [one for one in page["part"]["pages"] if one["silent"] and one["s"] == SHEETS["screen"].smallest]
    # Cards tell one of their proposals, which is of one idea, and their marks are too small for numbers.
    last = [
        sorted(order, key=lambda place: card["proposals"][place]["n"])
        for card, order in zip(page["cards"], page["orders"], strict=True)
    ]
    few = {**page, "whole": [], "part": {**page["part"], "pages": silent}, "orders": last}
    text = read(probed(few)[0])
    assert "plusgrandsi" in text
    assert "(chiffre)" not in text


def _of_tables(number: int) -> ProposalPart:
    return replace(proposal(f"Une piste commune {number}", ideas=2), tables=((0, 1), (0, 2)))


def test_no_word_is_divided_at_its_own_hyphen():
    wording = "Faire venir le bibliobus au rez-de-chaussée de la mairie-annexe, le mercredi après-midi"
    parts = [
        CategoryPart(n, "Au rez-de-chaussée du sous-préfet", (proposal(f"{wording} {n}"),) * 9) for n in range(1, 8)
    ]
    lines = text_of(only_page(infographic(reported(parts, plan=PLAN), FR, DEFAULT, "pdf", "a3")))
    assert "rez-de-chaussée" in lines
    assert re.findall(r"\w+-\s*\n\w+", lines) == []


@pytest.mark.parametrize("many", [3, 6, 12, 25])
@everywhere
def test_few_proposals_use_the_room(many, paper):
    """The cards of a small event reach down to the foot of the page."""
    shown = reported([], plan=PLAN, unfiled=[proposal(f"Piste numéro {n}") for n in range(many)])
    _made, boxes, plan = probed(laid_out(styled(picture(shown, FR), DEFAULT), SHEETS[paper]))
    card, foot = (next(box for box in boxes if box.kind == kind) for kind in ("card", "foot"))
    assert card.bottom > foot.top - 0.14 * SHEETS[paper].height
    assert plan.size >= {3: 1.4, 6: 1.2, 12: 1.0, 25: 0.75}[many] * SHEETS[paper].roomy


def test_what_the_page_says_in_both_languages():
    shown = typology(7, 20, plan=PLAN)
    said = picture(shown, FR)
    assert said["when"] == "lundi 13 décembre 2021 · CEDIAS – Musée social, Paris 7e"
    assert [(one["number"], one["label"]) for one in said["figures"]] == [
        ("60", "personnes présentes"), ("1", "table"), ("32", "idées"), ("20", "pistes"),
    ]  # fmt: skip
    assert [one["label"] for one in said["key"]] == [
        "14 à créer", "3 déjà existantes", "3 existantes ou à créer, selon les idées",
    ]  # fmt: skip
    assert picture(shown, EN)["figures"][0] == {"number": "60", "label": "people present"}
    assert said["alt"].startswith("La typologie des pistes. Les 32 idées ont abouti à 20 pistes. ")


def test_an_event_without_proposals_is_refused_in_one_sentence():
    for shown in (reported([], plan=PLAN), typology(7, 0, plan=PLAN)):
        with pytest.raises(Refused, match="No infographic created: there are no proposals yet"):
            infographic(shown, FR, DEFAULT, "svg", "a3")


@cache
def _live() -> bytes:
    return infographic(typology(7, 42, plan=PLAN), FR, DEFAULT, "live", "a3")


def test_whoever_corrects_a_word_finds_it_as_text_where_the_picture_has_it():
    shown, made = typology(7, 42, plan=PLAN), _live()
    space = "{http://www.w3.org/2000/svg}"
    texts = [one for one in ET.fromstring(made).iter() if one.tag == f"{space}text"]
    lines = letters("".join("".join(one.itertext()) for one in texts))
    for part in shown.categories:
        assert letters(part.title) in lines
        assert [one.wording for one in part.proposals if letters(one.wording) not in lines] == []
    assert {one.get("font-family").split(",")[0] for one in texts} == {"'Source Sans Pro'"}
    assert "<use" not in made.decode(), "no letter is drawn besides"
    assert len([one for one in texts if one.text == "60"]) == 1
    heads = [one for one in texts if one.text == PLAN.title]
    assert [(one.get("font-weight"), float(one.get("x"))) for one in heads] == [("700", SHEETS["a3"].margin)]
    assert 500 < float(heads[0].get("textLength")) < 700, "another font is as long as the page has room for it"
    assert infographic(shown, FR, DEFAULT, "live", "a3") == made


def test_a_picture_with_live_text_brings_its_fonts():
    ttlib = pytest.importorskip("fontTools.ttLib", reason="fonttools reads the fonts again")
    made = infographic(case("one proposal"), FR, DEFAULT, "live", "screen").decode()
    weights = set(re.findall(r"font-weight=\"(\d+)\"", made))
    faces = re.findall(
        r"@font-face { font-family: 'Source Sans Pro'; font-weight: (\d+); font-style: normal; "
        r"src: url\(data:font/woff;base64,([^)]+)\) }",
        made,
    )
    assert {weight for weight, _data in faces} == weights
    for weight, data in faces:
        font = ttlib.TTFont(io.BytesIO(base64.b64decode(data)), checkChecksums=2)
        assert (str(font["OS/2"].usWeightClass), font["name"].getBestFamilyName()) == (weight, "Source Sans Pro")
        assert set(map(ord, "àéœÉ€Ωж")) <= set(font.getBestCmap()), "letters that the page does not have, to be typed"


def test_the_page_with_live_text_shows_as_much():
    page = laid_out(styled(picture(typology(7, 42, plan=PLAN), FR), DEFAULT), SHEETS["a3"])
    _made_so, usual, plan = probed(page)
    _live, boxes, live_plan = probed({**page, "live": True}, form="svg")
    assert live_plan.shown == plan.shown
    assert sorted(one.kind for one in usual) == sorted(one.kind for one in boxes)


def test_a_line_that_ends_elsewhere_with_its_words_one_by_one_has_its_room():
    """Such a word does not move closer to the one before it, as those of whole lines do."""
    close = "T’AVoir/fAVeur AV-To-Yves/Ta/Va W.A.T. "
    parts = [
        CategoryPart(n, "Lieux", tuple(proposal(close * (3 + m % 5) + f"{n}{m}") for m in range(4))) for n in (1, 2)
    ]
    page = laid_out(styled(picture(reported(parts, plan=PLAN), FR), DEFAULT), SHEETS["a3"])
    _live, boxes, _plan = probed({**page, "live": True}, form="svg")
    wordings = [box for box in boxes if box.kind == "wording"]
    assert len(wordings) == 8
    assert [box for box in wordings if box.measured > box.height + 0.05] == []


def test_words_have_room_for_another_font_before_what_stands_beside_them():
    """Programs that take no font from a picture draw its lines wider: as much as the widest it names meets nothing."""
    made = _live()
    lines = []
    for one in ET.fromstring(made).iter("{http://www.w3.org/2000/svg}text"):
        at, long, size = (float(one.get(name)) for name in ("x", "textLength", "font-size"))
        long *= 1.22 if int(one.get("font-weight")) > 500 else 1.12  # DejaVu Sans Condensed, bold for semibold
        first, last = (at - long, at) if one.get("text-anchor") == "end" else (at, at + long)
        lines.append((float(one.get("y")), size, first, last, "".join(one.itertext())))
    assert [words for *_place, last, words in lines if last > SHEETS["a3"].width] == []
    met = [
        (one[4], other[4])
        for one in lines
        for other in lines
        if one is not other and abs(one[0] - other[0]) < 0.5 * min(one[1], other[1]) and one[2] <= other[2] < one[3]
    ]
    assert met == []
    figures = [line for line in lines if line[4] == "personnes présentes"]
    assert figures
    titles = re.findall(r"<text [^>]*>1\. Lieux de rencontre.*?</text>", made.decode())
    assert "<tspan" in titles[0], "the number of ideas follows its title"


def test_numbers_are_written_as_the_language_writes_them():
    shown = reported([CategoryPart(1, "Lieux", (proposal("tous", ideas=1200),))], plan=PLAN)
    assert picture(shown, FR)["cards"][0]["proposals"][0]["number"] == "1\u202f200"
    assert picture(shown, EN)["cards"][0]["proposals"][0]["number"] == "1,200"


def test_only_what_is_known_is_shown():
    said = picture(typology(2, 3, plan=Plan("")), FR)
    assert said["title"] == "Rencontre sans titre"
    assert (said["when"], said["cycle"], said["subtitle"], said["question"], said["foot"], said["vacant"]) == (
        "", "", "", "", [], "",
    )  # fmt: skip
    assert [one["label"] for one in said["figures"]] == ["table", "idées", "pistes"]
    expected = picture(typology(2, 3, plan=Plan("", attendance=Attendance(expected=1))), FR)
    assert expected["figures"][0] == {"number": "1", "label": "personne attendue"}


def test_nothing_is_hidden_that_has_no_category():
    cards = picture(hostile(), FR)["cards"]
    assert [(card["title"], card["filed"]) for card in cards[2:]] == [
        ("Pistes non classées", False), ("Pistes en suspens", False),
    ]  # fmt: skip
    assert picture(hostile(), FR)["vacant"] == "Sans piste\u00a0: 3. vide"
    assert [card["title"] for card in picture(CASES["no category"], FR)["cards"]] == ["Les pistes"]
    assert len(picture(typology(7, 0), FR)["cards"]) == 7
