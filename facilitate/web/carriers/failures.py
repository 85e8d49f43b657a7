"""Why a depot on the network could not be reached, as a sentence that says who has to do what."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

import httpx2

from facilitate.domain.errors import N_, Message

_STOPPED = N_(
    "{depot} can be reached, but nothing answers there: the server is not running. Ask whoever looks after it to start "
    "it, then do the same again. Nothing is lost."
)
_STOPPED_HERE = N_(
    "Nothing answers at {depot}: no server runs at that port of this computer. Check the address, or start it there "
    "as before (“facilitate depot serve --listen {listen}”, with --folder or --database if it had one), then do the "
    "same again. Nothing is lost."
)
_NO_NAME = N_(
    "{host} cannot be found: this computer has no internet, or the address {depot} has a mistake. Check both, then do "
    "the same again. Nothing is lost."
)
_SILENT = N_(
    "{depot} does not answer in time: the network here is slow or cut, or the server is down. Try again later, or with "
    "another network. Nothing is lost."
)
_CUT = N_("The connection with {depot} was cut: do the same again, it goes on from there. Nothing is lost.")
_CERTIFICATE = N_(
    "{depot} is not known to be what it says: its certificate is not valid here. Check the address and the date of "
    "this computer. Nothing was sent."
)
_NO_TLS = N_("{depot} does not speak https: check the address; on a public wifi, log in to it first. Nothing was sent.")
_BEHIND = N_(
    "{depot} can be reached, but what keeps the sessions behind it is not running (error {status}). Ask whoever looks "
    "after the server to start it, then do the same again. Nothing is lost."
)
_BROKEN = N_(
    "Something went wrong on the server of {depot} (error {status}). Try again in a few minutes; if it goes on, tell "
    "whoever looks after it. Nothing is lost."
)
_WRONG_REQUEST = N_("{depot} is no address that can be asked. Check it. Nothing was sent.")
_GATEWAY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def failure_of(error: BaseException, address: str) -> Message:
    """Return what an error of the network means for whoever asked an address; its own words may hold secrets."""
    parts = urlsplit(address)
    host = parts.hostname or address
    listen = f"{'[::1]' if ':' in host else '127.0.0.1'}:{_port(parts)}"
    names = {"depot": address, "host": host, "listen": listen}
    causes = list(_causes(error))
    for kinds, text in (
        ((ssl.SSLCertVerificationError,), _CERTIFICATE),
        ((ssl.SSLError,), _NO_TLS),
        ((socket.gaierror,), _NO_NAME),
        ((ConnectionRefusedError,), _STOPPED_HERE if host in _HERE else _STOPPED),
        ((httpx2.TimeoutException, TimeoutError), _SILENT),
        ((httpx2.InvalidURL, httpx2.UnsupportedProtocol), _WRONG_REQUEST),
        ((httpx2.ConnectError,), _SILENT),
    ):
        if any(isinstance(cause, kinds) for cause in causes):
            return Message(text, names)
    return Message(_CUT, names)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return 0


def failure_of_server(status: int, address: str) -> Message:
    """Return what an answer of 500 or above means."""
    return Message(_BEHIND if status in _GATEWAY else _BROKEN, {"depot": address, "status": status})


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
