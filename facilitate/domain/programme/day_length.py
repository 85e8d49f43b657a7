"""Whether the hours of an event can be meant: an end typed for the wrong half of the day makes it last all night."""

from __future__ import annotations

from datetime import time

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.programme.plan import Plan

LONGEST_DAY = 18  # hours; an evening may end after midnight, but nobody sits at tables from two until one the next day
_MINUTES_OF_A_DAY = 24 * 60


def check_hours(plan: Plan, before: Plan | None = None, *, alone: bool = False) -> None:
    """Refuse hours between which nobody would stay; those that were there before stay, and `alone` one was changed."""
    if before and (before.starts_at, before.ends_at) == (plan.starts_at, plan.ends_at):
        return
    why = day_too_long(plan.starts_at, plan.ends_at)
    if why is None:
        return
    if not alone:
        raise Refused(why.text, **why.params)
    raise Refused(
        N_(
            "The end ({end}) is before the start ({start}), or more than {hours} hours after it: correct one of them. "
            "To move both, change the other one first."
        ),
        **why.params,
    )


def day_too_long(starts: time | None, ends: time | None) -> Message | None:
    """Return what is wrong where an event of these hours lasts longer than a day and its evening."""
    if starts is None or ends is None:
        return None
    start, end = (moment.hour * 60 + moment.minute for moment in (starts, ends))
    if 0 < (end - start) % _MINUTES_OF_A_DAY <= LONGEST_DAY * 60:
        return None
    text = N_(
        "The end ({end}) is before the start ({start}), or more than {hours} hours after it: correct one of them."
    )
    return Message(text, {"start": starts, "end": ends, "hours": LONGEST_DAY})
