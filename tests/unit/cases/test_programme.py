from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from tests.support.workshops import PLAN, FakeLog, make_workshop


@pytest.fixture
def workshop():
    workshop = make_workshop()
    workshop.ideas.record(3, "x")
    return workshop


def test_everything_can_be_corrected_without_losing_ideas(workshop):
    workshop.programme.set("title", "Autre")
    workshop.programme.set("place/city", "Lyon")
    workshop.programme.set("attendance/present", 12)
    workshop.programme.set("phases/tables/tables", 2)
    workshop.programme.add("phases", {"kind": "break", "title": "Pause", "minutes": 5}, before="tables")
    workshop.programme.add("phases/panel/speakers", {"name": "Zoé"})
    workshop.programme.shift("phases/pause", -1)
    plan = workshop.session.plan
    assert (plan.title, plan.place.city, plan.attendance.present, plan.tables) == ("Autre", "Lyon", 12, 2)
    assert [phase.key for phase in plan.phases] == [
        "welcome",
        "venue",
        "study",
        "pause",
        "panel",
        "tables",
        "synthesis",
    ]
    assert [speaker.name for speaker in plan.phase("panel").speakers] == ["Laurence Mari", "Zoé"]
    assert workshop.ideas.find("T3-01").table == 3
    assert workshop.timeline.void == {}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("titel", "x", "“titel” is not a key"),
        ("phases/tables/minutes", -1, "minutes"),
        ("phases/tables/minutes", 0, "needs at least one minute"),
        ("phases/tables/minutes", None, "needs at least one minute"),
        ("phases/tables/kind", "other", "not a key"),
        ("phases/nothing/minutes", 5, "nothing at “phases/nothing/minutes”"),
        ("title", None, "“title” is required"),
        ("title", "a\x1b", r"U\+001B"),
        ("phases", [], "at least one"),
    ],
)
def test_a_correction_that_would_not_read_is_refused_and_writes_nothing(workshop, path, value, said):
    events = len(workshop.timeline.events)
    with pytest.raises(Refused, match=said):
        workshop.programme.set(path, value)
    assert len(workshop.timeline.events) == events


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("partners", ["Un", "a\x1b"]),
        ("place", {"name": "a\x1b"}),
        ("categories/lieux/keywords", ("café", "a\x1b")),
    ],
)
def test_a_sign_that_could_act_is_refused_however_deep_it_stands(workshop, path, value):
    with pytest.raises(Refused, match=r"U\+001B"):
        workshop.programme.set(path, value)


def test_texts_are_kept_as_they_will_be_read_however_deep_they_stand(workshop):
    workshop.programme.set("partners", [" Un ", "e\u0301"])
    workshop.programme.set("place", {"name": " Muse\u0301e\t"})
    assert workshop.session.document["partners"] == ["Un", "\xe9"]
    assert workshop.session.document["place"]["name"] == "Mus\xe9e"


def test_categories_are_added_renamed_moved_and_found_by_number_key_or_title(workshop):
    assert workshop.programme.add_category("Lieux !").key == "lieux-2"
    workshop.programme.set("categories/lieux-2/title", "Ailleurs")
    workshop.programme.shift("categories/lieux-2", -99)
    plan = workshop.session.plan
    assert [category.key for category in plan.categories] == ["lieux-2", "lieux", "formation", "outils"]
    assert {workshop.programme.category(name).key for name in ("1", "lieux-2", "Ailleurs")} == {"lieux-2"}
    events = len(workshop.timeline.events)
    workshop.programme.shift("categories/lieux-2", -1)
    assert len(workshop.timeline.events) == events
    with pytest.raises(Refused, match="into itself"):
        workshop.programme.merge_categories("1", "lieux-2")
    with pytest.raises(Refused, match="Category “9” not found"):
        workshop.programme.category("9")


def test_the_phase_that_is_on_is_not_removed(workshop):
    workshop.phases.start("venue")
    with pytest.raises(Refused, match="This phase is under way"):
        workshop.programme.remove("phases/venue")
    without = {**workshop.session.document, "phases": workshop.session.document["phases"][2:]}
    with pytest.raises(Refused, match="This phase is under way"):
        workshop.programme.replace(without)
    workshop.phases.end()
    workshop.programme.remove("phases/venue")
    assert workshop.session.plan.phase("venue") is None


def test_a_value_of_none_is_left_out_when_written(workshop):
    from facilitate.store.programme_file import written

    workshop.programme.add("categories", {"title": "Plus", "key": "plus"})
    workshop.programme.set("place", {"city": "Lyon", "name": None})
    assert 'city = "Lyon"' in written(workshop.session.document)


@pytest.mark.parametrize("path", ["foo", "phases/welcome/foo", "place/rue"])
def test_what_no_programme_holds_is_not_emptied(workshop, path):
    with pytest.raises(Refused, match="is not a key of the programme"):
        workshop.programme.set(path, None)
    workshop.programme.set("subtitle", None)


def test_texts_are_added_to_a_list_once():
    workshop = make_workshop()
    assert workshop.programme.add_texts("attendance/groups", ["12 habitants", "4 élus"]) == ["12 habitants", "4 élus"]
    assert workshop.programme.add_texts("attendance/groups", ["4 Élus", "une classe"])[2:] == ["une classe"]
    before = len(workshop.timeline.events)
    with pytest.raises(Refused, match="already in the programme"):
        workshop.programme.add_texts("attendance/groups", ["UNE CLASSE"])
    assert len(workshop.timeline.events) == before


def test_texts_that_two_add_at_once_are_both_there():
    log = FakeLog()
    one = make_workshop(log=log)
    other = make_workshop(log=FakeLog(log.kept, deaf=True), seed=1)
    one.programme.add_texts("partners", ["Un", "Tous deux"])
    other.programme.add_texts("partners", ["Deux", "tous deux"])
    one.recorder.refresh()
    assert {"Un", "Deux"} < set(one.session.plan.partners)
    assert len(one.session.plan.partners) == 3


@pytest.mark.parametrize("texts", [[""], ["a", " "]])
def test_an_empty_text_is_added_to_no_list(texts):
    with pytest.raises(Refused, match="empty"):
        make_workshop().programme.add_texts("partners", texts)


def test_a_programme_that_names_no_language_leaves_the_session_its_own():
    workshop = make_workshop(plan={**PLAN, "language": "en"})
    assert workshop.programme.replace({**PLAN, "title": "Corrected"}) == 1
    assert (workshop.session.plan.title, workshop.session.plan.language) == ("Corrected", "en")
