"""Tables that have names and questions, are added, merged, closed and opened again."""

from __future__ import annotations

import pytest

from facilitate.domain.acts.room_tables import TableClosed
from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import as_written, complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.table_lookup import table_named
from facilitate.workshop.views.capture import table_view
from tests.support.workshops import TWO_QUESTIONS, make_workshop


@pytest.fixture
def workshop():
    return make_workshop(plan=TWO_QUESTIONS)


def with_tables(*setups):
    phase = {"kind": "tables", "title": "Tables", "tables": 3, "question": "Quoi ?", "table_setups": list(setups)}
    return {"title": "T", "phases": [phase]}


def test_a_programme_describes_its_tables_and_is_written_back_as_it_was():
    document = with_tables({"number": 3, "name": "Parents", "host": "Ana", "place": "Salle B", "question": "Et vous ?"})
    plan = read_plan(complete(document))
    assert as_written(complete(document)) == document
    (phase,) = plan.phases
    assert (phase.table(3).name, phase.table(3).host, phase.table(3).place) == ("Parents", "Ana", "Salle B")
    assert [phase.question_of(table) for table in (1, 3)] == ["Quoi ?", "Et vous ?"]


@pytest.mark.parametrize("setups", [[{"number": 4}], [{"number": 2}, {"number": 2}], [{"name": "sans numéro"}]])
def test_a_table_that_is_not_there_or_is_there_twice_is_refused(setups):
    with pytest.raises(Refused):
        read_plan(complete(with_tables(*setups)))


def test_tables_are_described_phase_by_phase(workshop):
    workshop.room_tables.describe(2, {"name": "Parents", "question": "Avec qui ?"}, "second")
    assert table_view(workshop.session, 2, workshop.recorder.now()).question == "Où ?"
    workshop.phases.start("second")
    view = table_view(workshop.session, 2, workshop.recorder.now())
    assert (view.name, view.question) == ("Parents", "Avec qui ?")
    assert table_view(workshop.session, 1, workshop.recorder.now()).question == "Comment ?"
    workshop.room_tables.describe(2, {"question": ""})
    assert table_view(workshop.session, 2, workshop.recorder.now()).question == "Comment ?"
    workshop.room_tables.describe(2, {"name": ""})
    assert workshop.session.plan.phase("second").table_setups == ()
    workshop.history.undo()
    assert table_view(workshop.session, 2, workshop.recorder.now()).name == "Parents"


def test_a_table_is_added_as_one_gesture(workshop):
    assert workshop.room_tables.add({"name": "Retardataires"}).number == 4
    assert workshop.session.plan.phase("first").tables == 4
    assert workshop.session.plan.phase("second").tables == 2
    workshop.history.undo()
    assert workshop.session.plan.phase("first").tables == 3
    assert workshop.session.plan.phase("first").table_setups == ()


def test_a_merged_table_keeps_its_ideas_and_the_facilitator_may_bring_in_its_paper(workshop):
    idea = workshop.ideas.record(3, "avant")
    workshop.room_tables.close(3, merged_into=2)
    assert table_view(workshop.session, 3, workshop.recorder.now()).closed.params["table"] == "2"
    assert table_view(workshop.session, 2, workshop.recorder.now()).closed is None
    assert workshop.session.ideas[idea.id].ref == "T3-01"
    assert workshop.ideas.record(3, "le papier de la table").ref == "T3-02"
    workshop.phases.start("second")
    assert table_view(workshop.session, 3, workshop.recorder.now()).closed is None  # closed in its phase alone


def test_merges_lead_on_to_the_table_where_people_sit(workshop):
    workshop.room_tables.close(3, merged_into=2)
    workshop.room_tables.close(2, merged_into=1)
    assert table_view(workshop.session, 3, workshop.recorder.now()).closed.params["table"] == "1"
    with pytest.raises(Refused):
        workshop.room_tables.reopen(1)
    workshop.room_tables.reopen(2)
    assert table_view(workshop.session, 3, workshop.recorder.now()).closed.params["table"] == "2"


@pytest.mark.parametrize(("table", "into"), [(1, 1), (1, 3), (1, 9), (9, 1), (3, 2)])
def test_what_cannot_be_merged_is_refused(workshop, table, into):
    workshop.room_tables.close(3)
    with pytest.raises(Refused):
        workshop.room_tables.close(table, merged_into=into)


def test_closing_is_undone(workshop):
    workshop.room_tables.close(3)
    assert workshop.session.closed_tables == {("first", 3): 0}
    workshop.history.undo()
    assert workshop.session.closed_tables == {}
    workshop.history.redo()
    workshop.room_tables.reopen(3)
    assert workshop.session.closed_tables == {}


def test_a_table_is_called_by_number_or_name_first_of_all_in_its_phase(workshop):
    workshop.room_tables.describe(2, {"name": "Écoles"}, "first")
    workshop.room_tables.describe(1, {"name": "Écoles"}, "second")
    plan = workshop.session.plan
    assert [table_named(plan, name) for name in ("2", "T2", "table 02", " TABLE 2 ")] == [2, 2, 2, 2]
    assert table_named(plan, "ecoles", plan.phase("first")) == 2
    assert table_named(plan, "Écoles", plan.phase("second")) == 1
    with pytest.raises(Refused, match="Several"):
        table_named(plan, "Écoles")
    with pytest.raises(Refused, match="not found"):
        table_named(plan, "Parents")


def test_a_table_that_is_added_anew_is_open(workshop):
    workshop.room_tables.close(3)
    workshop.programme.set("phases/first/tables", 2)
    workshop.room_tables.add({})
    assert table_view(workshop.session, 3, workshop.recorder.now()).closed is None


def test_two_facilitators_who_merge_tables_into_each_other_leave_a_session_that_stands(workshop):
    workshop.room_tables.close(3, merged_into=2)
    workshop.recorder.record(TableClosed("first", 2, 1))
    with pytest.raises(Refused):
        workshop.recorder.record(TableClosed("first", 1, 3))  # its people would sit nowhere
    assert table_view(workshop.session, 3, workshop.recorder.now()).closed.params["table"] == "1"
    assert len(workshop.session.void) == 1
