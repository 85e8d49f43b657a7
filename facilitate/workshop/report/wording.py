"""The words of a report that screens and commands say too: the count that adds up, and by when a proposal is done."""

from __future__ import annotations

from typing import Protocol

from facilitate.domain.programme.plan import Plan
from facilitate.workshop.report.counts import Counts


class Translator(Protocol):
    """What translates a sentence and fills its places; `facilitate.i18n.Language` is one."""

    def __call__(self, msgid: str, /, **params: object) -> str:
        """Return a sentence of the catalogue."""
        ...

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """Return the one or the other sentence, by the number `n`."""
        ...

    def quoted(self, text: str) -> str:
        """Return words in the quotes of the language."""
        ...


def questions_asked(plan: Plan, counts: Counts, _: Translator) -> list[str]:
    """Say what the tables were asked, in the order of the day; of several questions, each with its number of ideas."""
    collected = {count.phase: count.received for count in counts.by_phase}
    asked = [phase for phase in plan.tables_phases if phase.question]
    if len(asked) == 1 and len(plan.tables_phases) == 1:
        return [asked[0].question]
    return [
        _.plural("{question}: {n} idea", "{question}: {n} ideas", collected.get(phase.key, 0),
                 question=_.quoted(phase.question))
        for phase in asked
    ]  # fmt: skip


def and_withdrawn(standing: str, withdrawn: int, _: Translator) -> str:
    """Say how many ideas stand, and apart from them how many were withdrawn: `11 ideas · 1 withdrawn`."""
    if not withdrawn:
        return standing
    return f"{standing} · {_.plural('{n} withdrawn', '{n} withdrawn', withdrawn)}"


def counts_sentence(counts: Counts, _: Translator, *, zeros: bool = True) -> str:
    """Say that received = filed + unfiled + undecided + withdrawn; what is printed names only those there are."""
    if not counts.received:
        return _("No ideas yet.") if zeros else _("No ideas were collected.")
    parts = (
        (counts.filed, _.plural("{n} filed", "{n} filed", counts.filed)),
        (counts.unfiled, _.plural("{n} unfiled", "{n} unfiled", counts.unfiled)),
        (counts.undecided, _.plural("{n} undecided", "{n} undecided", counts.undecided)),
        (counts.withdrawn, _.plural("{n} withdrawn", "{n} withdrawn", counts.withdrawn)),
    )
    return _(
        "Totals: {received} = {parts}.",
        received=_.plural("{n} idea collected", "{n} ideas collected", counts.received),
        parts=" + ".join(words for number, words in parts if number or zeros),
    )
