"""Publishing from the screen."""

from __future__ import annotations

from facilitate.tui.screens.publish import PublishPage
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.house import FakeHost, on, sees


async def test_what_is_missing_the_report_and_where_it_went():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    host = FakeHost()
    app = on(PublishPage(workshop), host)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "1 idée reçue", "Il manque encore", "Le programme n’a pas de date", "À vérifier")
        await sees(app, pilot, "# Essai", "[lien](javascript:x) [b]")
        host.full = True
        await pilot.press("e")
        await sees(app, pilot, "Disk full.")
        host.full = False
        await pilot.press("e")
        await sees(app, pilot, "✓ Écrit dans exports")


async def test_small_screens_do_no_harm():
    app = on(PublishPage(make_workshop(log=FakeLog())))
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("down", "tab", "down")
        await pilot.resize_terminal(80, 24)
        await sees(app, pilot, "Aucune idée", "# Essai")
