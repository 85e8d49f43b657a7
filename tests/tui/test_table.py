"""A table's page on the facilitator's screen: what that table sees, and nothing that can be changed."""

from __future__ import annotations

import pytest

from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.table.screen import ShownTablePage
from facilitate.tui.widgets.rows.rows import Rows
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown


@pytest.fixture
def workshop():
    made = make_workshop(log=FakeLog())
    made.phases.start("tables")
    made.ideas.record(1, "un jardin")
    made.ideas.record(2, "une [b]école ouverte")
    return made


async def test_a_key_shows_the_selected_table_as_it_sees_itself(workshop):
    services = fake_services()
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "T2")
        app.screen.query_one("#items", Rows).focus()
        app.screen.query_one("#items", Rows).highlighted = "table/2"
        await pilot.press("f4")
        await sees(app, pilot, "Quelles pistes ?", "une [b]école ouverte", "1 idée", "Lecture seule", "reste")
        assert "un jardin" not in shown(app)
        workshop.ideas.record(2, "dite à l’instant")
        app.screen.follow()
        await sees(app, pilot, "dite à l’instant", "2 idées")
        before = workshop.recorder.version
        await pilot.press("a", "enter", "f8", "delete", "u", "tab", "x")
        assert workshop.recorder.version == before
        await pilot.press("right")
        await sees(app, pilot, "Aucune idée notée à cette table", "table 3")
        await pilot.press("right")
        await sees(app, pilot, "un jardin")
        await pilot.press("left")
        await sees(app, pilot, "table 3")
        await pilot.press("escape")
        assert isinstance(app.screen, ConductPage)


async def test_it_says_which_devices_write_there_and_that_a_table_is_closed(workshop):
    services = fake_services()
    app = on(ShownTablePage(workshop, 2), services)
    hub = services.sharing.hub(workshop, lambda: None)
    hub.comes(2, "phone")
    hub.comes(3, "facilitate")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "1 téléphone")
        assert "facilitate" not in shown(app).splitlines()[-2]
        workshop.room_tables.close(2, "tables")
        app.screen.follow()
        app.screen.tick()
        await sees(app, pilot, "fermée")
