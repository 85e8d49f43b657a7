"""What a cycle kept of an event in the form of an earlier version is used while the event is away, and stays kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from facilitate.store.cycle_readings import CycleReadings
from facilitate.workshop.cycle.reading import reading_of
from facilitate.workshop.cycle.reading_documents import FORM, is_older
from tests.support.kept_readings import KEPT, NAME, SESSION, STATE, an_event_of_everything, keep

FORMS = range(12, FORM)
EVERYTHING = reading_of(an_event_of_everything().session, SESSION, NAME, str)


def kept_in(form):
    return json.loads((KEPT / f"form-{form}.json").read_text(encoding="utf-8"))


@pytest.fixture
def kept(tmp_path, request):
    """A cycle's folder as the version of that form left it, and its readings."""
    document, folder = kept_in(request.param), tmp_path / "readings"
    folder.mkdir()
    rows = {"form": request.param, "events": [[document["state"], document["reading"]]]}
    for name, content in ((f"{SESSION}.json", document), ("events.json", rows)):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def as_told_then(form):
    """The event as that version told of it: what it could not tell is unknown."""
    asked = EVERYTHING.feedback
    first, second = asked.questions
    if form < 14:
        asked = replace(asked, questions=(replace(first, blank=None, hidden=None), second))
    return replace(EVERYTHING, feedback=asked, began=form < 14)  # ideas alone were a beginning then


@pytest.mark.parametrize(("kept", "form"), [(form, form) for form in FORMS], indirect=["kept"])
@pytest.mark.parametrize("lost", ["", "events.json"])
def test_a_reading_of_an_earlier_form_is_used_where_its_event_is_away_and_written_anew(kept, form, lost):
    if lost:
        (kept / lost).unlink()
    readings, then = CycleReadings(kept.parent), as_told_then(form)
    assert readings.has(SESSION) == (not lost)
    assert readings.read(SESSION, [], whole=True) is None
    assert readings.proposals(SESSION, [1]) == {1: then.proposals[1]}
    assert readings.read(SESSION, None, whole=False) == replace(then, proposals=())
    assert readings.read(SESSION, None, whole=True) == then
    readings.close()
    assert {json.loads(path.read_bytes())["form"] for path in kept.iterdir()} == {FORM}
    assert CycleReadings(kept.parent).read(SESSION, None, whole=True) == then
    assert CycleReadings(kept.parent).read(SESSION, None, whole=False) == replace(then, proposals=())


@pytest.mark.parametrize(("kept", "form"), [(form, form) for form in FORMS], indirect=["kept"])
@pytest.mark.parametrize("first", [STATE, None])
def test_an_event_that_is_here_is_read_anew_whatever_was_kept_of_it(kept, form, first):
    readings = CycleReadings(kept.parent)
    readings.read(SESSION, first, whole=False)
    readings.close()
    for whole in (True, False):
        assert CycleReadings(kept.parent).read(SESSION, STATE, whole=whole) is None
    readings.keep(EVERYTHING, STATE)
    readings.close()
    assert CycleReadings(kept.parent).read(SESSION, STATE, whole=True) == EVERYTHING


@pytest.mark.parametrize("kept", [FORM - 1], indirect=True)
def test_a_reading_of_a_later_form_is_left_as_it_is(kept):
    for path in kept.iterdir():
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {"form": FORM + 1}), encoding="utf-8")
    readings, before = CycleReadings(kept.parent), (kept / f"{SESSION}.json").read_bytes()
    assert (readings.read(SESSION, None, whole=True), readings.damaged, readings.has_file(SESSION)) == (
        None,
        False,
        True,
    )
    readings.close()
    assert (kept / f"{SESSION}.json").read_bytes() == before


def test_each_form_has_a_step_and_a_reading_and_what_is_kept_changes_with_its_form_alone(tmp_path):
    """Whoever changes what is kept raises `FORM`, says in `_STEPS` what the form before lacks, and stores a reading."""
    assert all(is_older(form) and (KEPT / f"form-{form}.json").is_file() for form in FORMS)
    assert not is_older(FORM)
    assert (KEPT / f"form-{FORM}.json").is_file(), "python -m tests.support.kept_readings"
    keep(tmp_path)
    now = json.loads((tmp_path / "readings" / f"{SESSION}.json").read_bytes())
    assert now == kept_in(FORM), "raise FORM and say in _STEPS what the form before lacks"
