from __future__ import annotations

import copy

from facilitate.domain.acts.programme import PlanAdded, PlanMoved, PlanRemoved, PlanSet
from facilitate.domain.programme.document import as_written, complete
from facilitate.workshop.cases.programme_diff import corrections
from tests.support.workshops import PLAN, make_workshop


def edited(change):
    new = copy.deepcopy(PLAN)
    change(new)
    return corrections(complete(PLAN), new)


def test_one_value_is_one_correction():
    assert edited(lambda new: new.update(title="Autre")) == [PlanSet("title", "Autre")]
    assert edited(lambda new: new["phases"][4].update(tables=8)) == [PlanSet("phases/tables/tables", 8)]
    assert edited(lambda new: new.update(place={"city": "Lyon"})) == [PlanSet("place", {"city": "Lyon"})]
    assert edited(lambda new: new["categories"][0].update(keywords=["café"])) == [
        PlanSet("categories/lieux/keywords", ["café"])
    ]
    assert edited(lambda new: new.update(synonyms=["a = b"])) == [PlanSet("synonyms", ["a = b"])]


def test_items_are_added_removed_and_moved():
    more = {"key": "plus", "title": "Plus"}
    assert edited(lambda new: new["categories"].append(more)) == [PlanAdded("categories", more)]
    assert edited(lambda new: new["categories"].pop(1)) == [PlanRemoved("categories/formation")]
    moved = edited(lambda new: new["categories"].reverse())
    assert {type(act) for act in moved} == {PlanMoved}


def test_a_phase_renamed_keeps_its_key_and_so_its_run():
    assert edited(lambda new: new["phases"][0].update(title="Bienvenue")) == [
        PlanSet("phases/welcome/title", "Bienvenue")
    ]


def test_two_phases_alike_both_keep_their_keys_when_renamed():
    alike = {"kind": "break", "title": "Pause", "minutes": 5}
    old = complete({"title": "x", "phases": [dict(alike), dict(alike)]})
    new = {"title": "x", "phases": [{**alike, "title": "Café"}, {**alike, "title": "Café"}]}
    assert corrections(old, new) == [PlanSet("phases/break/title", "Café"), PlanSet("phases/break-2/title", "Café")]


def test_a_phase_put_in_front_leaves_the_others_their_keys():
    new = as_written(complete(PLAN))
    new["phases"].insert(0, {"kind": "other", "title": "Avant", "minutes": 5})
    acts = corrections(complete(PLAN), new)
    assert [act.item["title"] for act in acts if isinstance(act, PlanAdded)] == ["Avant"]
    assert not [act for act in acts if isinstance(act, (PlanRemoved, PlanSet))]


def test_another_kind_of_phase_which_reads_only_when_all_its_steps_are_made():
    workshop = make_workshop()
    new = copy.deepcopy(PLAN)
    new["phases"][4] = {"kind": "other", "title": "Les tables", "minutes": 75, "key": "tables"}
    new["phases"][3] = {"kind": "venue", "title": "Table ronde", "minutes": 45, "key": "panel"}
    workshop.programme.replace(new)
    assert workshop.timeline.void == {}
    assert workshop.session.plan.phase("tables").kind.name == "other"
    assert workshop.session.plan.phase("panel").kind.name == "venue"
    workshop.history.undo()
    assert workshop.session.plan.tables == 3


def _phases(*pairs):
    return {"title": "x", "phases": [{"kind": kind, "title": title, "minutes": 5} for kind, title in pairs]}


def test_phases_keep_what_they_are_and_not_their_rank():
    old = complete(
        _phases(("welcome", "Accueil"), ("panel", "Table ronde"), ("tables", "Tables : idées"), ("break", "Pause"))
    )
    new = _phases(
        ("welcome", "Bienvenue"),
        ("break", "Pause goûter"),
        ("panel", "Trois regards"),
        ("tables", "Tables : projets"),
        ("tables", "Tables : idées"),
    )
    acts = corrections(old, new)
    assert {act.path: act.value for act in acts if isinstance(act, PlanSet)} == {
        "phases/welcome/title": "Bienvenue",
        "phases/break/title": "Pause goûter",
        "phases/panel/title": "Trois regards",
    }
    assert [(act.item["title"], act.item["key"]) for act in acts if isinstance(act, PlanAdded)] == [
        ("Tables : projets", "tables-2")
    ]


def test_a_phase_of_another_kind_at_a_rank_is_new_and_takes_no_key_that_was_there():
    old = complete(_phases(("other", "Mot du maire"), ("tables", "Tables")))
    acts = corrections(old, _phases(("break", "Pause"), ("tables", "Tables"), ("other", "Clôture")))
    assert [(act.item["title"], act.item["key"]) for act in acts if isinstance(act, PlanAdded)] == [
        ("Pause", "break"),
        ("Clôture", "other-2"),
    ]
    assert [act for act in acts if isinstance(act, PlanRemoved)] == [PlanRemoved("phases/other")]


def test_somebody_else_at_the_place_of_a_speaker_is_not_given_the_remarks_of_the_first():
    panel = {"kind": "panel", "title": "Table ronde", "minutes": 5}
    old = complete({"title": "x", "phases": [{**panel, "speakers": [{"name": "Personne A"}, {"name": "Quelqu’un B"}]}]})
    new = {"title": "x", "phases": [{**panel, "speakers": [{"name": "Individu C"}, {"name": "Quelqu’un Bé"}]}]}
    first, second = (each["key"] for each in old["phases"][0]["speakers"])
    acts = corrections(old, new)
    assert [act.item["name"] for act in acts if isinstance(act, PlanAdded)] == ["Individu C"]
    assert [act for act in acts if isinstance(act, PlanRemoved)] == [PlanRemoved(f"phases/panel/speakers/{first}")]
    assert [act for act in acts if isinstance(act, PlanSet)] == [
        PlanSet(f"phases/panel/speakers/{second}/name", "Quelqu’un Bé")
    ]


def test_the_phase_with_the_same_question_or_else_the_first_of_its_kind_keeps_the_ideas():
    old = _phases(("welcome", "Accueil"), ("break", "Pause"), ("tables", "Tables de travail"))
    old["phases"][2]["question"] = "Que faire ?"
    for asked, expected in ((("Que faire ?", "Et ?"), "Tables : idées"), (("Et ?", "Que faire ?"), "Tables : projets"),
                            (("Et ?", "Quoi ?"), "Tables : idées")):  # fmt: skip
        new = _phases(("welcome", "Accueil"), ("tables", "Tables : idées"), ("tables", "Tables : projets"))
        for phase, question in zip(new["phases"][1:], asked, strict=True):
            phase["question"] = question
        acts = corrections(complete(old), new)
        titles = {act.value for act in acts if isinstance(act, PlanSet) and act.path == "phases/tables/title"}
        assert titles == {expected}
