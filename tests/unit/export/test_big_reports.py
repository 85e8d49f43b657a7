"""A report of thousands of ideas as a PDF: everything is there, in few pages, and soon."""

from __future__ import annotations

import io
import re
import threading
import time
from dataclasses import replace

import pytest
from pypdf import PdfReader

from facilitate.domain.programme.plan import Plan
from facilitate.export import engines
from facilitate.export.formats import made
from facilitate.export.pdf import pages
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from tests.support.pdf_words import text_of
from tests.support.published import large, paris, told

FR = Language("fr")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2010\u200b-]", "", text)


def test_of_thousands_every_idea_is_there_and_no_link_is_made():
    workshop = large(1900)
    ((_name, data),) = made(told(workshop), ["pdf"])
    reader = PdfReader(io.BytesIO(data))
    text = squeezed("".join(text_of(page) for page in reader.pages))
    ideas = list(workshop.session.ideas.values())
    assert [idea.ref for idea in ideas if text.count(squeezed(f"{idea.ref} — {idea.text}")) != 1] == []
    assert sum(len(page.get("/Annots", ())) for page in reader.pages) < len(ideas) / 10
    assert [one for one in reader.outline if not isinstance(one, list)], "its parts are found by bookmarks"
    assert len(reader.pages) < 80


def test_of_a_usual_event_references_lead_to_ideas():
    told_pages = pages(told(paris()).document, DEFAULT, FR)
    assert (told_pages["linked"], told_pages["dense"]) == (True, False)
    ((_name, data),) = made(told(paris()), ["pdf"])
    assert sum(len(page.get("/Annots", ())) for page in PdfReader(io.BytesIO(data)).pages) > 100


@pytest.mark.parametrize("many", [1, 40, 120])
def test_pages_are_numbered_as_they_lie_also_where_the_cover_takes_more_than_one(many):
    report = told(paris()).report
    partners = tuple(f"Association partenaire numéro {number} du quartier" for number in range(many))
    plan: Plan = replace(report.plan, partners=partners)
    ((_name, data),) = made(publication(replace(report, plan=plan), FR, DEFAULT), ["pdf"])
    numbered = [re.search(r"(\d+) / (\d+)", text_of(page)) for page in PdfReader(io.BytesIO(data)).pages]
    shown = [(place, found) for place, found in enumerate(numbered, 1) if found]
    assert [(int(found[1]), int(found[2])) for _place, found in shown] == [(n, len(numbered)) for n, _found in shown]
    assert len(shown) > 3


def test_a_long_title_is_whole_on_the_cover():
    report = told(paris()).report
    title = "Rencontre régionale de la professionnalisation et de l'accompagnement socio-professionnel " * 3
    made_of = publication(replace(report, plan=replace(report.plan, title=title.strip())), FR, DEFAULT)
    ((_name, data),) = made(made_of, ["pdf"])
    cover = text_of(PdfReader(io.BytesIO(data)).pages[0])
    assert squeezed(title).replace("'", "’") in squeezed(cover)
    assert re.findall(r"\w[-\u2010]\n", cover.replace("socio-\n", "")) == [], "no word is divided"
    assert "Sommaire" in cover


def test_somebody_who_stops_it_need_not_wait_for_the_engine(monkeypatch):
    ended = threading.Event()

    def long() -> bytes:
        ended.wait(20)
        return b""

    def stop(_worker: threading.Thread) -> None:
        raise KeyboardInterrupt

    began = time.monotonic()
    monkeypatch.setattr(engines, "_look_up", stop)
    with pytest.raises(KeyboardInterrupt):
        engines.interruptible(long)
    ended.set()
    assert time.monotonic() - began < 5


def test_what_an_engine_refuses_is_told_as_if_it_ran_here():
    def refused() -> bytes:
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        engines.interruptible(refused)
    assert engines.interruptible(lambda: b"made") == b"made"


def test_one_file_is_made_at_a_time_until_its_engine_begins_and_the_other_meanwhile():
    began, told = threading.Event(), list[str | bool]()

    def make(name: str) -> None:
        told.append(name)
        if name == "picture":
            told.append(began.wait(0.05))  # nothing lets the other go on yet
            told.append(engines.interruptible(lambda: began.wait(20)))
        began.set()

    engines.two_at_a_time(make, ["picture", "table"])
    assert told == ["picture", False, "table", True]


def test_what_is_refused_on_the_way_ends_both():
    def make(name: str) -> None:
        if name == "refused":
            engines.interruptible(lambda: None)
            raise ValueError(name)

    with pytest.raises(ValueError, match="refused"):
        engines.two_at_a_time(make, ["refused", "a", "b"])


def test_what_makes_pages_is_loaded_while_engines_work(monkeypatch):
    asked = []
    monkeypatch.setattr("facilitate.export.templates.load", asked.append)
    made(told(paris()), ["html"])
    assert asked == []  # nothing to wait for
    made(told(paris()), ["html", "md", "csv"])
    assert asked == ["report.html"]
