"""How much anybody may ask of the hub, and how that is counted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

from facilitate.domain.frozen import dataclass

_MOST_NAMES = 1000
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    `per_address` bounds the connections of strangers: sixty phones behind one address load the page over up to six
    each. `from_here` bounds those of this very machine. `per_token` bounds the connections that showed the token of a
    table, `rate` and `burst` what is asked with it in all. `desk_answers` bounds the names that the desk's phones are
    told in a minute, so that nobody has the guest list by trying, and what they note in one, `wrong_codes`
    how many codes of no slip are answered at once in a minute to one address. Ballots of the whole room are counted by
    `ballot_rate` and `ballot_burst`.
    """

    connections: int = 1000
    per_address: int = 400
    from_here: int = 1000
    per_token: int = 400
    head_seconds: float = 10.0
    body_seconds: float = 10.0
    stall_seconds: float = 20.0
    heartbeat_seconds: float = 10.0
    body: int = 64 * 1024
    journal_body: int = 1024 * 1024
    acts: int = 20
    events: int = 500
    rate: float = 100.0
    burst: int = 600
    wrong_tokens: int = 10
    desk_answers: int = 120
    wrong_codes: int = 10
    ballot_rate: float = 400.0
    ballot_burst: int = 2000


def limits_of(environ: Mapping[str, str]) -> Limits:
    """Return the bounds of a hub; FACILITATE_LOOPBACK=guest counts this machine's own connections like anybody's."""
    usual = Limits()
    return replace(usual, from_here=usual.per_address) if environ.get("FACILITATE_LOOPBACK") == "guest" else usual


class RateLimiter:
    """Token buckets by name: each holds `burst`, and is refilled by `rate` a second."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._now = now
        self._levels: dict[Hashable, tuple[float, float]] = {}

    @classmethod
    def a_minute(cls, burst: float, now: Callable[[], float]) -> RateLimiter:
        """Buckets that are refilled within a minute."""
        return cls(burst / _MINUTE, burst, now)

    def take(self, name: Hashable, cost: float) -> float:
        """Take what it costs and return 0; or take nothing, and return in how many seconds to ask again."""
        now = self._now()
        level = self._level(name, now)
        if level < cost:
            return (cost - level) / self._rate
        if len(self._levels) >= _MOST_NAMES:
            self._forget(now)
        self._levels[name] = (level - cost, now)
        return 0.0

    def _level(self, name: Hashable, now: float) -> float:
        level, at = self._levels.get(name, (self._burst, now))
        return min(self._burst, level + (now - at) * self._rate)

    def _forget(self, now: float) -> None:
        """Drop the buckets that are full again, which are as if they had never been."""
        self._levels = {name: kept for name, kept in self._levels.items() if self._level(name, now) < self._burst}
