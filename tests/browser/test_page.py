"""The page of one table in a real browser, against the real hub: what is typed there is in the session in the end."""

from __future__ import annotations

import pytest

from tests.browser.conftest import all_saved, connected, shown, until, write

HOSTILE = [
    "<img src=x onerror=\"document.title='gone'\">", "<script>document.title='gone'</script>", "</script>&amp;<!--",
    "{{texts}} {ref} ${1} $&", "فكرة من الطاولة", "👩🏽\u200d🔬 et 🏳\ufe0f\u200d🌈", "l’idée « neuve » à 100 %",
    "a" * 9999, "mot " * 2400 + "fin",
]  # fmt: skip
WAITING = "#list .waiting"


def offline(page):
    page.context.set_offline(True)
    until(page, "document.querySelector('#state').classList.contains('waits')")


def online(page):
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")


def reload(page):
    page.reload()
    page.locator("#field").wait_for()


def test_what_is_typed_is_saved_on_the_hub_s_disk(phone, room, table):
    page = phone().tab()
    write(page, "Des résidences croisées")
    all_saved(page, ["Des résidences croisées"])
    page.locator("#field").fill("Une newsletter")
    page.get_by_label("déjà existante", exact=True).check()
    page.get_by_role("button", name="Enregistrer").click()
    all_saved(page, ["Une newsletter", "Des résidences croisées"])
    assert [(idea.text, idea.status) for idea in room.ideas(table)] == [
        ("Des résidences croisées", "to_create"),
        ("Une newsletter", "existing"),
    ]
    assert page.locator("#field").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "field"
    assert page.get_by_label("à créer", exact=True).is_checked()
    assert page.locator("#said").inner_text() == f"T{table}-02 est enregistrée."


def test_shift_and_enter_make_a_line_and_an_empty_field_saves_nothing(phone, room, table):
    page = phone().tab()
    page.locator("#field").press("Enter")
    assert "écrivez d’abord l’idée" in page.locator("#said").inner_text()
    page.locator("#field").press_sequentially("un")
    page.locator("#field").press("Shift+Enter")
    page.locator("#field").press_sequentially("deux")
    page.locator("#field").press("Enter")
    all_saved(page, ["un\ndeux"])
    assert room.texts(table) == ["un\ndeux"]


def test_without_a_network_nothing_is_lost_and_nothing_comes_twice(phone, room, table):
    device = phone()
    page = device.tab()
    write(page, "avant")
    all_saved(page, ["avant"])
    offline(page)
    for text in ("un", "deux", "trois"):
        write(page, text)
    until(page, f"document.querySelectorAll('{WAITING}').length === 3")
    assert "3 idées en attente" in page.locator("#state").inner_text()
    assert "en attente" in page.locator(WAITING).first.inner_text()
    page.close()
    page = device.tab()  # from the browser's own cache: there is no network
    until(page, f"document.querySelectorAll('{WAITING}').length === 3")
    assert shown(page) == ["trois", "deux", "un", "avant"]
    online(page)
    all_saved(page, ["trois", "deux", "un", "avant"])
    assert room.texts(table) == ["avant", "un", "deux", "trois"]


def test_a_hub_that_is_killed_and_started_again_has_everything(phone, room, table):
    page = phone().tab()
    write(page, "avant")
    all_saved(page, ["avant"])
    room.kill()
    try:
        write(page, "pendant")
        until(
            page,
            f"document.querySelector('{WAITING}') && document.querySelector('#state').textContent.includes('Hors')",
        )
    finally:
        room.open()
    online(page)
    all_saved(page, ["pendant", "avant"])
    assert room.texts(table) == ["avant", "pendant"]


def test_an_answer_that_was_lost_does_no_act_twice(phone, room, table):
    page = phone().tab()
    connected(page)
    cut = []

    def lose(route):
        route.fetch()  # the hub has done it
        cut.append(route)
        route.abort()

    page.route("**/acts", lose, times=1)
    write(page, "une seule fois")
    all_saved(page, ["une seule fois"])  # the hub's own list tells
    online(page)
    connected(page)
    assert len(cut) == 1
    assert room.texts(table) == ["une seule fois"]


def test_a_hub_that_says_goodbye_leaves_the_page_as_it_was(phone, room, table):
    page = phone().tab()
    write(page, "avant")
    all_saved(page, ["avant"])
    room.close()
    until(page, "document.querySelector('#state').classList.contains('waits')")
    write(page, "pendant")
    until(page, f"document.querySelectorAll('{WAITING}').length === 1")
    assert shown(page) == ["pendant", "avant"]
    assert page.locator("#name").inner_text() == f"Table {table}"
    room.open()
    online(page)
    all_saved(page, ["pendant", "avant"])
    assert room.texts(table) == ["avant", "pendant"]


def test_two_phones_see_each_other(phone, room, table):
    one, two = phone().tab(), phone().tab()
    write(one, "du premier")
    all_saved(two, ["du premier"])
    write(two, "du second")
    all_saved(one, ["du second", "du premier"])
    two.locator("#list [data-do=withdraw]").last.click()
    until(one, "document.querySelectorAll('#list .withdrawn').length === 1")
    assert [idea.withdrawn for idea in room.ideas(table)] == [True, False]
    assert one.locator("#count").inner_text() == "1 idée · 1 retirée"


def test_what_the_facilitator_undoes_leaves_the_list_and_comes_back_to_its_place(phone, room, table):
    page = phone().tab()
    for text in ("une", "deux", "trois"):
        write(page, text)
    all_saved(page, ["trois", "deux", "une"])
    middle = next(idea for idea in room.ideas(table) if idea.text == "deux")
    gesture = room.call(lambda: room.workshop.timeline.event(middle.id).gesture)
    room.call(lambda: room.workshop.history.undo_one(gesture))
    all_saved(page, ["trois", "une"])
    page.reload()
    all_saved(page, ["trois", "une"])
    room.call(lambda: room.workshop.history.redo_one(gesture))
    all_saved(page, ["trois", "deux", "une"])


def test_ideas_that_wait_can_be_corrected_withdrawn_and_restored(phone, room, table):
    page = phone().tab()
    connected(page)
    offline(page)
    write(page, "un brouillon")
    page.locator("#list [data-do=edit]").click()
    assert page.locator("#field").input_value() == "un brouillon"
    write(page, "une idée claire")
    page.locator("#list [data-do=flip]").click()
    write(page, "retirée")
    page.locator("#list [data-do=withdraw]").first.click()
    until(page, "document.querySelectorAll('#list .withdrawn').length === 1")
    online(page)
    until(page, f"!document.querySelector('{WAITING}')")
    assert [(i.text, i.status, i.withdrawn) for i in room.ideas(table)] == [
        ("une idée claire", "existing", False),
        ("retirée", "to_create", True),
    ]
    page.locator("#list [data-do=restore]").click()
    until(page, f"!document.querySelector('#list .withdrawn, {WAITING}')")
    assert [idea.withdrawn for idea in room.ideas(table)] == [False, False]


def test_the_focus_comes_back_to_where_a_correction_began(phone):
    page = phone().tab()
    write(page, "une idée")
    all_saved(page, ["une idée"])
    page.locator("#field").fill("un brouillon")
    page.locator("#list [data-do=edit]").click()
    assert page.evaluate("document.activeElement.id") == "field"
    page.keyboard.press("Escape")
    assert page.locator("#field").input_value() == "un brouillon"
    assert page.evaluate("document.activeElement.dataset.do") == "edit"
    page.locator("#list [data-do=withdraw]").click()
    until(page, "document.querySelector('#list .withdrawn')")
    assert page.evaluate("document.activeElement.dataset.do") == "restore"


def test_a_refused_text_stays_with_its_reason_and_can_be_corrected_or_set_aside(phone, room, table):
    page = phone().tab()
    for _time in range(2):
        page.locator("#field").fill("x" * 11_000)
        page.locator("#field").press("Enter")
        page.locator("#list .refused").nth(_time).wait_for()
    first = page.locator("#list .refused").first
    assert "11000" in first.locator(".reason").inner_text()
    until(page, "/2 idées non enregistrées/.test(document.querySelector('#state').textContent)")
    assert "tout est enregistré" not in page.locator("#state").inner_text()
    first.get_by_role("button", name="Corriger").click()
    assert len(page.locator("#field").input_value()) == 11_000
    write(page, "plus court")
    until(page, f"document.querySelectorAll('#list li').length === 2 && !document.querySelector('{WAITING}')")
    page.locator("#list .refused").get_by_role("button", name="Mettre de côté").click()
    all_saved(page, ["plus court"])
    assert room.texts(table) == ["plus court"]
    reload(page)
    page.locator("#aside summary").click()
    page.locator("#aside").get_by_role("button", name="Corriger").click()
    write(page, "l’autre aussi")
    all_saved(page, ["l’autre aussi", "plus court"])


def test_a_closed_link_keeps_the_words_and_a_new_one_sends_them(phone, room, table):
    device = phone()
    page = device.tab()
    write(page, "avant")
    all_saved(page, ["avant"])
    offline(page)
    write(page, "gardée")
    page.locator("#field").fill("un brouillon")
    room.call(lambda: room.hub.renew(table))
    online(page)
    page.locator("#shut").wait_for()
    assert "Ce lien n’est plus valable" in page.locator("#shut").inner_text()
    assert page.evaluate("document.activeElement.id") == "why"
    page.get_by_role("button", name="Copier").click()
    assert page.locator("#copied").input_value() == "gardée\nun brouillon"
    assert page.locator("#copy-said").inner_text() != ""
    page.close()
    page = device.tab()
    all_saved(page, ["gardée", "avant"])
    assert page.locator("#field").input_value() == "un brouillon"
    assert room.texts(table) == ["avant", "gardée"]


@pytest.mark.parametrize(
    ("end", "told"), [("/", "Quelle est votre table"), ("/#22222-22222-22222-22222", "Scannez de nouveau")]
)
def test_a_link_that_opens_nothing_says_what_to_do(phone, room, end, told):
    page = phone().tab(room.hub.address + end)
    page.locator("#shut").wait_for()
    assert told in page.locator("#shut").inner_text()
    assert page.locator("#field").is_hidden()


def test_a_draft_survives_a_reload_and_the_closing_of_its_page(phone, room, table):
    device = phone()
    page = device.tab()
    page.locator("#field").press_sequentially("à moi")
    reload(page)
    page.locator("#field").press_sequentially("tié")
    page.get_by_label("déjà existante", exact=True).check()
    reload(page)
    assert page.locator("#field").input_value() == "à moitié"
    assert page.get_by_label("déjà existante", exact=True).is_checked()
    page.close()
    page = device.tab()
    assert page.locator("#field").input_value() == "à moitié"
    write(page, "entière")
    all_saved(page, ["entière"])
    reload(page)
    assert page.locator("#field").input_value() == ""


def test_two_tabs_share_what_waits_and_send_it_once(phone, room, table):
    device = phone()
    one, two = device.tab(), device.tab()
    for page in (one, two):
        connected(page)
    offline(one)
    write(one, "du premier onglet")
    until(two, f"document.querySelector('{WAITING}')")
    write(two, "du second onglet")
    for page in (one, two):
        until(page, f"document.querySelectorAll('{WAITING}').length === 2")
    one.close()
    online(two)
    all_saved(two, ["du second onglet", "du premier onglet"])
    assert room.texts(table) == ["du premier onglet", "du second onglet"]


def test_several_pasted_lines_become_several_ideas_once_that_is_said(phone, room, table):
    page = phone().tab()
    lines = "- une\n\n• deux\n3. trois"
    paste = """(text) => {
        const data = new DataTransfer();
        data.setData("text", text);
        const field = document.querySelector("#field");
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true, bubbles: true }));
    }"""
    page.evaluate(paste, lines)
    page.get_by_role("button", name="Enregistrer 3 idées").click()
    all_saved(page, ["trois", "deux", "une"])
    assert room.texts(table) == ["une", "deux", "trois"]
    page.evaluate(paste, lines)
    page.locator("#field").fill(lines)
    page.get_by_role("button", name="Une seule idée").click()
    page.locator("#field").press("Enter")
    until(page, f"document.querySelectorAll('#list li').length === 4 && !document.querySelector('{WAITING}')")
    assert room.texts(table)[-1] == lines


def test_hostile_texts_come_out_as_they_went_in_and_nothing_runs(phone, room, table):
    page = phone().tab()
    connected(page)
    title = page.title()
    for text in HOSTILE:
        write(page, text)
    all_saved(page, reversed(HOSTILE))
    assert room.texts(table) == HOSTILE
    assert page.locator("#list img, #list script").count() == 0
    assert page.title() == title
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


FULL = """for (const name of ["setItem", "removeItem"])
    Storage.prototype[name] = () => { throw new Error("QuotaExceededError"); };"""


def test_a_full_storage_stops_nothing_while_the_hub_is_there(phone, room, table):
    page = phone(FULL).tab()
    write(page, "sans place")
    all_saved(page, ["sans place"])
    offline(page)
    write(page, "en attente")
    until(page, f"document.querySelectorAll('{WAITING}').length === 1")
    assert "Plus de place" in page.locator("#state").inner_text()
    assert "conservée sur cet appareil" not in page.locator("body").inner_text()
    assert page.locator("#field").input_value() == ""
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))"), "leaving is asked about"
    online(page)
    all_saved(page, ["en attente", "sans place"])
    assert "Plus de place" not in page.locator("#state").inner_text()
    assert room.texts(table) == ["sans place", "en attente"]


def test_what_a_full_storage_did_not_take_is_laid_there_when_there_is_room_again(phone, room, table):
    device = phone()
    page = device.tab()
    write(page, "avant")
    all_saved(page, ["avant"])
    offline(page)
    full = (
        "() => { window.takes = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error(); }; }"
    )
    page.evaluate(full)
    write(page, "gardée")
    page.evaluate("() => { Storage.prototype.setItem = window.takes; }")
    write(page, "aussi")
    until(page, "!document.querySelector('#state').textContent.includes('plus de place')")
    page.close()
    page = device.tab()
    online(page)
    all_saved(page, ["aussi", "gardée", "avant"])


def test_where_storage_is_forbidden_the_page_works_and_warns(phone, room, table):
    page = phone("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })").tab()
    write(page, "une idée")
    all_saved(page, ["une idée"])
    assert "ne conserve rien" in page.locator("#state").inner_text()
    assert room.texts(table) == ["une idée"]
