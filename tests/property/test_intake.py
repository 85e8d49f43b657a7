"""What a spreadsheet wrote is read back; no bytes whatever do more than be refused."""

from __future__ import annotations

import csv
import io
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.text import required
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.ideas import contents_of
from facilitate.workshop.intake.ideas import read_ideas as read_contents
from facilitate.workshop.intake.incoming import Choices, Incoming
from tests.support.examples import examples

TABLES = 6
STATUSES = {"à créer": "to_create", "Existant": "existing", "existing": "existing", "NEW": "to_create", "": "to_create"}
FIELDS = {
    "table": ["table", "Table", "N° TABLE", "n° de table"],
    "idea": ["idée", "IDEE", "idea", "Proposition", "texte"],
    "status": ["statut", "Status", "état"],
    "category": ["item", "Catégorie", "thème"],
}
# No capital accented letter: in cp1252 `É…` is also valid UTF-8.
LETTERS = st.sampled_from(
    [*"abc xyz éèàçœ 0123 ,;\t:.!?()'\"-#*/«»’…€\n", "Ouvrir ", "l’été ", "\r\n", '""', "1;", "2,"]
)
IDEAS = (
    st.lists(LETTERS, min_size=1, max_size=15).map("".join).filter(lambda text: any(char.isalnum() for char in text))
)
ROWS = st.lists(
    st.tuples(
        st.integers(1, TABLES), IDEAS, st.sampled_from(sorted(STATUSES)), st.sampled_from(["", "1", "Lieux, liens"])
    ),
    min_size=1,
    max_size=8,
)


def read_ideas(data: bytes, *, table: int | None, tables: int, as_written: bool = False) -> Incoming:
    return read_contents(contents_of(data), Choices(table=table, as_written=as_written), tables)


def _prose(text: str) -> str:
    """One line of words and punctuation: a number between two separators would rightly look like a column.

    Nor does a tag stand in it, which is left out at the end of a line.
    """
    return "Oser " + " ".join("".join(char for char in text if not char.isdigit() and char != "#").split())


@st.composite
def _header(draw: st.DrawFn) -> list[tuple[str, str]]:
    fields = draw(st.permutations(sorted(FIELDS)))
    return [(field, draw(st.sampled_from(FIELDS[field]))) for field in fields]


@settings(max_examples=examples(35), deadline=None)
@given(
    rows=ROWS,
    header=_header(),
    delimiter=st.sampled_from(";,\t"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_rows_of_any_dialect_come_back(
    rows: list[tuple[int, str, str, str]],
    header: list[tuple[str, str]],
    delimiter: str,
    quoting: Literal[0, 1, 2],
    line_end: str,
    encoding: str,
) -> None:
    out = io.StringIO(newline="")
    if line_end == "\r":
        # Before Python 3.13 the writer leaves a newline bare when rows end otherwise: no reader could tell.
        quoting = csv.QUOTE_ALL
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=line_end)
    writer.writerow([name for _, name in header])
    for table, text, status, category in rows:
        cells: dict[str, object] = {"table": table, "idea": text, "status": status, "category": category}
        writer.writerow([cells[field] for field, _ in header])
    try:
        # A cell of several lines that begin with a dash is a list, which has tests of its own.
        found = read_ideas(out.getvalue().encode(encoding), table=None, tables=TABLES, as_written=True)
    except Unclear:
        # Letters drawn at random are no words, and no words tell no encoding.
        assert encoding == "cp1252"
        return
    assert found.refused == ()
    assert [(row.table, row.text, row.status) for row in found.rows] == [
        (table, required(text), STATUSES[status]) for table, text, status, _category in rows
    ]
    # Items that are each named once, above rows without one, are read as merged cells are.
    if not any(notice.text.startswith("Each category is named only once") for notice in found.reading.notices):
        assert [row.category for row in found.rows] == [category for *_, category in rows]


@settings(max_examples=examples(30), deadline=None)
@given(
    ideas=st.lists(IDEAS.map(_prose), min_size=1, max_size=8),
    bullet=st.sampled_from(["", "- ", "* ", "• ", "1. ", "12) ", "  - [ ] ", "– "]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_list_in_prose_is_never_taken_for_a_csv(ideas: list[str], bullet: str, line_end: str) -> None:
    found = read_ideas(line_end.join(bullet + idea for idea in ideas).encode(), table=2, tables=TABLES)
    assert (found.kind, found.refused) == ("text", ())
    assert [row.text for row in found.rows] == [required(idea) for idea in ideas]
    assert [row.line for row in found.rows] == list(range(1, len(ideas) + 1))


_SCRAPS = st.sampled_from(
    [
        b"table;id\xc3\xa9e\n",
        b"idee,table\n",
        b'"',
        b'""',
        b";",
        b",",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe9",
        b"\xc3\xa9",
        b"\xd8",
        b"# Table 9\n",
        b"- ",
        b"[x] ",
        b"sep=;\n",
        b"1",
        b"idea",
        b"\x81",
    ],
)


@settings(max_examples=examples(40), deadline=None)
@given(
    data=st.binary(max_size=200) | st.lists(_SCRAPS, max_size=20).map(b"".join),
    table=st.sampled_from([None, 1, 6, 7]),
)
def test_bytes_are_read_or_refused_and_every_row_is_accounted_for(data: bytes, table: int | None) -> None:
    try:
        found = read_ideas(data, table=table, tables=TABLES)
    except Refused:
        return
    lines = [*(row.line for row in found.rows), *(row.line for row in found.refused)]
    assert len(lines) == len(set(lines))
    assert all(required(row.text) == row.text and 1 <= row.table <= TABLES for row in found.rows)
    assert all(str(row.reason) for row in found.refused)
