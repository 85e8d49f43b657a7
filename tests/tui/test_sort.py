"""The synthesis, driven by its keys."""

import pytest
from textual import events

from facilitate.domain.errors import StorageFailure
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place
from facilitate.tui.screens.sort.screen import SortPage
from facilitate.tui.screens.sort.typology import TypologyPage
from facilitate.tui.widgets.field import Field
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.report.counts import counts
from facilitate.workshop.views.sort import View
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import enter, on, sees, shown
from tests.tui.waiting import until

REFS = ("T1-01", "T1-02", "T2-01", "T2-02", "T3-01", "T3-02")


def filled(plan=None):
    workshop = make_workshop(log=FakeLog(), plan=plan)
    for ref in REFS:
        status = Status.EXISTING if ref == "T2-02" else Status.TO_CREATE
        workshop.ideas.record(int(ref[1]), f"idée {ref.lower()}", status)
    return workshop


@pytest.fixture
def workshop():
    return filled()


@pytest.fixture
def app(workshop):
    return on(SortPage(workshop))


def where(workshop, ref):
    proposal = workshop.session.proposal_of(workshop.ideas.find(ref).id)
    return proposal.category or proposal.place.value


def lit(app):
    return app.screen.board.current.ref


def listed(app):
    return [card.ref for card in app.screen.board._listed]


def said(app):
    return str(app.screen.query_one("#said").content)


async def key(app, pilot, *characters):
    """Press what a keyboard sends, accents too."""
    for character in characters:
        app.post_message(events.Key(character, character))
        await pilot.pause()


async def test_digits_file_and_the_next_unfiled_one_comes(app, workshop):
    async with app.run_test() as pilot:
        await sees(app, pilot, "6 idées = 0 classée + 6 non classées + 0 en suspens + 0 retirée")
        await pilot.press("2")
        assert where(workshop, "T1-01") == "formation"
        assert (lit(app), listed(app)) == ("T1-02", list(REFS[1:]))
        await sees(app, pilot, "T1-01 → Formation", "6 idées = 1 classée + 5 non classées")
        await key(app, pilot, "&", "é", '"')
        assert [where(workshop, ref) for ref in REFS[1:4]] == ["lieux", "formation", "outils"]
        await key(app, pilot, "à")
        assert where(workshop, "T3-01") == "undecided"
        await key(app, pilot, "9")
        await sees(app, pilot, "Aucun item n°\u00a09")
        assert where(workshop, "T3-02") == "unfiled"


async def test_arrows_reach_more_than_nine_categories():
    plan = {**PLAN, "categories": [{"key": f"c{number}", "title": f"Item {number}"} for number in range(1, 13)]}
    workshop = filled(plan)
    app = on(SortPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("right", *["down"] * 10, "enter")
        await until(pilot, lambda: where(workshop, "T1-01") == "c11" and app.screen.board.proposals.has_focus)
        await pilot.press("right", "end", "up", "enter")
        assert where(workshop, "T1-02") == "undecided"
        await key(app, pilot, "-", "_", "§")
        assert [where(workshop, ref) for ref in REFS[2:5]] == ["c6", "c8", "c6"]


async def test_undo_and_redo_say_what_and_go_there(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "u")
        assert (where(workshop, "T1-02"), lit(app)) == ("unfiled", "T1-02")
        assert said(app).startswith("Opération annulée\u00a0: «\u00a0T1-02")
        await pilot.press("u", "u")
        assert where(workshop, "T1-01") == "unfiled"
        assert lit(app) == "T1-01"
        await pilot.press("y", "y")
        assert [where(workshop, ref) for ref in REFS[:2]] == ["lieux", "formation"]


async def test_marks_make_one_gesture(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "down", "space")
        await sees(app, pilot, "3 marquées")
        await pilot.press("3")
        assert [where(workshop, ref) for ref in REFS] == ["outils", "outils", "unfiled", "outils", "unfiled", "unfiled"]
        assert lit(app) == "T3-01"
        await pilot.press("u")
        assert {where(workshop, ref) for ref in REFS} == {"unfiled"}
        await pilot.press("a", "i")
        assert {where(workshop, ref) for ref in REFS} == {"undecided"}
        assert listed(app) == []
        await sees(app, pilot, "Aucune piste non classée")


async def test_merge_keeps_a_wording_or_takes_another_and_split_restores(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("m")
        await sees(app, pilot, "Fusionner T1-01 avec")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("1", "space", "v")
        await pilot.press("home", "space", "m")
        await sees(app, pilot, "Quelle formulation pour ces 2 pistes fusionnées", "Écrire une autre formulation")
        await pilot.press("down", "enter")
        await until(pilot, lambda: not app.screen.is_modal)
        proposal = workshop.session.proposal_of(workshop.ideas.find("T1-01").id)
        assert (workshop.session.wording(proposal), proposal.category) == ("idée t1-02", "lieux")
        assert app.screen.board.current.key == proposal.id
        await sees(app, pilot, "2 idées fusionnées", "T1-01 table 1", "T1-02 table 1")
        await pilot.press("s")
        assert (where(workshop, "T1-01"), where(workshop, "T1-02")) == ("lieux", "unfiled")
        assert lit(app) == "T1-01"
        await pilot.press("s")
        assert "n’est pas une piste fusionnée" in said(app)
        await pilot.press("space", "space", "m", "end", "enter")
        await enter(app, pilot, "une idée plus large")  # what stood there was selected, and is replaced
        await until(pilot, lambda: not app.screen.is_modal)
        proposal = workshop.session.proposal_of(workshop.ideas.find("T1-01").id)
        assert workshop.session.wording(proposal) == "une idée plus large"
        assert app.screen.board.marks == {}


async def test_reword_undecided_and_unfile(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("r")
        await enter(app, pilot, " reformulée")
        await sees(app, pilot, "idée t1-01 reformulée")
        assert workshop.ideas.find("T1-01").text == "idée t1-01"
        await pilot.press("i", "v", "v")
        assert listed(app) == ["T1-01"]
        await pilot.press("x")
        assert where(workshop, "T1-01") == "unfiled"


async def test_unfiling_what_is_unfiled_says_so_and_writes_nothing(app, workshop):
    async with app.run_test() as pilot:
        events = len(workshop.timeline.events)
        await pilot.press("x")
        assert said(app) == "T1-01 n’est dans aucun item."
        await pilot.press("space", "space", "x")
        assert said(app) == "2 pistes ne sont dans aucun item."
        assert len(workshop.timeline.events) == events


async def test_a_filed_proposal_that_stays_marked_is_in_sight_and_not_counted(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("space")
        marked, count = next(iter(app.screen.board.marks)), len(listed(app))
        await sees(app, pilot, f"Non classées · {count} piste")
        workshop.proposals.file([marked], "lieux")
        app.screen.follow()
        await sees(app, pilot, f"Non classées · {count - 1} piste")
        assert len(listed(app)) == count


async def test_views_tables_and_statuses(app, workshop):
    workshop.ideas.withdraw("T3-02")
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "i")
        assert listed(app) == ["T2-02", "T3-01"]
        seen = {}
        for _ in View:
            await pilot.press("v")
            seen[app.screen.board.filter.view] = listed(app)
        assert seen == {
            View.ALL: list(REFS[:5]),
            View.UNDECIDED: ["T2-01"],
            View.FILED: ["T1-01", "T1-02"],
            View.WITHDRAWN: ["T3-02"],
            View.UNFILED: ["T2-02", "T3-01"],
        }
        await pilot.press("t", "t")
        assert listed(app) == ["T2-02"]
        await pilot.press("t", "t", "e")
        assert listed(app) == ["T3-01"]
        await pilot.press("e")
        assert listed(app) == ["T2-02"]
        await pilot.press("e", "right", "home", "down", "v")
        assert listed(app) == ["T1-02"]
        await sees(app, pilot, "Classées\u00a0: Formation")
        await pilot.press("escape", "escape")
        assert app.screen.board.filter.view is View.UNFILED


async def test_a_withdrawn_idea_is_not_filed(app, workshop):
    workshop.ideas.withdraw("T1-01")
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("v", "v", "v", "v", "1")
        await sees(app, pilot, "est une idée retirée")
        assert where(workshop, "T1-01") == "unfiled"
        assert counts(workshop.session).withdrawn == 1


async def test_search_narrows_while_one_types_and_escape_ends_it(app):
    async with app.run_test() as pilot:
        await pilot.press("f", "t", "3")
        await until(pilot, lambda: listed(app) == ["T3-01", "T3-02"])
        await pilot.press("down")
        assert app.screen.board.proposals.has_focus
        await pilot.press("1")
        assert (listed(app), lit(app)) == (["T3-01", "T3-02"], "T3-02"), "what is filed is found as well"
        await pilot.press("escape")
        assert len(listed(app)) == 5
        await pilot.press("f", "j", "z")
        await sees(app, pilot, "Aucune piste ne contient")


async def test_ideas_that_arrive_do_not_move_the_highlight(app, workshop):
    tables = make_workshop(log=FakeLog(workshop.recorder.log.kept), seed=1)
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        tables.ideas.record(1, "une nouvelle")
        tables.ideas.withdraw("T1-01")
        app._follow()
        await sees(app, pilot, "T1-03", "7 idées = 0 classée + 6 non classées + 0 en suspens + 1 retirée")
        assert lit(app) == "T2-01"


async def test_a_full_disk_changes_nothing_and_keeps_the_marks(app, workshop, monkeypatch):
    def full(*_, **__):
        raise StorageFailure("No room left.")

    monkeypatch.setattr(workshop.recorder, "record_with", full)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("space", "1")
        await sees(app, pilot, "No room left.", "1 marquée")
        assert where(workshop, "T1-01") == Place.UNFILED


async def test_the_typology_can_change_in_the_middle(app, workshop):
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "c")
        await until(pilot, lambda: isinstance(app.screen, TypologyPage))
        await sees(app, pilot, "La typologie", "Lieux")
        await pilot.press("a")
        await enter(app, pilot, "Mobilité")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("h")
        titles = [category.title for category in workshop.session.plan.categories]
        assert titles == ["Lieux", "Formation", "Mobilité", "Outils"]
        await pilot.press("home", "r")
        await enter(app, pilot, " de rencontre")
        await sees(app, pilot, "Lieux de rencontre")
        await pilot.press("x")
        await sees(app, pilot, "1 piste redeviendra non classée")
        await pilot.press("enter")
        await until(pilot, lambda: where(workshop, "T1-01") == "unfiled")
        await pilot.press("m")
        await sees(app, pilot, "Fusionner «\u00a0Formation\u00a0»")
        await pilot.press("down", "enter")
        await until(pilot, lambda: where(workshop, "T1-02") == "outils")
        await pilot.press("u", "u")
        assert (where(workshop, "T1-01"), where(workshop, "T1-02")) == ("lieux", "formation")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SortPage))
        await sees(app, pilot, "Lieux de rencontre", "Mobilité")


async def test_hostile_texts_are_shown_as_they_are():
    workshop = make_workshop(log=FakeLog())
    for note in NOTES:
        workshop.ideas.record(1, note)
    app = on(SortPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, *NOTES[:-3])
        for _ in NOTES:
            await pilot.press("down")
        await pilot.press("a", "m")
        await sees(app, pilot, *NOTES[:4])


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_three_parts_stand_side_by_side_and_no_size_is_too_small(app, workshop, size):
    async with app.run_test(size=size) as pilot:
        await sees(
            app, pilot, "Non classées · 6 pistes", "Lieux", "En suspens", "T1-01 · table 1 · à créer · non classée"
        )
        for small in ((60, 20), (20, 5), (3, 2), (1, 1)):
            await pilot.resize_terminal(*small)
            await pilot.press("down")
        await pilot.resize_terminal(*size)
        await sees(app, pilot, "Non classées · 6 pistes")
        assert "T3-01" in shown(app)


@pytest.mark.parametrize("merged", [False, True])
async def test_one_proposal_is_shown_with_the_details_of_its_ideas_and_its_row_without(workshop, app, merged):
    workshop.ideas.edit("T1-01", detail="Derrière la mairie,\nprès du lavoir [/b].")
    if merged:
        workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Derrière la mairie,", "près du lavoir [/b].", *(["idée t1-02"] if merged else []))
        assert shown(app).count("près du lavoir") == 1


async def test_an_empty_typology_tells_how_to_begin_and_one_key_makes_a_category_of_what_is_marked():
    workshop = make_workshop(plan={**PLAN, "categories": []}, log=FakeLog())
    for table in (1, 2, 3):
        workshop.ideas.record(table, f"idée {table}")
    app = on(SortPage(workshop))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Aucun item pour l’instant. n\u00a0: en créer un")
        await pilot.press("space", "space", "n")
        await sees(app, pilot, "Titre du nouvel item (2 pistes à y classer)")
        app.screen.query_one(Field).value = "Jardins"
        await pilot.press("enter")
        await sees(app, pilot, "2 pistes → Jardins", "1  Jardins")
        assert "Aucun item" not in shown(app)
        await pilot.press("n")
        await sees(app, pilot, "Titre du nouvel item (1 piste à y classer)")
        app.screen.query_one(Field).value = "JARDINS"
        await pilot.press("enter")
        await sees(app, pilot, "T3-01 → Jardins")
        assert [category.title for category in workshop.session.plan.categories] == ["Jardins"]
        await pilot.press("u", "u")
        await until(pilot, lambda: not workshop.session.plan.categories)
        assert [each.category for each in workshop.session.proposals()] == ["", "", ""]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sum_at_the_top_is_whole_whatever_it_grows_to_and_the_title_gives_way(size):
    workshop = filled({**PLAN, "title": "Une très longue rencontre " * 8})
    app = on(SortPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "6 idées", "+ 0 retirée")
        drafts = [IdeaDraft(f"autre {number}") for number in range(1, 118)]
        workshop.ideas.record_many(1, drafts)
        for number in range(3, 23):
            workshop.ideas.withdraw(f"T1-{number:02d}")
        for number in range(23, 58):
            workshop.proposals.file([f"T1-{number:02d}"], "lieux")
        for number in range(58, 70):
            workshop.proposals.set_undecided([f"T1-{number:02d}"])
        app.wake()
        counted = "123 idées"
        await sees(app, pilot, f"{counted} = 35 classées + 56 non classées + 12 en suspens + 20 retirées")
