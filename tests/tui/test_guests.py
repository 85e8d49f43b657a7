"""The guest list on the screen: looked through, corrected, added to, and silent on whom somebody is not to sit with."""

from __future__ import annotations

import pytest

from facilitate.tui.screens.guests.screen import GuestsPage
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import enter, fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    workshop = make_workshop(log=FakeLog())
    for number in range(1, 6):
        workshop.people.add(f"Participante {number:02}", {"organisation": f"Structure {number}", "world": "élue"})
    return workshop


def opened(workshop, language="fr"):
    return on(GuestsPage(workshop), fake_services(language))


async def corrected(app, pilot, letter, text):
    await pilot.press("enter", letter)
    await enter(app, pilot, text)
    await until(pilot, lambda: not app.screen.is_modal)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_known_of_somebody_is_corrected_field_by_field(workshop, size):
    app = opened(workshop)
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "5 sur la liste", "Participante 01 · Structure 1", "élue 0/5")
        for letter, text in (("d", "sans noix"), ("t", "[b]Nord"), ("w", "Participante 02; 03"), ("s", "2")):
            await corrected(app, pilot, letter, text)
        await sees(app, pilot, "sans noix", "[b]Nord", "Participante 02; Participante 03", "Reste à la table")
        person = workshop.people.find("01")
        assert (person.diet, len(person.together), workshop.session.pins) == ("sans noix", 2, {person.id: 2})
        await corrected(app, pilot, "n", " bis")
        await sees(app, pilot, "Participante 01 bis")
        await pilot.press("u")
        await until(pilot, lambda: workshop.people.find("01").name == "Participante 01")


async def test_whom_somebody_is_not_to_sit_with_is_kept_and_shown_nowhere(workshop):
    app = opened(workshop, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await corrected(app, pilot, "x", "Participante 05")
        person, other = workshop.people.find("01"), workshop.people.find("05")
        assert person.apart == (other.id,)
        await pilot.press("v", "v", "v", "v", "enter", "x")
        await sees(app, pilot, "It is obeyed and never shown")
        assert "Participante 05" not in app.focused.value
        await pilot.press("escape", "enter")
        await sees(app, pilot, "Not with")
        assert all("05" not in line for line in shown(app).splitlines() if "Not with" in line)


async def test_people_are_added_found_filtered_and_removed(workshop):
    app = opened(workshop)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await enter(app, pilot, "Zoé 07")
        await sees(app, pilot, "6 sur la liste", "▌  6  Zoé 07")
        await pilot.press("f", *"04", "enter")
        await sees(app, pilot, "▌  4  Participante 04")
        await pilot.press("space")
        await sees(app, pilot, "1 sur place", "✓")
        await pilot.press("v", "v")
        await sees(app, pilot, "sur place", "Participante 04")
        assert "Participante 03" not in shown(app)
        await pilot.press("w")
        await sees(app, pilot, "Personne.", "0 sur place")
        await pilot.press("u", "v", "v")
        await sees(app, pilot, "6 sur la liste", "Participante 03", "1 sur place")


async def test_an_empty_list_and_names_of_all_kinds_do_no_harm():
    workshop = make_workshop(log=FakeLog())
    app = opened(workshop, "en")
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("enter", "w", "space", "v", "u", "y", "down")
        await pilot.resize_terminal(80, 24)
        await pilot.press("v", "v", "v")
        await sees(app, pilot, "The guest list is empty")
        for name in (*NOTES, "محمد الأمين", "Mot " * 30 + "Fin"):
            workshop.people.add(name, {"organisation": name, "diet": name})
        await sees(app, pilot, "[x] fait", f"{len(NOTES) + 2} expected")
        await pilot.press("end", "home", "enter", "escape")
