"""Bringing the rows of a file into a session, and taking them back."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.ideas import Status
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from tests.support.workshops import FakeLog, make_workshop

SHEET = (
    "Table;Idée;Précisions;Statut;Item\n"
    "3;Un jardin;Derrière la mairie;existant;lieux\n"
    "1;Un four;;à créer;Vie de quartier\n"
    "3;Un banc;;à créer;vie de  quartier\n"
    "2;Un abri;;;\n"
)


def planned(workshop, text):
    return workshop.imports.plan(read_ideas(contents_of(text.encode()), Choices(), 3))


def standing(workshop):
    return [idea for idea in workshop.session.ideas.values() if not idea.withdrawn]


def categories(workshop):
    session = workshop.session
    return {idea.text: session.proposal_of(idea.id).category for idea in standing(workshop)}


def test_rows_come_in_with_what_goes_with_them_and_what_names_a_known_item_is_filed():
    workshop = make_workshop(log=FakeLog())
    plan = planned(workshop, SHEET)
    assert plan.items == ("Vie de quartier",)
    assert workshop.imports.bring(plan) == ["T3-01", "T1-01", "T3-02", "T2-01"]
    garden = next(idea for idea in standing(workshop) if idea.ref == "T3-01")
    assert (garden.text, garden.detail, garden.status) == ("Un jardin", "Derrière la mairie", Status.EXISTING)
    assert categories(workshop) == {"Un jardin": "lieux", "Un four": "", "Un banc": "", "Un abri": ""}
    assert planned(workshop, SHEET).compared.new == ()


def test_new_items_are_made_once_where_they_are_wanted():
    workshop = make_workshop(log=FakeLog())
    workshop.imports.bring(planned(workshop, SHEET), items=True)
    assert [each.title for each in workshop.session.plan.categories][-1] == "Vie de quartier"
    made = categories(workshop)
    assert made["Un four"] == made["Un banc"] == workshop.session.plan.categories[-1].key


def test_one_undo_takes_back_all_that_came_in_and_one_redo_brings_it_again():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "une idée d’avant")
    before = len(workshop.session.plan.categories)
    workshop.imports.bring(planned(workshop, SHEET), items=True)
    workshop.history.undo()
    assert [idea.text for idea in standing(workshop)] == ["une idée d’avant"]
    assert len(workshop.session.plan.categories) == before
    workshop.history.redo()
    assert len(standing(workshop)) == 5


def test_corrections_are_made_only_where_they_are_wanted_and_keep_what_the_file_does_not_have():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "Un jardin partagé", Status.EXISTING, "Derrière la mairie")
    workshop.ideas.record(1, "Un four")
    plan = planned(workshop, "réf;table;idée\nT1-01;1;Un grand jardin partagé\nT1-02;1;Un four\n")
    assert (len(plan.compared.new), len(plan.compared.corrections)) == (0, 1)
    workshop.imports.bring(plan)
    assert workshop.ideas.find("T1-01").text == "Un jardin partagé"
    workshop.imports.bring(plan, corrections=True)
    corrected = workshop.ideas.find("T1-01")
    assert (corrected.text, corrected.status, corrected.detail) == (
        "Un grand jardin partagé",
        Status.EXISTING,
        "Derrière la mairie",
    )
    workshop.history.undo()
    assert workshop.ideas.find("T1-01").text == "Un jardin partagé"


def test_an_import_that_was_cut_short_is_completed_by_the_next_one_and_no_decision_is_overruled():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(3, "Un jardin", Status.EXISTING)
    workshop.ideas.record(1, "Un four")
    plan = planned(workshop, SHEET)
    assert [row.text for row in plan.compared.new] == ["Un banc", "Un abri"]
    assert [(idea.text, cell) for idea, cell in plan.unfiled] == [
        ("Un jardin", "lieux"),
        ("Un four", "Vie de quartier"),
    ]
    assert (workshop.imports.filed(plan, items=False), workshop.imports.filed(plan, items=True)) == (1, 2)
    workshop.imports.bring(plan, items=True)
    assert categories(workshop)["Un jardin"] == "lieux"
    workshop.proposals.set_undecided(["T3-01"])
    assert planned(workshop, SHEET).unfiled == ()


def test_a_dash_where_there_is_no_item_is_no_item():
    plan = planned(make_workshop(log=FakeLog()), "table;idée;item\n1;Un four;—\n2;Un banc;Lire\n3;Un abri;?\n")
    assert plan.items == ("Lire",)


def test_what_an_undo_took_back_comes_in_again_and_what_somebody_withdrew_does_not():
    workshop = make_workshop(log=FakeLog())
    workshop.imports.bring(planned(workshop, SHEET))
    workshop.history.undo()
    assert len(planned(workshop, SHEET).compared.new) == 4
    workshop.imports.bring(planned(workshop, SHEET), items=True)
    assert len(standing(workshop)) == 4
    workshop.ideas.withdraw(standing(workshop)[0].ref)
    assert planned(workshop, SHEET).compared.new == ()


def test_what_somebody_else_brought_since_it_was_shown_does_not_come_in_twice():
    log = FakeLog()
    one = make_workshop(log=log)
    other = make_workshop(log=FakeLog(kept=log.kept, suffix="b"), seed=1)
    plan = planned(one, SHEET + "2;Un lavoir;;;\n")
    other.imports.bring(planned(other, SHEET), items=True)
    refs = one.imports.bring(plan, items=True)
    assert [bool(ref) for ref in refs] == [False] * 4 + [True]
    done = plan.recorded(refs)
    assert ([row.text for row in done.compared.new], done.here) == (["Un lavoir"], 4)
    assert sorted(idea.text for idea in standing(one)) == ["Un abri", "Un banc", "Un four", "Un jardin", "Un lavoir"]
    assert [each.title for each in one.session.plan.categories].count("Vie de quartier") == 1


def test_while_one_import_goes_on_no_other_begins():
    """Neither would see all that the other writes, for each has journals of its own."""
    workshop = make_workshop(log=FakeLog(busy=("import",)))
    known = len(workshop.timeline.events)
    with pytest.raises(Refused, match="Another import into this session is under way"):
        workshop.imports.bring(planned(workshop, SHEET), items=True)
    assert len(workshop.recorder.log.kept) == known


LONG = "Idée;Table;Item\n" + "".join(f"un four {number};{number % 2 + 1};lieux\n" for number in range(7))


def test_an_import_in_steps_is_what_one_at_once_is():
    whole, parts = make_workshop(log=FakeLog()), make_workshop(log=FakeLog())
    refs, written = [], []
    for count in parts.imports.steps(planned(parts, LONG), refs, at_once=2):
        assert len(standing(parts)) >= count
        written.append(count)
    assert written[:4] == [2, 4, 6, 7]
    assert refs == whole.imports.bring(planned(whole, LONG))
    assert categories(parts) == categories(whole) == {f"un four {number}": "lieux" for number in range(7)}
    parts.history.undo()
    assert not standing(parts)
    parts.history.redo()
    assert categories(parts) == categories(whole)


def test_an_import_that_is_stopped_between_steps_is_taken_back_by_one_undo_and_completed_by_the_next():
    workshop = make_workshop(log=FakeLog())
    steps = workshop.imports.steps(planned(workshop, LONG), [], at_once=2)
    next(steps)
    next(steps)
    next(steps)
    steps.close()
    assert len(standing(workshop)) == 6
    workshop.history.undo()
    assert not standing(workshop)
    workshop.history.redo()
    assert len(workshop.imports.bring(planned(workshop, LONG))) == 1
    assert categories(workshop) == {f"un four {number}": "lieux" for number in range(7)}
