"""The head of minutes as assistants write it: labels in bold, people by a number or an address."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices

LIST = "- Un four à pain\n- Des bancs à l’ombre\n- Une fête des voisins\n"
IDEAS = ["Un four à pain", "Des bancs à l’ombre", "Une fête des voisins"]


def texts(text: str, **said: bool) -> list[str]:
    found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(table=1, **said), 6)  # type: ignore[arg-type]
    return [row.text for row in found.rows]


@pytest.mark.parametrize(
    "line",
    [
        *("**Participants:** Tom, Priya, Speaker 3", "**Attendees**: Tom Bell <tom@example.org>, Priya Rao (host)"),
        *(
            "__Présents__ : Léa, Intervenant 2 et 3 autres",
            "*Participants* — Tom, Priya",
            "**Participants** Tom, Priya",
        ),
        *(
            "👥 **Participants (3) :** Participante 07, Karim B., Omar",
            "- **Attendees:** tom@example.org, priya@example.org",
        ),
        *(
            "**Speakers:** Speaker 1, Speaker 2",
            "**Invited attendees:** @Tom Bell, @Priya Rao",
            "Team: Tom, Ravi Patel",
        ),
        *(
            "**Facilitator:** Speaker 1",
            "**Présents :** Léa Durand – animatrice, Karim Benali – notes",
            "Noms : Léa, Zoé",
        ),
        *("Attendees: [Tom](mailto:tom@example.org), [[Priya Rao]]", "**Participants:**Tom, Priya, and 4 others"),
    ],
)
def test_who_was_there_never_comes_in_however_it_is_set(line: str) -> None:
    for said in ({}, {"as_written": True}, {"doubtful": True}):
        assert texts(f"{line}\n\n{LIST}", **said) == IDEAS, said
        assert texts(f"{LIST}\n{line}\n", **said) == IDEAS, said


@pytest.mark.parametrize(
    "title", ["## Attendees", "## **Participants (5)**", "### 👥 Présents", "**Attendees**\n", "Participants :"]
)
def test_names_in_a_list_of_who_was_there_never_come_in(title: str) -> None:
    names = "- Jane Roy (chair)\n- Ravi Patel – minutes\n- Speaker 3\n- priya@example.org\n- Omotola Ade\n"
    for said in ({}, {"as_written": True}, {"doubtful": True}):
        found = texts(f"{title}\n{names}\n## Ideas\n\n{LIST}", **said)
        assert found == IDEAS, said
    unknown = "- Priya\n- Ravi\n- Omotola\n"
    assert texts(f"{title}\n{unknown}\n## Ideas\n\n{LIST}", doubtful=True) == IDEAS
    loose = names.replace("\n", "\n\n")
    assert texts(f"## Attendees\n\n{loose}## Ideas\n\n{LIST}", doubtful=True) == IDEAS


@pytest.mark.parametrize(
    "line",
    [
        *(
            "**Participants :** créer un collège d’habitants",
            "**Équipe :** en former une par rue",
            "**Invités :** des artistes",
        ),
        *("**Noms des rues :** en donner à des femmes", "**Speakers:** loud ones for the square", "**People first**"),
        *("**Mobilité :** plus de bus le soir", "*Participants* — en avoir plus de jeunes", "**Team sports:** a court"),
    ],
)
def test_a_theme_in_bold_with_its_idea_is_an_idea(line: str) -> None:
    assert len(texts(f"{LIST}- {line}\n")) == len(IDEAS) + 1


HEAD = (
    "**Duration:** 42 minutes|**Date:** Saturday, March 13, 2027|**Meeting ID:** 812 3456 7890|**Passcode:** kD7x2"
    "|**Lieu :** salle des fêtes|**Recording:** https://example.org/u/abc|**Durée :** 1 h 12 min"
    "|**Time:** 6:30 – 8:00 PM CET"
    "|**📅 Date :** 13 mars 2027|**Horaires :** de 18 h à 20 h 30|*Date :* 13/03/2027|__Durée__ : 42 min"
)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("line", HEAD.split("|"))
def test_the_head_is_no_idea_in_bold_or_not_and_is_told(line: str, gap: str) -> None:
    head = f"**Date :** 12 mars 2027{gap}" if "Lieu" in line else ""
    for each in (f"# Compte rendu\n\n{head}{line}", f"{head}{line}".replace("*", "").replace("_", "")):
        found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), f"{each}\n\n{LIST}"), Choices(table=1), 6)
        assert [row.text for row in found.rows] == IDEAS
        assert any(row.aside and "heading" in str(row.reason) for row in found.refused)


@pytest.mark.parametrize(
    "line", ["Duration: 2 h of free parking", "Lien : un journal de rue", "Recording: voices of elders"]
)
def test_what_begins_as_a_head_and_says_something_is_an_idea(line: str) -> None:
    assert texts(f"{line}\n\n{LIST}", doubtful=True) == [line, *IDEAS]


ALL = (
    "**Title:** Workshop\n**Date:** Sat, 13 Mar 2027 18:30 Paris\n**Transcript:** https://example.org/t\n"
    "**Host:** Jane Roy\n\n"
    "**Keywords:** garden, bus\n\n**Gist:** Residents proposed places.\n\n"
)


def test_a_head_goes_on_over_links_and_what_sums_up() -> None:
    assert texts(ALL + LIST, doubtful=True) == IDEAS


def test_who_was_invited_needs_no_colon_with_addresses() -> None:
    head = "📝 Notes\nMar 13, 2027\n\nInvited [Jane Roy](mailto:jane@example.org) [Tom](mailto:tom@example.org)\n\n"
    assert texts(head + LIST) == texts(head.replace("📝 Notes\nMar 13, 2027\n\n", "") + LIST, as_written=True) == IDEAS


@pytest.mark.parametrize("who", ["Speaker", "Intervenant", "Participante", "Locuteur"])
def test_speakers_that_are_only_numbered_are_left_out(who: str) -> None:
    assert texts(f"{who} 1: Un four\n**{who} 2:** Un banc\n{who} 13 : Un bal\n") == ["Un four", "Un banc", "Un bal"]


@pytest.mark.parametrize(
    "head",
    [
        "Date: 13 mars 2027\nTable: 4\nTags: atelier\n\n## Idées\n\n{}",
        "# Atelier\n\nCreated: March 13, 2027\nTable : 4\n\n## Logement\n\n{}",
        "Table 4\n\n## Logement\n\n{}",
        "**Date:** 13 mars 2027\n**Table:** 4\n\n## Idées\n\n{}",
    ],
)
def test_a_table_in_the_head_is_that_of_all_parts(head: str) -> None:
    found = read_ideas(
        Prose(Origin(Kind.TEXT, "utf-8"), head.format(LIST) + "\n## Mobilité\n\n- Un bus\n"), Choices(), 6
    )
    assert [(row.table, row.text) for row in found.rows] == [(4, text) for text in (*IDEAS, "Un bus")]
    found = read_ideas(
        Prose(Origin(Kind.TEXT, "utf-8"), head.format(LIST) + "\n## Plénière\n\n- Un bus\n"), Choices(), 6
    )
    assert "Un bus" not in [row.text for row in found.rows]


def test_a_title_of_two_lines_names_the_table_and_the_opening_is_no_idea() -> None:
    text = (
        "PROCÈS-VERBAL\nRéunion du 13 mars 2027 – Table n° 2\nÉtaient présents : Mme Durand (présidente), M. Benali\n"
        f"La séance est ouverte à 18 h 30.\n\nIdées retenues :\n{LIST}\nLa séance est levée à 20 h.\n"
    )
    found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [(2, text) for text in IDEAS]
    assert texts(f"Neighbourhood workshop\nSat, March 13, 2027 @ 6:30 PM\n\n{LIST}", doubtful=True) == IDEAS


@pytest.mark.parametrize("as_written", [False, True])
def test_a_cell_that_names_who_was_there_never_comes_in(*, as_written: bool) -> None:
    people = 'Participants : Léa Durand, Karim Benali;1\n"**Attendees:** Tom, Priya";2\n'
    sheet = f"Idée;Table\n{people}Un four;2\nPrésents : tous;1\n"
    found = read_ideas(contents_of(sheet.encode()), Choices(as_written=as_written), 6)
    assert [row.text for row in found.rows] == ["Un four", "Présents : tous"]
    assert [(row.aside, row.never) for row in found.refused] == [(True, True)] * 2


def test_what_a_property_and_an_idea_begin_with_is_of_the_head_beside_a_line_of_it_alone() -> None:
    lines = "Goals: two new ones for the pitch\nPurpose: a house for all\nProject: a footbridge\n"
    assert texts(f"{lines}\n{LIST}", as_written=False, doubtful=True) == [*lines.splitlines(), *IDEAS]
    assert texts(f"Date: 13 March 2027\n{lines}\n{LIST}", doubtful=True) == IDEAS


def test_a_table_at_the_end_of_a_title_of_minutes_is_that_of_what_follows() -> None:
    text = f"MINUTES\nNeighbourhood forum, table 4\n13 March 2027, 6.30pm, Town Hall\nPresent: Jane Roy\n\n{LIST}"
    found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [(4, text) for text in IDEAS]
