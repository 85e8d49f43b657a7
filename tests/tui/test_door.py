"""The door on the screen: a few letters, a table that stands there huge, and the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from facilitate.domain.values.people import Arrival
from facilitate.tui.screens.door.screen import DoorPage
from facilitate.tui.screens.share.screen import SharePage
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.huge_text import HugeText
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import PLAN, FakeLog, SeededIds, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    """Nine people of two worlds, whose tables are dealt as they arrive, in a session of three."""
    phases = [{**each, "rounds": 2} if each["kind"] == "tables" else each for each in PLAN["phases"]]
    workshop = make_workshop(log=FakeLog(), plan={**PLAN, "phases": phases})
    for number in range(1, 10):
        fields = {"organisation": f"Structure {number}", "world": ("élue", "habitante")[number % 2]}
        workshop.people.add(f"Invitée {'abcdefghi'[number - 1] * 3}", fields)
    workshop.seats.deal(at_the_door=True)
    return workshop


@pytest.fixture
def other(workshop):
    """Another desk in the same folder."""
    log = FakeLog(workshop.log.kept, suffix="b", presence=workshop.log.presence)
    return Workshop(log, workshop.clock, SeededIds(9))


def opened(workshop, language="fr"):
    return on(DoorPage(workshop), fake_services(language))


def huge(app):
    return app.screen.query_one(HugeText).value


def typed(app):
    return app.screen.query_one(Field).value


def arrived(workshop):
    return [workshop.session.people[key].name for key in workshop.session.arrivals]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_four_keys_tick_somebody_show_their_table_and_make_room_for_the_next(workshop, size):
    app = opened(workshop)
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "9 sur la liste", "0 sur place", "tables données à l’accueil")
        await pilot.press(*"bbb")
        await sees(app, pilot, "Invitée bbb · Structure 2", "pas encore là")
        await pilot.press("enter")
        await sees(app, pilot, "1 sur place", "Structure 2 · arrivée à", "1/4", "Tour 1 · table")
        assert (huge(app), typed(app), arrived(workshop)) == ("1", "", ["Invitée bbb"])
        await pilot.press(*"inv")
        await sees(app, pilot, "Invitée bbb → table 1", "✓ table 1")
        await pilot.press("down", "down", "down", "down", "up", "enter")
        assert arrived(workshop) == ["Invitée bbb", "Invitée eee"]
        assert huge(app) == "2"


async def test_an_interpreter_who_is_not_here_yet_is_told_with_whom_they_are_for(workshop):
    workshop.people.edit("bbb", {"interpreter": "arabe"})
    workshop.people.edit("ccc", {"interprets": "arabe"})
    app = opened(workshop)
    async with app.run_test() as pilot:
        await pilot.press(*"bbb", "enter")
        await sees(app, pilot, "interprète (arabe) pas encore là")
        await pilot.press(*"ccc", "enter")
        await sees(app, pilot, "2 sur place")
        await pilot.press(*"bbb", "enter")
        await sees(app, pilot, "Structure 2 · déjà")
        assert "pas encore là" not in shown(app)


async def test_escape_empties_the_field_first_and_the_place_of_a_table_is_told(workshop):
    workshop.room_tables.describe(1, {"name": "Le tilleul", "place": "premier étage"})
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ccc", "escape")
        await sees(app, pilot, "Trois lettres")
        app.screen.query_one(Field).post_message(events.Paste("Invitée\nccc"))
        await sees(app, pilot, "Structure 3")
        await pilot.press("enter")
        await sees(app, pilot, "Le tilleul · premier étage")


async def test_asked_again_somebody_who_is_here_is_shown_their_table_and_not_ticked(workshop):
    workshop.people.arrive("bbb", 3)
    app = opened(workshop, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        events = len(workshop.timeline.events)
        await pilot.press(*"bbb", "enter")
        await sees(app, pilot, "already here since")
        assert (huge(app), len(workshop.timeline.events)) == ("3", events)
        await pilot.press("f8")
        await sees(app, pilot, "Invitée bbb", "left at", "0 here", "1 left")
        assert huge(app) == ""
        await pilot.press(*"bbb", "enter")
        await sees(app, pilot, "1 here", "arrived at")
        await pilot.press("f6", "f6")
        await until(pilot, lambda: isinstance(only(workshop), Arrival) and not only(workshop).left)


def passing(app):
    return " ".join(str(each.message) for each in app._notifications)


def only(workshop):
    (found,) = workshop.session.arrivals.values()
    return found


async def test_somebody_unexpected_is_a_name_and_a_digit_and_one_undo_takes_them_back(workshop):
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"aaa", "enter", *"zo")
        assert huge(app) == "1"
        await pilot.press("e")
        await sees(app, pilot, "Aucun nom ainsi. Entrée\xa0: personne hors liste")
        assert huge(app) == ""  # nobody takes the table of whoever came before for theirs
        await pilot.press("enter")
        await sees(app, pilot, "zoe n’est pas sur la liste. Quel monde", "habitante", "Monde non indiqué")
        await pilot.press("é")  # the second key of the digit row of a French keyboard
        await sees(app, pilot, "1 hors liste", "2 sur place", "badge 10", "/4 +1")
        (person,) = (each for each in workshop.session.people.values() if each.walk_in)
        assert (person.name, person.world, huge(app)) == ("zoe", "élue", "2")
        await pilot.press("f6")
        await sees(app, pilot, "1 sur place")
        assert "(zoe)" in passing(app)
        assert (huge(app), len(workshop.session.people)) == ("", 9)
        await pilot.press("f7")
        await sees(app, pilot, "2 sur place")
        await pilot.press(*"inv", "f4", "escape")
        assert typed(app) == "inv"  # whoever steps back has typed nothing in vain


async def test_names_that_are_nearly_so_are_offered_and_enter_ticks_none_of_them_by_itself(workshop):
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"invitt aa")
        await sees(app, pilot, "Invitée aaa", "Aucun nom ainsi. Proches\xa0: ↓")
        app.screen.on_text_area_changed()  # letters that come at once are told of again
        assert app.screen.query_one(Rows).highlighted is None
        await pilot.press("enter")
        await sees(app, pilot, "n’est pas sur la liste. Quel monde")
        await pilot.press("escape", "down", "enter")
        await sees(app, pilot, "1 sur place")
        assert arrived(workshop) == ["Invitée aaa"]


async def test_how_tables_are_given_is_asked_once_and_can_be_changed(workshop):
    workshop = make_workshop(log=FakeLog())
    for number in range(1, 8):
        workshop.people.add(f"Participante {number:02}")
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Comment les tables sont-elles attribuées")
        await pilot.press("3")
        await sees(app, pilot, "sans table")
        await pilot.press(*"07", "enter")
        await sees(app, pilot, "1 sur place")
        assert huge(app) == "Participante 07"
        await pilot.press("f3", "1")
        await sees(app, pilot, "tables annoncées à l’avance")
        assert workshop.session.is_planned_beforehand
    assert workshop.session.dealt_at_the_door is False


async def test_another_desk_is_seen_and_whom_it_ticks_appears_by_itself(workshop, other):
    app = opened(workshop)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*"inv")
        other.people.arrive("aaa")
        await sees(app, pilot, "1 sur place", "✓ table 3")  # the second desk deals backwards
        assert typed(app) == "inv"
        other.people.arrive("bbb")
        await pilot.press("f6")  # this desk has done nothing that it could undo but choose how tables are given
        await until(pilot, lambda: workshop.session.dealt_at_the_door is None)
        assert len(workshop.session.arrivals) == 2


async def test_an_empty_guest_list_says_what_to_do_and_takes_people_in(workshop):
    workshop = make_workshop(log=FakeLog())
    app = opened(workshop, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "The guest list is empty")
        await pilot.press("enter", "f4", "f8", "f6", "f7")
        await pilot.press(*"Participante 07", "enter")
        await until(pilot, lambda: arrived(workshop) == ["Participante 07"])


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40)])
async def test_names_of_all_kinds_stand_as_they_are(workshop, size):
    names = (*NOTES, "Mot " * 30 + "Fin", "محمد الأمين", "Zoé 👩🏽‍🚒")
    for name in names:
        workshop.people.add(name, {"organisation": name, "world": name[:9]})
    app = opened(workshop)
    async with app.run_test(size=size) as pilot:
        for person in list(workshop.session.people.values())[9:]:
            app.screen._arrived(lambda key=person.id: workshop.people.arrive(key))
            await pilot.pause()
            if size[0] >= 80 and len(person.name) < 30 and person.name.isascii():
                assert person.name in shown(app)
        await pilot.press(*"mot")
        await pilot.pause()
        await sees(app, pilot, "mot")


async def test_each_world_has_its_count_however_long_their_names(workshop):
    for name in ("acteurs du territoire et de ses environs", "travailleurs sociaux", "entrepreneurs sociaux", "autre"):
        workshop.people.walk_in(f"Zoé {name}", name)
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "acteurs du territoire e… 1", "travailleurs sociaux 1", "autre 1", "élue 0/4")


def tables_of(workshop):
    return [workshop.session.arrivals[key].table for key in sorted(workshop.session.people)]


@pytest.fixture
def uneven(workshop):
    """Nine people, seven of them at one table."""
    for number, person in enumerate(list(workshop.session.people)):
        workshop.people.arrive(person, 1 if number < 7 else 2)
    return workshop


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_fewest_moves_stand_there_and_are_accepted_one_by_one_or_all_and_undone_as_one(uneven, size):
    app = opened(uneven)
    async with app.run_test(size=size) as pilot:
        before = tables_of(uneven)
        await pilot.press("f9")
        await sees(app, pilot, "4 changements rééquilibrent les tables", "Invitée ggg → table", "de la table 1")
        await pilot.press("enter")
        await sees(app, pilot, "3 changements")
        await pilot.press("a")
        await sees(app, pilot, "Les tables sont aussi équilibrées que possible")
        assert sorted(map(tables_of(uneven).count, (1, 2, 3))) == [3, 3, 3]
        await pilot.press("u")
        await sees(app, pilot, "3 changements")
        await pilot.press("u")
        await sees(app, pilot, "4 changements")
        assert tables_of(uneven) == before
        await pilot.press("escape")
        await sees(app, pilot, "Trois lettres du nom", "9 sur place")


def printed():
    return [path for path in Path("home").rglob("*.*") if path.suffix in (".pdf", ".html")]


async def test_the_next_round_is_listed_by_table_and_by_name_before_it_is_kept(uneven):
    uneven.seats.move(uneven.seats.settle())
    app = opened(uneven, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "r")
        await sees(app, pilot, "Round 2: a to keep it", "Table 3 · 3", "← 1", "meetings repeated: 0 of at least 0")
        await pilot.press("v")
        await sees(app, pilot, "Invitée aaa", "table 3")
        assert not uneven.session.is_planned_beforehand
        await pilot.press("p")
        await until(pilot, lambda: "Keep these tables first" in passing(app))
        await pilot.press("a")
        await sees(app, pilot, "Round 2: kept")
        await pilot.press("p")
        await until(pilot, lambda: "To print, then to remove" in passing(app))
        assert len(printed()) == 2
        assert [number for _phase, number in uneven.session.seating] == [2]
        await pilot.press("u", "r")
        await sees(app, pilot, "nobody has to move")
        assert uneven.session.seating == {}


async def test_where_nobody_is_here_yet_there_is_nothing_to_move_and_that_is_said(workshop):
    app = opened(workshop, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "enter", "a", "v")
        await sees(app, pilot, "Nobody is here yet")
        await pilot.press("r")
        await until(pilot, lambda: "Nobody is here yet" in passing(app))


async def test_the_link_for_phones_stands_as_a_code_and_leads_to_the_sharing(workshop):
    services = fake_services("en")
    app = on(DoorPage(workshop), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5")
        await sees(app, pilot, "For a phone at the door", "10.0.0.7:8123", "▀")
        await pilot.press("escape", "f5", "o")
        await until(pilot, lambda: isinstance(app.screen, SharePage))
        await pilot.press("escape")
        services.sharing.link_of_desk = ""
        await pilot.press("f5")
        await sees(app, pilot, "The desk’s link is closed")


async def test_a_plan_is_made_though_somebody_comes_at_the_moment_when_the_list_is_read(workshop, monkeypatch):
    plan, begun = workshop.seats.plan, []

    def interrupted(asked):
        begun.append(asked)
        if len(begun) == 1:
            raise RuntimeError("dictionary changed size during iteration")
        return plan(asked)

    monkeypatch.setattr(workshop.seats, "plan", interrupted)
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "1")
        await sees(app, pilot, "tables annoncées à l’avance")
        assert len(begun) == 2


async def test_two_people_of_one_name_are_told_apart_by_what_stands_beside_it(workshop):
    workshop.people.add("Invitée bbb", {"organisation": "Structure 77"})
    app = opened(workshop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"bbb")
        await sees(app, pilot, "Structure 2", "Structure 77", "Plusieurs personnes portent ce nom")
