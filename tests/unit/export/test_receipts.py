"""What somebody finds on the published page by the code of an idea: what became of it, and no word taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import ANNEX, Items, plain
from facilitate.export.html import page
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.votes import voting

_ = Language("en")


@pytest.fixture(scope="module")
def document():
    workshop = voting(5)
    workshop.ideas.record(2, "Un lac")
    workshop.proposals.merge(["T1-01", "T2-01"], "Un jardin")
    workshop.votes.open(VoteRule.APPROVE, 2)
    workshop.ideas.record(3, "Une idée venue après")
    for letters in ("AB", "A"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close(present=2)
    workshop.votes.keep(1, VoteReading.TOTALS)
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.merge(["T1-04", "T1-05"], "Idée 4")
    workshop.roadmap.set("T1-02", state="planned", horizon="2027")
    workshop.ideas.withdraw("T1-03")
    made = report(workshop.session)
    first, second, third = made.annex
    renamed = replace(second, ideas=(replace(second.ideas[0], aliases=("T1-05",)),))
    return compose(replace(made, annex=(first, renamed, third)), _)


def test_a_receipt_says_with_what_an_idea_was_merged_where_it_was_filed_and_what_came_of_it(document):
    (annex,) = [section for section in document.sections if section.key == ANNEX]
    items = [item for block in annex.blocks if isinstance(block, Items) for item in block.items]
    receipts = {item.anchor: plain(item.receipt) for item in items if item.anchor}
    merged = "proposal: “Un jardin” · filed under Lieux · vote: rank 1 of 4, 2 votes, kept · road map: idea stage"
    assert receipts == {
        "idea-T1-01": f"brought together with T2-01 · {merged}",
        "idea-T2-01": f"brought together with T1-01 · {merged}",
        "idea-T1-02": "vote: rank 2 of 4, 1 vote · road map: planned, 2027",
        "idea-T1-04": "brought together with T1-05 · proposal: “Idée 4” · vote: rank 3 of 4, 0 votes",
        "idea-T3-01": "vote: not among the proposals voted on",
        "idea-T1-05": "brought together with T1-04 · proposal: “Idée 4” · vote: rank 3 of 4, 0 votes",
    }


def test_the_page_leads_to_each_idea_by_its_code_and_says_of_the_others_that_they_were_withdrawn(document):
    index = [(plain(part.title), [plain(runs) for runs in part.refs]) for part in document.index]
    assert index == [
        ("Table 1", ["T1-01", "T1-02", "T1-04", "T1-05"]),
        ("Table 2", ["T2-01", "T1-05 (T2-01)"]),
        ("Table 3", ["T3-01"]),
        ("Withdrawn ideas", ["T1-03"]),
    ]
    made = page(document, DEFAULT, _)
    assert '<a class="ref" href="#idea-T1-02">T1-02</a>' in made
    assert "<li>T1-03</li>" in made
    assert "Idée 3" not in made


def test_of_many_ideas_that_were_merged_a_receipt_names_some_and_counts_the_others():
    workshop = voting(16)
    workshop.proposals.merge([f"T1-{number:02}" for number in range(1, 17)], "Un jardin")
    made = page(compose(report(workshop.session), _), DEFAULT, _)
    receipt = made.partition('id="idea-T1-01"')[2].partition("</li>")[0]
    assert ">T1-13</a> and 3 more" in receipt
    assert "T1-14" not in receipt
