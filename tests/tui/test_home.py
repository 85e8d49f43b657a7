"""The list of sessions, and the ways into them."""

from __future__ import annotations

import pytest

from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.screens.sort.screen import SortPage
from facilitate.tui.widgets.field import Field
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def services():
    plan = {**PLAN, "title": "La Rencontre [b]", "date": "2021-12-13", "place": {"name": "CEDIAS", "city": "Paris"}}
    workshop = make_workshop(plan=plan, log=FakeLog())
    workshop.phases.start("panel")
    workshop.ideas.record(1, "une")
    workshop.ideas.record(1, "deux")
    workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    return fake_services(paris=workshop)


async def test_each_session_says_when_where_how_far_and_how_much(services):
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "La Rencontre [b]  paris", "13 déc. 2021 · CEDIAS, Paris")
        await sees(app, pilot, "Table ronde · 2 idées · 1 piste")


async def test_enter_opens_it_and_what_was_done_there_shows_on_the_way_back(services):
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "1 rencontre")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConductPage))
        await pilot.press("n", "escape")
        await sees(app, pilot, "Les tables · 2 idées")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, SortPage))


async def test_a_session_that_does_not_open_says_why_and_opens_nothing(services):
    services.sessions.workshops.clear()
    services.sessions.broken["vieille"] = "Line 3 is damaged."
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "vieille", "Line 3 is damaged.")
        await pilot.press("enter", "c", "t")
        assert isinstance(app.screen, HomePage)


async def test_with_nothing_there_it_says_what_to_do():
    app = on(HomePage(), fake_services())
    async with app.run_test() as pilot:
        await sees(app, pilot, "n : en créer une")
        await pilot.press("enter", "c", "t")
        assert isinstance(app.screen, HomePage)


async def test_notes_are_taken_for_a_table(services):
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "1 rencontre")
        await pilot.press("c")
        await sees(app, pilot, "Pour quelle table")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, CapturePage))
        assert (app.screen.table, app.screen.workshop.recorder.role) == (2, "table-2")


async def test_a_new_session_asks_the_least_and_opens():
    services = fake_services()
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "0 rencontre")
        await pilot.press("n")
        await sees(app, pilot, "Nouvelle rencontre", "Que pouvons-nous faire ensemble")
        await pilot.press(*["enter"] * 9)
        await sees(app, pilot, "Donnez un titre à la rencontre.")
        app.screen.query_one("#title", Field).value = "Rencontre de Lyon"
        app.screen.query_one("#tables", Field).value = "0"
        await pilot.press("enter")
        await sees(app, pilot, "«\u00a0Tables\u00a0»\u00a0: écrivez un nombre entier en chiffres, de 1 à 40")
        app.screen.query_one("#date", Field).value = "30/02/2022"
        app.screen.query_one("#tables", Field).value = "4"
        await pilot.press("enter")
        await sees(app, pilot, "n’existe pas")
        assert app.focused.id == "date", "what is typed now corrects it"
        await pilot.press("backspace")
        await until(pilot, lambda: "n’existe pas" not in shown(app))
        assert not services.sessions.workshops
        app.screen.query_one("#date", Field).value = "28/02/2022"
        app.screen.query_one("#starts_at", Field).value = "tantôt"
        await pilot.press("enter")
        await sees(app, pilot, "«\u00a0Début\u00a0»")
        app.screen.query_one("#starts_at", Field).value = "14 h"
        app.screen.query_one("#ends_at", Field).value = "13 h"
        await pilot.press("enter")
        await sees(app, pilot, "La fin (13\u00a0h) est avant le début (14\u00a0h), ou plus de 18")
        app.screen.query_one("#ends_at", Field).value = ""
        app.screen.query_one("#starts_at", Field).value = "9h30"
        app.screen.query_one("#expected", Field).value = "60"
        app.screen.query_one("#names", Field).value = "Jardin, Cuisine, A, B, C"
        await pilot.press("enter")
        await sees(app, pilot, "5 noms pour 4 tables")
        app.screen.query_one("#names", Field).value = "Jardin, Cuisine"
        await pilot.press("enter")
        await sees(app, pilot, "Tables sans nom : 3, 4. Entrée : créer la rencontre ainsi.")
        await pilot.press("enter")
        await sees(app, pilot, "Quelle typologie de départ")
        assert not services.sessions.workshops
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConductPage))
        plan = services.sessions.workshops["Rencontre de Lyon"].session.plan
        assert (plan.date.isoformat(), plan.tables, plan.language, plan.categories) == ("2022-02-28", 4, "fr", ())
        assert (plan.starts_at.isoformat(), plan.ends_at, plan.attendance.expected) == ("09:30:00", None, 60)
        assert [setup.name for setup in plan.tables_phases[0].table_setups] == ["Jardin", "Cuisine"]


async def test_the_names_of_the_tables_tell_their_number_until_somebody_types_it():
    app = on(HomePage(), fake_services())
    async with app.run_test() as pilot:
        await sees(app, pilot, "0 rencontre")
        await pilot.press("n")
        await sees(app, pilot, "Nouvelle rencontre")
        tables, names = app.screen.query_one("#tables", Field), app.screen.query_one("#names", Field)
        names.focus()
        await pilot.press(*"a,b,c,d")
        await until(pilot, lambda: tables.value == "4")
        tables.focus()
        await pilot.press("backspace", "4")
        names.focus()
        await pilot.press("end", "backspace", "backspace")
        await until(pilot, lambda: names.value == "a,b,c")
        await pilot.pause()
        assert tables.value == "4"


async def test_a_new_session_takes_the_usual_typology_or_that_of_an_earlier_one_where_it_is_chosen(services):
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "1 rencontre")
        for title, downs, expected in (("Lyon", 1, 7), ("Lille", 2, 3)):
            await pilot.press("n")
            await sees(app, pilot, "Nouvelle rencontre")
            app.screen.query_one("#title", Field).value = title
            app.screen.query_one("#asked", Field).focus()
            await pilot.press("enter")
            await sees(
                app,
                pilot,
                "Quelle typologie de départ",
                "Comme « La Rencontre [b] »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
            )
            await pilot.press(*["down"] * downs, "enter")
            await until(pilot, lambda: isinstance(app.screen, ConductPage))
            assert len(services.sessions.workshops[title].session.plan.categories) == expected
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, HomePage))


async def test_the_example_is_opened_at_the_stage_asked_for():
    services = fake_services()
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "0 rencontre")
        await pilot.press("d")
        await sees(app, pilot, "à la synthèse")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConductPage))
        assert services.sessions.stages == ["sorting"]
        await pilot.press("escape", "escape")
        await sees(app, pilot, "1 rencontre", "Démonstration\u00a0: ")


async def test_leaving_is_asked_twice_and_help_and_palette_know_the_page(services):
    app = on(HomePage(), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "1 rencontre")
        assert "Ouvrir" in [command.title for command in app.get_system_commands(app.screen)]
        await pilot.press("f1")
        await sees(app, pilot, "Les rencontres de ce dossier de travail")
        await pilot.press("escape", "escape")
        assert app.return_code is None
        await pilot.press("q")
        await until(pilot, lambda: app.return_code == 0 or app._exit)


async def test_a_narrow_screen_shows_how_a_list_is_imported_and_an_empty_one_how_to_begin(services):
    app = on(HomePage(), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "↵ Ouvrir  n Nouvelle  c Noter  t Synthèse  z Importer  F1 Aide  Échap Quitter")
    app = on(HomePage(), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "n Nouvelle   d Démonstration   m Gérer   F1 Aide   Échap Quitter")


async def test_an_earlier_event_without_categories_is_no_choice_of_categories():
    workshop = make_workshop(plan={**PLAN, "title": "Sans items", "categories": []})
    app = on(HomePage(), fake_services(sans=workshop))
    async with app.run_test() as pilot:
        await sees(app, pilot, "1 rencontre")
        await pilot.press("n")
        await sees(app, pilot, "Nouvelle rencontre")
        app.screen.query_one("#title", Field).value = "Lyon"
        app.screen.query_one("#asked", Field).focus()
        await pilot.press("enter")
        await sees(app, pilot, "Quelle typologie de départ")
        assert "Comme" not in shown(app)


async def test_what_a_field_of_a_new_session_was_filled_with_is_replaced_by_the_first_key():
    app = on(HomePage(), fake_services())
    async with app.run_test() as pilot:
        await sees(app, pilot, "0 rencontre")
        await pilot.press("n")
        await sees(app, pilot, "Nouvelle rencontre")
        asked, tables = app.screen.query_one("#asked", Field), app.screen.query_one("#tables", Field)
        await pilot.press("a", *["enter"] * 8)
        await until(pilot, lambda: asked.has_focus)
        await pilot.press("Q", "?")
        await until(pilot, lambda: asked.value == "Q?")
        tables.focus()
        await pilot.press("3")
        await until(pilot, lambda: tables.value == "3")
        asked.focus()
        await pilot.press("!")
        await until(pilot, lambda: asked.value == "Q?!")
