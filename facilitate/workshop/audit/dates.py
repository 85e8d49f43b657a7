"""Dates and hours that contradict one another: those of texts, of the programme, and of the day itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.months import MONTHS
from facilitate.domain.programme.day_length import day_too_long
from facilitate.domain.programme.plan import Plan
from facilitate.domain.programme.round_lengths import SHORTER_ROUNDS, rounds_too_long
from facilitate.domain.text import one_line
from facilitate.workshop.audit.issue import (
    GAP,
    Audited,
    Issue,
    Printed,
    Source,
    doubtful,
    message,
    serious,
    titles,
    words,
)
from facilitate.workshop.schedule.planned_faults import hour_faults

_DAYS: Mapping[str, int] = {
    name: number
    for names in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(words(names))
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:er|st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\w/-])(?:(?P<weekday>{'|'.join(_DAYS)}),? (?:le |the )?)?"
    rf"(?:(?P<first>\d{{1,2}}){_ORDINAL} ?(?:et|au|a|-|&|and|to) ?(?:(?:{'|'.join(_DAYS)}) )?)?(?:"
    rf"(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?(?P<month>{_MONTH})\.?(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\.? (?P<day2>\d{{1,2}}){_ORDINAL}(?:,? (?P<year2>\d{{4}}))?"
    rf"|(?P<day3>\d{{1,2}})[/.](?P<month3>\d{{1,2}})[/.](?P<year3>\d{{4}})"
    r"|(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2}))(?!\w)"
)
_OTHERWISE = re.compile(
    r"prochain|suivant|suite|avant le|d'ici|jusqu'|echeance|reunion|rendez-vous|"
    r"next|following|before|until|due|deadline"
)
_NEAR = timedelta(days=45)  # a date further away is another matter: a law, a foundation
_CLOSE = timedelta(days=15)
_SMALL_HOURS = time(6)
_AN_HOUR_OR_TWO = 120
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class _DateFound:
    """A date in a text: the days it may mean (none when there is no such day), and the weekday it names."""

    text: str
    before: str
    days: tuple[date, ...]
    weekday: int | None


def dates(audited: Audited) -> Iterator[Issue]:
    """Yield dates near the event that are not its own, weekdays that do not fit, hours and days that contradict it."""
    for each in audited.texts:
        if each.source in (Source.IDEA, Source.WORDING):
            continue
        for found in _dates_found(each, audited.session.plan):
            yield from _of_text(each, found, audited.session.plan.date)
    yield from _hours(audited)
    yield from _rounds(audited)
    yield from _day_itself(audited)


def _of_text(each: Printed, found: _DateFound, planned: date | None) -> Iterator[Issue]:
    todo = message(N_("Correct the text, or the date in the programme if that is the wrong one."))
    if not found.days:
        yield serious(
            "no-such-day",
            each.where,
            message(N_("The date “{text}” does not exist."), text=found.text),
            todo,
            each.command,
        )
        return
    last = found.days[-1]
    if found.weekday is not None and all(day.weekday() != found.weekday for day in found.days):
        why = message(
            N_("The day and the date do not match: “{text}” (by the calendar: {date})."), text=found.text, date=last
        )
        yield serious("weekday", each.where, why, todo, each.command)
    if planned and planned not in found.days and _meant(each, found, planned):
        make = serious if each.source is Source.HEADING else doubtful
        why = message(N_("The text says “{text}”; the date in the programme is {date}."), text=found.text, date=planned)
        yield make("date", each.where, why, todo, each.command)


def _meant(each: Printed, found: _DateFound, planned: date) -> bool:
    """Return whether a date is probably that of the event; in a note, other days have their reasons."""
    away = min(abs(day - planned) for day in found.days)
    if each.source is Source.HEADING:
        anniversary = any((day.day, day.month) == (planned.day, planned.month) for day in found.days)
        return away <= _NEAR or anniversary
    return away <= _CLOSE and not _OTHERWISE.search(found.before)


def _dates_found(each: Printed, plan: Plan) -> Iterator[_DateFound]:
    text, simple = each.text, each.plain
    for found in _DATE.finditer(simple):
        parts = found.groupdict()
        day = next(value for name in ("day", "day2", "day3", "day4") if (value := parts[name]))
        month = next(value for name in ("month", "month2", "month3", "month4") if (value := parts[name]))
        year = next((value for name in ("year", "year2", "year3", "year4") if (value := parts[name])), None)
        if year is None and plan.date is None:
            continue  # whatever the year is
        number = MONTHS.get(month) or int(month)
        whole = int(year) if year else _year(plan.date, number, int(day))
        weekday = _DAYS[parts["weekday"]] if parts["weekday"] else None
        written = text[found.start() : found.end()].strip()
        yield _DateFound(
            written, simple[max(0, found.start() - 40) : found.start()], _days(parts, whole, number, day), weekday
        )


def _year(planned: date | None, month: int, day: int) -> int:
    """Return the year that a day without one is meant in: the one that brings it nearest to the event."""
    if planned is None:
        return 0
    years = (planned.year, planned.year - 1, planned.year + 1)
    return min(
        years, key=lambda year: abs((year - planned.year) * 372 + (month - planned.month) * 31 + day - planned.day)
    )


def _days(parts: Mapping[str, str | None], year: int, month: int, day: str) -> tuple[date, ...]:
    """Return the days a date means: from the first to the last where it gives two, none where there is no such day."""
    try:
        last = date(year, month, int(day))
    except ValueError:
        return ()
    first = int(parts["first"] or 0)
    if not 0 < first < last.day:
        return (last,)
    return tuple(last.replace(day=number) for number in range(first, last.day + 1))


def _hours(audited: Audited) -> Iterator[Issue]:
    plan = audited.session.plan
    if why := ends_before_it_starts(plan) or day_too_long(plan.starts_at, plan.ends_at):
        mend = audited.command("plan set", "ends_at", "18:00:00")
        yield serious("hours", message(N_("the programme")), why, message(N_("Correct the times.")), mend)
    elif not audited.session.runs:  # once it has begun, the clock says what is late
        for fault in hour_faults(plan, audited.room(datetime.now(UTC))):
            mend = audited.command("plan set", fault.path, fault.value or GAP)
            where = message(N_("the phase “{phase}”"), phase=one_line(fault.phase.title))
            yield doubtful("phase-hours", where, fault.why, fault.todo, mend)


def _rounds(audited: Audited) -> Iterator[Issue]:
    """Yield the phases to come whose rounds do not fit into them, and those whose own question nobody is asked."""
    for phase in audited.session.plan.phases:
        where = message(N_("the phase “{phase}”"), phase=one_line(phase.title))
        if phase.key not in audited.session.runs and (why := rounds_too_long(phase)):  # of an earlier version
            mend = audited.command("plan set", f"phases/{phase.key}/minutes", str(phase.rounds_take))
            yield serious("rounds", where, why, message(SHORTER_ROUNDS), mend)
        asked = {setup.number for setup in phase.round_setups if setup.question}
        if phase.question and phase.rounds > 1 and asked >= set(range(1, phase.rounds + 1)):
            why = message(N_("Every round has its own question, so the phase’s own question is never shown."))
            mend = audited.command("plan set", f"phases/{phase.key}/question", "")
            yield doubtful(
                "unasked", where, why, message(N_("Delete the phase’s question, or the question of one round.")), mend
            )


def ends_before_it_starts(plan: Plan) -> Message | None:
    """Return what is wrong where an end comes before the start, unless the phases go on after midnight."""
    if not (plan.starts_at and plan.ends_at and plan.ends_at <= plan.starts_at):
        return None
    start, end = (moment.hour * 60 + moment.minute for moment in (plan.starts_at, plan.ends_at))
    overnight = (end - start) % _DAY
    if abs(overnight - sum(phase.minutes for phase in plan.phases)) <= _AN_HOUR_OR_TWO and overnight:
        return None
    return message(N_("The event ends at {end}, before it starts ({start})."), start=plan.starts_at, end=plan.ends_at)


def _day_itself(audited: Audited) -> Iterator[Issue]:
    """Yield the days on which the phases really began, against the planned one; after midnight it is still the same."""
    plan = audited.session.plan
    if plan.date is None or audited.example:
        return
    began: dict[date, list[str]] = {}
    for phase in plan.phases:
        run = audited.session.runs.get(phase.key)
        if run and run.started_at:
            began.setdefault(_day_of(audited.room(run.started_at), plan.date), []).append(one_line(phase.title))
    if plan.date not in began:
        # Wrong altogether: the day on which most of it took place tells enough.
        began = dict(sorted(began.items(), key=lambda each: -len(each[1]))[:1])
    for day, phases in began.items():
        if day != plan.date:
            make = doubtful if plan.date in began else serious
            why = message(
                N_("The phases were run on {run} ({phases}); the date in the programme is {date}."),
                run=day, phases=titles(phases), date=plan.date,
            )  # fmt: skip
            yield make(
                "run-date", message(N_("the date")), why,
                message(N_("Correct the date in the programme if it is wrong.")),
                audited.command("plan set", "date", day.isoformat()),
            )  # fmt: skip


def _day_of(moment: datetime, planned: date) -> date:
    """Return the day something belongs to: the small hours belong to the evening before, unless they are planned."""
    late = moment.time() < _SMALL_HOURS and moment.date() != planned
    return moment.date() - timedelta(days=late)
