"""What typst really made of a page: where everything stands, as the page itself tells when it is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

from facilitate.export.compose.document import Properties
from facilitate.export.engines import Form, typeset
from facilitate.export.infographic.draw import TEMPLATE
from facilitate.export.infographic.layout import Sheet
from facilitate.export.style.style import DEFAULT, Style

A_PAGE = Properties("A page")


@dataclass(frozen=True)
class Box:
    """A thing on the page: where it was meant to be, how high it is, and where it really began. In points."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    measured: float
    page: int
    left: float
    top: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def meets(self, other: Box, *, slack: float = 0.05) -> bool:
        return (
            self.left < other.right - slack and other.left < self.right - slack
            and self.top < other.bottom - slack and other.top < self.bottom - slack
        )  # fmt: skip

    def within(self, other: Box, *, slack: float = 0.05) -> bool:
        return (
            self.left >= other.left - slack and self.right <= other.right + slack
            and self.top >= other.top - slack and self.bottom <= other.bottom + slack
        )  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """The size of the wordings, and how many each card shows; none where there are no cards."""

    size: float
    shown: list[int]


def probed(
    data: dict[str, Any], style: Style = DEFAULT, properties: Properties = A_PAGE, form: Form = "pdf"
) -> tuple[bytes, list[Box], Plan | None]:
    """Set the page and ask it where everything is; asking leaves no trace on the page."""
    import typst

    answers: dict[str, Any] = {}

    class Asking:
        def __init__(self, *args: Any, **options: Any) -> None:
            self._real = typst_compiler(*args, **options)

        def compile(self, **options: Any) -> Any:
            made = self._real.compile(**options)
            answers.update(
                {label: json.loads(self._real.query(f"<{label}>", field="value")) for label in ("boxes", "plan")}
            )
            return made

    typst_compiler = typst.Compiler
    with mock.patch.object(typst, "Compiler", Asking):
        made = typeset(TEMPLATE, {**data, "probe": True}, style, form, properties)
    plan = answers["plan"][0]
    return made, [Box(*values) for values in answers["boxes"][0]], Plan(plan[0], plan[1]) if plan else None


def meetings(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    """All pairs that stand on each other, from the top of the page to its foot."""
    found: list[tuple[Box, Box]] = []
    near: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.top):
        near = [other for other in near if other.bottom > box.top]
        found += [(other, box) for other in near if box.meets(other)]
        near.append(box)
    return found


def page_of(sheet: Sheet) -> Box:
    return Box("page", 0, 0, sheet.width, sheet.height, 0, 1, 0, 0)
