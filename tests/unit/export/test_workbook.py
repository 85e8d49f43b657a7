"""The workbook: all ideas, proposals and figures, words as text, and it comes back as nothing new."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import ideas_rows
from facilitate.export.style.style import DEFAULT
from facilitate.export.workbook import workbook
from facilitate.i18n import Language
from facilitate.workshop.intake.comparing import new_rows
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.report.build import report
from tests.property.test_comes_back import IDEAS, WORDS, typed
from tests.support import walk
from tests.support.examples import examples
from tests.support.published import hostile, paris, reported
from tests.support.workshops import PLAN, make_workshop

LANGUAGES = {code: Language(code) for code in ("fr", "en")}
FR = LANGUAGES["fr"]
ACTING = ("=1+1", "+33 1", "-1", "@mairie", "'=1", "''+a", "#N/A", "_x0041_", "12", "2021-12-13", "=A1", "Oui")


def made(workshop, code="fr", *, internal=False):
    return workbook(report(workshop.session, internal=internal), LANGUAGES[code], DEFAULT)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def comes_back(data, session):
    found = read_ideas(contents_of(data, name="idees.xlsx"), Choices(), session.plan.tables)
    return found, new_rows(found, session)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("fr", ["Idées", "Pistes", "Typologie", "Chiffres"]),
        ("en", ["Ideas", "Proposals", "Typology", "Figures"]),
    ],
)
def test_its_sheets_have_frozen_heads_filters_and_widths(code, names):
    book = opened(made(paris(), code))
    assert book.sheetnames == names
    for sheet in book:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref.startswith("A1:"), sheet.title
        assert all(8 <= sheet.column_dimensions[cell.column_letter].width <= 60 for cell in sheet[1]), sheet.title
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    told = ideas_rows(reported(paris()), LANGUAGES[code])
    assert list(heads) == [*told[0], LANGUAGES[code]("Notice")]
    assert [row[2] for row in rows] == [row[2] for row in told[1:]]


def test_moments_are_dates_and_numbers_are_numbers():
    book = opened(made(paris()))
    idea = next(book["Idées"].iter_rows(min_row=2))
    assert isinstance(idea[1].value, int)
    assert isinstance(idea[10].value, datetime)
    figures = dict(row[:2] for row in book["Chiffres"].iter_rows(values_only=True))
    assert figures["Date"].date() == date(2021, 12, 13)
    kept = sum(figures[f"Idées {each}"] for each in ("classées", "non classées", "en suspens", "retirées"))
    assert figures["Idées recueillies"] == kept == 57
    *parts, total = list(book["Typologie"].iter_rows(min_row=2, values_only=True))
    assert [sum(part[place] for part in parts) for place in range(2, 7)] == list(total[2:7])
    assert total[2:4] == (42, 57)


@pytest.mark.parametrize("workshop", [paris, hostile], ids=["paris", "hostile"])
def test_no_cell_is_a_formula_and_every_word_is_as_it_was(workshop):
    data = made(workshop())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet for sheet in sheets)
    ideas = {idea.text for idea in workshop().session.ideas.values() if not idea.withdrawn}
    assert {row[2] for row in opened(data).worksheets[0].iter_rows(min_row=2, values_only=True)} == ideas


def test_the_same_event_makes_the_same_bytes_whenever_it_is_made(monkeypatch):
    first = made(paris())
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", _Later)
    assert made(paris()) == first
    book = opened(first)
    assert book.properties.created == datetime(2021, 12, 13)  # noqa: DTZ001 -- as the file has it
    assert book.properties.creator == "La Compagnie Générale des Autres"


class _Later(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime(2031, 1, 1, tzinfo=tz)


@settings(max_examples=examples(30))
@given(
    ideas=IDEAS, detail=WORDS, corrected=WORDS, wording=WORDS, code=st.sampled_from(["fr", "en"]),
    internal=st.booleans(),
)  # fmt: skip
@example(
    ideas=[(1, each, Status.EXISTING) for each in ACTING],
    detail="=2",
    corrected="'=3",
    wording="'+4",
    code="fr",
    internal=False,
)
def test_it_comes_back_as_nothing_new(ideas, detail, corrected, wording, code, internal):
    workshop = make_workshop()
    for place, (number, text, status) in enumerate(ideas):
        workshop.ideas.record(number, text, status, "" if place % 2 else detail)
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    workshop.ideas.edit(refs[0], corrected)
    if len(refs) > 2:
        workshop.proposals.merge(refs[:2], wording)
        workshop.proposals.file(refs[:1], "lieux")
        workshop.ideas.withdraw(refs[2])
    found, compared = comes_back(made(workshop, code, internal=internal), workshop.session)
    assert {row.ref: (row.table, row.text, row.status, row.detail) for row in found.rows} == {
        ref: (*told[:3], "" if told[3] == told[1] else told[3]) for ref, told in typed(workshop.session).items()
    }
    assert (compared.new, compared.corrections, compared.reworded) == ((), (), ())


def test_of_a_file_that_somebody_went_on_with_only_new_rows_are_new():
    workshop = make_workshop(plan=PLAN)
    for text in ("Un jardn partagé", "Des vélos", "=1 banc"):
        workshop.ideas.record(1, text)
    book = opened(made(workshop))
    sheet = book["Idées"]
    head = [cell.value for cell in sheet[1]]
    sheet.cell(2, head.index("Idée") + 1).value = "Un jardin partagé"
    sheet.append({head.index(name) + 1: value for name, value in (("Table", 2), ("Idée", "Un four à pain"))})
    out = io.BytesIO()
    book.save(out)
    _found, compared = comes_back(out.getvalue(), workshop.session)
    assert [row.text for row in compared.new] == ["Un four à pain"]
    assert [(each.ref, each.new) for each in compared.corrections] == [("T1-01", "Un jardin partagé")]
    assert compared.here == 2


@settings(max_examples=examples(10))
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(walk.names_for("facilitator")), st.integers(0, 9999)), min_size=15, max_size=40
    )
)
def test_after_any_acts_nothing_is_new(acts):
    workshop = make_workshop()
    for name, seed in acts:
        walk.act(workshop, name, seed)
    _found, compared = comes_back(made(workshop), workshop.session)
    assert (compared.new, compared.corrections, compared.reworded) == ((), (), ())


def test_an_older_file_brings_nothing_once_the_session_went_on():
    workshop = make_workshop(plan=PLAN)
    for number, text in enumerate(("Un jardin", "Des vélos", "Un banc")):
        workshop.ideas.record(number % 3 + 1, text)
    before = made(workshop)
    workshop.proposals.merge(["T1-01", "T2-01"], "Un lieu et des vélos")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.ideas.record(1, "Une fontaine")
    _found, compared = comes_back(before, workshop.session)
    assert compared.new == ()


def test_internal_rows_say_so_on_every_sheet():
    workshop = make_workshop()
    workshop.ideas.record(1, "gardée")
    workshop.ideas.record(1, "retirée")
    workshop.ideas.withdraw("T1-02")
    for sheet in opened(made(workshop, internal=True)):
        head, *rows = sheet.iter_rows(values_only=True)
        place = head.index("Interne")
        assert [row[place] for row in rows] == ["ne pas diffuser"] * len(rows), sheet.title
    assert not any("Interne" in [cell.value for cell in sheet[1]] for sheet in opened(made(workshop)))


def test_next_steps_have_a_sheet_with_real_days():
    workshop = make_workshop(plan=PLAN)
    workshop.ideas.record(1, "Un jardin")
    workshop.roadmap.set("T1-01", next_step="Appeler", due="2022-03-01")
    head, row = opened(made(workshop))["Feuille de route"].iter_rows(values_only=True)
    assert row[head.index("Date de la prochaine étape")].date() == date(2022, 3, 1)
