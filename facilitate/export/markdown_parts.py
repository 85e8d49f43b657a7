"""The pieces a Markdown text is made of; what goes in has passed through `escape` already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.export.escape import cell
from facilitate.i18n import Language

INDENT = "  "


def heading(level: int, text: str) -> str:
    return f"{'#' * level} {text}"


def strong(text: str) -> str:
    return f"**{text}**"


def bullets(items: Iterable[str], *, indent: str = "") -> str:
    return "\n".join(f"{indent}- {item}" for item in items)


def labelled(language: Language, label: str, value: str) -> str:
    """One fact with its name, as French and English set it apart."""
    _ = language
    return _("{label}: {value}", label=strong(label), value=value)


def joined(language: Language, texts: Iterable[str]) -> str:
    """Several short texts of people as a sentence lists them."""
    return language.list([cell(text) for text in texts])


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, words: int) -> str:
    """Set a table out in columns that also line up for who reads the raw file; the first `words` columns hold words.

    Its other columns hold numbers and stand on the right.
    """
    widths = [max(3, *(len(row[place]) for row in (header, *rows))) for place in range(len(header))]
    rule = ["-" * width if place < words else "-" * (width - 1) + ":" for place, width in enumerate(widths)]
    lines = [header, rule, *rows]
    return "\n".join(_row(line, widths, words) for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int], words: int) -> str:
    padded = [
        text.ljust(width) if place < words else text.rjust(width)
        for place, (text, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"
