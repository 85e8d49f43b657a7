"""Rounds on a phone: it follows them by itself, says when tables change, and loses nothing that is being typed."""

from __future__ import annotations

import pytest

from tests.browser.conftest import all_saved, until, write
from tests.browser.served import Served
from tests.browser.test_page import offline, online

# The clock of the room cannot be moved here: the phone's is.
PLAN = {
    "title": "Tours",
    "phases": [
        {
            "kind": "tables", "key": "t", "title": "Tables", "minutes": 66, "tables": 3, "rounds": 3, "changeover": 3,
            "question": "Quoi ?", "round_setups": [{"number": 2, "question": "Comment ?", "status": "existing"}],
        },
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("rounds"), plan=PLAN)
    served.open()
    served.call(lambda: served.workshop.phases.start("t"))
    yield served
    served.stop()
    assert served.errors == []


def forward(page, minutes, look="tick()"):
    """Let the phone's own clock be later: it follows the rounds by it alone, and looks at it each second by itself."""
    page.evaluate(f"() => {{ Date.now = (now => () => now() + {minutes} * 60000)(Date.now); {look}; }}")


def shown(page, name):
    return f"!document.querySelector('#{name}').hidden"


def test_the_change_stands_before_all_else_and_the_field_is_there_again_after(phone, room, table):
    page = phone().tab()
    until(page, "document.querySelector('#question').textContent === 'Quoi ?'")
    assert page.locator("#phase").inner_text() == "tour 1 sur 3"
    assert page.locator("#digits").inner_text()[:3] in ("19:", "20:")
    assert page.locator("#rest").inner_text().startswith("Tables · 1:0")
    assert not page.locator("#change").is_visible()
    page.locator("#field").fill("une phrase à moitié")
    offline(page)
    forward(page, 21, look="")
    until(page, shown(page, "change"))
    assert page.locator("#change-now").inner_text() == "Changez de table"
    assert page.locator("#coming").inner_text() == "À suivre\u00a0: Comment ?"
    assert "en cours est conservé" in page.locator("#typed").inner_text()
    box = page.locator("#change").bounding_box()
    assert (box["width"], box["height"]) == (page.viewport_size["width"], page.viewport_size["height"])
    page.locator("#finish").click()
    assert not page.locator("#change").is_visible()
    assert page.locator("#field").input_value() == "une phrase à moitié"
    page.locator("#field").press("Enter")
    page.locator("#field").fill("et une autre")
    forward(page, 3)
    until(page, "document.querySelector('#question').textContent === 'Comment ?'")
    assert page.locator("#field").input_value() == "et une autre"
    page.locator("#field").press("Enter")
    online(page)
    all_saved(page, ["et une autre", "une phrase à moitié"])
    found = [(idea.text, idea.round, idea.status.value) for idea in room.ideas(table)]
    assert found == [("une phrase à moitié", 1, "to_create"), ("et une autre", 2, "existing")]


def test_the_status_follows_the_question_until_somebody_says_another(phone, room, table):
    page = phone().tab()
    until(page, "document.querySelector('#question').textContent === 'Quoi ?'")
    forward(page, 24)
    until(page, "document.querySelector('[name=status][value=existing]').checked")
    page.locator("#field").fill("à faire")
    page.locator("[name=status][value=to_create]").check()
    forward(page, 1)
    page.locator("#field").press("Enter")
    until(page, "document.querySelector('[name=status][value=existing]').checked")
    write(page, "déjà là")
    all_saved(page, ["déjà là", "à faire"])
    assert {idea.text: idea.status.value for idea in room.ideas(table)} == {
        "à faire": "to_create",
        "déjà là": "existing",
    }


def test_a_sentence_belongs_to_the_round_it_was_begun_in(phone, room, table):
    page = phone().tab()
    until(page, "document.querySelector('#question').textContent === 'Quoi ?'")
    page.locator("#field").press_sequentially("un jar")
    forward(page, 24)
    until(page, "document.querySelector('#question').textContent === 'Comment ?'")
    assert page.locator("[name=status][value=to_create]").is_checked()
    page.locator("#field").press_sequentially("din")
    page.locator("#field").press("Enter")
    until(page, "document.querySelector('[name=status][value=existing]').checked")
    write(page, "un four")
    all_saved(page, ["un four", "un jardin"])
    found = [(idea.text, idea.round, idea.status.value) for idea in room.ideas(table)]
    assert found == [("un jardin", 1, "to_create"), ("un four", 2, "existing")]


def test_what_a_sentence_was_begun_under_outlives_the_page(phone, room, table):
    page = phone().tab()
    until(page, "document.querySelector('#question').textContent === 'Quoi ?'")
    page.locator("#field").press_sequentially("un jardin")
    page.reload()
    until(page, "document.querySelector('#field').value === 'un jardin'")
    until(page, "document.querySelector('#state').textContent.startsWith('✓')")
    forward(page, 24)
    until(page, "document.querySelector('#question').textContent === 'Comment ?'")
    page.locator("#field").press("Enter")
    all_saved(page, ["un jardin"])
    assert [(idea.round, idea.status.value) for idea in room.ideas(table)] == [(1, "to_create")]


def test_it_sounds_only_for_whoever_asked_for_it(phone, room):
    page = phone().tab()
    until(page, shown(page, "sound"))
    page.evaluate(
        "window.rung = 0; OscillatorNode.prototype.start = () => { window.rung += 1; };"
        "OscillatorNode.prototype.stop = () => {}; 0"
    )
    assert page.locator("#sound").get_attribute("aria-pressed") == "false"
    forward(page, 21)
    until(page, shown(page, "change"))
    assert page.evaluate("window.rung") == 0
    page.locator("#finish").click()
    page.locator("#sound").click()
    assert page.locator("#sound").get_attribute("aria-pressed") == "true"
    heard = page.evaluate("window.rung")
    assert heard == 2
    forward(page, 3)
    until(page, "window.rung === 4")
    page.locator("#sound").click()
    forward(page, 20)
    until(page, shown(page, "change"))
    assert page.evaluate("window.rung") == 4


def test_a_page_that_finds_no_rounds_is_as_it_was(phone, room):
    page = phone().tab()
    until(page, "document.querySelector('#question').textContent === 'Quoi ?'")
    room.call(room.workshop.phases.pause)
    until(page, "document.querySelector('#phase').textContent.includes('en pause')")
    room.call(room.workshop.phases.end)
    until(page, "document.querySelector('#digits').textContent === ''")
    assert not page.locator("#sound").is_visible()
    write(page, "après")
    all_saved(page, ["après"])
