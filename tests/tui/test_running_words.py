"""What the facilitator is told while the day runs: what helps next, in the room there is."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.widgets._toast import Toast, ToastRack

from facilitate.domain.values.presence import SHARE, Presence
from facilitate.i18n import Language
from facilitate.tui import terminal_fixes
from facilitate.tui.page import ALWAYS
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.tui.widgets.phase_timer import PhaseTimer
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.waiting import until

ROUNDS = {
    **PLAN,
    "phases": [
        {"key": "tables", "kind": "tables", "title": "Les tables de travail", "minutes": 60, "tables": 3,
         "rounds": 3, "changeover": 5, "question": "Que faut-il garder du quartier, et pour qui ?"},
    ],
}  # fmt: skip


@pytest.fixture
def workshop():
    return make_workshop(log=FakeLog())


def notes_of(app):
    return [str(each.message) for each in app._notifications]


async def test_an_absent_speaker_who_is_given_the_floor_is_told_with_the_key_that_helps(workshop):
    workshop.phases.start("panel")
    panel = workshop.session.plan.phase("panel")
    workshop.panel.set_absent(panel, panel.speakers[0].key, absent=True)
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("1")
        await until(pilot, lambda: any("(b\u00a0: noter son arrivée)" in note for note in notes_of(app)))
        assert "n’a pas la parole" in notes_of(app)[0]


async def test_after_the_last_phase_the_key_that_ends_it_is_told_and_then_that_all_is_over(workshop):
    workshop.phases.start("synthesis")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("n")
        await until(pilot, lambda: notes_of(app) == ["C’est la dernière phase. Pour la terminer\u00a0: x."])
        await pilot.press("x", "x")
        await until(pilot, lambda: any("La rencontre est terminée" in note for note in notes_of(app)))
        await pilot.press("space")
        await pilot.pause()
        assert not any("Commencez-en une" in note for note in notes_of(app))


async def test_a_key_of_an_option_that_is_not_there_says_which_are(workshop):
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(15)
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await sees(app, pilot, "de retard")
        ways = [key for key in "jkl" if f"\n {key}  " in shown(app)]
        await pilot.press("l")
        if len(ways) < 3:
            await until(pilot, lambda: any("option" in note.lower() for note in notes_of(app)))
        assert workshop.session.runs["welcome"].extra == 0 or len(ways) == 3


async def test_the_palette_speaks_the_language_of_the_program(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("f2")
        await sees(app, pilot, "Chercher une commande…")
        await pilot.press(*"zzqqxx")
        await sees(app, pilot, "Aucune commande ne correspond.")


async def test_a_message_goes_when_a_dialog_opens_and_never_stands_on_the_clock(workshop):
    workshop.phases.start("tables")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "Les tables")
        app.notify("un message en passant", timeout=60)
        await until(pilot, lambda: len(app.screen.query(Toast)) == 1)
        clock = app.screen.query_one(PhaseTimer).region
        await pilot.press("m")
        await pilot.pause()
        assert not [toast for screen in app.screen_stack for toast in screen.query(Toast)]
        app.notify("un message pendant la question", timeout=60)
        await until(pilot, lambda: len(app.screen.query(Toast)) == 1)
        assert app.screen.query_one(ToastRack).region.bottom <= clock.y


async def test_several_windows_are_counted_where_their_names_leave_no_room(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Essai")
        workshop.log.presence.show(Presence("facilitator.b", "run", ""))
        workshop.log.presence.show(Presence("facilitator.c", "run", ""))
        await sees(app, pilot, "◆ 2 autres fenêtres", "Essai")
        await pilot.resize_terminal(120, 24)
        await sees(app, pilot, "◆ Animation (fenêtre 2), Animation (fenêtre 3)")


async def test_a_window_that_shares_is_told_once(workshop):
    workshop.phases.start("tables")
    services = fake_services()
    services.sharing.before = True
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "tables non connectées")
        workshop.log.presence.show(Presence("facilitator.b", SHARE, ""))
        await until(pilot, lambda: app.screen.neighbours)
        await pilot.pause()
        assert "◆" not in shown(app)


async def test_closed_and_merged_tables_are_told_whole_in_eighty_columns(workshop):
    workshop.phases.start("tables")
    workshop.ideas.record(1, "Une idée")
    workshop.recorder.clock.advance(12)
    workshop.room_tables.close(2)
    workshop.room_tables.close(3, merged_into=1)
    app = on(ConductPage(workshop))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "T2", "fermée")
        lines = shown(app).splitlines()
        assert next(line for line in lines if " T2 " in line).rstrip(" ▆█▇").endswith("✗ fermée")
        assert (
            next(line for line in lines if " T3 " in line).rstrip(" ▆█▇").endswith(("avec T1", "réunie à la table 1"))
        )


async def test_the_help_of_a_page_of_words_lists_no_letters(workshop):
    app = on(CapturePage(workshop, 1))
    async with app.run_test():
        listed = [key for action in app.screen.always for key in action.keys.split(",")]
        assert listed == [action.keys.split(",")[0] for action in ALWAYS]
        assert all(len(key) > 1 for key in listed)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_while_tables_change_the_line_of_the_phase_is_whole(size):
    workshop = make_workshop(plan=ROUNDS)
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(17)
    app = on(WallPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "rotation")
        line = next(line for line in shown(app).splitlines() if "rotation" in line)
        assert "Les tables de travail" in line
        assert "43\u00a0min" in line


async def test_leaving_the_projection_says_that_a_screen_is_closed(workshop):
    app = on(WallPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("q")
        await until(pilot, lambda: any("pour fermer cet écran" in note for note in notes_of(app)))


async def test_a_session_that_has_ideas_and_has_not_begun_says_so_and_is_not_under_way():
    workshop = make_workshop(plan={**PLAN, "date": "2021-12-13"}, log=FakeLog())
    workshop.phases.extend(5, "panel")
    workshop.ideas.record(1, "une")
    app = on(HomePage(), fake_services(paris=workshop))
    async with app.run_test() as pilot:
        await sees(app, pilot, "à venir · déjà 1 idée")
        assert "en cours" not in shown(app)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Cartes : /salle/exports/essai/cartes.html.", 24, ["Cartes : /salle/exports/", "essai/cartes.html."]),
        ("Que garder ici, et ou ?", 21, ["Que garder ici, et", "ou ?"]),
        ("et/ou, 1/3, oui/non", 8, ["et/ou,", "1/3,", "oui/non"]),
        ("il a dit « oui » hier", 12, ["il a dit", "« oui » hier"]),
    ],
)  # fmt: skip
def test_a_line_ends_neither_within_a_name_of_a_path_nor_before_a_sign(text, width, lines):
    terminal_fixes.wrap_at_plain_blanks()
    assert [line.plain.rstrip() for line in Content(text).wrap(width)] == lines


def test_a_length_in_a_sentence_is_in_hours_above_one():
    from facilitate.domain.errors import Message, Minutes

    assert Language("fr").message(Message("{minutes}", {"minutes": Minutes(235)})) == "3\u00a0h\u00a055"
    assert Language("en").message(Message("{minutes}", {"minutes": Minutes(45)})) == "45\u00a0min"
