"""The report holds everything that was said, once, and no name beside words that may not be quoted."""

from __future__ import annotations

import copy

import pytest

from facilitate.cli.commands import show
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.proposals import Place, Standing
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import TableCount, counts
from facilitate.workshop.report.phase_parts import PanelPart, PhaseNotes, Quote, StudyPart, TablesPart, VenuePart
from facilitate.workshop.report.roadmap import RoadMapPart
from tests.support.workshops import PLAN, START, make_workshop


@pytest.fixture
def workshop():
    return make_workshop()


def test_counts_add_up_and_name_silent_tables(workshop):
    for table, status in ((1, Status.TO_CREATE), (1, Status.EXISTING), (3, Status.TO_CREATE), (3, Status.TO_CREATE)):
        workshop.ideas.record(table, "une idée", status)
    workshop.proposals.merge(["T1-01", "T1-02"], "les deux")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.set_undecided(["T3-01"])
    workshop.ideas.withdraw("T3-02")
    found = counts(workshop.session)
    assert (found.received, found.filed, found.unfiled, found.undecided, found.withdrawn) == (4, 2, 0, 1, 1)
    assert (found.proposals, found.existing, found.to_create, found.standing) == (2, 1, 2, 3)
    assert found.by_table == (TableCount(1, 2, 0, 1, 1), TableCount(2, 0, 0, 0, 0), TableCount(3, 2, 1, 0, 1))


def test_shared_proposals_come_first_then_references_as_people_count(workshop):
    for number in range(11):
        workshop.ideas.record(1, f"idée {number + 1}")
    workshop.proposals.merge(["T1-03", "T1-10"], "commune")
    workshop.proposals.file([f"T1-{number:02d}" for number in (11, 2, 3, 9)], "lieux")
    first = report(workshop.session).categories[0]
    assert [part.refs for part in first.proposals] == [("T1-03", "T1-10"), ("T1-02",), ("T1-09",), ("T1-11",)]
    assert (first.number, first.ideas, first.standing(Standing.TO_CREATE)) == (1, 5, 4)


def test_only_quotable_remarks_carry_a_name(workshop):
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.notes.take(NoteKind.REMARK, "à citer", about=speaker, quotable=True)
    workshop.notes.take(NoteKind.REMARK, "à ne pas citer", about=speaker)
    workshop.notes.take(NoteKind.REMARK, "dans la salle", quotable=True)
    panel = report(workshop.session).of(PanelPart)[0]
    assert [part.quotes for part in panel.speakers] == [(Quote("à citer"),)]
    assert (panel.remarks, panel.unquotable) == ((Quote("dans la salle"),), ())
    assert report(workshop.session).unquoted == 1
    internal = report(workshop.session, internal=True).of(PanelPart)[0]
    assert [part.unquotable for part in internal.speakers] == [internal.every_unquotable] == [("à ne pas citer",)]


def test_somebody_absent_is_no_speaker_but_where_words_stand_under_the_name(workshop):
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.programme.add("phases/panel/speakers", {"name": "Paul"})
    workshop.panel.set_absent(workshop.session.plan.phases[3], speaker, absent=True)

    def listed(**how):
        return [each.speaker.name for each in report(workshop.session, **how).of(PanelPart)[0].speakers]

    assert (listed(), listed(internal=True)) == (["Paul"], ["Laurence Mari", "Paul"])
    assert "       1. Laurence Mari, absent" in show.lines(Language("en"), "essai", workshop.session, START)
    workshop.notes.take(NoteKind.REMARK, "gardé", about=speaker)
    assert listed() == ["Paul"]
    workshop.notes.take(NoteKind.REMARK, "noté quand même", about=speaker, quotable=True)
    assert listed() == ["Laurence Mari", "Paul"]


def test_a_remark_of_a_speaker_who_left_the_programme_loses_its_name(workshop):
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.notes.take(NoteKind.REMARK, "à citer", about=speaker, quotable=True)
    workshop.programme.remove(f"phases/panel/speakers/{speaker}")
    panel = report(workshop.session).of(PanelPart)[0]
    assert (panel.speakers, panel.remarks) == ((), (Quote("à citer"),))


def test_findings_stand_below_their_axis(workshop):
    workshop.notes.take(NoteKind.FINDING, "le temps manque", about="freins")
    study = report(workshop.session).of(StudyPart)[0]
    assert [(axis.question, axis.findings) for axis in study.axes] == [("Quels freins ?", ("le temps manque",))]
    workshop.programme.remove("phases/study/study/axes/freins")
    assert report(workshop.session).of(StudyPart)[0].findings == ("le temps manque",)


def test_notes_of_a_removed_phase_are_still_there(workshop):
    workshop.notes.take(NoteKind.FACT, "un lieu ancien")
    workshop.notes.take(NoteKind.NOTE, "beaucoup de monde", phase="welcome")
    assert report(workshop.session).of(VenuePart)[0].facts == ("un lieu ancien",)
    workshop.programme.remove("phases/venue")
    assert report(workshop.session).of(VenuePart) == ()
    assert [(part.title, part.notes) for part in report(workshop.session).of(PhaseNotes)] == [
        ("Accueil", ("beaucoup de monde",)),
        ("", ("un lieu ancien",)),
    ]


def test_what_was_prepared_and_never_filled_makes_no_part():
    plan = copy.deepcopy(PLAN)
    del plan["phases"][2]["study"]
    plan["phases"][3]["speakers"] = []
    made = report(make_workshop(plan=plan).session)
    assert ([type(part) for part in made.parts], made.annex) == ([TablesPart], ())


def test_the_annex_says_where_each_idea_ended_up(workshop):
    for text in ("un jardin", "Un jardin partagé", "à part", "retirée"):
        workshop.ideas.record(2, text)
    workshop.proposals.merge(["T2-01", "T2-02"], "Un jardin partagé")
    workshop.proposals.file(["T2-01"], "outils")
    workshop.proposals.set_undecided(["T2-03"])
    workshop.ideas.withdraw("T2-04")
    made = report(workshop.session)
    lines = [(line.ref, line.place, line.category, line.wording) for line in made.annex[0].ideas]
    assert lines == [
        ("T2-01", Place.FILED, "Outils", "Un jardin partagé"),
        ("T2-02", Place.FILED, "Outils", ""),
        ("T2-03", Place.UNDECIDED, "", ""),
    ]
    assert (made.withdrawn, made.counts.withdrawn) == ((), 1)
    told = report(workshop.session, internal=True)
    assert [(line.ref, line.text) for line in told.withdrawn] == [("T2-04", "retirée")]


def test_what_becomes_of_a_withdrawn_proposal_is_counted_and_not_told(workshop):
    for text in ("un jardin", "un café"):
        workshop.ideas.record(2, text)
    workshop.roadmap.set("T2-01", owner="Ville")
    workshop.roadmap.set("T2-02", owner="Gniac")
    workshop.ideas.withdraw("T2-01")
    (made,) = report(workshop.session).of(RoadMapPart)
    assert ([part.wording for part in made.actions()], made.withheld) == (["un café"], 1)
    (told,) = report(workshop.session, internal=True).of(RoadMapPart)
    assert ([part.wording for part in told.actions()], told.withheld) == (["un jardin", "un café"], 0)
    workshop.ideas.withdraw("T2-02")
    (made,) = report(workshop.session).of(RoadMapPart)
    assert (list(made.actions()), made.withheld) == ([], 2)


def test_a_remark_quoted_without_the_name_stands_apart_from_its_speaker(workshop):
    note = workshop.notes.take(NoteKind.REMARK, "osons", about="1", quotable=True, unnamed=True)
    panel = report(workshop.session).of(PanelPart)[0]
    assert (panel.speakers[0].quotes, panel.remarks) == ((), (Quote("osons"),))
    workshop.notes.edit(note.id, "osons tout")
    assert report(workshop.session).of(PanelPart)[0].remarks == (Quote("osons tout"),), "the consent stays"
    workshop.notes.edit(note.id, quotable=True)
    panel = report(workshop.session).of(PanelPart)[0]
    assert (panel.speakers[0].quotes, panel.remarks) == ((Quote("osons tout"),), ())
