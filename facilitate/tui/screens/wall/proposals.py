"""The proposals within each item of the typology, a page at a time, without the names of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from facilitate.i18n import Language
from facilitate.tui.plain import one_line, pieces, plain
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.cells import cuts
from facilitate.workshop.privacy.people import people_of
from facilitate.workshop.privacy.redactor import Redactor
from facilitate.workshop.views.wall import WallCategory, WallProposal
from facilitate.workshop.workshop import Workshop

_SECONDS = 15  # that a page stays
_LEAST = 3  # lines of a page: an item, and one proposal

Block = list[Content]  # lines that stay together


class ProposalPages:
    """Call `page` with what is projected; names are looked for again only when something new was written.

    The first page is shown first, whenever that is.
    """

    def __init__(self, workshop: Workshop, language: Language) -> None:
        self._workshop = workshop
        self._ = language
        self._version = -1
        self._redact: Redactor | None = None
        self._began: datetime | None = None

    def page(
        self, items: Sequence[WallCategory], width: int, height: int, now: datetime, *, whole: bool = False
    ) -> tuple[Content, int, int]:
        """The page of this moment, its number, and how many there are; `whole` divides no item that a page can hold."""
        pages = list(_pages(self._blocks(items, max(1, width)), max(_LEAST, height), whole=whole))
        if not pages:
            return plain(""), 0, 0
        self._began = self._began or now
        at = int((now - self._began).total_seconds()) // _SECONDS % len(pages)
        return plain("\n").join(pages[at]), at + 1, len(pages)

    def _blocks(self, items: Sequence[WallCategory], width: int) -> Iterator[tuple[Content, list[Block]]]:
        redact = self._redactor()
        for place, item in enumerate(items):
            if item.filed:
                count = f"  {item.proposals}" if item.proposals else ""
                head = pieces((redact(item.title), f"{category_style(place)} bold"), (count, "$text-muted"))
                yield (
                    head.truncate(width, ellipsis=True),
                    [_wrapped(self._words_of(each), width) for each in item.filed],
                )

    def _words_of(self, proposal: WallProposal) -> str:
        """The words of a proposal without names, and how many ideas it is made of where these are several."""
        text = self._redactor()(proposal.text)
        if proposal.ideas == 1:
            return text
        return f"{text} ({self._.plural('{n} idea', '{n} ideas', proposal.ideas)})"

    def _redactor(self) -> Redactor:
        version = self._workshop.recorder.version
        if self._redact is None or version != self._version:
            tell = self._.message
            people = people_of(self._workshop.timeline, tell, guests_whole=True)
            self._redact, self._version = Redactor(people, tell), version
        return self._redact


def _wrapped(text: str, width: int) -> Block:
    flat = one_line(text).plain
    room = max(1, width - 2)
    lines = [flat[start:end].strip() for start, end in cuts(flat, room)]
    return [pieces(("· ", "$text-muted") if not place else "  ", line) for place, line in enumerate(lines)]


def _pages(items: Iterator[tuple[Content, list[Block]]], height: int, *, whole: bool) -> Iterator[list[Content]]:
    """Each page as its lines; an item that goes on has its title again at the top of the next page."""
    lines: list[Content] = []
    for head, blocks in items:
        all_lines = sum(map(len, blocks))
        needed = all_lines if whole and all_lines < height else len(blocks[0])
        if lines and len(lines) + 2 + needed > height:
            yield lines
            lines = []
        lines += [*([plain("")] if lines else []), head]
        for block in blocks:
            if len(lines) + len(block) > height and lines[-1] is not head:
                yield lines
                lines = [head]
            lines += block[: max(1, height - len(lines))]
    if lines:
        yield lines
