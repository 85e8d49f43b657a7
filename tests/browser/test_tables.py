"""A table with a name, on a phone: what it is called and asked, and what happens when it is closed."""

from __future__ import annotations

import pytest

from tests.browser.conftest import all_saved, until, write
from tests.browser.served import Served
from tests.browser.test_page import WAITING, offline, online
from tests.support.workshops import TWO_QUESTIONS


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("tables"), plan=TWO_QUESTIONS)
    served.open()
    yield served
    served.stop()
    assert served.errors == []


@pytest.fixture
def table():
    return 2  # the programme has three


def test_a_closed_table_takes_nothing_new_and_sends_what_waited(phone, room, table):
    page = phone().tab()
    other = table % 3 + 1
    tables = room.workshop.room_tables
    room.call(lambda: tables.describe(table, {"name": "Parents <b>", "place": "Salle B", "question": "Qui ?"}))
    until(page, "document.querySelector('#question').textContent === 'Qui ?'")
    assert page.locator("#name").inner_text() == f"Table {table} · Parents <b>"
    assert "Salle B" in page.locator("#event").inner_text()
    offline(page)
    write(page, "notée avant la fermeture")
    until(page, f"document.querySelectorAll('{WAITING}').length === 1")
    room.call(lambda: tables.close(table, merged_into=other))
    online(page)
    all_saved(page, ["notée avant la fermeture"])
    until(page, "!document.querySelector('#closed').hidden")
    assert f"continuez à la table {other}" in page.locator("#closed").inner_text()
    page.locator("#field").fill("trop tard")
    page.locator("#field").press("Enter")
    assert "Texte non enregistré" in page.locator("#said").inner_text()
    assert page.locator("#field").input_value() == "trop tard"
    room.call(lambda: tables.describe(table, {"place": "Salle C"}))  # whatever is drawn anew
    until(page, "document.querySelector('#event').textContent.includes('Salle C')")
    assert "tout est enregistré" not in page.locator("#state").inner_text()
    room.call(lambda: tables.reopen(table))
    until(page, "document.querySelector('#closed').hidden")
    page.locator("#field").press("Enter")
    all_saved(page, ["trop tard", "notée avant la fermeture"])
    assert room.texts(table) == ["notée avant la fermeture", "trop tard"]
