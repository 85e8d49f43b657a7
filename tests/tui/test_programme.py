"""Correcting the programme on screen."""

from __future__ import annotations

import pytest

from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.tui.screens.programme.hours import typed_hours
from facilitate.tui.screens.programme.screen import ProgrammePage
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.views.programme import programme_rows
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.services import enter, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une idée")
    return workshop


def at(app, path, place=0):
    listing = app.screen.query_one(Rows)
    listing.highlighted = f"{path}#{place}"
    assert listing.highlighted == f"{path}#{place}"


async def written(app, pilot, text):
    """Replace what stands in the dialog."""
    await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
    app.focused.value = ""
    await enter(app, pilot, text)


async def closed(app, pilot):
    await until(pilot, lambda: isinstance(app.screen, ProgrammePage))


async def test_a_value_that_is_one_of_a_few_is_read_and_typed_in_words(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Langue du compte rendu", "français")
        at(app, "phases/tables/priority")
        await pilot.press("enter")
        await sees(app, pilot, "Priorité (basse, normale, haute)")
        await written(app, pilot, "urgente")
        await sees(app, pilot, "Valeurs possibles", "basse, normale, haute.")
        await written(app, pilot, "Haute")
        await closed(app, pilot)
        await sees(app, pilot, "Priorité", "haute")
        assert workshop.session.document["phases"][-2]["priority"] == "high"
        at(app, "language")
        await pilot.press("enter")
        await written(app, pilot, "en")
        await closed(app, pilot)
        await sees(app, pilot, "anglais")


async def test_a_value_is_corrected_and_a_refusal_is_shown_where_it_was_typed(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "title")
        await pilot.press("enter")
        await written(app, pilot, "La Rencontre [b]")
        await closed(app, pilot)
        await sees(app, pilot, "La Rencontre [b]")
        at(app, "phases/tables/tables")
        await pilot.press("enter")
        await written(app, pilot, "0")
        await sees(app, pilot, "«\u00a0Tables\u00a0»\u00a0: écrivez un nombre entier", "non 0).")
        assert workshop.session.plan.tables == 3
        await written(app, pilot, "5")
        await closed(app, pilot)
        assert workshop.session.plan.tables == 5
        await pilot.press("u")
        assert workshop.session.plan.tables == 3
        await pilot.press("y")
        assert workshop.session.plan.tables == 5
        assert len(workshop.session.ideas) == 1


async def test_days_and_hours_are_read_as_people_write_them(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test(notifications=True) as pilot:
        for path, typed in (("date", "13/12/2021"), ("starts_at", "14h")):
            at(app, path)
            await pilot.press("enter")
            await written(app, pilot, typed)
            await closed(app, pilot)
        assert str(workshop.session.plan.date) == "2021-12-13"
        assert str(workshop.session.plan.starts_at) == "14:00:00"
        await sees(app, pilot, "13/12/2021")
        at(app, "date")
        await pilot.press("enter", "enter")
        await closed(app, pilot)
        assert str(workshop.session.plan.date) == "2021-12-13", "what the field shows is read as it is shown"
        at(app, "title")
        await pilot.press("w")
        await sees(app, pilot, "«\u00a0Titre\u00a0» est obligatoire.")
        at(app, "date")
        await pilot.press("w")
        assert workshop.session.plan.date is None


async def test_a_phase_is_added_after_the_highlighted_one_and_moved(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "phases/venue/minutes")
        await pilot.press("a", "home", "down", "down", "down", "down", "enter")
        await written(app, pilot, "Goûter")
        await closed(app, pilot)
        keys = [phase.key for phase in workshop.session.plan.phases]
        assert keys[:4] == ["welcome", "venue", "gouter", "study"]
        assert workshop.session.plan.phases[2].kind.name == "break"
        assert app.screen.query_one(Rows).highlighted == "phases/gouter/title#0"
        await pilot.press("m", "shift+up")
        assert next(phase.key for phase in workshop.session.plan.phases) == "gouter"
        await pilot.press("d")
        assert workshop.session.plan.phases[1].key == "gouter"
        assert app.screen.query_one(Rows).highlighted == "phases/gouter/title#0"


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("phases/panel/speakers/laurence-mari/role", lambda plan: [s.name for s in plan.phase("panel").speakers]),
        ("phases/study/study/axes/freins/question", lambda plan: [a.question for a in plan.phase("study").study.axes]),
        ("categories/outils/title", lambda plan: [c.title for c in plan.categories]),
    ],
)  # fmt: skip
async def test_every_list_takes_one_more_below(workshop, path, read):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, path)
        await pilot.press("a")
        await written(app, pilot, "Ève")
        await closed(app, pilot)
        assert read(workshop.session.plan)[-1] == "Ève"


async def test_partners_are_added_moved_and_removed(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "partners", -1)
        for name in ("Un", "Deux"):
            await pilot.press("a")
            await written(app, pilot, name)
            await closed(app, pilot)
            at(app, "partners")
        assert workshop.session.plan.partners == ("Un", "Deux")
        await pilot.press("d")
        assert workshop.session.plan.partners == ("Deux", "Un")
        await pilot.press("w")
        assert workshop.session.plan.partners == ("Deux",)
        await pilot.press("w")
        assert workshop.session.plan.partners == ()


async def test_a_text_that_is_added_here_stays_beside_one_that_comes_from_another_machine(workshop):
    workshop.programme.add_texts("partners", ["Un"])
    log = workshop.recorder.log
    other = make_workshop(log=FakeLog(log.kept, suffix="k7m2"), seed=1)
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        log.deaf = True
        other.programme.add_texts("partners", ["D’ailleurs"])
        at(app, "partners")
        await pilot.press("a")
        await written(app, pilot, "Deux")
        await closed(app, pilot)
        assert app.screen.query_one(Rows).highlighted == "partners#1"
        log.deaf = False
        workshop.recorder.refresh()
        assert workshop.session.plan.partners == ("Un", "D’ailleurs", "Deux")


async def test_synonyms_are_added_corrected_moved_and_removed(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "synonyms", -1)
        await pilot.press("a")
        await sees(app, pilot, "par exemple TS = travailleur social")
        await written(app, pilot, "TS")
        await sees(app, pilot, "«\u00a0TS\u00a0»).")
        await written(app, pilot, "TS = travailleur social")
        await closed(app, pilot)
        at(app, "synonyms")
        await pilot.press("a")
        await written(app, pilot, "ESS = économie")
        await closed(app, pilot)
        at(app, "synonyms", 1)
        await pilot.press("enter")
        await written(app, pilot, "ESS = économie sociale")
        await closed(app, pilot)
        await pilot.press("m")
        assert workshop.session.plan.synonyms == ("ESS = économie sociale", "TS = travailleur social")
        await pilot.press("w")
        assert workshop.session.plan.synonyms == ("TS = travailleur social",)


async def test_acronyms_that_ideas_explain_are_offered_taken_and_refused(workshop):
    ptce, ccas = "Pôle territorial de coopération économique", "Centre communal d’action sociale (CCAS)"
    for text in ("Un PTCE", ptce, ptce, ccas):
        workshop.ideas.record(1, text)
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "synonyms", -1)
        await pilot.press("a")
        await sees(app, pilot, "CCAS = centre communal d’action sociale", "PTCE = pôle territorial")
        await pilot.press("down", "enter")
        await closed(app, pilot)
        assert workshop.session.plan.synonyms == ("PTCE = pôle territorial de coopération économique",)
        at(app, "synonyms")
        await pilot.press("a", "down", "down", "enter")
        await sees(app, pilot, "Synonyme écarté")
        assert workshop.session.plan.refused_synonyms == ("CCAS = centre communal d’action sociale",)
        at(app, "synonyms")
        await pilot.press("a")
        await sees(app, pilot, "par exemple TS = travailleur social")


async def test_keywords_are_edited_in_one_line_and_emptied(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "categories/lieux/keywords")
        await pilot.press("enter")
        await sees(app, pilot, "séparés par des virgules")
        await written(app, pilot, "café, tiers-lieu ; jardin")
        await closed(app, pilot)
        assert workshop.session.plan.category("lieux").keywords == ("café", "tiers-lieu", "jardin")
        await sees(app, pilot, "café, tiers-lieu, jardin")
        await pilot.press("w")
        assert workshop.session.plan.category("lieux").keywords == ()
        assert workshop.session.plan.category("lieux")


async def test_what_stands_on_an_item_is_told_before_it_goes(workshop):
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.notes.take(NoteKind.FINDING, "Un frein", about="freins")
    app = on(ProgrammePage(workshop))
    async with app.run_test() as pilot:
        at(app, "categories/lieux/title")
        await pilot.press("w")
        await sees(app, pilot, "Elles redeviendront non")
        await pilot.press("escape")
        await closed(app, pilot)
        assert workshop.session.plan.category("lieux")
        await pilot.press("delete", "enter")
        await until(pilot, lambda: workshop.session.plan.category("lieux") is None)
        assert workshop.session.proposal_of(workshop.ideas.find("T1-01").id).place == "unfiled"
        at(app, "categories/outils/title")
        await pilot.press("w")
        assert workshop.session.plan.category("outils") is None


async def test_the_phase_that_is_on_stays(workshop):
    workshop.phases.start("venue")
    app = on(ProgrammePage(workshop))
    async with app.run_test(notifications=True) as pilot:
        at(app, "phases/venue/title")
        await pilot.press("w")
        assert workshop.session.plan.phase("venue")
        await sees(app, pilot, "Cette phase est en cours")


async def test_small_screens_and_headings_do_no_harm(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("end", "home", "a", "m", "d", "pagedown")
        await pilot.resize_terminal(120, 40)
        await sees(app, pilot, "Le lieu", "Phase 1")


async def test_the_hours_are_reckoned_anew_while_minutes_are_typed(workshop):
    workshop.programme.set("starts_at", "14:00:00")
    workshop.programme.set("phases/study/starts_at", "15:00:00")
    app = on(ProgrammePage(workshop))
    async with app.run_test(size=(120, 60)) as pilot:
        await sees(app, pilot, "14:10–14:25", "15:00–15:40", "35\u00a0min avant le début impératif")
        at(app, "phases/venue/minutes")
        await pilot.press("enter")
        await sees(app, pilot, "Cette phase\u00a0: 14:10–14:25", "Fin de la dernière phase\u00a0: 18\u00a0h")
        app.focused.value = "65"
        await sees(app, pilot, "Cette phase\u00a0: 14:10–15:15", "15\u00a0min après le début impératif")
        app.focused.value = "6o"
        await until(pilot, lambda: "Cette phase\u00a0:" not in shown(app))
        await written(app, pilot, "50")
        await closed(app, pilot)
        await sees(app, pilot, "14:10–15:00")
        assert "avant le début impératif" not in shown(app)


async def test_each_phase_has_a_page_of_its_own(workshop):
    app = on(ProgrammePage(workshop))
    async with app.run_test(size=(120, 46)) as pilot:
        await pilot.press("o", "right")
        await sees(app, pilot, "Cycle")
        at(app, "phases/venue/minutes")
        await pilot.press("o")
        await sees(app, pilot, "Programme · Le lieu")
        assert "Cycle" not in shown(app)
        assert "Table ronde" not in shown(app)
        await pilot.press("right", "right", "right", "left")
        await sees(app, pilot, "Programme · Table ronde", "Laurence Mari")
        await pilot.press("escape")
        await sees(app, pilot, "L’étude", "Phase 3")
        assert app.screen.query_one(Rows).highlighted == "phases/panel/title#0"
        await pilot.press("o")
        workshop.programme.remove("phases/panel")
        app.screen.changed()
        await sees(app, pilot, "L’étude", "Phase 3")


def test_what_a_typed_hour_makes_of_the_end_is_told_once():
    workshop = make_workshop(plan={**PLAN, "starts_at": "14:00:00"})
    row = next(row for row in programme_rows(workshop.session) if row.path == "ends_at")
    assert "Fin de la dernière phase" in typed_hours(workshop, row, "", Language("fr"))
    told = typed_hours(workshop, row, "23h", Language("fr"))
    assert told.count("17\u00a0h\u00a035") == 1
    assert "se terminent" in told
