"""Minutes: what is their head and no idea, which table they are of, and who speaks."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.incoming import Choices, IncomingIdea, RefusedRow, Tables
from facilitate.workshop.intake.lists import Listed, read_list
from facilitate.workshop.intake.minutes import HEAD
from facilitate.workshop.intake.no_ideas import THEME

IDEAS = "\n\n- un four\n- un banc\n"


def read(text: str, given: int | None = 1, *, as_written: bool = False) -> Listed:
    return read_list(text, Tables(8, given), Choices(as_written=as_written))


def ideas(found: Listed) -> list[tuple[int, str]]:
    return [(each.table, each.text) for each in found.outcomes if isinstance(each, IncomingIdea)]


def texts(text: str) -> list[str]:
    return [words for _table, words in ideas(read(text))]


def head(text: str) -> int:
    return sum(isinstance(each, RefusedRow) and each.reason.text == HEAD for each in read(text).outcomes)


@pytest.mark.parametrize(
    "title",
    [
        *("Compte rendu — table 5", "Compte-rendu, table 5", "CR table 5 du 12 mars", "CR de la table n° 5"),
        *("Notes table 5 : les aînés", "Idées de la table 5", "Atelier du 12 mars, table 5", "P.V. Table 5"),
        *("CR du groupe 5", "Meeting notes - table 5", "Minutes of table 5", "Table : 5", "# Restitution du groupe 5"),
    ],
)
def test_a_title_of_minutes_names_the_table_of_what_follows(title: str) -> None:
    assert ideas(read(f"{title}{IDEAS}", None)) == [(5, "un four"), (5, "un banc")]


def test_several_minutes_in_one_text_each_name_their_table() -> None:
    text = "CR du groupe 2\nPrésents : Léa, Omar\n\nun four\n\nCR du groupe 3 : les aînés\nDate : 12 mars\n\nun banc\n"
    assert ideas(read(text, None)) == [(2, "un four"), (3, "un banc")]


@pytest.mark.parametrize(
    "line",
    [
        *("Compte rendu des élus chaque année", "Notes de musique sur la table 5", "Idées table 5 : un banc"),
        *("Atelier pour 5 tables", "Propositions des tables 4 et 5"),
    ],
)
def test_an_idea_that_only_begins_as_a_title_does_stays_one(line: str) -> None:
    assert ideas(read(f"un four\n{line}\nun banc\n"))[1] == (1, line)


@pytest.mark.parametrize(
    "line",
    [
        *("Date : 12 mars", "Date : mardi 12 mars 2027, 18h30", "Date: March 12, 2027", "Date : 12/04/2027"),
        *("Lyon, le 12 mars 2027", "le 12 mars 2027", "Horaires : 18h30 – 20h", "Durée : 2 h", "- Date : 12 mars"),
        *(
            "Présents : Léa, Omar, Inès",
            "Animatrice : Claire Martin",
            "Animé par Claire Martin",
            "Léa, Omar et Inès Roy",
        ),
        *("Attendees: Tom, Jane", "Date et lieu : 12 mars, salle des fêtes"),
    ],
)
def test_a_line_of_the_head_is_no_idea(line: str) -> None:
    assert texts(f"{line}{IDEAS}") == texts(f"Table 3\n{line}{IDEAS}") == ["un four", "un banc"]


def test_the_title_alone_is_of_the_head_where_a_head_or_a_list_follows() -> None:
    assert texts("Compte rendu de l’atelier\nDate : 12 mars\n\nun four\n") == ["un four"]
    assert texts("Atelier « Le quartier »\nPrésents : Léa, Omar\nun four\n") == ["un four"]
    assert texts("Compte rendu\n\nun four\nun banc\n") == ["un four", "un banc"]
    assert texts("Atelier vélo\n\nun four\n") == ["Atelier vélo", "un four"]


def test_a_place_or_a_subject_is_of_the_head_only_in_its_company() -> None:
    assert head("CR du groupe 3\nLieu : salle des fêtes\nDate : 12 mars\nAnimatrice : une bénévole\n\nun four\n") == 3
    assert texts("Lieu : la friche\nun four\n") == ["Lieu : la friche", "un four"]
    assert texts("Date : 12 mars\nLieu : la friche\nLieu : le quai\n") == ["Lieu : la friche", "Lieu : le quai"]
    assert texts("Date : 12 mars\n\nLieu : une friche pour tous\n") == ["Lieu : une friche pour tous"]


@pytest.mark.parametrize(
    "line",
    [
        *("Date limite : avancer le dépôt", "Date : la repousser", "Logement : créer un fonds", "Contact : un guichet"),
        *("Animatrice : en payer une par quartier", "Horaires : ouvrir à 7 h", "Durée : 2 h de gratuité", "12 bancs"),
        *("Salle : en ouvrir une", "2027 : une année verte"),
    ],
)
def test_an_idea_that_looks_like_a_head_is_an_idea(line: str) -> None:
    assert texts(f"{line}\nun four\n") == [line, "un four"]
    assert texts(f"un four\n{line}\n") == ["un four", line]


def test_names_below_those_who_were_there_are_of_the_head_to_the_blank_line() -> None:
    text = "Présents :\n- Léa Durand\n- Omar B.\nAnimatrice : Claire\n\n- Kiosque\n- Un four\n"
    assert texts(text) == ["Kiosque", "Un four"]
    assert head(text) == 4


def test_who_was_there_and_speaks_is_left_out_by_any_of_their_names() -> None:
    text = "Présents : Zélinda Durand (mairie), Tjark, M. Petit\n\n"
    said = ["Zélinda : un four", "Durand : un banc", "ZD : un abri", "Tjark : un lit", "M. Petit : un bal", "Lieux : x"]
    assert texts(text + "\n".join(said)) == ["un four", "un banc", "un abri", "un lit", "un bal", "Lieux : x"]


@pytest.mark.parametrize("name", ["Léa", "Omar", "Jean-Paul", "Inès R.", "Léa D", "Mme Roy", "M. Roy", "Monsieur Roy"])
def test_a_name_that_can_be_nothing_else_is_left_out_even_once(name: str) -> None:
    found = read(f"un four\n{name} : une crèche\nun banc\n")
    assert [text for _table, text in ideas(found)] == ["un four", "une crèche", "un banc"]
    assert "people speaking" in str(found.notices[-1])


@pytest.mark.parametrize("label", ["Noël", "Pierre", "Jean Moulin", "France", "Victor Hugo"])
def test_what_may_be_a_name_stays_and_is_told(label: str) -> None:
    found = read(f"un four\n{label} : une fête\nun banc\n")
    assert ideas(found)[1] == (1, f"{label} : une fête")
    assert [str(each) for each in found.notices if label in str(each)]


def test_beside_two_people_a_first_name_that_is_a_word_speaks_too() -> None:
    assert texts("Léa : un four\nOmar : un banc\nPierre : un abri\nInès Roy : un bal\n") == [
        "un four", "un banc", "un abri", "un bal",
    ]  # fmt: skip


def test_themes_before_a_colon_stay_and_are_told() -> None:
    found = read("Lieux : la friche\nLieux : le lavoir\nLiens : un journal\nun four\n")
    assert ideas(found)[0] == (1, "Lieux : la friche")
    assert "themes and imported with the ideas: “Lieux”, “Liens”." in str(found.notices[-1])
    assert read("Forêt urbaine : 300 arbres\nun four\n").notices == ()


def test_as_written_takes_every_line_and_the_title_still_names_its_table() -> None:
    found = read("Compte rendu — table 5\nDate : 12 mars\nLéa : un four\n", None, as_written=True)
    assert ideas(found) == [(5, "Date : 12 mars"), (5, "Léa : un four")]


def test_a_name_before_a_dash_in_brackets_or_alone_above_is_left_out_too() -> None:
    assert texts("Léa – un four\nun banc (Omar)\nun bal (Inès, Omar et Léa)\nLéa:un abri\n") == [
        "un four", "un banc", "un bal", "un abri",
    ]  # fmt: skip
    assert texts("Léa :\n- un four\n- un banc\n\nOmar :\n- un bal\n") == ["un four", "un banc", "un bal"]
    kept = ["fresque (Simone Veil)", "Victoire – une place", "Marseille - un quai", "un four (gratuit)", "Banc (Petit)"]
    assert texts("\n".join(kept)) == kept


def test_an_idea_that_speaks_of_somebody_who_was_there_is_told() -> None:
    found = read("Présents : Léa, Omar\n\nLéa : un four, d’accord avec Omar\nun banc\n")
    assert "(1 line)" in str(next(each for each in found.notices if "mention people" in str(each)))
    assert not [each for each in read("Léa : un four\nOmar : un banc\n").notices if "mention people" in str(each)]


@pytest.mark.parametrize("many", ["(", "Aa ", "(Aa ", "Aa, ", "Léa : ", "12 mars ", "table 5 ", "de la "])
@pytest.mark.parametrize("begins", ["", "Compte rendu ", "Présents : ", "Date : ", "Léa ", "Notes ", "Animé par "])
def test_a_long_line_of_minutes_takes_no_longer_than_another(begins: str, many: str) -> None:
    found = read(f"{begins}{many * 50_000})\nfin\n")
    assert len(found.outcomes) == 2


WHOLE = """COMPTE-RENDU D'ATELIER – TABLE 4
Le 12 mars 2027 à 18h30, Maison des associations
Animation : Fatou Diop (CCAS)
Secrétaire : M. Lebrun
Présents : Mmes Petit, Roy ; MM. Durand et Benali
Excusée : Claire

Ordre du jour : imaginer le quartier

1. Mobilité
- Mme Petit : plus de bus le soir
- M. Durand propose des pistes cyclables
- Benali : un parking relais

2. Culture
- ouvrir le gymnase
- Petit, Roy : un ciné-club
- Fatou dit : un bal

Prochaine réunion : le 2 avril à 18h30
Fin de la séance à 20h15
"""


def test_a_whole_record_of_a_meeting_holds_its_ideas_and_nothing_else() -> None:
    found = read(WHOLE, None)
    assert ideas(found) == [
        (4, words)
        for words in (
            *("plus de bus le soir", "des pistes cyclables", "un parking relais"),
            *("ouvrir le gymnase", "un ciné-club", "un bal"),
        )
    ]
    assert head(WHOLE) == 6
    assert [each.excerpt for each in found.outcomes if isinstance(each, RefusedRow) and each.reason.text == THEME] == [
        "1. Mobilité", "2. Culture",
    ]  # fmt: skip
    assert len(ideas(read(WHOLE, 4, as_written=True))) > len(ideas(found))


@pytest.mark.parametrize(
    "line", ["Prochaine réunion : en plein air", "Fin de la rue à rouvrir", "Le 14 juillet, un bal", "Culture : un bal"]
)
def test_an_idea_that_looks_like_the_rest_of_minutes_is_one(line: str) -> None:
    assert texts(f"un four\n{line}\n") == ["un four", line]


def test_one_theme_above_a_list_and_themes_with_points_further_in_are_as_they_were() -> None:
    assert texts("• Nature\n   - un jardin\n• Culture\n   - un bal\n") == ["Nature", "un jardin", "Culture", "un bal"]
    assert texts("Nature\n- Culture\n- un bal\nSport\n- Mobilité\n") == [
        "Nature",
        "Culture",
        "un bal",
        "Sport",
        "Mobilité",
    ]
    assert texts("Nature\n- un jardin\n- un bois\n") == ["Nature", "un jardin", "un bois"]
