"""The voting page in a real browser: chosen, sent, changed; by keyboard alone; nothing kept on the phone."""

from __future__ import annotations

import pytest

from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.values.votes import VoteRule
from tests.browser.conftest import until
from tests.browser.served import Served
from tests.browser.test_reach import accessible


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("vote"))
    served.open()
    served.call(lambda: [served.workshop.ideas.record(1, f"Idée {'<b>' if n == 2 else n}") for n in range(9)])
    yield served
    served.stop()
    assert served.errors == []


@pytest.fixture
def table():
    return VOTE_SEAT


def sent(page, code, begins):
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    until(page, f"document.querySelector('#said').textContent.startsWith('{begins}')")


def lit(page):
    """As when somebody looks at their phone again: the page asks at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_slip_votes_changes_its_mind_and_hears_of_the_close(phone, room):
    page = phone().tab()
    until(page, "document.querySelector('#state').textContent.includes('Aucun vote')")
    room.call(lambda: room.workshop.votes.open(VoteRule.APPROVE, 2))
    ((code, _world),) = room.call(lambda: room.workshop.votes.slips(1, (), list))
    lit(page)
    until(page, "document.querySelectorAll('#list input').length === 9")
    assert "<b>" in page.locator("#list").inner_text()
    accessible(page)
    for letter in "CA":
        page.locator(f"#list input[name={letter}]").press(" ")
    page.locator("#list input[name=D]").press(" ")
    assert page.locator("#list input:checked").count() == 2
    until(page, "/2 sur 2\\s: retirez-en une/.test(document.querySelector('#chosen').textContent)")
    assert page.locator("li[data-letter=D]").inner_text().endswith("retirez-en une d’abord."), "below the finger"
    sent(page, "AAAA-BBBB", "Code inconnu")
    sent(page, code.lower(), "✓ Votre bulletin est enregistré")
    chosen = page.locator("#mine li").all_inner_texts()
    assert sorted(each.split()[0] for each in chosen) == ["A", "C"]
    assert page.locator("#receipt").get_by_text("Jusqu’à la clôture").is_visible()
    assert not page.locator("#ballot").is_visible()
    accessible(page)
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert page.locator("#mine").inner_text() == "", "whoever sees this phone next does not read the ballot"
    page.locator("#anew").click()
    until(page, "document.querySelectorAll('#list input').length === 9")
    assert page.locator("#list input:checked").count() == 0
    page.locator("#list input[name=C]").click()
    sent(page, code, "✓ Votre bulletin est enregistré. Ce code en avait")
    assert page.locator("#code").input_value() == ""
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    vote = room.call(room.workshop.votes.close)
    assert [dict(pile.marks) for pile in vote.count.piles] == [{"C": 1}]
    lit(page)
    until(page, "document.querySelectorAll('#result tbody tr').length === 9")
    assert page.locator("#list input").count() == 0
    assert page.locator("#result tbody tr").first.inner_text().split() == ["C", "Idée", "<b>", "1"]
    assert "1 bulletin" in page.locator("#state").inner_text()
    accessible(page)
    assert page.locator("#said").inner_text() == ""


def test_what_was_said_and_chosen_in_one_vote_is_gone_with_the_next(phone, room):
    def open_vote(most):
        room.call(lambda: room.workshop.votes.open(VoteRule.APPROVE, most))
        return room.call(lambda: room.workshop.votes.slips(1, (), list))[0][0]

    def stands(page, most):
        until(page, f"document.querySelector('#chosen').textContent === '0 sur {most}'")

    code, page, late = open_vote(2), phone().tab(), phone().tab()
    stands(page, 2)
    page.locator("#list input[name=A]").press(" ")
    sent(page, code, "✓ Votre bulletin est enregistré")
    room.call(room.workshop.votes.close)
    other = open_vote(3)
    for each in (page, late):
        lit(each)
        stands(each, 3)
        assert [each.locator(f"#{name}").inner_text() for name in ("said", "mine")] == ["", ""]
        assert not each.locator("#receipt").is_visible()
        each.locator("#list input[name=A]").press(" ")
    sent(page, code, "Code inconnu")
    assert "vote précédent" in page.locator("#said").inner_text()
    late.route("**/vote", lambda route: route.abort())
    late.locator("#code").fill(other)
    room.call(room.workshop.votes.close)
    open_vote(4)
    lit(page)
    stands(page, 4)
    assert [page.locator("#said").inner_text(), page.locator("#code").input_value()] == ["", ""]
    late.unroute_all()
    late.locator("#code").press("Enter")
    stands(late, 4)
    until(late, "document.querySelector('#said').textContent.includes('vote précédent, qui est clos')")
    room.call(room.workshop.votes.close)


@pytest.mark.parametrize("rule", [VoteRule.DOTS, VoteRule.FIVE])
def test_dots_and_fingers_by_keys_alone(phone, room, rule):
    """Each thing has a name, the next is behind one Tab, and what a hub had no room for is sent again by itself."""
    room.call(lambda: room.workshop.votes.open(rule, 3, source="T1-01" if rule is VoteRule.FIVE else ""))
    ((code, _world),) = room.call(lambda: room.workshop.votes.slips(1, (), list))
    page = phone(locale="en-GB", color_scheme="dark").tab()
    until(page, "!document.querySelector('#ballot').hidden && document.querySelector('#list li')")
    keys = page.keyboard
    if rule is VoteRule.DOTS:
        page.get_by_role("button", name="One dot more: Idée 4").focus()
        for _press in range(3):
            keys.press("Enter")
        assert page.locator("li", has_text="Idée 4").get_by_role("status").inner_text() == "2"
        while page.evaluate("document.activeElement.id") != "code":
            keys.press("Tab")
    else:
        keys.press("Tab")
        keys.press("Space")
        for _press in range(4):
            keys.press("ArrowRight")
        keys.press("Tab")
    assert page.get_by_role("textbox", name="Code on your slip").evaluate("each => each === document.activeElement")
    accessible(page)
    page.evaluate("() => { const { later } = clock; clock.later = (ms, act) => later(ms === PAUSE ? 50 : ms, act); }")
    busy = []
    page.route("**/vote/ballot", lambda route: (busy.append(1), route.fulfill(status=503, json={"error": "Not now"})))
    keys.type(code)
    keys.press("Tab")
    keys.press("Space")
    until(page, "document.querySelector('#said').textContent === 'Not now'")
    page.unroute_all()
    until(page, "document.querySelector('#said').textContent.startsWith('✓ Your ballot is in')")
    assert busy
    vote = room.call(room.workshop.votes.close)
    expected = {"E": 2} if rule is VoteRule.DOTS else {"A": 4}
    assert [dict(pile.marks) for pile in vote.count.piles] == [expected]


def test_a_slip_without_a_world_is_asked_for_it_with_one_tap(phone, room):
    room.call(lambda: room.workshop.programme.add_texts("attendance/groups", ("Élus", "Habitants")))
    room.call(lambda: room.workshop.votes.open(VoteRule.APPROVE, 2))
    ((code, _world),) = room.call(lambda: room.workshop.votes.slips(1, (), list))
    page = phone(viewport={"width": 390, "height": 844}).tab()
    until(page, "document.querySelectorAll('#list input').length === 9")
    page.locator("#list input[name=C]").press(" ")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    until(page, "document.activeElement.id === 'which'")
    assert page.locator("#worlds button").all_inner_texts() == ["Élus", "Habitants", "Je préfère ne pas le dire"]
    assert not page.locator("#cast").is_visible()
    accessible(page)
    page.locator("#list input[name=A]").press(" ")
    assert page.locator("#cast").is_visible(), "another ballot is asked for anew"
    page.locator("#code").press("Enter")
    page.get_by_role("button", name="Habitants").click()
    until(page, "document.querySelector('#said').textContent.startsWith('✓ Votre bulletin est enregistré')")
    assert not page.locator("#world").is_visible()
    assert room.call(lambda: room.workshop.votes.progress().worldless) == 0
    room.call(room.workshop.votes.close)
