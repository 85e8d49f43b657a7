"""What several lines pasted at once turned out to hold."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import is_clean, without_controls, without_format
from facilitate.workshop.intake.incoming import IncomingIdea, RefusedRow, Tables
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT
from facilitate.workshop.intake.tallies import VOTES


@dataclass(frozen=True, slots=True)
class PastedIdeas:
    """Several lines that came at once. `cleaned`: invisible characters were taken out on the way.

    `notices` tell of words that were left out with a reason: votes, names of who speaks.
    """

    ideas: tuple[str, ...]
    refused: tuple[RefusedRow, ...]
    cleaned: bool
    notices: tuple[Message, ...] = ()


def pasted(lines: Sequence[str]) -> PastedIdeas:
    """Return the ideas in pasted lines, without bullets and headings; a heading naming another table moves nothing."""
    cleaned = [_cleaned(line) for line in lines]
    listed = read_list("\n".join(cleaned), Tables(None, given=1))
    return PastedIdeas(
        tuple(outcome.text for outcome in listed.outcomes if isinstance(outcome, IncomingIdea)),
        tuple(outcome for outcome in listed.outcomes if isinstance(outcome, RefusedRow)),
        cleaned=any(without_format(line)[1] or not is_clean(line) for line in lines),
        notices=tuple(notice for notice in listed.notices if notice.text in (VOTES, NAMES_LEFT_OUT)),
    )


def _cleaned(line: str) -> str:
    """Return a line rid of what nobody sees; its indent and its tabs stay, for they tell what is an idea of its own."""
    line, _ = without_format(line)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return indent + "\t".join(map(without_controls, line.split("\t"))).strip()
