"""A sheet of the program's own that a person changed, imported more than once: nothing twice, and nothing missed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import facilitate.export
from facilitate.domain.acts.imports import ActsCollected
from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import ideas_csv
from facilitate.export.json_report import report_json
from facilitate.export.style.style import DEFAULT
from facilitate.export.workbook import workbook
from facilitate.i18n import Language
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog, make_workshop

SCHEMA = json.loads((Path(facilitate.export.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


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
    return workshop.imports.plan(read_ideas(contents_of(sheet.encode()), Choices(), 3))


def came_of(plan: ImportPlan) -> tuple[list[str], list[str], list[str]]:
    """The words of what is new, the references of what would be corrected and of what the file does not have."""
    new = [row.text for row in plan.compared.new]
    return new, sorted(each.ref for each in plan.corrections), [idea.ref for idea in plan.kept.absent]


def bring(workshop: Workshop, sheet: str) -> None:
    workshop.imports.bring(planned(workshop, sheet), file="idees.csv", items=True, corrections=True)


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


def test_what_was_imported_was_noted_nobody_knows_when_nor_by_whom_and_says_when_it_was_imported() -> None:
    workshop, sheet = made()
    bring(workshop, sheet)
    told, french = report(workshop.session), Language("fr")
    head, *rows = csv.reader(io.StringIO(ideas_csv(told, french)), delimiter=";")
    noted = [(row[head.index("Notée le (UTC)")] != "", row[head.index("Notée par")]) for row in rows]
    assert noted == [(True, "Table 1")] * 3 + [(False, "")], "a correction that came in a file was noted all the same"
    assert [row[head.index("Importée le (UTC)")] != "" for row in rows] == [False] * 3 + [True]
    data = json.loads(report_json(told))
    Draft202012Validator(SCHEMA).validate(data)
    brought = next(idea for idea in data["ideas"] if idea["text"] == "Un lavoir")
    assert (brought["noted_at"], brought["noted_by"], "imported_at" in brought) == (None, None, True)
    assert sum("imported_at" in idea for idea in data["ideas"]) == 1
    for name, written in (("i.csv", ideas_csv(told, french).encode()), ("i.xlsx", workbook(told, french, DEFAULT))):
        again = workshop.imports.plan(read_ideas(contents_of(written, name=name), Choices(), 3))
        assert came_of(again) == ([], [], [])


def test_what_came_from_another_computer_of_the_event_was_noted() -> None:
    workshop, _sheet = made()
    collected = ActsCollected(tuple(workshop.session.ideas))
    workshop.timeline.add([replace(workshop.timeline.events[-1], id="ffffffff-zzzzzzzz", act=collected)])
    assert workshop.session.collected
    assert not any(line.imported for table in report(workshop.session).annex for line in table.ideas)


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


ADDED = """\
Repère;Table;Idée;Statut;Item
T1-01;1;Un jardin;à créer;Manger
T1-02;1;Un banc;à créer;Manger
T1-03;1;Un four;à créer;
;2;Un lavoir;à créer;Laver
;3;Un pré;à créer;Laver
"""


def test_the_history_counts_what_the_answer_counts() -> None:
    workshop, _sheet = made()
    workshop.proposals.merge(["T1-02", "T1-03"], "S’asseoir au four")
    workshop.proposals.set_undecided(["T1-02"])
    plan = planned(workshop, ADDED)
    workshop.imports.bring(plan, file="idees.csv", items=True, corrections=True)
    told = "Import de idees.csv : 2 idées aux tables 2 et 3 ; 2 corrigées ; 3 classées dans leurs items"
    assert said(workshop) == f"{told} ; 2 nouveaux items"
    assert len(plan.correctable(items=True)) == 2, "one of them of its item alone"


@pytest.mark.parametrize(("parts", "filed"), [(99, "3 classées dans leurs items"), (4, "1 classée dans son item")])
def test_an_import_in_parts_says_what_it_has_done_and_no_more(parts: int, filed: str) -> None:
    workshop, _sheet = made()
    sheet = ADDED.replace(";Manger", ";") + ";3;Une cuve;à créer;Laver\n"
    steps = workshop.imports.steps(planned(workshop, sheet), [], items=True, corrections=True, at_once=2)
    for _step in zip(range(parts), steps, strict=False):
        pass
    steps.close()
    told = f"3 idées aux tables 2 et 3 ; 1 corrigée ; {filed} ; 1 nouvel item"
    assert said(workshop) == f"Import d’une liste : {told}"


def said(workshop: Workshop) -> str:
    entry = workshop.history.entries()[0]
    return Language("fr").message(entry.what).replace("\u00a0", " ").replace("\u202f", " ")
