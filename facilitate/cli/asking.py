"""Questions of a command, where a person can be asked: on a terminal, and never where a program reads the answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from facilitate.cli.door import Door
from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import position_named
from facilitate.domain.text import folded


def can_ask(door: Door) -> bool:
    """Whether somebody sits there who sees a question and can answer it."""
    return not door.out.json and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def agrees(door: Door, told: str, question: str) -> bool:
    """Say something and ask whether to go on with it; Enter is no, and so is nobody."""
    if not can_ask(door):
        return False
    from facilitate.cli.newcomer import ask

    _ = door.language
    yes, no = _(N_("yes")), _(N_("no"))
    door.out.talk(told)

    def check(typed: str) -> str:
        for word in (yes, no):
            if folded(word).startswith(folded(typed)):
                return word
        raise Refused(N_("Answer {yes} or {no}."), yes=yes, no=no)

    return ask(door, f"{question} ({yes}/{no})", no, check) == yes


def choose(door: Door, question: str, choices: Sequence[tuple[str, str]]) -> str:
    """Ask which of the choices is meant, each a value and what is shown; it is answered by number or by value."""
    from facilitate.cli.newcomer import ask

    _ = door.language
    for number, (_value, shown) in enumerate(choices, 1):
        door.out.talk(f"  {number}  {shown}")

    def check(typed: str) -> str:
        place = position_named(typed, len(choices))
        if place is not None:
            return choices[place][0]
        for value, _shown in choices:
            if folded(value) == folded(typed):
                return value
        raise Refused(N_("Write a number from 1 to {most}."), most=len(choices))

    return ask(door, question, "", check)
