"""Words out of cells that web tools wrote with their markup. `a < b` and `R&D` are no markup, and stay."""

from __future__ import annotations

import re

_TAGS = (
    "a|abbr|b|blockquote|br|caption|cite|code|del|div|em|figure|font|h[1-6]|hr|i|iframe|img|ins|li|mark|ol|p|pre|q|s|"
    "section|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_TAG = re.compile(rf"</?(?P<name>{_TAGS})(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?>", re.IGNORECASE)
_RAISED = re.compile(r"(?P<before>.{0,6}?)<sup\b[^<>]*>(?P<raised>.{0,200}?)</sup>", re.IGNORECASE | re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BREAKS = frozenset(
    (
        *("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "blockquote", "ul", "ol", "table", "hr", "pre", "section", "caption"),
    )
)
# More is kept by nobody, and tags without an end are looked for to the end of the text.
_LONGEST = 50_000
_BLANKS = re.compile(r"[ \t]*\n[ \t]*")
_MANY_LINES = re.compile(r"\n{3,}")


def unwrapped(text: str) -> str:
    """The words that a browser would show, where the text is markup; else the text."""
    if len(text) > _LONGEST:
        return text
    if "<" in text and _TAG.search(text):
        words = _RAISED.sub(_without_note, text) if "<sup" in text else text
        words = _TAG.sub(_in_place, _SILENT.sub("", words))
        # The line ends of a source are blanks to a browser only where it sets its own.
        words = _MANY_LINES.sub("\n\n", _BLANKS.sub("\n", _entities(words))).strip()
        return words.replace("\u00a0\n", "\n")
    return _entities(text) if "&" in text else text


def _without_note(found: re.Match[str]) -> str:
    from facilitate.sheets.grids import is_note, raised_words  # few cells have such a mark

    before, raised = found["before"], _TAG.sub("", found["raised"])
    return before if is_note(before, raised) else before + raised_words(raised)


def _in_place(found: re.Match[str]) -> str:
    name = found["name"].lower()
    closing = found.group().startswith("</")
    if name == "li":
        return "\n" if not closing else ""
    if name in ("td", "th"):
        return " " if closing else ""
    if name == "p":
        return "\n" if closing else ""
    return "\n" if name in _BREAKS else ""


def _entities(text: str) -> str:
    if "&" not in text or not _ENTITY.search(text):
        return text
    from html import unescape

    return _ENTITY.sub(lambda found: unescape(found.group()), text)
