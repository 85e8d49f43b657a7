"""What several lines pasted at once turned out to hold."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.text import without_controls
from facilitate.domain.values import dataclass
from facilitate.workshop.capture_view import is_clean
from facilitate.workshop.intake.incoming import IncomingIdea, RefusedRow, Tables
from facilitate.workshop.intake.lists import read_text

_ANY_TABLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """Several lines that came at once. `cleaned`: invisible characters were taken out on the way."""

    ideas: tuple[str, ...]
    refused: tuple[RefusedRow, ...]
    cleaned: bool


def pasted(lines: Sequence[str]) -> Pasted:
    """The ideas in pasted lines, without bullets and headings; a heading naming another table moves nothing."""
    # The indent stays: it tells a bullet's second line from another idea.
    kept = [_indent(line) + without_controls(line) for line in lines]
    outcomes, _blank = read_text("\n".join(kept), Tables(_ANY_TABLE, 1))
    return Pasted(
        tuple(outcome.text for outcome in outcomes if isinstance(outcome, IncomingIdea)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, RefusedRow)),
        cleaned=not all(map(is_clean, lines)),
    )


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
