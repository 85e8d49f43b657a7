"""What is here already, in the words as they stand and as they came, and what a file has otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import decidim_csv, ideas_csv
from facilitate.i18n import Language
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.intake.comparing import Compared, new_rows
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop


def compare(text: str, workshop: Workshop) -> Compared:
    return new_rows(read_ideas(contents_of(text.encode()), Choices(), 3), workshop.session)


@pytest.fixture
def workshop() -> Workshop:
    made = make_workshop()
    made.ideas.record(1, "Un jardn")
    made.ideas.record(1, "Un banc", Status.EXISTING)
    return made


def test_words_as_they_came_and_as_they_stand_are_here(workshop: Workshop) -> None:
    workshop.ideas.edit("T1-01", "Un jardin")
    for words in ("Un jardn", "Un jardin"):
        assert compare(f"table;idée\n1;{words}\n1;Un banc\n", workshop).new == ()
    # One idea answers for one row.
    assert len(compare("table;idée\n1;Un jardn\n1;Un jardin\n", workshop).new) == 1
    assert [row.text for row in compare("table;idée\n2;Un banc\n1;Un four\n", workshop).new] == ["Un banc", "Un four"]


def test_two_equal_rows_of_a_new_file_stay_two(workshop: Workshop) -> None:
    assert len(compare("table;idée\n1;Un four\n1;Un four\n1;Un banc\n1;Un banc\n", workshop).new) == 3


def test_an_idea_answers_in_its_other_words_where_another_needs_it() -> None:
    made = make_workshop()
    made.ideas.record(1, "b")
    made.ideas.record(1, "c")
    made.ideas.edit("T1-01", "a")
    made.ideas.edit("T1-02", "a")
    assert compare("table;idée\n1;a\n1;b\n", made).new == ()
    assert compare("table;idée\n1;a\n1;c\n", made).new == ()
    assert [row.text for row in compare("table;idée\n1;a\n1;b\n1;c\n", made).new] == ["c"]


def test_a_correction_of_words_status_or_detail_is_offered(workshop: Workshop) -> None:
    sheet = ideas_csv(report(workshop.session), Language("fr"))
    compared = compare(sheet.replace("jardn", "jardin").replace("déjà existante", "à créer"), workshop)
    assert (compared.new, compared.here) == ((), 0)
    assert [(each.ref, each.new, each.row.status) for each in compared.corrections] == [
        ("T1-02", "Un banc", "to_create"), ("T1-01", "Un jardin", "to_create")
    ]  # fmt: skip


@pytest.mark.parametrize("cells", ["both", "title", "body"])
def test_a_correction_in_the_sheet_for_decidim_is_offered(workshop: Workshop, cells: str) -> None:
    sheet = decidim_csv(report(workshop.session), Language("fr"))
    corrected = {
        "both": sheet.replace("jardn", "jardin"),
        "title": sheet.replace("jardn", "jardin", 1),
        "body": sheet.replace("jardn", "jardin").replace("jardin", "jardn", 1),
    }[cells]
    compared = compare(corrected, workshop)
    assert (compared.new, compared.here) == ((), 1)
    assert [(each.ref, each.old, each.new) for each in compared.corrections] == [("T1-01", "Un jardn", "Un jardin")]


@pytest.mark.parametrize("made", [ideas_csv, decidim_csv])
def test_the_notice_in_a_sheet_is_no_idea_and_no_correction(workshop: Workshop, made: Callable[..., str]) -> None:
    workshop.programme.set("publication/notice", "Projet ; à ne pas diffuser")
    sheet = made(report(workshop.session), Language("fr"))
    assert sheet.count("à ne pas diffuser") == len(workshop.session.ideas)
    compared = compare(sheet, workshop)
    assert (compared.new, compared.here, compared.corrections) == ((), len(workshop.session.ideas), ())


def test_a_proposal_of_several_ideas_that_is_worded_otherwise_corrects_none(workshop: Workshop) -> None:
    workshop.proposals.merge(["T1-01", "T1-02"], "S’asseoir au jardin")
    sheet = decidim_csv(report(workshop.session), Language("fr"))
    compared = compare(sheet.replace("jardin", "grand jardin"), workshop)
    assert (compared.new, compared.here, compared.corrections) == ((), 0, ())
    assert [row.text for row in compared.reworded] == ["S’asseoir au grand jardin"]


def test_references_of_another_session_name_other_ideas(workshop: Workshop) -> None:
    other = make_workshop(seed=4)
    for text in ("Ouvrir la gare la nuit", "Planter des pommiers", "Un banc"):
        other.ideas.record(1, text)
    compared = compare(ideas_csv(report(other.session), Language("en")), workshop)
    assert [row.text for row in compared.new] == ["Ouvrir la gare la nuit", "Planter des pommiers"]
    assert (compared.here, compared.corrections) == (1, ())


def test_ideas_taken_back_are_here_and_stay_out(workshop: Workshop) -> None:
    workshop.ideas.withdraw("T1-01")
    assert compare("table;idée\n1;Un jardn\n", workshop).new == ()
    sheet = ideas_csv(report(workshop.session, internal=True), Language("fr"))
    found = read_ideas(contents_of(sheet.encode()), Choices(), 3)
    assert ([row.ref for row in found.rows], [str(row.reason) for row in found.refused]) == (
        ["T1-02"], ["This idea had been withdrawn before the file was exported."]
    )  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abc")), max_size=12), st.integers(0, 12))
def test_importing_again_adds_only_what_is_new(pairs: list[tuple[int, str]], before: int) -> None:
    made = make_workshop()
    for table, text in pairs[:before]:
        made.ideas.record(table, text)
    text = "table;idée\n" + "".join(f"{table};{words}\n" for table, words in pairs)
    for row in compare(text, made).new if pairs else ():
        made.ideas.record(row.table, row.text)
    assert sorted((idea.table, idea.text) for idea in made.session.ideas.values()) == sorted(pairs)
    assert not pairs or compare(text, made).new == ()


def test_many_corrected_ideas_take_no_longer_than_their_number() -> None:
    made = make_workshop()
    made.ideas.record_many(1, [IdeaDraft(f"a{number}") for number in range(1500)])
    for number, ref in enumerate([idea.ref for idea in made.session.ideas.values()]):
        made.ideas.edit(ref, f"a{number + 1}")
    text = "table;idée\n" + "".join(f"1;a{number}\n" for number in range(1500, 0, -1)) + "1;a0\n"
    began = time.process_time()
    assert len(compare(text, made).new) == 1
    assert time.process_time() - began < 3


def test_what_stands_in_a_row_without_a_reference_is_not_missing_from_the_sheet(workshop: Workshop) -> None:
    sheet = ideas_csv(report(workshop.session), Language("fr"))
    columns = sheet.splitlines()[0].count(";")
    sheet += f";2;Un lavoir;à créer{';' * (columns - 3)}\n"
    for row in compare(sheet, workshop).new:
        workshop.ideas.record(row.table, row.text)
    assert compare(sheet, workshop).absent == ()
    workshop.ideas.edit("T2-01", "Un vieux lavoir")
    assert (compare(sheet, workshop).new, compare(sheet, workshop).absent) == ((), ())
    workshop.ideas.record(2, "Un lavoir")
    assert [idea.ref for idea in compare(sheet, workshop).absent] == ["T2-01"], "one row stands for one idea"
    workshop.ideas.withdraw("T2-02")
    assert compare(sheet, workshop).absent == ()


def test_a_row_that_names_its_idea_stands_for_no_other_of_the_same_words(workshop: Workshop) -> None:
    workshop.ideas.record(1, "Un banc")
    head, *rows = ideas_csv(report(workshop.session), Language("fr")).splitlines()
    sheet = "\n".join((head, *(row for row in rows if "T1-03" not in row)))
    assert [idea.ref for idea in compare(sheet, workshop).absent] == ["T1-03"]
