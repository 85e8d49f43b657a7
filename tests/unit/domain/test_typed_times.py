"""Days, hours and lengths as people write them."""

from __future__ import annotations

from datetime import date, time
from time import process_time

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.typed_times import day_typed, hour_typed, length_typed, read_day, read_hour
from facilitate.store.programme_file import read_programme, written


@pytest.mark.parametrize(
    "typed",
    ["24 octobre 2026", "24 October 2026", "Samedi 24 octobre 2026", "le 24 oct. 2026", "October 24, 2026",
     "Sat. October 24th 2026", "the 24th of October, 2026", "24/10/2026", "24.10.2026", "24/10/26", "24.10.26",
     "2026-10-24", "24 OCTOBRE  2026"],
)  # fmt: skip
def test_a_day_in_words_or_numbers(typed):
    assert day_typed(typed) == date(2026, 10, 24)
    assert read_day(typed) == "2026-10-24"


def test_what_is_no_hour_is_refused_by_itself_and_by_no_key_of_a_file():
    assert (read_hour("2.30 pm"), read_hour(" ")) == ("14:30:00", "")
    with pytest.raises(Refused, match="“soon” is not a time"):
        read_hour("soon")


def test_months_that_begin_alike_are_told_apart_and_a_first_is_a_first():
    assert day_typed("1er juil. 2026") == date(2026, 7, 1)
    assert day_typed("2 août 2026") == day_typed("2 August 2026") == date(2026, 8, 2)
    assert [day_typed(each) for each in ("3 jui 2026", "3 ma 2026", "octobre 2026", "24 octobre", "demain")] == [
        None
    ] * 5


def test_a_day_that_no_calendar_has_is_said():
    with pytest.raises(Refused, match="does not exist"):
        read_day("31 février 2026")
    with pytest.raises(Refused, match="not a full date"):
        read_day("bientôt")


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("22h00", "22:00"), ("22 h", "22:00"), ("9h05", "09:05"), ("22:00", "22:00"), ("22:00:00", "22:00"),
        ("10pm", "22:00"), ("10 p.m.", "22:00"), ("10:30 PM", "22:30"), ("12am", "00:00"), ("12 pm", "12:00"),
        ("midi", "12:00"), ("noon", "12:00"), ("14 heures", "14:00"), ("14\u00a0h\u00a005", "14:05"),
        ("5.30pm", "17:30"), ("5.30 p.m.", "17:30"), ("17.30", "17:30"),
        ("10", "10:00"), ("9", "09:00"), ("09", "09:00"), ("0", "00:00"), ("10h", "10:00"), ("9 h", "09:00"),
        ("9am", "09:00"), ("2 pm", "14:00"), ("14.30", "14:30"), ("1430", "14:30"), ("0930", "09:30"),
    ],
)  # fmt: skip
def test_an_hour(typed, hour):
    assert hour_typed(typed) == time.fromisoformat(hour)


@pytest.mark.parametrize(
    "typed", ["", "25h", "9h75", "13pm", "0am", "soir", "24", "99", "2460", "930", "14000", "5.3pm", "h", "-3h"]
)
def test_what_is_no_hour(typed):
    assert hour_typed(typed) is None


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("1h30", 90), ("1 h 30", 90), ("1 h 30 min", 90), ("90 min", 90), ("90", 90), ("2h", 120), ("45 minutes", 45),
     ("1 hour 30", 90), ("2 hours", 120), ("1 heure", 60), ("", None), ("h", None), ("douze", None), ("-3", None),
     ("²", None), ("½ h", None), ("1 hr 30", 90), ("1 hr and 5 mins", 65), ("1.5 hours", 90), ("1,25 h", 75),
     ("0.33 h", None)],
)  # fmt: skip
def test_a_length(typed, minutes):
    assert length_typed(typed) == minutes


FILE = """title = "Une rencontre"
date = {date}
starts_at = {hour}  # le matin
ends_at = {end}

[[phases]]
kind = "tables"
title = "Tables"
minutes = {minutes}
minimum = 45
starts_at = 10h
changeover = {changeover}
tables = 3
"""


@pytest.mark.parametrize("mark", ['"', ""])
def test_a_programme_takes_them_with_quotation_marks_and_without(tmp_path, mark):
    values = {"date": "24 octobre 2026", "hour": "9h30", "end": "10 pm", "minutes": "1 h 30", "changeover": "2 min"}
    text = FILE.format(**{name: f"{mark}{value}{mark}" for name, value in values.items()})
    path = tmp_path / "p.toml"
    path.write_text(text.replace("= 10h", f"= {mark}10h{mark}"), encoding="utf-8")
    document = read_programme(path)
    plan = read_plan(complete(document))
    (phase,) = plan.phases
    assert (plan.date, plan.starts_at, plan.ends_at) == (date(2026, 10, 24), time(9, 30), time(22))
    assert (phase.minutes, phase.minimum, phase.starts_at, phase.changeover) == (90, 45, time(10), 2)
    path.write_text(written(document), encoding="utf-8")
    assert read_programme(path) == document


def test_a_fault_elsewhere_is_told_with_its_line(tmp_path):
    path = tmp_path / "p.toml"
    path.write_text('title = "x"\ndate = 24 octobre 2026\nplace = [\n', encoding="utf-8")
    with pytest.raises(Refused, match="TOML"):
        read_programme(path)


def test_a_long_line_of_blanks_is_no_long_wait(tmp_path):
    path = tmp_path / "p.toml"
    path.write_text("date = a" + " " * 500_000 + "x\n", encoding="utf-8")
    before = process_time()
    with pytest.raises(Refused, match="TOML"):
        read_programme(path)
    assert process_time() - before < 5


def test_what_is_no_date_is_refused_by_what_is_the_matter_with_it(tmp_path):
    path = tmp_path / "p.toml"
    rest = 'title = "x"\n[[phases]]\nkind = "break"\ntitle = "y"\n'
    for typed, why in (
        ("bientôt", "“bientôt” is not a full date: give the day, the month and the year"),
        ("2027-02-30", "The date “2027-02-30” does not exist: check the day and the month"),
    ):
        path.write_text(f'date = "{typed}"\n{rest}', encoding="utf-8")
        with pytest.raises(Refused, match=why):
            read_plan(complete(read_programme(path)))
