"""Signs that set words in bold or italics: `**bold**`, `__bold__`, `*italics*`. `2*3*4` and `snake_case` are words."""

from __future__ import annotations

import re

from facilitate.domain.errors import N_

TAKEN_OFF = N_("Bold and italic marks were removed, not the words ({ideas}).")
ADDRESSES = N_("The addresses of links were removed, not their words ({ideas}).")
# Two of a kind, each at the edge of a word and towards it, and none of their kind between them.
_PAIR = re.compile(
    r"(?<![*\w\\])(?P<star>\*{1,3})(?=[^\s*])(?P<starred>[^*\n]{0,2000}[^\s*\\])(?P=star)(?:(?![*\w])|(?<=:\*\*))"
    r"|(?<![\w\\])(?P<stroke>_{1,3})(?=[^\s_])(?P<stroked>[^\n]{0,2000}?[^\s_\\])(?P=stroke)(?!\w)"
)
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{0,300}[^\s\[\]])\]"
    r"\([ ]?<?(?:(?:https?://|www\.|mailto:|tel:|#|\.{0,2}/)[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?|"
    r"[^()\s<>:]{1,300}\.(?:md|html?|csv|pdf|png|jpe?g))>?"
    r"(?:[ ]+[\"'][^\"'()]*[\"'])?[ ]?\)",
    re.IGNORECASE,
)
# `**Participants** Tom, Priya`: what begins a line in bold is a label, with a colon or without.
_LABEL = re.compile(r"(\*\*|__)([^*_:\n]{1,40})\1[ \u00a0]+(?=[^\W_]|[\[<(@])")
_DEPTH = 3
# More is kept by nobody, and signs without a second one are looked for to the end of the line.
_LONGEST = 10_000


def without_emphasis(text: str) -> str:
    """The words that a program would show in bold or italics, without the signs; else the text."""
    if len(text) > _LONGEST or (text.count("*") < 2 and text.count("_") < 2):  # noqa: PLR2004 -- a pair
        return text
    for _ in range(_DEPTH):
        words = _PAIR.sub(_inside, text)
        if words == text:
            break
        text = words
    return text


def as_label(text: str) -> str:
    """The words of a line with a colon behind what begins them in bold."""
    return _LABEL.sub(r"\2: ", text, count=1) if text.startswith(("**", "__")) and _LABEL.match(text) else text


def _inside(found: re.Match[str]) -> str:
    words = found["starred"] or found["stroked"]
    return words if any(map(str.isalnum, words)) else found.group()


def without_links(text: str) -> str:
    """The words of links as Markdown writes them, without their addresses: `[a plan](https://…)`."""
    return _LINK.sub(r"\g<words>", text) if "](" in text and len(text) <= _LONGEST else text
