"""The conversation with the hub over HTTP."""

from __future__ import annotations

import hmac
import json
import ssl
from asyncio import timeout
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import replace
from typing import Any

import httpx2

from facilitate import __version__
from facilitate.domain.numbers import whole_number
from facilitate.domain.text import one_line, without_controls
from facilitate.web.laptop.protocol import Busy, HubMessage, Impostor, NotAHub, Rejected, Unreachable
from facilitate.workshop.sharing.link import HubLink
from facilitate.workshop.sharing.proof import covered, name_of, nonce, proof, secret_of

# The hub says something every ten seconds: two missed beats and the line is dead, whatever the system believes.
_SILENCE = 25.0
_CONNECT, _ANSWER, _WHOLE_ANSWER = 5.0, 15.0, 30.0
_LONGEST_MESSAGE, _LONGEST_ANSWER, _LONGEST_REASON = 16 * 1024 * 1024, 64 * 1024, 300
_NO = frozenset({400, 401, 403, 409, 413})
_LATER = frozenset({429, 503})
_NOT_KNOWN = frozenset({400, 401, 403, 404, 405})  # what other hubs, or those of earlier versions, say to the question
_PATIENCE = 5.0


class HttpHubConnection:
    """A conversation with the hub at a link, in the language of whoever reads its answers.

    `met` is called with the key by which the hub is known again, when the link had none.
    """

    def __init__(
        self,
        link: HubLink,
        language: str,
        transport: httpx2.AsyncBaseTransport | None = None,
        met: Callable[[str], None] = lambda _key: None,
    ) -> None:
        self._link = link
        self._met = met
        self._client = httpx2.AsyncClient(
            base_url=link.address,
            headers={
                "Accept-Language": language,
                "User-Agent": f"facilitate/{__version__}",
            },
            timeout=httpx2.Timeout(_ANSWER, connect=_CONNECT),
            trust_env=False,  # a proxy named in the environment leads out of the room
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),  # the room's hub has no certificate: none need be read
            transport=transport,
        )

    @property
    def link(self) -> HubLink:
        """The link to the hub, with the key by which the hub is known again."""
        return self._link

    async def journal(self) -> AsyncGenerator[HubMessage, None]:
        """Yield the hub's messages, for as long as the connection lasts."""
        patience = httpx2.Timeout(_SILENCE, connect=_CONNECT)
        with _named_errors():
            headers = await self._entrance()
            async with self._client.sse(
                "/journal", headers=headers, timeout=patience, max_event_size=_LONGEST_MESSAGE
            ) as source:
                await _judge(source.response)
                if not source.response.headers.get("content-type", "").startswith("text/event-stream"):
                    raise NotAHub
                async with aclosing(aiter(source)) as messages:  # type: ignore[type-var]
                    async for message in messages:
                        yield HubMessage(message.event, _value(message.data))

    async def push(self, documents: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
        """Hand over events; when this returns they are on the hub's disk, but for those left out, with the reason."""
        with _named_errors():
            headers = await self._entrance()
            async with (
                timeout(_WHOLE_ANSWER),
                self._client.stream("POST", "/journal", headers=headers, json={"events": documents}) as answer,
            ):
                await _judge(answer)
                reply = _value(await _body(answer))
        # A wifi's own page says 200 to anything: only the hub's own word counts.
        if not isinstance(reply, dict) or type(reply.get("kept")) is not int:
            raise NotAHub
        return _left_out(reply)

    async def tell(self, here: Sequence[Mapping[str, str]]) -> None:
        """Say who is at the synthesis on this laptop, and what is selected there."""
        with _named_errors():
            headers = await self._entrance()
            async with (
                timeout(_WHOLE_ANSWER),
                self._client.stream("POST", "/presence", headers=headers, json={"here": here}) as answer,
            ):
                await _judge(answer)

    async def _entrance(self) -> dict[str, str]:
        """Return the header that opens the hub, once it has proved to be the one; raises `NotAHub`.

        Whatever opened the line a moment ago, something else may answer now: it is asked before each request.
        """
        secret, question = secret_of(self._link), nonce()
        asked = {"nonce": question, "name": name_of(secret)}
        async with timeout(_WHOLE_ANSWER), self._client.stream("GET", "/hello", params=asked) as answer:
            if answer.status_code not in _NOT_KNOWN:
                await _judge(answer)
            reply = _value(await _body(answer))
            host = answer.request.headers["host"].lower()
        if not isinstance(reply, dict):
            raise NotAHub
        covered_key = str(reply.get("key", ""))
        if not _same(reply.get("proof"), proof(secret, question, host, covered_key)):
            raise Impostor
        if not self._link.key and covered_key:
            self._link = replace(self._link, key=covered(covered_key, secret, question))
            self._met(self._link.key)
        return {"Authorization": f"Bearer {self._link.token}"}

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()


def _same(one: object, other: str) -> bool:
    return isinstance(one, str) and hmac.compare_digest(one.encode(errors="replace"), other.encode())


@contextmanager
def _named_errors() -> Iterator[None]:
    """What can go wrong on the way, in our own words."""
    try:
        yield
    except httpx2.SSEError as error:
        raise NotAHub from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, TimeoutError) as error:
        raise Unreachable(str(error)) from error


async def _judge(answer: httpx2.Response) -> None:
    status = answer.status_code
    if status == httpx2.codes.OK:
        return
    if status in _NO:
        reply = _value(await _body(answer))
        reason = reply.get("error") if isinstance(reply, dict) else None
        raise Rejected(status, _shown(reason))
    if status in _LATER:
        after = answer.headers.get("retry-after", "")
        seconds = whole_number(after)
        raise Busy(_PATIENCE if seconds is None else seconds)
    if status == httpx2.codes.REQUEST_TIMEOUT or status >= httpx2.codes.INTERNAL_SERVER_ERROR:
        raise Unreachable(str(status))
    raise NotAHub


def _left_out(reply: Mapping[str, Any]) -> dict[str, str]:
    """Return what a hub did not keep, with its reasons; a hub of an earlier version keeps all or refuses all."""
    found = reply.get("left_out")
    named = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return {str(each.get("id")): _shown(each.get("reason")) for each in named}


def _shown(reason: object) -> str:
    return one_line(without_controls(reason))[:_LONGEST_REASON] if isinstance(reason, str) else ""


async def _body(answer: httpx2.Response) -> str:
    """Return the beginning of an answer, as much as any answer of a hub can be long."""
    parts, length = [], 0
    async for part in answer.aiter_bytes():
        parts.append(part)
        length += len(part)
        if length > _LONGEST_ANSWER:
            break
    return b"".join(parts).decode("utf-8", errors="replace")


def _value(text: str) -> Any:
    """Return what a JSON text says; None when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
