"""Office files look like the PDF: a cover, its contents, named styles, ruled tables, nothing parted from its title."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.export.compose.document import DocumentTable, Items, ListItem, Section, typed
from facilitate.export.docx_odt import table
from facilitate.export.office import office
from facilitate.export.office_looks import word_styles
from facilitate.export.publication import publication
from facilitate.export.style.colours import READABLE, contrast, on_white
from facilitate.export.style.style import DEFAULT, Colours, Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report as report_of
from tests.support.published import hostile, large, paris, told
from tests.support.workshops import make_workshop

FR = Language("fr")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 1"><rect width="12" height="1"/></svg>'
BODY = {"docx": "word/document.xml", "odt": "content.xml"}
DARK = Colours(ink="#f4f4f4", paper="#101820", accent="#ffd54f", muted="#9aa7b0", rule="#33414d")
FORMS = pytest.mark.parametrize("form", ["docx", "odt"])


@cache
def parts(document, form, style=DEFAULT):
    """The parts of a file, which is made once for all that read it."""
    with zipfile.ZipFile(io.BytesIO(office(document, style, FR, form))) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")}


def names(xml, form):
    return re.findall(r'<w:pStyle w:val="([^"]+)"' if form == "docx" else r'<text:[ph] text:style-name="([^"]+)"', xml)


@FORMS
def test_the_logo_stands_above_the_title_and_the_cover_ends_with_the_contents(form):
    body = parts(told(paris()).document, form, Style(logo=LOGO, logo_kind="svg"))[BODY[form]]
    found = list(dict.fromkeys(names(body, form)))
    contents = "TOC1" if form == "docx" else "Contents_20_1"
    start = ["Logo", "Kicker", "Title", "Subtitle", "CoverFact", "ContentsTitle", contents, "PartEnd"]
    assert [name for name in found if name in start] == start
    assert found.index("PartEnd") < found.index("Heading1" if form == "docx" else "Heading_20_1")


@FORMS
def test_the_contents_is_a_field_that_leads_to_each_part(form):
    document = told(paris()).document
    body = parts(document, form)[BODY[form]]
    if form == "docx":
        listed = re.findall(r'<w:hyperlink w:anchor="(part_\w+)"', body)
        places = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(part_\w+)"', body)
        assert 'TOC \\o "1-1"' in body
        assert body.count('fldCharType="begin"') == body.count('fldCharType="end"') == 1
    else:
        listed = re.findall(r'<text:bookmark-ref text:reference-format="page" text:ref-name="(part_\w+)"', body)
        places = re.findall(r'<text:bookmark(?:-start)? text:name="(part_\w+)"', body)
        assert "<text:table-of-content " in body
    assert listed == places
    assert len(listed) == 9


@FORMS
def test_a_short_report_has_no_contents(form):
    workshop = make_workshop()
    workshop.ideas.record(1, "une idée")
    body = parts(told(workshop).document, form)[BODY[form]]
    assert "ContentsTitle" not in body
    assert "part_" in body


@FORMS
def test_tables_have_a_head_and_a_sum_and_short_ones_stay_whole(form):
    body = parts(told(paris()).document, form)[BODY[form]]
    if form == "docx":
        for table in re.findall("<w:tbl>.*?</w:tbl>", body, re.DOTALL):
            rows = table.split("<w:tr>")[1:]
            assert 'w:tblStyle w:val="Ruled"' in table
            assert 'w:lastRow="1"' in table
            assert "w:tblHeader" in rows[0]
            assert all("<w:cantSplit/>" in row for row in rows)
            assert all(set(names(row, form)) == {"TableTextKept"} for row in rows[:-1])
            assert set(names(rows[-1], form)) == {"TableText"}
    else:
        tables = re.findall("<table:table .*?</table:table>", body, re.DOTALL)
        assert all(table.count("TableTotalCell") == len(re.findall("TableHeaderRowCell", table)) for table in tables)
        assert body.count('style:may-break-between-rows="false"') == len(tables) == 2


@FORMS
def test_a_long_table_may_be_divided(form):
    document = told(paris()).document
    table = next(block for section in document.sections for block in section.blocks if isinstance(block, DocumentTable))
    longer = replace(table, rows=(*table.rows[:1] * 30, *table.rows[-1:]))
    body = parts(replace(document, sections=(Section("typology", (longer,)),)), form)[BODY[form]]
    assert "TableTextKept" not in body
    assert "may-break-between-rows" not in body


@FORMS
def test_nothing_is_parted_from_what_announces_it(form):
    every = parts(told(paris()).document, form)
    styles = every["word/styles.xml" if form == "docx" else "styles.xml"]
    kept = "<w:keepNext" if form == "docx" else 'fo:keep-with-next="always"'
    caption, first, second = ("TableCaption", "Heading1", "Heading2") if form == "docx" else (
        "TableCaption", "Heading_20_1", "Heading_20_2",
    )  # fmt: skip
    for name in ("Announcement", caption, first, second):
        definition = re.search(rf'(?:styleId|style:name)="{name}".*?</(?:w|style):style>', styles, re.DOTALL)[0]
        assert kept in definition, name
    body = every[BODY[form]]
    found = names(body, form)
    assert found.count("Announcement") >= 3


@FORMS
@pytest.mark.parametrize("workshop", [paris, hostile, make_workshop], ids=["paris", "hostile", "empty"])
def test_every_style_that_is_named_is_there(form, workshop):
    every = parts(told(workshop()).document, form, Style(logo=LOGO, logo_kind="svg", cover="Une\ncouverture"))
    body = every[BODY[form]]
    if form == "docx":
        used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', body))
        known = set(re.findall(r'w:styleId="([^"]+)"', every["word/styles.xml"]))
    else:
        used = set(re.findall(r'(?:text|table):style-name="([^"]+)"', body))
        known = set(re.findall(r'style:name="([^"]+)"', body + every["styles.xml"]))
    assert used - known == set()


@pytest.mark.parametrize("marking", ["", "Interne"])
def test_every_part_of_a_word_file_that_is_named_is_there_and_sections_are_in_the_schemas_order(marking):
    every = parts(replace(told(paris()).document, marking=marking), "docx")
    with_ids = office(replace(told(paris()).document, marking=marking), DEFAULT, FR, "docx")
    rels = zipfile.ZipFile(io.BytesIO(with_ids)).read("word/_rels/document.xml.rels").decode()
    body = every["word/document.xml"]
    assert set(re.findall(r'Reference [^>]*r:id="([^"]+)"', body)) <= set(re.findall(r'Id="([^"]+)"', rels))
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", body, re.DOTALL)
    assert len(sections) == 5, "the cover, the report, the heading of the annex, its columns, and what ends them"
    for section in sections:
        order = ("headerReference", "footerReference", "footnotePr", "type", "pgSz", "pgMar", "cols")
        found = [section.find(f"<w:{name}") for name in order]
        assert [place for place in found if place >= 0] == sorted(place for place in found if place >= 0)
    assert ("Reference" in sections[0]) == bool(marking)


def test_the_styles_of_word_are_in_the_schemas_order():
    styles = parts(told(paris()).document, "docx")["word/styles.xml"]
    inner = {
        "pPr": ["keepNext", "keepLines", "pBdr", "tabs", "spacing", "ind", "outlineLvl"],
        "rPr": ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs"],
    }
    ours = [text for text in re.findall(r"<w:style .*?</w:style>", styles, re.DOTALL) if "<w:qFormat" in text]
    assert len(ours) > 25
    for definition in ours:
        for name, order in inner.items():
            for body in re.findall(rf"<w:{name}>(.*?)</w:{name}>", definition):
                found = [child for child in re.findall(r"<w:(\w+)", body) if child in order]
                assert found == sorted(found, key=order.index)


@FORMS
def test_a_dark_style_is_readable_on_white(form):
    if form == "docx":
        styles = "".join(xml for _key, xml in word_styles(Style(colours=DARK)))
        found = re.findall(r'w:color w:val="([0-9A-F]{6})"', styles)
    else:
        styles = parts(told(paris()).document, form, Style(colours=DARK))["styles.xml"]
        found = re.findall(r'fo:color="#([0-9a-f]{6})"', styles)
    assert found
    assert [colour for colour in found if contrast(f"#{colour.lower()}", "#ffffff") < READABLE] == []


COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(st.builds(Colours, ink=COLOUR, paper=COLOUR, accent=COLOUR, muted=COLOUR, rule=COLOUR))
def test_whatever_the_colours_words_can_be_read_on_white_and_lines_be_seen(colours):
    found = on_white(colours)
    assert min(contrast(each, "#ffffff") for each in (found.ink, found.accent, found.muted)) >= READABLE
    assert contrast(found.rule, "#ffffff") >= 1.4
    for name in ("accent", "muted"):
        if contrast(getattr(colours, name), "#ffffff") >= READABLE:
            assert getattr(found, name) == getattr(colours, name)


def test_a_marking_stands_on_the_cover_and_on_every_other_page():
    document = publication(report_of(hostile().session, internal=True), FR, DEFAULT).document
    word = parts(document, "docx")
    assert document.marking in word["word/header1.xml"]
    assert document.marking in word["word/coverheader1.xml"]
    writer = parts(document, "odt")["styles.xml"]
    assert writer.count(document.marking) == 2


@FORMS
def test_the_appendix_stands_in_two_columns(form):
    body = parts(told(large(30)).document, form)[BODY[form]]
    assert ('<w:cols w:num="2"' if form == "docx" else '<text:section text:style-name="TwoColumns"') in body
    assert body.count("AppendixIdea") >= 30


@FORMS
@pytest.mark.parametrize("ideas", [20, 40])
def test_a_list_of_ideas_has_its_heading_with_it_and_the_last_line_below_that(form, ideas):
    """Behind columns that fill their page, or before them, it would have a page of its own."""
    body = parts(told(large(ideas)).document, form)[BODY[form]]
    assert body.rindex("Annexe\u00a0: les idées") < body.rindex('"Closing"') < body.rindex("T1-01</")
    between = body[body.rindex("Annexe\u00a0: les idées") : body.rindex("T1-01</")]
    assert ("sectPr" in between or "text:section" in between) == (ideas > 30)
    assert ("HeadingOfPage" in body) == (form == "odt" and ideas > 30)


def test_what_ends_the_columns_of_a_word_file_has_no_style_of_ours():
    """Behind columns, Writer gives an empty paragraph of such a style a page of its own."""
    last = re.findall(r"<w:p>.*?</w:p>", parts(told(paris()).document, "docx")["word/document.xml"], re.DOTALL)[-1]
    assert 'w:lineRule="exact"' in last
    assert "pStyle" not in last


@FORMS
@pytest.mark.parametrize(("notice", "look"), [("", "ContentsTitle"), ("À relire. " * 60, "ContentsTitleOfPage")])
def test_contents_that_have_no_room_on_the_cover_have_a_page(form, notice, look):
    every = parts(replace(told(paris()).document, notice=notice), form)
    assert f'"{look}"' in every[BODY[form]]
    styles = every["word/styles.xml" if form == "docx" else "styles.xml"]
    definition = re.search(r'(?:styleId|style:name)="ContentsTitleOfPage".*?</(?:w|style):style>', styles, re.DOTALL)[0]
    assert ("pageBreakBefore" if form == "docx" else 'fo:break-before="page"') in definition


@FORMS
def test_the_notice_stands_on_the_cover(form):
    body = parts(replace(told(paris()).document, notice="Projet du 3 mai"), form)[BODY[form]]
    assert body.index("Projet du 3 mai") < body.index('"CoverFact"')


@FORMS
def test_no_proposal_stands_alone_at_an_end_of_a_page(form):
    found = names(parts(told(paris()).document, form)[BODY[form]], form)
    first = found.index("ProposalKept")
    assert found[first : first + 8] == ["ProposalKept", *["Proposal"] * 5, "ProposalKept", "Proposal"]


@FORMS
def test_no_idea_of_the_appendix_is_parted_or_stands_alone_at_an_end_of_a_page(form):
    found = names(parts(told(paris()).document, form)[BODY[form]], form)
    first = found.index("AppendixIdeaKept")
    assert found[first : first + 9] == ["AppendixIdeaKept", *["AppendixIdea"] * 6, "AppendixIdeaKept", "AppendixIdea"]
    ideas = Items(tuple(ListItem((typed(f"T1-0{number}"),), plain=True) for number in range(3)))
    document = replace(told(paris()).document, sections=(Section("annex", (ideas,) * 5),))
    few = names(parts(document, form)[BODY[form]], form)
    assert few[few.index("AppendixIdeaKept") :][:3] == ["AppendixIdeaKept", "AppendixIdeaKept", "AppendixIdea"]


def test_a_reference_is_parted_by_no_line_and_stays_what_is_looked_for_where_the_idea_is():
    body = parts(told(paris()).document, "docx")["word/document.xml"]
    assert re.search(r"T1</w:t><w:noBreakHyphen ?/><w:t[^>]*>01</w:t>", body)
    assert "\u2011" not in body
    assert re.search(r"<w:t[^>]*>T1-01</w:t>", body), "before its words, where a line begins"


def test_columns_are_as_wide_as_the_words_of_their_heads():
    heads = ("Item", "Déjà existantes", "Les deux", "Pistes", "Idées", "À créer")
    made = table(DocumentTable("Une table", heads, (tuple((typed("1"),) for _ in heads),), 1))
    shares = [width["c"] for _align, width in made["c"][2]]
    assert sum(shares) == pytest.approx(1)
    assert shares[1] * 448 >= len("existantes") * 6.7
    assert shares[0] == max(shares)


def test_an_edition_alone_is_no_part_of_its_own():
    """A heading with one line below it was alone on a page."""
    shown = report_of(paris().session)
    plan = replace(shown.plan, publication=type(shown.plan.publication)())
    bare = replace(shown, plan=plan, edition=datetime(2021, 12, 13, 18, 12))  # noqa: DTZ001 -- of whoever publishes
    document = publication(bare, FR, DEFAULT).document
    assert "colophon" not in [section.key for section in document.sections]
    assert "Version" in document.closing
