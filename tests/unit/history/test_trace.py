"""An idea's whole life: what touched it, before and after, and what it is in the report."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.event import Undone, Unknown
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.i18n import Language
from facilitate.labels import author_called, writer_called
from facilitate.workshop.history.trace import _targets, ideas_named, trace
from facilitate.workshop.sharing.guests import GuestAct
from tests.support.workshops import FakeLog, make_workshop


def told(workshop, ref="T1-01"):
    return trace(workshop.timeline, ideas_named(workshop.session, ref)[0])


def test_a_second_screen_is_called_by_its_number_and_a_laptop_by_its_tag():
    called = [writer_called(by, Language("en")) for by in ("facilitator", "facilitator.b", "table-3.k7m2")]
    assert called == ["Facilitator", "Facilitator (window 2)", "Table 3 (k7m2)"]


def test_everything_that_touched_it_is_there_in_order_and_nothing_else():
    workshop = make_workshop()
    for text in ("un jardin", "un potager", "un café"):
        workshop.ideas.record(1, text)
    workshop.ideas.edit("T1-01", "un grand jardin", Status.EXISTING)
    workshop.proposals.file(["T1-03"], "outils")
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner ensemble")
    workshop.proposals.file(["T1-02"], "lieux")
    workshop.study_links.link(["T1-01"], "freins")
    workshop.roadmap.set("T1-02", owner="Participante 07")
    workshop.roadmap.note("T1-02", "première bêche")
    workshop.history.undo()
    found = told(workshop)
    assert [str(step.what) for step in found.steps] == [
        "T1-01 recorded: un jardin",
        "T1-01 edited: un grand jardin",
        "T1-01 + T1-02 merged",
        "T1-01 (+1) filed under Lieux",
        "T1-01 answers “Quels freins ?”",
        "T1-01 (+1), owner: Participante 07",
        "T1-01 (+1), progress: première bêche",
        "Undone: “T1-01 (+1), progress: première bêche”",
    ]
    assert [step.undone for step in found.steps] == [False] * 6 + [True, False]
    assert [step.words for step in found.steps][:3] == ["un jardin", "un grand jardin", "jardiner ensemble"]
    assert all(one.at <= other.at for one, other in pairwise(found.steps))
    assert (found.wording, found.category, found.number) == ("jardiner ensemble", "Lieux", 1)
    assert (found.with_refs, found.question) == (("T1-02",), "Quels freins ?")
    assert [str(step.what) for step in told(workshop, "T1-03").steps] == [
        "T1-03 recorded: un café",
        "T1-03 filed under Outils",
    ]


def test_an_undone_merge_and_its_redoing_are_told():
    workshop = make_workshop()
    for text in ("un jardin", "un potager"):
        workshop.ideas.record(1, text)
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner")
    workshop.history.undo()
    found = told(workshop)
    assert [(str(step.what), step.undone) for step in found.steps[1:]] == [
        ("T1-01 + T1-02 merged", True), ("Undone: “T1-01 + T1-02 merged”", False),
    ]  # fmt: skip
    workshop.history.redo()
    again = [(str(step.what), step.undone) for step in told(workshop).steps[1:]]
    assert again[0] == ("T1-01 + T1-02 merged", False)
    assert again[-1] == ("Redone: “T1-01 + T1-02 merged”", False)


def test_what_was_done_with_a_merge_that_is_undone_is_told_too():
    workshop = make_workshop()
    for text in ("un jardin", "un potager"):
        workshop.ideas.record(1, text)
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner")
    workshop.proposals.reword("T1-01", "jardiner ensemble")
    workshop.history.undo()
    workshop.history.undo()
    assert [(step.words, step.undone) for step in told(workshop).steps if step.words] == [
        ("un jardin", False), ("jardiner", True), ("jardiner ensemble", True),
    ]  # fmt: skip


def test_a_withdrawn_one_has_its_life_too():
    workshop = make_workshop()
    workshop.ideas.record(2, "une")
    workshop.ideas.withdraw("T2-01")
    assert [str(step.what) for step in told(workshop, "T2-01").steps] == ["T2-01 recorded: une", "T2-01 withdrawn"]


def changed(step):
    return [(change.what.value, str(change.before), str(change.after)) for change in step.changes]


def test_each_act_tells_what_it_was_before_and_after():
    workshop = make_workshop()
    for text in ("un jardin", "un potager"):
        workshop.ideas.record(1, text)
    workshop.ideas.edit("T1-01", "un grand jardin", Status.EXISTING)
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner")
    workshop.proposals.set_undecided(["T1-01"])
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.study_links.link(["T1-01"], "freins")
    workshop.ideas.withdraw("T1-01")
    workshop.ideas.restore("T1-01")
    workshop.proposals.split("T1-02")
    workshop.programme.set("categories/lieux/title", "Les lieux")
    assert [changed(step) for step in told(workshop).steps] == [
        [],
        [("text", "un jardin", "un grand jardin"), ("status", "to be created", "already existing")],
        [("together", "", "T1-02"), ("wording", "", "jardiner")],
        [("place", "unfiled", "undecided")],
        [("place", "undecided", "Lieux")],
        [("axis", "", "Quels freins ?")],
        [("withdrawn", "active", "withdrawn")],
        [("withdrawn", "withdrawn", "active")],
        [("together", "T1-02", ""), ("wording", "jardiner", ""), ("place", "Lieux", "unfiled")],
    ]


def test_a_category_that_changes_is_part_of_the_story_while_the_idea_is_filed_there():
    workshop = make_workshop()
    workshop.ideas.record(1, "un jardin")
    workshop.programme.set("categories/lieux/title", "Des lieux")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.programme.set("categories/lieux/title", "Les lieux")
    workshop.programme.merge_categories("lieux", "outils")
    workshop.programme.set("categories/formation/title", "Former")
    assert [changed(step) for step in told(workshop).steps[1:]] == [
        [("place", "unfiled", "Des lieux")],
        [("place", "Des lieux", "Les lieux")],
        [("place", "Les lieux", "Outils")],
    ]


def test_what_was_undone_is_told_as_it_was_seen_then():
    workshop = make_workshop()
    for text in ("un jardin", "un potager", "un verger"):
        workshop.ideas.record(1, text)
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner")
    workshop.proposals.file(["T1-01", "T1-03"], "lieux")
    workshop.history.undo()
    workshop.history.undo()
    steps = told(workshop).steps
    assert [(str(step.what), step.undone) for step in steps] == [
        ("T1-01 recorded: un jardin", False),
        ("T1-01 + T1-02 merged", True),
        ("T1-01 (+1) filed under Lieux", True),
        ("Undone: “2 proposals filed under Lieux”", False),
        ("Undone: “T1-01 + T1-02 merged”", False),
    ]
    assert changed(steps[2]) == [("place", "unfiled", "Lieux")]
    assert changed(steps[3]) == [("place", "Lieux", "unfiled")]
    assert changed(steps[4]) == [("together", "T1-02", ""), ("wording", "jardiner", "")]
    workshop.history.redo()
    assert str(told(workshop).steps[-1].what) == "Redone: “T1-01 + T1-02 merged”"
    assert [step.undone for step in told(workshop).steps][-2:] == [True, False]


def test_an_undone_record_says_so_and_is_done_again():
    workshop = make_workshop()
    idea = workshop.ideas.record(1, "un jardin")
    workshop.history.undo_one(idea.id)
    assert changed(told(workshop).steps[-1]) == [("withdrawn", "active", "recording undone")]
    assert told(workshop).lines == (), "it is neither counted nor printed"
    workshop.history.redo_one(idea.id)
    assert changed(told(workshop).steps[-1]) == [("withdrawn", "recording undone", "active")]


def test_answers_to_suggestions_and_acts_of_a_newer_version_are_told():
    workshop = make_workshop()
    for text in ("un jardin", "un potager"):
        workshop.ideas.record(1, text)
    key = workshop.session.idea_by_ref("T1-01").id
    workshop.duplicates.answer("T1-02", "T1-01", DuplicateAnswer.RELATED)
    (vote,) = workshop.recorder.record(Unknown("vote.cast", {"ballot": [{"idea": key, "points": 3}]}))
    workshop.recorder.record(Unknown("vote.counted", {"vote": vote.id}))
    workshop.recorder.record(Unknown("vote.cast", {"ballot": []}))
    assert [str(step.what) for step in told(workshop).steps[1:]] == [
        "T1-02 and T1-01 are related",
        "A change made with a newer version: vote.cast",
        "A change made with a newer version: vote.counted",
    ]


def test_who_noted_it_on_what_and_during_which_phase():
    log = FakeLog()
    facilitator = make_workshop(log=log)
    facilitator.phases.start("5")
    make_workshop(role="table-3", log=FakeLog(kept=log.kept, suffix="k7x"), seed=2).ideas.record(3, "d’un portable")
    facilitator.recorder.refresh()
    facilitator.guests.do(3, GuestAct("phone-1234", "record", "d’un téléphone", "to_create"))
    facilitator.ideas.record(3, "à l’écran")
    steps = [trace(facilitator.timeline, idea).steps[0] for idea in facilitator.session.ideas.values()]
    assert [(step.by, str(step.device or "")) for step in steps] == [
        ("table-3", "device k7x"), ("table-3", "phone"), ("table-3", ""),
    ]  # fmt: skip
    assert {step.phase for step in steps} == {"Les tables"}
    entries = facilitator.history.entries()
    told = [author_called(entry.by, Language("en"), phone=entry.by_phone) for entry in entries]
    assert told.count("Table 3 · phone") == 1


def test_the_lines_of_the_report_that_come_of_it():
    workshop = make_workshop()
    for text in ("un jardin", "un potager"):
        workshop.ideas.record(1, text)
    assert str(told(workshop).lines[0]) == "Unfiled proposals: “un jardin” (T1-01)"
    workshop.proposals.set_undecided(["T1-01"])
    assert str(told(workshop).lines[0]) == "Undecided proposals: “un jardin” (T1-01)"
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner")
    workshop.proposals.file(["T1-01"], "outils")
    workshop.roadmap.set("T1-01", owner="Participante 07")
    assert [str(line) for line in told(workshop).lines] == [
        "Typology, 3. Outils: “jardiner” (T1-01, T1-02)",
        "Road map: “jardiner” (T1-01, T1-02)",
        "Appendix, table 1: “un jardin” (T1-01)",
    ]


def test_an_idea_is_named_by_reference_or_id_and_a_proposal_by_its_id():
    workshop = make_workshop()
    for text in ("un jardin", "un potager"):
        workshop.ideas.record(1, text)
    key = workshop.proposals.merge(["T1-01", "T1-02"], "jardiner").id
    session = workshop.session
    assert [idea.ref for idea in ideas_named(session, "t1-1")] == ["T1-01"]
    assert [idea.ref for idea in ideas_named(session, next(iter(session.ideas)))] == ["T1-01"]
    assert [idea.ref for idea in ideas_named(session, key)] == ["T1-01", "T1-02"]
    with pytest.raises(Refused, match="Idea “T9-01” not found"):
        ideas_named(session, "T9-01")


def test_undos_of_undos_without_end_are_told_all_the_same():
    workshop = make_workshop()
    idea = workshop.ideas.record(1, "idée")
    last = workshop.timeline.events[-1]
    chain = [last]
    for clock in range(last.lamport + 1, last.lamport + 1200):
        key = f"{clock:08d}-aaaaaaaa"
        chain.append(replace(last, id=key, gesture=key, lamport=clock, act=Undone((chain[-1].id,))))
    timeline = Timeline.of([*workshop.timeline.events, *chain[1:]])
    assert idea.id in timeline.session.undone_ideas
    assert _targets(chain[-1], timeline) == [last]


def test_words_given_back_to_an_idea_are_told_as_such():
    workshop = make_workshop()
    workshop.ideas.record(1, "un jardin")
    workshop.proposals.reword("T1-01", "des jardins")
    workshop.proposals.reword("T1-01", "")
    assert str(told(workshop).steps[-1].what) == "T1-01 has the words of its idea again"


def test_an_undo_that_was_redone_is_an_undo():
    workshop = make_workshop()
    workshop.ideas.record(1, "un jardin")
    workshop.ideas.withdraw("T1-01")
    workshop.history.undo()
    workshop.history.redo()
    assert [(step.is_undo, step.undone) for step in told(workshop).steps] == [
        (False, False), (False, False), (True, True), (True, False),
    ]  # fmt: skip


def test_of_a_vote_its_rank_and_votes_are_told_and_nothing_that_was_done_with_others():
    workshop = make_workshop()
    for text in ("un jardin", "un potager", "un café"):
        workshop.ideas.record(1, text)
    workshop.votes.open(VoteRule.APPROVE, 2)
    for letters in ("A", "AB", "AB"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close()
    workshop.votes.keep(1, VoteReading.TOTALS)
    first, last = told(workshop), told(workshop, "T1-03")
    assert first.voted(Language("en")) == ("vote: rank 1 of 3, 3 votes, kept",)
    assert last.voted(Language("en")) == ("vote: rank 3 of 3, 0 votes",)
    acts = [[str(step.what).partition(":")[0] for step in each.steps] for each in (first, last)]
    assert [len(each) for each in acts] == [3, 2], acts
