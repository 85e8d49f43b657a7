"""The compte rendu in a browser: accessible, whole on a phone, whole on paper, and nothing in it runs or loads."""

from __future__ import annotations

import io
from functools import cache

import pytest
from pypdf import PdfReader

from facilitate.demo.play import Stage
from facilitate.export.formats import made
from tests.browser.conftest import PHONE
from tests.browser.test_reach import violations
from tests.support.demo import played
from tests.support.published import hostile, paris, told


@cache
def followed():
    workshop = played(Stage.DONE)
    workshop.roadmap.set("T1-02", owner="Association du Parc", partners=["Participante 07"], horizon="2022")
    workshop.roadmap.set("T1-04", state="planned", next_step="Visite")
    return workshop


@pytest.fixture(scope="module")
def opened(chromium, tmp_path_factory):
    def open_(workshop, **options):
        ((name, text),) = made(told(workshop), ["html"])
        path = tmp_path_factory.mktemp("page") / name
        path.write_text(text, encoding="utf-8")
        context = chromium.new_context(bypass_csp=True, **options)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    return open_


@pytest.fixture(scope="module")
def seen(opened):
    """Each document is opened once, and seen in one size after the other."""
    pages = {}

    def see(workshop, size):
        if workshop not in pages:
            pages[workshop] = opened(workshop())
        pages[workshop].set_viewport_size(size)
        return pages[workshop]

    yield see
    for page in pages.values():
        page.context.close()


def test_every_table_shows_its_last_column_on_a_phone(seen):
    page = seen(followed, PHONE)
    tables = page.evaluate("[...document.querySelectorAll('.table')].map(it => [it.scrollWidth, it.clientWidth])")
    assert len(tables) > 2
    assert [(inside, room) for inside, room in tables if inside > room] == []
    assert page.evaluate("getComputedStyle(document.querySelector('.words td')).display") == "block"


@pytest.mark.parametrize("workshop", [paris, hostile], ids=["paris", "hostile"])
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_sticks_out(seen, workshop, size):
    page = seen(workshop, size)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert len(page.asked) == 1, "it loads nothing"


def test_a_reference_leads_to_the_idea(opened):
    page = opened(paris(), viewport=PHONE)
    page.get_by_role("link", name="T4-01", exact=True).first.click()
    assert page.evaluate("location.hash") == "#idea-T4-01"
    assert page.evaluate("document.querySelector(':target').textContent").startswith("T4-01 — Des tiers lieux")
    page.context.close()


def test_on_paper_it_has_its_pages_and_every_idea(opened):
    page = opened(paris())
    read = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join("".join(each.extract_text().split()) for each in read.pages)
    assert len(read.pages) > 5
    assert [idea.ref for idea in paris().session.ideas.values() if idea.ref not in text] == []
    page.context.close()
