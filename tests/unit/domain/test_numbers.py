from __future__ import annotations

import pytest

from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import Refused
from facilitate.domain.numbers import position_named, whole_number
from facilitate.domain.references import read_reference
from facilitate.workshop.audit.number_words import numbers
from tests.support.workshops import PLAN, make_workshop


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("007", 7), ("٣", 3), ("²", None), ("9" * 5000, None), ("", None)]
)
def test_a_number_is_a_few_decimal_digits(text, number):
    assert whole_number(text) == number


def test_a_place_is_counted_from_one():
    assert [position_named(name, 3) for name in ("0", "1", "3", "4", "x", "²")] == [None, 0, 2, None, None, None]


@pytest.mark.parametrize("name", ["²", "9" * 5000])
def test_what_is_no_number_is_refused_in_a_sentence(name):
    workshop = make_workshop()
    workshop.phases.start("panel")
    for look_up in (
        lambda: workshop.phases.start(name),
        lambda: workshop.panel.begin(name),
        lambda: workshop.programme.category(name),
        lambda: workshop.proposals.file(["T1-01"], name),
    ):
        with pytest.raises(Refused, match="not found"):
            look_up()
    assert read_reference(f"T3-{'9' * 5000}") is None
    assert not list(numbers(f"de {name} personnes"))


@pytest.mark.parametrize("name", ["lieux", "LIEUX", "Lieux", " lieux ", "1"])
def test_a_category_is_found_by_whatever_people_call_it_by_every_door(name):
    workshop = make_workshop()
    workshop.ideas.record(1, "un café")
    assert category_named(workshop.session, name).key == workshop.programme.category(name).key == "lieux"
    assert workshop.proposals.file(["T1-01"], name)[0].category == "lieux"
    assert workshop.programme.merge_categories("OUTILS", name).key == "lieux"


def test_a_key_goes_before_a_number_and_a_title_as_it_is_written_before_other_ways_to_write_it():
    plan = {**PLAN, "categories": [{"key": "2", "title": "LIEUX"}, {"key": "b", "title": "Lieux"}]}
    session = make_workshop(plan=plan).session
    assert [category_named(session, name).key for name in ("2", "1", "LIEUX", "Lieux", "lieux")] == list("222b2")


def test_what_is_no_category_is_told_which_there_are():
    with pytest.raises(Refused, match=r"“x” not found\. Categories: 1\. Lieux, 2\. Formation, 3\. Outils\."):
        category_named(make_workshop().session, "x")
    with pytest.raises(Refused, match=r"“x” not found: there are no categories yet\."):
        category_named(make_workshop(plan={**PLAN, "categories": []}).session, "x")
