"""What a person corrected of proposals in a sheet of the program's own is never lost without a word."""

from __future__ import annotations

import csv
import io

import pytest

from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import ideas_csv
from facilitate.i18n import Language
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.returned_sheets import Kept
from facilitate.workshop.report.build import report
from facilitate.workshop.views.imports import kept_lines
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop

NAMES = {
    "fr": ("Idée", "Statut", "Piste", "Statut de la piste"),
    "en": ("Idea", "Status", "Proposal", "Proposal status"),
}


@pytest.fixture
def workshop() -> Workshop:
    made = make_workshop()
    made.ideas.record(1, "Un jardin")
    made.ideas.record(1, "Un banc", Status.EXISTING)
    made.ideas.record(2, "Un four, l’hiver")
    return made


def kept(workshop: Workshop, language: str, changed: dict[tuple[int, int], str]) -> Kept:
    """What stays of a sheet in which a person changed cells, by their row from 0 and their place in `NAMES`."""
    return workshop.imports.plan(returned(workshop, language, changed)).kept


def returned(workshop: Workshop, language: str, changed: dict[tuple[int, int], str]) -> Incoming:
    text = ideas_csv(report(workshop.session), Language(language))
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    for (row, place), cell in changed.items():
        rows[row][NAMES[language][place]] = cell
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return read_ideas(contents_of(made.getvalue().encode()), Choices(), 3)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_another_wording_or_status_of_a_proposal_is_named_with_what_to_do(workshop: Workshop, language: str) -> None:
    status = "déjà existante" if language == "fr" else "already existing"
    found = kept(workshop, language, {(0, 2): "Un jardin partagé", (2, 3): status})
    assert [idea.ref for idea in found.reworded] == ["T1-01"]
    assert [idea.ref for idea in found.other_standing] == ["T2-01"]
    told = list(kept_lines(found, Language("en")))
    assert "T1-01" in told[0]
    assert "facilitate proposal reword" in told[0]
    assert "T2-01" in told[1]
    assert "comes from its ideas" in told[1]


def test_a_status_that_nobody_knows_is_named_too(workshop: Workshop) -> None:
    assert [idea.ref for idea in kept(workshop, "fr", {(1, 3): "abandonnée"}).other_standing] == ["T1-02"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_said_where_nothing_was_changed_or_the_idea_was_changed_alike(
    workshop: Workshop, language: str
) -> None:
    status = "déjà existante" if language == "fr" else "already existing"
    same = {(0, 0): "Un verger", (0, 2): "Un verger", (2, 1): status, (2, 3): status}
    ideas_alone = {(0, 0): "Un verger", (2, 1): status, (1, 2): "", (1, 3): ""}
    for changed in ({}, same, ideas_alone, {(2, 2): "Un four, l'hiver"}):
        found = kept(workshop, language, changed)
        assert (found.reworded, found.other_standing) == ((), ())


def test_of_merged_ideas_the_proposal_is_named_once(workshop: Workshop) -> None:
    keys = [workshop.session.proposal_of(idea.id).id for idea in list(workshop.session.ideas.values())[:2]]
    workshop.proposals.merge(keys, "Un jardin et son banc")
    assert kept(workshop, "fr", {}).other_standing == ()
    found = kept(workshop, "fr", {(0, 2): "Un square", (1, 2): "Un square", (1, 3): "à créer"})
    assert [idea.ref for idea in found.reworded] == ["T1-01"]
    assert [idea.ref for idea in found.other_standing] == ["T1-02"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_said_of_what_stood_there_before_the_corrections(workshop: Workshop, language: str) -> None:
    existing = "déjà existante" if language == "fr" else "already existing"
    keys = [workshop.session.proposal_of(idea.id).id for idea in list(workshop.session.ideas.values())[:2]]
    workshop.proposals.merge(keys, "Un jardin et son banc")
    changed = {(0, 0): "Un verger", (0, 1): existing, (2, 0): "Un four à pain", (2, 1): existing}
    incoming = returned(workshop, language, changed)
    other = returned(workshop, language, changed | {(0, 2): "Un square", (2, 3): "abandon"})
    workshop.imports.bring(workshop.imports.plan(incoming), corrections=True)
    found = workshop.imports.plan(incoming).kept
    assert (found.reworded, found.other_standing) == ((), ())
    found = workshop.imports.plan(other).kept
    assert [idea.ref for idea in (*found.reworded, *found.other_standing)] == ["T1-01", "T2-01"]
