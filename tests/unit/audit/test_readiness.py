"""What is still missing before publishing, in the words an organiser reads."""

from __future__ import annotations

import pytest

from facilitate.demo.play import Stage
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.readiness import MissingKind, readiness
from tests.support.demo import played
from tests.support.workshops import make_workshop


@pytest.fixture
def complete():
    workshop = make_workshop()
    workshop.programme.set("date", "2021-12-13")
    workshop.programme.set("place", {"name": "Musée"})
    workshop.programme.set("attendance", {"present": 54})
    workshop.notes.take(NoteKind.FINDING, "le temps", about="freins")
    workshop.notes.take(NoteKind.REMARK, "à ne pas citer")
    for number, category in enumerate(("lieux", "formation", "outils"), 1):
        workshop.ideas.record(number, "une idée")
        workshop.proposals.file([f"T{number}-01"], category)
    for phase in workshop.session.plan.phases:
        workshop.phases.start(phase.key)
    workshop.phases.end()
    return workshop


def found(workshop) -> list[tuple[str, str]]:
    return [(missing.severity.value, str(missing.message)) for missing in readiness(workshop.session)]


def test_a_complete_session_lacks_nothing(complete):
    assert found(complete) == []


def test_what_is_to_do_comes_before_what_is_to_check(complete):
    complete.phases.start("synthesis")
    complete.proposals.unfile(["T1-01"])
    assert found(complete) == [
        ("to_do", "One proposal is unfiled."),
        ("to_check", "Nothing is filed under these categories: Lieux."),
        ("to_check", "“Synthèse” has not ended yet."),
    ]


def test_numbers_are_said_as_numbers(complete):
    complete.proposals.unfile(["T1-01", "T2-01"])
    complete.proposals.set_undecided(["T3-01"])
    assert found(complete) == [
        ("to_do", "2 proposals are unfiled."),
        ("to_check", "One proposal is undecided."),
    ]


def test_a_finding_taken_back_leaves_its_axis_open(complete):
    complete.notes.withdraw(next(iter(complete.session.notes)))
    assert found(complete) == [("to_check", "No finding is noted under these axes: Quels freins ?")]


def test_a_session_just_made_lacks_most():
    severities = [severity for severity, _what in found(make_workshop())]
    assert severities == ["to_do"] * 3 + ["to_check"] * 4


def test_a_panel_of_which_nothing_is_noted_is_worth_a_look(complete):
    complete.notes.withdraw(list(complete.session.notes)[-1])
    assert found(complete) == [("to_check", "Nothing that was said on the panel is noted.")]


def test_the_demo_at_its_end_has_nothing_left_to_do():
    assert {missing.severity for missing in readiness(played(Stage.DONE).session)} == {MissingKind.TO_CHECK}
