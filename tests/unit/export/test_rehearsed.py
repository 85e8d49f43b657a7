"""What is exported of a rehearsal says that it is one, in every format; of an event nothing changes."""

import json

import pytest
from jsonschema import Draft202012Validator

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.export.csv_ideas import decidim_csv, ideas_csv
from facilitate.export.html import page
from facilitate.export.infographic.content import picture
from facilitate.export.json_report import report_json
from facilitate.export.markdown import write
from facilitate.export.publication import publication
from facilitate.export.roadmap_files import roadmap_csv, roadmap_ics
from facilitate.export.style.style import DEFAULT
from facilitate.export.table_cards import TableCard, cards_page
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.published import paris
from tests.support.workshops import START
from tests.unit.export.test_formats import SCHEMA

FR = Language("fr")
TITLE = "Répétition\u00a0: La Grande Rencontre de Paris"


@pytest.fixture
def rehearsed():
    workshop = paris.__wrapped__()  # the others read the same one again
    workshop.recorder.record(RehearsalTimed("paris", START.isoformat(), 1))
    return report(workshop.session)


def test_every_document_is_called_one(rehearsed):
    published = publication(rehearsed, FR, DEFAULT)
    assert published.document.title == TITLE
    assert write(published.document, FR).startswith(f"# {TITLE}")
    assert f"<h1>{TITLE}</h1>" in page(published.document, DEFAULT, FR)
    drawn = picture(rehearsed, FR)
    assert drawn["name"] == TITLE
    assert f"Feuille de route\u00a0: {TITLE}" in roadmap_ics(rehearsed, FR).replace("\r\n ", "")


def test_every_row_and_the_data_say_so(rehearsed):
    for sheet in (ideas_csv(rehearsed, FR), roadmap_csv(rehearsed, FR)):
        assert ";Répétition" in sheet.splitlines()[0]
    assert ideas_csv(rehearsed, FR).count("hors rencontre") == sum(len(table.ideas) for table in rehearsed.annex)
    assert "Répétition\u00a0: hors rencontre" in decidim_csv(rehearsed, FR)
    data = json.loads(report_json(rehearsed))
    assert data["rehearsal"] is True
    assert not list(Draft202012Validator(SCHEMA).iter_errors(data))


def test_its_cards_say_so_on_both_sides():
    plan = paris().session.plan
    printed = cards_page(plan, [TableCard(1, "http://127.0.0.1/#abcd-efgh")], FR, rehearsal=True)
    assert printed.count(f"<strong>{TITLE}</strong>") == 2 * len(plan.tables_phases)


def test_what_is_made_of_an_event_is_as_it_was():
    found = report(paris().session)
    assert not found.rehearsal
    assert "Répétition" not in ideas_csv(found, FR) + decidim_csv(found, FR) + report_json(found)
