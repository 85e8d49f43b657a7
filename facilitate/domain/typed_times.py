"""Days, hours and lengths of time as people write them, in French and in English, as a programme holds them."""

from __future__ import annotations

import re
from datetime import date, time

from facilitate.domain.errors import N_, Refused
from facilitate.domain.months import MONTHS
from facilitate.domain.text import title_key

DAY_KEYS = ("date", "validated_on", "keep_until")
HOUR_KEYS = ("starts_at", "ends_at")
LENGTH_KEYS = ("minutes", "minimum", "changeover")

_WEEKDAY = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?(?:le\s+|the\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = re.compile(rf"{_WEEKDAY}(?:{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR})")
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}")
_IN_NUMBERS = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})")
_SHORT = re.compile(r"(\d{1,2})\s*([/.])\s*(\d{1,2})\s*\2\s*(\d{2})")  # with hyphens, the year may come first
_FULL_YEAR = 4  # digits
_CENTURY = "20"  # nobody plans an event of another one
_HOUR = re.compile(r"(?:a\s+|at\s+)?(\d{1,2})\s*(?:(?:h(?:eures?)?|:)\s*(\d{2})?(?:\s*min)?(?::\d{2})?)?\s*(am|pm)?")
_POINT = re.compile(r"(?<=\d)\.(?=\d\d)")  # "5.30 pm", as the British write it
_FOUR_DIGITS = re.compile(r"^(\d\d)(\d\d)$")
_NOON = 12
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:hours?|hrs?\.?|heures?|h)\s*(?:and\s+|et\s+)?)?"
    r"(?:(?P<minutes>\d{1,4})\s*(?:minutes?|mins?|mn|m|')?)?"
)


def day_typed(text: str) -> date | None:
    """Return the day that is meant by `24 octobre 2026`, `October 24, 2026`, `24/10/2026` or `2026-10-24`.

    `24/10/26` is read so too. None for anything else; raises `ValueError` for a day that no calendar has.
    """
    typed = _plain(text)
    if found := _SHORT.fullmatch(typed):
        return date(int(_CENTURY + found[4]), int(found[3]), int(found[1]))
    if found := _IN_NUMBERS.fullmatch(typed):
        parts = found.groups() if len(found[1]) == _FULL_YEAR else found.groups()[::-1]
        return date(*map(int, parts)) if len(parts[0]) == _FULL_YEAR else None
    named = _WRITTEN.fullmatch(typed) or _MONTH_FIRST.fullmatch(typed)
    month = _month(named["month"]) if named else 0
    return date(int(named["year"]), month, int(named["day"])) if named and month else None


def read_day(text: str) -> str:
    """Return a day as ISO 8601 writes it; `31/12/2023` is read as the French write it. Raises `Refused`."""
    if not (typed := text.strip()):
        return ""
    try:
        return (day_typed(typed) or date.fromisoformat(typed)).isoformat()
    except ValueError:
        raise Refused(wrong_day(typed), typed=text) from None


def wrong_day(typed: str) -> str:
    """Return why what was typed is no day: no calendar has it, or it is not written as a date."""
    try:
        day_typed(typed)
    except ValueError:
        return N_("The date “{typed}” does not exist: check the day and the month.")
    return N_("“{typed}” is not a full date: give the day, the month and the year (DD/MM/YYYY or YYYY-MM-DD).")


def _month(word: str) -> int:
    """Return the month of a name or of its beginning, where no other begins so (`juil`, not `jui`); 0 for none."""
    found = {number for name, number in MONTHS.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else 0


def _plain(text: str) -> str:
    """Return the text as it is compared; nothing where it has signs that only look like numbers (`²`, `½`)."""
    return title_key(text) if all(sign.isdecimal() or not sign.isnumeric() for sign in text) else ""


def hour_typed(text: str) -> time | None:
    """Return the time that is meant by `22h00`, `22 h`, `22`, `2200`, `10.30 pm` or `noon`; None for anything else."""
    typed = _POINT.sub(":", _plain(text)).replace(".", "")
    if typed in ("midi", "noon"):
        return time(_NOON)
    found = _HOUR.fullmatch(_FOUR_DIGITS.sub(r"\1:\2", typed))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        hour = hour % _NOON + _NOON * (half == "pm") if 1 <= hour <= _NOON else 99
    return time(hour, minute) if hour <= 23 and minute <= 59 else None  # noqa: PLR2004 -- of a clock


def read_hour(text: str) -> str:
    """Return a time as ISO 8601 writes it; nothing for nothing. Raises `Refused`."""
    if not (typed := text.strip()):
        return ""
    found = hour_typed(typed)
    if found is None:
        raise Refused(N_("“{typed}” is not a time: write it as 14:00 or 2.30 pm."), typed=typed)
    return found.isoformat()


def length_typed(text: str) -> int | None:
    """Return how many minutes are meant by `1h30`, `1 hr 30`, `1.5 hours`, `90 min` or `90`; None for anything else."""
    found = _LENGTH.fullmatch(_plain(text))
    if found is None or not any(found.groups()):
        return None
    minutes, rest = divmod(round(float((found["hours"] or "0").replace(",", ".")) * 6000), 100)
    return None if rest else minutes + int(found["minutes"] or 0)


def as_stored(name: str, typed: str) -> str | int:
    """Return what a programme holds under a key for what was typed; what does not read is left to be refused."""
    found: date | time | int | None = None
    try:
        if name in DAY_KEYS:
            found = day_typed(typed)
        elif name in HOUR_KEYS:
            found = hour_typed(typed)
        elif name in LENGTH_KEYS:
            found = length_typed(typed)
    except ValueError:
        return typed
    if found is None:
        return typed
    return found if isinstance(found, int) else found.isoformat()
