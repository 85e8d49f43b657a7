"""Spaces and apostrophes as a French compositor sets them: no line starts with “?”, whatever space was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

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
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_UNITS = re.compile(r"(?<=\d) (?=(?:%|€|h|min|km|m²)(?:\W|$))")


def spaced(text: str, language: str) -> str:
    """Return the text with no-break spaces where French wants them, and ’ within words; nothing is added."""
    if language != "fr":
        return text
    text = _APOSTROPHE.sub("’", text)
    return _UNITS.sub(_NBSP, _AROUND.sub(_NBSP, _BEFORE.sub(_NARROW, text)))


def composed(document: Document) -> Document:
    """Return the document with the spaces and apostrophes of its language in everything people typed."""

    def words(text: str) -> str:
        return spaced(text, document.language)

    return replace(
        document,
        title=words(document.title),
        subtitle=words(document.subtitle),
        cover=words(document.cover),
        facts=tuple((label, _runs(value, words)) for label, value in document.facts),
        sections=tuple(
            replace(section, blocks=tuple(_block(block, words) for block in section.blocks))
            for section in document.sections
        ),
    )


_Words = Callable[[str], str]


def _block(block: Block, words: _Words) -> Block:
    if isinstance(block, Items):
        return replace(block, items=tuple(_item(item, words) for item in block.items))
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
    detail = _runs(item.detail, words)
    return replace(item, runs=_runs(item.runs, words), small=_runs(item.small, words), below=below, detail=detail)


def _runs(runs: Runs, words: _Words) -> Runs:
    return tuple(run if run.own else _run(run, words) for run in runs)


def _run(run: TextRun, words: _Words) -> TextRun:
    text = words(run.text)
    return run if text == run.text else replace(run, text=text)
