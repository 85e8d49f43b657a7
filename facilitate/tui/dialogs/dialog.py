"""What asks something on top of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from facilitate.domain.errors import N_
from facilitate.tui.plain import notify

if TYPE_CHECKING:
    from facilitate.i18n import Language
    from facilitate.tui.services import Draft

_T = TypeVar("_T")


class _Reader(Protocol):
    """What a dialog asks of the app it stands in."""

    language: Language


class Dialog(ModalScreen[_T]):
    """A question that is answered once: a key pressed before the page is back answers nothing a second time."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "app.leave", show=False)]
    answered = False

    def on_mount(self) -> None:
        """Have messages in passing stand where they do on the page below, which may have a clock under them."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self
        for own, other in zip(self.query("ToastRack"), below.query("ToastRack"), strict=False):
            own.styles.margin = other.styles.margin

    def dismiss(self, result: _T | None = None) -> AwaitComplete:
        """Close it with its answer; the first one counts."""
        if self.answered:
            return AwaitComplete()
        self.answered = True
        return super().dismiss(result)

    def cancel(self, result: _T, *, typed: bool = False, kept: bool = False) -> None:
        """Close it without an answer, and say so; `typed` tells that words were typed, `kept` that they wait here."""
        if not self.answered:
            text = N_("Nothing was saved.") if typed else N_("Nothing was changed.")
            if kept:
                text = N_("Your draft is kept: you will find it here next time.")
            notify(self.app, cast("_Reader", self.app).language(text), seconds=3)
            self.dismiss(result)

    @property
    def draft(self) -> Draft | None:
        """What keeps the words typed in a dialog of the page below; None where it stands on no session."""
        found = (getattr(screen, "dialog_draft", None) for screen in reversed(self.app.screen_stack))
        return next((draft for draft in found if draft is not None), None)
