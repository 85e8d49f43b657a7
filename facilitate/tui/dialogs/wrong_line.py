"""The line of a dialog that says what is wrong with what was typed, until something else is typed."""

from __future__ import annotations

from textual.widgets import Static

from facilitate.domain.errors import FacilitateError
from facilitate.i18n import Language
from facilitate.tui.plain import plain
from facilitate.tui.widgets.field import Field


class WrongLine(Static):
    """Nothing until `show`; `look` takes it away where a field of the dialog holds other words by then."""

    DEFAULT_CSS = """
    WrongLine { color: $error; margin-top: 1; display: none; }
    WrongLine.shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(plain(""))
        self._typed: list[str] = []

    def show(self, error: FacilitateError, language: Language) -> None:
        """Say why it was refused."""
        self.update(plain(language.message(error.message)))
        self.add_class("shown")
        self._typed = self._in_fields()

    def look(self) -> None:
        """Be silent once something has changed: a reason that is old would seem to be about the new words."""
        if self.has_class("shown") and self._in_fields() != self._typed:
            self.remove_class("shown")

    def _in_fields(self) -> list[str]:
        return [field.value for field in self.screen.query(Field)]
