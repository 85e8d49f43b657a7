"""Every help page, for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitate.cli.application import built
from facilitate.cli.context import Door
from facilitate.cli.output import Output


def pages(output: Output) -> Iterator[tuple[str, str]]:
    """Each command as people type it, with its page; the first page of all comes first."""
    application = built()
    context = application.make_context("facilitate", [], obj=Door(output, None, {}), resilient_parsing=True)
    yield from _pages(application, context)


def _pages(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    for name, below in getattr(command, "commands", {}).items():
        yield from _pages(below, type(context)(below, info_name=name, parent=context, obj=context.obj))
