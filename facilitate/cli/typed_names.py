"""Naming a value of the programme in a refusal as it was typed, not as a programme in a file has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from facilitate.domain.errors import Refused


@contextmanager
def refused_as_typed(name: str, typed: str) -> Iterator[None]:
    """Where the value with that name in the programme is refused, say it of what was typed."""
    try:
        yield
    except Refused as error:
        key = str(error.message.params.get("key", ""))  # `title`, `place.name`, `phase 6, tables`
        if key.replace(", ", ".").rpartition(".")[2] != name:
            raise
        raise Refused(error.message.text, **{**error.message.params, "key": typed}) from None
