"""Names of places within sentences, above all French ones: `du Havre`, `des Lilas`, `à La Rochelle`, `d’Orléans`.

A name that begins with an article keeps `La` and `L’`, and gives `Le` and `Les` to the word before it. The name itself
is never changed otherwise, so that whoever reads it finds the place.
"""

from __future__ import annotations

import re

_WITH_ARTICLE = re.compile(r"(le|les)\s+(?=\S)", re.IGNORECASE)
_BEFORE = re.compile(r"(?<!\w)(de|à) $", re.IGNORECASE)
_JOINED = {("de", "le"): "du ", ("de", "les"): "des ", ("à", "le"): "au ", ("à", "les"): "aux "}
_VOWELS = "aeiouyàâäæéèêëîïôöœùûü"
# Before most places in ha-, ho- and hu- nothing is left out (Hambourg, Honfleur), before the others it is (Hyères).
_MUTE = re.compile(r"h[eéèêiîy]", re.IGNORECASE)
_LIKE_A_CONSONANT = re.compile(r"y[aou]|ouag|onz|oui", re.IGNORECASE)  # Yaoundé
_BETWEEN = r"du|des|au|aux|de|à|in|of|at"
_PARTS = re.compile(rf"({_BETWEEN})\s+(?=\S)|d['’](?=\S)", re.IGNORECASE)
_NO_PLACE = re.compile(rf"{_BETWEEN}|le|la|les|the", re.IGNORECASE)
_POSTCODE = re.compile(r"^(?:F-)?\d{5}\s+")
_MOST_WORDS = 4
_OF_BUILDINGS = frozenset(
    {"salle", "room", "hall", "bâtiment", "batiment", "building", "étage", "etage", "floor", "rez-de-chaussée", "aile",
     "entrée", "porte", "rue", "avenue", "place", "boulevard", "quai", "allée", "street", "road", "square", "campus",
     "amphi", "amphithéâtre", "auditorium", "mairie", "quartier"}
)  # fmt: skip
_GIVEN_BACK = {"du": "Le ", "au": "Le ", "des": "Les ", "aux": "Les "}


def joined(before: str, name: str) -> tuple[str, str]:
    """Return what stands before a place, and its name, as they are written one after the other."""
    found = _BEFORE.search(before)
    if found is None:
        return before, name
    head, word = before[: found.start()], found[1]
    if article := _WITH_ARTICLE.match(name):
        one = _JOINED[word.lower(), article[1].lower()]
        return head + (one.capitalize() if word[0].isupper() else one), name[article.end() :]
    if word.lower() == "de" and _is_elided_before(name):
        return f"{head}{word[0]}’", name
    return before, name


def _is_elided_before(name: str) -> bool:
    first = name[:1].lower()
    if _LIKE_A_CONSONANT.match(name):
        return False
    return bool(first) and (first in _VOWELS or bool(_MUTE.match(name)))


def apart(words: str) -> str:
    """Return the name of a place that stands behind such a word: `du Havre` is of Le Havre, `d’Orléans` of Orléans."""
    found = _PARTS.match(words)
    if found is None:
        return words
    return _GIVEN_BACK.get((found[1] or "").lower(), "") + words[found.end() :]


def belongs_to_a_place(word: str) -> bool:
    """Return whether a word stands before a place, or is the article that its name begins with."""
    return bool(_NO_PLACE.fullmatch(word))


def city_of_venue(venue: str) -> str:
    """Return the city that a venue ends with behind a comma, as `Darwin, Bordeaux` does; nothing where none is certain.

    A part with digits is a street or a floor, but for the postcode before a city; one that begins with a word for a
    part of a building is none either.
    """
    last = _POSTCODE.sub("", venue.rpartition(",")[2].strip()) if "," in venue else ""
    words = last.split()
    if not words or len(words) > _MOST_WORDS or any(letter.isdigit() for letter in last):
        return ""
    return last if words[0][0].isupper() and words[0].lower().strip("’'.") not in _OF_BUILDINGS else ""
