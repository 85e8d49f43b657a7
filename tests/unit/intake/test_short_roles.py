"""Who led a table is no idea, be the role cut short and no colon behind it: `(anim. Claire)`, `w/ Tom`."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.intake.short_roles import may_name_who_leads, names_who_leads

LED = [
    "(anim. Claire)", "anim. Joël", "Anim : Claire", "rapp. Claire", "rapporteur·e Sofia", "secr. Ana", "fac. Tom",
    "w/ Tom", "led by Ann", "scribe: Ann", "[anim. Claire / rapp. Sofia]", "Anim: Claire et Joël, secr: Ana",
    "co-anim. Claire + Joël", "ANIM CLAIRE", "anim. Participante 07", "Rapporteur(e) : Sofia", "facil. Joël & Ana",
    "animateur.rice Claire", "Anim. : Claire (service jeunesse)", "Sec – Sofia", "{mod. Claire}", "resp. Joël",
    "Note-taker Sofia", "run by Ann and Tom", "*rapp. : Sofia*",
]  # fmt: skip
BESIDE = ["avec Claire", "(Claire et Joël)", "Claire + Joël", "with Tom", "(avec Claire et Ana)"]
IDEAS = [
    "Animer une permanence", "Avec les voisins : un jardin", "Avec Enedis, un compteur partagé", "Anim. Noël",
    "Animation Halloween", "Fac Descartes ouverte le soir", "Anim : jazz", "Rapport Meadows à lire",
    "Secrétaire : en payer une", "Mod : rock", "Chair Yoga", "Host families", "anim. Claire – un jardin partagé",
    "Fac Victor Hugo", "With the school, a fair", "Led by the residents: a fete",
]  # fmt: skip


@pytest.mark.parametrize("cell", LED)
def test_a_cell_of_who_led_is_no_idea(cell: str) -> None:
    text = f'Table\tIdée\n1\tUn four à pain\n1\t"{cell}"\n2\tUn bal\n'
    for choices in (Choices(), Choices(as_written=True)):
        assert [row.text for row in read_ideas(contents_of(text.encode()), choices, 6).rows] == [
            "Un four à pain", "Un bal"
        ]  # fmt: skip


@pytest.mark.parametrize("first", ["Table 1", "Table 1 - Accueil"])
@pytest.mark.parametrize("cell", [*LED, *BESIDE])
def test_a_row_of_who_led_below_tables_is_no_idea(cell: str, first: str) -> None:
    for other in ("anim. Zoulikha", "avec Ana", ""):
        row = f"{first}\tTable 2\tTable 3\n{cell}\t{other}\tw/ Tom\nUn four\tUn bal\tUn pré\n"
        assert [each.text for each in read_ideas(contents_of(row.encode()), Choices(), 6).rows] == [
            "Un four", "Un bal", "Un pré"
        ]  # fmt: skip


@pytest.mark.parametrize("line", [*LED, *BESIDE, "anim. Zoulikha"])
@pytest.mark.parametrize("bullet", ["", "- "])
def test_a_line_of_who_led_below_titles_is_no_idea(line: str, bullet: str) -> None:
    ideas = f"{bullet}un four\n{bullet}un bal\n{bullet}un pré\n"
    for title in ("Table {}", "## Table {} : le marché"):
        text = "".join(f"{title.format(table)}\n{line}\n{ideas}\n" for table in (1, 2))
        found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(), 6)
        assert [row.text for row in found.rows] == ["un four", "un bal", "un pré"] * 2
        assert not any(row.doubtful for row in found.refused)


@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_that_begins_so_stays_one(idea: str) -> None:
    assert not names_who_leads(idea)
    for text in (f"Table 1\tTable 2\n{idea}\tUn four\nUn bal\tUn pré\n", f"Table\tIdée\n1\tUn four\n2\t{idea}\n"):
        assert idea in [row.text for row in read_ideas(contents_of(text.encode()), Choices(), 6).rows]
    text = f"Table 1\n- {idea}\n- un four\n- un bal\n"
    assert idea in [row.text for row in read_ideas(contents_of(text.encode()), Choices(), 6).rows]


def test_avec_and_no_known_name_is_an_idea_also_in_a_row() -> None:
    text = "Table 1\tTable 2\nAvec Enedis\tAvec Véolia\nUn bal\tUn pré\n"
    assert len(read_ideas(contents_of(text.encode()), Choices(), 6).rows) == 4
    assert not may_name_who_leads("Avec Enedis")
