"""Help pages as plain text, in the reader's language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from facilitate.cli.context import context_of
from facilitate.cli.output import harmless
from facilitate.cli.registry import AUDIENCES
from facilitate.cli.text_columns import columns, wrapped
from facilitate.domain.errors import N_
from facilitate.i18n import Language

_WIDEST = 100
_SUMMARY = N_("Run a multi-table workshop from one laptop, without internet: programme, ideas, typology, report.")
_EVERYWHERE = (
    ("--home", N_("FOLDER"), N_("Workspace folder (default: the one that “facilitate where” shows).")),
    ("--lang", "fr|en", N_("Language of the interface.")),
    ("--json", "", N_("Write the result as JSON.")),
    ("--help", "", N_("Show this page.")),
)


def command_page(ctx: Any) -> str:
    """The page of one command."""
    _ = context_of(ctx).language
    return _page(_, _command_lines(ctx, _))


def group_page(ctx: Any) -> str:
    """The page of a group; the first page of all lists the commands by whom they are for."""
    _ = context_of(ctx).language
    return _page(_, _root_lines(ctx, _) if ctx.parent is None else _group_lines(ctx, _))


def _page(_: Language, lines: Iterator[str]) -> str:
    return harmless("\n".join(lines))


def _width() -> int:
    # A page that nobody looks at on a terminal is as wide everywhere.
    return min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def _command_lines(ctx: Any, _: Language) -> Iterator[str]:
    command = ctx.command
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    pieces = [_argument(param, _) for param in arguments]
    pieces += [_option(param, _) for param in options if param.required]
    rest = [_("[options]")] if any(not param.required for param in options) else []
    yield _("Usage: {usage}", usage=" ".join([ctx.command_path, *pieces, *rest]))
    yield ""
    yield from wrapped(_(command.help), _width())
    yield ""
    yield _("Example:")
    yield f"  {_(command.epilog)}"
    if arguments:
        yield from _section(
            _("Arguments:"), [(_argument(param, _), _(param.help) if param.help else "") for param in arguments]
        )
    if options:
        yield from _section(
            _("Options:"), [(_option(param, _), _(param.help) if param.help else "") for param in options]
        )
    yield from _everywhere(_)


def _group_lines(ctx: Any, _: Language) -> Iterator[str]:
    yield _("Usage: {usage}", usage=f"{ctx.command_path} " + _("COMMAND …"))
    yield ""
    yield from wrapped(_(ctx.command.help), _width())
    yield from _section(_("Commands:"), [(name, _(command.help)) for name, command in ctx.command.commands.items()])
    yield ""
    yield _("For details: {command} --help", command=f"{ctx.command_path} {next(iter(ctx.command.commands))}")


def _root_lines(ctx: Any, _: Language) -> Iterator[str]:
    from facilitate.cli.registry import load

    yield _("Usage: {usage}", usage="facilitate " + _("[COMMAND …]"))
    yield ""
    yield from wrapped(_(_SUMMARY), _width())
    yield from wrapped(_("Without a command: the list of sessions (on screen, in a terminal)."), _width())
    for role in dict.fromkeys(AUDIENCES.values()):
        names = [name for name, whose in AUDIENCES.items() if whose == role]
        yield from _section(_("{role}:", role=_(role)), [(name, _(load(name).help)) for name in names])
    yield from _everywhere(_)
    yield ""
    yield _("For details: {command} --help", command=f"{ctx.command_path} idea")


def _everywhere(_: Language) -> Iterator[str]:
    rows = [(f"{option} {_(value) if value else ''}".strip(), _(text)) for option, value, text in _EVERYWHERE]
    return _section(_("Options for every command:"), rows)


def _section(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    yield ""
    yield title
    yield from ("  " + line for line in columns(rows, (), _width() - 2))


def _argument(param: Any, _: Language) -> str:
    name = _(param.metavar or param.human_readable_name)
    return name if param.required else f"[{name}]"


def _option(param: Any, _: Language) -> str:
    names = ", ".join([*param.opts, *param.secondary_opts])
    return f"{names} {_(param.metavar)}" if param.metavar and not param.is_flag else names
