"""The first time a link is used on a laptop: what it opens has to be asked, for nothing is here to fall back on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.web.laptop.protocol import Busy, HubConnection, Impostor, NotAHub, Rejected, Unreachable
from facilitate.workshop.sharing.link import HubLink, Invitation

_PATIENCE = 8.0
_TABLES = (*range(1, 100), SYNTHESIS_SEAT)  # what a reference has room for


@dataclass(frozen=True, slots=True)
class Handshake:
    """What the hub said first: what the link opens, and events, so that the first picture has its question.

    `link` is the link with the key by which the hub is known again.
    """

    link: HubLink
    invitation: Invitation
    documents: Sequence[Any]


def handshake(link: HubLink, language: str) -> Handshake:
    """Ask the hub what a link opens; raises `Refused` with what to do when there is no answer."""
    from facilitate.web.laptop.http_client import HttpHubConnection

    try:
        return asyncio.run(_first_words_of(HttpHubConnection(link, language)))
    except Rejected:
        raise Refused(N_("This link no longer works. Ask the facilitator for the table’s current link.")) from None
    except Impostor:
        raise Refused(
            N_(
                "The computer at {address} does not recognise this link: a character may be mistyped, or "
                "it is another session, other software or an older version. Nothing was sent to it. "
                "Compare the link with the table’s card, check the wifi, or ask the facilitator."
            ),
            address=link.address,
        ) from None
    except NotAHub:
        raise Refused(
            N_(
                "The computer at {address} is not running facilitate. Check the address, and that this "
                "computer is on the room’s wifi."
            ),
            address=link.address,
        ) from None
    except (Unreachable, Busy):
        raise Refused(
            N_(
                "No answer from the facilitator’s computer at {address}. Check that this computer is on the room’s "
                "wifi and that sharing is on. Meanwhile, take notes on paper or, if this computer has a copy of the "
                "session, with “facilitate note SESSION --table N”; “facilitate collect” will then bring everything "
                "together."
            ),
            address=link.address,
        ) from None


async def _first_words_of(connection: HubConnection) -> Handshake:
    try:
        return await first_words(connection)
    finally:
        await connection.close()


async def first_words(connection: HubConnection, seconds: float = _PATIENCE) -> Handshake:
    """Return what the hub says first, within so many seconds; events that take longer are left for later."""
    invitation = None
    try:
        async with asyncio.timeout(seconds), aclosing(connection.journal()) as messages:
            async for message in messages:
                if message.name == "session":
                    invitation = _invitation(message.data)
                elif invitation and message.name == "events" and isinstance(message.data, list):
                    return Handshake(connection.link, invitation, message.data)
                elif message.name == "closed":
                    raise Rejected(403)
    except TimeoutError:
        pass
    if invitation is None:
        raise Unreachable
    return Handshake(connection.link, invitation, ())


def _invitation(data: Any) -> Invitation:
    try:
        session, home, slug, title = (str(data[name]) for name in ("session", "home", "slug", "title"))
        table = int(data["table"])
    except (KeyError, TypeError, ValueError, OverflowError):
        raise NotAHub from None
    if table not in _TABLES:
        raise NotAHub
    return Invitation(session, home, slug, title, table)
