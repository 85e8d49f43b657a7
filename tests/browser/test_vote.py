"""The voting page in a real browser: chosen, sent, changed; by keyboard alone; nothing kept on the phone."""

from __future__ import annotations

import pytest

from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.values.votes import VoteRule
from tests.browser.conftest import until
from tests.browser.served import Served
from tests.browser.test_reach import violations


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
    assert violations(page) == []
    for letter in "CA":
        page.locator(f"#list input[name={letter}]").press(" ")
    assert page.locator("#list input:disabled").count() == 7
    sent(page, "AAAA-BBBB", "Code inconnu")
    sent(page, code.lower(), "✓ Votre bulletin est enregistré")
    page.locator("#list input[name=A]").click()
    sent(page, code, "✓ Votre bulletin est changé")
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
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("rule", [VoteRule.DOTS, VoteRule.FIVE])
def test_dots_and_fingers(phone, room, rule):
    room.call(lambda: room.workshop.votes.open(rule, 3, source="T1-01" if rule is VoteRule.FIVE else ""))
    ((code, _world),) = room.call(lambda: room.workshop.votes.slips(1, (), list))
    page = phone().tab()
    until(page, "!document.querySelector('#ballot').hidden && document.querySelector('#list li')")
    if rule is VoteRule.DOTS:
        more = page.locator("li", has_text="Idée 4").get_by_role("button", name="Une gommette de plus")
        for _click in range(3):
            more.click()
    else:
        page.get_by_role("radio", name="4").check()
    assert violations(page) == []
    sent(page, code, "✓ Votre bulletin est enregistré")
    vote = room.call(room.workshop.votes.close)
    expected = {"E": 2} if rule is VoteRule.DOTS else {"A": 4}
    assert [dict(pile.marks) for pile in vote.count.piles] == [expected]
