"""What the history says of suggestions and of what was learned."""

from __future__ import annotations

from contextlib import suppress

import pytest

from facilitate.domain.acts.duplicates import PairAnswered
from facilitate.domain.acts.learning import FilingsLearned
from facilitate.domain.acts.programme import PlanAdded, PlanMoved, PlanRemoved, PlanSet
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.errors import Refused
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.workshop.history.sentences import describe
from facilitate.workshop.sharing.authority import matters
from tests.support.workshops import make_workshop


@pytest.fixture
def workshop():
    workshop = make_workshop()
    for text in "abc":
        workshop.ideas.record(1, text)
    return workshop


def ids(workshop):
    return [proposal.id for proposal in workshop.session.proposals()]


def told(workshop, *acts):
    with suppress(Refused):  # what counts for nothing is told all the same
        workshop.recorder.record(*acts)
    return str(workshop.history.entries()[0].what)


def told_of(workshop, act):
    """As `told`, without the sentences of all that was done before."""
    with suppress(Refused):
        workshop.recorder.record(act)
    return str(describe(workshop.timeline.events[-1:], workshop.timeline))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (DuplicateAnswer.DIFFERENT, "T1-01 and T1-02 are different"),
        (DuplicateAnswer.RELATED, "T1-01 and T1-02 are related"),
        (DuplicateAnswer.SAME, "T1-01 and T1-02 are the same"),
        (DuplicateAnswer.LATER, "Left for later: T1-01 and T1-02"),
        ("with a newer version", "T1-01 and T1-02 compared"),
    ],
)
def test_an_answer_is_told(workshop, answer, sentence):
    assert told(workshop, PairAnswered(*ids(workshop)[:2], str(answer))) == sentence


def test_the_same_that_merges_is_told_as_a_merge(workshop):
    workshop.duplicates.same("T1-01", "T1-02", "ab")
    assert str(workshop.history.entries()[0].what) == "T1-01 + T1-02 merged"


def test_filing_under_several_categories_is_one_sentence(workshop):
    workshop.proposals.file_each({"T1-01": "lieux", "T1-02": "outils"})
    assert str(workshop.history.entries()[0].what) == "2 proposals filed"
    workshop.proposals.file_each({"T1-01": "outils", "T1-03": "outils"})
    assert str(workshop.history.entries()[0].what) == "2 proposals filed under Outils"


def test_a_category_made_of_a_group_is_told_with_what_it_holds(workshop):
    added = PlanAdded("categories", {"key": "jardins", "title": "Jardins"})
    filed = [ProposalFiled(key, "jardins") for key in ids(workshop)[:2]]
    assert told(workshop, added, *filed) == "Category “Jardins” created (2 proposals)"


def test_what_was_learned_is_told_with_where_from(workshop):
    lille = FilingsLearned("Lille", ("a", "b"), ("lieux", "outils"))
    paris = FilingsLearned("Paris", ("c",), ("lieux",))
    assert told(workshop, lille) == "2 filed proposals from “Lille” used for suggestions"
    assert told(workshop, lille, paris) == "3 filed proposals from “Lille”, “Paris” used for suggestions"


def _paths(node, above=""):
    steps = node.items() if isinstance(node, dict) else ((each["key"], each) for each in node)
    for step, below in steps:
        path = f"{above}/{step}" if above else step
        yield path
        if isinstance(below, dict) or (isinstance(below, list) and below and isinstance(below[0], dict)):
            yield from _paths(below, path)


def test_no_sentence_shows_a_path_of_the_programme(workshop):
    speaker = workshop.session.document["phases"][3]["speakers"][0]["key"]
    panel = f"phases/{workshop.session.document['phases'][3]['key']}"
    assert told(workshop, PlanSet(f"{panel}/speakers/{speaker}/absent", value=True)) == ("Laurence Mari marked absent")
    paths = [*_paths(workshop.session.document)]
    assert f"{panel}/speakers/{speaker}/absent" in paths
    for path in paths:
        for act in (PlanSet(path, value=None), PlanRemoved(path), PlanMoved(path)):
            assert "/" not in told_of(workshop, act), act
    assert [entry for entry in workshop.history.entries() if "/" in str(entry.what)] == []


def test_what_was_said_of_tables_and_times_is_told_by_what_it_is(workshop):
    phase = workshop.session.plan.tables_phases[0]
    workshop.room_tables.describe(2, {"name": "Kitchen"})
    workshop.room_tables.describe(2, {"question": "And here?"})
    workshop.room_tables.describe(1, {"host": "Ana"})
    workshop.room_tables.add({"name": "Latecomers"})
    workshop.recorder.record(PlanSet("starts_at", "14:00:00"), PlanSet("ends_at", "17:00:00"))
    newest = [str(entry.what) for entry in workshop.history.entries()[:5]]
    assert newest == [
        "Times in the programme changed: 2",
        f"Table {phase.tables + 1} added to “{phase.title}”",
        "Table 1: details changed",
        "Table 2 given a question of its own",
        "Table 2 named “Kitchen”",
    ]


def test_what_others_did_to_a_category_is_about_the_typology(workshop):
    before = len(workshop.timeline.events)
    category = workshop.programme.add_category("Jardins")
    workshop.programme.set(f"categories/{category.key}/title", "Serres")
    workshop.programme.set("title", "Une autre rencontre")
    workshop.proposals.file(["T1-01"], category.key)
    found = matters(workshop.timeline.events[before:], {event.id for event in workshop.timeline.events})
    assert found == {"the typology": 2, "the programme": 1, "the synthesis": 1}


def test_a_table_added_without_a_name_is_told_as_one_and_another_number_as_a_correction(workshop):
    phase = workshop.session.plan.tables_phases[0]
    workshop.room_tables.add({})
    assert str(workshop.history.entries()[0].what) == f"Table {phase.tables + 1} added to “{phase.title}”"
    workshop.programme.set(f"phases/{phase.key}/tables", 9)
    assert str(workshop.history.entries()[0].what).startswith("Programme corrected")
