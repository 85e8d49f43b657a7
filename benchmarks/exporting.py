"""The whole compte rendu, from the session in memory to the text of its Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measuring import Row, folder, in_turns, median, ms, opened, session_of
from facilitate.export.markdown import render
from facilitate.i18n import Language
from facilitate.workshop.report.build import report

IDEAS = 1_000
REPEATS = 9


def rows() -> Iterator[Row]:
    with folder() as home:
        session_of(home, IDEAS)
        workshop = opened(home)
        refs = [idea.ref for idea in workshop.session.ideas.values()]
        for number, category in enumerate(workshop.session.plan.categories):
            workshop.proposals.file(refs[number::10], category.key)
        for first in range(0, 100, 2):
            workshop.proposals.merge(refs[first : first + 2], f"réunie {first}")
        language = Language("fr")
        (taken,) = in_turns(REPEATS, lambda: render(report(workshop.session), language))
    yield Row("export with 1,000 ideas", ms(median(taken)), "≤ 200 ms", median(taken) <= 0.2)
