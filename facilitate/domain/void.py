"""Acts that change nothing."""

from __future__ import annotations


class VoidError(Exception):
    """The act stands on something that is not there."""
