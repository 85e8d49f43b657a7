"""The words of a report that screens and commands say too: the count that adds up, and by when a proposal is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from facilitate.domain.programme.plan import Attendance, Plan
from facilitate.domain.text import one_line
from facilitate.workshop.report.asked import AskedQuestion, asked_in
from facilitate.workshop.report.counts import Counts


class Translator(Protocol):
    """What translates a sentence and fills its places; `facilitate.i18n.Language` is one."""

    def __call__(self, msgid: str, /, **params: object) -> str:
        """Return a sentence of the catalogue."""
        ...

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """Return the one or the other sentence, by the number `n`."""
        ...

    def number(self, number: float) -> str:
        """Return a number as the language writes it."""
        ...

    def list(self, items: Sequence[str], /) -> str:
        """Return items joined as a sentence does: `a, b and c`."""
        ...

    def quoted(self, text: str) -> str:
        """Return words in the quotes of the language."""
        ...


def questions_asked(plan: Plan, counts: Counts, _: Translator) -> list[str]:
    """Say what the tables were asked, in the order of the day; of several questions, each with its number of ideas.

    The phase is named where questions of rounds or of single tables stand among those of several phases.
    """
    by_phase = {count.phase: count for count in counts.by_phase}
    asked = [(phase, each) for phase in plan.tables_phases for each in asked_in(phase, by_phase.get(phase.key))]
    if len(asked) == 1 and len(plan.tables_phases) == 1:
        return [each.question for _phase, each in asked]
    named = len(plan.tables_phases) > 1 and any(each.round or each.tables for _phase, each in asked)
    return [
        " · ".join([*([one_line(phase.title)] if named else []), *asked_whom(each, _), _collected(each, _)])
        for phase, each in asked
    ]


def _collected(each: AskedQuestion, _: Translator) -> str:
    """Return a question with a number that may stand beside another one, which is without the withdrawn ideas."""
    if not each.question:
        return asked_words(each, _)
    question = _.quoted(each.question)
    return _.plural("{question}: {n} idea collected", "{question}: {n} ideas collected", each.ideas, question=question)


def asked_whom(each: AskedQuestion, _: Translator) -> list[str]:
    """Return the tables and the round a question was put to; nothing where that is every one."""
    words = [_("Table {table}", table=each.tables[0])] if len(each.tables) == 1 else []
    if len(each.tables) > 1:
        words = [_("Tables {tables}", tables=", ".join(map(str, each.tables)))]
    return [*words, _("Round {number}", number=each.round)] if each.round else words


def asked_words(each: AskedQuestion, _: Translator, question: str = "") -> str:
    """Return a question with the number of ideas it had; `question` is what stands for it, already in quotes."""
    if not each.question:
        return _.plural("Round not known: {n} idea", "Round not known: {n} ideas", each.ideas)
    return _.plural(
        "{question}: {n} idea", "{question}: {n} ideas", each.ideas, question=question or _.quoted(each.question)
    )


def and_withdrawn(standing: str, withdrawn: int, _: Translator) -> str:
    """Say how many ideas stand, and apart from them how many were withdrawn: `11 ideas · 1 withdrawn`."""
    if not withdrawn:
        return standing
    return f"{standing} · {_.plural('{n} withdrawn', '{n} withdrawn', withdrawn)}"


def people_counted(attendance: Attendance, _: Translator) -> str:
    """Say how many were there, and of how many who were expected, as far as either was counted."""
    present, expected = attendance.present, attendance.expected
    if present is not None and expected is not None:
        return _.plural(
            "{n} person present ({expected} expected)",
            "{n} people present ({expected} expected)",
            present,
            expected=_.number(expected),
        )
    if present is not None:
        return _.plural("{n} person present", "{n} people present", present)
    return _.plural("{n} person expected", "{n} people expected", expected) if expected is not None else ""


def led_to(counts: Counts, proposals: str, _: Translator) -> str:
    """Say what became of the ideas; where some were withdrawn, that those are not among them."""
    if not counts.withdrawn:
        return _.plural(
            "{n} idea led to {proposals}.", "{n} ideas led to {proposals}.", counts.standing, proposals=proposals
        )
    return _.plural(
        "{withdrawn}; the other one led to {proposals}.",
        "{withdrawn}; the other {n} led to {proposals}.",
        counts.standing,
        proposals=proposals,
        withdrawn=_.plural("{n} idea was withdrawn", "{n} ideas were withdrawn", counts.withdrawn),
    )


def published_counts(counts: Counts, _: Translator, *, typology: bool) -> str:
    """Say what is printed of the count: how it adds up only where an idea is not filed or does not stand any more."""
    if not counts.received:
        return _("No ideas were collected.")
    if not typology:
        return collected(counts.received, counts.withdrawn, _)
    if counts.filed < counts.received:
        return _added_up(counts, _, zeros=False)
    return _.plural("{n} idea collected and filed.", "{n} ideas collected, all of them filed.", counts.received)


def collected(received: int, withdrawn: int, _: Translator) -> str:
    """Say how many ideas came in, and how many of them do not stand any more."""
    ideas = _.plural("{n} idea collected", "{n} ideas collected", received)
    return f"{ideas}." if not withdrawn else _.plural(
        "{collected}, {n} of them withdrawn.", "{collected}, {n} of them withdrawn.", withdrawn, collected=ideas
    )  # fmt: skip


def counts_sentence(counts: Counts, _: Translator) -> str:
    """Say that received = filed + unfiled + undecided + withdrawn."""
    return _added_up(counts, _, zeros=True) if counts.received else _("No ideas yet.")


def _added_up(counts: Counts, _: Translator, *, zeros: bool) -> str:
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
