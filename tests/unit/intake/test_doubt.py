"""Lines of a text that may be no ideas: which are in doubt and why, and that whatever looks alike is not."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.beside_ideas import BY_WHOM, OF_COUNTS, OF_THE_NOTES, beside_ideas
from facilitate.workshop.intake.doubt import AGENDA, BESIDE_LISTS, BROUGHT_IN
from facilitate.workshop.intake.doubtful_lines import CHATTER, CONTACT, GREETING, NAME, PROGRAM
from facilitate.workshop.intake.doubtful_sections import IN_SECTION, TITLE
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming, names_no_table
from facilitate.workshop.intake.list_notices import LIKE_TITLES


def read(text: str, **said: object) -> Incoming:
    return read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(**{"table": 1, **said}), 6)  # type: ignore[arg-type]


def doubts(text: str) -> dict[str, str]:
    """The reasons by the lines in doubt, which are the same whether a table is given or not."""
    found = [
        {row.excerpt: row.reason.text for row in read(text, table=table).refused if row.doubtful} for table in (1, None)
    ]
    assert found[0] == found[1]
    return found[0]


def among_ideas(line: str) -> str:
    return f"Un jardin partagé\nDes bancs à l’ombre\n{line}\nUne fresque\nOuvrir le gymnase le soir\n"


@pytest.mark.parametrize(
    ("reason", "lines"),
    [
        (
            GREETING,
            (
                "Merci à tous 🙏|Bises|Bonne soirée à toutes|Cordialement,|Bien à vous,|merci bcp !!|A+"
                "|See you next week!|Bonjour à tous, on met nos idées ici 😊|Hello everyone!"
                "|Many thanks|Merci à tous les bénévoles de cette journée|Prochaine réunion le 12 mars"
            ),
        ),
        (
            NAME,
            "Sophie|Karim Benali|Mme Lefèvre|Jean-Marc Le Goff|Nadia (animatrice)|Sarah Jones|Rédaction : Inès et Tom",
        ),
        (
            CONTACT,
            (
                "Pour nous joindre, écrivez à jardin@exemple.org avant mardi|Appelez Paul au 06 12 34 56 78 le soir"
                "|lea [at] exemple.org|La maison des voisins, 12 rue des Lilas, 35000 Rennes"
                "|Call us on +44 20 7946 0958 any day"
            ),
        ),
        (
            PROGRAM,
            (
                "Powered by our town|Page 2 sur 3|Page 1/2"
                "|Sent from my iPhone|Envoyé depuis mon téléphone|© 2027 La mairie"
                "|Document généré automatiquement le 3 mai"
                "|Le tableau : https://example.org/board/abcdef|Ce pad a été créé avec Framapad|Tous droits réservés"
            ),
        ),
        (
            CHATTER,
            (
                "d’accord|mdr|lol|haha|+1|qui note ?|Can someone take notes?|@33612345678 tu notes"
                "|@Léa tu peux écrire ?"
                "|ok pour moi|moi aussi|@everyone please vote|ty all|great idea!|ui|Écrivez vos idées ci-dessous"
                "|Dites-moi si j’ai oublié quelqu’un."
                "|Bienvenue sur le pad de l’atelier"
            ),
        ),
        (
            AGENDA,
            (
                "9 h 30 : accueil|10:15 – 10:30 pause|12h déjeuner|10 am: coffee break|de 18 h à 18 h 30 : cocktail"
                "|Pause|Coffee break"
            ),
        ),
        (TITLE, "Voici les idées de la table :|Idées|Ce qu’on a retenu, voilà :|Nos propositions, ci-dessous :"),
    ],
)
def test_a_line_that_says_no_idea_is_in_doubt_wherever_it_stands(reason: str, lines: str) -> None:
    for line in lines.split("|"):
        assert doubts(among_ideas(line)) == {line: reason}, line


ALIKE = (
    "Merci aux voisins : une fête|Bonjour voisin : un goûter par immeuble|Remercier les bénévoles|TV de quartier|5G"
    "|2 h de bénévolat par mois|18 h : fermeture des rues|9 h par semaine de piscine|Sophie Germain : une rue à son nom"
    "|Rose trémière au pied des murs|Contact facilité avec les élus|Un programme de parrainage|Rappel des règles de tri"
    "|Une introduction au jardinage|Pause café entre voisins|Qui prend soin des anciens ?|Qui écrit notre histoire ?"
    "|Exporter nos légumes|Page Facebook du quartier|Créer un site https://example.org pour les associations du coin"
    "|Salut les copains : un bal|Bien vieillir chez soi|Noël|Marine|Super loto|Cool café|Top des artisans"
    "|At 6 pm, dance in the park|A welcome pack|Thanks to neighbours: a party day|Hi-fi repair|Test de qualité de l’eau"
    "|Un mur d’expression (à l’école)"
    "|Animation : Marché de Noël|Notes : une fanfare|Merci aux pompiers : un bal|Fin des files d’attente"
    "|Des vélos @ l’école|Le 1er mai au parc|3 bancs rue des Lilas"
)


@pytest.mark.parametrize("line", ALIKE.split("|"))
def test_what_looks_alike_and_says_something_is_not(line: str) -> None:
    assert doubts(among_ideas(line)) == {}
    assert line in [row.text for row in read(among_ideas(line)).rows]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Présents", "Nadia, de la chorale|le club photo"),
        ("Ordre du jour :", "Tour des tables|Vote du budget"),
        ("Agenda", "Opening words|Group work"),
        ("Contact", "Association Les Tanneurs|salle du haut"),
        ("Prochaines étapes", "Envoyer la synthèse|Fixer la date"),
        ("Next steps:", "Jane sends the notes|Ravi books the hall"),
        ("**Contexte**", "Le quartier compte 4 000 habitants.|La mairie veut les écouter."),
        ("2. Introduction", "Une trentaine de voisins sont venus|Le temps était beau"),
        ("Logistique", "Salle B|Venir avec un stylo"),
    ],
)
def test_what_stands_under_a_title_of_something_else_is_in_doubt_to_the_end_of_its_paragraph(
    title: str, lines: str
) -> None:
    below = lines.split("|")
    plain = f"Un jardin\nDes bancs\n\n{title}\n" + "\n".join(below) + "\n\nUne fresque\nUn bal\n"
    expected = {title: TITLE, **dict.fromkeys(below, IN_SECTION)}
    assert doubts(plain) == expected
    heading = (
        f"# Idées\n- Un jardin\n\n## {title}\n\n" + "\n\n".join(below) + "\n\n## Idées encore\n- Un bal\n- Un pré\n"
    )
    assert doubts(heading) == dict.fromkeys(below, IN_SECTION)
    assert [row.text for row in read(heading).rows] == ["Un jardin", "Un bal", "Un pré"]


def test_a_theme_of_a_table_and_a_word_amid_a_list_are_no_such_titles() -> None:
    found = doubts("Table 1\nLogistique\n- Des vélos cargos\n- Un entrepôt\n- Un quai\nTable 2\n- Un bal\n")
    assert found == {"Logistique": BESIDE_LISTS}
    assert doubts("## Table 1\n- Un car\n### Logistique\n- Des vélos cargos\n### Contexte\n- Un quartier\n") == {
        "- Un quartier": IN_SECTION
    }
    assert doubts("Un jardin\nLogistique\nUn programme\nContact\nUn bus\n") == {}


LETTER = (
    "Suite à notre échange, le groupe a avancé.\n\nMobilité douce\n- Un vélobus\n- Des arceaux\n\n"
    "Nous y avons passé du temps.\n\n- Un pédibus\n- Une halte\n- Un car\n\nTout le monde était content de la soirée.\n"
)


def test_where_ideas_have_bullets_what_stands_beside_their_lists_is_in_doubt() -> None:
    beside = ("Suite à notre échange, le groupe a avancé.", "Mobilité douce", "Nous y avons passé du temps.")
    assert doubts(LETTER) == dict.fromkeys((*beside, "Tout le monde était content de la soirée."), BESIDE_LISTS)
    assert [row.text for row in read(LETTER).rows] == ["Un vélobus", "Des arceaux", "Un pédibus", "Une halte", "Un car"]


@pytest.mark.parametrize(
    "text",
    [
        "Un jardin\n\nDes bancs\n\nUne fresque\n",  # nothing has a bullet
        "- Un jardin\n- Des bancs\n\nUne fresque\n",  # two do
        "Un jardin\nUn four\nUn bal\n- Un pré\n- Un bus\n- Un banc\n",  # half of them do
        "- Un jardin\n- Un four\n- Un bal\nUne fresque\n",  # it may have lost its own
        "- Un jardin\n- Un four\n- Un bal\nUne fresque\n- Un bus\n",  # it stands amid the list
        "Table 1\n- Un jardin\n- Un four\n- Un bal\n\nTable 2\nUne fresque\nUn bus\n",  # it has a table of its own
    ],
)
def test_a_list_of_any_make_loses_nothing(text: str) -> None:
    assert doubts(text) == {}


def test_what_stands_above_all_ideas_is_a_title() -> None:
    for title in ("Nos idées", "Ce qui est ressorti", "Propositions de la table des aînés", "Our ideas"):
        assert doubts(f"{title}\n\nUn bal\nUn four\nUn pré\n") == {title: TITLE}
        assert doubts(f"Un bal\nUn four\n{title}\nUn pré\n") == {}


def test_several_lines_below_the_last_bullet_are_beside_the_lists() -> None:
    text = "* Street fund\n* Litter day\n* Noticeboard\nParking lot: insurance?\nJane has the key\n"
    assert doubts(text) == {"Parking lot: insurance?": BESIDE_LISTS, "Jane has the key": BESIDE_LISTS}


def test_a_title_in_bold_or_with_a_number_has_its_section() -> None:
    text = "**Participants**\n\nle club photo\n\n**Idées**\n\n1. Un verger\n2. Un conseil\n3. Des parcelles\n"
    assert doubts(text) == {"**Participants**": TITLE, "le club photo": IN_SECTION, "**Idées**": TITLE}
    text = "1. Introduction\nLe cadre est rappelé.\n2. Propositions\n- une AMAP\n- un lavoir\n- un verger\n"
    assert doubts(text) == {
        "1. Introduction": TITLE, "Le cadre est rappelé.": IN_SECTION, "2. Propositions": TITLE,
    }  # fmt: skip


def test_themes_above_a_paragraph_each_are_titles() -> None:
    text = "Mobilité\nUn bus le soir\nDes arceaux\n\nLogement\nUn guichet unique\n\nUn bal\n"
    assert doubts(text) == {"Mobilité": TITLE, "Logement": TITLE}
    assert doubts("Mobilité\nUn bus le soir\nLogement\nUn guichet unique\n\nCulture\n") == {}


def test_an_agenda_goes_from_hour_to_hour() -> None:
    assert set(
        doubts("9h00 tour des tables\n".replace("t", "T", 1) + "10h00 Travail\nUn jardin\nUn four\n").values()
    ) == {AGENDA}
    assert (
        doubts("18 h : fermeture des rues\n8 h : ouverture de la cour\nUn jardin\n".replace("ouverture", "accès")) == {}
    )
    assert doubts("18 h : une fête\n18 h : un bal\nUn jardin\n") == {}


def test_names_are_in_doubt_among_ideas_and_below_a_closing_whatever_they_are() -> None:
    assert doubts("Un jardin\nUn four\nDes bancs\nBises\nMarine\n") == {"Bises": GREETING, "Marine": NAME}
    assert doubts("Léa\nun four\nOmar\n") == {}


MAIL = "Un jardin\nDes bancs\nUn four\nMerci à tous\nSophie\nUne fresque\nUn bal\n"


def test_lines_in_doubt_come_in_where_a_person_says_so_and_are_told() -> None:
    found = read(MAIL, doubtful=True)
    assert [row.text for row in found.rows] == MAIL.splitlines()
    assert [notice.text for notice in found.reading.notices] == [BROUGHT_IN]
    assert not found.refused


NOT_HELD = "(table 4 did not take place, not enough people)"
LISTS = "- a garden\n- an oven\n- a bus\n\n", "- a choir\n- a fair\n- a map\n\n"


def test_what_stays_out_is_not_told_as_an_idea() -> None:
    text = f"Table 1\n{LISTS[0]}Table 2\n{LISTS[1]}{NOT_HELD}\n"
    assert list(doubts(text)) == [NOT_HELD]
    found = [[notice.text for notice in read(text, doubtful=wanted).reading.notices] for wanted in (False, True)]
    assert [LIKE_TITLES in each for each in found] == [False, True]


def test_what_comes_in_too_is_counted_only_where_it_has_a_table() -> None:
    text = f"{LISTS[0]}{LISTS[1]}{NOT_HELD}\n"
    (row,) = [row for row in read(text, table=None).refused if row.doubtful]
    assert row.homeless
    wanted = [read(text, table=table, doubtful=True).reading.notices for table in (None, 1)]
    assert [BROUGHT_IN in [notice.text for notice in each] for each in wanted] == [False, True]


def test_as_written_they_come_in_but_for_names() -> None:
    found = read(MAIL, as_written=True)
    assert [row.text for row in found.rows] == [line for line in MAIL.splitlines() if line != "Sophie"]
    assert [(row.reason.text, row.aside, row.doubtful) for row in found.refused] == [(NAME, True, False)]


def test_a_line_in_doubt_counts_neither_for_nor_against_and_is_no_reason_to_ask_for_a_table() -> None:
    refused = read(MAIL, table=None).refused
    assert [row.excerpt for row in refused if names_no_table(row)] == [
        line for line in MAIL.splitlines() if line not in ("Merci à tous", "Sophie")
    ]
    assert all(row.aside for row in refused if row.doubtful)


_TWO_TABLES = "Table 1\n• Un four\n• Un pré\n\nTable 2\n• Un bal\n• Un banc\n\n"


@pytest.mark.parametrize("footer", ["", "\n---\n", "\nCe texte peut être incorrect.\n", "\n- - -\nNotes de Nadia\n"])
@pytest.mark.parametrize(
    "title",
    [
        *("Actions à suivre", "Décisions", "Divers", "Actions", "À suivre", "Suites à donner", "Points d’attention"),
        *("Action items", "Decisions", "Follow-ups", "Prochaines actions :", "## Tâches", "**Décisions**"),
    ],
)
def test_what_minutes_end_with_is_in_doubt_whatever_stands_last(title: str, footer: str) -> None:
    text = f"{_TWO_TABLES}{title}\n• Inès : envoyer le compte rendu\n• Réserver la salle\n{footer}"
    found = read(text, table=None)
    assert [(row.table, row.text) for row in found.rows] == [
        *((1, "Un four"), (1, "Un pré"), (2, "Un bal"), (2, "Un banc"))
    ]
    assert "• Réserver la salle" in {row.excerpt for row in found.refused if row.reason.text == IN_SECTION}


@pytest.mark.parametrize(
    "text",
    [
        "Table 1\n- a b\n\nTable 2\n\nConstats\n- c d\n\nActions\n- e f\n- g h\n",
        "Table 1\n\nActions\n- a b\n\nTable 2\n\nActions\n- e f\n- g h\n",
        "## Table 1\n- a b\n\n## Table 2\n- c d\n\n### Actions\n- e f\n- g h\n",
        "Actions\n- a b\n- e f\n- g h\n",
    ],
)
def test_such_a_title_among_the_parts_of_a_table_groups_its_ideas(text: str) -> None:
    assert {"e f", "g h"} <= {row.text for row in read(text).rows}


@pytest.mark.parametrize(
    "text",
    [
        "Table 1\n- Un four\n- Un pré\n{}\n\nTable 2\n- Un bal\n- Un banc\n",
        "Table 1\n- Un four\n- Un pré\n\n{}\n\nTable 2\n- Un bal\n- Un banc\n",
        "## Table 1\n\n{}\n\n- Un four\n- Un pré\n\n## Table 2\n\n- Un bal\n- Un banc\n",
    ],
)
@pytest.mark.parametrize("line", ["Ambiance studieuse.", "Table très calme !", "People laughed a lot."])
def test_a_remark_between_the_lists_of_tables_is_in_doubt(text: str, line: str) -> None:
    assert doubts(text.format(line)) == {line: BESIDE_LISTS}


@pytest.mark.parametrize(
    "text",
    [
        "Table 1\n- Un four\n- Un pré\nUne fresque\n\nTable 2\n- Un bal\n- Un banc\n",  # it may have lost its bullet
        "Table 1\n- Un four.\n- Un pré.\nUne fresque.\n\nTable 2\n- Un bal.\n- Un banc.\n",
        "Table 1\n- Un four\n- Un pré\n\nTable 2\n\nUne fresque.\n\nTable 3\n- Un bal\n- Un banc\n",  # all it has
    ],
)
def test_an_idea_among_lists_stays_one(text: str) -> None:
    assert doubts(text) == {}


@pytest.mark.parametrize("title", ["Action Items", "Actions à mener", "Points de vigilance", "Décisions"])
def test_what_minutes_of_one_table_end_with_is_in_doubt_below_another_heading(title: str) -> None:
    text = f"# Table 2\n\n## Idées\n\n- Un four à pain\n- Un banc public\n\n## {title}\n\n- Réserver la salle du bas\n"
    assert doubts(text) == {"- Réserver la salle du bas": IN_SECTION}
    assert doubts(f"# Table 2\n\n## {title}\n\n- Réserver la salle du bas\n") == {}, "it may be the table's theme"


def test_titles_that_say_which_ideas_were_kept_are_no_ideas_and_those_that_were_not_are_in_doubt() -> None:
    text = "Table 1\nIdées retenues\n* Un bal\n* Un bus\nIdées à creuser\n* Un four\nIdées non retenues\n* Un parking\n"
    assert doubts(text) == {
        **dict.fromkeys(("Idées retenues", "Idées à creuser", "Idées non retenues"), TITLE),
        "* Un parking": IN_SECTION,
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Je n’ai pas réussi à relire la dernière, ça parle du château d’eau.", OF_THE_NOTES),
        ("The photo of the flip chart is blurred", OF_THE_NOTES),
        ("Source : le paperboard de la salle", OF_THE_NOTES),
        ("Counted by P.07", BY_WHOM),
        ("Retranscrit par l’animatrice", BY_WHOM),
        ("Nombre de votants : 19 (dont 2 enfants)", OF_COUNTS),
        ("12 personnes présentes", OF_COUNTS),
    ],
)
def test_the_reason_why_a_line_is_in_doubt_fits_what_it_says(line: str, reason: str) -> None:
    assert beside_ideas(line) == reason
