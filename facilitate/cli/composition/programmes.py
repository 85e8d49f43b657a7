"""Programmes as TOML files, for the commands: only this package may import the store."""

from __future__ import annotations

from facilitate.store.programme_file import read_programme
from facilitate.store.programme_file import written as programme_text

__all__ = ["programme_text", "read_programme"]
