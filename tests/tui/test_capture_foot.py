"""The note-taker's page on a laptop of the table's own."""

import asyncio

import pytest

from facilitate.domain.errors import Message
from facilitate.domain.roles import table_role
from facilitate.tui.app import FacilitateApp
from facilitate.tui.screens.capture.around_field import UplinkFooter
from facilitate.tui.screens.capture.screen import CapturePage
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import on, sees, shown
from tests.tui.waiting import until

TABLE = 3


class FakeUplink:
    def __init__(self):
        self.connected = False
        self.waiting = 0
        self.trouble = None
        self.looks = 0
        self.there = set()
        self.running = False

    def has(self, event):
        return event in self.there

    def look(self):
        self.looks += 1

    async def run(self, changed):
        self.changed = changed
        self.running = True
        try:
            await asyncio.Event().wait()
        finally:
            self.running = False

    def now(self, **state):
        vars(self).update(state)
        self.changed()


@pytest.fixture
def uplink():
    return FakeUplink()


@pytest.fixture
def workshop():
    return make_workshop(role=table_role(TABLE), log=FakeLog())


@pytest.fixture
def app(workshop, uplink):
    return on(CapturePage(workshop, TABLE, uplink))


async def test_it_says_whether_the_hub_is_there_and_what_waits(app, uplink):
    async with app.run_test() as pilot:
        await until(pilot, lambda: uplink.running)
        uplink.now(connected=True, waiting=0)
        await sees(app, pilot, "● connecté à l’ordinateur d’animation")
        uplink.now(connected=False)
        await sees(app, pilot, "○ hors connexion\u00a0: tout est conservé sur cet ordinateur")
        uplink.now(waiting=3)
        await sees(app, pilot, "○ hors connexion\u00a0: 3 idées en attente, conservées sur cet ordinateur", "0 idée")
        uplink.now(trouble=Message("[b]Broken[/b] {n}", {"n": 1}))
        await sees(app, pilot, "! [b]Broken[/b] 1")


async def test_an_idea_written_offline_is_counted_at_once_and_one_on_its_way_does_not_flash(app, uplink, monkeypatch):
    monkeypatch.setattr(UplinkFooter, "set_interval", lambda *_args: None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: uplink.running)
        uplink.now(waiting=0)
        uplink.waiting = 1
        await pilot.press("u", "n", "enter")
        await sees(app, pilot, "○ hors connexion\u00a0: 1 idée en attente", "… en attente")
        uplink.now(connected=True, waiting=0)
        await sees(app, pilot, "● connecté à l’ordinateur d’animation")
        looks = uplink.looks
        uplink.waiting = 1
        await pilot.press("u", "n", "enter")
        await sees(app, pilot, "2 idées", "✓ enregistrée")
        assert uplink.looks > looks
        assert "envoi" not in shown(app)


async def test_what_lasts_is_told_within_a_second(app, uplink):
    async with app.run_test() as pilot:
        await until(pilot, lambda: uplink.running)
        uplink.now(connected=True)
        uplink.waiting = 2
        await sees(app, pilot, "● connecté à l’ordinateur d’animation · 2 idées en cours d’envoi")


async def test_what_the_hub_brings_is_drawn(app, uplink, workshop, monkeypatch):
    monkeypatch.setattr(FacilitateApp, "_follow", lambda _app: None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: uplink.running)
        make_workshop(log=FakeLog(workshop.recorder.log.kept), seed=5).ideas.record(TABLE, "d’un téléphone")
        uplink.now(connected=True)
        await sees(app, pilot, "d’un téléphone")


async def test_a_small_screen_only_says_what_is_wrong(app, uplink):
    async with app.run_test(size=(50, 12)) as pilot:
        await until(pilot, lambda: uplink.running)
        uplink.now(connected=False)
        await sees(app, pilot, "hors connexion")
        uplink.now(connected=True)
        await until(pilot, lambda: "connecté" not in shown(app) and "hors connexion" not in shown(app))


async def test_leaving_the_page_ends_it(app, uplink):
    async with app.run_test() as pilot:
        await until(pilot, lambda: uplink.running)
    assert not uplink.running


async def test_a_session_of_this_machine_has_no_line(workshop):
    app = on(CapturePage(workshop, TABLE))
    async with app.run_test() as pilot:
        await pilot.press("u", "n", "enter")
        await sees(app, pilot, "1 idée")
        assert "ligne" not in shown(app)


async def test_a_laptop_tries_and_is_told_when_the_hub_has_it(app, workshop, uplink):
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: uplink.running)
        await sees(app, pilot, "F9 Essayer")
        await pilot.press(*"vraie", "f9")
        await sees(app, pilot, "Essai enregistré ici, pas encore")
        (trial,) = (event for event in workshop.timeline.events if event.act.kind == "trial.recorded")
        assert not workshop.session.ideas
        uplink.there.add(trial.id)
        app.screen.tick()
        await sees(app, pilot, "✓ Essai enregistré ici et sur l’ordinateur", "vraie")
        workshop.phases.start("tables")
        app.screen.draw()
        await until(pilot, lambda: "F9" not in shown(app))
        await pilot.press("f9")
        await sees(app, pilot, "Le travail aux tables a commencé")
