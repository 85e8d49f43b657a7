"""What phones, their keyboards and the networks of a building do to the page."""

from __future__ import annotations

import json
import re

import pytest

from facilitate.web.hub.assets import Assets
from tests.browser.conftest import all_saved, connected, until, write

PORTAL = "<!doctype html>\n\n<html><body>\n\nSign in\n\n</body></html>\n\n"
SENTENCES = """() => {
    window.sentences = [];
    new MutationObserver(() => window.sentences.push(document.querySelector("#said").textContent))
        .observe(document.querySelector("#said"), { childList: true });
}"""
THREE = "Un jardin partagé\nDes vélos à prêter\nUne fête"


@pytest.fixture
def hasty(phone):
    """A phone whose page can be told that time has passed."""
    device = phone("/* with a clock of its own */")
    device.context.clock.install()
    return device


def test_behind_a_captive_portal_the_page_is_offline_and_says_so_once(phone, room, table):
    page = phone().tab()
    connected(page)
    page.evaluate(SENTENCES)
    asked = []

    def portal(route):
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body=PORTAL)

    for path in ("**/live", "**/acts"):
        page.route(path, portal)
    page.evaluate("dispatchEvent(new Event('offline'))")
    until(page, "document.querySelector('#state').textContent.includes('vérifiez le wifi')")
    page.locator("#field").fill("gardée")
    with page.expect_response("**/live"):
        for _time in range(4):  # each makes it ask at once
            page.evaluate("dispatchEvent(new Event('online'))")
    until(page, "document.querySelector('#state').textContent.includes('vérifiez le wifi')")
    assert [each for each in page.evaluate("window.sentences") if each] == [
        "Hors connexion\xa0: continuez, vos idées sont conservées sur cet appareil."
    ]
    assert len(asked) >= 2
    write(page, "gardée")
    page.unroute("**/live")
    page.unroute("**/acts")
    page.evaluate("dispatchEvent(new Event('online'))")
    all_saved(page, ["gardée"])
    assert room.texts(table) == ["gardée"]


def test_after_another_session_answered_for_a_moment_the_page_goes_on_by_itself(hasty, room, table):
    page = hasty.tab()
    connected(page)
    unknown = {"status": 401, "content_type": "application/json", "body": json.dumps({"error": "Inconnu."})}
    for path in ("**/live", "**/acts"):
        page.route(path, lambda route: route.fulfill(**unknown))
    write(page, "gardée")
    page.locator("#shut").wait_for()
    assert "La page réessaie toute seule" in page.locator("#shut").inner_text()
    assert "1 idée est conservée" in page.locator("#shut").inner_text()
    page.unroute("**/live")
    page.unroute("**/acts")
    page.clock.fast_forward(40_000)
    page.locator("#field").wait_for()
    page.clock.fast_forward(2_000)
    all_saved(page, ["gardée"])
    assert page.locator("#shut").is_hidden()
    assert room.texts(table) == ["gardée"]


def test_an_unknown_link_that_becomes_known_opens(hasty, room, table):
    link = room.link(table)
    room.call(lambda: room.hub.shut(table))
    page = hasty.tab(link)
    page.locator("#shut").wait_for()
    page.route("**/live", lambda route: route.continue_(headers={**route.request.headers, "authorization": known}))
    room.call(lambda: room.hub.renew(table))
    known = f"Bearer {room.keys.token(table)}"
    page.clock.fast_forward(40_000)
    connected(page)


def test_the_enter_that_ends_a_composition_saves_nothing(phone, room, table):
    page = phone().tab()
    connected(page)
    page.locator("#field").fill("漢字")
    page.evaluate("""() => {
        const field = document.querySelector("#field");
        field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "漢字" }));
        const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
        Object.defineProperty(enter, "keyCode", { value: 229 });
        field.dispatchEvent(enter);
    }""")
    assert page.locator("#field").input_value() == "漢字"
    write(page, "une idée")
    all_saved(page, ["une idée"])
    assert room.texts(table) == ["une idée"]


def by_keyboard(page):
    page.locator("#field").focus()
    page.context.new_cdp_session(page).send("Input.insertText", {"text": THREE})


def by_itself(page):
    """As some autofill does: no event at all."""
    page.evaluate("(text) => { document.querySelector('#field').value = text; }", THREE)


def dropped(page):
    page.evaluate(
        """(text) => {
            const field = document.querySelector("#field");
            field.value = text;
            field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromDrop" }));
        }""",
        THREE,
    )


@pytest.mark.parametrize("way", [by_keyboard, by_itself, dropped])
def test_several_lines_are_asked_about_whichever_way_they_came(phone, room, table, way):
    page = phone().tab()
    connected(page)
    way(page)
    if way is not by_itself:
        until(page, "!document.querySelector('#pasted').hidden")
    assert way is by_itself or "Plusieurs idées, ou une seule" in page.locator("#said").inner_text()
    page.locator("#save").click()
    if way is by_itself:
        assert "Plusieurs idées, ou une seule" in page.locator("#said").inner_text()
        page.locator("#save").click()
    all_saved(page, reversed(THREE.splitlines()))
    assert room.texts(table) == THREE.splitlines()
    way(page)
    page.locator("#field").press("Enter")
    page.get_by_role("button", name="Une seule idée").click()
    all_saved(page, [THREE, *reversed(THREE.splitlines())])
    assert page.locator("#pasted").is_hidden()
    assert page.locator("#field").input_value() == ""


def test_what_was_typed_after_a_paste_is_not_forgotten(phone, room, table):
    page = phone().tab()
    connected(page)
    page.locator("#field").press_sequentially("avant ")
    page.evaluate("""(text) => {
        const data = new DataTransfer();
        data.setData("text", text);
        const field = document.querySelector("#field");
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        field.value += text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    }""", "un\ndeux")  # fmt: skip
    until(page, "document.activeElement.id === 'as-many'")  # a paste puts it there, and a space there would answer
    page.locator("#field").press_sequentially(" et trois")
    page.get_by_role("button", name="Enregistrer 2 idées").click()
    all_saved(page, ["deux et trois", "avant un"])
    assert page.locator("#field").input_value() == ""


def test_a_scanner_that_writes_another_sign_for_the_hash_opens_the_table(phone, room, table):
    address, token = room.link(table).split("/#")
    for sign in ("%23", "%2523"):
        page = phone().tab(f"{address}/{sign}{token}")
        connected(page)
        assert page.evaluate("location.href") == f"{address}/#{token}"
        write(page, sign)
        until(page, "document.querySelectorAll('#list li').length && !document.querySelector('#list .waiting')")
    assert room.texts(table) == ["%23", "%2523"]


def test_a_page_that_came_in_part_says_so_and_is_asked_for_again(hasty, room, table):
    cut = []

    def part(route):
        answer = route.fetch()
        cut.append(answer.text().index('<p id="said"'))
        route.fulfill(response=answer, body=answer.text()[: cut[-1]])

    hasty.context.route(re.compile(r":\d+/$"), part, times=1)
    page = hasty.tab()
    assert page.locator("#wait").inner_text() == "Chargement de la page de votre table…"
    page.clock.fast_forward(8_100)
    until(page, "document.querySelector('#wait').textContent.includes('pas encore complète')")
    page.clock.fast_forward(8_100)
    page.locator("#field").wait_for()
    write(page, "une idée")
    all_saved(page, ["une idée"])
    assert page.locator("#wait").count() == 0
    assert len(cut) == 1


def test_no_part_ends_the_script_it_stands_in(room):
    import httpx2

    page = httpx2.get(room.hub.address, trust_env=False)
    assert page.text.count("<script") == page.text.count("</script>") == 3
    assert page.text.count("<style>") == page.text.count("</style>") == 1
    assert "{{" not in page.text
    assert not re.search(r"/\*\w+\.\w+\*/", page.text)
    allowed = page.headers["content-security-policy"]
    assert "unsafe" not in allowed
    assert len(re.findall("'sha256-", allowed)) == 3
    assert all(name.split(".")[-1] in {"js", "css"} for name in Assets().names)
