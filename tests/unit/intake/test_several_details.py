"""All that stands beside an idea comes in with it, whichever of several columns it stands in."""

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices


def details(text):
    found = read_ideas(contents_of(text.encode(), name="idees.csv"), Choices(table=1), 3)
    return [row.detail for row in found.rows]


@pytest.mark.parametrize(
    "heads", ["Title;Summary;Description", "Titre;Résumé;Texte", "title;summary;body", "Titre;Description;Résumé"]
)
def test_a_summary_and_a_description_both_come_in(heads):
    text = (
        f"{heads}\nUn pédibus pour l’école;Accompagner les enfants à pied;Des parents à tour de rôle\n"
        "Un frigo partagé;;Devant la mairie, ouvert à tous\n"
    )
    assert details(text) == [
        "Accompagner les enfants à pied\n\nDes parents à tour de rôle",
        "Devant la mairie, ouvert à tous",
    ]


def test_what_a_column_repeats_of_another_comes_in_once():
    text = "Titre;Résumé;Description\nUn pédibus;À pied;À pied avec des parents\nUn frigo;À la mairie;À la mairie\n"
    assert details(text) == ["À pied avec des parents", "À la mairie"]


def test_of_a_text_in_two_languages_the_first_comes_in():
    text = "title/fr;body/fr;body/en\nUn pédibus;À pied avec des parents;On foot with parents\n"
    assert details(text) == ["À pied avec des parents"]
