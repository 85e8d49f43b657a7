"""Decisions: what is to be recorded, worked out once the journal is held."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitate.domain.event import Act
from facilitate.workshop.ports import Writer

Decide = Callable[[Writer], Sequence[Act]]


class NotYet(Exception):
    """A decision stands on what an earlier one of its batch will record: it is taken again in the next batch."""
