"""Which commands there are, for whom, and in which module: only the module of the command that is called is loaded."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass

ORGANISER = N_("For the organiser, before and after")
FACILITATOR = N_("For the facilitator, during the event")
NOTE_TAKER = N_("For the note-takers at the tables")
UPKEEP = N_("Upkeep")

# In the order of the help page.
PLACES: dict[str, tuple[str, str]] = {
    "demo": (ORGANISER, "demo"),
    "new": (ORGANISER, "sessions"),
    "list": (ORGANISER, "sessions"),
    "show": (ORGANISER, "sessions"),
    "plan": (ORGANISER, "plan"),
    "cards": (ORGANISER, "share"),
    "stats": (ORGANISER, "stats"),
    "check": (ORGANISER, "check"),
    "trace": (ORGANISER, "trace"),
    "export": (ORGANISER, "export"),
    "style": (ORGANISER, "style"),
    "roadmap": (ORGANISER, "roadmap"),
    "run": (FACILITATOR, "screens"),
    "sort": (FACILITATOR, "screens"),
    "project": (FACILITATOR, "screens"),
    "share": (FACILITATOR, "share"),
    "wall": (FACILITATOR, "wall"),
    "phase": (FACILITATOR, "phase"),
    "fact": (FACILITATOR, "notes"),
    "finding": (FACILITATOR, "notes"),
    "remark": (FACILITATOR, "notes"),
    "proposal": (FACILITATOR, "proposal"),
    "category": (FACILITATOR, "category"),
    "suggest": (FACILITATOR, "suggest"),
    "matrix": (FACILITATOR, "matrix"),
    "undo": (FACILITATOR, "history"),
    "redo": (FACILITATOR, "history"),
    "history": (FACILITATOR, "history"),
    "note": (NOTE_TAKER, "screens"),
    "idea": (NOTE_TAKER, "idea"),
    "import": (NOTE_TAKER, "import_"),
    "collect": (UPKEEP, "collect"),
    "doctor": (UPKEEP, "upkeep"),
    "purge": (UPKEEP, "purge"),
    "where": (UPKEEP, "upkeep"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what runs, what its help says, an example; `free` lets arguments begin with a hyphen."""

    name: str
    run: Callable[..., Any]
    help: str
    example: str
    free: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Commands about one thing."""

    name: str
    help: str
    commands: tuple[Command, ...]


def load(name: str) -> Command | Group:
    """The command or group of that name."""
    module = import_module(f"facilitate.cli.commands.{PLACES[name][1]}")
    entries: tuple[Command | Group, ...] = module.COMMANDS
    return next(entry for entry in entries if entry.name == name)
