"""`cycle export`: the synthesis of all events in files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import Anonymise, CycleName, Formats, Internal
from facilitate.cli.cycle_views import open_cycle, read_events, say_when_read, today_of
from facilitate.cli.progress import progress_line
from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import one_line
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.export.cycle_folder import CycleExport, LeftInFolder
    from facilitate.export.engine_faults import EngineMissing
    from facilitate.export.publish import PublishOptions
    from facilitate.files import Written
    from facilitate.workshop.cycle.events import Events
    from facilitate.workshop.cycle.reading import EventReading
    from facilitate.workshop.cycle.synthesis import Synthesis
    from facilitate.workshop.privacy.several_events import RedactorOfEvents

_EVERY = "all"


def export_cycle(
    ctx: typer.Context,
    cycle: CycleName,
    *,
    to: Formats = None,
    anonymise: Anonymise = False,
    internal: Internal = False,
    replace: o.Replace = False,
) -> None:
    from facilitate.export.cycle_files import FORMATS, formats_of
    from facilitate.export.cycle_folder import CycleExport, state_of_cycle
    from facilitate.export.publish import PublishOptions
    from facilitate.workshop.cycle.synthesis import synthesis_of

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    events = read_events(context, slug, opened)
    unpublished, lacking_words = context.cycles.unpublished(opened, events, internal=internal, anonymous=anonymise)
    known, unknown = context.cycles.redactor(opened, events)
    state = state_of_cycle(opened.timeline, events)
    events, without = _as_published(events, known)
    today, redact = today_of(context), known if anonymise else None
    found = synthesis_of(opened.session, events, unpublished=unpublished, today=today, redact=redact)
    names, every = _formats(to, found)
    # Of letters and a poster in which there would be nothing, those that are there are outdated.
    export = CycleExport({*names, *set(FORMATS).difference(formats_of(found))}, anonymise, state)
    options = PublishOptions(list(dict.fromkeys(names)), anonymise=anonymise, internal=internal, replace=replace)
    lacking: list[EngineMissing] | None = [] if every else None
    language = Language(opened.session.plan.language)
    written, left = _written(context, slug, language, found, options, export, lacking=lacking, redact=redact)
    notices = (
        *lacking_words,
        *_of_files(context, found, names, lacking or ()),
        *_names_in_texts(found, known),
        *(unknown if anonymise else _contacts_left_out(without)),
        *left.notices(),
    )
    _tell(context, slug, written, notices, left)
    if not context.out.json:
        say_when_read(context, slug)


def _written(
    context: CliContext, slug: str, language: Language, found: Synthesis, options: PublishOptions, export: CycleExport,
    *, lacking: list[EngineMissing] | None, redact: RedactorOfEvents | None,
) -> tuple[list[Written], LeftInFolder]:  # fmt: skip
    """Write the files, and clear what earlier ones tell of what is not there any more."""
    publisher = context.publisher
    if "letters" in options.formats and not found.introductions:  # which is refused, but what there was is outdated
        for each in publisher.tidy_cycle(slug, (), dataclasses.replace(export, formats={"letters"})).notices():
            context.out.talk(context.language.message(each))
    with progress_line() as tell:
        creating = partial(context.language, N_("Creating {file}…"))
        written = publisher.write_cycle(
            slug, found, language, options, lambda name: tell(creating(file=name)), lacking, redact
        )
    return written, publisher.tidy_cycle(slug, written, dataclasses.replace(export, lacking=bool(lacking)))


def _of_files(
    context: CliContext, found: Synthesis, names: Sequence[str], lacking: Sequence[EngineMissing]
) -> Iterator[Message]:
    """Yield what is to be known of the files: what is told of no event, and what some formats lack."""
    from facilitate.export.cycle_data import cycle_decidim_notice
    from facilitate.export.engine_faults import by_engine
    from facilitate.workshop.cycle.reports import present_to_give

    if to_give := present_to_give(found.events):
        yield to_give
    yield from by_engine(lacking)
    if "decidim" in names and (notice := cycle_decidim_notice(found, context.language)):
        yield notice
    if "letters" in names:
        yield from _no_address(found)


def _as_published(events: Events, known: RedactorOfEvents) -> tuple[Events, tuple[EventReading, ...]]:
    from facilitate.workshop.cycle.anonymous import events_as_published

    return events_as_published(events, partial(known.as_published, agreed=_agreed(events)))


def _formats(to: Sequence[str] | None, found: Synthesis) -> tuple[list[str], bool]:
    """Return the formats that were asked for, and whether all were."""
    from facilitate.export.cycle_files import formats_of

    asked = [name.strip().lower() for each in to or ["md"] for name in each.split(",") if name.strip()]
    names = [name for name in asked if name != _EVERY]
    return ([*formats_of(found), *names], True) if _EVERY in asked else (names, False)


def _names_in_texts(found: Synthesis, known: RedactorOfEvents) -> Iterator[Message]:
    """Yield what to read again: names of people in ideas and in what was said of them, which nobody was asked for."""
    from facilitate.workshop.privacy.likely_names import warnings_of_names

    events = found.events
    ideas = ((item.event.session, events.name_of(item), item.proposal.text) for item in events.every())
    words = ((event.session, events.short(event), one.word) for event in events.readings for one in event.statements)
    return warnings_of_names((*ideas, *words), known, _agreed(events))


def _agreed(events: Events) -> frozenset[str]:
    """Return the names of those who said yes to being named in a cycle, squeezed."""
    from facilitate.workshop.privacy.name_finder import squeezed

    owners = (action.owner for event in events.readings for action in event.actions)
    speakers = (one.by for event in events.readings for one in event.statements)
    return frozenset(map(squeezed, filter(None, (*owners, *speakers))))


def _contacts_left_out(events: Sequence[EventReading]) -> Iterator[Message]:
    """Yield of which events nobody is named to write to, as in their own files."""
    for event in events:
        yield Message(_CONTACT_LEFT_OUT, {"name": event.name, "contact": one_line(event.contact)})


_CONTACT_LEFT_OUT = N_(
    "“{name}”: whom to write to ({contact}) is left out, as in the report of the event: the guest list notes no "
    "agreement. Ask, and note it there: facilitate people edit {name} … --nameable"
)


def _no_address(found: Synthesis) -> Iterator[Message]:
    """Yield which events that are introduced to others published no address: their letters cannot be sent."""
    items = (item for each in found.introductions for item in (each.wanted, each.existing))
    lacking = {item.event.session: item.event for item in items if not item.event.contact}
    if lacking and not found.anonymous:
        events = Names(tuple(found.events.label(event) for event in lacking.values()))
        yield Message(_NO_ADDRESS, {"events": events})


_NO_ADDRESS = N_(
    "No address was published for {events}: letters and lists say so. Where an event was held, it is given in its "
    "programme (publication/contact); of one that was reported, with the report (--contact)."
)


def _tell(
    context: CliContext, slug: str, written: Sequence[Written], notices: Sequence[Message], left: LeftInFolder
) -> None:
    """Print where each file is, and why others are not there."""
    paths, sentences = [str(each.path) for each in written], [context.language.message(each) for each in notices]
    data = {
        "cycle": slug,
        "files": paths,
        "removed": [str(path) for path in left.removed],
        "outdated": [str(path) for path in (*left.changed, *left.older)],
        "notices": sentences,
    }
    context.out.result(data, *paths, whole=True)
    for sentence in sentences:
        context.out.talk(sentence)
    context.say_kept(written)
