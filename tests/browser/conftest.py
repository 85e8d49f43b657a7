"""One Chromium for all tests of pages, one hub for a file of them; each has a table and contexts of its own."""

from __future__ import annotations

import json
import shutil
from itertools import count
from pathlib import Path

import pytest

from tests.browser.served import Served

CHROMIUM = (
    shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
FOLDER = Path(__file__).parent
PHONE = {"width": 360, "height": 740}
BOUND = 5000  # milliseconds to wait for what must come


def pytest_collection_modifyitems(items):
    """Keep them together: Playwright holds the loop of its process as long as it runs, so it ends with this folder."""
    for item in items:
        if item.path.parent == FOLDER:
            item.add_marker(pytest.mark.xdist_group(FOLDER.name))


@pytest.fixture(scope="package")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: `apt install chromium`, or let .ci/run do it")
    from playwright.sync_api import sync_playwright  # only the worker that has this folder pays for it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("room"))
    served.open()
    yield served
    served.stop()
    assert served.errors == []


_tables = count(1)


@pytest.fixture
def table():
    return next(_tables) % 30 + 1


class Phone:
    """One device: a browser context, with as many tabs as it opens."""

    def __init__(self, context, spare, room, table):
        self.context, self._spare = context, spare
        self.context.set_default_timeout(BOUND)
        self.room, self.table = room, table
        self.faults = []
        self.asked = []
        self.tabs = []

    def tab(self, link=None):
        page = self._spare.pop() if self._spare else self.context.new_page()
        self.tabs.append(page)
        page.on("pageerror", self._erred)
        page.on("request", self._asked)
        page.goto(link or self.room.link(self.table))
        return page

    def off(self):
        """Leave the tabs that are open as new ones: a tab of its own takes as long as all that a page does."""
        self.context.set_offline(False)
        for page in self.tabs:
            if page.is_closed():
                continue
            page.unroute_all()
            page.evaluate("() => { try { sessionStorage.clear(); } catch { /* a test forbade it */ } }")
            page.goto("about:blank")
            page.remove_listener("pageerror", self._erred)
            page.remove_listener("request", self._asked)
            self._spare.append(page)

    def _erred(self, error):
        self.faults.append(str(error))

    def _asked(self, request):
        self.asked.append(request.url)


@pytest.fixture(scope="module")
def contexts(chromium):
    """Contexts to use again: each test has another table, and what a page keeps is kept by table."""
    spare = {}
    yield spare
    for context, _tabs in (each for those in spare.values() for each in those):
        context.close()


@pytest.fixture
def phone(chromium, contexts, room, table):
    """Make devices of this test's table; a `script` runs before the page's own."""
    made = []

    def make(script="", **options):
        kind = script + json.dumps(options, sort_keys=True)
        if spare := contexts.setdefault(kind, []):
            context, tabs = spare.pop()
        else:
            context = chromium.new_context(**{"viewport": PHONE, "locale": "fr-FR", **options})
            if script:
                context.add_init_script(script)
            tabs = []
        made.append((kind, tabs, Phone(context, tabs, room, table)))
        return made[-1][-1]

    yield make
    for kind, tabs, each in made:
        each.off()
        contexts[kind].append((each.context, tabs))
    assert [fault for _kind, _tabs, each in made for fault in each.faults] == []


def write(page, text, save="Enter"):
    page.locator("#field").fill(text)
    page.locator("#field").press(save)


def connected(page):
    """Wait until the page says that the hub has everything."""
    until(page, "document.querySelector('#state').textContent.includes('✓')")


def shown(page):
    """The texts in the list, top first."""
    return page.locator("#list .words").all_inner_texts()


def until(page, holds, **values):
    """Wait until a JavaScript expression holds; Playwright’s own way evaluates in the page, which forbids it."""
    page.evaluate(
        f"""async ({{{", ".join(values)}}}) => {{
            for (const end = Date.now() + {BOUND}; Date.now() < end; await new Promise((go) => setTimeout(go, 5)))
                if ({holds}) return;
            throw new Error("waited in vain for " + {json.dumps(holds)} + "\\n" + document.body.innerText);
        }}""",
        values,
    )


def all_saved(page, texts):
    """Wait until the list says exactly that, top first, and nothing waits."""
    until(
        page,
        "JSON.stringify([...document.querySelectorAll('#list .words')].map((p) => p.textContent)) === texts"
        " && !document.querySelector('#list .waiting')",
        texts=json.dumps(list(texts), ensure_ascii=False, separators=(",", ":")),
    )
