"""The road map: nothing that was said of a proposal is lost, whatever becomes of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from facilitate.domain.acts.proposals import ProposalsMerged
from facilitate.domain.acts.roadmap import ROADMAP, ActionSet, ProgressNoted
from facilitate.domain.errors import Refused
from facilitate.domain.event import Event
from facilitate.domain.timeline import Timeline
from facilitate.domain.typed_times import read_day
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.roadmap import ActionState
from facilitate.domain.year_parts import read_year_part, year_part_order, year_part_phrase
from facilitate.export.formats import made
from facilitate.export.roadmap_files import dated, roadmap_csv, roadmap_ics
from facilitate.i18n import Language
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.report.roadmap import RoadMapPart, roadmap
from tests.support.published import HOSTILE, reported, told
from tests.support.workshops import START, make_workshop

FR = Language("fr")


@pytest.fixture
def workshop():
    made_ = make_workshop()
    for text in ("un jardin", "un café", "un annuaire"):
        made_.ideas.record(1, text)
    return made_


def action(workshop, ref="T1-01"):
    return workshop.session.action(workshop.proposals.find(ref))


def test_nobody_has_begun(workshop):
    assert roadmap(workshop.session) is None
    assert action(workshop) is None
    assert reported(workshop).of(RoadMapPart) == ()


def test_what_is_said_is_kept_and_set_in_one_step(workshop):
    workshop.roadmap.set("t1-1", owner=" Participante  07 ", partners=["CCAS", " "], territory="Paris 7e",
                         horizon="T2 2022", state="planned", next_step="Visite", due="31/03/2022")  # fmt: skip
    found = action(workshop)
    assert (found.owner, found.partners, found.territory) == ("Participante 07", ("CCAS",), "Paris 7e")
    assert (found.horizon, found.state, found.next_step) == ("2022-Q2", ActionState.PLANNED, "Visite")
    assert found.due == date(2022, 3, 31)
    workshop.history.undo()
    assert action(workshop) is None
    workshop.history.redo(ROADMAP)
    assert action(workshop) == found


def test_setting_what_it_is_already_does_nothing(workshop):
    workshop.roadmap.set("T1-01", owner="Participante 07", partners=["CCAS"], due="2022-03-31")
    before = len(workshop.timeline.events)
    workshop.roadmap.set("T1-01", owner="Participante 07", partners=["CCAS"], due="31.03.2022", state="")
    assert len(workshop.timeline.events) == before
    workshop.roadmap.set("T1-01", owner="", due="")
    assert (action(workshop).owner, action(workshop).due) == ("", None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2023", "2023"), ("2023-T2", "2023-Q2"), ("q4 2024", "2024-Q4"), ("T1-2025", "2025-Q1"), ("", ""),
        ("juin 2027", "2027-06"), ("Fin 2027", "2027-end"), ("d’ici fin décembre 2027", None), ("Déc. 2027", "2027-12"),
        ("d’ici juin 2027", "2027-06"), ("06/2027", "2027-06"), ("2027-6", "2027-06"), ("mi-2027", "2027-middle"),
        ("1er semestre 2027", "2027-H1"), ("2e trimestre de 2027", "2027-Q2"), ("été 2027", "2027-summer"),
        ("à l’automne 2027", "2027-autumn"), ("End of 2027", "2027-end"), ("by June 2027", "2027-06"),
        ("in early 2027", "2027-start"), ("mid 2027", "2027-middle"), ("2027 H2", "2027-H2"), ("13/2027", None),
        ("avant juin 2027", None), ("99999", None),
        ("0000", None), ("12027", None), ("juin", None), ("bientôt", None), ("2027-end", "2027-end"),
    ],
)  # fmt: skip
def test_a_horizon_is_a_year_or_a_part_of_one_as_people_say_it(typed, kept):
    if kept is None:
        with pytest.raises(Refused, match="not understood"):
            read_year_part(typed)
    else:
        assert read_year_part(typed) == kept


def test_what_is_said_of_a_horizon_is_understood_again_and_in_order():
    language = {name: Language(name) for name in ("fr", "en")}
    kept = ["2027", "2027-03", "2027-Q1", "2027-start", "2027-06", "2027-end", "2028"]
    for each in kept:
        for _ in language.values():
            words = year_part_phrase(each)
            assert read_year_part(words if isinstance(words, str) else _.message(words)) == each
    assert sorted(["", *kept[::-1]], key=year_part_order) == [*kept, ""]


@pytest.mark.parametrize(
    "fields",
    [
        {"horizon": "bientôt"},
        {"horizon": "2023-T5"},
        {"state": "presque"},
        {"due": "31 mars"},
        {"due": "9999-12-31"},
        {"due": "0001-01-01"},
        {"due": "2022-02-30"},
        {"owner": "\x1b[2J"},
    ],
)
def test_what_is_none_is_refused_with_an_example(workshop, fields):
    before = len(workshop.timeline.events)
    with pytest.raises(Refused):
        workshop.roadmap.set("T1-01", **fields)
    assert len(workshop.timeline.events) == before


@pytest.mark.parametrize(
    ("typed", "why"),
    [("2027-02-30", "does not exist"), ("30/02/2027", "does not exist"), ("bientôt", "YYYY-MM-DD"), ("3-4-27", "YYYY")],
)
def test_a_day_that_is_none_is_told_from_what_is_no_day_at_all(typed, why):
    with pytest.raises(Refused, match=why) as refused:
        read_day(typed)
    assert not any(
        char.isdigit() for char in str(refused.value).replace(typed, "")
    )  # no date that looks like an answer
    assert [read_day(text) for text in ("1/2/2022", "1.2.2022", "2022-2-1", "2022-02-01")] == ["2022-02-01"] * 4


def test_a_dropped_proposal_keeps_everything(workshop):
    workshop.roadmap.set("T1-01", owner="Participante 07", horizon="2022", next_step="Visite", due="2022-03-31")
    workshop.roadmap.note("T1-01", "Première réunion")
    workshop.roadmap.set("T1-01", state="dropped")
    found = roadmap(workshop.session)
    assert found.horizons == ()
    (part,) = found.dropped
    assert (part.owner, part.horizon, part.next_step, part.due) == (
        "Participante 07",
        "2022",
        "Visite",
        date(2022, 3, 31),
    )
    assert [note.text for note in part.progress] == ["Première réunion"]
    assert found.next_steps() == []
    ((_name, text),) = made(told(workshop), ["md"])
    assert cells(text) == [["un jardin · T1-01", "Participante 07", "2022"]]
    assert "- un jardin · T1-01\n  - **Prochaine étape** : Visite" in text.replace("\u00a0", " ")
    assert "Première réunion" in text
    assert "Avancement des pistes : 1 abandonnée." in text
    workshop.roadmap.set("T1-02", state="done")
    workshop.roadmap.set("T1-03", state="planned")
    ((_name, text),) = made(told(workshop), ["md"])
    assert "Avancement des pistes : 1 planifiée, 1 réalisée, 1 abandonnée." in text


def test_a_merged_proposal_has_what_was_said_of_each(workshop):
    workshop.roadmap.set("T1-01", owner="Participante 01", territory="Paris")
    workshop.roadmap.note("T1-02", "premier pas")
    workshop.roadmap.set("T1-02", owner="Participante 02", horizon="2022")
    workshop.roadmap.note("T1-01", "deuxième pas")
    workshop.proposals.merge(["T1-01", "T1-02"], "un jardin café")
    both = action(workshop)
    assert (both.owner, both.territory, both.horizon) == ("Participante 01", "Paris", "2022")
    assert [note.text for note in both.progress] == ["premier pas", "deuxième pas"]
    workshop.roadmap.set("T1-02", owner="Participante 03")
    assert action(workshop).owner == "Participante 03"
    workshop.proposals.split("T1-01")
    assert (action(workshop, "T1-01").owner, action(workshop, "T1-02").owner) == ("Participante 01", "Participante 02")


def test_what_is_said_of_one_that_was_merged_meanwhile_is_said_of_the_whole(workshop):
    lonely = workshop.proposals.find("T1-01").id
    workshop.proposals.merge(["T1-01", "T1-02"], "un jardin café")
    events = [
        Event(f"{90 + place:08d}-late", 90 + place, START, "facilitator.k7", f"{90 + place:08d}-late", act)
        for place, act in enumerate((ActionSet(lonely, "owner", "Participante 09"), ProgressNoted(lonely, "un pas")))
    ]
    session = workshop.timeline.with_also(events).session
    assert session.void == {}
    found = session.action(session.proposal_of(lonely))
    assert (found.owner, found.progress[0].text) == ("Participante 09", "un pas")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", "lost"),
        ("due", "tomorrow"),
        ("horizon", "soon"),
        ("owner", 3),
        ("partners", "CCAS"),
        ("colour", "red"),
    ],
)
def test_values_no_version_of_ours_writes_are_void(workshop, field, value):
    act = ActionSet(workshop.proposals.find("T1-01").id, field, value)
    session = Timeline.of(
        [*workshop.timeline.events, Event("00000090-x", 90, START, "facilitator.k7", "00000090-x", act)]
    ).session
    assert list(session.void) == ["00000090-x"]
    assert roadmap(session) is None


def cells(text):
    """The rows of the table of the road map, cell by cell."""
    rows = text.split("## La feuille de route")[1].split("\n## ")[0].splitlines()
    table = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    return table[2:]


def test_who_does_what_by_when_stands_in_a_table(workshop):
    workshop.proposals.file(["T1-02"], "lieux")
    workshop.roadmap.set("T1-02", owner="Participante 07", partners=["Ville", "CCAS"], horizon="2023", state="planned")
    workshop.roadmap.set("T1-03", partners=["Ville"], horizon="2022")
    workshop.roadmap.set("T1-01", owner="Ville", state="dropped")
    ((_name, text),) = made(told(workshop), ["md"])
    assert cells(text) == [
        ["un annuaire · T1-03", "avec Ville", "2022", "idée"],
        ["**1.1** un café", "Participante 07, avec Ville et CCAS", "2023", "planifiée"],
        ["un jardin · T1-01", "Ville", "Sans échéance", "abandonnée"],
    ]
    assert "Prochaines étapes" not in text


def test_a_state_that_all_share_and_what_nobody_said_have_no_column_and_one_column_is_a_list(workshop):
    workshop.roadmap.set("T1-01", state="planned", next_step="Visite")
    workshop.roadmap.set("T1-02", state="planned")
    ((_name, text),) = made(told(workshop), ["md"])
    assert cells(text) == []
    assert "- un jardin · T1-01\n- un café · T1-02" in text
    assert "Avancement des pistes : 2 planifiées." in text.replace("\u00a0", " ")


def test_it_is_read_by_horizon_then_by_state_and_steps_by_date(workshop):
    workshop.roadmap.set("T1-01", horizon="2023", state="started", next_step="b", due="2023-02-01")
    workshop.roadmap.set("T1-02", horizon="2022-Q4", state="done", next_step="déjà", due="2022-01-01")
    workshop.roadmap.set("T1-03", state="idea", next_step="a", due="2022-05-01")
    found = roadmap(workshop.session)
    assert [(part.horizon, [each.refs for each in part.actions]) for part in found.horizons] == [
        ("2022-Q4", [("T1-02",)]), ("2023", [("T1-01",)]), ("", [("T1-03",)]),
    ]  # fmt: skip
    assert [part.next_step for part in found.next_steps()] == ["a", "b"]


def test_a_withdrawn_proposal_stays_on_it(workshop):
    workshop.roadmap.set("T1-01", owner="Participante 07")
    workshop.ideas.withdraw("T1-01")
    (part,) = roadmap(workshop.session).actions()
    assert (part.refs, part.owner) == (("T1-01",), "Participante 07")
    made(told(workshop), ["md", "html", "json", "csv"])


def test_the_calendar_is_one_that_calendars_read(workshop):
    assert not dated(reported(workshop))
    workshop.roadmap.set("T1-01", next_step="Écrire ; relire, signer " + "é" * 80, due="2022-03-31", owner=HOSTILE[4])
    workshop.roadmap.set("T1-02", next_step="sans date")
    text = roadmap_ics(reported(workshop), FR)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    read = Calendar.from_ical(text)
    (event,) = read.walk("VEVENT")
    assert event["summary"] == "Écrire ; relire, signer " + "é" * 80 + " – un jardin"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2022, 3, 31), date(2022, 4, 1))
    assert event["uid"] == f"{workshop.proposals.find('T1-01').id}@facilitate"
    assert roadmap_ics(reported(workshop), FR) == text
    first = event["dtstamp"].dt
    workshop.recorder.clock.advance(60)
    workshop.roadmap.set("T1-01", due="2022-04-15")
    (moved,) = Calendar.from_ical(roadmap_ics(reported(workshop), FR)).walk("VEVENT")
    assert (moved["uid"], moved["dtstart"].dt) == (event["uid"], date(2022, 4, 15))
    assert moved["dtstamp"].dt == workshop.recorder.now() > first, "a calendar takes the newer one"


def test_a_step_is_recalled_a_week_before_under_its_item_with_a_partner_on_each_line(workshop):
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.roadmap.set(
        "T1-01", next_step="Appeler", due="2022-03-31", owner="Mairie", partners=["CCAS, centre", "Gniac; ESS", "Parc"]
    )
    text = roadmap_ics(reported(workshop), FR)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-7))
    assert alarm["description"] == event["summary"]
    assert [str(each) for each in event["categories"].cats] == ["Lieux"]
    lines = event["description"].split("\n")
    assert lines[lines.index("Partenaires\u00a0:") + 1 : -1] == ["– CCAS, centre", "– Gniac; ESS", "– Parc"]
    assert {"Pilote\u00a0: Mairie", "État\u00a0: idée", "Références\u00a0: T1-01"} < set(lines)
    assert lines[-1].startswith("Feuille de route\u00a0: "), "in a calendar of many things, what it is of"
    assert roadmap_ics(reported(workshop), FR) == text


def test_a_step_of_no_item_has_no_category(workshop):
    workshop.roadmap.set("T1-01", next_step="Appeler", due="2022-03-31")
    (event,) = Calendar.from_ical(roadmap_ics(reported(workshop), FR)).walk("VEVENT")
    assert "categories" not in event
    assert "Partenaires" not in event["description"]


def test_the_sheet_has_every_action_and_no_formula(workshop):
    workshop.roadmap.set("T1-01", owner="=1+1", partners=["CCAS", "Gniac"], state="started", horizon="2022-Q2")
    workshop.roadmap.note("T1-01", "un\ndeux")
    text = roadmap_csv(reported(workshop), FR)
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert (row["Pilote"], row["Partenaires"], row["État"]) == ("'=1+1", "CCAS, Gniac", "engagée")
    assert row["Échéance"] == "2e trimestre 2022"
    assert row["Avancement"].endswith("un\ndeux")


def test_a_proposal_merged_a_thousand_times_has_its_action():
    workshop = make_workshop()
    ideas = workshop.ideas.record_many(1, [IdeaDraft(f"idée {number}", Status.TO_CREATE) for number in range(1100)])
    workshop.roadmap.set("T1-01", owner="Lille")
    last = workshop.timeline.events[-1]
    events, held = [], ideas[0].id
    for place, idea in enumerate(ideas[1:], 1):
        key = f"{last.lamport + place:08d}-aaaaaaaa"
        act = ProposalsMerged((held, idea.id), "ensemble")
        events.append(replace(last, id=key, gesture=key, lamport=last.lamport + place, act=act))
        held = key
    session = Timeline.of([*workshop.timeline.events, *events]).session
    assert session.action(session.all_proposals[held]).owner == "Lille"
