"""Every format holds every idea, and nothing somebody typed acts in it."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

import facilitate.export
from facilitate.domain.errors import Refused
from facilitate.export import engine_faults, engines
from facilitate.export.csv_cells import harmless, sheet
from facilitate.export.csv_ideas import decidim_csv, ideas_csv
from facilitate.export.docx_odt import tree
from facilitate.export.file_names import CARDS, anonymous, in_language
from facilitate.export.formats import FORMATS, made
from facilitate.export.html import page
from facilitate.export.json_report import report_json
from facilitate.export.markdown import render as markdown
from facilitate.export.office import office
from facilitate.export.pdf import pdf
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.labels import role_called
from facilitate.workshop.report.build import report as report_of
from tests.support.pdf_words import pieces, text_of
from tests.support.published import HOSTILE, hostile, paris, reported, told
from tests.support.workshops import make_workshop

FR, EN = Language("fr"), Language("en")
SCHEMA = json.loads((Path(facilitate.export.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
EVENTS = pytest.mark.parametrize("workshop", [paris, hostile, make_workshop], ids=["paris", "hostile", "empty"])


def squeezed(text: str) -> str:
    """The text without what setting it may add or change: spaces, divided words, hyphens of line ends, ligatures."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text.replace("ﬁ", "fi").replace("ﬀ", "ff"))


class Read(HTMLParser):
    """The tags, ids, links and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.heads: list[dict[str, str | None]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.heads += [given] if tag == "th" else []

    def handle_data(self, data):
        if self.tags[-1:] != ["style"]:
            self.words += data


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


@EVENTS
def test_json_is_as_its_schema_says(workshop):
    Draft202012Validator.check_schema(SCHEMA)
    for report in (reported(workshop()), report_of(workshop().session, internal=True)):
        found = json.loads(report_json(report))
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []


def test_json_says_whose_it_is_and_what_may_be_done_with_it():
    details = {"licence": "CC BY 4.0", "cite": "Association, 2021.", "contact": "contact@asso.example"}
    told = reported(paris())
    own = replace(told.plan.publication, **details)
    data = json.loads(report_json(replace(told, plan=replace(told.plan, publication=own))))
    Draft202012Validator(SCHEMA).validate(data)
    assert {name: data.get(name) for name in details} == details


def test_tables_that_were_merged_or_closed_are_told_in_their_phase():
    workshop = make_workshop()
    workshop.room_tables.describe(1, {"name": "Forêt"})
    workshop.room_tables.close(3)
    workshop.room_tables.close(2, merged_into=1)
    report = reported(workshop)
    text = markdown(report, EN)
    assert "\n\nTable 2 joined table 1 (Forêt) in this phase.\n\nTable 3 was closed in this phase.\n" in text
    found = json.loads(report_json(report))
    assert found["tables"][0]["closed"] == [{"table": 2, "merged_into": 1}, {"table": 3, "merged_into": None}]
    assert not list(Draft202012Validator(SCHEMA).iter_errors(found))


def test_json_and_csv_hold_every_idea_with_where_it_came_from():
    workshop = make_workshop()
    workshop.ideas.record(2, "un premier jet")
    workshop.ideas.edit("T2-01", "une idée mûre")
    workshop.ideas.record(1, "retirée")
    workshop.ideas.withdraw("T1-01")
    workshop.proposals.file(["T2-01"], "lieux")
    workshop.study_links.link(["T2-01"], "freins")
    report = reported(workshop)
    (kept,) = json.loads(report_json(report))["ideas"]
    assert (kept["ref"], kept["text"], "first_text" in kept) == ("T2-01", "une idée mûre", False)
    assert (kept["noted_by"], kept["noted_at"]) == ("table-2", "2021-12-13T13:00:00Z")
    assert (kept["category"], kept["question"], kept["withdrawn"]) == ("Lieux", "Quels freins ?", False)
    (first,) = rows(ideas_csv(report, FR))
    assert (first["Référence"], first["Idée"], first["Classement"]) == ("T2-01", "une idée mûre", "classée")
    assert (first["Notée par"], first["Item"], "Premier texte" in first) == ("Table 2", "Lieux", False)
    internal = report_of(workshop.session, internal=True)
    kept, gone = json.loads(report_json(internal))["ideas"]
    assert (kept["first_text"], gone["ref"], gone["withdrawn"], gone["place"]) == (
        "un premier jet", "T1-01", True, None,
    )  # fmt: skip
    first, second = rows(ideas_csv(internal, FR))
    assert (first["Premier texte"], first["Interne"]) == ("un premier jet", "ne pas diffuser")
    assert (second["Classement"], second["Idée"], second["Interne"]) == ("retirée", "retirée", "ne pas diffuser")


@pytest.mark.parametrize("workshop", [paris, hostile], ids=["paris", "hostile"])
def test_the_sheet_opens_in_a_french_excel_and_works_nothing_out(workshop):
    text = ideas_csv(reported(workshop()), FR)
    assert text.startswith("\ufeffRéférence;Table;")
    assert "\r\n" in text
    found = rows(text)
    ideas = [idea.text for idea in workshop().session.ideas.values() if not idea.withdrawn]
    assert [row["Idée"].removeprefix("'") for row in found if row["Idée"].removeprefix("'") not in ideas] == []
    assert len(found) == len(ideas)
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@A1", "\tx", "\n=1", "  =1", "＝1"])
def test_a_cell_is_never_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    assert sheet([["a", cell]]).startswith("\ufeffa;")


def test_decidim_finds_its_columns():
    text = decidim_csv(reported(paris()), FR)
    assert text.splitlines()[0] == "id;title/fr;body/fr;category/id;taxonomies/ids;scope/id"
    found = rows(text)
    assert len(found) == 42
    notice = reported(paris()).plan.publication.notice
    assert found[0]["body/fr"].endswith(f"Lieux de rencontre\n\nà créer · T1-01, T4-01\n{notice}")
    assert max(len(row["title/fr"]) for row in rows(decidim_csv(reported(hostile()), FR))) <= 150


@EVENTS
def test_the_page_is_whole_and_runs_nothing(workshop):
    publication = told(workshop())
    read = Read(page(publication.document, DEFAULT, FR))
    assert not {"script", "iframe", "object", "link", "img", "b"} & set(read.tags)
    assert read.levels[0] == 1
    assert read.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(read.levels, read.levels[1:], strict=False))
    assert len(set(read.ids)) == len(read.ids)
    within = [link for link in read.links if not link.startswith(("http://", "https://", "mailto:"))]
    assert {link.removeprefix("#") for link in within} <= set(read.ids)
    assert all(head.get("scope") in {"col", "row"} for head in read.heads)
    words = squeezed(read.words)
    assert [text for text in _standing(workshop()) if squeezed(text) not in words] == []


def test_each_reference_leads_to_its_idea_and_each_idea_to_its_proposal():
    text = page(told(paris()).document, DEFAULT, FR)
    assert '<a class="ref" href="#idea-T4-01">T4-01</a>' in text
    line = re.search(r'<li id="idea-T4-01".*?</li>', text, re.DOTALL)[0]
    proposal, number = re.search(r'href="#(proposal-[^"]+)">([^<]+)<', line).groups()
    assert number == "1.1"
    found = f'<li id="{proposal}" class="plain"><strong>1.1</strong>\u2002Ouvrir les lieux où les deux mondes'
    assert found in text


def test_the_page_is_in_the_colours_of_the_house():
    text = page(told(paris()).document, DEFAULT, FR)
    assert "--accent: #0b4f6c;" in text
    assert '<html lang="fr">' in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("workshop", [paris, hostile], ids=["paris", "hostile"])
def test_the_pdf_has_a_cover_page_numbers_bookmarks_fonts_and_words(workshop):
    publication = told(workshop())
    data = pdf(publication.document, DEFAULT, FR)
    read = PdfReader(io.BytesIO(data))
    texts = [text_of(each) for each in read.pages]
    whole = squeezed("".join(texts))
    assert squeezed(publication.document.title) in squeezed(texts[0])
    for number, text in enumerate(texts[1:], 2):
        assert f"{number}/{len(texts)}" in squeezed(text)
    assert {"La typologie des pistes", "Annexe\u00a0: les idées, table par table"} <= set(_bookmarks(data))
    assert read.metadata.title == publication.document.title
    assert read.trailer["/Root"]["/Lang"] == "fr"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    fonts = {str(font["/BaseFont"]) for each in read.pages for font in _fonts(each)}
    assert any("SourceSansPro" in font for font in fonts)
    assert all(re.match(r"/[A-Z]{6}\+", font) for font in fonts), "a subset of each font is inside"
    lost = [text for text in _told(workshop()) if squeezed(text) not in whole]
    assert lost == []


@pytest.mark.parametrize("internal", [False, True])
def test_of_the_longest_texts_the_end_is_printed(internal):
    workshop = make_workshop()
    workshop.ideas.record(1, "mot " * 2400 + "bout1", detail="mot " * 2400 + "bout2")
    workshop.ideas.record(2, "mot " * 2400 + "bout3", detail="mot " * 2400 + "bout4")
    workshop.ideas.edit("T2-01", "mot", detail="")
    document = publication(report_of(workshop.session, internal=internal), FR, DEFAULT).document
    read = PdfReader(io.BytesIO(pdf(document, DEFAULT, FR)))
    printed = {end for each in read.pages for end in _ends(each)}
    assert printed == ({"bout1", "bout2", "bout3", "bout4"} if internal else {"bout1", "bout2"})


def _ends(page_) -> set[str]:
    """The ends that stand on the sheet, not below it."""
    on_it = [piece.text for piece in pieces(page_) if 0 < piece.place < page_.mediabox.height]
    return set(re.findall(r"bout\d", "\n".join(on_it)))


def _fonts(page_):
    return [font.get_object() for font in page_["/Resources"]["/Font"].get_object().values()]


def _bookmarks(data: bytes) -> list[str]:
    return [entry.title for entry in PdfReader(io.BytesIO(data)).outline if not isinstance(entry, list)]


def _told(workshop) -> list[str]:
    """Ideas that setting does not reorder or draw with another glyph."""
    return [text for text in _standing(workshop) if "שלום" not in text and "très" not in text]


def _standing(workshop) -> list[str]:
    standing = [idea for idea in workshop.session.ideas.values() if not idea.withdrawn]
    return [text for idea in standing for text in (idea.text, idea.detail)]


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("workshop", [paris, hostile], ids=["paris", "hostile"])
def test_office_files_have_real_headings_and_every_word(form, workshop):
    data = office(told(workshop()).document, DEFAULT, FR, form)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        body = ET.fromstring(archive.read("word/document.xml" if form == "docx" else "content.xml"))
    words = squeezed("".join(body.itertext()))
    assert [text for text in _told(workshop()) if squeezed(text) not in words] == []
    raw = ET.tostring(body, encoding="unicode")
    assert raw.count('val="Heading1"' if form == "docx" else 'outline-level="1"') >= 4
    assert raw.count('val="Heading2"' if form == "docx" else 'outline-level="2"') >= 3


def test_pandoc_reads_words_as_words():
    kinds: set[str] = set()

    def walk(node):
        if isinstance(node, dict):
            kinds.add(node.get("t", ""))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(tree(told(hostile()).document, DEFAULT, EN))
    assert not kinds & {"RawInline", "RawBlock", "Math", "Image"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_event_makes_the_same_bytes(name):
    first, second = (made(told(paris()), [name]) for _ in range(2))
    assert first == second


def test_an_english_event_is_published_in_english():
    publication = told(paris(), "en")
    assert '<html lang="en">' in page(publication.document, DEFAULT, EN)
    assert "Proposals by category" in _bookmarks(pdf(publication.document, DEFAULT, EN))
    assert ideas_csv(publication.report, EN).startswith("\ufeffReference;Table;Idea;")


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("fr", ["compte-rendu-interne.md", "idees-interne.csv", "infographie-ecran.svg", "cartes-anonyme.pdf"]),
        ("en", ["report-internal.md", "ideas-internal.csv", "infographic-screen.svg", "cards-anonymous.pdf"]),
    ],
)
def test_files_are_called_in_the_language_of_the_session(code, names):
    publication = told(paris(), code)
    internal = replace(publication, report=replace(publication.report, internal=True))
    called = [FORMATS[name].files[0].called(internal) for name in ("md", "csv", "svg")]
    assert [*called, anonymous(in_language(CARDS, code), code)] == names


def test_a_missing_engine_is_one_sentence(monkeypatch):
    monkeypatch.setattr(engine_faults, "find_spec", lambda name: name)  # pip, which not every Python has
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refused, match="requires typst, which is not installed on this computer"):
        made(told(paris()), ["md", "pdf"])
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(Refused, match="requires pandoc"):
        made(told(paris()), ["odt"])
    assert engines.families(DEFAULT) == frozenset()


def test_where_there_is_no_pip_the_sentence_names_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(engine_faults, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match=r"requires typst, which comes with facilitate\[publish\]") as refused:
        made(told(paris()), ["pdf"])
    assert "pip" not in refused.value.message.text


def test_hostile_texts_are_hostile_enough():
    assert {text[0] for text in HOSTILE} >= set("<=#+-@“")


def test_whoever_writes_is_named_by_role_a_second_program_of_the_same_role_too():
    roles = [
        role_called(by, Language("fr")) for by in ("facilitator", "facilitator.b", "table-3", "table-3.c", "nobody")
    ]
    assert roles == ["Animation", "Animation", "Table 3", "Table 3", "nobody"]


def test_a_page_leads_to_the_files_that_were_made_beside_it_and_to_no_other():
    def links(names: list[str], **changed: bool) -> list[str]:
        files = dict(made(replace(told(paris()), **changed), names))
        (text,) = (each for name, each in files.items() if name.endswith(".html"))
        return [link for link in Read(text).links if not link.startswith("#")], list(files)

    assert links(["html"])[0] == []
    found, files = links(["html", "pdf", "csv", "svg", "infographic", "ics"])
    assert files[0] == "compte-rendu.html"
    guests = {
        "compte-rendu.pdf",
        *(f"infographie-{paper}.{form}" for paper in ("a3", "ecran") for form in ("pdf", "png")),
    }
    assert sorted(found) == sorted(guests)
    assert guests < set(files)
    found, files = links(["html", "epub"], anonymous=True)
    assert found == ["compte-rendu-anonyme.epub"]


def test_a_page_leads_to_files_by_the_names_they_have_where_they_stand():
    files = dict(made(told(paris()), ["html", "epub"], placed=lambda name, _data: name.replace(".", "-2.")))
    assert 'href="compte-rendu-2.epub">compte-rendu-2.epub</a>' in files["compte-rendu.html"]
    assert "si vous avez reçu la page seule" in files["compte-rendu.html"].lower(), "no dead link without a word"


def test_a_page_leads_to_no_file_that_could_not_be_made(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    lacking = []
    files = dict(made(told(paris()), ["html", "pdf", "epub"], lacking=lacking))
    assert len(lacking) == 1
    assert 'href="compte-rendu.epub"' in files["compte-rendu.html"]
    assert "compte-rendu.pdf" not in files["compte-rendu.html"]
    assert "<svg" not in files["compte-rendu.html"]


@EVENTS
def test_the_infographic_in_a_page_takes_no_name_of_the_page_and_every_letter_of_it_is_there(workshop):
    ((_name, text),) = made(told(workshop()), ["html"])
    read = Read(text)
    assert len(read.ids) == len(set(read.ids))
    used = re.findall(r'<use[^>]* href="#([^"]+)"', text)
    assert set(used) <= set(read.ids)
    assert ("<svg" in text) == bool(reported(workshop()).counts.proposals)
