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
    STEP_WORDS,
    FeedbackLine,
    FeedbackPart,
    excess_words,
    few_words,
    turnout_words,
)
from facilitate.workshop.report.model import Report

_UNTOLD = "–"


def feedback(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the closing questions: how many answered, and how many took each step of each question."""
    for part in report.of(FeedbackPart):
        yield Heading(2, (own(_("Closing questions")),))
        yield Paragraph((own(" ".join(turnout_words(part, _))),))
        if excess := excess_words(part, _):
            yield Paragraph((TextRun(excess, own=True, strong=True),))
        yield DocumentTable(
            _("Answers to the closing questions"),
            (_("Question"), *map(_, STEP_WORDS)),
            tuple((_question(line), *_cells(line, _)) for line in part.lines),
            words=1,
        )
        if any(not line.steps for line in part.lines):
            yield Paragraph((own(_("{label}: {value}", label=_UNTOLD, value=few_words(_)) + "."),))


def _question(line: FeedbackLine) -> Runs:
    return (on_line(line.question),)


def _cells(line: FeedbackLine, _: Language) -> Iterator[Runs]:
    for place in range(len(STEP_WORDS)):
        yield (own(_.number(line.steps[place]) if line.steps else _UNTOLD),)


def feedback_sheet(report: Report, _: Language) -> tuple[str, list[tuple[str, ...]]] | None:
    """Return the title and the rows of the same in a workbook; None where nobody answered."""
    for part in report.of(FeedbackPart):
        counts = (
            (str(step) for step in line.steps) if line.steps else _UNTOLD * len(STEP_WORDS) for line in part.lines
        )
        rows = [(line.question, *steps) for line, steps in zip(part.lines, counts, strict=True)]
        return _("Closing questions"), [(_("Question"), *map(_, STEP_WORDS)), *rows]
    return None


def feedback_data(part: FeedbackPart) -> dict[str, Any]:
    """Return the closing questions for other programs; `counts` are by step, from “not at all” to “entirely”."""
    return {
        "answers": part.answers,
        "phones": part.phones,
        "paper": part.paper,
        "present": part.present or None,
        "excess": part.excess,
        "untold": part.untold,
        "questions": [
            {"question": line.question, "counts": list(line.steps) if line.steps else None} for line in part.lines
        ],
    }
