"""Which commands there are, and for whom. The file of each has its name, and only that of the one called is loaded."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass

ORGANISER = N_("For the organiser, before and after")
FACILITATOR = N_("For the facilitator, during the event")
NOTE_TAKER = N_("For the note-takers at the tables")
UPKEEP = N_("Maintenance")

# In the order of the help page.
AUDIENCES: dict[str, str] = {
    "demo": ORGANISER,
    "new": ORGANISER,
    "list": ORGANISER,
    "session": ORGANISER,
    "show": ORGANISER,
    "plan": ORGANISER,
    "cards": ORGANISER,
    "stats": ORGANISER,
    "photo": ORGANISER,
    "people": ORGANISER,
    "seats": ORGANISER,
    "privacy": ORGANISER,
    "check": ORGANISER,
    "trace": ORGANISER,
    "export": ORGANISER,
    "style": ORGANISER,
    "roadmap": ORGANISER,
    "cycle": ORGANISER,
    "run": FACILITATOR,
    "door": FACILITATOR,
    "sort": FACILITATOR,
    "project": FACILITATOR,
    "share": FACILITATOR,
    "wall": FACILITATOR,
    "vote": FACILITATOR,
    "feedback": FACILITATOR,
    "phase": FACILITATOR,
    "read-back": FACILITATOR,
    "report-back": FACILITATOR,
    "table": FACILITATOR,
    "fact": FACILITATOR,
    "finding": FACILITATOR,
    "remark": FACILITATOR,
    "proposal": FACILITATOR,
    "category": FACILITATOR,
    "suggest": FACILITATOR,
    "matrix": FACILITATOR,
    "undo": FACILITATOR,
    "redo": FACILITATOR,
    "history": FACILITATOR,
    "note": NOTE_TAKER,
    "idea": NOTE_TAKER,
    "import": NOTE_TAKER,
    "collect": UPKEEP,
    "depot": UPKEEP,
    "doctor": UPKEEP,
    "purge": UPKEEP,
    "where": UPKEEP,
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
class CommandGroup:
    """Commands about one thing; a group among them is about a part of it."""

    name: str
    help: str
    commands: tuple[Command | CommandGroup, ...]


def load(name: str) -> Command | CommandGroup:
    """The command or group of that name."""
    module = import_module(f"facilitate.cli.commands.{module_name(name)}")
    found: Command | CommandGroup = module.COMMAND
    return found


def module_name(command: str) -> str:
    """The name of a command's file; Python would take that of `import` for its own word, and a hyphen for a minus."""
    return f"{command}_" if iskeyword(command) else command.replace("-", "_")
