"""Whether two texts are the same words, though two programs, or two people, typed them.

This is the one rule of it for all that is imported: for a list that comes in a second time, for the rows of one file
that repeat each other, and for a sheet of the program's own that comes back.
"""

from __future__ import annotations

import re
import unicodedata

# What a program types for a person: curved apostrophes, quotation marks, dashes, an ellipsis, and spaces that do not
# break. The spaces that French has before some signs and within its quotation marks are typed or not.
_SIGNS = (
    ("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u2032", "'"), ("\u00b4", "'"), ("`", "'"),
    ("\u2013", "-"), ("\u2014", "-"), ("\u2011", "-"), ("\u2010", "-"), ("\u2212", "-"), ("\u2026", "..."),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\u00ad", ""), ("\u200b", ""),
    ("\u00ab ", '"'), ("\u00ab", '"'), (" \u00bb", '"'), ("\u00bb", '"'),
    ("\u201c", '"'), ("\u201d", '"'), ("\u201e", '"'),
)  # fmt: skip
_SPACED = "!?:;%"
_LIGATURES = (("œ", "oe"), ("æ", "ae"))
_ENDS = " .,;"


def with_plain_signs(text: str) -> str:
    """Return a text with the signs of a keyboard and single spaces: what is left to differ, a person changed."""
    # A hundred thousand rows are compared: to replace what is not there costs next to nothing, a table of letters much.
    if not text.isascii():
        for sign, plain in _SIGNS:
            if sign in text:
                text = text.replace(sign, plain)
    elif "`" in text:
        text = text.replace("`", "'")
    if "  " in text or "\n" in text:
        text = " ".join(text.split())
    for sign in _SPACED:
        if sign in text:
            text = text.replace(f" {sign}", sign)
    return text


# The first letter of a word may be a capital, which French is mostly typed without its accent. What stands before is
# looked at last, here and below: to look for a letter takes a fraction of looking behind each.
_FIRST_LETTER = re.compile(r"[àâäáãéèêëîïíôöóõùûüúçñ](?<![^\W\d_].)")
# `1 000`, `18 h 30`, `40 m2`, `500 €`: whether a space stands there is the choice of who types.
_SPACE_IN_NUMBER = re.compile(
    r" (?:(?<=\d )(?=\d{3}\b|(?:h|min|m2?|m3|km2?|cm|kg|l|e|er|k?€)(?!\w))|(?:(?<=\dh )|(?<=\d h ))(?=\d\d\b))"
)
_TYPOGRAPHY = (("\u2044", "/"), ("→", "->"), ("⇒", "=>"), ("©", "(c)"), ("®", "(r)"), ("°", "o"))


def same_words_key(text: str) -> str:
    """Return what two texts have in common that are one idea, however they were typed.

    Capitals count for nothing, nor œ for oe, nor how the line ends (a list has full stops or semicolons, or none).
    Accents count: “pêche” and “péché”, “marche” and “marché” are other words, and an idea that comes in twice is seen,
    one that does not come in is lost. Only on the first letter of a word they do not: “Ecole” is “École” and “école”.
    """
    plain = with_plain_signs(text).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).casefold()
        for letter, letters in (*_LIGATURES, *_TYPOGRAPHY):
            if letter in plain:
                plain = plain.replace(letter, letters)
        plain = _FIRST_LETTER.sub(_without_accent, plain)
    while "--" in plain:
        plain = plain.replace("--", "-")
    plain = _SPACE_IN_NUMBER.sub("", plain)
    return plain.rstrip(_ENDS) or plain


# What nothing that this rule does to a text can bring or take away: no letter that stands for a ligature or a sign.
_LOWER = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_LEFT_OUT = bytes(set(range(256)) - set(b"0123456789bdfghijklmnpqstuvwxyzBDFGHIJKLMNPQSTUVWXYZ"))


def rough_key(text: str) -> bytes:
    """Return the same for texts of the same words, in a quarter of the time; other texts mostly have another one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
    return text.encode("ascii", "ignore").translate(_LOWER, _LEFT_OUT)


def _without_accent(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", found.group())[0]
