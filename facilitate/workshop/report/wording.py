"""The words of a report that screens and commands say too: the count that adds up, and by when a proposal is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import Protocol

from facilitate.domain.programme.plan import Phase, Plan
from facilitate.workshop.report.counts import Counts, PhaseCount


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
    by_phase = {count.phase: count for count in counts.by_phase}
    asked = [each for phase in plan.tables_phases for each in _asked_in(phase, by_phase.get(phase.key), _)]
    if len(asked) == 1 and len(plan.tables_phases) == 1:
        return [question for _lead, question, _number in asked]
    return [
        lead + _.plural("{question}: {n} idea", "{question}: {n} ideas", number, question=_.quoted(question))
        if question
        else _.plural("Round not known: {n} idea", "Round not known: {n} ideas", number)
        for lead, question, number in asked
    ]


def _asked_in(phase: Phase, count: PhaseCount | None, _: Translator) -> list[tuple[str, str, int]]:
    """Return the question of a phase, then those of single tables, each with the number of ideas it had."""
    own = [setup for setup in phase.table_setups if setup.question and setup.question != phase.question]
    by_table = {each.table: each.received for each in count.by_table} if count else {}
    rest = sum(by_table.values()) - sum(by_table.get(setup.number, 0) for setup in own)
    whole = len(own) < phase.tables or rest
    of_rounds = _asked_in_rounds(phase, count, {setup.number for setup in own}, _) if whole else []
    of_phase = [("", phase.question, rest)] if phase.question and whole else []
    return (of_rounds or of_phase) + [
        (f"{_('Table {table}', table=setup.number)} · ", setup.question, by_table.get(setup.number, 0)) for setup in own
    ]


def _asked_in_rounds(
    phase: Phase, count: PhaseCount | None, apart: Container[int], _: Translator
) -> list[tuple[str, str, int]]:
    """Return what rounds of a phase were asked, without the tables `apart`; nothing where all are asked the same.

    Ideas of which nobody knows the round stand beside no question.
    """
    numbers = {setup.number for setup in phase.round_setups if setup.question not in ("", phase.question)}
    if not numbers:
        return []
    found: Counter[int] = Counter()
    for each in count.by_round if count else ():
        if each.table not in apart:
            found[each.round if each.round in numbers else min(each.round, 1) - 1] += each.received
    unknown, others = found[-1], found[0]
    asked = [("", "", unknown)] if unknown else []
    asked += [("", phase.question, others)] if phase.question and len(numbers) < phase.rounds else []
    return asked + [
        (f"{_('Round {number}', number=number)} · ", phase.question_in(number), found[number])
        for number in sorted(numbers)
    ]


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
