"""Hundreds of remarks: the first stand with their panel, the others in the annex, and none is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitate.domain.values.notes import NoteKind
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import Heading, plain
from facilitate.export.markdown import write
from facilitate.export.sections import SECTIONS
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.workshops import make_workshop

EN = Language("en")


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
