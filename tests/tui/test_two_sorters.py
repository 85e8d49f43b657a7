"""Two at one synthesis: each sees where the other is, hears what changed in their hands, and undoes their own acts."""

import pytest

from facilitate.domain.roles import SORTER
from facilitate.domain.values.presence import RUN, SHARE, SORT, Presence
from facilitate.domain.values.wall import WallContent
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.sort.screen import SortPage
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog, SeededIds, make_workshop
from tests.tui.services import on, sees, shown
from tests.tui.waiting import until

REFS = ("T1-01", "T1-02", "T2-01", "T2-02", "T3-01", "T3-02")
OTHER = "facilitator.b"


@pytest.fixture
def workshop():
    workshop = make_workshop(log=FakeLog())
    for ref in REFS:
        workshop.ideas.record(int(ref[1]), f"idée {ref.lower()}")
    return workshop


@pytest.fixture
def other(workshop):
    """Who sits at a second terminal."""
    log = FakeLog(workshop.log.kept, suffix="b", presence=workshop.log.presence)
    return Workshop(log, workshop.clock, SeededIds(9))


@pytest.fixture
def app(workshop):
    return on(SortPage(workshop))


def at(workshop, ref):
    return workshop.session.proposal_of(workshop.ideas.find(ref).id).id


def shows(workshop, ref, screen=SORT):
    workshop.recorder.refresh()
    workshop.log.presence.show(Presence(OTHER, screen, at(workshop, ref) if ref else ""))


def lit(app):
    return app.screen.board.current.ref


def said(app):
    return str(app.screen.query_one("#said").content)


def place(workshop, ref):
    workshop.recorder.refresh()
    proposal = workshop.session.proposal_of(workshop.ideas.find(ref).id)
    return proposal.category or proposal.place.value


async def test_who_is_there_and_where_is_seen_and_goes(app, workshop, other):
    async with app.run_test() as pilot:
        await until(pilot, lambda: workshop.log.presence.others("") != ())
        mine = workshop.log.presence.others("")[0]
        assert (mine.writer, mine.screen, mine.proposal) == ("facilitator", SORT, at(workshop, "T1-01"))
        shows(other, "T2-01")
        await sees(app, pilot, "Autre fenêtre ouverte\u00a0: Animation (fenêtre 2), T2-01", "◆ idée t2-01")
        shows(other, "", RUN)
        await sees(app, pilot, "Animation (fenêtre 2), sur un autre écran")
        assert "◆ idée" not in shown(app)
        other.log.presence.leave(OTHER)
        await until(pilot, lambda: "Autre fenêtre" not in shown(app))
    assert workshop.log.presence.others("") == ()


async def test_one_starts_where_the_other_is_not_and_goes_round_them(app, other):
    shows(other, "T1-01")
    async with app.run_test() as pilot:
        await until(pilot, lambda: lit(app) == "T2-02")
        shows(other, "T3-01")
        await sees(app, pilot, "◆ idée t3-01")
        await pilot.press("1")
        assert lit(app) == "T3-02"


async def test_u_undoes_ones_own_acts_and_the_history_offers_the_others(app, workshop, other):
    async with app.run_test() as pilot:
        await pilot.press("1")
        other.recorder.refresh()
        other.proposals.file(["T3-02"], "outils")
        await pilot.press("u", "u")
        assert (place(workshop, "T1-01"), place(workshop, "T3-02")) == ("unfiled", "outils")
        await pilot.press("h")
        await sees(app, pilot, "Animation (fenêtre 2)", "T3-02 classée dans «\u00a0Outils\u00a0»")
        await pilot.press("enter")
        assert place(workshop, "T3-02") == "unfiled"


async def test_what_changes_in_ones_hands_is_said_in_passing(app, other):
    async with app.run_test() as pilot:
        await pilot.pause()
        other.recorder.refresh()
        other.proposals.file(["T3-02"], "outils")
        await until(pilot, lambda: all(card.ref != "T3-02" for card in app.screen.board._listed))
        assert said(app) == ""  # nothing of mine
        other.proposals.file(["T1-01"], "lieux")
        await until(pilot, lambda: said(app) == "Animation (fenêtre 2)\u00a0: T1-01 classée dans «\u00a0Lieux\u00a0»")


async def test_the_last_key_does_not_win_in_silence(app, workshop, other):
    async with app.run_test() as pilot:
        await pilot.press("1")
        other.recorder.refresh()
        other.proposals.file(["T1-01"], "outils")  # filed by me a moment ago
        await until(pilot, lambda: said(app) == "Animation (fenêtre 2)\u00a0: T1-01 classée dans «\u00a0Outils\u00a0»")
        assert lit(app) == "T1-02"
        other.proposals.file(["T1-02"], "formation")  # in the very blink in which I file it
        app.screen._filing.send_to("lieux")
        await until(pilot, lambda: "T1-02 → Lieux · Animation (fenêtre 2)\u00a0: T1-02 classée dans" in said(app))
        assert place(workshop, "T1-02") == "lieux"


async def test_nothing_is_drawn_while_nothing_changes(app, other):
    shows(other, "T2-01")
    async with app.run_test() as pilot:
        await sees(app, pilot, "◆ idée t2-01")
        page, drawn = app.screen, []
        page.redraw, page.show_beside = (lambda: drawn.append(1)), (lambda: drawn.append(2))
        for _ in range(5):
            shows(other, "T2-01")
            assert not page.follow()
        shows(other, "T2-02")
        assert page.follow()
        assert drawn == [2]


async def test_two_who_run_the_session_see_each_other_and_undo_their_own(workshop, other):
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        shows(other, "", RUN)
        await sees(app, pilot, "◆ Animation (fenêtre 2)")
        shows(other, "", SHARE)
        await sees(app, pilot, "◆ connexion des tables")
        assert "fenêtre 2" not in shown(app)
        shows(other, "", RUN)
        workshop.wall.show(WallContent.QUESTION)
        other.recorder.refresh()
        other.ideas.record(1, "de l’autre")
        await pilot.press("u")
        workshop.recorder.refresh()
        assert workshop.session.wall is not WallContent.QUESTION
        assert len(workshop.session.ideas) == len(REFS) + 1


async def test_of_two_filings_both_are_told_which_one_stands(app, workshop, other):
    """As after a cut: both filed it before either heard of the other."""
    other.log.deaf = True
    async with app.run_test() as pilot:
        workshop.log.deaf = True
        other.proposals.file(["T1-01"], "outils")
        for _ in range(3):
            await pilot.press("1", "u")  # so that this clock is ahead
        await pilot.press("1")
        workshop.log.deaf = False
        words = "Animation (fenêtre 2)\u00a0: T1-01 classée dans «\u00a0Outils\u00a0» · maintenant\u00a0: Lieux"
        await until(pilot, lambda: said(app) == words)
        assert place(workshop, "T1-01") == "lieux"


class Line:
    """A line to a hub, as a test wants it."""

    connected, waiting, trouble, looks = False, 0, None, 0

    def look(self):
        self.looks += 1

    async def run(self, changed):
        self.changed = changed


async def test_on_a_laptop_the_bottom_line_says_when_the_line_is_cut(workshop):
    log = FakeLog(list(workshop.log.kept), suffix="k7m2")
    laptop, line = Workshop(log, workshop.clock, SeededIds(9), SORTER), Line()
    app = on(SortPage(laptop, line))
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(app, pilot, "hors connexion")
        line.waiting = 2
        await pilot.press("1")
        await sees(app, pilot, "hors connexion\u00a0: 2 opérations en attente, enregistrées sur cet ordinateur")
        assert line.looks
        line.connected, line.waiting = True, 0
        app.screen._besides.show()
        await sees(app, pilot, "connecté à l’ordinateur d’animation")
    assert [event.by for event in laptop.timeline.events][-1] == "sorter.k7m2"
