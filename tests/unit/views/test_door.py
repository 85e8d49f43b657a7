"""Whom a few letters mean, what tells people of one name apart, and how full the room is."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from facilitate.domain.acts.people import PEOPLE
from facilitate.domain.errors import Refused
from facilitate.domain.text import folded
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.views.door import GuestSearch, TablesGiven, door_counts, tables_given, worlds_to_choose
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import PLAN, FakeLog, SeededIds, make_workshop


@pytest.fixture
def workshop():
    return make_workshop(log=FakeLog())


def found(workshop, typed):
    return [person.name for person in GuestSearch(workshop.session).found(typed)]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Participante Élodie", ("elo", "ÉLO", "part", "elodie part", "antee")),
        ("Participant de La Tour", ("lat", "la t", "dela", "tour", "tou part")),
        ("Participante D’Anjou", ("danj", "d'a", "d’a", "d'an", "d’anj", "anj", "d'anj part")),
        ("Participant O'Brien-Œuvré", ("obr", "bri", "oeu", "o br")),
        ("محمّد الأمين", ("محم", "الا", "امي")),
        ("王芳", ("王芳",)),
        ("Participante Li", ("li", "Li")),
        ("Participante 07", ("07", "participante 07")),
        ("🙂", ("🙂",)),
        ("[b]Participante[/b]", ("bpa", "par")),
    ],
)
def test_letters_find_a_name_however_it_is_written(workshop, name, letters):
    workshop.people.add(name)
    workshop.people.add("Zzzz")
    assert {typed: found(workshop, typed) for typed in letters} == {typed: [name] for typed in letters}


def test_fewer_than_three_letters_find_whole_words_alone(workshop):
    workshop.people.add("Participante Lina")
    assert found(workshop, "li") == found(workshop, "") == found(workshop, "  ") == found(workshop, "'") == []


@pytest.mark.parametrize(
    "name",
    ["Jeanne d’Hérouville", "O'Brien Li", "Participant de La Tour-d’Œuvre", "Al Bo", "DHerouville Zoé", "J. M. Straße"],
)
def test_whatever_a_name_is_begun_with_finds_it_in_any_order_of_its_words(workshop, name):
    person, search = workshop.people.add(name), GuestSearch(workshop.session)
    workshop.people.add("Zzzz Yyyy")
    written = [" ".join(order) for order in permutations(name.split())]
    kinds = [
        *written, *map(folded, written), *(each.upper() for each in written),
        *(each.replace("’", "'") for each in written), *(re.sub("[’'.-]", "", each) for each in written),
    ]  # fmt: skip
    begun = {each[:end].strip() for each in kinds for end in range(3, len(each) + 1)}
    assert [each for each in begun if search.found(each) != [person]] == []
    # A phone is told no less of whom three signs say.
    signs = [each for each in begun if len("".join(each.split())) >= 3 and len(re.findall(r"[^\W_]", each)) > 1]
    assert [each for each in signs if search.named(each) != [person]] == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("herouvile", ["Jeanne d’Hérouville"]), ("d'heruo", ["Jeanne d’Hérouville"]), ("martn", ["Paul Martin"]),
        ("matrin paul", ["Paul Martin"]), ("paul martni", ["Paul Martin"]), ("marrtin", ["Paul Martin"]),
        ("mxr", []), ("zzzzzz", []), ("", []), ("paul lefevre", []), ("mzzzin", []),
    ],
)  # fmt: skip
def test_slips_of_the_hand_are_near_a_name_and_find_nobody(workshop, typed, near):
    for name in ("Jeanne d’Hérouville", "Paul Martin", "Li Bo"):
        workshop.people.add(name)
    assert found(workshop, typed) == []
    assert [each.name for each in GuestSearch(workshop.session).near(typed)] == near


def test_a_badge_number_is_told_to_a_phone_as_well(workshop):
    for number in (2, 1):
        workshop.people.add(f"Participante {number}")
    search = GuestSearch(workshop.session)
    assert [[each.name for each in search.named(typed)] for typed in ("1", "#2", "01", "9")] == [
        ["Participante 2"], ["Participante 1"], [], [],
    ]  # fmt: skip


def test_a_badge_number_means_whoever_wears_it_before_those_whose_name_has_it(workshop):
    for number in (2, 1, 3):
        workshop.people.add(f"Participante {number}")
    assert found(workshop, "1") == found(workshop, "#1") == ["Participante 2", "Participante 1"]
    assert found(workshop, "01") == []


def test_who_is_expected_comes_before_who_is_here_and_names_before_organisations(workshop):
    workshop.people.add("Participante 01", {"organisation": "Martinière"})
    workshop.people.add("Marta 02")
    workshop.people.add("Marta 03")
    workshop.people.arrive("Marta 02")
    assert found(workshop, "mar") == ["Marta 03", "Marta 02", "Participante 01"]
    workshop.people.arrive("Marta 03")
    workshop.people.leave("Marta 03")
    assert found(workshop, "mar") == ["Marta 03", "Marta 02", "Participante 01"]
    assert found(workshop, "part marti") == ["Participante 01"]
    workshop.people.edit("Marta 03", {"name": "Zoé 03"})
    assert found(workshop, "mar") == ["Marta 02", "Participante 01"]


def test_people_of_one_name_are_told_apart_by_the_least_that_does(workshop):
    lists = (
        ({"organisation": "Parc"}, {"organisation": "Mairie"}),
        ({"organisation": "Parc", "territory": "Nord"}, {"organisation": "Parc", "territory": "Sud"}),
    )
    for number, fields in enumerate(lists, 1):
        for each in fields:
            workshop.people.add(f"Participante {number}", each)
    for _again in range(2):
        workshop.people.add("Participante 9", {"organisation": "Parc"})
    people = list(workshop.session.people.values())
    apart = GuestSearch(workshop.session).told_apart(people)
    assert [apart[each.id] for each in people[:4]] == ["Parc", "Mairie", "Parc, Nord", "Parc, Sud"]
    assert len(set(apart.values())) == 6
    assert all(apart[each.id].startswith("Parc, ") for each in people[4:])


def test_how_tables_are_given_is_unknown_until_somebody_chose(workshop):
    for number in range(6):
        workshop.people.add(f"Participante {number}", {"world": "élue"})
    assert tables_given(workshop.session) is None
    workshop.seats.tell_none()
    assert tables_given(workshop.session) is TablesGiven.NONE
    workshop.seats.deal(at_the_door=True)
    assert tables_given(workshop.session) is TablesGiven.AT_THE_DOOR
    workshop.seats.keep(workshop.seats.plan(SeatingAsked()))
    assert tables_given(workshop.session) is TablesGiven.BEFOREHAND
    workshop.seats.tell_none()
    assert (tables_given(workshop.session), workshop.session.seating) == (TablesGiven.NONE, {})
    workshop.history.undo(PEOPLE)
    assert tables_given(workshop.session) is TablesGiven.BEFOREHAND


def test_a_session_without_tables_is_not_asked_how_they_are_given():
    plan = {**PLAN, "phases": [phase for phase in PLAN["phases"] if phase["kind"] != "tables"]}
    without = make_workshop(plan=plan)
    without.people.add("Participante 07")
    assert tables_given(without.session) is TablesGiven.NONE
    assert door_counts(without.session, None).tables == ()


def test_somebody_unexpected_comes_as_one_gesture_which_one_undo_takes_back(workshop):
    workshop.seats.deal(at_the_door=True)
    person = workshop.people.walk_in("Participante 07", "élue")
    assert (person.walk_in, workshop.session.table_of_person(person.id)) == (True, 1)
    workshop.history.undo(PEOPLE)
    assert (workshop.session.people, workshop.session.arrivals) == ({}, {})
    with pytest.raises(Refused):
        workshop.people.walk_in("  ")


def test_counts_are_of_who_is_here_now_at_each_open_table(workshop):
    for number in range(1, 7):
        workshop.people.add(f"Participante {number}", {"world": ("élue", "habitante")[number % 2]})
        workshop.people.arrive(f"Participante {number}", 1 + number % 2)
    workshop.people.leave("Participante 1")
    workshop.people.walk_in("Participante 7", "autre")
    workshop.room_tables.close(3)
    counts = door_counts(workshop.session, workshop.seats.now())
    assert (counts.expected, counts.walk_ins, counts.here, counts.left) == (6, 1, 6, 1)
    assert [(each.table, each.here, each.worlds) for each in counts.tables] == [(1, 3, (0, 3, 0)), (2, 2, (2, 0, 0))]
    assert worlds_to_choose(workshop.session) == ["habitante", "élue", "autre"]


def test_worlds_are_called_as_the_programme_does_without_how_many_were_expected():
    workshop = make_workshop(plan={**PLAN, "attendance": {"groups": ["12 élus", "30 habitants"]}})
    assert worlds_to_choose(workshop.session) == ["élus", "habitants"]
    workshop.people.walk_in("Participante 07", "élus")
    workshop.people.add("Participante 08", {"world": "voisine"})
    counts = door_counts(workshop.session, workshop.seats.now())
    assert [(each.world, each.here) for each in counts.worlds] == [("élus", 1), ("voisine", 0)]
    assert worlds_to_choose(workshop.session) == ["élus", "habitants", "voisine"]


def test_each_desk_undoes_what_it_did_itself(workshop):
    other = Workshop(FakeLog(workshop.log.kept, suffix="b"), workshop.clock, SeededIds(9))
    workshop.people.walk_in("Participante 01")
    other.people.walk_in("Participante 02")
    workshop.recorder.refresh()
    workshop.history.undo(PEOPLE, "people")
    assert [each.name for each in workshop.session.people.values()] == ["Participante 02"]
    with pytest.raises(Refused):
        workshop.history.undo(PEOPLE, "people")
    # The program was started anew.
    again = Workshop(FakeLog(workshop.log.kept, suffix="b"), workshop.clock, SeededIds(8))
    again.history.undo(PEOPLE, "people.b")
    assert again.session.people == {}
