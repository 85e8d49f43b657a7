"""Numbers in words, and what texts claim of numbers and dates: found where it is wrong, left where it is not."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

import pytest

from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.number_words import numbers, plain, value_of
from facilitate.workshop.audit.run import Severity, audit
from tests.support.workshops import PLAN, make_workshop


def session_with(ideas=48, **changes):
    plan = copy.deepcopy(PLAN)
    plan.update({"date": "2021-12-13", "attendance": {"expected": 60, "present": 54}, **changes})
    workshop = make_workshop(plan=plan)
    for number in range(ideas):
        workshop.ideas.record(number % 3 + 1, f"idée {number}")
    return workshop


def found(workshop, *codes):
    return [
        (each.severity.value, each.code) for each in audit(workshop.session, room=lambda at: at) if each.code in codes
    ]


def in_subtitle(text):
    return found(session_with(subtitle=text), "number", "date", "weekday", "no-such-day")


def in_note(text, ideas=48):
    workshop = session_with(ideas)
    workshop.notes.take(NoteKind.FACT, text)
    return found(workshop, "number", "date", "weekday", "no-such-day")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quatre-vingt-dix-sept", 97), ("soixante et onze", 71), ("vingt et un", 21), ("cent deux", 102),
        ("deux cents", 200), ("quarante-huit", 48), ("quatre-vingts", 80), ("quatre-vingt-un", 81),
        ("septante-cinq", 75), ("mille deux cent trente", 1230), ("deux mille", 2000), ("dix-sept", 17),
        ("one hundred and two", 102), ("forty-eight", 48), ("forty eight", 48), ("six vingt", None), ("dix dix", None),
    ],
)  # fmt: skip
def test_numbers_in_words_are_read_as_people_say_them(text, value):
    assert value_of(text) == value


def test_the_numbers_of_a_text_with_where_they_stand():
    text = "Six des 57 idées, 1 234 fois ; deux douzaines, T3-07, 2,5 et 50 %, deux et trois"
    told = [(text[each.start : each.end], each.value, each.rounded) for each in numbers(plain(text))]
    assert told == [
        ("Six", 6, False), ("57", 57, False), ("1 234", 1234, False), ("deux douzaines", 24, True), ("trois", 3, False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Été à l’Œuvre ½ ﬁn ß", "İ", "a\u0301b", "日本"])
def test_a_plain_text_keeps_every_character_in_its_place(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "plus d’une cinquantaine d’idées", "au-delà de cinquante idées", "50 nouvelles idées", "50+ ideas",
        "more than fifty ideas", "over 48 ideas", "quarante-neuf pistes", "no fewer than 49 ideas", "1,000 ideas",
        "deux axes", "two axes", "sept catégories", "deux intervenantes", "60 participants", "50 personnes réunies",
        "We gathered 80 people", "70 personnes attendues", "six tables de travail", "six round tables",
    ],
)  # fmt: skip
def test_a_wrong_number_in_the_title_is_serious(text):
    assert in_subtitle(text) == [("serious", "number")]


@pytest.mark.parametrize("text", ["une soixantaine d’idées", "two dozen ideas", "près de 60 idées", "about 70 ideas"])
def test_a_number_that_is_only_about_right_is_doubtful_when_it_is_not(text):
    assert in_subtitle(text) == [("doubtful", "number")]


@pytest.mark.parametrize(
    "text",
    [
        "C’est une idée !", "one idea", "four dozen ideas", "près de 50 idées", "quelque 50 idées", "~50 ideas",
        "deux tables rondes", "trois tables", "54 participants", "60 personnes attendues", "200 personnes",
        "60 personnes interrogées", "5 idées par table", "jusqu’à 100 idées", "de 50 à 60 idées", "50 ou 60 idées",
        "vingt-deux pistes cyclables", "trois idées fortes", "quarante-huit pistes", "un axe", "12 idées existantes",
        "objectif : 100 idées", "2021, idées", "T3-50 idées", "100 idéesx", "50 % idées",
    ],
)  # fmt: skip
def test_a_right_number_and_one_about_something_else_are_left(text):
    assert in_subtitle(text) == []


def test_a_note_may_speak_of_some_of_them_but_not_of_more_than_all():
    for text in ("12 idées parlent du logement", "deux tables ont parlé de vélo", "six des 48 idées", "cinq idées",
                 "les 51 autres idées", "Le lieu accueille 200 personnes", "12 participants ont parlé"):  # fmt: skip
        assert in_note(text) == [], text
    for text in ("60 idées", "six des 57 idées", "sept tables", "plus de 50 idées"):
        assert in_note(text) == [("serious", "number")], text
    assert in_note("40 idées recueillies") == [("doubtful", "number")]
    assert in_note("57 idées", ideas=0) == [], "nothing is counted yet"


def test_what_tables_wrote_claims_nothing():
    workshop = session_with()
    workshop.ideas.record(1, "Recueillir plus de 100 idées le mardi 13 décembre 2021")
    assert found(workshop, "number", "weekday") == []


def test_people_are_those_expected_until_they_were_counted():
    workshop = session_with(attendance={"expected": 60}, subtitle="60 participants")
    assert found(workshop, "number") == []
    workshop.programme.set("subtitle", "80 participants")
    (claim,) = [each for each in audit(workshop.session) if each.code == "number"]
    assert "people expected: 60" in str(claim.why)
    assert claim.command == 'facilitate plan set SESSION subtitle "…"'


def test_those_interviewed_are_compared_with_the_study():
    plan = copy.deepcopy(PLAN)
    plan["phases"][2]["study"] |= {"interviewees": 13, "method": "14 personnes interrogées"}
    assert found(make_workshop(plan=plan), "number") == [("serious", "number")]
    plan["phases"][2]["study"] |= {"method": "13 personnes interrogées"}
    assert found(make_workshop(plan=plan), "number") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Dec. 21st, 2021", ["date"]), ("le 2021-12-12", ["date"]), ("12.12.2021", ["date"]),
        ("13 décembre 2020", ["date"]), ("lundi 14 décembre", ["weekday", "date"]), ("12 et 14 janvier", ["date"]),
        ("31 novembre 2021", ["no-such-day"]), ("Tuesday, December 13", ["weekday"]),
    ],
)  # fmt: skip
def test_a_wrong_date_in_the_title_is_serious(text, codes):
    assert in_subtitle(text) == [("serious", code) for code in codes]


@pytest.mark.parametrize(
    "text",
    [
        "13 et 14 décembre 2021", "du 12 au 15 décembre", "lundi 13 et mardi 14 décembre", "le 8 mars", "1er mai 1894",
        "le 13/12/2021", "December 13th", "décembre 2021", "We may 12", "version 1.2.2021b",
    ],
)  # fmt: skip
def test_a_right_date_and_a_far_one_are_left(text):
    assert [code for _severity, code in in_subtitle(text)] == []


def test_in_a_note_other_days_have_their_reasons():
    assert in_note("prochaine rencontre le 20 décembre 2021") == []
    assert in_note("fondé le 5 mai 1894") == []
    assert in_note("Réunis le 12 décembre 2021") == [("doubtful", "date")]
    assert in_note("mardi 13 décembre 2021") == [("serious", "weekday")]


def test_an_event_that_goes_on_after_midnight_does_not_end_before_it_starts():
    hours = {"starts_at": "22:00", "ends_at": "02:00"}
    assert found(session_with(**hours), "hours") == []  # its phases take 3 h 35
    assert found(session_with(starts_at="14:00", ends_at="13:00"), "hours") == [("serious", "hours")]
    assert found(session_with(starts_at="14:00", ends_at="14:00"), "hours") == [("serious", "hours")]
    assert found(session_with(starts_at="14:00", ends_at="18:00"), "hours") == []


def test_the_day_it_was_run_is_that_of_the_room():
    workshop = session_with(0, date="2021-12-12")
    workshop.phases.start("1")  # at 13:00 of the 13th, in UTC

    def run_dates(hours):
        moment = datetime(2021, 12, 13, hours, tzinfo=UTC)
        return [each.severity for each in audit(workshop.session, room=lambda _at: moment) if each.code == "run-date"]

    assert run_dates(13) == [Severity.SERIOUS]
    assert run_dates(1) == [], "after midnight it is still the same evening"


def test_a_day_that_was_begun_rightly_and_ended_late_is_doubtful():
    workshop = session_with(0)
    workshop.phases.start("1")
    workshop.recorder.clock.advance(60 * 24)
    workshop.phases.start("2")
    assert found(workshop, "run-date") == [("doubtful", "run-date")]
