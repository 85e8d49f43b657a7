"""How many examples a property is tried on: few and the same ones in the suite, many and new ones in a long run."""

from __future__ import annotations

from hypothesis import settings

LONG = 500


def examples(few: int, *, long: int = LONG) -> int:
    """So many in the suite; in `make test-long` at least five hundred, or as many as are said."""
    return max(few, long) if settings.get_current_profile_name() == "long" else few
