"""Which tables said a proposal, and which proposals several tables said.

One number in two phases may be two groups of people, so tables are told apart by their phases.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from facilitate.domain.text import one_line
from facilitate.export.compose.document import Runs, joined, on_line, own, plain, within
from facilitate.i18n import Language
from facilitate.workshop.report.model import ProposalPart, Report

_FEW = 4
_FEW_SQUARES = 24  # more than these in a line nobody counts


def shared_proposals(report: Report) -> list[ProposalPart]:
    """Return the proposals of several tables, those of most tables and ideas first."""
    every = [part for category in report.categories for part in category.proposals]
    counted = [(told_apart(part, report), part) for part in (*every, *report.unfiled, *report.undecided)]
    several = [(tables, part) for tables, part in counted if tables > 1]
    return [part for _tables, part in sorted(several, key=lambda each: (-each[0], -len(each[1].refs)))]


def told_apart(part: ProposalPart, report: Report) -> int:
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


def table_squares(part: ProposalPart, report: Report) -> tuple[tuple[bool, ...], ...]:
    """Return for each phase whether each of its tables said it, withdrawn ideas left out."""
    return tuple(
        tuple((place, table.table) in part.tables for table in count.by_table)
        for place, count in enumerate(report.counts.by_phase)
        if count.by_table
    )


def few_squares(tables: tuple[tuple[bool, ...], ...]) -> tuple[tuple[bool, ...], ...]:
    """Return the squares where a line has room for them; none where they would be too many to be read."""
    return tables if sum(map(len, tables)) <= _FEW_SQUARES else ()


def squares_told(report: Report, _: Language) -> str:
    """Return what the squares stand for, which is said once where some are drawn."""
    phases = table_phases(report, _)
    if len(phases) <= 1:
        return _("One square per table: filled if the table said it.")
    return _("One square per table, in the order of the phases ({phases}): filled if the table said it.",
             phases=", ".join(phases.values()))  # fmt: skip


def square_signs(tables: tuple[tuple[bool, ...], ...]) -> str:
    """Return the squares as signs that every office font has, those of each phase together (`■□■ □□`).

    No line parts them: they are read below each other.
    """
    return "\u202f".join("\u2060".join("□■"[comes_from] for comes_from in phase) for phase in few_squares(tables))


def said_by(part: ProposalPart, report: Report, _: Language) -> Runs:
    """Return which tables said it; where there are several phases, those of each under its title."""
    titles = table_phases(report, _)
    if len(titles) <= 1:
        return (own(_("tables {tables}", tables=_.list([str(table) for _place, table in part.tables]))),)
    removed = len(report.plan.tables_phases)
    parts = (
        within(
            partial(_tables_of, [table for at, table in part.tables if at == place], _),
            (own(title) if place == removed else on_line(title),),
        )
        for place, title in titles.items()
        if any(at == place for at, _table in part.tables)
    )
    return joined(parts, " · ")


def _tables_of(tables: Sequence[int], _: Language, phase: str) -> str:
    listed = _.list([str(table) for table in tables])
    called = _.plural("table {tables}", "tables {tables}", len(tables), tables=listed)
    return _("{label}: {value}", label=phase, value=called)


def said_briefly(part: ProposalPart, report: Report, _: Language) -> str:
    """Return which tables said it as a few words; only how many where their phases would have to be named."""
    many, phases = told_apart(part, report), {place for place, _table in part.tables}
    if len(table_phases(report, _)) <= 1 and many <= _FEW:
        return plain(said_by(part, report, _))
    counted = _.plural("{n} table", "{n} tables", many)
    if len(phases) <= 1:
        return counted
    return _.plural("{tables} in {n} phase", "{tables} in {n} phases", len(phases), tables=counted)


def tables_in_cell(part: ProposalPart, report: Report, _: Language) -> str:
    """Return the numbers of the tables that said it, below a head that calls them tables."""
    if len(table_phases(report, _)) <= 1:
        return ", ".join(str(table) for _place, table in part.tables)
    return plain(said_by(part, report, _))
