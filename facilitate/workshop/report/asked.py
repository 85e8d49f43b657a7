"""What was asked of the tables of a phase: each question, to whom it was put, and how many ideas it had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, RoundSetup, TableSetup
from facilitate.workshop.report.counts import PhaseCount


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with the number of ideas it had, withdrawn ones too.

    `tables` are those it was put to, where that is not all of them, and `round` the one in which it was; 0 where it
    was put in every round, or in all that have no question of their own. Without a question it counts the ideas of
    which nobody knows the round, and so not the question either.
    """

    question: str
    ideas: int
    round: int = 0
    tables: tuple[int, ...] = ()


def asked_in(phase: Phase, count: PhaseCount | None) -> tuple[AskedQuestion, ...]:
    """Return the questions of a phase or of its rounds, then those of single tables."""
    own = [setup for setup in phase.table_setups if _other(phase, setup)]
    by_table = {each.table: each.received for each in count.by_table} if count else {}
    apart = {setup.number for setup in own}
    wrote = {table for table, received in by_table.items() if received}
    others = sorted(({*range(1, phase.tables + 1)} | wrote) - apart)
    asked: list[AskedQuestion] = []
    if others:
        tables = tuple(others) if own else ()
        asked = _asked_in_rounds(phase, count, apart, tables)
        if phase.question and not asked:
            asked = [AskedQuestion(phase.question, sum(by_table.get(table, 0) for table in others), tables=tables)]
    of_tables = (AskedQuestion(each.question, by_table.get(each.number, 0), tables=(each.number,)) for each in own)
    return (*asked, *of_tables)


def asks_by_round(phase: Phase) -> bool:
    """Return whether rounds of a phase are asked something else than the phase."""
    return any(_other(phase, setup) for setup in phase.round_setups)


def _other(phase: Phase, setup: RoundSetup | TableSetup) -> bool:
    return setup.question not in ("", phase.question)


def _asked_in_rounds(
    phase: Phase, count: PhaseCount | None, apart: Container[int], tables: tuple[int, ...]
) -> list[AskedQuestion]:
    """Return what rounds of a phase were asked, without the tables `apart`; nothing where all are asked the same."""
    numbers = {setup.number for setup in phase.round_setups if _other(phase, setup)}
    if not numbers:
        return []
    found: Counter[int] = Counter()
    for each in count.by_round if count else ():
        if each.table not in apart:
            found[each.round if each.round in numbers else min(each.round, 1) - 1] += each.received
    unknown, others = found[-1], found[0]
    asked = [AskedQuestion("", unknown, tables=tables)] if unknown else []
    if phase.question and len(numbers) < phase.rounds:
        asked.append(AskedQuestion(phase.question, others, tables=tables))
    return asked + [
        AskedQuestion(phase.question_in(number), found[number], number, tables) for number in sorted(numbers)
    ]
