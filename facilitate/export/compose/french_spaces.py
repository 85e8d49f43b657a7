"""Spaces and apostrophes as a compositor sets them: no line starts with “·”, nor with “?” as typed in French."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from facilitate.export.compose.addresses import around, pieces
from facilitate.export.compose.document import (
    Block,
    Document,
    DocumentTable,
    Items,
    KeyFigures,
    ListItem,
    Marks,
    Photos,
    Picture,
    Runs,
    TextRun,
)

_NARROW = "\u202f"
_NBSP = "\u00a0"
_BEFORE = re.compile(r"[ \u00a0](?=[;!?](?:\s|$|[»)\]…?!]))")
_AROUND = re.compile(r" (?=[:»](?:\s|$|[)\],.;]))|(?<=«) ")
# Within a word, before what is quoted, a number or a bracket, and where a word was cut short (com', p'tit).
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«“(])")
_CUT_SHORT = re.compile(r"(?<=[^\W\d_])'(?=[\s,.;:!?)]|$)")
_GROUPS = re.compile(r"(?<![\d.,/])\d{1,3}(?: \d{3})+(?!\d)")  # 5 000, typed with the space of a keyboard
_UNITS = re.compile(r"(?<=\d) (?=(?:%|€|h|min|km|m²)(?:\W|$))")


def spaced(text: str, language: str) -> str:
    """Return the text with ’ in words, and no-break spaces where French wants them; nothing is added.

    Addresses stay as they are; without a language nothing changes.
    """
    return around(text, lambda words: _set(words, language)) if language else text


def _set(text: str, language: str) -> str:
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
        if text.count("'") == 1:  # several may be quotation marks
            text = _CUT_SHORT.sub("’", text)
    if language != "fr":
        return text
    text = _GROUPS.sub(lambda found: found[0].replace(" ", _NBSP), text)
    return _UNITS.sub(_NBSP, _AROUND.sub(_NBSP, _BEFORE.sub(_NARROW, text)))


def composed(document: Document) -> Document:
    """Return the document with the spaces and apostrophes of its language in everything people typed, and its links."""

    def words(text: str) -> str:
        return spaced(text, document.language)

    return replace(
        document,
        title=words(document.title),
        subtitle=words(document.subtitle),
        cover=words(document.cover),
        notice=words(document.notice),
        facts=tuple((label, _runs(value, words)) for label, value in document.facts),
        sections=tuple(
            replace(section, blocks=tuple(_block(block, words) for block in section.blocks))
            for section in document.sections
        ),
        index=tuple(replace(part, title=_runs(part.title, words)) for part in document.index),
    )


_Words = Callable[[str], str]


def _block(block: Block, words: _Words) -> Block:
    if isinstance(block, Items):
        return replace(block, items=tuple(_item(item, words) for item in block.items), squares=words(block.squares))
    if isinstance(block, DocumentTable):
        return replace(block, rows=tuple(tuple(_runs(cell, words) for cell in row) for row in block.rows))
    if isinstance(block, Marks):
        return replace(block, rows=tuple((words(title), marks) for title, marks in block.rows))
    if isinstance(block, Photos):
        return replace(block, pictures=tuple(_picture(each, words) for each in block.pictures))
    return block if isinstance(block, KeyFigures) else replace(block, runs=_runs(block.runs, words))


def _picture(picture: Picture, words: _Words) -> Picture:
    return replace(picture, alt=words(picture.alt), caption=_runs(picture.caption, words))


def _item(item: ListItem, words: _Words) -> ListItem:
    below = tuple(_item(each, words) for each in item.below)
    runs, small, detail, receipt = (_runs(each, words) for each in (item.runs, item.small, item.detail, item.receipt))
    return replace(item, runs=runs, small=small, below=below, detail=detail, receipt=receipt)


def _runs(runs: Runs, words: _Words) -> Runs:
    return tuple(made for run in runs for made in ((_parted(run),) if run.own else _run(run, words)))


def _parted(run: TextRun) -> TextRun:
    """Return words of ours, the point that parts them staying on the line of what it comes after."""
    return replace(run, text=run.text.replace(" · ", f"{_NBSP}· ")) if " · " in run.text else run


def linked(text: str) -> Runs:
    """Return people's words as runs, the addresses in them leading where they say."""
    return _run(TextRun(text), lambda words: words)


def _run(run: TextRun, words: _Words) -> tuple[TextRun, ...]:
    """Return a run as it is set; addresses in it are runs of their own, unless it leads somewhere as a whole."""
    if run.to or "." not in run.text or (len(parts := tuple(pieces(run.text))) == 1 and not parts[0][1]):
        text = words(run.text)
        return (run,) if text == run.text else (replace(run, text=text),)
    return tuple(
        replace(run, text=text, address=target) if target else replace(run, text=words(text)) for text, target in parts
    )
