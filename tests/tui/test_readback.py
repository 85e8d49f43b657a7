"""Lists that are read aloud and signed, and tables that report back one by one, on the screens."""

from __future__ import annotations

import pytest

from facilitate.domain.values.wall import WallContent
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.readback.screen import ReadBackPage
from facilitate.tui.screens.reportback.screen import ReportBackPage
from facilitate.tui.screens.table_list.screen import TableListPage
from facilitate.tui.screens.vote.screen import VotePage
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.workshop.report.readback import list_of
from tests.support.votes import voting
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown, until


@pytest.fixture
def workshop():
    made = make_workshop(log=FakeLog())
    made.phases.start("tables")
    for table, text in [(1, "un jardin"), (1, "une [b]école ouverte"), (2, "un lac")]:
        made.ideas.record(table, text)
    return made


async def test_the_facilitator_asks_all_tables_and_signs_for_one_on_paper(workshop):
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await sees(app, pilot, "Relecture", "0 sur 3")
        await pilot.press("a")
        await sees(app, pilot, "Chaque table voit maintenant sa liste")
        assert workshop.session.reading_back == "tables"
        await pilot.press("down", "s")
        await sees(
            app, pilot, "1 sur 3", "validée par l’animation (idées\u00a0: 1)", "Table 2\u00a0: trois préférées au plus"
        )
        await pilot.press("f", "1")
        await sees(app, pilot, "★ T2-01 un lac")
        await pilot.press("enter")
        assert [idea.text for idea in list_of(workshop.session, app.screen._phase, 2).favourites] == ["un lac"]
        assert "trois préférées au plus" not in shown(app)
        await pilot.press("u")
        await pilot.press("u")
        await sees(app, pilot, "0 sur 3")
        await pilot.press("p")
        await sees(app, pilot, "1 sur 3", "  validée (idées : 1)")
        await pilot.press("u")
        await sees(app, pilot, "0 sur 3")
        await pilot.press("up", "enter")
        assert isinstance(app.screen, TableListPage)
        await pilot.press("escape", "a")
        assert isinstance(app.screen, ReadBackPage)
        assert not workshop.session.reading_back


async def test_a_table_reads_its_list_names_favourites_and_signs(workshop):
    app = on(CapturePage(make_workshop(log=workshop.log, role="table-1"), 1), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "un jardin")
        assert "Relisez" not in shown(app)
        workshop.readback.ask()
        app.screen.follow()
        await sees(app, pilot, "Relisez maintenant votre liste à voix haute")
        await pilot.press("f5")
        await sees(app, pilot, "Est-ce bien ce que vous avez dit", "une [b]école ouverte")
        await pilot.press("down", "space", "s")
        await sees(app, pilot, "C’est bien ce que nous avons dit (idées\u00a0: 2)", "★ une [b]école")
        await pilot.press("enter", *" libre", "enter")
        await sees(app, pilot, "Modifiées depuis la validation\u00a0: 1", "pas encore relue")
        await pilot.press("u")
        await sees(app, pilot, "C’est bien ce que nous avons dit (idées\u00a0: 2)")
        await pilot.press("a", *"un four", "enter")
        await sees(app, pilot, "un four", "Modifiées depuis la validation\u00a0: 1")
        await pilot.press("end", "delete")
        await sees(app, pilot, "C’est bien ce que nous avons dit (idées\u00a0: 2)")


async def test_tables_speak_in_turn_and_what_was_said_is_struck_through(workshop):
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f7")
        assert isinstance(app.screen, ReportBackPage)
        await sees(app, pilot, "3 pistes, telles que les tables", "3 minutes par table")
        workshop.proposals.merge(["T1-01", "T2-01"], "un jardin au bord d’un lac")
        app.screen.follow()
        await sees(app, pilot, "2 pistes, chacune dite une seule fois")
        await pilot.press("d")
        assert workshop.session.report_back.orders == {"tables": (2, 1)}
        await pilot.press("u")
        await pilot.press("n")
        await sees(app, pilot, "Table 1 · temps restant", "un jardin au bord d’un lac")
        await pilot.press("n")
        await sees(app, pilot, "Table 2 · temps restant", "dit par la table 1")
        await sees(app, pilot, "✓  Table 1", "▸  Table 2")
        await pilot.press("m")
        assert workshop.session.report_back.orders == {}, "who has spoken stays first"
        await pilot.press("plus", "v")
        assert (workshop.session.report_back.minutes, workshop.session.wall) == (4, WallContent.REPORT)
        await pilot.press("enter")
        assert workshop.session.report_back.table == 0
        await sees(app, pilot, "Toutes les tables ont parlé")
        await pilot.press("n")
        assert workshop.session.report_back.table == 0, "nobody begins anew"


async def test_the_room_sees_who_speaks_and_what_is_new(workshop):
    app = on(WallPage(workshop), fake_services())
    workshop.wall.show(WallContent.REPORT)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(app, pilot, "chacune dit ce que personne n’a encore dit")
        workshop.reportback.call(1)
        app.screen.follow()
        await sees(app, pilot, "Table 1", "une [b]école ouverte")
        assert "un lac" not in shown(app)
        workshop.ideas.withdraw("T2-01")
        workshop.reportback.call(2)
        app.screen.follow()
        await sees(app, pilot, "Table 2", "a déjà été dit")


async def test_the_clock_of_the_report_back_is_whole_below_more_than_a_page():
    workshop = voting(14)
    workshop.wall.show(WallContent.REPORT)
    workshop.reportback.call(1)
    app = on(WallPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "page 1 sur")
        app.screen.draw()
        await pilot.pause()
        stage, clock = (app.screen.query_one(each).region for each in ("#stage", "HugeDigits"))
        assert clock.bottom <= stage.bottom


async def test_a_call_stands_on_the_facilitators_screen_until_somebody_goes(workshop):
    app = on(CapturePage(workshop, 2), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: list(workshop.session.calls) == [2])
        await pilot.press("f10")
        await until(pilot, lambda: workshop.session.calls == {})
        await pilot.press("f10")
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "La table 2 vous appelle")
        await pilot.press("f12")
        await until(pilot, lambda: workshop.session.calls == {})
        app.screen.tick()
        assert "vous appelle" not in shown(app)
    for page in (VotePage, ReadBackPage, ReportBackPage):
        workshop.room_tables.call(3)
        app = on(page(workshop), fake_services())
        async with app.run_test(size=(80, 24)) as pilot:
            await sees(app, pilot, "La table 3 vous appelle (F12")
            assert "answer_call" in [each.name for each in app.screen.helped], "F1 lists it"
            await pilot.press("f12")
            await until(pilot, lambda: workshop.session.calls == {})
            assert "vous appelle" not in shown(app)


async def test_the_agenda_asks_the_tables_while_somebody_types_elsewhere_and_takes_no_key(workshop):
    workshop.programme.set("phases/tables/read_back", 10)
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        workshop.recorder.clock.advance(workshop.room_tables.phase().minutes - 12)
        app.screen.tick()
        await sees(app, pilot, "Relecture des listes dans 2\u00a0min (F6")
        await pilot.press("i", *"un ca")
        workshop.recorder.clock.advance(3)
        await until(pilot, lambda: workshop.session.reading_back == "tables")
        await pilot.press(*"fé", "enter", "escape")
        assert [idea.text for idea in workshop.session.ideas.values()][-1] == "un café"
        await sees(app, pilot, "Listes relues\u00a0: 0 sur 3")
        await pilot.press("f6")
        await sees(app, pilot, "d\u00a0: demander 5 min plus tard")
        await pilot.press("d")
        await sees(app, pilot, "Prévue 4\u00a0min avant la fin")
        assert not workshop.session.reading_back


@pytest.mark.parametrize(
    ("key", "now", "read"), [("l", "synthesis", "tables"), ("b", "synthesis", ""), ("n", "tables", "tables")]
)
async def test_going_on_while_lists_are_read_back_says_how_many_are_not_and_may_leave_them_on_the_phones(
    workshop, key, now, read
):
    workshop.readback.ask()
    workshop.readback.sign(1)
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await sees(app, pilot, "1 table sur 3 n’a pas relu sa liste")
        await pilot.press(key)
        assert (workshop.session.current, workshop.session.reading_back) == (now, read)
