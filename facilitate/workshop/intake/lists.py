"""Plain text and Markdown lists: one idea a line.

- A bullet (`-`, `*`, `+`, `•`, `–`, `1.`, `1)`) is taken off, whatever its depth; so is a task box after it, ticked or
  not: a tick says that somebody handled the line, not that the idea exists.
- An indented line without a bullet, just below a bulleted one, goes on with it, as it does in Markdown.
- Headings and rules hold no idea, but a heading `Table 3` (or that line alone, without `#`) gives its table to the
  lines below, until another heading of the same rank or above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.incoming import Candidate, Outcome, Tables, admit, refusal
from facilitate.workshop.intake.vocabulary import is_idea_title, table_in_title

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_BULLET = re.compile(
    r"\s*(?:[-*+\u2013\u2014]\s+|-(?=[^\W\d])|[•‣◦▪●\u00b7]\s*|\(?\d{1,3}[.)]\s+)(\[[ xX]\](?:\s+|$))?"
)
# The next two are for stripped lines: several optional blanks in a row would take for ever on a line of blanks.
_EMPTY_BULLET = re.compile(r"(?:[-*+•‣◦▪●\u00b7\u2013\u2014]|\d{1,3}[.)])(?:\s+\[[ xX]\])?$")
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?$")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_UNDERLINE = re.compile(r"\s{0,3}={3,}\s*$")
_INDENTED = re.compile(r"(?: {2,}|\t)\S")
_TITLE_RANK = 7


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    raw: str
    text: str
    table: int | None
    bulleted: bool


@dataclass
class _Reader:
    """The place of the eye on the page: the last item, the table in force and its heading's rank."""

    items: list[_Item]
    blank: int = 0
    table: int | None = None
    rank: int = _TITLE_RANK
    open_item: bool = False

    def take(self, number: int, line: str) -> None:
        if not line.strip():
            self.blank += 1
            self.open_item = False
        elif _RULE.match(line):
            self._rule(line)
        elif heading := _HEADING.match(line.strip()):
            self._heading(len(heading[1]), heading[2] or "")
        elif (named := table_in_title(line, whole=True)) is not None:
            self.table, self.rank, self.open_item = named, _TITLE_RANK, False
        else:
            self._words(number, line)

    def _rule(self, line: str) -> None:
        if _UNDERLINE.match(line) and self.open_item and not self.items[-1].bulleted:
            self._heading(1, self.items.pop().text)
        self.open_item = False

    def _heading(self, rank: int, title: str) -> None:
        self.open_item = False
        named = table_in_title(title, whole=False)
        if named is not None or rank <= self.rank:
            self.table, self.rank = named, rank if named is not None else _TITLE_RANK

    def _words(self, number: int, line: str) -> None:
        bullet = _BULLET.match(line)
        if _EMPTY_BULLET.match(line.strip()):
            self.blank += 1
            self.open_item = False
        elif not self.items and not bullet and is_idea_title(line):
            self.open_item = False
        elif not bullet and self.open_item and self.items[-1].bulleted and _INDENTED.match(line):
            last = self.items[-1]
            self.items[-1] = replace(last, text=f"{last.text.rstrip()} {line.strip()}", raw=last.raw)
        else:
            text = line[bullet.end() :] if bullet else line
            self.items.append(_Item(number, line, text, self.table, bool(bullet)))
            self.open_item = True


def read_text(text: str, tables: Tables) -> tuple[list[Outcome], int]:
    """Return what each idea became, in the file's order, and how many blank lines there were."""
    reader = _Reader([])
    for number, line in enumerate(_lines(text), start=1):
        reader.take(number, line)
    return [_outcome(item, tables) for item in reader.items], reader.blank


def _lines(text: str) -> Iterable[str]:
    lines: list[str] = _LINE.findall(text)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _outcome(item: _Item, tables: Tables) -> Outcome:
    try:
        return admit(Candidate(item.line, item.raw, item.text), tables.choose(item.table))
    except Refused as error:
        return refusal(item.line, item.raw.strip(), error.message)
