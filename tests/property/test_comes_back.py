"""What the program writes comes back: every reference with its words, and nothing that is new or corrected."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.session import Session
from facilitate.domain.text import inlined
from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import decidim_csv, ideas_csv, proposals
from facilitate.i18n import Language
from facilitate.sheets.formulas import as_it_was, harmless
from facilitate.workshop.intake.comparing import Compared, new_rows
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.report.build import report
from tests.property.test_escape import TEXTS
from tests.support import walk
from tests.support.examples import examples
from tests.support.workshops import PLAN, make_workshop

LANGUAGES = {code: Language(code) for code in ("fr", "en")}
# “Â” before a no-break space is what an encoding twice over leaves, and the reader of files takes it off.
WORDS = TEXTS.filter(lambda text: "Â" not in text) | st.sampled_from(
    [
        "+ de bancs", "- de voitures", "=1+1", "@mairie", "'+ de bancs", "''=1", "'oser'", " +1", "<p>Un banc</p>",
        "R&amp;D", "Table 2 : les aînés", "Idée", "existant", "a\n\nb", "à créer · T1-01", "x" * 160 + "\n\ny", "1;2",
        "Un mot " * 40, "12", "Repère", "a\u200bb", "T1-01", "Oui",
    ]
)  # fmt: skip
IDEAS = st.lists(st.tuples(st.integers(1, 3), WORDS, st.sampled_from(Status)), min_size=1, max_size=6)


def read(text: str, session: Session, table: int | None = None) -> tuple[Incoming, Compared]:
    found = read_ideas(contents_of(text.encode()), Choices(table=table), session.plan.tables)
    return found, new_rows(found, session)


def typed(session: Session) -> dict[str, tuple[int, str, str, str]]:
    standing = [idea for idea in session.ideas.values() if not idea.withdrawn]
    return {idea.ref: (idea.table, idea.text, idea.status.value, idea.detail) for idea in standing}


@settings(max_examples=examples(30))
@given(
    ideas=IDEAS, detail=WORDS, corrected=WORDS, wording=WORDS, code=st.sampled_from(["fr", "en"]),
    table=st.sampled_from([None, 1]), internal=st.booleans(),
)  # fmt: skip
def test_both_sheets_come_back_as_nothing_new(ideas, detail, corrected, wording, code, table, internal):
    workshop = make_workshop()
    for place, (number, text, status) in enumerate(ideas):
        workshop.ideas.record(number, text, status, "" if place % 2 else detail)
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    workshop.ideas.edit(refs[0], corrected)
    if len(refs) > 2:
        workshop.proposals.merge(refs[:2], wording)
        workshop.proposals.file(refs[:1], "lieux")
        workshop.ideas.withdraw(refs[2])
    session = workshop.session
    made = report(session, internal=internal)
    found, compared = read(ideas_csv(made, LANGUAGES[code]), session, table)
    assert {row.ref: (row.table, row.text, row.status, row.detail) for row in found.rows} == {
        ref: (*told[:3], "" if told[3] == told[1] else told[3]) for ref, told in typed(session).items()
    }
    assert (compared.new, compared.corrections, compared.reworded) == ((), (), ())
    found, compared = read(decidim_csv(made, LANGUAGES[code]), session, table)
    assert sorted(ref for row in found.rows for ref in row.refs) == sorted(typed(session))
    wordings = [part.wording for _category, part in proposals(made)]
    # Of words that are too long for a title the sheet does not say where they end but by an empty line.
    whole = [text if len(inlined(text)) <= 150 else text.partition("\n\n")[0] for text in wordings]
    assert [row.text for row in found.rows] == whole
    assert (compared.new, compared.corrections, compared.reworded) == ((), (), ())


@settings(max_examples=examples(25))
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(walk.names_for("facilitator")), st.integers(0, 9999)), min_size=15, max_size=40
    )
)
def test_after_any_acts_nothing_is_new(acts):
    workshop = make_workshop()
    for name, seed in acts:
        walk.act(workshop, name, seed)
    session = workshop.session
    for text in (ideas_csv(report(session), LANGUAGES["fr"]), decidim_csv(report(session), LANGUAGES["en"])):
        _found, compared = read(text, session)
        assert (compared.new, compared.corrections, compared.reworded) == ((), (), ())


@given(st.text(alphabet="'+-=@ \u00a0\tab\n", max_size=8))
def test_a_guard_against_formulas_is_taken_off_as_it_was_put_on(cell):
    written = harmless(cell)
    assert as_it_was(written) == cell
    assert written == cell or written[0] == "'"


@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_correction_in_the_sheet_is_offered_and_comes_in_as_no_idea(code):
    workshop = make_workshop(plan=PLAN)
    for text in ("Un jardn partagé", "Des vélos", "Un banc"):
        workshop.ideas.record(1, text)
    sheet = ideas_csv(report(workshop.session), LANGUAGES[code]).replace("jardn", "jardin")
    _found, compared = read(sheet, workshop.session)
    assert (compared.new, compared.here, compared.reworded) == ((), 2, ())
    assert [(each.ref, each.old, each.new) for each in compared.corrections] == [
        ("T1-01", "Un jardn partagé", "Un jardin partagé")
    ]
