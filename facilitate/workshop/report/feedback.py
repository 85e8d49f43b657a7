"""The closing questions as they are read once they are closed, and the words for them that every door shares.

Of questions that are open nothing is here: whoever shows them says how many answered, and of how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.feedback import FEW, Feedback
from facilitate.workshop.report.model import NAMING, ReportPart
from facilitate.workshop.report.wording import Translator

STEP_WORDS = (N_("Not at all"), N_("Rather not"), N_("Rather yes"), N_("Entirely"))
UNTOLD = "–"
BLANK, HIDDEN = N_("Left blank"), N_("Not shown")


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """A question, and how many took each of the four steps; none where too few answered it to be told of.

    With those who left it `blank` and those whose answers are not told, `hidden`, the steps add up to all who answered;
    both are 0 where no steps are told, for they would tell how few those are.
    """

    question: str = field(metadata=NAMING)
    steps: tuple[int, ...]
    blank: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class FeedbackPart(ReportPart):
    """The closing questions of an event, closed: how many answered, and what.

    `present` is 0 where nobody knows; there are as many answers more than people as `excess` says. `untold` people
    answered when the questions were open for so few that nothing of what they said is told.
    """

    lines: tuple[FeedbackLine, ...]
    answers: int
    phones: int
    paper: int
    present: int
    excess: int
    untold: int
    note: str = field(default="", metadata=NAMING)


def feedback_part(session: Session) -> tuple[FeedbackPart, ...]:
    """Return the closing questions, where they are closed and anybody answered; else nothing."""
    known = session.feedback
    if known is None or known.is_open or not known.answers:
        return ()
    present = known.counts[-1].present or session.plan.attendance.present or 0
    return (
        FeedbackPart(
            tuple(_line(known, place) for place in range(len(known.questions))),
            known.answers,
            sum(count.phones for count in known.counts),
            sum(count.paper for count in known.counts),
            present,
            max(0, known.answers - present) if present else 0,
            sum(count.answers for count in known.counts if not any(count.steps)),
            known.note,
        ),
    )


def _line(known: Feedback, place: int) -> FeedbackLine:
    steps, blank = known.steps(place), known.blank(place)
    hidden = known.answers - sum(steps) - blank if steps else 0
    return FeedbackLine(known.questions[place], steps, blank, hidden)


def answered_words(answers: int, present: int, _: Translator) -> str:
    """Say how many answered, of how many people where somebody knows: `41 of 57`."""
    return _(N_("{n} of {all}"), n=answers, all=present) if present else _.number(answers)


def turnout_words(part: FeedbackPart, _: Translator) -> Iterator[str]:
    """Yield how many answered, of how many, and how; a sentence each."""
    ways = [(part.phones, N_("{n} on phones")), (part.paper, N_("{n} on paper"))]
    details = ", ".join(_(text, n=number) for number, text in ways if number)
    if part.present and not part.excess:
        counted = _(
            N_("{n} of the {all} people present answered ({details})."),
            n=part.answers, all=part.present, details=details,
        )  # fmt: skip
    else:
        counted = _.plural(
            "{n} person answered ({details}).", "{n} people answered ({details}).", part.answers, details=details
        )
    yield counted
    if not part.present:
        yield _(N_("Nobody counted how many people were present."))
    if part.untold:
        yield _.plural(
            "{n} answer is counted here and not below: it came when fewer than {few} were given.",
            "{n} answers are counted here and not below: they came when fewer than {few} were given.",
            part.untold,
            few=FEW,
        )


def excess_words(part: FeedbackPart, _: Translator) -> str:
    """Say by how many the sums do not add up, and what is noted of it; nothing where there is neither."""
    sums = _.plural(
        "The sums do not add up: {n} more answer than people present.",
        "The sums do not add up: {n} more answers than people present.",
        part.excess,
    )
    note = _(N_("Note: {text}"), text=one_line(part.note)) if part.note else ""
    return " ".join(filter(None, (sums if part.excess else "", note)))


def few_words(_: Translator) -> str:
    """Say that a question was answered by so few that they would be recognised."""
    return _(N_("fewer than {few} answers: too few to be shown"), few=FEW)


def steps_words(line: FeedbackLine, _: Translator) -> str:
    """Say in one line how many took each step, the most agreeing first, then how many did not answer it."""
    if not line.steps:
        return few_words(_)
    shown = [(_(word).lower(), number) for word, number in zip(STEP_WORDS, line.steps, strict=True)]
    shown.reverse()
    shown += [(_(word).lower(), number) for word, number in ((BLANK, line.blank), (HIDDEN, line.hidden)) if number]
    return " · ".join(_(N_("{step}: {n}"), step=word, n=number) for word, number in shown)


def count_heads(part: FeedbackPart) -> tuple[str, ...]:
    """Return what the counts of a question are of: the steps, those left blank, and those not shown where there are."""
    return (*STEP_WORDS, BLANK, *([HIDDEN] if any(line.hidden for line in part.lines) else []))


def count_cells(line: FeedbackLine, part: FeedbackPart, number: Callable[[int], str]) -> tuple[str, ...]:
    """Return one text for each of the heads, which add up to all who answered; `UNTOLD` where too few did."""
    heads = count_heads(part)
    if not line.steps:
        return (UNTOLD,) * len(heads)
    return tuple(map(number, (*line.steps, line.blank, line.hidden)))[: len(heads)]
