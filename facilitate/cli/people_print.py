"""`people print`: badges, lists and signs on paper, which name people and are for the desk alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_, Refused
from facilitate.domain.phase_lookup import tables_phase_named
from facilitate.domain.programme.plan import MOST_ROUNDS

What = Annotated[
    list[str] | None,
    typer.Option(
        "--what",
        metavar=N_("SHEETS"),
        help=N_(
            "badges, list, tables, signs, attendance, predealt; separated by commas (default: what can be made, "
            "without predealt)."
        ),
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar=N_("FORMATS"), help=N_("pdf or html, separated by commas (default: pdf).")),
]
OfRound = Annotated[
    int, typer.Option("--round", metavar="N", min=0, max=MOST_ROUNDS, help=N_("Only the tables of this round."))
]
Blank = Annotated[
    int,
    typer.Option(
        "--blank", metavar="N", min=0, max=400, help=N_("Blank badges for those who come without being expected.")
    ),
]
Present = Annotated[bool, typer.Option("--present", help=N_("Only those who are here."))]
_FORMS = ("pdf", "html")
_ANNOUNCED = N_(
    "A seating plan is kept, and badges to deal have other tables than it tells people beforehand. Print “badges”, or "
    "leave the plan first: “facilitate seats deal SESSION”."
)
_NOT_DEALT = N_(
    "Whoever needs a table without steps or an interpreter does not draw from a pile: choose their table, with "
    "“facilitate people arrive SESSION PERSON --table TABLE”."
)


def print_people(
    ctx: typer.Context,
    session: o.SessionName,
    *,
    what: What = None,
    to: To = None,
    phase: o.OfPhase = "",
    number: OfRound = 0,
    blank: Blank = 8,
    present: Present = False,
    replace: o.Replace = False,
) -> None:
    from facilitate.export.people_sheets import SheetAsked, sheets_for
    from facilitate.workshop.views.people_print import people_print

    context = context_of(ctx)
    kinds, forms = _kinds(context, what or []), form_names(to or [])
    opened = context.sessions.open_read_only(slug := context.workspace.find(session))
    found, plan = opened.session, opened.session.plan
    of_phase = tables_phase_named(plan, phase) if phase else None
    if not found.people and set(kinds or ["badges"]) - {"signs", "predealt"}:
        from facilitate.workshop.views.seating import EMPTY

        raise Refused(EMPTY)
    if "predealt" in kinds and any(found.seating.values()):
        raise Refused(_ANNOUNCED)
    of = people_print(found, phase=of_phase, number=number, present=present)
    asked = SheetAsked(of, plan, opened.recorder.now(), blank, plan.title)
    written = context.publisher.write_people(slug, kinds or sheets_for(of), forms, asked, replace=replace)
    files = [str(each.path) for each in written]
    kept = [str(each.kept) for each in written if each.kept]
    context.out.result({"session": slug, "files": files, "kept": kept}, *files, whole=True)
    context.say_kept(written)
    for line in _cautions(context, kinds, of.as_written, slug):
        context.out.talk(line)


def _cautions(context: CliContext, kinds: Sequence[str], as_written: int, slug: str) -> Iterator[str]:
    """Yield what whoever prints sheets has to know of them."""
    if as_written and set(kinds or ["list"]) & {"list", "tables", "attendance", "badges"}:
        yield _without_family_name(context, as_written, slug)
    if "predealt" in kinds:
        yield context.language(_NOT_DEALT)
    yield context.language(
        N_("These files name people: only you can read them here. Print them, then remove them; “purge” does too.")
    )


def _without_family_name(context: CliContext, people: int, session: str) -> str:
    return context.language.plural(
        "The family name of {n} person is not known: they stand by their name as it is written. To say it: “facilitate "
        "people edit {session} PERSON --family-name NAME”, or import a list with a column for each.",
        "The family names of {n} people are not known: they stand by their names as they are written. To say one: "
        "“facilitate people edit {session} PERSON --family-name NAME”, or import a list with a column for each.",
        people,
        session=session,
    )


def _kinds(context: CliContext, typed: Sequence[str]) -> list[str]:
    """The sheets somebody names, in either language, each once and in their usual order."""
    from facilitate.export.people_sheets import KINDS
    from facilitate.labels import value_meant, words_for

    named = [value_meant(KINDS, name, context.language) for text in typed for name in text.split(",")]
    for name in named:
        if name not in KINDS:
            known = words_for(KINDS, context.language)
            raise Usage(N_("Unknown sheet “{name}”. Choose from: {known}."), name=name.strip(), known=known)
    return [kind for kind in KINDS if kind in named]


def form_names(typed: Sequence[str]) -> list[str]:
    """The forms in which a sheet to print is asked for; raises `Usage` for others."""
    named = [name.strip().lower() for text in typed for name in text.split(",")]
    for name in named:
        if name not in _FORMS:
            raise Usage(N_("Sheets to print are made as {known}, not as “{name}”."), name=name, known=", ".join(_FORMS))
    return [form for form in _FORMS if form in named]
