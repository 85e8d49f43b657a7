"""A session written before ideas said which phase they belong to opens, says the same, and is left as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facilitate.domain.codec import document_of
from facilitate.domain.timeline import Timeline
from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.store.journal import frame
from facilitate.store.workspace import Workspace
from facilitate.workshop.report.build import report

KEPT = Path(__file__).parent / "journals" / "before-phases"


@pytest.fixture
def events(tmp_path):
    shutil.copytree(KEPT, tmp_path / "sessions" / KEPT.name)
    return Workspace(tmp_path, "home").log(KEPT.name).read()


def test_its_ideas_belong_to_the_phase_that_was_on_and_its_lines_stay_what_they_are(events):
    timeline = Timeline.of(events)
    (phase,) = timeline.session.plan.tables_phases
    ideas = timeline.session.ideas.values()
    assert len(ideas) == 57
    assert {timeline.session.phase_of(idea) for idea in ideas} == {phase}
    written = b"".join(path.read_bytes() for path in sorted(KEPT.iterdir()))
    assert all(frame(document_of(event)) in written for event in events)


def test_it_is_exported_twice_as_the_same_bytes(events):
    session = Timeline.of(events).session
    one, two = (made(publication(report(session), Language("fr"), DEFAULT), ("md", "csv", "json")) for _ in "ab")
    assert one == two
