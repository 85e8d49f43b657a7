"""What became of each idea, for whoever looks it up by its reference: what it was merged with, what came of that."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.text import inlined
from facilitate.export.compose.anchors import Anchors, references
from facilitate.export.compose.cut import cut
from facilitate.export.compose.document import Runs, joined, listed, on_line, own, within
from facilitate.i18n import Language
from facilitate.workshop.report.model import IdeaLine, Report
from facilitate.workshop.report.votes import VotePart

_MOST_OTHERS = 12  # the proposal lists them all


class Receipts:
    """Says of each idea that stands what became of it; words that were taken back are in none."""

    def __init__(self, report: Report, anchors: Anchors, language: Language) -> None:
        self._anchors = anchors
        self._language = language
        filed = {part.id: (part, category.title) for category in report.categories for part in category.proposals}
        others = {part.id: (part, "") for part in (*report.unfiled, *report.undecided)}
        self._proposals = {**others, **filed}
        self._outcomes: dict[str, list[Runs]] = {}
        for each in report.parts:
            for proposal, words in each.outcomes(language):
                self._outcomes.setdefault(proposal, []).append((own(words),))
        for vote in report.of(VotePart):
            words, lines = vote.no_outcome(language), vote.lines
            voted_on = {each for line in lines for each in (line.proposal, *line.parts)}
            for proposal in self._proposals if words else ():
                if proposal not in voted_on:
                    self._outcomes.setdefault(proposal, []).append((own(words),))

    def of(self, line: IdeaLine) -> Runs:
        """Return what became of an idea: nothing where nothing did."""
        return joined([*self._merged(line), *self._outcomes.get(line.proposal, ())], " · ")

    def _merged(self, line: IdeaLine) -> Iterator[Runs]:
        """Yield what it was brought together with, the proposal it is in, and where that was filed."""
        _, (part, category) = self._language, self._proposals[line.proposal]
        if others := [ref for ref in part.refs if ref != line.ref]:
            shown, more = cut(others, _MOST_OTHERS, _)
            if more:
                named = (*references(shown, self._anchors), own(f" {more}"))
            else:
                named = listed(_.list, [references([ref], self._anchors) for ref in shown])
            yield within(lambda refs: _("brought together with {refs}", refs=refs), named)
        wording = within(_.quoted, (on_line(part.wording, to=self._anchors.proposal(part.id)),))
        if others or inlined(part.wording) != inlined(line.text):
            yield within(lambda words: _("proposal: {wording}", wording=words), wording)
        if category:
            yield within(lambda title: _("filed under {category}", category=title), (on_line(category),))
