"""What is written comes back: every kind of act, and the acts of a version that does not exist yet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.codec import document_of, event_of
from facilitate.domain.event import Event, Undone, Unknown, kinds
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.store.event_lines import lines_of
from facilitate.store.journal import frame, unframe
from tests.support.examples import examples
from tests.support.shown import all_that_is_shown
from tests.support.workshops import make_workshop

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=8,
)
MAPPING = st.dictionaries(TEXT, JSON, max_size=3)
KNOWN = list(kinds().values())
KINDS = {act.kind for act in KNOWN}
FIELDS = {
    "str": TEXT,
    "str | None": st.none() | TEXT,
    "int": st.integers(-(2**40), 2**40),
    "bool": st.booleans(),
    "tuple[str, ...]": st.lists(TEXT, max_size=3).map(tuple),
    "Mapping[str, Any]": MAPPING,
    "Any": JSON,
}
UNKNOWN = st.builds(Unknown, TEXT.filter(lambda name: name not in KINDS), MAPPING)
ACT = st.one_of(
    UNKNOWN,
    *(
        st.builds(act, **{name: FIELDS[str(item.type)] for name, item in act.__dataclass_fields__.items()})
        for act in KNOWN
    ),
)
TOKEN = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=8, max_size=8)
MOMENT = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 -- bounds for hypothesis are naive
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
)


@st.composite
def events(draw) -> Event:
    clock = draw(st.integers(0, 99_999_999))
    key = f"{clock:08d}-{draw(TOKEN)}"
    return Event(key, clock, draw(MOMENT), draw(TEXT), draw(st.one_of(st.just(key), TEXT)), draw(ACT))


def from_disk(event: Event) -> Event:
    line = frame(document_of(event))
    assert line.count(b"\n") == 1
    return event_of(unframe(line[:-1]))


@settings(max_examples=examples(30))
@given(events())
def test_what_is_written_comes_back(event):
    assert from_disk(event) == event


@settings(max_examples=examples(40))
@given(st.lists(st.tuples(events(), st.integers(0, 3)), max_size=4), st.booleans(), st.booleans())
def test_many_at_once_are_the_same_lines(made, together, renamed):
    found = []
    for event, times in made:
        each = event
        if together and found:
            act = found[0].act if times > 1 else event.act
            each = replace(event, gesture=found[0].gesture, at=found[0].at, by=found[0].by, act=act)
        found += [replace(each, id=f"{each.lamport:08d}-{place:08d}") if place else each for place in range(times)]
    if renamed and found:
        found[-1] = replace(found[-1], by=f"{found[-1].by}b", act=Undone((found[0].id,)))
        found[0], found[-1] = found[-1], found[0]  # the one that names the gesture stands behind another
    assert list(lines_of(found)) == [frame(document_of(event)) for event in found]


@pytest.mark.parametrize("number", [True, 3.0, None, "3"])
def test_a_field_of_another_type_is_written_as_json_writes_it(number):
    act = IdeaRecorded("T3-01", number, None if number is None else Status.EXISTING, "existing", round=number)  # type: ignore[arg-type]
    event = Event("00000001-abcdefgh", 1, datetime(2026, 11, 28, tzinfo=UTC), "table-3", "00000001-abcdefgh", act)
    assert list(lines_of([event])) == [frame(document_of(event))]


@pytest.mark.parametrize("detail", ["", "Derrière la mairie,\nprès du lavoir."])
def test_an_act_without_a_detail_is_the_line_it_was_before_details_were_known(detail):
    workshop = make_workshop()
    idea = workshop.ideas.record(1, "Un jardin", detail=detail)
    workshop.ideas.edit(idea.ref, "Un grand jardin")
    workshop.ideas.edit(idea.ref, detail=f"{detail} Non.")
    workshop.ideas.edit(idea.ref, detail="")
    data = [document_of(event)["data"] for event in workshop.timeline.events[1:]]
    assert data == [
        {"ref": "T1-01", "table": 1, "text": "Un jardin", "status": "to_create", "phase": "tables"}
        | ({"detail": detail} if detail else {}),
        {"idea": idea.id, "text": "Un grand jardin", "status": "to_create"},
        {"idea": idea.id, "text": "Un grand jardin", "status": "to_create", "detail": f"{detail} Non.".strip()},
        {"idea": idea.id, "text": "Un grand jardin", "status": "to_create", "detail": ""},
    ]
    assert [from_disk(event) for event in workshop.timeline.events] == list(workshop.timeline.events)


def test_a_detail_is_a_text_and_nothing_else():
    workshop = make_workshop()
    idea = workshop.ideas.record(1, "Un jardin")
    document = document_of(workshop.timeline.events[-1])
    for junk in (None, 3, ["x"], {}):
        spoiled = event_of({**document, "data": {**document["data"], "detail": junk}})
        assert isinstance(spoiled.act, Unknown)
    assert idea.detail == ""


@given(events())
def test_an_act_we_do_not_understand_is_kept_as_it_is(event):
    document = json.loads(json.dumps(document_of(event)))
    document["data"]["a newer field"] = 1
    event = event_of(document)
    assert isinstance(event.act, Unknown)
    assert document_of(event) == document


def is_stamped(document: Any) -> bool:
    """Whether it has a whole stamp, by other means than those of the code."""
    if not isinstance(document, dict) or not {"id", "clock", "at", "by", "kind", "data"} <= document.keys():
        return False
    key, clock, at = (document[name] for name in ("id", "clock", "at"))
    names = [key, at, document["by"], document["kind"], document.get("group", "")]
    if not all(type(name) is str for name in names) or type(clock) is not int or type(document["data"]) is not dict:
        return False
    number, _, token = key.partition("-")
    if len(number) != 8 or len(token) != 8 or not set(token) <= set("0123456789abcdefghijklmnopqrstuvwxyz"):
        return False
    try:
        aware = datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False
    return aware and number == str(clock).rjust(8, "0")


NEARLY = st.sampled_from(
    [
        *("00000001-abcdefgh", "00000001-ABCDEFGH", "0000001-abcdefgh", "00000001-abcdefg", "²0000001-abcdefgh"),
        *("2021-12-13T13:00:00", "2021-12-13T13:00:00Z", 1, True, 1.0, "1"),
    ]
)


@settings(max_examples=examples(40))
@given(JSON | NEARLY, st.sampled_from(["", "id", "clock", "at", "by", "kind", "data", "group"]))
def test_what_has_no_whole_stamp_is_refused_in_one_way_and_nothing_else_is(junk, field):
    document = document_of(make_workshop().timeline.events[0])
    broken = {**document, field: junk} if field else junk
    if not is_stamped(broken):
        with pytest.raises(ValueError, match="not an event"):
            event_of(broken)
        return
    event = event_of(broken)
    assert is_stamped(document_of(event))
    assert (event.id, event.by, event.gesture) == (broken["id"], broken["by"], broken.get("group", broken["id"]))
    Timeline.of([event])


@settings(max_examples=examples(25))
@given(st.sampled_from([act for act in KNOWN if act is not SessionCreated]), st.data())
def test_a_session_stands_whatever_an_act_holds(act, data):
    workshop = make_workshop()
    workshop.ideas.record(1, "une idée")
    document = {"id": "00000009-abcdefgh", "clock": 9, "at": "2026-01-01T00:00:00.000Z", "by": "x", "kind": act.kind}
    fields = {name: data.draw(st.one_of(JSON, st.lists(JSON, max_size=2))) for name in act.__dataclass_fields__}
    event = event_of(json.loads(json.dumps({**document, "data": fields})))
    timeline = Timeline.of([*workshop.timeline.events, event])
    session = timeline.session
    assert next(iter(session.ideas.values())).text == "une idée"
    assert session.plan.title == "Essai" or event.act.kind.startswith("plan.")
    all_that_is_shown(timeline)


@pytest.mark.parametrize("act", KNOWN, ids=lambda act: act.kind)
def test_kinds_are_the_names_on_disk_and_so_do_not_change(act):
    assert act.kind.count(".") == (0 if act is Undone else 1)
