"""Acts that wait for a journal share one append and one sync, made in a thread; journals are synced side by side.

On a slow disk (an SD card, a virus scanner) a sync takes a third of a second. The loop that the screens and the hub run
in does not stand still meanwhile: what arrives waits, and is kept together as soon as the journal is free again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Protocol

from facilitate.domain.errors import Refused
from facilitate.domain.event import Event
from facilitate.domain.roles import COLLECTED
from facilitate.workshop.ports import EventLog, Writer

_JOURNALS = 16  # synced at the same moment
_TOGETHER = 64  # decisions taken in one turn of the loop
Stage = Callable[[Writer], Sequence[Event]]


class NotYet(Exception):
    """A decision stands on what an earlier one of its batch will record: it is taken again in the next batch."""


class Keeper(Protocol):
    """What a committer needs of the recorder it works for."""

    log: EventLog

    def catch_up(self, writer: Writer) -> None: ...

    def staging(self) -> AbstractContextManager[list[Event]]: ...

    def fold(self, events: Sequence[Event]) -> None: ...

    def refusal(self, events: Sequence[Event]) -> Refused | None: ...


class _Waiting:
    """One gesture, from its request to its answer."""

    def __init__(self, stage: Stage, answer: asyncio.Future[list[Event]]) -> None:
        self.stage = stage
        self.answer = answer
        self.events: list[Event] = []
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())  # its asker may have left

    def succeed(self) -> None:
        """Answer with what is kept."""
        if not self.answer.done():
            self.answer.set_result(self.events)

    def fail(self, error: Exception) -> None:
        """Answer that it was not done."""
        if not self.answer.done():
            self.answer.set_exception(error)


class _Batch:
    """What one append keeps, and what comes of it."""

    def __init__(self, waiting: list[_Waiting], kept: Future[Exception | None]) -> None:
        self.waiting = waiting
        self.kept = kept


class Committer:
    """Keeps what waits, for one recorder and in one loop."""

    def __init__(self, recorder: Keeper) -> None:
        self._recorder = recorder
        self._disk = ThreadPoolExecutor(_JOURNALS, thread_name_prefix="disk")
        self._waiting: dict[str, list[_Waiting]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._batches: dict[str, _Batch] = {}

    async def commit(self, role: str, stage: Stage) -> list[Event]:
        """Return the events of `stage`, kept and folded in. Whoever asks may leave: it is done all the same."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(stage, loop.create_future())
        self._waiting.setdefault(role, []).append(waiting)
        if role not in self._tasks:
            self._tasks[role] = loop.create_task(self._work(role))
        return await asyncio.shield(waiting.answer)

    def settle(self, role: str) -> None:
        """Wait for what is being synced in the journal of that role, fold it in, and answer who waits for it."""
        batch = self._batches.pop(role, None)
        if batch is None:
            return
        error = batch.kept.result()
        if error is None:
            self._recorder.fold([event for each in batch.waiting for event in each.events])
        for each in batch.waiting:
            if error is not None:
                each.fail(error)
            elif role != COLLECTED and (refusal := self._recorder.refusal(each.events)) is not None:
                each.fail(refusal)
            else:
                each.succeed()

    async def _work(self, role: str) -> None:
        try:
            with self._recorder.log.writing_as(role):  # held from one batch to the next
                while self._waiting[role]:
                    with self._recorder.log.writing_as(role) as writer:
                        await self._commit_waiting(role, writer)
        except Exception as error:  # noqa: BLE001 -- each who waits gets it, whatever it is
            for each in self._waiting[role]:
                each.fail(error)
        finally:
            for each in self._waiting.pop(role):
                each.answer.cancel()  # the loop ends
            del self._tasks[role]

    async def _commit_waiting(self, role: str, writer: Writer) -> None:
        self._recorder.catch_up(writer)
        batch = self._staged(role, writer)
        events = [event for each in batch for event in each.events]
        if not events:
            for each in batch:
                each.succeed()
            return
        kept = self._disk.submit(_append, writer, events)
        self._batches[role] = _Batch(batch, kept)
        try:
            await asyncio.wait([asyncio.wrap_future(kept)])
        finally:
            self.settle(role)

    def _staged(self, role: str, writer: Writer) -> list[_Waiting]:
        """Take the decisions that can be taken now, each with the earlier ones in view; the others go on waiting."""
        batch: list[_Waiting] = []
        queue = self._waiting[role]
        with self._recorder.staging() as staged:
            for each in queue[:_TOGETHER]:
                try:
                    each.events = list(each.stage(writer))
                except Exception as error:  # noqa: BLE001 -- it is that of the one who asked
                    if isinstance(error, NotYet) and staged:
                        break
                    each.fail(error)
                staged.extend(each.events)
                batch.append(each)
        del queue[: len(batch)]
        return batch


def _append(writer: Writer, events: Sequence[Event]) -> Exception | None:
    try:
        writer.append(events)
    except Exception as error:  # noqa: BLE001 -- given to those who wait, in the loop
        return error
    return None
