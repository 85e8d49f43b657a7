"""Pads and chats that write who says it in brackets, in bold or behind an @, before the words."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=1), 8)


def texts(text: str) -> list[str]:
    return [row.text for row in read(text).rows]


@pytest.mark.parametrize("sign", ["", "- "])
@pytest.mark.parametrize(
    "who",
    [
        *("[Léa]", "(Léa)", "<Léa>", "[Léa] :", "(Léa) –", "[Léa, Omar]", "[@Léa]", "[Léa:]"),
        *("@Léa", "@Léa :", "**Léa** :", "**Léa :**", "*Léa* :", "**Léa**:"),
    ],
)
def test_the_name_before_the_words_is_left_out_however_it_is_written(who: str, sign: str) -> None:
    text = f"{sign}un lavoir\n{sign}{who} une navette\n{sign}une ruche\n"
    assert texts(text) == ["un lavoir", "une navette", "une ruche"]


def test_what_stands_in_brackets_and_is_no_name_stays() -> None:
    for words in ("[Culture] une navette", "(Paris) une navette", "(Jardin) une navette", "@Léa Dupont une navette"):
        assert words in texts(f"un lavoir\n{words}\nune ruche\n")


def test_a_pad_whose_authors_are_mostly_known_has_names_only() -> None:
    text = "[Zbigniewa] une navette\n[Léa] un lavoir\n[Zbigniewa] une ruche\n[Omar] un four\n[Léa] une école\n"
    assert texts(text) == ["une navette", "un lavoir", "une ruche", "un four", "une école"]


def test_who_is_called_and_asked_is_chatter() -> None:
    assert texts("une navette\n@Omar tu viens demain ?\nune ruche\n") == ["une navette", "une ruche"]


@pytest.mark.parametrize(
    "words",
    [
        *("d'accord avec Omar", "je suis d’accord avec Omar", "+1 pour la navette", "idem que Omar", "ok avec Omar"),
        *("I agree with Tom", "same as Sarah", "+1 for the bus", "agreed with Tom"),
    ],
)
def test_agreeing_with_somebody_is_kept_back(words: str) -> None:
    found = read(f"[Léa] une navette\n[Omar] {words}\n[Léa] une ruche\n")
    assert [row.text for row in found.rows] == ["une navette", "une ruche"]
    assert [row.doubtful for row in found.refused] == [True]
    assert "+1 poubelle par rue" in texts("une navette\n+1 poubelle par rue\nune ruche\n")


@pytest.mark.parametrize(
    "words",
    [
        *("Léa> une navette", "une navette — Léa", "une navette – Léa et Omar", "Léa propose une navette"),
        *("Omar suggère d’ouvrir une navette", "Omar suggests a navette"),
    ],
)
def test_a_name_before_an_angle_behind_a_dash_or_before_its_verb_is_left_out(words: str) -> None:
    found = texts(f"un lavoir\n{words}\nune ruche\n")[1]
    assert "navette" in found
    assert not any(each in found for each in ("Léa", "Omar", "propose", "suggère"))


def test_frequent_names_of_britain_are_names_too() -> None:
    found = texts("Kate – local currency\nTrevor: a repair café\na choir\n")
    assert found == ["local currency", "a repair café", "a choir"]


@pytest.mark.parametrize(
    "words", ["Un bus – Rennes", "Une rue – Rose", "La mairie propose une aide", "Un atelier – Top"]
)
def test_what_stands_behind_a_dash_and_is_no_name_stays(words: str) -> None:
    assert words in texts(f"un lavoir\n{words}\nune ruche\n")
