"""The use cases of a workshop are loaded by name when they are first asked for."""

from __future__ import annotations

import inspect

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.schedule.recovery import Cut, Recovery
from facilitate.workshop.workshop import LazyUseCases, Workshop
from tests.support.workshops import FakeLog, make_workshop


def test_each_is_of_the_class_a_type_checker_takes_it_for_and_is_made_once():
    lazy = {name for name, found in vars(Workshop).items() if isinstance(found, LazyUseCases)}
    assert lazy == set(inspect.get_annotations(Workshop))
    workshop = make_workshop()
    for name, kind in inspect.get_annotations(Workshop).items():
        assert type(getattr(workshop, name)).__name__ == kind
        assert getattr(workshop, name) is getattr(workshop, name)


def shorter():
    """Five minutes less for the study, as it is planned."""
    study = make_workshop().session.plan.phase("study")
    return Recovery((Cut(study, 5, study.minutes - 5),), 5, enough=True)


@pytest.mark.parametrize(
    ("act", "refused"),
    [
        (lambda room: room.proposals.merge(["T1-01", "T2-01"], "ensemble"), "Already one proposal"),
        (lambda room: room.proposals.split("T3-01"), "nothing to split"),
        (lambda room: room.programme.merge_categories("lieux", "formation"), "Category “lieux” not found"),
        (lambda room: room.room_tables.close(3), "already closed"),
        (lambda room: room.phases.pause(), "already paused"),
        (lambda room: room.phases.recover(shorter()), "agenda has changed"),
    ],
)
def test_of_two_programs_that_do_one_thing_at_once_the_second_is_told_and_writes_nothing(act, refused):
    """Both know what was until then; each takes its next look when it has the turn."""
    log = FakeLog()
    one = make_workshop(log=log)
    for table in (1, 2, 3, 4):
        one.ideas.record(min(table, 3), "une idée")
    one.proposals.merge(["T3-01", "T3-02"], "à séparer")
    one.phases.start("welcome")
    other = make_workshop(log=FakeLog(log.kept), seed=1)
    act(one)
    known = len(log.kept)
    with pytest.raises(Refused, match=refused):
        act(other)
    assert len(log.kept) == known
