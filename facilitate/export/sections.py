"""The sections of the compte rendu, in their usual order: what each is called, and who writes it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import excerpt


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A part of the compte rendu that an organiser may move or leave out.

    `what` says in a house style what it is. `writer` is the function that makes its blocks of a report, the anchors of
    references and a language; `data` the one that makes of a report what the JSON has under the key of the section,
    where no other key of it does; `sheet` the one that makes of a report and a language the title and the rows of a
    sheet of the workbook, or nothing. All are named below `facilitate.export`, and loaded when they are called.
    What stands `in_day_order` is put in the order of the agenda with the sections beside it that do too, unless the
    organiser has them in another order than the usual one.
    """

    what: str
    writer: str
    data: str = ""
    sheet: str = ""
    in_day_order: bool = False

    def blocks(self, *arguments: Any) -> Any:
        """Return what stands in it."""
        return _named(self.writer)(*arguments)

    def as_data(self, report: Any) -> Any:
        """Return the same for other programs."""
        return _named(self.data)(report)

    def as_sheet(self, report: Any, language: Any) -> Any:
        """Return its sheet in a workbook; None where it has none."""
        return _named(self.sheet)(report, language) if self.sheet else None


def check_sections(names: Iterable[str]) -> None:
    """Refuse sections of a programme that no report has, and one that is named twice."""
    seen: set[str] = set()
    for name in names:
        if name not in SECTIONS:
            raise Refused(
                N_("“{key}”: there is no section “{name}”. Choose among: {known}."),
                key="publication/sections", name=excerpt(name, 60), known=", ".join(SECTIONS),
            )  # fmt: skip
        if name in seen:
            raise Refused(N_("“{key}”: the section “{name}” is listed twice."), key="publication/sections", name=name)
        seen.add(name)


def _named(function: str) -> Any:
    module, _, name = function.rpartition(".")
    return getattr(import_module(f"facilitate.export.{module}"), name)


# By their keys in a house style.
SECTIONS = {
    "summary": SectionKind(N_("the result in brief"), "compose.summary.summary"),
    "typology": SectionKind(N_("the typology"), "compose.ideas.typology"),
    "vote": SectionKind(N_("the vote"), "compose.votes.votes"),
    "matrix": SectionKind(N_("the answers to the research questions"), "compose.ideas.answers"),
    "roadmap": SectionKind(
        N_("the road map"), "compose.roadmap.roadmap", "roadmap_files.roadmap_data", "roadmap_files.roadmap_sheet"
    ),
    "times": SectionKind(N_("the agenda, if times are requested"), "compose.day.times"),
    "venue": SectionKind(N_("the venue"), "compose.day.venue", in_day_order=True),
    "study": SectionKind(N_("the study"), "compose.day.studies", in_day_order=True),
    "panel": SectionKind(N_("the panel"), "compose.panel.panels", in_day_order=True),
    "notes": SectionKind(N_("notes on other phases"), "compose.day.other_notes", in_day_order=True),
    "tables": SectionKind(N_("the table discussions"), "compose.day.tables", in_day_order=True),
    "photos": SectionKind(N_("the photos"), "compose.pictures.photos", "compose.pictures.photos_data"),
    "feedback": SectionKind(
        N_("the closing questions"), "compose.feedback.feedback", sheet="compose.feedback.feedback_sheet"
    ),
    "method": SectionKind(N_("how the report was made"), "compose.imprint.method"),
    "glossary": SectionKind(N_("the acronyms"), "compose.imprint.glossary"),
    "attendees": SectionKind(
        N_("the people who came and agreed to be named"), "compose.imprint.attendees", "compose.imprint.attendees_data"
    ),
    "thanks": SectionKind(N_("the thanks"), "compose.imprint.thanks"),
    "colophon": SectionKind(N_("edition, licence and contact"), "compose.imprint.colophon"),
    "annex": SectionKind(N_("the appendix with every idea"), "compose.ideas.annex"),
}
