"""The report as a book for reading devices: an EPUB 3 of chapters, with a contents and the house's colours."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from facilitate.export.compose.document import Document, Properties
from facilitate.export.docx_odt import pandoc_words, tree
from facilitate.export.docx_odt_style import changed
from facilitate.export.engines import bind
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.i18n import Language

_SPACE = uuid.UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")  # of names that are objects (RFC 9562, 6.6)
_NO_DAY = "1970-01-01T00:00:00Z"  # what pandoc writes, whose clock is shut out
_CSS = """\
body {{ margin: 5%; line-height: 1.5; hyphens: auto; hyphenate-limit-chars: 9 4 4; }}
h1, h2, h3 {{ line-height: 1.2; hyphens: manual; break-after: avoid; }}
h1, h1 a {{ color: {said}; }}
a {{ color: {said}; }}
ul, ol {{ padding-left: 1.2em; }}
li {{ margin-bottom: .5em; }}
li span[aria-hidden] {{ color: {accent}; }}
li em {{ font-style: normal; color: {muted}; font-size: .9em; }}
blockquote {{ margin: 1em 0; padding-left: 1em; border-left: .25em solid {accent}; }}
table {{ width: 100%; border-collapse: collapse; font-size: .9em; }}
caption {{ text-align: left; color: {muted}; }}
th, td {{ padding: .3em .5em .3em 0; border-bottom: 1px solid {rule}; vertical-align: top; text-align: left; }}
img {{ max-width: 100%; }}
figure {{ margin: 1em 0; break-inside: avoid; }}
nav ol {{ list-style: none; padding-left: 1em; }}
figcaption {{ color: {muted}; font-size: .9em; }}
.title {{ color: {said}; }}
.marking {{ font-weight: bold; }}
"""


def epub(document: Document, style: Style, language: Language) -> bytes:
    """Return the whole document; raises `Refused` when pandoc is missing."""
    whole = tree(document, style, language)
    of = document.properties
    whole["meta"] |= {name: words for name, words in _meta(of).items() if words["c"]}
    whole["meta"]["toc-title"] = _text(language("Contents"))
    for text in filter(None, (document.what, document.marking)):  # pandoc sets the title above them
        whole["blocks"].insert(0, {"t": "Para", "c": [{"t": "Strong", "c": pandoc_words(text)}]})
    colours = {name: getattr(style.colours, name) for name in ("accent", "muted", "rule")}
    colours["said"] = accent_text(style.colours)
    css = _CSS.format(**colours)
    created = f"{of.created.isoformat()}T00:00:00Z" if of.created else _NO_DAY
    changes: dict[str, Callable[[str], str]] = {
        "EPUB/styles/stylesheet1.css": lambda _pandocs: css,
        "EPUB/content.opf": lambda xml: xml.replace(f">{_NO_DAY}<", f">{created}<"),
        "EPUB/nav.xhtml": lambda xml: xml.replace(">Table of Contents<", f">{language('Contents')}<"),
    }
    return changed(bind(whole), changes)


def _meta(of: Properties) -> dict[str, dict[str, Any]]:
    """Return what the book says of itself; its identifier is that of the event, whatever is written of it."""
    named = "\n".join((of.title, of.author, str(of.created)))
    return {
        "author": _texts([of.author] if of.author else []),
        "subject": _texts(of.keywords),
        "description": _text(of.subject),
        "date": _text(of.created.isoformat() if of.created else ""),
        "identifier": _text(f"urn:uuid:{uuid.uuid5(_SPACE, named)}"),
    }


def _text(text: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": text}


def _texts(texts: Any) -> dict[str, Any]:
    return {"t": "MetaList", "c": [_text(text) for text in texts]}
