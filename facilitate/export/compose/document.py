"""A text to be published, before it is Markdown, HTML, PDF or an office file: its parts, and every word of it.

`build.py` makes it from the report; the writers only set it out. Each run of words knows whether people typed it,
so each writer escapes what it must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words in one manner. `own` words are of our catalogue; all others are people's, with their line ends.

    `to` is the anchor the run leads to, and `address` that of the web or of mail, in the formats that have links.
    """

    text: str
    own: bool = False
    strong: bool = False
    quiet: bool = False
    to: str = ""
    address: str = ""


Runs = tuple[TextRun, ...]
OPENING = 2  # the level of a heading that opens a section


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title: level 2 opens a section, 3 a part of it. `anchor` is where links to it arrive.

    `place` is that of its phase in the agenda, where what it opens belongs to one phase.
    """

    level: int
    runs: Runs
    anchor: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Quotation:
    """A question that was put to the room, word for word."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListItem:
    """A line of a list, the quieter line below it, and what hangs from it; `detail` is a longer text set apart.

    One that is `plain` begins with its own number, and needs no bullet. `tables` are those of `of` tables it comes
    from, for formats that draw them.
    """

    runs: Runs
    small: Runs = ()
    below: tuple[ListItem, ...] = ()
    anchor: str = ""
    detail: Runs = ()
    plain: bool = False
    tables: tuple[int, ...] = ()
    of: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[ListItem, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Numbers to be seen first, each with its words."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """The first `words` columns hold words, the others numbers; `total` says that the last row is the sum.

    `caption` tells who cannot see the table what it holds; only formats with captions show it. `bars` are the numbers
    a format with pictures may draw, one for each row but the sum; none where there is nothing to draw.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    words: int
    total: bool = False
    bars: tuple[int, ...] = ()


Block = Heading | Paragraph | Quotation | Items | KeyFigures | DocumentTable


@dataclass(frozen=True, slots=True)
class Section:
    """A part an organiser may move or leave out, by its key in `SECTIONS`; it may open with several headings.

    Where the order of the day divides one, each further piece has a key of its own, made of that key.
    """

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself, as Dublin Core calls it; `created` is the day of the event, if anybody knows it."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    created: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The whole; `facts` are labels and values of the title block. `closing` is the line in which the counts add up.

    `marking` stands on every page of what is not for everybody.
    """

    language: str
    title: str
    what: str
    subtitle: str
    facts: tuple[tuple[str, Runs], ...]
    sections: tuple[Section, ...]
    closing: str
    properties: Properties
    day: str = ""
    cover: str = ""
    marking: str = ""


def own(text: str, *, strong: bool = False, quiet: bool = False) -> TextRun:
    """Return a run of words of our catalogue."""
    return TextRun(text, own=True, strong=strong, quiet=quiet)


def typed(text: str) -> TextRun:
    """Return a run of people's words with their line ends."""
    return TextRun(text)


def on_line(text: str, *, strong: bool = False, quiet: bool = False, to: str = "") -> TextRun:
    """Return a run of people's words on one line; `to` is the anchor it leads to."""
    return TextRun(inlined(text), strong=strong, quiet=quiet, to=to)


_PLACES = tuple(chr(0xE000 + number) for number in range(0x100))
_SPLIT = re.compile("([\ue000-\ue0ff])")


def within(sentence: Callable[..., str], *parts: Runs) -> Runs:
    """Return runs set into a sentence of ours: `sentence` takes as many places and returns the text that has them."""
    given = _PLACES[: len(parts)]
    runs: list[TextRun] = []
    for piece in _SPLIT.split(sentence(*given)):
        if piece in given and piece:
            runs += parts[given.index(piece)]
        elif piece:
            runs.append(own(piece))
    return tuple(runs)


def listed(language: Callable[[list[str]], str], parts: Iterable[Runs]) -> Runs:
    """Return the runs as a sentence of that language lists them: `a, b and c`."""
    every = list(parts)
    if len(every) > len(_PLACES):  # more than any sentence holds
        return joined(every)
    return within(lambda *places: language(list(places)), *every)


def joined(parts: Iterable[Runs], between: str = ", ") -> Runs:
    """Return the runs of all parts one after the other, with `between` in the gaps."""
    runs: list[TextRun] = []
    for part in parts:
        if runs and part:
            runs.append(own(between))
        runs += part
    return tuple(runs)


def plain(runs: Runs) -> str:
    """Return the words of the runs as plain text."""
    return "".join(run.text for run in runs)
