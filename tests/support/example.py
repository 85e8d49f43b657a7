"""The finished example that belongs to the project: read where it is kept, worked on in a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = "grande-rencontre-de-paris-2021"
EXAMPLE = ROOT / "sessions" / NAME


def copied(home: Path) -> Path:
    """The session as somebody has it in a home of their own."""
    return Path(shutil.copytree(EXAMPLE, home / "sessions" / NAME))
