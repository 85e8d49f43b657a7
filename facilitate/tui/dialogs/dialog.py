"""What asks something on top of a page."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

_T = TypeVar("_T")


class Dialog(ModalScreen[_T]):
    """A question that is answered once: a key pressed before the page is back answers nothing a second time."""

    answered = False

    def dismiss(self, result: _T | None = None) -> AwaitComplete:
        """Close it with its answer; the first one counts."""
        if self.answered:
            return AwaitComplete()
        self.answered = True
        return super().dismiss(result)
