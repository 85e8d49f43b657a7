"""Publishing from the screen."""

from __future__ import annotations

from facilitate.tui.screens.publish.screen import PublishPage
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.house import FakeHost, on, sees, shown


async def test_what_is_missing_the_report_and_where_it_went():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    host = FakeHost()
    app = on(PublishPage(workshop), host)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "1 idée reçue", "Il manque encore", "Le programme n’a pas de date", "À vérifier")
        await sees(app, pilot, "# Essai", "[lien](javascript:x) [b]")
        host.full = True
        await pilot.press("e", "enter")
        await sees(app, pilot, "Disk full.")
        host.full = False
        await pilot.press("e")
        await sees(app, pilot, "Quels formats", "md   as Markdown", "pdf  to print", "Des fonctions à la place")
        await pilot.press("down", "space", "enter")
        await sees(app, pilot, "✓ Écrit dans exports", "compte-rendu.md,", "compte-rendu.pdf")
        await pilot.press("e", "end", "space", "enter")
        await sees(app, pilot, "compte-rendu-anonyme.pdf")
        host.changed = True
        await pilot.press("e", "enter")
        await sees(app, pilot, "n’est pas tel que", "conservé, et le nouveau est")


async def test_no_format_writes_nothing():
    app = on(PublishPage(make_workshop(log=FakeLog())))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "# Essai")
        await pilot.press("e", "space", "enter")
        await sees(app, pilot, "# Essai")
        assert "Écrit" not in shown(app)


async def test_small_screens_do_no_harm():
    app = on(PublishPage(make_workshop(log=FakeLog())))
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("down", "tab", "down")
        await pilot.resize_terminal(80, 24)
        await sees(app, pilot, "Aucune idée", "# Essai")


async def test_what_would_embarrass_stands_above_what_is_missing():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    workshop.programme.set("subtitle", "Plus de 50 idées")
    app = on(PublishPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "À regarder avant d’imprimer", "Plus de", "notées\u00a0: 1", "Il manque encore")
