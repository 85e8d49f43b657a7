"""Whatever a cycle maps, splits or joins: the ideas of each event add up to what it received."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.cycle_readings import read_source
from facilitate.store.workspace import Workspace
from facilitate.workshop.cycle.reading import reading_of
from facilitate.workshop.cycle.reports import what_is_missing
from facilitate.workshop.cycle.synthesis import synthesis_of
from facilitate.workshop.cycle.totals import matrix_of
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.cycles import a_cycle, a_proposal, an_event, events_of
from tests.support.walk import act

TITLES = (
    ("lieux", "Lieux"),
    ("formation", "Ateliers"),
    ("mobilite", "Mobilité"),
    ("sante", "Outils"),
    ("x", "Lieux !"),
)
CITIES = ("Lyon", "Paris")
# Mostly names that are there, or nearly every step would be refused.
names = st.sampled_from(["lieux", "formation", "outils", "lieux", "formation", "outils", "mobilite", "ailleurs"])
cities, own = st.sampled_from(CITIES), st.sampled_from([key for key, _title in TITLES])
KINDS = {
    "map": st.tuples(st.just("map"), cities, own, names | st.just("")),
    "split": st.tuples(st.just("split"), cities, st.integers(1, 4), names | st.just("")),
    "join": st.tuples(st.just("join"), names, names),
    "rename": st.tuples(st.just("rename"), names),
    "change": st.tuples(st.sampled_from(["add", "remove"]), names),
    "undo": st.tuples(st.just("undo")),
}
# Each way to map once, in any order, and any others between them.
steps = st.builds(
    lambda mapped, others: [step for pair in zip_longest(mapped, others) for step in pair if step],
    st.permutations(["map", "split", "join", "rename"]).flatmap(lambda kinds: st.tuples(*map(KINDS.get, kinds))),
    st.lists(st.one_of(*KINDS.values()), max_size=4),
)


@st.composite
def an_event_of(draw, city):
    categories = draw(st.lists(st.sampled_from(TITLES), unique=True, max_size=4))
    keys = [key for key, _title in categories]
    proposals, number = [], 1
    for _each in range(draw(st.integers(1, 5))):
        count = draw(st.integers(1, 3))
        proposals.append(a_proposal(number, category=draw(st.sampled_from(["", "gone", *keys])), ideas=count))
        number += count
    return an_event(city, proposals, categories, withdrawn=draw(st.integers(0, 2)))


def take(cycle, events, step):
    match step:
        case "map", city, category, to:
            cycle.cycle.map_category(events, [f"{city}/{category}"], to)
        case "split", city, number, to:
            cycle.cycle.map_proposals(events, [f"{city}/T1-{number:02}"], to)
        case "join", one, other:
            cycle.programme.merge_categories(one, other)
        case "add", name:
            cycle.programme.add_category(name.title())
        case "remove", name:
            cycle.programme.remove(f"categories/{cycle.programme.category(name).key}")
        case "rename", name:
            cycle.programme.set(f"categories/{cycle.programme.category(name).key}/title", f"{name} autrement")
        case _:
            cycle.history.undo_one(cycle.history.last_done(None))


@settings(max_examples=60)
@given(st.tuples(*(an_event_of(city) for city in CITIES)), steps)
def test_the_events_of_a_cycle_add_up_through_every_mapping(found, taken):
    cycle, events = a_cycle(), events_of(*found)
    for step in taken:
        with suppress(Refused):
            take(cycle, events, step)
        matrix = matrix_of(cycle.session, events.readings)
        assert [column.total for column in matrix.columns] == [event.received for event in events.readings]
        rows = sum(matrix.ideas_in(place) for place in range(len(matrix.rows)))
        own = sum(cell.ideas for column in matrix.columns for _category, cell in column.own)
        beside = sum(column.unfiled + column.undecided + column.event.withdrawn for column in matrix.columns)
        assert rows + own + beside == matrix.received == sum(event.received for event in found)
        check_every_sheet_agrees(cycle, events, matrix)
        check_what_is_missing_is_what_stands_in_no_category(matrix)


def check_what_is_missing_is_what_stands_in_no_category(matrix):
    for column in matrix.columns:
        said = {each.text: each.params["count"] for each in what_is_missing(column) if "count" in each.params}
        counted = column.unfiled + column.undecided
        assert said.get("ideas without a category: {count}", 0) == counted


def check_every_sheet_agrees(cycle, events, matrix):
    """What was split counts where it was said to, filed or not, and the lists hold what the matrix counts."""
    placed = synthesis_of(cycle.session, events).placed
    for place in cycle.session.idea_mappings:
        item = events.proposal_at(place)
        assert item is None or placed[item.place][1] in {
            cycle.session.idea_mappings[item.event.session, idea].to
            for idea in item.proposal.ideas
            if (item.event.session, idea) in cycle.session.idea_mappings
        }
    listed = Counter()
    for item in events.every():
        listed[item.event.session, placed[item.place]] += len(item.proposal.ideas)
    for column in matrix.columns:
        for row, cell in zip(matrix.rows, column.cells, strict=True):
            assert listed[column.event.session, ("", row.key)] == cell.ideas


PROGRAMME = {"title": "Day", "phases": [{"kind": "tables", "title": "Tables", "tables": 2, "question": "What?"}]}
STEPS_OF_PEOPLE = ["add guest", "add guest", "arrive", "arrive", "leave", "remove guest", "undo people", "present"]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(STEPS_OF_PEOPLE), st.integers(0, 99)), min_size=6, max_size=16))
def test_as_many_people_came_in_a_cycle_as_in_the_report_of_the_event_itself(taken):
    with TemporaryDirectory() as home:
        workspace = Workspace(Path(home), "home")
        name = workspace.create(PROGRAMME, "Day")
        workshop = Workshop(workspace.log(name), SteadyClock(), RandomIds())
        for step, seed in taken:
            if step == "present":
                workshop.programme.set("attendance/present", seed + 1)
            else:
                act(workshop, step, seed)
        source = read_source(workspace.folder(name))
        reading = reading_of(source.timeline.session, source.session, name, str, came=source.came)
        assert reading.present == report(workshop.session).plan.attendance.present
