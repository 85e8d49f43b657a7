"""The infographic for who corrects a word: its letters are text that any drawing program edits, not drawn shapes.

The engine draws letters as outlines. Here the page tells where each of its words stands and how it is set, leaves them
out of the picture, and they are written over it as text. Who has the font at hand sees the same page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.export.style.style import Style

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEIGHTS = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}
_GAP = 0.36  # of the size of type: farther apart, two words are not of one line
_SAME = 0.01
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))  # where lines may end, and may not


@dataclass(frozen=True, slots=True)
class _SetWord:
    """A word as the page tells it: how it is set, where its line begins in it, and where it ends. In points."""

    text: str
    size: float
    weight: str | int
    italic: bool
    fill: str
    font: str
    x: float
    y: float
    end: float

    def follows(self, other: _SetWord) -> bool:
        """Return whether it stands right behind the other on one line, set in the same way."""
        alike = (self.size, self.weight, self.italic, self.fill, self.font) == (
            other.size, other.weight, other.italic, other.fill, other.font,
        )  # fmt: skip
        return alike and abs(self.y - other.y) < _SAME and -_SAME < self.x - other.end < _GAP * self.size


def with_live_text(shapes: bytes, stated: Sequence[Sequence[Any]], style: Style) -> bytes:
    """Return a picture with the words a page told of written over it, a text for each of their lines."""
    fonts = {name.lower(): name for name in (style.text_font, style.heading_font)}
    lines = "\n".join(_line(words, fonts) for words in _lines(stated))
    head, end, rest = shapes.rpartition(b"</svg>")
    return head + f'<g id="texts" xml:space="preserve">\n{lines}\n</g>'.encode() + end + rest


def xml(text: str) -> str:
    """Return a text as it stands in XML, without the signs that XML does not allow."""
    return html.escape(NOT_IN_XML.sub("\ufffd", text), quote=False)


def _lines(stated: Sequence[Sequence[Any]]) -> Iterator[list[_SetWord]]:
    line: list[_SetWord] = []
    for text, *how in stated:
        word = _SetWord(text.translate(_UNSEEN), *how)
        if not word.text:
            continue
        if line and not word.follows(line[-1]):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _line(words: Sequence[_SetWord], fonts: dict[str, str]) -> str:
    first = words[0]
    text = first.text
    for before, word in pairwise(words):
        # Words that touch are pieces of one: a line may end behind a hyphen.
        text += word.text if word.x - before.end < _SAME else f" {word.text}"
    family = html.escape(fonts.get(first.font, first.font).replace("'", ""))
    slant = ' font-style="italic"' if first.italic else ""
    weight = _WEIGHTS.get(str(first.weight), first.weight)
    return (
        f'<text x="{first.x:.2f}" y="{first.y:.2f}" font-family="\'{family}\', sans-serif" '
        f'font-size="{first.size:.2f}" font-weight="{weight}"{slant} fill="{first.fill}">{xml(text)}</text>'
    )
