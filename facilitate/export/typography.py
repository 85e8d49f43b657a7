"""Spaces as a French compositor sets them: no line starts with “?”, whatever space was typed before it."""

from __future__ import annotations

import re

_NARROW = "\u202f"
_NBSP = "\u00a0"
_BEFORE = re.compile(r"[ \u00a0](?=[;!?](?:\s|$|[»)\]…?!]))")
_AROUND = re.compile(r" (?=[:»](?:\s|$|[)\],.;]))|(?<=«) ")
_ENDLESS = re.compile(r"\S{36,}")
_UNITS = re.compile(r"(?<=\d) (?=(?:%|€|h|min|km|m²)(?:\W|$))")


def spaced(text: str, language: str) -> str:
    """The same words, their spaces made no-break where French wants it; no space is added, and no word is changed."""
    if language != "fr":
        return text
    return _UNITS.sub(_NBSP, _AROUND.sub(_NBSP, _BEFORE.sub(_NARROW, text)))


def breakable(text: str) -> str:
    """The same words; one longer than any word of a language may be broken (a zero-width space says where)."""
    return _ENDLESS.sub(
        lambda found: "\u200b".join(found[0][start : start + 20] for start in range(0, len(found[0]), 20)), text
    )
