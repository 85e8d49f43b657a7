"""Sharing a session with devices: its hub and keys, where that is found, and a laptop's line to a hub elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT, table_role

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.export.publish import Publisher
    from facilitate.files import Written
    from facilitate.store.hub_tokens import FolderKeys
    from facilitate.workshop.report.wording import Translator
    from facilitate.workshop.sharing.link import HubLink
    from facilitate.workshop.sharing.ports import Hub, Uplink
    from facilitate.workshop.workshop import Workshop

_PATIENCE = 2.0  # seconds until a hub that does not answer is taken for gone
_LONGEST = 4_000
_TO_COME = N_("Sharing is off: its address will be {address}.")
_TAKEN = N_(
    "Sharing is off, and something else is using its address {address}: turn sharing on, then run this command again."
)


class Sharing:
    """The hubs of this program, one for a session, and the lines of its tables to hubs of other programs."""

    def __init__(self, sessions: Sessions, publisher: Publisher, language: str, environ: Mapping[str, str]) -> None:
        self._sessions = sessions
        self._workspace = sessions.workspace
        self._publisher = publisher
        self._language = language
        self._environ = environ
        self._hubs: dict[str, Hub] = {}

    def keys(self, slug: str) -> FolderKeys:
        """The tokens of a session’s tables."""
        from facilitate.store.hub_tokens import FolderKeys

        return FolderKeys(self._workspace.folder(slug), self._workspace.machine, self._sessions.noticed)

    def hub(self, workshop: Workshop, changed: Callable[[], None]) -> Hub:
        """One hub for a session, however often it is asked for; it goes on with the first workshop.

        It listens once it is opened. `changed` is called whenever something happens at it.
        """
        slug = workshop.log.slug
        if slug not in self._hubs:
            hub = self._made(workshop)
            hub.listen(changed)
            self._hubs[slug] = hub
            self._sessions.shared[slug] = workshop
        return self._hubs[slug]

    def _made(self, workshop: Workshop) -> Hub:
        from facilitate.web.hub.hub import RoomHub
        from facilitate.web.serving.limits import limits_of

        return RoomHub(workshop, self.keys(workshop.log.slug), limits_of(self._environ), self._keep)

    def _keep(self, error: Exception) -> None:
        """Write down what went wrong at the hub; the tables and the screen go on."""
        from facilitate.cli.crash_report import keep

        keep(error, self._environ)

    def open_hub(self, workshop: Workshop) -> Hub | None:
        """The hub of that session if anybody has asked for it; asking for this loads nothing."""
        return self._hubs.get(workshop.log.slug)

    def was_open(self, workshop: Workshop) -> bool:
        """Whether a hub of that session was open before, in this program or in one that has ended."""
        from facilitate.store.private_files import FOLDER, KEYS

        if not (self._workspace.folder(workshop.log.slug) / FOLDER / KEYS).exists():
            return False  # the first picture waits for no more than it shows
        return bool(self.keys(workshop.log.slug).place[1])

    def address_elsewhere(self, workshop: Workshop) -> str:
        """Where another program shares that session now, or nothing: its hub is asked, for it may have been killed."""
        return self._open_at(workshop.log.slug)

    def devices(self) -> int:
        """How many devices are connected to this program."""
        return sum(len(hub.guests()) for hub in self._hubs.values())

    async def close_hubs(self) -> None:
        """Say goodbye to every device: the program ends."""
        for hub in self._hubs.values():
            await hub.close()

    def place_now(self, slug: str, on: str = "", port: int = 0) -> tuple[str, Message]:
        """The address of the hub that is open, in whichever program, or else to come, and the sentence that says so."""
        from facilitate.web.hub.interfaces import answers

        there = "" if on or port else self._open_at(slug)
        if there:
            return there, Message(N_("Sharing is on at {address}."), {"address": there})
        address = self.address(slug, on, port)
        return address, Message(_TAKEN if answers(address) else _TO_COME, {"address": address})

    def _open_at(self, slug: str) -> str:
        """The address at which a program shares that session now; its hub is asked, for it may have been killed."""
        keys = self.keys(slug)
        return keys.open_at if keys.open_at and _is_hub(keys.open_at, keys.key(SYNTHESIS_SEAT)) else ""

    def printing_place(self, slug: str, on: str = "", port: int = 0) -> tuple[str, Message]:
        """The address for links on sheets that are about to be printed, and what is said of it; raises `Refused`."""
        import ipaddress

        from facilitate.workshop.sharing.printed_links import printing_message

        if on:
            try:
                ipaddress.IPv4Address(on)
            except ValueError:
                raise Refused(N_("“{address}” is not an address such as 192.168.1.10."), address=on) from None
        there = "" if on or port else self._open_at(slug)
        address = there or self.address(slug, on, port)
        return address, printing_message(address, is_open=bool(there), is_wanted=bool(on or port))

    def misprinted(self, workshop: Workshop, _: Translator, kinds: Sequence[str], address: str = "") -> list[str]:
        """Sentences on sheets of these kinds whose QR codes lead elsewhere than to `address`.

        Without one it is that of the hub which is open, in whichever program, or else to come.
        """
        from facilitate.store.private_files import FOLDER, KEYS

        slug = workshop.log.slug
        if not (self._workspace.folder(slug) / FOLDER / KEYS).exists():
            return []
        from facilitate.workshop.sharing.printed_links import CLOSING, SLIPS, misprinted_words

        asked = workshop.session.feedback
        useless = [
            *([] if workshop.votes.printed.codes else [SLIPS]),
            *([CLOSING] if asked and not asked.is_open else []),
        ]
        known = [each for each in self.keys(slug).printed if each.kind in kinds and each.kind not in useless]
        if not known:
            return []
        return [*misprinted_words(known, address or self._open_at(slug) or self.address(slug), _)]

    def desk_link(self, workshop: Workshop) -> tuple[str, Message]:
        """The link of the desk's phones at the hub that is open in a program, or else to come."""
        from facilitate.workshop.sharing.devices import link

        address, sentence = self.place_now(workshop.log.slug)
        return link(address, self.keys(workshop.log.slug), DESK_SEAT), sentence

    def voting_link(self, workshop: Workshop) -> str:
        """The link by which the room votes, empty while no program shares the session."""
        from facilitate.workshop.sharing.devices import link

        is_open = self.was_open(workshop) and self.address_elsewhere(workshop)  # or here: it is asked alike
        keys = self.keys(workshop.log.slug) if is_open else None
        return link(keys.open_at, keys, VOTE_SEAT) if keys else ""

    def address(self, slug: str, on: str = "", port: int = 0) -> str:
        """The address at which the hub will be once it is opened, unless its port is taken."""
        from facilitate.web.hub.interfaces import usual
        from facilitate.workshop.sharing.link import USUAL_PORT

        last, its_port = self.keys(slug).place
        return f"http://{on or usual(last)}:{port or its_port or USUAL_PORT}"

    def write_cards(self, workshop: Workshop, address: str = "", *, replace: bool = False) -> Written:
        """Write the cards of the tables for that address, or for that of the hub as it is or would be."""
        slug, hub = workshop.log.slug, self.open_hub(workshop)
        where = address or (hub.address if hub else "") or self.place_now(slug)[0]
        from facilitate.workshop.sharing.printed_links import CARDS, PrintedLinks

        written = self._publisher.write_cards(slug, workshop.session, self.keys(slug), where, replace=replace)
        self.keys(slug).keep_printed(PrintedLinks(CARDS, where, 1), afresh=True)
        return written

    def join_hub(self, link: HubLink, table: int | None = None) -> tuple[str, int]:
        """The copy here of what a link opens, and its table; the hub is asked when the link was never used here."""
        from facilitate.store.replica import Replicas

        replicas = Replicas(self._workspace)
        replica = replicas.known(link)
        news: Sequence[Any] = ()
        if replica is None:
            from facilitate.web.laptop.handshake import handshake

            met = handshake(link, self._language)
            _check_table(met.invitation.table, table)
            replica, news = replicas.settle(met.link, met.invitation), met.documents
        _check_table(replica.table, table)
        if news:
            replicas.keep(self._sessions.open(replica.slug).recorder, replica.table, news)
        return replica.slug, replica.table

    def linked(self, slug: str, table: int) -> bool:
        """Whether a session here is a laptop’s copy that came by a link to that table, or to the synthesis."""
        from facilitate.store.private_files import FOLDER, LINKS

        if not (self._workspace.folder(slug) / FOLDER / LINKS).exists():
            return False  # nearly always, and the first picture waits for no more than it shows
        from facilitate.store.replica import Replicas

        return Replicas(self._workspace).of(slug, table) is not None

    def uplink(self, workshop: Workshop, table: int) -> Uplink | None:
        """The line from a laptop’s copy to its hub; None for a session that was never linked to one."""
        slug = workshop.log.slug
        if not self.linked(slug, table):
            return None
        from facilitate.store.replica import Replicas

        replicas = Replicas(self._workspace)
        replica = replicas.of(slug, table)
        if replica is None:
            return None
        from facilitate.web.laptop.uplink import HubUplink, LocalReplica, connector

        writer = f"{table_role(table)}.{self._workspace.machine}"
        line = LocalReplica(replicas.session(replica), table, writer, replica.link.address)
        met = partial(replicas.remember, replica)
        return HubUplink(workshop.recorder, line, connector(replica.link, self._language, met), replicas.sent(replica))


def _is_hub(address: str, key: str) -> bool:
    """Return whether the hub of that key is at an address: one that was killed may have left it to anybody."""
    from http.client import HTTPConnection, HTTPException
    from urllib.parse import urlsplit

    from facilitate.workshop.sharing.link import plain_token
    from facilitate.workshop.sharing.proof import name_of, nonce, proof

    place, question, secret = urlsplit(address), nonce(), plain_token(key)
    line = HTTPConnection(place.hostname or "", place.port, timeout=_PATIENCE)
    with suppress(OSError, ValueError, HTTPException, KeyError, TypeError), closing(line):
        line.request("GET", f"/hello?nonce={question}&name={name_of(secret)}")
        proven = json.loads(line.getresponse().read(_LONGEST))["proof"]
        return bool(proven == proof(secret, question, place.netloc))
    return False


def _check_table(opened: int, asked: int | None) -> None:
    if opened == SYNTHESIS_SEAT != asked:
        raise Refused(N_("This link is for the synthesis: open it with “facilitate sort”, then the link in quotes."))
    if asked == SYNTHESIS_SEAT != opened:
        raise Refused(
            N_("This link is for table {opened}: open it with “facilitate note”, then the link in quotes."),
            opened=opened,
        )
    if asked not in (None, opened):
        raise Refused(N_("This link is for table {opened}, not table {asked}."), opened=opened, asked=asked)
