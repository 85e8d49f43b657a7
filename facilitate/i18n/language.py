"""One language: sentences from the catalogue; dates and lists from Babel, imported only when one is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

from facilitate.domain.errors import N_, LongDay, Message, Minutes, Names, PlaceName, Refused
from facilitate.i18n.mofile import Messages

LANGUAGES = ("fr", "en")

# British order for English: "Monday 13 December 2021" can be read beside the French without counting.
_LOCALES = {"fr": "fr", "en": "en_GB"}
_NBSP = "\u00a0"
_MINUS = "\u2212"
_FIRST_WITH_SEPARATOR = 1000


class Language:
    """Call it with a msgid to get the sentence: `_("Table {table}", table=3)`."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise Refused(N_("Unknown language “{code}”: choose fr or en."), code=code)
        self.code = code
        self._catalogue = None if code == "en" else Messages(Path(__file__).with_name(f"{code}.mo"))

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def __call__(self, msgid: str, /, **params: object) -> str:
        return self._filled(self._forms(msgid)[0], params)

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """Say `one` or `many` as this language counts; `{n}` is the number as this language writes it."""
        alone, several = self.forms(one, many)
        is_one = n == 1 or (n < 1 and self.code == "fr")  # "0 idée", "0 ideas"
        return self._filled(alone if is_one else several, {**params, "n": self.number(n)})

    def forms(self, one: str, many: str, /) -> tuple[str, str]:
        """Give what is said of one and of several, their places still open: for a page that counts by itself."""
        alone, *more = self._forms(one, many)
        return alone, more[0] if more else alone

    def message(self, message: Message, /) -> str:
        """Translate what the inner layers said; messages, days and hours within its parameters are too."""
        return self(message.text, **message.params)

    def date(self, day: dt.date) -> str:
        """Write a day in full: `lundi 13 décembre 2021`, `Monday 13 December 2021`."""
        return self._day(day, "EEEE", "MMMM")

    def date_long(self, day: dt.date) -> str:
        """Write a day in full without its weekday: `1er janvier 2030`, `1 January 2030`."""
        return self._day(day, "", "MMMM")

    def date_after(self, day: dt.date) -> str:
        """Write a day behind what happens then: `le lundi 13 décembre 2021`, `Monday 13 December 2021`."""
        return f"le {self.date(day)}" if self.code == "fr" else self.date(day)

    def date_short(self, day: dt.date) -> str:
        """Write a day for a list: `13 déc. 2021`, `13 Dec 2021`."""
        return self._day(day, "", "MMM")

    def time(self, moment: dt.time | dt.datetime) -> str:
        """Write the hour for a sentence: `14 h`, `14 h 05` (no-break spaces); `14:00`, `14:05` in English."""
        if self.code == "fr":
            return f"{moment.hour}{_NBSP}h" + (f"{_NBSP}{moment.minute:02}" if moment.minute else "")
        return self.column_time(moment)

    def column_time(self, moment: dt.time | dt.datetime) -> str:
        """Write the hour for a column, where every line must be as wide: `09:05`."""
        return f"{moment.hour:02}:{moment.minute:02}"

    def column_date(self, day: dt.date) -> str:
        """Write a day for a column, where every line must be as wide: `13/12/2021`; `2021-12-13` in English."""
        year, month, number = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
        return f"{number}/{month}/{year}" if self.code == "fr" else f"{year}-{month}-{number}"

    def minutes(self, minutes: int) -> str:
        """Write a duration: `45 min`, `1 h`, `1 h 05`; `1 h 5 min` in English."""
        sign = _MINUS if minutes < 0 else ""
        hours, rest = divmod(abs(minutes), 60)
        if not hours:
            return f"{sign}{rest}{_NBSP}min"
        return f"{sign}{hours}{_NBSP}h" + self._rest(rest, "min")

    def seconds(self, seconds: int) -> str:
        """Write a duration below an hour to the second: `45 s`, `12 min`, `12 min 05`; `12 min 5 s` in English."""
        minutes, rest = divmod(seconds, 60)
        return f"{minutes}{_NBSP}min" + self._rest(rest, "s") if minutes else f"{rest}{_NBSP}s"

    def _rest(self, rest: int, unit: str) -> str:
        """What follows the hours or the minutes: French leaves out the unit, and writes two digits."""
        if not rest:
            return ""
        return f"{_NBSP}{rest:02}" if self.code == "fr" else f"{_NBSP}{rest}{_NBSP}{unit}"

    def number(self, number: float) -> str:
        if isinstance(number, int) and -_FIRST_WITH_SEPARATOR < number < _FIRST_WITH_SEPARATOR:
            return str(number).replace("-", _MINUS)
        from babel.numbers import format_decimal

        return format_decimal(number, locale=_LOCALES[self.code]).replace("-", _MINUS)

    def list(self, items: Sequence[str]) -> str:
        """Join as a sentence does: `a, b et c`, `a, b and c`."""
        from babel.lists import format_list

        return format_list(items, locale=_LOCALES[self.code])

    def quoted(self, text: str) -> str:
        return f"«{_NBSP}{text}{_NBSP}»" if self.code == "fr" else f"“{text}”"

    def _day(self, day: dt.date, weekday: str, month: str) -> str:
        from babel.dates import format_date

        # Babel writes "1 janvier"; nobody says it.
        number = "d'er'" if self.code == "fr" and day.day == 1 else "d"
        return format_date(day, f"{weekday} {number} {month} y".strip(), locale=_LOCALES[self.code])

    def _forms(self, *msgids: str) -> tuple[str, ...]:
        return (self._catalogue and self._catalogue.forms(msgids[0])) or msgids

    def pieces(self, msgid: str, /, **params: object) -> Iterator[tuple[str, str]]:
        """Yield a sentence in parts, each with the name of the parameter it stands for, empty for words of ours."""
        given = dict(params)
        for before, name, _form, _conversion in Formatter().parse(self._forms(msgid)[0]):
            value = given.get(name or "", "")
            words, shown = self._joined(before, value.name) if isinstance(value, PlaceName) else (before, str(value))
            yield words, ""
            yield shown, name or ""

    def _joined(self, before: str, name: str) -> tuple[str, str]:
        """Return what stands before the name of a place, and the name, as this language writes both."""
        if self.code != "fr":
            return before, name
        from facilitate.domain.place_names import joined  # most sentences name no place

        return joined(before, name)

    def _filled(self, text: str, params: Mapping[str, object]) -> str:
        if any(isinstance(value, PlaceName) for value in params.values()):
            text, params = self._with_places(text, params)
        # Without parameters nothing is formatted, so a sentence may show braces as they are.
        return (
            text.format(**{name: self._within(text, name, value) for name, value in params.items()}) if params else text
        )

    def _with_places(self, text: str, params: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
        """Return a sentence in which each place has a parameter of its own, and those that remain."""
        filled, places = "", dict[str, object]()
        for before, name, form, conversion in Formatter().parse(text):
            value = params.get(name) if name else None
            key, words = name, before
            if isinstance(value, PlaceName):
                key = f"place_{len(places)}"
                words, places[key] = self._joined(before, value.name)
            ending = f"!{conversion}" if conversion else ""
            filled += words.replace("{", "{{").replace("}", "}}")
            filled += f"{{{key}{ending}{f':{form}' if form else ''}}}" if name is not None else ""
        return filled, {**params, **places}

    def _within(self, text: str, name: str, value: object) -> object:
        """What stands for a parameter; where a sentence is quoted, what it quotes has the inner quotation marks."""
        shown = self._shown(value)
        if not isinstance(value, Message) or self.quoted(f"{{{name}}}") not in text:
            return shown
        sentence = str(shown)
        if self.code == "fr":
            return sentence.replace(f"«{_NBSP}", "“").replace(f"{_NBSP}»", "”")
        return sentence.replace("“", "‘").replace("”", "’")

    def _shown(self, value: object) -> object:
        kinds: tuple[tuple[type, Callable[[Any], str]], ...] = (
            (Message, self.message),
            (float, self.number),
            (Minutes, lambda lasting: self.minutes(lasting.minutes)),
            (Names, self._named),
            (dt.time, self.time),
            (LongDay, lambda named: self.date_long(named.day)),
            (dt.date, self.date),
        )
        return next((say(value) for kind, say in kinds if isinstance(value, kind)), value)

    def _named(self, names: Names) -> str:
        shown = ", ".join(map(self.quoted, names.words))
        if not names.more:
            return shown
        return self.plural("{names} and {n} more", "{names} and {n} more", names.more, names=shown)


def ui_language(argv: Sequence[str], environ: Mapping[str, str], spoken: Callable[[], str] = str) -> Language:
    """Choose before the command line is read, so that its help is translated too; it refuses `--lang de` itself.

    `spoken` is asked where the environment tells nothing, as on Windows.
    """
    for wish in (_asked(argv), environ.get("FACILITATE_LANG", "")):
        if (code := _code(wish)) in LANGUAGES:
            return Language(code)
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    # The first that is set decides, as everywhere: LC_ALL=C means English whatever LANG says.
    code = _code(next((environ[name] for name in names if environ.get(name)), "") or spoken())
    return Language(code if code in LANGUAGES else "en")


def _asked(argv: Sequence[str]) -> str:
    found = ""
    for place, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(argv):
            found = argv[place + 1]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found


def _code(name: str) -> str:
    """`fr_CA.UTF-8` and `fr-CA` are both `fr`."""
    return name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
