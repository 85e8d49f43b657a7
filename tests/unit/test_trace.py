"""An idea's whole life, and the numbers of an event."""

from __future__ import annotations

from itertools import pairwise

from facilitate.domain.ideas import Status
from facilitate.workshop.figures import figures
from facilitate.workshop.trace import trace
from tests.support.published import large, paris
from tests.support.workshops import make_workshop


def told(workshop, ref="T1-01"):
    return trace(workshop.session, workshop.session.idea_by_ref(ref))


def test_everything_that_touched_it_is_there_in_order_and_nothing_else():
    workshop = make_workshop()
    for text in ("un jardin", "un potager", "un café"):
        workshop.ideas.record(1, text)
    workshop.ideas.edit("T1-01", "un grand jardin", Status.EXISTING)
    workshop.proposals.file(["T1-03"], "outils")
    workshop.proposals.merge(["T1-01", "T1-02"], "jardiner ensemble")
    workshop.proposals.file(["T1-02"], "lieux")
    workshop.links.link(["T1-01"], "freins")
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
        "T1-01 (+1): owner, Participante 07",
        "T1-01 (+1), progress: première bêche",
        "Undone: T1-01 (+1), progress: première bêche",
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
        ("T1-01 + T1-02 merged", True), ("Undone: T1-01 + T1-02 merged", False),
    ]  # fmt: skip
    workshop.history.redo()
    again = [(str(step.what), step.undone) for step in told(workshop).steps[1:]]
    assert again[0] == ("T1-01 + T1-02 merged", False)
    assert again[-1] == ("Done again: T1-01 + T1-02 merged", False)


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


def test_the_figures_of_paris_add_up():
    found = figures(paris().session)
    assert sum(table.standing for table in found.counts.by_table) == 57
    assert sum(each.proposals for each in found.categories) == 42
    assert sum(each.ideas for each in found.categories) == 57
    assert sum(number for _at, number in found.times) == 57
    assert found.median_table == 9.5
    assert {(other[0] - one[0]).total_seconds() for one, other in pairwise(found.times)} == {found.minutes * 60}
    assert len(found.times) <= 21


def test_figures_of_nothing_and_of_much():
    assert figures(make_workshop().session).times == ()
    found = figures(large().session)
    assert sum(number for _at, number in found.times) == 1000
