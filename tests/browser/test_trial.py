"""Trying a phone before the tables begin, and what a phone shows of a rehearsal."""

from __future__ import annotations

import pytest

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.workshop.report.counts import counts
from tests.browser.conftest import all_saved, connected, until, write
from tests.browser.served import Served
from tests.browser.test_page import offline, online, reload
from tests.browser.test_reach import AXE

SAVED = "document.querySelector('#tried').textContent.startsWith('✓ «\u00a0Essai de')"


@pytest.fixture
def room(tmp_path):
    served = Served(tmp_path)
    served.open()
    yield served
    served.stop()
    assert served.errors == []


def tried(room):
    return room.call(lambda: dict(room.workshop.session.trials))


def lines(room, table):
    journal = room.workshop.log.folder / f"table-{table}.jsonl"
    return journal.read_text(encoding="utf-8").splitlines()[1:] if journal.exists() else []


def test_a_trial_goes_to_the_disk_and_back_and_is_counted_nowhere(phone, room, table):
    page = phone().tab()
    connected(page)
    assert page.locator("#try").inner_text() == "Essayer"
    page.locator("#try").click()
    until(page, SAVED)
    (line,) = lines(room, table)
    assert '"kind":"trial.recorded"' in line
    assert "Essai de" in line
    assert list(tried(room)) == [table]
    assert page.locator("#list li").count() == 0
    assert room.call(lambda: counts(room.workshop.session).received) == 0
    write(page, "une vraie idée")  # whatever is typed is an idea at any hour
    all_saved(page, ["une vraie idée"])
    assert [idea.ref for idea in room.ideas(table)] == [f"T{table}-01"]
    reload(page)
    until(page, SAVED)


def test_a_trial_waits_without_a_network_and_is_no_idea_that_waits(phone, room, table):
    page = phone().tab()
    connected(page)
    offline(page)
    page.locator("#try").click()
    until(page, "document.querySelector('#tried').textContent.includes('en attente')")
    page.locator("#try").click()  # one is enough
    assert "idée" not in page.locator("#state").inner_text().replace("vos idées", "")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('/act/')).length") == 1
    online(page)
    until(page, SAVED)
    assert len(lines(room, table)) == 1


def test_once_its_phase_has_begun_there_is_nothing_to_try(phone, room, table):
    page = phone().tab()
    connected(page)
    assert page.locator("#trial").is_visible()
    room.call(lambda: room.workshop.phases.start("tables"))
    until(page, "document.querySelector('#trial').hidden")
    assert tried(room) == {}
    room.call(room.workshop.history.undo)
    until(page, "!document.querySelector('#trial').hidden")


def test_a_trial_that_comes_late_counts_nowhere_either(phone, room, table):
    page = phone().tab()
    connected(page)
    offline(page)
    page.locator("#try").click()
    until(page, "document.querySelector('#tried').textContent.includes('en attente')")
    room.call(lambda: room.workshop.phases.start("tables"))
    online(page)
    until(page, "document.querySelector('#trial').hidden")
    assert list(tried(room)) == [table]
    assert room.ideas(table) == []


def test_a_rehearsal_says_so_above_the_page_and_its_timer_goes_at_its_speed(phone, room, table):
    workshop = room.workshop

    def rehearse():
        workshop.clock.rehearsal = lambda: workshop.session.rehearsal
        now = workshop.clock.now()
        workshop.recorder.record(RehearsalTimed("essai", now.isoformat(), 600))
        workshop.phases.start("tables")

    page = phone().tab()
    connected(page)
    assert not page.locator("#rehearsal").is_visible()
    room.call(rehearse)
    until(page, "!document.querySelector('#rehearsal').hidden")
    assert "RÉPÉTITION · rien de ce qui est noté ici ne sera compté" in page.locator("#rehearsal").inner_text()
    until(page, "/^1:(0|1[0-2])/.test(document.querySelector('#digits').textContent)")  # of 75 min, in real seconds
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert found == []
    room.call(workshop.rehearsal.keep)
    until(page, "document.querySelector('#rehearsal').hidden")
