"""Signs of bold and italics are no words, and a status in brackets beside an idea is its status."""

from __future__ import annotations

import time

import pytest

from facilitate.domain.errors import Message
from facilitate.workshop.intake.column_choices import takes_apart
from facilitate.workshop.intake.emphasis import TAKEN_OFF, without_emphasis
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.status_marks import READ_BESIDE, status_beside
from facilitate.workshop.intake.status_phrases import READ_AS_WRITTEN
from tests.support.workbooks import xlsx


def read(text: str | bytes, **said: object) -> Incoming:
    data = text.encode() if isinstance(text, str) else text
    return read_ideas(contents_of(data), Choices(**said), 6)  # type: ignore[arg-type]


def ideas(found: Incoming) -> list[tuple[str, str]]:
    return [(row.text, row.status) for row in found.rows]


def told(found: Incoming) -> dict[str, object]:
    counts = {notice.text: notice.params.get("ideas") for notice in found.reading.notices}
    return {text: count.params["count"] for text, count in counts.items() if isinstance(count, Message)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(("**Rêver** fort", "Rêver fort"), ("Une __vraie__ halle", "Une vraie halle"), ("*Un four*", "Un four")),
        *(("***Oser***, puis *rêver*.", "Oser, puis rêver."), ("**Un *vrai* four**", "Un vrai four"), ("_ici_", "ici")),
        ("« **ici** » (*là*)", "« ici » (là)"),
    ],
)  # fmt: skip
def test_pairs_of_emphasis_are_no_words(text: str, words: str) -> None:
    assert without_emphasis(text) == words


@pytest.mark.parametrize(
    "text",
    [
        *("2*3*4", "2 * 3 * 4", "snake_case_name", "un * seul", "Les habitant*es et voisin*es", "hôtel 5* et 4*"),
        *("___", "**", "* *", "nom : ____", "*", "_a", "a_ et _b", "*) voir *", "Gratuit*, *sauf dimanche", "\\*a\\*"),
    ],
)
def test_other_stars_and_strokes_stay(text: str) -> None:
    assert without_emphasis(text) == text


@pytest.mark.parametrize("sign", ["*a ", "**a", "_a ", "__a ", " *a", "*", "_", "a*_"])
def test_no_text_takes_long(sign: str) -> None:
    began = time.process_time()
    without_emphasis((sign * 10_000)[:10_000])
    status_beside("(" * 9_000)
    status_beside(" - " * 3_000 + ")")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Une bourse aux jouets [existe déjà]", "Une bourse aux jouets", "existing"),
        ("Un four à pain (existant)", "Un four à pain", "existing"),
        ("[à créer] Une halle", "Une halle", "to_create"),
        ("(Already exists): a bread oven", "a bread oven", "existing"),
        ("Un kiosque – [En place].", "Un kiosque.", "existing"),
        ("A bread oven (to be created)", "A bread oven", "to_create"),
        ("Un marché (déjà réalisé) !", "Un marché !", "existing"),
        ("Le forum des métiers – existe déjà", "Le forum des métiers", "existing"),
        ("Existe déjà : le forum des métiers - au lycée", "le forum des métiers - au lycée", "existing"),
        ("À créer : un four", "un four", "to_create"),
        ("A bread oven - already exists.", "A bread oven", "existing"),
    ],
)
def test_a_status_in_brackets_is_the_status(text: str, words: str, status: str) -> None:
    for found in (
        read(f"- {text}\n- Un lavoir\n", table=1),
        read(f'Idée;Lieu\n"{text}";gare\nUn lavoir;port\n', table=1),
    ):
        assert ideas(found) == [(words, status), ("Un lavoir", "to_create")]
        assert told(found)[READ_BESIDE] == 1
        assert takes_apart(found)
        assert found.rows[0].part_of == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Un banc (neuf)",
            "Un théâtre (projet)",
            "Un marché (place de la mairie)",
            "Cela (existe ?)",
            "[existe déjà]",
        ),
        *(
            "Ouvrir ce qui existe déjà",
            "Un jardin (existe, mais rue Foch)",
            "Une école (nouvelle manière)",
            "Un banc ()",
        ),
        *(
            "(existant",
            "Un banc existant)",
            "Projet : un four",
            "Un four - existant",
            "Un banc – rénover ce qui existe déjà",
        ),
        *("Ce qui existe déjà : un four", "Un pont : à créer"),
    ],
)
def test_other_words_in_brackets_are_of_the_idea(text: str) -> None:
    assert ideas(read(f"- {text}\n- Un lavoir\n", table=1))[0] == (text, "to_create")


def test_a_column_of_statuses_wins_over_brackets() -> None:
    found = read("Table;Idée;Statut\n1;Un four (existe déjà);à créer\n2;Un banc;existant\n")
    assert ideas(found) == [("Un four (existe déjà)", "to_create"), ("Un banc", "existing")]


def test_marks_in_a_workbook_and_as_written() -> None:
    data = xlsx({"Idées": [["Table", "Idée"], ["1", "**Un four** à pain"], ["2", "Un __lavoir__ (existant)"]]})
    found = read(data)
    assert ideas(found) == [("Un four à pain", "to_create"), ("Un lavoir", "existing")]
    assert told(found)[TAKEN_OFF] == 2
    written = read(data, as_written=True)
    assert ideas(written)[1] == ("Un __lavoir__ (existant)", "existing")
    assert told(written)[READ_AS_WRITTEN] == 1


@pytest.mark.parametrize("words", ["Un *four* (existant)", "Un four – existe déjà", "Un four (existe déjà rue Foch)"])
def test_a_status_is_read_as_written_and_its_words_stay(words: str) -> None:
    found = read(f"- {words}\n- Un bal\n", table=1, as_written=True)
    assert ideas(found) == [(words, "existing"), ("Un bal", "to_create")]
    assert told(found)[READ_AS_WRITTEN] == 1


def test_a_status_above_ideas_is_read_as_written_and_stays_a_line() -> None:
    found = read("Table 1\n**Existe déjà**\n- Un four\n**À créer**\n- Un bal\n  - existe déjà\n", as_written=True)
    statuses = dict(ideas(found))
    assert (statuses["Un four"], statuses["Un bal"]) == ("existing", "existing")
    assert {"Existe déjà", "À créer", "existe déjà"} <= set(statuses)


def test_an_idea_that_is_here_with_its_marks_is_no_news() -> None:
    (row,) = read("- Un **four** (existant)\n", table=1).rows
    assert (row.text, row.part_of) == ("Un four", "Un **four** (existant)")
