"""What a new session takes over from an earlier one."""

from __future__ import annotations

from facilitate.domain.acts.learning import FilingsLearned
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.learning import Learned
from facilitate.workshop.suggestions.learning import as_acts, completed, fitting, learning_of, typology_of
from tests.support.workshops import PLAN, make_workshop

PARIS = {
    **PLAN,
    "title": "La rencontre",
    "place": {"city": "Paris"},
    "synonyms": ["TS = travailleur social"],
    "categories": [
        {"key": "lieux", "title": "Lieux", "keywords": ["café", "jardin"]},
        {"key": "formation", "title": "Se former"},
    ],
}
LYON = {"title": "Lyon", "phases": [{"title": "Tables", "minutes": 5}]}


def paris():
    workshop = make_workshop(plan=PARIS)
    for text in ("un jardin", "un café", "une école", "rien", "retirée"):
        workshop.ideas.record(1, text)
    workshop.proposals.merge(["T1-01", "T1-02"], "un jardin café")
    workshop.proposals.file(["T1-01", "T1-05"], "lieux")
    workshop.proposals.file(["T1-03"], "formation")
    workshop.ideas.withdraw("T1-05")
    return workshop


def plan_with(*categories):
    return read_plan(complete({**LYON, "categories": list(categories)}))


def test_the_typology_the_synonyms_and_the_language_are_lent():
    document = completed(LYON, typology_of(paris().session))
    plan = read_plan(complete(document))
    assert (plan.title, plan.language) == ("Lyon", "fr")
    assert plan.categories == read_plan(complete(PARIS)).categories
    assert plan.synonyms == ("TS = travailleur social",)


def test_what_a_programme_says_itself_wins():
    own = {**LYON, "language": "en", "categories": [{"title": "Housing"}], "synonyms": ["a = b"]}
    assert completed(own, typology_of(paris().session)) == own
    taken = completed({**own, "categories": [], "synonyms": []}, typology_of(paris().session))
    assert [each["key"] for each in taken["categories"]] == ["lieux", "formation"]


def test_what_was_lent_is_a_copy():
    previous = paris().session
    typology_of(previous)["categories"][0]["keywords"].append("autre")
    assert previous.document["categories"][0]["keywords"] == ["café", "jardin"]


def test_standing_filed_proposals_are_learned_by_their_wording():
    assert learning_of(paris().session) == (
        Learned("Paris", "une école", "formation"),
        Learned("Paris", "un jardin café", "lieux"),
    )


def test_without_a_city_the_title_names_where_it_comes_from():
    workshop = make_workshop()
    workshop.ideas.record(1, "un jardin")
    workshop.proposals.file(["T1-01"], "lieux")
    assert [each.source for each in learning_of(workshop.session)] == ["Essai"]


def test_what_was_learned_before_keeps_its_own_name():
    workshop = paris()
    earlier = (Learned("Lille", "une friche", "lieux"), Learned("Lille", "une friche", "lieux"))
    workshop.recorder.record(*as_acts(earlier))
    assert [each.source for each in learning_of(workshop.session)] == ["Lille", "Paris", "Paris"]


def test_learning_fits_by_key_else_by_title_else_not_at_all():
    learned = [Learned("Paris", "a", "lieux"), Learned("Paris", "b", "formation"), Learned("Paris", "c", "outils")]
    before = plan_with(
        {"key": "lieux", "title": "Lieux"},
        {"key": "formation", "title": "Se former à l’été"},
        {"key": "outils", "title": "Outils"},
    )
    now = plan_with({"key": "lieux", "title": "Autre chose"}, {"key": "apprendre", "title": "SE FORMER A L'ETE"})
    assert fitting(learned, before, now) == (Learned("Paris", "a", "lieux"), Learned("Paris", "b", "apprendre"))


def test_there_is_one_act_for_each_earlier_event():
    learned = [Learned("Lille", "a", "lieux"), Learned("Paris", "b", "outils"), Learned("Lille", "c", "outils")]
    acts = as_acts(learned)
    assert acts == [
        FilingsLearned("Lille", ("a", "c"), ("lieux", "outils")),
        FilingsLearned("Paris", ("b",), ("outils",)),
    ]
    workshop = make_workshop()
    workshop.recorder.record(*acts)
    assert sorted(Timeline.of(workshop.timeline.events).session.learned, key=lambda each: each.text) == learned
