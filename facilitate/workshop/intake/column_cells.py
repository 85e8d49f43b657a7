"""What a column's cells look like: words, numbers, dates, addresses, names of people, statuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from facilitate.domain.contacts import contacts
from facilitate.workshop.intake.statuses import answer_of, is_status, is_unsure

SAMPLE = 300
_MOSTLY = 0.8
_LOOKED_AT = 200
_FEW = 3
_VALUE = re.compile(
    r"[-+(]?[\d#][\d\s.,:/()%€$°-]*|\d[\w:.+-]*\d(?:[ T][\d:.+Z-]+)?|[0-9a-f]{8}-[0-9a-f-]{4,}|https?://\S+"
    r"|#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?"  # the colour of a card
)
_CODE = re.compile(r"(?=.*\d)[A-Za-z]{0,8}[-_./]?[\w-]*\d[\w-]*")
_STREET = re.compile(
    r"\d{1,4}\s*(?:bis|ter|[a-d])?,?\s+(?:rue|avenue|av\.?|bd|boulevard|place|chemin|all[ée]e|impasse|quai|route|cours|square|"
    r"street|st\.?|road|rd\.?|lane)\b|\b\d{5}\s+[A-ZÀ-Þ]|\b[\w-]+(?:stra(?:ß|ss)e|str\.)\s*\d|\b(?:calle|plaza)\s+\S+.*\d",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?!(?:Une?|Des|Les|Du|The|An)\b)(?:(?:M|Mme|Mlle|Mr|Mrs|Ms|Dr|Herr|Frau)\.?\s+)?(?:[A-ZÀ-Þ][\w'’-]*\.?)(?:\s+(?:de|du|von|van|le|la|d['’])?\s*[A-ZÀ-Þ][\w'’-]*){1,3}"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&+\n]|\b(?:et|and)\b)\s*")
# A word that is no part of an address, a colour, a time or a number of a program.
_WORD = re.compile(r"(?<![\w@.#/:-])(?!(?:UTC|GMT|CES?T|[AP]M)\b)[^\W\d_]{2,}(?![\w@/:]|\.\w)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What most cells of a column are; `filled` of them hold anything, `distinct` are different."""

    filled: int
    distinct: int
    values: int
    codes: int
    statuses: int
    answers: int
    private: int
    names: int
    unsure: int

    @property
    def is_text(self) -> bool:
        """Whether its cells can be words of somebody about something."""
        return bool(self.filled) and not (
            self._most(self.values) or self._most(self.private) or self._most(self.statuses)
        )

    @property
    def is_numbers(self) -> bool:
        """Whether its cells are numbers, dates or addresses of pages."""
        return self._most(self.values)

    @property
    def is_status(self) -> bool:
        """Whether all that is written in it are statuses."""
        return bool(self.filled) and self.statuses == self.filled

    @property
    def is_private(self) -> bool:
        """Whether its cells are addresses, telephones or people’s names."""
        return self._most(self.private) or (self.filled >= _FEW and self._most(self.names))

    @property
    def may_be_names(self) -> bool:
        """Whether its cells, be they few, may be people’s names: enough for no guess."""
        return self._most(self.names)

    @property
    def is_answers(self) -> bool:
        """Whether all that is written in it says yes or no, or that somebody does not know."""
        return bool(self.answers) and self.answers + self.unsure == self.filled

    @property
    def repeats(self) -> bool:
        """Whether the same few cells come again and again."""
        return self.filled > _FEW and 2 * self.distinct <= self.filled

    def _most(self, count: int) -> bool:
        return self.filled > 0 and count >= _MOSTLY * self.filled


def evidence(cells: Iterable[str]) -> Evidence:
    """Look at the cells of a column, blanks left out."""
    # How a cell begins is enough; its end may be anywhere.
    filled = [cell.strip()[:_LOOKED_AT] for cell in cells if cell.strip()]
    return Evidence(
        len(filled),
        len(set(filled)),
        sum(1 for cell in filled if _VALUE.fullmatch(cell)),
        sum(1 for cell in filled if _CODE.fullmatch(cell) and not _VALUE.fullmatch(cell)),
        sum(1 for cell in filled if is_status(cell)),
        sum(1 for cell in filled if answer_of(cell) is not None),
        sum(1 for cell in filled if is_private(cell)),
        sum(1 for cell in filled if _NAME.fullmatch(cell)),
        sum(1 for cell in filled if is_unsure(cell)),
    )


def holds_words(cells: Iterable[str]) -> bool:
    """Whether anybody may have written something in a column, and not a program only numbers, dates and addresses."""
    return _WORD.search("\n".join(cells)) is not None


def is_private(cell: str) -> bool:
    """Whether a cell is an address, an e-mail or a telephone number, and little else."""
    held = sum(len(found) for found in contacts(cell))
    return 2 * held > len(cell) or (len(cell) < 120 and _STREET.search(cell) is not None)  # noqa: PLR2004


def is_full_name(cell: str) -> bool:
    """Whether a cell looks like somebody's first name and surname."""
    return _NAME.fullmatch(cell.strip()) is not None


def names_others(cells: Sequence[str]) -> bool:
    """Whether a column names people or tables: half of its cells do, or one has several people."""
    from facilitate.workshop.intake.no_ideas import is_name  # where it has to be asked which column is the idea
    from facilitate.workshop.intake.vocabulary import table_of

    found = 0
    for cell in cells:
        parts = [part for part in _BETWEEN_NAMES.split(cell[:_LOOKED_AT].strip()) if part]
        people = all(is_name(part) or is_full_name(part) for part in parts)
        if people and len(parts) > 1:
            return True
        found += people or table_of(cell) is not None
    return 2 * found >= len(cells)


def column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The cells of a column."""
    return [cells[place] for cells in rows if place < len(cells)]


def mean_length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def share(cells: Sequence[str], read: Callable[[str], object]) -> float:
    """Return the part of the cells in which something is read, from 0 to 1."""
    return sum(1 for cell in cells if read(cell) is not None) / len(cells) if cells else 0.0
