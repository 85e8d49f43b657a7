"""Names found in a text, however they are written.

They are looked for in the text's plain letters: small, without accents, ligatures and what no reader sees (soft
hyphens, words broken at the end of a line).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded

_FIRST = 3  # letters by which what tells a name is looked for
_FEW = 100  # so many of them are looked for one by one: of more, all that stands in a text is compared
_SHORTEST = 3  # letters of a part of a name that is looked for on its own
_LONG = 8  # letters of a name that is recognised also where blanks or line ends stand within its words
# What stands before a surname and gives nobody away.
_PARTICLES = frozenset(
    {"af", "al", "and", "aux", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di",
     "do", "dos", "du", "el", "els", "et", "ibn", "la", "las", "le", "les", "los", "of", "ten", "ter", "van", "von",
     "zu", "zum", "zur"}
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")
_NONE: frozenset[int] = frozenset()
_SOFT = "\u00ad"  # a hyphen that is seen only at the end of a line
_HIDDEN = re.compile(r"(?<=[^\W\d_])(?:[\u00ad\u2010-]\s*\n\s*|\u00ad)(?=[^\W\d_])")  # within a word
_ANY, _LITTLE = r"[\W_]*", r"[\s,'\u2019\u2010-\u2015-]{0,3}"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
# A form of address goes with the name it stands before.
_TITLES = "mmes?|madame|m|mr|mrs|ms|miss|monsieur|mlle|mademoiselle|dr|docteure?|pr|professeure?"
_ADDRESS = rf"(?:(?<![^\W_])(?:{_TITLES})\.?\s+)"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by one of their names; `role` stands in its place, and is nobody else's.

    Of one who may be an organisation only the `whole` name is looked for in texts, and only where it has several words;
    one word of it only after a form of address.
    """

    name: str
    role: str
    whole: bool = False


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    return "" if unicodedata.category(letter) == "Cf" and letter != _SOFT else folded(letter)


def plain(text: str) -> str:
    """Return the text folded, without what no reader sees."""
    return text.lower() if text.isascii() else "".join(map(_plain_letter, text))


def squeezed(text: str) -> str:
    """Return the plain letters and digits alone: the same for all spellings of one name."""
    return _without_signs(plain(text))


def _without_signs(letters: str) -> str:
    return "".join(filter(str.isalnum, letters))


class Folded:
    """A text in plain letters, and where each of them stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: Sequence[int] = range(len(text))
        if text.isascii():
            self.letters = text.lower()
        else:
            found = list(map(_plain_letter, text))
            self.letters = "".join(found)
            if len(self.letters) != len(text) or "" in found:
                self._places = [place for place, plain_letters in enumerate(found) for _each in plain_letters]
        for hidden in reversed(list(_HIDDEN.finditer(self.letters))):
            self.letters = self.letters[: hidden.start()] + self.letters[hidden.end() :]
            self._places = [*self._places[: hidden.start()], *self._places[hidden.end() :]]

    @cached_property
    def squeezed(self) -> str:
        """Its letters and digits alone."""
        return _without_signs(self.letters)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, which are letters alone."""
        return frozenset(_LETTERS.findall(self.letters))

    def begin(self, place: int) -> int:
        return self._places[place]

    def has_capital(self, start: int, end: int) -> bool:
        """Return whether a word in that stretch begins with a capital, or with a letter that knows none."""
        words = _LETTERS.finditer(self.letters[start:end])
        return any(not self.text[self._places[start + word.start()]].islower() for word in words)

    def end(self, place: int) -> int:
        """Return where the text goes on after that letter: accents and what nobody sees belong to it."""
        end = self._places[place - 1] + 1
        while end < len(self.text) and not _plain_letter(self.text[end]):
            end += 1
        return end


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Where a name stands in a text, and whose it may be."""

    start: int
    end: int
    names: tuple[str, ...]
    roles: tuple[str, ...]


class Finder:
    """Looks for people in texts: by whole names first, then by parts of them."""

    def __init__(self, people: Sequence[Person]) -> None:
        longest_first = sorted(people, key=lambda each: -len(squeezed(each.name)))
        self._whole = _Patterns((*entry, one) for one in longest_first for entry in _wholes(one))
        found = [(_close(words), words, one) for one in longest_first for words in _parts(one)]
        parts = sorted(found, key=lambda each: -len(each[0]))
        self._parts = _Patterns(parts, before=f"{_ADDRESS}?{_NO_LETTER_BEFORE}", after=_NO_LETTER_AFTER)
        short = [(plain(word), one) for one in longest_first for word in _short(one)]
        self._short = _Patterns(
            ((re.escape(word), [word], one) for word, one in short), before=_ADDRESS, after=_NO_LETTER_AFTER
        )
        self._words = {squeezed(word) for one in people for word in _single(one)}

    def whole(self, folded: Folded) -> Iterator[NameSpan]:
        """Yield where whole names stand, in capitals or not."""
        return self._whole.places(folded)

    def parts(self, folded: Folded) -> Iterator[NameSpan]:
        """Yield where parts of names (surnames, first names) stand with a capital; all in a script without capitals."""
        found = [*self._parts.places(folded, capital=True), *self._short.places(folded, capital=True)]
        return iter(sorted(found, key=lambda place: (place.start, -place.end)))

    def in_key(self, key: str) -> bool:
        """Return whether a key names somebody; keys have no capitals."""
        return any(self._whole.places(Folded(key))) or not self._words.isdisjoint(key.split("-"))


@lru_cache(maxsize=16)
def finder_of(people: tuple[Person, ...]) -> Finder:
    """Return the finder of these people; to make one takes a millisecond or more."""
    return Finder(people)


class _Patterns:
    """Many patterns, which find what one that had them as alternatives would.

    Each has something that tells it: letters that stand within all that it finds, once signs and blanks are left out.
    Most texts hold those of nobody, and others of few: only their patterns are looked with, for one of all the guests
    of a day takes seconds for each page. Each is compiled by itself, once: texts of many events hold ever others
    together, and to compile these took nine tenths of the time.
    """

    def __init__(
        self, entries: Iterable[tuple[str, Sequence[str], Person]], *, before: str = "", after: str = ""
    ) -> None:
        """`entries` are patterns, the words that tell them, and whose they are; one alone stands there as a word."""
        whose: dict[str, list[Person]] = {}
        self._telling: dict[str, dict[str, set[int]]] = {}  # by their first letters
        self._words: dict[str, set[int]] = {}  # of those that find just one word: it stands in a text, or does not
        numbers: dict[str, int] = {}
        for pattern, telling, person in entries:
            whose.setdefault(pattern, []).append(person)
            letters = _without_signs("".join(telling))
            number = numbers.setdefault(pattern, len(numbers))
            if len(telling) == 1 and _LETTERS.fullmatch(letters):
                self._words.setdefault(letters, set()).add(number)
            else:
                self._telling.setdefault(letters[:_FIRST], {}).setdefault(letters, set()).add(number)
        self._lengths = {first: sorted({*map(len, group)}) for first, group in self._telling.items()}
        self._beginnings = sorted({*map(len, self._telling)})
        self._sources, self._whose = list(whose), list(whose.values())
        self._around = before, after
        self._compiled: dict[int, re.Pattern[str]] = {}

    def _told_in(self, folded: Folded) -> list[int]:
        """Return the numbers of the patterns that may find anything, in their order."""
        found: set[int] = set()
        for word in folded.words & self._words.keys() if self._words else ():
            found |= self._words[word]
        text = folded.squeezed
        for first, start in self._firsts_in(text):
            group = self._telling[first]
            for length in self._lengths[first]:
                found |= group.get(text[start : start + length], _NONE)
        return sorted(found)

    def _firsts_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the first letters that stand in a text, and where: each is looked for where they are few, the quickest.

        Of more, all that stands there is compared.
        """
        if len(self._telling) <= _FEW:
            for first in self._telling:
                start = text.find(first)
                while start >= 0:
                    yield first, start
                    start = text.find(first, start + 1)
            return
        for length in self._beginnings:
            for start in range(len(text) - length + 1):
                if (first := text[start : start + length]) in self._telling:
                    yield first, start

    def _pattern(self, number: int) -> re.Pattern[str]:
        if number not in self._compiled:
            before, after = self._around
            self._compiled[number] = re.compile(f"{before}({self._sources[number]}){after}")
        return self._compiled[number]

    def _matches(self, letters: str, numbers: Iterable[int]) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield what they find, the first that begins, none of which overlap; of several those after an address."""
        found = {number: match for number in numbers if (match := self._pattern(number).search(letters))}
        while found:
            number = min(
                found, key=lambda each: (found[each].start(), found[each].start(1) == found[each].start(), each)
            )
            end = found[number].end()
            yield number, found[number]
            for each, match in list(found.items()):
                if match.start() < end:
                    if further := self._pattern(each).search(letters, end):
                        found[each] = further
                    else:
                        del found[each]

    def places(self, folded: Folded, *, capital: bool = False) -> Iterator[NameSpan]:
        """Yield where they stand, in order; with `capital`, only where a word of it begins with one."""
        numbers = self._told_in(folded)
        if not numbers:
            return
        for number, found in self._matches(folded.letters, numbers):
            if capital and not folded.has_capital(found.start(1), found.end()):
                continue
            people = self._whose[number]
            names, roles = [person.name for person in people], [person.role for person in people]
            yield NameSpan(
                folded.begin(found.start()), folded.end(found.end()), tuple(names), tuple(dict.fromkeys(roles))
            )


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(name).replace(_SOFT, ""))


def _wholes(person: Person) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what the whole of a name looks like in plain letters, and its words; a single one is one of its parts."""
    words = _words(person.name)
    if len(words) > 1 or (words and any(map(str.isdecimal, words[0]))):
        yield _as_it_is(words), words
        if not person.whole:
            yield from _otherwise(words)


def _edges(words: Sequence[str]) -> tuple[str, str]:
    """Return what may not stand around a name: letters, and digits where it begins or ends with one."""
    before = r"(?<![^\W_])" if words[0][0].isdecimal() else _NO_LETTER_BEFORE
    return f"{_ADDRESS}?{before}", r"(?![^\W_])" if words[-1][-1].isdecimal() else _NO_LETTER_AFTER


def _as_it_is(words: Sequence[str]) -> str:
    """Return a whole name in plain letters, whatever stands between its words."""
    letters = sum(map(len, words))
    before, after = _edges(words)
    if letters >= _LONG:
        return before + _ANY.join(_ANY.join(map(re.escape, word)) for word in words) + after
    # So short a name written as one word would be found in many another.
    between = r"[\W_]+" if letters < 2 * _SHORTEST else _ANY
    return before + between.join(map(re.escape, words)) + after


def _otherwise(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield a whole name the other way round, and with initials, each with the words that stand there."""
    for place in range(1, len(words)):
        first, rest = words[:place], words[place:]
        before, after = _edges([*rest, *first])
        yield before + _close([*rest, *first]) + after, [*rest, *first]
        if rest[0].isalpha():
            initials = rf"{re.escape(words[0][0])}\.(?:[\s-]?[^\W\d_]\.){{0,2}}"
            before, after = _edges(words)
            yield before + initials + _LITTLE + _close(rest) + after, rest


def _single(person: Person) -> Iterator[str]:
    """Yield the words of a name that give it away alone; none where it is a number’s, as in “Participante 07”."""
    if person.whole or any(letter.isdecimal() for letter in person.name):
        return
    words = _letters(person.name)
    for word in words:
        uncased = word.lower() == word.upper()
        if len(words) == 1 or uncased or (len(word) >= _SHORTEST and plain(word) not in _PARTICLES):
            yield word


def _short(person: Person) -> Iterator[str]:
    """Yield the words that give somebody away after a form of address alone: “Mme Wu”, and any of a `whole` name."""
    if not any(letter.isdecimal() for letter in person.name):
        words = _letters(person.name)
        longest = len(person.name) if person.whole else _SHORTEST - 1
        yield from (word for word in words if 1 < len(word) <= longest and plain(word) not in _PARTICLES)


def _parts(person: Person) -> Iterator[Sequence[str]]:
    """Yield those words, and what goes with them (`Marie-Jo`, `N’Diaye`, `de la Tour`), in plain letters."""
    single = {plain(word) for word in _single(person)}
    yield from ([word] for word in single)
    particles: list[str] = []
    for token in person.name.split() if single else ():
        words = [plain(word) for word in _letters(token)]
        if len(words) > 1 and sum(map(len, words)) >= _SHORTEST:
            yield words
        if not single.isdisjoint(words):
            for place in range(len(particles)):
                yield [*particles[place:], *words]
        particles = [*particles, *words] if _PARTICLES.issuperset(words) else []


def _close(words: Iterable[str]) -> str:
    """Words that follow each other, with little between them."""
    return _LITTLE.join(map(re.escape, words))


def _letters(name: str) -> list[str]:
    return _LETTERS.findall(name.replace(_SOFT, ""))
