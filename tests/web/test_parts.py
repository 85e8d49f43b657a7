"""The small parts: buckets, languages, marks, the page's files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitate.domain.programme.document import complete
from facilitate.i18n import Language
from facilitate.web.hub.assets import Assets
from facilitate.web.hub.table_feed import TableFeed, TableHeading
from facilitate.web.serving.limits import Limits, RateLimiter, limits_of
from facilitate.web.serving.responses import language_for
from facilitate.workshop.views.capture import TimerFace
from tests.support.services import context_at
from tests.support.workshops import PLAN, make_workshop


def test_a_bucket_is_emptied_at_once_and_refilled_by_time():
    now = [100.0]
    buckets = RateLimiter(2, 10, lambda: now[0])
    assert buckets.take("a", 10) == 0
    assert buckets.take("a", 1) == 0.5
    assert buckets.take("b", 1) == 0
    now[0] += 0.5
    assert buckets.take("a", 1) == 0
    assert buckets.take("a", 1) == 0.5
    now[0] += 1000
    assert buckets.take("a", 10.5) == 0.25


def test_buckets_that_are_full_again_are_forgotten():
    now = [100.0]
    buckets = RateLimiter.a_minute(10, lambda: now[0])
    for number in range(5000):
        assert buckets.take(number, 1) == 0
        now[0] += 0.1
    assert len(buckets._levels) <= 1000
    assert buckets.take(4999, 10) > 0


def test_this_machine_is_counted_like_a_guest_s_when_that_is_to_be_tried():
    assert limits_of({}) == limits_of({"FACILITATE_LOOPBACK": "1"}) == Limits()
    bounds = limits_of({"FACILITATE_LOOPBACK": "guest"})
    assert bounds.from_here == bounds.per_address < Limits().from_here


def test_the_hub_of_the_program_reads_how_this_machine_is_counted(tmp_path):
    context = context_at(tmp_path, {"FACILITATE_MACHINE": "home", "FACILITATE_LOOPBACK": "guest"})
    slug = context.sessions.create(complete(PLAN))
    hub = context.sharing.hub(context.sessions.open(slug), lambda: None)
    assert hub._limits.from_here == Limits().per_address


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("fr", "fr"), ("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("de, en-GB;q=0.7, fr;q=0.3", "en"), ("", "fr"),
        ("en;q=0, fr;q=0.1", "fr"), ("de", "fr"), ("*", "fr"), ("en;q=x", "fr"), ("EN", "en"), ("fr;q=0", "fr"),
        ("en;q=inf", "en"),
    ],
)  # fmt: skip
def test_the_language_a_client_likes_best(accepted, code):
    assert language_for(accepted, "fr").code == code


def test_where_the_session_has_another_language_english_is_spoken():
    assert language_for("de", "de").code == "en"


def timer(seconds, **state):
    return TimerFace("P", timedelta(seconds=seconds), **state)


def test_a_clock_that_goes_on_is_no_news():
    feed = TableFeed(TableHeading("T", "Q", timer(60), at=1000.0), [])
    assert not feed.head(TableHeading("T", "Q", timer(50.1), at=1010.0))
    assert feed.head(TableHeading("T", "Q", timer(50, paused=True), at=1010.0))
    assert not feed.head(TableHeading("T", "Q", timer(50, paused=True), at=1020.0))
    assert feed.head(TableHeading("T", "Q", timer(350, paused=True), at=1020.0))
    assert feed.head(TableHeading("T", "Q", None, at=1020.0))
    assert not feed.head(TableHeading("T", "Q", None, at=1030.0))
    assert feed.number == 3


def test_what_changed_twice_is_told_once():
    workshop = make_workshop()
    idea = workshop.ideas.record(1, "un")
    feed = TableFeed(TableHeading("T", "Q", None, at=0.0), [])
    feed.tell(idea, lambda _mark: b"un;")
    feed.tell(workshop.ideas.record(1, "deux"), lambda _mark: b"deux;")
    feed.tell(workshop.ideas.edit(idea.ref, "un encore"), lambda _mark: b"encore;")
    assert feed.since(0, lambda _mark: b"") == b"deux;encore;"
    assert feed.since(2, lambda _mark: b"") == b"encore;"
    assert feed.since(3, lambda _mark: b"") == b""


async def test_the_page_speaks_the_language_of_who_asks(room):
    french, english = await room.get("/", headers={"Accept-Language": "fr"}), await room.get("/")
    assert (french.status_code, english.status_code) == (200, 200)
    assert french.headers["content-type"] == "text/html; charset=utf-8"
    assert (french.headers["vary"], french.headers["cache-control"]) == (
        "Accept-Language, Accept-Encoding",
        "max-age=86400",
    )
    assert (french.headers["content-language"], english.headers["content-language"]) == ("fr", "en")
    assert french.text != english.text


async def test_the_pages_files_are_given_to_everybody_and_kept_for_a_day(room):
    for name in Assets().names:
        answer = await room.get(f"{name}?v=1", headers={})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "max-age=86400"
        assert answer.headers["content-type"].split(";")[0] in {"text/css", "text/javascript", "image/svg+xml"}
    assert "/page.css" in Assets().names


def test_only_what_a_browser_needs_is_given(tmp_path):
    for name in ("page.css", "page.html", "notes.md", ".hidden", "page.py"):
        (tmp_path / name).write_text("x")
    assert Assets(tmp_path).names == ["/page.css"]


def test_the_language_of_answers_is_one_of_ours():
    assert isinstance(language_for("fr", "en"), Language)


async def test_the_page_goes_out_packed_to_whoever_can_unpack_it(room):
    whole = await room.get("/", headers={"Accept-Encoding": "identity"})
    packed = await room.get("/", headers={"Accept-Encoding": "gzip"})
    assert (whole.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert whole.content == packed.content  # the client unpacks it
    assert int(packed.headers["content-length"]) < 40_000 < int(whole.headers["content-length"])
