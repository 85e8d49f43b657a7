"""A document as one HTML page: it loads nothing, runs nothing, prints well, and is whole for a screen reader."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from facilitate.export.compose.document import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Quotation,
    Run,
    Runs,
    Section,
    Table,
    plain,
)
from facilitate.export.compose.french_spaces import composed
from facilitate.export.style.style import Style
from facilitate.i18n import Language

_STYLE = Path(__file__).with_name("report.css")
# The page loads nothing and runs nothing, whatever somebody typed; the logo is inside it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


def page(document: Document, style: Style, _: Language) -> str:
    """The whole page. References lead to the idea in the annex, and each idea to its proposal."""
    document = composed(document)
    parts = [
        "<!doctype html>",
        f'<html lang="{document.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(document.title)} – {_text(document.what)}</title>",
        f"<style>\n{_variables(style)}{_STYLE.read_text(encoding='utf-8')}{_margin(document)}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#content">{_text(_("Go to the text"))}</a>',
        *_marking(document),
        *_header(document, style, _),
        *_contents(document.sections, _),
        '<main id="content">',
        *(line for section in document.sections for line in (*_marking(document), *_section(section))),
        "</main>",
        f"<footer><p>{_text(document.closing)}</p></footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _variables(style: Style) -> str:
    colours = style.colours
    named = {"ink": colours.ink, "paper": colours.paper, "accent": colours.accent, "muted": colours.muted,
             "rule": colours.rule, "text-font": _font(style.text_font),
             "heading-font": _font(style.heading_font)}  # fmt: skip
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in named.items())} }}\n"


def _margin(document: Document) -> str:
    """What marks every printed page."""
    if not document.marking:
        return ""
    words = "".join(f"\\{ord(letter):x} " for letter in document.marking)  # whatever its signs, one string of CSS
    return f'@page {{ @top-center {{ content: "{words}"; font: bold 9pt sans-serif; }} }}\n'


def _marking(document: Document) -> Iterator[str]:
    """What marks the page on a screen, above every section."""
    if document.marking:
        yield f'<p class="marking">{_text(document.marking)}</p>'


def _font(name: str) -> str:
    return '"' + "".join(letter for letter in name if letter.isalnum() or letter in " -_") + '"'


def _header(document: Document, style: Style, _: Language) -> Iterator[str]:
    yield "<header>"
    if style.logo:
        data = base64.b64encode(style.logo).decode("ascii")
        alt = _text(_("Logo"))
        yield f'<img class="logo" alt="{alt}" src="data:{_KINDS[style.logo_kind]};base64,{data}">'
    yield f'<p class="what">{_text(document.what)}</p>'
    yield f"<h1>{_text(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{_text(document.subtitle)}</p>'
    if document.facts:
        facts = "".join(f"<dt>{_text(label)}</dt><dd>{_runs(value)}</dd>" for label, value in document.facts)
        yield f"<dl>{facts}</dl>"
    if document.cover:
        yield f'<p class="cover">{_text(document.cover)}</p>'
    yield "</header>"


def _contents(sections: Sequence[Section], _: Language) -> Iterator[str]:
    entries = [
        f'<li><a href="#{_anchor(section, place)}">{_runs(block.runs)}</a></li>'
        for section in sections
        for place, block in enumerate(section.blocks)
        if isinstance(block, Heading) and block.level == 2  # noqa: PLR2004 -- the level that opens a section
    ]
    if len(entries) > 1:
        yield f'<nav aria-label="{_text(_("Contents"))}"><ol>{"".join(entries)}</ol></nav>'


def _anchor(section: Section, place: int) -> str:
    return f"{section.key}-{place}" if place else section.key


def _section(section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.key}">'
    for place, block in enumerate(section.blocks):
        yield _block(block, _anchor(section, place))
    yield "</section>"


def _block(block: Block, anchor: str) -> str:
    if isinstance(block, Heading):
        return f'<h{block.level} id="{anchor}">{_runs(block.runs)}</h{block.level}>'
    if isinstance(block, Items):
        return _items(block.items, "ol" if block.numbered else "ul")
    if isinstance(block, Quotation):
        return f"<blockquote><p>{_runs(block.runs)}</p></blockquote>"
    if isinstance(block, Table):
        return _table(block)
    return f"<p>{_runs(block.runs)}</p>"


def _items(items: Sequence[Item], tag: str) -> str:
    return f"<{tag}>\n{''.join(_item(item) for item in items)}</{tag}>"


def _item(item: Item) -> str:
    anchor = f' id="{_text(item.anchor)}"' if item.anchor else ""
    small = f"<small>{_runs(item.small)}</small>" if item.small else ""
    detail = f'<p class="detail">{_runs(item.detail)}</p>' if item.detail else ""
    below = f"\n{_items(item.below, 'ul')}" if item.below else ""
    return f"<li{anchor}>{_runs(item.runs)}{small}{detail}{below}</li>\n"


def _table(block: Table) -> str:
    drawn = block.bars >= 0
    largest = max((_number(row[block.bars]) for row in _data(block)), default=0) if drawn else 0
    heads = "".join(
        f'<th scope="col"{_aligned(place, block)}>{_text(title)}</th>' for place, title in enumerate(block.head)
    )
    blank = '<td class="bar"></td>' if drawn else ""
    lines = [
        f'<div class="table" role="region" tabindex="0" aria-label="{_text(block.caption)}"><table>',
        f"<caption>{_text(block.caption)}</caption>",
        f"<thead><tr>{heads}{blank}</tr></thead>",
        "<tbody>",
    ]
    for number, row in enumerate(block.rows):
        last = block.total and number == len(block.rows) - 1
        first, *others = row
        cells = "".join(f"<td{_aligned(place, block)}>{_runs(cell)}</td>" for place, cell in enumerate(others, 1))
        bar = _bar(_number(row[block.bars]), largest) if drawn and not last else blank
        lines.append(f'<tr{" class=sum" if last else ""}><th scope="row">{_runs(first)}</th>{cells}{bar}</tr>')
    return "\n".join([*lines, "</tbody>", "</table></div>"])


def _data(block: Table) -> Sequence[tuple[Runs, ...]]:
    return block.rows[:-1] if block.total else block.rows


def _number(runs: Runs) -> int:
    digits = "".join(letter for letter in plain(runs) if letter.isdecimal())
    return int(digits) if digits else 0


def _bar(number: int, largest: int) -> str:
    """The number once more, for the eye alone."""
    width = round(100 * number / largest) if largest else 0
    return f'<td class="bar" aria-hidden="true"><i style="width:{width}%"></i></td>'


def _aligned(place: int, block: Table) -> str:
    return "" if place < block.words else ' class="number"'


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br>")
    if run.to:
        kind = "" if " " in run.text else ' class="ref"'  # a reference is one word, whatever its hyphen
        text = f'<a{kind} href="#{_text(run.to)}">{text}</a>'
    if run.strong:
        return f"<strong>{text}</strong>"
    return f"<em>{text}</em>" if run.quiet else text


def _text(text: str) -> str:
    return html.escape(text)
