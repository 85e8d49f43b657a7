"""What every command is handed: the reader's language, where to write, and the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from facilitate.cli.output import Output
from facilitate.i18n import Language

if TYPE_CHECKING:
    import typer

    from facilitate.cli.composition import House


class Door:
    """One call of the program."""

    def __init__(self, output: Output, home: str | None, environ: Mapping[str, str]) -> None:
        self.out = output
        self._home = home
        self._environ = environ
        self.opened: House | None = None

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.out.language

    @cached_property
    def house(self) -> House:
        """The workspace; loading it is left to the commands that need it."""
        from facilitate.cli.composition import House

        self.opened = House(self._home, self._environ)
        return self.opened


def door_of(ctx: typer.Context) -> Door:
    """The door a command was called through."""
    door = ctx.obj
    if not isinstance(door, Door):
        raise TypeError("commands are called through main()")
    return door
