"""Opening the screens: they need a terminal, and where there is none that is said at once."""

from __future__ import annotations

import sys

from facilitate.cli.door import Door
from facilitate.cli.output import Usage
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


def open_home(door: Door) -> int:
    """The list of sessions, on screen."""
    return door.house.screen(door.language, "home")


def open_session(door: Door, slug: str, screen: str, table: int | None = None) -> int:
    """A screen of one session: `run`, `sort` or `note`."""
    return door.house.screen(door.language, screen, slug, table)
