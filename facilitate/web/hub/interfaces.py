"""The ways this machine can be reached, and a socket on one of them."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import ifaddr

from facilitate.domain.errors import N_, Refused
from facilitate.files import system_reason
from facilitate.workshop.sharing.ports import Interface

_NEXT_PORTS = 50
_PATIENCE = 1.0  # seconds until an address that nothing answers at is given up
_HERE = Interface("localhost", "127.0.0.1")
# Nobody has it (RFC 5737), but asking the system how it would be reached tells by which address others reach us.
_SOMEWHERE = ("192.0.2.1", 9)
_MADE_UP = ("docker", "br-", "veth", "virbr", "vbox", "vmnet")
# Windows tells who made an adapter, not what it is called.
_MADE_UP_ON_WINDOWS = ("Hyper-V", "VirtualBox", "VMware", "TAP-")
_SEND_BUFFER = 131_072
_MOST_WAITING = 128


def interfaces() -> list[Interface]:
    """Return every address of this machine in IPv4, the likeliest first, the machine itself last."""
    likeliest = _likeliest()
    found = [each for each in _all() if not ipaddress.ip_address(each.address).is_loopback]
    return [*sorted(found, key=lambda each: _unlikely(each, likeliest)), _HERE]


def usual(last: str) -> str:
    """Return last time's address where this machine still has it, else the likeliest."""
    there = [each.address for each in interfaces()]
    return last if last in there else there[0]


def answers(address: str) -> bool:
    """Return whether anything listens at an address such as `http://192.0.2.7:8317`."""
    place = urlsplit(address)
    with suppress(OSError, ValueError), socket.create_connection((place.hostname, place.port), _PATIENCE):
        return True
    return False


def _unlikely(interface: Interface, likeliest: str) -> tuple[bool, bool, bool]:
    made_up = interface.name.startswith(_MADE_UP) or any(word in interface.name for word in _MADE_UP_ON_WINDOWS)
    return interface.address != likeliest, made_up, ipaddress.ip_address(interface.address).is_link_local


def _all() -> Iterator[Interface]:
    for adapter in ifaddr.get_adapters():
        for each in adapter.ips:
            if isinstance(each.ip, str):
                yield Interface(adapter.nice_name, each.ip)


def _likeliest() -> str:
    """Return the address that packets to other networks would leave from; none is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_SOMEWHERE)
        except OSError:
            return ""
        return str(asking.getsockname()[0])


def listening(address: str, port: int, stall_seconds: float) -> socket.socket:
    """Return a socket that listens on that address only, at that port or the next free one; raises `Refused`."""
    family = _family(address)
    for candidate in range(port, min(port + _NEXT_PORTS, 65_536)):
        # Named as TCP, for asyncio switches Nagle's delay off (40 ms on kept-alive connections) for that only.
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            _prepare(made, stall_seconds)
            made.bind((address, candidate))
            made.listen(_MOST_WAITING)
        except OSError as error:
            made.close()
            if error.errno == errno.EADDRINUSE:
                continue
            raise _not_heard(address, candidate, error) from error
        made.settimeout(0)
        return made
    raise Refused(
        N_("Ports {first} to {last} are all in use. Choose another one."), first=port, last=port + _NEXT_PORTS
    )


def _family(address: str) -> socket.AddressFamily:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        raise _no_such(address) from None
    if known.is_unspecified or known.is_multicast or known.is_reserved:
        # It would mean all networks at once, or no machine in particular.
        raise _no_such(address)
    return socket.AF_INET if isinstance(known, ipaddress.IPv4Address) else socket.AF_INET6


def _prepare(made: socket.socket, stall_seconds: float) -> None:
    """What connections inherit: little waits in the system for a slow client, and one that is gone is noticed."""
    if os.name == "posix":
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(stall_seconds * 1000))


def _not_heard(address: str, port: int, error: OSError) -> Refused:
    if error.errno in (errno.EADDRNOTAVAIL, errno.EINVAL):
        return _no_such(address)
    return Refused(
        N_("Sharing cannot be turned on at {address}, port {port}: {reason}."),
        address=address,
        port=port,
        reason=system_reason(error),
    )


def _no_such(address: str) -> Refused:
    own = ", ".join(each.address for each in interfaces())
    return Refused(
        N_("“{address}” is not an address of this computer. Possible addresses: {own}."), address=address, own=own
    )
