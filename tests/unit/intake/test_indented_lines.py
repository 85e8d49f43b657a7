"""Lists whose points below points are only indented, without a bullet."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list


def details(text: str, *, sub_points: str = "ideas") -> list[tuple[str, str]]:
    choices = Choices(sub_points="detail" if sub_points == "detail" else "ideas")
    outcomes = read_list(text, Tables(6, 1), choices).outcomes
    return [(each.text, each.detail) for each in outcomes if isinstance(each, IncomingIdea)]


@pytest.mark.parametrize("step", ["  ", "    ", "\t"])
@pytest.mark.parametrize("title", ["", "Table 2\n\n"])
def test_a_line_further_in_is_an_idea_with_the_one_above_as_its_detail(step: str, title: str) -> None:
    text = f"{title}{step}Une navette\n{step * 2}le jeudi\n{step * 2}vers la gare\n{step}Une ruche\n"
    below = [("le jeudi", "Une navette"), ("vers la gare", "Une navette")]
    assert details(text) == [("Une navette", ""), *below, ("Une ruche", "")]
    assert details(text, sub_points="detail") == [("Une navette", "le jeudi\nvers la gare"), ("Une ruche", "")]


def test_lines_set_at_random_are_below_none() -> None:
    text = "   Une navette\n Une ruche\n      Une école de cirque\n    Un lavoir\n"
    assert all(not detail for _text, detail in details(text))


def test_a_line_further_in_that_begins_an_idea_is_not_glued_to_the_one_above() -> None:
    assert details("une navette\n  un lavoir\nune ruche\n") == [
        ("une navette", ""),
        ("un lavoir", "une navette"),
        ("une ruche", ""),
    ]
    assert details("une navette avec\n  un vélo\nune ruche\n") == [("une navette avec un vélo", ""), ("une ruche", "")]


@pytest.mark.parametrize("sign", ["", "- "])
def test_the_name_above_is_no_detail(sign: str) -> None:
    text = f"{sign}Jean Dupont\n  {sign}une navette\n  {sign}un lavoir\n{sign}une ruche\n"
    assert all("Jean" not in detail for _text, detail in details(text))
    assert ("une navette", "") in details(text, sub_points="detail")


@pytest.mark.parametrize("sign", ["-", "*", "•"])
def test_a_bullet_one_space_further_in_is_below_the_one_above(sign: str) -> None:
    text = f"{sign} Une navette\n {sign} le jeudi\n {sign} vers la gare\n{sign} Une ruche\n {sign} au verger\n"
    assert details(text) == [
        *(("Une navette", ""), ("le jeudi", "Une navette"), ("vers la gare", "Une navette")),
        *(("Une ruche", ""), ("au verger", "Une ruche")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Une navette\n - Une ruche\n - Un lavoir\n",  # the first lost its space
        " 9. Une navette\n10. Une ruche\n 8. Un lavoir\n10. Un four\n",
        " - Une navette\n- Une ruche\n - Un lavoir\n",
        "- Une navette\n   - Une ruche\n - Un lavoir\n  - Un four\n- Un bal\n",
    ],
)
def test_a_space_that_says_nothing_makes_no_sub_points(text: str) -> None:
    found = details(text)
    assert [detail for _text, detail in found if detail] in ([], ["Une navette"])


def test_one_sub_point_is_told_as_one() -> None:
    (notice,) = read_list("- Une navette\n  - le jeudi\n- Une ruche\n", Tables(6, 1)).notices
    assert str(notice) == "1 sub-point: read as an idea, with the point above as its detail."
