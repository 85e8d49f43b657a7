"""The Typer application: built for the one command that is called, so that no other is loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer import _click
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from facilitate.cli.context import CliContext
from facilitate.cli.output import ExitCode, Output, Usage
from facilitate.cli.registry import AUDIENCES, Command, CommandGroup, load
from facilitate.domain.errors import N_


class HelpfulCommand(TyperCommand):
    """A command whose help page is ours: translated, with an example."""

    def get_help(self, ctx: Any) -> str:
        from facilitate.cli.help import command_page

        return command_page(ctx)


class HelpfulGroup(TyperGroup):
    """A group whose help page and refusals are ours."""

    def get_help(self, ctx: Any) -> str:
        from facilitate.cli.help import group_page

        return group_page(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the subcommand, or say which one was meant."""
        known = list(AUDIENCES) if ctx.parent is None else self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], known, 1)
            if close:
                raise Usage(
                    N_("Unknown command “{name}”. Did you mean “{close}”?"),
                    name=f"{ctx.command_path} {args[0]}",
                    close=f"{ctx.command_path} {close[0]}",
                )
            raise Usage(
                N_("Unknown command “{name}”. “{command} --help” lists the commands."),
                name=f"{ctx.command_path} {args[0]}",
                command=ctx.command_path,
            )
        return super().resolve_command(ctx, args)


def run(words: list[str], context: CliContext) -> int:
    """Run the command the words name, and return what it tells the shell."""
    application = built(*words[:2])
    try:
        with application.make_context("facilitate", words, obj=context) as ctx:
            code = application.invoke(ctx)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (typer.Abort, EOFError):
        raise KeyboardInterrupt from None
    except _click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.message + "\n")
        return ExitCode.USAGE
    except _click.exceptions.ClickException as error:
        from facilitate.cli.command_errors import complaint

        for message in complaint(error):
            context.out.complain(message)
        return ExitCode.USAGE
    return code if isinstance(code, int) else ExitCode.DONE


def built(name: str = "", below: str = "") -> Any:
    """The application with the one command of that name (and the one below it), or with all of them."""
    application = typer.Typer(
        cls=HelpfulGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )

    @application.callback()
    def _root() -> None:
        """Nothing of its own: what may stand anywhere was taken out before."""

    for each in [name] if name in AUDIENCES else AUDIENCES:
        _add(application, load(each), below)
    return get_command(application)


def _add(application: typer.Typer, entry: Command | CommandGroup, below: str = "") -> None:
    if isinstance(entry, Command):
        application.command(
            entry.name,
            cls=HelpfulCommand,
            help=entry.help,
            epilog=entry.example,
            context_settings={"ignore_unknown_options": True} if entry.free else None,
        )(entry.run)
        return
    group = typer.Typer(cls=HelpfulGroup, no_args_is_help=True, help=entry.help, rich_markup_mode=None)
    for command in [each for each in entry.commands if each.name == below] or entry.commands:
        _add(group, command)
    application.add_typer(group, name=entry.name)


def pages(output: Output) -> Iterator[tuple[str, str]]:
    """Each command as people type it, with its page, for the documentation; the first page of all comes first."""
    application = built()
    context = application.make_context("facilitate", [], obj=CliContext(output, None, {}), resilient_parsing=True)
    yield from _pages(application, context)


def _pages(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    for name, below in getattr(command, "commands", {}).items():
        yield from _pages(below, type(context)(below, info_name=name, parent=context, obj=context.obj))
