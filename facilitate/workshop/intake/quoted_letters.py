"""The letter that a mail answers, quoted below its list: its lines without a bullet may be no ideas."""

from __future__ import annotations

from dataclasses import replace

from facilitate.domain.errors import Message
from facilitate.workshop.intake.doubtful_lines import CHATTER
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, names_no_table, refusal
from facilitate.workshop.intake.letter_parts import is_letter_head
from facilitate.workshop.intake.lists import Listed

_FEWEST = 2


def keep_back_quoted(outcomes: list[Outcome], listed: Listed) -> list[Outcome]:
    """Doubt what is quoted below `Anne wrote:` where ideas stand above it; an answer may quote the list alone."""
    head = next((line.number for line in listed.lines if is_letter_head(line.text)), 0)
    if sum(1 for each in outcomes if each.line < head and _may_be_idea(each)) < _FEWEST:
        return outcomes
    quoted = {
        point.number: point.raw.strip()
        for point in listed.points
        if point.number > head and point.raw.startswith(">") and not point.bulleted
    }
    return [
        replace(refusal(each.line, quoted[each.line], Message(CHATTER)), aside=True, doubtful=True)
        if each.line in quoted and _may_be_idea(each)
        else each
        for each in outcomes
    ]


def _may_be_idea(outcome: Outcome) -> bool:
    return isinstance(outcome, IncomingIdea) or names_no_table(outcome)
