"""How many examples a property is tried on: few and the same ones in the suite, many and new ones in a long run."""

from __future__ import annotations

from hypothesis import settings

LONG = 500


def examples(few: int) -> int:
    """So many in the suite; in `make test-long` at least five hundred."""
    return max(few, LONG) if settings.get_current_profile_name() == "long" else few
