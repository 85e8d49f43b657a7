"""What the demo is made of, read from the files beside this one."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.workshop.intake.ideas import IncomingIdea, contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices

_FOLDER = Path(__file__).parent
REAL, ALL = 6, 57


def programme() -> dict[str, Any]:
    """The programme as a document, dates and times as text."""
    document: dict[str, Any] = json.loads(json.dumps(_toml("paris-programme.toml"), default=str))
    return document


@cache
def ideas() -> tuple[IncomingIdea, ...]:
    """The ideas in the order of the file; `category` is the number of the item, `group` names the same proposal."""
    return read_ideas(contents_of((_FOLDER / "paris-idees.csv").read_bytes()), Choices(), tables=6).rows


@cache
def wordings() -> Mapping[str, str]:
    """What a group of several ideas is called."""
    found: Mapping[str, str] = _toml("paris-pistes.toml")["wordings"]
    return found


@cache
def notes_of_the_day() -> dict[str, Any]:
    """What the public account tells of the panel and of what follows; see the file."""
    return _toml("paris-notes.toml")


@cache
def demonstration(recorded: int) -> str:
    """What the session says of itself, in its own language; its numbers hold for as many ideas only."""
    notices = _toml("paris-pistes.toml")["notices"]
    return str(notices["all_ideas" if recorded == ALL else "some_ideas" if recorded else "no_ideas"])


def illustration(recorded: int) -> Message:
    """What the demo says of itself, once as many ideas are recorded.

    The programme and the public account do not say which table had which idea, so the six are not marked.
    """
    if recorded == ALL:
        return Message(
            N_(
                "Demo: {real} of the {ideas} ideas are quoted from the public report; "
                "the other {others} were made up for the example."
            ),
            {"real": REAL, "ideas": ALL, "others": ALL - REAL},
        )
    if recorded:
        return Message(
            N_("Demo: some of the {ideas} ideas are quoted from the public report; the others were made up."),
            {"ideas": recorded},
        )
    return Message(N_("Demo: the programme comes from the public pages of the event; its times were made up."))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
