"""Sheets of paper about people: everybody once, nothing that is not for paper, and nothing typed is code."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from facilitate.domain.errors import Refused
from facilitate.export.people_sheets import KINDS, ON_A_PAGE, SheetAsked, sheet, sheet_page, sheet_pdf
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.labels import table_letter
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.views.people_print import people_print
from tests.support.people import HOSTILE, full_house
from tests.support.workshops import make_workshop

PRINTED = datetime.fromisoformat("2021-12-13T08:15:00+01:00")


@pytest.fixture(scope="module")
def house():
    workshop = full_house(20)
    workshop.seats.keep(workshop.seats.plan(SeatingAsked(rounds=3)))
    return workshop


def asked(workshop, blank=3, **how):
    return SheetAsked(people_print(workshop.session, **how), workshop.session.plan, PRINTED, blank, "La Rencontre")


class Page(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.references, self.text = Counter(), [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        self.references += [value for name, value in attributes if name in ("src", "href") or name.startswith("on")]

    def handle_data(self, data):
        self.text += data


def page(workshop, kind, code="fr", **how):
    return Page(sheet_page(sheet(kind, asked(workshop, **how), Language(code))))


def test_everybody_has_a_badge_with_their_tables_and_the_last_page_is_full(house):
    made = sheet("badges", asked(house), Language("fr"))["badges"]
    people = house.session.people.values()
    named = {badge["name"]: badge for badge in made if badge["name"]}
    assert len(named) == len(people)
    assert len(made) % ON_A_PAGE == 0
    assert len(made) >= len(people) + 3
    assert [badge["number"] for badge in made if not badge["name"]] == [""] * (len(made) - len(people))
    for person in people:
        badge = named[person.name]
        assert badge["number"] == str(house.session.badge_number(person.id))
        assert [mark["number"] for mark in badge["marks"]] == [
            str(house.session.table_of_person(person.id, number)) for number in (1, 2, 3)
        ]
        assert badge["no_photo"] == person.no_photo
    assert {mark["letter"] for badge in named.values() for mark in badge["marks"]} == {"A", "B", "C", "D"}


def test_one_round_and_those_who_are_here_can_be_printed_alone(house):
    house.people.arrive("Participante 11")
    made = sheet("list", asked(house, number=2, present=True), Language("en"))["parts"][0]
    assert made["heads"][-1] == "Round 2"
    assert [row[0]["text"] for row in made["rows"]] == ["Participante 11"]


def test_lists_are_in_the_order_of_family_names_and_say_where_nobody_knows_them():
    workshop = make_workshop()
    for name, family in (
        ("Zoé Abel", "Abel"),
        ("Anne BERG", ""),
        ("Cam Arno", ""),
        ("Yves d’Ax", ""),
        ("Élie Zed", "Zed"),
    ):
        workshop.people.add(name, {"family_name": family})
    workshop.people.edit("Élie Zed", {"name": "Élie Zorn"})
    assert workshop.people.find("Élie").family_name == ""
    for kind, place in (("list", 0), ("attendance", 1)):
        part = sheet(kind, asked(workshop), Language("en"))["parts"][0]
        names = [(row[place]["strong"], row[place]["text"]) for row in part["rows"] if row[place]["text"]]
        assert names == [("Abel", "Zoé"), ("BERG", "Anne"), ("", "Cam Arno"), ("d’Ax", "Yves"), ("", "Élie Zorn")]
        assert "where they are not known (2)" in part["about"][-1]
    with pytest.raises(Refused, match="beginning or the end"):
        workshop.people.edit("Zoé", {"family_name": "Bel"})


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_typed_is_text_and_every_sheet_says_when_and_what_for(house, kind):
    made = sheet(kind, asked(house), Language("fr"))
    read = Page(sheet_page(made))
    assert not {"script", "img", "link", "iframe", "form", "a"} & set(read.tags)
    assert read.references == []
    assert (HOSTILE in read.text) is (kind not in ("signs", "predealt"))
    assert "Imprimé le lundi 13 décembre 2021 à 8\u00a0h\u00a015" in read.text
    assert made == sheet(kind, asked(house), Language("fr"))
    for secret in ("sans noix", "zq7@exemple.fr", "Zone 1", "rampe"):
        assert secret not in repr(made), "needs, wishes, addresses and areas are nobody's to read on paper"


@pytest.mark.parametrize("kind", KINDS)
def test_each_sheet_is_pages_for_everybody_and_for_long(house, kind):
    of = asked(house)
    made = sheet_pdf(sheet(kind, of, Language("fr")), DEFAULT, of.plan, of.printed)
    assert all(mark in made for mark in (b"pdfuaid:part>1", b"pdfaid:part>2", b"pdfaid:conformance>A"))
    text = "".join("".join(each.extract_text() for each in PdfReader(io.BytesIO(made)).pages).split())
    assert "lundi13décembre2021" in text
    assert ("Participante11" in text) is (kind not in ("signs", "predealt"))


def test_badges_to_deal_lie_in_a_pile_for_each_world_from_a_page_of_its_own(house):
    made = sheet("predealt", asked(house), Language("fr"))
    piles = people_print(house.session).piles
    assert [pile.world for pile in piles] == ["Élus", "Habitants", ""]
    assert made["heads"][-1] == "Pile 3\u00a0: Monde non indiqué"
    assert len(made["heads"]) == len(made["badges"]) / ON_A_PAGE
    assert [badge["pile"] for badge in made["badges"] if badge][: len(piles[0].tables)] == [
        f"1 · {place}" for place in range(1, len(piles[0].tables) + 1)
    ]
    assert made["badges"][ON_A_PAGE * made["heads"].index("Pile 2\u00a0: Habitants")]["pile"] == "2 · 1"
    assert not any(badge.get("name") for badge in made["badges"])


def test_a_signature_says_what_it_is_for_and_there_is_room_for_those_who_come_unexpected(house):
    read = page(house, "attendance")
    assert "La signature sert à prouver la présence et à rien d’autre" in read.text
    assert read.tags["tr"] > len(house.session.people) + 4


def test_before_anybody_has_a_table_badges_are_written_on_and_lists_by_table_refused():
    workshop = full_house(3)
    made = sheet("badges", asked(workshop), Language("en"))["badges"]
    assert [mark["number"] for mark in made[0]["marks"]] == [""]
    with pytest.raises(Refused, match="Nobody has a table"):
        sheet("tables", asked(workshop), Language("en"))


def test_letters_of_tables_are_no_numbers():
    letters = [table_letter(number) for number in range(1, 41)]
    assert len(set(letters)) == 40
    assert not {"I", "O"} & set("".join(letters))
