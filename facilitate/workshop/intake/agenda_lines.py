"""Lines of a day's programme: an hour and what is done then, or a pause without its hour."""

from __future__ import annotations

import re
from functools import cache

from facilitate.domain.text import folded

_LONGEST = 50
_SHORT = 2  # blanks
_NOON_HOUR = 12
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_PAUSES = frozenset(
    ("pause", "petite pause", "pause dejeuner", "dejeuner", "lunch", "lunch break", "coffee break", "break")
)


@cache
def _timed() -> re.Pattern[str]:
    """Return the form of a line that begins with an hour; `2 h de bénévolat` and `9 h par semaine` say how long."""
    blank = "[ \u00a0\u202f]"
    noon = rf"(?:{blank}?[ap]\.?m\b\.?)"
    hour = (
        rf"(?:(?:[01]?[0-9]|2[0-3]){blank}?(?:h(?:eures?)?(?:{blank}?[0-5][0-9])?|:[0-5][0-9]){noon}?|"
        rf"(?:1[0-2]|[1-9]){noon})"
    )
    return re.compile(
        rf"(?P<at>(?:de|à|from|at) )?(?P<hour>{hour})(?P<to>{blank}*(?:[-–—→>/]|à|to|et|and){blank}*{hour})?{blank}*"
        rf"(?P<apart>[:–—|•\t.)-]|(?=[^\W\d_]))"
        rf"(?!{blank}*(?:de |d['’]|par |pour |of |a |per |for |chaque |each |en |max|min|week|le |la |les |du |jusqu))",
        re.IGNORECASE,
    )


@cache
def _of_a_day() -> re.Pattern[str]:
    """Return the words of what a day is made of."""
    return re.compile(
        r"\b(?:pauses?|accueil|dejeuner|repas|buffet|cafe|lunch|breaks?|coffee|welcome|arrival|registration|tea|cocktail|"
        r"aperitif|pot|cloture|closing|ouverture|opening|fin|end|pleniere|plenary|introduction|conclusion|depart)\b"
    )


def names_part_of_a_day(text: str) -> bool:
    """Whether a text names what a day is made of."""
    return _of_a_day().search(folded(text)) is not None


def is_pause(text: str) -> bool:
    """`Pause`, `Coffee break`: a line of a day's programme without its hour."""
    if len(text) > _LONGEST or text.count(" ") > _SHORT:
        return False
    return " ".join(re.findall(r"[^\W_]+", folded(_AROUND.sub("", text)))) in _PAUSES


def begins_at(text: str) -> int | None:
    """The minute of the day that a line of an agenda begins with; `At 6 pm we dance` and `2 h de marche` are none."""
    if not (text[:1].isdecimal() or text[:5].lower().startswith(("de ", "à ", "from ", "at "))):
        return None
    found = _timed().match(text)
    if found is None:
        return None
    rest = text[found.end() :].lstrip()
    if not found["apart"] and not found["to"]:
        of_a_day = _of_a_day().match(folded(rest)) is not None
        if found["at"] or not (rest[:1].isupper() or of_a_day):
            return None
    hour, *minutes = map(int, re.findall(r"[0-9]+", found["hour"]))
    is_evening = "p" in found["hour"].lower() and hour < _NOON_HOUR
    return (hour + _NOON_HOUR * is_evening) * 60 + (minutes[0] if minutes else 0)
