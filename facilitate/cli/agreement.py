"""Asking whether acts come in that are not their table's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from facilitate.cli.context import CliContext
from facilitate.cli.output import has_terminal
from facilitate.domain.errors import N_
from facilitate.domain.roles import FACILITATOR, role_of

if TYPE_CHECKING:
    from facilitate.workshop.sharing.authority import ForOthers


def words_of(context: CliContext, others: ForOthers) -> str:
    """Return where changes were made, as people know it, and what they are about."""
    _ = context.language
    counted = ", ".join(f"{_(matter)} ({count})" for matter, count in others.matters.items())
    if role_of(others.file.removesuffix(".jsonl")) != FACILITATOR:
        return _("{label}: {value}", label=others.file, value=counted)
    made = N_("What was done on the facilitator’s screen of another computer ({file}): {value}")
    return _(made, file=others.file, value=counted)


def agree_to_others(context: CliContext, others: Sequence[ForOthers], *, take_all: bool) -> bool:
    """Name what is not a table's own, and ask whether to take it in."""
    _ = context.language
    by_facilitator = all(role_of(each.file.removesuffix(".jsonl")) == FACILITATOR for each in others)
    if not by_facilitator:
        context.out.talk(_(N_("These changes go beyond a table’s own ideas and corrections:")))
    for each in others:
        context.out.talk(("" if by_facilitator else "  ") + words_of(context, each))
    if take_all:
        return True
    if not has_terminal():
        context.out.talk(
            _(N_("They were skipped, as there is no terminal to ask you in. To import them, add --take-all."))
        )
        return False
    asked = N_("Do you know who wrote them? Type {word} to import them:")
    if by_facilitator:
        asked = N_("Is that a computer of your own team? Type {word} to import it, now and from now on:")
    context.out.talk(_(asked, word=_(N_("yes"))))
    if context.out.agreed():
        return True
    context.out.talk(_(N_("They were skipped.")))
    return False
