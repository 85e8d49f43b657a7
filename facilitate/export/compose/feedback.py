"""What the report says of the closing questions, and the same as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.document import (
    Block,
    DocumentTable,
    Heading,
    Paragraph,
    Runs,
    TextRun,
    on_line,
    own,
)
from facilitate.i18n import Language
from facilitate.workshop.report.feedback import (
    UNTOLD,
    FeedbackLine,
    FeedbackPart,
    count_cells,
    count_heads,
    excess_words,
    few_words,
    turnout_words,
)
from facilitate.workshop.report.model import Report


def feedback(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the closing questions: how many answered, and how many took each step of each question."""
    for part in report.of(FeedbackPart):
        yield Heading(2, (own(_("Closing questions")),))
        yield Paragraph((own(" ".join(turnout_words(part, _))),))
        if excess := excess_words(part, _):
            yield Paragraph((TextRun(excess, own=True, strong=True),))
        yield DocumentTable(
            _("Answers to the closing questions"),
            (_("Question"), *map(_, count_heads(part))),
            tuple((_question(line), *map(_own, count_cells(line, part, _.number))) for line in part.lines),
            words=1,
        )
        if any(not line.steps for line in part.lines):
            yield Paragraph((own(_("{label}: {value}", label=UNTOLD, value=few_words(_)) + "."),))


def _question(line: FeedbackLine) -> Runs:
    return (on_line(line.question),)


def _own(text: str) -> Runs:
    return (own(text),)


def feedback_sheet(report: Report, _: Language) -> tuple[str, list[tuple[str, ...]]] | None:
    """Return the title and the rows of the same in a workbook; None where nobody answered."""
    for part in report.of(FeedbackPart):
        rows = [(line.question, *count_cells(line, part, str)) for line in part.lines]
        return _("Closing questions"), [(_("Question"), *map(_, count_heads(part))), *rows]
    return None


def feedback_data(part: FeedbackPart) -> dict[str, Any]:
    """Return the closing questions for other programs; `counts` are by step, from “not at all” to “entirely”.

    With `blank` and `hidden` they add up to `answers`; all three are None where too few answered a question.
    """
    return {
        "answers": part.answers,
        "phones": part.phones,
        "paper": part.paper,
        "present": part.present or None,
        "excess": part.excess,
        "untold": part.untold,
        "note": part.note,
        "questions": [
            {
                "question": line.question,
                "counts": list(line.steps) if line.steps else None,
                "blank": line.blank if line.steps else None,
                "hidden": line.hidden if line.steps else None,
            }
            for line in part.lines
        ],
    }
