"""An event with two questions, on a phone: each idea belongs to the question that stood above the field."""

from __future__ import annotations

import pytest

from tests.browser.conftest import all_saved, until, write
from tests.browser.served import Served
from tests.browser.test_page import WAITING, offline, online
from tests.support.workshops import TWO_QUESTIONS


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("two"), plan=TWO_QUESTIONS)
    served.open()
    yield served
    served.stop()
    assert served.errors == []


def question(page, words):
    until(page, f"document.querySelector('#question').textContent === {words!r}")


def belongs(page, phase):
    """Between phases the page says to which one an idea goes; while that one is on, nothing."""
    said = f"Aucune phase de tables n’est en cours\u00a0: les idées vont dans «\u00a0{phase}\u00a0»." if phase else ""
    until(page, f"document.querySelector('#belongs').innerText === {said!r}")


def test_what_was_typed_without_a_network_belongs_to_the_question_it_answered(phone, room, table):
    page = phone().tab()
    belongs(page, "Constats")
    room.call(lambda: room.workshop.phases.start("first"))
    question(page, "Où ?")
    belongs(page, "")
    offline(page)
    write(page, "au marché")
    until(page, f"document.querySelectorAll('{WAITING}').length === 1")
    room.call(lambda: room.workshop.phases.start("second"))
    online(page)
    all_saved(page, ["au marché"])
    question(page, "Comment ?")
    write(page, "en invitant")
    all_saved(page, ["en invitant", "au marché"])
    assert [(idea.text, idea.phase) for idea in room.ideas(table)] == [
        ("au marché", "first"),
        ("en invitant", "second"),
    ]
    assert page.locator("#list .elsewhere").all_inner_texts() == ["Constats"]
    room.call(lambda: room.workshop.phases.start("first"))
    question(page, "Où ?")
    until(page, "document.querySelector('#list .elsewhere').textContent === 'Pistes'")
    room.call(room.workshop.phases.end)
    belongs(page, "Constats")
