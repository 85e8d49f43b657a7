"""What a chat program writes among messages, and answers that are only pictures."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.conversations import refuse_conversation
from facilitate.workshop.intake.chat_lines import OF_A_CHAT
from facilitate.workshop.intake.incoming import IncomingIdea, RefusedRow, Tables
from facilitate.workshop.intake.lists import read_list


@pytest.mark.parametrize(
    "line",
    [
        *("<Médias omis>", "<Media omitted>", "image absente", "\u200eimage omitted", "vidéo absente", "GIF omis"),
        *(
            "Karim a rejoint le groupe",
            "Zoé a quitté le groupe",
            'Karim a créé le groupe "Table 6"',
            "👍",
            "👍👍🏽",
            "❤️",
        ),
        *("Zoe joined using this group's invite link", "Ce message a été supprimé.", "Vous avez supprimé ce message"),
        *("This message was deleted", "You deleted this message", "Appel vocal manqué", "Missed voice call"),
        *("Les messages et les appels sont chiffrés de bout en bout.", "IMG-0003.jpg (fichier joint)"),
    ],
)
def test_what_a_chat_program_writes_is_no_idea_and_is_told(line: str) -> None:
    for text in (f"un four\n{line}\nun banc\n", f"- un four\n- {line}\n- un banc\n"):
        outcomes = read_list(text, Tables(6, 1)).outcomes
        assert [each.text for each in outcomes if isinstance(each, IncomingIdea)] == ["un four", "un banc"]
        refused = [each for each in outcomes if isinstance(each, RefusedRow)]
        assert [(each.reason.text, each.aside) for each in refused] == [(OF_A_CHAT, True)]


@pytest.mark.parametrize(
    "line",
    ["👍 un banc", "Un groupe WhatsApp par cage d’escalier", "Des messages sur les murs", "?", "La ville absente"],
)
def test_an_idea_with_a_picture_or_of_messages_is_one(line: str) -> None:
    outcomes = read_list(f"un four\n{line}\nun banc\n", Tables(6, 1)).outcomes
    assert [each.text for each in outcomes if isinstance(each, IncomingIdea)] == ["un four", line, "un banc"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "28/11/2026, 14:02 - Karim a créé le groupe\n28/11/2026, 14:02 - Karim vous a ajouté\n"
            "28/11/2026, 14:03 - Zoé a rejoint le groupe\n28/11/2026, 14:05 - Karim: Oser\n"
        ),
        "28/11/2026, 14:05 - Karim: Oser\n- un\n- deux\n- trois\n- quatre\n- cinq\n- six\n",
        "11/28/26, 2:05\u202fPM - Karim: Oser\n11/28/26, 2:06\u202fPM - Zoe: <Media omitted>\n",
        "28/11/26 2:05 p. m. - Karim: Oser\n28/11/26 2:06 p. m. - Zoe: <Multimedia omitido>\n",
        "Karim, [28.11.2026 14:05]\nOser\n\nZoé, [28.11.2026 14:06]\nRêver\n",
        "[14:05, 28/11/2026] Karim B.: Table 1\n[14:06, 28/11/2026] Karim B.: Un four\nUn banc\n",
        "Table 1\n[14:05, 11/28/2026] +33 6 12 34 56 78: Oser\n[14:06, 11/28/2026] Zoe: Rêver\n",
        "[2:05 PM, 11/28/2026] Karim: Oser\n",
        "[28/11/2026, 14:05:11] Karim: Oser\n[28/11/2026, 14:06:12] Zoé: Rêver\n",
        "Karim, [28 nov. 2026 à 14:05:11]\nOser\n\nZoé, [28 nov. 2026 à 14:06:01]:\nRêver\n",
        "[28 Nov 2026, 14:05] Karim: Oser\n[28 Nov 2026, 14:06] Zoe: Dream\n",
        "14:02 - Karim: Oser\n14:03 - Zoé B.: Rêver\nencore\n",
        "Nos idées\n14 h 02\n14h02 Karim : Oser\n14h03 Zoé : Rêver\n14h10 Karim : Vivre\n",
        "Karim (14:02) : Oser\nZoé (14:05) : Rêver\n",
        "<b>\n14:02 <Karim> Oser\n14:03 <Zoe> Rêver\n",
        "[14:05] Karim Benali\nOser\n[14:06] Zoé Roy\nRêver\n[14:07] Zoé Roy\n👍\n",
    ],
)
def test_conversations_of_phones_and_meetings_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="showing who said what"):
        refuse_conversation(text)


@pytest.mark.parametrize(
    "text",
    [
        "14:00 - Accueil : café\n14:30 - Atelier : les tables\n16:05 - Clôture : le maire\n",
        "9h00 Accueil : thé\n9h30 Ateliers : idées\n",
        "[1] Un four\n[2] Un bal à 14:02\n",
        "Un bal\nUn bus (18:42) : le dernier\nUn four\nUn banc\n",
        "- [28/11] Un four\n- [29/11] Un bal à 14:02 : ouvert\n",
    ],
)
def test_agendas_and_ideas_with_an_hour_are_no_conversation(text: str) -> None:
    refuse_conversation(text)
