"""How long, how long ago, how late: as people say it."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import excerpt, one_line
from facilitate.i18n import Language
from facilitate.workshop.schedule.agenda import AgendaLine, PhaseState
from facilitate.workshop.schedule.punctuality import Punctuality
from facilitate.workshop.schedule.rounds import RoundNow
from facilitate.workshop.views.capture import seconds_left

_MINUTE = 60
_HOUR = 3600
_MINUS = "\u2212"
TITLE = 24  # letters of a phase beside its hour


def lasting(span: timedelta, _: Language) -> str:
    """A duration to the second below an hour, to the minute above."""
    seconds = int(abs(span).total_seconds())
    return _.minutes(seconds // _MINUTE) if seconds >= _HOUR else _.seconds(seconds)


def rest(left: timedelta, _: Language) -> str:
    """What is left of something, or how long it has been over, in words: the number that `digits` shows beside it."""
    return lasting(timedelta(seconds=seconds_left(left)), _)


def signed_rest(left: timedelta, _: Language) -> str:
    """The same in a column, where no word tells that the time is over."""
    return f"{_MINUS if seconds_left(left) < 0 else ''}{rest(left, _)}"


def ago(span: timedelta, _: Language) -> str:
    """How long ago: `à l’instant`, `il y a 3 min`, `il y a 2 jours`."""
    minutes = int(span.total_seconds()) // _MINUTE
    if minutes < 1:
        return _(N_("just now"))
    if span.days:
        return _.plural("{n} day ago", "{n} days ago", span.days)
    return _(N_("{duration} ago"), duration=_.minutes(minutes))


def real_start(line: AgendaLine, _: Language) -> str:
    """When a phase really began, also where that is as planned; `~` when it is expected to; nothing when skipped.

    Nor is anything expected of a day that was not planned and has not begun.
    """
    if line.state is PhaseState.TO_COME:
        return "~" + _.column_time(line.expected_start) if line.planned_start else ""
    return _.column_time(line.real_start) if line.real_start else ""


def moment(at: datetime, _: Language) -> str:
    """Return a day and an hour in full."""
    return _(N_("{date} at {time}"), date=_.date(at.date()), time=_.time(at))


def planned_moment(plan: Plan, _: Language) -> str:
    """Return when the programme has the day begin, as far as it says."""
    if plan.date is None or plan.starts_at is None:
        return _.date(plan.date) if plan.date else _.time(plan.starts_at) if plan.starts_at else ""
    return moment(datetime.combine(plan.date, plan.starts_at), _)


def how_late(found: Punctuality, _: Language, *, title: int = TITLE) -> str:
    """How late or early the day is; where a fixed start is what counts, for which phase and when that is.

    The title of the phase is cut to so many letters.
    """
    duration = _.minutes(abs(found.minutes))
    if not found.minutes:
        return _(N_("on time"))
    if found.phase is None and found.overlong:
        return _(N_("the phases go {duration} past the planned end"), duration=duration)
    if found.phase is None:
        early = N_("{duration} early") if found.ahead else N_("{duration} to spare")
        return _(N_("{duration} late") if found.minutes > 0 else early, duration=duration)
    if found.overlong:
        sentence = N_("the phases before {phase} go {duration} past its fixed start ({time})")
    elif found.minutes > 0:
        sentence = N_("{duration} late for {phase} ({time})")
    else:
        sentence = N_("{duration} to spare before {phase} ({time})")
    phase = _.quoted(excerpt(one_line(found.phase.title), title))
    return _(sentence, duration=duration, phase=phase, time=_.time(found.limit))


def round_words(now: RoundNow, _: Language) -> str:
    """Which round it is, and what is left of it."""
    params = {"number": now.number, "of": now.of, "duration": rest(now.left, _)}
    if now.changing:
        return _(N_("changeover after round {number} of {of}: {duration} left"), **params)
    return _(N_("round {number} of {of}: {duration} left"), **params)


def round_called(now: RoundNow, _: Language, *, short: bool = False) -> str:
    """Which round it is, where what is left of it stands beside in large digits; in `short` that people change."""
    if now.changing and short:
        return _(N_("changeover"))
    if now.changing:
        return _(N_("changeover after round {number} of {of}"), number=now.number, of=now.of)
    return _(N_("round {number} of {of}"), number=now.number, of=now.of)


def phase_beside(left: timedelta, _: Language) -> str:
    """What is left of the phase, small beside the large digits of its round."""
    return _(N_("{duration} left in the phase"), duration=rest(left, _))


def round_in_short(now: RoundNow, _: Language) -> str:
    """What is left of the round, or of the change-over, where there is room for little more."""
    if now.changing:
        return _(N_("changeover: {duration}"), duration=rest(now.left, _))
    return _(N_("round {number}/{of}: {duration}"), number=now.number, of=now.of, duration=rest(now.left, _))


class RoundBell:
    """When to ring: where a round of the tables ends, where the next one begins, and where the last is over."""

    def __init__(self) -> None:
        self._moment: tuple[int, bool] | None = None

    def rings(self, now: RoundNow | None, *, over: bool) -> bool:
        """Whether another part has begun since the last look; `over` is that the time of the phase is up."""
        moment = (now.number, now.changing) if now else None
        rings = bool(self._moment) and moment != self._moment and (moment is not None or over)
        self._moment = moment
        return rings
