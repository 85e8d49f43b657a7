"""Badge numbers, which are printed: nothing that comes later may change one, on whatever computer."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.acts.people import PersonAdded
from facilitate.domain.errors import Refused
from facilitate.domain.values.badges import next_badges
from facilitate.workshop.audit.run import audit
from facilitate.workshop.intake.roster import guest_contents, read_guests
from tests.support.workshops import FakeLog, make_workshop


def listed(*numbers):
    return read_guests(guest_contents("\n".join(["Nom", *map("Participante {:02}".format, numbers)]).encode()), {})


def by_name(workshop):
    session = workshop.session
    return {person.name[-2:]: session.badge_number(key) for key, person in session.people.items()}


def desks(*suffixes):
    created = make_workshop().log.kept
    return [make_workshop(log=FakeLog(list(created), suffix), seed=seed) for seed, suffix in enumerate(suffixes, 1)]


def joined(*workshops):
    return make_workshop(log=FakeLog([event for each in workshops for event in each.log.kept]))


def test_a_number_outlives_additions_removals_imports_and_undos():
    workshop = make_workshop()
    workshop.people.bring(listed(7, 8, 9))
    assert by_name(workshop) == {"07": 1, "08": 2, "09": 3}
    workshop.people.remove("Participante 07")
    workshop.people.add("Participante 10")
    workshop.history.undo()
    workshop.people.add("Participante 11")
    workshop.people.bring(listed(12, 9, 8))
    assert by_name(workshop) == {"08": 2, "09": 3, "11": 5, "12": 6}
    workshop.history.undo()
    workshop.history.undo()
    workshop.people.add("Participante 13")
    workshop.history.undo()
    workshop.history.redo()
    assert by_name(workshop) == {"08": 2, "09": 3, "13": 7}


def test_two_desks_that_take_in_one_list_count_alike_and_walk_ins_never_share_a_number():
    home, other = desks("", "k7m2")
    for desk in (home, other):
        desk.people.bring(listed(7, 8, 9))
        for number in (40, 41):
            desk.people.add(f"Participante {number + len(desk.log.suffix)}", walk_in=True)
    before = {**by_name(home), **by_name(other)}
    assert by_name(other)["44"] >= 1000
    both = joined(other, home)
    assert by_name(both) == before
    assert len(set(before.values())) == len(before) == 7
    assert both.people.find(str(before["45"])).name == "Participante 45"


def test_of_one_number_for_two_people_the_events_own_computer_has_it_and_who_types_it_is_asked():
    home, other = desks("", "k7m2")
    home.people.bring(listed(7, 8))
    other.people.bring(listed(5, 7, 8))
    both = joined(home, other)
    numbers = by_name(both)
    assert (numbers["07"], numbers["08"]) == (1, 2)
    assert numbers["05"] == by_name(other)["05"] == 1  # may be worn: nobody gets another one
    with pytest.raises(Refused, match="Several"):
        both.people.find("1")
    assert both.people.find("3").name == "Participante 08"  # as the other computer printed it


@pytest.mark.parametrize("tag", ["k7", "k7m", "k7m2", "desk2", "desk3b"])
def test_a_copied_session_counts_in_numbers_of_the_other_computer_from_its_first_walk_in(tag):
    (home,) = desks("")
    home.people.bring(listed(7, 8, 9))
    away, third = (
        make_workshop(log=FakeLog(list(home.log.kept), each), seed=seed) for seed, each in enumerate((tag, "desk4"), 7)
    )
    for number, desk in enumerate((home, away, third), 40):
        desk.people.walk_in(f"Participante {number}")
    before = {**by_name(home), **by_name(away), **by_name(third)}
    assert before["40"] == 4
    assert min(before["41"], before["42"]) >= 1000
    assert by_name(joined(third, away, home)) == before
    assert len(set(before.values())) == len(before)


def test_a_second_program_at_home_counts_on():
    home, second = desks("", "b")
    home.people.bring(listed(7))
    second.log.kept.extend(home.log.kept[1:])
    second.people.add("Participante 08")
    assert by_name(second) == {"07": 1, "08": 2}


def test_a_number_is_typed_as_it_is_printed():
    workshop = make_workshop()
    workshop.people.bring(listed(2, 1))
    assert workshop.people.find("2").name == workshop.people.find("#2").name == "Participante 01"
    assert workshop.people.find("02").name == "Participante 02"
    with pytest.raises(Refused, match="Nobody"):
        workshop.people.find("17")


def test_journals_from_before_have_numbers_and_a_purge_takes_them():
    workshop = make_workshop()
    workshop.people.bring(listed(7, 8))
    old = [
        replace(event, act=replace(event.act, badge=0)) if isinstance(event.act, PersonAdded) else event
        for event in workshop.log.kept
    ]
    again = make_workshop(log=FakeLog(old))
    again.people.add("Participante 09")
    assert by_name(again) == {"07": 1, "08": 2, "09": 3}
    gone = [
        replace(event, act=replace(event.act, name="", badge=0)) if isinstance(event.act, PersonAdded) else event
        for event in workshop.log.kept
    ]
    assert make_workshop(log=FakeLog(gone)).session.badge_numbers() == {}


@given(st.sets(st.integers(1, 12_000), max_size=60), st.sampled_from(["", "k7m2", "z999"]), st.booleans())
def test_what_is_drawn_was_never_given(taken, tag, is_list):
    drawn = list(islice(next_badges(taken, tag, listed=is_list), 300))
    assert len(set(drawn)) == 300
    assert not taken & set(drawn)


def test_a_number_that_two_people_were_given_is_a_finding():
    home, other = desks("", "k7m2")
    home.people.bring(listed(7, 8))
    other.people.bring(listed(5, 7, 8))
    both = joined(home, other)
    found = [issue for issue in audit(both.session, "essai") if issue.code == "badge-twice"]
    assert {issue.why.params["number"] for issue in found} == {1, 2}
    home.people.add("Participante 30")
    assert [issue for issue in audit(home.session, "essai") if issue.code == "badge-twice"] == []
