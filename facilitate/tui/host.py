"""What the screens ask of the program around them; the command line's composition gives it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from facilitate.i18n import Language
from facilitate.workshop.ports import Matcher
from facilitate.workshop.summary import SessionSummary
from facilitate.workshop.workshop import Workshop


class Host(Protocol):
    """The sessions of this workspace, and where reports go."""

    @property
    def language(self) -> Language:
        """The language of the screens."""
        ...

    def sessions(self) -> list[SessionSummary]:
        """Every session here, latest date first; one that does not open says why."""
        ...

    def open(self, slug: str) -> Workshop:
        """A session, for the facilitator; raises `FacilitateError`."""
        ...

    def open_as(self, slug: str, role: str) -> Workshop:
        """A session, for a role such as `table-3`; raises `FacilitateError`."""
        ...

    def create(self, document: Mapping[str, Any]) -> str:
        """Make a session from a programme and return its name; raises `FacilitateError`."""
        ...

    def demo(self, stage: str) -> str:
        """Make a copy of the example event at a stage and return its name."""
        ...

    def matcher(self) -> Matcher:
        """A new maker of suggestions; raises `FacilitateError`."""
        ...

    def preview(self, workshop: Workshop) -> str:
        """The report as Markdown."""
        ...

    def export(self, workshop: Workshop) -> Path:
        """Write the report and return where it went; raises `FacilitateError`."""
        ...
