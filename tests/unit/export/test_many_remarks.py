"""Hundreds of remarks: the first stand with their panel, the others in the annex, and none is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import facilitate.export
from facilitate.domain.values.notes import NoteKind
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import Heading, plain
from facilitate.export.compose.summary import remark
from facilitate.export.json_report import report_json
from facilitate.export.markdown import write
from facilitate.export.sections import SECTIONS
from facilitate.export.slides.deck import deck
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.workshops import make_workshop

EN = Language("en")
SCHEMA = json.loads((Path(facilitate.export.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shown():
    workshop = make_workshop()
    workshop.ideas.record(1, "A shared café")
    for number in range(500):
        workshop.notes.take(NoteKind.REMARK, f"Remark number {number}.", about="1", quotable=True, unnamed=True)
    return report(workshop.session)


def test_the_first_stand_with_the_panel_and_the_others_in_the_annex(shown):
    document = compose(shown, EN)
    text = write(document, EN)
    assert [number for number in range(500) if text.count(f"Remark number {number}.") != 1] == []
    panel, _mark, annex = text.partition("Appendix: the ideas")
    assert "Remark number 11." in panel
    assert "Remark number 12." in annex
    assert "488 more remarks are in the appendix." in panel
    titles = [plain(block.runs) for part in document.sections for block in part.blocks if isinstance(block, Heading)]
    assert titles.index("In brief") < titles.index("Unattributed remarks")
    assert titles[-1].endswith("Further remarks")


def test_without_an_annex_all_stand_with_the_panel(shown):
    style = replace(DEFAULT, sections=tuple(name for name in SECTIONS if name != "annex"))
    text = write(compose(shown, EN, style), EN)
    assert [number for number in range(500) if text.count(f"Remark number {number}.") != 1] == []
    assert "more remarks" not in text
    nothing = replace(shown, counts=replace(shown.counts, received=0))
    assert "more remarks" not in write(compose(nothing, EN), EN)


@pytest.fixture
def panel():
    workshop = make_workshop()
    workshop.ideas.record(1, "A shared café")
    for number in range(9):
        workshop.notes.take(NoteKind.REMARK, f"Said {number}.", about="1", quotable=True, unnamed=number > 6)
    return workshop


def shown_with(workshop, style=DEFAULT):
    return write(compose(report(workshop.session), EN, style), EN)


def keep(workshop, *words, kept=True):
    keys = {note.text: note.id for note in workshop.session.notes.values()}
    workshop.notes.keep([keys[f"Said {word}."] for word in words], kept=kept)


def test_once_any_is_kept_the_panel_has_those_in_order_and_the_annex_all_others(panel):
    keep(panel, 8, 6, 2)
    text, _mark, annex = shown_with(panel).partition("Appendix: the ideas")
    found = [number for number in range(9) if f"Said {number}." in text]
    assert found == [2, 6, 8]
    assert [number for number in range(9) if f"Said {number}." in annex] == [0, 1, 3, 4, 5, 7]
    assert "6 more remarks are in the appendix." in text
    assert remark(report(panel.session), EN) == ("“Said 2.”", "Laurence Mari")


def test_without_an_annex_the_kept_ones_alone_are_printed_and_the_others_counted(panel):
    keep(panel, 3)
    text = shown_with(panel, replace(DEFAULT, sections=tuple(name for name in SECTIONS if name != "annex")))
    assert [number for number in range(9) if f"Said {number}." in text] == [3]
    assert "8 more remarks were noted; they are in the session’s data." in text


def test_what_may_not_be_printed_is_not_though_it_is_kept(panel):
    keep(panel, 2, 5, 8)
    for note in list(panel.session.notes.values()):
        if note.text == "Said 2.":
            panel.notes.edit(note.id, quotable=False)
        elif note.text == "Said 5.":
            panel.notes.withdraw(note.id)
    found = report(panel.session)
    text = write(compose(found, EN), EN)
    assert "Said 2." not in text
    assert "Said 5." not in text
    assert remark(found, EN) == ("“Said 8.”", ""), "kept, and quoted without a name"
    assert "> “Said 8.”\n" in text
    assert [line.aside for slide in deck(found, EN).slides for line in slide.items if "Said 8" in line.text] == [""]
    keep(panel, 8, kept=False)
    assert "more remark" not in shown_with(panel), "where none that is printed is kept, the first ones stand there"


def test_the_data_has_all_of_them_and_says_which_were_kept(panel):
    assert "kept" not in report_json(report(panel.session))
    keep(panel, 4, 7)
    data = json.loads(report_json(report(panel.session)))
    Draft202012Validator(SCHEMA).validate(data)
    (told,) = data["panels"]
    assert (len(told["speakers"][0]["quotes"]), told["speakers"][0]["kept"]) == (7, ["Said 4."])
    assert (len(told["remarks"]), told["kept"]) == (2, ["Said 7."])
