"""`HttpDepot`: a programme's server as the depot of one event, over HTTPS."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2

from facilitate import __version__
from facilitate.domain.errors import N_, LongDay, Message, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.text import one_line, without_controls
from facilitate.web.carriers.failures import failure_of, failure_of_server
from facilitate.workshop.sharing.depot import AccessRefused, DepotSession, DepotUnreachable, Reach, Receipt, WriterState
from facilitate.workshop.sharing.depot_access import DepotLink

MARK = "facilitate-depot"
OPENS, ALL_SESSIONS = "facilitate-depot-opens", "all"  # a header, where the token of a reader was sent
_TOGETHER = 1024 * 1024  # bytes of a push: half a minute on a line of a village
_PURGE = b'"kind":"session.purged"'
_CONNECT, _ANSWER, _GLANCE = 10.0, 120.0, 5.0
_ATTEMPTS, _PATIENCE = 4, 20
_LONGEST_REASON = 600
_OUT = (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN)
_NO = frozenset({400, 401, 403, 404, 405, 413})
_LATER = frozenset({429, 503})
_NO_DEPOT = N_(
    "What answers at {address} is no depot of facilitate: a page of the wifi may stand before it, or the address is "
    "another. Nothing was lost."
)
_OTHER_TIME = N_(
    "By this computer it is {here}, by the depot’s server {there}. Set the date and time of this computer: what is "
    "written here bears them."
)
_MOMENT = N_("{date}, {time}")
_CLOSE = timedelta(hours=1)
_BUSY = N_("The depot at {address} asks to wait. Nothing is lost; try again in a minute.")
_REASON = N_("The depot at {address} says: {reason}")


def is_depot(address: str) -> bool:
    """Return whether a programme's server answers at an address, rather than a shared folder; asked without a token.

    Raises `DepotUnreachable` where nothing answers.
    """
    with closing(HttpDepot(DepotLink(address.rstrip("/")), "en")) as depot:
        return depot.is_one()


def answers(address: str) -> bool:
    """Return whether a programme's server answers at an address of this very computer, and soon."""
    try:
        # There is no certificate on the way, and so none need be read.
        answer = httpx2.get(f"{address}/depot", timeout=_GLANCE, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    except (httpx2.HTTPError, OSError):
        return False
    found = _value(answer.content)
    return isinstance(found, dict) and MARK in found


class HttpDepot:
    """The depot behind a link, whose answers are in `language`.

    `purges` are the lines by which the session here tells of removals of personal data, the line ends included: the
    server takes what was cleared only from whoever knows of that.
    """

    def __init__(
        self,
        link: DepotLink,
        language: str,
        purges: bytes = b"",
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._link = link
        self.purges = purges
        headers = {"Accept-Language": language, "User-Agent": f"facilitate/{__version__}", "Accept": "*/*"}
        if link.token:
            headers["Authorization"] = f"Bearer {link.token}"
        self._client = httpx2.Client(
            base_url=link.address,
            headers=headers,
            timeout=httpx2.Timeout(_ANSWER, connect=_CONNECT),
            # On this computer there is no certificate, and so none need be read.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if link.address.startswith("http:") else True,
            transport=transport,
        )
        self.notices: list[Message] = []
        self._offers: dict[str, Sequence[WriterState]] = {}  # by session
        self._reads_all = False
        self._ahead = timedelta()  # how far the clock here is ahead of the server’s

    @property
    def address(self) -> str:
        """Where it is, without the token."""
        return self._link.address

    @property
    def reach(self) -> Reach:
        """What the token opens: one session, or all of them for reading alone."""
        return Reach(is_whole=self._reads_all, takes=not self._reads_all)

    @property
    def clock_notices(self) -> Sequence[Message]:
        """What is said where the date of this computer is another than the server’s."""
        if abs(self._ahead) < _CLOSE:
            return []
        here = datetime.now(UTC).astimezone()
        times = {"here": here, "there": here - self._ahead}
        moments = {each: Message(_MOMENT, {"date": LongDay(at.date()), "time": at}) for each, at in times.items()}
        return [Message(_OTHER_TIME, moments)]

    def is_one(self) -> bool:
        """Return whether it is a programme's server."""
        with self._named_errors():
            answer = self._client.get("/depot")
        found = _value(answer.content)
        return answer.status_code == httpx2.codes.OK and isinstance(found, dict) and MARK in found

    def sessions(self) -> Sequence[DepotSession]:
        """Return the sessions that the token opens."""
        return [DepotSession(str(each["session"]), str(each["name"])) for each in self._list("/sessions")]

    def offer(self, session: DepotSession) -> Sequence[WriterState]:
        """Return how far each writer of a session is there: as it was first told, until something is taken."""
        if session.session in self._offers:
            return self._offers[session.session]
        found = self._list(f"/sessions/{session.session}/journals")
        try:
            offers = [
                WriterState(str(each["writer"]), int(each["length"]), int(each["lines"]), str(each["checksum"]))
                for each in found
            ]
        except (KeyError, TypeError, ValueError):
            raise self._no_depot() from None
        self._offers[session.session] = offers
        return offers

    def give(self, session: DepotSession, writer: str, from_line: int) -> bytes:
        """Return the lines of a writer from that one on."""
        found: list[bytes] = []
        while True:
            answer = self._ask("GET", _path(session, writer), params={"from": str(from_line)})
            if MARK not in answer.headers:
                raise self._no_depot()
            if not answer.content:
                return b"".join(found)
            found.append(answer.content)
            from_line += answer.content.count(b"\n")

    def take(self, session: DepotSession, writer: str, from_line: int, lines: bytes) -> Receipt:
        """Hand over lines, a megabyte at a time; those that were acknowledged stay, whatever comes after them."""
        purges = self.purges + b"".join(
            line for line in lines.splitlines(keepends=True) if _PURGE in line and line not in self.purges
        )
        self._offers.pop(session.session, None)
        accepted = 0
        for start, part in _parts(from_line, lines):
            place = {"from": str(start), "name": session.name, "purges": str(purges.count(b"\n"))}
            answer = self._ask("POST", _path(session, writer), params=place, content=purges + part)
            found = _value(answer.content)
            if not isinstance(found, dict) or type(found.get("accepted")) is not int:
                raise self._no_depot()
            accepted += found["accepted"]
            refused = [_shown(each) for each in found.get("refused", ())]
            if refused:
                return Receipt(accepted, tuple(self._reason(each) for each in refused))
        return Receipt(accepted)

    def typology(self) -> Any:
        """Return the typology of the cycle as it was put there; None where nobody did."""
        return _value(self._ask("GET", "/typology").content)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _list(self, path: str) -> list[Any]:
        answer = self._ask("GET", path)
        self._reads_all, found = answer.headers.get(OPENS) == ALL_SESSIONS, _value(answer.content)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._no_depot()
        return found

    def _ask(self, method: str, path: str, **rest: Any) -> httpx2.Response:
        """Ask, and again a few times where the depot asks to wait; all that is asked may be asked twice."""
        for attempt in range(1, _ATTEMPTS + 1):
            with self._named_errors():
                answer = self._client.request(method, path, **rest)
            if answer.status_code not in _LATER:
                self._ahead = _apart(answer) or self._ahead
                self._judge(answer)
                return answer
            if attempt == _ATTEMPTS:
                raise _unreachable(self._why_later(answer))
            time.sleep(min(_PATIENCE, whole_number(answer.headers.get("retry-after", "")) or 1))
        raise self._no_depot()

    def _why_later(self, answer: httpx2.Response) -> Message:
        """Return why an answer asks to wait: the depot tells it, or what stands before one that does not run."""
        found = _value(answer.content)
        if answer.status_code == httpx2.codes.TOO_MANY_REQUESTS:
            return Message(_BUSY, {"address": self.address})
        if isinstance(found, dict) and isinstance(found.get("error"), str):
            return self._reason(_shown(found["error"]))
        return failure_of_server(answer.status_code, self.address)

    def _judge(self, answer: httpx2.Response) -> None:
        if answer.status_code == httpx2.codes.OK:
            return
        found = _value(answer.content)
        if answer.status_code in _NO and isinstance(found, dict) and isinstance(found.get("error"), str):
            reason = self._reason(_shown(found["error"]))
            raise (AccessRefused if answer.status_code in _OUT else Refused)(reason.text, **reason.params)
        if answer.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
            raise _unreachable(failure_of_server(answer.status_code, self.address))
        raise self._no_depot()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            raise _unreachable(failure_of(error, self.address)) from error

    def _no_depot(self) -> DepotUnreachable:
        return DepotUnreachable(_NO_DEPOT, address=self.address)

    def _reason(self, reason: str) -> Message:
        return Message(_REASON, {"address": self.address, "reason": reason})


def _unreachable(message: Message) -> DepotUnreachable:
    return DepotUnreachable(message.text, **message.params)


def _path(session: DepotSession, writer: str) -> str:
    from urllib.parse import quote

    return f"/sessions/{quote(session.session, safe='')}/journals/{quote(writer, safe='')}"


def _parts(from_line: int, lines: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines that go together, each time with the number of the first."""
    at = 0
    while at < len(lines):
        end = len(lines)
        if end - at > _TOGETHER:
            end = lines.rfind(b"\n", at, at + _TOGETHER) + 1 or lines.find(b"\n", at) + 1 or end
        part = lines[at:end]
        yield from_line, part
        from_line, at = from_line + part.count(b"\n"), end


def _value(content: bytes) -> Any:
    """Return what a JSON text says; None when it is none."""
    try:
        return json.loads(content.decode())
    except (ValueError, RecursionError):
        return None


def _apart(answer: httpx2.Response) -> timedelta:
    """Return how far the clock here is ahead of that of a server; nothing where its answer tells no time."""
    try:
        return datetime.now(UTC) - parsedate_to_datetime(answer.headers.get("date", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return timedelta()


def _shown(reason: object) -> str:
    return one_line(without_controls(reason))[:_LONGEST_REASON] if isinstance(reason, str) else ""
