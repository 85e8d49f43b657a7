"""Texts that a chat program writes, and answers that are nothing but pictures: `<Médias omis>`, `👍`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import folded

OF_A_CHAT = N_("This is an automatic message of a chat, or a picture without words, not an idea.")
_LONGEST = 200
_FEW = 24  # pictures in a row
_IN_PICTURES = frozenset(("So", "Sk", "Mn", "Me", "Cf", "Zs", "Po"))


@cache
def _of_programs() -> re.Pattern[str]:
    """To compile it takes milliseconds, and few texts need it."""
    media = (
        r"image|photo|picture|video|audio|sticker|gif|document|medias?|fichier|file|voice message|"
        r"message (?:vocal|audio)|"
        r"note vocale|carte de (?:visite|contact)|contact card|fiche de contact|multimedia|medien|bild"
    )
    place = r"(?:le|la|ce|cette|the|this) (?:groupe|discussion|conversation|reunion|group|chat|meeting|conversation)"
    return re.compile(
        rf"(?:{media}) (?:absente?|omise?s?|omitted|omitido|weggelassen|ausgeschlossen|non inclus|not included)|"
        r"(?:attached|piece jointe|fichier joint) ?: ?\S+(?: \S+)?|\S.{0,80}\.\w{2,5} \((?:fichier joint|"
        r"file attached)\)|"
        r"(?:ce|le) message a ete (?:supprime|modifie|retire)(?: par .{1,40})?|vous avez (?:supprime|"
        r"efface) ce message|"
        r"message (?:supprime|efface|deleted|modifie|edited)|en attente de ce message.*|waiting for this message.*|"
        r"(?:this|the) message (?:was|has been) (?:deleted|edited|removed)(?: by .{1,40})?|you deleted this message|"
        r"(?:les |vos )?messages et (?:les |vos )?appels .{0,20}chiffres de bout en bout.*|"
        r"messages and calls are end-to-end encrypted.*|(?:appel|call)s? (?:vocal |video |audio )?manquee?s?.{0,12}|"
        r"missed (?:voice |video |audio |group )?calls?.{0,12}|"
        rf".{{1,60}} (?:a (?:rejoint|quitte|cree|integre) {place}.*|(?:joined|left|created) {place}.*|"
        r"joined using .{0,30}link|(?:a|avez) rejoint .{0,12}(?:via|a l['’]aide|grace a|en utilisant|"
        r"avec) .{0,20}(?:lien|invitation).*|"
        r"(?:a|avez) (?:change|modifie) (?:le |l['’]|la |les )?\w+(?: \w+)? (?:du|de ce|de) groupe.*|"
        r"changed (?:this group['’]s|the group['’]?s?|the subject).*|a epingle un message|pinned a message)"
    )


def refuse_chat_line(text: str) -> None:
    """Raise `Refused` for a text that nobody wrote as an idea."""
    if len(text) <= _FEW and not any(map(str.isalnum, text)):
        if _is_pictures(text):
            raise Refused(OF_A_CHAT)
    elif len(text) <= _LONGEST and is_hinted(text):
        plain = folded(text).replace("\u00a0", " ").replace("\u202f", " ").strip(" .<>[]()*_\u200e\u200f")
        bracket = ")" if text.rstrip(" .").endswith(")") else ""
        if _of_programs().fullmatch(plain) or (bracket and _of_programs().fullmatch(plain + bracket)):
            raise Refused(OF_A_CHAT)


def is_hinted(text: str) -> bool:
    """Whether one of these stands in a text, as it does in each of a program: most texts end here.

    To look for them takes a fifth of what a pattern of them does.
    """
    text = text.lower()
    # Written out, they are looked for in half the time of a loop, in each of 100,000 rows.
    if "omi" in text or "absen" in text or "group" in text or "messag" in text or "delet" in text or "supprim" in text:
        return True
    if "chiffr" in text or "encrypt" in text or "manqu" in text or "missed" in text or "attach" in text:
        return True
    return "join" in text or "gel" in text or "ausgesch" in text or "épingl" in text or "pinned" in text


def _is_pictures(text: str) -> bool:
    kinds = [unicodedata.category(sign) for sign in text]
    return "So" in kinds and _IN_PICTURES.issuperset(kinds)
