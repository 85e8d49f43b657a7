"""What a reader who stops after one page has read: what came of the day, in figures, and what several tables said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from facilitate.domain.text import one_line
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.document import (
    Block,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Paragraph,
    Runs,
    joined,
    on_line,
    own,
    typed,
    within,
)
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


def shared_proposals(report: Report) -> list[ProposalPart]:
    """Return the proposals of several tables, those of most tables and ideas first."""
    every = [part for category in report.categories for part in category.proposals]
    counted = [(_told_apart(part, report), part) for part in (*every, *report.unfiled, *report.undecided)]
    several = [(tables, part) for tables, part in counted if tables > 1]
    return [part for _tables, part in sorted(several, key=lambda each: (-each[0], -len(each[1].refs)))]


def _told_apart(part: ProposalPart, report: Report) -> int:
    """Return how many tables said it: those of two phases are two where they have other names, or other numbers."""
    phases = report.plan.tables_phases
    return len({(phases[place].table(number).name if place < len(phases) else "") or number
                for place, number in part.tables})  # fmt: skip


def table_phases(report: Report, _: Language) -> dict[int, str]:
    """Return the titles of the phases whose tables are told apart, by their places in the counts."""
    phases, counts = report.plan.tables_phases, enumerate(report.counts.by_phase)
    return {
        place: one_line(phases[place].title) if place < len(phases) else _("a removed phase")
        for place, count in counts
        if count.phase or place < len(phases) or count.received
    }


def marks(part: ProposalPart, report: Report) -> tuple[tuple[bool, ...], ...]:
    """Return for each phase whether each of its tables said it, withdrawn ideas left out."""
    return tuple(
        tuple((place, table.table) in part.tables for table in count.by_table)
        for place, count in enumerate(report.counts.by_phase)
        if count.by_table
    )


def _shared(part: ProposalPart, report: Report, anchors: Anchors, _: Language) -> ListItem:
    words = (typed(part.wording),)
    number = (on_line(part.number, to=anchors.proposal(part.id)), own(" · ")) if part.number else ()
    return ListItem(words, (*number, *_said_by(part, report, _)), tables=marks(part, report))


def _said_by(part: ProposalPart, report: Report, _: Language) -> Runs:
    """Return which tables said it; where there are several phases, those of each under its title."""
    titles = table_phases(report, _)
    if len(titles) <= 1:
        return (own(_("tables {tables}", tables=_.list([str(table) for _place, table in part.tables]))),)
    removed = len(report.plan.tables_phases)
    return joined(
        within(
            partial(_tables_of, [table for at, table in part.tables if at == place], _),
            (own(title) if place == removed else on_line(title),),
        )
        for place, title in titles.items()
        if any(at == place for at, _table in part.tables)
    )


def _tables_of(tables: Sequence[int], _: Language, phase: str) -> str:
    listed = _.list([str(table) for table in tables])
    return _.plural("table {tables} ({phase})", "tables {tables} ({phase})", len(tables), tables=listed, phase=phase)


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
    wrote = [sum(bool(count.received) for count in phase.by_table) for phase in counts.by_phase if phase.received]
    tables, alike = max(wrote, default=0), len(set(wrote)) <= 1
    if present:
        yield _.number(present), _.plural("person present", "people present", present)
    # Those of two phases may be other groups: they are not added up.
    called = _.plural("table", "tables", tables) if alike else _.plural("table at most", "tables at most", tables)
    yield _.number(tables), called
    yield _.number(counts.received), _.plural("idea", "ideas", counts.received)
    yield _.number(counts.proposals), _.plural("proposal", "proposals", counts.proposals)
    if shared := len(shared_proposals(report)):
        yield _.number(shared), _.plural("shared by several tables", "shared by several tables", shared)
