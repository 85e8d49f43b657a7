"""Which ballots on paper were typed into a vote since the program was started: those that F8 knows of."""

from __future__ import annotations

from collections import Counter


class TypedBallots:
    """How many were typed in all, and each without a code: what it says, its world, whether in the second entry.

    It outlives the page of the vote, which is left and opened again, and is written nowhere.
    """

    def __init__(self) -> None:
        self.number = 0
        self.without_code = Counter[tuple[str, str, bool]]()
