"""The demo plays the same day each time, and says what of it is real; the example in the repository is that day."""

from __future__ import annotations

import hashlib
import runpy
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from facilitate.demo.materials import ALL, ideas, illustration, notes_of_the_day, programme, wordings
from facilitate.demo.play import DemoIds, ScriptedClock, Stage
from facilitate.domain.acts.phases import PhaseExtended
from facilitate.domain.acts.proposals import ProposalFiled, ProposalsMerged
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.notes import NoteKind
from facilitate.export.markdown import render
from facilitate.i18n import Language
from facilitate.store.workspace import Workspace
from facilitate.workshop.audit.run import audit
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.punctuality import punctuality
from facilitate.workshop.workshop import Workshop
from tests.support.demo import played
from tests.support.example import EXAMPLE as KEPT
from tests.support.example import ROOT, copied
from tests.support.workshops import snapshot

SCRIPT = runpy.run_path(str(ROOT / "docs" / "tools" / "example.py"))
SLUG = SCRIPT["SLUG"]


def acts(timeline: Timeline, kind: type) -> list[object]:
    return [event.act for event in timeline.events if isinstance(event.act, kind)]


def test_the_materials_are_whole():
    assert read_plan(complete(programme())).tables == 6
    assert len(ideas()) == ALL == 57
    shared = [row.group for row in ideas()]
    assert set(wordings()) == {group for group in shared if shared.count(group) > 1}
    assert all(len({row.category for row in ideas() if row.group == group}) == 1 for group in shared)


def test_prepared_is_a_programme_and_the_word_that_this_is_a_demo():
    session = played(Stage.PREPARED).session
    assert (dict(session.ideas), dict(session.runs)) == ({}, {})
    assert session.plan.publication.notice.startswith("Exemple de démonstration")


def test_tables_is_in_the_middle_of_the_talk():
    workshop = played(Stage.TABLES)
    session = workshop.session
    assert session.current == "tables"
    assert 35 <= len(session.ideas) <= 41
    assert all(count.received >= 4 for count in counts(session).by_table)
    assert not acts(workshop.timeline, ProposalFiled)


def test_tables_speak_at_once_and_keep_the_order_of_the_file():
    workshop = played(Stage.DONE)
    session = workshop.session
    tables = [idea.table for idea in session.ideas.values()]
    assert sum(before != after for before, after in pairwise(tables)) > 40
    said = sorted(session.ideas.values(), key=lambda idea: idea.ref)
    assert [(idea.table, idea.text, idea.status) for idea in said] == [
        (row.table, row.text, row.status) for row in sorted(ideas(), key=lambda row: row.table)
    ]
    assert {event.by for event in workshop.timeline.events} == {
        "facilitator",
        *(f"table-{table}" for table in range(1, 7)),
    }


def test_sorting_shows_a_little_of_everything():
    workshop = played(Stage.SORTING)
    session, timeline = workshop.session, workshop.timeline
    found = counts(session)
    assert session.current == "synthesis"
    assert (len(acts(timeline, ProposalsMerged)), len(acts(timeline, ProposalFiled))) == (2, 8)
    assert (found.received, found.undecided, found.withdrawn) == (57, 1, 0)
    assert len({proposal.category for proposal in session.proposals() if proposal.category}) >= 4


def test_done_has_everything_filed_where_the_file_says():
    session = played(Stage.DONE).session
    found = counts(session)
    assert (found.received, found.filed, found.proposals, session.current) == (57, 57, 42, "")
    numbers = {category.key: str(place) for place, category in enumerate(session.plan.categories, 1)}
    for row in ideas():
        idea = next(idea for idea in session.ideas.values() if (idea.table, idea.text) == (row.table, row.text))
        assert numbers[session.proposal_of(idea.id).category] == row.category
    assert session.void == {}


def test_the_day_is_like_real_days():
    workshop = played(Stage.DONE)
    session = workshop.session
    assert set(session.runs) == {phase.key for phase in session.plan.phases}
    assert len(acts(workshop.timeline, PhaseExtended)) == 1
    assert 0 < punctuality(agenda(session, workshop.recorder.now())).minutes <= 15


def test_nothing_is_put_into_the_mouth_of_a_real_person():
    notes = played(Stage.DONE).session.notes.values()
    told = notes_of_the_day()
    quoted = [note for note in notes if note.kind is not NoteKind.NOTE]
    assert [(note.kind, note.text, note.quotable) for note in quoted] == [
        (NoteKind.REMARK, told["quote"]["text"], True)
    ]
    assert [note.text for note in notes if note.phase == "panel" and note.kind is NoteKind.NOTE] == told["panel"]


def test_the_demo_says_what_is_real():
    text = render(report(played(Stage.DONE).session), Language("fr"))
    assert "Exemple de démonstration : 51 des 57 idées" in text
    assert Language("en").message(illustration(ALL)) == (
        "Demo: 6 of the 57 ideas are quoted from the public report; the other 51 were made up for the example."
    )


@pytest.mark.parametrize("stage", Stage)
def test_the_numbers_the_demo_tells_hold_at_every_stage(stage):
    session = played(stage).session
    recorded = len(session.ideas)
    notice = session.plan.publication.notice
    assert ("57 idées" in notice) == (recorded == ALL)
    assert "idées" not in notice or recorded
    assert not [each for each in audit(session, "paris") if "57" in str(each.why)]
    assert str(recorded or "programme") in Language("en").message(illustration(recorded))


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_can_be_reached_just_now(stage):
    now = datetime(2030, 5, 6, 20, 30, tzinfo=UTC)
    clock = ScriptedClock.reaching(stage, now)
    workshop = played(stage, clock)
    assert workshop.recorder.now() == now
    assert now - timedelta(minutes=30) < workshop.timeline.events[-1].at <= now


def test_progress_tells_each_act():
    told = []
    played(Stage.TABLES, progress=lambda number, total, what: told.append((number, total, str(what))))
    assert [number for number, _total, _what in told] == list(range(1, told[0][1] + 1))
    assert any(what.startswith("T1-01 recorded") for _number, _total, what in told)


def test_ids_are_always_the_same_and_all_different():
    first, second = DemoIds(), DemoIds()
    drawn = first.tokens(300)
    assert drawn == [token for _ in range(300) for token in second.tokens(1)]
    assert len(set(drawn)) == 300
    assert all(len(token) == 8 and token.isalnum() and token.islower() for token in drawn if not token.isdecimal())


def test_the_example_s_journals_are_what_today_s_code_writes(tmp_path):
    made, _session = SCRIPT["make"](tmp_path)
    assert {path.name for path in made.glob("*.jsonl")} == {path.name for path in KEPT.iterdir() if path.is_file()}
    for path in made.glob("*.jsonl"):
        assert path.read_bytes() == (KEPT / path.name).read_bytes(), path.name


def test_the_example_s_exports_are_what_today_s_code_makes_of_its_journals(tmp_path):
    """Of binary files only that they are there: another build of an engine may pack the same page otherwise."""
    log = Workspace(tmp_path, "").log(copied(tmp_path).name)
    timeline = Timeline.of(log.read())
    kept = {path.name: path.read_bytes() for path in (ROOT / "exports" / SLUG).iterdir()}
    made = SCRIPT["exported"](timeline)
    assert kept.keys() == made.keys()
    for name, data in made.items():
        if name.endswith((".md", ".html", ".csv", ".json")):
            assert kept[name] == data, name
    remembered = (ROOT / ".facilitate" / "written").read_text(encoding="ascii").split()
    assert {hashlib.sha256(data).hexdigest() for data in kept.values()} <= set(remembered), "in a clone too"
    assert snapshot(timeline.session) == snapshot(Workshop(log, ScriptedClock(), DemoIds()).session)
