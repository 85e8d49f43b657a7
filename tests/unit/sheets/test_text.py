"""Text that is a table, text that is none, and in which encoding it is."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Contents, Prose, SheetRow, Table, Unclear
from facilitate.sheets.delimited import split_rows
from facilitate.sheets.encodings import decode, once_encoded
from facilitate.sheets.headers import Header, find_header
from facilitate.sheets.reading import read

NAMES = frozenset(("table", "idée", "statut", "item"))
VALUES = frozenset(("existant", "à créer"))


def knows(cell: str) -> bool:
    return cell.strip().casefold() in NAMES


def is_value(cell: str) -> bool:
    return cell.strip() in VALUES


def contents(text: str | bytes, name: str = "") -> Contents:
    data = text.encode() if isinstance(text, str) else text
    return read(data, name=name, knows=knows, is_value=is_value)


def table(text: str | bytes) -> Table:
    found = contents(text)
    assert isinstance(found, Table), found
    return found


def cells(text: str | bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in table(text).rows]


def header(text: str) -> Header:
    return find_header(table(text), knows, is_value)


@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
@pytest.mark.parametrize(
    "lines",
    [
        ["Table;Idée", "1;Oser", "2;Ouvrir"],
        ["Zeitstempel;Tisch;Vorschlag", "28.11.2026 14:00;2;Mehr Bäume", "28.11.2026 14:01;3;Weniger Autos"],
        ["Prénom;Ville", "Anne;Lyon", "Bob;Paris"],
        ["a;b;c", "d;e;f", "g;h;i"],
        ['"un";"deux"', '"trois";"quatre"'],
        ["1;Oser", "2;Ouvrir", "3;Dire"],
        ["Anne Dupont;anne@example.org", "Bob Martin;bob@example.org"],
    ],
)
def test_a_table_is_told_by_its_shape(lines: list[str], separator: str) -> None:
    found = table("\n".join(lines).replace(";", separator))
    assert found.origin.separator == separator
    assert len({len(row.cells) for row in found.rows}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Oser, vite\nOuvrir, fort\nDire, haut\n",
        "Le vélo ; la marche\nLe bus ; le train\n",
        "Oser a;b\nOser c;x\n",
        "Idées :\n- a\n- b\n",
        "Table 2\n\n\t* Un jardin\n\t* Un banc\nTable 3\n\t* Un four\n",
        "Table 1\n•\tUn jardin\no\tavec un composteur\n§\tet des poules\n\uf0b7\tUn abri\na)\tUn banc\n1/ Un puits\n",
        "[x] fait\n[ ] pas fait\n",
        "- oser | dire\n- b\n",
        "Subject: un seul mot\n- a\n",
        "",
        "   \n\n",
    ],
)
def test_a_list_is_no_table(text: str) -> None:
    found = contents(text)
    assert isinstance(found, Prose)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Zeit,Tisch,Vorschlag\n10 Uhr,zwei,Mehr, viel mehr\n11 Uhr,drei,Weniger, bitte, weniger\n12 Uhr,vier,Licht\n",
        "Zeit;Tisch;Vorschlag;Name\nfrüh;zwei;Bäume\nfrüh;drei\nspät;vier;Licht;Anna\nspät;drei\n",
    ],
)
def test_a_table_with_ragged_rows_is_one(text: str) -> None:
    assert header(text).own[:3] == ("Zeit", "Tisch", "Vorschlag")


@pytest.mark.parametrize("text", ["[ ] Oser\n[x] Rire", "[1] Oser\n[2] Rire", "[] Oser"])
def test_a_list_of_boxes_is_no_json(text: str) -> None:
    assert isinstance(contents(text), Prose)


@pytest.mark.parametrize("text", ["Date: lundi\nLieu: Lyon\nSujet: la rue\n- Oser\n", "To do:\n- a\n"])
def test_a_title_of_a_list_is_no_mail(text: str) -> None:
    assert isinstance(contents(text), Prose)


def test_what_a_first_line_announces_is_believed() -> None:
    assert cells("sep=^\nTable^Idée\n1^Oser, vite; fort\n") == [("Table", "Idée"), ("1", "Oser, vite; fort")]
    assert [row.line for row in table("sep=;\r\nTable;Idée\r\n1;a").rows] == [1, 2], "programs do not show that line"


def test_a_value_that_is_known_makes_a_table_where_no_name_is() -> None:
    assert cells("Oser;à créer\nOuvrir;existant\n") == [("Oser", "à créer"), ("Ouvrir", "existant")]


def test_rows_that_were_quoted_as_one_cell_are_cut() -> None:
    assert cells('"table,idée,statut"\n"1,""Oser, vite"",existant"\n"2,b,"\n') == [
        ("table", "idée", "statut"),
        ("1", "Oser, vite", "existant"),
        ("2", "b", ""),
    ]


def test_empty_columns_to_the_edge_of_the_sheet_cost_nothing() -> None:
    found = table("Table;Idée" + ";" * 16_382 + "\n" + ("1;Oser" + ";" * 16_382 + "\n") * 3)
    assert found.rows[1].cells == ("1", "Oser")


def test_a_quote_that_is_never_closed_is_not_looked_for_to_the_end() -> None:
    row = next(iter(split_rows('1;"ouverte\n' + "x" * 300_000 + '";\n', ";")))
    assert row == SheetRow(1, (), '1;"ouverte', unclosed=True)


def test_a_line_of_nothing_but_quotes_takes_no_longer_than_another() -> None:
    row = next(iter(split_rows('a;"' * 60_000, ";")))
    assert row.cells[:2] == ("a", '"a')


def test_regular_rows_are_cut_as_irregular_ones_are() -> None:
    text = 'a;"b ""c"" ; d";e\na; "b" ;e\na;"b" c;e\n"";;""\n'
    assert [row.cells for row in split_rows(text, ";")] == [
        ("a", 'b "c" ; d', "e"),
        ("a", "b", "e"),
        ("a", '"b" c', "e"),
        ("", "", ""),
    ]
    assert [row.quoted for row in split_rows(text, ";")] == [True, True, False, True]


def test_too_many_rows_and_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitate.sheets.gathering.MOST_ROWS", 3)
    with pytest.raises(Refused, match="more than 3 rows"):
        table("Table;Idée\n" + "1;a\n" * 3)
    monkeypatch.setattr("facilitate.sheets.gathering.MOST_LETTERS", 30)
    with pytest.raises(Refused, match="million characters"):
        contents("a" * 31)


def test_blank_rows_are_counted_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    found = read(b"Table;Id\n" + b"1;a\n" * 2_500 + b";\n;\n", knows=knows, progress=lambda *now: told.append(now))
    assert isinstance(found, Table)
    assert (len(found.rows), found.blank) == (2_501, 2)
    assert told == [(2_000, 2_503)]


# ── Headers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_lines_of_title_above_a_header_are_passed_over() -> None:
    found = header("Atelier du 3 mai;;\n;;\nTous les quartiers\nTable;Idée;Statut\n1;Oser;existant\n")
    assert (found.names, found.line, found.first_row) == (("Table", "Idée", "Statut"), 4, 3)
    assert found.titles == ("Atelier du 3 mai", "Tous les quartiers")


def test_groups_above_names_are_joined_to_them() -> None:
    found = header("Table 1;;Table 2;\nIdée;Statut;Idée;Statut\nOser;existant;Ouvrir;\n")
    assert found.names == ("Table 1 / Idée", "Table 1 / Statut", "Table 2 / Idée", "Table 2 / Statut")
    assert (found.own, found.groups) == (("Idée", "Statut") * 2, ("Table 1", "Table 1", "Table 2", "Table 2"))
    assert (found.line, found.first_row) == (2, 2)


def test_names_below_a_group_are_joined_to_it() -> None:
    found = header("Table;Idée;;Statut\n;Titre;Détail;\n1;Oser;b;existant\n")
    assert found.names == ("Table", "Idée / Titre", "Idée / Détail", "Statut")
    assert (found.line, found.first_row) == (2, 2)


def test_codes_above_names_do_not_hide_them() -> None:
    found = header("Q1,Q2\nIdée,Table\nOser la nuit,2\nOuvrir,3\n")
    assert (found.own, found.first_row) == (("Idée", "Table"), 2)


@pytest.mark.parametrize(
    "text",
    ["1;Oser\n2;Ouvrir\n", "T1\tOser\nT1\tOuvrir\n", "Oser;à créer\nOuvrir;existant\n", "a@b.org;x;y\nc@d.org;z;w\n"],
)
def test_a_row_of_data_is_no_header(text: str) -> None:
    assert (header(text).line, header(text).first_row) == (0, 0)


def test_questions_are_names() -> None:
    found = header('Horodateur,"Quelle serait, pour vous, la meilleure idée ?"\n2026/11/28,Oser\n2026/11/29,Dire\n')
    assert found.own[1] == "Quelle serait, pour vous, la meilleure idée ?"


def test_numbers_over_columns_of_words_are_names() -> None:
    assert header("1;2;3\nOser;Ouvrir;Dire\nun;deux;trois\n").own == ("1", "2", "3")


def test_a_word_over_a_single_column_may_be_an_idea() -> None:
    assert header('"Oser"\n"Ouvrir, dire"\n').line == 0
    assert header('idée\n"a, b"\n').line == 1


# ── Encodings ────────────────────────────────────────────────────────────────────────────────────────────────────────


WRITTEN = (
    "Table;Idée\r1;Une fête à l’école près du marché\r2;Forêt, théâtre et cour\r",
    "É…\nÉté\n",
    "Question de l'étude à venir, très tôt\n",
    "CŒUR DE LA FORÊT\n",
    "Größe über Straße\n",
)


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "iso8859-15"])
@pytest.mark.parametrize("text", WRITTEN)
def test_an_encoding_is_the_one_that_makes_words(text: str, encoding: str) -> None:
    kept = text.encode(encoding, errors="ignore").decode(encoding)
    assert decode(kept.encode(encoding))[0] == kept


def test_words_that_are_utf8_by_chance_are_those_that_make_sense() -> None:
    assert decode("Constats de l’étude\n".encode("mac-roman")) == ("Constats de l’étude\n", "mac-roman")
    for text in [
        "Հայերեն",
        "Łódź",
        "привет",
        "مرحبا",
        "ő",
        "½",
        "aà;0à",
        "ʫ",
        "→ a\n↓ b",
        "👍 a\n👎 b",
        "\n\ufeffa é\n\ufeffb",
    ]:
        assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("data", [b"\xc9\n", b"\x8fbc\x8f\x81", "ñ\n".encode("cp850")])
def test_a_person_is_asked_where_nothing_makes_words(data: bytes) -> None:
    with pytest.raises(Unclear, match="--encoding") as asked:
        decode(data)
    assert asked.value.option == "encoding"
    assert asked.value.choices[-3:] == ("mac-roman", "cp850", "iso8859-15")


def test_what_a_person_says_is_believed_or_refused() -> None:
    assert decode(b"\x8e", "mac") == ("é", "mac")
    assert decode("\ufeffété".encode("utf-16-le"), "utf-16") == ("été", "utf-16")
    with pytest.raises(Refused, match="not encoded in utf-8"):
        decode(b"\xe9", "utf-8")
    with pytest.raises(Refused, match="“hex” is not an encoding"):
        decode(b"e9", "hex")


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman"])
def test_lines_of_two_encodings_are_each_read_in_theirs(codec: str) -> None:
    data = "été à l’école\nnoël\n".encode() + "forêt près\nthéâtre d’été\n".encode(codec)
    assert decode(data) == ("été à l’école\nnoël\nforêt près\nthéâtre d’été\n", f"utf-8+{codec}")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["été", "Table;Idée\r\n1;Oser\r\n"])
def test_utf16_without_its_mark_is_read(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == (text, "utf-16")
    assert decode((text * 3).encode(codec) + b"\0") == (text * 3, "utf-16")


def test_marks_within_a_file_are_taken_off() -> None:
    assert cells("\ufeffTable;Idée\n\ufeff1;Oser\n") == [("Table", "Idée"), ("1", "Oser")]


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman", "cp850"])
def test_accents_that_were_encoded_twice_are_put_right_and_told(codec: str) -> None:
    twice = "été à l'école\n".encode().decode(codec).encode()
    found = contents(twice + "« goûter »\n".encode())
    assert isinstance(found, Prose)
    assert found.text == "été à l'école\n« goûter »\n"
    assert "encoded twice were corrected (1 line)" in str(found.origin.notices[0])


def test_a_file_that_was_cut_within_a_sign_loses_that_sign_only() -> None:
    assert decode("été à l’école\nforêt près du cœur".encode()[:-3]) == (
        "été à l’école\nforêt près du c\ufffd",
        "utf-8",
    )


@pytest.mark.parametrize("text", ["é««\n", "NÃO\n", "Oser èœ€\n", "«é»\n"])
def test_what_may_have_been_meant_is_left_as_it_is(text: str) -> None:
    found = contents(text)
    assert isinstance(found, Prose)
    assert (found.text, found.origin.notices) == (text, ())


def test_an_encoding_that_the_bytes_cannot_be_in_is_not_offered() -> None:
    with pytest.raises(Unclear) as unclear:
        decode(b"id\xe9e\nZn\x8e qr\x9d\n")
    assert unclear.value.choices == ("mac-roman", "cp850", "iso8859-15")
    assert "cp1252" not in str(unclear.value.message.params["known"])


def test_a_typed_sign_before_a_no_break_space_is_no_accent_encoded_twice() -> None:
    assert once_encoded("PRIX Â\u00a0: 5\nun four\n") == ("PRIX Â\u00a0: 5\nun four\n", 0)
    assert once_encoded("un cafÃ© pour l’an 2030".replace("’", "'"))[0] == "un café pour l'an 2030"


def test_what_was_encoded_twice_is_told_by_the_whole_file_and_not_by_one_line() -> None:
    alone, whole = "Ã™\n", "Ça coûte 5 €\nl'été à la plage\nÙ\n"
    assert once_encoded(alone) == (alone, 0)
    assert once_encoded(whole.encode().decode("cp1252")) == (whole, 3)
    # Beside accents of its own, a line that may be typed stays.
    assert once_encoded("l’été à la plage\nÇa coûte\ncafÃ©\n" + alone)[0].splitlines()[2:] == ["café", "Ã™"]
