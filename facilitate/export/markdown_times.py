"""Planned and real times of the phases, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.export.escape import cell
from facilitate.export.markdown_parts import heading, table
from facilitate.i18n import Language
from facilitate.workshop.times import PhaseTimes

_NEVER = "–"


def times(parts: Sequence[PhaseTimes], _: Language) -> Iterator[str]:
    if not parts:
        return
    yield heading(2, _("The course of the day"))
    rows = [[cell(part.title), f"{_.clock(part.planned_start)}–{_.clock(part.planned_end)}", _real(part, _)]
            for part in parts]  # fmt: skip
    yield table([_("Phase"), _("Planned"), _("What it really was")], rows, words=3)


def _real(part: PhaseTimes, _: Language) -> str:
    if part.real_start is None:
        return _("skipped") if part.skipped else _NEVER
    if part.real_end is None:
        return _("since {time}", time=_.clock(part.real_start))
    return f"{_.clock(part.real_start)}–{_.clock(part.real_end)}"
