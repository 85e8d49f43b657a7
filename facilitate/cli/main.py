"""`main`: from words on the command line to an exit code; whatever happens, a person reads a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from facilitate.cli.context import CliContext
from facilitate.cli.output import ExitCode, Output, Usage, check_terminal, has_terminal, prepare_streams
from facilitate.domain.errors import N_, FacilitateError, Message, StorageFailure
from facilitate.i18n import Language, ui_language
from facilitate.system import reader_has_left, spoken


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code.

    Only the end of the program and a reader that has left a pipe are raised, for the program's start to handle.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    prepare_streams()
    output = Output(ui_language(words, os.environ, spoken))
    try:
        return _called(words, output)
    except KeyboardInterrupt:
        output.talk(output.language(N_("Interrupted.")))
        return ExitCode.INTERRUPTED
    except FacilitateError as error:
        output.complain(error.message)
        return _code(error)
    except Exception as error:  # the last place before a person would see a traceback
        if isinstance(error, OSError) and reader_has_left(error):
            raise
        if isinstance(error, ValueError) and any("\0" in word for word in words):  # Python's way to refuse such a path
            output.complain(
                Message(N_("A word of this command contains an invisible character, which no name may contain."))
            )
            return ExitCode.USAGE
        from facilitate.cli.crash_report import keep

        output.complain(keep(error, os.environ))
        return ExitCode.STORAGE if isinstance(error, OSError) else ExitCode.REFUSED


def _called(words: list[str], output: Output) -> int:
    everywhere, rest = taken_out(words)
    if "lang" in everywhere:
        try:
            Language(everywhere["lang"])
        except FacilitateError as error:
            raise Usage(error.message.text, **error.message.params) from None
    output.json = "json" in everywhere
    if rest[:1] == ["--version"]:
        from facilitate import __version__

        output.result({"version": __version__}, f"facilitate {__version__}")
        return ExitCode.DONE
    return _acted(rest, CliContext(output, everywhere.get("home"), os.environ))


def _acted(words: list[str], context: CliContext) -> int:
    try:
        code = open_plainly(words, context)
        if code is None:
            from facilitate.cli.application import run

            code = run(words, context)
        if context.to_rehearse:
            from facilitate.cli.commands.run import open_rehearsal

            code = open_rehearsal(context, context.to_rehearse)
        context.renew_cycles()
    finally:
        for notice in context.notices():
            context.out.complain(notice)
    return code


def open_plainly(words: Sequence[str], context: CliContext) -> int | None:
    """Open the screen of a command line as it is nearly always typed; None leaves the words to Typer.

    They are `run SESSION`, `note SESSION --table N` and the like: a twentieth of the way to the first picture would be
    to load Typer for them. Options, links and mistakes are Typer's.
    """
    match words:
        case []:
            return _home(context)
        case ["run" | "sort" as name, session] if _is_a_name(session):
            return context.open_screen(name, session)
        case ["project", session] if _is_a_name(session):
            return context.open_wall(session)
        case ["note", session, "--table", table] if _is_a_name(session) and _is_a_table(table):
            slug = context.workspace.find(session)
            check_terminal("facilitate note", plainly="--plain")
            return context.screens.open_table(slug, int(table))
    return None


def _home(context: CliContext) -> int:
    """The home screen; without a terminal, or when JSON is wanted, the list."""
    if has_terminal() and not context.out.json:
        return context.screens.open_home()
    from facilitate.cli.commands.list import print_list

    print_list(context)
    return ExitCode.DONE


def _is_a_name(word: str) -> bool:
    return word.replace("-", "").isalnum() and not word.startswith("-")


def _is_a_table(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < len("1000")


def taken_out(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The options that may stand anywhere (`--home`, `--lang`, `--json`), and the other words."""
    found: dict[str, str] = {}
    rest: list[str] = []
    left = iter(words)
    for word in left:
        name, equals, value = word.removeprefix("--").partition("=")
        if word == "--":
            rest += ["--", *left]
        elif word == "--json":
            found["json"] = ""
        elif word.startswith("--") and name in ("home", "lang"):
            given = value if equals else next(left, "")
            if not given:
                raise Usage(N_("{option} needs a value after it."), option=f"--{name}")
            found[name] = given
        else:
            rest.append(word)
    return found, rest


def _code(error: FacilitateError) -> ExitCode:
    if isinstance(error, Usage):
        return ExitCode.USAGE
    return ExitCode.STORAGE if isinstance(error, StorageFailure) else ExitCode.REFUSED
