"""The page gives its token, and what was written, to nothing but the hub of its link."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from facilitate.web.hub.assets import served
from facilitate.web.hub.page_text import FOLDER
from facilitate.workshop.sharing.devices import short
from tests.browser.conftest import all_saved, connected, until, write

PORTAL = "<!doctype html>\n\n<html><body>\n\nSign in\n\n</body></html>\n\n"


def test_the_page_s_digests_are_those_of_the_standard(chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.add_script_tag(content=served(FOLDER / "proof.js").decode())
    texts = ["x" * length for length in (0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 500)] + ["é’🙂"]
    assert page.evaluate("(texts) => texts.map((text) => hex(sha256(bytesOf(text))))", texts) == [
        hashlib.sha256(text.encode()).hexdigest() for text in texts
    ]
    assert page.evaluate("(texts) => texts.map((text) => mac(text.slice(0, 64), text))", texts[:-1]) == [
        hmac.digest(text[:64].encode(), text.encode(), "sha256").hex() for text in texts[:-1]
    ]
    context.close()


@pytest.mark.parametrize("written", [str, short], ids=["with the key", "as on older cards"])
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"content_type": "text/html", "body": PORTAL}, "vérifiez le wifi"),
        ({"json": {"proof": "0" * 64, "key": ""}}, "vérifiez le wifi"),
        ({"json": None}, "vérifiez le wifi"),
        ({"status": 404, "json": {"error": "Inconnu."}}, "Lien inconnu"),
    ],
)
def test_what_cannot_prove_that_it_is_the_hub_gets_nothing(phone, room, table, answer, told, written):
    page = phone().tab(written(room.link(table)))
    connected(page)
    given = []

    def stranger(route):
        headers = {name.lower() for name in route.request.headers}
        given.append((route.request.url.split("?")[0].rsplit("/", 1)[1], "authorization" in headers))
        route.fulfill(**answer)

    page.route("**/*", stranger)
    page.evaluate("dispatchEvent(new Event('offline'))")
    until(page, "document.body.innerText.includes(told)", told=told)
    if page.locator("#field").is_visible():
        write(page, "gardée")
        page.evaluate("dispatchEvent(new Event('online'))")
        until(page, "document.querySelector('#list .waiting')")
    assert set(given) == {("hello", False)}
    page.unroute("**/*")
    page.evaluate("dispatchEvent(new Event('online'))")
    connected(page)
    write(page, "et après")
    texts = ["gardée", "et après"] if "wifi" in told else ["et après"]
    all_saved(page, reversed(texts))
    assert room.texts(table) == texts


def test_a_token_copied_with_signs_that_look_alike_opens_all_the_same(phone, room, table):
    address, sign, token = short(room.link(table)).partition("#")
    page = phone().tab(address + sign + token.upper().replace("0", "O").replace("1", "l"))
    connected(page)
    assert json.loads(page.evaluate("JSON.stringify(live.stands)")) is True
