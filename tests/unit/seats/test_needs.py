"""What guest lists say people need of a seat, in the words that people write."""

from __future__ import annotations

import pytest

from facilitate.domain.values.people import Participant
from facilitate.workshop.seats.needs import interpreters_for, needs_no_steps, understands


@pytest.mark.parametrize(
    ("access", "needed"),
    [
        ("fauteuil roulant", True), ("PMR", True), ("Mobilité réduite", True), ("béquilles jusqu’en mai", True),
        ("Wheelchair user", True), ("step-free please", True), ("de plain-pied", True), ("pas d'escaliers", True),
        ("", False), ("boucle magnétique", False), ("malvoyante, chien guide", False), ("large print", False),
        ("besoin d'une place au calme", False),
    ],
)  # fmt: skip
def test_who_cannot_take_steps_is_told_by_their_own_words(access, needed):
    assert needs_no_steps(Participant("p", "Participante 01", access=access)) is needed


@pytest.mark.parametrize(
    ("need", "offered", "met"),
    [
        ("LSF", "langue des signes", True), ("interprète en langue des signes", "LSF / français", True),
        ("arabe", "Arabe, anglais", True), ("oui", "arabe", True), ("Interprète", "LSF", True),
        ("arabe - français", "anglais - français", False), ("LSF", "arabe", False), ("arabe", "", False),
        ("", "arabe", False),
    ],
)  # fmt: skip
def test_an_interpreter_is_one_of_the_language_that_is_needed(need, offered, met):
    guest, other = Participant("a", "01", interpreter=need), Participant("b", "02", interprets=offered)
    assert understands(guest, other) is met


def test_interpreters_share_those_who_need_them_and_whoever_sits_there_already_comes_first():
    people = [
        *(Participant(f"p{n}", f"0{n}", interpreter="LSF") for n in range(4)),
        *(Participant(key, key, interprets="LSF") for key in ("x", "y")),
    ]
    assert interpreters_for(people, {}) == {"p0": "x", "p1": "y", "p2": "x", "p3": "y"}
    assert interpreters_for(people, {"p0": 2, "y": 2, "p3": 1}) == {"p0": "y", "p1": "x", "p2": "x", "p3": "y"}
