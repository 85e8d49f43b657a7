"""A table that reads its list back on a phone: numbered, signed, with its favourites, also while the line is cut."""

from __future__ import annotations

import time

import pytest

from facilitate.domain.values.votes import VoteRule
from facilitate.domain.values.wall import WallContent
from facilitate.workshop.report.readback import list_of
from tests.browser.conftest import all_saved, connected, until, write
from tests.browser.served import Served
from tests.browser.test_page import offline, online
from tests.browser.test_reach import accessible


@pytest.fixture
def room(tmp_path):
    served = Served(tmp_path)
    served.open()
    yield served
    served.stop()
    assert served.errors == []


def read(room, table):
    workshop = room.workshop
    return room.call(lambda: list_of(workshop.session, workshop.room_tables.phase(), table))


def ask(room):
    room.call(room.workshop.readback.ask)


def test_a_table_reads_its_list_signs_it_and_names_favourites(phone, room, table):
    page = phone().tab()
    connected(page)
    for text in ("un jardin", "une serre"):
        write(page, text)
    all_saved(page, ["une serre", "un jardin"])
    assert not page.locator("#read").is_visible()
    ask(room)
    page.locator("#read").wait_for(state="visible")
    assert page.locator("#read-list .words").all_inner_texts() == ["un jardin", "une serre"]
    page.locator("#sign").click()
    until(page, "document.querySelector('#signed').textContent.startsWith('✓ Validé pour 2')")
    page.locator("#read-list button").nth(1).click()
    until(page, "document.querySelectorAll('#read-list [aria-pressed=true]').length === 1")
    until(page, "!Object.keys(localStorage).some(key => key.includes('/act/'))")
    found = read(room, table)
    assert (found.signed.count, [idea.text for idea in found.favourites]) == (2, ["une serre"])
    write(page, "un lac")
    until(page, "document.querySelector('#read-list li:last-child').textContent.startsWith('à lire à voix haute')")
    assert page.locator("#read-list small").count() == 1
    accessible(page)


def test_without_a_network_it_waits_and_counts_what_was_heard(phone, room, table):
    page = phone().tab()
    connected(page)
    write(page, "un jardin")
    all_saved(page, ["un jardin"])
    ask(room)
    page.locator("#read").wait_for(state="visible")
    offline(page)
    write(page, "un lac")
    page.locator("#sign").click()
    until(page, "document.querySelector('#signed').textContent.includes('attente')")
    online(page)
    until(page, "document.querySelector('#signed').textContent.startsWith('✓ Validé pour 2')")
    found = read(room, table)
    assert (found.signed.count, found.since) == (2, 0)


def test_one_touch_calls_and_another_takes_it_back_also_without_a_network(phone, room, table):
    page = phone(locale="en-GB", color_scheme="dark").tab()
    connected(page)
    page.get_by_role("button", name="Call the facilitator").press("Enter")
    until(page, "document.querySelector('#called').textContent.startsWith('The facilitator sees')")
    assert page.get_by_role("button", name="We need nobody any more").count() == 1
    assert list(room.call(lambda: dict(room.workshop.session.calls))) == [table]
    room.call(lambda: room.workshop.room_tables.answer(table))
    until(page, "document.querySelector('#called').textContent.includes('on the way')")
    offline(page)
    for _touch in range(3):
        page.locator("#call").press(" ")
    until(page, "document.querySelector('#called').textContent.includes('wait')")
    online(page)
    until(page, "document.querySelector('#called').textContent.startsWith('The facilitator sees')")
    accessible(page)


def test_a_table_sees_which_one_reports_back(phone, room, table):
    room.call(
        lambda: [room.workshop.ideas.record(at, f"{at} {n}") for at, n in ((table + 1, 1), (table + 1, 2), (table, 1))]
    )
    page = phone().tab()
    connected(page)
    for speaking, words in ((table + 1, f"table {table + 1}. La vôtre est la suivante."), (table, "votre table")):
        room.call(lambda speaking=speaking: room.workshop.reportback.call(speaking))
        room.call(lambda: room.workshop.wall.show(WallContent.REPORT))
        until(page, f"document.querySelector('#room-asks').textContent.includes('{words}')")
    room.call(lambda: room.workshop.wall.show(WallContent.CLOCK))
    page.locator("#room").wait_for(state="hidden")


def test_a_page_nobody_looks_at_says_so(phone, room, table):
    page = phone().tab()
    connected(page)
    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    deadline = time.monotonic() + 20
    while not any(guest.asleep for guest in room.call(room.hub.guests)):
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def test_a_table_hears_that_the_room_votes_and_is_led_to_a_page_that_is_nobodys(phone, room, table):
    page = phone().tab()
    connected(page)
    write(page, "un jardin")
    all_saved(page, ["un jardin"])
    assert not page.locator("#room").is_visible()
    room.call(lambda: room.workshop.votes.open(VoteRule.APPROVE, 2))
    page.locator("#room").wait_for(state="visible")
    accessible(page)
    with page.context.expect_page() as opened:
        page.locator("#room-page").click()
    opened.value.locator("#list input").first.wait_for()
    own, voting = (each.url.partition("#")[2] for each in (page, opened.value))
    assert own != voting
    assert opened.value.evaluate("document.referrer + (window.opener || '')") == ""
    kept = page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert voting.partition("-")[0] not in kept.replace("-", ""), "the page of a table does not keep the room’s link"
    opened.value.close()
    room.call(room.workshop.votes.close)
    page.locator("#room").wait_for(state="hidden")
    room.call(room.workshop.feedback.open)
    until(page, "document.querySelector('#room-page').textContent === 'Répondre aux questions'")
