"""Statuses beside an idea: `Une bourse aux jouets [existe déjà]`, `(à créer) Un four`, `Un gué – existe déjà`.

The brackets have to hold a status and nothing else; a word that may as well tell how the thing is (`un banc (neuf)`)
is none. Behind a dash or before a colon only words that say nothing else are a status.
"""

from __future__ import annotations

import re

from facilitate.domain.errors import N_
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.statuses import status_of
from facilitate.workshop.intake.vocabulary import plain

READ_BESIDE = N_("A status written beside an idea is read as its status and removed from its words ({ideas}).")
_BRACKETS = r"(?:\[(?P<square>[^\[\]()\n]{2,40})\]|\((?P<round>[^\[\]()\n]{2,40})\))"
_BEHIND = re.compile(rf"{_BRACKETS}(?P<stop>[ \u00a0\u202f]?[.;,!?…]?)$")
_BEFORE = re.compile(rf"{_BRACKETS}[ \u00a0]{{0,3}}(?:[:–—-][ \u00a0])?")
_DASH = re.compile(r"(?<=\s)[–—-]$")
_ENDS = ".;,!?… \u00a0\u202f"
_NO_STATUS = frozenset(("neuf", "neuve", "projet", "creer", "create"))
_BEHIND_DASH = re.compile(
    r".*?(?P<cut>[ \u00a0][–—-][ \u00a0]+(?P<status>[^–—:()\[\]-]{5,30}?)[ \u00a0]?[.!;,]?)", re.DOTALL
)
# Longer than a word that may be one of the idea's own: “neuf”, “projet”, “existant”.
_ONLY_STATUS = frozenset(
    (
        *("existe deja", "deja existant", "deja existante", "deja existants", "deja existantes", "deja en place"),
        *("a creer", "already exists", "already existing", "to be created", "to create"),
    )
)
_LAST = 50  # signs among which the brackets stand


def status_beside(text: str) -> tuple[str, IncomingStatus | None]:
    """The words without the status that stands in brackets at their end or beginning, and the status."""
    stripped = text.strip()
    if stripped[-3:].rstrip(_ENDS).endswith(("]", ")")):
        begin = max(0, len(stripped) - _LAST)
        found = _BEHIND.search(stripped[begin:])
        if found and (status := _status(found)):
            words = _DASH.sub("", stripped[: begin + found.start()].rstrip()).rstrip()
            stop = "" if found["stop"].strip() in (";", ",") else found["stop"]
            return (words + stop, status) if _is_worded(words) else (text, None)
    if stripped.startswith(("[", "(")) and (found := _BEFORE.match(stripped)) and (status := _status(found)):
        words = stripped[found.end() :].lstrip()
        return (words, status) if _is_worded(words) else (text, None)
    return _without_brackets(text, stripped)


def _without_brackets(text: str, stripped: str) -> tuple[str, IncomingStatus | None]:
    """`Un gué – existe déjà`, `À créer : un four`."""
    if (found := _BEHIND_DASH.fullmatch(stripped[-_LAST:])) and plain(found["status"]) in _ONLY_STATUS:
        words = stripped[: -len(found["cut"])].rstrip()
        return (words, status_of(found["status"])) if _is_worded(words) else (text, None)
    status, colon, words = stripped[:_LAST].partition(":")
    if colon and plain(status) in _ONLY_STATUS and _is_worded(words):
        return stripped.partition(":")[2].lstrip(), status_of(status)
    return text, None


def _is_worded(words: str) -> bool:
    return any(map(str.isalnum, words))


def _status(found: re.Match[str]) -> IncomingStatus | None:
    inside = found["square"] or found["round"]
    word = plain(inside)
    return status_of(inside) if word and word not in _NO_STATUS and "?" not in inside else None
