from __future__ import annotations

import copy

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.audit.run import audit
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


def two_programs(plan=None):
    """Two programs that opened one session before either wrote; each takes the next look when it writes."""
    log = FakeLog()
    one = make_workshop(log=log, plan=plan)
    return one, make_workshop(log=FakeLog(log.kept), seed=1)


@pytest.mark.parametrize(
    ("path", "item", "wrong"),
    [
        ("phases/tables/round_setups", {"number": 2, "question": "Comment ?"}, "two questions for round 2"),
        ("phases/tables/table_setups", {"number": 2, "name": "Jardin"}, "describes table 2 twice"),
        ("phases/study/study/axes", {"key": "leviers", "question": "Lesquels ?"}, "already has an entry"),
    ],
)
def test_of_two_who_add_one_thing_to_a_list_the_second_is_refused_and_writes_nothing(path, item, wrong):
    one, other = two_programs()
    one.programme.set("phases/tables/rounds", 3)
    one.programme.add(path, item)
    with pytest.raises(Refused, match=wrong):
        other.programme.add(path, item)
    assert len(one.recorder.log.kept) == len(one.timeline.events)
    assert not one.timeline.void


def test_two_phases_of_one_title_have_two_keys_though_neither_program_knew_of_the_other():
    one, other = two_programs()
    pause = {"kind": "break", "title": "Pause", "minutes": 5}
    assert [each.programme.add("phases", pause, before="tables") for each in (one, other)] == ["pause", "pause-2"]


def test_a_text_is_corrected_moved_and_taken_out_where_it_stands_now():
    one, other = two_programs()
    one.programme.set("partners", ["Un", "Deux", "Trois"])
    other.recorder.refresh()
    one.programme.set_text("partners", 0, "Un", "")
    one.programme.add_texts("partners", ["Quatre"])
    other.programme.set_text("partners", 1, "Deux", "Deux bis")
    other.programme.shift_text("partners", 2, "Trois", -1)
    assert other.session.plan.partners == ("Trois", "Deux bis", "Quatre")
    known = len(other.timeline.events)
    other.programme.shift_text("partners", 0, "Trois", -1)
    with pytest.raises(Refused, match="“Un” is no longer in the list"):
        other.programme.set_text("partners", 0, "Un", "Un bis")
    assert len(other.timeline.events) == known


TOO_LONG = [
    ({"minutes": 20, "rounds": 2, "changeover": 20}, "“Les tables” lasts 20 min; its 2 rounds, with 20 min between"),
    ({"minutes": 10, "rounds": 4, "changeover": 3}, "take at least 13 min. Make the phase longer"),
    ({"minutes": 3, "rounds": 4}, "its 4 rounds take at least one minute each"),
    ({"minutes": 10, "changeover": 11}, "less than one changeover"),
]


@pytest.mark.parametrize(("values", "said"), TOO_LONG)
def test_rounds_that_do_not_fit_into_their_phase_are_refused(workshop, values, said):
    tables = {"rounds": 1, "changeover": 0, **values}
    document = copy.deepcopy(workshop.session.document)
    document["phases"][4] |= tables
    with pytest.raises(Refused, match=said):
        workshop.programme.replace(document)
    for name in ("rounds", "changeover"):
        workshop.programme.set(f"phases/tables/{name}", tables[name])
    with pytest.raises(Refused, match=said):
        workshop.programme.set("phases/tables/minutes", tables["minutes"])


@pytest.mark.parametrize(("values", "said"), TOO_LONG)
def test_rounds_that_an_earlier_version_let_be_planned_open_are_told_and_may_only_be_mended(values, said):
    plan = copy.deepcopy(PLAN)
    plan["phases"][4] |= values
    workshop = make_workshop(plan=plan)
    (issue,) = (each for each in audit(workshop.session, "paris") if each.code == "rounds")
    assert said in f"{issue.why} {issue.todo}"
    workshop.programme.set("subtitle", "autre chose")
    workshop.programme.set("phases/tables/minutes", values["minutes"] + 1)
    with pytest.raises(Refused, match="Make the phase longer"):
        workshop.programme.set("phases/tables/minutes", values["minutes"] - 1)
    workshop.programme.set("phases/tables/minutes", int(issue.command.rpartition(" ")[2]))
    assert not [each for each in audit(workshop.session) if each.code == "rounds"]


def test_a_programme_that_names_no_language_leaves_the_session_its_own():
    workshop = make_workshop(plan={**PLAN, "language": "en"})
    assert workshop.programme.replace({**PLAN, "title": "Corrected"}) == 1
    assert (workshop.session.plan.title, workshop.session.plan.language) == ("Corrected", "en")
