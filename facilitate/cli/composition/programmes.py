"""Programmes as TOML files, for the commands: only this package may import the store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.store.programme_file import programme_in, read_programme
from facilitate.store.programme_file import written as programme_text

if TYPE_CHECKING:
    from facilitate.domain.programme.document import Document
    from facilitate.workshop.cycle.kit import Kit

__all__ = ["programme_text", "read_kit_programme", "read_programme"]


def read_kit_programme(path: Path) -> tuple[Kit, Mapping[str, bytes], Document]:
    """Return what the kit of a cycle says of itself, its files, and the programme in it; raises `Refused`."""
    from facilitate.store.kit_file import read_kit
    from facilitate.workshop.cycle.kit import PROGRAMME, check_programme

    kit, files = read_kit(path)
    document = programme_in(files[PROGRAMME], PROGRAMME)
    check_programme(document)
    return kit, files, document
