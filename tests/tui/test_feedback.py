"""The closing questions on the facilitator's screen and the wall: few keys, nothing shown before the close."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from facilitate.domain.values.wall import WallContent
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.feedback.screen import FeedbackPage
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.tui.screens.wall.vote_lines import with_whole_link
from tests.support.feedback import QUESTIONS, asked
from tests.support.workshops import PLAN, make_workshop
from tests.tui.services import fake_services, on, sees, shown, until


async def test_answers_on_paper_are_typed_and_counted_at_the_close():
    workshop = make_workshop(plan={**PLAN, "closing_questions": [*QUESTIONS]})
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f10")
        await sees(app, pilot, "Pas encore ouvertes", "Ai-je été entendu")
        await pilot.press("f7", "enter")
        await sees(app, pilot, "Réponses\xa0: 0", "1 pas du tout · 2 plutôt non", "F9")
        await pilot.press(*"43", "enter", *"4-", "enter", *"45", "enter")
        await until(pilot, lambda: any("n’est pas un chiffre" in each.message for each in app._notifications))
        assert app.screen.query_one("Field").value == "45"
        await pilot.press(*["backspace"] * 2, *"11", "enter")
        assert not any("n’est pas un chiffre" in each.message for each in app._notifications)
        await pilot.press("f8")
        await until(pilot, lambda: app.screen.query_one("Field").value == "11")
        await pilot.press("f8", "f6", *"3 0/0/1/2 3/0/0/0", "enter")
        await until(pilot, lambda: workshop.feedback.answered() == 5)
        await pilot.press("f5")
        await until(pilot, lambda: workshop.session.wall is WallContent.FEEDBACK)
        assert "tout à fait :" not in shown(app)
        await pilot.press("f9", "enter")  # an empty Enter is no yes: the key itself is, as for the vote
        assert workshop.session.feedback.is_open
        await pilot.press("f9")
        await sees(app, pilot, "encore une fois")
        await pilot.press("f9")
        await sees(
            app, pilot, "5 réponses (5 sur papier)", "tout à fait\xa0: 4 · plutôt oui\xa0: 1", "moins de 5 réponses"
        )


async def test_an_answer_is_named_and_asked_for_before_it_is_taken_back():
    workshop = asked()
    app = on(FeedbackPage(workshop), fake_services())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        field = app.screen.query_one("Field")
        await pilot.press(*"43", "enter", *"43", "f8")
        await until(pilot, lambda: any("retirer une réponse 43" in each.message for each in app._notifications))
        assert workshop.feedback.answered() == 1
        await pilot.press("escape")
        assert field.value == "43", "what somebody typed stays"
        await pilot.press("ctrl+u", "f8", "escape")
        assert field.value == "", "Enter would count the last one twice"
        await pilot.press("f8", "f8")
        await until(pilot, lambda: workshop.feedback.answered() == 0)


async def test_the_wall_shows_the_questions_where_phones_answer_and_never_what():
    workshop = asked()
    workshop.wall.show(WallContent.FEEDBACK)
    services = fake_services()
    await services.sharing.hub(workshop, print).open()
    app = on(WallPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(
            app, pilot, "Avant de partir", "1. Ai-je été entendu", "Réponses\xa0: 0 · par téléphone", "8317/v#", "▀"
        )
        for _each in range(6):
            workshop.feedback.answer("44")
        app.screen.tick()
        await sees(app, pilot, "Réponses\xa0: 6 ·")
        workshop.feedback.close()
        app.screen.draw()
        await sees(app, pilot, "6 réponses. Merci")
        await until(pilot, lambda: "8317/v#" not in shown(app))
        assert "à fait" not in shown(app)


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_the_link_that_people_type_is_never_broken(width):
    link = "http://192.0.2.2:8317/v#k7m2q-94xzt-0abcd-efgh1"
    for below in (
        f"Réponses\xa0: 12 sur 57 · par téléphone ou sur papier, anonyme · {link}",
        f"0 bulletin · {link}",
        link,
    ):
        lines = with_whole_link(below, link, width).split("\n")
        assert any(line.endswith(link) for line in lines)
        assert all(cell_len(line) < width for line in lines)
