"""The second screen, and the choice of what it shows."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from textual.widget import Widget

from facilitate.domain.values.wall import WallContent
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.wall.bar_charts import ChartBar, chart, question
from facilitate.tui.screens.wall.huge_digits import HugeDigits, drawn
from facilitate.tui.screens.wall.screen import WallPage
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
        await sees(app, pilot, "Quelles pistes ?")
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
            (4, "over", "temps écoulé"),
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
        }[wall]
        await until(pilot, lambda: app.screen.drawn and (shown(app).count(NOTES[4]) == times or size == (30, 10)))


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


def test_the_question_is_in_lines_of_about_one_length():
    text = "Quelles pistes pour favoriser les collaborations sur nos territoires ?"
    assert question(text, 60, 9).plain.split("\n\n") == [
        "Quelles pistes pour favoriser les",
        "collaborations sur nos territoires ?",
    ]
    assert question(text, 60, 2).plain.count("\n") == 1
