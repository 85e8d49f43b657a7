"""Two ideas of one reference: seen, told apart, and one of them renamed."""

from __future__ import annotations

import json

import pytest

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.references import IdeaRenamed
from facilitate.domain.errors import Refused
from facilitate.domain.idea_lookup import called_alike
from facilitate.domain.timeline import Timeline
from facilitate.workshop.audit.run import audit
from facilitate.workshop.history.trace import ideas_named, trace
from tests.support.workshops import make_workshop


@pytest.fixture
def workshop():
    workshop = make_workshop()
    for text in ("Un café partagé", "Un jardin"):
        workshop.recorder.record(IdeaRecorded("T1-01", 1, text, "existing"), role="table-1")
    return workshop


def refs(workshop):
    return [(idea.ref, idea.aliases) for idea in workshop.session.ideas.values()]


def test_nobody_is_taken_for_the_other(workshop):
    for act in (
        lambda: workshop.ideas.edit("T1-01", "x"),
        lambda: workshop.ideas.withdraw("t1-1"),
        lambda: workshop.proposals.file(["T1-01"], "lieux"),
        lambda: workshop.study_links.link(["T1-01"], "freins"),
    ):
        with pytest.raises(Refused, match=r"2 ideas have the reference T1-01: 1\. Un café partagé · 2\. Un jardin"):
            act()
    first, second = workshop.session.ideas.values()
    assert workshop.ideas.edit(second.id, "Un jardin, ouvert").text == "Un jardin, ouvert"
    assert [idea.id for idea in ideas_named(workshop.session, "T1-01")] == [first.id, second.id]


def test_it_is_told_with_both_ideas_and_the_command_that_mends_it(workshop):
    assert [str(told) for told in called_alike(workshop.session)] == [
        "2 ideas have the reference T1-01 (table 1): 1. Un café partagé · 2. Un jardin"
    ]
    (found,) = [each for each in audit(workshop.session, "paris") if each.code == "reference-twice"]
    assert found.command == "facilitate idea rename paris T1-01 --which 2"


@pytest.mark.parametrize("which", ["2", "jardin", "un JARDIN"])
def test_one_is_renamed_and_its_old_name_stays_beside_it(workshop, which):
    idea = workshop.ideas.rename("t1-1", which)
    assert (idea.text, idea.ref, idea.aliases) == ("Un jardin", "T1bis-01", ("T1-01",))
    assert refs(workshop) == [("T1-01", ()), ("T1bis-01", ("T1-01",))]
    assert workshop.ideas.find("T1-01").text == "Un café partagé"
    assert workshop.ideas.find("t1bis-1").text == "Un jardin"
    assert not list(called_alike(workshop.session))
    assert workshop.ideas.record(1, "encore").ref == "T1-02"
    assert [str(step.what) for step in trace(workshop.timeline, idea).steps][1:] == [
        "T1bis-01 is the new reference of “Un jardin”"
    ]


def test_the_old_name_leads_to_it_when_no_other_has_it_any_more(workshop):
    workshop.ideas.rename("T1-01", "1")
    with pytest.raises(Refused, match="Only one idea has the reference T1-01"):
        workshop.ideas.rename("T1-01", "jardin")
    assert workshop.ideas.find("T1-01").text == "Un jardin"
    _first, second = workshop.session.ideas.values()
    workshop.recorder.record(IdeaRenamed(second.id, "T1-09"))
    with pytest.raises(Refused, match=r"Idea “.*” not found"):
        workshop.ideas.find("T1-01")  # it was the name of both


@pytest.mark.parametrize("which", ["", "0", "3", "²", "un", "absent", "9" * 5000])
def test_who_does_not_say_which_is_asked(workshop, which):
    with pytest.raises(Refused, match="Choose the one to change"):
        workshop.ideas.rename("T1-01", which)
    with pytest.raises(Refused, match=r"Idea “.*” not found"):
        workshop.ideas.rename("T9-01", which)


def test_it_is_undone_and_done_again(workshop):
    before = refs(workshop)
    workshop.ideas.rename("T1-01", "2")
    workshop.history.undo()
    assert refs(workshop) == before
    workshop.history.redo()
    assert refs(workshop) == [("T1-01", ()), ("T1bis-01", ("T1-01",))]


def test_three_alike_get_three_names(workshop):
    workshop.recorder.record(IdeaRecorded("T1-01", 1, "Un banc", "existing"), role="table-1")
    assert [workshop.ideas.rename("T1-01", "2").ref for _ in range(2)] == ["T1bis-01", "T1bis2-01"]


def test_the_same_events_in_any_order_give_the_same_names(workshop):
    workshop.ideas.rename("T1-01", "2")
    other = workshop.session.ideas
    again = Timeline.of(reversed(workshop.timeline.events)).session
    assert again.ideas == other
    taken = make_workshop()
    idea, second = (taken.ideas.record(1, text) for text in ("a", "b"))
    for ref in (second.ref, "", "x", "T1-²", "t1-07", "T1-" + "9" * 5000):
        with pytest.raises(Refused):
            taken.recorder.record(IdeaRenamed(idea.id, ref))
    assert [each.ref for each in taken.session.ideas.values()] == ["T1-01", "T1-02"]


def test_the_json_of_a_session_without_renames_says_nothing_of_them(workshop):
    from facilitate.export.json_report import report_json
    from facilitate.workshop.report.build import report

    def ideas():
        return {line["text"]: line for line in json.loads(report_json(report(workshop.session)))["ideas"]}

    assert all("aliases" not in line for line in ideas().values())
    workshop.ideas.rename("T1-01", "2")
    assert ideas()["Un jardin"]["aliases"] == ["T1-01"]
    assert "aliases" not in ideas()["Un café partagé"]
