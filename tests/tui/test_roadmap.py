"""The road map on the screen."""

from __future__ import annotations

import pytest

from facilitate.tui.screens.publish.screen import PublishPage
from facilitate.tui.screens.roadmap.screen import RoadMapPage
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import enter, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    made = make_workshop(log=FakeLog())
    for text in (
        "un jardin",
        "[red]un café[/] partagé dans une librairie, avec les gens du quartier et au-delà",
        "un annuaire",
    ):
        made.ideas.record(1, text)
    return made


def action(workshop, ref="T1-01"):
    return workshop.session.action(workshop.proposals.find(ref))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_key_says_one_thing(workshop, size):
    app = on(RoadMapPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "Pas encore sur la feuille de route", "un jardin", "Pour la")
        await pilot.press("s")
        await sees(app, pilot, "Où en est la piste")
        await pilot.press("down", "enter")
        await sees(app, pilot, "Planifiée", "◔")
        for key, text in (("o", "Participante 07"), ("h", "T2 2022"), ("n", "Visite"), ("d", "31/03/2022"),
                          ("r", "CCAS, Gniac"), ("t", "Paris 7e"), ("a", "Première réunion")):  # fmt: skip
            await pilot.press(key)
            await enter(app, pilot, text)
            await until(pilot, lambda: not app.screen.is_modal)
        found = action(workshop)
        assert (found.owner, found.horizon, found.next_step) == ("Participante 07", "2022-Q2", "Visite")
        assert (str(found.due), found.partners, found.territory) == ("2022-03-31", ("CCAS", "Gniac"), "Paris 7e")
        assert found.progress[0].text == "Première réunion"
        await sees(app, pilot, "1 piste sur la feuille de route", "Participante 07", "2e trimestre 2022", "Visite")
        await sees(app, pilot, "non nommé dans un cycle (c)")
        await pilot.press("c")
        await until(pilot, lambda: action(workshop).agreed == "Participante 07")
        await pilot.press("c")
        await until(pilot, lambda: action(workshop).agreed == "")
        await pilot.press("u", "u", "u")
        await until(pilot, lambda: action(workshop).progress == ())
        await pilot.press("y")
        await until(pilot, lambda: len(action(workshop).progress) == 1)


async def test_a_refusal_keeps_the_words(workshop):
    app = on(RoadMapPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("h")
        await enter(app, pilot, "bientôt")
        await sees(app, pilot, "Échéance «\u00a0bientôt\u00a0» incorrecte")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert action(workshop) is None


async def test_texts_are_shown_as_they_are_and_the_view_narrows(workshop):
    workshop.roadmap.set("T1-01", state="dropped", owner="[b]x")
    app = on(RoadMapPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Abandonnée", "[red]un café[/]", "[b]x")
        await pilot.press("v")
        await until(pilot, lambda: "un annuaire" not in shown(app))
        assert "un jardin" in shown(app)


async def test_an_empty_session_does_no_harm():
    app = on(RoadMapPage(make_workshop(log=FakeLog())))
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("s", "o", "a", "v", "down", "u")
        await pilot.resize_terminal(80, 24)
        await sees(app, pilot, "Feuille de route")


async def test_r_on_the_publication_opens_it(workshop):
    app = on(PublishPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Compte rendu")
        await pilot.press("r")
        await sees(app, pilot, "Feuille de route", "3 pistes au total")


async def test_proposals_stand_in_the_order_of_the_typology_under_its_titles(workshop):
    workshop.ideas.record(1, "un forum")
    workshop.proposals.file(["T1-01"], "formation")
    workshop.proposals.file(["T1-04", "T1-03"], "lieux")
    workshop.roadmap.set(workshop.proposals.find("T1-01").id, owner="Participante 07")
    workshop.roadmap.set(workshop.proposals.find("T1-04").id, owner="Participante 07")
    app = on(RoadMapPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Pas encore sur la feuille de route", "1. Lieux", "Non classées")
        text = shown(app)
        order = [text.index(each) for each in ("un forum", "un jardin", "un annuaire", "Non classées", "un café")]
        assert order == sorted(order)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_with_nothing_on_the_road_map_it_says_how_to_see_the_proposals(workshop, size):
    app = on(RoadMapPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "un jardin")
        await pilot.press("v")
        await sees(app, pilot, "Rien sur la feuille de route", "v\u00a0: afficher")
        await pilot.press("s", "v")
        await sees(app, pilot, "un jardin")
