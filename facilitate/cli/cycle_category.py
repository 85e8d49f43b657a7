"""`cycle category`: the typology of the cycle itself, for as long as it lives, and what counts under each category."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import category_changes as c
from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import CycleName
from facilitate.cli.cycle_views import open_cycle, read_events
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.domain.programme.plan import Category
    from facilitate.workshop.cycle.totals import Counted
    from facilitate.workshop.workshop import Workshop

About = Annotated[str, typer.Option("--description", metavar=N_("TEXT"), help=N_("What belongs there."))]
Synonyms = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("SYNONYM…"),
        help=N_("Words that mean the same, such as “TS = travailleur social”; they replace all the others."),
    ),
]
ClearSynonyms = Annotated[bool, typer.Option("--clear", help=N_("Remove all its synonyms."))]


def show(ctx: typer.Context, cycle: CycleName) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    print_typology(context, slug, opened)


def print_typology(context: CliContext, slug: str, opened: Workshop) -> None:
    """Print the categories of a cycle, each with its words and with what of the events was said to count there."""
    from facilitate.workshop.cycle.totals import counted_under

    _, categories = context.language, opened.session.plan.categories
    counted = counted_under(opened.session, read_events(context, slug, opened, counted=True))
    if context.out.json:
        context.out.data([_data(number, each, counted.get(each.key, ())) for number, each in enumerate(categories, 1)])
        return
    rows = [
        row
        for number, each in enumerate(categories, 1)
        for row in (
            (str(number), each.key, each.title),
            *(("", "", line) for line in _lines(_, each, counted.get(each.key, ()))),
        )
    ]
    context.out.table(rows)
    if not categories:
        context.out.talk(
            _(N_("No categories yet. To add one: “facilitate cycle category add {cycle} TITLE”."), cycle=slug)
        )


def _lines(_: Language, category: Category, counted: tuple[Counted, ...] | tuple[()]) -> Iterator[str]:
    if category.description:
        yield category.description
    if category.keywords:
        yield _("Keywords: {words}", words=", ".join(category.keywords))
    if category.taxonomies:
        yield _(N_("Decidim: {ids}"), ids=", ".join(map(str, category.taxonomies)))
    for each in counted:
        day = _.date_short(date.fromisoformat(each.day))
        text = N_("since {day}: {what} ({why})") if each.why else N_("since {day}: {what}")
        yield _(text, day=day, what=each.what, why=each.why)


def _data(number: int, category: Category, counted: tuple[Counted, ...] | tuple[()]) -> dict[str, Any]:
    return {
        "number": number,
        "key": category.key,
        "title": category.title,
        "description": category.description,
        "keywords": category.keywords,
        "taxonomies": category.taxonomies,
        "counted": [{"what": each.what, "day": each.day, "why": each.why or None} for each in counted],
    }


def add(
    ctx: typer.Context, cycle: CycleName, title: c.Title, *, keywords: c.Keywords = None, description: About = ""
) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    opened.programme.add_category(title, keywords or (), description)
    print_typology(context, slug, opened)


def rename(ctx: typer.Context, cycle: CycleName, category: o.CategoryName, title: c.Title) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    opened.programme.set(f"categories/{opened.programme.category(category).key}/title", title)
    print_typology(context, slug, opened)


def change_keywords(
    ctx: typer.Context,
    cycle: CycleName,
    category: o.CategoryName,
    words: c.Words = None,
    clear: c.ClearKeywords = False,
) -> None:
    context = context_of(ctx)
    c.set_keywords(context, open_cycle(context, cycle)[1], category, words or [], clear=clear)


def change_description(
    ctx: typer.Context,
    cycle: CycleName,
    category: o.CategoryName,
    text: c.Description = "",
    clear: c.ClearDescription = False,
) -> None:
    context = context_of(ctx)
    c.describe(context, open_cycle(context, cycle)[1], category, text, clear=clear)


def change_taxonomies(
    ctx: typer.Context,
    cycle: CycleName,
    category: o.CategoryName,
    ids: c.Taxonomies = None,
    clear: c.ClearTaxonomies = False,
) -> None:
    context = context_of(ctx)
    c.set_taxonomies(context, open_cycle(context, cycle)[1], category, ids or [], clear=clear)


def change_synonyms(
    ctx: typer.Context, cycle: CycleName, synonyms: Synonyms = None, clear: ClearSynonyms = False
) -> None:
    context = context_of(ctx)
    if synonyms and clear:
        raise Usage(N_("--clear stands alone: give new values, or --clear."))
    slug, opened = open_cycle(context, cycle)
    if synonyms or clear:
        opened.programme.set("synonyms", synonyms or None)
    found = opened.session.plan.synonyms
    context.out.result({"cycle": slug, "synonyms": found}, *(found or ["–"]))


def move(ctx: typer.Context, cycle: CycleName, category: o.CategoryName, before: c.Before = "") -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    c.move(opened, category, before)
    print_typology(context, slug, opened)


def merge(ctx: typer.Context, cycle: CycleName, category: o.CategoryName, into: c.Into) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    opened.programme.merge_categories(category, into)
    print_typology(context, slug, opened)


def remove(ctx: typer.Context, cycle: CycleName, category: o.CategoryName) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    opened.programme.remove(f"categories/{opened.programme.category(category).key}")
    print_typology(context, slug, opened)


CATEGORY = CommandGroup(
    "category",
    N_("Change the typology of a cycle: its categories keep what counts there, whatever they are called."),
    (
        Command(
            "list",
            show,
            N_("List the categories of a cycle, with what was said to count there, since when and why."),
            "facilitate cycle category list grandes",
        ),
        Command(
            "add",
            add,
            N_("Add a category at the end."),
            N_('facilitate cycle category add grandes "Mobility" --keyword bus --keyword bicycle'),
        ),
        Command(
            "rename",
            rename,
            N_("Rename a category; what counted there counts there still."),
            N_('facilitate cycle category rename grandes 1 "Places to meet"'),
        ),
        Command(
            "keywords",
            change_keywords,
            N_("Set the keywords of a category, used for suggestions."),
            N_("facilitate cycle category keywords grandes 1 café hub"),
        ),
        Command(
            "describe",
            change_description,
            N_("Say what belongs in a category."),
            N_('facilitate cycle category describe grandes 1 "Rooms where people who do not know each other meet"'),
        ),
        Command(
            "decidim",
            change_taxonomies,
            N_("Set the ids that a Decidim platform has for a category; the export for it has them."),
            "facilitate cycle category decidim grandes 1 12",
        ),
        Command(
            "synonyms",
            change_synonyms,
            N_("Set the synonyms of a cycle, used for suggestions."),
            N_('facilitate cycle category synonyms grandes "SW = social worker"'),
        ),
        Command(
            "move",
            move,
            N_("Move a category before another, or to the end."),
            "facilitate cycle category move grandes 7 --before 2",
        ),
        Command(
            "merge",
            merge,
            N_("Merge a category into another: all that counted there counts under that one."),
            "facilitate cycle category merge grandes 6 --into 7",
        ),
        Command(
            "remove",
            remove,
            N_("Remove a category; what counted there counts by itself again, with its event."),
            "facilitate cycle category remove grandes 6",
        ),
    ),
)
