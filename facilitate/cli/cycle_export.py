"""`cycle export`: the synthesis of all events in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import Anonymise, CycleName, Formats, Internal
from facilitate.cli.cycle_views import open_cycle, read_events
from facilitate.cli.progress import progress_line
from facilitate.domain.errors import N_, Message
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.export.engine_faults import EngineMissing
    from facilitate.files import Written
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
    from facilitate.export.cycle_data import cycle_decidim_notice
    from facilitate.export.cycle_files import formats_of
    from facilitate.export.engine_faults import by_engine
    from facilitate.export.publish import PublishOptions
    from facilitate.workshop.cycle.synthesis import synthesis_of

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    events = read_events(context, slug, opened)
    unpublished = context.cycles.unpublished(opened, events, anonymous=anonymise) if internal else None
    known, unknown = context.cycles.redactor(opened, events)
    today, redact = _today(context), known if anonymise else None
    found = synthesis_of(opened.session, events, unpublished=unpublished, today=today, redact=redact)
    asked = [name.strip().lower() for each in to or ["md"] for name in each.split(",") if name.strip()]
    names = [name for name in asked if name != _EVERY]
    if every := _EVERY in asked:
        names = [*formats_of(found), *names]
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
    decidim = cycle_decidim_notice(found, context.language) if "decidim" in names else None
    notices = (decidim, *_names_in_texts(found, known), *(unknown if anonymise else ()))
    _tell(context, slug, written, [*by_engine(lacking or ()), *filter(None, notices)])


def _today(context: CliContext) -> str:
    return context.sessions.now().date().isoformat()


def _names_in_texts(found: Synthesis, known: RedactorOfEvents) -> Iterator[Message]:
    """Yield what to read again: names of people in ideas and in what was said of them, which nobody was asked for."""
    from facilitate.workshop.privacy.likely_names import warnings_of_names

    ideas = ((item.event.session, item.proposal.text) for item in found.events.every())
    statements = [(event.session, one) for event in found.readings for one in event.statements]
    words = ((session, one.word) for session, one in statements)
    owners = (action.owner for event in found.readings for action in event.actions)
    agreed = filter(None, (*owners, *(one.by for _session, one in statements)))
    return warnings_of_names((*ideas, *words), known, agreed)


def _tell(context: CliContext, slug: str, written: Sequence[Written], notices: Sequence[Message]) -> None:
    """Print where each file is, and why others are not there."""
    paths, sentences = [str(each.path) for each in written], [context.language.message(each) for each in notices]
    context.out.result({"cycle": slug, "files": paths, "notices": sentences}, *paths, whole=True)
    for sentence in sentences:
        context.out.talk(sentence)
    context.say_kept(written)
