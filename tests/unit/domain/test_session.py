"""The fold by example: what stands, what is void, and what two people did at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.notes import NoteEdited, NoteTaken
from facilitate.domain.acts.phases import PhasePaused, PhaseStarted
from facilitate.domain.acts.programme import CategoriesMerged, PlanRemoved, PlanSet, SessionCreated
from facilitate.domain.acts.proposals import ProposalFiled, ProposalsMerged, ProposalSplit
from facilitate.domain.acts.roadmap import ActionSet
from facilitate.domain.acts.study import IdeaLinked
from facilitate.domain.errors import Refused
from facilitate.domain.event import Event, Undone, Unknown
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place, Standing
from tests.support.workshops import FakeLog, make_workshop, snapshot


def room(texts=("a", "b", "c")):
    workshop = make_workshop()
    for text in texts:
        workshop.ideas.record(1, text)
    return workshop


def after(workshop, *acts):
    """The timeline with further acts, as another program of any version might write them."""
    first = workshop.timeline.lamport + 1
    more = [
        Event(f"{first + place:08d}-zzzzzzzz", first + place, workshop.recorder.now(), "x", "x", act)
        for place, act in enumerate(acts)
    ]
    return Timeline.of([*workshop.timeline.events, *more])


def test_an_empty_session_says_that_its_programme_is_missing():
    session = Timeline.of([]).session
    assert (session.document, session.plan.tables, session.current) == (None, 0, "")
    assert Timeline().lamport == 0
    assert session.proposals() == []


def test_what_stands_on_nothing_is_void_changes_nothing_and_is_reported():
    workshop = room()
    before = snapshot(workshop.session)
    first = next(iter(workshop.session.ideas))
    acts = [
        ProposalFiled("nothing", "lieux"),
        ProposalFiled(first, "nothing"),
        ProposalSplit(first),
        IdeaLinked("nothing", "freins"),
        IdeaLinked("nothing", ""),
        ActionSet("nothing", "owner", "x"),
        ActionSet(first, "no field", "x"),
        ProposalsMerged((first, "nothing"), "x"),
        IdeaEdited("nothing", "x", "existing"),
        IdeaEdited(first, "x", "no status"),
        NoteEdited("nothing", "x"),
        PhaseStarted("nothing"),
        PhasePaused("welcome"),
        PlanRemoved("categories/nothing"),
        PlanSet("phases/welcome/minutes", -1),
        CategoriesMerged("lieux", "lieux"),
        CategoriesMerged("lieux", "nothing"),
        CategoriesMerged("nothing", "lieux"),
        SessionCreated({"title": "again"}),
        NoteTaken("no kind", "welcome", "x"),
    ]
    # Each by itself: a correction that does not read has later ones of its gesture wait for it, and be void with it.
    for act in acts:
        session = after(workshop, act).session
        assert [bool(reason) for reason in session.void.values()] == [True], act
        assert snapshot(session) == before | {"void": set(session.void)}, act


def test_an_act_of_a_newer_version_is_kept_and_harms_nothing():
    workshop = room()
    timeline = after(workshop, Unknown("idea.liked", {"idea": "x"}))
    assert snapshot(timeline.session) == snapshot(workshop.session)
    assert timeline.events[-1].act.name == "idea.liked"


def test_two_merges_of_one_idea_at_once_leave_one_and_report_the_other():
    first = FakeLog()
    one, other = make_workshop(log=first), make_workshop(log=FakeLog(first.kept, "b"), seed=1)
    for text in "abc":
        one.ideas.record(1, text)
    other.recorder.refresh()
    other.recorder.log.deaf = True
    other.proposals.merge(["T1-02", "T1-03"], "bc")
    one.recorder.log.deaf = True
    one.proposals.merge(["T1-01", "T1-02"], "ab")
    session = Timeline.of(first.kept).session
    assert len(session.void) == 1
    assert sorted(len(proposal.ideas) for proposal in session.proposals()) == [1, 2]


def test_an_undo_undoes_only_what_came_before_it():
    workshop = room()
    key = next(iter(workshop.session.ideas))
    forged = Event("00000001-00000000", 1, workshop.recorder.now(), "x", "x", Undone((key, "00000001-00000000")))
    timeline = Timeline.of([*workshop.timeline.events, forged])
    assert timeline.undone == frozenset()


def test_an_idea_whose_recording_was_undone_was_never_noted_and_its_number_is_not_given_again():
    workshop = make_workshop(role="table-1")
    workshop.ideas.record(1, "a")
    workshop.history.undo()
    session = workshop.session
    assert (dict(session.ideas), [idea.text for idea in session.undone_ideas.values()]) == ({}, ["a"])
    assert workshop.ideas.record(1, "b").ref == "T1-02"
    with pytest.raises(Refused, match="T1-01 was undone"):
        workshop.ideas.edit("T1-01", "c")
    assert workshop.ideas.restore("T1-01").undone is False
    assert [idea.ref for idea in workshop.session.ideas.values()] == ["T1-01", "T1-02"]
    assert workshop.session.undone_ideas == {}


def test_a_correction_of_what_somebody_undid_at_the_same_moment_says_so_and_is_kept():
    log = FakeLog()
    one, other = make_workshop(log=log), make_workshop(log=replace(log, kept=log.kept, deaf=True), role="table-1")
    idea = other.ideas.record(1, "a")
    one.recorder.refresh()
    one.history.undo_one(idea.id)
    other.recorder.log.deaf = False
    with pytest.raises(Refused, match="T1-01 was undone"):
        other.ideas.edit("T1-01", "b")
    one.recorder.refresh()
    one.history.redo_one(idea.id)
    assert [idea.text for idea in one.session.ideas.values()] == ["b"]


def test_a_merge_goes_on_without_an_idea_that_was_undone_and_no_more_with_its_words():
    workshop = room()
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "a")
    workshop.proposals.file([merged.id], "lieux")
    recorded = next(iter(workshop.session.ideas))
    workshop.history.undo_one(recorded)
    session = workshop.session
    said = {idea.ref: session.wording(p) for p in session.proposals() for idea in session.ideas_of(p)}
    assert said == {"T1-02": "b", "T1-03": "c"}
    workshop.history.undo_one(next(iter(session.ideas)))
    assert [workshop.session.wording(p) for p in workshop.session.proposals()] == ["c"]
    with pytest.raises(Refused, match="T1-01 was undone"):
        workshop.proposals.file(["T1-01"], "outils")
    for idea in merged.ideas:
        workshop.history.redo_one(idea)
    found = workshop.session.all_proposals[merged.id]
    assert (workshop.session.wording(found), found.category, len(workshop.session.ideas_of(found))) == ("a", "lieux", 2)


def test_a_merge_whose_ideas_are_all_withdrawn_is_put_forward_no_more():
    workshop = room()
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.ideas.withdraw("T1-01")
    assert [idea.ref for idea in workshop.session.ideas_of(merged)] == ["T1-02"]
    workshop.ideas.withdraw("T1-02")
    assert [workshop.session.wording(p) for p in workshop.session.proposals()] == ["c"]
    workshop.ideas.restore("T1-02")
    assert len(workshop.session.proposals()) == 2


def test_what_a_proposals_ideas_say_of_its_existence():
    workshop = make_workshop()
    workshop.ideas.record(1, "a", Status.EXISTING)
    workshop.ideas.record(1, "b", Status.TO_CREATE)
    session = workshop.session
    assert [session.standing(proposal) for proposal in session.proposals()] == [Standing.EXISTING, Standing.TO_CREATE]
    assert session.standing(workshop.proposals.merge(["T1-01", "T1-02"], "ab")) is Standing.BOTH
    workshop.ideas.withdraw("T1-02")
    assert workshop.session.standing(workshop.proposals.find("T1-01")) is Standing.EXISTING


def test_a_category_that_leaves_lets_its_proposals_go_also_those_inside_merges():
    workshop = room()
    workshop.proposals.file(["T1-01", "T1-03"], "lieux")
    workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.programme.remove("categories/lieux")
    assert {proposal.place for proposal in workshop.session.proposals()} == {Place.UNFILED}
    workshop.proposals.split("T1-01")
    assert {proposal.place for proposal in workshop.session.proposals()} == {Place.UNFILED}
    workshop.history.undo()
    workshop.history.undo()
    assert {proposal.category for proposal in workshop.session.proposals()} == {"lieux"}


def test_a_category_merged_away_takes_its_proposals_along():
    workshop = room()
    workshop.proposals.file(["T1-01", "T1-02"], "lieux")
    workshop.programme.merge_categories("lieux", "outils")
    assert [proposal.category for proposal in workshop.session.proposals()] == ["outils", "outils", ""]
    assert workshop.session.plan.category("lieux") is None


def test_a_whole_new_typology_leaves_nothing_filed_under_what_is_gone():
    workshop = room()
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.file(["T1-02"], "outils")
    workshop.programme.set("categories", [{"key": "outils", "title": "Outils"}])
    assert [proposal.category for proposal in workshop.session.proposals()] == ["", "outils", ""]


def test_events_come_in_the_order_of_their_clocks_then_ids():
    workshop = room()
    last = workshop.timeline.events[-1]
    twin = replace(last, id=last.id[:9] + "00000000", act=IdeaRecorded("T2-01", 2, "twin", "existing"))
    timeline = Timeline.of([*workshop.timeline.events, twin])
    assert [event.id for event in timeline.events[-2:]] == [twin.id, last.id]
    assert timeline.event(twin.id) == twin
    assert timeline.event("00000002-notknown") is None
