"""Rounds inside a tables phase: which one it is, how long it still lasts, and what is asked in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.phases import ZERO, Run
from facilitate.workshop.schedule.agenda import AgendaLine

Given = tuple[tuple[timedelta, int], ...]  # `Run.given`


@dataclass(frozen=True, slots=True)
class RoundPart:
    """A stretch of a phase: round `number`, or the change-over after it; `until` is what of the phase has run then."""

    number: int
    changing: bool
    until: timedelta


@dataclass(frozen=True, slots=True)
class RoundNow:
    """Where the phase is: in round `number` of `of`, or in the change-over after it; `left` of that part."""

    number: int
    of: int
    changing: bool
    left: timedelta


def round_parts(
    phase: Phase, allotted: timedelta, given: Given = (), cut: Sequence[timedelta] = ()
) -> tuple[RoundPart, ...]:
    """Return the rounds and the change-overs of a phase in their order; nothing where it has one round only.

    All rounds are equally long: what the phase is given, without the change-overs, in equal parts. What was `given` or
    taken while it was on lengthens or shortens what was left of the rounds then: no round that is over comes back.
    What was `cut` ended at once, and what was left of it goes to the rounds that follow: the phase ends when it would.
    Where the change-overs alone take longer than the phase, they are cut to it.
    """
    if phase.rounds < 2:  # noqa: PLR2004 -- one round is none
        return ()
    whole = max(ZERO, allotted - timedelta(minutes=sum(minutes for _at, minutes in given)))
    parts = list(_planned(phase, whole))
    for at, minutes in sorted((*given, *((at, 0) for at in cut))):
        more = timedelta(minutes=minutes)
        whole = max(ZERO, whole + more)
        parts = _stretched(parts, at, more) if minutes else _cut(parts, at, whole) if at in cut else parts
    return tuple(replace(part, until=allotted if part is parts[-1] else min(part.until, allotted)) for part in parts)


def _planned(phase: Phase, allotted: timedelta) -> Iterator[RoundPart]:
    change = timedelta(minutes=phase.changeover)
    length = max(ZERO, allotted - change * (phase.rounds - 1)) / phase.rounds
    at = ZERO
    for number in range(1, phase.rounds + 1):
        at += length
        yield RoundPart(number, changing=False, until=at)
        if change and number < phase.rounds:
            at += change
            yield RoundPart(number, changing=True, until=at)


def _stretched(parts: list[RoundPart], at: timedelta, more: timedelta) -> list[RoundPart]:
    """Return the parts with what was left of the rounds at a moment longer by so much; the change-overs stay."""
    begins = (ZERO, *(part.until for part in parts))
    left = [max(ZERO, part.until - max(at, begin)) for part, begin in zip(parts, begins, strict=False)]
    talk = sum((rest for part, rest in zip(parts, left, strict=True) if not part.changing), ZERO)
    share = max(0.0, (talk + more) / talk) if talk else 0.0
    found, end = [], at
    for part, rest in zip(parts, left, strict=True):
        if part.until <= at:
            found.append(part)
            continue
        end += rest if part.changing else rest * share
        found.append(replace(part, until=end))
    return found


def _cut(parts: list[RoundPart], at: timedelta, whole: timedelta) -> list[RoundPart]:
    """Return the parts with the one of a moment over by then; the last one is over with its phase, which is `whole`."""
    begins = (ZERO, *(part.until for part in parts))
    place = next((place for place, part in enumerate(parts) if at < part.until), len(parts))
    if place >= len(parts) - 1:
        return parts
    changes = [part.until - begin if part.changing else ZERO for part, begin in zip(parts, begins, strict=False)]
    later = parts[place + 1 :]
    length = max(ZERO, whole - at - sum(changes[place + 1 :], ZERO)) / sum(not part.changing for part in later)
    found, end = [*parts[:place], replace(parts[place], until=at)], at
    for part, change in zip(later, changes[place + 1 :], strict=True):
        end += change if part.changing else length
        found.append(replace(part, until=end))
    return found


def round_now(line: AgendaLine) -> RoundNow | None:
    """Return the round a phase is in, by the time its clock has run; None where there is one only, or time is up."""
    phase = line.phase
    if line.real_start is None or line.real_end or line.left <= ZERO:
        return None
    for part in round_parts(phase, line.allotted, line.given, line.cut):
        if line.elapsed < part.until:
            return RoundNow(part.number, phase.rounds, part.changing, part.until - line.elapsed)
    return None


def time_in_round(line: AgendaLine) -> timedelta | None:
    """Return how long the round a phase is in has lasted, nothing in a change-over; None where there is one only."""
    began = ZERO
    for part in round_parts(line.phase, line.allotted, line.given, line.cut):
        if line.elapsed < part.until:
            return ZERO if part.changing else line.elapsed - began
        began = part.until
    return None


def round_for_ideas(session: Session, now: datetime) -> int:
    """Return the round that ideas of this moment belong to; 0 where their phase has one round only.

    In a change-over it is the round that has just ended, before the phase the first, after it the one it ended in.
    """
    phase = session.plan.phase(session.phase_for_ideas)
    return round_asked(session, phase, now) if phase else 0


def round_asked(session: Session, phase: Phase, now: datetime) -> int:
    """Return the round whose question a phase stands at: the last that began, or the first; 0 where it has one only."""
    run = session.runs.get(phase.key, Run())
    parts = round_parts(phase, run.allotted(phase.minutes), run.given, run.cut)
    elapsed = run.elapsed(now)
    found = (part.number for part in parts if elapsed < part.until)
    return next(found, parts[-1].number if parts else 0)


def round_of_seats(session: Session, phase: Phase, now: datetime) -> int:
    """Return the round whose tables people ask for: while those of the phase that is on change, the one that begins."""
    run = session.runs.get(phase.key, Run())
    parts, elapsed = round_parts(phase, run.allotted(phase.minutes), run.given, run.cut), run.elapsed(now)
    part = next((part for part in parts if elapsed < part.until), None)
    changing = part is not None and part.changing and session.current == phase.key
    return max(1, round_asked(session, phase, now)) + int(changing)


def round_begins(phase: Phase, run: Run, until: datetime) -> dict[int, datetime]:
    """Return when each round that a phase reached by a moment began, the change-over before it being part of it."""
    if not run.spans:
        return {}
    parts, elapsed = round_parts(phase, run.allotted(phase.minutes), run.given, run.cut), run.elapsed(until)
    elapsed = max(elapsed, *run.cut) if run.cut else elapsed
    found, began = {1: run.spans[0][0]}, ZERO
    for part in parts:
        number = part.number + int(part.changing)
        if began <= elapsed and number not in found and (began < elapsed or began in run.cut):
            found[number] = _moment(run, began)
        began = part.until
    return found


def _moment(run: Run, elapsed: timedelta) -> datetime:
    """Return when the timer of a phase had run for so long."""
    for start, end in run.spans:
        if end is None or elapsed <= end - start:
            return start + elapsed
        elapsed -= max(ZERO, end - start)
    return run.spans[-1][1] or run.spans[-1][0]


@dataclass(frozen=True, slots=True)
class RoundAhead:
    """A round of the phase that is on, or the change-over after it, as a device has to know it to follow by itself.

    `rest` is what of the phase is left when it ends, `question` what the table is asked in it, and `usual` the status
    of an idea of it of which nobody says one.
    """

    number: int
    of: int
    changing: bool
    rest: timedelta
    question: str
    usual: Status


def rounds_ahead(line: AgendaLine | None, table: int) -> tuple[RoundAhead, ...]:
    """Return the rounds of the phase that is on, those that are over too; nothing where it has one only."""
    if line is None:
        return ()
    phase = line.phase
    return tuple(
        RoundAhead(
            part.number,
            phase.rounds,
            part.changing,
            line.allotted - part.until,
            phase.question_of(table, part.number),
            phase.status_in(part.number),
        )
        for part in round_parts(phase, line.allotted, line.given, line.cut)
    )
