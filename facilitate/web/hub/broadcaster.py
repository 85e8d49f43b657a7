"""Follows the session for all who are connected: looks what is new, and wakes those whom it concerns."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from itertools import count
from typing import Any, TypeVar

from facilitate.domain.errors import FacilitateError
from facilitate.domain.event import Event
from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea, Status
from facilitate.domain.values.wall import WallContent
from facilitate.labels import closed_at
from facilitate.web.hub.clients import Clients, HubPresence
from facilitate.web.hub.json_documents import event, heading_document, idea_document, is_coming, speed_of
from facilitate.web.hub.table_feed import RoomAsks, TableFeed, TableHeading
from facilitate.web.serving.middleware import Unforeseen
from facilitate.workshop.report.readback import lists_of
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.rounds import round_for_ideas, rounds_ahead
from facilitate.workshop.sharing.arrivals import TableEvents, touched
from facilitate.workshop.sharing.devices import path_of
from facilitate.workshop.sharing.ports import Keys
from facilitate.workshop.views.capture import timer_face
from facilitate.workshop.workshop import Workshop

Answer = TypeVar("Answer")

_LOOK = 0.1
_LOOKS_FOR_A_KEY = 5  # links may be renewed by another program too
# Telling costs a fraction of a millisecond for each who listens: the more there are, the more is told at once.
_TOGETHER = 0.02
_TOGETHER_EACH = 0.001


class Broadcaster:
    """One run of the hub. `changed` is called when something was new."""

    def __init__(
        self,
        workshop: Workshop,
        clients: Clients,
        keys: Keys,
        changed: Callable[[], None],
        unforeseen: Unforeseen,
    ) -> None:
        self._keys = keys
        self.workshop = workshop
        self.clients = clients
        self._changed = changed
        self._unforeseen = unforeseen
        self.run = secrets.token_hex(4)
        self._feeds: dict[int, TableFeed] = {}
        self._version = workshop.recorder.version
        self._last_told = 0.0
        self._due: asyncio.TimerHandle | None = None
        self._on_their_way: set[asyncio.Future[Any]] = set()
        self._seen: dict[int, TableEvents] = {}
        self._looked_at = len(workshop.recorder.arrived)
        self.presence = HubPresence(workshop.log.presence, clients)

    async def follow(self) -> None:
        """Look for what others write (the facilitator, other programs), until cancelled."""
        for look in count(1):
            await asyncio.sleep(_LOOK)
            try:
                if look % _LOOKS_FOR_A_KEY == 0:
                    self.clients.show_out(self._keys.table_of)
                self.presence.look()
                self.workshop.recorder.refresh()
                self.tell()
            except FacilitateError:
                pass  # the screens follow the same session, and say what is wrong with it
            except Exception as error:  # noqa: BLE001 -- one look that goes wrong must not end the looking
                self._unforeseen(error)

    async def kept(self, acts: Awaitable[Answer]) -> Answer:
        """Wait for acts to be on the disk; `all_kept` waits for them as well."""
        mine = asyncio.ensure_future(acts)
        self._on_their_way.add(mine)
        mine.add_done_callback(self._on_their_way.discard)
        return await mine

    async def all_kept(self, seconds: float) -> None:
        """Wait for what devices asked for already, for so long at most."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=seconds)

    def nudge(self) -> None:
        """Send soon what was just written; what is written within a moment is sent together."""
        if self._due is None:
            loop = asyncio.get_running_loop()
            together = _TOGETHER + _TOGETHER_EACH * len(self.clients)
            self._due = loop.call_at(max(loop.time(), self._last_told + together), self._tell_now)

    def feed(self, table: int) -> TableFeed:
        """Return the feed of what that table's devices are told."""
        if table not in self._feeds:
            ideas = self.workshop.session.ideas.values()
            self._feeds[table] = TableFeed(self._headings()(table), [idea for idea in ideas if idea.table == table])
        return self._feeds[table]

    def seen_by(self, table: int) -> Sequence[Event]:
        """Return the events a table's laptop gets, found once for all of its laptops; more come at the end."""
        if table not in self._seen:
            self._seen[table] = TableEvents(self.workshop.recorder, table)
        return self._seen[table].all()

    def written_heading(self, table: int, mark: str) -> bytes:
        """Return the heading above a table’s ideas now, as a server-sent event."""
        return event("about", heading_document(self._headings()(table)), mark)

    def _written(self, idea: Idea, mark: str) -> bytes:
        return event("idea", idea_document(self.workshop, idea), mark)

    def _tell_now(self) -> None:
        self._due = None
        self._last_told = asyncio.get_running_loop().time()
        try:
            self.tell()
        except Exception as error:  # noqa: BLE001 -- nobody above this but the loop
            self._unforeseen(error)

    def tell(self) -> None:
        """Wake the clients whom something new concerns."""
        if self.workshop.recorder.version == self._version:
            return
        self._version = self.workshop.recorder.version
        news = self._news()
        for client in self.clients:
            if client.everything or client.table in news:
                client.wake.set()
        self._changed()

    def _news(self) -> set[int]:
        """Put what is new into the feeds; returns the tables it concerns."""
        news = set()
        for idea in self._fresh():
            self._feeds[idea.table].tell(idea, partial(self._written, idea))
            news.add(idea.table)
        heading = self._headings()
        return news | {table for table, feed in self._feeds.items() if feed.head(heading(table))}

    def _fresh(self) -> list[Idea]:
        feeds, session, arrived = self._feeds, self.workshop.session, self.workshop.recorder.arrived
        new, self._looked_at = arrived[self._looked_at :], len(arrived)
        ideas = filter(None, map(session.idea, touched(new, self.workshop.timeline)))
        return [idea for idea in ideas if idea.table in feeds and not feeds[idea.table].knows(idea)]

    @property
    def asks(self) -> RoomAsks | None:
        """What the whole room is asked now, and where."""
        session = self.workshop.session
        if any(vote.is_open for vote in session.votes.values()):
            return RoomAsks("vote", path_of(self._keys, VOTE_SEAT))
        if session.feedback and session.feedback.is_open:
            return RoomAsks("feedback", path_of(self._keys, VOTE_SEAT))
        return _reporting(session)

    def _headings(self) -> Callable[[int], TableHeading]:
        """Return what makes the heading of each table at this moment; what they share is found once."""
        session, now = self.workshop.session, self.workshop.clock.now()
        day = agenda(session, now)
        timer, turn = timer_face(day), round_for_ideas(session, now)
        asked = session.plan.phase(session.phase_for_ideas)
        title, phase, phases = session.plan.title, asked.key if asked else "", session.plan.tables_phases
        trial, on = session.before_ideas, not session.is_between(asked)
        is_read = asked is not None and session.reading_back == asked.key and not day.over
        reading, asks = lists_of(session, asked) if asked and is_read else (), self.asks

        def heading(table: int) -> TableHeading:
            setup = asked.table(table) if asked else None
            question = asked.question_of(table, turn) if asked else ""
            closed, rounds = closed_at(session, table), rounds_ahead(day.current, table)
            return TableHeading(
                title, question, timer, now.timestamp(), phase, phases, setup, closed, turn, rounds, speed_of(session),
                trial, on, asked.status_in(turn) if asked else Status.TO_CREATE,
                next((each for each in reading if each.table == table), None), table in session.calls, asks,
                is_coming(session, table, now),
            )  # fmt: skip

        return heading


def _reporting(session: Session) -> RoomAsks | None:
    """Return which table reports back and which ones are still to come, while that is projected; else nothing."""
    speaking = session.report_back
    phase = session.plan.phase(speaking.phase) if speaking and speaking.table else None
    if session.wall is not WallContent.REPORT or speaking is None or phase is None:
        return None
    from facilitate.workshop.views.reportback import report_back  # only this part of the day needs it

    later = tuple(each.table for each in report_back(session, phase) if not each.has_spoken)
    return RoomAsks("report", "", speaking.table, later)
