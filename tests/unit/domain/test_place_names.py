"""Names of places within French sentences, and in what people typed of a venue."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Message, PlaceName
from facilitate.domain.place_names import apart, city_of_venue
from facilitate.export.compose.document import with_places
from facilitate.i18n import Language

OF, IN = "To those who organised the event in {event}", "In {event}, an idea to be created was noted:"


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Lyon", "de Lyon", "À Lyon"),
        ("Le Havre", "du Havre", "Au Havre"),
        ("Le Mans", "du Mans", "Au Mans"),
        ("Les Lilas", "des Lilas", "Aux Lilas"),
        ("Les Ulis", "des Ulis", "Aux Ulis"),
        ("La Rochelle", "de La Rochelle", "À La Rochelle"),
        ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses", "À L’Haÿ-les-Roses"),
        ("Orléans", "d’Orléans", "À Orléans"),
        ("Évry", "d’Évry", "À Évry"),
        ("Hyères", "d’Hyères", "À Hyères"),
        ("Honfleur", "de Honfleur", "À Honfleur"),
        ("Yvetot", "d’Yvetot", "À Yvetot"),
        ("Lens", "de Lens", "À Lens"),
        ("Lesparre", "de Lesparre", "À Lesparre"),
        ("{Le Havre}", "de {Le Havre}", "À {Le Havre}"),
        ("«\u00a0Day\u00a0»", "de «\u00a0Day\u00a0»", "À «\u00a0Day\u00a0»"),
    ],
)
def test_a_place_is_joined_to_the_word_before_it_as_french_does(name, of, at):
    french, english = Language("fr"), Language("en")
    assert french(OF, event=PlaceName(name)).endswith(f"la rencontre {of}")
    assert french.message(Message(IN, {"event": PlaceName(name)})).startswith(f"{at}, une idée")
    runs = with_places(french, IN, event=name)
    assert "".join(run.text for run in runs) == french(IN, event=PlaceName(name))
    assert [run.own for run in runs] == [True, False, True]
    assert english(OF, event=PlaceName(name)) == f"To those who organised the event in {name}"
    if name[0].isalpha():
        assert apart(of) == apart(at[0].lower() + at[1:]) == name


def test_two_places_of_one_sentence_are_each_joined():
    text = "".join(
        run.text
        for run in with_places(
            Language("fr"),
            "We therefore write to both of you. Would the organisers in {wanted} contact those in {existing}, who will "
            "pass the request on to the people behind the idea? Here is where to write:",
            wanted="Le Havre",
            existing="Orléans",
        )
    )
    assert "à la fois au Havre et à Orléans" in text
    assert "la rencontre du Havre" in text
    assert "avec celle d’Orléans" in text


@pytest.mark.parametrize(
    ("venue", "city"),
    [
        ("Darwin, Bordeaux", "Bordeaux"),
        ("Hôtel de ville, 76600 Le Havre", "Le Havre"),
        ("Bordeaux", ""),
        ("Maison commune, 12 rue des Lilas", ""),
        ("Médiathèque, 2e étage", ""),
        ("Médiathèque, Salle Jean Moulin", ""),
        ("Médiathèque, salle B", ""),
        ("Darwin,", ""),
        ("", ""),
    ],
)
def test_a_venue_tells_its_city_behind_a_comma(venue, city):
    assert city_of_venue(venue) == city
