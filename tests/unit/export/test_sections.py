"""Which sections a report has: those of the house style, or those that the programme names for this event alone."""

from __future__ import annotations

import re

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.export.compose.build import compose
from facilitate.export.markdown import render
from facilitate.export.sections import SECTIONS
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.views.programme import ValueKind, programme_rows, typed_value
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")


def shown(sections, style=("summary", "annex")):
    workshop = make_workshop(plan={**PLAN, "publication": {"sections": sections, "thanks": "Merci"}})
    workshop.ideas.record(1, "un jardin")
    return [section.key for section in compose(report(workshop.session), FR, Style(sections=style)).sections]


def test_the_programme_decides_for_this_event():
    assert shown([]) == ["summary", "annex"]
    assert shown(["annex", "thanks"]) == ["annex", "thanks"]
    assert shown(["typology"]) == ["typology"]
    assert shown(["annex"], style=("colophon",)) == ["annex"]


def test_references_lead_nowhere_where_the_appendix_is_not_shown():
    workshop = make_workshop(plan={**PLAN, "publication": {"sections": ["typology"]}})
    workshop.ideas.record(1, "un jardin")
    document = compose(report(workshop.session), FR)
    assert not re.search(r"to=.idea-", repr(document))
    assert "T1-01" in render(report(workshop.session), FR)


@pytest.mark.parametrize(("names", "said"), [(["summary", "résumé"], "résumé"), (["annex", "annex"], "listed twice")])
def test_a_section_that_is_none_is_told_with_those_there_are(names, said):
    with pytest.raises(Refused, match=said) as error:
        shown(names)
    assert said != "résumé" or all(name in str(error.value.message) for name in SECTIONS)


def test_an_old_programme_is_read_as_before_and_a_wrong_one_refused_by_its_key():
    assert read_plan(complete(PLAN)).publication.sections == ()
    with pytest.raises(Refused, match="sections"):
        read_plan(complete({**PLAN, "publication": {"sections": "annex"}}))


def test_they_are_one_row_of_the_programme():
    session = make_workshop(plan={**PLAN, "publication": {"sections": ["summary", "annex"]}}).session
    row = next(row for row in programme_rows(session) if row.path == "publication/sections")
    assert (row.kind, row.value) == (ValueKind.WORDS, "summary, annex")
    assert typed_value(row.kind, "summary, thanks") == ["summary", "thanks"]
