"""The note-taker's page, driven by its keys."""

from unicodedata import normalize

import pytest
from textual import events

from facilitate.domain.errors import StorageFailure
from facilitate.domain.roles import table_role
from facilitate.domain.values.ideas import Status
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.widgets.rows.rows import Rows
from tests.support.workshops import PLAN, TWO_QUESTIONS, FakeLog, make_workshop
from tests.tui.hostile import NOTES, UNSAFE
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.waiting import until

TABLE = 3


@pytest.fixture
def workshop():
    return make_workshop(role=table_role(TABLE), log=FakeLog())


@pytest.fixture
def app(workshop):
    return on(CapturePage(workshop, TABLE))


def texts(workshop):
    return [idea.text for idea in workshop.session.ideas.values()]


def field(app):
    return app.screen._field


async def paste(app, pilot, text):
    field(app).post_message(events.Paste(text))
    await pilot.pause()


async def write(app, pilot, text):
    await paste(app, pilot, text)
    await pilot.press("enter")


async def test_enter_saves_empties_the_field_and_shows_the_idea_at_the_top(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("u", "n", "e", "enter")
        assert texts(workshop) == ["une"]
        assert field(app).value == ""
        await write(app, pilot, "deux")
        await sees(app, pilot, "T3-02", "✓ enregistrée", "2 idées")
        assert shown(app).index("T3-02") < shown(app).index("T3-01")
        await pilot.press("enter")
        assert len(texts(workshop)) == 2


async def test_the_question_and_the_clock_are_in_sight(app, workshop):
    make_workshop(log=FakeLog(workshop.recorder.log.kept)).phases.start("tables")
    async with app.run_test() as pilot:
        await sees(app, pilot, "Table", "Quelles pistes ?", "Les tables · il reste")
        workshop.recorder.clock.advance(80)
        app.screen.tick()
        await sees(app, pilot, "Les tables · dépassement")
        assert app.screen.query_one("#clock").has_class("late")


async def test_keys_typed_in_one_burst_do_what_they_say_in_their_order(app, workshop):
    async with app.run_test() as pilot:
        await sees(app, pilot, "Table")
        for key in ("a", "tab", "enter", "b", "enter", "c", "tab", "tab", "enter", "d", "tab", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: len(workshop.session.ideas) == 4)
        said = [(idea.text, idea.status.value) for idea in workshop.session.ideas.values()]
        assert said == [("a", "existing"), ("b", "to_create"), ("c", "to_create"), ("d", "existing")]


async def test_tab_flips_the_status_of_the_next_idea_only(app, workshop):
    async with app.run_test() as pilot:
        await sees(app, pilot, "à créer")
        await pilot.press("tab")
        await sees(app, pilot, "déjà existante")
        await write(app, pilot, "le café")
        await write(app, pilot, "le fonds")
        assert [idea.status for idea in workshop.session.ideas.values()] == [Status.EXISTING, Status.TO_CREATE]


async def test_in_the_list_keys_are_about_the_highlighted_idea(app, workshop):
    async with app.run_test() as pilot:
        for text in ("une", "deux"):
            await write(app, pilot, text)
        await pilot.press("down", "down", "tab")
        assert workshop.ideas.find("T3-01").status is Status.EXISTING
        await pilot.press("f8")
        assert workshop.ideas.find("T3-01").withdrawn
        await sees(app, pilot, "T3-01 est retirée", "1 idée · 1 retirée")
        await pilot.press("f8")
        assert not workshop.ideas.find("T3-01").withdrawn
        await pilot.press("f6", "f6")
        assert workshop.ideas.find("T3-01").status is Status.EXISTING
        assert not workshop.ideas.find("T3-01").withdrawn
        await pilot.press("f6")
        assert workshop.ideas.find("T3-01").status is Status.TO_CREATE
        await pilot.press("f7")
        assert workshop.ideas.find("T3-01").status is Status.EXISTING


async def test_a_letter_in_the_list_goes_back_to_the_field(app):
    async with app.run_test() as pilot:
        await write(app, pilot, "une")
        await pilot.press("up")
        assert app.screen._list.has_focus
        await pilot.press("é", "t")
        assert field(app).has_focus
        assert field(app).value == "ét"
        await pilot.press("down", "up")
        assert field(app).has_focus


async def test_editing_says_so_and_gives_back_what_was_being_written(app, workshop):
    async with app.run_test() as pilot:
        await write(app, pilot, "une idée")
        await paste(app, pilot, "à moitié")
        await pilot.press("down", "enter")
        await sees(app, pilot, "Correction de T3-01")
        assert field(app).value == "une idée"
        await pilot.press("s", "tab", "enter")
        assert (workshop.ideas.find("T3-01").text, workshop.ideas.find("T3-01").status) == (
            "une idées",
            Status.EXISTING,
        )
        assert (field(app).value, app.screen._shown_status) == ("à moitié", Status.TO_CREATE)
        await pilot.press("down", "enter", "x", "escape")
        assert workshop.ideas.find("T3-01").text == "une idées"
        assert field(app).value == "à moitié"


async def test_editing_leaves_the_detail_as_it_is(app, workshop):
    workshop.ideas.record(3, "un jardin", detail="Derrière la mairie.")
    async with app.run_test() as pilot:
        await pilot.press("down", "enter", "s", "tab", "enter")
        idea = workshop.ideas.find("T3-01")
        assert (idea.text, idea.status, idea.detail) == ("un jardins", Status.EXISTING, "Derrière la mairie.")


async def test_an_idea_that_is_undone_elsewhere_while_it_is_edited_leaves_the_words_in_the_field(app, workshop):
    async with app.run_test(notifications=True) as pilot:
        await write(app, pilot, "une idée")
        await pilot.press("down", "enter", "s")
        workshop.history.undo()
        await sees(app, pilot, "0 idée")
        await pilot.press("enter")
        await sees(app, pilot, "L’ajout de T3-01 a été annulé")
        assert (field(app).value, texts(workshop)) == ("une idées", [])


async def test_several_pasted_lines_are_several_ideas_after_one_confirmation(app, workshop):
    async with app.run_test() as pilot:
        await paste(app, pilot, "en cours")
        await pilot.press("tab")
        await paste(app, pilot, "- une\r\n- deux \x07\r\n\r\n* trois\r\n")
        await sees(app, pilot, "Enregistrer 3 idées pour la table 3", "• deux", "caractères de contrôle")
        assert texts(workshop) == []
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert texts(workshop) == []
        await paste(app, pilot, "- une\n- deux\n* trois")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("enter")
        await until(pilot, lambda: len(texts(workshop)) == 3)
        assert {idea.status for idea in workshop.session.ideas.values()} == {Status.EXISTING}
        assert field(app).value == "en cours"
        await pilot.press("f6")
        assert (texts(workshop), len(workshop.session.undone_ideas)) == ([], 3)


async def test_a_blank_line_in_a_paste_parts_two_ideas_whatever_the_indent(app, workshop):
    async with app.run_test() as pilot:
        await paste(app, pilot, "un jardin\n\n  des bancs")
        await pilot.press("enter")
        await until(
            pilot, lambda: [idea.text for idea in workshop.session.ideas.values()] == ["un jardin", "des bancs"]
        )


async def test_a_paste_with_one_idea_in_it_is_simply_typed(app):
    async with app.run_test() as pilot:
        await paste(app, pilot, "# Table 3\n- une seule")
        assert field(app).value == "une seule"


async def test_control_characters_are_taken_out_said_and_enter_again_saves(app, workshop):
    async with app.run_test() as pilot:
        for count, text in enumerate(text for text in UNSAFE if "\r" not in text):
            field(app).value = text
            app.screen.action_save()
            assert len(texts(workshop)) == count
            await sees(app, pilot, "caractères de contrôle invisibles ont été supprimés")
            app.screen.action_save()
            assert len(texts(workshop)) == count + 1
            await until(pilot, lambda: "supprimés" not in shown(app))


async def test_a_text_that_is_too_long_stays_with_the_reason_beside_it(app, workshop):
    async with app.run_test() as pilot:
        field(app).value = "x" * 10_001
        await pilot.press("enter")
        await sees(app, pilot, "10001")
        assert field(app).value == "x" * 10_001
        assert texts(workshop) == []


async def test_hostile_notes_come_out_as_they_went_in(app, workshop):
    async with app.run_test(size=(120, 40)) as pilot:
        for note in NOTES:
            await paste(app, pilot, note)
            app.screen.action_save()
        assert texts(workshop) == [normalize("NFC", note) for note in NOTES]
        assert [row.text.plain for row in reversed(app.screen._list.rows)] == texts(workshop)
        await sees(app, pilot, *NOTES[:-2])


async def test_a_full_disk_keeps_the_idea_in_the_field_until_there_is_room(app, workshop, monkeypatch):
    def full(*_, **__):
        raise StorageFailure("No room left.")

    async with app.run_test() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(workshop.recorder, "record_with", full)
            await write(app, pilot, "précieuse")
            await sees(app, pilot, "No room left. Votre texte est toujours dans le champ")
            assert field(app).value == "précieuse"
        await pilot.press("enter")
        assert texts(workshop) == ["précieuse"]
        await until(pilot, lambda: "No room" not in shown(app))


async def test_what_another_laptop_of_the_table_writes_appears_and_the_field_is_left_alone(app, workshop):
    other = make_workshop(role=table_role(TABLE), log=FakeLog(workshop.recorder.log.kept, suffix="b"))
    async with app.run_test() as pilot:
        await write(app, pilot, "une")
        await paste(app, pilot, "en cours")
        other.ideas.record(TABLE, "de l’autre portable")
        app._follow()
        await sees(app, pilot, "T3b-01", "de l’autre portable")
        assert field(app).value == "en cours"


async def test_escape_does_not_leave_words_unsaved_without_a_word(app):
    async with app.run_test() as pilot:
        await paste(app, pilot, "pas encore")
        await pilot.press("escape")
        await sees(app, pilot, "Texte non enregistré")
        assert field(app).value == "pas encore"
        await pilot.press("!", "escape")
        assert app.is_running, "these words were not spoken of yet"
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)


async def test_to_which_phase_an_idea_went_is_told_until_the_tables_go_on():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.phases.start("first")
    workshop.phases.start("lunch")
    app = on(CapturePage(workshop, 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await write(app, pilot, "entre deux")
        await sees(app, pilot, "T1-01 va dans")
        await pilot.press("x")
        await pilot.press("backspace")
        await write(app, pilot, "encore une")
        await sees(app, pilot, "T1-02")
        assert "T1-02 va dans" not in shown(app), "once is enough"
        workshop.phases.start("second")
        app.screen.redraw()
        assert "va dans" not in shown(app)
        workshop.phases.end()
        await write(app, pilot, "et après")
        await sees(app, pilot, "T1-03 va dans")


async def test_no_size_is_too_small(workshop):
    app = on(CapturePage(workshop, TABLE), fake_services("en"))
    async with app.run_test() as pilot:
        for number, size in enumerate([(120, 40), (20, 5), (10, 3), (1, 1)], 1):
            await pilot.resize_terminal(*size)
            await write(app, pilot, "une")
            await pilot.resize_terminal(80, 24)
            await sees(app, pilot, f"T3-0{number}  une")


ROUNDS = {
    "kind": "tables", "key": "t", "title": "Tables", "minutes": 66, "tables": 3, "rounds": 3, "changeover": 3,
    "question": "Quoi ?", "round_setups": [{"number": 2, "question": "Comment ?"}],
}  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_what_is_being_typed_stays_while_tables_change(size):
    log = FakeLog()
    desk = make_workshop(log=log, plan={"title": "Essai", "phases": [ROUNDS]})
    desk.phases.start("t")
    workshop = make_workshop(role="table-2", log=log)
    app = on(CapturePage(workshop, 2))
    async with app.run_test(size=size) as pilot:
        page = app.screen
        await until(pilot, lambda: page.drawn and str(page.query_one("#question").content) == "Quoi ?")
        assert page.query_one("#clock BigDigits").value == "20:00"
        await pilot.press(*"une id")
        workshop.recorder.clock.advance(20)
        page.tick()
        await until(pilot, lambda: page.has_class("-changing") and page.query_one("#change").size.height > 0)
        assert not page.query_one(Rows).display
        assert page.query_one("#clock BigDigits").value == "3:00"
        await pilot.press(*"ée", "enter")
        await until(pilot, lambda: [each.text for each in workshop.session.ideas.values()] == ["une idée"])
        await pilot.press(*"sui")
        workshop.recorder.clock.advance(3)
        page.tick()
        await until(pilot, lambda: str(page.query_one("#question").content) == "Comment ?")
        assert page.query_one(Rows).display
        assert not page.query_one("#change").display
        await pilot.press(*"te", "enter")
        await until(pilot, lambda: [each.round for each in workshop.session.ideas.values()] == [1, 2])
        assert [each.text for each in workshop.session.ideas.values()] == ["une idée", "suite"]


async def test_a_question_that_is_not_that_of_the_moment_stands_beside_its_phase():
    phases = [
        {"key": "first", "kind": "tables", "title": "Matin", "minutes": 60, "tables": 2, "question": "Quoi ?"},
        {"key": "lunch", "kind": "break", "title": "Repas", "minutes": 60},
        {"key": "second", "kind": "tables", "title": "Soir", "minutes": 60, "tables": 2, "question": "Comment ?"},
    ]
    workshop = make_workshop(plan={**PLAN, "phases": phases})
    app = on(CapturePage(workshop, 1))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Matin · Quoi ?")
        workshop.phases.start("first")
        await until(pilot, lambda: "Quoi ?" in shown(app) and "Matin · Quoi" not in shown(app))
        workshop.phases.start("lunch")
        await sees(app, pilot, "Matin · Quoi ?")
        workshop.phases.start("second")
        await until(pilot, lambda: "Comment ?" in shown(app) and "Soir · Comment" not in shown(app))


async def test_the_status_is_the_usual_one_of_the_question_until_somebody_says_another():
    log = FakeLog()
    room = make_workshop(log=log, plan={**PLAN, "phases": [
        {"kind": "tables", "key": "now", "title": "Ce qui marche", "minutes": 30, "tables": 3, "status": "existing"},
        {"kind": "tables", "key": "then", "title": "La suite", "minutes": 30, "tables": 3},
    ]})  # fmt: skip
    room.phases.start("now")
    workshop = make_workshop(role=table_role(TABLE), log=log)
    app = on(CapturePage(workshop, TABLE))
    async with app.run_test() as pilot:
        await sees(app, pilot, "déjà existante")
        await write(app, pilot, "un jardin")
        await pilot.press("tab")
        await write(app, pilot, "un four")
        await sees(app, pilot, "déjà existante")
        found = {idea.text: idea.status for idea in workshop.session.ideas.values()}
        assert found == {"un jardin": Status.EXISTING, "un four": Status.TO_CREATE}


async def test_an_idea_saved_while_tables_change_is_said_to_be_saved():
    log = FakeLog()
    tables = {"kind": "tables", "key": "now", "title": "Tables", "minutes": 30, "tables": 3}
    room = make_workshop(log=log, plan={**PLAN, "phases": [{**tables, "rounds": 2, "changeover": 10}]})
    room.phases.start("now")
    workshop = make_workshop(role=table_role(TABLE), log=log)
    workshop.recorder.clock.advance(12)
    app = on(CapturePage(workshop, TABLE))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.has_class("-changing"))
        await write(app, pilot, "un jardin")
        await sees(app, pilot, "✓ T3-01 enregistrée")


async def test_what_was_said_of_a_closed_table_goes_when_another_phase_has_it():
    log = FakeLog()
    room = make_workshop(log=log, plan=TWO_QUESTIONS)
    room.phases.start("first")
    room.room_tables.close(2)
    app = on(CapturePage(make_workshop(role=table_role(2), log=log), 2))
    async with app.run_test() as pilot:
        await write(app, pilot, "une idée")
        await sees(app, pilot, "cette table est fermée")
        await pilot.press("ctrl+u")
        room.phases.start("second")
        app.screen.follow()
        await until(pilot, lambda: "est fermée" not in shown(app))


async def test_a_sentence_belongs_to_the_round_it_was_begun_in():
    rounds = [{"number": 2, "question": "Comment ?", "status": "existing"}]
    log = FakeLog()
    desk = make_workshop(log=log, plan={"title": "Essai", "phases": [{**ROUNDS, "round_setups": rounds}]})
    desk.phases.start("t")
    workshop = make_workshop(role="table-2", log=log)
    app = on(CapturePage(workshop, 2))
    async with app.run_test() as pilot:
        page = app.screen
        await until(pilot, lambda: page.drawn)
        await pilot.press(*"un jar")
        workshop.recorder.clock.advance(24)
        page.tick()
        await until(pilot, lambda: str(page.query_one("#question").content) == "Comment ?")
        assert "à créer" in str(page.query_one("#status").content)
        await pilot.press(*"din", "enter")
        await sees(app, pilot, "T2-01 va dans le tour 1, où elle a été commencée.")
        assert "existant" in str(page.query_one("#status").content)
        await pilot.press(*"un four", "enter")
        await pilot.press("up", "enter")  # correcting begins no sentence
        await pilot.press(*"!", "enter")
        await write(app, pilot, "une mare")
        found = [(idea.text, idea.round, idea.status.value) for idea in workshop.session.ideas.values()]
        assert found[0] == ("un jardin", 1, "to_create")
        assert [each[1:] for each in found[1:]] == [(2, "existing")] * 2


async def test_a_sentence_begun_in_the_phase_before_is_told_where_it_goes():
    log = FakeLog()
    desk = make_workshop(log=log, plan=TWO_QUESTIONS)
    first, second = desk.session.plan.tables_phases[:2]
    desk.phases.start(first.key)
    workshop = make_workshop(role="table-2", log=log)
    app = on(CapturePage(workshop, 2))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.drawn)
        await pilot.press(*"un jar")
        workshop.recorder.clock.advance(1)
        desk.phases.start(second.key)
        app.screen.follow()
        await pilot.press(*"din", "enter")
        await sees(app, pilot, f"T2-01 va dans «\u00a0{first.title}\u00a0», où elle a été commencée.")
        await pilot.press(*"un four", "enter")
        found = {idea.text: idea.phase for idea in workshop.session.ideas.values()}
        assert found == {"un jardin": first.key, "un four": second.key}
