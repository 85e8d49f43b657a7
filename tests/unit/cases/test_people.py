"""The guest list as it comes, comes again, is corrected, and joined with that of another desk."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.intake.roster import guest_contents, read_guests
from facilitate.workshop.intake.roster_matching import ANOTHER
from facilitate.workshop.report.people import people_counts, published_counts
from tests.support.workshops import PLAN, FakeLog, make_workshop, snapshot

HEAD = "Nom;Structure;Monde;Courriel;Régime;Avec;Pas avec"
LIST = (
    f"{HEAD}\nParticipante 07;Parc;élue;p07@exemple.fr;sans noix;Participante 08;\n"
    "Participante 08;Parc;habitante;;;;Participante 07\nParticipante 09;Ville;habitant;;;Zoé;\n"
)


def guests(text, keep=None):
    return read_guests(guest_contents(text.encode()), keep or {})


def names(workshop):
    return sorted(person.name for person in workshop.session.people.values())


@pytest.fixture
def filled():
    workshop = make_workshop()
    workshop.people.bring(guests(LIST))
    return workshop


def test_the_same_list_adds_nobody_and_a_changed_line_corrects(filled):
    assert names(filled) == ["Participante 07", "Participante 08", "Participante 09"]
    events = len(filled.timeline.events)
    again = filled.people.bring(guests(LIST))
    assert (len(again.plan.added), len(again.plan.corrected), again.plan.same) == (0, 0, 3)
    assert len(filled.timeline.events) == events
    changed = LIST.replace("Participante 07;Parc;élue", "Participante Sept;Mairie;élue").replace("09;Ville", "09;Bourg")
    plan = filled.people.bring(guests(changed)).plan
    assert [each.fields for each in plan.corrected] == [("name", "organisation"), ("organisation",)]
    assert names(filled) == ["Participante 08", "Participante 09", "Participante Sept"]


def test_a_cell_that_is_empty_by_now_takes_nothing_away(filled):
    filled.people.edit("08", {"diet": "sans lait"})
    filled.people.bring(guests(LIST.replace("sans noix", "")))
    assert filled.people.find("08").diet == "sans lait"
    assert filled.people.find("07").diet == "sans noix"


def test_what_was_corrected_by_hand_stays_as_long_as_the_list_says_the_same(filled):
    filled.people.edit("07", {"name": "Participante Sept", "diet": "sans lait"})
    filled.people.edit("09", {"name": "Participante Neuf", "organisation": "Bourg"})
    again = filled.people.bring(guests(LIST)).plan
    assert (again.added, again.corrected, again.same) == ((), (), 3)
    changed = LIST.replace("p07@", "sept@").replace("habitant;", "voisin;")
    plan = filled.people.bring(guests(changed)).plan
    assert [each.fields for each in plan.corrected] == [("email",), ("world",)]
    assert filled.people.bring(guests(changed)).plan.same == 3
    assert names(filled) == ["Participante 08", "Participante Neuf", "Participante Sept"]
    assert filled.people.find("sept").diet == "sans lait"
    plan = filled.people.bring(guests(changed.replace("sans noix", "vegan"))).plan
    assert [each.fields for each in plan.corrected] == [("diet",)]


def test_wishes_become_people_where_one_alone_is_meant(filled):
    seven, eight = filled.people.find("07"), filled.people.find("08")
    assert (seven.together, eight.apart) == ((eight.id,), (seven.id,))
    (lost,) = filled.people.bring(guests(LIST)).unknown_wishes
    assert (lost.line, lost.words) == (4, "Zoé")
    filled.people.wish("07", together=[], apart=["08"])
    assert (filled.people.find("07").together, filled.people.find("07").apart) == ((), (eight.id,))


def test_one_undo_takes_a_list_back_and_the_history_names_nobody(filled):
    told = [str(entry.what.text) + str(entry.what.params) for entry in filled.history.entries()]
    assert not any("Participante" in each for each in told)
    assert {event.by for event in filled.timeline.events[1:]} == {"people"}
    filled.history.undo()
    assert filled.session.people == {}
    filled.history.redo()
    assert len(filled.session.people) == 3
    assert filled.people.find("08").apart


def test_homonyms_all_come_in_and_come_in_once():
    text = f"{HEAD}\n" + "Participante 07;;;;;;\n" * 20 + "Participante 07;Parc;;;;;\n"
    workshop = make_workshop()
    plan = workshop.people.bring(guests(text)).plan
    assert (len(plan.added), len(plan.homonyms)) == (21, 19)
    again = workshop.people.bring(guests(text)).plan
    assert (len(again.added), again.same) == (0, 21)


def test_a_homonym_is_who_somebody_says_it_is():
    text = f"{HEAD}\nParticipante 07;Parc;;;;;\nParticipante 07;Mairie;;;;;\n"
    workshop = make_workshop()
    workshop.people.bring(guests(text))
    known = {person.organisation: person.id for person in workshop.session.people.values()}
    coming = guests(f"{HEAD}\nParticipante 07;Ville;;;;;\n")
    (homonym,) = workshop.people.plan(coming).homonyms
    assert {person.id for person in homonym.people} == set(known.values())
    plan = workshop.people.plan(coming, {2: known["Mairie"]})
    assert [each.before.id for each in plan.corrected] == [known["Mairie"]]
    assert [len(workshop.people.plan(coming, {2: ANOTHER}).added)] == [1]
    one = guests(f"{HEAD}\nParticipante 10;;;;;;\nParticipante 10;;;;;;\n")
    assert len(workshop.people.plan(one, {3: 2}).added) == 1


def test_one_address_of_several_people_makes_nobody_another():
    text = f"{HEAD}\nParticipante 07;;;parc@exemple.fr;;;\nParticipante 08;;;parc@exemple.fr;;;\n"
    workshop = make_workshop()
    assert len(workshop.people.bring(guests(text)).plan.added) == 2
    assert workshop.people.bring(guests(text)).plan.same == 2
    twice = guests(f"{text}Participante 08;;;parc@exemple.fr;;;\n")
    assert (len(workshop.people.plan(twice).again), workshop.people.plan(twice).same) == (1, 2)


def test_whoever_was_removed_does_not_come_back_with_the_list(filled):
    filled.people.remove("09")
    plan = filled.people.bring(guests(LIST)).plan
    assert [guest.name for guest in plan.removed] == ["Participante 09"]
    assert names(filled) == ["Participante 07", "Participante 08"]
    filled.history.undo()
    assert len(filled.session.people) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_desks_that_took_in_one_list_know_each_person_once(order):
    text = LIST + "Participante 10;;;;;;\nParticipante 10;;;;;;\n"
    created = make_workshop().log.kept
    desks = [make_workshop(log=FakeLog(list(created)), seed=seed) for seed in (1, 2)]
    for desk in desks:
        desk.people.bring(guests(text))
        desk.people.arrive("08", table=2)
        desk.people.arrive(next(person.id for person in desk.session.people.values() if person.name.endswith("10")))
    desks[1].people.add("Participante 30", walk_in=True)
    both = make_workshop(log=FakeLog([*desks[order[0]].log.kept, *desks[order[1]].log.kept]))
    assert len(both.session.people) == 6
    assert people_counts(both.session).came == 2
    assert both.session.arrivals[both.people.find("08").id].table == 2
    assert both.session.void == {}
    other = make_workshop(log=FakeLog([*desks[1].log.kept, *desks[0].log.kept]))
    assert snapshot(both.session) == snapshot(other.session)
    assert both.people.bring(guests(text)).plan.same == 5


def test_people_are_found_by_any_part_and_arrive_and_leave(filled):
    filled.people.add("Zoé N’Dzaye", {"world": "élue"}, walk_in=True)
    assert filled.people.arrive("NDZAYE".lower().replace("nd", "n'd")).name == "Zoé N’Dzaye"
    filled.people.arrive("zoe", table=3)
    with pytest.raises(Refused, match="Several people"):
        filled.people.find("participante")
    with pytest.raises(Refused, match="Nobody"):
        filled.people.find("Yves")
    with pytest.raises(Refused, match="has not arrived"):
        filled.people.leave("08")
    filled.people.arrive("08")
    filled.people.leave("08")
    counts = people_counts(filled.session)
    assert (counts.listed, counts.walk_ins, counts.came, counts.here) == (3, 1, 2, 1)


def test_a_column_without_a_purpose_is_not_kept(filled):
    with pytest.raises(Refused, match="kept for"):
        filled.people.edit("07", {"more": (("Fax", "01"),)})


def test_worlds_are_those_of_the_programme_however_they_are_written():
    worlds = Worlds(["12 élus", "Les habitants", "Agents de la ville"])
    assert [worlds.group(each) for each in ("élue", "Élu", "habitant·e", "HABITANTES", "agent", "presse", "")] == [
        "12 élus", "12 élus", "Les habitants", "Les habitants", "Agents de la ville", "", "",
    ]  # fmt: skip
    both = Worlds(["Travailleurs sociaux", "Entrepreneurs sociaux"])
    assert [both.group(each) for each in ("travailleuse sociale", "Entrepreneur·euse social·e", "social")] == [
        "Travailleurs sociaux", "Entrepreneurs sociaux", "",
    ]  # fmt: skip
    assert worlds.of("Presse") == worlds.of("presse") == "Presse"
    assert dict(worlds.counted(["presse", "", "élue", "Élu"])) == {"12 élus": 2, "Presse": 1, "": 1}


def test_what_is_published_are_counts_of_the_groups():
    plan = {**PLAN, "attendance": {"groups": ["Élus", "Habitants"], "present": 60, "expected": 3}}
    workshop = make_workshop(plan=plan)
    workshop.people.bring(guests(LIST.replace("habitant;", "voisin de Participante 07;")))
    assert published_counts(workshop.session) is None
    for name, table in (("07", 1), ("08", 1), ("09", 2)):
        workshop.people.arrive(name, table)
    counts = published_counts(workshop.session)
    assert [(each.world, each.came) for each in counts.worlds] == [("Élus", 1), ("Habitants", 1), ("", 1)]
    assert [(each.table, each.came, each.organisations) for each in counts.rounds[0].tables] == [(1, 2, 1), (2, 1, 1)]
    assert counts.rounds[0].tables[1].worlds == (("", 1),)


def test_few_worlds_of_a_list_become_the_groups_of_a_programme_without_any_in_the_same_gesture():
    workshop = make_workshop()
    worlds = ["élue", "habitante", "élu", "habitant", ""]
    lines = "\n".join(f"Participante {number};{worlds[number % 5]}" for number in range(1, 12))
    assert workshop.people.bring(guests(f"Nom;Monde\n{lines}\n")).groups == ("habitante", "élu")
    assert workshop.session.plan.attendance.groups == ("habitante", "élu")
    assert list(workshop.desk.worlds) == ["habitante", "élu"]
    workshop.people.arrive("Participante 1")
    assert [each.world for each in published_counts(workshop.session).worlds if each.came] == ["habitante"]
    workshop.history.undo()
    workshop.history.undo()
    assert (workshop.session.people, workshop.session.plan.attendance.groups) == ({}, ())
    workshop.history.redo()
    assert workshop.session.plan.attendance.groups == ("habitante", "élu")
    # What is known stays.
    assert workshop.people.bring(guests("Nom;Monde\nParticipante 20;voisine\nParticipante 21;voisine\n")).groups == ()


@pytest.mark.parametrize(
    "worlds", [["a", "b", "c", "d", "e", "f", "g"] * 4, ["élue", "habitante", "voisine"], ["élue"] * 9, [""] * 4]
)
def test_many_worlds_or_those_of_one_person_each_stay_out_of_the_programme(worlds):
    workshop = make_workshop()
    lines = "\n".join(f"Participante {number};{world}" for number, world in enumerate(worlds, 1))
    assert workshop.people.bring(guests(f"Nom;Monde\n{lines}\n")).groups == ()
    assert workshop.session.plan.attendance.groups == ()


def test_a_wish_that_is_not_kept_is_told_by_its_line_and_one_not_to_sit_with_in_no_words(filled):
    brought = filled.people.bring(guests(
        "Nom;Avec;Pas avec\nParticipante 21;Inconnue;Étrangère\nParticipante 22;Participante 21;Participante 21"
    ))  # fmt: skip
    assert [(each.line, each.words) for each in brought.unknown_wishes] == [(2, "Inconnue"), (2, "")]
    assert brought.both_ways == (3,)
    assert (filled.people.find("22").together, filled.people.find("22").apart) == ((), ())


def test_nobody_is_wished_for_and_not_wished_for(filled):
    filled.people.wish("07", together=["08"], apart=[])
    with pytest.raises(Refused, match="both with “Participante 08” and not with"):
        filled.people.wish("07", together=["08"], apart=["08"])
    assert filled.people.find("07").apart == ()
    filled.people.wish("07", apart=["08"])  # the last word counts
    assert filled.people.find("07").together == ()
