"""`category`: the typology, corrected while it is used."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import category_changes as c
from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place


def show(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    print_categories(context, context.sessions.read(session))


def print_categories(context: CliContext, session: Session) -> None:
    """The typology, with how many proposals each item has, and those that are in none."""
    proposals = session.proposals()
    filed = [sum(1 for proposal in proposals if proposal.category == each.key) for each in session.plan.categories]
    if context.out.json:
        context.out.data(
            [
                {
                    "number": number,
                    "key": each.key,
                    "title": each.title,
                    "keywords": each.keywords,
                    "description": each.description,
                    "taxonomies": each.taxonomies,
                    "proposals": count,
                }
                for number, (each, count) in enumerate(zip(session.plan.categories, filed, strict=True), 1)
            ]
        )
        return
    _ = context.language
    rows = [
        (str(number), _.plural("{n} proposal", "{n} proposals", count), each.key, each.title)
        for number, (each, count) in enumerate(zip(session.plan.categories, filed, strict=True), 1)
    ]
    for place, title in ((Place.UNFILED, _("Unfiled")), (Place.UNDECIDED, _("Undecided"))):
        count = sum(1 for proposal in proposals if proposal.place is place)
        rows.append(("", _.plural("{n} proposal", "{n} proposals", count), "", title))
    context.out.table(rows)


def add(
    ctx: typer.Context,
    session: o.SessionName,
    title: c.Title,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("REFERENCE…"), help=N_("Proposals to file there, after --from.")),
    ] = None,
    first: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar=N_("REFERENCE"),
            help=N_("Proposals to file there at once, also if a category with that title already exists."),
        ),
    ] = None,
    keywords: c.Keywords = None,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if refs and not first:
        raise Usage(N_("Write --from before the references of the proposals to file there."))
    if first:
        opened.proposals.file_under_new([*first, *(refs or ())], title, keywords or ())
    else:
        opened.programme.add_category(title, keywords or ())
    print_categories(context, opened.session)


def change_keywords(
    ctx: typer.Context,
    session: o.SessionName,
    category: o.CategoryName,
    words: c.Words = None,
    clear: c.ClearKeywords = False,
) -> None:
    context = context_of(ctx)
    c.set_keywords(context, context.workshop(session), category, words or [], clear=clear)


def change_description(
    ctx: typer.Context,
    session: o.SessionName,
    category: o.CategoryName,
    text: c.Description = "",
    clear: c.ClearDescription = False,
) -> None:
    context = context_of(ctx)
    c.describe(context, context.workshop(session), category, text, clear=clear)


def change_taxonomies(
    ctx: typer.Context,
    session: o.SessionName,
    category: o.CategoryName,
    ids: c.Taxonomies = None,
    clear: c.ClearTaxonomies = False,
) -> None:
    context = context_of(ctx)
    c.set_taxonomies(context, context.workshop(session), category, ids or [], clear=clear)


def rename(ctx: typer.Context, session: o.SessionName, category: o.CategoryName, title: c.Title) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.programme.set(f"categories/{opened.programme.category(category).key}/title", title)
    print_categories(context, opened.session)


def move(ctx: typer.Context, session: o.SessionName, category: o.CategoryName, before: c.Before = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    c.move(opened, category, before)
    print_categories(context, opened.session)


def merge(ctx: typer.Context, session: o.SessionName, category: o.CategoryName, into: c.Into) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.programme.merge_categories(category, into)
    print_categories(context, opened.session)


def remove(ctx: typer.Context, session: o.SessionName, category: o.CategoryName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.programme.remove(f"categories/{opened.programme.category(category).key}")
    print_categories(context, opened.session)


COMMAND = CommandGroup(
    "category",
    N_("Add, rename, order, merge and remove categories."),
    (
        Command(
            "list",
            show,
            N_("List the categories, with the number of proposals in each."),
            "facilitate category list paris",
        ),
        Command(
            "add",
            add,
            N_("Add a category at the end, and file proposals there."),
            N_('facilitate category add paris "Housing" --from T1-01 T2-03'),
        ),
        Command(
            "rename",
            rename,
            N_("Rename a category; its proposals stay filed there."),
            N_('facilitate category rename paris 3 "Voice and visibility"'),
        ),
        Command(
            "keywords",
            change_keywords,
            N_("Set the keywords of a category, used for suggestions."),
            N_("facilitate category keywords paris 1 café hub"),
        ),
        Command(
            "describe",
            change_description,
            N_("Say what belongs in a category."),
            N_('facilitate category describe paris 1 "Rooms where people who do not know each other meet"'),
        ),
        Command(
            "decidim",
            change_taxonomies,
            N_("Set the ids that a Decidim platform has for a category; the export for it has them."),
            "facilitate category decidim paris 1 12",
        ),
        Command(
            "move",
            move,
            N_("Move a category before another, or to the end."),
            "facilitate category move paris 7 --before 2",
        ),
        Command(
            "merge",
            merge,
            N_("Merge a category into another: all its proposals are filed there, and it is removed."),
            "facilitate category merge paris 6 --into 7",
        ),
        Command(
            "remove",
            remove,
            N_("Remove a category; its proposals are not lost: they become unfiled."),
            "facilitate category remove paris 6",
        ),
    ),
)
