"""Publishing from the screen."""

from __future__ import annotations

from pathlib import Path

from facilitate.domain.errors import StorageFailure
from facilitate.domain.values.votes import VoteRule
from facilitate.tui.screens.publish.screen import PublishPage
from facilitate.tui.widgets.rows.rows import Rows
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown, until


def change(name):
    """Write into an exported file, as a person does."""
    Path("home", "exports", "essai", name).write_text("by a person", encoding="utf-8")


def written():
    """The only file that was exported."""
    (file,) = Path("home", "exports", "essai").iterdir()
    return file.read_text(encoding="utf-8")


async def test_what_is_missing_the_report_and_where_it_went(monkeypatch):
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    workshop.programme.set("subtitle", "[lien](javascript:x) [b]")
    app = on(PublishPage(workshop), fake_services())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "1 idée recueillie", "À corriger avant publication", "Date de la rencontre non indiquée")
        await sees(app, pilot, "À vérifier")
        await sees(app, pilot, "[lien](javascript:x) [b]")
        assert "# Essai" not in shown(app), "it is laid out as a reader will see it"

        def full(*_arguments, **_names):
            raise StorageFailure("Disk full.")

        monkeypatch.setattr("facilitate.export.published_files.write_file", full)
        await pilot.press("e", "enter")
        await sees(app, pilot, "Disk full.")
        monkeypatch.undo()
        await pilot.press("e")
        await sees(app, pilot, "Quels formats", "md           le compte rendu", "html         ", "Fonctions à la place")
        await pilot.press("down", "space", "enter")
        await sees(app, pilot, "✓ Fichiers créés dans", "compte-rendu.md,", "compte-rendu.html")
        await pilot.press("e", "end", "up", "up", "space", "enter")
        await sees(app, pilot, "compte-rendu-anonyme.html")
        change("compte-rendu-anonyme.md")
        await pilot.press("e", "enter")
        await sees(
            app, pilot, "modifié en dehors", "modifié en dehors de facilitate. Il est", "compte-rendu-anonyme-2.md"
        )


async def test_no_format_writes_nothing():
    app = on(PublishPage(make_workshop(log=FakeLog())))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Compte rendu")
        await pilot.press("e", "space", "enter")
        await sees(app, pilot, "Compte rendu")
        assert "Écrit" not in shown(app)


async def test_small_screens_do_no_harm():
    app = on(PublishPage(make_workshop(log=FakeLog())))
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("down", "tab", "down")
        await pilot.resize_terminal(80, 24)
        await sees(app, pilot, "Aucune idée", "Compte rendu")


async def test_what_would_embarrass_stands_above_what_is_missing():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    workshop.programme.set("subtitle", "Plus de 50 idées")
    app = on(PublishPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "À corriger avant publication", "Plus de", "recueillies\u00a0: 1", "À vérifier")


async def test_enter_on_a_point_goes_to_where_it_is_fixed():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    app = on(PublishPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Date de la rencontre non indiquée")
        page, rows = app.screen, app.screen.query_one(Rows)
        for row in rows.rows:
            if "Date de la rencontre" in row.text.plain:
                rows.highlighted = row.key
        page.action_fix()
        await sees(app, pilot, "Programme")
        await until(pilot, lambda: app.screen.query_one(Rows).highlighted == "date#0")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)


async def test_times_and_what_is_not_published_are_there_by_choice():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    workshop.ideas.record(1, "retirée")
    workshop.ideas.withdraw("T1-02")
    workshop.phases.start("tables")
    workshop.votes.open(VoteRule.APPROVE, 1)
    app = on(PublishPage(workshop), fake_services())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Compte rendu")
        await pilot.press("e", "end", "space", "up", "space", "enter")
        await sees(app, pilot, "✓ Fichiers créés dans")
        assert any("vote est encore ouvert" in each.message for each in app._notifications)
        text = written()
        assert "Prévu" in text, text
        assert "Interne" in text, text


async def test_enter_on_a_text_goes_to_its_proposal():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une")
    workshop.ideas.record(2, "Un lieu à compléter")
    workshop.proposals.file(["T1-01", "T2-01"], "lieux")
    app = on(PublishPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "T2-01 —")
        rows = app.screen.query_one(Rows)
        for row in rows.rows:
            if "T2-01 —" in row.text.plain:
                rows.highlighted = row.key
        app.screen.action_fix()
        await sees(app, pilot, "Toutes · 2 pistes", "▌  T2-01")
