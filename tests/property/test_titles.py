"""Whoever does what at which door, and whoever saw what of it: no two categories of one title, and nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.domain.session import Session
from facilitate.domain.text import title_key
from facilitate.domain.timeline import Timeline
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.suggestions.learning import programme_of, typology_of
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workshops import FakeLog, make_workshop

TITLES = (
    "Lieux",
    " LIEUX",
    "lieux",
    "L’art",
    "l'ART",
    "L' art",
    "École  libre",
    "ecole libre",
    "Outils",
    "🙂",
    "A",
    "B",
)


def _title(r: random.Random) -> str:
    return r.choice(TITLES)


def _category(w: Workshop, r: random.Random) -> str:
    return r.choice([category.key for category in w.session.plan.categories] or ["none"])


def _refs(r: random.Random) -> list[str]:
    return r.sample(["T1-01", "T2-01", "T3-01", "T1-02"], r.randint(1, 3))


def _document(w: Workshop, r: random.Random) -> dict[str, Any]:
    """The programme as somebody has it in a file: categories gone, added, with other titles, in another order."""
    now = w.session.document or {}
    kept = [each for each in now.get("categories", ()) if r.random() < 0.7]
    made = [{**each, **({"title": _title(r)} if r.random() < 0.4 else {})} for each in kept]
    made += [{"title": _title(r)} for _ in range(r.randint(0, 2))]
    r.shuffle(made)
    return {**now, "categories": made}


def _import(w: Workshop, r: random.Random) -> object:
    rows = [f"{r.randint(1, 3)};apportée {r.random()};{_title(r)}" for _ in range(3)]
    sheet = "\n".join(["Table;Idée;Item", *rows])
    return w.imports.bring(w.imports.plan(read_ideas(contents_of(sheet.encode()), Choices(), 3)), items=True)


DOORS: dict[str, Callable[[Workshop, random.Random], object]] = {
    "category add": lambda w, r: w.programme.add_category(_title(r), r.choice([(), ("café",)])),
    "plan add": lambda w, r: w.programme.add(
        "categories", {"title": _title(r)}, before=r.choice(["", _category(w, r)])
    ),
    "rename": lambda w, r: w.programme.set(f"categories/{_category(w, r)}/title", _title(r)),
    "file of the programme": lambda w, r: w.programme.replace(_document(w, r)),
    "set all": lambda w, r: w.programme.set("categories", [{"key": f"k{n}", "title": _title(r)} for n in range(3)]),
    "new from marked": lambda w, r: w.proposals.file_under_new(_refs(r), _title(r)),
    "import": _import,
    "file": lambda w, r: w.proposals.file(_refs(r), _category(w, r)),
    "merge": lambda w, r: w.programme.merge_categories(_category(w, r), _category(w, r)),
    "remove": lambda w, r: w.programme.remove(f"categories/{_category(w, r)}"),
    "undo": lambda w, r: w.history.undo(SYNTHESIS if r.random() < 0.5 else None),
    "redo": lambda w, r: w.history.redo(SYNTHESIS if r.random() < 0.5 else None),
    "undo one": lambda w, r: w.history.undo_one(r.choice([event.gesture for event in w.timeline.events])),
    "redo one": lambda w, r: w.history.redo_one(r.choice([event.gesture for event in w.timeline.events])),
}
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(sorted(DOORS)), st.integers(0, 9999), st.booleans()),
    min_size=6,
    max_size=25,
)


def titles(session: Session) -> list[str]:
    return sorted(title_key(category.title) for category in session.plan.categories)


def no_twins(session: Session) -> None:
    assert titles(session) == sorted(set(titles(session)))
    known = {category.key for category in session.plan.categories}
    assert {each.category for each in session.all_proposals.values()} <= {"", *known}


@settings(max_examples=examples(30), deadline=None)
@given(STEPS)
def test_random_acts_at_random_doors_leave_one_category_of_each_title(steps):
    first = FakeLog()
    programs = [make_workshop(log=first), make_workshop(log=FakeLog(first.kept, "k7m2"), seed=1)]
    for number in range(4):
        programs[0].ideas.record(1 + number % 3, f"idée {number}")
    for who, door, seed, deaf in steps:
        program = programs[who]
        program.recorder.log.deaf = deaf
        with suppress(Refused):
            DOORS[door](program, random.Random(seed))
        no_twins(program.session)
    together = Timeline.of(first.kept).session
    no_twins(together)
    assert titles(Timeline.of(reversed(first.kept)).session) == titles(together)
    for lent in (typology_of(together), programme_of(together)):
        no_twins(make_workshop(plan={**programme_of(together), **lent}).session)
