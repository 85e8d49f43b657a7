"""A guest list taken in from the command line: read, asked about where nobody can tell, and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from facilitate.cli.context import CliContext
from facilitate.cli.output import Usage, has_terminal
from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import excerpt, title_key
from facilitate.domain.values.worlds import Worlds
from facilitate.i18n import Language
from facilitate.sheets.contents import Contents, Unclear
from facilitate.workshop.cases.people import Brought, called
from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.roster import GuestList, guest_contents, read_guests
from facilitate.workshop.intake.roster_columns import GuestField
from facilitate.workshop.intake.roster_matching import ANOTHER, Homonym, RosterPlan
from facilitate.workshop.workshop import Workshop

_SHOWN = 8
_LIKE_WORLDS = ("secteur", "sector", "secteur d activite", "college electoral")
FIELDS: Mapping[str, str] = {
    "name": N_("name"), "first": N_("first name"), "last": N_("last name"), "organisation": N_("organisation"),
    "world": N_("world"), "territory": N_("area"), "access": N_("access"), "interpreter": N_("interpreter"),
    "diet": N_("diet"), "together": N_("wishes to sit with"), "apart": N_("wishes not to sit with"),
    "email": N_("e-mail"), "interprets": N_("interprets"), "no_photo": N_("photos"), "nameable": N_("may be named"),
    "family_name": N_("family name"), "more": N_("other columns"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GuestFile:
    """A file that is read, and how, as far as a person said it."""

    data: bytes
    name: str
    keep: Mapping[str, str]
    encoding: str = ""
    sheet: str = ""
    taken: Mapping[GuestField, str] = field(default_factory=dict)  # in which columns fields are, as far as it was said


def purposes_of(typed: Sequence[str]) -> dict[str, str]:
    """Return what columns are kept for, as `Column=purpose`."""
    found = {}
    for each in typed:
        column, _equals, purpose = each.partition("=")
        if not (column.strip() and purpose.strip()):
            raise Usage(N_('--keep takes a column and what it is kept for: --keep "Phone=to warn of a delay".'))
        found[column.strip()] = purpose.strip()
    return found


def take_in(context: CliContext, opened: Workshop, file: GuestFile, *, dry: bool) -> None:
    """Read a guest list, ask what nobody can tell, take it in, and say what came of it."""
    found = _read(context, file, opened.session.roster_purposes)
    plan = opened.people.plan(found)
    decisions = _decided(context, plan) if not dry else {}
    if dry:
        brought = Brought(opened.people.plan(found, decisions), (), (), opened.people.groups_of(found))
    else:
        brought = opened.people.bring(found, decisions)
    groups = brought.groups
    worlds = Worlds(opened.session.plan.attendance.groups)
    if context.out.json:
        made = {"groups_taken": list(groups)}
        context.out.data(_data(context.language, found, brought, worlds, dry=dry) | made)
        return
    for line in _result_lines(context.language, found, brought, worlds, dry=dry):
        context.out.say(line)
    for warning in found.overlooked():
        context.out.talk(context.language.message(warning))
    for line in _of_groups(context.language, found, groups, opened, dry=dry):
        context.out.say(line)
    if opened.session.plan.privacy.keep_until is None and not dry:
        later = N_("Nothing says until when it is kept: “facilitate plan set {session} privacy/keep_until DATE”.")
        context.out.talk(context.language(later, session=opened.log.slug))


def _read(context: CliContext, file: GuestFile, purposes: Mapping[str, str]) -> GuestList:
    contents = _contents(context, file)
    found = read_guests(contents, file.keep, file.taken)
    # A column whose purpose is known already needs not be named again.
    again = {column: purpose for column, purpose in purposes.items() if column in found.left_out}
    return read_guests(contents, {**again, **file.keep}, file.taken) if again else found


def _contents(context: CliContext, file: GuestFile) -> Contents:
    """Read the file; which sheet of it, or which encoding, is asked where somebody can be asked."""
    while True:
        try:
            return guest_contents(file.data, name=file.name, encoding=file.encoding, sheet=file.sheet)
        except Unclear as unclear:
            if context.out.json or not unclear.choices or not has_terminal():
                raise
            from facilitate.cli.import_questions import answer

            answered = answer(context, unclear, file.data)[0]
            file = replace(file, encoding=answered) if unclear.option == "encoding" else replace(file, sheet=answered)


def _decided(context: CliContext, plan: RosterPlan) -> dict[int, str | int]:
    """Ask who is who among people of one name; elsewhere, and without an answer, each is somebody else."""
    if not plan.homonyms or context.out.json or not has_terminal():
        return {}
    decided: dict[int, str | int] = {}
    by_name: dict[str, list[Homonym]] = defaultdict(list)
    for each in plan.homonyms:
        if each.people:
            decided[each.guest.line] = _whom(context, each)
        else:
            by_name[title_key(each.guest.name)].append(each)
    for those in by_name.values():
        if _are_one(context, those):
            decided |= {each.guest.line: each.line for each in those}
        else:
            decided |= {each.guest.line: ANOTHER for each in those}
    return decided


def _whom(context: CliContext, homonym: Homonym) -> str:
    _ = context.language
    name, line = excerpt(homonym.guest.name), homonym.guest.line
    context.out.talk(_(N_("Line {line}: “{name}” may be somebody who is on the list already:"), line=line, name=name))
    for number, person in enumerate(homonym.people, 1):
        context.out.talk(f"  {number}  {called(person)}")
    context.out.talk(_(N_("Type a number, or press Enter for somebody else of that name:")))
    typed = _typed()
    known = {str(number): person.id for number, person in enumerate(homonym.people, 1)}
    return known.get(typed, ANOTHER)


def _are_one(context: CliContext, those: Sequence[Homonym]) -> bool:
    _ = context.language
    lines = ", ".join(map(str, [those[0].line, *(each.guest.line for each in those)]))
    name = excerpt(those[0].guest.name)
    context.out.talk(_(N_("Nothing tells the people called “{name}” apart (lines {lines})."), name=name, lines=lines))
    context.out.talk(_(N_("Type {word} if they are one person; Enter keeps them apart:"), word=_(N_("yes"))))
    return _typed().casefold() == _(N_("yes"))


def _typed() -> str:
    try:
        return input("> ").strip()
    except EOFError:
        return ""


def _result_lines(_: Language, found: GuestList, brought: Brought, worlds: Worlds, *, dry: bool) -> Iterator[str]:
    plan = brought.plan
    yield _people_line(_, plan, dry=dry)
    read = [_(N_("{column} ({field})"), column=name, field=_(FIELDS[field])) for name, field in found.columns if name]
    if read:
        yield _(N_("Columns read: {columns}."), columns=_.list(read))
    for column, purpose in found.purposes.items():
        yield _(N_("Kept: “{column}”, for: {purpose}."), column=column, purpose=purpose)
    if found.left_out:
        names = _.list([_.quoted(name) for name in found.left_out])
        yield _(N_('Left out, for nothing says what they are for: {columns}. To keep one: --keep "Column=purpose".'),
                columns=names)  # fmt: skip
    yield from map(_.message, found.notices())
    for each in plan.corrected[:_SHOWN]:
        yield "  " + _(N_("{name}: {fields}"), name=each.now.name, fields=_.list([_(FIELDS[f]) for f in each.fields]))
    if len(plan.corrected) > _SHOWN:
        yield "  …"
    yield from _of_homonyms(_, plan)
    yield from _of_worlds(_, found, worlds)
    if plan.removed:
        yield _.plural(
            "{n} person on the list had been removed here: skipped.",
            "{n} people on the list had been removed here: skipped.",
            len(plan.removed),
        )
    yield from _of_wishes(_, brought)
    if plan.added and ("name" in (fields := {field for _name, field in found.columns})) and "last" not in fields:
        yield _(N_("Lists are sorted by the whole name: two columns “First name” and “Last name” sort by family name."))


def _of_wishes(_: Language, brought: Brought) -> Iterator[str]:
    """Say which wishes are not kept: those to sit with somebody in their words, others by their line alone."""
    if lost := brought.unknown_wishes:
        where = [
            _(N_("line {line}: “{words}”"), line=each.line, words=excerpt(each.words))
            if each.words
            else _(N_("line {line}"), line=each.line)
            for each in lost[:_SHOWN]
        ]
        yield _.plural(
            "{n} wish names nobody on the list, or several people: it was not kept ({where}).",
            "{n} wishes name nobody on the list, or several people: they were not kept ({where}).",
            len(lost),
            where="; ".join(where) + ("…" if len(lost) > _SHOWN else ""),
        )
    for line in brought.both_ways:
        yield _(N_("Line {line} wishes for one person both with and not with: neither was kept."), line=line)


def _people_line(_: Language, plan: RosterPlan, *, dry: bool) -> str:
    added, corrected = len(plan.added), len(plan.corrected)
    parts = [
        _.plural("{n} person would be added", "{n} people would be added", added)
        if dry
        else _.plural("{n} person added", "{n} people added", added)
    ]
    if corrected:
        parts.append(_.plural("{n} corrected", "{n} corrected", corrected))
    if plan.same:
        parts.append(_.plural("{n} already here", "{n} already here", plan.same))
    if plan.again:
        parts.append(_.plural("{n} line repeated", "{n} lines repeated", len(plan.again)))
    return ", ".join(parts) + "."


def _of_homonyms(_: Language, plan: RosterPlan) -> Iterator[str]:
    if plan.homonyms:
        lines = ", ".join(str(each.guest.line) for each in plan.homonyms[:_SHOWN])
        yield _.plural(
            "{n} line has the name of somebody else and nothing tells them apart: both are on the list (line {lines}).",
            "{n} lines have the name of somebody else and nothing tells them apart: all are on the list (lines "
            "{lines}).",
            len(plan.homonyms),
            lines=lines + ("…" if len(plan.homonyms) > _SHOWN else ""),
        )


def _of_worlds(_: Language, found: GuestList, worlds: Worlds) -> Iterator[str]:
    counted = worlds.counted(guest.world for guest in found.guests if guest.world)
    if counted:
        shown = [_(N_("{world}: {count}"), world=world, count=_.number(count)) for world, count in counted.items()]
        yield _(N_("Worlds: {worlds}."), worlds=_.list(shown))
    others = [world for world in counted if not worlds.group(world)]
    if others and worlds.are_known:
        yield _(
            N_("Not among the groups of the programme, and kept as written: {worlds}."),
            worlds=_.list([_.quoted(excerpt(world)) for world in others[:_SHOWN]]),
        )


def _of_groups(_: Language, found: GuestList, groups: Sequence[str], opened: Workshop, *, dry: bool) -> Iterator[str]:
    """Say which worlds are groups of the programme by now; or how they are made so, where that is a person's choice."""
    if groups:
        would = N_("The programme has no groups: these worlds would become its groups: {groups}.")
        done = N_(
            "The programme had no groups: these worlds are its groups now, which the desk’s phones ask for and the "
            "report counts: {groups}. “facilitate undo {session}” takes them and the list back."
        )
        yield _(would if dry else done, groups=_.list(groups), session=opened.log.slug)
    elif any(guest.world for guest in found.guests):
        if opened.session.plan.attendance.groups:
            return
        yield _(
            N_(
                "The list names too many groups, or too few people of each, for them to become the programme’s: the "
                "desk’s phones ask for none and the report counts none. To have "
                "them: “facilitate plan add {session} attendance/groups GROUP GROUP…”."
            ),
            session=opened.log.slug,
        )
    elif sector := next((name for name in found.left_out if bare(name) in _LIKE_WORLDS), ""):
        yield _(
            N_('If “{column}” says which group people belong to, import the list again with --world "{column}".'),
            column=sector,
        )


def _data(_: Language, found: GuestList, brought: Brought, worlds: Worlds, *, dry: bool) -> dict[str, Any]:
    plan = brought.plan
    counted = worlds.counted(guest.world for guest in found.guests if guest.world)
    return {
        "added": len(plan.added),
        "corrected": len(plan.corrected),
        "already_here": plan.same,
        "corrections": [{"line": each.guest.line, "fields": list(each.fields)} for each in plan.corrected],
        "columns": [{"name": name, "is": field} for name, field in found.columns],
        "left_out": list(found.left_out),
        "overlooked": [*found.needs, *found.naming],
        "kept": dict(found.purposes),
        "nameless": list(found.nameless),
        "homonyms": [each.guest.line for each in plan.homonyms],
        "repeated": [guest.line for guest in plan.again],
        "removed_before": [guest.line for guest in plan.removed],
        "unknown_wishes": len(brought.unknown_wishes),
        "lost_wishes": [{"line": each.line, "words": each.words or None} for each in brought.unknown_wishes],
        "wished_both_ways": list(brought.both_ways),
        "worlds": [
            {"world": world, "in_programme": bool(worlds.group(world)), "people": count}
            for world, count in counted.items()
        ],
        "notices": [_.message(each) for each in (*found.overlooked(), *found.notices())],
        "dry_run": dry,
    }
