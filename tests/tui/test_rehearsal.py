"""A rehearsal looks like one on every screen; its speed changes, and the list of sessions begins and keeps it."""

from __future__ import annotations

import pytest

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.domain.values.wall import WallContent
from facilitate.tui.navigation import make_screen
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.screens.wall.screen import WallPage
from tests.support.workshops import START, FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.waiting import until

BANNER = "RÉPÉTITION · rien de ce qui est noté ici ne sera compté"


def rehearsed(speed=1):
    workshop = make_workshop(log=FakeLog())
    workshop.recorder.record(RehearsalTimed("paris", START.isoformat(), speed))
    return workshop


@pytest.mark.parametrize(
    "name", ["conduct", "sort", "wall", "share", "publish", "programme", "roadmap", "matrix", "capture"]
)
@pytest.mark.parametrize("size", [(80, 24), (40, 9)])
async def test_every_page_of_a_rehearsal_says_so(name, size):
    arguments = [1] if name == "capture" else []
    app = on(make_screen(name, rehearsed(), *arguments))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "RÉPÉTITION ·")


async def test_a_session_says_nothing_of_it():
    app = on(ConductPage(make_workshop()))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Accueil")
        assert "RÉPÉTITION" not in shown(app)


async def test_the_screen_of_the_room_says_it_whatever_it_shows():
    workshop = rehearsed()
    workshop.wall.show(WallContent.BLANK)
    app = on(WallPage(workshop))
    async with app.run_test() as pilot:
        await sees(app, pilot, BANNER)


async def test_the_speed_is_a_key_and_the_banner_tells_it():
    workshop = rehearsed()
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, BANNER)
        await pilot.press("asterisk")
        await sees(app, pilot, "Vitesse de la répétition", "vitesse ×60")
        await pilot.press("down", "enter")
        await sees(app, pilot, f"{BANNER} · vitesse ×2")
        assert workshop.session.rehearsal.speed == 2
        workshop.rehearsal.keep()
        await until(pilot, lambda: BANNER not in shown(app))


async def test_the_key_of_the_speed_says_where_there_is_none():
    app = on(ConductPage(make_workshop()))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Accueil")
        await pilot.press("asterisk")
        await sees(app, pilot, "n’est pas une répétition", "run RENCONTRE --rehearse")


async def test_the_list_begins_a_rehearsal_and_keeps_it():
    services = fake_services(paris=make_workshop(log=FakeLog()))
    app = on(HomePage(), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "1 rencontre")
        await pilot.press("m")
        await sees(app, pilot, "Répéter : une copie".replace(" :", "\u00a0:"))
        await pilot.press("e")
        await sees(app, pilot, BANNER)
        await pilot.press("escape")
        await sees(app, pilot, "Répétition\u00a0: Essai", "2 rencontres")
        await pilot.press("down", "m")
        await sees(app, pilot, "Conserver comme rencontre")
        assert "Répéter" not in shown(app)
        await pilot.press("x")
        await sees(app, pilot, "Mettre «\u00a0Répétition\u00a0: Essai\u00a0» à la corbeille")
        await pilot.press("escape", "m")
        await sees(app, pilot, "Conserver comme rencontre")
        await pilot.press("k")
        await sees(app, pilot, "est désormais une rencontre")
        assert services.sessions.workshops["paris-rehearsal"].session.rehearsal is None


async def test_a_table_that_wrote_before_its_phase_began_is_said_so_and_not_by_days():
    workshop = make_workshop()
    workshop.ideas.record(1, "écrite la veille")
    workshop.recorder.clock.advance(60 * 24)
    workshop.phases.start("tables")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "avant le début")
        assert "il y a" not in shown(app)
        workshop.ideas.record(1, "écrite maintenant")
        await sees(app, pilot, "à l’instant")


async def test_a_rehearsal_asks_nobody_to_withdraw_what_it_was_copied_with():
    workshop = make_workshop()
    workshop.ideas.record(1, "écrite la veille")
    workshop.recorder.record(RehearsalTimed("paris", START.isoformat(), 1))
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "RÉPÉTITION")
        await pilot.press("end")
        assert "T1-01" not in shown(app)
