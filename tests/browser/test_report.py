"""The compte rendu in a browser: accessible, whole on a phone, whole on paper, and nothing in it runs or loads."""

from __future__ import annotations

import copy
import io
from functools import cache

import pytest
from pypdf import PdfReader

from facilitate.demo.play import Stage
from facilitate.export.formats import made
from facilitate.export.publication import EASY, publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from tests.browser.conftest import PHONE
from tests.browser.test_reach import violations
from tests.support.demo import played
from tests.support.published import hostile, paris, reported, told
from tests.support.workshops import PLAN, make_workshop


@cache
def wordy():
    """Give an event of long words and long titles of tables."""
    plan = copy.deepcopy(PLAN)
    plan["title"] = "Déprofessionnalisation, anticonstitutionnellement"
    plan["categories"][0]["title"] = "Intergouvernementalisations et institutionnalisations interdépartementales"
    workshop = make_workshop(plan=plan)
    for number in range(9):
        workshop.ideas.record(number % 3 + 1, "Désinstitutionnalisations " * 4)
    workshop.proposals.file(["T1-01", "T2-01"], "lieux")
    workshop.proposals.file(["T3-01"], "formation")
    workshop.study_links.link(["T2-01"], "freins")
    return workshop


@cache
def followed():
    workshop = played(Stage.DONE)
    workshop.roadmap.set("T1-02", owner="Association du Parc", partners=["Participante 07"], horizon="2022")
    workshop.roadmap.set("T1-04", state="planned", next_step="Visite")
    return workshop


@pytest.fixture(scope="module")
def opened(chromium, tmp_path_factory):
    @cache
    def written(workshop):
        ((name, text),) = made(told(workshop), ["html"])
        path = tmp_path_factory.mktemp("page") / name
        path.write_text(text, encoding="utf-8")
        return path

    def open_(workshop, **options):
        path = written(workshop)
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
    assert page.evaluate("getComputedStyle(document.querySelector('.wide td:not(.number, .bar)')).display") == "block"


EVENTS = pytest.mark.parametrize("workshop", [paris, hostile, wordy], ids=["paris", "hostile", "wordy"])
BROKEN = """
() => {
  const style = document.createElement("style");
  style.textContent = "* { hyphens: manual !important }";
  document.head.append(style);
  const line = (node, place) => {
    const range = document.createRange();
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    return [...range.getClientRects()].at(-1)?.bottom ?? 0;  // the first may be that of a hyphen before
  };
  const broken = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode.parentElement.closest("svg, .wide thead")) continue;
    const words = /(?<=^|[\\s’\u00ad])[\\p{L}\\p{M}]+(?=$|[\\s,.;:!?…’\u00ad])/gu;
    for (const found of walk.currentNode.data.matchAll(words)) {
      const [first, last] = [found.index, found.index + found[0].length - 1];
      if (Math.abs(line(walk.currentNode, first) - line(walk.currentNode, last)) > 4) broken.push(found[0]);
    }
  }
  style.remove();
  return broken;
}
"""


@EVENTS
def test_on_a_phone_every_table_shows_all_its_cells_and_no_word_is_broken_without_a_hyphen(seen, workshop):
    page = seen(workshop, PHONE)
    edge = "[...document.querySelectorAll('tbody th, tbody td')].map((cell) => cell.getBoundingClientRect().right)"
    assert max(page.evaluate(edge)) <= PHONE["width"]
    assert page.evaluate(BROKEN) == []


def test_on_a_phone_a_cell_of_a_wide_table_says_what_it_is(seen):
    page = seen(paris, PHONE)
    assert page.locator("tbody tr").first.inner_text().split("\n")[0] == "1. Lieux de rencontre"
    titled = page.evaluate("""[...document.querySelector('tbody tr').querySelectorAll('td.number')]
        .map((cell) => [getComputedStyle(cell, '::before').content, cell.textContent])""")
    assert [title.strip('"').strip() for title, _number in titled] == [
        "Pistes à créer", "Pistes existantes", "Pistes", "Idées",
    ]  # fmt: skip
    assert page.get_by_role("rowheader", name="1. Lieux de rencontre").count() == 1


def test_the_appendix_is_folded_and_opens_for_who_is_led_into_it(opened):
    page = opened(paris(), viewport=PHONE)
    idea = page.locator("#idea-T4-01")
    assert not idea.is_visible()
    page.get_by_role("link", name="T4-01", exact=True).first.click()
    assert idea.is_visible()
    page.context.close()
    page = opened(paris(), viewport=PHONE)
    page.get_by_role("navigation").get_by_role("link", name="Annexe").click()
    assert page.locator("#idea-T4-01").is_visible()
    page.context.close()


def test_the_infographic_stands_in_the_page_with_its_words(seen):
    page = seen(paris, {"width": 1280, "height": 900})
    picture = page.get_by_role("img", name="La Grande Rencontre de Paris")
    assert picture.bounding_box()["width"] > 1000
    assert "1. Lieux de rencontre (8 pistes" in page.locator("#infographic-words").text_content()


@EVENTS
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


def test_whoever_knows_the_code_of_an_idea_finds_what_became_of_it(opened):
    page = opened(paris(), viewport=PHONE)
    page.get_by_text("Retrouver mon idée", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="T1-08", exact=True).click()
    receipt = page.locator("#idea-T1-08 .receipt")
    assert receipt.is_visible()
    assert receipt.inner_text().startswith("fusionnée avec T3-07")
    assert page.locator(".receipt:visible").count() == 1
    assert violations(page) == []
    page.context.close()


@pytest.fixture(scope="module")
def printed(opened):
    """The texts of the pages on paper, and the headings of the page."""
    page = opened(paris())
    read = PdfReader(io.BytesIO(page.pdf(format="A4")))
    headings = {words.strip() for words in page.locator("h2, h3").all_inner_texts() if words.strip()}
    page.context.close()
    return [each.extract_text() for each in read.pages], headings


def test_on_paper_it_has_its_pages_and_every_idea(printed):
    pages, _headings = printed
    text = "".join("".join(each.split()) for each in pages)
    assert len(pages) > 5
    assert [idea.ref for idea in paris().session.ideas.values() if idea.ref not in text] == []


def test_on_paper_no_heading_is_parted_from_what_it_announces(printed):
    pages, headings = printed
    last = [text.strip().rpartition("\n")[0].rpartition("\n")[2].strip() for text in pages]  # after it, a page's number
    assert [line for line in last if line in headings or line.endswith(" :")] == []


def test_the_edition_in_short_sentences_is_for_everybody_too(chromium, tmp_path):
    published = publication(reported(paris()), Language("fr"), DEFAULT, EASY)
    ((name, text),) = made(published, ["html"])
    (tmp_path / name).write_text(text, encoding="utf-8")
    context = chromium.new_context(bypass_csp=True, viewport=PHONE)
    page = context.new_page()
    page.goto((tmp_path / name).as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(BROKEN) == []
    lines = "[...document.querySelectorAll('main p, footer p')]"
    sizes = f"{lines}.map((line) => parseFloat(getComputedStyle(line).fontSize))"
    assert min(page.evaluate(sizes)) >= 14 * 96 / 72 - 0.1
    context.close()
