"""Remarks of people on ideas, in pads and minutes written live: they are in doubt, and never a part of an idea."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.doubtful_lines import CHATTER
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.remarks import REMARK, is_remark


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**{"table": 1, **said}), 6)  # type: ignore[arg-type]


def texts(text: str, **said: object) -> list[str]:
    return [row.text for row in read(text, **said).rows]


REMARKS = (
    "[Pascal] : je trouve ça cher|Jeanne : +1, d'accord avec ça|Paul: agreed|+1|d'accord, mais pas trop tard|[Sarah] "
    "who would run it?|Sarah: I like this, but where?|+1 from me too|PM : à deux, c’est mieux|Claire – le soir surtout"
    "|Commentaire de Claire : voir avec le département|Qui arrose ?|mais pas le lundi|trop cher"
    "|cf. le compte rendu|> on pourrait partager|(Paul) le soir aussi"
    "|à voir avec la mairie|same here, with a bench|pas d’accord|bonne idée, mais où ?|not sure about the budget|bof"
)


@pytest.mark.parametrize("indent", ["    ", "  ", ""])
@pytest.mark.parametrize("words", REMARKS.split("|"))
def test_what_somebody_says_of_the_idea_above_is_in_doubt_and_never_glued_to_it(words: str, indent: str) -> None:
    text = f"- Un jardin partagé\n{indent}{words}\n- Une fête des voisins\n- Un four à pain\n"
    found = read(text)
    assert [row.text for row in found.rows] == ["Un jardin partagé", "Une fête des voisins", "Un four à pain"]
    assert [(row.excerpt, row.doubtful) for row in found.refused] == [(words, True)]
    assert {row.reason.text for row in found.refused} <= {REMARK, CHATTER}
    assert len(texts(text, doubtful=True)) == len(text.splitlines())


def test_a_sub_point_that_somebody_says_is_a_remark_and_no_detail() -> None:
    text = "* Un jardin\n   * le soir aussi\n   * Tom : trop petit\n* Un four\n* Un lavoir\n"
    assert texts(text) == ["Un jardin", "le soir aussi", "Un four", "Un lavoir"]
    found = read(text, sub_points="detail")
    assert (found.rows[0].text, found.rows[0].detail) == ("Un jardin", "le soir aussi")
    assert "1 sub-point: read as a detail of the point above, not as an idea." in map(str, found.reading.notices)
    assert "trop petit" in texts(text, doubtful=True)


@pytest.mark.parametrize("mark", ["", "- "])
def test_where_every_line_has_a_name_each_is_the_idea_of_who_speaks(mark: str) -> None:
    text = f"{mark}Léa : un jardin\n{mark}Omar : un four\n{mark}  Léa : un lavoir\n{mark}Omar : d’accord, mais petit\n"
    assert texts(text) == ["un jardin", "un four", "un lavoir"]


def test_what_people_say_below_a_theme_is_an_idea() -> None:
    text = "- Mobilité\n  - Léa : un pédibus\n  - Omar : une navette\n- Jardins :\n  - Léa : un compost\n"
    assert {"un pédibus", "une navette", "un compost"} <= set(texts(text))


def test_a_line_below_a_remark_is_in_doubt() -> None:
    found = read("- Un jardin\nOmar : trop petit\navec un banc\n- Un four\n- Un lavoir\n")
    assert [row.excerpt for row in found.refused] == ["Omar : trop petit", "avec un banc"]
    assert texts("Un jardin\n   -> Karim ok\nUn four\n   -> Léa : bof\nUn bal\n") == ["Un jardin", "Un four", "Un bal"]


def test_names_are_left_out_of_the_remarks_that_are_wanted() -> None:
    text = "- Un jardin\n  [Zbigniewa] : le soir\n  Rosa : à deux\n- Un four\n- Un lavoir\n"
    assert texts(text, doubtful=True) == ["Un jardin", "le soir", "à deux", "Un four", "Un lavoir"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Oui aux bancs",
            "Non aux voitures",
            "OK Corral : un spectacle",
            "+1 poubelle par rue",
            "Pareil pour les vélos",
        ),
        *(
            "Maïs au jardin",
            "Agree with neighbours on quiet hours at night",
            "Super marché de Noël",
            "Same day repairs",
        ),
        *("Pourquoi pas un marché ?", "Qui prend soin des anciens ?", "No cars on Sundays", "C’est la fête au village"),
        *("Commenter le budget", "À voir : une expo", "Exactitude des bus", "Je propose un marché", "++ de vert"),
        *("Trop-plein de la fontaine à réparer", "Not-for-profit café", "Mais aussi un marché de Noël"),
        *("Paul Éluard : une rue à son nom", "Will power workshops"),
        *("À voir avec les écoles : un jardin", "Let’s see the stars: a club", "Qui paie l’eau ? Une régie publique"),
        *(
            "Je crois que c’est la bibliothèque qu’il faut ouvrir",
            "Non-mixité choisie au gymnase",
            "Too good to waste: soup",
        ),
    ],
)
def test_what_begins_alike_is_an_idea(words: str) -> None:
    assert not is_remark(words)
    assert words in texts(f"Un jardin partagé\n{words}\nUne fresque\n")


def test_comments_below_a_document_are_remarks_and_their_marks_are_no_words() -> None:
    found = read("* Un tiers-lieu[a]\n* Un bal\n* Une cantine[b]\n\n[a]Qui porterait le projet ?\n[b]Existe à Lens\n")
    assert [row.text for row in found.rows] == ["Un tiers-lieu", "Un bal", "Une cantine"]
    assert [(row.excerpt, row.reason.text) for row in found.refused] == [
        ("[a]Qui porterait le projet ?", REMARK),
        ("[b]Existe à Lens", REMARK),
    ]
    assert texts("[a] Un tiers-lieu\n[b] Un bal\n")[0].endswith("Un tiers-lieu")


@pytest.mark.parametrize(
    "words",
    [
        "Paul said it exists in town",
        "Léa pense que c’est loin",
        "Omar est contre",
        "pas de budget selon Léa",
        "Karim ok",
        *("Omar pas fan", "+1 Luc", "ok Léa", "Oui de tous"),
    ],
)
def test_what_is_reported_of_somebody_is_a_remark(words: str) -> None:
    assert texts(f"- Un four\n- Un bal\n{words}\n- Un lavoir\n") == ["Un four", "Un bal", "Un lavoir"]


def test_answers_quoted_below_an_idea_are_remarks() -> None:
    text = "- Un four\n    > Léa : bonne idée !\n    > Zbig: où ça ?\n- Un bal\n    > on verra\n- Un lavoir\n"
    assert texts(text) == ["Un four", "Un bal", "Un lavoir"]


def test_ideas_and_comments_with_a_label_each_are_told_apart() -> None:
    text = "Idée : un four\nRemarque : bruit\nIdée : un bal\nIdée : un lavoir\n"
    assert texts(text) == ["un four", "un bal", "un lavoir"]
    assert all("themes" not in str(notice) for notice in read(text).reading.notices)
    assert texts("Idée : un four\nUn bal\n") == ["Idée : un four", "Un bal"]


def test_what_an_unknown_name_says_is_a_remark_once_the_name_is_off() -> None:
    text = "[Anna] un four\n[Zbig] oui ! mais pas le dimanche\n[Anna] un bal\n[Omar] un lavoir\n[Zbig] un pré\n"
    assert texts(text) == ["un four", "un bal", "un lavoir", "un pré"]


@pytest.mark.parametrize("line", ["Momo : est-ce qu’on garde le bal ? -> oui", "On garde le bal ? oui", "A fair? → no"])
def test_a_question_with_its_answer_beside_the_bullets_is_a_remark(line: str) -> None:
    text = f"Table 4\n- une chorale\n- une fête\n\n{line}\n- un marché ? oui\n"
    found = read_ideas(contents_of(text.encode()), Choices(), 6)
    assert [row.text for row in found.rows] == ["une chorale", "une fête", "un marché ? oui"]
    assert [(row.excerpt, row.reason.text, row.doubtful) for row in found.refused] == [(line, REMARK, True)]
