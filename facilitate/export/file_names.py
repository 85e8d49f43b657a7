"""What the files are called that people get, in the language of the session they are of.

A file is known by its French name, which it has had from the first version on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

REPORT = "compte-rendu"
SUMMARY = "en-une-page"
SLIDES = "diapositives"
SOCIAL = {"square": "reseaux-carre", "wide": "reseaux-large"}
SOCIAL_WORDS = "reseaux-texte.txt"
MAIL = "courriel"
EASY = "en-phrases-courtes"
IDEAS = "idees.csv"
WORKBOOK = "idees.xlsx"
ROADMAP = "feuille-de-route.csv"
NEXT_STEPS = "prochaines-etapes.ics"
DECIDIM = "decidim.csv"
LETTERS = "courriers"  # of a cycle
INTRODUCTIONS = "mises-en-relation"  # of one of its territories, whose name follows
INFOGRAPHICS = {"a3": "infographie-a3", "screen": "infographie-ecran"}
EDITABLE = "infographie-a3-modifiable"
CARDS = "cartes.pdf"
CARDS_PAGE = "cartes.html"
SLIPS = "coupons-de-vote"
LETTERS_OF_VOTE = "pistes-au-vote"
QUESTIONS = "questions-de-fin"
LISTS = "listes-a-relire"  # of the tables
# What is printed of people, which is for its owner alone.
PEOPLE = {
    "badges": "participants-badges",
    "list": "participants-liste",
    "tables": "participants-par-table",
    "signs": "participants-chevalets",
    "attendance": "participants-emargement",
    "predealt": "participants-badges-a-distribuer",
}
# What each is called by in a house style, where an organiser gives it a name of their own.
KEYS = {
    "report": REPORT,
    "summary": SUMMARY,
    "easy": EASY,
    "slides": SLIDES,
    "social-square": SOCIAL["square"],
    "social-wide": SOCIAL["wide"],
    "social-text": "reseaux-texte",
    "email": MAIL,
    "ideas": "idees",
    "roadmap": "feuille-de-route",
    "next-steps": "prochaines-etapes",
    "decidim": "decidim",
    "infographic-a3": INFOGRAPHICS["a3"],
    "infographic-a3-editable": EDITABLE,
    "infographic-screen": INFOGRAPHICS["screen"],
}
_SHEET = "-feuille"
_INTERNAL, _ANONYMOUS = "-interne", "-anonyme"

# In languages that are not here they have their French names, as the session has French words for what it does not say.
_NAMES = {
    "en": {
        REPORT: "report",
        SUMMARY: "one-page",
        SLIDES: "slides",
        SOCIAL["square"]: "social-square",
        SOCIAL["wide"]: "social-wide",
        MAIL: "email",
        "reseaux-texte": "social-text",
        EASY: "short-sentences",
        "synthese": "synthesis",
        LETTERS: "letters",
        INTRODUCTIONS: "introductions",
        "idees": "ideas",
        "feuille-de-route": "roadmap",
        "prochaines-etapes": "next-steps",
        INFOGRAPHICS["a3"]: "infographic-a3",
        INFOGRAPHICS["screen"]: "infographic-screen",
        EDITABLE: "infographic-a3-editable",
        "cartes": "cards",
        SLIPS: "voting-slips",
        QUESTIONS: "closing-questions",
        LISTS: "lists-to-read-back",
        LETTERS_OF_VOTE: "voting-letters",
        PEOPLE["badges"]: "people-badges",
        PEOPLE["list"]: "people-list",
        PEOPLE["tables"]: "people-by-table",
        PEOPLE["signs"]: "people-table-signs",
        PEOPLE["attendance"]: "people-attendance",
        PEOPLE["predealt"]: "people-badges-to-deal",
        _SHEET: "-sheet",
        _INTERNAL: "-internal",
        _ANONYMOUS: "-anonymous",
    }
}


def in_language(name: str, code: str) -> str:
    """Return what a file is called in a language."""
    path = Path(name)
    return f"{_named(path.stem, code)}{path.suffix}"


def chosen(name: str, code: str, names: Mapping[str, str]) -> str:
    """Return what a file is called: by the name that somebody chose for its key, else in the session's language."""
    path = Path(name)
    key = next((key for key, french in KEYS.items() if french == path.stem), "")
    return f"{names[key]}{path.suffix}" if key in names else in_language(name, code)


def all_names(key: str) -> set[str]:
    """Return what the file of a key may be called where nobody chose a name."""
    return {KEYS[key], *(_named(KEYS[key], code) for code in _NAMES)}


def names_of_cards() -> set[str]:
    """Return what the cards of tables may be called, which lie in the same folder."""
    return in_all_languages(Path(CARDS).stem)


def names_of_slips() -> set[str]:
    """Return what the slips of votes may be called, which lie there too."""
    return in_all_languages(SLIPS)


def slips_called(code: str, vote: int, sheet: int) -> str:
    """Return what a sheet of slips is called, without its ending: by its vote and number, which are on the slips."""
    return f"{_named(SLIPS, code)}-{vote}{_named(_SHEET, code)}-{sheet}"


def sheet_of_slips(name: str) -> tuple[int, int] | None:
    """Return of which vote slips are, and the number of their sheet, by what their file is called; else None."""
    slips, sheet = ("|".join(sorted(in_all_languages(each))) for each in (SLIPS, _SHEET))
    found = re.fullmatch(f"(?:{slips})-([0-9]+)(?:{sheet})-([0-9]+)(?:-[0-9]+)?", Path(name).stem)
    return (int(found[1]), int(found[2])) if found and Path(name).suffix in (".pdf", ".html") else None


def names_of_lists() -> set[str]:
    """Return what lists to read back, closing questions and what is voted on may be called, which lie there too."""
    return in_all_languages(LISTS) | in_all_languages(QUESTIONS) | in_all_languages(LETTERS_OF_VOTE)


def names_of_people() -> set[str]:
    """Return what sheets that name people may be called, which lie there too."""
    return set().union(*(in_all_languages(french) for french in PEOPLE.values()))


def is_of_people(name: str) -> bool:
    """Return whether a file is a sheet that names people, also one that was written beside another."""
    stem = re.sub(r"-[0-9]+$", "", Path(name).stem)
    return stem in names_of_people() and Path(name).suffix in (".pdf", ".html")


def in_all_languages(french: str) -> set[str]:
    """Return what a file of that French name may be called, without its ending."""
    return {french, *(_named(french, code) for code in _NAMES)}


def internal(name: str, code: str) -> str:
    """Return the name of a file that is not for everybody."""
    return _with_ending(name, _named(_INTERNAL, code))


def anonymous(name: str, code: str) -> str:
    """Return the name of a file without names, which is not to be taken for the one with names beside it."""
    return _with_ending(name, _named(_ANONYMOUS, code))


def _named(french: str, code: str) -> str:
    return _NAMES.get(code, {}).get(french, french)


def _with_ending(name: str, ending: str) -> str:
    path = Path(name)
    return f"{path.stem}{ending}{path.suffix}"
