"""Notes on a form that say what to do with the sheet: `Merci de rendre cette feuille à 16 h`. They are no ideas."""

from __future__ import annotations

import re
from functools import cache

from facilitate.domain.errors import N_
from facilitate.domain.text import folded

OF_THE_SHEET = N_("This says what to do with the sheet; it is not an idea.")
_LONGEST = 160
_FIRST_WORDS = frozenset(
    """
    a cette ce document dossier feuille fiche formulaire hand kindly merci n ne nb note page please pour priere prière
    remettre rendre rendez retourner return send sheet svp tableau thank thanks the this to veuillez à
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@cache
def _forms() -> re.Pattern[str]:
    """To compile them takes a while, and few cells begin so."""
    sheet = r"(?:feuille|fiche|tableau|fichier|document|formulaire|papier|grille|questionnaire)s?"
    give = (
        r"(?:rendre|rendez|remettre|remettez|rapporter|deposer|retourner|renvoyer|transmettre|envoyer|donner|laisser|"
        r"remplir|completer|garder|conserver|afficher)"
    )
    ask = r"(?:merci de(?: bien vouloir)?|merci d['’]avance de|priere de|veuillez|svp,?)"
    when = r"(?: (?:a|au|aux|avant|des|en fin|pour|svp)\b.*)?"
    form = r"(?:sheet|form|table|file|document|paper|page|questionnaire)s?"
    hand = r"(?:return|hand (?:in|back)|give back|send(?: back)?|bring back|leave|fill in|fill out|complete|pass)"
    return re.compile(
        rf"{ask} (?:bien )?{give} (?:\w+ )?{sheet}\b.*"
        rf"|(?:ne pas |a )?{give} (?:cette|ce|votre|vos|ces) {sheet}\b.*|{give} (?:la|le|les) {sheet}{when}"
        rf"|(?:(?:cette|ce|votre|la|le|ces) )?{sheet} (?:est |sont )?a {give}\b.*"
        rf"|(?:please |kindly |thank(?:s| you) for ){hand[:-1]}|returning|handing in|filling in) (?:\w+ )?{form}\b.*"
        rf"|{hand} (?:this|your|these) {form}\b.*"
        rf"|(?:(?:this|the|your) )?{form} (?:is )?to be (?:returned|handed in|given back|sent|filled in)\b.*",
        re.DOTALL,
    )


def is_sheet_note(cell: str) -> bool:
    """Whether a cell says what is to be done with the sheet it stands in."""
    first = _FIRST_WORD.search(cell[:40])
    if first is None or len(cell) > _LONGEST or first[0].lower() not in _FIRST_WORDS:
        return False
    return (
        _forms().fullmatch(folded(cell).replace("\u00a0", " ").replace("\u202f", " ").strip(" *_-–—•!.()")) is not None
    )
