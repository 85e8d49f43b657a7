"""What is published on Decidim is published as it stands: only what a spreadsheet would run is guarded, and told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.export.csv_ideas import decidim_csv, decidim_notice
from facilitate.i18n import Language
from facilitate.sheets.formulas import as_it_was, as_published
from facilitate.workshop.report.build import report
from tests.support.workshops import make_workshop

FR, EN = Language("fr"), Language("en")
WORDS = [
    "- un tiret", "+ un plus", "@home : un lieu", "-12 % de voitures", "=> un sens", "l’été", "'cité'", "+33 6",
    "= égal",
]  # fmt: skip
FORMULAS = ["=SUM(A1:A9)", "+HYPERLINK(“x”)", "-SOMME(1)", "@SUM(1)", "=cmd|' /C calc'!A0", "＝IMAGE(1)"]


@pytest.mark.parametrize("text", WORDS)
def test_words_are_published_as_they_stand(text):
    assert as_published(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert as_published(text) == f"'{text}"


@given(st.text())
def test_what_is_published_comes_back(text):
    assert as_it_was(as_published(text)) == text


def test_it_is_told_how_many_cells_are_guarded():
    workshop = make_workshop()
    workshop.ideas.record(1, "- un tiret")
    assert decidim_notice(report(workshop.session), FR) is None
    rows = list(csv.reader(io.StringIO(decidim_csv(report(workshop.session), FR)), delimiter=";"))
    assert rows[1][1] == "- un tiret"
    workshop.ideas.record(2, "=SUM(A1)")
    notice = decidim_notice(report(workshop.session), EN)
    assert "2 cells have an apostrophe" in EN.message(notice)


def test_everything_says_what_each_file_is_for():
    from facilitate.export.formats import purposes
    from facilitate.export.publication import publication
    from facilitate.export.style.style import DEFAULT

    workshop = make_workshop()
    workshop.ideas.record(1, "Un jardin")
    what = purposes(publication(report(workshop.session), FR, DEFAULT), ["md", "summary", "csv"])
    assert {"compte-rendu.md", "en-une-page.pdf", "en-une-page.png", "idees.csv"} <= set(what)
    assert FR(what["en-une-page.pdf"]) == "la rencontre en une page\u00a0: PDF et image"


def test_files_that_are_for_different_things_each_say_what_for():
    from facilitate.export.formats import purposes
    from facilitate.export.publication import publication
    from facilitate.export.style.style import DEFAULT

    names = ["slides", "social", "email", "xlsx"]
    what = purposes(publication(report(make_workshop().session), FR, DEFAULT), names)
    assert len(set(what.values())) == len(what) == 8
    assert what["diapositives.pptx"] == "the same slides to change, for PowerPoint or Impress"


def test_what_a_file_is_for_is_said_of_each_by_the_name_it_is_written_by():
    from dataclasses import replace

    from facilitate.export.formats import FORMATS, made, purposes
    from tests.support.published import paris, told

    published = replace(told(paris()), anonymous=True)
    what = purposes(published, FORMATS)
    assert {name for name, _data in made(published, ["md", "csv", "svg", "ics"])} <= set(what)
    assert FR(what["feuille-de-route-anonyme.csv"]) == "la feuille de route au format tableur"
    assert FR(what["idees-anonyme.csv"]) != FR(what["feuille-de-route-anonyme.csv"])
    assert FR(what["infographie-a3-anonyme.pdf"]) == "l’infographie à imprimer en A3"
