"""Spaces as a French compositor sets them: no line starts with “?”, whatever space was typed before it."""

from __future__ import annotations

import re

_NARROW = "\u202f"
_NBSP = "\u00a0"
_BEFORE = re.compile(r"[ \u00a0](?=[;!?](?:\s|$|[»)\]…?!]))")
_AROUND = re.compile(r" (?=[:»](?:\s|$|[)\],.;]))|(?<=«) ")
_UNITS = re.compile(r"(?<=\d) (?=(?:%|€|h|min|km|m²)(?:\W|$))")


def spaced(text: str, language: str) -> str:
    """The same words, their spaces made no-break where French wants it; no space is added, and no word is changed."""
    if language != "fr":
        return text
    return _UNITS.sub(_NBSP, _AROUND.sub(_NBSP, _BEFORE.sub(_NARROW, text)))
