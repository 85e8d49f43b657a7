"""A trial goes the way of an idea, and is none."""

import json
from dataclasses import replace

import pytest

from facilitate.domain.acts.trials import TrialRecorded
from facilitate.domain.codec import document_of, event_of
from facilitate.domain.errors import Refused
from facilitate.domain.roles import table_role
from facilitate.export.json_report import report_json
from facilitate.i18n import Language
from facilitate.labels import tables_tried
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.sharing.guests import GuestAct, Guests
from facilitate.workshop.views.conduct import tables
from tests.support.workshops import TWO_QUESTIONS, FakeLog, make_workshop, snapshot

EN = Language("en")


@pytest.fixture
def log():
    return FakeLog()


@pytest.fixture
def workshop(log):
    return make_workshop(log=log)


def test_it_is_counted_printed_and_numbered_nowhere(workshop):
    before, printed = snapshot(workshop.session), report_json(report(workshop.session))
    workshop.trials.record(2, "Essai")
    assert snapshot(workshop.session) == before | {"trials": {2: workshop.clock.now()}}
    assert report_json(report(workshop.session)) == printed
    assert counts(workshop.session).received == 0
    assert workshop.ideas.record(2, "vraie").ref == "T2-01"
    assert json.dumps(document_of(workshop.timeline.events[1])).count("Essai") == 1, "it is on the disk"


def test_the_facilitator_sees_which_tables_have_tried_until_their_phase_begins(workshop):
    assert tables_tried(workshop.session, EN) == ""
    workshop.trials.record(2, "Essai")
    workshop.trials.record(2, "Essai")
    workshop.trials.record(3, "Essai")
    assert tables_tried(workshop.session, EN) == "2 of 3 tables have done a trial"
    phase = workshop.session.plan.phase("tables")
    assert [bool(each.tried) for each in tables(workshop.session, phase, ())] == [False, True, True]
    workshop.phases.start("tables")
    assert tables_tried(workshop.session, EN) == ""
    assert not any(each.tried for each in tables(workshop.session, phase, ()))
    with pytest.raises(Refused, match="The table session has started"):
        workshop.trials.record(2, "Essai")


def test_it_is_not_what_undo_takes_back(log):
    table = make_workshop(role=table_role(2), log=log)
    table.ideas.record(2, "vraie")
    table.trials.record(2, "Essai")
    assert "T2-01" in str(table.history.undo())
    with pytest.raises(Refused, match="cannot be undone: the session is the same"):
        table.history.undo_one(table.timeline.events[2].gesture)


def test_between_two_phases_nothing_is_tried_and_a_reset_asks_for_new_trials():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.trials.record(1, "Essai")
    workshop.phases.start("first")
    workshop.phases.start("lunch")
    assert not workshop.session.before_ideas
    workshop.phases.reset(workshop.phases.to_reset())
    assert workshop.session.before_ideas
    assert workshop.session.trials == {}
    workshop.history.undo()
    assert not workshop.session.before_ideas
    assert list(workshop.session.trials) == [1]


def test_a_phase_that_was_only_given_minutes_has_not_begun(workshop):
    workshop.phases.extend(5, "tables")
    assert workshop.session.before_ideas


def test_a_phone_tries_once_however_often_it_asks(workshop):
    guests = Guests(workshop.recorder)
    asked = GuestAct("act-0001", "try", "Essai de 14:02")
    assert guests.do(3, asked) == guests.do(3, asked) == TrialRecorded(3, "Essai de 14:02")
    assert len(workshop.timeline.events) == 2
    with pytest.raises(Refused):
        guests.do(2, asked)
    with pytest.raises(Refused):
        guests.do(3, GuestAct("act-0002", "try", " "))
    assert not workshop.session.ideas


def test_a_laptop_may_write_those_of_its_own_table_only(log, workshop):
    theirs = FakeLog(list(log.kept))
    laptop = make_workshop(role=table_role(1), log=theirs)
    (event,) = laptop.recorder.record(TrialRecorded(2, "Essai"))
    sent = replace(event, by="table-1.k7m2")
    taken = Guests(workshop.recorder).sort_out(1, [sent])
    assert not taken.new
    assert taken.left_out
    own = replace(sent, act=TrialRecorded(1, "Essai"))
    assert Guests(workshop.recorder).sort_out(1, [own]).new == [own]
    assert event_of(document_of(own)) == own
