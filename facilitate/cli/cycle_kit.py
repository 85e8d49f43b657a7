"""`cycle kit`: one file for whoever prepares an event, whose agenda is in it, and events made from older ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import CycleName, KitAgenda, KitOut
from facilitate.cli.cycle_views import open_cycle
from facilitate.domain.errors import N_, Message
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.domain.programme.plan import Plan
    from facilitate.workshop.cycle.events import ReadEvent
    from facilitate.workshop.workshop import Workshop


def make_kit(
    ctx: typer.Context, cycle: CycleName, *, agenda: KitAgenda = "", out: KitOut = None, replace: o.Replace = False
) -> None:
    from facilitate.cli.composition.cycle_kits import kit_of, lender_of

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    language, lender = Language(opened.session.plan.language), lender_of(context.cycles, slug, opened, agenda)
    written = context.publisher.write_kit(
        slug, lambda style: kit_of(context.cycles, slug, opened, lender, language, style), out, replace=replace
    )
    now, plan = context.cycles.kit_now(opened), lender.plan if lender else None
    data = {
        "cycle": slug,
        "file": str(written.path),
        "state": now.state,
        "made": now.made,
        "agenda": plan.title if plan else None,
        "closing_questions": len(plan.closing_questions) if plan else 0,
    }
    context.out.result(data, str(written.path), whole=True)
    context.say_kept([written])
    sentence = N_(
        "Send it to whoever prepares an event: the page for the organisers in it says how. No idea and no name is in "
        "it."
    )
    context.out.talk(context.language(sentence))
    context.out.talk(_whose_agenda(context.language, plan, chosen=bool(agenda)))


def _whose_agenda(_: Language, plan: Plan | None, *, chosen: bool) -> str:
    """Say from which event the agenda of a kit and its closing questions are, and how to have those of another."""
    if plan is None:
        return _(N_("Its agenda is the standard one, without closing questions. For that of an event: --agenda EVENT."))
    last = N_(
        "Its agenda is that of the last event, “{title}” (closing questions: {count}). For another one: --agenda EVENT."
    )
    text = N_("Its agenda is that of “{title}” (closing questions: {count}).") if chosen else last
    return _(text, title=plan.title, count=len(plan.closing_questions))


def say_kits(context: CliContext, opened: Workshop, events: Sequence[ReadEvent]) -> None:
    """Say of events that were made from a kit which is not that of the cycle as it is, of those alike at once."""
    from facilitate.workshop.cycle.kit import ages_of

    for names, age in ages_of(events, context.cycles.kit_now(opened)):
        context.out.talk(context.language.message(Message(N_("{names}: {age}."), {"names": names, "age": age})))
