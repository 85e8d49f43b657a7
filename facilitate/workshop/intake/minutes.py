"""What stands at the head of minutes and is no idea: title, date, place, who was there, who wrote.

A line of the head is told by its whole form, and only above the ideas or right below a table's title: `Date : 12 mars`
is one, `Date limite : avancer le dépôt` is an idea. What may be either (`Lieu : la friche`) is one only in a paragraph
with a line that can be nothing else, and where no other line begins so. Assistants set what stands before the colon in
bold, and mostly each line in a paragraph of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.workshop.intake.attendance import are_people, names_alone, says_who
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.head_words import (
    NO_IDEAS,
    OF_DATES,
    OF_ELSE,
    OF_PROGRAMS,
    OF_PROPERTIES,
    OF_TIMES,
    OF_WHEN,
    OF_WHO,
)
from facilitate.workshop.intake.letter_parts import names_people
from facilitate.workshop.intake.no_ideas import is_name
from facilitate.workshop.intake.table_titles import MONTHS, table_of_minutes
from facilitate.workshop.intake.title_lines import Titles

HEAD = N_("This is a heading (title, date, place, those present), not an idea.")
CLOSING = N_("This is the beginning or the end of a meeting (opening, next date, thanks, goodbye), not an idea.")
_LONGEST = 120
_LONGEST_HEAD = 400  # signs of a line that says who was there
_LONGEST_KEY = 40
_MOST = 15
_SEVERAL = 2
_SHORTEST_SURNAME = 3
_MOST_WORDS_OF_A_NAME = 5
_NBSP = "\u00a0\u202f"

_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_B = rf"[ \t{_NBSP}]*"
_TIME = rf"[0-9]{{1,2}}{_B}(?:h|:|am|pm|heures?|hours?|min|minutes?)(?:{_B}[0-9]{{2}})?(?:{_B}(?:min|am|pm))?"
_TIMES = rf"(?:de|from|à|at)?{_B}{_TIME}(?:{_B}(?:[-–—]|à|to|et|and){_B}{_TIME})?"
_DAY = (
    rf"(?:(?:le|on|the|{_DAYS})[ ,]{_B}){{0,3}}(?:[0-9]{{1,2}}(?:er|st|nd|rd|th)?{_B}(?:of )?(?:{MONTHS})\b\.?|"
    rf"(?:{MONTHS})\.?{_B}[0-9]{{1,2}}\b|[0-9]{{1,4}}[/.-][0-9]{{1,2}}(?:[/.-][0-9]{{2,4}})?)"
    rf"(?:,?{_B}(?:19|20)[0-9]{{2}})?"
)
_TITLE = re.compile(
    r"(?:comptes?[- ]rendus?|c\.?r\.?|p\.?v\.?|procès[- ]verbal|prise de notes?|notes? prises?|"
    r"relevé (?:des?|d['’])\s?\w+|minutes of|meeting notes|meeting minutes|protokoll|acta de)(?!\w)",
    re.IGNORECASE,
)
_MAYBE_TITLE = re.compile(
    r"(?:notes?|ateliers?|réunion|séance|synthèse|restitution|rencontre|soirée|minutes|workshop|meeting|session)(?!\w)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[,;/&•]|\b(?:et|and|und|y)\b")
_EVERYBODY = frozenset(("somebody", "tous", "toutes", "tout le monde", "all", "everyone", "everybody", "alle", "todos"))
_PICTURES = re.compile(r"^[\W_]+")  # before a key: `📅 Date`
_ZONE = re.compile(  # `… 06:30 PM Paris`; `2 Bancs` is none
    r"(?:(?<=[:hH][0-9]{2})|(?<=[aApP][mM]))(?: [(A-ZÀ-Þ][\w()+:/-]{0,30}){1,3}$"
)
_IN_BOLD = re.compile(r"\W*(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)")
_TITLED = re.compile(r"^(?:mmes?|mlle|mm?|mr|mrs|ms|dr|madame|monsieur)\.?\s+", re.IGNORECASE)


@cache
def _when() -> re.Pattern[str]:
    """To compile these takes milliseconds, and few texts have a line that needs them."""
    return re.compile(
        rf"(?:{_DAY}(?:[ ,{_NBSP}–—-]+{_TIMES})?|{_TIMES}|(?:{MONTHS}){_B}(?:19|20)[0-9]{{2}})\.?", re.IGNORECASE
    )


@cache
def _place_and_day() -> re.Pattern[str]:
    return re.compile(rf"[A-ZÀ-Þ][\w'’ -]{{1,30}},{_B}(?i:{_DAY})\.?")


@cache
def _has_day() -> re.Pattern[str]:
    return re.compile(rf"\b{_DAY}|\b(?:19|20)[0-9]{{2}}\b", re.IGNORECASE)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:anim|rédig|écrit|pris|rapport|not|facilit)(?:ée?s?|es?)|(?:notes?|written|facilitated|led|taken)) "
        rf"(?:par|by)\b{_B}:?{_B}(?P<names>.+)",
        re.IGNORECASE,
    )


def _is_by(text: str) -> bool:
    """`Animé par Claire Martin`."""
    found = _by().fullmatch(text) if " par " in text or " by " in text else None
    return found is not None and are_people(found["names"])


def is_who(key: str) -> bool:
    """Whether a word says that people are named behind it: `Animatrice`, `Rapporteur`."""
    return key.strip(f" :\t*_{_NBSP}").replace("’", "'").lower() in OF_WHO


def is_role_with_names(text: str) -> bool:
    """`Animatrice : Claire`, `Animé par Loïc`, `Rapporteur Paul Roux`."""
    if field := _field(text):
        return field[0] in OF_WHO and names_people(f"auteur : {field[1]}")
    first, _gap, rest = text.partition(" ")
    return _is_by(text) or (is_who(first) and is_name(rest.strip()))


def _field(text: str) -> tuple[str, str] | None:
    """What stands before the first colon, in small letters, and what stands after it."""
    key, colon, value = text.partition(":")
    key = _PICTURES.sub("", key.strip(f" \t*_{_NBSP}"))
    if not colon or not key[:1].isalpha() or len(key) > _LONGEST_KEY:
        return None
    return key.replace("’", "'").lower(), value.strip()


def _is_of_who(key: str) -> bool:
    return key in OF_WHO or says_who(key)


def _are_names(text: str) -> bool:
    """`Léa, Omar et Inès Roy`, each with a first name that is known."""
    text = _PICTURES.sub("", text)
    if ":" in text or len(text) > _LONGEST or not text[:1].isupper():
        return False
    names = [name.strip() for name in _JOINED.split(text.rstrip(". "))]
    return len(names) >= _SEVERAL and all(name[:1].isupper() and is_name(name) for name in names)


def _is_when(text: str) -> bool:
    """Whether a text is a day or a time, and nothing else."""
    return any(sign.isdecimal() for sign in text) and _when().fullmatch(text) is not None


def _tells_when(text: str) -> bool:
    """Whether nothing but words of days and hours stands beside numbers: `1 h 12 min`, `Mon 13, 6:30 – 8 PM (CET)`."""
    if len(text) > _LONGEST or not any(sign.isdecimal() for sign in text):
        return False
    words = re.findall(r"[^\W\d_]+", _ZONE.sub("", text).lower())
    return all(word in OF_WHEN or _is_of_calendar(word) for word in words)


@cache
def _is_of_calendar(word: str) -> bool:
    return re.fullmatch(rf"{MONTHS}|{_DAYS}", word) is not None


def _is_link(value: str) -> bool:
    """Whether nothing stands behind a key but where something is to be found."""
    return " " not in value and (value.lower().startswith(("http://", "https://", "www.")) or "](http" in value)


def _is_code(value: str) -> bool:
    """A number or one word: `812 3456 7890`, `kD7x2`."""
    return bool(value) and (" " not in value or not any(sign.isalpha() for sign in value))


def _is_place_and_day(text: str) -> bool:
    """`Lyon, le 12 mars 2027`."""
    return text[-1:].isdecimal() and "," in text and _place_and_day().fullmatch(text) is not None


class _Sure(IntEnum):
    """How sure it is that a line is of the head."""

    NO = 0
    BESIDE_ANOTHER = 1  # which is sure by itself
    IN_COMPANY = 2  # of such, or of several
    BY_ITSELF = 3


@dataclass(frozen=True, slots=True)
class MinutesHead:
    """The places of the lines of the head, and what those who were there may be called.

    `who` are the places of the lines that name people.
    """

    places: frozenset[int]
    who: frozenset[int]
    people: frozenset[str]


def find_head(lines: Sequence[Line], titles: Titles) -> MinutesHead:
    """Tell which lines are of a head; bullets are taken off by then."""
    return _HeadFinder(lines, titles).head()


class _HeadFinder:
    """The lines around each other, with the titles among them."""

    def __init__(self, lines: Sequence[Line], titles: Titles) -> None:
        self._lines = lines
        self._titles = titles
        self._others = titles.others | titles.labels.keys() | titles.doubtful
        self._keys: Counter[str] | None = None
        self._listed: set[int] = set()  # names below `Présents :`

    def head(self) -> MinutesHead:
        """Look at the top of the text and below each title."""
        found: set[int] = set()
        for place in self._beginnings():
            found |= self._below(place)
        people: set[str] = set()
        who: set[int] = set()
        for place in found:
            text = self._lines[place].bare
            field = _field(text)
            if place in self._listed or _are_names(text):
                names = text
            elif field and _is_of_who(field[0]):
                names = field[1]
            else:
                names = ""
            people |= _people_in(names)
            if names or _is_by(text) or names_people(text):
                who.add(place)
        if self._listed & found:
            who |= {place for place in found if place + 1 in self._listed}
        return MinutesHead(frozenset(found), frozenset(who), frozenset(people))

    def _beginnings(self) -> Iterator[int]:
        """The top of the text, and what is right below a heading or a title."""
        yield 0
        for place, line in enumerate(self._lines):
            if line.form == "heading" or place in self._titles.tables:
                yield place + 1

    def _below(self, first: int) -> set[int]:
        """The lines of the head that begin at a place: paragraph by paragraph, up to one that holds anything else."""
        found: set[int] = set()
        above = self._lines[first - 1].text if first and not self._is_apart(first) else ""
        titled = table_of_minutes(above) is not None
        paragraph: list[tuple[int, _Sure]] = [(first - 1, _Sure.BY_ITSELF)] if titled else []
        for place in range(first, min(first + _MOST, len(self._lines))):
            line = self._lines[place]
            if line.form == "rule":
                continue
            if line.form == "heading" or place in self._titles.tables:
                break
            if line.after_blank and not (place > first and self._is_label(place) and self._is_label(place - 1)):
                found |= _taken(paragraph)
                paragraph = []
            sure = self._sure(place, is_first=place == first)
            if place not in self._others:
                if sure is _Sure.NO:
                    break
                paragraph.append((place, sure))
        return (found | _taken(paragraph)) - {first - 1}

    def _is_label(self, place: int) -> bool:
        """Whether what stands before the colon is set in bold, as assistants do in each paragraph of their head."""
        return _IN_BOLD.match(self._lines[place].text) is not None and _field(self._lines[place].bare) is not None

    def _is_apart(self, place: int) -> bool:
        return place >= len(self._lines) or self._lines[place].after_blank

    def _sure(self, place: int, *, is_first: bool) -> _Sure:
        line = self._lines[place]
        text = line.bare.strip()
        if place in self._listed:
            return _Sure.BY_ITSELF
        if len(text) > _LONGEST_HEAD:
            return _Sure.NO
        if is_first and not line.bulleted and self._is_title(place, text):
            return _Sure.BY_ITSELF
        if (
            _is_when(text)
            or (any(map(str.isalpha, text)) and _tells_when(text))
            or _is_place_and_day(text)
            or names_people(text)
            or _is_by(text)
            or _are_names(text)
        ):
            return _Sure.BY_ITSELF
        if field := _field(text):
            return self._sure_of_field(place, *field)
        return _Sure.IN_COMPANY if len(text) <= _LONGEST and _is_day_and_more(text) else _Sure.NO

    def _sure_of_field(self, place: int, key: str, value: str) -> _Sure:
        known = key in OF_DATES or key in OF_TIMES
        if known and (_is_when(value) or _tells_when(value) or (key in OF_DATES and _is_day_and_more(value))):
            return _Sure.BY_ITSELF
        if _is_link(value) or (key in OF_PROGRAMS and _is_code(value)):
            return _Sure.BY_ITSELF
        if key in NO_IDEAS or (_is_of_who(key) and value and are_people(value)):
            return _Sure.BY_ITSELF
        if _is_of_who(key) and not value and (names := self._names_below(place)):
            self._listed |= names
            return _Sure.BY_ITSELF
        if not value or len(value) > _LONGEST or not self._is_alone(key):
            return _Sure.NO
        is_of_minutes = key in OF_ELSE or _is_of_who(key)
        return _Sure.IN_COMPANY if is_of_minutes else _Sure.BESIDE_ANOTHER if key in OF_PROPERTIES else _Sure.NO

    def _is_alone(self, key: str) -> bool:
        """Whether no other line begins with the same words: people name a thing they speak of again and again."""
        if self._keys is None:
            fields = (_field(line.bare) for line in self._lines)
            self._keys = Counter(field[0] for field in fields if field)
        return self._keys[key] == 1

    def _is_title(self, place: int, text: str) -> bool:
        text = _PICTURES.sub("", text)
        if len(text) > _LONGEST or text.endswith(("!", "?", ",", ";")):
            return False
        sure = _TITLE.match(text) is not None
        maybe = _MAYBE_TITLE.match(text)
        if not sure and not maybe and not (text[-1:].isalpha() and _MAYBE_TITLE.search(text)):
            return False
        after = self._lines[place + 1] if place + 1 < len(self._lines) else None
        if after is None:
            return False
        if after.form == "heading" or place + 1 in self._titles.tables or self._sure(place + 1, is_first=False):
            return True
        if not sure and not maybe:
            return False
        apart = after.after_blank or after.form == "rule" or after.bulleted
        return apart and (sure or _has_day().search(text) is not None)

    def _names_below(self, place: int) -> set[int]:
        """The lines below `Présents :` that hold a name each, up to a blank line."""
        found: set[int] = set()
        for below in range(place + 1, len(self._lines)):
            line = self._lines[below]
            if line.form != "words" or line.after_blank or below in self._titles.tables or ":" in line.text:
                break
            if len(line.text.split()) > _MOST_WORDS_OF_A_NAME or not are_people(line.text):
                break
            found.add(below)
        return found


def _taken(paragraph: Sequence[tuple[int, _Sure]]) -> set[int]:
    sure = any(each is _Sure.BY_ITSELF for _place, each in paragraph)
    several = sum(each is _Sure.IN_COMPANY for _place, each in paragraph) > _SEVERAL
    return {place for place, _each in paragraph} if sure or several else set()


def _is_day_and_more(value: str) -> bool:
    """`12 mars 2027, salle des fêtes`: what begins with a day, in a line that says when."""
    if not any(sign.isdecimal() for sign in value):
        return False
    day = _when().match(value)
    return day is not None and value[day.end() :].lstrip()[:1] in (",", ";", "–", "—", "-", "(", "/", "|", "•", "·")


def _people_in(names: str) -> set[str]:
    """What these people may be called before a colon: the whole name, its first word, its last, its initials."""
    found: set[str] = set()
    for each in _JOINED.split(names_alone(names)):
        bare = _TITLED.sub("", each.strip(f" .*_{_NBSP}"))
        words = [word for word in bare.split() if word[:1].isupper()] or bare.split()[:1]
        if not words or len(bare.split()) > _MOST_WORDS_OF_A_NAME or bare.lower() in _EVERYBODY:
            continue
        found |= {folded(bare), folded(words[0])}
        if len(words) > 1:
            found.add(folded("".join(word[0] for word in words)))
            found.add(folded(f"{words[0]} {words[-1][0]}"))
        if len(words[-1]) >= _SHORTEST_SURNAME:
            found.add(folded(words[-1]))
    return found
