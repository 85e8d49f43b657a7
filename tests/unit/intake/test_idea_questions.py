"""Forms that ask for an idea in several questions: each answer is an idea, and none is left out for a false reason."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.idea_questions import asks_for_idea
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming

ROWS = "1;Un banc public;Un four à pain;Un lit de camp\n2;Un mur de lierre;;\n3;;Un pré communal;\n"


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode(), name="form.csv"), Choices(**said), 6)  # type: ignore[arg-type]


def ideas(found: Incoming) -> list[str]:
    return [row.text for row in found.rows]


@pytest.mark.parametrize(
    "heads",
    [
        "Quelle est votre première idée pour le parc de demain ?;Une deuxième idée ?;Une troisième idée ? (facultatif)",
        "Votre idée pour le parc;Une deuxième idée ?;Une troisième idée ?",
        "Quelle est votre idée principale pour le parc ?;Avez-vous une autre idée ?;Encore une idée ?",
        "Que proposez-vous pour le parc de demain ?;Une autre proposition ?;Encore une ?",
        "What would you change in this park?;Another idea?;One more idea?",
        "What is your main idea for the park?;Do you have another idea?;A third one?",
        "What's your best idea for the high street in 2030?;Second idea (optional);Third idea (optional)",
        "Quelle proposition feriez-vous à la ville ?;Une proposition complémentaire ?;Une autre ?",
        "Your big idea for the riverside;Any other idea?;Another idea for the riverside",
        "Qu’est-ce qu’on pourrait inventer pour le quartier ?;Une deuxième idée ?;Une troisième idée ?",
        "Comment rendre la gare plus agréable ?;Une autre idée ?;Une dernière idée ?",
        "What is your idea for the market hall?;One more idea?;Any last idea?",
        "What do you suggest for older people?;Another suggestion?;A further suggestion?",
    ],
)
def test_a_question_and_its_complements_are_all_ideas(heads: str) -> None:
    found = read(f"Table;{heads}\n{ROWS}")
    assert ideas(found) == [
        "Un banc public", "Un four à pain", "Un lit de camp", "Un mur de lierre", "Un pré communal"
    ]  # fmt: skip
    assert not found.refused
    assert not found.reading.left_out


@pytest.mark.parametrize(
    "heads",
    [
        "Que proposez-vous pour le parc ?;Une autre proposition ?;Un commentaire ?",
        "What is your first idea for the park?;Another idea?;Why?",
        "What is your first idea for the park?;Another idea?;Any comments for the organisers?",
    ],
)
def test_what_asks_for_a_comment_is_no_idea(heads: str) -> None:
    found = read(
        f"Table;{heads}\n1;Un banc public;Un four à pain;Un lit de camp ici\n2;Un mur;;C’est trop bruyant là\n"
    )
    assert ideas(found) == ["Un banc public", "Un four à pain", "Un mur"]


@pytest.mark.parametrize(
    "name",
    [
        "Votre idée existe-t-elle déjà ?", "Qui porterait cette idée ?", "Combien coûterait votre idée ?", "Pourquoi ?",
        "Your idea's cost", "Is this idea realistic?", "Anything else?", "Who proposes it?", "Un commentaire ?",
        "Any other suggestions for the organisers?", "Une suggestion pour la prochaine rencontre ?", "Idée de qui ?",
        "D’autres suggestions sur l’atelier ?", "A suggestion for our next workshop?", "Which action do you support?",
        "Quelle idée préférez-vous ?", "Which idea would you vote for?",
        "Pensez-vous que cette idée soit utile ?", "À quelle table étiez-vous ?", "Votre adresse", "Autre",
    ],
)  # fmt: skip
def test_what_is_about_an_idea_asks_for_none(name: str) -> None:
    assert not asks_for_idea(name)


def test_where_the_first_question_is_not_sure_all_are_named_and_nothing_comes_in() -> None:
    heads = "Qu’est-ce qui rendrait le parc plus beau ?;Une autre idée ?;Encore une idée ?"
    with pytest.raises(Unclear) as error:
        read(f"Table;{heads}\n{ROWS}")
    assert (error.value.likely, *error.value.also) == tuple(heads.split(";"))
    assert not error.value.no_table
    names = heads.split(";")
    found = read(f"Table;{heads}\n{ROWS}", idea=names[0], more_ideas=tuple(names[1:]))
    assert len(found.rows) == 5


def test_another_idea_is_no_detail_of_one_that_has_a_title() -> None:
    text = "Table;Titre de votre idée;Décrivez votre idée;Une autre idée ?\n1;Four;Un four partagé;Une mare\n2;Bal;;\n"
    assert [(row.text, row.detail) for row in read(text).rows] == [
        ("Four", "Un four partagé"),
        ("Une mare", ""),
        ("Bal", ""),
    ]


def test_two_questions_for_ideas_are_both_in_the_example() -> None:
    heads = "Votre idée pour l’école du quartier ?;Votre idée pour la gare du quartier ?"
    with pytest.raises(Unclear) as error:
        read(f"Table;{heads}\n1;Un banc public;Un four à pain\n2;Un mur;Un pré\n")
    assert (error.value.likely, *error.value.also) == tuple(heads.split(";"))


def test_a_question_for_ideas_that_is_left_out_is_offered_as_ideas_and_never_as_detail() -> None:
    text = (
        "Table;Idée;Que proposez-vous pour la gare ?\n1;Un banc;Des casiers à vélos fermés\n2;;Un abri plus grand ici\n"
    )
    found = read(text)
    told = " ".join(map(str, found.reading.notices))
    assert "--detail" not in told
    assert '--idea "{idea}" --idea "{column}"' in " ".join(each.text for each in found.reading.notices)


def test_a_question_for_ideas_beside_several_that_were_named_is_offered_with_them() -> None:
    names = ("Votre idée ?", "Une autre idée ?", "Encore une idée ?")
    found = read(f"Table;{';'.join(names)}\n{ROWS}", idea=names[0], more_ideas=names[1:2])
    told = [str(notice) for notice in found.reading.notices]
    assert any(told_of.endswith(" ".join(f'--idea "{name}"' for name in names) + ".") for told_of in told)


def test_a_row_whose_words_are_in_a_column_left_out_is_not_said_to_be_empty() -> None:
    text = "Table;Idée 1;Idée 2;Remarque\n1;Un banc;Un four;Une remarque à part\n2;;;La salle était trop petite\n"
    found = read(text)
    assert [str(row.reason) for row in found.refused] == [
        "The columns read as ideas are empty in this row; the column “Remarque”, which is skipped, contains text."
    ]


def test_no_to_another_idea_is_an_empty_answer() -> None:
    found = read("Table;Votre idée ?;Une autre idée ?\n1;Un banc;non\n2;Un four;Non merci\n3;Un lit;-\n4;;Un pré\n")
    assert ideas(found) == ["Un banc", "Un four", "Un lit", "Un pré"]
    assert {str(row.reason) for row in found.refused} == {"This is an empty answer, not an idea."}
    assert not any(row.doubtful for row in found.refused)
