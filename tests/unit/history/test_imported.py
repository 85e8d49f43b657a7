"""An import is one gesture in the history, which names its file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitate.domain.acts.imports import FileImported
from facilitate.domain.admission import objection
from facilitate.domain.codec import document_of, event_of
from facilitate.domain.errors import Refused
from facilitate.domain.event import Unknown
from facilitate.domain.text import file_name
from facilitate.domain.timeline import Timeline
from facilitate.i18n import Language
from facilitate.workshop.history.trace import trace
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.counts import counts
from tests.support.workshops import FakeLog, make_workshop

FR = Language("fr")
SHEET = "table;idée;item\n3;Un jardin;lieux\n1;Un four;Vie de quartier\n3;Un banc;\n2;Un abri;\n"
PLAIN = "table;idée\n3;Un jardin\n1;Un four\n3;Un banc\n2;Un abri\n"


def imported(workshop, sheet=SHEET, file="propositions.xlsx", **wish):
    plan = workshop.imports.plan(read_ideas(contents_of(sheet.encode()), Choices(), 3))
    return workshop.imports.bring(plan, file=file, **wish)


def history(workshop):
    return [plain(entry.what) for entry in workshop.history.entries()[:-1]]


def plain(message):
    return FR.message(message).replace("\u00a0", " ").replace("\u202f", " ")


def test_an_import_is_one_line_of_the_history_and_one_undo_that_names_the_file():
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "avant")
    imported(workshop, items=True)
    told = "Import de propositions.xlsx : 4 idées aux tables 1 à 3 ; 2 classées dans leurs items ; 1 nouvel item"
    assert history(workshop) == [told, "T1-01 notée : avant"]
    assert plain(workshop.history.undo()) == told
    assert [entry.undone for entry in workshop.history.entries()[:2]] == [True, False]
    workshop.history.redo()
    assert counts(workshop.session).received == 5


def test_undone_it_is_in_no_count_and_comes_in_again_without_twins():
    workshop = make_workshop(log=FakeLog())
    imported(workshop)
    workshop.history.undo()
    number = counts(workshop.session)
    assert (number.received, number.withdrawn, [table.received for table in number.by_table]) == (0, 0, [0, 0, 0])
    assert imported(workshop) == ["T3-03", "T1-02", "T3-04", "T2-02"], "no reference is given twice"
    assert (counts(workshop.session).received, counts(workshop.session).withdrawn) == (4, 0)
    assert Timeline.of(reversed(workshop.timeline.events)).session.ideas == workshop.session.ideas


@pytest.mark.parametrize(
    ("rows", "file", "told"),
    [
        ("2;Un four", "idées.csv", "Import de idées.csv : 1 idée à la table 2"),
        ("2;Un four\n2;Un banc", "idées.csv", "Import de idées.csv : 2 idées à la table 2"),
        ("1;Un four\n3;Un banc", "", "Import d’une liste : 2 idées aux tables 1 et 3"),
        (
            "1;Un four",
            f"{'très ' * 20}long.xlsx",
            "Import de très très très très très…très long.xlsx : 1 idée à la table 1",
        ),
    ],
)
def test_the_sentence_says_how_many_and_where(rows, file, told):
    workshop = make_workshop(log=FakeLog())
    imported(workshop, f"table;idée\n{rows}\n", file)
    assert history(workshop) == [told]


def test_corrections_alone_and_beside_new_ideas_are_told():
    workshop = make_workshop(log=FakeLog())
    imported(workshop)
    sheet = "réf;table;idée\nT1-01;1;Un grand four\nT2-01;2;Un abri\n"
    imported(workshop, sheet, corrections=True)
    assert history(workshop)[0] == "Import de propositions.xlsx : 1 idée corrigée"
    imported(workshop, sheet.replace("Un abri", "Un bel abri") + ";3;Un puits\n", corrections=True)
    assert history(workshop)[0] == ("Import de propositions.xlsx : 1 idée à la table 3 ; 1 corrigée")


def test_a_part_of_an_import_is_undone_with_the_whole_of_it_and_by_the_facilitator_only():
    log = FakeLog()
    workshop = make_workshop(log=log)
    imported(workshop)
    part = workshop.session.idea_by_ref("T3-01").id
    table = make_workshop(log=log, role="table-3")
    with pytest.raises(Refused, match="Nothing to undo"):
        table.history.undo()
    with pytest.raises(Refused, match="This was imported"):
        table.history.undo_one(part)
    workshop.recorder.refresh()
    workshop.history.undo_one(part)
    assert dict(workshop.session.ideas) == {}
    with pytest.raises(Refused, match="already been undone"):
        workshop.history.undo_one(part)


def test_the_life_of_an_idea_names_the_file_it_came_from_and_that_it_was_taken_back():
    workshop = make_workshop(log=FakeLog())
    imported(workshop)
    workshop.history.undo()
    (idea,) = workshop.session.undone_by_ref("T2-01")
    told = "Import de propositions.xlsx : 4 idées aux tables 1 à 3 ; 1 classée dans son item"
    assert [plain(step.what) for step in trace(workshop.timeline, idea).steps] == [
        "T2-01 notée : Un abri",
        told,
        f"Opération annulée : « {told} »",
    ]


def test_a_program_that_does_not_know_of_files_undoes_the_import_and_keeps_the_act():
    workshop = make_workshop(log=FakeLog())
    imported(workshop, PLAIN)
    *_, last = workshop.timeline.events
    assert last.act == FileImported("propositions.xlsx")
    assert event_of(document_of(last)) == last
    old = {**document_of(last), "kind": "file.unheard-of"}
    workshop = make_workshop(log=FakeLog([*workshop.timeline.events[:-1], event_of(old)]))
    assert isinstance(workshop.timeline.events[-1].act, Unknown)
    assert str(workshop.history.undo()) == "4 changes from another computer"
    assert dict(workshop.session.ideas) == {}


def test_a_purge_forgets_the_name_of_the_file():
    workshop = make_workshop(log=FakeLog())
    imported(workshop, PLAIN, "liste de Jeanne Martin.csv")
    last = workshop.timeline.events[-1]
    found = removal(workshop.timeline, last.at + timedelta(days=1), FR.message)
    assert found.events[last.id].act == FileImported("")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\x1b[31mb\u202ecsv.exe\n.txt", "a [31mb csv.exe .txt"),
        ("\udce9t\u00a0 1.csv", "t 1.csv"),
        ("ide\u0301es.csv", "idées.csv"),
        ("x" * 500, "x" * 200),
    ],
)
def test_the_name_of_a_file_does_nothing_to_a_terminal(name, kept):
    assert file_name(name) == kept
    workshop = make_workshop(log=FakeLog())
    imported(workshop, file=name)
    assert objection(workshop.timeline.events[-1]) is None
