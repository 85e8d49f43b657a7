"""HTML pages by templates: everything that is put into one is escaped, unless the template itself says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_FOLDER = Path(__file__).parent
_SOFT_HYPHEN = "\u00ad"
_NARROW = 17  # letters that a line of a large heading holds on a phone
_PIECE = 8
_LONG = re.compile(rf"[^\W\d_]{{{_NARROW + 1},}}")
_ENDS_OR_LONG = re.compile(rf"\n|{_LONG.pattern}")
_VOWEL = "aeiouyàâäéèêëîïôöùûüœæ"
_SYLLABLE = re.compile(rf"(?<=[{_VOWEL}])(?=[^{_VOWEL}][{_VOWEL}])", re.IGNORECASE)


def style_sheet(name: str, *, before: str = "", after: str = "") -> Markup:
    """Return a style sheet of ours, and rules in which nothing that people typed is left as they typed it."""
    rules = _FOLDER.joinpath(name).read_text(encoding="utf-8")
    return Markup(before + rules + after)  # noqa: S704 -- said above


def drawing(svg: bytes) -> Markup:
    """Return a picture that a library we use drew, to be set into a page as it is."""
    return Markup(svg.decode())  # noqa: S704 -- paths and numbers


def load(template: str) -> None:
    """Have a template ready, which takes longer than to fill a short one."""
    _environment().get_template(template)


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """Return the page a template gives; raises `UndefinedError` where a value is missing."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters["lines"] = _lines
    return made


def _lines(text: str) -> Markup:
    """Return a text with its line ends; words that no narrow line holds have places where a hyphen may come."""
    if not _ENDS_OR_LONG.search(text):
        return escape(text)
    return Markup("<br>").join(_LONG.sub(lambda found: _divisible(found[0]), line) for line in text.split("\n"))


def _divisible(word: str) -> str:
    """Return a long word with soft hyphens, between syllables where it has some that can be told by their letters."""
    pieces = [""]
    for syllable in _SYLLABLE.split(word):
        for start in range(0, len(syllable), _PIECE):
            part = syllable[start : start + _PIECE]
            if pieces[-1] and len(pieces[-1]) + len(part) > _PIECE:
                pieces.append(part)
            else:
                pieces[-1] += part
    return _SOFT_HYPHEN.join(pieces)
