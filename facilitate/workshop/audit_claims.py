"""Numbers and dates that texts claim, against what was recorded and what the programme says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.workshop.audit import Finding, Printed, doubtful, said, serious, words
from facilitate.workshop.report import Report

_UNITS = words(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt"
)
_WORDS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_UNITS)},
    "une": 1,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cent": 100,
    **{word: number for number, word in enumerate(words("one two three four five six seven eight nine ten"), 1)},
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "hundred": 100,
}
# “Une cinquantaine d’idées” is about fifty.
_ROUND = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
          "cinquantaine": 50, "soixantaine": 60, "centaine": 100}  # fmt: skip
_NOUNS = {
    "idees": "ideas", "idee": "ideas", "ideas": "ideas", "idea": "ideas",
    "pistes": "proposals", "propositions": "proposals", "proposals": "proposals",
    "tables": "tables", "participants": "people", "participantes": "people", "personnes": "people", "people": "people",
    "axes": "axes", "intervenants": "speakers", "intervenantes": "speakers", "speakers": "speakers",
}  # fmt: skip
_MORE = r"plus de|plus d'|more than|over|au moins|at least"
_LESS = r"moins de|less than|fewer than|under|au plus|at most"
_ABOUT = r"pres de|environ|autour de|presque|quelque|about|around|nearly|almost|some"
_CLAIM = re.compile(
    rf"(?:(?P<how>{_MORE}|{_LESS}|{_ABOUT})\s+)?(?:"
    rf"(?P<number>\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+"
    rf"|(?:une?\s+)?(?P<round>{'|'.join(_ROUND)})\s+d(?:e\s+|'))"
    rf"(?P<noun>{'|'.join(_NOUNS)})\b"
)
_NEAR_ENOUGH = 0.15  # of what is claimed, where it is claimed as about so many
_MONTHS: Mapping[str, int] = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(words(names), 1)
}
_DAYS: Mapping[str, int] = {
    name: number
    for names in ("lundi mardi mercredi jeudi vendredi samedi dimanche",
                  "monday tuesday wednesday thursday friday saturday sunday")
    for number, name in enumerate(words(names))
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_DAYS)}),?\s+)?(?:"
    rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{{4}}))?"
    rf"|(?P<day3>\d{{1,2}})/(?P<month3>\d{{1,2}})/(?P<year3>\d{{4}})"
    rf"|(?P<year4>\d{{4}})-(?P<month4>\d{{2}})-(?P<day4>\d{{2}}))\b"
)
_NEAR = timedelta(days=45)  # a date further away is another matter: a law, a foundation


def claims(session: Session, made: Report, texts: Iterable[Printed]) -> Iterator[Finding]:
    """Numbers of ideas, proposals, tables, people, axes and speakers that are not those recorded."""
    real = _real(session, made)
    for each in texts:
        for found in _CLAIM.finditer(folded(each.text)):
            counted = real.get(_NOUNS[found["noun"]], ())
            if counted and (verdict := _contradicts(found, counted)):
                finding = serious if verdict == "wrong" else doubtful
                told = {"claim": _typed(each.text, found), "real": " / ".join(map(str, counted))}
                yield finding(
                    "number", each.where, said(N_("It says “{claim}”; counted are {real}."), **told),
                    said(N_("Correct the text, or the number.")),
                )  # fmt: skip


def _real(session: Session, made: Report) -> Mapping[str, tuple[int, ...]]:
    """What may be meant by each word; nothing where nothing was recorded yet."""
    counts, plan = made.counts, session.plan
    told = (plan.attendance.present, plan.attendance.expected)
    speakers = [speaker for phase in plan.phases for speaker in phase.speakers]
    tables = {plan.tables, sum(bool(table.received) for table in counts.by_table)} - {0}
    return {
        "ideas": tuple(dict.fromkeys((counts.received, counts.standing))) if counts.received else (),
        "proposals": (counts.proposals,) if counts.proposals else (),
        "tables": tuple(sorted(tables)),
        "people": tuple(dict.fromkeys(number for number in told if number is not None)),
        "axes": (len(plan.axes),) if plan.axes else (),
        "speakers": tuple(dict.fromkeys((len(speakers), sum(not each.absent for each in speakers))))
        if speakers
        else (),
    }


def _contradicts(found: re.Match[str], counted: tuple[int, ...]) -> str:
    """`wrong`, `doubtful` or nothing."""
    how = found["how"] or ""
    number = _ROUND[found["round"]] if found["round"] else _number(found["number"])
    if re.fullmatch(_MORE, how):
        least = number if how in ("au moins", "at least") else number + 1
        return "" if max(counted) >= least else "wrong"
    if re.fullmatch(_LESS, how):
        most = number if how in ("au plus", "at most") else number - 1
        return "" if min(counted) <= most else "wrong"
    if how or found["round"]:
        return "" if any(abs(real - number) <= number * _NEAR_ENOUGH for real in counted) else "doubtful"
    return "" if number in counted else "wrong"


def _typed(text: str, found: re.Match[str]) -> str:
    """What was found, as it was typed; without accents where folding changed the length (a ligature did)."""
    return (text[found.start() : found.end()] if len(folded(text)) == len(text) else found[0]).strip()


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _WORDS[word]


def dates(session: Session, texts: Iterable[Printed]) -> Iterator[Finding]:
    """Dates near the event that are not its own, weekdays that do not fit, hours and phases that contradict it."""
    plan = session.plan
    todo = said(N_("Correct the text, or the date of the programme: “facilitate plan set”."))
    for each in texts:
        for found in _DATE.finditer(folded(each.text)):
            day = _day(found, plan.date)
            if day is None:
                continue
            told = _typed(each.text, found)
            if found["weekday"] and _DAYS[found["weekday"]] != day.weekday():
                yield serious("weekday", each.where, said(N_("“{told}” is not that day of the week."), told=told), todo)
            if plan.date and day != plan.date and abs(day - plan.date) <= _NEAR:
                finding = serious if each.bold else doubtful
                why = N_("It says “{told}”; the programme says {date}.")
                yield finding("date", each.where, said(why, told=told, date=plan.date), todo)
    if plan.starts_at and plan.ends_at and plan.ends_at <= plan.starts_at:
        yield serious("hours", said(N_("the programme")), said(N_("The event ends before it starts.")), todo)
    begun = min((run.started_at for run in session.runs.values() if run.started_at), default=None)
    if begun and plan.date and abs(begun.date() - plan.date) > timedelta(days=1):
        why = N_("It was run on {run}; the programme says {date}.")
        yield doubtful(
            "run-date",
            said(N_("the programme")),
            said(why, run=begun.date(), date=plan.date),
            todo,
        )


def _day(found: re.Match[str], usual: date | None) -> date | None:
    """The day a text means, in the year of the event unless it says another."""
    parts = found.groupdict()
    day = next(value for name in ("day", "day2", "day3", "day4") if (value := parts[name]))
    month = next(value for name in ("month", "month2", "month3", "month4") if (value := parts[name]))
    year = next((value for name in ("year", "year2", "year3", "year4") if (value := parts[name])), None)
    if year is None and usual is None:
        return None
    try:
        return date(int(year) if year else usual.year if usual else 0, _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None
