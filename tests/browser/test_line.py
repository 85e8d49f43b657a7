"""The page’s line to the hub, with everything that may answer at the other end; time is made up."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from facilitate.web.hub.assets import served
from facilitate.web.hub.page_text import FOLDER

PORTAL = "<!doctype html>\n\n<html><body>\n\nSign in\n\n</body></html>\n\n"
OURS = 'event: table\ndata: {"ideas": []}\n\n'
FIVE_MINUTES = 300_000


@pytest.fixture(scope="module")
def blank(chromium):
    context = chromium.new_context()
    page = context.new_page()
    for name in ("retries.js", "queue.js", "table.js", "live.js"):
        page.add_script_tag(content=served(FOLDER / name).decode())
    for name in ("schedule.js", "line.js"):
        page.add_script_tag(content=Path(__file__).with_name(name).read_text(encoding="utf-8"))
    yield page
    context.close()


@pytest.fixture
def listen(blank):
    def told(*answers, span=FIVE_MINUTES):
        return blank.evaluate("([answers, span]) => listen(answers, span)", [list(answers), span])

    return told


def moments(told, what):
    return [moment for moment, each in told if each == what]


@pytest.mark.parametrize(
    "stranger",
    [
        {"type": "text/html", "text": PORTAL},
        {"type": "application/json", "text": '{"ok": true}\n\n'},
        {"text": "data: welcome\n\n", "holds": 1000},
        {"text": ": \n\n: \n\n"},
        {"text": 'event: news\ndata: {"ideas": []}\n\n', "holds": 5000},
        {"text": "event: table\ndata: 7\n\n"},
        {"text": "event: table\ndata: null\n\n"},
        {"type": "text/html", "text": PORTAL, "headers": {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}},
        {"status": 511, "type": "text/html", "text": PORTAL},
    ],
)
def test_what_is_no_hub_never_connects_and_is_asked_ever_more_slowly(listen, stranger):
    told = listen(stranger)
    assert moments(told, "opened") == []
    asked = moments(told, "asked")
    assert 10 < len(asked) < 70
    assert all(later - earlier >= 4000 for earlier, later in list(pairwise(asked))[8:])


def test_it_is_said_that_something_else_answers(listen):
    assert [what for _at, what in listen({"type": "text/html", "text": PORTAL}, span=200)] == ["asked", "strange"]
    assert [what for _at, what in listen({"status": 503, "text": "{}"}, span=200)] == ["asked", "lost"]


@pytest.mark.parametrize("word", [OURS, ": facilitate\n\n"])
def test_the_hub_s_own_words_connect(listen, word):
    assert [what for _at, what in listen({"text": word, "holds": 9000}, span=500)] == ["asked", "opened"]


def test_a_line_that_breaks_as_soon_as_it_stands_is_not_opened_all_the_time(listen):
    opened = moments(listen({"text": OURS}), "opened")
    assert 10 < len(opened) < 70
    assert all(later - earlier >= 4000 for earlier, later in list(pairwise(opened))[8:])


def test_a_line_that_held_is_opened_again_at_once(listen):
    told = listen(*[{"status": 503}] * 8, {"text": OURS, "holds": 20_000}, {"text": OURS, "holds": FIVE_MINUTES})
    first, second, *_more = moments(told, "opened")
    assert 20_000 <= second - first <= 21_000


@pytest.mark.parametrize("status", [401, 403])
def test_a_link_that_opens_nothing_is_asked_about_slowly_until_it_opens(listen, status):
    closed = {"status": status, "type": "application/json", "text": '{"error": "Nothing here."}'}
    told = listen(*[closed] * 4, {"text": OURS, "holds": FIVE_MINUTES})
    assert [what for _at, what in told[:10]] == ["asked", status] * 4 + ["asked", "opened"]
    assert all(20_000 <= later - earlier <= 40_000 for earlier, later in pairwise(moments(told[:9], "asked")))


def test_being_woken_while_the_line_is_being_opened_opens_no_second_one(blank):
    woken = """async (holds) => {
        const time = new Time();
        let asked = 0;
        const live = makeLive({
            clock: { now: () => time.now, later: (delay, act) => time.later(null, delay, act) },
            open: (_headers, signal) => new Promise((resolve) => {
                asked++;
                if (!holds) time.later(null, 500, () => resolve(answerOf({ text: ours, holds: 60_000 }, time, signal)));
            }),
            opened() {}, event: () => true, lost() {}, closed() {},
        });
        live.start();
        const counts = [];
        for (const span of [100, 1000, 5000]) {
            live.wake();
            await time.pass(span);
            counts.push(asked);
        }
        return counts;
    }"""
    assert blank.evaluate(woken, False) == [1, 1, 1]
    assert blank.evaluate(woken, True) == [1, 1, 2], "but one that hangs is not trusted for long"


def test_a_wait_that_is_asked_for_is_kept_as_long_as_anybody_would_wait(listen):
    told = listen(
        {"status": 503, "headers": {"Retry-After": "7"}}, {"status": 503, "headers": {"Retry-After": "99999"}}
    )
    first, second, third, *_more = moments(told, "asked")
    assert second - first >= 7000
    assert 60_000 <= third - second <= 61_000
