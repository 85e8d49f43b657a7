"""A document as a file of Word or Writer that looks like the PDF: a cover, its contents, named styles, ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from facilitate.export.compose.document import (
    ANNEX,
    LETTER,
    OPENING,
    Document,
    DocumentTable,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Paragraph,
    Quotation,
    Runs,
    Section,
    TextBlock,
    TextRun,
    in_columns,
    in_words,
    plain,
)
from facilitate.export.compose.french_spaces import composed, linked
from facilitate.export.compose.shared import square_signs
from facilitate.export.docx_odt import (
    API,
    alternatives,
    block_of,
    directed,
    inlines,
    logo_above,
    logos_beside,
    meta_of,
    pandoc_words,
    table,
)
from facilitate.export.docx_odt_style import described, pages_have, reference
from facilitate.export.engines import blank_meanwhile, collecting_later, convert
from facilitate.export.line_breaks import hyphens_kept
from facilitate.export.office_looks import named
from facilitate.export.office_parts import (
    Form,
    columns,
    contents,
    entries,
    key,
    last_line,
    page_heading,
    part_end,
    ruled,
    tab,
)
from facilitate.export.style.style import Style
from facilitate.i18n import Language

_SUMMARY = "summary"
_EN_SPACE, _NO_BREAK = "\u2002", "\u00a0"
_FEW_LETTERS = 40
_IN_REFERENCE = re.compile(r"(?<=\bT\d)-(?=\d)|(?<=\bT\d[\da-z])-(?=\d)|(?<=\bT\d\d[a-z])-(?=\d)")  # the hyphen
_DATED = 2  # the place of the line in a letter that says where and when it is written
_MANY = 30  # ideas in two columns that begin a page
_FEW_LINES, _LINE = 8, 85  # of a list that is not divided, and letters of a line
_FEW_LINES_OF_COLUMN, _HALF_LINE = 12, 45
Edges: TypeAlias = "list[tuple[str, str]]"
_ANNOUNCED = DocumentTable | Items | Quotation | KeyFigures


def office(document: Document, style: Style, language: Language, form: Form) -> bytes:
    """Return the whole document; raises `Refused` when pandoc is missing."""
    with blank_meanwhile(form):
        document = composed(document)
        tree = _tree(document, style, language, form)
    made = convert(tree, form, lambda blank: reference(blank, style, form, document))
    shown = tuple(alternatives(tree["blocks"]))
    return described(made, document.properties, form, document.language, ruled(form, style, document), shown)


@collecting_later()
def _tree(document: Document, style: Style, language: Language, form: Form) -> dict[str, Any]:
    return {
        "pandoc-api-version": API,
        "meta": {"lang": meta_of(document.language)},
        "blocks": list(_blocks(document, style, language, form)),
    }


def _blocks(document: Document, style: Style, _: Language, form: Form) -> Iterator[dict[str, Any]]:
    every, cover = pages_have(document), pages_have(document, cover=True)
    yield from _cover(document, style, _, form)
    if listed := entries(document):
        yield contents(form, _("Contents"), listed, document)
    yield part_end(form, cover)
    closing = _styled("Closing", inlines((TextRun(document.closing, own=True),)), form)
    for place, section in enumerate(document.sections):
        blocks = tuple(in_words(section.blocks))
        if not in_columns(section):
            if section.paged and place and form == "docx":
                yield part_end(form, every)
            if section.key == LETTER and (logo := logo_above(style, _)):
                yield _dressed("Logo", logo, form)
            yield from _section(section, blocks, form)
            continue
        last = place == len(document.sections) - 1
        many = sum(len(block.items) for block in blocks if isinstance(block, Items)) > _MANY
        # Behind columns that fill their page, or before them, it would have a page of its own.
        lines = (closing,) if last else ()
        yield from _columns(section, blocks, form, every, first=not place, paged=many, below_heading=lines)
        if last:
            if form == "docx":  # the last section has at least a paragraph, so low that any page has room for it
                yield last_line()
            return
    if document.closing:
        yield closing


def _columns(
    section: Section,
    blocks: tuple[TextBlock, ...],
    form: Form,
    every: Edges,
    *,
    first: bool,
    paged: bool,
    below_heading: Sequence[dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    """Yield a part in two columns. A long one is `paged`: it begins a page, its heading above the columns.

    The heading of a short one stands in the first column: nothing else keeps it with what it is of.
    """
    if form == "docx" and not first:
        yield part_end(form, every)
    if paged:
        where = key(section, 0)
        if form == "odt":
            yield page_heading(plain(getattr(blocks[0], "runs", ())), where)
        else:
            yield from _section(section, blocks[:1], form)
        yield from below_heading
        if form == "docx":
            yield part_end(form, every)
        blocks, below_heading = blocks[1:], ()
    if form == "odt":
        yield columns(begin=True)
    yield from _section(section, blocks[:1], form)
    yield from below_heading
    yield from _section(section, blocks[1:], form)
    kind = "nextPage" if first and not paged else "continuous"
    yield part_end(form, every, kind, columns=2) if form == "docx" else columns(begin=False)


def _cover(document: Document, style: Style, _: Language, form: Form) -> Iterator[dict[str, Any]]:
    if logo := logo_above(style, _):
        yield _dressed("Logo", logo, form)
    yield _styled("Kicker" if logo else "KickerFirst", pandoc_words(document.what), form)
    yield _styled("Title", pandoc_words(hyphens_kept(document.title)), form)
    if document.subtitle:
        yield _styled("Subtitle", pandoc_words(document.subtitle), form)
    if document.notice:
        yield _styled("Notice", inlines(linked(document.notice)), form)
    for label, value in document.facts:
        yield _styled("CoverFact", [_span("Label", pandoc_words(label), form), tab(form), *inlines(value)], form)
    if beside := logos_beside(document.logos, style):
        yield _dressed("Logos", beside, form)
    if document.cover:
        yield _styled("CoverText", inlines(linked(document.cover)), form)


def _section(section: Section, blocks: tuple[TextBlock, ...], form: Form) -> Iterator[dict[str, Any]]:
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Heading):
            where = key(section, place) if block.level == OPENING else ""
            yield {"t": "Header", "c": [block.level - 1, [where, [], []], inlines(block.runs)]}
        elif isinstance(block, Paragraph) and (look := _look_of_paragraph(section, place, blocks)):
            yield _styled(look, inlines(block.runs), form)
        elif isinstance(block, Quotation):
            look = "QuotationKept" if isinstance(after, Paragraph) else "Quotation"
            yield from directed(block.runs, _styled(look, inlines(block.runs), form))
        elif isinstance(block, KeyFigures):
            yield _figures(block, form)
        elif isinstance(block, DocumentTable):
            yield table(block, "Ruled")
        elif isinstance(block, Items):
            yield from _items(block, form, section.key)
            if block.squares:
                yield _styled("AfterList", [_span("Quiet", pandoc_words(block.squares), form)], form)
        else:
            yield block_of(block)


def _look_of_paragraph(section: Section, place: int, blocks: tuple[TextBlock, ...]) -> str:
    """Return the style of a paragraph by what stands around it; nothing for that of any."""
    is_last = place + 1 == len(blocks)
    if section.key == LETTER and (is_last or place == _DATED):
        return "LetterEnd" if is_last else "LetterDate"
    if not is_last and isinstance(blocks[place + 1], _ANNOUNCED):  # it stays with what it announces
        return "Announcement"
    return "AfterList" if place and isinstance(blocks[place - 1], Items) else ""


def _figures(block: KeyFigures, form: Form) -> dict[str, Any]:
    """Return the figures on a line or two, no number parted from its words."""
    made: list[dict[str, Any]] = []
    for number, label in block.figures:
        made += [{"t": "Str", "c": "\u2003"}, {"t": "Space"}] if made else []
        made.append(_span("KeyNumber", pandoc_words(number), form))
        made += pandoc_words("\u00a0" + label.replace(" ", "\u00a0"))
    return _styled("KeyFigures", made, form)


def _items(block: Items, form: Form, section: str) -> Iterator[dict[str, Any]]:
    """Yield what begins with its own number as paragraphs, and others as lists; of a letter, as lines."""
    if section == LETTER and not any(item.small or item.below for item in block.items):
        lines = [[*inlines(item.runs), {"t": "LineBreak"}] for item in block.items]
        yield _styled("AfterList", [piece for line in lines for piece in line][:-1], form)
        return
    if not all(item.plain or item.tables for item in block.items):
        yield _list(block, form, between=_EN_SPACE if section == _SUMMARY else "\n")
        return
    look = {ANNEX: "AppendixIdea", _SUMMARY: "ProposalInBrief"}.get(section, "Proposal")
    kept = _kept(block.items, section)
    for place, item in enumerate(block.items):
        whole = f"{look}Kept" if place in kept and not item.detail else look
        yield _styled(whole, _line(item, form, between=_EN_SPACE), form)
        yield from _below(item, form)


def _kept(items: Sequence[ListItem], section: str) -> set[int]:
    """Return which items stay with the next one: none stands alone at an end of a page, and no short list is divided.

    The list of the first page has no room to give away.
    """
    last = len(items) - 1
    if section == _SUMMARY or not last:
        return set()
    short = section == ANNEX and sum(_lines(item, _HALF_LINE) for item in items) <= _FEW_LINES_OF_COLUMN
    return set(range(last)) if short else {0, last - 1}


def _list(block: Items, form: Form, between: str = "\n") -> dict[str, Any]:
    kept = sum(map(_lines, block.items)) <= _FEW_LINES
    items = [
        [
            *directed(item.runs, _item(item, form, between, kept=kept and item is not block.items[-1])),
            *_below(item, form),
        ]
        for item in block.items
    ]
    if block.numbered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
    return {"t": "BulletList", "c": items}


def _lines(item: ListItem, line: int = _LINE) -> int:
    """Return how many lines an item takes, guessed from its letters."""
    letters = sum(len(run.text) for run in (*item.runs, *item.small, *item.detail))
    return 1 + letters // line + sum(_lines(each, line) for each in item.below)


def _item(item: ListItem, form: Form, between: str, *, kept: bool = False) -> dict[str, Any]:
    """Return the words of an item, which stay on the page of what hangs from it, and of a short list."""
    words = _line(item, form, between)
    return _styled("CompactKept", words, form) if item.below or item.detail or kept else {"t": "Plain", "c": words}


def _line(item: ListItem, form: Form, between: str) -> list[dict[str, Any]]:
    made = [
        piece for run in item.runs for piece in ([tab(form)] if run.own and run.text == _EN_SPACE else inlines((run,)))
    ]
    if item.small:
        small = _together(item.small) if item.tables or item.plain else item.small
        small = tuple(replace(run, text=_IN_REFERENCE.sub("\u2011", run.text)) for run in small)
        made += [*pandoc_words(between), _span("Quiet", inlines(small), form)]
    if squares := square_signs(item.tables):  # the words before them say it too
        made += [*pandoc_words(_NO_BREAK), _span("Squares", pandoc_words(squares), form)]
    return [{"t": "Span", "c": [[item.anchor, [], []], []]}, *made] if item.anchor else made


def _together(runs: Runs) -> Runs:
    """Return a few words as those of one line; of more, each reference and each status as one word."""
    few = sum(len(run.text) for run in runs) <= _FEW_LETTERS

    def whole(run: TextRun) -> TextRun:
        text = run.text if few else run.text.strip()
        kept = run.text.replace(text, text.replace(" ", _NO_BREAK)) if few or len(text) <= _FEW_LETTERS else run.text
        return run if kept == run.text else replace(run, text=kept)

    return tuple(map(whole, runs))


def _below(item: ListItem, form: Form) -> Iterator[dict[str, Any]]:
    if item.detail:
        yield from directed(item.detail, _styled("Detail", inlines(item.detail), form))
    if item.below:
        yield _list(Items(item.below), form)


def _styled(look: str, content: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    return _dressed(look, [{"t": "Para", "c": content}], form)


def _dressed(look: str, blocks: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    return {"t": "Div", "c": [["", [], [["custom-style", _called(look, form)]]], blocks]}


def _span(look: str, content: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    return {"t": "Span", "c": [["", [], [["custom-style", _called(look, form)]]], content]}


def _called(look: str, form: Form) -> str:
    """Return what pandoc is told: in Word the name of a style, in Writer what a paragraph says."""
    return {"Quotation": "Block Text"}.get(look, look) if form == "docx" else named(look, form)
