"""`cycle export`: the synthesis of all events in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import Anonymise, CycleName, Formats, Internal
from facilitate.cli.cycle_views import open_cycle, read_events
from facilitate.cli.progress import progress_line
from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import one_line
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.export.engine_faults import EngineMissing
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
    from facilitate.export.engine_faults import by_engine
    from facilitate.export.publish import PublishOptions
    from facilitate.workshop.cycle.anonymous import events_as_published
    from facilitate.workshop.cycle.synthesis import synthesis_of

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    events = read_events(context, slug, opened)
    unpublished, lacking_words = context.cycles.unpublished(opened, events, internal=internal, anonymous=anonymise)
    known, unknown = context.cycles.redactor(opened, events)
    events, without = events_as_published(events, partial(known.as_published, agreed=_agreed(events)))
    today, redact = _today(context), known if anonymise else None
    found = synthesis_of(opened.session, events, unpublished=unpublished, today=today, redact=redact)
    names, every = _formats(to, found)
    lacking: list[EngineMissing] | None = [] if every else None
    with progress_line() as tell:
        written = context.publisher.write_cycle(
            slug,
            found,
            Language(opened.session.plan.language),
            PublishOptions(list(dict.fromkeys(names)), anonymise=anonymise, internal=internal, replace=replace),
            lambda name: tell(context.language(N_("Creating {file}…"), file=name)),
            lacking,
            redact,
        )
    of_files = _notices_of_files(context, slug, found, names, written)
    notices = (*of_files, *_names_in_texts(found, known), *(unknown if anonymise else _contacts_left_out(without)))
    _tell(context, slug, written, [*by_engine(lacking or ()), *lacking_words, *notices])


def _formats(to: Sequence[str] | None, found: Synthesis) -> tuple[list[str], bool]:
    """Return the formats that were asked for, and whether all were."""
    from facilitate.export.cycle_files import formats_of

    asked = [name.strip().lower() for each in to or ["md"] for name in each.split(",") if name.strip()]
    names = [name for name in asked if name != _EVERY]
    return ([*formats_of(found), *names], True) if _EVERY in asked else (names, False)


def _notices_of_files(
    context: CliContext, slug: str, found: Synthesis, names: Sequence[str], written: Sequence[Written]
) -> Iterator[Message]:
    """Yield what is told of files in these formats; letters of earlier exports that are true no more are removed."""
    from facilitate.export.cycle_data import cycle_decidim_notice

    if "decidim" in names and (notice := cycle_decidim_notice(found, context.language)):
        yield notice
    if "letters" not in names and found.introductions:
        return
    language = Language(context.cycles.read(slug).session.plan.language)
    removed, left = context.publisher.remove_letters(slug, found, language, written)
    for text, paths in ((_REMOVED, removed), (_LEFT, left)):
        if paths:
            yield Message(text, {"files": Names.of([path.name for path in paths])})


_REMOVED = N_("Of an earlier export and no longer true, so removed: {files}.")
_LEFT = N_("Of an earlier export and no longer true, but changed by somebody since, so kept: {files}.")


def _today(context: CliContext) -> str:
    return context.sessions.now().date().isoformat()


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


def _tell(context: CliContext, slug: str, written: Sequence[Written], notices: Sequence[Message]) -> None:
    """Print where each file is, and why others are not there."""
    paths, sentences = [str(each.path) for each in written], [context.language.message(each) for each in notices]
    context.out.result({"cycle": slug, "files": paths, "notices": sentences}, *paths, whole=True)
    for sentence in sentences:
        context.out.talk(sentence)
    context.say_kept(written)
