"""What a reader who stops after one page has read: what came of the day, in figures, and what several tables said."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.document import (
    Block,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Paragraph,
    on_line,
    own,
    typed,
)
from facilitate.export.compose.shared import marks, said_by, shared_proposals
from facilitate.i18n import Language
from facilitate.workshop.report.model import ProposalPart, Report
from facilitate.workshop.report.wording import led_to

_MOST = 12


def summary(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the lead, the figures, and the proposals of several tables, those of most tables first."""
    if not report.counts.standing:
        return
    yield Heading(2, (own(_("In brief")),))
    yield Paragraph((own(lead(report, _)),))
    yield KeyFigures(tuple(figures(report, _)))
    shared = shared_proposals(report)
    if not shared:
        return
    yield Heading(3, (own(_("What several tables said")),))
    tables = _.plural("{n} proposal comes from several tables.", "{n} proposals come from several tables.", len(shared))
    yield Paragraph((own(tables),))
    yield Items(tuple(_shared(part, report, anchors, _) for part in shared[:_MOST]))
    if (rest := len(shared) - _MOST) > 0:
        yield Paragraph((own(_.plural("and {many} more", "and {many} more", rest, many=_.number(rest))),))


def _shared(part: ProposalPart, report: Report, anchors: Anchors, _: Language) -> ListItem:
    words = (typed(part.wording),)
    number = (on_line(part.number, to=anchors.proposal(part.id)), own(" · ")) if part.number else ()
    return ListItem(words, (*number, *said_by(part, report, _)), tables=marks(part, report))


def lead(report: Report, _: Language) -> str:
    """Say what became of the ideas in one sentence: how many proposals, and where those stand."""
    counts = report.counts
    proposals = _.plural("{n} proposal", "{n} proposals", counts.proposals)
    filed = [len(category.proposals) for category in report.categories if category.proposals]
    if not filed:
        return led_to(counts, proposals, _)
    if sum(filed) == counts.proposals:
        proposals = _.plural(
            "{proposals} in {n} category of the typology", "{proposals} in {n} categories of the typology", len(filed),
            proposals=proposals,
        )  # fmt: skip
        return led_to(counts, proposals, _)
    items = _.plural("{n} category of the typology", "{n} categories of the typology", len(filed))
    places = [
        _.plural("{n} filed in {items}", "{n} filed in {items}", sum(filed), items=items),
        *([_.plural("{n} unfiled", "{n} unfiled", len(report.unfiled))] if report.unfiled else []),
        *([_.plural("{n} undecided", "{n} undecided", len(report.undecided))] if report.undecided else []),
    ]
    return led_to(counts, _("{proposals}: {places}", proposals=proposals, places=_.list(places)), _)


def figures(report: Report, _: Language) -> Iterator[tuple[str, str]]:
    """Yield the numbers to be seen first, each with its words."""
    counts, present = report.counts, report.plan.attendance.present
    if present:
        yield _.number(present), _.plural("person present", "people present", present)
    tables, called = tables_that_wrote(report, _)
    yield _.number(tables), called
    yield _.number(counts.received), _.plural("idea", "ideas", counts.received)
    yield _.number(counts.proposals), _.plural("proposal", "proposals", counts.proposals)
    if shared := len(shared_proposals(report)):
        yield _.number(shared), _.plural("shared by several tables", "shared by several tables", shared)


def tables_that_wrote(report: Report, _: Language) -> tuple[int, str]:
    """Return how many tables wrote ideas, and the words for them; of phases with more and fewer, how many at most.

    Those of two phases may be other groups: they are not added up.
    """
    counts = report.counts
    phases = [phase.by_table for phase in counts.by_phase if phase.received] or [counts.by_table]
    wrote = [sum(bool(table.received) for table in tables) for tables in phases]
    tables, alike = max(wrote, default=0), len(set(wrote)) <= 1
    return tables, _.plural("table", "tables", tables) if alike else _.plural("table at most", "tables at most", tables)
