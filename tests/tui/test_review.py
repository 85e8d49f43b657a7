"""The opening review: `run` begins with it, one key answers, Escape goes on to the day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.learning import ReviewAnswer
from facilitate.domain.values.wall import WallContent
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.workshop.cycle.reading import statements_of
from facilitate.workshop.cycle.review import CycleReview, ReviewEvent
from tests.support.cycles import an_action, an_event, events_of
from tests.support.workshops import make_workshop
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.test_wall import looking_at
from tests.tui.waiting import until

LYON = ReviewEvent("idlyon", "Lyon", "2022-05-10")


def conduct(workshop, found):
    services = fake_services()
    services.earlier_actions = found
    return on(ConductPage(workshop), services)


def review(*actions):
    return CycleReview(events_of(replace(an_event("Paris", date="2021-12-13"), actions=actions)), LYON)


async def test_the_day_begins_with_open_actions_and_one_key_answers():
    workshop = make_workshop()
    workshop.opening_review.say("idparis", ["idea0"], ReviewAnswer.GOES_ON)
    app = conduct(workshop, lambda _: review(an_action(0), an_action(1), an_action(2), an_action(3, "done")))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Ce que sont devenues", "Paris", "Action 1", "Action 2", "sans pilote")
        await sees(app, pilot, "w Un mot", "b Qui le dit", "c Accord", "u Annuler", "Échap La journée")
        assert "Action 3" not in shown(app)
        await pilot.press("d", "down", "x")
        await sees(app, pilot, "3 traitées", "faite", "abandonnée")
        assert [(each.session, each.answer) for each in workshop.session.reviews.values()] == [
            ("idparis", "goes-on"), ("idparis", "done"), ("idparis", "dropped"),
        ]  # fmt: skip
        await pilot.press("u", "w", "b", "u", "s", "enter")
        await sees(app, pilot, "Action 2", "bus", "2 traitées", "1 avec un mot seul")
        assert "abandonnée" not in shown(app)
        await pilot.press("c")  # nobody is named yet
        await pilot.press("b", "L", "i", "enter")
        await sees(app, pilot, "non nommé dans un cycle (c)")
        assert [each.by for each in statements_of(workshop.session, str)][-1] == ""
        await pilot.press("c")
        await until(pilot, lambda: "non nommé" not in shown(app))
        assert [each.by for each in statements_of(workshop.session, str)][-1] == "Li"
        await pilot.press("escape")
        await sees(app, pilot, "Accueil", "Table ronde")


@pytest.mark.parametrize("found", [None, review(an_action(1, "done"))])
async def test_a_day_without_open_actions_begins_as_ever(found):
    app = conduct(make_workshop(), lambda _: found)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Accueil")
        assert "Ce que sont devenues" not in shown(app)


async def test_actions_that_are_not_here_are_told_with_how_to_bring_them():
    def refuse(_):
        raise Refused("The actions are elsewhere: copy them.")

    app = conduct(make_workshop(), refuse)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "The actions are elsewhere", "Accueil")


async def test_the_wall_shows_what_became_of_actions_and_nobodys_name():
    workshop = make_workshop()
    named = replace(
        an_action(1), text="Camille Roux ouvre un café", plain="La personne ouvre un café", owner="Camille Roux"
    )
    workshop.wall.show(WallContent.REVIEW)
    services = fake_services()
    services.earlier_actions = lambda _: review(named, an_action(2))
    app = on(WallPage(looking_at(workshop)), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Actions de Paris", "La personne ouvre un café · rien n’en a été dit", "Action 2")
        workshop.opening_review.say("idparis", ["idea1"], ReviewAnswer.DONE, "Un mot de Camille Roux", "Camille Roux")
        await sees(app, pilot, "La personne ouvre un café · faite", "Action 2")
        assert "Camille Roux" not in shown(app)
