"""Lists written by hand or read from a picture: short lines below a bullet that are the rest of its idea."""

from __future__ import annotations

import textwrap

import pytest

from facilitate.workshop.intake.doubt import in_doubt
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list


def words(text: str, choices: Choices = Choices()) -> list[str]:  # noqa: B008 -- it is frozen
    """The ideas of a text; a question mark before the lines that may be none."""
    listed = read_list(text, Tables(6, 1), choices)
    outcomes, _notices = in_doubt(listed, listed.outcomes, choices)
    return [each.text if isinstance(each, IncomingIdea) else f"?{each.excerpt}" for each in outcomes]


@pytest.mark.parametrize("width", [16, 20, 24, 28, 32, 37, 43, 55, 70])
@pytest.mark.parametrize(
    "ideas",
    [
        (
            "prêter les salles de la mairie aux associations le soir et pendant les vacances scolaires",
            "un marché de producteurs chaque premier dimanche sur la place de la gare",
            "des bancs à l'ombre devant les écoles et le long du canal",
        ),
        (
            "Open the library on Sunday afternoons with volunteers from the secondary school",
            "A shared workshop where people of the district repair what they own",
            "Plant fruit trees along the river path and share what they bear",
        ),
    ],
)
def test_a_list_holds_the_same_ideas_whatever_the_width_of_its_lines(ideas: tuple[str, ...], width: int) -> None:
    lines = [line for idea in ideas for line in textwrap.wrap(f"- {idea}", width, break_on_hyphens=False)]
    assert words("\n".join(lines)) == list(ideas)


def test_what_goes_on_below_a_bullet_is_told_and_stays_apart_as_written() -> None:
    text = "• Une navette entre\nla gare et le centre\n• Une ludothèque\nouverte le dimanche\n• Un lavoir"
    ideas = ["Une navette entre la gare et le centre", "Une ludothèque ouverte le dimanche", "Un lavoir"]
    assert words(text) == ideas
    (notice,) = read_list(text, Tables(6, 1)).notices
    assert "the idea above (2 lines): “la gare et le centre”, “ouverte le dimanche”. If one of them" in str(notice)
    assert len(words(text, Choices(as_written=True))) == len(text.split("\n"))


def test_a_line_that_may_be_an_idea_is_in_doubt_where_others_go_on() -> None:
    text = (
        "- Un jardin partagé derrière\nla salle des fêtes\n- Un four\nune cour ouverte\n- Un atelier avec les\nanciens"
    )
    assert words(text) == [
        "Un jardin partagé derrière la salle des fêtes",
        "Un four",
        "?une cour ouverte",
        "Un atelier avec les anciens",
    ]
    assert "une cour ouverte" in words(text, Choices(doubtful=True))


@pytest.mark.parametrize("others", ["", "- Un marché de nuit\nqui ferme tard\n", "- Une fête\nouverte à tous\n"])
def test_a_capital_below_a_line_that_ended_begins_an_idea(others: str) -> None:
    text = f"- Un jardin partagé\n- Des bancs\nUne fontaine à eau\n{others}- Un lieu pour les ados\n"
    assert words(text)[:3] == ["Un jardin partagé", "Des bancs", "Une fontaine à eau"]
    joined = " ".join(others.removeprefix("- ").split())
    assert words(text)[3:] == [*([joined] if joined else []), "Un lieu pour les ados"]


def test_where_all_is_in_small_letters_what_does_not_plainly_go_on_is_in_doubt() -> None:
    text = "- bancs à l'ombre\nfontaine à eau\n- marché de nuit\navec des concerts\n- lieu pour les ados\n"
    assert words(text) == [
        *("bancs à l'ombre", "?fontaine à eau", "marché de nuit avec des concerts", "lieu pour les ados")
    ]


def test_whatever_is_joined_is_told() -> None:
    (notice,) = read_list("- Ouvrir les lieux\n  à tous\n- Un four\n", Tables(6, 1)).notices
    assert "the idea above (1 line): “à tous”. If one of them is an idea, start it with a dash" in str(notice)


@pytest.mark.parametrize(
    "text",
    [
        "- Mobilité\nun pédibus\nplus de bus\n- Jardins\ndes ruches\nun compost",
        "1. École ouverte\nprêter la cour\n2. Mobilité douce\nréparer les vélos",
        "- Un lavoir\nUne cour\n- Un four\nUn banc",
        "- un lavoir\nune cour\n- un four\nun banc",
        "- Créer un jardin\nplanter des arbres\n- Aménager la place\nposer des bancs",
    ],
)
def test_lines_that_lost_their_bullets_and_lines_below_themes_are_ideas(text: str) -> None:
    assert len(words(text)) == len(text.split("\n"))


@pytest.mark.parametrize("sign", ["°", "¤", "»", "¬"])
def test_signs_a_program_reads_for_dots_are_bullets(sign: str) -> None:
    assert words(f"{sign} Un café\n{sign} Une cour") == ["Un café", "Une cour"]
    assert words(f"· Un café\n· Une cour\n{sign} Un four") == ["Un café", "Une cour", "Un four"]
    assert words(f"Un café\n{sign} Une cour") == ["Un café", f"{sign} Une cour"]


@pytest.mark.parametrize("sign", ["!", "!!!", "?", "…", "."])
@pytest.mark.parametrize(
    "line", ["Et j’ai oublié : un terrain de pétanque", "Avec les écoles, un verger", "And a pond"]
)
def test_no_line_goes_on_below_the_end_of_a_sentence(sign: str, line: str) -> None:
    assert words(f"- Un bus de nuit\n- Des toilettes publiques {sign}\n{line}\n")[1:] == [
        f"Des toilettes publiques {sign}",
        line,
    ]


@pytest.mark.parametrize("text", ["- Un four\n- Une fête\nAvec un bal\n", "- Un four\n- Une fête.\net un bal\n"])
def test_a_joining_word_with_a_capital_or_below_a_full_stop_is_in_doubt(text: str) -> None:
    _four, above, line = text.splitlines()
    assert words(text) == ["Un four", above[2:], f"?{line}"]
    assert words(text, Choices(doubtful=True)) == ["Un four", above[2:], line]


def test_what_plainly_goes_on_below_short_ideas_is_no_idea_and_may_say_the_status() -> None:
    text = "- benches\nnear the bus stop\n- a youth club\n- bike racks\nat the station\n- dog park\n"
    assert words(text) == ["benches near the bus stop", "a youth club", "bike racks at the station", "dog park"]
    assert words("- LIEU POUR LES JEUNES\nAVEC DE LA MUSIQUE\n- UN FOUR\nCOMPOST\n- UN BAL\n") == [
        *("LIEU POUR LES JEUNES AVEC DE LA MUSIQUE", "UN FOUR", "?COMPOST", "UN BAL")
    ]
    assert (
        words("- Un bal\n- Recenser les liens\nqui marchent déjà\n- Un four")[1]
        == "Recenser les liens qui marchent déjà"
    )
    assert words("- Un atelier\nexiste déjà à la MJC\n- Un four\n- Un bal")[0] == "Un atelier – existe déjà à la MJC"
    for label in ("Note : voir la CAF", "Lieu : ancienne gare", "Where: the old station"):
        assert words(f"- Une crèche\n  {label}\n- Un four\n- Un bal\n")[1] == f"?{label}"
    assert words("- Une crèche\nPour ceux qui partent tôt\n- Un four\n- Un bal\n")[1] == "?Pour ceux qui partent tôt"
