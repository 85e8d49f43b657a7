"""An idea’s detail goes with the idea: recorded, corrected, undone, told, looked through, and taken back with it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.admission import objection
from facilitate.domain.errors import Refused
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.export.csv_ideas import decidim_csv, ideas_csv
from facilitate.export.formats import made
from facilitate.export.json_report import report_json
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.history.snapshots import IdeaAspect
from facilitate.workshop.history.trace import trace
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import IdeaLine
from facilitate.workshop.sharing.guests import GuestAct
from facilitate.workshop.views.sort import Deck
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop

FR = Language("fr")
LONG = "Confier la gestion de la salle commune aux jeunes du quartier le samedi soir"


@pytest.fixture
def workshop():
    return make_workshop()


def detail(workshop: Workshop, ref: str = "T1-01") -> str:
    idea = workshop.session.idea_by_ref(ref)
    assert idea is not None
    return idea.detail


def line(workshop: Workshop, *, internal: bool = False) -> IdeaLine:
    return report(workshop.session, internal=internal).annex[0].ideas[0]


def test_it_goes_through_the_gate_of_the_text_and_may_be_empty(workshop):
    drafts = [IdeaDraft("Un jardin", detail=" Derrière\tla mairie,\r\nprès du lavoir. "), IdeaDraft("Une fête")]
    assert [idea.detail for idea in workshop.ideas.record_many(1, drafts)] == [
        "Derrière la mairie,\nprès du lavoir.",
        "",
    ]
    for refused in ("a\x07", "x" * 10_001):
        with pytest.raises(Refused):
            workshop.ideas.record_many(1, [IdeaDraft("Un banc"), IdeaDraft("Un autre", detail=refused)])
        with pytest.raises(Refused):
            workshop.ideas.edit("T1-01", detail=refused)
    assert len(workshop.session.ideas) == 2


def test_a_correction_leaves_alone_what_it_does_not_give(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    workshop.ideas.edit("T1-01", "Un potager", Status.EXISTING)
    assert detail(workshop) == "Petit."
    idea = workshop.ideas.edit("T1-01", detail="Grand.")
    assert (idea.text, idea.status, idea.detail, idea.first_detail) == (
        "Un potager", Status.EXISTING, "Grand.", "Petit.",
    )  # fmt: skip
    events = len(workshop.timeline.events)
    workshop.ideas.edit("T1-01", detail=" Grand. ")
    assert len(workshop.timeline.events) == events
    assert workshop.ideas.edit("T1-01", detail="").detail == ""


def test_undo_and_redo_bring_it_back(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    workshop.ideas.edit("T1-01", detail="Grand.")
    workshop.history.undo()
    assert detail(workshop) == "Petit."
    workshop.history.redo()
    assert detail(workshop) == "Grand."
    workshop.ideas.withdraw("T1-01")
    workshop.ideas.restore("T1-01")
    assert detail(workshop) == "Grand."


def test_a_phone_that_knows_no_details_loses_none(workshop):
    made = workshop.guests.do(1, GuestAct("act-00000001", "record", "Un jardin", "to_create"))
    workshop.ideas.edit(made.ref, detail="Derrière la mairie.")
    workshop.guests.do(1, GuestAct("act-00000002", "edit", "Un potager", "existing", made.id))
    assert workshop.session.ideas[made.id].text == "Un potager"
    assert detail(workshop) == "Derrière la mairie."


@pytest.mark.parametrize("act", [IdeaRecorded("T1-01", 1, "Un", "to_create"), IdeaEdited("x", "Un", "to_create")])
def test_on_no_way_in_is_one_taken_that_was_not_cleaned(workshop, act):
    def objected(detail: str) -> str:
        return str(objection(replace(workshop.timeline.events[0], act=replace(act, detail=detail))) or "")

    assert objected("Une ligne,\net une autre.") == objected("x" * 10_000) == ""
    for bad in (" a", "a\x07", "a\tb", "e\u0301", "x" * 10_001, "x" * 200_000):
        assert "not cleaned" in objected(bad) or "has an impossible value" in objected(bad)


def test_the_history_says_what_was_corrected(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    for words in ({"text": "Un potager"}, {"detail": "Grand."}, {"detail": ""}):
        workshop.ideas.edit("T1-01", **words)
    assert [str(entry.what) for entry in workshop.history.entries()[:3]] == [
        "T1-01 edited, detail removed: Un potager",
        "T1-01 edited: Un potager (detail: Grand.)",
        "T1-01 edited: Un potager",
    ]


def test_a_trace_tells_it_from_the_first_to_the_last(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    workshop.ideas.edit("T1-01", "Un potager")
    workshop.ideas.edit("T1-01", detail="Grand.")
    steps = trace(workshop.timeline, workshop.session.idea_by_ref("T1-01")).steps
    assert [step.detail for step in steps] == ["Petit.", "", "Grand."]
    assert [(each.what, each.before, each.after) for each in steps[2].changes] == [
        (IdeaAspect.DETAIL, "Petit.", "Grand.")
    ]


def test_a_search_in_the_synthesis_reads_it(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Avec une crèche.")
    deck = Deck()
    deck.follow(workshop.session)
    assert ["creche" in card.words for card in deck.cards.values()] == [True]
    workshop.ideas.edit("T1-01", detail="")
    assert len(deck.follow(workshop.session)) == 1
    assert ["creche" in card.words for card in deck.cards.values()] == [False]


# Looking through it


def found(workshop: Workshop, code: str) -> list[tuple[str, str]]:
    return [(str(each.where), each.command) for each in audit(workshop.session, "paris") if each.code == code]


def test_the_check_reads_it_as_it_reads_the_idea(workshop):
    workshop.ideas.record(1, "Un jardin", detail="« Osez », disait Laurence Mari.")
    assert found(workshop, "consent") == [("the details of T1-01", 'facilitate idea edit paris T1-01 --detail "…"')]
    workshop.ideas.withdraw("T1-01")
    assert found(workshop, "consent") == []


def test_words_of_one_that_was_taken_back_are_found_elsewhere(workshop):
    workshop.ideas.record(1, "Une salle", detail=LONG)
    workshop.notes.take(NoteKind.FACT, LONG)
    assert found(workshop, "taken-back") == []
    workshop.ideas.edit("T1-01", detail="Autrement.")
    assert len(found(workshop, "taken-back")) == 1
    workshop.ideas.edit("T1-01", detail=LONG)
    workshop.ideas.withdraw("T1-01")
    assert len(found(workshop, "taken-back")) == 1
    workshop.ideas.record(2, "Une autre salle", detail=LONG)
    assert found(workshop, "taken-back") == [], "another table stands by these words"


def test_two_ideas_of_one_title_and_two_details_are_two(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Derrière la mairie.")
    workshop.ideas.record(1, "Un jardin", detail="Sur le toit de l’école.")
    assert found(workshop, "said-twice") == []
    workshop.ideas.record(1, "un  jardin", detail="sur le toit de l'école")
    assert len(found(workshop, "said-twice")) == 1


# What is published of it


def test_a_first_detail_and_one_that_was_withdrawn_are_in_an_internal_report_only(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    workshop.ideas.edit("T1-01", detail="Grand.")
    workshop.ideas.record(1, "Une fête", detail="En mai.")
    workshop.ideas.withdraw("T1-02")
    assert (line(workshop).detail, line(workshop).first_detail) == ("Grand.", "")
    assert "En mai." not in repr(report(workshop.session))
    assert (line(workshop, internal=True).detail, line(workshop, internal=True).first_detail) == ("Grand.", "Petit.")
    assert report(workshop.session, internal=True).withdrawn[0].detail == "En mai."


def test_two_details_that_differed_in_a_name_alone_are_one_without_it(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Voir avec Laurence Mari.")
    workshop.ideas.edit("T1-01", detail="Voir avec Mme Mari.")
    redact = Redactor(people_of(workshop.timeline, FR.message), FR.message)
    (told,) = anonymous_report(workshop.session, redact, internal=True).annex[0].ideas
    assert "Mari" not in told.detail
    assert told.first_detail == ""


def test_json_has_it_where_there_is_one(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    workshop.ideas.record(1, "Une fête")
    first, second = json.loads(report_json(report(workshop.session)))["ideas"]
    assert first["detail"] == "Petit."
    assert "detail" not in second


def test_the_sheet_has_a_last_column_for_details_where_an_idea_has_one(workshop):
    def heads(*, internal: bool) -> list[str]:
        return ideas_csv(report(workshop.session, internal=internal), FR).splitlines()[0].split(";")

    workshop.ideas.record(1, "Un jardin")
    without, internal = heads(internal=False), heads(internal=True)
    assert (without[-1], internal[-2:]) == ("Phase", ["Premier texte", "Interne"])
    workshop.ideas.edit("T1-01", detail="=1+1")
    assert heads(internal=False) == [*without, "Précisions"]
    assert heads(internal=True) == [*internal, "Précisions"]
    assert ideas_csv(report(workshop.session), FR).endswith(";'=1+1\r\n")
    workshop.ideas.edit("T1-01", detail="Petit.")
    workshop.ideas.record(1, "Une fête", detail="En mai.")
    workshop.ideas.edit("T1-02", detail="En juin.")
    assert heads(internal=True) == [*internal, "Premières précisions", "Précisions"]


def test_the_annex_sets_it_apart_under_its_idea(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Où ?\nDerrière *la* mairie.")
    workshop.ideas.record(1, "Une fête")
    markdown = (
        "- **T1-01** — Un jardin\\\n  *à créer · non classée*\n  > Où ?\\\n  > Derrière \\*la\\* mairie.\n- **T1-02**"
    )
    ((_name, text),) = made(publication(report(workshop.session), FR, DEFAULT), ["md"])
    assert markdown in text
    ((_name, text),) = made(publication(report(workshop.session), FR, DEFAULT), ["html"])
    assert '</small><p class="detail">Où\u202f?<br>Derrière *la* mairie.</p></li>' in text
    assert text.count('<p class="detail">') == 1


def test_decidim_gets_it_in_the_body_with_the_reference_where_there_are_several(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Derrière la mairie.")
    alone = decidim_csv(report(workshop.session), FR)
    assert '"Un jardin\n\nDerrière la mairie.\n\nà créer · T1-01"' in alone
    workshop.ideas.record(2, "Un parc")
    workshop.ideas.record(3, "Un verger", detail="Avec des poiriers.")
    workshop.proposals.merge(["T1-01", "T2-01", "T3-01"], "Du vert")
    together = decidim_csv(report(workshop.session), FR)
    body = "Du vert\n\nT1-01 — Derrière la mairie.\n\nT3-01 — Avec des poiriers.\n\nà créer · T1-01, T2-01, T3-01"
    assert f'"{body}"' in together
    workshop.ideas.withdraw("T3-01")
    assert "poiriers" not in decidim_csv(report(workshop.session), FR)


def test_the_same_events_give_the_same_details_in_any_order(workshop):
    workshop.ideas.record(1, "Un jardin", detail="Petit.")
    workshop.ideas.edit("T1-01", detail="Grand.")
    workshop.ideas.edit("T1-01", "Un potager")
    again = Timeline.of(reversed(workshop.timeline.events)).session
    assert again.ideas == workshop.session.ideas
