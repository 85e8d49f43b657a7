"""The compte rendu as Markdown: CommonMark, with the tables of GitHub Flavored Markdown and nothing else beyond it.

Nothing of the moment it is made goes in (no date, no version, no machine), so the same session makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from facilitate.domain.plan import Plan, Study
from facilitate.export.escape import cell, inline
from facilitate.export.markdown_ideas import annex, closing, typology
from facilitate.export.markdown_matrix import answers
from facilitate.export.markdown_parts import INDENT, bullets, heading, joined, labelled, strong, table
from facilitate.export.markdown_times import times
from facilitate.i18n import Language
from facilitate.workshop.counts import TableCount
from facilitate.workshop.report import PanelPart, PhaseNotes, Report, SpeakerPart, StudyPart, TablesPart


def render(report: Report, language: Language) -> str:
    """Write the whole report; the language of its session is `report.plan.language`."""
    blocks = (
        *_title(report.plan, language),
        *times(report.times, language),
        *_venue(report, language),
        *_studies(report.studies, language),
        *_panels(report.panels, language),
        *_other_notes(report.notes, language),
        *_tables(report, language),
        *typology(report, language),
        *answers(report.matrix, language),
        *annex(report, language),
        *closing(report, language),
    )
    return "\n\n".join(blocks) + "\n"


def _title(plan: Plan, _: Language) -> Iterator[str]:
    yield heading(1, cell(plan.title) or _("An event without a title"))
    what = strong(_("Report of the event"))
    yield f"{what}\\\n*{cell(plan.subtitle)}*" if plan.subtitle else what
    facts = [
        (_("Date"), _when(plan, _)),
        (_("Place"), _where(plan)),
        (_("Organised by"), cell(plan.organiser)),
        (_("Partners"), joined(_, plan.partners) if plan.partners else ""),
        (_("Cycle"), cell(plan.cycle)),
        (_("Attendance"), _who(plan, _)),
    ]
    if any(value for _label, value in facts):
        yield bullets(labelled(_, label, value) for label, value in facts if value)


def _when(plan: Plan, _: Language) -> str:
    hours = ""
    if plan.starts_at and plan.ends_at:
        hours = _("from {start} to {end}", start=_.time(plan.starts_at), end=_.time(plan.ends_at))
    elif plan.starts_at:
        hours = _("at {start}", start=_.time(plan.starts_at))
    elif plan.ends_at:
        hours = _("until {end}", end=_.time(plan.ends_at))
    return ", ".join(part for part in (_.date(plan.date) if plan.date else "", hours) if part)


def _where(plan: Plan, name: Callable[[str], str] = str) -> str:
    named = name(cell(plan.place.name)) if plan.place.name else ""
    return ", ".join(part for part in (named, *map(cell, plan.place.whereabouts)) if part)


def _who(plan: Plan, _: Language) -> str:
    numbers = []
    if plan.attendance.present is not None:
        numbers.append(_.plural("{n} person came", "{n} people came", plan.attendance.present))
    if plan.attendance.expected is not None:
        numbers.append(_.plural("{n} person was expected", "{n} people were expected", plan.attendance.expected))
    groups = joined(_, plan.attendance.groups) if plan.attendance.groups else ""
    if not numbers:
        return groups
    return ", ".join(numbers) + (f" ({groups})" if groups else "")


def _venue(report: Report, _: Language) -> Iterator[str]:
    part = report.venue
    if part is None:
        return
    yield heading(2, _("The venue"))
    if where := _where(report.plan, name=strong):
        yield where
    if part.facts:
        yield bullets(inline(fact, indent=INDENT) for fact in part.facts)
    yield from _paragraphs(part.notes)


def _studies(parts: Sequence[StudyPart], _: Language) -> Iterator[str]:
    for part in parts:
        yield _heading(_("The study"), part.title, parts)
        if part.study.title:
            yield f"*{cell(part.study.title)}*"
        facts = _study_facts(part.study, _)
        if facts:
            yield bullets(facts)
        if part.axes:
            yield _.plural("It is built on one axis:", "It is built on {n} axes:", len(part.axes))
            yield "\n".join(
                "\n".join(
                    [f"{number}. {inline(axis.question, indent='   ')}"]
                    + [bullets([inline(text, indent=" " * 5)], indent=" " * 3) for text in axis.findings]
                )
                for number, axis in enumerate(part.axes, 1)
            )
        if part.findings:
            yield _("Other findings:") if part.axes else _("Findings:")
            yield bullets(inline(text, indent=INDENT) for text in part.findings)
        yield from _paragraphs(part.notes)


def _study_facts(study: Study, _: Language) -> list[str]:
    author = ", ".join(cell(part) for part in (study.author, study.author_role) if part)
    people = "" if study.interviewees is None else _.number(study.interviewees)
    facts = [
        (_("Conducted by"), author),
        (_("Method"), cell(study.method)),
        (_("People interviewed"), people),
        (_("Commissioned by"), cell(study.commissioned_by)),
        (_("Funded by"), cell(study.funded_by)),
    ]
    return [labelled(_, label, value) for label, value in facts if value]


def _panels(parts: Sequence[PanelPart], _: Language) -> Iterator[str]:
    for part in parts:
        yield _heading(_("The panel"), part.title, parts)
        if part.speakers:
            yield "\n".join(_speaker(speaker, _) for speaker in part.speakers)
        yield from _paragraphs(part.notes)
        if part.remarks:
            yield heading(3, _("What was said, without attribution"))
            yield bullets(inline(text, indent=INDENT) for text in part.remarks)


def _speaker(part: SpeakerPart, _: Language) -> str:
    about = [cell(text) for text in (part.speaker.role, part.speaker.organisation) if text]
    line = bullets([", ".join([strong(cell(part.speaker.name)), *about])])
    quotes = bullets((_.quoted(inline(text, indent=" " * 4)) for text in part.quotes), indent=INDENT)
    return f"{line}\n{quotes}" if quotes else line


def _other_notes(parts: Sequence[PhaseNotes], _: Language) -> Iterator[str]:
    if parts:
        yield heading(2, _("In the course of the event"))
    for part in parts:
        yield heading(3, cell(part.title) or _("Other notes"))
        yield from _paragraphs(part.notes)


def _tables(report: Report, _: Language) -> Iterator[str]:
    for part in report.tables:
        yield _heading(_("The working tables"), part.title, report.tables)
        yield from _asked(part, _)
    if not report.counts.received:
        return
    if not report.tables:
        yield heading(2, _("The working tables"))
    yield _.plural("{n} idea was collected:", "{n} ideas were collected:", report.counts.received)
    yield _by_table(report.counts.by_table, _)


def _asked(part: TablesPart, _: Language) -> Iterator[str]:
    if part.question:
        yield _.plural("One question was put to {n} table:", "One question was put to {n} tables:", part.tables)
        yield f"> {inline(part.question, indent='> ')}"
    yield from _paragraphs(part.notes)


def _by_table(counts: Sequence[TableCount], _: Language) -> str:
    columns: list[tuple[str, list[int]]] = [
        (_("To be created"), [count.to_create for count in counts]),
        (_("Already existing"), [count.existing for count in counts]),
        (_("Withdrawn"), [count.withdrawn for count in counts]),
        (_("Ideas"), [count.received for count in counts]),
    ]
    shown = [(title, numbers) for title, numbers in columns if any(numbers)]
    rows = [
        [_("Table {table}", table=count.table), *(_.number(numbers[place]) for _title, numbers in shown)]
        for place, count in enumerate(counts)
    ]
    total = [strong(_("Total")), *(strong(_.number(sum(numbers))) for _title, numbers in shown)]
    return table([_("Table"), *(title for title, _numbers in shown)], [*rows, total], words=1)


def _heading(usual: str, title: str, parts: Sequence[object]) -> str:
    """Name a part by what it is; where an event has two of a kind, by what the programme calls each."""
    return heading(2, usual if len(parts) == 1 else cell(title))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (inline(text) for text in texts)
