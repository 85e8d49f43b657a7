"""Workbooks, old and open: which sheet is read, how cells look, and what they may not cost."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.bounds import MOST_CELLS
from facilitate.sheets.contents import SheetRow, Table, Unclear
from facilitate.sheets.headers import find_header
from facilitate.sheets.reading import read
from tests.support.workbooks import label, letters, ods, ods_cell, ole2, packed, sheet_xml, xls, xlsx

MADE = [xlsx, ods, xls]
IDEAS = [["Table", "Idée"], [1, "Un goûter\nà côté"], [2, "Oser"]]


def knows(cell: str) -> bool:
    return cell in ("Table", "Idée", "Statut")


def table(data: bytes, sheet: str = "") -> Table:
    found = read(data, sheet=sheet, knows=knows)
    assert isinstance(found, Table)
    return found


def cells(data: bytes, sheet: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in table(data, sheet).rows]


@pytest.mark.parametrize("made", MADE)
def test_the_sheet_with_words_is_read(made: type) -> None:
    found = table(made({"Idées": IDEAS, "Feuille 2": []}))
    assert [row.cells for row in found.rows] == [("Table", "Idée"), ("1", "Un goûter\nà côté"), ("2", "Oser")]
    assert (found.origin.kind, found.origin.sheet) == (made.__name__, "Idées")
    assert found.origin.sheets == ("Idées", "Feuille 2")


@pytest.mark.parametrize("made", MADE)
def test_of_several_sheets_a_person_chooses(made: type) -> None:
    data = made({"Matin": [["a"], ["b"]], "Soir": [["c"], ["d"]], "Vide": []})
    with pytest.raises(Unclear, match="--sheet: Matin, Soir") as asked:
        table(data)
    assert (asked.value.option, asked.value.choices) == ("sheet", ("Matin", "Soir"))
    assert cells(data, " soir ") == cells(data, "2") == [("c",), ("d",)]
    assert cells(data, "Vide") == []
    with pytest.raises(Refused, match=r"no sheet “Nuit”.* Matin, Soir, Vide"):
        table(data, "Nuit")


@pytest.mark.parametrize("made", MADE)
def test_the_one_sheet_whose_names_are_known_is_the_one(made: type) -> None:
    assert cells(made({"Aide": [["Comment faire"], ["Écrire"]], "Saisie": IDEAS})) == cells(made({"Saisie": IDEAS}))


def test_hidden_rows_and_columns_are_read_and_told_where_they_hold_anything() -> None:
    rows = sheet_xml([["Table", "Idée", "", "Note"], [1, "Un goûter", "", "cher"], [2, "Oser", "", ""]])
    hidden = rows.replace('<row r="3">', '<row r="3" hidden="1">').replace('<row r="2">', '<row r="2" hidden="0">')
    cols = '<cols><col min="3" max="4" hidden="1"/><col min="2" max="2"/></cols>'
    found = table(xlsx({"Vide": [], "Idées & co": cols + hidden}), "Idées & co")
    assert [row.cells[1] for row in found.rows] == ["Idée", "Un goûter", "Oser"]
    assert [str(each) for each in found.origin.notices] == [
        "Hidden rows of the sheet were read too (1 row).", "Hidden columns of the sheet were read too (1 column).",
    ]  # fmt: skip
    assert table(xlsx({"Idées": rows})).origin.notices == ()
    assert table(xlsx({"Idées": cols.replace('"4"', '"3"') + rows})).origin.notices == (), "it is empty"


def test_hidden_sheets_are_read_only_where_they_are_named() -> None:
    data = xlsx({"Vue": [["a"]], "Listes": IDEAS}, hidden=["Listes"])
    assert cells(data) == [("a",)]
    assert cells(data, "Listes")[0] == ("Table", "Idée")


def test_cells_look_as_people_see_them() -> None:
    data = xlsx({"A": [["a", 3.0, 2.5, 0.1 + 0.2, 33612345678.0, True, (45000,), (45000.6041662,), "1.0", " é "]]})
    assert cells(data) == [
        ("a", "3", "2.5", "0.3", "33612345678", "TRUE", "2023-03-15", "2023-03-15 14:30", "1.0", " é ")
    ]


def test_a_cell_that_is_merged_downwards_counts_on_each_row_that_holds_something() -> None:
    rows = [["Atelier"], [], ["Table", "Idée"], [1, "Oser"], ["", "Ouvrir"], ["", ""], [2, "Dire"]]
    found = table(xlsx({"A": sheet_xml(rows, merged=["A1:B1", "A4:A6"])}))
    assert found.rows[2:] == (
        SheetRow(4, ("1", "Oser"), "1\tOser"),
        SheetRow(5, ("1", "Ouvrir"), "1\tOuvrir", continued=(0,)),
        SheetRow(7, ("2", "Dire"), "2\tDire"),
    )
    assert find_header(found, knows).titles == ("Atelier",)


def test_merged_headers_name_their_columns() -> None:
    rows = [["Table", "Idée", "", "Statut"], ["", "Titre", "Détail", ""], [1, "Oser", "b", "existant"]]
    found = table(xlsx({"A": sheet_xml(rows, merged=["A1:A2", "B1:C1", "D1:D2"])}))
    assert find_header(found, knows).names == ("Table", "Idée / Titre", "Idée / Détail", "Statut")
    assert find_header(found, knows).first_row == 2


def test_cells_without_a_place_of_their_own_are_read() -> None:
    row = '<row><c t="inlineStr"><is><t>Oser</t></is></c><c><v>2</v></c></row>'
    assert cells(xlsx({"A": f"<sheetData>{row}{row}</sheetData>"})) == [("Oser", "2")] * 2


# ── What they may not cost ───────────────────────────────────────────────────────────────────────────────────────────

_FAR = '<row r="1048576"><c r="XFD1048576"{}</row>'
_FAR_ODS = (
    '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}"/>{}'
    "</table:table-row>"
)


@pytest.mark.parametrize(
    ("data", "cell"),
    [
        (xlsx({"A": f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{_FAR.format("><v>1</v></c>")}</sheetData>'}),
         "XFD1048576"),
        (xlsx({"A": '<sheetData><row r="9999999"><c><v>1</v></c></row></sheetData>'}), "A9999999"),
        (ods({"A": _FAR_ODS.format(1_048_575, 16_383, "") + _FAR_ODS.format(1, 16_383, ods_cell("x"))}), "XFD1048576"),
        (ods({"A": '<table:table-row table:number-rows-repeated="2000000000"><table:table-cell office:value="1"/>'
              "</table:table-row>"}), "A2000000000"),
        (ods({"A": '<table:table-row><table:table-cell table:number-columns-repeated="2000000000"><text:p>x</text:p>'
              "</table:table-cell></table:table-row>"}), "FLHOMVX1"),
        (xls({"A": label(0, 0, "x") + label(65_535, 65_535, "y")}), "CRXP65536"),
    ],
)  # fmt: skip
def test_a_word_that_strayed_to_the_edge_is_named(data: bytes, cell: str) -> None:
    with pytest.raises(Refused, match=f"its last cell is {cell}") as refused:
        table(data)
    assert refused.value.message.params == {"cell": cell}


def test_the_edge_of_an_old_workbook_is_what_it_says() -> None:
    said = struct.pack("<HHIIHHH", 0x0200, 14, 0, 0xFFFFFF, 0, 0xFFFF, 0)
    with pytest.raises(Refused, match="damaged"):
        table(xls({"A": said + label(0, 0, "x")}))


@pytest.mark.parametrize(
    "data",
    [
        xlsx({"A": '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Oser</t></is></c><c r="XFD1" s="1"/></row>'
              f'{_FAR.format(" s=" + chr(34) + "1" + chr(34) + "/>")}</sheetData>'}),
        ods({"A": [["Oser"]]}),
        ods({"A": f"<table:table-row>{ods_cell('Oser')}</table:table-row>" + _FAR_ODS.format(1_048_575, 16_384, "")}),
    ],
)  # fmt: skip
def test_empty_rows_and_columns_to_the_edge_cost_nothing(data: bytes) -> None:
    assert cells(data) == [("Oser",)]


def test_a_row_far_below_is_read() -> None:
    data = ods({"A": f"<table:table-row>{ods_cell('un')}</table:table-row>" + _FAR_ODS.format(500_000, 16_384, "")
                + f"<table:table-row>{ods_cell('deux')}</table:table-row>"})  # fmt: skip
    assert [(row.line, row.cells) for row in table(data).rows] == [(1, ("un",)), (500_002, ("deux",))]


def test_the_bound_is_of_cells_between_the_first_and_the_last() -> None:
    rows = MOST_CELLS // 4 + 1
    with pytest.raises(Refused, match=f"D{rows}"):
        table(xlsx({"A": f'<sheetData><row r="{rows}"><c r="D{rows}"><v>1</v></c></row></sheetData>'}))


def test_what_unpacks_to_too_much_is_refused_before_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitate.sheets.bounds._Budget.__init__.__defaults__", (100_000,))
    monkeypatch.setattr("facilitate.sheets.bounds.MOST_UNPACKED", 100_000)
    bomb = xlsx({"A": IDEAS}, **{"xl/other.xml": b" " * 1_000_000})
    with pytest.raises(Refused, match="larger than 0 MB"):
        table(bomb)
    assert len(bomb) < 10_000


def test_a_size_that_an_archive_says_falsely_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitate.sheets.bounds._Budget.__init__.__defaults__", (100_000,))
    bomb = bytearray(xlsx({"A": IDEAS}, **{"xl/other.xml": b" " * 1_000_000}))
    size = struct.pack("<I", 1_000_000)
    while (place := bomb.find(size)) >= 0:
        bomb[place : place + 4] = struct.pack("<I", 10)
    with pytest.raises(Refused, match="Unpacked, this file is larger"):
        table(bytes(bomb))


# ── What does not open ───────────────────────────────────────────────────────────────────────────────────────────────


def _flagged(data: bytes) -> bytes:
    """A zip whose parts say that they are encrypted."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            changed[info.header_offset + 6] |= 1
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        changed[place + 8] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    "data",
    [
        ole2({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}),
        _flagged(xlsx({"A": IDEAS})),
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"\x81\x92",
                "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
    ],
)  # fmt: skip
def test_a_password_is_named(data: bytes) -> None:
    with pytest.raises(Refused, match="protected by a password"):
        table(data)


@pytest.mark.parametrize("made", MADE)
def test_a_file_that_was_copied_in_part_is_named(made: type) -> None:
    data = made({"A": IDEAS})
    with pytest.raises(Refused, match="damaged or was only partly copied"):
        table(data[: len(data) * 2 // 3])


def test_a_cell_that_is_nowhere_is_damage() -> None:
    with pytest.raises(Refused, match="damaged"):
        table(xlsx({"A": '<sheetData><row r="1"><c r="ZZZZ99999999"><v>1</v></c></row></sheetData>'}))


@pytest.mark.parametrize(("above", "before"), [(0, 0), (2, 0), (0, 1), (3, 2)])
def test_a_cell_of_an_ods_merged_downwards_counts_on_each_of_its_rows(above: int, before: int) -> None:
    lead = f'<table:table-cell table:number-columns-repeated="{before}"/>' if before else ""
    blank = f'<table:table-row table:number-rows-repeated="{above}"><table:table-cell/></table:table-row>'
    spanned = '<table:table-cell office:value-type="string" table:number-rows-spanned="3"><text:p>T2</text:p>'
    rows = [
        f"{ods_cell('Table')}{ods_cell('Idée')}",
        f"{spanned}</table:table-cell>{ods_cell('un')}",
        f"<table:covered-table-cell/>{ods_cell('deux')}",
        f"<table:covered-table-cell/>{ods_cell('trois')}",
        f"<table:table-cell/>{ods_cell('quatre')}",
    ]
    inner = (blank if above else "") + "".join(f"<table:table-row>{lead}{row}</table:table-row>" for row in rows)
    found = table(ods({"A": inner}))
    filled = [tuple(cell for cell in row.cells if cell) for row in found.rows]
    assert filled == [("Table", "Idée"), ("T2", "un"), ("T2", "deux"), ("T2", "trois"), ("quatre",)]
    assert [bool(row.continued) for row in found.rows] == [False, False, True, True, False]


def test_the_merged_cells_of_an_ods_are_those_of_the_sheet_that_is_read() -> None:
    spanned = '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>T1</text:p>'
    spanned += "</table:table-cell>"
    merged = f"<table:table-row>{spanned}{ods_cell('a')}</table:table-row>"
    merged += f"<table:table-row><table:covered-table-cell/>{ods_cell('b')}</table:table-row>"
    data = ods({"A": merged, "B": [["T9", "x"], ["", "y"]]})
    assert [row.cells for row in table(data, sheet="A").rows] == [("T1", "a"), ("T1", "b")]
    assert [row.cells for row in table(data, sheet="B").rows] == [("T9", "x"), ("", "y")]


def test_letters_name_columns() -> None:
    assert [letters(number) for number in (1, 26, 27, 16_384)] == ["A", "Z", "AA", "XFD"]


def test_a_break_within_a_cell_of_an_ods_keeps_its_words_apart():
    cells = [
        "un<text:line-break/>four",
        "un<text:tab/>banc",
        "un<text:line-break />café<text:s/>bar",
        "<text:tab text:tab-ref='1'/>x",
        "un<text:line-break></text:line-break>lac",
    ]
    rows = "".join(
        "<table:table-row><table:table-cell office:value-type='string'>"
        f"<text:p>{cell}</text:p></table:table-cell></table:table-row>"
        for cell in cells
    )
    found = read(ods({"Idées": rows}))
    assert [row.cells[0] for row in found.rows] == ["un\nfour", "un\tbanc", "un\ncafé bar", "\tx", "un\nlac"]


@pytest.mark.parametrize("made", MADE)
def test_the_sheet_that_is_proposed_holds_sentences(made: type) -> None:
    about = [["Outil de sondage", ""], ["Date", "2026-03-14"], ["Personnes", "58"]]
    said = [["Voter", "Responses"], ["Voter 1", "Un moulin à vent"], ["Voter 2", "Une halle aux grains"]]
    with pytest.raises(Unclear) as caught:
        read(made({"Overview": about, "Slide 2": said, "Slide 3": [["Voter", "Score"], ["Voter 1", "4"]]}))
    assert caught.value.likely == "Slide 2"


@pytest.mark.parametrize("made", MADE)
def test_a_sheet_that_lists_what_the_others_hold_is_not_taken_for_them(made: type) -> None:
    overview = [["Table", "Idée"], ["1", "Que voulez-vous changer ici ?"]]
    ideas = [["Vos idées pour la table 1"], ["Un café associatif"], ["Un four à pain partagé"]]
    with pytest.raises(Unclear) as caught:
        table(made({"Overview": overview, "2. Table 1": ideas, "3. Autres": ideas}))
    assert caught.value.likely == "2. Table 1"
    assert table(made({"Feuil1": overview, "Notes": [["une remarque en passant"]]})).origin.sheet == "Feuil1"
