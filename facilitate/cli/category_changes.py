"""What is changed of one category, of a session or of a cycle: its words, what belongs there, its ids elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli.output import Usage
from facilitate.domain.errors import N_

if TYPE_CHECKING:
    from facilitate.cli.context import CliContext
    from facilitate.workshop.workshop import Workshop

Title = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The category’s title."))]
Keywords = Annotated[
    list[str] | None,
    typer.Option("--keyword", metavar=N_("WORD"), help=N_("A keyword of the category; repeat for several.")),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("WORD…"), help=N_("Its new keywords, replacing all the others (none: show those it has).")
    ),
]
Description = Annotated[
    str,
    typer.Argument(
        metavar=N_("TEXT"), help=N_("What belongs there, between quotation marks (none: show what is said).")
    ),
]
Taxonomies = Annotated[
    list[int] | None,
    typer.Argument(
        metavar=N_("ID…"),
        min=1,
        help=N_("Its ids on the platform, replacing all the others (none: show those it has)."),
    ),
]
ClearKeywords = Annotated[bool, typer.Option("--clear", help=N_("Remove all its keywords."))]
ClearDescription = Annotated[bool, typer.Option("--clear", help=N_("Remove its description."))]
ClearTaxonomies = Annotated[bool, typer.Option("--clear", help=N_("Remove all its ids."))]
Before = Annotated[
    str, typer.Option("--before", metavar=N_("CATEGORY"), help=N_("The one to put it before (default: at the end)."))
]
Into = Annotated[str, typer.Option("--into", metavar=N_("CATEGORY"), help=N_("The category to file its proposals in."))]


def set_keywords(context: CliContext, opened: Workshop, category: str, words: list[str], *, clear: bool) -> None:
    key = _changed(opened, category, "keywords", words, clear=clear)
    found = opened.programme.category(key)
    _show(context, found.key, found.title, "keywords", list(found.keywords))


def describe(context: CliContext, opened: Workshop, category: str, text: str, *, clear: bool) -> None:
    key = _changed(opened, category, "description", text.strip(), clear=clear)
    found = opened.programme.category(key)
    _show(context, found.key, found.title, "description", found.description)


def set_taxonomies(context: CliContext, opened: Workshop, category: str, ids: list[int], *, clear: bool) -> None:
    key = _changed(opened, category, "taxonomies", ids, clear=clear)
    found = opened.programme.category(key)
    _show(context, found.key, found.title, "taxonomies", list(found.taxonomies))


def move(opened: Workshop, category: str, before: str) -> None:
    target = opened.programme.category(before).key if before else ""
    opened.programme.move(f"categories/{opened.programme.category(category).key}", target)


def _changed(opened: Workshop, category: str, name: str, value: list[str] | list[int] | str, *, clear: bool) -> str:
    if value and clear:
        raise Usage(N_("--clear stands alone: give new values, or --clear."))
    key = opened.programme.category(category).key
    if value or clear:
        opened.programme.set(f"categories/{key}/{name}", value or None)
    return key


def _show(context: CliContext, key: str, title: str, name: str, value: list[str] | list[int] | str) -> None:
    text = value if isinstance(value, str) else ", ".join(map(str, value))
    context.out.result({"key": key, name: value}, context.language("{label}: {value}", label=title, value=text or "–"))
