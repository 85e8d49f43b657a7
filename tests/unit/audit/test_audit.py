"""What would embarrass the organiser is found, and what is right is left alone."""

from __future__ import annotations

import copy
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.workshop.audit.run import Severity, audit
from facilitate.workshop.audit.spelling import close
from tests.property.test_escape import TEXTS
from tests.support.demo import played
from tests.support.examples import examples
from tests.support.published import paris
from tests.support.workshops import PLAN, TWO_QUESTIONS, make_workshop


def codes(workshop):
    return {finding.code for finding in audit(workshop.session)}


def found(workshop, code):
    return [finding for finding in audit(workshop.session) if finding.code == code]


def with_plan(**changes):
    plan = copy.deepcopy(PLAN)
    plan.update(changes)
    return make_workshop(plan=plan)


@pytest.fixture
def workshop():
    made = make_workshop()
    for number in range(48):
        made.ideas.record(number % 3 + 1, f"idée {number}")
    return made


def test_the_example_is_told_what_its_pages_really_leave_open():
    told = [(finding.code, finding.severity) for finding in audit(paris().session)]
    assert {severity for _code, severity in told} == {Severity.DOUBTFUL}
    assert [code for code, _severity in told] == ["no-organisation", "silent-axis", "acronym"], (
        "no body is spelt in two ways"
    )
    assert "Jonathan Jérémiasz" in str(found(paris(), "no-organisation")[0].where)


def test_acronyms_that_ideas_explain_are_a_small_hint_with_the_command_that_accepts_them():
    made = make_workshop()
    made.ideas.record(1, "Un PTCE")
    made.ideas.record(2, "Pôle territorial de coopération économique")
    made.ideas.record(3, "Un pôle territorial de coopération économique")
    (hint,) = found(made, "acronym")
    assert hint.severity is Severity.DOUBTFUL
    assert hint.command == 'facilitate plan add SESSION synonyms "PTCE = pôle territorial de coopération économique"'
    assert "refused_synonyms" in str(hint.todo)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Plus de 50 idées en une heure", Severity.SERIOUS),
        ("plus de cinquante idées", Severity.SERIOUS),
        ("More than 50 ideas", Severity.SERIOUS),
        ("Au moins 49 idées", Severity.SERIOUS),
        ("moins de 48 idées", Severity.SERIOUS),
        ("57 idées pour le quartier", Severity.SERIOUS),
        ("une soixantaine d’idées", Severity.DOUBTFUL),
        ("près de 100 idées", Severity.DOUBTFUL),
        ("six tables de travail", Severity.SERIOUS),
    ],
)
def test_a_number_that_is_not_the_one_counted_is_found(workshop, text, severity):
    workshop.programme.set("subtitle", text)
    (finding,) = found(workshop, "number")
    assert finding.severity is severity
    assert ("48" in str(finding.why)) or ("tables" in text)


def test_what_was_counted_is_said_with_what_it_is_the_number_of(workshop):
    workshop.programme.set("phases/tables/tables", 5)
    workshop.programme.set("subtitle", "six tables de travail")
    (finding,) = found(workshop, "number")
    counted = "Recorded: tables in the programme: 5; tables with ideas: 3."
    assert str(finding.why) == f"The text says “six tables”. {counted}"


@pytest.mark.parametrize(
    "text",
    [
        "Plus de 40 idées", "48 idées", "une cinquantaine d’idées", "près de 50 idées", "au moins 48 idées",
        "trois tables", "moins de 50 idées", "2 500 personnes dans le quartier ?", "les 51 autres idées",
        "Idées pour 2030", "un axe",
    ],
)  # fmt: skip
def test_a_number_that_is_right_or_about_something_else_is_left_alone(workshop, text):
    workshop.programme.set("subtitle", text)
    assert found(workshop, "number") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rencontre du 21 décembre 2021", "date"),
        ("Rencontre du 21 décembre", "date"),
        ("21/12/2021, à Paris", "date"),
        ("December 21st, 2021", "date"),
        ("mardi 13 décembre 2021", "weekday"),
        ("Tuesday 13 December 2021", "weekday"),
    ],
)
def test_a_date_that_contradicts_the_programme_is_found(text, code):
    workshop = with_plan(date="2021-12-13", subtitle=text)
    (finding,) = found(workshop, code)
    assert finding.severity is Severity.SERIOUS


@pytest.mark.parametrize(
    "text",
    ["lundi 13 décembre 2021", "la loi du 2 janvier 2002", "Monday 13 December", "le 31 février 2021", "en décembre"],
)
def test_the_right_date_and_those_of_other_matters_are_left_alone(text):
    assert codes(with_plan(date="2021-12-13", subtitle=text)) & {"date", "weekday"} == set()


def test_hours_and_the_day_it_was_run():
    assert "hours" in codes(with_plan(date="2021-12-13", starts_at="18:00", ends_at="14:00"))
    assert "hours" not in codes(with_plan(date="2021-12-13", starts_at="14:00", ends_at="18:00"))
    late = with_plan(date="2021-12-10")
    late.phases.start("1")
    assert "run-date" in codes(late)
    demo = audit(late.session, example=True)
    assert "run-date" not in {finding.code for finding in demo}, "a demo is played whenever it is asked for"
    right = with_plan(date="2021-12-13")
    right.phases.start("1")
    assert "run-date" not in codes(right)


@pytest.mark.parametrize("hours", [0, 11.2, 12.5])  # a day, an evening that goes on after midnight, a night that begins
def test_the_small_hours_belong_to_the_evening_before_unless_they_are_planned(hours):
    planned = "2021-12-14" if hours > 12 else "2021-12-13"
    night = with_plan(date=planned)
    night.recorder.clock.advance(hours * 60)
    night.phases.start("1")
    assert "run-date" not in codes(night)


def test_speakers_who_lack_something_or_are_there_twice():
    plan = copy.deepcopy(PLAN)
    plan["phases"][3]["speakers"] = [
        {"name": "Participante 07", "role": "directrice", "organisation": "CCAS"},
        {"name": "participante 07", "role": "directrice"},
    ]
    workshop = make_workshop(plan=plan)
    assert len(found(workshop, "no-organisation")) == 1
    assert found(workshop, "no-role") == []
    assert len(found(workshop, "speaker-twice")) == 1


def test_a_name_spelled_in_two_ways_is_found_once_and_ordinary_words_are_not():
    workshop = with_plan(organiser="Compagnie des Autres", partners=["La Compagnie des autres", "Gniac"])
    assert len(found(workshop, "spelling")) == 1
    workshop.ideas.record(1, "Demander à Laurance de venir")
    workshop.ideas.record(1, "Les laurences du jardin")
    assert ["Laurance" in str(finding.why) for finding in found(workshop, "spelling")].count(True) == 1
    workshop.ideas.record(2, "Laurance, encore")
    assert not any("Laurance" in str(finding.why) for finding in found(workshop, "spelling"))


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [("bernardot", "bernardo", 1, True), ("mari", "mira", 1, False), ("abcd", "abdc", 1, True),
     ("abcd", "dcba", 2, False), ("", "a", 1, True), ("gniac", "gniac", 0, True)],
)  # fmt: skip
def test_how_close_two_words_are(one, other, most, expected):
    assert close(one, other, most) is expected
    assert close(other, one, most) is expected


def test_what_is_unfinished():
    workshop = make_workshop()
    for text in ("un", "deux", "trois"):
        workshop.ideas.record(1, text)
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.set_undecided(["T1-02"])
    workshop.phases.start("2")
    told = codes(workshop)
    assert {"unfiled", "undecided", "empty-category", "silent-table", "phase-open", "phase-never-run"} <= told
    assert found(workshop, "unfiled")[0].severity is Severity.SERIOUS
    assert len(found(workshop, "silent-table")) == 2
    workshop.proposals.file(["T1-02", "T1-03"], "formation")
    assert not codes(workshop) & {"unfiled", "undecided"}


def test_without_a_typology_nothing_is_unfiled():
    workshop = make_workshop(plan={**PLAN, "categories": []})
    workshop.ideas.record(1, "un")
    assert "unfiled" not in codes(workshop)
    workshop.programme.add("categories", {"title": "Lieux"})
    assert "unfiled" in codes(workshop)


def test_the_same_idea_at_one_number_in_two_phases_or_merged_is_none_too_many():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.phases.start("first")
    workshop.ideas.record(1, "Un jardin")
    workshop.phases.start("second")
    workshop.ideas.record(1, "un jardin")
    assert "said-twice" not in codes(workshop)
    for text in ("un JARDIN", "Un jardin !"):
        workshop.ideas.record(1, text)
    (issue,) = found(workshop, "said-twice")
    assert "T1-02, T1-03, T1-04" in str(issue.why)
    assert "Pistes" in str(issue.where)
    workshop.proposals.merge(["T1-02", "T1-03"], "Un jardin")
    assert "twice: T1-02, T1-04" in str(found(workshop, "said-twice")[0].why)
    workshop.proposals.merge(["T1-02", "T1-04"], "Un jardin")
    assert "said-twice" not in codes(workshop)


def test_the_same_idea_twice_at_one_table_and_placeholders():
    workshop = make_workshop()
    workshop.ideas.record(1, "Un jardin")
    workshop.ideas.record(2, "un jardin")
    assert "said-twice" not in codes(workshop)
    workshop.ideas.record(1, "un  JARDIN")
    assert "T1-01, T1-02" in str(found(workshop, "said-twice")[0].why)
    assert "placeholder" not in codes(workshop)
    workshop.notes.take(NoteKind.FACT, "Fondé en (à compléter)")
    workshop.programme.set("subtitle", "TODO")
    assert len(found(workshop, "placeholder")) == 2


def test_quotations_without_consent():
    workshop = make_workshop()
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.notes.take(NoteKind.REMARK, "Nous devons oser", about=speaker, quotable=True)
    assert "consent" not in codes(workshop)
    workshop.notes.take(NoteKind.FACT, "Laurence Mari a dit « oser »")
    assert "consent" not in codes(workshop), "she agreed to these very words"
    workshop.notes.take(NoteKind.REMARK, "Les lois pèsent", about=speaker)
    assert "consent" not in codes(workshop), "it is not printed"
    (one,) = found(workshop, "unquoted")
    assert (one.severity, one.command.endswith("--quotable")) == (Severity.DOUBTFUL, True)
    workshop.notes.take(NoteKind.REMARK, "Il faut du temps")
    (both,) = found(workshop, "unquoted")
    assert (
        str(both.why)
        == "Remarks not published, as there is no consent to quote them: 2, including those by Laurence Mari."
    )
    workshop.notes.take(NoteKind.FACT, "Laurence Mari a dit « reculer »")
    assert [finding.severity for finding in found(workshop, "consent")] == [Severity.SERIOUS]


def test_sums_that_do_not_add_up_are_found(monkeypatch):
    from dataclasses import replace

    from facilitate.workshop.audit import run as module
    from facilitate.workshop.report.build import report

    workshop = make_workshop()
    workshop.ideas.record(1, "une")
    workshop.ideas.record(2, "deux")
    workshop.ideas.withdraw("T2-01")
    assert "sums" not in codes(workshop)
    made = report(workshop.session)
    counts, by_table = made.counts, made.counts.by_table
    for broken in (
        replace(made, counts=replace(counts, filed=7)), replace(made, counts=replace(counts, proposals=7)),
        replace(made, counts=replace(counts, existing=7)), replace(made, annex=()),
        replace(made, unfiled=()), replace(made, counts=replace(counts, by_table=by_table[1:])),
        replace(made, counts=replace(counts, by_table=(replace(by_table[0], existing=3), *by_table[1:]))),
    ):  # fmt: skip
        monkeypatch.setattr(module, "report", lambda _session, broken=broken: broken)
        assert found(workshop, "sums")[0].command == "facilitate doctor SESSION"


@settings(max_examples=examples(40), deadline=timedelta(seconds=2))
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, TEXTS)
def test_whatever_is_written_the_sums_are_right_and_it_says_the_same_again(ideas, title, note):
    workshop = make_workshop()
    for text in ideas:
        workshop.ideas.record(1, text)
    workshop.programme.set("title", title)
    workshop.notes.take(NoteKind.FACT, note)
    findings = audit(workshop.session)
    assert findings == audit(workshop.session)
    assert not {finding.code for finding in findings} & {"sums", "reference-twice"}
    assert all(str(finding.where) and str(finding.why) and str(finding.todo) for finding in findings)
    unfiled = [finding for finding in findings if finding.code == "unfiled"]
    assert len(unfiled) == 1, "none was filed, and that is said once"


def test_a_played_session_says_what_is_unfinished():
    from facilitate.demo.play import Stage

    assert {"unfiled", "undecided"} <= codes(played(Stage.SORTING))


def test_a_speaker_is_found_in_the_phase_as_people_called_it():
    workshop = make_workshop()
    workshop.programme.set("phases/panel/title", "Trois regards")
    workshop.programme.set("phases/panel/speakers/laurence-mari/organisation", None)
    where = {Language("fr").message(issue.where) for issue in found(workshop, "no-organisation")}
    assert "«\u00a0Trois regards\u00a0»\u00a0: Laurence Mari" in where
    (silent,) = found(workshop, "silent-panel")
    assert "Trois regards" in Language("fr").message(silent.where)


def test_a_phase_that_the_day_has_not_reached_lacks_no_ideas():
    two = make_workshop(plan=TWO_QUESTIONS)
    two.phases.start("first")
    two.ideas.record(1, "une idée")
    assert "silent-phase" not in codes(two)
    two.phases.start("second")
    assert "silent-phase" in codes(two)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Une histoire du XIXe siècle", "XIXᵉ"),
        ("au XXème siècle, ensuite", "XXᵉ"),
        ("sous la Ve République", "Vᵉ"),
        ("les diplômes d'état du travail social", "diplômes d’État"),
        ("avec les services de l’etat", "services de l’État"),
        ("Secrétaire D'ÉTAT", "Secrétaire D’État"),
        ("Une histoire du XIXᵉ siècle", ""),
        ("le diplôme d’État", ""),
        ("le diplôme d'État", ""),  # the apostrophe is set by itself
        ("un état des lieux de l'état de santé", ""),
        ("Le café, ce lieu, Vie et idées, DIXe, les 7e et 8e rencontres", ""),
    ],
)
def test_centuries_and_the_state_are_proposed_as_typography_writes_them(text, better):
    workshop = make_workshop()
    workshop.ideas.record(1, text)
    proposed = [each.why.params["better"] for each in audit(workshop.session) if each.code == "typography"]
    assert proposed == ([better] if better else [])


def test_the_typography_of_french_is_not_proposed_in_english():
    workshop = with_plan(language="en")
    workshop.ideas.record(1, "le XIXe siècle, les diplômes d'état")
    assert "typography" not in codes(workshop)
