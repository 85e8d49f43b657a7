"""The infographic for who corrects a word: its letters are text that any drawing program edits, not drawn shapes.

The engine draws letters as outlines. Here the page tells where each of its words stands and how it is set, leaves them
out of the picture, and they are written over it as text. The picture brings its fonts, for browsers; programs that
take none from a picture have the length of each line, and fonts that are about as narrow.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.export.engine_faults import temporary_folder
from facilitate.export.engines import fonts_of
from facilitate.export.style.style import Style
from facilitate.export.woff import cuts, nearest, woff

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEIGHTS = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}
_GAP = 0.36  # of the size of type: farther apart, two words are not of one line
_SAME = 0.01
_SOFT_HYPHEN = "\u00ad"
_UNSEEN = dict.fromkeys(map(ord, f"{_SOFT_HYPHEN}\u200b\u2060"))  # where lines may end, and may not
_ALIKE = (
    "'Source Sans 3', Carlito, Calibri, 'Arial Narrow', 'Liberation Sans Narrow', 'Nimbus Sans Narrow', "
    "'DejaVu Sans Condensed', sans-serif"
)
"""Fonts to take where that of the page is not there: about as narrow as it is."""


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
    names = {name.lower(): name for name in (style.text_font, style.heading_font)}
    lines = list(_lines(stated))
    texts = "\n".join(_line(words, names) for words in lines)
    faces = "\n".join(_faces([words[0] for words in lines], names, style))
    head, end, rest = shapes.rpartition(b"</svg>")
    live = f'<style>\n{faces}\n</style>\n<g id="texts" xml:space="preserve">\n{texts}\n</g>'
    return head + live.encode() + end + rest


def _faces(words: Sequence[_SetWord], names: dict[str, str], style: Style) -> Iterator[str]:
    """Yield the fonts these words are set in, as rules of a style sheet."""
    asked = sorted({(word.font, _weight(word), word.italic) for word in words})
    with temporary_folder() as folder:
        found = list(cuts(fonts_of(folder / "fonts", style.fonts)))
        for font, weight, italic in asked:
            if cut := nearest(found, font, weight, italic=italic):
                data = base64.b64encode(woff(cut.file.read_bytes())).decode()
                slant = "italic" if cut.italic else "normal"
                yield (
                    f"@font-face {{ font-family: '{_name(font, names)}'; font-weight: {weight}; font-style: {slant}; "
                    f"src: url(data:font/woff;base64,{data}) }}"
                )


def _name(font: str, names: dict[str, str]) -> str:
    return html.escape(re.sub(r"['\\\n]", "", names.get(font, font)))


def _weight(word: _SetWord) -> int:
    return int(_WEIGHTS.get(str(word.weight), word.weight))


def xml(text: str) -> str:
    """Return a text as it stands in XML, without the signs that XML does not allow."""
    return html.escape(NOT_IN_XML.sub("\ufffd", text), quote=False)


def _lines(stated: Sequence[Sequence[Any]]) -> Iterator[list[_SetWord]]:
    line: list[_SetWord] = []
    for text, *how in stated:
        word = _SetWord(text, *how)
        if not text.translate(_UNSEEN):
            continue
        if line and not word.follows(line[-1]):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _line(words: Sequence[_SetWord], names: dict[str, str]) -> str:
    first, last = words[0], words[-1]
    text = first.text
    for before, word in pairwise(words):
        # Words that touch are pieces of one: a line may end behind a hyphen.
        text += word.text if word.x - before.end < _SAME else f" {word.text}"
    text = text.translate(_UNSEEN) + ("-" if last.text.endswith(_SOFT_HYPHEN) else "")
    slant = ' font-style="italic"' if first.italic else ""
    return (
        f'<text x="{first.x:.2f}" y="{first.y:.2f}" textLength="{last.end - first.x:.2f}" '
        f'lengthAdjust="spacingAndGlyphs" font-family="\'{_name(first.font, names)}\', {_ALIKE}" '
        f'font-size="{first.size:.2f}" font-weight="{_weight(first)}"{slant} fill="{first.fill}">{xml(text)}</text>'
    )
