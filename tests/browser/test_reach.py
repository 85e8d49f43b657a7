"""Everybody can use it: with a screen reader, with keys only, on a small screen, in both languages."""

from __future__ import annotations

import gzip
import json
import re
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from facilitate.web.hub.assets import _page, served
from facilitate.web.hub.page_text import FOLDER
from tests.browser.conftest import PHONE, all_saved, connected, until, write

AXE = (Path(find_spec("axe_playwright_python").origin).parent / "axe.min.js").read_text(encoding="utf-8")
WAITS = "document.querySelector('#list .waiting')"


def violations(page):
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)")
    return [(each["id"], node["html"], node["any"]) for each in found for node in each["nodes"]]


def with_everything(page):
    """A saved, a withdrawn, a waiting, a refused idea and one set aside; and one being corrected."""
    for text in ("x" * 11_000, "y" * 11_000, "retirée", "une idée"):
        write(page, text)
    until(page, f"document.querySelectorAll('#list li').length === 4 && !{WAITS}")
    page.locator("#list .refused [data-do=aside]").first.click()
    page.locator("#list li:not(.refused) [data-do=withdraw]").last.click()
    until(page, f"document.querySelector('#list .withdrawn') && !{WAITS}")
    page.context.set_offline(True)
    write(page, "en attente")
    until(page, f"{WAITS} && !document.querySelector('#rescue').hidden")
    page.locator("#aside summary").click()
    page.locator("#list [data-do=edit]").last.click()


@pytest.mark.parametrize(("locale", "scheme"), [("fr-FR", "light"), ("en-GB", "dark")])
def test_axe_finds_nothing(phone, room, table, locale, scheme):
    page = phone(locale=locale, color_scheme=scheme).tab()
    connected(page)
    with_everything(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.lang") == locale[:2]
    room.call(lambda: room.hub.shut(table))
    page.context.set_offline(False)
    page.locator("#shut").wait_for()
    page.locator("#copy").click()
    assert violations(page) == []
    room.call(lambda: room.hub.renew(table))


SMALL = """[...document.querySelectorAll('button, summary, label:has(input), textarea')]
    .filter((each) => each.offsetParent && each.offsetHeight < 44).map((each) => each.outerHTML)"""


WIDE = """[...document.body.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > innerWidth)
    .map((each) => each.outerHTML)"""


def accessible(page):
    """Say that axe finds nothing, and that on any screen nothing is too wide or too small for a thumb."""
    assert violations(page) == []
    for width in (320, 360, 640, 768, 1280):  # 320 is also what 640 is to whoever enlarges twofold
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(WIDE) == []
        assert page.evaluate(SMALL) == []
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")  # letters twice as large, and nothing else
    assert page.evaluate(WIDE) == []
    page.evaluate("document.documentElement.style.fontSize = ''")


def test_nothing_is_wider_than_the_screen_and_targets_fit_a_thumb(phone):
    page = phone().tab()
    connected(page)
    with_everything(page)
    accessible(page)


def test_keys_are_enough(phone, room, table):
    page = phone().tab()
    connected(page)
    keys = page.keyboard
    keys.type("une idée")
    keys.press("Tab")
    keys.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "existing"
    keys.press("Tab")
    assert page.evaluate("document.activeElement.id") == "save"
    keys.press("Enter")
    all_saved(page, ["une idée"])
    for _step in range(5):  # past “Try it” and the call
        keys.press("Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "edit"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys.press("Enter")
    keys.press("End")
    keys.type(" claire")
    keys.press("Enter")
    all_saved(page, ["une idée claire"])
    keys.press("Tab")
    keys.press("Space")
    until(page, f"document.querySelector('#list .to_create') && !{WAITS}")
    keys.press("Tab")
    keys.press("Space")
    until(page, f"document.querySelector('#list .withdrawn') && !{WAITS}")
    assert [(i.text, i.status, i.withdrawn) for i in room.ideas(table)] == [("une idée claire", "to_create", True)]


def test_a_screen_reader_hears_what_each_thing_is(phone):
    page = phone(locale="en-GB").tab()
    write(page, "an idea")
    all_saved(page, ["an idea"])
    ref = page.locator("#list .ref").inner_text()
    for name in (f"Edit {ref}", f"Withdraw {ref}", f"{ref}: to be created. Change to: already existing"):
        assert page.get_by_role("button", name=name).count() == 1
    assert page.get_by_role("textbox", name="An idea from the table").count() == 1
    assert page.get_by_role("radiogroup", name="Status").count() == 1
    assert page.get_by_role("timer").count() == 1
    assert page.get_by_role("img", name="saved").count() == 1
    assert page.get_by_role("status").first.inner_text() == f"{ref} saved."


def test_the_clock_goes_on_by_itself_and_says_what_it_is(phone, room):
    room.call(lambda: room.workshop.phases.start("tables"))
    page = phone().tab()
    connected(page)
    shown = page.locator("#clock").inner_text()
    assert "Les tables · il reste" in shown
    until(page, "document.querySelector('#digits').textContent !== was", was=page.locator("#digits").inner_text())
    room.call(room.workshop.phases.pause)
    until(page, "document.querySelector('#phase').textContent.includes('pause')")
    page.evaluate("() => { Object.assign(table.about.clock, { left: -199.5, running: false }); tick(); }")
    assert page.locator("#digits").inner_text() == "+3:19"


def test_the_page_is_small_and_asks_nobody_but_the_hub(phone, room):
    device = phone(locale="fr-CA")
    page = device.tab()
    write(page, "une idée")
    all_saved(page, ["une idée"])
    assert {re.sub(r"/[^/]*$", "", url) for url in device.asked} == {room.hub.address}
    assert {urlsplit(url).path for url in device.asked} == {"/", "/hello", "/live", "/acts"}, (
        "the page comes in one answer"
    )
    assert sum(url.endswith("/live") for url in device.asked) == 1
    for code in ("fr", "en"):  # as it goes through the air: 40 kB are a third of a second on a wifi of 1 Mbit/s
        assert len(gzip.compress(_page("page", code)[0], mtime=0)) < 40_000
    # Who cannot unpack it gets it whole. A minifier would save a seventh, and those there are (rjsmin, rcssmin) come as
    # sources only, which a laptop without a compiler cannot install.
    assert len(_page("page", "fr")[0]) < 90_000


def test_what_is_left_out_of_a_script_is_for_its_readers_only():
    for path in FOLDER.glob("*.*s*"):
        written, out = path.read_text(encoding="utf-8"), served(path).decode()
        assert written.count("`") % 2 == 0
        assert all(line.count("`") % 2 == 0 for line in written.splitlines() if not line.lstrip().startswith("/"))
        assert not re.search(r"^(?:[ \t]|//|/\*|$)", out.rstrip("\n"), re.MULTILINE)
        code = re.sub(r"(?ms)^\s*/\*.*?\*/\s*$", "", written).splitlines()
        assert out.splitlines() == [
            line.strip() for line in code if line.strip() and not line.lstrip().startswith("//")
        ]


def test_a_page_without_scripts_says_what_it_needs(phone):
    page = phone(java_script_enabled=False).tab()
    assert "JavaScript" in page.locator("noscript").inner_text()


def test_the_texts_of_the_page_cannot_end_their_script(monkeypatch):
    from facilitate.web.hub import page_text

    shown = dict.fromkeys(page_text._SHOWN, '"><b>&')
    monkeypatch.setattr(page_text, "_WORDS", {"page": (shown, {"a": "</script><!--\u2028&"})})
    page = page_text._rendered.__wrapped__("page", "en")
    inside = page.split('id="texts">')[1].split("</script>")[0]
    assert json.loads(inside) == {"a": "</script><!--\u2028&"}
    assert "<b>" not in page
    assert "{{" not in page
