"""From the report to the document: which words stand where. Every sentence of the compte rendu is made here and below.

Nothing of the moment it is made goes in (no date, no version, no machine), so the same session makes the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.day import whereabouts
from facilitate.export.compose.document import (
    ANNEX,
    OPENING,
    Block,
    Document,
    Heading,
    Paragraph,
    Properties,
    Runs,
    Section,
    TextRun,
    joined,
    listed,
    on_line,
    own,
)
from facilitate.export.compose.ideas import index
from facilitate.export.compose.imprint import closing
from facilitate.export.compose.people import no_world
from facilitate.export.compose.pictures import logos
from facilitate.export.sections import SECTIONS, check_sections
from facilitate.export.style.style import DEFAULT, Style
from facilitate.i18n import Language
from facilitate.labels import event_called, supporters_called
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.wording import people_counted


def compose(report: Report, language: Language, style: Style = DEFAULT) -> Document:
    """Return the whole document; the language of its session is `report.plan.language`."""
    _, plan = language, report.plan
    shown = report.plan.publication.sections or style.sections
    return Document(
        language=language.code,
        title=event_called(inlined(plan.title) or _("Untitled event"), _, rehearsal=report.rehearsal),
        what=_("Event report"),
        subtitle=inlined(plan.subtitle),
        facts=tuple(_facts(report, _)),
        sections=with_notice(tuple(_sections(report, language, style)), plan.publication.notice),
        closing=closing(report, language),
        properties=properties(report, language),
        day=language.date(plan.date) if plan.date else "",
        cover=style.cover,
        marking=_("Internal: do not share") if report.internal else "",
        logos=tuple(logos(report, _)),
        notice=inlined(plan.publication.notice),
        index=tuple(index(report, Anchors(report), _)) if ANNEX in shown else (),
    )


def with_notice(sections: tuple[Section, ...], notice: str) -> tuple[Section, ...]:
    """Return the sections with what nobody may read them without below the first heading."""
    if not notice:
        return sections
    warning = Paragraph((TextRun(notice, strong=True),))
    if not sections:
        return (Section("notice", (warning,)),)
    first, *others = sections
    place = int(isinstance(first.blocks[0], Heading))
    return (replace(first, blocks=(*first.blocks[:place], warning, *first.blocks[place:])), *others)


def properties(report: Report, language: Language) -> Properties:
    """Return what a file of the report says of itself; nothing of the moment or the machine it is made on."""
    plan = report.plan
    return Properties(
        title=event_called(inlined(plan.title) or language("Untitled event"), language, rehearsal=report.rehearsal),
        author=inlined(plan.organiser),
        subject=" – ".join(filter(None, map(inlined, (plan.subtitle, plan.publication.notice)))),
        keywords=tuple(inlined(word) for word in (plan.cycle, plan.place.city, *plan.attendance.groups) if word),
        created=plan.date or (report.edition.date() if report.edition else None),
    )


def _sections(report: Report, _: Language, style: Style) -> Iterator[Section]:
    check_sections(report.plan.publication.sections)
    shown = report.plan.publication.sections or style.sections
    linked = Anchors(report) if "annex" in shown else Anchors(None)
    for of_day, run in groupby((key for key in shown if key in SECTIONS), _in_day_order):
        keys = list(run)
        sections = [Section(key, blocks) for key in keys if (blocks := tuple(SECTIONS[key].blocks(report, linked, _)))]
        usual = [key for key in SECTIONS if key in keys]
        yield from _as_the_day_went(sections) if of_day and keys == usual else sections


def _in_day_order(key: str) -> bool:
    return SECTIONS[key].in_day_order


def _as_the_day_went(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield what belongs to one phase in the order of the agenda, and then the rest; each has a key of its own."""
    parts: list[tuple[str, int | None, list[Block]]] = []
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Heading) and block.level == OPENING:
                parts.append((section.key, block.place, []))
            parts[-1][2].append(block)
    seen: Counter[str] = Counter()
    for key, _place, blocks in sorted(parts, key=lambda part: (part[1] is None, part[1] or 0)):
        seen[key] += 1
        yield Section(key if seen[key] == 1 else f"{key}-of-day-{seen[key]}", tuple(blocks))


def _facts(report: Report, _: Language) -> Iterator[tuple[str, Runs]]:
    plan = report.plan
    facts: list[tuple[str, Runs]] = [
        (_("Date"), _when(report, _)),
        (_("Venue"), whereabouts(plan)),
        *((called, _names(names, _)) for called, names in supporters_called(plan, _)),
        (_("Series"), _line(plan.cycle)),
        (_("Attendance"), _who(report, _)),
    ]
    return (fact for fact in facts if fact[1])


def _names(names: Sequence[str], _: Language) -> Runs:
    return listed(_.list, [_line(name) for name in names])


def _line(text: str) -> Runs:
    return (on_line(text),) if text else ()


def _when(report: Report, _: Language) -> Runs:
    """Return the day with its hours: those that were planned, or the real ones where a report has them."""
    plan = report.plan
    real = [stretch for phase in report.times for stretch in phase.real]
    if real and (ends := [end for _start, end in real if end]) and len(ends) == len(real):
        start = min(start for start, _end in real)
        hours = _("from {start} to {end}", start=_.time(start.time()), end=_.time(max(ends).time()))
    else:
        hours = _planned_hours(plan, _)
        if plan.date and report.announced_date:
            planned = _.date(report.announced_date)
            if plan.starts_at and plan.ends_at:
                hours = _("from {start} to {end}", start=_.time(plan.starts_at), end=_.time(plan.ends_at))
                planned = f"{planned}, {hours}"
            return (own(_("{date} (announced for {planned})", date=_.date(plan.date), planned=planned)),)
    text = ", ".join(part for part in (_.date(plan.date) if plan.date else "", hours) if part)
    return (own(text),) if text else ()


def _planned_hours(plan: Plan, _: Language) -> str:
    if plan.starts_at and plan.ends_at:
        return _("from {start} to {end} (planned times)", start=_.time(plan.starts_at), end=_.time(plan.ends_at))
    if plan.starts_at:
        return _("at {start} (planned time)", start=_.time(plan.starts_at))
    return _("until {end} (planned time)", end=_.time(plan.ends_at)) if plan.ends_at else ""


def _who(report: Report, _: Language) -> Runs:
    plan = report.plan
    counted_people = people_counted(plan.attendance, _)
    groups = listed(_.list, [_line(group) for group in plan.attendance.groups]) if plan.attendance.groups else ()
    if report.people and any(each.came and each.known for each in report.people.worlds):
        of_worlds = [(each.world, each.came) for each in report.people.worlds if each.came]
        counts = [(world or no_world(report.people, _), _.number(count)) for world, count in of_worlds]
        groups = listed(_.list, [_line(_("{world}: {count}", world=world, count=count)) for world, count in counts])
    if not counted_people:
        return groups
    counted = (own(counted_people),)
    if counted_people.endswith(")"):  # brackets do not follow each other
        return joined([counted, groups], " · ")
    return joined([counted, (own("("), *groups, own(")"))], " ") if groups else counted
