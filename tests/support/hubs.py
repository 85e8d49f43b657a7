"""A hub without a network: it opens, closes, and holds whom a test lets in."""

from __future__ import annotations

from datetime import UTC, datetime

from facilitate.domain.errors import Refused
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.workshop.sharing.devices import DESK, VOTE
from facilitate.workshop.sharing.ports import Guest, Interface

WLAN = Interface("wlan0", "192.168.1.10")
CABLE = Interface("eth0", "10.0.0.7")
HERE = Interface("localhost", "127.0.0.1")
TOKEN, KEY = "k7m2q-94xzt-0abcd-efgh", "01234-56789-abcde-fghjk"


class FakeHub:
    """What `facilitate.workshop.sharing.ports.Hub` asks for; `asked` keeps every call that opens or closes it."""

    def __init__(self, ways=(WLAN, CABLE, HERE)):
        self.ways = list(ways)
        self.address = ""
        self.trouble = None
        self.moved = None
        self.refusal = None
        self.unreadable = ""
        self.asked = []
        self.tokens = dict.fromkeys((*range(1, 41), SYNTHESIS_SEAT, DESK_SEAT, VOTE_SEAT), 1)
        self.here = []
        self._heard = []

    def interfaces(self):
        return self.ways

    async def open(self, address="", port=0):
        self.asked.append(("open", address, port))
        if self.refusal:
            raise Refused(self.refusal)
        self.trouble = None
        self.address = f"http://{address or self.ways[0].address}:{port or 8317}"
        self.changed()

    async def close(self):
        self.asked.append(("close",))
        self.address, self.here = "", []
        self.changed()

    def link(self, table):
        if self.unreadable:
            raise Refused(self.unreadable)
        number = self.tokens[table]
        path = {DESK_SEAT: DESK, VOTE_SEAT: VOTE}.get(table, "/")
        return f"{self.address}{path}#{TOKEN}{number}-{KEY}" if self.address and number else ""

    def renew(self, table):
        self.tokens[table] += 1
        self._out(table)

    def shut(self, table):
        self.tokens[table] = 0
        self._out(table)

    def guests(self):
        return self.here

    def listen(self, changed):
        self._heard.append(changed)

    def comes(self, table, device="phone"):
        self.here = [*self.here, Guest(table, device, datetime(2021, 12, 13, 13, tzinfo=UTC))]
        self.changed()

    def _out(self, table):
        self.here = [guest for guest in self.here if guest.table != table]
        self.changed()

    def changed(self):
        for heard in self._heard:
            heard()
