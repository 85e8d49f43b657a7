"""What the facilitator's page reads from a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.schedule.agenda import Urgency, agenda, urgency
from facilitate.workshop.views import conduct as view
from facilitate.workshop.views.conduct import ItemKind
from tests.support.workshops import PLAN, make_workshop


@pytest.fixture
def workshop():
    return make_workshop()


def items(workshop, phase):
    found = view.groups(workshop.session, workshop.session.plan.phase(phase))
    return [(group.notes, item.kind.value, item.text) for group in found for item in group.items]


def test_the_venue_s_facts_are_the_prepared_ones_then_the_noted():
    workshop = make_workshop(plan={**PLAN, "place": {"facts": ["Fondé en 1894"]}})
    workshop.notes.take(NoteKind.FACT, "Un jardin")
    workshop.notes.take(NoteKind.NOTE, "Il fait froid", phase="venue")
    assert items(workshop, "venue") == [
        (False, "prepared_fact", "Fondé en 1894"),
        (False, "note", "Un jardin"),
        (True, "note", "Il fait froid"),
    ]


def test_findings_stand_under_their_axis_also_once_the_axis_has_gone(workshop):
    workshop.programme.add("phases/study/study/axes", {"key": "leviers", "question": "Quels leviers ?"})
    workshop.notes.take(NoteKind.FINDING, "Un levier", about="leviers")
    workshop.notes.take(NoteKind.FINDING, "Un frein", about="freins")
    assert items(workshop, "study") == [
        (False, "axis", "Quels freins ?"),
        (False, "note", "Un frein"),
        (False, "axis", "Quels leviers ?"),
        (False, "note", "Un levier"),
    ]
    workshop.programme.remove("phases/study/study/axes/leviers")
    assert items(workshop, "study") == [
        (False, "axis", "Quels freins ?"),
        (False, "note", "Un frein"),
        (False, "note", "Un levier"),
    ]


def test_speakers_say_who_they_are_and_what_they_said(workshop):
    workshop.programme.set("phases/panel/speakers/laurence-mari/role", "chargée de mission")
    workshop.programme.set("phases/panel/speakers/laurence-mari/organisation", "DGCS")
    workshop.notes.take(NoteKind.REMARK, "Osons", about="laurence-mari", quotable=True)
    workshop.notes.take(NoteKind.REMARK, "Une voix de la salle")
    speaker, remark, room = view.groups(workshop.session, workshop.session.plan.phase("panel"))[0].items
    assert (speaker.kind, speaker.detail) == (ItemKind.SPEAKER, "chargée de mission, DGCS")
    assert (remark.text, remark.about, remark.note.quotable) == ("Osons", "laurence-mari", True)
    assert (room.text, room.about) == ("Une voix de la salle", "")


def test_notes_belong_to_any_phase(workshop):
    workshop.notes.take(NoteKind.NOTE, "Deux retards", phase="welcome")
    assert items(workshop, "welcome") == [(True, "note", "Deux retards")]
    assert items(workshop, "tables") == []


def test_every_table_is_seen_also_one_that_has_said_nothing(workshop):
    clock = workshop.recorder.clock
    workshop.ideas.record(1, "une")
    clock.advance(5)
    workshop.ideas.record(3, "deux")
    workshop.ideas.withdraw("T3-01")
    glances = view.tables(workshop.session, workshop.session.plan.phase("tables"), {"facilitator", "table-3"})
    assert [(glance.count.standing, glance.present) for glance in glances] == [(1, False), (0, False), (0, True)]
    assert [glance.last for glance in glances] == [clock.at - timedelta(minutes=5), None, clock.at]


def test_the_feed_is_the_latest_first_and_keeps_the_withdrawn(workshop):
    for number in range(60):
        workshop.ideas.record(2, f"idée {number}")
    workshop.ideas.withdraw("T2-60")
    feed = view.feed(workshop.session, workshop.session.plan.phase("tables"))
    assert len(feed) == 50
    assert (feed[0].ref, feed[0].withdrawn, feed[-1].ref) == ("T2-60", True, "T2-11")


def test_an_idea_a_laptop_kept_while_the_line_was_cut_stands_at_its_time(workshop):
    for number in range(3):
        workshop.recorder.clock.advance(1)
        workshop.ideas.record(2, f"idée {number}")
    late = replace(workshop.timeline.events[-1], id="0" * 26, lamport=1, by="table-1.laptop")
    late = replace(late, gesture=late.id, at=late.at + timedelta(minutes=1))
    workshop.recorder.ingest([replace(late, act=replace(late.act, ref="T1laptop-01", table=1))])
    feed = view.feed(workshop.session, workshop.session.plan.phase("tables"))
    assert [idea.ref for idea in feed] == ["T1laptop-01", "T2-03", "T2-02", "T2-01"]


def test_the_typology_counts_what_is_filed(workshop):
    workshop.ideas.record_many(1, [IdeaDraft(text, Status.TO_CREATE) for text in ("une", "deux", "trois")])
    workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    workshop.proposals.file(["T1-01"], "lieux")
    found = {glance.key: (glance.proposals, glance.ideas) for glance in view.typology(workshop.session)}
    assert found == {"lieux": (1, 2), "formation": (0, 0), "outils": (0, 0)}


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (20, Urgency.CALM), (4.1, Urgency.CALM), (4, Urgency.SOON), (1.1, Urgency.SOON), (1, Urgency.NOW),
        (0, Urgency.NOW), (-0.1, Urgency.OVER),
    ],
)  # fmt: skip
def test_a_phase_of_twenty_minutes_presses_in_its_last_four_and_its_last_one(workshop, left, expected):
    line = agenda(workshop.session, workshop.recorder.now()).lines[0]
    line = replace(line, allotted=timedelta(minutes=20), left=timedelta(minutes=left))
    assert urgency(line) is expected
