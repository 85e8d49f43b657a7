"""What minutes have beside their ideas: tasks, decisions, what is open. In doubt there, and ideas where alone."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.doubtful_sections import IN_SECTION
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.task_lines import is_task

LIST = "- Un four à pain\n- Des bancs à l’ombre\n- Une fête des voisins\n"
IDEAS = ["Un four à pain", "Des bancs à l’ombre", "Une fête des voisins"]


def read(text: str, **said: object) -> Incoming:
    return read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(**{"table": 1, **said}), 6)  # type: ignore[arg-type]


def texts(text: str) -> list[str]:
    return [row.text for row in read(text).rows]


SURE = (
    "Action items|Points of concern|Key decisions|Next steps|Open questions|Prochaines étapes|Points de vigilance"
    "|⚠️ Points de vigilance|Action items (2)|Décisions et prochaines étapes|Parking lot|Questions en suspens"
    "|Decisions & next steps|Follow-up tasks"
)


@pytest.mark.parametrize("form", ["## {}\n\n", "**{}**\n\n", "{} :\n"])
@pytest.mark.parametrize("title", SURE.split("|"))
def test_what_stands_beside_the_ideas_is_in_doubt_and_shown(title: str, form: str) -> None:
    heads = "## Idées\n\n" if form.startswith("#") else ""
    found = read(f"{heads}{LIST}\n{form.format(title)}- Réserver la salle du bas\n- Le budget est serré\n")
    assert [row.text for row in found.rows] == IDEAS
    assert [row.doubtful for row in found.refused if row.reason.text == IN_SECTION] == [True, True]


@pytest.mark.parametrize("title", ["Action items", "Next steps", "Prochaines étapes", "Points de vigilance", "À faire"])
def test_where_the_whole_text_is_that_it_is_ideas(title: str) -> None:
    assert texts(f"## {title}\n\n{LIST}") == texts(f"{title} :\n{LIST}") == IDEAS


@pytest.mark.parametrize("title", ["Actions", "Décisions", "Divers", "Key takeaways", "Questions", "Freins"])
def test_what_may_be_a_theme_is_in_doubt_below_a_title_of_ideas_alone(title: str) -> None:
    rest = f"## {title}\n\n- Un pré communal\n"
    assert texts(f"## Nos idées\n\n{LIST}\n{rest}") == IDEAS
    assert texts(f"## Logement\n\n{LIST}\n{rest}") == [*IDEAS, "Un pré communal"]


TASKS = (
    "Tom to send the notes by Friday|Tom: call the county|@Léa écrire au maire|Réserver la salle (Karim)"
    "|Léa envoie la synthèse|Book the hall before March 20|Relancer la mairie d’ici vendredi|**Tom**: book the hall"
    "|[ ] Jane will ask the council|Speaker 3 to check the hours|Write the report (due 20/03)|Karim s’occupe du lieu"
)


@pytest.mark.parametrize("text", TASKS.split("|"))
def test_a_line_says_who_does_what_by_when(text: str) -> None:
    assert is_task(text)


@pytest.mark.parametrize(
    "text",
    ["Un four à pain", "Marine protège la côte", "Ouvrir avant 8 h", "Un marché le dimanche", "A ride to school"],
)
def test_an_idea_says_no_such_thing(text: str) -> None:
    assert not is_task(text)


@pytest.mark.parametrize("title", ["## To do", "## À faire", "**To do:**", "À faire :", "### Todo"])
def test_to_do_is_the_title_of_tasks_where_somebody_does_them(title: str) -> None:
    tasks = "- [ ] Tom: send the notes by Friday\n- Priya to book the hall\n- Fix the projector\n"
    found = read(f"## Ideas\n\n{LIST}\n{title}\n\n{tasks}")
    assert [row.text for row in found.rows] == IDEAS
    assert not any("status" in str(notice) for notice in found.reading.notices)
    found = read(f"{title}\n\n{LIST}")
    assert [row.text for row in found.rows] == IDEAS
    assert any("status" in str(notice) for notice in found.reading.notices)


def test_prose_that_sums_up_is_in_doubt_where_ideas_have_a_title() -> None:
    text = f"## Summary\n\n- The group talked about the district\n\n## Key ideas\n\n{LIST}"
    assert texts(text) == IDEAS
    assert texts(f"## Summary\n\n{LIST}") == IDEAS


def test_names_in_bold_among_tasks_part_these_and_end_nothing() -> None:
    text = f"**Ideas:**\n{LIST}\n**Action Items:**\n**Jane Roy**\n- Ask the owner (02:14)\n**Tom**\n- Count the bikes\n"
    assert texts(text) == IDEAS
    assert texts(f"{text}\n**More ideas**\n- Un pré communal\n") == [*IDEAS, "Un pré communal"]


RECAP = "Quick recap\nThe group met.\n\nSummary\n\nPlaces to meet\nThe group wants a café.\n\n"


def test_prose_of_an_assistant_is_in_doubt_be_it_all_there_is() -> None:
    text = f"{RECAP}Next steps\nTom to write to the town hall.\n"
    assert texts(text) == []
    assert len(read(text, doubtful=True).rows) == 7
    assert texts("Summary\nNous voulons un four.\nNous voulons un banc.\n") != []


@pytest.mark.parametrize(
    "line",
    [
        *("Le contenu généré par l’IA peut être incorrect", "AI-generated content may be incorrect."),
        *("Récapitulatif de la réunion généré par IA", "You should review these notes to make sure they are accurate."),
        *("Summary created by AI", "Meeting records [Transcript](https://example.org/t) [Film](https://example.org/r)"),
        *("Attachments [A plan](https://example.org/plan)", "Ce compte rendu peut contenir des erreurs."),
    ],
)
def test_what_assistants_write_of_their_own_work_is_in_doubt(line: str) -> None:
    found = read(f"{line}\n\nUn four\nUn bal\n")
    assert [row.text for row in found.rows] == ["Un four", "Un bal"]
    assert [row.doubtful for row in found.refused] == [True]


@pytest.mark.parametrize("line", ["Corriger les erreurs du plan", "Un récit créé par les ados", "Vérifier les plans"])
def test_an_idea_with_such_words_stays_one(line: str) -> None:
    assert texts(f"Un four\n{line}\nUn bal\n") == ["Un four", line, "Un bal"]


@pytest.mark.parametrize(
    "title", ["Pistes proposées :", "**Ideas proposed**", "Key ideas", "Idées retenues :", "Main ideas"]
)
def test_a_title_of_ideas_with_how_they_came_is_none(title: str) -> None:
    assert texts(f"{title}\n\nUn four\nUn bal\nUn pré\n") == ["Un four", "Un bal", "Un pré"]


def test_bullets_that_are_titles_of_what_stands_further_in_are_no_ideas() -> None:
    text = (
        "# Atelier\n\n- 👥 Participants\n    - @Léa Durand\n    - @Karim Benali\n- 💡 Idées\n"
        "    - Un four à pain\n    - Des bancs\n    - Un bal\n- ✅ À faire\n    - [ ] @Léa Durand envoyer le CR\n"
    )
    found = read(text)
    assert [(row.text, row.detail) for row in found.rows] == [("Un four à pain", ""), ("Des bancs", ""), ("Un bal", "")]
    assert sum(row.never for row in found.refused) == 3
    assert texts("- Logement\n    - Un guichet\n    - Un foyer\n- Actions\n    - Un bal\n")[-1] == "Un bal"


def test_what_stands_below_a_list_in_a_mail_is_in_doubt_whatever_the_mail_quotes() -> None:
    mail = (
        "Hello team,\n\nthanks for last night! Here is what we noted:\n- a fridge\n- a street library\n- a shed\n\n"
        "To do on our side: Jane books the hall.\n\nSee you on the 20th,\nOmotola\n\n"
        "On Sat, Mar 13, 2027 at 9:12 PM Jane Roy <jane@example.org> wrote:\n> Could you send me your list?\n"
    )
    assert texts(mail) == ["a fridge", "a street library", "a shed"]


def test_titles_with_a_sign_or_a_number_of_their_own_have_their_section() -> None:
    text = (
        "👥 Léa, Karim, Inès\n\n💡 **Idées**\n• Un four à pain\n• Des bancs\n• Un bal\n\n✅ **À faire**\n"
        "• Léa : envoyer le CR\n• Karim : appeler la mairie\n\n❓ **Questions ouvertes**\n• Qui paie ?\n"
    )
    assert texts(text) == ["Un four à pain", "Des bancs", "Un bal"]
    text = (
        "1. Welcome\nJane opened it.\n\n2. Ideas from the table\n- A fountain\n- A bandstand\n- Chess tables\n\n"
        "4. Date of next meeting\n3 April 2027\n"
    )
    assert texts(text) == ["A fountain", "A bandstand", "Chess tables"]
    text = "- Ideas\n  - A fountain\n  - A bandstand\n  - Chess tables\n"
    assert texts(f"{text}- Decisions\n  - Start with the fountain\n") == ["A fountain", "A bandstand", "Chess tables"]
    assert read(text).reading.notices == (), "nothing has a detail"


def test_a_transcript_with_names_in_bold_is_named() -> None:
    text = "".join(f"**Speaker {at}** 00:1{at}\nWe should have a fountain.\n\n" for at in range(1, 5))
    with pytest.raises(Refused, match="transcript"):
        contents_of(text.encode())


def test_the_last_of_several_choices_is_no_answer() -> None:
    sheet = "Que manque-t-il ?;Que manque-t-il ? [Autre];Table\nUn kiosque;;2\nAutre;Un skatepark couvert;3\n"
    found = read_ideas(contents_of(sheet.encode()), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [(2, "Un kiosque"), (3, "Un skatepark couvert")]
