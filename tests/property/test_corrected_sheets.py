"""A sheet that went out and comes back with cells that a person changed: each is taken or told, and once."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import ideas_csv
from facilitate.i18n import Language
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workbooks import xlsx
from tests.support.workshops import PLAN, FakeLog, make_workshop

HEADS = {
    "en": ("Table", "Idea", "Status", "Category", "Detail"),
    "fr": ("Table", "Idée", "Statut", "Item", "Précisions"),
}
STATUSES = {
    "en": {"already existing": Status.EXISTING, "to be created": Status.TO_CREATE},
    "fr": {"déjà existante": Status.EXISTING, "à créer": Status.TO_CREATE},
}
TITLES = [category["title"] for category in PLAN["categories"]]
TEXTS = ("Un jardin partagé", "Un four à pain", "Des bancs à l’ombre", "Un lavoir", "Un marché", "Des vélos prêtés")
EDIT = st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from([" pour tous", " ; ouvert le soir", "\nle dimanche"]),
        "status": st.sampled_from(Status),
        "item": st.sampled_from([*TITLES, "Jardins", "jardins ", "—", ""]),
        "detail": st.sampled_from(["", "Au centre", "Près de l’école\net du parc"]),
        "table": st.integers(1, 3),
        "gone": st.just(True),
    },
)


def room(filed: list[int], *, merged: bool) -> Workshop:
    workshop = make_workshop(log=FakeLog(), plan=PLAN)
    for place, text in enumerate(TEXTS):
        workshop.ideas.record(place % 3 + 1, text, list(Status)[place % 2], "" if place % 2 else "Sans doute")
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    if merged:
        workshop.proposals.merge(refs[:2], "Un lieu")
    for ref, item in zip(refs, filed, strict=False):
        if item < len(TITLES):
            workshop.proposals.file([ref], PLAN["categories"][item]["key"])
    return workshop


def changed(session: Session, edits: list[dict], code: str, kind: str = "csv") -> bytes:
    """The sheet as a spreadsheet writes it again: for today’s programs, for Windows, or as a workbook."""
    head, *rows = csv.reader(io.StringIO(ideas_csv(report(session), Language(code)).lstrip("\ufeff")), delimiter=";")
    table, text, status, item, detail = map(head.index, HEADS[code])
    kept = []
    for row, edit in zip(rows, edits, strict=True):
        row[text] += edit.get("text", "")
        row[table] = str(edit.get("table", row[table]))
        row[item] = edit.get("item", row[item])
        row[detail] = edit.get("detail", row[detail])
        if "status" in edit:
            row[status] = next(word for word, each in STATUSES[code].items() if each is edit["status"])
        kept += [] if "gone" in edit else [row]
    if kind == "xlsx":
        return xlsx({"idees": [head, *([*row[:table], int(row[table]), *row[table + 1 :]] for row in kept)]})
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([head, *kept])
    return out.getvalue().encode("cp1252" if kind == "windows" else "utf-8")


def planned(workshop: Workshop, sheet: bytes) -> ImportPlan:
    return workshop.imports.plan(read_ideas(contents_of(sheet), Choices(), workshop.session.plan.tables))


def item_of(session: Session, key: str) -> str:
    category = session.plan.category(session.proposal_of(key).category)
    return category.title if category else ""


@settings(max_examples=examples(30))
@given(
    edits=st.lists(EDIT, min_size=len(TEXTS), max_size=len(TEXTS)),
    filed=st.lists(st.integers(0, len(TITLES)), max_size=len(TEXTS)), code=st.sampled_from(["fr", "en"]),
    kind=st.sampled_from(["csv", "windows", "xlsx"]),
)  # fmt: skip
@example([{"status": Status.EXISTING, "item": TITLES[1]}] * 2 + [{}] * 4, [0] * 6, "fr", "xlsx")
@example([{"gone": True}] + [{}] * 5, [], "en", "csv")
def test_changed_cells_come_in_and_a_second_time_says_nothing_new(edits, filed, code, kind):
    workshop = room(filed, merged=False)
    before = sorted(workshop.session.ideas.values(), key=lambda idea: idea.ref)
    items = {idea.id: item_of(workshop.session, idea.id) for idea in before}
    sheet = changed(workshop.session, edits, code, kind)
    plan = planned(workshop, sheet)
    if all("gone" in edit for edit in edits):
        return
    assert workshop.imports.bring(plan, items=True, corrections=True) == []
    for idea, edit in zip(before, edits, strict=True):
        now = workshop.session.ideas[idea.id]
        here = {} if "gone" in edit else edit
        assert now.table == idea.table
        assert now.text == idea.text + here.get("text", "")
        assert now.status is here.get("status", idea.status)
        assert now.detail == (here.get("detail") or idea.detail)
        wanted = here.get("item", "").strip().strip("—")
        assert item_of(workshop.session, idea.id).casefold() == (wanted or items[idea.id]).casefold()
    again = planned(workshop, sheet)
    assert (again.compared.new, again.corrections, again.unfiled, again.compared.reworded) == ((), (), (), ())
    for kept in (plan.kept, again.kept):
        told = {kind: {idea.ref for idea in getattr(kept, kind)} for kind in ("at_table", "absent", "merged")}
        standing = [(idea, edit) for idea, edit in zip(before, edits, strict=True) if "gone" not in edit]
        assert told == {
            "at_table": {idea.ref for idea, edit in standing if edit.get("table", idea.table) != idea.table},
            "absent": {idea.ref for idea, edit in zip(before, edits, strict=True) if "gone" in edit},
            "merged": set(),
        }
    emptied = {
        idea.ref
        for idea, edit in standing
        if (idea.detail and edit.get("detail") == "") or (items[idea.id] and edit.get("item") in ("", "—"))
    }
    assert {idea.ref for idea in plan.kept.emptied} == emptied


@pytest.mark.parametrize("code", ["fr", "en"])
def test_ideas_of_one_proposal_go_to_another_item_together_or_are_told(code):
    edit = {"item": TITLES[1]}
    workshop = room([0], merged=True)
    pair = list(workshop.session.proposal_of(next(iter(workshop.session.ideas))).ideas)
    ordered = sorted(workshop.session.ideas.values(), key=lambda idea: idea.ref)
    one = [edit if idea.id == pair[0] else {} for idea in ordered]
    plan = planned(workshop, changed(workshop.session, one, code))
    assert ([idea.id for idea in plan.kept.merged], plan.corrections) == ([pair[0]], ())
    sheet = changed(workshop.session, [edit if idea.id in pair else {} for idea in ordered], code)
    plan = planned(workshop, sheet)
    assert [each.idea.id for each in plan.corrections] == sorted(pair)
    workshop.imports.bring(plan, corrections=True)
    assert item_of(workshop.session, pair[0]) == TITLES[1]
    assert planned(workshop, sheet).corrections == ()


def test_a_correction_here_is_not_taken_back_by_a_status_in_an_older_sheet():
    workshop = room([], merged=False)
    other = next(each for each in Status if each is not workshop.session.idea_by_ref("T1-01").status)
    sheet = changed(workshop.session, [{"status": other}] + [{}] * 5, "fr")
    ref = min(idea.ref for idea in workshop.session.ideas.values())
    workshop.ideas.edit(ref, "Un jardin pour toutes et tous")
    plan = planned(workshop, sheet)
    workshop.imports.bring(plan, corrections=True)
    idea = workshop.session.idea_by_ref(ref)
    assert (idea.text, idea.status) == ("Un jardin pour toutes et tous", other)
