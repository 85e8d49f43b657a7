"""Whatever acts a session holds, forged ones too: a void act changes nothing, the counts add up, all of it is shown."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.admission import objection, unfoldable
from facilitate.domain.codec import document_of, event_of, events_of
from facilitate.domain.event import YEARS, Event, kinds
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.store.clock import SteadyClock
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.shown import all_that_is_shown
from tests.support.workshops import FakeLog, SeededIds, make_workshop, snapshot

KINDS = dict(kinds())
NOW = datetime(2021, 12, 13, 15, 0, tzinfo=UTC)
OFTEN = (
    "idea.recorded",
    "proposal.merged",
    "categories.merged",
    "phase.extended",
    "undone",
    "proposal.split",
    "rehearsal.timed",
) * 4
DIGITS = "0123456789²³¼٣०𝟙"
TEXTS = st.sampled_from(["un jardin", "", "\x07", "a\x1b[2J", "x" * 11_000, "[/foo]", "²"])
REFS = st.one_of(
    st.text(DIGITS, min_size=1, max_size=3).map(lambda digits: f"T1-{digits}"),
    st.sampled_from(["T1-01", "T1-" + "9" * 5000, "", "-", "T99999999999-1", "T2-999999999"]),
)
NUMBERS = st.sampled_from([0, 1, 2, -1, 15, 10**9, -(10**9), 10**30])
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, st.just(0.5))
DEEP: object = "au fond"
for _depth in range(400):
    DEEP = {"study": DEEP} if _depth % 2 else [DEEP]
ANYTHING = st.one_of(
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["key", "title", "minutes"]), inner, max_size=3),
        ),
        max_leaves=5,
    ),
    st.just(DEEP),
)


def base() -> list[Event]:
    workshop = make_workshop()
    workshop.phases.start("panel")
    for number in range(3):
        workshop.ideas.record(1 + number, f"idée {number}")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.merge(["T2-01", "T3-01"], "ensemble")
    workshop.history.undo()
    workshop.proposals.merge(["T2-01", "T3-01"], "encore ensemble")
    return workshop.timeline.events


BASE = base()
IDS = st.sampled_from([*(event.id for event in BASE), "00000099-nowhere0", "", "99999999-zzzzzzzz"])
PHASES = st.sampled_from(["panel", "tables", "welcome", "nulle part", ""])
CATEGORIES = st.sampled_from(["lieux", "formation", "nulle", ""])
PATHS = st.sampled_from(
    ["title", "phases", "phases/panel/minutes", "categories", "categories/lieux", "place/name", "", "/", "a/" * 300]
)
STAMPS = st.sampled_from(
    [
        "2021-12-13T13:00:00.000Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "1970-01-01T00:00:00Z",
        "2199-12-31T23:00:00Z",
    ]
)
FIELDS = {
    "ref": REFS, "table": NUMBERS, "text": TEXTS, "minutes": NUMBERS, "phase": PHASES, "category": CATEGORIES,
    "into": CATEGORIES, "status": st.sampled_from(["existing", "to_create", "maybe"]), "path": PATHS,
    "idea": IDS, "proposal": IDS, "note": IDS, "first": IDS, "second": IDS, "events": st.lists(IDS, max_size=3),
    "sources": st.lists(IDS, max_size=3), "note_kind": st.sampled_from(["note", "remark", "song"]),
    "speaker": st.sampled_from(["laurence-mari", "nobody"]), "wall": st.sampled_from(["clock", "sea"]),
    "field": st.sampled_from(["owner", "due", "horizon", "state", "partners", "colour"]),
    "value": st.one_of(ANYTHING, st.sampled_from(["9999-12-31", "0001-01-01", "done", "2023-Q2"])),
    "before": st.sampled_from(["2021-12-01", "9999-12-31", "0001-01-01", "lieux", "soon"]),
    "real": STAMPS, "speed": st.sampled_from([0, 1, 3600, 3601, 10**9]),
    "wording": TEXTS, "answer": st.sampled_from(["same", "perhaps"]),
}  # fmt: skip
CLOCKS = st.one_of(st.integers(0, 40), st.sampled_from([99_999_999, 10_000_001, 50_000_001]))


@st.composite
def forged(draw) -> dict[str, object]:
    """One act of any kind with any values, also of wrong types."""
    kind = draw(st.sampled_from([*sorted(KINDS), *OFTEN]))
    fields = KINDS[kind].__dataclass_fields__
    wrong = st.one_of(ANYTHING, st.lists(TEXTS, max_size=2))
    data = {name: draw(FIELDS.get(name, wrong) if draw(st.integers(0, 9)) else wrong) for name in fields}
    clock = draw(CLOCKS)
    key = f"{clock:08d}-{draw(st.text('abz019', min_size=8, max_size=8))}"
    document = {
        "id": key,
        "clock": clock,
        "at": draw(STAMPS),
        "by": draw(st.sampled_from(["facilitator", "x", "table-1.²"])),
    }
    if draw(st.booleans()):
        document["group"] = draw(st.sampled_from([key, BASE[0].id, "une main"]))
    return {**document, "kind": kind, "data": data}


def values(session: Session) -> dict[str, object]:
    """All values of a session, mappings in their order."""
    found = {name: value for name, value in vars(session.copy()).items() if name not in ("void", "waiting")}
    return {name: list(value.items()) if isinstance(value, dict) else value for name, value in found.items()}


def one(kind: str, **data: object) -> dict[str, object]:
    return {**document_of(BASE[1]), "id": "00000030-aaaaaaaa", "clock": 30, "kind": kind, "data": data}


@settings(max_examples=examples(25))
@given(st.lists(forged(), min_size=1, max_size=6), st.integers(0, 2**32))
@example([one("proposal.merged", sources=[], wording="rien")], 0)
@example([one("idea.recorded", ref="T2-²", table=2, text="x", status="existing")], 0)
@example([one("undone", events=[BASE[0].id])], 0)
@example([one("phase.extended", phase="tables", minutes=10**9)], 0)
@example([one("action.set", proposal=BASE[1].id, field="state", value={"study": ["au fond"]})], 0)
@example([{**one("rehearsal.timed", of="a", real="1970-01-01T00:00:00Z", speed=3600), "at": "2199-12-31T00:00:00Z"}], 0)
@example([{**one("rehearsal.timed", of="a", real="2199-12-31T00:00:00Z", speed=3600), "at": "1970-01-02T00:00:00Z"}], 0)
def test_any_acts_in_any_order_leave_a_session_that_stands_and_shows_itself(documents, seed):
    events = list({event.id: event for event in [*events_of(json.loads(json.dumps(documents))), *BASE]}.values())
    random.Random(seed).shuffle(events)
    timeline = Timeline.of(events)
    session = timeline.session
    assert {event.id for event in BASE if isinstance(event.act, IdeaRecorded)} <= {
        *session.ideas,
        *session.undone_ideas,
    }
    assert snapshot(Timeline.of(reversed(events)).session) == snapshot(session)
    assert session.document is not None
    all_that_is_shown(timeline)
    log, clock = (
        FakeLog([event for event in events if event.id in {each.id for each in timeline.events}]),
        SteadyClock(),
    )
    own = Workshop(log, clock, SeededIds())
    clock.rehearsal = lambda: own.session.rehearsal
    made = own.ideas.record(1, "après")
    assert made.at.year in YEARS
    assert len(made.id) == len(BASE[0].id)
    assert made.id in Timeline.of(own.recorder.log.kept).session.ideas
    own.history.entries()


@settings(max_examples=examples(25))
@given(st.lists(forged(), min_size=1, max_size=8))
@example([one("idea.recorded", ref="T2-²", table=2, text="x", status="existing")])
@example(
    [
        one("plan.set", path="categories/formation/title", value=7),
        one("categories.merged", category="lieux", into="formation"),
    ]
)
def test_a_void_act_changes_nothing(documents):
    unique = {event.id: event for event in [*events_of(json.loads(json.dumps(documents))), *BASE]}
    timeline = Timeline()
    for event in sorted(unique.values(), key=lambda each: (each.lamport, each.id)):
        before = values(timeline.session)
        timeline.add([event])
        if event.id in timeline.void:
            assert values(timeline.session) == before


@settings(max_examples=examples(25))
@given(forged())
def test_what_is_let_in_can_be_kept_and_read_again(document):
    for event in events_of([json.loads(json.dumps(document))]):
        if objection(event, NOW) is None:
            assert event_of(json.loads(json.dumps(document_of(event)))) == event
            assert unfoldable(event) is None


USUAL = {
    "str": "",
    "str | None": None,
    "int": 1,
    "bool": False,
    "tuple[str, ...]": (),
    "Any": "",
    "Mapping[str, Any]": {},
}
# So that the acts stand on something, and their values are what decides.
STANDING = {"phase": "tables", "field": "due", "proposal": BASE[2].id, "path": "date", "real": NOW.isoformat()}
ABSURD_NUMBERS = (-(2**53), -(10**9), 10**7, 2**53)
ABSURD_DAYS = tuple(
    f"{year}{rest}"
    for year in ("0001", "9999")
    for rest in ("-01-02", "-12-30T23:59:59+00:00", "-06-01T00:00:00+23:59")
)
DAYS = ("2021-12-13", "2021-12-13T13:00:00+00:00")


def counts(kind: str, name: str, value: object) -> bool:
    """Return whether an act of that kind is let in, and changes something, with that value in one of its fields."""
    fields = KINDS[kind].__dataclass_fields__
    usual = {each: STANDING.get(each, USUAL[str(field.type)]) for each, field in fields.items()}
    event = Event(
        "00000030-aaaaaaaa", 30, NOW, "facilitator", "00000030-aaaaaaaa", KINDS[kind](**usual | {name: value})
    )
    return objection(event) is None and event.id not in Timeline.of([*BASE, event]).void


def test_no_absurd_year_and_no_absurd_number_comes_in_and_counts_in_any_field_of_any_act():
    """A field that takes days and nothing else holds a moment, whatever its kind of act says of it."""
    moments = set()
    for kind, act in KINDS.items():
        for name, field in act.__dataclass_fields__.items():
            of = str(field.type)
            if of == "int":
                assert [each for each in ABSURD_NUMBERS if counts(kind, name, each)] == [], (kind, name)
            if of in ("str", "Any") and not counts(kind, name, "un jour") and any(counts(kind, name, d) for d in DAYS):
                moments.add((kind, name))
                assert [each for each in ABSURD_DAYS if counts(kind, name, each)] == [], (kind, name)
    assert moments >= {
        ("rehearsal.timed", "real"), ("session.purged", "before"), ("action.set", "value"), ("plan.set", "value"),
    }  # fmt: skip


def test_what_our_programs_write_is_let_in():
    assert [objection(event, NOW) for event in BASE] == [None] * len(BASE)
