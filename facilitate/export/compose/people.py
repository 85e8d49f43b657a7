"""How many people sat at each table, in each round that was held: nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.programme.plan import TableSetup
from facilitate.export.compose.document import Block, DocumentTable, Paragraph, Runs, on_line, own
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.people import PeopleCounts, RoundAttendance
from facilitate.workshop.report.phase_parts import TablesPart


def no_world(people: PeopleCounts | None, _: Language) -> str:
    """Return what those are called who are of no group of the programme."""
    return _("others") if people and people.in_words else _("world not said")


def table_words(setup: TableSetup, _: Language) -> Runs:
    """Return what a table is called: its number, and its name where it has one."""
    number = own(_("Table {table}", table=setup.number))
    return (number, own(" · "), on_line(setup.name)) if setup.name else (number,)


def at_tables(report: Report, part: TablesPart, _: Language) -> Iterator[Block]:
    """Yield how many sat at each table of a phase in each round, and who came but did not sit there then.

    The numbers of a round add up to that of all who came.
    """
    for each in report.people.rounds if report.people else ():
        if each.phase != part.phase or not each.tables:
            continue
        turn = _("Round {number}, people at the tables:", number=each.round)
        yield Paragraph((own(turn if each.round else _("People at the tables:")),))
        yield _by_table(each, part, report.people, _)
        others = (
            (each.later, _.plural("{n} came later", "{n} came later", each.later)),
            (each.left_before, _.plural("{n} had left before", "{n} had left before", each.left_before)),
            (each.without_table, _.plural("{n} at no table", "{n} at no table", each.without_table)),
        )
        if notes := [text for number, text in others if number]:
            yield Paragraph((own(" · ".join(notes)),))


def _by_table(attendance: RoundAttendance, part: TablesPart, people: PeopleCounts | None, _: Language) -> DocumentTable:
    """Return a row for each table: its worlds, all its people, and their organisations, which have no sum."""
    counts = attendance.tables
    worlds = list(dict.fromkeys(world for each in counts for world, _count in each.worlds))
    if not any(worlds):
        worlds = []
    worlds.sort(key=lambda world: not world)  # those who say none come last
    has_organisations = any(each.organisations for each in counts)
    rows: list[tuple[Runs, ...]] = []
    for each in counts:
        numbers = [dict(each.worlds).get(world, 0) for world in worlds]
        cells = [*numbers, each.came, *([each.organisations] if has_organisations else [])]
        rows.append((table_words(part.setup(each.table), _), *((own(_.number(number)),) for number in cells)))
    several = len(rows) > 1
    if several:
        sums = [sum(dict(each.worlds).get(world, 0) for each in counts) for world in worlds]
        texts = [*map(_.number, (*sums, sum(each.came for each in counts))), *(["–"] if has_organisations else [])]
        rows.append(((own(_("Total"), strong=True),), *((own(text, strong=True),) for text in texts)))
    called = [world or no_world(people, _) for world in worlds]
    head = (_("Table"), *called, _("People"), *([_("Organisations")] if has_organisations else []))
    return DocumentTable(_("People at each table"), head, tuple(rows), words=1, total=several)
