"""What a page shows first, and after its terminal changed, is what it shows from then on: nobody waits for a tick."""

from __future__ import annotations

import pytest

from facilitate.tui.navigation import make_screen
from facilitate.tui.screens.sort.screen import SortPage
from tests.support.workshops import make_workshop
from tests.tui.services import on, shown
from tests.tui.waiting import until

NAMES = ["conduct", "sort", "wall", "publish", "programme", "roadmap", "matrix", "capture", "table"]
SIZES = [(80, 24), (120, 40), (56, 16)]


def begun():
    workshop = make_workshop()
    workshop.phases.start("tables")
    for number in range(12):
        workshop.ideas.record(
            1 + number % 2, f"Une idée assez longue pour être coupée dans une colonne étroite {number}"
        )
    return workshop


def page_of(name):
    return make_screen(name, begun(), *([1] if name == "capture" else []))


def report_stands(app):
    """It is set beside the keys, and so a moment after the page; no other page has one."""
    reports = app.screen.query("#report")
    return not reports or (reports.first().size.height > 1 and all(worker.is_finished for worker in app.workers))


def suggestions_stand(app):
    """What is suggested for a proposal is asked once the page is drawn."""
    page = app.screen
    return not isinstance(page, SortPage) or page.selected in page._suggestions._known


async def settled(pilot):
    await pilot.pause()
    await until(pilot, lambda: report_stands(pilot.app) and suggestions_stand(pilot.app), seconds=5)
    await pilot.pause()
    return shown(pilot.app)


async def shown_at(name, size):
    app = on(page_of(name))
    async with app.run_test(size=size) as pilot:
        return await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
async def test_time_changes_nothing_but_the_time(name, size):
    app = on(page_of(name))
    async with app.run_test(size=size) as pilot:
        first = await settled(pilot)
        app.screen.tick()
        assert await settled(pilot) == first
        app.screen.redraw()
        assert await settled(pilot) == first


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
async def test_another_size_is_as_if_it_had_been_opened_so(name, size):
    app = on(page_of(name))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        expected = await shown_at(name, size)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: shown(app) == expected, seconds=5)


def dressed(app):
    return {
        str(node): (
            dict(node.styles.base._rules),
            {name: dict(s.base._rules) for name, s in node._component_styles.items()},
        )
        for node in app.screen.walk_children(with_self=True)
    }


@pytest.mark.parametrize("name", NAMES)
async def test_each_widget_is_styled_right_as_it_is_put_there(name):
    app = on(page_of(name))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        before = dressed(app)
        for node in app.screen.walk_children(with_self=True):
            node.dressed = None  # else these tests find it dressed already
        app.screen.update_node_styles(animate=False)
        assert dressed(app) == before
