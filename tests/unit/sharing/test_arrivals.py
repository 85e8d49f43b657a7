"""What is found from the events that arrived alone is what a look at all of them finds."""

from __future__ import annotations

import random

from facilitate.domain.acts.ideas import IdeaEdited
from facilitate.domain.event import Undone
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.sharing import arrivals
from facilitate.workshop.sharing.arrivals import TableEvents, touched
from facilitate.workshop.sharing.guest_events import concerns, is_for_table
from tests.support.workshops import make_workshop


def busy(workshop):
    """Everything that may befall an idea, at two tables."""
    ideas = workshop.ideas.record_many(1, [IdeaDraft(f"idée {number}", Status.TO_CREATE) for number in range(6)])
    other = workshop.ideas.record(2, "ailleurs")
    for idea in (*ideas[:3], other):
        workshop.ideas.edit(idea.ref, f"{idea.text} encore")
    workshop.ideas.withdraw(ideas[3].ref)
    workshop.history.undo()
    workshop.history.redo()
    workshop.ideas.restore(ideas[3].ref)
    workshop.phases.start("1")
    workshop.history.undo()
    return workshop.timeline.events


def changed(before, after):
    return {key for key, idea in after.ideas.items() if before.ideas.get(key) != idea}


def test_every_idea_that_changed_is_found_in_whatever_order_events_arrive():
    events = list(busy(make_workshop()))
    for seed in range(10):
        random.Random(seed).shuffle(events)
        timeline, arrived = Timeline(), []
        while len(arrived) < len(events):
            new = events[len(arrived) : len(arrived) + 3]
            before = Timeline.of(arrived).session
            timeline.add(new)
            arrived += new
            assert changed(before, timeline.session) <= set(touched(new, timeline))


def test_a_laptop_is_given_what_it_would_be_by_a_look_at_all_events_in_whatever_order_they_arrive():
    events = list(busy(make_workshop()))
    for seed in range(10):
        random.Random(seed).shuffle(events)
        workshop = make_workshop()
        tables = [TableEvents(workshop.recorder, table) for table in (1, 2)]
        for start in range(0, len(events), 2):
            workshop.recorder.fold(events[start : start + 2])
            for table in tables:
                table.all()
        for number, table in enumerate(tables, 1):
            given = [event.id for event in table.all()]
            assert len(given) == len(set(given))
            assert set(given) == {event.id for event in concerns(workshop.timeline, number)}


def test_what_was_given_stays_where_it_was():
    workshop = make_workshop()
    table = TableEvents(workshop.recorder, 1)
    workshop.ideas.record(1, "un")
    first = list(table.all())
    workshop.ideas.record(1, "deux")
    assert list(table.all())[: len(first)] == first


def test_only_what_arrived_is_looked_at(monkeypatch):
    """The cost of an act does not grow with what was there: nothing that stands already is asked for."""
    looked_at = []

    def looking(event, *rest):
        looked_at.append(event)
        return is_for_table(event, *rest)

    monkeypatch.setattr(arrivals, "is_for_table", looking)
    workshop = make_workshop()
    idea, *_ = workshop.ideas.record_many(1, [IdeaDraft(f"idée {number}", Status.TO_CREATE) for number in range(50)])
    table = TableEvents(workshop.recorder, 1)
    looked_at.clear()
    workshop.ideas.edit(idea.ref, "autre")
    table.all()
    assert looked_at == workshop.recorder.arrived[-1:]
    assert touched(workshop.recorder.arrived[-1:], workshop.timeline) == [idea.id]
    workshop.history.undo()
    assert isinstance(workshop.recorder.arrived[-1].act, Undone)
    assert touched(workshop.recorder.arrived[-1:], workshop.timeline) == [idea.id]
    event = workshop.timeline.events[-2]
    assert isinstance(event.act, IdeaEdited)
