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
    """Return a random number, as text, for one question."""
    return os.urandom(16).hex()


def of_token(token: str) -> str:
    """Return the secret a link without a key stands for; hubs keep no more than this of a token that was taken back."""
    return hashlib.sha256(token.encode()).hexdigest()


def secret_of(link: HubLink) -> str:
    """Return the secret a hub must know for this link to be its own."""
    return link.key or of_token(link.token)


def name_of(secret: str) -> str:
    """Return the public name of a secret, which tells nothing of it."""
    return _mac(secret, "facilitate name").hex()[:32]


def proof(secret: str, question: str, host: str, value: str = "") -> str:
    """Return what only a holder of the secret can answer to a question asked of that host; it covers `value` too."""
    return _mac(secret, f"facilitate hub {question} {host} {value}").hex()


def key_of(secret: str, table: int) -> str:
    """Return the key in the links of a table, made from the secret of its hub: it outlives the table's tokens."""
    drawn = _mac(secret, f"facilitate key {table}")
    return "".join(SIGNS[byte % len(SIGNS)] for byte in drawn[:LENGTH])


def covered(key: str, secret: str, question: str) -> str:
    """Return a key that only those can read who know the secret; called on it once more, return the key itself."""
    pad = _mac(secret, f"facilitate cover {question}")
    return "".join(
        SIGNS[SIGNS.index(sign) ^ byte % len(SIGNS)] for sign, byte in zip(key, pad[: len(key)], strict=True)
    )


def _mac(secret: str, message: str) -> bytes:
    return hmac.digest(secret.encode(), message.encode(), "sha256")
