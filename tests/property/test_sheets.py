"""What people's programs wrote is read back; bytes of any kind do no more than be refused."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from typing import Literal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Contents, Prose, Table, Unclear
from facilitate.sheets.encodings import EIGHT_BIT, decode
from facilitate.sheets.headers import find_header
from facilitate.sheets.reading import read
from tests.support.examples import examples
from tests.support.workbooks import ods, xls, xlsx

SENTENCES = (
    "Ouvrir les lieux où les deux mondes se croisent déjà",
    "Créer une épicerie solidaire près de l’école",
    "Un goûter à côté du marché chaque mercredi",
    "Noël : le père Noël naïf distribue des maïs",
    "L’ÉTÉ À LA PLAGE EST TRÈS AGRÉABLE",
    "Forêt, théâtre et cœur de ville",
    "Œuvrer pour la sœur et le bœuf",
    "Être là où il faut, coûte que coûte…",
    "Ça coûte 50 € pour l’association",
    "Prêt d’outils – atelier vélo",
    "Et si on jardinait… pour voir",
    "intervenant·es au programme du soir",
    "Quelle est votre table\u00a0?",
    "It’s a “must” for children’s parks",
    "The café’s naïve façade costs £5",
    "Let us ask the mayor… really, ask",
    "Größere Straßen für Fußgänger",
    "Mehr Bäume für die Stadt pflanzen",
    "Öffentliche Plätze öffnen für Kinder",
    "Mañana los niños van al jardín",
    "¿Qué pasó con la economía española?",
    "Más árboles en la ciudad",
)


@settings(max_examples=examples(50), deadline=None)
@given(
    lines=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    codec=st.sampled_from(EIGHT_BIT),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_sentences_come_back_from_every_encoding_or_a_person_is_asked(lines: list[str], codec: str, end: str) -> None:
    text = end.join(lines) + end
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        assume(False)
        return
    with suppress(Unclear):
        assert decode(data)[0] == text


@given(
    text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40),
    codec=st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_mark_tells_the_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


CELLS = st.lists(
    st.sampled_from([*"abc éèàç 0123 ,;\t|:.!?()'\"-#*/«»’…€\n", "Oser ", "l’été ", '""', "\r\n"]), max_size=12
).map("".join)
# Names that no row below has, so that a header is there to be found.
HEADERS = st.lists(
    st.sampled_from(["Horodateur", "Table n°", "Votre idée ?", "Statut (existant / à créer)", "Ort", "Propuesta"]),
    min_size=2, max_size=6, unique=True,
)  # fmt: skip


@settings(max_examples=examples(50), deadline=None)
@given(
    data=st.data(),
    header=HEADERS,
    separator=st.sampled_from("\t;,|"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    knows=st.booleans(),
)
def test_every_cell_of_a_table_comes_back(
    data: st.DataObject, header: list[str], separator: str, end: str, quoting: Literal[0, 1], knows: bool
) -> None:
    cell = CELLS if knows else CELLS.filter(lambda words: separator not in words and words.strip() == words)
    rows = data.draw(st.lists(st.lists(cell, min_size=len(header), max_size=len(header)), min_size=2, max_size=6))
    assume(all(any(each.strip() for each in row) for row in rows))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows([header, *rows])
    names = frozenset(header if knows else header[:1])
    found = read(out.getvalue().encode(), knows=lambda words: words in names)
    assert isinstance(found, Table)
    assert [list(row.cells) for row in found.rows] == [header, *rows]
    top = find_header(found, lambda words: words in names)
    assert (list(top.own), top.first_row) == (header, 1)


PROSE = st.lists(
    st.sampled_from([*"abc xyz éèàçœ ,;|:.!?()'\"-#*/«»’…€", "l’été ", '""', ", ", " ; "]), min_size=1, max_size=15
).map(lambda signs: "Oser " + " ".join("".join(signs).split()))


@settings(max_examples=examples(50), deadline=None)
@given(
    lines=st.lists(PROSE, min_size=1, max_size=8),
    bullet=st.sampled_from(["", "- ", "* ", "• ", "•\t", "\t* ", "1. ", "12)\t", "  - [ ] ", "– "]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_list_in_prose_is_never_a_table(lines: list[str], bullet: str, end: str) -> None:
    text = end.join(bullet + line for line in lines)
    found = read(text.encode())
    assert isinstance(found, Prose)
    assert found.text == text


_WORD = st.sampled_from(
    ["un banc", "Ouvrir", "plus", "de bancs", "à tous", "vélos", "5", "2026", "l’été", "oui", "a@b.org"]
)
_BETWEEN = st.sampled_from([" ", ", ", " ; ", " : ", " – ", " | ", " / ", " (", ") "])
WRITTEN = st.tuples(_WORD, st.lists(st.tuples(_BETWEEN, _WORD), min_size=1, max_size=7)).map(
    lambda parts: "Et " + parts[0] + "".join(between + word for between, word in parts[1])
)


@settings(max_examples=examples(50), deadline=None)
@given(lines=st.lists(WRITTEN, min_size=1, max_size=8), first=st.sampled_from(["", "Un ", "Il faut ", "Dans ", "Oui "]))
def test_sentences_with_blanks_behind_their_commas_are_no_table(lines: list[str], first: str) -> None:
    text = "\n".join([first + lines[0].removeprefix("Et "), *lines[1:]])
    assume(not text[0].isdigit())
    assert isinstance(read(text.encode()), Prose)


WORDS = st.text(alphabet="abc éèàçœ0123 ,;:.!?'\"-«»’…€<>&\n", max_size=12).map(lambda words: words.strip())


@settings(max_examples=examples(30), deadline=None)
@given(
    rows=st.lists(st.lists(WORDS | st.integers(-9, 99_999), min_size=2, max_size=4), min_size=1, max_size=5),
    made=st.sampled_from([xlsx, ods, xls]),
)
def test_every_cell_of_a_workbook_comes_back(rows: list[list[str | int]], made: type) -> None:
    assume(any(value != "" for row in rows for value in row))
    found = read(made({"Feuille 1": rows}))
    assert isinstance(found, Table)
    left = min(place for row in rows for place, value in enumerate(row) if value != "")
    expected = [[str(value) for value in row[left:]] for row in rows]
    kept = [(number, row) for number, row in enumerate(expected, 1) if any(row)]
    assert [(row.line, _cut(row.cells)) for row in found.rows] == [(number, _cut(row)) for number, row in kept]


def _cut(cells: list[str] | tuple[str, ...]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


_SCRAPS = st.sampled_from(
    [
        *(
            b"table;id\xc3\xa9e\n",
            b"idee,table\n",
            b'"',
            b'""',
            b";",
            b",",
            b"\t",
            b"|",
            b"\n",
            b"\r",
            b"\r\n",
            b"\x00",
        ),
        *(
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"\xe9",
            b"\xc3\xa9",
            b"\xc3\x83\xc2\xa9",
            b"\xd8",
            b"\x8e",
            b"\x81",
            b"sep=;\n",
        ),
        *(b"- ", b"[x] ", b"[", b"{", b'{"a":', b"]", b"}", b"1", b"|---|---|\n", b"| a | b |\n", b"---\na: b\n---\n"),
        *(
            b"<table>",
            b"<tr>",
            b"<td>",
            b"<td rowspan=9 colspan=9>",
            b"</table>",
            b"<h1>",
            b"<?xml?>",
            b"&amp;",
            b"&#0;",
        ),
        *(b"<Workbook urn:schemas-microsoft-com:office:spreadsheet>", b"<Worksheet>", b"<Row>", b"<Cell><Data>"),
        *(
            b"From: a@b.org\nTo: b\nDate: c\n",
            b"BEGIN:VCARD",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\xd0\xcf\x11\xe0",
            b"%PDF",
        ),
    ]
)


@settings(max_examples=examples(150), deadline=None)
@given(data=st.binary(max_size=200) | st.lists(_SCRAPS, max_size=20).map(b"".join), name=st.sampled_from(["", "a.xls"]))
def test_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        found = read(data, name=name)
    except Refused:
        return
    is_sound(found)


def is_sound(found: Contents) -> None:
    """Check what holds of anything that was read."""
    if isinstance(found, Prose):
        return
    assert isinstance(found, Table)
    assert all(not row.blank for row in found.rows)
    numbers = [row.line for row in found.rows]
    assert numbers == sorted(numbers)
    header = find_header(found)
    assert 0 <= header.first_row <= len(found.rows)


@settings(max_examples=examples(50), deadline=None)
@given(
    made=st.sampled_from(
        [xlsx({"A": [["Table", "Idée"], [1, "Oser"]]}), ods({"A": [["a", 1]]}), xls({"A": [["a", 1]]})]
    ),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.integers(0, 400),
)
def test_a_damaged_workbook_is_read_or_refused(made: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(made[: len(made) - cut])
    for place, byte in changes:
        damaged[place % len(damaged)] = byte
    with suppress(Refused):
        is_sound(read(bytes(damaged)))


@settings(max_examples=examples(30), deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
        max_leaves=12,
    )
)
def test_json_is_a_table_or_refused(value: object) -> None:
    assume(isinstance(value, list | dict) and bool(value))
    with suppress(Refused):
        is_sound(read(json.dumps(value).encode(), name="a.json"))


ENTRIES = st.lists(
    st.dictionaries(
        st.sampled_from(["Idée", "table", "n°", "statut"]), st.integers(0, 99) | st.sampled_from(SENTENCES)
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=examples(40), deadline=None)
@given(entries=ENTRIES, form=st.sampled_from(["bare", "inside", "lines", "deep"]))
def test_entries_of_json_are_the_rows_below_their_names(entries: list[dict[str, object]], form: str) -> None:
    """Each value stands in the row of its entry, in the column of its name, and nothing else stands there."""
    made = {
        "bare": json.dumps(entries),
        "inside": json.dumps({"total": len(entries), "tags": ["a"][:0], "items": entries}),
        "lines": "\n".join(map(json.dumps, [{}, *entries])),  # one line alone would be one object
        "deep": json.dumps([{"of": entry} if entry else {} for entry in entries]),
    }[form]
    found = read(made.encode(), name="a.json")
    assert isinstance(found, Table)
    rows = [row.cells for row in found.rows]
    names, below = (rows[0], rows[1:]) if rows else ((), [])
    assert len(set(names)) == len(names)
    got = [{name.removeprefix("of/"): cell for name, cell in zip(names, cells, strict=True) if cell} for cells in below]
    assert got == [{name: str(value) for name, value in entry.items()} for entry in entries if entry]
