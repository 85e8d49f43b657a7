"""Categories of one title: refused, joined, or kept apart where an old programme has them."""

from __future__ import annotations

import json

import pytest

from facilitate.domain.acts.programme import SYNTHESIS, PlanAdded, PlanSet
from facilitate.domain.codec import document_of, event_of
from facilitate.domain.errors import Refused
from facilitate.domain.text import title_key
from facilitate.domain.timeline import Timeline
from facilitate.workshop.suggestions.learning import fitting, learning_of, programme_of, typology_of
from tests.support.workshops import PLAN, FakeLog, make_workshop


def two_laptops():
    """Two programs of the facilitator that do not hear each other, and four ideas."""
    first = FakeLog()
    one = make_workshop(log=first)
    for table in (1, 2, 3):
        one.ideas.record(table, f"idée {table}")
    other = make_workshop(log=FakeLog(first.kept, "k7m2"), seed=1)
    first.deaf = other.recorder.log.deaf = True
    return one, other


def titles(session):
    return [category.title for category in session.plan.categories]


@pytest.mark.parametrize(
    "other", ["L’ÉCOLE  libre", "l' ecole libre", "Lʼécole libre", "L´école\u00a0libre", "L'école\u200b libre"]
)
def test_capitals_accents_blanks_and_apostrophes_make_no_other_title(other):
    assert title_key(other) == title_key("L'école libre")
    workshop = make_workshop()
    workshop.programme.add_category("L'école libre")
    with pytest.raises(Refused, match="already exists"):
        workshop.programme.add_category(other)
    assert workshop.programme.category(other).title == "L'école libre"


def test_other_words_are_other_titles():
    assert len({title_key(each) for each in ("Lieu", "Lieux", "Les lieux", "Lieux !", "🙂", "🙁")}) == 6


def test_what_two_laptops_added_at_once_is_one_category_and_has_what_both_filed():
    one, other = two_laptops()
    one.programme.add_category("Jardin partagé", ["légumes"])
    one.proposals.file(["T1-01"], "jardin partagé")
    other.programme.add_category("Friche")
    other.programme.set("categories/friche/title", "Jardins")  # so that the key of the next one is another
    other.programme.add("categories", {"key": "autre", "title": "JARDIN  PARTAGE", "keywords": ["fleurs"]})
    other.proposals.file(["T2-01"], "autre")
    session = Timeline.of(one.recorder.log.kept).session
    assert sorted(map(title_key, titles(session))) == ["formation", "jardin partage", "jardins", "lieux", "outils"]
    joined = session.plan.category_titled("jardin partage")
    assert sorted(joined.keywords) == ["fleurs", "légumes"]
    assert [each.category for each in session.proposals()] == [joined.key, joined.key, ""]
    assert session.void == {}


def test_a_title_that_two_laptops_gave_at_once_is_that_of_the_first():
    one, other = two_laptops()
    one.programme.set("categories/lieux/title", "Maisons")
    other.programme.set("categories/outils/title", "maisons")
    timeline = Timeline.of(one.recorder.log.kept)
    assert titles(timeline.session) in (["Maisons", "Formation", "Outils"], ["Lieux", "Formation", "maisons"])
    assert len(timeline.void) == 1


def test_what_is_undone_joins_what_came_in_its_place_meanwhile():
    workshop = make_workshop()
    workshop.ideas.record(1, "une")
    workshop.programme.remove("categories/lieux")
    removal = workshop.timeline.events[-1].gesture
    workshop.proposals.file_under_new(["T1-01"], "LIEUX")
    workshop.history.undo_one(removal)
    assert titles(workshop.session) == ["Lieux", "Formation", "Outils"]
    assert workshop.proposals.find("T1-01").category == "lieux"


def test_a_file_may_exchange_titles_and_one_undo_gives_them_back():
    workshop = make_workshop()
    document = json.loads(json.dumps(workshop.session.document))
    for each, title in zip(document["categories"], ("Formation", "Outils", "Lieux"), strict=True):
        each["title"] = title
    workshop.programme.replace(document)
    assert titles(workshop.session) == ["Formation", "Outils", "Lieux"]
    assert workshop.timeline.void == {}
    workshop.history.undo()
    assert titles(workshop.session) == ["Lieux", "Formation", "Outils"]


def test_a_group_named_like_a_category_goes_into_it_in_one_act():
    workshop = make_workshop()
    workshop.ideas.record(1, "une")
    workshop.ideas.record(2, "deux")
    category = workshop.proposals.file_under_new(["T1-01", "T2-01"], "FORMATION")
    assert category.key == "formation"
    assert titles(workshop.session) == ["Lieux", "Formation", "Outils"]
    workshop.history.undo(SYNTHESIS)
    assert [each.category for each in workshop.session.proposals()] == ["", ""]


def test_old_programmes_with_two_of_a_title_open_and_lend_one_of_them():
    twins = [*PLAN["categories"], {"key": "lieux-2", "title": "LIEUX", "keywords": ["café"]}]
    workshop = make_workshop(plan={**PLAN, "categories": twins})
    workshop.ideas.record(1, "une")
    workshop.proposals.file(["T1-01"], "lieux-2")
    assert titles(workshop.session) == ["Lieux", "Formation", "Outils", "LIEUX"]
    workshop.programme.set("title", "Autre")
    workshop.programme.set("categories/lieux-2/title", "LiEuX")
    with pytest.raises(Refused, match="already exists"):
        workshop.programme.set("categories/outils/title", "lieux")
    lent = typology_of(workshop.session)["categories"]
    assert [each["key"] for each in lent] == ["lieux", "formation", "outils"]
    assert lent[0]["keywords"] == ["café"]
    after = make_workshop(plan=programme_of(workshop.session)).session.plan
    learned = fitting(learning_of(workshop.session), workshop.session.plan, after)
    assert [each.category for each in learned] == ["lieux"]


def test_acts_of_before_say_the_same_as_before_and_read_the_same():
    old = {"path": "categories", "item": {"key": "b", "title": "LIEUX"}, "before": ""}
    workshop = make_workshop()
    workshop.recorder.record(PlanAdded(**old))
    assert document_of(workshop.timeline.events[-1])["data"] == old
    workshop.recorder.record(PlanSet("categories/outils/title", "lieux"))
    read = Timeline.of(event_of(document_of(event)) for event in workshop.timeline.events).session
    assert titles(read) == ["Lieux", "Formation", "lieux", "LIEUX"]
