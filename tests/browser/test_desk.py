"""The desk's page in a real browser: from letters to a number, back again, and without a network."""

from __future__ import annotations

import pytest

from facilitate.domain.roles import DESK_SEAT
from tests.browser.conftest import until
from tests.browser.served import Served
from tests.browser.test_page import offline, online
from tests.browser.test_reach import violations
from tests.support.workshops import PLAN

HUGE = "x" * 199
RTL = "مشاركة رقم سبعة"
MARKUP = "<b onclick=alert(1)>Zoé</b>"
# It asks as soon as a key was pressed, and what it would do after two minutes it does when it is told that they passed.
HASTY = """
    const real = setTimeout;
    window.setTimeout = (act, ms) => {
        if (ms === 120000) window.pass = act;
        return real(act, ms === 250 ? 0 : ms);
    };
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    plan = {**PLAN, "attendance": {"groups": ["30 élues", "30 habitantes"]}}
    served = Served(tmp_path_factory.mktemp("desk"), plan=plan)

    def expect():
        people = served.workshop.people
        for name in ("Participante 07", "Participante 08", RTL, HUGE, MARKUP):
            people.add(name, {"organisation": "Secrette", "world": "élue"})
        served.workshop.seats.deal(at_the_door=True)

    served.call(expect)
    served.open()
    yield served
    served.stop()
    assert served.errors == []


@pytest.fixture
def table():
    return DESK_SEAT


@pytest.fixture
def desk(phone):
    """Makes devices with the desk's page open, which wait for nobody who types."""
    return lambda **options: phone(HASTY, **options).tab()


def find(page, typed, people=1):
    page.locator("#field").fill(typed)
    until(page, f"document.querySelectorAll('#list button').length === {people}")


def arrived(room):
    return room.call(lambda: {room.workshop.session.people[key].name for key in room.workshop.session.arrivals})


def test_three_letters_a_touch_and_a_number_and_an_undo(desk, room):
    page = desk()
    until(page, "document.querySelector('#state').textContent.includes('✓')")
    page.locator("#field").press_sequentially("pa")
    page.locator("#field").press("Enter")
    until(page, "document.querySelector('#said').textContent.includes('trois lettres')")
    find(page, "par", 2)
    assert "Secrette" not in page.content()
    page.locator("#list button").first.click()
    until(page, "!document.querySelector('#result').hidden")
    number = page.locator("#number")
    assert number.inner_text() in ("1", "2", "3") or number.inner_text().isdecimal()
    assert number.bounding_box()["height"] > 90
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert arrived(room) == {"Participante 07"}
    page.locator("#undo").click()
    until(page, "document.querySelector('#said').textContent.includes('Annulé')")
    assert arrived(room) == set()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_last_three_ticks_of_all_that_were_not_undone_stand_there(desk, room):
    names = [f"Quelquune {letters}" for letters in ("uuu", "vvv", "www", "yyy")]
    room.call(lambda: [room.workshop.people.add(name, {}) for name in names])
    page = desk()
    for name in names:
        find(page, name)
        page.locator("#list button").first.click()
        until(page, "!document.querySelector('#result').hidden")
        page.locator("#next").click()
    assert page.locator("#ticks li").count() == 3
    page.locator("#ticks button").first.click()
    until(page, "document.querySelector('#said').textContent.includes('Annulé')")
    assert page.locator("#ticks li").count() == 3


@pytest.mark.parametrize(("typed", "name"), [("xxx", HUGE), ("مشار", RTL), ("zoe", MARKUP)])
def test_names_of_any_kind_stay_on_the_page(desk, typed, name):
    page = desk()
    find(page, typed)
    assert page.locator("#list .person").inner_text() == name
    assert page.locator("#list b").count() == 0
    page.locator("#list button").click()
    until(page, "!document.querySelector('#result').hidden")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#next").click()


def test_without_a_network_a_tick_is_told_as_not_done_and_is_done_once_later(desk, room):
    page = desk()
    until(page, "document.querySelectorAll('#worlds input').length === 3")
    offline(page)
    page.locator("#walk-in").click()
    page.locator("#name").fill("Participante 99")
    page.locator("#worlds input").nth(2).check()
    page.locator("#welcome .chief").click()
    until(page, "document.querySelector('#said').textContent.includes('pas encore notée')")
    assert "Participante 99" not in arrived(room)
    online(page)
    until(page, "document.querySelector('#state').textContent.includes('✓')")
    page.route("**/desk/arrive", lambda route: (route.fetch(), route.abort()))  # done, and the answer is lost
    page.locator("#welcome .chief").click()
    until(page, "document.querySelector('#said').textContent.includes('pas encore notée')")
    page.unroute_all()
    page.locator("#welcome .chief").click()
    until(page, "!document.querySelector('#result').hidden")
    came = room.call(lambda: [each for each in room.workshop.session.people.values() if each.walk_in])
    assert [(each.name, each.world) for each in came] == [("Participante 99", "habitantes")]


def test_a_phone_that_is_left_alone_forgets(desk):
    page = desk()
    find(page, "mechante 07", 0)
    find(page, "participante 08")
    page.evaluate("pass()")
    until(page, "!document.querySelectorAll('#list button').length")
    assert page.locator("#field").input_value() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everybody_in_every_state(desk, scheme):
    page = desk(color_scheme=scheme)
    until(page, "document.querySelector('#state').textContent.includes('✓')")
    assert violations(page) == []
    find(page, "zoe")
    assert violations(page) == []
    page.locator("#list button").last.click()
    until(page, "!document.querySelector('#result').hidden")
    assert violations(page) == []
    page.locator("#next").click()
    page.locator("#walk-in").click()
    assert violations(page) == []
    assert all(each.bounding_box()["height"] >= 44 for each in page.locator("button:visible, #worlds label").all())
