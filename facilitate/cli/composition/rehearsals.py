"""Rehearsals: a copy of a session that the whole team can join, begun, gone on with, and kept."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.domain.errors import N_, FacilitateError, StorageFailure
from facilitate.files import not_written
from facilitate.i18n import Language
from facilitate.store import locks
from facilitate.store.clock import RandomIds, StandingClock, SteadyClock
from facilitate.store.journal_names import journals_in
from facilitate.workshop.recorder.recorder import Recorder, load
from facilitate.workshop.schedule.planned import planned_day
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

    from facilitate.store.event_log import FolderLog
    from facilitate.store.workspace import Workspace

_LEFT_ALONE = 600.0  # seconds after which a rehearsal that nobody has open waits for whoever comes back
CALLED = N_("rehearsal")  # at the end of its name


def begin(workspace: Workspace, slug: str, speed: int) -> str:
    """Copy a session to rehearse it; its time begins at the planned start, or at the last act of one that has begun."""
    timeline = load(workspace.log_to_read(slug))
    session, real = timeline.session, SteadyClock().now()
    planned = next((each.start for each in planned_day(session.plan, real).phases), real)
    act, at = RehearsalTimed(slug, _iso(real), speed), timeline.events[-1].at if session.runs else planned
    name = f"{slug}-{_plain(Language(session.plan.language)(CALLED))}"
    return workspace.copy(slug, name, lambda log: _time(log, act, at))


def resume(workspace: Workspace, workshop: Workshop) -> None:
    """Let time go on from the last act where nobody has the rehearsal open, nor had it in the last ten minutes."""
    before = workshop.session.rehearsal
    if before is None or workshop.log.home != workspace.machine or not _left_alone(workspace.folder(workshop.log.slug)):
        return
    act = RehearsalTimed(before.of, _iso(SteadyClock().now()), before.speed)
    _time(workspace.log(workshop.log.slug), act, workshop.timeline.events[-1].at)
    workshop.recorder.refresh()


def _left_alone(folder: Path) -> bool:
    """Whether nobody has the session open, nor had it a while ago; where that cannot be told, somebody has."""
    try:
        last = max(path.stat().st_mtime for path in journals_in(folder))
        return time.time() - last >= _LEFT_ALONE and not locks.held(folder)
    except OSError:
        return False


def keep(workspace: Workspace, name: str, title: str) -> str:
    """Make a rehearsal a session of its own; without a title, it keeps that of the session. Raises `Refused`."""
    lies_among_rehearsals = workspace.holding(name).home == workspace.rehearsals.home
    opened = _opened(workspace, name)
    opened.rehearsal.get()
    title = title or opened.session.plan.title
    if not lies_among_rehearsals:
        opened.rehearsal.keep(title)
        return title
    workspace.rehearsals.move(name, workspace)
    try:
        _opened(workspace, name).rehearsal.keep(title)
    except FacilitateError as error:
        raise _put_back(workspace, name, error) from error
    return title


def _put_back(workspace: Workspace, name: str, error: FacilitateError) -> FacilitateError:
    """Move a rehearsal that could not be kept back to where it was; returns what is told of it."""
    try:
        folder = workspace.move(name, workspace.rehearsals)
    except FacilitateError:
        return StorageFailure(
            N_("“{name}” is now in {folder}, but it is still a rehearsal. {why} Then keep it once more."),
            name=name,
            folder=str(workspace.folder(name)),
            why=error.message,
        )
    # The place that is named is where it is again.
    return not_written(folder / "facilitator.jsonl", error.__cause__) if isinstance(error.__cause__, OSError) else error


def _opened(workspace: Workspace, name: str) -> Workshop:
    clock = SteadyClock()
    workshop = Workshop(workspace.log(name), clock, RandomIds())
    clock.rehearsal = lambda: workshop.session.rehearsal
    return workshop


def _time(log: FolderLog, act: RehearsalTimed, at: datetime) -> None:
    Recorder(log, StandingClock(at + timedelta(milliseconds=1)), RandomIds()).record(act)


def _iso(real: datetime) -> str:
    return real.astimezone(UTC).isoformat()


def _plain(word: str) -> str:
    from slugify import slugify

    return slugify(word)
