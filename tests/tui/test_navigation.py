"""The screens by name: each is there, each is found, and which one is open is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.tui import app as tui
from facilitate.tui import screens
from facilitate.tui.navigation import SCREENS, is_screen, make_screen
from facilitate.tui.page import Screen
from tests.support.workshops import make_workshop
from tests.tui.services import fake_services, on
from tests.tui.waiting import until


def folders():
    return {path.parent.name for path in Path(screens.__file__).parent.glob("*/__init__.py")}


def test_every_folder_of_a_screen_has_its_name_in_the_registry():
    assert SCREENS.keys() == folders()


@pytest.mark.parametrize("name", sorted(folders()))
def test_a_name_leads_into_its_own_folder(name: str):
    found = SCREENS[name]()
    assert issubclass(found, Screen)
    assert found.__module__ == f"facilitate.tui.screens.{name}.screen"


@pytest.mark.parametrize("name", sorted(folders()))
def test_what_a_page_can_do_is_done_by_it_or_by_the_part_it_names(name: str):
    page = SCREENS[name]()
    owners = {part.__name__: part for part in page.PARTS} | {"": page}
    assert {action.part for action in page.ACTIONS} <= owners.keys()
    done = [getattr(owners[action.part], f"action_{action.name.partition('(')[0]}") for action in page.ACTIONS]
    assert all(map(callable, done))
    assert len({action.name for action in page.ACTIONS}) == len(page.ACTIONS)
    assert set(page.ORDER) <= {action.name for action in page.ACTIONS}


async def test_going_to_a_screen_that_is_open_steps_back_to_it():
    workshop = make_workshop()
    app = on(make_screen("conduct", workshop), fake_services(paris=workshop))
    async with app.run_test() as pilot:
        for name, depth in (("share", 2), ("conduct", 1), ("share", 2)):
            app.go_to_screen(name, workshop)
            await until(pilot, lambda name=name: is_screen(app.screen, name))
            assert len(app.screen_stack) == depth


def test_news_waits_for_whoever_types_no_longer_than_its_drawing_is_worth():
    app = on(make_screen("conduct", make_workshop()), fake_services())
    app._typed, app._drew = 100.0, 99.9
    app._took = 0.001
    assert app._due() < 100.02
    app._took = 1.0
    assert app._due() == 100.0 + tui._TYPING


@pytest.mark.parametrize(("due_in", "woken"), [(0.03, [0.03]), (-0.01, [])])
async def test_news_is_looked_for_when_it_is_due_not_at_the_next_look_of_the_timer(monkeypatch, due_in, woken):
    app = on(make_screen("conduct", make_workshop()), fake_services())
    async with app.run_test():
        monkeypatch.setattr(tui, "monotonic", lambda: 100.0)
        monkeypatch.setattr(app, "_due", lambda: 100.0 + due_in)
        timers = []
        monkeypatch.setattr(app, "set_timer", lambda seconds, _look: timers.append(round(seconds, 3)))
        app._woken = False
        app._follow()
        assert timers == woken
