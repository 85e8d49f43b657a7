"""Linking in the synthesis, and the matrix that comes of it."""

import copy

import pytest

from facilitate.tui.screens.matrix.screen import MatrixPage
from facilitate.tui.screens.sort.screen import SortPage
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import on, sees, shown
from tests.tui.waiting import until

QUESTION = "Quels leviers peuvent servir à surmonter ces obstacles entre les uns et les autres ?"


def made(categories=3, axes=2):
    plan = copy.deepcopy(PLAN)
    plan["categories"] = [{"key": f"c{n}", "title": f"Item numéro {n}"} for n in range(1, categories + 1)]
    known = [{"key": "freins", "question": "Quels freins ?"}, {"key": "leviers", "question": QUESTION}]
    plan["phases"][2]["study"] = {"axes": known[:axes]}
    workshop = make_workshop(log=FakeLog(), plan=plan)
    for text in ("un", "deux", "trois", "quatre"):
        workshop.ideas.record(1, text)
    return workshop


@pytest.fixture
def workshop():
    return made()


def links(workshop):
    return {workshop.session.ideas[key].ref: axis for key, axis in workshop.session.links.items()}


def line(app, start):
    return next(line for line in shown(app).splitlines() if line.strip().startswith(start)).split()


async def test_b_links_what_is_marked_and_the_detail_names_the_question(workshop):
    app = on(SortPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("space", "space", "b")
        await sees(app, pilot, "À quel axe répondent ces 2 idées", "choix actuel")
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.is_modal)
        assert links(workshop) == {"T1-01": "freins", "T1-02": "freins"}
        await sees(app, pilot, "2 pistes → Quels freins")
        await pilot.press("home")
        await sees(app, pilot, "Répond à\u00a0: Quels freins ?")
        await pilot.press("u")
        assert links(workshop) == {}


async def test_none_takes_the_link_away_and_esc_changes_nothing(workshop):
    workshop.study_links.link(["T1-01"], "freins")
    app = on(SortPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("b")
        await until(pilot, lambda: app.screen.is_modal)
        await sees(app, pilot, "Quels freins ?")
        assert next(row for row in shown(app).splitlines() if "Quels freins ?" in row).rstrip().endswith("choix actuel")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert links(workshop) == {"T1-01": "freins"}
        assert app.screen.board.current.ref == "T1-01"
        await pilot.press("b")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("end", "enter")
        await until(pilot, lambda: not app.screen.is_modal)
        assert links(workshop) == {}
        assert app.screen.board.current.ref == "T1-01"


async def test_a_merged_proposal_links_all_its_ideas_that_stand(workshop):
    workshop.proposals.merge(["T1-01", "T1-02", "T1-03"], "ensemble")
    workshop.ideas.withdraw("T1-02")
    app = on(SortPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("b")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("down", "enter")
        await until(pilot, lambda: not app.screen.is_modal)
        assert links(workshop) == {"T1-01": "leviers", "T1-03": "leviers"}


async def test_without_a_study_b_says_why_and_the_matrix_too():
    app = on(SortPage(made(axes=0)))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("b")
        await sees(app, pilot, "aucun axe d’étude")
        assert not app.screen.is_modal
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, MatrixPage))
        await sees(app, pilot, "aucun axe d’étude")
        assert "Aucune idée reliée" not in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_o_opens_the_matrix_and_it_follows_the_others(workshop, size):
    app = on(SortPage(workshop))
    async with app.run_test(size=size) as pilot:
        await pilot.press("o")
        await sees(app, pilot, "Matrice\u00a0: axes de l’étude par item", "Aucune idée reliée")
        workshop.proposals.file(["T1-01"], "c2")
        workshop.study_links.link(["T1-01", "T1-02"], "freins")
        app.screen.follow()
        await sees(app, pilot, "2 pistes répondent à un axe · 2 à aucun")
        assert line(app, "Quels freins")[-5:] == ["·", "1", "·", "1", "2"]
        assert line(app, "Quels leviers")[-5:] == ["·", "·", "·", "·", "0"]
        assert line(app, "Aucun axe")[-5:] == ["·", "·", "·", "2", "2"]
        text = shown(app)
        assert all(f"{number}  Item numéro {number}" in text for number in (1, 2, 3))
        assert "x  Non classées" in text
        assert "En suspens" not in text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SortPage))


@pytest.mark.parametrize(("size", "categories"), [((80, 24), 9), ((80, 24), 18), ((60, 20), 9), ((120, 40), 12)])
async def test_every_question_and_number_is_whole_whatever_the_size(size, categories):
    workshop = made(categories)
    workshop.proposals.file(["T1-01"], f"c{categories}")
    workshop.study_links.link(["T1-01"], "leviers")
    app = on(MatrixPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "Quels freins")
        lines = shown(app).splitlines()
        head = next(line.split() for line in lines if line.split()[-1:] == ["Total"])
        assert head[:categories] == [str(number) for number in range(1, categories + 1)]
        assert (line(app, "Quels freins")[-1] == "0") is (size[0] >= 80 and categories < 18)
        whole = " ".join(" ".join(lines).split())
        assert [word for word in QUESTION.split() if word not in whole] == []
        assert app.screen.query_one("#whole").max_scroll_x == 0


async def test_hostile_titles_are_shown_as_they_are():
    plan = copy.deepcopy(PLAN)
    plan["categories"] = [{"key": f"c{n}", "title": f"[b]{n} [/x]"} for n in range(len(NOTES))]
    plan["phases"][2]["study"] = {"axes": [{"key": "freins", "question": "[red]Quels freins[/foo] ?"}]}
    app = on(MatrixPage(make_workshop(log=FakeLog(), plan=plan)))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "[red]Quels freins[/foo]", "[b]0 [/x]")
