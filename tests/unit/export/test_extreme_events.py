"""Every poster, one page and card for networks is made, whatever there is of an event: what does not fit is counted."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.export.infographic.draw import infographic, picture
from facilitate.export.mail import mail_words
from facilitate.export.markdown import write
from facilitate.export.one_page import one_page, words
from facilitate.export.publication import publication
from facilitate.export.social import SIZES, alternative, social_card
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import CategoryPart
from tests.support.examples import examples
from tests.support.typologies import proposal, reported, typology
from tests.support.workshops import make_workshop
from tests.unit.export.test_infographic import PLAN

pytestmark = pytest.mark.xdist_group("extreme-events")
FR, EN = Language("fr"), Language("en")
TEXTS = {
    "short": "Un banc",
    "a word of its own": "k" * 5000,
    "a book": "mot " * 2000,
    "hyphens": "rez-de-chaussée " * 40,
    "lines": "une ligne\n" * 300,
    "capitals": "W" * 300,
}


def event(categories, proposals, name="short", wording="short", around="short", tables=1):
    """An event of so much, with texts of these kinds."""
    said = tuple((0, table) for table in range(1, tables + 1))
    held = [replace(proposal(f"{TEXTS[wording]} {n}"), tables=said) for n in range(proposals)]
    parts = [
        CategoryPart(n, f"{TEXTS[name][:300]} {n}", tuple(held[n - 1 :: categories])) for n in range(1, categories + 1)
    ]
    text = TEXTS[around]
    plan = replace(
        PLAN, title=text, subtitle=text, organiser=text, cycle=text, partners=tuple(f"{n} {text}" for n in range(40)),
        phases=(replace(PLAN.phases[0], question=text),),
    )  # fmt: skip
    return reported(parts, plan=plan, unfiled=() if categories else held)


def pages_of(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf)).pages


@settings(max_examples=examples(2))
@given(
    st.sampled_from([0, 1, 15, 200]), st.sampled_from([1, 12, 300]), st.sampled_from([*TEXTS]),
    st.sampled_from([*TEXTS]), st.sampled_from([*TEXTS]), st.sampled_from([1, 2, 40]),
)  # fmt: skip
@example(15, 30, "capitals", "a book", "a book", 40)
@example(0, 1500, "short", "short", "short", 1)
@example(70, 70, "lines", "lines", "lines", 2)
@example(1, 3, "hyphens", "a word of its own", "a word of its own", 1)
def test_every_picture_is_made(categories, proposals, name, wording, around, tables):
    shown = event(categories, proposals, name, wording, around, tables)
    assert infographic(shown, FR, DEFAULT, "svg", "screen")
    assert len(pages_of(one_page(shown, FR, DEFAULT, "pdf"))) == 1
    for shape in SIZES:
        assert social_card(shown, FR, DEFAULT, shape)


def test_a_page_without_room_for_marks_says_how_many_there_are():
    text = pages_of(one_page(event(0, 4500), EN, DEFAULT, "pdf"))[0].extract_text().replace("\u00a0", " ")
    assert "The report lists the 4,500 proposals." in text
    text = pages_of(one_page(event(1, 4500), EN, DEFAULT, "pdf"))[0].extract_text().replace("\u00a0", " ")
    assert "4,500" in text
    assert "how many proposals each category holds" in text
    text = pages_of(one_page(event(200, 300), EN, DEFAULT, "pdf"))[0].extract_text().replace("\u00a0", " ")
    assert "170 other categories (240 proposals) are in the report." in text


def test_where_a_card_has_no_room_for_a_proposal_none_shows_one():
    page = pages_of(infographic(typology(15, 214, plan=PLAN), FR, DEFAULT, "pdf", "screen"))[0]
    text = " ".join(page.extract_text().split())
    assert "…" not in text, "nine cards had a few words, and six none"
    assert "Toutes les pistes figurent dans le compte rendu." in text


def test_forty_tables_are_counted_where_squares_would_be_too_many():
    plan = {
        "title": "Quarante tables",
        "phases": [{"kind": "tables", "title": "Tables", "minutes": 60, "question": "Que faire ?", "tables": 40}],
    }
    workshop = make_workshop(plan=plan)
    for table in range(1, 41):
        workshop.ideas.record(table, f"Un banc {table}")
    workshop.proposals.merge([f"T{table}-01" for table in range(1, 31)], "Des bancs")
    found = report(workshop.session)
    (shared,) = words(found, EN)["shared"]
    assert (shared["said"], shared["alt"]) == ((), "30 tables")
    text = pages_of(one_page(found, EN, DEFAULT, "pdf"))[0].extract_text()
    assert "One square per table" not in text
    assert "30 tables" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("many", [3, 6, 12, 25])
def test_a_page_of_a_small_event_holds_every_proposal(many):
    text = pages_of(one_page(event(0, many), EN, DEFAULT, "pdf"))[0].extract_text()
    assert [n for n in range(many) if f"Un banc {n}" not in text] == []
    assert "tables" not in text.lower().replace("1 table", "")


SEVERAL = re.compile(r"(?i)\btables\b|\b(?:each|every|several|per|chaque|plusieurs|par) table\b")
UNSAID = {"shared-title", "tables", "shortened"}  # sentences for what a page of one table does not have


def sentences(said, unsaid=UNSAID):
    """Every text of a page: the names of its values are nobody's words."""
    if isinstance(said, dict):
        return [text for name, each in said.items() if name not in unsaid for text in sentences(each)]
    if isinstance(said, (list, tuple)):
        return [text for each in said for text in sentences(each)]
    return [said] if isinstance(said, str) else []


@settings(max_examples=examples(5))
@given(st.integers(1, 12), st.booleans(), st.sampled_from([FR, EN]))
def test_one_table_is_said_as_one(many, filed, language):
    tables = {"kind": "tables", "title": "Autour de la table", "minutes": 60, "question": "Que faire ?", "tables": 1}
    plan = {"title": "Une table", "phases": [tables], "categories": [{"key": "lieux", "title": "Lieux"}]}
    workshop = make_workshop(plan=plan)
    for number in range(1, many + 1):
        workshop.ideas.record(1, f"Un banc {number}")
        if filed:
            workshop.proposals.file([f"T1-{number:02}"], "lieux")
    found = report(workshop.session)
    texts = [
        write(publication(found, language, DEFAULT).document, language), alternative(found, language),
        *mail_words(found, language, DEFAULT).lines, *sentences(words(found, language)),
        *sentences(picture(found, language)),
    ]  # fmt: skip
    assert [text for text in texts if SEVERAL.search(text)] == []
