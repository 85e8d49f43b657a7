"""Which words are of one family, as people see it: what a reason may call the same word or a similar one.

Scores go by stems that join more than people would: “marchés” and “marchent”, “commune” and “communication” have one.
A reason that shows both would be laughed at, so these rules join what differs by an everyday ending, and leave apart
what they are not sure of.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from facilitate.domain.text import folded

# Endings, longest first, what stands for each, and how many letters there must be before it.
_FRENCH = (
    ("isatrice", "is", 3), ("isateur", "is", 3), ("isation", "is", 3), ("atoire", "", 3), ("atrice", "", 3),
    ("ateur", "", 3), ("ation", "", 3), ("ative", "", 3), ("ement", "", 4), ("eenne", "ee", 3), ("ienne", "ien", 3),
    ("arite", "aire", 4), ("ilite", "il", 3), ("alite", "al", 4), ("ivite", "if", 3), ("taire", "t", 6),
    ("atif", "", 3), ("euse", "", 5), ("ante", "", 5), ("elle", "el", 3), ("enne", "en", 3), ("iere", "", 4),
    ("ique", "", 6), ("iste", "", 5), ("isme", "", 5), ("eur", "", 5), ("ant", "", 5), ("een", "ee", 3),
    ("ier", "", 4), ("ere", "", 5), ("ive", "if", 3), ("er", "", 3), ("ie", "", 5), ("ee", "e", 3),
)  # fmt: skip
_ENGLISH = (
    ("isation", "is", 3), ("ization", "is", 3), ("ation", "", 4), ("ative", "", 4), ("ating", "", 4), ("ated", "", 4),
    ("ator", "", 4), ("ate", "", 4), ("ing", "", 4), ("ise", "is", 4), ("ize", "is", 4), ("ed", "", 4), ("ly", "", 5),
)  # fmt: skip
_NOUN = "ment"  # of “aliment”, “ent” is no ending
_LONG, _SHORT = 5, 4
_PLURAL = 3
_HISSES = ("sses", "xes", "ches", "shes", "zes")
# Of their own: what the rules would make of these is another word, or no longer what they are themselves.
_APART = """
calendrier carriere chantier commune courrier departement dernier directeur equipe ferme frontiere important instant
livre lumiere maniere marche matiere metier papier particulier porte poste premier quartier restaurant riviere
secretaire building ceiling evening meeting morning parking wedding
"""
_ALONE = frozenset(_APART.split())
# Words that an accent makes others of, and words whose last letter is no plural.
_ACCENTED = frozenset(["marché", "côté", "côte", "tâche", "pêche", "péché", "jeûne", "mûr", "sûr", "dû", "forêt"])
_WHOLE = frozenset(["cours", "fils", "fonds"]), frozenset(["customs", "goods", "means", "news"])
_IRREGULAR = {"travaux": "travail", "directrice": "directeur", "people": "person"}


@lru_cache(maxsize=100_000)
def family(word: str, language: str) -> str:
    """Return what all words have that are of one family with this one; it is to be compared, and not to be read."""
    plain, accented = folded(word), _accented(word, language)
    if accented in _ACCENTED:
        return accented
    if accented.endswith("é") and folded(accented) in _ALONE:  # “portés” is of “porter”, and not of “portes”
        plain = f"{folded(accented)}r"
    if plain in _WHOLE[language == "en"]:
        return f"={plain}"  # “cours” and “course” are two families as well
    plain = _IRREGULAR.get(plain) or (_english_singular(plain) if language == "en" else _french_singular(plain))
    if plain in _ALONE:
        return plain
    return _without_e(_bare(plain, language))


@lru_cache(maxsize=100_000)
def spelling(word: str, language: str) -> str:
    """Return what is equal where people would say that two words are the same.

    Capitals do not count, nor accents, which many leave out; but “porté” and “porte” are two words.
    """
    plain, accented = folded(word), _accented(word, language)
    return f"{plain}´" if accented.endswith("é") or accented in _ACCENTED else plain


def _accented(word: str, language: str) -> str:
    """Return a French word in small letters, with its accents and without what may be a plural."""
    small = "" if language == "en" else normalize("NFC", word).casefold()
    return small[:-1] if small.endswith("s") and len(small) > _PLURAL else small


def _bare(plain: str, language: str) -> str:
    """Return a word without the ending that most words of its family have not."""
    for ending, instead, least in _ENGLISH if language == "en" else _FRENCH:
        if plain.endswith(ending) and len(plain) - len(ending) >= least:
            return plain.removesuffix(ending) + instead
    stem = plain.removesuffix("ent")
    return stem if language != "en" and len(stem) >= _LONG and not plain.endswith(_NOUN) else plain


def _without_e(plain: str) -> str:
    """Return it as the words of a family have it before an “e” that is silent, and with one letter for two."""
    if plain.endswith("e") and not plain.endswith("ie") and len(plain) > _SHORT:
        plain = plain.removesuffix("e")
    if plain.endswith("qu"):
        plain = f"{plain.removesuffix('qu')}c"
    if plain.endswith("i"):
        plain = f"{plain.removesuffix('i')}y"
    return plain[:-1] if len(plain) > _SHORT and plain[-1] == plain[-2] else plain


def _french_singular(plain: str) -> str:
    if plain.endswith("aux") and not plain.endswith("eaux") and len(plain) > _LONG:
        return f"{plain.removesuffix('aux')}al"
    if plain.endswith(("s", "x")) and len(plain) > _PLURAL and not plain.endswith("ss"):
        return plain[:-1]
    return plain


def _english_singular(plain: str) -> str:
    if plain.endswith("ies") and len(plain) > _SHORT:
        return f"{plain.removesuffix('ies')}y"
    if plain.endswith(_HISSES):
        return plain.removesuffix("es")
    if plain.endswith("s") and len(plain) > _PLURAL and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain
