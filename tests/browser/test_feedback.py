"""The closing questions in a real browser: by keyboard alone, offline, twice on one phone; nothing stays on it."""

from __future__ import annotations

import pytest

from facilitate.domain.roles import VOTE_SEAT
from tests.browser.conftest import PHONE, until
from tests.browser.served import Served
from tests.browser.test_reach import SMALL, violations
from tests.browser.test_vote import lit

QUESTIONS = ["Ai-je été <b>entendu</b>\u202f?", "Ai-je rencontré quelqu’un avec qui je vais avancer\u202f?"]
IN = "document.querySelector('#sent').textContent.startsWith('✓')"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("feedback"))
    served.open()
    yield served
    served.stop()
    assert served.errors == []


@pytest.fixture
def table():
    return VOTE_SEAT


def choose(page, question, step):
    page.locator(f"#asked input[name=step-{question}][value='{step}']").check()


def send_offline(page):
    page.locator("#feedback .chief").click()
    until(page, "document.querySelector('#sent').textContent.includes('en attente')")
    page.evaluate("look()")
    until(page, "document.querySelector('#state').textContent.endsWith('répondez sur papier.')")


def test_a_phone_answers_changes_waits_offline_and_is_lent(phone, room):
    page = phone().tab()
    room.call(lambda: room.workshop.feedback.open(QUESTIONS))
    lit(page)
    until(page, "document.querySelectorAll('#asked input').length === 8")
    assert page.locator("h1").first.inner_text() == "Questions de fin"
    assert "<b>" in page.locator("#asked").inner_text()
    assert violations(page) == []
    assert page.evaluate(SMALL) == []
    send = page.locator("#feedback .chief")
    send.click()
    assert "Répondez" in page.locator("#sent").inner_text()
    page.locator("#asked input").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Tab", "Enter"):  # the fourth step, then left out again
        page.keyboard.press(key)
    for key in (" ", "ArrowRight", "ArrowRight", "Tab", "Tab", " ", "Enter"):
        page.keyboard.press(key)
    until(page, IN)
    assert page.evaluate("[Object.keys(localStorage).join(), sessionStorage.length, document.cookie]") == [
        "facilitate/answered", 0, ""]  # fmt: skip
    assert not page.locator("#asked").is_visible()
    assert violations(page) == []
    page.locator("#recall").click()
    assert page.locator("#asked input:checked").count() == 0, "what was sent does not stay"
    choose(page, 1, 4)
    send.click()
    until(page, "document.querySelector('#sent').textContent.includes('modifiées')")
    assert room.call(room.workshop.feedback.answered) == 1

    page.locator("#another").click()
    assert page.locator("#asked input:checked").count() == 0
    choose(page, 0, 1)
    page.context.set_offline(True)
    send_offline(page)
    assert violations(page) == []
    page.context.set_offline(False)
    page.reload()
    until(page, IN)
    assert room.call(room.workshop.feedback.answered) == 2
    assert "facilitate/answers" not in page.evaluate("Object.keys(localStorage)")
    page.reload()
    until(page, IN)
    assert not page.locator("#recall").is_visible()
    page.locator("#another").click()
    for width in (320, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    known = room.call(lambda: room.workshop.feedback.close(few=True))
    assert known.counts[0].answers == 2
    lit(page)
    until(page, "document.querySelector('#feedback').hidden")
    page.evaluate("""localStorage.setItem('facilitate/answers', '{"feedback": "x", "code": "", "steps": "4 4"}')""")
    page.reload()
    until(page, "document.querySelector('#said').textContent.includes('n’ont pas été comptées')")
    assert "facilitate/answers" not in page.evaluate("Object.keys(localStorage)"), "nothing of it stays on the phone"
