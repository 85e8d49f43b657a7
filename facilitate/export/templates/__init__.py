"""HTML pages by templates: everything that is put into one is escaped, unless the template itself says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent


def style_sheet(name: str, *, before: str = "", after: str = "") -> Markup:
    """Return a style sheet of ours, and rules in which nothing that people typed is left as they typed it."""
    rules = _FOLDER.joinpath(name).read_text(encoding="utf-8")
    return Markup(before + rules + after)  # noqa: S704 -- said above


def drawing(svg: bytes) -> Markup:
    """Return a picture that a library we use drew, to be set into a page as it is."""
    return Markup(svg.decode())  # noqa: S704 -- paths and numbers


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
    """Return a text with its line ends."""
    return Markup("<br>").join(text.split("\n"))
