"""The screens of a cycle: what is read is drawn, and one key answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitate.domain.errors import Message
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.tui.screens.cycle.screen import CyclePage
from facilitate.workshop.cycle.events import Events, ReadEvent
from tests.support.cycles import a_cycle, a_proposal, an_event
from tests.tui.services import FakeCycles, fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def events():
    """Two events that say two things alike, of which one has what the other wants; and one that is not here."""
    paris = an_event(
        "Paris",
        [a_proposal(1, "Un café partagé", "lieux", "existing"), a_proposal(2, "Former les guides", "formation")],
    )
    lyon = an_event(
        "Lyon",
        [a_proposal(1, "Un café partagé ouvert le soir", "lieux"), a_proposal(2, "Former des guides", "bus")],
        [("lieux", "Lieux"), ("bus", "Mobilités")],
        date="2022-06-10",
    )
    lille = an_event("Lille", date="2022-07-10")
    missing = Message("“{name}” is not on this computer: it is shown as it was read last.", {"name": lille.name})
    contacted = replace(paris, contact="paris@exemple.example")
    return Events([ReadEvent(contacted), ReadEvent(lyon), ReadEvent(lille, missing)])


@pytest.fixture
def cycle(events):
    cycle = a_cycle()
    cycle.cycle.add({event.session: event.name for event in events.readings})
    return cycle


@pytest.fixture
def cycles(cycle, events):
    return FakeCycles({"cycle": cycle}, events)


@pytest.fixture
def app(cycle, cycles):
    services = fake_services()
    services.cycles = lambda: cycles
    return on(CyclePage(cycle), services)


def line(app, start):
    return next(line for line in shown(app).splitlines() if line.strip().startswith(start)).split()


async def test_events_stand_with_their_categories_and_what_is_missing_is_told(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(
            app, pilot, "3 rencontres", "4 idées", "n’est pas sur cet ordinateur", "Paris", "Items d’une seule renc"
        )
        assert line(app, "Paris")[1:4] == ["1", "1", "–"]
        assert line(app, "Lyon")[1:5] == ["1", "–", "–", "1"]


async def test_one_key_says_that_two_recur_and_another_takes_it_back(app, cycle):
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "3 rencontres")
        await pilot.press("r")
        await sees(app, pilot, "paris/T1-01", "lyon/T1-01", "En commun", "à examiner")
        await pilot.press("s")
        await sees(app, pilot, "disent la même chose", "1 paire à examiner")
        assert list(cycle.session.recurrence_answers.values()) == [DuplicateAnswer.SAME]
        await pilot.press("u")
        await sees(app, pilot, "2 paires à examiner")
        assert not cycle.session.recurrence_answers
        await pilot.press("l")
        await sees(app, pilot, "reviendront à la fin")
        assert list(cycle.session.recurrence_answers.values()) == [DuplicateAnswer.LATER]


async def test_a_wish_stands_first_with_whom_to_write_to_as_read_last_and_is_answered(app, cycle, cycles):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "3 rencontres")
        await pilot.press("w")
        await sees(app, pilot, "Souhaité", "Existe", "paris@exemple.example")
        await sees(app, pilot, "c Contact", "u Annuler", "m Élargir", "Échap Retour")
        await pilot.press("c")  # what an event publishes is its own
        await sees(app, pilot, "tenue avec le")
        app.clear_notifications()  # they cover what stands below them for a while
        await pilot.press("i")
        await sees(app, pilot, "à mettre en relation", "Plus de souhait")
        assert list(cycle.session.ledger_answers.values()) == [LedgerAnswer.YES]
        await pilot.press("escape")
        await sees(app, pilot, "1 mise en relation")
        await pilot.press("u")
        paris, *others = cycles.read.readings
        cycles.read = Events(map(ReadEvent, (replace(paris, contact="deux@exemple.example"), *others)))
        await pilot.press("f5")
        await until(pilot, lambda: app.screen._board.events is cycles.read and not app.screen._reading)
        await pilot.press("w")
        await sees(app, pilot, "deux@exemple.example")
        await pilot.press("i", "escape")
        await sees(app, pilot, "1 mise en relation")
        cycles.read = Events(map(ReadEvent, (replace(paris, proposals=()), *others)))  # it took the idea back
        await pilot.press("f5")
        await sees(app, pilot, "0 mise en relation")


async def test_a_category_of_one_event_counts_where_somebody_says_and_why(app, cycle):
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "3 rencontres")
        await pilot.press("c")
        await sees(app, pilot, "Mobilités", "seulement là")
        await pilot.press("enter")
        await sees(app, pilot, "Sous quel item du cycle compte")
        await pilot.press("down", "enter")
        await sees(app, pilot, "Pourquoi")
        await pilot.press(*"bus", "enter")
        await until(pilot, lambda: cycle.session.category_mappings)
        (mapping,) = cycle.session.category_mappings.values()
        assert mapping.why == "bus"
        await sees(app, pilot, "→", "bus)")


async def test_the_list_of_sessions_leads_to_the_cycles(app, cycle, events):
    from facilitate.tui.screens.home.screen import HomePage

    home = on(HomePage(), app.services)
    async with home.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await sees(home, pilot, "Quel cycle")
        await pilot.press("enter")
        await sees(home, pilot, "3 rencontres", "Paris")


async def test_the_typology_of_the_cycle_is_changed_on_its_page_and_undone_on_the_first(app, cycle):
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "3 rencontres")
        await pilot.press("t")
        await sees(app, pilot, "La typologie", "Lieux", "Renommer")
        await pilot.press("d", *"ici", "enter")
        await until(pilot, lambda: cycle.session.plan.categories[0].description == "ici")
        await pilot.press("i", *"12, x", "enter")
        await sees(app, pilot, "liste de nombres entiers")
        await pilot.press("backspace", "9", "enter")
        await until(pilot, lambda: cycle.session.plan.categories[0].taxonomies == (12, 9))
        await sees(app, pilot, "Decidim 12, 9")
        await pilot.press("x")
        await sees(app, pilot, "2 idées compteront à part")
        await pilot.press("enter")
        await until(pilot, lambda: len(cycle.session.plan.categories) == 2)
        await pilot.press("escape", "u")
        await until(pilot, lambda: len(cycle.session.plan.categories) == 3)
