"""User text as Markdown that renders to exactly that text, with as few backslashes as will do.

Only what CommonMark or GitHub would act on is escaped, so that French prose reads in the raw file as it was typed.
The caller leaves a space or a line end around the result (an `!` glued to a link the caller writes would make it a
picture).
"""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"[\\`*\[\]|$]"  # these act wherever they stand
    r"|(?<![^\W_])_|_(?![^\W_])"  # between two letters an underscore is only itself
    r"|<(?! )"  # "a < b" opens no tag
    r"|&(?=#?[A-Za-z0-9]+;)"  # "R&D" is no entity
    r"|(?<!^)(?<!\s)~|~(?![^\W_])"  # "~50" can open a strike-through but never close one
)
_LINE_START = re.compile(
    r"#(?=#{0,5}(?:\s|$))"  # heading
    r"|>"  # quotation
    r"|[-+](?=\s|$)|-(?=-)"  # list, rule, underline of a heading
    r"|=(?==*\s*$)"  # underline of a heading
    r"|:(?=-)"  # a table's second line
)
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_CLOSING_HASHES = re.compile(r"(?<=\s)(#+)(?=\s*$)")


def inline(text: str, *, indent: str = "") -> str:
    """Escape for a paragraph, a list item or emphasis; each newline becomes a hard line break.

    `indent` goes before the lines that follow, for the eye of who reads the raw file: inside a list it changes nothing.
    """
    return f"\\\n{indent}".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    words = line.lstrip(" ")
    # Blanks at the start of a line would be dropped; written as a character reference the first one holds the others.
    blanks = "" if words == line else "&#32;" + " " * (len(line) - len(words) - 1)
    numbered = _NUMBERED.match(words)
    if numbered:
        return f"{blanks}{numbered[1]}\\{numbered[2]}{_marks(words[numbered.end() :])}"
    if not blanks and _LINE_START.match(words):
        return f"\\{words[0]}{_marks(words[1:])}"
    return blanks + _marks(words)


def _marks(words: str) -> str:
    return _CLOSING_HASHES.sub(r"\\\1", _MARKUP.sub(r"\\\g<0>", words))
