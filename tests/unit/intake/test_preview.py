"""What a person sets by hand in the preview of an import, and what is told of the rows that stay out."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Message
from facilitate.sheets.contents import Kind, Origin, Prose, SheetRow, Table
from facilitate.workshop.intake.column_choices import (
    MORE,
    ROLES,
    are_the_same,
    choices_of,
    column_called,
    complaints,
    heads,
    leaves_out,
    next_role,
    takes_apart,
    with_role,
)
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Column, Reading, RefusedRow
from facilitate.workshop.intake.reasons_of_several import of_several
from tests.support.code import ONE_WORKER, extracted

ORIGIN = Origin(Kind.CSV, "utf-8", ";")
SHEET = Table(
    ORIGIN,
    (
        SheetRow(1, ("N°", "Table", "Idée", "Pourquoi"), ""),
        SheetRow(2, ("1", "3", "un jardin", ""), ""),
        SheetRow(3, ("2", "3", "un four", "pour le pain"), ""),
    ),
)
READ = Reading(ORIGIN, (Column("table", "Table", 1), Column("idea", "Idée", 2)), header=1)


def test_columns_are_shown_with_their_names_what_they_are_and_the_first_thing_in_them():
    assert [(head.name, head.role, head.sample) for head in heads(SHEET, READ)] == [
        ("N°", "", "1"),
        ("Table", "table", "3"),
        ("Idée", "idea", "un jardin"),
        ("Pourquoi", "", "pour le pain"),
    ]
    assert [head.role for head in heads(SHEET, READ, ("", "", "idea", "detail"))] == ["", "", "idea", "detail"]
    assert heads(Prose(ORIGIN, "une\n"), READ) == ()


def test_a_column_is_called_by_its_name_or_by_its_number():
    columns = heads(SHEET, READ)
    assert [column_called(name, columns) for name in ("Table", "4", "5", "0", "²")] == [1, 3, None, None, None]


def test_a_column_takes_its_role_from_the_one_that_had_it():
    assert with_role(("", "table", "idea", ""), 3, "idea") == ("", "table", "", "idea")
    assert with_role(("", "table", "idea", ""), 1, "") == ("", "", "idea", "")
    assert with_role(("idea", "table", "detail", ""), 3, "table") == ("idea", "", "detail", "table")


def test_details_go_together_and_a_column_may_have_ideas_too():
    assert with_role(("idea", "idea", "detail", "detail"), 1, "table") == ("idea", "table", "detail", "detail")
    assert with_role(("idea", "detail", ""), 2, "detail") == ("idea", "detail", "detail")
    assert with_role(("idea", "detail", ""), 2, MORE) == ("idea", "", MORE)
    assert with_role(("idea", "", MORE), 1, "detail") == ("idea", "detail", "")
    assert with_role(("idea", "idea", "idea", ""), 3, "table") == ("idea", MORE, MORE, "table")
    names = ("title/fr", "title/en", "table")
    assert with_role(("idea", "idea", ""), 2, "table", names) == ("idea", "", "table")
    assert with_role(("idea", "", MORE), 1, "idea") == ("", "idea", MORE)


def test_several_columns_set_by_hand_are_what_several_options_say():
    said = choices_of(("idea", "", MORE, MORE), 2)
    assert (said.idea, said.more_ideas, said.without_detail) == (1, (3, 4), True)
    said = choices_of(("detail", "idea", "detail", "detail"), 2)
    assert (said.title, said.idea, said.details, said.without_detail) == (2, 1, (3, 4), False)
    found = read_ideas(SHEET, choices_of(("detail", "table", "idea", "detail"), None), 6)
    assert [(row.text, row.detail) for row in found.rows] == [("un jardin", "1"), ("un four", "2\n\npour le pain")]
    found = read_ideas(SHEET, choices_of(("", "table", "idea", MORE), None), 6)
    assert [row.text for row in found.rows] == ["un jardin", "un four", "pour le pain"]


def test_the_arrows_go_through_all_roles_and_round():
    role, seen = "idea", []
    for _ in ROLES:
        seen.append(role)
        role = next_role(role, 1)
    assert seen == list(ROLES)
    assert role == "idea"
    assert next_role("idea", -1) == ROLES[-1]
    assert next_role("ref", 1) == ROLES[0]


def test_what_was_set_by_hand_is_said_whole():
    assert choices_of((), 2) == Choices(table=2)
    said = choices_of(("", "table", "idea", "detail"), None)
    assert (said.title, said.idea, said.table_column, said.without_detail) == (3, 4, 2, False)
    said = choices_of(("status", "", "idea", "category"), None)
    assert (said.title, said.idea, said.status_column, said.item_column) == ("", 3, 1, 4)
    assert said.without_detail
    assert said.left_out == (2,)


def test_a_complaint_is_told_once_with_its_count_the_most_frequent_first():
    rows = [RefusedRow(line, "", Message("“{cell}” is no table.", {"cell": line})) for line in (4, 5, 7, 9, 10, 11, 12)]
    found = complaints([RefusedRow(3, "", Message("No idea.")), *rows])
    assert [(str(each.reason), each.count, tuple(row.line for row in each.rows)) for each in found] == [
        ("“4” is no table.", 7, (4, 5, 7, 9, 10, 11)),
        ("No idea.", 1, (3,)),
    ]


@ONE_WORKER
def test_what_is_said_of_several_lines_is_said_of_several():
    reason = Message("This is a greeting, not an idea.")
    told = {n: str(complaints([RefusedRow(line, "", reason) for line in range(n)])[0].reason) for n in (1, 2)}
    assert told == {1: str(reason), 2: "These are greetings, not ideas."}
    of_one = [msgid for msgid in extracted() if isinstance(msgid, str) and msgid.endswith("not an idea.")]
    assert [each for each in of_one if "may" not in each and of_several(Message(each)).text == each] == []


def test_nothing_is_read_from_a_column_that_was_left_out_by_hand():
    found = read_ideas(SHEET, choices_of(("", "", "idea", ""), 2), 6)
    assert [(row.table, row.text, row.detail) for row in found.rows] == [(2, "un jardin", ""), (2, "un four", "")]
    numbered = Table(ORIGIN, (SheetRow(1, ("3", "2", "1"), ""), SheetRow(2, ("un jardin", "un four", "un banc"), "")))
    found = read_ideas(numbered, choices_of(("", "", "idea"), 2), 6)
    assert [row.text for row in found.rows] == ["1", "un banc"]


def test_an_answer_says_what_the_option_says_and_no_more():
    assert choices_of((), 2, {"idea": 3}) == Choices(table=2, idea=3)
    assert choices_of((), None, {"table-column": 1, "item-column": 2}) == Choices(table_column=1, item_column=2)


@pytest.mark.parametrize(
    ("text", "otherwise", "out"),
    [
        ("- Un **four**\n- Un bal (existe déjà)\n- Un banc. Ça existe déjà à la gare\n", True, False),
        ("Date : 12 mars 2027\n\n- Un four\n- Un bal\n", True, False),
        ("Date : 12 mars 2027\nLieu : la friche\n\n- Un four\n- Un bal\n", True, True),
        ("Table 1\nRapporteur : ?\n- Un four\n- Un bal\n", False, False),
        ("- Un four\n- Un bal\n", False, False),
    ],
)
def test_another_way_is_only_told_where_words_were_left_out(text: str, otherwise: bool, out: bool):
    found = read_ideas(Prose(ORIGIN, text), Choices(table=1), 6)
    assert (takes_apart(found), leaves_out(found)) == (otherwise, out)


def test_columns_are_the_same_where_only_their_accents_are_others():
    columns = heads(SHEET, READ)
    assert are_the_same(columns, ("N\u221e", "Table", "IdÚe", "Pourquoi"))
    assert not are_the_same(columns, ("N°", "Table", "Idée"))
    assert not are_the_same(columns, ("N°", "Table", "Idée", "Comment"))
