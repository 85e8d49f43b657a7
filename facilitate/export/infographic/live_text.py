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
_NEXT = 1.0  # and so far two that are set otherwise: what stands behind a title moves with it
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
    anchor: str
    x: float
    y: float
    end: float

    def follows(self, other: _SetWord) -> bool:
        """Return whether it stands right behind the other on one line, where it moves if that one is wider."""
        near = _GAP if self.alike(other) else _NEXT
        beside = abs(self.y - other.y) < _SAME and -_SAME < self.x - other.end < near * self.size
        return beside and self.anchor == other.anchor

    def alike(self, other: _SetWord) -> bool:
        return (self.size, self.weight, self.italic, self.fill, self.font) == (
            other.size, other.weight, other.italic, other.fill, other.font,
        )  # fmt: skip


def with_live_text(shapes: bytes, stated: Sequence[Sequence[Any]], style: Style) -> bytes:
    """Return a picture with the words a page told of written over it, a text for each of their lines."""
    names = {name.lower(): name for name in (style.text_font, style.heading_font)}
    lines = list(_lines(stated))
    texts = "\n".join(_line(words, names) for words in lines)
    faces = "\n".join(_faces([word for words in lines for word in words], names, style))
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
    """Return a line as one text: its pieces follow each other, however wide the font is that they are drawn in."""
    first, last = words[0], words[-1]
    pieces = [_letters(first)]
    for before, word in pairwise(words):
        # Words that touch are pieces of one: a line may end behind a hyphen.
        piece = _letters(word) if word.x - before.end < _SAME else f" {_letters(word)}"
        if word.alike(before):
            pieces.append(piece)
        else:
            pieces += ["</tspan>" if "<tspan" in "".join(pieces) else "", f"<tspan {_look(word, names)}>", piece]
    text = "".join(pieces) + ("-" if last.text.endswith(_SOFT_HYPHEN) else "")
    text += "</tspan>" if "<tspan" in text else ""
    ends = first.anchor == "end"
    at = f'x="{last.end if ends else first.x:.2f}" y="{first.y:.2f}"' + (' text-anchor="end"' if ends else "")
    return (
        f'<text {at} textLength="{last.end - first.x:.2f}" lengthAdjust="spacingAndGlyphs" '
        f"{_look(first, names)}>{text}</text>"
    )


def _letters(word: _SetWord) -> str:
    return xml(word.text.translate(_UNSEEN))


def _look(word: _SetWord, names: dict[str, str]) -> str:
    slant = ' font-style="italic"' if word.italic else ""
    return (
        f'font-family="\'{_name(word.font, names)}\', {_ALIKE}" font-size="{word.size:.2f}" '
        f'font-weight="{_weight(word)}"{slant} fill="{word.fill}"'
    )
