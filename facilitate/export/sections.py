"""The sections of the compte rendu, in their usual order: what each is called, and who writes it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A part of the compte rendu that an organiser may move or leave out.

    `what` says in a house style what it is. `writer` is the function that makes its blocks of a report, the anchors of
    references and a language; `data` the one that makes of a report what the JSON has under the key of the section,
    where no other key of it does. Both are named below `facilitate.export`, and loaded when they are called.
    What stands `in_day_order` is put in the order of the agenda with the sections beside it that do too, unless the
    organiser has them in another order than the usual one.
    """

    what: str
    writer: str
    data: str = ""
    in_day_order: bool = False

    def blocks(self, *arguments: Any) -> Any:
        """Return what stands in it."""
        return _named(self.writer)(*arguments)

    def as_data(self, report: Any) -> Any:
        """Return the same for other programs."""
        return _named(self.data)(report)


def _named(function: str) -> Any:
    module, _, name = function.rpartition(".")
    return getattr(import_module(f"facilitate.export.{module}"), name)


# By their keys in a house style.
SECTIONS = {
    "summary": SectionKind(N_("the result in brief"), "compose.summary.summary"),
    "typology": SectionKind(N_("the typology"), "compose.ideas.typology"),
    "matrix": SectionKind(N_("the answers to the research questions"), "compose.ideas.answers"),
    "roadmap": SectionKind(N_("the road map"), "compose.roadmap.roadmap", "roadmap_files.roadmap_data"),
    "times": SectionKind(N_("the agenda, if times are requested"), "compose.day.times"),
    "venue": SectionKind(N_("the venue"), "compose.day.venue", in_day_order=True),
    "study": SectionKind(N_("the study"), "compose.day.studies", in_day_order=True),
    "panel": SectionKind(N_("the panel"), "compose.panel.panels", in_day_order=True),
    "notes": SectionKind(N_("notes on other phases"), "compose.day.other_notes", in_day_order=True),
    "tables": SectionKind(N_("the table discussions"), "compose.day.tables", in_day_order=True),
    "method": SectionKind(N_("how the report was made"), "compose.imprint.method"),
    "glossary": SectionKind(N_("the acronyms"), "compose.imprint.glossary"),
    "thanks": SectionKind(N_("the thanks"), "compose.imprint.thanks"),
    "annex": SectionKind(N_("the appendix with every idea"), "compose.ideas.annex"),
    "colophon": SectionKind(N_("edition, licence and contact"), "compose.imprint.colophon"),
}
