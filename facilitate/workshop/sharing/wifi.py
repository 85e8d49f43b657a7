"""The room's wifi, as cards print it for people and for the cameras of phones."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass

OPEN, WPA = "nopass", "WPA"
_LONGEST_NAME = 32  # bytes (IEEE 802.11)
_PASSWORD = range(8, 64)  # signs of a passphrase (WPA, WPA2, WPA3); 64 are a key in hexadecimal
_KEY = 64
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in '\\;,:"'})


@dataclass(frozen=True, slots=True)
class Wifi:
    """A network that everybody in the room may join; without a password it is open."""

    name: str
    password: str = ""
    security: str = WPA

    @property
    def code(self) -> str:
        """What a QR code holds so that a phone joins: as ZXing wrote it first, and all cameras read it since."""
        name, password = (text.translate(_SPECIAL) for text in (self.name, self.password))
        return f"WIFI:T:{self.security};S:{name};{f'P:{password};' if password else ''};"


def wifi_of(name: str, password: str) -> Wifi:
    """Return a network as its name and password were typed; raises `Refused` for what no network can have."""
    if not name.strip() or not name.isprintable() or len(name.encode()) > _LONGEST_NAME:
        raise Refused(N_("A wifi name has between 1 and {most} characters, without line breaks."), most=_LONGEST_NAME)
    if not password:
        return Wifi(name, security=OPEN)
    is_key = len(password) == _KEY and not set(password.lower()) - set("0123456789abcdef")
    if not password.isprintable() or not (len(password) in _PASSWORD or is_key):
        raise Refused(N_("A wifi password has between 8 and 63 characters: check it, nothing was kept."))
    return Wifi(name, password)
