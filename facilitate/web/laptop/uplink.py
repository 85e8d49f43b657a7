"""A laptop's line to the hub: what this laptop wrote goes there, what the table and the programme did comes back.

The laptop's journal is the queue. Nothing is taken off it: what the hub has not confirmed on this line is sent (again),
and the hub keeps each event once, whatever was cut off when.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Sequence
from contextlib import aclosing
from functools import partial
from typing import Any, NoReturn, Protocol

from facilitate.domain.acts.trials import TrialRecorded
from facilitate.domain.codec import document_of, events_of
from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.domain.event import Event, Undone
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.domain.timeline import Timeline
from facilitate.web.laptop.presence_line import PresenceLine
from facilitate.web.laptop.protocol import Busy, HubConnection, HubMessage, Impostor, NotAHub, Rejected, Unreachable
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.sharing.guest_events import from_hub
from facilitate.workshop.sharing.link import HubLink

_MOST_AT_ONCE, _MOST_BYTES = 100, 256 * 1024
_SOON, _LATEST = 0.5, 10.0
_NEW_LINK = 20.0  # how often to ask whether a closed link opens again
_LONGEST_PATIENCE = 30.0
_FORBIDDEN = 403
_NOT_THESE = frozenset({400, _FORBIDDEN, 409, 413})  # statuses that may be about some of the acts only


class SendingProgress(Protocol):
    """What is known, from earlier runs too, to be on the hub's disk; it need not be complete."""

    def read(self) -> Collection[str]: ...

    def add(self, ids: Iterable[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class LocalReplica:
    """Whose events go where: `writer` is how the names of this laptop's journals begin, `session` what they are of."""

    session: str
    table: int
    writer: str
    address: str


class HubUplink:
    """An `Uplink` over a `HubConnection`; `nap` waits, and `dial` opens a connection."""

    def __init__(
        self,
        recorder: Recorder,
        line: LocalReplica,
        dial: Callable[[], Awaitable[HubConnection]],
        sent: SendingProgress,
        nap: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._recorder = recorder
        self._line = line
        self._dial = dial
        self._sent = sent
        self._nap = nap
        self._connected = False
        self._trouble: Message | None = None
        self._there = set(sent.read())  # as far as was ever known
        self._confirmed: set[str] = set()  # on this line
        self._refused: set[str] = set()  # on this line
        # A 403 is about the link or about an act: in doubt the line is opened anew, and one that opens has a good link.
        self._doubted = self._vouched = False
        self._failures = 0
        self._news = asyncio.Event()
        self._changed: Callable[[], None] = lambda: None
        seat = line.table == SYNTHESIS_SEAT
        self._presence = PresenceLine(recorder.log.presence, line.writer) if seat else None

    @property
    def connected(self) -> bool:
        """Whether the hub is connected now."""
        return self._connected

    @property
    def waiting(self) -> int:
        """How many ideas this laptop knows better than the hub; in the synthesis, how many changes."""
        left = [event for event in self._own() if event.id not in self._there and not _is_trial(event)]
        if self._presence is not None:
            return len({event.gesture for event in left})
        return len({_idea_of(event, self._recorder.timeline) for event in left})

    @property
    def trouble(self) -> Message | None:
        """The reason why the hub takes nothing, where that will not pass by itself."""
        return self._trouble

    def has(self, event: str) -> bool:
        """Whether the hub has said that it holds that act."""
        return event in self._there

    def look(self) -> None:
        """Send what is new here."""
        self._news.set()

    async def run(self, changed: Callable[[], None]) -> None:
        """Keep the line open until cancelled."""
        self._changed = changed
        connection = await self._dial()
        try:
            while True:
                pause = await self._one_line(connection)
                self._connected = False
                self._forget_presence()
                self._changed()
                await self._nap(pause)
        finally:
            self._connected = False
            self._forget_presence()
            await connection.close()

    def _forget_presence(self) -> None:
        if self._presence is not None:
            self._presence.cut()

    async def _one_line(self, connection: HubConnection) -> float:
        """Talk until the line breaks; returns how long to wait before the next."""
        self._confirmed.clear()
        self._refused.clear()
        self._vouched, self._doubted = self._doubted, False
        try:
            await _whichever_ends(*self._conversation(connection))
        except Unreachable:
            pass
        except Busy as busy:
            return min(busy.seconds, _LONGEST_PATIENCE)
        except Rejected as rejection:
            return self._stopped_by(_rejected(rejection, self._line.table), _NEW_LINK)
        except Impostor:
            text = N_(
                "The computer at {address} is not the one this link belongs to: check the wifi, or ask "
                "the facilitator. Everything is saved here, and nothing is sent to it."
            )
            return self._stopped_by(Message(text, {"address": self._line.address}), _NEW_LINK)
        except NotAHub:
            text = N_("The computer at {address} is not running facilitate: check the wifi. Everything is saved here.")
            return self._stopped_by(Message(text, {"address": self._line.address}), _LATEST)
        except FacilitateError as error:  # this laptop's own disk
            return self._stopped_by(error.message, _LATEST)
        self._failures += 1
        longest = min(_LATEST, _SOON * 2.0 ** min(self._failures - 1, 10))
        return longest * random.uniform(0.5, 1)  # noqa: S311 -- so that six laptops do not knock at one moment

    def _conversation(self, connection: HubConnection) -> list[Coroutine[Any, Any, None]]:
        parts = [self._hear(connection), self._speak(connection)]
        if self._presence is not None:
            parts.append(self._presence.tell(connection, lambda: self._connected))
        return parts

    def _stopped_by(self, trouble: Message, pause: float) -> float:
        self._trouble = trouble
        return pause

    # What comes

    async def _hear(self, connection: HubConnection) -> None:
        async with aclosing(connection.journal()) as messages:
            async for message in messages:
                if message.name == "bye":
                    return
                self._take(message)

    def _take(self, message: HubMessage) -> None:
        if message.name == "closed":
            raise Rejected(_FORBIDDEN)
        if message.name == "session":
            if not isinstance(message.data, dict) or message.data.get("session") != self._line.session:
                raise Rejected(404)
            self._connected, self._trouble, self._failures = True, None, 0
            self.look()
        elif message.name == "events" and self._connected and isinstance(message.data, list):
            self._keep(message.data)
        elif message.name == "presence" and self._presence is not None:
            self._presence.take(message.data)
        else:
            return
        self._changed()

    def _keep(self, documents: Sequence[Any]) -> None:
        """Take in what a hub may send, and tell what it may not; nothing it sends ends the program."""
        events = events_of(documents)  # leaves out what is no event: the hub holds it
        self._recorder.refresh()
        new, left_out = from_hub(events, self._line.table, self._recorder.timeline, self._line.writer)
        self._recorder.ingest(new)
        known = self._recorder.timeline.event
        self._confirm(event.id for event in events if self._is_own(event) and known(event.id) == event)
        if left_out:
            text = N_("Some changes from the facilitator’s computer could not be applied here: {reason}")
            self._trouble = Message(text, {"reason": next(iter(left_out.values()))})

    # What goes

    async def _speak(self, connection: HubConnection) -> NoReturn:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._connected and (batch := self._batch()):
                try:
                    await self._push(connection, batch)
                except Busy as busy:
                    await self._nap(min(busy.seconds, _LONGEST_PATIENCE))

    def _batch(self) -> list[Event]:
        """Return the oldest of what the hub has not confirmed, as much as goes into one request."""
        batch: list[Event] = []
        size = 0
        for event in self._own():
            if event.id in self._confirmed or event.id in self._refused:
                continue
            size += len(str(document_of(event)).encode("utf-8", errors="replace"))
            if batch and (len(batch) == _MOST_AT_ONCE or size > _MOST_BYTES):
                break
            batch.append(event)
        return batch

    async def _push(self, connection: HubConnection, events: Sequence[Event]) -> None:
        """Hand events over; what is refused among many is found by halves, and does not stop the others."""
        try:
            left_out = await connection.push([document_of(event) for event in events])
        except Rejected as rejection:
            if rejection.status not in _NOT_THESE:
                raise
            if rejection.status == _FORBIDDEN and not self._vouched:
                self._doubted = True
                raise Unreachable from rejection
            if len(events) > 1:
                middle = len(events) // 2
                await self._push(connection, events[:middle])
                await self._push(connection, events[middle:])
                return
            left_out = {events[0].id: rejection.reason or str(rejection.status)}
        for event in events:
            if event.id in left_out:
                self._refused.add(event.id)
                self._trouble = self._not_taken(event, left_out[event.id])
        self._confirm(event.id for event in events if event.id not in left_out)
        self._changed()

    def _not_taken(self, event: Event, reason: str) -> Message:
        timeline = self._recorder.timeline
        idea = timeline.session.idea(_idea_of(event, timeline))
        if self._presence is not None:
            text = N_("A change is saved here, but the facilitator’s computer did not accept it: {reason}")
            return Message(text, {"reason": reason})
        return Message(
            N_("{ref} is saved here, but the facilitator’s computer did not accept it: {reason}"),
            {"ref": idea.ref if idea else event.id, "reason": reason},
        )

    def _confirm(self, ids: Iterable[str]) -> None:
        confirmed = set(ids)
        self._confirmed |= confirmed
        if new := confirmed - self._there:
            self._there |= new
            self._sent.add(sorted(new))

    def _own(self) -> list[Event]:
        return [event for event in self._recorder.timeline.events if self._is_own(event)]

    def _is_own(self, event: Event) -> bool:
        return event.by.startswith(self._line.writer)


def connector(link: HubLink, language: str, met: Callable[[str], None]) -> Callable[[], Awaitable[HubConnection]]:
    """Return what opens a connection to the hub at a link; `met` is called with the key it is known again by.

    To load HTTP takes a while: keys go on meanwhile.
    """

    def begin() -> HubConnection:
        from facilitate.web.laptop.http_client import HttpHubConnection

        return HttpHubConnection(link, language, met=met)

    return partial(asyncio.to_thread, begin)


def _is_trial(event: Event) -> bool:
    """Return whether an act is no idea that somebody waits for."""
    return isinstance(event.act, TrialRecorded)


def _idea_of(event: Event, timeline: Timeline) -> str:
    """Return the id of the idea an act is about."""
    while isinstance(event.act, Undone) and event.act.events and (target := timeline.event(event.act.events[0])):
        event = target
    return str(getattr(event.act, "idea", event.id))


def _rejected(rejection: Rejected, table: int) -> Message:
    if rejection.status == 404:  # noqa: PLR2004 -- our own: the line leads to another session
        return Message(N_("This link now opens another session: ask the facilitator. Everything is saved here."))
    if table == SYNTHESIS_SEAT:
        return Message(N_("This link no longer works: ask the facilitator for the new one. Everything is saved here."))
    return Message(
        N_("This table’s link no longer works: ask the facilitator for the new one. Everything is saved here.")
    )


async def _whichever_ends(*works: Coroutine[Any, Any, None]) -> None:
    """Do several things until one of them is over, however it ends; the others are called off."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
