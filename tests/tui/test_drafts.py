"""Words that were typed and not saved when the program ended."""

from __future__ import annotations

import pytest

from facilitate.cli.drafts import FileDraft, naming, without_names
from facilitate.domain.values.notes import NoteKind
from facilitate.tui.app import FacilitateApp
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.programme.screen import ProgrammePage
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.rows.rows import Rows
from tests.support.systems import kept_from_others
from tests.support.workshops import make_workshop
from tests.tui.services import fake_services, sees, shown
from tests.tui.waiting import until


def app_of(services, page):
    return FacilitateApp(services, lambda: page)


def capture(workshop, services):
    return app_of(services, CapturePage(workshop, 3))


def table():
    return make_workshop(role="table-3")


async def test_words_in_the_field_are_offered_at_the_next_start():
    services, workshop = fake_services(), table()
    app = capture(workshop, services)
    async with app.run_test() as pilot:
        await pilot.press(*"une idée")
        await until(pilot, lambda: app.screen.query_one(Field).value == "une idée")
    again = capture(workshop, services)
    async with again.run_test() as pilot:
        await sees(again, pilot, "une idée", "la dernière fois")
        await pilot.press("enter")
        await until(pilot, lambda: len(workshop.session.ideas) == 1)
    assert [idea.text for idea in workshop.session.ideas.values()] == ["une idée"]
    assert services.sessions.draft(workshop, "table-3").read() == ("", "")


async def test_words_that_were_saved_after_all_are_not_offered():
    services, workshop = fake_services(), table()
    workshop.ideas.record(3, "une idée")
    services.sessions.draft(workshop, "table-3").keep("une idée ")
    app = capture(workshop, services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "T3-01")
        await until(pilot, lambda: services.sessions.draft(workshop, "table-3").read() == ("", ""))
        assert app.screen.query_one(Field).value == ""


async def test_a_correction_is_offered_as_one():
    services, workshop = fake_services(), table()
    idea = workshop.ideas.record(3, "une idée")
    services.sessions.draft(workshop, "table-3").keep("une idée meilleure", idea.id)
    app = capture(workshop, services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "une idée meilleure", "la dernière fois")
        await pilot.press("enter")
        await until(pilot, lambda: workshop.session.ideas[idea.id].text == "une idée meilleure")
    assert len(workshop.session.ideas) == 1


async def test_what_was_put_aside_for_a_correction_is_the_draft():
    services, workshop = fake_services(), table()
    workshop.ideas.record(3, "une idée")
    app = capture(workshop, services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "T3-01")
        await pilot.press(*"suite", "down", "enter")
        await sees(app, pilot, "T3-01")
        await until(pilot, lambda: app.screen.query_one(Field).value == "une idée")
    assert services.sessions.draft(workshop, "table-3").read() == ("suite", "")


async def test_a_note_of_the_facilitator_is_offered_in_the_dialog():
    services, workshop = fake_services(), make_workshop()
    app = app_of(services, ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"le lieu")
        await until(pilot, lambda: app.screen.query_one(Field).value == "le lieu")
    assert services.sessions.draft(workshop, "facilitator").read()[0] == "le lieu"
    again = app_of(services, ConductPage(workshop))
    async with again.run_test(notifications=True) as pilot:
        await sees(again, pilot, "Un texte n’était pas enregistré")
        await pilot.press("a")
        await until(pilot, lambda: again.screen.is_modal)
        await sees(again, pilot, "le lieu", "la dernière fois")
        await pilot.press("escape")
        await sees(again, pilot, "Votre brouillon est conservé")
        assert services.sessions.draft(workshop, "facilitator").read()[0] == "le lieu"
        await pilot.press("a")
        await sees(again, pilot, "le lieu", "la dernière fois")
        await pilot.press("ctrl+u", "escape")
        await sees(again, pilot, "Rien n’a été modifié")
    assert services.sessions.draft(workshop, "facilitator").read() == ("", "")


async def test_a_correction_that_is_given_up_is_offered_for_nothing_else():
    services, workshop = fake_services(), make_workshop()
    workshop.phases.start("venue")
    note = workshop.notes.take(NoteKind.FACT, "Bâti en 1894")
    app = app_of(services, ConductPage(workshop))
    async with app.run_test(notifications=True) as pilot:
        await sees(app, pilot, "Bâti en 1894")
        app.screen.query_one("#items", Rows).focus()
        app.screen.query_one("#items", Rows).highlighted = note.id
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await pilot.press("x", "escape")
        await sees(app, pilot, "Rien n’a été enregistré.")
    assert services.sessions.draft(workshop, "facilitator").read() == ("", "")


def test_a_draft_on_the_disk(tmp_path):
    environ = {"FACILITATE_STATE": str(tmp_path / "state")}
    draft = FileDraft(environ, "k7m2k7m2", "table-3")
    assert draft.read() == ("", "")
    draft.keep("l’été\n[x] \ud800", "00000001-aaaaaaaa")
    assert FileDraft(environ, "k7m2k7m2", "table-3").read() == ("l’été\n[x] \ud800", "00000001-aaaaaaaa")
    assert FileDraft(environ, "k7m2k7m2", "table-3.b").read() == ("", "")
    (file,) = (tmp_path / "state" / "drafts").iterdir()
    assert kept_from_others(file)
    file.write_bytes(b"[" * 100_000)
    assert draft.read() == ("", "")
    draft.keep("  ")
    assert not file.exists()


def test_where_nothing_can_be_kept_nobody_is_bothered(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    draft = FileDraft({"FACILITATE_STATE": str(tmp_path / "state")}, "k7m2k7m2", "table-3")
    assert not draft.keep("words")
    assert draft.read() == ("", "")


def test_names_go_from_the_drafts_of_a_session_which_stay_and_from_no_other(tmp_path):
    environ, drafts = {"FACILITATE_STATE": str(tmp_path)}, {}
    for session, writer, words in (
        ("k7m2k7m2", "table-3", "Zoe asks for a lamp"),
        ("k7m2k7m2", "table-4", "a bench"),
        ("k7m2k7m2", "table-5", "secret words"),
        ("aaaabbbb", "table-3", "Zoe asks for a lamp"),
    ):
        drafts[session, writer] = FileDraft(environ, session, writer)
        drafts[session, writer].keep(words, "T3-01")
    (tmp_path / "drafts" / "k7m2k7m2.table-6.json").write_text("{torn Zoe")
    (tmp_path / "drafts" / "k7m2k7m2.table-7.tmp").write_text("a write that was killed: Zoe")

    def redact(text):
        return text.replace("Zoe", "[participant]")

    assert naming(environ, "k7m2k7m2", redact) == 1
    found = without_names(environ, "k7m2k7m2", redact, lambda text: "secret" in text)
    assert found == (["k7m2k7m2.table-3.json"], ["k7m2k7m2.table-5.json"])
    assert [draft.read() for draft in drafts.values()] == [
        ("[participant] asks for a lamp", "T3-01"),
        ("a bench", "T3-01"),
        ("", ""),
        ("Zoe asks for a lamp", "T3-01"),
    ]
    left = sorted(path.name for path in (tmp_path / "drafts").iterdir() if "Zoe" in path.read_text())
    assert left == ["aaaabbbb.table-3.json"]


async def test_a_second_enter_in_a_dialog_answers_nothing():
    workshop = make_workshop()
    app = app_of(fake_services(), ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("i")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await pilot.press(*"deux fois")
        field = app.screen.query_one(Field)
        field.post_message(Field.Submitted(field, field.value))
        field.post_message(Field.Submitted(field, field.value))
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.pause()
    assert [idea.text for idea in workshop.session.ideas.values()] == ["deux fois"]


@pytest.mark.parametrize(("full", "told"), [(False, "prochaine"), (True, "sera perdu")])
async def test_leaving_with_words_in_the_field_is_not_called_saved(full, told):
    services, workshop = fake_services(), table()
    app = capture(workshop, services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(*"une idée")
        await until(pilot, lambda: app.screen.query_one(Field).value == "une idée")
        services.sessions.draft(workshop, "table-3").full = full
        app.action_leave()
        await sees(app, pilot, told)
        assert "Tout est enregistré" not in shown(app)


async def test_words_typed_in_a_small_question_survive_a_closed_window_and_are_offered_there():
    services, workshop = fake_services(), make_workshop()
    app = app_of(services, ProgrammePage(workshop))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await pilot.press(*" de mai")
        await until(pilot, lambda: app.focused.value == "Essai de mai")
        await pilot.press("ctrl+c")
        await sees(app, pilot, "prochaine")
        assert "Tout est enregistré" not in shown(app)
    run = app_of(services, ConductPage(workshop))
    async with run.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(run, pilot, "Texte non enregistré", "«\u00a0Titre\u00a0»")
    again = app_of(services, ProgrammePage(workshop))
    async with again.run_test(notifications=True) as pilot:
        await pilot.press("down", "enter")
        await until(pilot, lambda: again.screen.is_modal and again.focused is not None)
        assert again.focused.value == "", "another question"
        await pilot.press("escape")
        await sees(again, pilot, "Rien n’a été modifié")
        await pilot.press("up", "enter")
        await sees(again, pilot, "Essai de mai", "la dernière fois")
        await pilot.press("enter")
        await until(pilot, lambda: workshop.session.plan.title == "Essai de mai")
    assert services.sessions.draft(workshop, "facilitator.dialog").read() == ("", "")


async def test_a_question_that_is_cancelled_says_what_becomes_of_the_words():
    app = app_of(fake_services(), ProgrammePage(make_workshop()))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await pilot.press("x", "escape")
        await sees(app, pilot, "Rien n’a été")


async def test_a_field_without_words_of_ones_own_is_called_saved():
    app = app_of(fake_services(), ProgrammePage(make_workshop()))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
        await pilot.press("ctrl+q")
        await sees(app, pilot, "Tout est enregistré")


async def test_q_and_escape_do_the_same_on_pages_and_in_questions():
    for key in ("q", "escape"):
        app = app_of(fake_services(), ConductPage(make_workshop()))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.press("g")
            await until(pilot, lambda: isinstance(app.screen, ProgrammePage))  # noqa: B023
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, ConductPage))  # noqa: B023
            for question in ("v", "h", "f1"):
                await pilot.press(question)
                await until(pilot, lambda: app.screen.is_modal)  # noqa: B023
                await pilot.press(key)
                await until(pilot, lambda: not app.screen.is_modal)  # noqa: B023
            await pilot.press(key)
            await sees(app, pilot, "Tout est enregistré")
            await pilot.press(key)
            await until(pilot, lambda: not app.is_running)  # noqa: B023


@pytest.mark.parametrize("what", ["draft", "dialog_draft"])
async def test_leaving_says_that_words_wait_that_were_typed_in_a_dialog(what):
    services, workshop = fake_services(), make_workshop()
    app = app_of(services, ConductPage(workshop))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("q")
        await sees(app, pilot, "Tout est enregistré")
        getattr(app.screen, what).keep("le lieu", "Une question")
        app._asked_to_leave = float("-inf")
        await pilot.press("q")
        await sees(app, pilot, "Ce que vous avez tapé")
        getattr(app.screen, what).keep("")
        app._asked_to_leave = float("-inf")
        app.clear_notifications()
        await pilot.press("q")
        await sees(app, pilot, "Tout est enregistré")
