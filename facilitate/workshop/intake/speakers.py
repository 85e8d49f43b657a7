"""Who says what in minutes: `Léa : un jardin`, `Léa – un jardin`, `un jardin (Léa)`. Names are no part of an idea.

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
from facilitate.workshop.intake.column_names import is_known_name
from facilitate.workshop.intake.no_ideas import is_theme
from facilitate.workshop.intake.statuses import is_status

NAMES_LEFT_OUT = N_("The names of the people speaking are not imported with the ideas ({lines}).")
_NAME = r"[A-ZÀ-Þ][\w’'-]{1,19}"
# `Speaker 1`, as programs call people that write down what is said.
_NUMBERED = (
    r"(?:Speaker|Intervenante?|Participante?|Locuteur|Locutrice|Personne|Person|Guest|User|Orateur|Oratrice) \d{1,3}"
)
_WHO = (
    rf"(?:{_NUMBERED}|(?:(?:M|Mme|Mlle|Mr|Mrs|Ms|Dr|Madame|Monsieur)\.?[ \u00a0])?{_NAME}"
    r"(?: [A-ZÀ-Þ][\w’'-]{0,19}\.?){0,2})"
)
_BLANK = "[ \t\u00a0\u202f]"
_SAYS = rf"(?:{_BLANK}(?:dit|propose|suggère|demande|ajoute|précise|says|said|suggests|adds|asks))?"
_AND = rf"(?:(?:,|/|&|et|and|{_BLANK})+{_WHO})"
_BOLD = r"\*{0,3}"
_BEFORE_COLON = re.compile(rf"{_BOLD}({_WHO}){_BOLD}{_SAYS}{_BLANK}*:{_BOLD}(?:{_BLANK}+|(?=[^\W\d_])|(?<=\*)(?=\S)|$)")
_BEFORE_DASH = re.compile(
    rf"({_WHO}){_BLANK}+[–—>→-]{_BLANK}+(?=\S)|({_WHO}{_AND}{{1,5}}){_BLANK}*:{_BLANK}+(?=\S)"
    rf"|({_WHO})>{_BLANK}+(?=\S)|({_WHO}){_BLANK}+(?:propose|suggère|suggests|proposes){_BLANK}+(?:(?:que|that|d[e’']){_BLANK}*)?"
    r"(?=(?:une?|des|du|les?|la|an?|the|more|plus|[a-z]+(?:er|ir|re))\b|l[’'])"
)
_BEHIND_DASH = re.compile(rf"(?<=\S){_BLANK}+[–—-]{_BLANK}*({_WHO}{_AND}{{0,5}})\.?$")
_BEHIND = re.compile(rf"(?<=\S){_BLANK}*[(\[]({_WHO}{_AND}{{0,5}})[)\]]\.?$")
# What names alone stand in before the words: `[Léa] un four`, `(Léa)`, `<Léa>`, `@Léa`.
_OPENING = frozenset("[(<@")
_SEPARATED = rf"{_BLANK}*[:–—>-]?{_BLANK}*(?=\S|$)"
_IN_BRACKETS = re.compile(
    rf"[\[(<]{_BLANK}*@?({_WHO}{_AND}{{0,5}}){_BLANK}*:?[\])>]{_SEPARATED}"
    rf"|@({_WHO}){_BLANK}*[:–—-]{_BLANK}*(?=\S)|@({_NAME}){_BLANK}+(?=[^\WA-ZÀ-Þ])(?!.*\?)"
)
_INITIALS = re.compile(
    rf"[A-ZÀ-Þ](?:[.-]?[A-ZÀ-Þ])?\.?{_BLANK}*[:>]{_BLANK}+(?=\S)|[\[(<][A-ZÀ-Þ]{{1,2}}[\])>]{_SEPARATED}(?=\S)"
)
_JOINED = re.compile(r"[,/&]|\b(?:et|and)\b")
_TITLED = re.compile(r"(?:M|Mme|Mlle|Mr|Mrs|Ms|Dr|Madame|Monsieur)\.?[ \u00a0](?=[A-ZÀ-Þ])")
_INITIAL = re.compile(r" [A-ZÀ-Þ]\.?$")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"(?<=\S[ \u00a0])[A-ZÀ-Þ][\w-]{2,}|(?<=['’])[A-ZÀ-Þ][\w-]{2,}")
_ENDS_IN_DASH = re.compile(r"[ \u00a0\u202f][–—-][ \u00a0\u202f]*[A-ZÀ-Þ]")
_LAST = 60  # signs among which a name stands at the end
_LEAST = 4
_LONGEST = 500
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Speakers:
    """The lines that hold nothing but a name.

    `doubtful` are the words before a colon that may be names and stay, `themes` the other words that stay there, where
    one of them comes again. `naming` are the numbers of the lines that speak of these people all the same, `cut` those
    of the lines that lost a name.
    """

    alone: frozenset[int] = frozenset()
    doubtful: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    naming: tuple[int, ...] = ()
    cut: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """On how many lines a name was left out."""
        return len(self.cut)


def take_off_speakers(
    lines: Sequence[Line], others: Collection[int], people: Collection[str] = (), remarks: Collection[int] = ()
) -> Speakers:
    """Leave out the names of who speaks; `others` are no ideas, nor are `remarks`, and `people` were there."""
    worded = {
        place: line for place, line in enumerate(lines) if line.form not in ("rule", "heading") and place not in others
    }
    before = {
        at: match for at, line in worded.items() if ":" in line.text and (match := _BEFORE_COLON.match(line.text))
    }
    beside = {at: match for at, line in worded.items() if at not in before and (match := _beside(line.text))}
    if not before and not beside and not people:
        return Speakers()
    names = Counter(match[1] for match in before.values())
    also = {name for match in beside.values() for name in _named(match)}
    known = _Known({*names, *also}, [line.text for line in worded.values()], people)
    speaking = known.speaking()
    if _is_a_few(names, worded) and known.are_people(names):
        speaking |= known.first_names | {name for name in names if names[name] > 1 and not is_theme(name)}
    left_out = {at for at, match in before.items() if match[1] in speaking}
    named = known.certain | _of_a_pad(beside, known)
    left_out |= {at for at, match in beside.items() if named.issuperset(_named(match))}
    alone = _leave_out(worded, {at: match for at, match in {**before, **beside}.items() if at in left_out})
    stay = [name for name in names if name not in speaking]
    doubtful = tuple(name for name in stay if name in known.may_be)
    within = {match[1] for at, match in before.items() if at not in remarks}
    themes = tuple(name for name in stay if name not in known.may_be and name in within)
    themes = themes if any(names[name] > 1 for name in themes) else ()
    called = {*people, *(folded(name) for name in known.certain)}
    naming = tuple(
        line.number
        for at, line in worded.items()
        if at not in alone and at not in remarks and _names_any(line.text, called)
    )
    cut = tuple(lines[at].number for at in sorted(left_out - alone))
    return Speakers(alone, doubtful, themes, naming, cut)


def spoken_from(text: str) -> int:
    """Where the words begin behind a name, even one that is a word too, or initials; 0 where nobody is named.

    This is asked of what stands below an idea: what is spoken of seldom stands there.
    """
    if not (text[:1] in _OPENING or text[:1].isupper()) or len(text) > _LONGEST:
        return 0
    if initials := _INITIALS.match(text):
        return initials.end()
    if found := _before_colon(text):
        return found.end() if _may_speak(found[1]) else 0
    found = _IN_BRACKETS.match(text) if text[0] in _OPENING else _BEFORE_DASH.match(text)
    if found is None:
        return 0
    names = _named(found)
    is_called = text[0] in _OPENING and found[0].rstrip().endswith(":") and not any(map(_is_no_person, names))
    return found.end() if is_called or all(map(_may_speak, names)) else 0


def _is_no_person(name: str) -> bool:
    return is_theme(name) or is_known_name(name) or is_status(name)


def _may_speak(name: str) -> bool:
    """Whether a name has a title, or begins with a frequent first name."""
    from facilitate.workshop.intake.first_names import FIRST_NAMES  # few texts look like minutes

    return _TITLED.match(name) is not None or folded(re.split(r"[ -]", name)[0]) in FIRST_NAMES


def _names_any(text: str, people: Collection[str]) -> bool:
    """Whether one of these people is named; the first word of a text has a capital anyway."""
    return bool(people) and any(folded(word) in people for word in _CAPITAL.findall(text))


def _before_colon(text: str) -> re.Match[str] | None:
    return _BEFORE_COLON.match(text) if ":" in text else None


def _beside(text: str) -> re.Match[str] | None:
    """A name before a dash, several before a colon, or any in brackets, before the words or at the end."""
    if len(text) > _LONGEST:
        return None
    if text[:1] in _OPENING and (found := _IN_BRACKETS.match(text)):
        return found
    if text.rstrip(".").endswith((")", "]")):
        return _BEHIND.search(text)
    return _BEFORE_DASH.match(text) or (_BEHIND_DASH.search(text) if _ENDS_IN_DASH.search(text[-_LAST:]) else None)


def _named(match: re.Match[str]) -> list[str]:
    """The names that were found beside the words of a line."""
    return _split(match[match.lastindex or 1])


def _of_a_pad(beside: Mapping[int, re.Match[str]], known: _Known) -> set[str]:
    """The names that stand in brackets before several lines, at least half of them first names: those of authors."""
    opened = [match for match in beside.values() if match.string[0] in _OPENING and not match.start()]
    names = {name for match in opened for name in _named(match)}
    if len(opened) < _LEAST or len(names) < _TWICE or not known.are_people(names):
        return set()
    return {name for name in names if not is_theme(name)}


def _split(names: str) -> list[str]:
    return [name for each in _JOINED.split(names) if (name := each.strip())]


def _leave_out(lines: Mapping[int, Line], names: Mapping[int, re.Match[str]]) -> frozenset[int]:
    """Take the names off their lines; returns the lines that hold nothing else."""
    alone = set()
    for at, match in names.items():
        line = lines[at]
        rest = line.text[match.end() :] or line.text[: match.start()]
        if rest.strip():
            line.whole = line.whole or line.text
            line.text = rest
        else:
            alone.add(at)
    return frozenset(alone)


def _is_a_few(names: Counter[str], worded: Collection[object]) -> bool:
    """Whether most lines begin with one of a few words and a colon."""
    few, found = {name.casefold() for name in names}, names.total()
    return found >= _LEAST and 2 * found > len(worded) and _TWICE <= len(few) <= found / _TWICE


class _Known:
    """What is known of the words in a text that may be names."""

    def __init__(self, names: Iterable[str], texts: Iterable[str], people: Collection[str]) -> None:
        from facilitate.workshop.intake.first_names import ALSO_WORDS, FIRST_NAMES  # few texts look like minutes

        words = {word for text in texts for word in _WORD.findall(text)}
        small = {folded(word) for word in words if word.islower()}
        self._firsts = {name: folded(re.split(r"[ -]", name)[0]) for name in names}
        self._is_word = {name for name, first in self._firsts.items() if first in small and first not in FIRST_NAMES}
        self.all = {name for name in names if not is_known_name(name) and not is_status(name)}
        self.first_names = {name for name in self.all if self._firsts[name] in FIRST_NAMES}
        self._there = {name for name in self.all if _is_there(name, people) or _TITLED.match(name)}
        numbered = {name for name in self.all if name[-1:].isdecimal()}
        self.certain = (
            self._there
            | numbered
            | {
                name
                for name in self.first_names
                if self._firsts[name] not in ALSO_WORDS and self._firsts[name] not in small and _is_single(name)
            }
        )
        self.may_be = self.first_names - self.certain

    def are_people(self, names: Collection[str]) -> bool:
        """Whether all of these are names, as at least half are known to be."""
        if not self._is_word.isdisjoint(names) or not self.all.issuperset(names):
            return False
        return 2 * len(self.first_names & set(names)) >= len({name.casefold() for name in names})

    def speaking(self) -> set[str]:
        """Those that are names for certain, and where several are, first names that may be words too."""
        return self.certain | (self.first_names if len(self.certain) >= _TWICE else set())


def _is_there(name: str, people: Collection[str]) -> bool:
    bare = _TITLED.sub("", name).rstrip(".")
    return bool(people) and folded(bare) in people


def _is_single(name: str) -> bool:
    """A first name alone, or with an initial: with a surname it may be a street or a school."""
    return " " not in _INITIAL.sub("", name)
