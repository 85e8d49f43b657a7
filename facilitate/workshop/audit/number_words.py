"""Numbers as texts write them, in digits and in French and English words; and a text made plain to look for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.text import folded
from facilitate.workshop.audit.issue import words

_ONES = words(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_ENGLISH = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SMALL: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number for number, word in enumerate(_ENGLISH)},
    "une": 1,
    **_TENS,
}
_HUNDREDS = frozenset(words("cent cents hundred"))
_THOUSANDS = frozenset(words("mille thousand"))
_AND = frozenset(words("et and"))
# About so many: “une cinquantaine d’idées”, “two dozen ideas”.
ROUND: Mapping[str, int] = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "dozen": 12,
}  # fmt: skip
_PART = "|".join(sorted({*_SMALL, *_HUNDREDS, *_THOUSANDS}, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w-])(?:(?P<times>{_PART}|\d{{1,2}}) )?(?P<round>{'|'.join(ROUND)})s?\b"
    r"|(?<![\w.,/-])(?P<digits>\d{1,3}(?:[ .,]\d{3}){1,4}(?!\d)|\d{1,9})(?!\d| ?%|[.,/]\d)"
    rf"|(?<![\w-])(?P<words>(?:{_PART})(?:[ -](?:(?:et|and)[ -])?(?:{_PART})){{0,20}})(?!\w|-\w)"
)
_HUNDRED, _THOUSAND, _TWENTY = 100, 1000, 20


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, from `start` to `end`; a `rounded` one is about so many."""

    start: int
    end: int
    value: int
    rounded: bool = False


def plain(text: str) -> str:
    """Small letters without accents, plain apostrophes, hyphens and blanks; every character stays where it was."""
    return text.translate(_LETTERS)


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a plain text, each as long as it can be read; “deux vingt” is none."""
    for found in _NUMBER.finditer(text):
        if found["digits"]:
            number = whole_number(re.sub(r"\D", "", found["digits"]))
            if number is not None:  # longer ones are telephones and accounts, and count nothing
                yield Number(found.start(), found.end(), number)
        elif found["round"]:
            times = found["times"] or "une"
            written = whole_number(times)
            many = written if written is not None else value_of(times) or 1
            yield Number(found.start(), found.end(), many * ROUND[found["round"]], rounded=True)
        elif (read := _longest(found["words"])) is not None:
            value, dropped = read
            yield Number(found.start() + dropped, found.end(), value)


def value_of(text: str) -> int | None:
    """Return the number that plain words make: `quatre-vingt-dix-sept`, `one hundred and two`."""
    total, current = 0, 0
    for word in re.split(r"[ -]", text):
        if word in _AND:
            continue
        if word in _THOUSANDS:
            total, current = total + max(1, current) * _THOUSAND, 0
        elif word in _HUNDREDS:
            if current >= _TWENTY:
                return None
            current = max(1, current) * _HUNDRED
        else:
            joined = _joined(current, word)
            if joined is None:
                return None
            current = joined
    return total + current


def _joined(current: int, word: str) -> int | None:
    """Return what a number becomes by one more word; None where nobody says it so."""
    hundreds, below = current - current % _HUNDRED, current % _HUNDRED
    if word in ("vingt", "vingts") and below == 4:  # noqa: PLR2004 -- quatre-vingt
        return hundreds + 80
    value = _SMALL[word]
    if not below:
        return hundreds + value
    # Tens take ones; soixante and quatre-vingt take up to nineteen; dix takes sept, huit and neuf.
    most = _TWENTY if below in (60, 80) else 10 if below >= _TWENTY and below % 10 == 0 else 0
    dix = below == 10 and word in ("sept", "huit", "neuf")  # noqa: PLR2004
    return current + value if dix or 0 < value < most else None


def _longest(text: str) -> tuple[int, int] | None:
    """Return the value of the longest end of the words that makes a number, and how many characters it leaves out."""
    start = 0
    while start < len(text):
        value = value_of(text[start:])
        if value is not None:
            return value, start
        following = re.search(r"[ -](?:(?:et|and)[ -])?", text[start:])
        if following is None:
            return None
        start += following.end()
    return None


class _Letters(dict[int, str]):
    """What stands in the place of each character, worked out once."""

    def __missing__(self, code: int) -> str:
        simple = folded(chr(code))
        self[code] = made = simple if len(simple) == 1 else chr(code).lower()[:1]
        return made


_LETTERS = _Letters(
    {ord(char): simple for char, simple in (
        ("’", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\n", " "), ("\u2010", "-"), ("\u2011", "-"),
        ("–", "-"),
    )}
)  # fmt: skip
