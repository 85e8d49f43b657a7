"""Lines without a bullet beside the list of a table's part are in doubt; those that name who was there stay out."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.beside_lists import names_who_was_there
from facilitate.workshop.intake.column_choices import takes_apart
from facilitate.workshop.intake.doubt import BESIDE_LISTS
from facilitate.workshop.intake.doubtful_sections import TITLE
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, **said: object) -> Incoming:
    return read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(**said), 6)  # type: ignore[arg-type]


def ideas(incoming: Incoming) -> list[str]:
    return [row.text for row in incoming.rows]


def doubts(incoming: Incoming) -> dict[str, str]:
    return {row.excerpt: row.reason.text for row in incoming.refused if row.doubtful}


REMARKS = (
    "Question : que ferons-nous ensemble ?|Ambiance très sympathique, tout le monde a parlé.|On a fait un tour de table"
    "|La question était de savoir quoi faire|Beaucoup d’idées, peu de temps !|Échanges riches et animés"
    "|Question: what could we do together?|A lively discussion.|We spoke mostly about transport|Everybody spoke…"
)


@pytest.mark.parametrize("remark", REMARKS.split("|"))
@pytest.mark.parametrize(
    "above", ["Table 1\n", "Table 1\n\n", "## Table 1\n\n", "Table 1 – Mobilité\n", "Groupe 1 :\n"]
)
@pytest.mark.parametrize(
    "below", ["- un bal\n", "• un bal\n• un bus\n", "1. un bal\n2. un bus\n3. un four\n4. un banc\n"]
)
def test_what_stands_between_a_tables_title_and_its_list_is_in_doubt(remark: str, above: str, below: str) -> None:
    text = f"{above}{remark}\n{below}"
    assert doubts(read(text)) == {remark: BESIDE_LISTS}
    assert len(ideas(read(text))) == below.count("\n")
    assert ideas(read(text, doubtful=True))[0] == remark


@pytest.mark.parametrize("remark", ["Voilà où nous en sommes !", "Rien sur le budget.", "Nothing about money."])
def test_what_stands_below_a_short_list_is_in_doubt_too(remark: str) -> None:
    for text in (f"Table 2 :\n- un bal\n- un bus\n\n{remark}", f"Table 2\n- un bal\n{remark}"):
        assert doubts(read(text)) == {remark: BESIDE_LISTS}


@pytest.mark.parametrize("line", ["Trois thèmes sont ressortis :", "Le plus urgent :", "We agreed on:", "Plus tard :"])
def test_a_line_with_a_colon_right_above_bullets_is_a_title(line: str) -> None:
    text = f"Table 1\n- une fresque\n{line}\n- un bal\n- un bus\n"
    assert doubts(read(text)) == {line: TITLE}
    assert doubts(read(f"Table 1\n{line}\n- un bal\n")) == {line: TITLE}


WHO = (
    "Animatrice : Nadia. Six personnes.|Animation Nadia, notes Paul|Autour de la table : Nadia, Paul et Karim"
    "|Il y avait Nadia, Paul, Inès et Karim|8 participants dont Nadia|Ont participé Nadia, Paul et Inès"
    "|Nadia animait, Paul notait|Étaient là Nadia et Paul|Nous étions six personnes, dont Nadia|Avec Nadia et Paul"
    "|Paul était absent.|Around the table: Nadia, Paul|There were Nadia, Paul and Tom|8 people including Nadia"
    "|We were Nadia, Paul and Tom|Nadia hosted, Paul took notes|Hosted by Nadia, notes by Paul|Taking part: Nadia, Tom"
    "|Le groupe était composé de Nadia et de Paul|Équipe : Kadidia, Zoubir|Rédigé par Paul et Karim"
    "|*Restitution par Nadia*|**Il y avait Kadidia et Zoubir**"
    "|Animée par M. K. Discussion animée sur les logements trop grands.|Rapporteur : Dr P., six personnes autour de lui"
    "|Facilitated by Mrs. P. The group talked a lot.|Animée par Wagram, huit participants. On a parlé des trajets."
    "|Notes prises par Mme P. pendant la soirée.|Compte rendu rédigé par Mme P. et relu."
    "|Reported by Ms Q, with a few words of hers"
    "|Secrétaire Paul, temps Nadia|Merci à Paul d’avoir pris des notes"
)


@pytest.mark.parametrize("line", WHO.split("|"))
@pytest.mark.parametrize("said", [{}, {"doubtful": True}, {"as_written": True}])
@pytest.mark.parametrize("text", ["Table 1\n{}\n- un bal\n- un bus\n", "## Table 1\n\n- un bal\n- un bus\n\n{}\n"])
def test_a_line_beside_a_list_that_names_who_was_there_never_comes_in(
    text: str, said: dict[str, bool], line: str
) -> None:
    incoming = read(text.format(line), **said)
    assert ideas(incoming) == ["un bal", "un bus"]
    assert any(notice.text.startswith("Lines that say who was present") for notice in incoming.reading.notices)


def test_who_led_the_evening_is_named_above_all_tables_too() -> None:
    text = "# Minutes\n\nFacilitated by Mrs. P. We were nineteen.\n\n## Table 1\n\n- un bal\n- un bus\n"
    assert ideas(read(text, doubtful=True)) == ["un bal", "un bus"]


def test_a_line_between_the_headings_of_a_table_and_of_its_theme_may_name_people_too() -> None:
    text = (
        "## Table 1\n\nHôte : Inès. On était huit.\n\n### Mobilité\n\n- un bal\n- un bus\n\n## Table 2\n\n- un four\n"
    )
    assert ideas(read(text, doubtful=True)) == ["un bal", "un bus", "un four"]


@pytest.mark.parametrize(
    "line",
    [
        *("Un atelier animé par les parents", "Une fresque avec Paul", "Plus de notes pour les enfants"),
        *("Animation de la place Victor", "Notes de musique sur les murs", "Avec des jeux", "Le groupe de rock"),
        *("Ouvrir le groupe scolaire Paul Bert aux habitants", "Faciliter l’accès à l’école Marie Curie"),
        *("Rénover le stade Paul Robert avec les membres du club", "Participer à la fête de la rue Paul Bert"),
        *(
            "Animé par les jeunes du quartier, un café",
            "Notes : Bancs, arbres et jeux",
            "Présenté par tous, un spectacle",
        ),
        *("Il y avait Trop de bruit", "Autour de la table : plus de chaises", "Present the project in Paris"),
    ],
)
def test_an_idea_names_nobody_who_was_there(line: str) -> None:
    assert not names_who_was_there(line)


@pytest.mark.parametrize(
    "text",
    [
        "Table 1\nUn café associatif\n- ouvert le soir\n- des concerts\nUn four à pain\n- le samedi\n",
        "Table 1\nUn four\nUn banc\nUn bal\n- Un bus\nUne fresque\n",  # hardly a list
        "Table 1\nUn four\nUn banc\n\nTable 2\n- Un bus\n- Une fresque\n",  # table 1 has no list
        "Table 1\n- Un four\n- Un banc\nUn bal\n",  # lost its bullet
        "Table 1\n- Un four\nUn banc\n- Un bal\n",
        "Table 1 : un bal\nTable 2 : un bus\n",
        "CR de la table 2\nPrésents : Léa, Paul\n\nLéa : une crèche\n- un bal\n- un bus\n",  # what Léa said
    ],
)
def test_what_may_be_ideas_is_not_in_doubt(text: str) -> None:
    assert doubts(read(text)) == {}


@pytest.mark.parametrize(
    "line", ["Animatrice : Nadia", "Il y avait Nadia et Paul", "Présents : Nadia, Paul", "Notes : Paul"]
)
def test_to_take_a_text_as_written_is_worth_nothing_where_all_that_stays_out_names_people(line: str) -> None:
    text = f"Table 1\n{line}\n- un bal\n- un bus\n"
    assert not takes_apart(read(text))
    assert read(text, as_written=True).rows == read(text).rows
    assert takes_apart(read(f"Table 1\nDate : 12 mars 2027\n{line}\n- un bal\n- un bus\n"))
