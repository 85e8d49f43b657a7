"""A table's link as it is printed on its card, read aloud, or typed by hand, and what the hub says of it."""

from __future__ import annotations

import re

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass

USUAL_PORT = 8317
# Crockford's base 32 (no i, l, o, u): what is read aloud or typed from paper is not mistaken. 20 signs are 100 bits.
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 20
_HOST = re.compile(r"(?:https?:)?/*(?P<host>\[[0-9a-f:.]+\]|[a-z0-9][a-z0-9.-]*)(?::(?P<port>\d{1,5}))?/*")
# What is read aloud or copied by hand is heard as the sign it looks like (Crockford's base 32).
_HEARD = str.maketrans("oil", "011")
_TOKEN = re.compile(f"([{SIGNS}]{{{LENGTH}}})([{SIGNS}]{{{LENGTH}}})?")
_HASH = re.compile(r"%(?:25)*23")  # what some scanners make of the `#`
_OF_DESK = re.compile(r"[^#]*[^/]/d\s*(?:[#\s]|$)")
_OF_VOTE = re.compile(r"[^#]*[^/]/v\s*(?:[#\s]|$)")
_LINK = re.compile(r"#|://|:\d{2,5}(?:[/\s]|$)")


@dataclass(frozen=True, slots=True)
class HubLink:
    """Where the hub is (`http://192.168.1.10:8317`), the token of one table, and the hub's key, without their hyphens.

    Links that were typed have no key, nor have those of older cards: the hub tells it at the first meeting.
    """

    address: str
    token: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link opens: one table of a session, whose own machine is `home`."""

    session: str
    home: str
    slug: str
    title: str
    table: int


_OF_A_TABLE = N_("This link is incomplete. It should look like {example}: copy it exactly from the table’s card.")
OF_THE_SYNTHESIS = N_(
    "This link is incomplete. It should look like {example}: copy the whole of what “facilitate share SESSION --sort” "
    "shows."
)


def is_link(typed: str) -> bool:
    """Return whether somebody means a link rather than the name of a session."""
    return bool(_LINK.search(typed))


def plain_token(written: str) -> str:
    """Return a token as it was meant: without hyphens, blanks and capitals, and with look-alike signs set right."""
    return re.sub("[^0-9a-z]", "", written.lower()).translate(_HEARD)


def token_in(written: str) -> str:
    """Return the token at the beginning of what stands in a link behind the `#`."""
    return plain_token(written)[:LENGTH]


def read_link(typed: str, incomplete: str = _OF_A_TABLE) -> HubLink:
    """Return the link somebody meant: capitals, blanks, hyphens, a missing `http://` or `#` do not matter."""
    text = _HASH.sub("#", typed.strip().lower())
    if _OF_DESK.match(text):
        raise Refused(N_("This link opens the desk at the door: open it in a phone’s browser."))
    if _OF_VOTE.match(text):
        raise Refused(N_("This link opens the vote: open it in a phone’s browser."))
    if "#" not in text:
        text = re.sub(r"(?<=[^/:])[/\s]+(?=[^/\s])", "#", text, count=1)
    place, _, token = text.partition("#")
    found = _HOST.fullmatch("".join(place.split()))
    opens = _TOKEN.fullmatch(plain_token(token))
    if not found or int(found["port"] or USUAL_PORT) not in range(1, 65_536) or not opens:
        raise Refused(incomplete, example="http://192.168.1.10:8317/#k7m2q-94xzt-3f8wd-h5n0v")
    return HubLink(f"http://{found['host']}:{found['port'] or USUAL_PORT}", opens[1], opens[2] or "")
