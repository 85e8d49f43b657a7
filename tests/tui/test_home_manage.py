"""What becomes of sessions as a whole, from the list of them."""

from __future__ import annotations

import pytest

from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.widgets.field import Field
from facilitate.workshop.views.session_list import Shelf
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.services import enter, fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def services():
    workshop = make_workshop(plan={**PLAN, "title": "La Rencontre [b]"}, log=FakeLog())
    workshop.phases.start("panel")
    workshop.ideas.record(1, "une")
    return fake_services(paris=workshop)


async def managed(app, pilot, *keys):
    await sees(app, pilot, "rencontre")
    await pilot.press("m")
    await until(pilot, lambda: not isinstance(app.screen, HomePage))
    await pilot.press(*keys)


async def test_a_row_says_what_the_event_needs_next(services):
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await sees(app, pilot, "en cours · Table ronde · 1 idée")


async def test_a_session_is_renamed(services):
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot, "r")
        await sees(app, pilot, "Titre de la rencontre")
        app.screen.query_one(Field).value = ""
        await enter(app, pilot, "Lyon [/b]")
        await sees(app, pilot, "Lyon [/b]  paris")


async def test_a_reset_asks_once_with_the_counts(services):
    session = services.sessions.workshops["paris"].session
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot, "p")
        await sees(
            app, pilot, "Remettre «\u00a0La Rencontre [b]\u00a0»", "Idées\u00a0: 1", "Phases commencées\u00a0: 1"
        )
        await pilot.press("escape")
        assert len(session.ideas) == 1
        await managed(app, pilot, "p")
        await sees(app, pilot, "Idées\u00a0: 1")
        await pilot.press("enter")
        await sees(app, pilot, "à préparer · à venir · 0 idée")
        await managed(app, pilot, "p")
        await sees(app, pilot, "n’a pas commencé")


@pytest.mark.parametrize(("there", "back", "shelf"), [("a", "v", Shelf.ARCHIVE), ("x", "b", Shelf.BIN)])
async def test_what_is_put_away_leaves_the_list_and_is_taken_back(services, there, back, shelf):
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot, there)
        if there == "x":
            await sees(app, pilot, "à la corbeille\u202f?", "Idées\u00a0: 1")
            await pilot.press("enter")
        await sees(app, pilot, "0 rencontre")
        assert list(services.sessions.away[shelf]) == ["paris"]
        await managed(app, pilot, back)
        await sees(app, pilot, "La Rencontre [b]  paris")
        await pilot.press("enter")
        await sees(app, pilot, "1 rencontre")


async def test_a_session_that_is_open_elsewhere_stays_and_says_why(services):
    services.sessions.busy.add("paris")
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot, "a")
        await sees(app, pilot, "1 rencontre", "est ouverte")


async def test_a_session_is_duplicated(services):
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot, "d")
        await sees(app, pilot, "2 rencontres", "▌  La Rencontre [b]  paris-copy")


async def test_a_session_that_does_not_open_can_still_be_put_away_but_not_changed(services):
    services.sessions.workshops.clear()
    services.sessions.broken["vieille"] = "Line 3 is damaged."
    app = on(HomePage(), services)
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot)
        await sees(app, pilot, "Archiver", "Corbeille")
        await pilot.press("r")
        await sees(app, pilot, "Archiver")
        await pilot.press("x")
        await sees(app, pilot, "à la corbeille\u202f?")
        assert "Idées" not in shown(app)


async def test_an_empty_shelf_says_so():
    app = on(HomePage(), fake_services())
    async with app.run_test(notifications=True) as pilot:
        await managed(app, pilot, "v")
        await sees(app, pilot, "Aucune rencontre archivée.")
