"""The event on one page: always one, whatever there is of it, with its figures, its typology and who made it."""

from __future__ import annotations

import io

import pypdf
import pytest

from facilitate.demo.play import Stage
from facilitate.export.compose.build import compose
from facilitate.export.one_page import one_page, words
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.demo import played
from tests.support.workshops import PLAN, make_workshop
from tests.unit.export.test_infographic import CASES, case, style_of

pytestmark = pytest.mark.xdist_group("one-page")
FR, EN = Language("fr"), Language("en")


@pytest.fixture(scope="module")
def paris():
    return report(played(Stage.DONE).session)


def read(data):
    return pypdf.PdfReader(io.BytesIO(data))


def test_it_says_what_came_of_the_day_and_what_several_tables_said(paris):
    said = words(paris, FR)
    assert said["figures"] == [
        ("60", "personnes présentes"), ("6", "tables"), ("57", "idées"), ("42", "pistes"),
        ("11", "partagées par plusieurs tables"),
    ]  # fmt: skip
    first = [(each["number"], [table for table, yes in enumerate(*each["said"], 1) if yes]) for each in said["shared"]]
    assert first[:2] == [("2.1", [1, 3, 6]), ("2.2", [1, 2, 4])]
    assert sum(len(each["marks"]) for each in said["typology"]) == 42
    assert said["remark"]["who"] == "Jonathan Jérémiasz"
    assert not [line for line in said["foot"] if "57 idées" in line]  # all are filed: nothing has to add up


def test_it_is_one_page_that_can_be_read_aloud(paris):
    page = read(one_page(paris, FR, DEFAULT, "pdf"))
    assert len(page.pages) == 1
    text = page.pages[0].extract_text().replace("\u00a0", " ")
    assert "Des formations croisées entre travail social et entrepreneuriat social" in text
    assert "pdfuaid" in page.trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert one_page(paris, FR, DEFAULT, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("name", CASES)
def test_whatever_there_is_stands_on_one_page(name):
    assert len(read(one_page(case(name), EN, style_of(name), "pdf")).pages) == 1


@pytest.mark.parametrize("typology", [True, False])
def test_nothing_is_drawn_as_a_typology_where_nothing_is_filed(typology):
    workshop = make_workshop(plan=PLAN if typology else {**PLAN, "categories": []})
    for number in range(50):
        workshop.ideas.record(1, f"Une idée {number}")
    made = report(workshop.session)
    said, text = words(made, FR), read(one_page(made, FR, DEFAULT, "pdf")).pages[0].extract_text()
    assert said["typology"] == []
    told = "Les 50 pistes ne sont pas encore classées" if typology else "Le compte rendu donne les 50 pistes."
    assert told in " ".join(text.replace("\u00a0", " ").split())
    workshop.proposals.set_undecided(["T1-01"])
    assert "Marks(" not in str(compose(report(workshop.session), FR).sections), "nothing is filed yet"


def test_the_next_steps_of_a_road_map_come_the_soonest_first():
    workshop = make_workshop(plan=PLAN)
    for number, text in enumerate(("Un jardin", "Un four", "Un banc"), 1):
        workshop.ideas.record(1, text)
        due = {1: "2022-03-01", 2: "2022-01-15"}.get(number)
        workshop.roadmap.set(f"T1-0{number}", next_step=f"Appeler pour {text}", **({"due": due} if due else {}))
    steps = words(report(workshop.session), FR)["steps"]
    assert [step["what"] for step in steps] == [f"Appeler pour {each}" for each in ("Un four", "Un jardin", "Un banc")]
