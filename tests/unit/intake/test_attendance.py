"""Who was there, who was not, who led and who wrote: names of people that never become ideas."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Tables
from facilitate.workshop.intake.letter_parts import refuse_attendance
from facilitate.workshop.intake.lists import Listed, read_list


def read(text: str, *, as_written: bool = False) -> Listed:
    return read_list(text, Tables(6, 1), Choices(as_written=as_written))


def ideas(text: str, *, as_written: bool = False) -> list[str]:
    return [each.text for each in read(text, as_written=as_written).outcomes if isinstance(each, IncomingIdea)]


@pytest.mark.parametrize("as_written", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        *("Excusée : Mme Garçon", "Excusés : M. Petit et Mme Roy", "Absents : Tom", "Absente excusée : Léa"),
        *("Absents non excusés : Karim", "Présidente de séance : Mme Roy", "Secrétaire : Léa", "Absents : aucun"),
        *("Secrétaires de séance : Léa Durand, bibliothécaire", "Présent(e)s : Léa, Omar", "Excusé·es : Léa"),
        *("Étaient présentes : Léa, Zoé", "Étaient présents Léa, Omar et Zoé", "Membres présents : Léa, Omar"),
        *("Rapporteure : Inès", "Co-animateur : Tom", "Notes prises par Claire Martin", "Gardien du temps : Omar"),
        *("Rapporteur de la table 3 : Léa", "Vice-présidente : Mme Roy", "Ont participé : Léa, Omar"),
        *("Présents : 12 personnes", "Excusés – Mme Roy, M. Petit", "Pouvoirs : Mme Roy à M. Petit"),
        *("Present: Tom, Jane", "Apologies: Tom Bell", "Apologies for absence: Jane Roy, Tom", "Chair: Jane Roy"),
        *("Apologies from Jane Roy", "Chaired by: Tom", "Minutes by Tom Bell", "Minutes taken by: Tom Bell"),
        *("In attendance: Tom, Jane", "Note-taker: Tom", "Timekeeper: Jane", "Regrets: Tom", "Chairperson: Jane"),
        *("- Excusée : Mme Garçon", "- Absents : Tom, Jane", "- Secrétaire : Léa"),
    ],
)
def test_a_line_of_attendance_is_no_idea_wherever_it_stands(line: str, *, as_written: bool) -> None:
    bullet = "- " if line.startswith("- ") else ""
    assert ideas(f"{bullet}Oser\n{line}\n{bullet}Rêver\n", as_written=as_written) == ["Oser", "Rêver"]


@pytest.mark.parametrize(
    "line",
    [
        *("Présents : la présidente, le trésorier, Participante 03", "Excusés : le vice-président"),
        *("Étaient présents la présidente et le trésorier", "Absents excusés : M. le maire, A. B., L’adjointe"),
        *(
            "Présent·e·s : la directrice de l’école Claude-Monet, deux élus et des habitants",
            "Présents : Léa, trésorière",
        ),
        *("Présents à la table 1 : la secrétaire, CD", "Participantes : 3 habitantes, 2 élues", "Excusée : l’élue"),
        *("Present: the chair, the treasurer", "Apologies: the deputy mayor", "Attendees: chair, two councillors, AB"),
        *("Present at the meeting: the community centre manager", "Invités : le maire, la directrice du centre social"),
    ],
)
def test_people_may_be_named_by_what_they_are(line: str) -> None:
    """Minutes are kept free of names so; a label such as `Présents` and nothing but roles behind it are no idea."""
    for as_written in (False, True):
        assert ideas(f"Table 1\n\nUn four\n{line}\nUn bal\n", as_written=as_written) == ["Un four", "Un bal"]
        assert ideas(f"# CR\n\n{_bold(line)}\n\n## Table 1\n- Un four\n- {line}\n", as_written=as_written)[-1:] == [
            "Un four"
        ]


@pytest.mark.parametrize(
    "cell", ["Présents : la présidente, le trésorier", "Étaient présents la présidente et le maire"]
)
def test_roles_in_a_cell_are_no_idea(cell: str) -> None:
    with pytest.raises(Refused):
        refuse_attendance(cell)
    refuse_attendance("Présents : un cadeau pour chaque enfant")


def _bold(line: str) -> str:
    key, colon, rest = line.partition(":")
    return f"**{key}{colon}**{rest}" if colon else line


@pytest.mark.parametrize("heading", ["## Présents", "Excusés :", "Attendees"])
def test_roles_below_the_title_of_who_was_there_are_no_ideas(heading: str) -> None:
    text = f"{heading}\n- la présidente\n- le trésorier\n- Participante 03\n\n## Table 1\n- un four\n- un banc\n"
    for as_written in (False, True):
        assert ideas(text, as_written=as_written) == ["un four", "un banc"]


@pytest.mark.parametrize(
    "line",
    [
        *("Présents de Noël pour tous", "Présence : un accueil tous les jours", "Invités : le maire"),
        *("Présence : le médiateur deux jours par semaine", "Absents : un message à la directrice"),
        *("Absents : un médiateur", "Invités : le maire vient chaque année", "Participants : les habitants"),
        *("Attendance: the park warden", "Present: a gift for each child", "Présents : un cadeau du maire"),
        *("Absents : la présidente appelle", "Participants : Recruter des jeunes, la directrice d’école"),
    ],
)
def test_what_is_no_list_of_roles_is_an_idea(line: str) -> None:
    assert ideas(f"Oser\n{line}\nRêver\n") == ["Oser", line, "Rêver"]
    assert ideas(f"- Oser\n- {line}\n- Rêver\n") == ["Oser", line, "Rêver"]


@pytest.mark.parametrize(
    "line",
    [
        *("Contact : un guichet pour tous", "Présents : tous", "Secrétaire : en payer une", "Chair: ergonomic"),
        *("Chairs by the river", "Présence : plus d’agents", "Notes by the river", "Invités : des artistes"),
        *("Animateur : embaucher un jeune", "Un banc par Léa", "Absents : que faire ?", "Présidente : une femme"),
        *("Participation : tout le monde", "Apologies from the mayor", "Sont présents partout"),
    ],
)
def test_what_begins_alike_and_names_nobody_is_an_idea(line: str) -> None:
    assert ideas(f"Oser\n{line}\nRêver\n") == ["Oser", line, "Rêver"]
    assert ideas(f"- Oser\n- {line}\n- Rêver\n") == ["Oser", line, "Rêver"]


@pytest.mark.parametrize("as_written", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "- un four\n\nExcusés\n- Léa Durand\n- Omar B.\n\n- un banc\n",
        "## Présents\n- Léa\n- Omar\n- Zoé\n\n## Table 1\n- un four\n- un banc\n",
        "un four\nAbsents :\nLéa, Omar, Mme Garçon\n\nun banc\n",
        "Present\n\nJane Roy\nTom Bell\n\nun four\nun banc\n",
        "Présents :\n- Léa Durand\n- Omar B.\nAnimatrice : Claire\n\nun four\nun banc\n",
    ],
)
def test_names_below_such_a_word_are_no_ideas(text: str, *, as_written: bool) -> None:
    assert ideas(text, as_written=as_written) == ["un four", "un banc"]


MINUTES = (
    "Compte rendu de la table 5\nDate : samedi 28 novembre 2026\nPrésents : Mme Roy, Chloé\nExcusée : Mme Garçon\n\n"
    "Bonjour à tous\nun four\n\nAmicalement,\nKarim Benali\n"
)


def test_as_written_takes_all_but_who_was_there_and_who_signed_and_says_so() -> None:
    assert ideas(MINUTES) == ["Bonjour à tous", "un four"]
    assert ideas(MINUTES, as_written=True) == [
        "Date : samedi 28 novembre 2026", "Bonjour à tous", "un four", "Amicalement,",
    ]  # fmt: skip
    for as_written in (False, True):
        told = [str(each) for each in read(MINUTES, as_written=as_written).notices]
        assert any("never imported" in each and "(3 lines)" in each for each in told)


def test_a_greeting_comes_in_as_written_unless_it_names_somebody() -> None:
    assert ideas("Bonjour à tous,\nun four\n", as_written=True) == ["Bonjour à tous,", "un four"]
    assert ideas("Bonjour Karim,\nun four\n", as_written=True) == ["un four"]


@pytest.mark.parametrize("many", ["présents ", "et ", "Léa, ", "Mme ", "(e)", "présent et ", "by "])
def test_a_long_line_takes_no_longer_than_another(many: str) -> None:
    for begins in ("", "Présents : ", "Étaient présents ", "Minutes by Tom "):
        assert read(f"{begins}{many * 40_000}\nfin\n").outcomes[-1]
