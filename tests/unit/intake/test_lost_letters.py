"""A sheet of the program's own whose letters a spreadsheet program saved as “?”: no correction, and told."""

from __future__ import annotations

import pytest

from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import decidim_csv, ideas_csv
from facilitate.i18n import Language
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.intake.lost_letters import has_lost_letters, may_have_lost_letters
from facilitate.workshop.report.build import report
from facilitate.workshop.views.imports import kept_lines
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop

_WORDS = ("Un sœur-atelier → la gare", "Żabka et Łódź", "Un bal 🎉 en été", "Un banc ?")


@pytest.fixture
def workshop() -> Workshop:
    made = make_workshop()
    made.ideas.record_many(1, [IdeaDraft(words) for words in _WORDS])
    return made


def saved_as(text: str, encoding: str) -> str:
    return text.encode(encoding, "replace").decode(encoding)


def plan(text: str, workshop: Workshop) -> ImportPlan:
    return workshop.imports.plan(read_ideas(contents_of(text.encode()), Choices(), 3))


@pytest.mark.parametrize(
    ("encoding", "lost"),
    [("cp1252", ["T1-01", "T1-02", "T1-03"]), ("cp1250", ["T1-01", "T1-03"]), ("cp850", ["T1-01", "T1-02", "T1-03"])],
)
@pytest.mark.parametrize("export", [ideas_csv, decidim_csv])
def test_letters_that_a_program_lost_are_no_corrections(workshop, encoding, lost, export) -> None:
    sheet = saved_as(export(report(workshop.session), Language("en")), encoding)
    found = plan(sheet, workshop)
    assert (found.compared.new, found.corrections, found.compared.reworded) == ((), (), ())
    assert sorted(idea.ref for idea in found.kept.lost_letters) == lost


def test_it_is_told_how_to_save_the_sheet(workshop: Workshop) -> None:
    sheet = saved_as(ideas_csv(report(workshop.session), Language("en")), "cp1252")
    (line,) = kept_lines(plan(sheet, workshop).kept, Language("en"))
    assert line == (
        "3 ideas have “?” in place of letters in the file; their words do not change here (T1-01, T1-02, T1-03). "
        "Save the sheet as “CSV UTF-8”, or as .xlsx, and import that file."
    )


def test_what_a_person_corrected_beside_is_offered_as_far_as_it_can_be_told(workshop: Workshop) -> None:
    head, *rows = saved_as(ideas_csv(report(workshop.session), Language("en")), "cp1252").splitlines()
    rows[0] = rows[0].replace("gare", "grande gare").replace("atelier", "grand atelier")
    rows[1] = rows[1].replace("to be created", "already existing")
    rows[3] = rows[3].replace("Un banc ?", "Un banc ? Ou deux ?")
    found = plan("\n".join((head, *rows)), workshop)
    assert [idea.ref for idea in found.kept.lost_letters] == ["T1-02", "T1-03", "T1-01"]
    told = [(each.ref, each.new, each.row.status) for each in found.corrections]
    assert told == [("T1-02", "Żabka et Łódź", Status.EXISTING), ("T1-04", "Un banc ? Ou deux ?", Status.TO_CREATE)]


def test_a_detail_keeps_its_letters_beside_words_that_were_corrected(workshop: Workshop) -> None:
    workshop.ideas.record_many(2, [IdeaDraft("Un four", detail="Près de l’église ☀")])
    sheet = saved_as(ideas_csv(report(workshop.session), Language("en")), "cp1252").replace("Un four", "Deux fours")
    found = plan(sheet, workshop)
    assert [(each.new, each.row.detail) for each in found.corrections] == [("Deux fours", "Près de l’église ☀")]


def test_a_sheet_without_references_brings_no_idea_twice(workshop: Workshop) -> None:
    rows = "\n".join(f"1;{words}" for words in (*_WORDS, "Un four à ?uf"))
    found = plan(saved_as(f"table;idea\n{rows}\n", "cp1252"), workshop)
    assert [row.text for row in found.compared.new] == ["Un four à ?uf"]
    assert len(found.kept.lost_letters) == 3


@pytest.mark.parametrize(
    ("words", "was"),
    [("Un été ?", "Un été"), ("Un bal", "Un bal 🎉"), ("Un bal ?", "Un bel été"), ("Une ?le ?", "Une île"), ("?", "?")],
)
def test_other_words_are_corrections(words: str, was: str) -> None:
    assert not has_lost_letters(words, was)
    assert not may_have_lost_letters(words, was)


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("Un ch?ur", 1),
        ("Un four à ?ufs", 1),
        ("Un bal ? Deux ?", 0),
        ("Voir https://example.org/a?page=2", 0),
        ("Oui?Non", 0),
    ],
)
def test_letters_that_were_lost_before_are_told(words: str, lost: int) -> None:
    for text in (f"table;idée\n1;{words}\n1;Un banc\n", f"Table 1\n- {words}\n- Un banc\n"):
        found = read_ideas(contents_of(text.encode()), Choices(), 3)
        told = [str(notice) for notice in found.reading.notices if "Letters seem to be lost" in str(notice)]
        assert (len(found.rows), len(told)) == (2, lost)
        assert all("(1 row)" in each for each in told)
