"""Who does what at a table is no idea, be nobody named yet: `Animation : Participante 07 / notes : ???`."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.intake.role_lines import is_role_line

LINES = """Animation : Participante 07 / notes : ???
Facilitator: Participant 09 / notes: ?
Animatrice : moi / secrétaire : à compléter
Rapporteur : ?
Notes : pas de notes
Note-taker: TBC
Scribe: nobody
Rapporteuse :
Animation : moi, notes : Participante 07
Host: me | scribe: to be confirmed
Modération : Participante 08 – prise de notes : …
Secrétaire / rapporteur : ???
Animateur·rice : ??? / Secrétaire : Participante 07
**Animation** : Participante 07 / **Notes** : Participante 07 aussi :-)
Animateur : à définir ; notes : (vide)
Facilitator: n/a""".splitlines()


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("bullet", ["", "- "])
@pytest.mark.parametrize("ideas", ["un marché du soir\nune carte des fermes\n", "- Un four\n- Un bal\n- Un pré\n"])
def test_a_line_of_roles_is_no_idea(line: str, bullet: str, ideas: str) -> None:
    text = f"Table 1 : le marché\n{bullet}{line}\n{ideas}\nTable 2\n{ideas}{bullet}{line}\n"
    found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(), 6)
    words = [each.removeprefix("- ") for each in ideas.splitlines()]
    assert [row.text for row in found.rows] == words * 2
    assert not any(row.doubtful for row in found.refused)


@pytest.mark.parametrize(
    "line",
    [
        "Secrétaire : en payer une", "Animation : jazz le dimanche", "Animation : un bal / notes : un orchestre",
        "Notes : mieux les partager", "Jardin : Participante 07", "Animation :", "Notes: keep them online",
        "Facilitator: train more of them", "Un four : ?", "Modération : plus de règles / notes : moins de papier",
    ],
)  # fmt: skip
def test_an_idea_about_a_role_stays_one(line: str) -> None:
    assert not is_role_line(line)


def test_a_name_stays_out_also_as_it_is_written() -> None:
    text = "Table 1\nAnimation : Participante 07 / notes : ???\nun four\nun bal\n"
    found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(as_written=True), 6)
    assert [row.text for row in found.rows] == ["un four", "un bal"]


def test_a_cell_of_roles_is_no_idea() -> None:
    text = "Table;Idée\n1;Rapporteur : ?\n1;Un four à pain\n2;Animation : moi / notes : à compléter\n2;Un bal\n"
    found = read_ideas(contents_of(text.encode()), Choices(), 6)
    assert [row.text for row in found.rows] == ["Un four à pain", "Un bal"]
