"""The program's report in JSON comes back as its sheet of ideas does; the one in Markdown is refused by name."""

from __future__ import annotations

import json

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.ideas import Status
from facilitate.export.json_report import report_json
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop


@pytest.fixture
def workshop() -> Workshop:
    made = make_workshop()
    made.ideas.record(1, "Un jardn")
    made.ideas.record(1, "=2+2 bancs", Status.EXISTING)
    made.ideas.record(2, "L’été au parc", detail="le soir\nou le matin")
    made.ideas.record(3, "Un four")
    made.ideas.withdraw("T3-01")
    return made


def plan(text: str, workshop: Workshop) -> ImportPlan:
    return workshop.imports.plan(read_ideas(contents_of(text.encode(), name="compte-rendu.json"), Choices(), 3))


@pytest.mark.parametrize("internal", [False, True])
def test_a_report_in_json_comes_back_as_nothing_new(workshop: Workshop, *, internal: bool) -> None:
    workshop.proposals.file(["T1-01"], workshop.session.plan.categories[0].key)
    found = plan(report_json(report(workshop.session, internal=internal)), workshop)
    assert (found.compared.new, found.here, found.corrections, found.items) == ((), 3, (), ())
    assert found.kept.absent == ()
    refused = [str(row.reason) for row in found.incoming.refused]
    assert refused == ["This idea had been withdrawn before the file was exported."] * internal


def test_what_a_person_corrected_in_it_is_offered_and_what_she_added_comes_in(workshop: Workshop) -> None:
    data = json.loads(report_json(report(workshop.session)))
    data["ideas"][0]["text"] = "Un jardin"
    data["ideas"][1]["status"] = "to_create"
    data["ideas"].append({"table": 3, "text": "Un lavoir", "status": "existing"})
    found = plan(json.dumps(data, indent=1), workshop)
    assert {(each.ref, each.new, each.row.status) for each in found.corrections} == {
        ("T1-01", "Un jardin", "to_create"),
        ("T1-02", "=2+2 bancs", "to_create"),
    }
    assert [(row.table, row.text, row.status) for row in found.compared.new] == [(3, "Un lavoir", "existing")]
    assert any("only its list of ideas" in str(each) for each in found.incoming.reading.notices)


@pytest.mark.parametrize("ideas", ['"ideas": []', '"ideas": "no"', '"ideas": [[1]]', '"notes": []'])
def test_a_report_without_its_ideas_is_refused_by_name(ideas: str, workshop: Workshop) -> None:
    with pytest.raises(Refused, match="facilitate report in JSON without its ideas"):
        plan(f'{{"format": "facilitate-report", {ideas}}}', workshop)


ANNEX = "### Table 1\n\n- **T1-01** — Un jardin\\\n  *à créer · non classée*\n"
COUNTS = "| Table | Idées |\n|---|---|\n| Table 1 | 6 |\n\nUn texte.\n\n| Item | Idées |\n|---|---|\n| Lieux | 3 |\n"


@pytest.mark.parametrize(
    "text",
    [
        ANNEX,
        "### Pistes\n\n- Un jardin\\\n  *à créer · T1-01*\n- Un bal\\\n  *déjà existante · T1-02, T2a-03*\n",
        f"# Titre\n\nUn texte.\n\n{COUNTS}\n{ANNEX}",
    ],
)
def test_a_report_in_markdown_says_where_its_corrections_are_to_be_made(text: str, workshop: Workshop) -> None:
    with pytest.raises(Refused, match=r"facilitate report in Markdown.*make your corrections there"):
        plan(text, workshop)
