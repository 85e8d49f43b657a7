"""The sentences about the day itself: its times, the venue, the study, the panel, what the tables were asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitate.domain.programme.plan import Plan, Study, TableSetup
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.document import (
    Block,
    DocumentTable,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Quotation,
    Runs,
    TextRun,
    joined,
    on_line,
    own,
    typed,
    within,
)
from facilitate.export.compose.favourites import favourites
from facilitate.export.compose.people import at_tables, table_words
from facilitate.i18n import Language
from facilitate.workshop.report.asked import AskedQuestion
from facilitate.workshop.report.counts import PhaseCount, TableCount
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.phase_parts import (
    PanelPart,
    PhaseNotes,
    StudyPart,
    TablesPart,
    VenuePart,
)
from facilitate.workshop.report.wording import asked_whom, asked_words, collected
from facilitate.workshop.schedule.real_times import PhaseTimes

_NEVER = "–"


def labelled(label: str, value: Runs, _: Language) -> Runs:
    """Return one fact with its name, as French and English set it apart."""
    return within(lambda name, what: _("{label}: {value}", label=name, value=what), (own(label, strong=True),), value)


def whereabouts(plan: Plan, *, strong: bool = False) -> Runs:
    """Return the place and where it is."""
    named = [on_line(plan.place.name, strong=strong)] if plan.place.name else []
    return joined([(part,) for part in (*named, *map(on_line, plan.place.whereabouts)) if part.text])


def times(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the table of planned and real times of the phases."""
    if not report.times:
        return
    yield _section(_("Timetable"))
    rows = tuple(
        ((on_line(part.title),), (own(f"{_.column_time(part.planned_start)}–{_.column_time(part.planned_end)}"),),
         (own(_real(part, _)),))
        for part in report.times
    )  # fmt: skip
    head = (_("Phase"), _("Planned"), _("Actual"))
    yield DocumentTable(_("Planned and actual times of each phase"), head, rows, words=3)


def _real(part: PhaseTimes, _: Language) -> str:
    if not part.real:
        return _("skipped") if part.skipped else _NEVER
    return ", ".join(
        f"{_.column_time(start)}–{_.column_time(end)}" if end else _("since {time}", time=_.column_time(start))
        for start, end in part.real
    )


def venue(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    for part in report.of(VenuePart):
        yield named(_("The venue"), part)
        if where := whereabouts(report.plan, strong=True):
            yield Paragraph(where)
        if part.facts:
            yield bullets(part.facts)
        yield from paragraphs(part.notes)


def studies(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    for part in report.of(StudyPart):
        yield named(_("The study"), part)
        if part.study.title:
            yield Paragraph((on_line(part.study.title, quiet=True),))
        facts = _study_facts(part.study, _)
        if facts:
            yield Items(facts)
        if part.axes:
            yield _own(
                _.plural(
                    "The study asks one research question:", "The study asks {n} research questions:", len(part.axes)
                )
            )
            yield Items(
                tuple(
                    ListItem((typed(axis.question),), below=tuple(ListItem((typed(text),)) for text in axis.findings))
                    for axis in part.axes
                ),
                numbered=True,
            )
        if part.findings:
            yield _own(_("Other findings:") if part.axes else _("Findings:"))
            yield bullets(part.findings)
        yield from paragraphs(part.notes)


def _study_facts(study: Study, _: Language) -> tuple[ListItem, ...]:
    author = joined([(on_line(part),) for part in (study.author, study.author_role) if part])
    people = () if study.interviewees is None else (own(_.number(study.interviewees)),)
    facts: list[tuple[str, Runs]] = [
        (_("Conducted by"), author),
        (_("Method"), _line(study.method)),
        (_("People interviewed"), people),
        (_("Commissioned by"), _line(study.commissioned_by)),
        (_("Funded by"), _line(study.funded_by)),
    ]
    return tuple(ListItem(labelled(label, value, _)) for label, value in facts if value)


def other_notes(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    parts = report.of(PhaseNotes)
    if parts:
        yield _section(_("During the event"))
    for part in parts:
        title: TextRun = on_line(part.title)
        yield Heading(3, (title if title.text else own(_("Other notes")),))
        yield from paragraphs(part.notes)


def tables(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield what was asked in each phase at tables, and how many ideas each table wrote."""
    parts = report.of(TablesPart)
    for part in parts:
        yield named(_("Table discussions"), part)
        yield from _asked(part, _)
        yield from at_tables(report, part, _)
        if part.counts.received:
            yield from _collected(part.counts, _, part.setups)
        elif len(parts) > 1 and report.counts.received:
            yield _own(_("No ideas collected."))
        yield from (_closed(part, table, into, _) for table, into in part.closed)
        yield from _read_back(part, _)
        yield from favourites(report, part, anchors, _)
    for count in report.counts.by_phase:
        if not count.phase and count.received:
            yield _section(_("Ideas from a removed phase") if parts else _("Table discussions"))
            yield from _collected(count, _)


def _collected(count: PhaseCount, _: Language, setups: Sequence[TableSetup] = ()) -> Iterator[Block]:
    if len(count.by_table) == 1:  # its row would be the sum, said twice
        yield _own(collected(count.received, count.by_table[0].withdrawn, _))
        return
    yield _own(_.plural("{n} idea collected:", "{n} ideas collected:", count.received))
    yield _by_table(count.by_table, setups, _)


def _asked(part: TablesPart, _: Language) -> Iterator[Block]:
    """Yield the one question of a phase set apart; of several, each with its number of ideas."""
    if len(part.asked) == 1 and not part.asked[0].tables:
        yield _own(_.plural("Question put to the table:", "Question put to the tables:", part.tables))
        yield Quotation((typed(part.asked[0].question),))
    elif part.asked:
        yield _own(_("Questions asked, with the number of ideas collected for each:"))
        yield Items(tuple(ListItem(_one_asked(each, part, _)) for each in part.asked))
    yield from paragraphs(part.notes)


def _one_asked(each: AskedQuestion, part: TablesPart, _: Language) -> Runs:
    whom: list[Runs] = [(own(words),) for words in asked_whom(each, _)]
    if len(each.tables) == 1:
        whom[0] = table_words(part.setup(each.tables[0]), _)
    quoted = within(_.quoted, (typed(each.question),))
    return joined([*whom, within(lambda place: asked_words(each, _, place), quoted)], " · ")


def _closed(part: TablesPart, table: int, into: int, _: Language) -> Paragraph:
    def called(number: int) -> Runs:
        name = part.setup(number).name
        return (own(str(number)), *((own(" ("), on_line(name), own(")")) if name else ()))

    if into:
        return Paragraph(
            within(
                lambda one, other: _("Table {table} joined table {into} in this phase.", table=one, into=other),
                called(table), called(into),
            )
        )  # fmt: skip
    return Paragraph(within(lambda one: _("Table {table} was closed in this phase.", table=one), called(table)))


def _read_back(part: TablesPart, _: Language) -> Iterator[Block]:
    """Yield which tables heard their lists, and for which the facilitator signed, where any did."""
    heard = [each.table for each in part.signed if not each.by_facilitator]
    if heard and len(heard) == len(part.to_sign):
        yield _own(
            _.plural(
                "The table heard its list and confirmed it.", "Every table heard its list and confirmed it.", len(heard)
            )
        )
    elif heard:
        yield _own(
            _.plural(
                "Table {tables} heard its list and confirmed it.",
                "Tables {tables} heard their lists and confirmed them.",
                len(heard),
                tables=_.list([*map(str, heard)]),
            )
        )
    if signed_for := [each.table for each in part.signed if each.by_facilitator]:
        yield _own(
            _.plural(
                "For table {tables} the facilitator signed the list.",
                "For tables {tables} the facilitator signed the lists.",
                len(signed_for),
                tables=_.list([*map(str, signed_for)]),
            )
        )
    if part.signed:
        yield from _lists_apart(part, _)


def _lists_apart(part: TablesPart, _: Language) -> Iterator[Block]:
    """Yield of which tables nobody signed the list, and which lists were changed once they were signed."""
    signed = {each.table for each in part.signed}
    if silent := [table for table in part.to_sign if table not in signed]:
        yield _own(
            _.plural(
                "The list of table {tables} was not confirmed.",
                "The lists of tables {tables} were not confirmed.",
                len(silent),
                tables=_.list([*map(str, silent)]),
            )
        )
    if later := [each.table for each in part.signed if each.changed]:
        yield _own(
            _.plural(
                "The list of table {tables} was changed afterwards.",
                "The lists of tables {tables} were changed afterwards.",
                len(later),
                tables=_.list([*map(str, later)]),
            )
        )


def _by_table(counts: Sequence[TableCount], setups: Sequence[TableSetup], _: Language) -> DocumentTable:
    columns: list[tuple[str, list[int]]] = [
        (_("Ideas to be created"), [count.to_create for count in counts]),
        (_("Existing ideas"), [count.existing for count in counts]),
        (_("Ideas withdrawn"), [count.withdrawn for count in counts]),
        (_("Ideas"), [count.received for count in counts]),
    ]
    known = {setup.number: setup for setup in setups}
    titles = [table_words(known.get(count.table) or TableSetup("", count.table), _) for count in counts]
    return counted(_("Ideas per table"), _("Table"), titles, columns, _)


def counted(caption: str, first: str, titles: Sequence[Runs], columns: Sequence[tuple[str, list[int]]],
            _: Language) -> DocumentTable:  # fmt: skip
    """Return a table of numbers with the sums of several rows in the last; columns of zeros alone are left out."""
    shown = [(title, numbers) for title, numbers in columns if any(numbers)]
    rows = [
        (title, *((own(_.number(numbers[place])),) for _title, numbers in shown)) for place, title in enumerate(titles)
    ]
    total: tuple[Runs, ...] = (
        (own(_("Total"), strong=True),),
        *((own(_.number(sum(numbers)), strong=True),) for _title, numbers in shown),
    )
    head = (first, *(title for title, _numbers in shown))
    several = len(rows) > 1
    bars = tuple(shown[-1][1]) if shown and several else ()
    return DocumentTable(caption, head, (*rows, total) if several else tuple(rows), words=1, total=several, bars=bars)


def _section(title: str) -> Heading:
    return Heading(2, (own(title),))


def named(usual: str, part: VenuePart | StudyPart | PanelPart | TablesPart) -> Heading:
    """Name a part by what the programme calls its phase, or by what it is."""
    title = on_line(part.title)
    return Heading(2, (title if title.text else own(usual),), place=part.place)


def _own(text: str) -> Paragraph:
    return Paragraph((own(text),))


def _line(text: str) -> Runs:
    return (on_line(text),) if text else ()


def bullets(texts: Iterable[str]) -> Items:
    """Return what people typed as a list."""
    return Items(tuple(ListItem((typed(text),)) for text in texts))


def paragraphs(texts: Iterable[str]) -> Iterator[Paragraph]:
    """Return what people typed, a paragraph each."""
    return (Paragraph((typed(text),)) for text in texts)
