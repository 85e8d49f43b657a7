"""Lines of a text that may be no ideas: shown with their words and asked about once, or told with the option."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.import_questions import command_with
from facilitate.cli.output import has_terminal
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.intake.incoming import Incoming, RefusedRow
from facilitate.workshop.views.imports import line_number

_SHOWN = 12


def rows_in_doubt(incoming: Incoming) -> list[RefusedRow]:
    """The lines that stay out and may be ideas all the same."""
    return [row for row in incoming.refused if row.doubtful]


def doubtful_wanted(context: CliContext, incoming: Incoming) -> bool:
    """Ask whether they are to come in too; whatever is not yes is no, and where nobody is, nobody says yes."""
    found = rows_in_doubt(incoming)
    if not found or context.out.json or not has_terminal():
        return False
    _ = context.language
    question = _(N_("Import these lines too? Type {word} to import them, or press Enter to skip them:"), word=_("yes"))
    for line in (*_shown(found, _), question):
        context.out.talk(line)
    try:
        return input("> ").strip().casefold() == _("yes")
    except EOFError:
        return False


def tell_doubtful(ctx: typer.Context, incoming: Incoming) -> None:
    """Show what nobody was asked about, and the command that imports it too."""
    context = context_of(ctx)
    found = rows_in_doubt(incoming)
    if not found or (has_terminal() and not context.out.json):
        return
    for line in _shown(found, context.language):
        context.out.talk(line)
    context.out.talk(
        context.language(N_("To import these lines too: {command}"), command=command_with(ctx, {"--doubtful": ""}))
    )


def _shown(found: list[RefusedRow], _: Language) -> Iterator[str]:
    yield _.plural(
        "{n} line may not be an idea and is skipped:", "{n} lines may not be ideas and are skipped:", len(found)
    )
    for row in found[:_SHOWN]:
        yield "  " + _("line {line}", line=line_number(row, _)) + f"  {row.excerpt}  ({_.message(row.reason)})"
    if (rest := len(found) - _SHOWN) > 0:
        yield "  " + _.plural("and {many} more", "and {many} more", rest, many=_.number(rest))
