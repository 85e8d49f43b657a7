"""A sheet of the program's own that a person changed, imported more than once: nothing twice, and nothing missed."""

from __future__ import annotations

from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import ideas_csv
from facilitate.i18n import Language
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog, make_workshop


def changed_sheet(workshop: Workshop) -> str:
    """The sheet as it was written, with other words, another status, and a row at the end that a person added."""
    head, *rows = ideas_csv(report(workshop.session), Language("fr")).splitlines()
    first, second, *others = rows
    rows = [first.replace("jardn", "jardin"), second.replace("à créer", "déjà existante", 1), *others]
    return "\n".join((head, *rows, f";3;Un lavoir;à créer;;Manger{';' * (head.count(';') - 5)}", ""))


def made() -> tuple[Workshop, str]:
    workshop = make_workshop(log=FakeLog())
    for text in ("Un jardn", "Un banc", "Un four"):
        workshop.ideas.record(1, text)
    return workshop, changed_sheet(workshop)


def planned(workshop: Workshop, sheet: str) -> ImportPlan:
    return workshop.importing.plan(read_ideas(contents_of(sheet.encode()), Choices(), 3))


def came_of(plan: ImportPlan) -> tuple[list[str], list[str], list[str]]:
    """The words of what is new, the references of what would be corrected and of what the file does not have."""
    new = [row.text for row in plan.compared.new]
    return new, sorted(each.ref for each in plan.corrections), [idea.ref for idea in plan.kept.absent]


def bring(workshop: Workshop, sheet: str) -> None:
    workshop.importing.bring(planned(workshop, sheet), file="idees.csv", items=True, corrections=True)


def test_the_second_time_nothing_is_new_corrected_or_missing() -> None:
    workshop, sheet = made()
    assert came_of(planned(workshop, sheet)) == (["Un lavoir"], ["T1-01", "T1-02"], [])
    bring(workshop, sheet)
    assert came_of(planned(workshop, sheet)) == ([], [], [])
    assert planned(workshop, sheet).here == 4


def test_after_an_undo_all_of_it_comes_in_again_and_once() -> None:
    workshop, sheet = made()
    bring(workshop, sheet)
    workshop.history.undo()
    assert came_of(planned(workshop, sheet)) == (["Un lavoir"], ["T1-01", "T1-02"], [])
    bring(workshop, sheet)
    ideas = {idea.text: idea for idea in workshop.session.ideas.values()}
    assert sorted(ideas) == ["Un banc", "Un four", "Un jardin", "Un lavoir"]
    assert ideas["Un banc"].status is Status.EXISTING
    assert workshop.session.proposal_of(ideas["Un lavoir"].id).category == "manger"
    assert came_of(planned(workshop, sheet)) == ([], [], [])


def test_a_sheet_written_before_the_undo_names_what_is_no_more_and_brings_it_back_once() -> None:
    workshop, sheet = made()
    bring(workshop, sheet)
    written = ideas_csv(report(workshop.session), Language("fr"))
    workshop.history.undo()
    assert came_of(planned(workshop, written))[0] == ["Un lavoir"]
    bring(workshop, written)
    assert came_of(planned(workshop, written)) == ([], [], []), "under its new reference"


def test_what_was_corrected_or_withdrawn_on_the_screen_since_is_neither_new_nor_missing() -> None:
    workshop, sheet = made()
    bring(workshop, sheet)
    workshop.ideas.edit("T3-01", "Un vieux lavoir")
    workshop.ideas.withdraw("T1-03")
    assert came_of(planned(workshop, sheet)) == ([], [], [])
    workshop.ideas.withdraw("T3-01")
    assert came_of(planned(workshop, sheet)) == ([], [], [])
    workshop.ideas.edit("T1-01", "Un grand jardin")
    assert came_of(planned(workshop, sheet)) == ([], ["T1-01"], []), "offered, and never made unasked"
