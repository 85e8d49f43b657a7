"""What wrote a file: pages, JSON, Markdown and documents are read; what holds no list is refused by its name."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from types import ModuleType

import pytest

from facilitate.domain.errors import Refused
from facilitate.i18n import Language
from facilitate.sheets.contents import Contents, Prose, SheetRow, Table, Unclear
from facilitate.sheets.headers import find_header
from facilitate.sheets.reading import read
from tests.support.workbooks import ole2, packed


def contents(data: str | bytes, name: str = "", sheet: str = "") -> Contents:
    return read(data.encode() if isinstance(data, str) else data, name=name, sheet=sheet, knows=_knows)


def _knows(cell: str) -> bool:
    return cell in ("Table", "Idée", "Statut", "idea", "table")


def table(data: str | bytes, name: str = "", sheet: str = "") -> Table:
    found = contents(data, name, sheet)
    assert isinstance(found, Table), found
    return found


def cells(data: str | bytes, sheet: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in table(data, sheet=sheet).rows]


def _zip(part: str) -> bytes:
    return packed({part: "x"})


@pytest.mark.parametrize(
    ("data", "what", "how"),
    [
        (b"%PDF-1.7", "a PDF", "Ask for the original file (Word or Excel)"),
        (b"{\\rtf1\\ansi", "an RTF document", "save it as .docx or as plain text"),
        (b"\x89PNG\r\n", "a picture", "Type its words"),
        (b"\xff\xd8\xff\xe0", "a picture", "Type its words"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a picture", "Type its words"),
        (b"\x00\x00\x00\x18ftypmp42", "a recording", "Type its words"),
        (b"\x1f\x8b\x08", "an archive", "extract the file"),
        (_zip("a.txt"), "an archive", "extract the file"),
        (_zip("ppt/presentation.xml"), "a slide show", "Copy its list"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
            "a slide show",
            "Copy its list",
        ),
        (ole2({"WordDocument": b"x"}), "a document from an old word processor", "save it as .docx or as plain text"),
        (b"\x00\x05\x16\x07\x00", "a hidden file that a Mac leaves", "without “._”"),
        (b"SQLite format 3\x00", "a database", "Export the list as CSV"),
        (b"a\x00\x00\x00" * 9, "something other than text", "save the list as CSV or as plain text"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar", "Choose the file that contains the list"),
        ("BEGIN:VCARD\r\n", "an address book", "Choose the file that contains the list"),
        ("[InternetShortcut]\r\nURL=https://example.org\r\n", "a link", "Open the page"),
        ("<?xml version='1.0'?><rss><channel/></rss>", "an XML document", "Export the list as CSV"),
        ("<svg xmlns='x'/>", "a picture", "Type its words"),
    ],
)
def test_what_is_no_list_is_refused_by_its_name_with_what_to_do_with_it(data: str | bytes, what: str, how: str) -> None:
    with pytest.raises(Refused) as refused:
        contents(data)
    told = str(refused.value)
    assert told.startswith(f"This is {what}")
    assert how in told
    assert Language("fr").message(refused.value.message).startswith("C’est ")


@pytest.mark.parametrize(
    ("name", "why"), [("a.xlsx", "This file is damaged"), ("a.bin", "This is something other than text")]
)
@pytest.mark.parametrize("seed", range(5))
def test_bytes_at_random_are_no_text_of_an_unclear_encoding(name: str, why: str, seed: int) -> None:
    with pytest.raises(Refused, match=why):
        contents(Random(seed).randbytes(3000), name)


def test_an_old_document_whose_directory_is_gone_is_told_by_its_name() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(Refused, match=r"^This is a document from an old word processor.*save it as \.docx"):
        contents(data, "Compte rendu.DOC")
    with pytest.raises(Refused, match=r"^This file is damaged"):
        contents(data, "Idées.xls")


@pytest.mark.parametrize(
    ("part", "what", "how", "french"),
    [
        ("xl/workbook.bin", "(.xlsb)", "the type “Excel Workbook (.xlsx)”", "au format « Classeur Excel (.xlsx) »"),
        ("Index/Document.iwa", "Numbers", "choose Export (to Excel for a table", "« Exporter » (vers Excel pour"),
        ("Index.zip", "Numbers", "to Word for a text)", "vers Word pour un texte)"),
    ],
)
def test_who_has_the_program_that_wrote_a_file_is_told_how_to_save_it(
    part: str, what: str, how: str, french: str
) -> None:
    with pytest.raises(Refused) as refused:
        contents(_zip(part))
    assert what in str(refused.value)
    assert how in str(refused.value)
    assert french in Language("fr").message(refused.value.message).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        ("From: a@example.org\nTo: b@example.org\nSubject: idées\n\n- Oser\n", "", "e-mail"),
        ("De : Anne\nEnvoyé : lundi\nÀ : Bob\nObjet : idées\n\nOser\n", "", "e-mail"),
        (
            "Return-Path: <a@b>\r\nReceived: by x\r\n\tfor y\r\nARC-Seal: z\r\nDate: lundi\r\n\r\nOser",
            "a.eml",
            "e-mail",
        ),
        ("From anne Mon Nov 28\nReceived: by x\n", "", "e-mail"),
        ('[[categories]]\nkey = "1"\ntitle = "Lieux"\n', "", "a settings file"),
        ("title: Atelier\nplace: Lyon\n", "atelier.yaml", "a settings file"),
        (
            "14/11/2026, 10:12 - Les messages sont chiffrés.\n14/11/2026, 10:12 - Anne: Oser\n",
            "",
            "a chat, showing who",
        ),
        (
            "[14/11/2026 10:12:01] Anne: Oser\r\n[14/11/2026 10:13:01] ~ Bob: Rêver\r\nencore\r\n",
            "",
            "a chat, showing who",
        ),
        ("10:12:33\t From  Anne to Everyone : Oser\n10:12:40\t From  Bob : Rêver\n", "", "a chat, showing who"),
        ("WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nAnne: Oser\n", "a.vtt", "subtitles or a transcript, showing who"),
        ("1\n00:00:01,000 --> 00:00:04,000\nOser\n\n2\n00:00:05,000 --> 00:00:08,000\nRêver\n", "", "subtitles"),
        (
            "anne | 2026-11-14 10:12:00 UTC | #1\n\nOser\n\n---\n\nbob | 2026-11-14 10:13:00 UTC | #2\n\nRêver\n",
            "",
            "a forum",
        ),
        ("[14/11 10:12] Anne Roux\nOser\n[14/11 10:13] Bob\nRêver\n", "", "a chat, showing who"),
        (
            "Anne 10:12 AM\nOser\nBob — Hier à 10:13\nRêver\nZoé — 14/11/2026 10:14\nVivre\n",
            "",
            "a chat or a transcript",
        ),
        ("Anne\n14 nov. 2026, 10:12\nOser\n\nBob\n14 nov. 2026, 10:13\nRêver\n", "", "a chat or a transcript"),
        ("Anne Roux 0:03\nOser\nAnne Roux 0:10\nRêver\nBob 0:15\nVivre\n", "", "a chat or a transcript, showing who"),
        ("\x00" * 500, "a.xlsx", "contains nothing"),
        (b"\x15 x", "~$idees.xlsx", "only a temporary file that Office leaves"),
        (",anne,poste,28.11.2026;", ".~lock.idees.ods#", "only a temporary file that Office leaves"),
        ('e3aa6109 {"facilitate":1,"session":"p","home":"h"}\n', "", "a facilitate journal"),
        ('{"format": "facilitate-report", "version": 2}', "", "a facilitate report"),
        ('{"title": "Atelier", "place": {"city": "Lyon"}}', "", "JSON, but not a list"),
        ('{"a": [{"x": 1}], "b": [{"y": 2}]}', "", "JSON, but not a list"),
        ('[{"idea": "Oser",]', "", "JSON file is damaged .line 1"),
        ("<html><body><p>Une longue histoire</p></body></html>", "", "a web page without a table"),
        ("<html><p>Une longue histoire</p><table><tr><td>a</td></tr></table></html>", "", "most of it is text"),
        ("<table><tr><td>" * 500, "", "nested too deeply"),
        ("Bonjour à tous\nVoici la suite\nEncore\n| a | b |\n|---|---|\n", "", "text and a table .“a . b”."),
        (packed({"word/document.xml": "<x"}), "a.docx", "damaged"),
    ],
)
def test_what_to_do_is_said(data: str | bytes, name: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        contents(data, name)


@pytest.mark.parametrize(
    "text",
    [
        "Un goûter à 16h30\nUne marche à 9h00\nUn bal à 20h00\n",
        "10h00 - 12h00 : un marché\n14h00 : un bal\n",
        "14/11/2026 10:00 - Inauguration\n15/11/2026 10:30 - Marché\n16/11/2026 11:00 - Concert\n",
        "- Ouvrir à 14:30\n- Fermer à 18:00\n- Un bus à 7:15\n",
    ],
)
def test_hours_in_a_list_make_no_conversation(text: str) -> None:
    found = contents(text)
    assert isinstance(found, Prose)
    assert found.text == text


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_array_of_objects_is_a_table() -> None:
    entries = [{"table": 1, "idea": "Oser"}, {"idea": "Ouvrir", "tags": ["a", "b"], "done": True, "n": 2.0, "no": None}]
    expected = [
        ("table", "idea", "tags", "done", "n", "no"),
        ("1", "Oser", "", "", "", ""),
        ("", "Ouvrir", "a, b", "TRUE", "2", ""),
    ]
    assert cells(json.dumps(entries)) == expected
    assert cells(json.dumps({"page": 1, "ideas": entries, "tags": ["a"]})) == expected
    assert cells("\n".join(map(json.dumps, entries))) == expected
    assert [row.line for row in table(json.dumps(entries)).rows] == [1, 2, 3]


def test_names_of_the_second_level_go_behind_those_of_the_first() -> None:
    assert cells('[{"title": {"fr": "Oser", "en": "Dare"}}]') == [("title/fr", "title/en"), ("Oser", "Dare")]


def test_arrays_of_rows_and_of_words_are_tables() -> None:
    assert cells('[["Table", "Idée"], [1, "Oser"]]') == [("Table", "Idée"), ("1", "Oser")]
    assert cells('["Oser", "Ouvrir"]') == [("Oser",), ("Ouvrir",)]


# ── HTML and XML ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_under_the_name_of_a_workbook_is_read() -> None:
    page = (
        "<html><head><meta charset=windows-1252><style>td{color:red}</style></head><body><table>"
        "<tr><td colspan=2><b>R&eacute;sultats</b></td></tr><tr><th>Table<th>Idée<tr><td>1<td>Un <b>goûter</b>"
        "<br>à côté<tr><td rowspan=2>2<td>Oser<tr><td>Dire</table></body></html>"
    )
    found = table(page.encode("cp1252"), "idees.xls")
    assert [row.cells for row in found.rows] == [
        ("Résultats",), ("Table", "Idée"), ("1", "Un goûter\nà côté"), ("2", "Oser"), ("2", "Dire"),
    ]  # fmt: skip
    assert [row.continued for row in found.rows][3:] == [(), (0,)]
    assert (found.origin.kind, found.origin.encoding) == ("html", "cp1252")


def test_the_encoding_that_a_page_says_is_believed() -> None:
    page = '<html><meta charset="iso-8859-2"><table><tr><td>Łódź<td>b</table>'.encode("iso-8859-2")
    assert cells(page) == [("Łódź", "b")]


def test_of_several_tables_a_person_chooses() -> None:
    small = "<table><tr><td>{}<td>b<tr><td>c<td>d</table>"
    page = small.format("a") + "<table><caption>Soir</caption><tr><td>e<td>f<tr><td>g<td>h</table>"
    with pytest.raises(Unclear) as asked:
        contents(page)
    assert (asked.value.option, asked.value.choices) == ("sheet", ("1", "Soir"))
    assert cells(page, "soir") == cells(page, "2") == [("e", "f"), ("g", "h")]
    with pytest.raises(Refused, match="no table “3”"):
        contents(page, sheet="3")
    known = small.format("a") + "<table><tr><th>Table<th>Idée<tr><td>1<td>Oser</table>"
    assert cells(known)[0] == ("Table", "Idée")
    long = small.format("a") + "<table>" + "<tr><td>x<td>y" * 9 + "</table>"
    assert len(cells(long)) == 9


def test_tables_of_one_header_are_one_with_their_headings_behind() -> None:
    expected = [("Idée", "Statut", ""), ("Oser", "existant", "Table 1"), ("Dire", "", "Table 2")]
    one = "<h2>Table {}</h2><table><tr><th>Idée<th>Statut<tr><td>{}</table>"
    assert cells(one.format(1, "Oser<td>existant") + one.format(2, "Dire")) == expected
    drawn = "## Table {}\n\n| Idée | Statut |\n|---|---|\n| {} |\n\n"
    assert cells(drawn.format(1, "Oser | existant") + drawn.format(2, "Dire | ")) == expected


def test_a_table_within_a_table_is_read() -> None:
    assert cells("<table><tr><td><table><tr><th>Table<th>Idée<tr><td>1<td>Oser</table></table>") == [
        ("Table", "Idée"),
        ("1", "Oser"),
    ]


def test_the_xml_of_excel_is_read() -> None:
    book = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="x"><Worksheet ss:Name="Idées"><Table>'
        "<Row><Cell><Data>Table</Data></Cell><Cell ss:Index='3'><Data>Idée</Data></Cell></Row>"
        "<Row ss:Index='4'><Cell ss:MergeDown='1'><Data>1</Data></Cell><Cell/><Cell><Data>L’été &amp;&#10;plus</Data>"
        "<Comment><Data>note</Data></Comment></Cell></Row><Row><Cell ss:Index='3'><Data>Oser</Data></Cell></Row>"
        "</Table></Worksheet><Worksheet ss:Name='Vide'><Table/></Worksheet></Workbook>"
    )
    found = table(book)
    assert found.rows == (
        SheetRow(1, ("Table", "", "Idée"), "Table\tIdée"),
        SheetRow(4, ("1", "", "L’été &\nplus"), "1\tL’été &\nplus"),
        SheetRow(5, ("1", "", "Oser"), "1\tOser", continued=(0,)),
    )
    assert (found.origin.sheet, found.origin.sheets) == ("Idées", ("Idées", "Vide"))


# ── Markdown and documents ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "# Idées\n\n| Table | Idée |\n|:---|---:|\n| 1 | Oser \\| dire |\n",
        "Table | Idée\n--- | ---\n1 | Oser \\| dire\n",
        "|Table|Idée|\n|---+---|\n|1|Oser \\| dire|\n",
        "+-----+----+\n| Table | Idée |\n+-----+----+\n| 1 | Oser \\| dire |\n+-----+----+\n",
        "> | Table | Idée |\n> |---|---|\n> | 1 | Oser \\| dire |\n",
    ],
)
def test_a_table_that_is_drawn_is_read(text: str) -> None:
    assert cells(text) == [("Table", "Idée"), ("1", "Oser | dire")]
    assert table(text).rows[-1].line == text.splitlines().index(next(x for x in text.splitlines() if "Oser" in x)) + 1


def test_lines_beside_a_drawn_table_are_told() -> None:
    found = table("Une note.\n\n| Table | Idée |\n|---|---|\n| 1 | Oser |\n| 2 | Dire<br>faire |\n")
    assert [str(notice) for notice in found.origin.notices] == ["Everything around the table was skipped (1 line)."]
    assert found.rows[-1].cells == ("2", "Dire\nfaire")


def test_notes_above_a_text_are_left_out_and_told_and_a_rule_is_none() -> None:
    found = contents("---\ntitle: Atelier\ntags:\n  - a\n---\n- Oser\n")
    assert isinstance(found, Prose)
    assert found.text == "\n\n\n\n\n- Oser\n"
    assert "skipped (5 lines)" in str(found.origin.notices[0])
    text = "---\n- Oser\n---\nDire\n"
    assert contents(text) == Prose(contents(text).origin, text)
    assert contents(text).origin.notices == ()


def _document(text: str, form: str) -> bytes:
    pypandoc = pytest.importorskip("pypandoc")
    call = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={form}", "--output=-"]
    return subprocess.run(call, input=text.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_a_document_is_a_list_with_its_headings_and_bullets(form: str) -> None:
    found = contents(_document("# Table 2\n\n- Un jardin *partagé*\n    - un four\n\nUn banc\n", form))
    assert isinstance(found, Prose)
    assert found.text.splitlines() == ["# Table 2", "• Un jardin partagé", "  • un four", "Un banc"]


def test_a_document_of_a_table_is_a_table() -> None:
    found = table(_document("# Idées\n\n| Table | Idée |\n|---|---|\n| 1 | Oser |\n| 2 | Ouvrir les lieux |\n", "docx"))
    assert find_header(found, _knows).own == ("Table", "Idée")
    assert str(found.origin.notices[0]) == "Everything around the table was skipped."


@pytest.mark.parametrize("fault", ["absent", "half", "does not start"])
def test_without_pandoc_a_document_is_told_how_to_be_saved(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library = None if fault == "absent" else ModuleType("pypandoc")
    if library and fault == "does not start":
        vars(library)["get_pandoc_path"] = lambda: "no-such-program"
    monkeypatch.setitem(sys.modules, "pypandoc", library)
    with pytest.raises(Refused, match=r"word processing document \(\.docx\).*Save it as plain text"):
        contents(packed({"word/document.xml": "<x/>"}))
