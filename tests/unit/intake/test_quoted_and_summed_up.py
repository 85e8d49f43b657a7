"""The letter that a mail answers, and what an assistant sums up above the tables: kept back."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.quoted_mail import QUOTED_MAIL


def read(text: str, *, doubtful: bool = False) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=1, doubtful=doubtful), 8)


@pytest.mark.parametrize(
    "quoted",
    [
        "On 14 May 2027, Ada Roux wrote:\n> Could we have your list?\n> - the ideas\n> - how many you were\n> Ada\n",
        "Le lun. 12 oct. 2026 à 18:02, Participante 07\n<p07@example.org> a écrit :\n> Il me faut :\n> - la liste\n",
        "Le 12 octobre 2026, Participante 07 a écrit :\n\nIl me faut :\n- la liste\n- le nombre de participants\n",
        "-----Message d'origine-----\nIl me faut :\n- la liste des tables\n",
        "-----Original Message-----\nFrom: Town hall\nSent: Monday\nSubject: notes\n\n- the list\n- how many\n",
        "--\nAssociation du Parc\n06 12 34 56 78\n\n> Il me faut :\n> - la liste\n",
    ],
)
@pytest.mark.parametrize("doubtful", [False, True])
def test_the_mail_quoted_below_a_list_is_set_aside_as_a_whole(quoted: str, doubtful: bool) -> None:
    found = read(f"- a bus\n- a weir\n\nBest regards,\nAssociation du Parc\n\n{quoted}", doubtful=doubtful)
    assert [row.text for row in found.rows] == ["a bus", "a weir"]
    assert [notice.text for notice in found.reading.notices].count(QUOTED_MAIL) == 1
    quoted_from = next(n.params["line"] for n in found.reading.notices if n.text == QUOTED_MAIL)
    assert not [row for row in found.refused if row.line >= quoted_from]


def test_an_answer_below_or_among_what_it_quotes_comes_in() -> None:
    asked = "Le 14 mai 2027, Participante 07 a écrit :\n> Il me faut :\n> - la liste\n"
    assert [row.text for row in read(f"{asked}\n- une navette\n- un lavoir\n").rows] == ["une navette", "un lavoir"]
    told = "Voici ce que tu demandais.\n\nLe 14 mai 2027, Participante 07 a écrit :\n> - une navette\n> - un lavoir\n"
    assert [row.text for row in read(told).rows][-2:] == ["une navette", "un lavoir"]
    assert len(read("- une navette\n- un lavoir\n\n> - une ruche\n> - un four\n").rows) == 4


def test_a_list_that_is_only_quoted_comes_in() -> None:
    quoted = "Le 14 mai 2027, Ada Roux a écrit :\n> une navette\n> un lavoir\n"
    assert [row.text for row in read(quoted).rows] == ["une navette", "un lavoir"]


@pytest.mark.parametrize("title", ["Points clés", "## Résumé", "Key points", "Summary", "**Highlights**"])
def test_what_is_summed_up_above_several_tables_is_no_idea(title: str) -> None:
    tables = "".join(f"{'## ' * title.startswith('#')}Table {number}\n- un lavoir {number}\n\n" for number in (2, 3))
    found = read(f"{title}\n- les gens veulent se voir\n- les salles manquent\n\n{tables}")
    assert [(row.table, row.text) for row in found.rows] == [(2, "un lavoir 2"), (3, "un lavoir 3")]
    assert {row.doubtful for row in found.refused} == {True}


def test_a_list_of_nothing_but_key_points_comes_in() -> None:
    assert len(read("Points clés\n- une navette\n- un lavoir\n- une ruche\n").rows) == 3
