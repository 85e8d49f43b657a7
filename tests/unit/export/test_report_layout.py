"""How the report is laid out: its cover, the width of columns of numbers, and the columns of its annex."""

from __future__ import annotations

import copy
import io
import re
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PdfReader

from facilitate.domain.programme.defaults import with_listed_partners
from facilitate.domain.values.ideas import Status
from facilitate.export.compose.build import compose
from facilitate.export.markdown import render
from facilitate.export.one_page import words
from facilitate.export.pdf import pdf
from facilitate.export.slides.deck import deck
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import Report
from tests.support.pdf_words import Piece, pieces
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")
NOTICE = "Projet, à ne pas diffuser avant le 9 mai"
SUPPORT = [{"name": "Fondation du Parc", "role": "funder"}, {"name": "Ville", "role": "partner"}]


@cache
def reported(ideas: int) -> Report:
    """Ideas of three tables, one proposal of each category existing here and to be created there."""
    plan = copy.deepcopy({**PLAN, "organiser": "Association", "partners": SUPPORT, "publication": {"notice": NOTICE}})
    plan["categories"][0]["title"] = "Lieux de rencontre et de travail"
    workshop = make_workshop(plan=with_listed_partners(plan))
    for number in range(ideas):
        status = Status.EXISTING if number % 2 else Status.TO_CREATE
        workshop.ideas.record(number % 3 + 1, f"Ouvrir le lieu numéro {number} aux associations du quartier", status)
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    workshop.proposals.merge(refs[:2], "Ouvrir des lieux")
    workshop.proposals.file(refs[:4], "lieux")
    return report(workshop.session)


@cache
def sheets(ideas: int) -> list[list[Piece]]:
    data = pdf(compose(reported(ideas), FR), DEFAULT, FR)
    return [list(pieces(page)) for page in PdfReader(io.BytesIO(data)).pages]


def of_annex(ideas: int) -> list[Piece]:
    """The references that begin a line of the annex, in the order they are drawn in."""
    return [piece for page in sheets(ideas) for piece in page if re.fullmatch(r"T\d-\d\d", piece.text)][-ideas:]


def test_the_cover_shows_the_notice():
    assert NOTICE in " ".join(piece.text for piece in sheets(20)[0]).replace("\u202f", " ")


def test_a_category_keeps_its_line_beside_columns_with_long_heads():
    assert any("sortes" in piece.text and "Pistes des" not in piece.text for page in sheets(20) for piece in page)
    assert any(
        "Lieux de rencontre et de travail" in piece.text and piece.size == 9.5 for page in sheets(20) for piece in page
    )


def test_the_columns_of_an_annex_end_beside_each_other():
    found = of_annex(14)
    tops = [place for place, (one, after) in enumerate(pairwise(found), 1) if after.place > one.place]
    assert len(tops) == 1
    assert abs(tops[0] - 7) <= 2, "as many on the left as on the right, a heading more or less"


def test_an_annex_of_a_few_ideas_is_a_list_below_its_heading():
    found = of_annex(9)
    assert all(after.place < one.place for one, after in pairwise(found))
    lines = [piece.text for piece in sheets(9)[-1] if piece.size == 9]
    assert sum("Ouvrir le lieu numéro" in text and "du quartier" in text for text in lines) >= 9, "on one line each"


@pytest.mark.parametrize("told", [
    lambda made: render(made, FR),
    lambda made: " ".join(words(made, FR)["foot"]),
    lambda made: " ".join(item.text for item in deck(made, FR).slides[-1].items),
], ids=["report", "one page", "last slide"])  # fmt: skip
def test_who_supports_an_event_is_named_with_what_they_do(told):
    said = told(reported(20)).replace("\u00a0", " ")
    assert "Organisation : Association · Avec le soutien de : Fondation du Parc · Partenaire : Ville" in said


def test_of_one_table_there_is_no_table_of_tables():
    workshop = make_workshop(plan={**PLAN, "phases": [{"kind": "tables", "title": "Une table", "tables": 1}]})
    workshop.ideas.record(1, "Un banc", Status.TO_CREATE)
    workshop.ideas.record(1, "Un four", Status.TO_CREATE)
    workshop.ideas.withdraw("T1-02")
    told = render(report(workshop.session), FR)
    assert "\n\n2 idées recueillies, dont 1 retirée.\n\n" in told
    assert "| Total |" not in told
