"""Tables with names, on the screens: what a note-taker reads, and what the facilitator changes while they work."""

from __future__ import annotations

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
from tests.tui.services import enter, on, sees, shown
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
        await sees(app, pilot, "Comment ?", "Cette phase n’a pas de table 3")
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
        await sees(app, pilot, "Cette table est fermée", "Parents [b]")
        assert str(app.focused.placeholder) == "Plus de nouvelles idées ici"
        await sees(app, pilot, "Aucune idée notée à cette table.")
        assert "Essayer" not in shown(app)
        await pilot.press("f1")
        await sees(app, pilot, "peuvent encore être modifiées ou retirées")
        assert "Tapez une idée" not in shown(app)
        assert "F9" not in shown(app)
        await pilot.press("escape")
        app.focused.value = "trop tard"
        await pilot.press("enter")
        await sees(app, pilot, "Ce texte n’est pas enregistré. Il est toujours dans le champ.")
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
