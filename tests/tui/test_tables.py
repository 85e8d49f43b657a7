"""Tables with names, on the screens: what a note-taker reads, and what the facilitator changes while they work."""

from __future__ import annotations

import re

import pytest

from facilitate.domain.programme.document import value_at
from facilitate.domain.values.wall import WallContent
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.programme.screen import ProgrammePage
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.tui.widgets.huge_text import HugeText
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import TWO_QUESTIONS, FakeLog, SeededIds, make_workshop
from tests.tui.services import enter, fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    made = make_workshop(plan=TWO_QUESTIONS, log=FakeLog())
    made.room_tables.describe(2, {"name": "Parents [b]", "place": "Salle B", "question": "Avec qui ?"})
    made.phases.start("first")
    return made


def note_taker(workshop, table):
    return Workshop(workshop.log, workshop.clock, SeededIds(9), f"table-{table}")


async def test_a_note_taker_reads_the_name_the_place_and_the_question_of_the_table(workshop):
    app = on(CapturePage(note_taker(workshop, 2), 2))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Parents [b] · Salle B", "Avec qui ?")
        assert "Où ?" not in shown(app)


async def test_a_table_that_the_phase_does_not_have_is_told_and_what_it_writes_is_seen_by_the_facilitator(workshop):
    app = on(CapturePage(note_taker(workshop, 3), 3))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Où ?")
        assert "pas de table 3" not in shown(app)
        workshop.phases.start("second")
        app.wake()
        await sees(app, pilot, "Comment ?", "Pas de table 3 dans cette phase")
    workshop.ideas.record(3, "malgré tout")
    run = on(ConductPage(workshop))
    async with run.run_test(size=(120, 40)) as pilot:
        await sees(run, pilot, "T3", "hors de cette phase")


async def test_a_closed_table_keeps_the_words_in_its_field_until_it_is_opened_again(workshop):
    page = CapturePage(note_taker(workshop, 3), 3)
    app = on(page)
    async with app.run_test() as pilot:
        await sees(app, pilot, "Où ?")
        workshop.room_tables.close(3, merged_into=2)
        app.wake()
        await sees(app, pilot, "Table fermée", "Parents", "[b])")
        assert str(app.focused.placeholder) == "Table fermée\u00a0: on n’y note plus d’idée"
        await sees(app, pilot, "Aucune idée notée à cette table.")
        assert "Essayer" not in shown(app)
        await pilot.press("f1")
        await sees(app, pilot, "peuvent encore être corrigées ou retirées")
        assert "Tapez une idée" not in shown(app)
        assert "F9" not in shown(app)
        await pilot.press("escape")
        app.focused.value = "trop tard"
        await pilot.press("enter")
        await sees(app, pilot, "Texte non enregistré\u00a0: cette table est fermée.")
        assert shown(app).count("est fermée") == 1
        assert app.focused.value == "trop tard"
        assert not page.workshop.session.ideas
        workshop.room_tables.reopen(3)
        app.wake()
        await sees(app, pilot, "Où ?")
        assert str(app.focused.placeholder) == "Une idée, puis Entrée"
        await pilot.press("enter")
        await until(pilot, lambda: [idea.text for idea in page.workshop.session.ideas.values()] == ["trop tard"])


async def chosen(app, pilot, key):
    await until(pilot, lambda: app.screen.is_modal and app.screen.query(Rows))
    rows = app.screen.query_one(Rows)
    rows.highlighted = key
    await pilot.press("enter")


async def test_the_facilitator_names_merges_reopens_and_adds_tables_by_one_key(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Parents [b]", "Avec qui ?")
        await pilot.press("c")
        await chosen(app, pilot, "3")
        await chosen(app, pilot, "name")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await enter(app, pilot, "Écoles")
        await sees(app, pilot, "Écoles")
        await pilot.press("c")
        await chosen(app, pilot, "3")
        await chosen(app, pilot, "into/2")
        await sees(app, pilot, "réunie à la table 2")
        assert workshop.session.closed_tables == {("first", 3): 2}
        await pilot.press("u")
        await until(pilot, lambda: workshop.session.closed_tables == {})
        await pilot.press("c")
        await chosen(app, pilot, "add")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await enter(app, pilot, "Derniers")
        await until(pilot, lambda: workshop.session.plan.phase("first").table(4).name == "Derniers")


async def test_the_programme_takes_a_table_by_its_number(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test(size=(120, 60)) as pilot:
        await sees(app, pilot, "Nom de la table", "Parents [b]")
        app.screen.query_one(Rows).highlighted = "phases/first/table_setups/2/number#0"
        await pilot.press("a")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await enter(app, pilot, "3")
        await until(pilot, lambda: len(value_at(workshop.session.document, "phases/first/table_setups")) == 2)
        assert workshop.session.plan.phase("first").table_setups[1].number == 3


async def test_the_room_reads_the_question_of_each_table_beside_its_name(workshop):
    workshop.wall.show(WallContent.QUESTION)
    app = on(WallPage(workshop))
    async with app.run_test(size=(100, 40)) as pilot:
        await sees(app, pilot, "Table 2 · Parents [b]", "Avec qui ?")
        assert app.screen.query_one(HugeText).value == "Où ?"
        workshop.phases.start("second")
        app.wake()
        await until(pilot, lambda: app.screen.query_one(HugeText).value == "Comment ?")
        assert "Avec qui" not in shown(app)


async def test_the_programme_takes_the_question_of_a_round(workshop):
    workshop.programme.set("phases/first/rounds", 3)
    app = on(ProgrammePage(workshop))
    async with app.run_test(size=(120, 80)) as pilot:
        await sees(app, pilot, "Questions des tours")
        app.screen.query_one(Rows).highlighted = "phases/first/round_setups#0"
        await pilot.press("a")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await enter(app, pilot, "2")
        await until(pilot, lambda: bool(workshop.session.plan.phase("first").round_setups))
        await sees(app, pilot, "Question de ce tour")
        app.screen.query_one(Rows).highlighted = "phases/first/round_setups/2/question#0"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await enter(app, pilot, "Et après ?")
        await until(pilot, lambda: workshop.session.plan.phase("first").question_in(2) == "Et après ?")
        await pilot.press("u")
        await until(pilot, lambda: workshop.session.plan.phase("first").question_in(2) != "Et après ?")


ROOM = {
    "title": "Essai", "language": "fr", "date": "2021-12-13", "starts_at": "09:00:00", "ends_at": "10:00:00",
    "phases": [
        {
            "kind": "tables", "key": "t", "title": "Tables", "minutes": 60, "tables": 5, "minimum": 20,
            "question": "Que pouvons-nous faire ensemble ?",
            "table_setups": [
                {"number": number, "name": name, "question": "Et chez vous ?"}
                for number, name in enumerate(("Jardin", "Cuisine", "Atelier de couture", "Salle B", "Hall"), 1)
            ],
        },
        {"kind": "closing", "key": "fin", "title": "Clôture", "minutes": 30, "minimum": 5},
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("named", [True, False])
async def test_all_tables_are_seen_beside_the_ways_to_catch_up_each_on_one_line(language, named):
    plan = ROOM if named else ROOM | {"phases": [{**ROOM["phases"][0], "table_setups": []}, ROOM["phases"][1]]}
    workshop = make_workshop(plan=plan, log=FakeLog())
    workshop.phases.start("t")
    workshop.ideas.record(2, "Un jardin")
    workshop.clock.advance(30)
    app = on(ConductPage(workshop), fake_services(language))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one("#recover").display and app.screen.query_one("#flags").display)
        lines = [line.split("│")[1].strip("▌ ") for line in shown(app).splitlines() if "│" in line]
        tables = [line for line in lines if re.match(r"T\d  ", line)]
        assert [line[:2] for line in tables] == ["T1", "T2", "T3", "T4", "T5"]
        places = [lines.index(line) for line in tables]
        assert places == list(range(places[0], places[0] + 5)), "each on one line"
        if named:
            assert "Atelier" in tables[2]
        else:
            assert all("ferm" in line or "○" in line for line in tables)


async def test_a_high_page_shows_all_that_is_known_of_a_table_and_cuts_no_label():
    workshop = make_workshop(plan=ROOM, log=FakeLog())
    workshop.phases.start("t")
    app = on(ConductPage(workshop), fake_services("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "○ no one", "Atelier de couture", "Et chez vous ?")
