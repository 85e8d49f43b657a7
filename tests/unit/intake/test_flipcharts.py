"""Flipcharts out of a scan or a word processor: odd bullets, the question on each sheet, tables with numbers."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.beside_lists import QUESTION
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT


def read(text: str, **said: object) -> Incoming:
    return read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(**said), 6)  # type: ignore[arg-type]


def ideas(text: str) -> list[tuple[int, str]]:
    return [(row.table, row.text) for row in read(text).rows]


@pytest.mark.parametrize("sign", ["o ", "○ ", "¤ ", "§ ", "» ", "> ", "Ø "])
@pytest.mark.parametrize("above", ["", "Table 1\n- Un pré\n- Une mare\n\n"])
def test_what_a_bullet_was_read_as_is_no_word(sign: str, above: str) -> None:
    text = f"{above}Table 2\n\n{sign}Scène pour la danse\n{sign}Cinéma dehors\n{sign}Pavés plats\n"
    found = [each for each in ideas(text) if each[0] == 2]
    assert found == [(2, "Scène pour la danse"), (2, "Cinéma dehors"), (2, "Pavés plats")]


def test_a_point_may_go_on_below_such_a_letter() -> None:
    text = "Table 1\no Une scène pour la danse et\nla musique\no Un cinéma\n"
    assert ideas(text) == [(1, "Une scène pour la danse et la musique"), (1, "Un cinéma")]


@pytest.mark.parametrize(
    "text", ["o parque\na praça\nos bancos\no mercado\n", "O mercado\nUne fête\n", "o seul\nUn bal\n"]
)
def test_a_word_of_one_letter_stays(text: str) -> None:
    assert [row.text for row in read(text, table=1).rows] == text.splitlines()


ASKED = "Que changer sur la place ?|What should we change on the square?|Nos idées pour la place|Que faire ici :"


@pytest.mark.parametrize("question", ASKED.split("|"))
@pytest.mark.parametrize("blank", ["", "\n"])
def test_the_question_of_each_sheet_is_no_idea_where_a_table_has_no_bullets(question: str, blank: str) -> None:
    text = f"TABLE 1\n{question}\n{blank}- Un pré\n- Une mare\n- Un bal\n\n"
    text += f"TABLE 3\n{question}\n{blank}Scène\nCinéma dehors\n"
    assert ideas(text) == [(1, "Un pré"), (1, "Une mare"), (1, "Un bal"), (3, "Scène"), (3, "Cinéma dehors")]
    assert {row.reason.text for row in read(text).refused} == {QUESTION}
    assert not any(row.doubtful for row in read(text).refused)


def test_a_letter_above_an_article_is_a_bullet() -> None:
    assert ideas("Table 1\no un cinéma\no des casiers\n") == [(1, "un cinéma"), (1, "des casiers")]


def test_who_leads_may_stand_above_the_question() -> None:
    question = "Que faire de la place ?"
    text = f"Table 1\nAnimation : moi / notes : ?\n{question}\n- Un pré\n- Un bal\n\n"
    text += f"Table 2\nAnimation : Participante 07\n{question}\nScène\nCinéma dehors\n"
    assert ideas(text) == [(1, "Un pré"), (1, "Un bal"), (2, "Scène"), (2, "Cinéma dehors")]


def test_an_idea_of_two_tables_stays_and_a_question_of_one_is_left_to_the_other_rules() -> None:
    text = "Table 1\nUn bal populaire\nUn pré\n\nTable 2\nUn bal populaire\nUne mare\n"
    assert len(ideas(text)) == 4
    assert len(ideas("Table 1\nUn bal ?\nUn pré\n\nTable 2\nUn bal ?\nUne mare\n")) == 4


@pytest.mark.parametrize(
    "titles",
    [
        ("1. Table 1 (cycling)", "2. Table 2 (buses)"), ("1. Table 1: cycling", "2. Table 2: buses"),
        ("1) Table 1 — à vélo", "2) Table 2 — les aînés"), ("1. Table 1", "2. Table 2"),
        ("3. Table 1 : à vélo", "4. Table 2 : les aînés"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("points", [("1.1 ", "1.2 ", "2.1 ", "2.2 "), ("- ",) * 4, ("",) * 4, ("a) ", "b) ") * 2])
def test_tables_that_are_numbered_too_are_titles(titles: tuple[str, str], points: tuple[str, ...]) -> None:
    one, two, three, four = points
    text = f"{titles[0]}\n{one}Hangars\n{two}Slow zone by the school\n\n"
    text += f"{titles[1]}\n{three}Benches\n{four}Later last bus\n"
    assert ideas(text) == [
        (1, "Hangars"), (1, "Slow zone by the school"), (2, "Benches"), (2, "Later last bus")
    ]  # fmt: skip


def test_numbered_lines_that_name_a_table_each_are_ideas() -> None:
    assert ideas("1. Table 1: a bench\n2. Table 2: an oven\n3. Table 3: a pond\n") == [
        (1, "a bench"), (2, "an oven"), (3, "a pond")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ("#existe", "existing"),
        ("#à-créer", "to_create"),
        ("#already-exists", "existing"),
        ("#déjà_en_place", "existing"),
    ],
)
def test_a_tag_that_is_a_status_is_read_as_one(tag: str, status: str) -> None:
    found = read(f"## Table 1\n- [x] Nettoyer les berges {tag} #eau\n- Un saule #eau\n")
    assert next((row.text, row.status, row.has_status) for row in found.rows) == ("Nettoyer les berges", status, True)
    told = [str(notice) for notice in found.reading.notices]
    assert any(each.startswith("A status written beside an idea is read as its status") for each in told)
    assert any("“#eau”" in each for each in told)
    assert not any(tag in each for each in told)
    assert not any("ticked box" in each for each in told)  # the tag says it


def test_a_tag_that_is_none_stays_told_and_two_that_contradict_each_other_say_nothing() -> None:
    found = read("- Un four #existe #à-créer\n- Un bal #neuf\n", table=1)
    assert [(row.text, row.has_status) for row in found.rows] == [("Un four", False), ("Un bal", False)]


def test_a_name_that_was_cut_off_a_line_that_stays_out_is_not_told() -> None:
    text = "Merci de compléter ce document avant vendredi (Léa).\n\nTable 1\n- Un four\n- Un bal\n- Un pré\n"
    assert NAMES_LEFT_OUT not in {notice.text for notice in read(text).reading.notices}
    assert NAMES_LEFT_OUT in {notice.text for notice in read(f"{text}- Un banc (Léa)\n").reading.notices}
