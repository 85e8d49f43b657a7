"""How long, how long ago, how late: as people say it."""

from __future__ import annotations

from datetime import timedelta

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.schedule.recovery import minutes_early, minutes_late
from facilitate.workshop.schedule.rounds import RoundNow

_MINUTE = 60
_HOUR = 3600


def lasting(span: timedelta, _: Language) -> str:
    """A duration to the second below an hour, to the minute above."""
    seconds = int(abs(span).total_seconds())
    return _.minutes(seconds // _MINUTE) if seconds >= _HOUR else _.seconds(seconds)


def digits(span: timedelta) -> str:
    """The same for the big digits: `12:30`, `1:15:00`, `+3:05` when the time is over."""
    seconds = int(abs(span).total_seconds())
    sign = "+" if span < timedelta() and seconds else ""
    hours, rest = divmod(seconds, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def ago(span: timedelta, _: Language) -> str:
    """How long ago: `à l’instant`, `il y a 3 min`, `il y a 2 jours`."""
    minutes = int(span.total_seconds()) // _MINUTE
    if minutes < 1:
        return _(N_("just now"))
    if span.days:
        return _.plural("{n} day ago", "{n} days ago", span.days)
    return _(N_("{duration} ago"), duration=_.minutes(minutes))


def drift(span: timedelta, _: Language) -> str:
    """How late or early the day is, as the ways to catch up count it; under a minute is on time."""
    minutes = minutes_late(span) or -minutes_early(span)
    if not minutes:
        return _(N_("on time"))
    if minutes > 0:
        return _(N_("{duration} late"), duration=_.minutes(minutes))
    return _(N_("{duration} ahead"), duration=_.minutes(-minutes))


def round_words(now: RoundNow, _: Language) -> str:
    """Which round it is, and what is left of it."""
    params = {"number": now.number, "of": now.of, "duration": lasting(now.left, _)}
    if now.changing:
        return _(N_("changeover after round {number} of {of}: {duration} left"), **params)
    return _(N_("round {number} of {of}: {duration} left"), **params)
