"""The second screen, and the choice of what it shows."""

from __future__ import annotations

import gc
import re
import tracemalloc
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widget import Widget

from facilitate.domain.errors import StorageFailure
from facilitate.domain.values.wall import WallContent
from facilitate.tui import themes
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.wall.bar_charts import ChartBar, chart, seat_lines
from facilitate.tui.screens.wall.huge_digits import HugeDigits, drawn
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.tui.widgets.huge_text import HugeText, is_large
from facilitate.tui.widgets.huge_text import drawn as words_drawn
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.views.wall import wall_view
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import on, sees, shown
from tests.tui.waiting import until

SIZES = [(80, 24), (120, 40), (200, 60), (30, 10)]


class LookedAtLog(FakeLog):
    """A log that may not be written to."""

    @contextmanager
    def writing_as(self, role):
        raise AssertionError("the wall only looks")
        yield


@pytest.fixture
def workshop():
    return make_workshop(log=FakeLog())


def looking_at(workshop):
    """The wall’s own look at the session, from another program."""
    recorder = workshop.recorder
    return Workshop(LookedAtLog(recorder.log.kept), recorder.clock, recorder._ids)


def clock_of(app):
    return app.screen.query_one(HugeDigits)


def task_of(app):
    """The words that are as large as the screen allows, if there are any."""
    return app.screen.query_one(HugeText).value if app.screen.has_class("-with-task") else ""


@pytest.mark.parametrize("size", SIZES)
async def test_the_clock_is_as_large_as_the_screen(workshop, size):
    workshop.phases.start("study")
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "L’étude", "█")
        assert clock_of(app).value == "40:00"
        inked = [line for line in shown(app).splitlines() if "█" in line]
        assert len(inked) >= {80: 11, 120: 17, 200: 28, 30: 3}[size[0]]
        assert all(len(line) <= size[0] for line in inked)


async def test_it_follows_the_session_without_a_journal(workshop):
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Essai", "À suivre\u00a0: Accueil")
        workshop.phases.start("tables")
        await sees(app, pilot, "Les tables")
        workshop.wall.show(WallContent.QUESTION)
        await until(pilot, lambda: task_of(app) == "Quelles pistes ?")
        workshop.ideas.record(2, "secret-idea")
        workshop.wall.show(WallContent.COUNTS)
        await sees(app, pilot, "Table 2", "▄▄▄", "1 idée")
        assert "secret" not in shown(app)


async def test_it_speaks_up_near_the_end_in_colour_and_words(workshop):
    workshop.phases.start("study")
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "L’étude")
        for minutes, state, words in (
            (33, "soon", "bientôt la fin"),
            (6, "now", "il faut conclure"),
            (4, "over", "dépassement"),
        ):
            workshop.recorder.clock.advance(minutes)
            app.screen.tick()
            assert clock_of(app).has_class(state)
            await sees(app, pilot, words)
        assert clock_of(app).value == "+3:00"


async def test_the_typology_is_bars(workshop):
    refs = [workshop.ideas.record(1, text).ref for text in "abc"]
    workshop.proposals.file(refs[:2], "formation")
    workshop.wall.show(WallContent.TYPOLOGY)
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Formation  ", "Lieux", "2 pistes classées · 1 piste à classer")


async def test_blank_is_empty(workshop):
    workshop.phases.start("study")
    workshop.wall.show(WallContent.BLANK)
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.drawn and not shown(app).strip())
        workshop.wall.show(WallContent.COUNTS)
        app.screen.follow()
        await sees(app, pilot, "L’étude", "Table 3")


async def test_what_has_not_changed_is_not_painted_again(workshop, monkeypatch):
    workshop.phases.start("study")
    workshop.phases.pause()
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "en pause")
        await pilot.pause()
        painted = []
        monkeypatch.setattr(Widget, "refresh", lambda self, *_regions, **_how: painted.append(self) or self)
        app.screen.tick()
        assert painted == []


@pytest.mark.parametrize("size", [(120, 40), (30, 10)])
@pytest.mark.parametrize("wall", WallContent)
async def test_hostile_words_stand_as_they_are(size, wall):
    title = f"{NOTES[4]} {NOTES[17]}"
    tables = {"kind": "tables", "key": "t", "title": title, "question": title, "tables": 40, "minutes": 60}
    categories = [{"key": f"c{number}", "title": f"{title} {number}"} for number in range(12)]
    workshop = make_workshop(plan={"title": title, "phases": [tables], "categories": categories}, log=FakeLog())
    workshop.phases.start("t")
    workshop.wall.show(wall)
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test(size=size) as pilot:
        times = {
            WallContent.BLANK: 0,
            WallContent.CLOCK: 2,
            WallContent.COUNTS: 2,
            WallContent.QUESTION: 3,
            WallContent.TYPOLOGY: 14,
            WallContent.PROPOSALS: 2,
            WallContent.SEATS: 2,
            WallContent.REPORT: 2,
            WallContent.REVIEW: 2,
            WallContent.VOTE: 2,
            WallContent.FEEDBACK: 2,
        }[wall]

        def read():
            """What stands there now, in the letters of the terminal or in pictures."""
            huge = app.screen.query_one(HugeText)
            pictured = task_of(app) if is_large(huge.value, *huge.size) else ""
            return (shown(app) + pictured).count(NOTES[4])

        await until(pilot, lambda: app.screen.drawn and (read() == times or size == (30, 10)))


async def test_one_key_chooses_what_the_room_sees(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("v", "i")
        assert workshop.session.wall is WallContent.COUNTS
        await until(
            pilot,
            lambda: [each.message for each in app._notifications] == ["Projection du nombre d’idées de chaque table"],
        )
        await pilot.press("v")
        await sees(app, pilot, "Que doit voir la salle\u202f?")
        await pilot.press("down", "enter")
        assert workshop.session.wall is WallContent.TYPOLOGY
        await pilot.press("v", "escape")
        assert workshop.session.wall is WallContent.TYPOLOGY
        await pilot.press("u", "u")
        assert workshop.session.wall is WallContent.CLOCK


def test_digits_grow_with_the_place_and_give_way_to_text():
    assert drawn("1:2", 4, 1) == ("1:2 ",)
    for text in ("12:34", "+3:05", "1:15:00"):
        heights = [sum(bool(line.strip()) for line in drawn(text, width, width // 3)) for width in (40, 80, 160)]
        assert heights == sorted(set(heights))
        assert {len(line) for line in drawn(text, 80, 20)} == {80}


def test_a_chart_takes_the_place_it_has():
    bars = [ChartBar(f"Table {number}", number, "$accent") for number in range(1, 13)]
    for width, height in ((60, 12), (60, 40), (60, 6), (20, 3)):
        lines = chart(bars, width, height).plain.split("\n")
        assert len(lines) <= height
        assert len({len(line) for line in lines}) == 1
    both = chart(bars, 60, 6).plain.split("\n")
    assert "Table 1 " in both[0]
    assert "Table 7 " in both[0]


def test_words_are_as_large_as_they_fit_and_all_of_them_are_there():
    text = "Quelles pistes pour favoriser les collaborations sur nos territoires ?"
    for width, rows in ((76, 17), (104, 28), (172, 36), (40, 4), (10, 3)):
        lines = words_drawn(text, width, rows)
        assert len(lines) <= rows
        assert max(map(len, lines)) <= width or rows == 3
    assert [is_large(text, width, rows) for width, rows in ((76, 17), (104, 28), (40, 4))] == [True, True, False]
    heights = [sum(bool(line.strip()) for line in words_drawn("Qui ?", width, width // 3)) for width in (40, 80, 160)]
    assert heights == sorted(set(heights))
    assert words_drawn("Où ça, Éloïse ?", 72, 15) != words_drawn("Ou ca, Eloise ?", 72, 15)


@pytest.mark.parametrize("text", ["什么？", "Ωραία", "🙂 ?", "", "a" * 300, "a\tb\x07"])
def test_what_has_no_picture_is_written(text):
    for width, rows in ((72, 15), (20, 3), (1, 1)):
        assert len(words_drawn(text, width, rows)) <= max(1, rows)


ROUNDS = {
    "kind": "tables", "key": "t", "title": "Les tables", "minutes": 66, "tables": 3, "rounds": 3, "changeover": 3,
    "question": "Quoi ?", "round_setups": [{"number": 2, "question": "Comment ?"}],
}  # fmt: skip


@pytest.fixture
def rounds():
    plan = {"title": "Essai", "phases": [ROUNDS], "categories": [{"key": "lieux", "title": "Lieux"}]}
    workshop = make_workshop(log=FakeLog(), plan=plan)
    workshop.phases.start("t")
    return workshop


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("wall", [WallContent.CLOCK, WallContent.QUESTION, WallContent.COUNTS])
async def test_while_tables_change_that_is_what_the_room_reads(rounds, size, wall):
    rounds.wall.show(wall)
    app = on(WallPage(looking_at(rounds)))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "tour 1 sur 3", "il reste ", "pour la phase")
        assert clock_of(app).value == "20:00"
        rounds.recorder.clock.advance(20)
        app.screen.tick()
        await until(pilot, lambda: task_of(app) == "Changez de table")
        await sees(app, pilot, "À suivre\u00a0: Comment ?", "rotation après le tour 1")
        assert clock_of(app).value == "3:00"
        huge = app.screen.query_one(HugeText)
        await until(pilot, lambda: huge.size.height > 0)
        assert is_large(huge.value, *huge.size)
        assert clock_of(app).size.height < huge.size.height
        rounds.recorder.clock.advance(3)
        app.screen.tick()
        expected = "Comment ?" if wall is WallContent.QUESTION else ""
        await until(pilot, lambda: task_of(app) == expected)


async def test_the_bell_rings_only_where_it_was_asked_for(rounds, monkeypatch):
    app, rung = on(WallPage(looking_at(rounds))), []
    monkeypatch.setattr(app, "bell", lambda: rung.append(rounds.recorder.now()))
    async with app.run_test() as pilot:
        await sees(app, pilot, "tour 1 sur 3")
        rounds.recorder.clock.advance(20)
        app.screen.tick()
        assert not rung
        await pilot.press("b")
        assert len(rung) == 1
        rounds.recorder.clock.advance(3)
        app.screen.tick()
        app.screen.tick()
        assert len(rung) == 2


async def test_one_key_makes_it_light_and_dark(workshop):
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await pilot.press("l")
        assert app.theme == themes.LIGHT
        await pilot.press("l")
        assert app.theme == themes.DARK


async def test_proposals_are_shown_only_by_choice_and_without_names(rounds):
    refs = [rounds.ideas.record(1, text).ref for text in ("Un jardin de Zoé Marchand", "Un café", "Un four", "Un bus")]
    rounds.programme.set("organiser", "La ville")
    rounds.room_tables.describe(2, {"host": "Zoé Marchand"})
    rounds.proposals.file(refs[:2], "lieux")
    rounds.proposals.set_undecided([refs[2]])
    rounds.wall.show(WallContent.TYPOLOGY)
    app = on(WallPage(looking_at(rounds)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "2 pistes classées · 1 piste à classer · 1 en suspens")
        assert "café" not in shown(app)
        rounds.wall.show(WallContent.PROPOSALS)
        await sees(app, pilot, "· Un café", "· Un jardin")
        assert "Marchand" not in shown(app)
        same = rounds.ideas.record(2, "Un café pour tous").ref
        rounds.proposals.merge([refs[1], same], "Un café commun")
        app.screen.follow()
        await sees(app, pilot, "· Un café commun (2 idées)")
        rounds.ideas.withdraw(refs[1])
        rounds.ideas.withdraw(same)
        app.screen.follow()
        await until(pilot, lambda: "café" not in shown(app))
        assert "bus" not in shown(app)


async def test_proposals_turn_their_pages_by_themselves(rounds):
    refs = [rounds.ideas.record(1, f"piste numéro {number:02}").ref for number in range(40)]
    rounds.proposals.file(refs, "lieux")
    rounds.wall.show(WallContent.PROPOSALS)
    rounds.recorder.clock.advance(0.25)  # whenever they are asked for, the first page is shown first
    app, read = on(WallPage(looking_at(rounds))), set()
    async with app.run_test() as pilot:
        await sees(app, pilot, "page 1 sur ")
        for _page in range(10):
            read |= {number for number in range(40) if f"numéro {number:02}" in shown(app)}
            rounds.recorder.clock.advance(0.25)
            app.screen.tick()
            await pilot.pause()
        assert read == set(range(40))


async def test_everybody_finds_their_table_by_the_number_on_the_badge_and_nobody_by_name(rounds):
    for number in range(1, 8):
        rounds.people.add(f"Participante {number:02}", {"world": "élue" if number % 2 else "habitante"})
    rounds.wall.show(WallContent.SEATS)
    app = on(WallPage(looking_at(rounds)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Personne n’a encore de table.")
        rounds.seats.keep(rounds.seats.plan(SeatingAsked(rounds=2)))
        app.screen.follow()
        await sees(app, pilot, "le numéro de votre badge → votre table")
        seats = dict(wall_view(rounds.session, rounds.clock.now()).seats)
        assert sorted(seats) == list(range(1, 8))
        assert all(f"{badge} → {table}" in shown(app) for badge, table in seats.items())
        assert "Participante" not in shown(app)


def test_many_badges_turn_their_pages_and_none_is_left_out(rounds):
    seats = tuple((badge, badge % 40 + 1) for badge in range(1, 301))
    view = replace(wall_view(rounds.session, rounds.clock.now()), seats=seats)
    read = set()
    for turn in range(30):
        text, page, pages = seat_lines(replace(view, now=view.now + timedelta(seconds=12 * turn)), 76, 12)
        lines = text.plain.split("\n")
        assert len(lines) <= 12
        assert max(map(len, lines)) <= 76
        assert page <= pages == 4
        read |= {tuple(map(int, each)) for each in re.findall(r"(\d+) → (\d+)", text.plain)}
    assert read == set(seats)


async def test_a_session_that_cannot_be_reached_is_told_until_it_can(workshop, monkeypatch):
    page = WallPage(looking_at(workshop))
    app, recorder = on(page), page.workshop.recorder
    async with app.run_test() as pilot:
        await sees(app, pilot, "À suivre")
        with monkeypatch.context() as gone:
            gone.setattr(recorder, "refresh", lambda: (_ for _ in ()).throw(StorageFailure("no disk")))
            await sees(app, pilot, "Affichage arrêté à")
        workshop.phases.start("tables")
        await sees(app, pilot, "Les tables")
        await until(pilot, lambda: "arrêté" not in shown(app))


async def test_eight_hours_do_not_make_it_grow(rounds):
    rounds.wall.show(WallContent.QUESTION)
    app = on(WallPage(looking_at(rounds)))
    async with app.run_test() as pilot:
        await until(pilot, lambda: task_of(app) == "Quoi ?")

        def ticks(count):
            for _tick in range(count):
                rounds.recorder.clock.advance(1)  # a minute each: eight hours and more in all
                app.screen.tick()
            gc.collect()
            return tracemalloc.get_traced_memory()[0]

        tracemalloc.start()
        try:
            before = ticks(80)
            assert ticks(500) - before < 100_000
        finally:
            tracemalloc.stop()


async def test_another_size_of_the_window_makes_all_as_large_as_fits_there(rounds):
    rounds.wall.show(WallContent.QUESTION)
    rounds.programme.set("phases/t/question", "Quelles pistes pour nos territoires ?")
    app = on(WallPage(looking_at(rounds)))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: task_of(app).startswith("Quelles"))
        for size in ((200, 50), (80, 24), (40, 10), (20, 5), (120, 40)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda size=size: app.size == size)
            huge = app.screen.query_one(HugeText)
            await until(pilot, lambda huge=huge: huge.size.height > 0)
            await until(pilot, lambda size=size: max(map(len, shown(app).splitlines())) <= size[0])
            await until(pilot, lambda size=size, huge=huge: is_large(huge.value, *huge.size) == (size[0] >= 80))


async def test_a_question_is_never_beside_the_clock_of_another_phase_without_its_own_name(workshop):
    workshop.wall.show(WallContent.QUESTION)
    workshop.phases.start("panel")
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await until(pilot, lambda: task_of(app) == "Quelles pistes ?")
        await sees(app, pilot, "Table ronde", "Les tables")
        workshop.phases.start("tables")
        await until(pilot, lambda: task_of(app) == "Quelles pistes ?" and shown(app).count("Les tables") == 1)


async def test_a_question_is_asked_no_more_once_its_phase_has_ended(workshop):
    workshop.wall.show(WallContent.QUESTION)
    workshop.programme.add("phases/tables/table_setups", {"number": 2, "question": "Et pour nous ?"})
    workshop.phases.start("tables")
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(app, pilot, "Et pour nous ?")
        workshop.phases.end()
        await sees(app, pilot, "À suivre\u00a0: Synthèse")
        await until(pilot, lambda: not app.screen.has_class("-with-task") and "pour nous" not in shown(app))
        workshop.phases.start("synthesis")
        await sees(app, pilot, "Synthèse")
        assert not app.screen.has_class("-with-task")
        assert "Les tables" not in shown(app)


async def test_after_the_last_phase_the_room_is_told_that_it_is_over(workshop):
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "À suivre")
        workshop.phases.start(workshop.session.plan.phases[-1].key)
        workshop.phases.end()
        await sees(app, pilot, "La rencontre est terminée")


def days_phases(*titles, rounds=1):
    return [
        {"kind": "tables", "key": f"t{at}", "title": title, "minutes": 20, "tables": 2, "rounds": rounds}
        for at, title in enumerate(titles)
    ]


@pytest.mark.parametrize("closing", [True, False])
async def test_the_ideas_of_one_phase_are_named_and_at_the_end_all_are_counted(closing):
    end = [{"kind": "closing", "key": "fin", "title": "Clôture", "minutes": 5}] if closing else []
    workshop = make_workshop(log=FakeLog(), plan={"title": "Essai", "phases": [*days_phases("Matin", "Soir"), *end]})
    workshop.wall.show(WallContent.COUNTS)
    app = on(WallPage(looking_at(workshop)))
    async with app.run_test() as pilot:
        workshop.phases.start("t0")
        refs = [workshop.ideas.record(1, text).ref for text in ("Un banc", "Une mare", "Un four")]
        workshop.ideas.withdraw(refs[0])
        await sees(app, pilot, "Table 1", "2 idées · Matin")
        workshop.phases.end()
        await sees(app, pilot, "À suivre\u00a0: Soir", "2 idées · Matin")
        workshop.phases.start("t1")
        workshop.ideas.record(2, "Un bal")
        await sees(app, pilot, "Table 2", "1 idée · Soir")
        workshop.phases.start_next() if closing else workshop.phases.end()
        await sees(app, pilot, "Matin  ", "Soir  ", "3 idées")
        assert "Table" not in shown(app)
        assert "3 idées ·" not in shown(app)


async def test_while_rounds_are_on_what_the_phase_has_is_called_that(rounds):
    rounds.wall.show(WallContent.COUNTS)
    rounds.ideas.record(1, "Un banc")
    rounds.recorder.clock.advance(23)
    rounds.ideas.record(2, "Une mare")
    app = on(WallPage(looking_at(rounds)))
    async with app.run_test() as pilot:
        await sees(app, pilot, "tour 2 sur 3", "toute la phase\u00a0: 2 idées")
