"""The services of a workspace, as a command is handed them."""

from __future__ import annotations

from pathlib import Path

from facilitate.cli.context import CliContext
from facilitate.cli.output import Output
from facilitate.i18n import Language


def context_at(home: Path | str | None, environ: dict[str, str] | None = None, language: str = "fr") -> CliContext:
    """What a command gets that is called in that workspace, on a machine called `home` unless `environ` tells."""
    machine = {"FACILITATE_MACHINE": "home"} if environ is None else environ
    return CliContext(Output(Language(language)), str(home) if home else None, machine)
