"""Who says what in minutes: `Léa : un jardin`. Names of people are no part of an idea.

What stands before a colon may be who speaks or what is spoken of (`Jardins : partagés`). It is who speaks where

- the head of the text says that this person was there, or it is a title with a name (`Mme Petit`);
- it is a first name that is frequent in France and is no word or place besides, with an initial or without;
- two such people speak in the text, and it is a first name too, with a surname or without;
- most lines begin so with a few words that come again and again, and at least half of these are first names: then the
  others that come again and are no themes are names too.

None is a word that the text also has in small letters. What is spoken of stays: a word left out is lost. What may be
either stays too, and is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.no_ideas import is_theme
from facilitate.workshop.intake.roles import is_known_name
from facilitate.workshop.intake.statuses import is_status

NAMES_LEFT_OUT = N_("Names before a colon are those of who speaks, and were left out of the ideas (lines: {count}).")
_NAME = r"[A-ZÀ-Þ][\w’'-]{1,19}"
_SPEAKER = re.compile(
    rf"((?:(?:M|Mme|Mlle|Mr|Mrs|Ms|Dr|Madame|Monsieur)\.?[ \u00a0])?{_NAME}(?: [A-ZÀ-Þ][\w’'-]{{0,19}}\.?){{0,2}})"
    r"[ \t\u00a0\u202f]*:[ \t\u00a0\u202f]+(?=\S)"
)
_TITLED = re.compile(r"(?:M|Mme|Mlle|Mr|Mrs|Ms|Dr|Madame|Monsieur)\.?[ \u00a0](?=[A-ZÀ-Þ])")
_INITIAL = re.compile(r" [A-ZÀ-Þ]\.?$")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 4
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Speakers:
    """On how many lines a name was left out; the words before a colon that may be names and stay.

    `themes` are the other words that stay there, where one of them comes again.
    """

    count: int = 0
    doubtful: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def take_off_speakers(lines: Sequence[Line], others: Collection[int], people: Collection[str] = ()) -> Speakers:
    """Leave out the names before the colons, where they are speakers; `others` are no ideas, `people` were there."""
    worded = [line for place, line in enumerate(lines) if line.form not in ("rule", "heading") and place not in others]
    found = [(line, match) for line in worded if ":" in line.text and (match := _SPEAKER.match(line.text))]
    if not found:
        return Speakers()
    names = Counter(match[1] for _, match in found)
    known = _Known(names, [line.text for line in worded], people)
    speaking = known.speaking()
    if _is_a_few(names, found, worded) and known.are_people():
        speaking |= known.first_names | {name for name in known.all if names[name] > 1 and not is_theme(name)}
    count = 0
    for line, match in found:
        if match[1] in speaking:
            line.text = line.text[match.end() :]
            count += 1
    stay = [name for name in names if name not in speaking]
    doubtful = tuple(name for name in stay if name in known.may_be)
    themes = tuple(name for name in stay if name not in known.may_be)
    return Speakers(count, doubtful, themes if any(names[name] > 1 for name in themes) else ())


def _is_a_few(names: Mapping[str, int], found: Collection[object], worded: Collection[Line]) -> bool:
    """Whether most lines begin with one of a few words and a colon."""
    few = {name.casefold() for name in names}
    return len(found) >= _LEAST and 2 * len(found) > len(worded) and _TWICE <= len(few) <= len(found) / _TWICE


class _Known:
    """What is known of the words before the colons of a text."""

    def __init__(self, names: Iterable[str], texts: Iterable[str], people: Collection[str]) -> None:
        from facilitate.workshop.intake.first_names import ALSO_WORDS, FIRST_NAMES  # few texts look like minutes

        small = {folded(word) for text in texts for word in _WORD.findall(text) if word.islower()}
        self._firsts = {name: folded(re.split(r"[ -]", name)[0]) for name in names}
        self._is_word = {name for name, first in self._firsts.items() if first in small and first not in FIRST_NAMES}
        self.all = {name for name in names if not is_known_name(name) and not is_status(name)}
        self.first_names = {name for name in self.all if self._firsts[name] in FIRST_NAMES}
        self._there = {name for name in self.all if _is_there(name, people) or _TITLED.match(name)}
        self._certain = self._there | {
            name
            for name in self.first_names
            if self._firsts[name] not in ALSO_WORDS and self._firsts[name] not in small and _is_single(name)
        }
        self.may_be = self.first_names - self._certain

    def are_people(self) -> bool:
        """Whether all of them are names, as at least half are known to be."""
        if self._is_word or len(self.all) < len(self._firsts):
            return False
        return 2 * len(self.first_names) >= len({name.casefold() for name in self._firsts})

    def speaking(self) -> set[str]:
        """Those that are names for certain, and where several are, first names that may be words too."""
        return self._certain | self.first_names if len(self._certain) >= _TWICE else self._certain


def _is_there(name: str, people: Collection[str]) -> bool:
    bare = _TITLED.sub("", name).rstrip(".")
    return bool(people) and folded(bare) in people


def _is_single(name: str) -> bool:
    """A first name alone, or with an initial: with a surname it may be a street or a school."""
    return " " not in _INITIAL.sub("", name)
