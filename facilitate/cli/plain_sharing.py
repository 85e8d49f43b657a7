"""Sharing without a screen: the hub serves until somebody ends the program, and says who comes and goes."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable

from facilitate.cli.context import CliContext
from facilitate.cli.output import ExitCode
from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.labels import DEVICE, DEVICES, tables_tried
from facilitate.system import FIREWALL_ASKS, HANG_UP, on_ending
from facilitate.workshop.sharing.devices import FIREWALL, LOOPBACK, coming_and_going, tables_of
from facilitate.workshop.sharing.ports import Guest, Hub
from facilitate.workshop.sharing.printed_links import KINDS
from facilitate.workshop.workshop import Workshop

_COMES = N_("Table {table}: {device} has connected.")
_GOES = N_("Table {table}: {device} has disconnected.")
_APART = {
    (_COMES, SYNTHESIS_SEAT): N_("Synthesis: {device} has connected."),
    (_GOES, SYNTHESIS_SEAT): N_("Synthesis: {device} has disconnected."),
    (_COMES, DESK_SEAT): N_("Desk: {device} has connected."),
    (_GOES, DESK_SEAT): N_("Desk: {device} has disconnected."),
}
_ENDING = ("SIGINT", "SIGTERM", HANG_UP)


def serve(context: CliContext, slug: str, address: str, port: int) -> int:
    """Share a session until Ctrl+C or a signal to end."""
    # A command leaves its litter to the system when it ends; this one runs all day, and each request leaves some.
    gc.enable()
    workshop = context.sessions.open(slug)
    asyncio.run(PlainSharing(context, workshop).run(address, port))
    return ExitCode.DONE


class PlainSharing:
    """One hub, and what is said of it."""

    def __init__(self, context: CliContext, workshop: Workshop) -> None:
        self._context = context
        self._workshop = workshop
        self._hub: Hub = context.sharing.hub(workshop, self._tell)
        self._here: list[Guest] = []
        self._tried = ""
        self._ended = asyncio.Event()

    async def run(self, address: str, port: int) -> None:
        """Serve; raises what stopped the hub, if anything did."""
        if FIREWALL_ASKS and address != LOOPBACK:
            self._context.out.talk(self._context.language(FIREWALL))
        try:
            # Opened first: nothing is announced that is not so, and a signal before this ends the program as ever.
            await self._hub.open(address, port)
            on_ending(asyncio.get_running_loop(), _ENDING, lambda _number: self._ended.set())
            self._announce()
            await self._ended.wait()
        finally:
            await self._hub.close()
        if self._hub.trouble:
            raise FacilitateError(self._hub.trouble.text, **self._hub.trouble.params)

    def _announce(self) -> None:
        out, _ = self._context.out, self._context.language
        links = [(table, self._hub.link(table)) for table in tables_of(self._workshop.session)]
        if out.json:
            tables = [{"table": table, "link": link} for table, link in links]
            seats = {"synthesis": SYNTHESIS_SEAT, "desk": DESK_SEAT, "vote": VOTE_SEAT}
            apart = {name: self._hub.link(seat) for name, seat in seats.items()}
            out.data({"session": self._workshop.log.slug, "address": self._hub.address, "tables": tables, **apart})
        else:
            out.say(self._hub.address)
            named = [(str(table), link) for table, link in links]
            if self._workshop.session.votes:
                named.append((_(N_("Vote")), self._hub.link(VOTE_SEAT)))
            out.table([(name, link or _(N_("link closed"))) for name, link in named])
        out.flush()
        if self._hub.moved:
            out.talk(_.message(self._hub.moved))
        for wrong in self._context.sharing.misprinted(self._workshop, _, KINDS, self._hub.address):
            out.talk(f"! {wrong}")
        out.talk(_(N_("Sharing is on (Ctrl+C: turn off).")))

    def _tell(self) -> None:
        """Say who came and who went."""
        _ = self._context.language
        now = list(self._hub.guests())
        came, went = coming_and_going(self._here, now)
        self._here = now
        if self._hub.trouble:
            self._ended.set()
        self._say(came, _COMES, len(now))
        self._say(went, _GOES, len(now))
        tried = tables_tried(self._workshop.session, _)
        if tried and tried != self._tried:
            self._context.out.talk(f"{tried}.")
        self._tried = tried

    def _say(self, guests: Iterable[Guest], msgid: str, left: int) -> None:
        _ = self._context.language
        here = _(N_("No devices connected."))
        if left:
            here = _.plural("{n} device connected", "{n} devices connected", left) + "."
        for guest in guests:
            whose = _APART.get((msgid, guest.table), msgid)
            sentence = _(whose, table=guest.table, device=_(DEVICES.get(guest.device, DEVICE)))
            self._context.out.talk(f"{sentence} {here}")
