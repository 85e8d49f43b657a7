"""Where the references in a document lead."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.export.compose.document import Runs, joined, on_line
from facilitate.workshop.report.model import Report


class Anchors:
    """Where references lead; without a report nothing is linked. Of two ideas of one name only the first is."""

    def __init__(self, report: Report | None) -> None:
        self._known: set[str] = set()
        self._proposals: set[str] = set()
        self._numbers: dict[str, str] = {}
        if report is not None:
            lines = [line for table in report.annex for line in table.ideas] + list(report.withdrawn)
            self._known = {line.ref for line in lines}
            every = [part for category in report.categories for part in category.proposals]
            self._proposals = {part.id for part in (*every, *report.unfiled, *report.undecided)}
            self._numbers = {part.id: part.number for part in every}
        self._given: set[str] = set()
        self.annexed = report is not None and bool(report.counts.received)
        """Whether there is an annex, for what has no room elsewhere."""

    def arrival(self, ref: str) -> str:
        """Return the anchor of an idea’s line in the annex."""
        anchor = self.to(ref)
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor

    def to(self, ref: str) -> str:
        return f"idea-{ref}" if ref in self._known else ""

    def number(self, key: str) -> str:
        """Return what a proposal is called by, such as `2.1`; nothing where it has no number."""
        return self._numbers.get(key, "")

    def proposal(self, key: str) -> str:
        return f"proposal-{key}" if key in self._proposals else ""


def references(refs: Iterable[str], anchors: Anchors) -> Runs:
    """Return the references, each with a link to its idea in the annex."""
    return joined([(on_line(ref, to=anchors.to(ref)),) for ref in refs])
