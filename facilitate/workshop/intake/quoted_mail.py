"""The mail that an answer quotes: below `Le 12 mars, Anne a écrit :`, or behind `>` below a signature.

What a mail asks for (`> - la liste des idées`) is no idea of who answers. Whether the answer holds ideas itself is told
by reading it without what it quotes: a list may as well be quoted alone, or passed on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from facilitate.domain.errors import N_, Message
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.closings import is_closing
from facilitate.workshop.intake.letter_parts import ends_letter, is_letter_head, says_wrote

QUOTED_MAIL = N_(
    "A quoted mail is left out (from line {line} on, {lines}). If it holds ideas, copy them into a file of their own."
)
_ENDS = re.compile(r"\r\n|\r|\n")
_SIGNATURE = 8  # lines of one, with the formula above it
_LONGEST = 200
_HEADERS = 3


@cache
def _announced() -> re.Pattern[str]:
    """`-----Message d'origine-----`, `Begin forwarded message:`."""
    of_mail = r"message (?:d['’]origine|transf[ée]r[ée]|original)|original message|forwarded message|mail original"
    return re.compile(rf"[-_ ]{{3,}}\s?(?:{of_mail})\s?[-_ ]{{3,}}|begin forwarded message ?:", re.IGNORECASE)


@cache
def _header() -> re.Pattern[str]:
    """`De : …`, `Sent: …` as some programs write above what they quote."""
    keys = r"de|from|envoyé(?: le)?|sent|date|à|to|cc|objet|subject|von|gesendet|an|betreff"
    return re.compile(rf"\*{{0,2}}(?:{keys})\*{{0,2}}[ \u00a0]?:\*{{0,2}}[ \u00a0].*", re.IGNORECASE)


class QuotedMail:
    """The lines of a text that a mail quotes, by their places from 0."""

    def __init__(self, text: str) -> None:
        self._lines = _ENDS.split(text)
        self.places = frozenset(self._found()) if ">" in text or ":" in text else frozenset()

    def left(self) -> str:
        """The text without what it quotes; its lines keep their numbers."""
        return "\n".join("" if place in self.places else line for place, line in enumerate(self._lines))

    def bullets(self) -> int:
        """How many of the lines that are quoted have a dash or the like."""
        return sum(self._lines[place].lstrip("> \t")[:1] in ("-", "*", "•", "–", "—") for place in self.places)

    def notice(self) -> Message:
        """What is told of it."""
        filled = sum(bool(self._lines[place].strip("> \t")) for place in self.places)
        return Message(QUOTED_MAIL, {"line": min(self.places) + 1, "lines": counted(filled, "line")})

    def _found(self) -> set[int]:
        found: set[int] = set()
        by_whom = [place for place in range(len(self._lines)) if self._says_who_wrote(place)]
        for place in [at for at in range(len(self._lines)) if at in by_whom or self._announces(at)]:
            first = self._next(place + 1)
            if self._is_quoted(first):
                found.update(range(self._begin(place), self._end(first)))
            elif place and first < len(self._lines) and (place not in by_whom or len(by_whom) == 1):
                return found | set(range(self._begin(place), len(self._lines)))
        return found or self._below_signature()

    def _says_who_wrote(self, place: int) -> bool:
        """`Anne a écrit :`, be the day in the line above; people of a forum write one below the other."""
        line = self._lines[place].strip("> \t")
        if len(line) > _LONGEST or not says_wrote(line):
            return False
        above = self._lines[place - 1].strip() if place else ""
        return is_letter_head(f"{above} {line}") or self._is_quoted(self._next(place + 1))

    def _announces(self, place: int) -> bool:
        line = self._lines[place].strip("> \t")
        if not line or len(line) > _LONGEST:
            return False
        if line[0] in "-_bB" and _announced().fullmatch(line):
            return True
        headers = self._lines[place : place + _HEADERS]
        above = self._lines[place - 1] if place else ""
        return len(headers) == _HEADERS and not _header().fullmatch(above.strip()) and all(map(_is_header, headers))

    def _begin(self, place: int) -> int:
        """Where what is said of the quoted mail begins: the line above, where the day stands there."""
        line = self._lines[place].strip()
        goes_on = says_wrote(line) and not is_letter_head(line) and place and is_letter_head(self._with_above(place))
        return place - 1 if goes_on and self._lines[place - 1].strip() else place

    def _with_above(self, place: int) -> str:
        return f"{self._lines[place - 1].strip()} {self._lines[place].strip()}"

    def _next(self, place: int) -> int:
        """The next line that is not blank."""
        return next((at for at in range(place, len(self._lines)) if self._lines[at].strip()), len(self._lines))

    def _is_quoted(self, place: int) -> bool:
        return place < len(self._lines) and self._lines[place].lstrip().startswith(">")

    def _end(self, first: int) -> int:
        """Where a mail that is quoted behind `>` ends."""
        others = (at for at in range(first, len(self._lines)) if self._lines[at].strip() and not self._is_quoted(at))
        return next(others, len(self._lines))

    def _below_signature(self) -> set[int]:
        """The lines behind `>` with which a text ends, where a signature or a closing formula stands above them."""
        filled = [at for at, line in enumerate(self._lines) if line.strip()]
        above = [at for at in filled if not self._is_quoted(at)]
        if not above or not filled or above[-1] == filled[-1]:
            return set()
        near = [self._lines[at].strip() for at in above[-_SIGNATURE:]]
        if any(line == "--" or ends_letter(line) or is_closing(line) for line in near):
            return set(range(above[-1] + 1, len(self._lines)))
        return set()


def _is_header(line: str) -> bool:
    return len(line) <= _LONGEST and _header().fullmatch(line.strip()) is not None


def find_quoted(text: str) -> QuotedMail | None:
    """What a text quotes of another mail; None where it is nothing, or all there is."""
    found = QuotedMail(text)
    return found if found.places and found.left().strip() else None


def answers(ideas: Sequence[object], quoted: QuotedMail) -> bool:
    """Whether the ideas of an answer are its own, so that none of what it quotes is one."""
    return len(ideas) > 1 or (bool(ideas) and not quoted.bullets())
