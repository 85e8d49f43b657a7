"""The vote and the closing questions for the room: where phones vote and answer, how many did, and what came of a vote.

Nothing of what is in a box is shown before the close, and of the questions nothing at all: the report has their counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.text import excerpt
from facilitate.domain.values.votes import VoteRule
from facilitate.i18n import Language
from facilitate.tui.plain import plain
from facilitate.tui.widgets.qr_code import qr
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.report.feedback import answered_words
from facilitate.workshop.report.open_vote_words import progress_words
from facilitate.workshop.report.vote_words import (
    both_words,
    both_worlds_words,
    brief_turnout_words,
    candidate_words,
    excess_words,
    kept_by_words,
    open_tie_words,
    rule_words,
    tie_words,
    title_words,
    voted_on,
    votes_words,
)
from facilitate.workshop.report.votes import VoteLine, VotePart, candidate_wordings, total_got, vote_part
from facilitate.workshop.sharing.devices import short
from facilitate.workshop.views.wall import WallCategory, WallProposal
from facilitate.workshop.workshop import Workshop

_BRIEF = 48  # letters of a proposal whose words stand elsewhere in full
_PAGE = 16  # cells that “page 1 of 2” takes after it
_APART = 2  # cells between the list and the code


class VoteLines:
    """What the last vote shows of itself; `link` is where phones vote, once it is known."""

    def __init__(self, workshop: Workshop, language: Language) -> None:
        self._workshop = workshop
        self._ = language
        self.link = ""

    def items(self) -> tuple[WallCategory, ...]:
        """The candidates with their letters; once it is closed, what came of each, and both readings."""
        _, session = self._, self._workshop.session
        vote = self._workshop.votes.current
        if vote is None:
            return ()
        if part := vote_part(session, vote):
            return tuple(self._came_of(part))
        wordings = candidate_wordings(session, vote).items()
        shown = tuple(WallProposal(f"{letter} · {voted_on(*of_it, _)}", 1) for letter, of_it in wordings)
        return (WallCategory(rule_words(vote.rule, vote.most, vote.cap, _), 0, shown),)

    def _came_of(self, part: VotePart) -> Iterator[WallCategory]:
        """Yield what is equal at the cut, what is kept and why, then both rankings."""
        _ = self._
        kept = [line for line in part.lines if line.kept]
        if part.open_tie is not None:
            equal = [line for line in part.lines if line.letters[0] in part.open_tie.letters]
            yield WallCategory(open_tie_words(part, _), 0, self._shown(equal, part))
        if kept:
            # A title has one line: how ties were decided stands below, in as many as it takes. Who did not choose what
            # is kept stands behind it, and the other reading below.
            below = tuple(WallProposal(text, 1) for text in tie_words(part, _))
            yield WallCategory(kept_by_words(part, _), 0, (*self._shown(kept, part), *below))
        both = sorted((line for line in part.lines if line.both_rank), key=lambda line: line.both_rank)
        title = _(N_("{result}: by totals"), result=title_words(part, _)) if both else title_words(part, _)
        # What is kept stands above in all its words; below it a line each is enough.
        total = self._briefly((line, line.rank, total_got(line, part.rule, _)) for line in part.lines)
        yield WallCategory(title, 0, total if kept else self._shown(part.lines, part))
        if both:
            shown = self._briefly((line, line.both_rank, both_words(line, _)) for line in both)
            meaning = WallProposal(both_worlds_words(_), 1)
            yield WallCategory(_(N_("{result}: by both worlds"), result=title_words(part, _)), 0, (meaning, *shown))

    def _briefly(self, lines: Iterable[tuple[VoteLine, int, str]]) -> tuple[WallProposal, ...]:
        return tuple(
            WallProposal(
                f"{rank}. {'+'.join(line.letters)} · {excerpt(candidate_words(line, self._), _BRIEF)} · {number}", 1
            )
            for line, rank, number in lines
        )

    def _shown(self, lines: Iterable[VoteLine], part: VotePart) -> tuple[WallProposal, ...]:
        return tuple(WallProposal(self._result(line, part, line.rank), 1) for line in lines)

    def _result(self, line: VoteLine, part: VotePart, rank: int) -> str:
        came_of = f"{candidate_words(line, self._)} – {votes_words(line, part.rule, self._)}"
        if part.rule is VoteRule.FIVE:  # one sentence has no rank
            return came_of
        return f"{rank}. {'+'.join(line.letters)} · {came_of}"

    def code(self, width: int, height: int) -> Content:
        """The QR code of the voting page while a vote is open and there is room for it; nothing else."""
        vote = self._workshop.votes.current
        return code_of(self.link, width, height) if vote and vote.is_open else plain("")

    def below(self) -> str:
        """How many voted, and the link to type; of a closed vote how many did, and what does not add up."""
        _, session = self._, self._workshop.session
        vote = self._workshop.votes.current
        if vote is None:
            return _(N_("The room will vote soon. What is voted on will stand here, and how to vote."))
        if part := vote_part(session, vote):
            return " ".join([*brief_turnout_words(part, _), *excess_words(part, _)])
        found = self._workshop.votes.progress()
        voted = progress_words(found.ballots, found.slips, present_now(session), _, found.unsure) if found else ""
        return " · ".join(filter(None, (voted, short(self.link))))


class FeedbackLines:
    """What the closing questions show of themselves; `link` is where phones answer, once it is known."""

    def __init__(self, workshop: Workshop, language: Language) -> None:
        self._workshop = workshop
        self._ = language
        self.link = ""

    def items(self) -> tuple[WallCategory, ...]:
        """The questions, open or closed; nothing before they are opened."""
        known = self._workshop.session.feedback
        if known is None:
            return ()
        shown = tuple(WallProposal(f"{place}. {text}", 1) for place, text in enumerate(known.questions, 1))
        return (WallCategory(self._(N_("Before you leave")), 0, shown),)

    def code(self, width: int, height: int) -> Content:
        """The QR code of the page where phones answer, while they can and there is room for it; nothing else."""
        known = self._workshop.session.feedback
        return code_of(self.link, width, height) if known and known.is_open else plain("")

    def below(self) -> str:
        """How many answered, and the link to type."""
        _, known = self._, self._workshop.session.feedback
        if known is None:
            return ""
        if not known.is_open:
            return _(N_("{n} answered. Thank you: the counts are in the report."), n=known.answers)
        answered = self._workshop.feedback.answered()
        if answered is None:
            return short(self.link)
        progress = answered_words(known.answers + answered, present_now(self._workshop.session), _)
        counted = _(N_("Answered: {progress}"), progress=progress)
        return " · ".join(filter(None, (counted, _(N_("on a phone or on paper, anonymous")), short(self.link))))


def code_of(link: str, width: int, height: int) -> Content:
    """Return the QR code of the room's link, where it is known and there is room for it; else nothing."""
    if not link:
        return plain("")
    return qr(link, width, height) or qr(short(link), width, height) or plain("")


def with_whole_link(below: str, link: str, width: int, without_code: str = "") -> str:
    """Return what stands below with the link on a line of its own where one has no room for both: people type it.

    `without_code` is what is said where no code leads there: the link is all there is then, and stands alone.
    """
    typed = short(link) if link else ""
    if not typed or typed not in below or (not without_code and cell_len(below) <= width - _PAGE):
        return below
    beside = " · ".join(filter(None, (below.removesuffix(typed).removesuffix(" · "), without_code)))
    return "\n".join(filter(None, (typed, beside)))


def width_of(code: Content) -> int:
    """Return how many cells a code takes, with what keeps it apart."""
    return max(line.cell_length for line in code.split("\n")) + _APART if code.plain else 0


def beside(body: Content, code: Content, width: int) -> Content:
    """Return a list of that width with the code to its right."""
    if not code.plain:
        return body
    left, right = body.split("\n", allow_blank=True), code.split("\n", allow_blank=True)
    blank = plain("")
    lines = []
    for place in range(max(len(left), len(right))):
        line = left[place] if place < len(left) else blank
        drawn = right[place] if place < len(right) else blank
        room = " " * max(0, width - line.cell_length + _APART)
        lines.append(Content.assemble(line, room, drawn))
    return plain("\n").join(lines)
