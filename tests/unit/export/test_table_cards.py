"""The tables' cards: one front and one back each, and nothing that anybody typed is code."""

from __future__ import annotations

import io
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from facilitate.domain.programme.document import complete
from facilitate.domain.programme.plan import PHASE_KINDS, Phase, Plan
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.export.style.style import DEFAULT, Colours, Style
from facilitate.export.table_cards import TableCard, cards_page, cards_pdf
from facilitate.i18n import Language
from facilitate.workshop.sharing.wifi import wifi_of

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single' </style></title><img src=x onerror=y>"
CARDS = [TableCard(table, f"http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efgh{table}") for table in (1, 2, 5)]


class Page(HTMLParser):
    """Which elements a page has, with what they refer to, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.references, self.handlers, self.text = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.references += [value for name, value in attributes if name in ("src", "href", "action", "data")]
        self.handlers += [name for name, _value in attributes if name.startswith("on")]

    def handle_data(self, data):
        self.text += data


def plan(title="La Grande Rencontre", question="Quelles pistes ?"):
    phase = Phase("t", PHASE_KINDS["tables"], "Les tables", 60, question=question, tables=5)
    return Plan(title, date=date(2021, 12, 13), phases=(phase,))


def test_each_table_has_a_card_and_a_form_in_the_language_of_the_session():
    page = cards_page(plan(), CARDS, Language("fr"))
    read = Page(page)
    assert read.tags.count("section") == 2 * len(CARDS)
    assert read.tags.count("svg") == len(CARDS)
    for card in CARDS:
        assert f"Table {card.table}, sur papier" in read.text
        assert read.text.count(card.link) == 1
    assert "lundi 13 décembre 2021" in read.text
    assert "déjà existante" in read.text
    assert page == cards_page(plan(), CARDS, Language("fr"))
    assert "Monday 13 December 2021" in Page(cards_page(plan(), CARDS, Language("en"))).text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_people_typed_is_text_and_nothing_is_loaded(language):
    cards = [TableCard(1, f'http://x"><script>{HOSTILE}/#aaaaa')]
    read = Page(cards_page(plan(HOSTILE, HOSTILE), cards, Language(language)))
    assert not {"script", "img", "link", "iframe", "form", "a"} & set(read.tags)
    assert read.references == []
    assert read.handlers == []
    assert read.text.count(HOSTILE) >= 5  # the title of the page, both sides' heads, the question, the address
    assert "url(" not in cards_page(plan(), CARDS, Language(language))


@pytest.mark.parametrize("document", [plan(), Plan("Essai")])
def test_who_sorts_beside_has_the_last_card_with_the_line_to_type_and_no_form(document):
    sorter = TableCard(SYNTHESIS_SEAT, "http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efghj-key")
    read = Page(cards_page(document, [*CARDS, sorter], Language("fr")))
    assert (read.tags.count("section"), read.tags.count("svg")) == (2 * len(CARDS) + 1, len(CARDS))
    assert read.text.count('facilitate sort "http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efghj"') == 1
    assert "Table 100" not in read.text
    assert read.text.index("Synthèse") > read.text.index("Table 5, sur papier")


def test_without_a_date_or_a_question_nothing_is_made_up():
    page = cards_page(Plan("Essai"), CARDS[:1], Language("en"))
    assert "None" not in page
    assert 'class="question"' not in page


@pytest.mark.parametrize(("rounds", "own", "shown"), [(1, 0, 0), (3, 0, 0), (3, 1, 3), (6, 6, 6), (9, 9, 6)])
def test_a_card_says_what_each_round_is_asked(rounds, own, shown):
    setups = [{"number": number, "question": f"Question {number} ?"} for number in range(1, own + 1)]
    phase = {"kind": "tables", "title": "Tables", "tables": 2, "question": "Quoi ?", "rounds": rounds}
    plan = read_plan(complete({"title": "Essai", "phases": [{**phase, "round_setups": setups}]}))
    page = cards_page(plan, [TableCard(1, "http://127.0.0.1/#abcd-efgh")], Language("fr"))
    assert page.count('class="question round"') == shown
    assert page.count('class="question"') == (not shown)
    assert all(f"Tour {number} · Question {number} ?" in page for number in range(1, min(own, 5) + 1))


def test_both_sides_of_a_card_ask_its_question():
    assert Page(cards_page(plan(), CARDS, Language("fr"))).text.count("Quelles pistes ?") == 2 * len(CARDS)


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" fill="#c00"/></svg>'


def read(made):
    return PdfReader(io.BytesIO(made))


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("style", [DEFAULT, Style(logo=LOGO, logo_kind="svg", colours=Colours(accent="#ffd500"))])
def test_as_pages_each_card_has_a_front_and_a_back_and_who_sorts_the_last(style):
    sorter = TableCard(SYNTHESIS_SEAT, "http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efghj-key")
    made = cards_pdf(plan(), [*CARDS, sorter], Language("fr"), style)
    document = read(made)
    sides = [page.extract_text() for page in document.pages]
    assert len(sides) == 2 * len(CARDS) + 1
    for number, card in enumerate(CARDS):
        front, back = sides[2 * number : 2 * number + 2]
        assert f"Table {card.table}" in front
        assert card.link in squeezed(front)
        assert f"Table {card.table}, sur papier" in back
        assert card.link not in squeezed(back)
        assert "Quelles pistes" in front
        assert "Quelles pistes" in back
        assert back.count("déjà existante") == 13
    assert 'facilitate sort "http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efghj"' in sides[-1].replace("\n", "")
    told = document.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert made == cards_pdf(plan(), [*CARDS, sorter], Language("fr"), style)


@pytest.mark.parametrize("text", [HOSTILE, "Une question sans fin " * 30, "W" * 300, "#panic() $x$ <label> @ref"])
def test_as_pages_whatever_people_typed_is_whole_and_on_its_side(text):
    document = read(cards_pdf(plan(text, text), CARDS[:2], Language("fr"), Style(logo=LOGO, logo_kind="svg")))
    assert len(document.pages) == 4
    for page in document.pages:
        assert squeezed(page.extract_text().replace("\u2019", "'")).count(squeezed(text)) == 2


def test_as_pages_a_card_says_what_each_round_is_asked():
    setups = [{"number": number, "question": f"Question {number} ?"} for number in range(1, 4)]
    phase = {"kind": "tables", "title": "Tables", "tables": 2, "question": "Quoi ?", "rounds": 3}
    named = {"number": 1, "name": "Le jardin", "place": "Au fond"}
    of_day = read_plan(
        complete({"title": "Essai", "phases": [{**phase, "round_setups": setups, "table_setups": [named]}]})
    )
    text = read(cards_pdf(of_day, [TableCard(1, "http://127.0.0.1/#abcd-efgh")], Language("fr"), DEFAULT)).pages[0]
    shown = text.extract_text()
    assert all(f"Tour {number} · Question {number} ?" in shown for number in range(1, 4))
    assert "Le jardin" in shown
    assert "Au fond" in shown


@pytest.mark.parametrize("password", ["péage;12", "x9" * 31])
def test_the_wifi_stands_beside_the_link_on_each_card(password):
    wifi = wifi_of("Salle du conseil", password)
    sorter = TableCard(SYNTHESIS_SEAT, "http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efghj-key")
    read = Page(cards_page(plan(), [*CARDS, sorter], Language("fr"), wifi=wifi))
    assert read.tags.count("svg") == 2 * len(CARDS)
    assert read.text.count(password) == len(CARDS) + 1
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(
        cards_pdf(plan(), [*CARDS, sorter], Language("fr"), DEFAULT, wifi=wifi))).pages]  # fmt: skip
    assert len(pages) == 2 * len(CARDS) + 1
    for page in pages[::2]:
        assert "Salle du conseil" in page
        assert password in re.sub(r"\s", "", page)
    assert password not in pages[1]
