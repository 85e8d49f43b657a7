"""A text to be published, before it is Markdown, HTML, PDF or an office file: its parts, and every word of it.

`build.py` makes it from the report; the writers only set it out. Each run of words knows whether people typed it,
so each writer escapes what it must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import bidirectional
from zlib import crc32

from facilitate.domain.errors import PlaceName
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined

if TYPE_CHECKING:
    from facilitate.i18n import Language


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
ANNEX = "annex"
LETTER = "letter"  # a part that is one letter: whom it goes to, where and when, and its words
_FEW_IDEAS = 12  # that stand below their heading as a list of any other part


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

    One that is `plain` begins with its own number, and needs no bullet. `tables` say of each table of each phase
    whether it comes from there, for formats that draw them. `receipt` says what became of it, for the format in which
    it is looked up by its reference.
    """

    runs: Runs
    small: Runs = ()
    below: tuple[ListItem, ...] = ()
    anchor: str = ""
    detail: Runs = ()
    plain: bool = False
    tables: tuple[tuple[bool, ...], ...] = ()
    receipt: Runs = ()


@dataclass(frozen=True, slots=True)
class IndexPart:
    """What one table's ideas are looked up by, for a format with links: its title, and each reference as runs."""

    title: Runs
    refs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[ListItem, ...]
    numbered: bool = False
    squares: str = ""
    """What the squares behind the items stand for, where they are drawn."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Numbers to be seen first, each with its words."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Rows of marks, each with its title and what every mark stands for; `key` has the words for these.

    Only formats that draw have it: what it says stands in words and numbers elsewhere in the document. `title` is its
    heading.
    """

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    key: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """The first `words` columns hold words, the others numbers; `total` says that the last row is the sum.

    `caption` tells who cannot see the table what it holds; only formats with captions show it. `bars` are the numbers
    a format with pictures may draw, one for each row but the sum; none where there is nothing to draw. `widths` are the
    shares of the line that columns of words have, where they are not of one kind; 0 is as narrow as its words are.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    words: int
    total: bool = False
    bars: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the document; its form is svg, png or jpg. `alt` says what it shows."""

    data: bytes
    form: str
    alt: str
    caption: Runs = ()

    @property
    def name(self) -> str:
        """What its file is called where it has to be one: the same whenever it is the same picture."""
        return f"picture-{crc32(self.data):08x}-{len(self.data)}.{self.form}"


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures beside and below each other, each with its caption."""

    pictures: tuple[Picture, ...]


WrittenBlock = Heading | Paragraph | Quotation | Items | KeyFigures | DocumentTable
TextBlock = WrittenBlock | Photos
Block = TextBlock | Marks


def in_words(blocks: Iterable[Block]) -> Iterator[TextBlock]:
    """Yield the blocks for a format that draws no marks."""
    for block in blocks:
        if not isinstance(block, Marks):
            yield block


@dataclass(frozen=True, slots=True)
class Section:
    """A part an organiser may move or leave out, by its key in `SECTIONS`; it may open with several headings.

    Where the order of the day divides one, each further piece has a key of its own, made of that key. One that is
    `paged` begins a page, for whoever takes it out.
    """

    key: str
    blocks: tuple[Block, ...]
    paged: bool = False


def in_columns(section: Section) -> bool:
    """Return whether a part is long enough, and its lines short enough, to stand in two columns."""
    return section.key == ANNEX and sum(len(getattr(block, "items", ())) for block in section.blocks) > _FEW_IDEAS


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

    `marking` stands on every page of what is not for everybody. `logos` are those of the title block. `notice` is what
    nobody may read it without: it stands in the first section, and on a cover too. `index` leads to each idea.
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
    logos: tuple[Picture, ...] = ()
    notice: str = ""
    index: tuple[IndexPart, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture in it."""
        blocks = (block for section in self.sections for block in section.blocks)
        return (*self.logos, *(each for block in blocks if isinstance(block, Photos) for each in block.pictures))


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


def with_places(_: Language, msgid: str, /, **names: str) -> Runs:
    """Return a sentence of ours in which names of places or of events stand, joined to it as its language does."""
    pieces = _.pieces(msgid, **{name: PlaceName(value) for name, value in names.items()})
    return tuple(on_line(text) if name else own(text) for text, name in pieces if text)


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


def right_to_left(runs: Runs) -> bool:
    """Return whether the first letter of the words is of a writing that runs from right to left (UAX #9, P2 and P3)."""
    strong = (kind for char in plain(runs) if (kind := bidirectional(char)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def plain(runs: Runs) -> str:
    """Return the words of the runs as plain text."""
    return "".join(run.text for run in runs)
