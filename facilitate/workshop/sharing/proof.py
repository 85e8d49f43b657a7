"""How a hub is known again before anything is given to it: it proves that it knows a secret that the link stands for.

The laptop asks with a number nobody has used before, and with a name of the secret, which tells nothing of it. The
answer is worth nothing for another number, nor at another address. Somebody who stands between the two and passes
everything on cannot be told apart without TLS; another program that answers at the address can.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from facilitate.workshop.sharing.link import LENGTH, SIGNS, HubLink


def nonce() -> str:
    """A number for one question."""
    return os.urandom(16).hex()


def of_token(token: str) -> str:
    """The secret a link without a key stands for; hubs keep no more than this of a token that was taken back."""
    return hashlib.sha256(token.encode()).hexdigest()


def secret_of(link: HubLink) -> str:
    """The secret a hub must know for this link to be its own."""
    return link.key or of_token(link.token)


def name_of(secret: str) -> str:
    """What the secret is called where others listen."""
    return _mac(secret, "facilitate name").hex()[:32]


def proof(secret: str, question: str, host: str, value: str = "") -> str:
    """What only who knows the secret can answer to a question that was asked of that host; `value` is said with it."""
    return _mac(secret, f"facilitate hub {question} {host} {value}").hex()


def key_of(secret: str, table: int) -> str:
    """The key that stands in the links of a table, from the secret of its hub: it outlives the table's tokens."""
    drawn = _mac(secret, f"facilitate key {table}")
    return "".join(SIGNS[byte % len(SIGNS)] for byte in drawn[:LENGTH])


def covered(key: str, secret: str, question: str) -> str:
    """A key, readable for those only who know the secret: the same again uncovers it."""
    pad = _mac(secret, f"facilitate cover {question}")
    return "".join(
        SIGNS[SIGNS.index(sign) ^ byte % len(SIGNS)] for sign, byte in zip(key, pad[: len(key)], strict=True)
    )


def _mac(secret: str, message: str) -> bytes:
    return hmac.digest(secret.encode(), message.encode(), "sha256")
