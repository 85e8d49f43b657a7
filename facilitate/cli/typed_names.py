"""Naming a value of the programme in a refusal as it was typed, not as a programme in a file has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitate.domain.errors import Refused


def params_as_typed(error: Refused, name: str, typed: str) -> Mapping[str, Any]:
    """Return what a refusal is said with: what was typed, where the value of that name in the programme is refused."""
    params = error.message.params
    key = str(params.get("key", ""))  # `title`, `place, name`, `phase 6, tables`
    return {**params, "key": typed} if key.rpartition(", ")[2] == name else params
