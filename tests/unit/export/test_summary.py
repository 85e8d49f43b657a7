"""What comes first in the report, and what comes last: the result, what several tables said, how it was made."""

from __future__ import annotations

import io
import re
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from facilitate.demo.play import Stage
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import Marks
from facilitate.export.compose.shared import shared_proposals
from facilitate.export.compose.summary import figures, summary
from facilitate.export.formats import made
from facilitate.export.html import page
from facilitate.export.mail import mail_words, plain_text
from facilitate.export.markdown import render, write
from facilitate.export.one_page import words
from facilitate.export.publish import Publisher, PublishOptions
from facilitate.export.roadmap_files import roadmap_ics
from facilitate.export.slides.deck import deck
from facilitate.export.social import story
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.demo import played
from tests.support.published import told
from tests.support.workshops import PLAN, TWO_QUESTIONS, FakePhotos, make_workshop

FR, EN = Language("fr"), Language("en")


@pytest.fixture(scope="module")
def paris():
    return report(played(Stage.DONE).session)


def part(text, title):
    return text.split(f"## {title}\n")[1].split("\n## ")[0].replace("\u00a0", " ")


def test_the_result_comes_first_in_figures(paris):
    brief = part(render(paris, FR), "En bref")
    assert "Les 57 idées ont abouti à 42 pistes dans 7 items de la typologie." in brief
    assert "**57** idées · **42** pistes · **11** partagées par plusieurs tables" in brief


def test_what_several_tables_said_names_them_those_of_most_tables_first(paris):
    shared = shared_proposals(paris)
    assert [len(each.tables) for each in shared] == [3] * 4 + [2] * 7
    assert all(set(each.tables) == {(0, int(ref[1])) for ref in each.refs} for each in shared)
    brief = part(render(paris, FR), "En bref").replace("\u2002", " ")
    assert (
        "- **2.1** Des formations croisées entre travail social et entrepreneuriat social\\\n  *tables 1, 3 et 6*"
        in brief
    )


def test_proposals_have_numbers_and_the_annex_quotes_them(paris):
    numbers = {each.number: each for category in paris.categories for each in category.proposals}
    assert len(numbers) == 42
    text = render(paris, FR).replace("\u00a0", " ")
    for number, each in numbers.items():
        assert f"**{number}**" in text
        for ref in each.refs:
            line = text.split(f"**{ref}**")[1].split("\n- ")[0]
            assert line.rstrip("*\n ").split("· ")[-1].split("*")[0] == number


def test_a_status_that_all_share_is_said_once(paris):
    text = render(paris, FR).split("### 2. Formation")[1].split("###")[0]
    assert (text.count("Toutes à créer"), text.count("à créer")) == (1, 1)
    assert render(paris, FR).split("### 1. Lieux")[1].split("###")[0].count("à créer") == 6


def test_the_end_tells_how_it_was_made_and_whose_it_is():
    plan = {
        **PLAN,
        "synonyms": ["ESS = économie sociale et solidaire", "vélo = bicyclette"],
        "publication": {"licence": "CC BY-SA 4.0", "contact": "bonjour@exemple.invalid", "thanks": "Merci au musée."},
    }
    workshop = make_workshop(plan=plan)
    workshop.ideas.record(1, "Un jardin")
    made = replace(report(workshop.session), edition=datetime(2021, 12, 13, 18, 12, tzinfo=UTC))
    text = render(made, FR).replace("\u00a0", " ").replace("\u202f", " ")
    assert "- **ESS** : économie sociale et solidaire" in text
    assert "bicyclette" not in text
    assert "Merci au musée." in text
    assert "**Licence** : CC BY-SA 4.0" in text
    assert "état au lundi 13 décembre 2021, 18 h 12 UTC" in text
    assert "as of Monday 13 December 2021, 18:12 UTC" in render(made, EN)
    assert "Chaque table a noté ses idées" in text
    assert "1 idée recueillie = 1 non classée" in text


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows no program sets its own zone")
def test_the_state_of_the_event_is_told_alike_wherever_it_is_published(tmp_path, monkeypatch):
    workshop, files = make_workshop(plan=PLAN), []
    workshop.ideas.record(1, "Un jardin")
    for zone in ("UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        publisher = Publisher(tmp_path, lambda slug: tmp_path / slug)
        published = publisher.publication(workshop.timeline, PublishOptions(), FakePhotos())
        files.append(made(published, ["md", "json", "xlsx", "email"]))
    monkeypatch.undo()
    time.tzset()
    assert files[0] == files[1] == files[2]
    assert " UTC." in str(files[0][0][1])


def two_phases(**more):
    phases = [
        {"kind": "tables", "key": "matin", "title": "Le matin", "minutes": 30, "tables": 3},
        {"kind": "tables", "key": "soir", "title": "Le soir", "minutes": 30, "tables": 2} | more,
    ]
    return make_workshop(plan={**PLAN, "phases": phases})


def said(workshop, *tables):
    """One proposal of ideas of these tables, each by its phase and its number."""
    refs = []
    for phase, table in tables:
        if workshop.session.current != phase:
            workshop.phases.start(phase)
        refs.append(workshop.ideas.record(table, f"Un jardin, {phase} {table}").ref)
    workshop.proposals.merge(refs, "Un jardin")
    return report(workshop.session)


def test_tables_of_two_phases_are_told_apart_by_their_phase():
    made = said(two_phases(), ("matin", 2), ("soir", 1), ("soir", 2))
    told = "Le matin\u00a0: table 2 · Le soir\u00a0: tables 1 et 2"
    assert f"*{told}*" in render(made, FR)
    shown = words(made, FR)
    assert [each["said"] for each in shown["shared"]] == [((False, True, False), (True, True))]
    assert [each["alt"] for each in shown["shared"]] == [told]
    assert "(Le matin, Le soir)" in shown["tables"]
    assert page(compose(made, FR), DEFAULT, FR).count('class="tables"') == 2


def test_where_there_is_little_room_the_tables_of_several_phases_are_counted_and_no_bracket_stands_in_another():
    workshop = two_phases()
    for number in range(12):
        workshop.ideas.record(3, f"Un autre jardin {number}")
    made = said(workshop, ("matin", 2), ("soir", 1))
    brief = "2 tables en 2 phases"
    assert story(made, FR).aside == brief
    assert "– Un jardin (2\u00a0tables\u00a0en\u00a02\u00a0phases)" in plain_text(made, FR, DEFAULT)
    asides = [item.aside for slide in deck(made, FR).slides for item in slide.items if item.text == "Un jardin"]
    assert {aside.replace("\u00a0", " ") for aside in asides} == {f"({brief})"}
    assert story(said(two_phases(), ("soir", 1), ("soir", 2)), FR).aside == "2 tables"


@pytest.mark.parametrize(
    ("name", "tables", "shared"),
    [
        ("", (("matin", 1), ("soir", 1)), 0),  # one table perhaps, that said it twice
        ("Énergie", (("matin", 1), ("soir", 1)), 1),  # the evening has another group at that number
        ("", (("matin", 1), ("soir", 2)), 1),
        ("", (("matin", 1), ("matin", 2)), 1),
    ],
)
def test_what_several_tables_said_counts_no_table_twice(name, tables, shared):
    setups = {"table_setups": [{"number": 1, "name": name}]} if name else {}
    assert len(shared_proposals(said(two_phases(**setups), *tables))) == shared


def test_tables_of_two_phases_are_not_added_up():
    made = said(two_phases(), ("matin", 1), ("matin", 2), ("matin", 3), ("soir", 1))
    assert ("3", "tables au plus") in list(figures(made, FR))
    made = said(two_phases(), ("matin", 1), ("matin", 3))
    assert ("2", "des 3 tables") in list(figures(made, FR))


def test_ideas_of_a_phase_that_was_removed_say_so():
    workshop = two_phases()
    made = said(workshop, ("matin", 2), ("matin", 3), ("soir", 1))
    workshop.phases.end()
    workshop.programme.remove("phases/matin")
    made = report(workshop.session)
    assert "*Le soir\u00a0: table 1 · une phase supprimée\u00a0: tables 2 et 3*" in render(made, FR)


def test_the_first_page_says_what_the_one_page_says():
    workshop = played(Stage.DONE)
    workshop.roadmap.set("T1-02", owner="Association du Parc", next_step="Réunir les écoles", due="2022-01-31")
    workshop.programme.set("publication/licence", "CC BY-SA 4.0")
    made_of = report(workshop.session)
    brief = part(render(made_of, FR), "En bref").replace("’", "'").replace("\u2002", " ")
    page = words(made_of, FR)
    assert all(question in brief for question in page["questions"])
    assert all(f"**{number}** {text}" in brief for number, text in page["figures"])
    assert all(each["text"].replace("’", "'").replace("\u00a0", " ") in brief for each in page["shared"])
    assert page["remark"]["who"] in brief
    wording = "Des formations croisées entre travail social et entrepreneuriat social"
    about = f"2.1 {wording} · Association du Parc · lundi 31 janvier 2022"
    assert [(step["what"], step["about"]) for step in page["steps"]] == [("Réunir les écoles", about)]
    assert f"SUMMARY:Réunir les écoles – {wording}" in roadmap_ics(made_of, FR).replace("\r\n ", "")
    assert f"– Réunir les écoles ({about})" in mail_words(made_of, FR, DEFAULT).lines
    assert about in "".join(item.aside for slide in deck(made_of, FR).slides for item in slide.items)
    assert f"Réunir les écoles\\\n  *{about}*" in re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", brief)
    assert "Ouishare · CC BY-SA 4.0" in brief


def test_the_typology_at_a_glance_is_drawn_and_counted(paris):
    (block,) = [each for each in summary(paris, Anchors(paris), FR) if isinstance(each, Marks)]
    assert [len(marks) for _title, marks in block.rows] == [8, 4, 5, 7, 6, 6, 6]
    assert [standing for standing, _words in block.key] == ["to_create", "existing"]
    page = dict(made(told(played(Stage.DONE)), ["html"]))["compte-rendu.html"]
    assert (page.count('<i class="to_create">'), page.count('<i class="existing">')) == (37 + 1, 5 + 1)


def test_a_typology_of_one_item_or_of_hundreds_is_not_drawn():
    workshop = make_workshop(plan={**PLAN, "categories": [{"title": "Tout"}]})
    for number in range(30):
        workshop.ideas.record(1, f"idée {number}")
    workshop.proposals.file([f"T1-{number:02}" for number in range(1, 31)], "tout")
    assert not [each for each in summary(report(workshop.session), Anchors(None), FR) if isinstance(each, Marks)]


def test_each_question_has_its_number_of_ideas():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.ideas.record(1, "un jardin")
    brief = part(render(report(workshop.session), FR), "En bref")
    assert "> « Où ? » : 1 idée recueillie" in brief.replace("\u202f", " ")
    assert "> « Comment ? » : 0 idée recueillie" in brief.replace("\u202f", " ")


def test_paris_says_its_result_on_page_two_and_ends_with_the_appendix():
    data = dict(made(told(played(Stage.DONE)), ["pdf"]))["compte-rendu.pdf"]
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]
    assert len(pages) <= 8
    assert "En bref" in pages[1]
    assert "Toute la typologie" in pages[1]
    assert "Jonathan Jérémiasz" in pages[1]
    assert "T6-10" in pages[-1]
    assert "57 idées recueillies" in pages[-1].replace("\u00a0", " ")
    assert sum("Annexe" in page or "T3-01 —" in page for page in pages[2:]) <= 2


def test_the_method_says_nothing_that_was_not_done_nor_of_an_appendix_that_is_not_there():
    workshop = make_workshop(plan=PLAN)
    for text in ("Un jardin", "Un four"):
        workshop.ideas.record(1, text)
    apart = replace(DEFAULT, sections=tuple(key for key in DEFAULT.sections if key != "annex"))
    whole, short = (write(compose(report(workshop.session), EN, style), EN) for style in (DEFAULT, apart))
    assert ("each one is in the appendix" in whole, "appendix" in short) == (True, False)
    assert "were merged" not in whole
    workshop.proposals.merge(["T1-01", "T1-02"], "Un jardin et un four")
    assert "were merged into one proposal" in write(compose(report(workshop.session), EN), EN)


def followed(steps):
    """A report whose proposals have so many next steps, the last recorded the soonest."""
    workshop = make_workshop()
    for number in range(1, steps + 1):
        workshop.ideas.record(1, f"Ouvrir le lieu {number}")
        workshop.roadmap.set(f"T1-0{number}", next_step=f"Appeler {number}", due=f"2022-0{7 - number}-01")
    workshop.proposals.file(["T1-06"], "lieux")
    return report(workshop.session)


def test_next_steps_that_are_not_shown_are_counted_and_each_names_its_proposal():
    made_of = followed(6)
    brief = part(render(made_of, FR), "En bref").split("### Prochaines étapes")[1]
    page = words(made_of, FR)
    slides = [slide for slide in deck(made_of, FR).slides if slide.title.startswith("Prochaines étapes")]
    letter = mail_words(made_of, FR, DEFAULT).lines
    calendar = roadmap_ics(made_of, FR).replace("\r\n ", "")
    assert brief.count("Appeler") == len(page["steps"]) == 4
    assert "et 2 autres" in brief
    assert page["pages"][0]["more-steps"] == "et 2 autres"
    assert sum("Appeler" in line for line in letter) == 3
    assert "– et 3 autres dans le compte rendu" in letter
    assert sum(len(slide.items) for slide in slides) == 6 or "autres dans le compte rendu" in slides[-1].more
    first = "1.1 Ouvrir le lieu 6"
    assert "Ouvrir le lieu 6" in brief
    assert first in page["steps"][0]["about"]
    assert first in slides[0].items[0].aside
    assert any(first in line for line in letter)
    assert "SUMMARY:Appeler 6 – Ouvrir le lieu 6" in calendar
