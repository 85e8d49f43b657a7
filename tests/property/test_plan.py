"""Programmes: any document reads or is refused with its key; corrections lead exactly where they should."""

from __future__ import annotations

import tomllib
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import as_written, complete
from facilitate.domain.programme.reader import read_plan
from facilitate.store.programme_file import _without_nothing, read_programme, written
from facilitate.workshop.cases.programme_diff import corrections
from tests.support.examples import examples
from tests.support.workshops import make_workshop

TITLES = ["Pause", "Accueil", "L’été", "🙂", "Ce que [x] disait"]
TITLE = st.sampled_from(TITLES)
KEY = st.sampled_from(["a", "b-2", "lieux", "welcome"])
TEXT = st.sampled_from(["", "un", "deux"])


def items(**fields) -> st.SearchStrategy:
    entry = st.fixed_dictionaries(fields, optional={"key": KEY})
    return st.lists(entry, max_size=4, unique_by=lambda item: item.get("key", id(item)))


def phases_of(kind: str, **more) -> st.SearchStrategy:
    fixed = {"kind": st.just(kind), "title": TITLE}
    return st.fixed_dictionaries(fixed, optional={"minutes": st.integers(0, 90), "key": KEY, **more})


STUDY = st.fixed_dictionaries({}, optional={"title": TEXT, "axes": items(question=TITLE)})
PHASE = st.one_of(
    phases_of("welcome"),
    phases_of("break"),
    phases_of("study", study=STUDY),
    phases_of("panel", speakers=items(name=TITLE)),
    st.fixed_dictionaries(
        {"kind": st.just("tables"), "title": TITLE, "tables": st.integers(1, 6)},
        optional={"question": TEXT, "key": KEY},
    ),
)
CATEGORIES = st.lists(
    st.fixed_dictionaries({"title": TITLE}, optional={"key": KEY, "keywords": st.lists(TEXT, max_size=2)}),
    max_size=4,
    unique_by=(lambda item: item.get("key", id(item)), lambda item: item["title"]),
)
PROGRAMME = st.fixed_dictionaries(
    {"title": TITLE, "phases": st.lists(PHASE, min_size=1, max_size=5, unique_by=lambda p: p.get("key", id(p)))},
    optional={
        "subtitle": TEXT,
        "date": st.dates(date(1000, 1, 1), date(8999, 12, 31)).map(lambda day: day.isoformat()),
        "starts_at": st.times().map(lambda time: time.isoformat()),
        "partners": st.lists(TEXT, max_size=2),
        "place": st.fixed_dictionaries({}, optional={"name": TEXT, "facts": st.lists(TEXT, max_size=2)}),
        "attendance": st.fixed_dictionaries({}, optional={"expected": st.integers(0, 99)}),
        "categories": CATEGORIES,
        "synonyms": st.lists(st.sampled_from(["TS = travailleur social", "ESS=économie sociale"]), max_size=2),
    },
)


@given(PROGRAMME)
def test_completing_and_writing_back_are_each_others_undoing(document):
    whole = complete(document)
    read_plan(whole)
    assert complete(whole) == whole
    assert complete(as_written(whole)) == whole


@settings(max_examples=examples(30))
@given(document=PROGRAMME)
def test_a_programme_survives_being_written_as_toml(tmp_path_factory, document):
    path = tmp_path_factory.mktemp("plan") / "programme.toml"
    whole = complete(document)
    path.write_text(written(whole), encoding="utf-8", newline="\n")
    assert complete(read_programme(path)) == whole
    tomllib.loads(written(whole))


@settings(max_examples=examples(30))
@given(PROGRAMME, PROGRAMME)
def test_corrections_lead_from_any_programme_to_any_other(old, new):
    workshop = make_workshop(plan=old)
    made = workshop.programme.replace(new)
    assert workshop.timeline.void == {}
    assert read_plan(workshop.session.document) == workshop.session.plan
    expected = complete(new)
    given_keys = {phase["key"] for phase in new["phases"] if "key" in phase}
    assert without_keys(workshop.session.document) == without_keys(expected)
    assert given_keys <= {phase.key for phase in workshop.session.plan.phases}
    assert workshop.programme.replace(workshop.session.document) == 0
    if made:
        workshop.history.undo()
        assert workshop.session.document == complete(old)


@given(PROGRAMME)
def test_nothing_is_corrected_where_nothing_changed(document):
    assert corrections(complete(document), document) == []


def without_keys(node):
    """A document as it reads but for the keys of items, which `replace` keeps where it can."""
    if isinstance(node, dict):
        return {name: without_keys(value) for name, value in node.items() if name != "key"}
    return [without_keys(item) for item in node] if isinstance(node, list) else node


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=4,
)
PATH = st.lists(
    st.sampled_from(["title", "phases", "key", "kind", "study", "axes", "speakers", "tables", "place", "facts", "x"]),
    min_size=1,
    max_size=4,
)


@settings(max_examples=examples(40))
@example({"title": "Pause", "phases": [{"kind": "welcome", "title": "Pause"}]}, ["place"], None, 0)
@given(PROGRAMME, PATH, ANYTHING, st.integers(0, 3))
def test_any_document_reads_and_comes_back_or_is_refused_with_its_key(document, path, value, place):
    node = document
    for step in path[:-1]:
        child = node.get(step)
        if isinstance(child, list) and child and isinstance(child[place % len(child)], dict):
            child = child[place % len(child)]
        if isinstance(child, dict):
            node = child
    node[path[-1]] = value
    try:
        whole = complete(document)
        plan = read_plan(whole)
    except Refused as error:
        refused = str(error)
    else:
        refused = ""
    if refused:
        assert path[-1].removesuffix("s") in refused  # `phase 1` of the phases
        return
    assert complete(whole) == whole
    assert complete(as_written(whole)) == whole
    again = complete(tomllib.loads(written(whole)))
    assert (again, read_plan(again)) == (_without_nothing(whole), plan)  # TOML leaves out what is nothing
