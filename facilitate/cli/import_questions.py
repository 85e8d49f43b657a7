"""What a file leaves open: asked on a terminal, and said elsewhere with a command that can be copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, has_terminal
from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import excerpt
from facilitate.i18n import Language
from facilitate.sheets.contents import Unclear
from facilitate.sheets.encodings import decode
from facilitate.sheets.kinds import OF_A_MAIL
from facilitate.workshop.audit.issue import command
from facilitate.workshop.intake.column_choices import ENCODING_NAMES, QUESTIONS, holds_names, leaves_out
from facilitate.workshop.intake.incoming import Incoming, RefusedRow, names_no_table
from facilitate.workshop.intake.item_names import ItemKey, item_key
from facilitate.workshop.intake.points import AS_IDEAS
from facilitate.workshop.intake.table_titles import table_within
from facilitate.workshop.views.imports import line_number

if TYPE_CHECKING:
    from facilitate.cli.import_result import Result
    from facilitate.domain.session import Session
    from facilitate.workshop.cases.imports import ImportPlan

_SAMPLE = 70  # signs of a line
_IN_DOUBT = 12  # lines that are shown


def answer(context: CliContext, unclear: Unclear, data: bytes) -> tuple[str, ...]:
    """Ask with the choices numbered and what each is known by; without an answer nothing comes in.

    Several are answered where several may be meant.
    """
    _ = context.language
    context.out.talk(_(QUESTIONS[unclear.option]))
    are_numbers = all(map(str.isdecimal, unclear.choices))  # columns without a name, which have theirs already
    numbers = unclear.choices if are_numbers else tuple(map(str, range(1, len(unclear.choices) + 1)))
    for number, choice, sample in zip(numbers, unclear.choices, _samples(unclear, data), strict=True):
        called = "" if are_numbers else _called(context, choice)
        context.out.talk("  " + "  ".join(filter(None, (number, called, sample))))
    while True:
        several = N_("Type a number, or several with a space between them, or press Enter to import nothing:")
        context.out.talk(_(several if unclear.also else N_("Type a number, or press Enter to import nothing:")))
        try:
            typed = input("> ").split()
        except EOFError:
            typed = []
        if not typed:
            raise unclear
        if set(typed) <= set(numbers) and (len(typed) == 1 or unclear.also):
            return tuple(unclear.choices[numbers.index(each)] for each in dict.fromkeys(typed))
        context.out.talk(_(N_("“{typed}” is not one of these numbers."), typed=excerpt(" ".join(typed))))


def items_decided(context: CliContext, plan: ImportPlan, session: Session) -> dict[str, str]:
    """Ask of each name that is close to a category whether it is that one; whatever is no answer leaves it open."""
    _ = context.language
    keys = {category.title: category.key for category in session.plan.categories}
    decided: dict[str, str] = {}
    names: dict[ItemKey, str] = {}
    for name in plan.close_items():
        names.setdefault(item_key(name), name)
    for meant, name in names.items():
        cells = [cell for cell in plan.item_cells.close if item_key(cell) == meant]
        title = plan.item_cells.close[cells[0]]
        for line in (
            _(N_("“{written}” is close to “{title}”."), written=excerpt(name), title=excerpt(title)),
            "  1  " + _(N_("file its ideas under “{title}”"), title=excerpt(title)),
            "  2  " + _(N_("create the category “{written}”"), written=excerpt(name)),
            _(N_("Type a number, or press Enter to leave its ideas unfiled:")),
        ):
            context.out.talk(line)
        try:
            typed = input("> ").strip()
        except EOFError:
            return decided
        if typed in ("1", "2"):
            decided |= dict.fromkeys(cells, keys[title] if typed == "1" else "")
    return decided


def _called(context: CliContext, choice: str) -> str:
    called = context.language(ENCODING_NAMES.get(choice, choice))
    return f"{called} ({choice})" if called != choice else choice


def _samples(unclear: Unclear, data: bytes) -> Iterator[str]:
    for place, choice in enumerate(unclear.choices):
        if unclear.option == "encoding":
            yield _as_written(data, choice)
        else:
            yield excerpt(unclear.samples[place], _SAMPLE) if unclear.samples else ""


def _as_written(data: bytes, encoding: str) -> str:
    """The first line with more than plain letters, as that encoding makes it."""
    try:
        text, _name = decode(data, encoding)
    except Refused:
        return ""
    return next((line.strip()[:_SAMPLE] for line in text.splitlines() if not line.isascii()), "")


def with_example(ctx: typer.Context, unclear: Refused, tables: int) -> Refused:
    """What could not be told, with a command that says it; `tables` is how many the session has."""
    if unclear.message.text == OF_A_MAIL and not ctx.params["table"]:
        with_table = N_("{reason} If the list names no table, add --table N, with the number of its table.")
        return Refused(with_table, reason=unclear.message)
    if not isinstance(unclear, Unclear) or not unclear.likely:
        return unclear
    missing: dict[str, str | tuple[str, ...]] = {f"--{unclear.option}": (unclear.likely, *unclear.also)}
    if unclear.no_table:
        missing["--table"] = _likely_table(ctx, tables)
    message = N_("{reason}\nFor example: {command}")  # in a line of its own: it is copied
    return Refused(message, reason=unclear.message, command=command_with(ctx, missing))


def asked_table(_: Language, count: int, *, columns: bool) -> str:
    """Return the question for the table of the ideas that name none."""
    if columns:
        return _.plural(
            "Type the number of the table or the name of the column that gives it (Enter: skip this idea):",
            "Type the number of the table or the name of the column that gives it (Enter: skip these ideas):",
            count,
        )
    return _.plural(
        "Type the number of the table, or press Enter to skip this idea:",
        "Type the number of the table, or press Enter to skip these ideas:",
        count,
    )


def no_such_table(_: Language, answer: str, number: int | None, tables: int) -> str:
    """Return why the question is asked again."""
    if number is None:
        return _(N_("“{typed}” is not a table number (tables 1 to {tables})."), typed=excerpt(answer), tables=tables)
    return _(N_("Table {table} does not exist (tables 1 to {tables})."), table=number, tables=tables)


def tell_table_missing(ctx: typer.Context, result: Result) -> None:
    """Show the command that gives a table to the ideas without one."""
    context = context_of(ctx)
    table = _likely_table(ctx, result.session.plan.tables, result.incoming.refused)
    sentence = N_("For example, to put the ideas that name no table under table {table}: {command}")
    context.out.talk(context.language(sentence, table=table, command=command_with(ctx, {"--table": table})))


def _likely_table(ctx: typer.Context, tables: int, refused: Iterable[RefusedRow] = ()) -> str:
    """The table for an example: what the name of the file says, or the lines that are no ideas, or the first."""
    lines = (row.excerpt for row in refused if not names_no_table(row))
    for texts in ((Path(str(ctx.params["file"])).stem.replace("_", " "),), lines):
        found = {number for text in texts if (number := table_within(text)) and number <= tables}
        if len(found) == 1:
            return str(found.pop())
    return "1"


def tell_other_ways(ctx: typer.Context, result: Result) -> None:
    """Show how to have the file read otherwise, where that changes anything; what was written is undone first."""
    context = context_of(ctx)
    _ = context.language
    undo = context.again(command(str(ctx.params["session"]), "undo")) if result.recorded else ""
    ways = dict(_other_ways(result))
    for purpose, missing in ways.items():
        steps = [undo] if undo else []
        steps.append(command_with(ctx, missing))
        sentence = N_("{purpose}, undo this import, then import again:") if undo else N_("{purpose}:")
        context.out.talk("\n  ".join((_(sentence, purpose=_(purpose)), *steps)))
    if undo and not ways and result.code is not ExitCode.DONE:
        context.out.talk(_(N_("To undo this import: {command}"), command=undo))


def _other_ways(result: Result) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What for, and the option; nothing where all of the file is here: it would come in twice or not at all."""
    if not result.plan.compared.new and result.plan.here:
        return
    if any(notice.text in AS_IDEAS for notice in result.incoming.reading.notices):
        yield N_("To import sub-points as details of the point above"), {"--sub-points": "detail"}
    if leaves_out(result.incoming) and not holds_names(result.incoming):
        yield N_("To import everything else as it stands in the file"), {"--as-written": ""}


def rows_in_doubt(incoming: Incoming) -> list[RefusedRow]:
    """The lines that stay out and may be ideas all the same."""
    return [row for row in incoming.refused if row.doubtful]


def doubtful_wanted(context: CliContext, incoming: Incoming) -> bool:
    """Ask whether they are to come in too; whatever is not yes is no, and where nobody is, nobody says yes."""
    found = rows_in_doubt(incoming)
    if not found or context.out.json or not has_terminal():
        return False
    _ = context.language
    question = _.plural(
        "Import this line too? Type {word} to import it, or press Enter to skip it:",
        "Import these lines too? Type {word} to import them, or press Enter to skip them:",
        len(found),
        word=_("yes"),
    )
    for line in (*_doubtful_lines(found, _), question):
        context.out.talk(line)
    return context.out.agreed()


def tell_doubtful(ctx: typer.Context, incoming: Incoming, tables: int) -> None:
    """Show what nobody was asked about, and the command that imports it too."""
    context = context_of(ctx)
    found = rows_in_doubt(incoming)
    if not found or (has_terminal() and not context.out.json):
        return
    for line in _doubtful_lines(found, context.language):
        context.out.talk(line)
    missing = {"--doubtful": ""}
    if any(row.homeless or names_no_table(row) for row in incoming.refused):
        missing["--table"] = _likely_table(ctx, tables, incoming.refused)
    again = command_with(ctx, missing)
    if "--table" in missing and tables > 1:
        sentence = context.language.plural(
            "To include this line too, for example under table {table}: {command}",
            "To include these lines too, for example under table {table} for those that name none: {command}",
            len(found),
            table=missing["--table"],
            command=again,
        )
    else:
        sentence = context.language.plural(
            "To include this line too: {command}", "To include these lines too: {command}", len(found), command=again
        )
    context.out.talk(sentence)


def _doubtful_lines(found: list[RefusedRow], _: Language) -> Iterator[str]:
    yield _.plural(
        "{n} line might not be an idea and is skipped:", "{n} lines might not be ideas and are skipped:", len(found)
    )
    for row in found[:_IN_DOUBT]:
        yield "  " + _("line {line}", line=line_number(row, _)) + f"  {row.excerpt}  ({_.message(row.reason)})"
    if (rest := len(found) - _IN_DOUBT) > 0:
        yield "  " + _.plural("and {many} more", "and {many} more", rest, many=_.number(rest))


def command_with(ctx: typer.Context, missing: Mapping[str, str | tuple[str, ...]]) -> str:
    """Return the command as it was typed, with what was missing."""
    words = [str(ctx.params["file"])]
    for option in ctx.command.params:
        name, value = option.opts[0], ctx.params.get(option.name or "")
        if name.startswith("--") and name not in missing and value not in (None, False, "", option.default):
            values = value if isinstance(value, (list, tuple)) else (value,)
            words += [name] if value is True else [word for each in values for word in (name, str(each))]
    for name, value in missing.items():
        values = value if isinstance(value, tuple) else (value,)
        words += [word for each in values for word in ((name, each) if each else (name,))]
    called = ctx.params.get("session") or ctx.params["cycle"]
    what = ctx.command_path.partition(" ")[2]  # a file is read by more than one command
    return context_of(ctx).again(command(str(called), what, *words))
