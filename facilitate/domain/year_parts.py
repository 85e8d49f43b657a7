"""By when something is to be done, as loosely as people say it: a year, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.months import MONTHS
from facilitate.domain.text import folded

# How a part of a year is kept (`2027-06`, `2027-Q2`, `2027-end`), and how it is said. In French a quarter is not T1:
# that is table 1, in whatever stands near.
_PHRASES: Mapping[str, str] = {
    "01": N_("January {year}"),
    "02": N_("February {year}"),
    "03": N_("March {year}"),
    "04": N_("April {year}"),
    "05": N_("May {year}"),
    "06": N_("June {year}"),
    "07": N_("July {year}"),
    "08": N_("August {year}"),
    "09": N_("September {year}"),
    "10": N_("October {year}"),
    "11": N_("November {year}"),
    "12": N_("December {year}"),
    "Q1": N_("Q1 {year}"),
    "Q2": N_("Q2 {year}"),
    "Q3": N_("Q3 {year}"),
    "Q4": N_("Q4 {year}"),
    "H1": N_("first half of {year}"),
    "H2": N_("second half of {year}"),
    "start": N_("early {year}"),
    "spring": N_("spring {year}"),
    "middle": N_("mid-{year}"),
    "summer": N_("summer {year}"),
    "autumn": N_("autumn {year}"),
    "end": N_("end of {year}"),
}
# The month in which a part of a year is over, for the order of a list. A year alone comes first.
_ENDS = {"start": 3, "H1": 6, "spring": 6, "middle": 7, "summer": 9, "H2": 12, "autumn": 12, "end": 12}
_WORDS = {
    **{part.lower(): part for part in _PHRASES},
    **dict.fromkeys(("debut", "early", "start", "start of", "beginning of", "the start of"), "start"),
    **dict.fromkeys(("mi", "milieu", "mid", "middle of", "the middle of"), "middle"),
    **dict.fromkeys(("fin", "end", "end of", "late", "the end of"), "end"),
    **dict.fromkeys(("printemps", "spring", "spring of"), "spring"),
    **dict.fromkeys(("ete", "summer", "summer of"), "summer"),
    **dict.fromkeys(("automne", "autumn", "autumn of", "fall"), "autumn"),
    **dict.fromkeys(("s1", "h1", "1er semestre", "premier semestre", "first half of", "first half"), "H1"),
    **dict.fromkeys(("s2", "h2", "2e semestre", "second semestre", "second half of", "second half"), "H2"),
    **{f"{letter}{number}": f"Q{number}" for letter in "qt" for number in range(1, 5)},
    **{f"{number}{suffix} trimestre": f"Q{number}" for number in range(1, 5) for suffix in ("er", "e", "eme")},
    **{name: f"{number:02d}" for name, number in MONTHS.items()},
    **{str(number): f"{number:02d}" for number in range(1, 13)},
    **{f"{number:02d}": f"{number:02d}" for number in range(1, 10)},
}
# Words before it that say nothing more; "avant juin 2027" (before June) does, and is asked for otherwise.
_LEADING = re.compile(r"(?:d'ici(?: a)?(?: la)? |by |in |en |pour |a la |au |a l'|le |la |l')+")
_YEAR_LAST = re.compile(r"(?P<part>.*?)[ ./-]*(?:de |d'|of )?(?<!\d)(?P<year>[12]\d{3})")
_YEAR_FIRST = re.compile(r"(?P<year>[12]\d{3})(?!\d)[ ./-]*(?P<part>.*)")


def read_year_part(typed: str) -> str:
    """Return what `juin 2027`, `fin 2027`, `Q2 2027` or `2027` says as it is kept: `2027-06`; raises `Refused`."""
    text = folded(" ".join(typed.split())).replace("’", "'").replace(".", " ").strip()
    if not text:
        return ""
    kept = _read(text)
    if kept is None:
        raise Refused(N_("“{typed}” is not understood: write 2027, June 2027, Q2 2027 or end of 2027."), typed=typed)
    return kept


def _read(text: str) -> str | None:
    leading = _LEADING.match(text)
    text = text[leading.end() :] if leading else text
    for form in (_YEAR_FIRST, _YEAR_LAST):
        found = form.fullmatch(text)
        part = found["part"].strip(" -") if found else ""
        if found and not part:
            return found["year"]
        if found and part in _WORDS:
            return f"{found['year']}-{_WORDS[part]}"
    return None


def year_part_phrase(kept: str) -> Message | str:
    """Return it as each language says it: `2e trimestre 2027`, `Q2 2027`, `June 2027`."""
    year, _dash, part = kept.partition("-")
    return Message(_PHRASES[part], {"year": year}) if part in _PHRASES else kept


def year_part_order(kept: str) -> tuple[bool, str, int, str]:
    """Return by what they are sorted: by the end of what they name; none comes last."""
    year, _dash, part = kept.partition("-")
    month = int(part[1]) * 3 if part[:1] == "Q" else _ENDS.get(part) or (int(part) if part.isdecimal() else 0)
    return (not kept, year, month, part)
