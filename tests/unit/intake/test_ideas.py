"""Files of ideas as people have them: what comes in, what stays out, and what each refusal says."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming, IncomingIdea


def read(text: str | bytes, table: int | None = None, encoding: str = "utf-8") -> Incoming:
    data = text.encode(encoding) if isinstance(text, str) else text
    return read_ideas(contents_of(data), Choices(table=table), 6)


def ideas(found: Incoming) -> list[tuple[int, str]]:
    return [(row.table, row.text) for row in found.rows]


def reasons(found: Incoming) -> list[tuple[int, str]]:
    return [(row.line, str(row.reason)) for row in found.refused]


def test_a_markdown_list_loses_its_bullets_boxes_and_headings_only() -> None:
    found = read(
        "# Idées\n\n- une\n  - [x] sous-idée\n* deux\n+ trois\n• quatre\n– cinq\n1. six\n2) sept\n"
        "- [ ] huit\n-neuf\ndix\n- \n---\n",
        table=3,
    )
    assert [row.text for row in found.rows] == [
        "une",
        "sous-idée",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
    ]
    assert {row.table for row in found.rows} == {3}
    assert {row.status for row in found.rows} == {"to_create"}
    assert (found.kind, found.skipped_blank, found.refused) == ("text", 2, ())
    assert [row.line for row in found.rows][:3] == [3, 4, 5]


@pytest.mark.parametrize(
    "line", ["[x] fait", "-5 °C dehors", "gras* et 1.5", "2024 sera sociale", "a;b;c", "un, deux", "Oser ;0"]
)
def test_what_is_no_bullet_stays(line: str) -> None:
    assert ideas(read(line, table=1)) == [(1, line)]


def test_a_wrapped_bullet_is_one_idea() -> None:
    assert ideas(read("- Ouvrir les lieux\n  à tous\n- Oser\n\n  seule\n", table=1)) == [
        (1, "Ouvrir les lieux à tous"),
        (1, "Oser"),
        (1, "seule"),
    ]


def test_table_headings_set_the_table_until_a_heading_of_their_rank() -> None:
    text = (
        "# Idées\n## Table 3 : jeunes\n- a\n### Détail\n- b\n## Table n° 4\n- c\n"
        "## Table 9\n- d\n## Autres\n- e\n**Table 2** :\nf\n"
    )
    found = read(text)
    assert ideas(found) == [(3, "a"), (3, "b"), (4, "c"), (2, "f")]
    assert reasons(found) == [
        (9, "There is no table 9 (the last one is table 6)."),
        (
            11,
            (
                "No table for this idea. Write “Table 3” on a line of its own above it in the file, or give the "
                "table with --table."
            ),
        ),
    ]
    assert ideas(read(text, table=6))[3] == (6, "e")


def test_an_underlined_title_is_a_heading() -> None:
    assert ideas(read("Table 5\n=======\noser\nTitre\n=====\n", table=1)) == [(5, "oser")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_every_make(encoding: str, line_end: str, delimiter: str) -> None:
    rows = [
        "Statut;N° table;Idée;Thème",
        'existant;T2;"l’été; ""oser"", créer";1',
        "À CRÉER;Table 3;« ici »;",
        ";3.0;xyz;",
    ]
    text = line_end.join(row.replace(";", delimiter) for row in rows)
    found = read(text, encoding=encoding)
    shown = delimiter.replace("\t", " ")
    assert found.encoding == encoding
    assert [(row.line, row.table, row.text, row.status, row.category) for row in found.rows] == [
        (2, 2, f'l’été{shown} "oser", créer', "existing", "1"),
        (3, 3, "« ici »", "to_create", ""),
        (4, 3, "xyz", "to_create", ""),
    ]


def test_the_column_wins_where_it_is_filled_in_and_the_argument_fills_the_blanks() -> None:
    assert ideas(read("table;idée\n2;a\n;b\n", table=5)) == [(2, "a"), (5, "b")]


def test_rows_that_cannot_come_in_are_named_and_the_others_come_in() -> None:
    text = (
        "table;idée;statut\n1;bonne;\n7;loin;\nx;quoi;\n;sans;\n2;;existant\n3;drôle;peut-être\n4;a\x00b;\n;;\n"
        f"5;{'é' * 10_001};\n1;trop;neuf;de;cellules\n6;\x1b[31m;\n6;fin;nouveau\n"
    )
    found = read(text)
    assert ideas(found) == [(1, "bonne"), (3, "drôle"), (4, "ab"), (6, "fin")]
    assert found.skipped_blank == 1
    lines, words = zip(*reasons(found), strict=True)
    assert lines == (3, 4, 5, 6, 10, 11, 12)
    expected = [
        *("no table 7", "“x” is not a table number", "--table", "no idea in this row"),
        *("10001 characters", "5 cells for 3 columns", "U+001B"),
    ]
    assert [part for part, reason in zip(expected, words, strict=True) if part not in reason] == []
    assert all(len(row.excerpt) <= 60 and row.excerpt.isprintable() for row in found.refused)


def test_rows_are_numbered_as_spreadsheet_programs_number_them() -> None:
    found = read('table,idée\r\n1,"un\r\ndeux"\r\n9,"trois\r\nquatre"\r\n2,cinq\r\n')
    assert [(row.line, row.text) for row in found.rows] == [(2, "un\ndeux"), (4, "cinq")]
    assert [row.line for row in found.refused] == [3]


@pytest.mark.parametrize(
    "text",
    [
        'table;idée\n1;"ouverte\n2;b\n3;c\n',
        'table;idée\n1;"ouverte\n2;"b"\n3;c\n',
        'table;idée\n1;"ouverte\n2;b\n3;"c"',
    ],
)
def test_a_quote_never_closed_costs_its_own_line_only(text: str) -> None:
    found = read(text)
    assert ideas(found) == [(2, "b"), (3, "c")]
    assert [(row.line, row.excerpt) for row in found.refused] == [(2, '1;"ouverte')]
    assert "never closed" in reasons(found)[0][1]


def test_quotes_that_people_typed_stay() -> None:
    assert ideas(read('table;idée\n1;"Oser" la rencontre\n2;dire "oui"\n')) == [
        (1, '"Oser" la rencontre'),
        (2, 'dire "oui"'),
    ]


@pytest.mark.parametrize(
    ("text", "table", "expected"),
    [
        ("1;Oser, vite\n2;Ouvrir, fort\n1;Dire\n", None, [(1, "Oser, vite"), (2, "Ouvrir, fort"), (1, "Dire")]),
        ("Oser;à créer\nOuvrir;existant\n", 4, [(4, "Oser"), (4, "Ouvrir")]),
        ("T1\tOser; vite\nT1\tOuvrir\n", None, [(1, "Oser; vite"), (1, "Ouvrir")]),
        ("1;Oser\n2;Ouvrir\n3;Dire\n", 5, [(5, "Oser"), (5, "Ouvrir"), (5, "Dire")]),
        ('idée\n"a, b"\nc; d\n', 2, [(2, "a, b"), (2, "c; d")]),
        ("Idées :\n- a\n- b\n", 2, [(2, "a"), (2, "b")]),
        ("sep=;\ntable;idée\n1;a\n", None, [(1, "a")]),
        ("groupe,proposition\n3,a\n", None, [(3, "a")]),
        ("table;ce qui s’est dit\n3;a\n", None, [(3, "a")]),
    ],
    ids=[
        "table first",
        "status last",
        "tabs",
        "numbered rows",
        "one column",
        "titled list",
        "sep",
        "groupe",
        "unknown name",
    ],
)
def test_columns_are_found(text: str, table: int | None, expected: list[tuple[int, str]]) -> None:
    found = read(text, table)
    assert (ideas(found), found.refused) == (expected, ())


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Existant", "existing"),
        ("existant(e)", "existing"),
        ("DÉJÀ EXISTANTE", "existing"),
        ("exists", "existing"),
        ("à créer", "to_create"),
        ("A creer", "to_create"),
        ("nouvelle", "to_create"),
        ("To create", "to_create"),
    ],
)
def test_statuses_in_both_languages(word: str, status: str) -> None:
    assert [row.status for row in read(f"table;idée;statut\n1;a;{word}\n").rows] == [status]


@pytest.mark.parametrize("data", [b"PK\x03\x04...", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"a\x00\x00\x00" * 9])
def test_what_is_no_text_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(Refused, match="and import that file"):
        read(data, 1)


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(Refused, match="no table 7"):
        read("a", 7)


def test_a_cp1252_line_pasted_into_a_utf8_file_spoils_no_accent() -> None:
    found = read("été\nnoël\n".encode() + "forêt\n".encode("cp1252"), 1)
    assert ([row.text for row in found.rows], found.encoding) == (["été", "noël", "forêt"], "utf-8+cp1252")


def test_an_empty_file_holds_nothing() -> None:
    found = read("")
    assert (found.rows, found.refused, found.skipped_blank, found.encoding, found.kind) == ((), (), 0, "utf-8", "text")


def test_real_rows_with_commas_brackets_and_an_ellipsis() -> None:
    found = read(
        "table;idée;statut;item;groupe\n"
        "1;Ouvrir les lieux où les deux mondes se croisent déjà (centres sociaux, CCAS, PTCE…);à créer;1;tiers-lieux\n"
        "1;Petit-déjeuner mensuel entre acteurs du quartier;existant;1;petit-dejeuner\n",
    )
    assert found.rows[0] == IncomingIdea(
        line=2,
        table=1,
        text="Ouvrir les lieux où les deux mondes se croisent déjà (centres sociaux, CCAS, PTCE…)",
        status="to_create",
        category="1",
        group="tiers-lieux",
        has_status=True,
    )
    assert found.rows[1].status == "existing"


@pytest.mark.parametrize(
    "blanks", ["# " + " " * 200_000 + "x", "-" + " " * 200_000 + "x", " " * 200_000 + "x", "[x]" * 60_000]
)
def test_a_line_of_nothing_but_blanks_takes_no_longer_than_another(blanks: str) -> None:
    found = read(blanks + "\nfin\n", 1)
    assert found.rows[-1].text == "fin"
