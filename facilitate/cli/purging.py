"""Personal data that must go, of a session or of a cycle: what goes is said before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from facilitate.cli.agreement import agree_to_others, words_of
from facilitate.cli.composition.upkeep import PurgedFiles
from facilitate.cli.context import CliContext
from facilitate.cli.output import ExitCode, Usage, has_terminal
from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import inlined
from facilitate.domain.timeline import Timeline
from facilitate.domain.typed_times import read_day
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.privacy.people import Redactor, Tell
from facilitate.workshop.privacy.purge import Removal, removal

if TYPE_CHECKING:
    from facilitate.workshop.cycle.reading import EventReading
    from facilitate.workshop.sharing.authority import ForOthers

_ALSO_REMOVED = N_(
    "Also removed: all the tables’ links and access codes, even those now in use (“facilitate share” makes new ones), "
    "damaged lines that had been set aside, and error reports about this session."
)
_REMOVED = N_(
    "Removed: all the tables’ links and access codes, even those now in use (“facilitate share” makes new ones), "
    "damaged lines that had been set aside, and error reports about this session."
)

_NOT_RECOGNISED = N_(
    "People named only in an idea or a note are not recognised: read the ideas and notes again. To remove such a name: "
    "“{command}”."
)
_CONTACT_REMOVED = N_(
    "The contact that is published is removed too, for it may be somebody’s own: reports, lists and letters then give "
    "no address. To publish the organisation’s: “{command}”."
)
_CONTACT_KEPT = N_(
    "Kept: the contact that is published, {contact}, as the organisation’s own. If it is somebody’s, remove it: "
    "“{command}”."
)
_REMOVED_BEFORE = N_("Personal data from before {date} removed:")
_NOTHING_BEFORE = {
    "session": N_("No personal data from before {date} is known on this computer in this session."),
    "cycle": N_("No personal data from before {date} in what was reported to this cycle."),
}


@dataclass(frozen=True, slots=True)
class Purged:
    """What is purged: a `kind` of session or cycle, its name, folder and acts, and how it is done.

    `check` raises `StorageFailure` where it is open elsewhere; `aside` is whether something has to go that stands
    beside its journals, and `synced` is a depot that needs no word, for it follows at once. `names` stand in no list.
    """

    kind: Literal["session", "cycle"]
    slug: str
    folder: Path
    timeline: Timeline
    purge: Callable[[str, Removal, Tell], PurgedFiles]
    check: Callable[[str], None]
    aside: bool = False
    synced: str = ""
    names: Sequence[str] = ()
    mark: str = ""

    @property
    def command(self) -> str:
        """What one types to purge it."""
        return f"purge {self.slug}" if self.kind == "session" else f"cycle purge {self.slug}"

    @property
    def has_links(self) -> bool:
        """Whether tables have links to it, which go too."""
        return self.kind == "session"


def purge_session(
    context: CliContext, slug: str, before: str, *, yes: bool, synced: str = "", names: Sequence[str] = ()
) -> ExitCode:
    """Remove the personal data of a session that is here, and these `names`, as `purge_before` does.

    The depot `synced` follows at once.
    """
    upkeep = context.upkeep
    if not synced:
        _take_first(context, slug)
    folder, timeline = context.workspace.folder(slug), context.sessions.read_timeline(slug)
    aside = bool(upkeep.set_aside(slug) or context.sessions.drafts_naming(slug, names))
    purge, check, mark = upkeep.purge, upkeep.check_purge, upkeep.mark(slug)
    what = Purged("session", slug, folder, timeline, purge, check, aside, synced, names, mark)
    return purge_before(context, what, before, yes=yes)


_NOT_AGREED = N_(
    "{what}. Not imported, and so not looked through. To have names removed from it too, import it before: “{command}”."
)
_LOOKING = N_("Looking first at what other computers sent to {depot}…")
_NOT_TAKEN = N_(
    "What other computers sent to {depot} could not be looked through: {why} If you can, sync before you remove names: "
    "once they went, nobody can look for them any more."
)


def _take_first(context: CliContext, slug: str) -> None:
    """Take what other computers sent to depots before names go: afterwards nobody knows what to look for in it."""
    _, removals = context.language, context.depots.removals

    def agrees(others: Sequence[ForOthers]) -> bool:
        if not has_terminal():
            return False
        agreed = agree_to_others(context, others, take_all=False)
        context.depots.remember(slug, others, agreed=agreed)
        return agreed

    for depot in removals.depots_to_take(slug):
        if "://" in depot:  # which may let one wait
            context.out.talk(_(_LOOKING, depot=depot))
        found = removals.take(slug, depot, context.depots.opened, agrees)
        if isinstance(found, Message):
            context.out.talk(_(_NOT_TAKEN, depot=depot, why=_.message(found)))
            continue
        if found.counted:
            sentence = _.plural(
                "{n} change that other computers had sent to {depot} was imported first, to be looked through too.",
                "{n} changes that other computers had sent to {depot} were imported first, to be looked through too.",
                found.counted,
                depot=depot,
            )
            context.out.talk(sentence)
        if found.others and not found.agreed:
            what = "; ".join(words_of(context, each) for each in found.others)
            again = context.again(f"facilitate depot sync {slug} --to {typed(depot)} --take-all")
            context.out.talk(_(_NOT_AGREED, what=what, command=again))


def purge_before(context: CliContext, what: Purged, before: str, *, yes: bool) -> ExitCode:
    """Remove the personal data from before a day, once somebody agreed; says what went, and what nobody can do."""
    day = read_day(before)
    if not day:
        raise Usage(N_("Before which day? Add --before and a date, such as 2023-12-31."))
    slug, current = what.slug, what.timeline.session
    # The roles that take the place of names are written in the session's own language.
    tell = Language(current.plan.language).message
    from facilitate.export.style.logos import bare_logo

    # The day begins where the organiser is.
    moment = datetime.combine(date.fromisoformat(day), time()).astimezone()
    found = removal(what.timeline, moment, tell, bare_logo, what.names, what.mark, datetime.now(UTC))
    sheets = _sheets(context, slug, found, current)
    if found.nothing and not sheets and not what.aside:
        _say(context, what, found, _NOTHING_BEFORE[what.kind], PurgedFiles([]))
        if not context.out.json:
            if what.has_links:
                context.out.say(_not_recognised(context, slug, day))
            for line in _depots_left(context, what):
                context.out.say(line)
        return ExitCode.DONE
    what.check(slug)
    more = [*_later(context, what, found), *_of_contact(context, slug, found, day)]
    if not yes and not _agreed(context, found, sheets, more, links=what.has_links):
        context.out.talk(context.language(N_("Nothing was changed.")))
        return ExitCode.REFUSED
    beside = what.purge(slug, found, tell)
    if what.names and not what.synced and what.kind == "session":
        context.depots.forget_to_read(slug)  # whoever removes a name by hand has read what came
    printed = [path.name for path in context.publisher.remove_people_sheets(slug)] if sheets else []
    sentence = _REMOVED_BEFORE if found.events else _NOTHING_BEFORE[what.kind]
    _say(context, what, found, sentence, replace(beside, names=[*beside.names, *printed]), len(printed))
    if not context.out.json:
        for line in _left(context, what, day, found, tell):
            context.out.say(line)
    return ExitCode.DONE


def _sheets(context: CliContext, slug: str, found: Removal, session: Session) -> int:
    """How many sheets were made to print of people whose names go, or went before."""
    are_named = any(person.name for person in session.people.values())
    return len(context.publisher.people_sheets(slug)) if found.guests or not are_named else 0


def _of_contact(context: CliContext, slug: str, found: Removal, day: str) -> Iterator[str]:
    """Yield what becomes of the contact that an event publishes."""
    _ = context.language
    if found.contact_removed:
        address = _(N_("ADDRESS"))
        yield _(_CONTACT_REMOVED, command=context.again(f'facilitate plan set {slug} publication/contact "{address}"'))
    elif found.contact_kept:
        kept = inlined(found.contact_kept)
        command = context.again(f'facilitate purge {slug} --before {day} --name "{kept}"')
        yield _(_CONTACT_KEPT, contact=kept, command=command)


def _agreed(context: CliContext, found: Removal, sheets: int, more: Sequence[str], *, links: bool) -> bool:
    _ = context.language
    if not has_terminal():
        raise Usage(N_("This cannot be undone: run the command in a terminal, or add --yes."))
    context.out.talk(_(N_("What will be done, permanently:")))
    for line in _planned(_, found, links=links):
        context.out.talk(f"  {line}")
    for line in more:
        context.out.talk(f"  {line}")
    if sheets:
        sentence = _.plural(
            "{n} file that names people, made to be printed, will be removed.",
            "{n} files that name people, made to be printed, will be removed.",
            sheets,
        )
        context.out.talk(f"  {sentence}")
    context.out.talk(
        _(
            N_("Ideas, proposals, the typology and all counts are kept. Type {word} to continue:"),
            word=_(N_("yes")),
        )
    )
    return context.out.agreed()


def _planned(_: Language, found: Removal, *, links: bool) -> Iterator[str]:
    """Yield what is going to be removed, one sentence a kind."""
    if found.people:
        yield _.plural("{n} name will be replaced with a role.", "{n} names will be replaced with roles.", found.people)
    if found.events:
        yield _.plural(
            "{n} change will be rewritten without personal data.",
            "{n} changes will be rewritten without personal data.",
            len(found.events),
        )
    if found.remarks:
        yield _.plural(
            "The text of {n} remark that may not be quoted will be erased.",
            "The text of {n} remarks that may not be quoted will be erased.",
            len(found.remarks),
        )
    if found.photos:
        yield _.plural(
            "{n} photo of people, or removed from the report, will be erased.",
            "{n} photos of people, or removed from the report, will be erased.",
            found.photos,
        )
    if found.guests:
        yield _.plural(
            "Of {n} person on the guest list only the world, the arrival and a number for the organisation will stay.",
            "Of {n} people on the guest list only the world, the arrival and a number for the organisation will stay.",
            found.guests,
        )
    if links:
        yield _(_ALSO_REMOVED if found.events else _REMOVED)


def _done(_: Language, found: Removal, *, links: bool) -> Iterator[str]:
    """Yield what was removed, one sentence a kind."""
    if found.people:
        yield _.plural("{n} name was replaced with a role.", "{n} names were replaced with roles.", found.people)
    if found.events:
        yield _.plural(
            "{n} change was rewritten without personal data.",
            "{n} changes were rewritten without personal data.",
            len(found.events),
        )
    if found.remarks:
        yield _.plural(
            "The text of {n} remark that may not be quoted was erased.",
            "The text of {n} remarks that may not be quoted was erased.",
            len(found.remarks),
        )
    if found.photos:
        yield _.plural(
            "{n} photo of people, or removed from the report, was erased.",
            "{n} photos of people, or removed from the report, were erased.",
            found.photos,
        )
    if found.guests:
        yield _.plural(
            "Of {n} person on the guest list only the world, the arrival and a number for the organisation stay.",
            "Of {n} people on the guest list only the world, the arrival and a number for the organisation stay.",
            found.guests,
        )
    if links:
        yield _(_ALSO_REMOVED if found.events else _REMOVED)


def _later(context: CliContext, what: Purged, found: Removal) -> Iterator[str]:
    """Yield how many acts from after the day name the same people, and the command that removes them there too."""
    if found.later_day is not None:
        names = "".join(f' --name "{name}"' for name in found.names)
        again = f"facilitate {what.command} --before {found.later_day.isoformat()}{names}"
        yield context.language.plural(
            "{n} later change also contains these names and is not processed. To include it: “{command}”.",
            "{n} later changes also contain these names and are not processed. To include them: “{command}”.",
            found.later,
            command=context.again(again),
        )


def _not_recognised(context: CliContext, slug: str, before: str) -> str:
    name = context.language(N_("NAME"))
    command = context.again(f'facilitate purge {slug} --before {before} --name "{name}"')
    return context.language(_NOT_RECOGNISED, command=command)


def _left(context: CliContext, what: Purged, before: str, found: Removal, tell: Tell) -> Iterator[str]:
    """What a program cannot do, so that somebody does it."""
    _, slug = context.language, what.slug
    folder = str(context.workspace.export_folder(slug))
    yield _(N_("Not changed: files exported to {folder}, copies on other computers, backups."), folder=folder)
    yield from _of_contact(context, slug, found, before)
    if what.has_links:
        for cycle in context.cycles.reading_session(slug):
            exported = context.workspace.export_folder(cycle)
            if exported.is_dir():
                written = N_("Not changed: files of the cycle “{cycle}”, which reads it, exported to {folder}.")
                yield _(written, cycle=cycle, folder=str(exported))
            yield from _named_by_others(context, what, cycle, before, found)
        yield from _depots_left(context, what)
    if sheets := [path.name for path in context.publisher.people_sheets(slug)]:
        yield _(
            N_("Not removed, for somebody changed them or has them open: {files}. They name people: remove them."),
            files=", ".join(sheets),
        )
    if what.has_links:
        yield _not_recognised(context, slug, before)
    context.workspace.clear_unfinished()
    for name in context.sessions.every_rehearsal_of(slug):
        yield _(N_("Not changed: its rehearsal “{name}”, which is a copy. Purge it as well."), name=name)
    if Redactor(found.everybody, tell).names_in_key(slug):
        yield _(
            N_("The session’s folder carries a person’s name: rename {folder}."),
            folder=str(what.folder),
        )


_NAMED_BY_OTHERS = N_(
    "The cycle “{cycle}” still prints a name that was removed, for “{event}” wrote it too. To remove it there: "
    "“{command}”."
)
_NAMED_BY_REPORT = N_(
    "The cycle “{cycle}” still prints a name that was removed, for what was reported of “{event}” has it: correct the "
    "file, and read it in again."
)


def _named_by_others(context: CliContext, what: Purged, cycle: str, before: str, found: Removal) -> Iterator[str]:
    """Say in which other events of a cycle names stand that were removed here: each is removed where it was written."""
    from facilitate.workshop.cycle.reading import texts_of
    from facilitate.workshop.privacy.people import Person
    from facilitate.workshop.privacy.redactor import leak_finder

    people = [Person(each.name, each.role, whole=True) for each in found.everybody]
    leaks_in = leak_finder(people)
    events: Sequence[EventReading] = ()
    with suppress(FacilitateError):  # a cycle that cannot be read is told by who opens it: the purge is done
        events = context.cycles.events(cycle, context.cycles.to_read(cycle)).readings
    for event in events if people else ():
        names = leaks_in("\n".join(texts_of(event))) if event.name != what.slug else []
        if names and event.reported:
            yield context.language(_NAMED_BY_REPORT, cycle=cycle, event=event.name)
        elif names:
            options = " ".join(f'--name "{name}"' for name in names)
            command = context.again(f"facilitate purge {event.name} --before {before} {options}")
            yield context.language(_NAMED_BY_OTHERS, cycle=cycle, event=event.name, command=command)


def _depots_left(context: CliContext, what: Purged) -> Iterator[str]:
    """Say which depots do not know of a removal yet, and with them the computers that only they can reach."""
    if what.kind == "cycle":
        return
    _ = context.language
    depots = context.depot_states.without_removal(what.slug, but=what.synced)
    for depot in depots:
        again = context.again(f"facilitate depot sync {what.slug} --to {typed(depot)}")
        yield _(N_("Not changed yet: {depot}. To remove it there too: “{command}”."), depot=depot, command=again)
    if depots:
        yield _(N_("Other computers keep these names until they sync with it after that."))


def _say(
    context: CliContext,
    what: Purged,
    found: Removal,
    sentence: str,
    beside: PurgedFiles,
    printed: int = 0,
) -> None:
    data = {
        what.kind: what.slug,
        "before": found.before.date().isoformat(),
        "people": found.people if found.events else 0,
        "remarks": len(found.remarks),
        "photos": found.photos,
        "guests": found.guests,
        "acts": len(found.events),
        "files": list(beside.names),
        "reports": beside.reports,
        "drafts": beside.drafts,
    }
    _ = context.language
    is_done = not found.nothing or beside.names or beside.drafts
    lines = [f"  {line}" for line in _done(_, found, links=what.has_links)] if is_done else []
    lines += [f"  {line}" for line in (*_beside(_, beside, printed), *_later(context, what, found))]
    context.out.result(data, _(sentence, date=_.date_long(found.before.date())), *lines)


def _beside(_: Language, beside: PurgedFiles, printed: int) -> Iterator[str]:
    """Yield what became of words that were not saved, and of files to print."""
    if beside.drafts:
        yield _.plural(
            "{n} text that was typed and not saved yet is offered at the next start without personal data.",
            "{n} texts that were typed and not saved yet are offered at the next start without personal data.",
            beside.drafts,
        )
    if beside.undrafted:
        yield _.plural(
            "{n} text that was typed and not saved yet was removed: it repeats what had to go.",
            "{n} texts that were typed and not saved yet were removed: they repeat what had to go.",
            beside.undrafted,
        )
    if printed:
        yield _.plural(
            "{n} file that named people, made to be printed, was removed.",
            "{n} files that named people, made to be printed, were removed.",
            printed,
        )
