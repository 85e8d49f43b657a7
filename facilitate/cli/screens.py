"""Opening the screens: they need a terminal, and where there is none that is said at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from facilitate.cli.context import Door
from facilitate.cli.output import ExitCode, Usage
from facilitate.domain.errors import N_


def has_terminal() -> bool:
    """Whether a person sits at both ends; a screen without one would wait for ever."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def check_terminal(command: str) -> None:
    """Refuse to open a screen where nobody could see it."""
    if not has_terminal():
        raise Usage(
            N_("“{command}” opens a screen and needs a terminal. Without one, use commands: see “facilitate --help”."),
            command=command,
        )


def home(door: Door) -> int:
    """The home screen; without a terminal, or when JSON is wanted, the list."""
    if has_terminal() and not door.out.json:
        return door.house.screen(door.language, "home")
    from facilitate.cli.commands.sessions import print_list

    print_list(door)
    return ExitCode.DONE


def open_plainly(words: Sequence[str], door: Door) -> int | None:
    """Open the screen of a command line as it is nearly always typed; None leaves the words to Typer.

    They are `run SESSION`, `note SESSION --table N` and the like: a twentieth of the way to the first picture would be
    to load Typer for them. Options, links and mistakes are Typer's.
    """
    match words:
        case []:
            return home(door)
        case ["run" | "sort" | "project" as name, session] if _is_a_name(session):
            return open_named(door, name, session)
        case ["note", session, "--table", table] if _is_a_name(session) and _is_a_table(table):
            return open_named(door, "note", session, int(table))
    return None


def _is_a_name(word: str) -> bool:
    return word.replace("-", "").isalnum() and not word.startswith("-")


def _is_a_table(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < len("1000")


def open_named(door: Door, name: str, session: str, table: int | None = None) -> int:
    """A screen of the session somebody means."""
    slug = door.house.find(session)
    check_terminal(f"facilitate {name}")
    return open_session(door, slug, name, table)


def open_session(door: Door, slug: str, screen: str, table: int | None = None) -> int:
    """A screen of one session: `run`, `sort` or `note`."""
    return door.house.screen(door.language, screen, slug, table)
