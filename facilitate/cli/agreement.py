"""Asking whether acts come in that are not their table's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from facilitate.cli.context import CliContext
from facilitate.cli.output import has_terminal
from facilitate.domain.errors import N_

if TYPE_CHECKING:
    from facilitate.workshop.sharing.authority import ForOthers


def agree_to_others(context: CliContext, others: Sequence[ForOthers], *, take_all: bool) -> bool:
    """Name what is not a table's own, and ask whether to take it in."""
    _ = context.language
    context.out.talk(_(N_("These changes go beyond a table’s own ideas and corrections:")))
    for each in others:
        counted = ", ".join(f"{_(matter)} ({count})" for matter, count in each.matters.items())
        context.out.talk("  " + context.language("{label}: {value}", label=each.file, value=counted))
    if take_all:
        return True
    if not has_terminal():
        context.out.talk(
            _(N_("They were skipped, as there is no terminal to ask you in. To import them, add --take-all."))
        )
        return False
    context.out.talk(_(N_("Do you know who wrote them? Type {word} to import them:"), word=_(N_("yes"))))
    if context.out.agreed():
        return True
    context.out.talk(_(N_("They were skipped.")))
    return False
