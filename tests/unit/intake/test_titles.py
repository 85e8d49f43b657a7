"""Which lines of a text are the titles of tables, and which are ideas that begin alike."""

from __future__ import annotations

import pytest

from facilitate.i18n import Language
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.table_titles import named_in


def ideas(text: str, given: int | None = 1) -> list[tuple[int, str]]:
    outcomes = read_list(text, Tables(6, given)).outcomes
    return [(outcome.table, outcome.text) if isinstance(outcome, IncomingIdea) else (0, "") for outcome in outcomes]


def notices(text: str, given: int | None = None) -> list[str]:
    return [str(notice) for notice in read_list(text, Tables(6, given)).notices]


@pytest.mark.parametrize(
    "title",
    [
        *("Table 4", "TABLE 4", "table 4 :", "Table n°4", "Table N° 4", "Table no. 4", "Table numéro 4"),
        *("Table #4", "Table 04", "Table 4 : les aînés", "Table n°4 – mobilité", "TABLE 4 - SANTÉ", "Table 4 (suite)"),
        *("Table 4. Santé", "Table 4 les aînés", "**Table 4**", "__Table 4__", "*Table 4 : les aînés*"),
        *("**Table 4** : les aînés", "<u>Table 4</u>", "[Table 4]", "=== Table 4 ==="),
        *("--- Table 4 ---", "« Table 4 »", "🔵 Table 4", "## Table 4 bancs"),
        *("## Notes de la table 4", "Groupe 4", "Sous-groupe 4 : santé", "Group 4", "Gruppe 4"),
        *("Tisch 4", "Tisch 4: Jugend", "Mesa 4", "Tavolo 4"),
        *( "Tafel 4", "Tableau 4", "Équipe 4", "Îlot n° 4", "T4", "T4 : santé"),
        *("4e table", "4ème groupe : santé", "Table quatre", "Table IV"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bullet", ["- ", "\t* ", "1. "])
def test_a_title_above_a_list_gives_it_its_table(title: str, bullet: str) -> None:
    assert ideas(f"{title}\n{bullet}Un four\n{bullet}Un banc") == [(4, "Un four"), (4, "Un banc")]
    assert ideas(f"{bullet}Un abri\n\n{title}\n\n{bullet}Un four\n", 2) == [(2, "Un abri"), (4, "Un four")]


@pytest.mark.parametrize(
    "idea",
    [
        *("Table 2 bancs devant la mairie", "Table de ping-pong", "Table 2,5 m de long", "Table 2e main", "T4 à louer"),
        *("Table d'hôtes", "Table un peu haute", "Tables de pique-nique", "2 tables", "Mesalliance 2", "Groupe de 5"),
        *("Remplacer la table 2", "Table ronde", "Tablette 3", "Tables", "Tu"),
    ],
)  # fmt: skip
def test_an_idea_that_begins_alike_stays_an_idea(idea: str) -> None:
    assert ideas(f"Un four\n{idea}\nUn banc") == [(1, "Un four"), (1, idea), (1, "Un banc")]
    assert ideas(f"Table 3\n- Un four\n- {idea}\n- Un banc") == [(3, "Un four"), (3, idea), (3, "Un banc")]


def test_titles_with_names_are_told_for_they_could_be_ideas() -> None:
    text = "Table 1 : les jeunes\n- a\n\nTable 2 : les aînés\n- b\n"
    assert ideas(text, None) == [(1, "a"), (2, "b")]
    assert notices(text) == ["Read as table titles: “Table 1 : les jeunes”, “Table 2 : les aînés”."]
    assert notices("Table 1\n- a") == []


def test_titles_win_over_the_table_that_was_given_and_it_is_told() -> None:
    text = "- a\nTable 2\n- b\n# Table 3\n- c"
    assert ideas(text, 1) == [(1, "a"), (2, "b"), (3, "c")]
    assert notices(text, 1) == [
        "Titles in this text name tables (2, 3) and take precedence; table 1 is for the other ideas."
    ]


def test_lines_without_bullets_below_titles() -> None:
    assert ideas("Table 1 : jeunes\n\nUn four\nUn banc\n\nTable 2 : aînés\n\nUn abri") == [
        (1, "Un four"), (1, "Un banc"), (2, "Un abri"),
    ]  # fmt: skip
    assert ideas("Table 1 les jeunes\nUn four\nTable 2 les aînés\nUn abri") == [(1, "Un four"), (2, "Un abri")]
    assert ideas("Table 2\n\n\t* Un four\n\t* Un banc\nTable 3\n\t* Un abri") == [
        (2, "Un four"),
        (2, "Un banc"),
        (3, "Un abri"),
    ]


def test_a_line_that_looks_like_the_titles_read_before_is_no_idea_in_silence() -> None:
    text = "Table 1\n- a\nTable 2 bancs devant la mairie\nTable 3\n- c"
    assert ideas(text) == [(1, "a"), (1, "Table 2 bancs devant la mairie"), (3, "c")]
    assert notices(text) == ["Read as ideas, although they begin like titles: “Table 2 bancs devant la mairie”."]


def test_each_line_may_name_the_table_of_its_own_idea() -> None:
    expected = [(1, "un four"), (1, "un banc"), (2, "un abri")]
    for form in ("Table {} : {}", "- Table {} : {}", "Table {} – {}", "T{} : {}", "Groupe {}: {}", "[Table {}] {}"):
        assert ideas("\n".join(form.format(*idea) for idea in expected), None) == expected


def test_titles_in_a_list_have_their_ideas_deeper() -> None:
    expected = [(2, "un four"), (2, "un banc"), (3, "un abri")]
    assert ideas("- Table 2\n  - un four\n  - un banc\n- Table 3 : aînés\n  - un abri") == expected
    assert ideas("* Table 2\n** un four\n** un banc\n* Table 3\n** un abri") == expected
    assert ideas("1. Table 2\n   a. un four\n   b. un banc\n2. Table 3\n   a. un abri") == expected


def test_groups_inside_of_tables_are_no_tables() -> None:
    text = "Table 3\nGroupe 1\n- a\nGroupe 2\n- b\nTable 4\nGroupe 1\n- c"
    assert ideas(text) == [(3, "a"), (3, "b"), (4, "c")]
    assert notices(text) == ["Titles, not imported: “Groupe 1”, “Groupe 2”, “Groupe 1”."]
    assert ideas("Table 2 : aînés\n- a\nTABLE 4\n- b\nGroupe 5\n- c\nTisch 6\n- d") == [
        (2, "a"),
        (4, "b"),
        (5, "c"),
        (6, "d"),
    ]


def test_titles_that_number_something_else_move_nothing_and_are_told() -> None:
    text = "Table 2\nQuestion 1 :\n- a\nQuestion 2 :\n- b"
    assert ideas(text) == [(2, "a"), (2, "b")]
    assert notices(text) == ["Titles, not imported: “Question 1 :”, “Question 2 :”."]
    assert ideas("Table ronde 1\n- a\nTable ronde 2\n- b") == [(1, "a"), (2, "b")]


def test_two_tables_at_once_are_no_table() -> None:
    assert ideas("Tables 2 et 3\n- a", None) == [(0, "")]
    assert notices("Tables 2 et 3\n- a") == ["Title, not imported: “Tables 2 et 3”."]


def test_a_title_may_be_underlined_and_the_word_ideas_below_it_is_no_idea() -> None:
    assert ideas("Table 2 aînés\n-------------\nIdées :\n- a\n\nTable 3\n=======\nb") == [(2, "a"), (3, "b")]


@pytest.mark.parametrize(
    "words", ["Tables", "Tu", "Go", "T", "Table", "Groupes", "T. A", "Tablette 3", "T12b", "2 tables", ""]
)
def test_words_that_begin_alike_name_no_table(words: str) -> None:
    assert named_in(words) is None


@pytest.mark.parametrize(
    ("cell", "table"),
    [
        ("Frame 1 - Table 1", 1), ("Zone Table 3", 3), ("Board / Table 2", 2), ("Cadre B : Table 4 (aînés)", 4),
        ("Page 3 > Tisch 5", 5), ("Le marché / Table 2", 2), ("Atelier du port, table n° 6", 6),
        ("Table 1 et 2", None), ("Frame 1 / Table 1 et 2", None), ("Table 1 / Table 2", None), ("Zone 30", None),
        ("Le marché / Table 2 et 3", None), ("Étable 4", None),
    ],
)  # fmt: skip
def test_a_cell_of_a_column_of_tables_that_names_one_within(cell: str, table: int | None) -> None:
    rows = f"Table;Idée\n{cell};Un banc\nTable 3;Un four\n"
    found = read_ideas(contents_of(rows.encode()), Choices(), 6)
    assert [row.table for row in found.rows] == ([table, 3] if table else [3])
    if table:  # a column of which nothing is known
        rows = f"Emplacement du post-it;Idée\n{cell};Un banc\n{cell};Un lit\nLe port / Table 3;Un four\n"
        found = read_ideas(contents_of(rows.encode()), Choices(), 6)
        assert [row.table for row in found.rows] == [table, table, 3]


def test_frames_of_a_board_above_their_notes_name_the_tables() -> None:
    text = '"Frame 1 - Table 1"\n"Un banc public"\n"Un four à pain"\n\n"Frame 2 - Table 2"\n"Zone 30 partout"\n'
    found = read_ideas(contents_of(text.encode(), name="board.csv"), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [
        (1, "Un banc public"), (1, "Un four à pain"), (2, "Zone 30 partout")
    ]  # fmt: skip


def test_ideas_that_speak_of_tables_are_no_column_of_tables() -> None:
    text = "Idée\nPoser un banc près de la table 2\nRanger la table 3\nUn bal autour de la table 4\n"
    found = read_ideas(contents_of(text.encode()), Choices(table=1), 6)
    assert [row.table for row in found.rows] == [1, 1, 1]


def test_all_titles_of_tables_are_told_or_how_many_more_there_are() -> None:
    text = "Table 1 : les jeunes\n- a\nTABLE 4\n- b\nTable 2\n- c\n"
    assert notices(text) == ["Read as table titles: “Table 1 : les jeunes”, “TABLE 4”, “Table 2”."]
    assert notices("Table 1\n- a\nTABLE 4\n- b\n") == []
    many = "".join(f"Table {table} : les gens du {table}\n- idée {table}\n" for table in range(1, 16))
    found = read_list(many, Tables(20, None)).notices[0]
    assert str(found).endswith("“Table 8 : les gens du 8” and 7 more.")
    assert Language("fr").message(found).endswith("«\u00a0Table 8 : les gens du 8\u00a0» et 7 autres.")


@pytest.mark.parametrize(
    "title",
    [
        "Paperboard table 5",
        "Flip chart – Table 5",
        "Pad de la table 5 – 18 novembre",
        "Pad partagé – table 5",
        "Relevé de décisions – table 5",
    ],
)
def test_what_a_sheet_of_paper_or_a_pad_is_of_is_the_table(title: str) -> None:
    assert ideas(f"{title}\n- Un four\n- Un bal\n- Un pré\n") == [(5, "Un four"), (5, "Un bal"), (5, "Un pré")]


@pytest.mark.parametrize(
    ("text", "expected", "doubtful"),
    [
        ("Table 2\n- Un four\nTable 5 : un réseau de voisins", [(2, "Un four"), (5, "un réseau de voisins")], []),
        (
            "Table 2\nUn four\nTable 5 : un café\nTable 6 : une haie",
            [(2, "Un four"), (5, "un café"), (6, "une haie")],
            [],
        ),
        (
            "Table 2: A room\nTable 5: A kiosk\nTable 3\n- A kitchen",
            [(2, "A room"), (5, "A kiosk"), (3, "A kitchen")],
            [],
        ),
        (
            "Table 1 : vélos en prêt à la gare\n\nTable 2\nUn four\n\nTable 4\nUn pré",
            [(1, "vélos en prêt à la gare"), (2, "Un four"), (4, "Un pré")],
            [],
        ),
        (
            "Table 1\n- Un four\nTable 6 : planter une haie\nDes nichoirs\nTable 2 : un bal (existe déjà)",
            [(1, "Un four"), (6, "planter une haie"), (6, "Des nichoirs"), (2, "un bal")],
            [],
        ),
        ("Table 1\n- Un four\nTable 2 : Mobilités\n- Un bac", [(1, "Un four"), (2, "Un bac")], []),
        ("Table 1\n- Un four\nTable 2 - Skate ramp", [(1, "Un four")], ["Table 2 - Skate ramp"]),
        (
            "Table 1 : Vélos en prêt\nTable 2 : un local\n- Un four",
            [(2, "Un four")],
            ["Table 1 : Vélos en prêt", "Table 2 : un local"],
        ),
        (
            "Table 1 : Bien vieillir chez soi\nTable 2 : Mobilités\n\nTable 1\n- Un four\nTable 2\n- Un bac",
            [(1, "Un four"), (2, "Un bac")],
            ["Table 1 : Bien vieillir chez soi"],
        ),
        (
            "Présents : Mme Petit\nTable 1 – Nature en ville\nOn a parlé.\n- Un bac\n- Un abri\nTable 2\n- Un bal",
            [(1, "Un bac"), (1, "Un abri"), (2, "Un bal")],
            ["On a parlé."],
        ),
    ],
)
def test_words_behind_a_table_among_titles_with_lists_are_ideas_or_are_shown(
    text: str, expected: list[tuple[int, str]], doubtful: list[str]
) -> None:
    found = read_ideas(contents_of(text.encode()), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == expected
    assert [row.excerpt for row in found.refused if row.doubtful] == doubtful
    also = read_ideas(contents_of(text.encode()), Choices(doubtful=True), 6)
    assert len(also.rows) == len(expected) + len(doubtful)


@pytest.mark.parametrize("who", ["animée par Claire Martin", "il y avait Nadia et Paul", "Claire Martin"])
def test_who_led_a_table_is_no_idea_behind_its_title(who: str) -> None:
    text = f"Table 1\n- Un four\n- Un bac\nTable 2 : {who}\n- Un bal\n"
    found = read_ideas(contents_of(text.encode()), Choices(doubtful=True), 6)
    assert [(row.table, row.text) for row in found.rows] == [(1, "Un four"), (1, "Un bac"), (2, "Un bal")]
