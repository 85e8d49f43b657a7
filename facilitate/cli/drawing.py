"""Drawing on stdout with Rich: in colour on a terminal, as plain text everywhere else; no text acts on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from facilitate.cli.output import Output, harmless
from facilitate.cli.text_columns import wrapped

UNSEEN = 80  # cells of a line where nobody looks
WIDEST = 120
Piece = tuple[str, str]  # a text and its style

# Told apart without colour too, and apart for everybody with it: blue and vermilion of Okabe and Ito.
BLUE, VERMILION, GREEN = "#0072b2", "#d55e00", "#009e73"


class Drawing:
    """A terminal, or a file that is read as if it were one; `width` is None where lines may be as long as they are."""

    def __init__(self, out: Output) -> None:
        from rich.console import Console

        looked_at = sys.stdout.isatty()
        self.width = out.width()
        self.blocks = _shows_blocks()
        # Rich would let FORCE_COLOR put escape sequences into files.
        self._console = Console(
            file=sys.stdout, force_terminal=looked_at, highlight=False, markup=False, emoji=False, width=self.columns
        )

    @property
    def columns(self) -> int:
        """How many cells a drawing may be wide."""
        return min(self.width or UNSEEN, WIDEST)

    def line(self, *pieces: Piece) -> None:
        """One line, never wrapped."""
        from rich.text import Text

        parts = [(harmless(text), style) for text, style in pieces]
        if parts:
            parts[-1] = (parts[-1][0].rstrip(), parts[-1][1])
        self._console.print(Text.assemble(*parts), soft_wrap=True)

    def paragraph(self, lead: Iterable[Piece], text: str, style: str = "", *, hang: str = "") -> None:
        """A text after its lead, wrapped where somebody looks; the lines that follow begin with `hang`."""
        pieces = list(lead)
        indent = sum(len(piece) for piece, _style in pieces)
        room = max(20, self.columns - indent) if self.width else None
        first, *others = [line for part in text.split("\n") for line in (wrapped(part, room) if room else [part])]
        self.line(*pieces, (first, style))
        for line in others:
            self.line((f"{hang}{' ' * (indent - len(hang))}", ""), (line, style))


def _shows_blocks() -> bool:
    """Whether what is written may hold signs beyond the oldest; not every encoding has them."""
    try:
        "█▒▓●│✗".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
