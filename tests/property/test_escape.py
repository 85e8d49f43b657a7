"""Whatever people type, the Markdown renders to exactly that, and the structure around it stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitate.domain.errors import Refused
from facilitate.domain.text import inlined, required
from facilitate.export.markdown_escape import inline
from tests.support.examples import examples

RENDERERS = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"])]
GFM = RENDERERS[1]

_PIECES = st.sampled_from(
    [
        *"\\`*_{}[]()#+-.!|<>&~$=:;'\"@^%/ \n\u00a0",
        *(
            "**",
            "__",
            "~~",
            "~~~",
            "```",
            "===",
            "---",
            "- ",
            "+ ",
            "* ",
            "1. ",
            "1) ",
            "# ",
            "> ",
            "|-|-|",
            ":-:",
            "\n\n",
        ),
        *(
            "a",
            "é",
            "mot",
            "42",
            "&amp;",
            "&#35;",
            "<b>",
            "</b>",
            "<!--",
            "http://a.fr",
            "[x] ",
            "[^1]",
            "[a](b)",
            "![i](u)",
        ),
        *("[a]: b", "   ", "    ", "🙂", "\u200d", " #", "<a@b.fr>", "snake_case", "$x$", "~5"),
    ],
)


def _kept(text: str) -> str | None:
    try:
        return required(text)
    except Refused:
        return None


TEXTS = (
    (st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=40))
    .map(_kept)
    .filter(lambda text: text is not None)
    .map(str)
)


def _words(tokens: list[Token]) -> list[str]:
    """What a reader gets of each inline run, line breaks included, or the kind of any markup that crept in."""
    return ["".join(_word(child) for child in token.children or []) for token in tokens if token.type == "inline"]


def _word(token: Token) -> str:
    if token.type in {"text", "text_special"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    return "" if token.type in {"strong_open", "strong_close"} else f"\0{token.type}"


def _shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens]


BLOCKS = {
    "paragraph": "{}",
    "bullet": "- {}",
    "number": "3. {}",
    "strong": "**{}**",
    "strong in a list": "- **T3-07** — **{}** (T1-01)",
    "between": "Avant\n\n{}\n\nAprès",
    "two items": "- {}\n- fin",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
@settings(max_examples=examples(20), deadline=None)
@given(text=TEXTS)
def test_a_block_gives_back_the_text_and_keeps_its_shape(block: str, text: str) -> None:
    for renderer in RENDERERS:
        tokens = renderer.parse(block.format(inline(text)))
        expected = renderer.parse(block.format("mot"))
        assert _shape(tokens) == _shape(expected)
        assert _words(tokens) == [words.replace("mot", text) for words in _words(expected)]


@settings(max_examples=examples(20), deadline=None)
@given(text=TEXTS)
def test_an_indent_for_the_eye_changes_nothing(text: str) -> None:
    tokens = GFM.parse(f"1. a\n   - {inline(text, indent='     ')}\n   - c")
    assert _words(tokens) == ["a", text, "c"]


@settings(max_examples=examples(35), deadline=None)
@given(text=TEXTS)
def test_a_heading_gives_back_the_text_on_one_line(text: str) -> None:
    for renderer in RENDERERS:
        tokens = renderer.parse(f"## {inline(inlined(text))}\n\nfin")
        assert _shape(tokens) == _shape(renderer.parse("## mot\n\nfin"))
        assert _words(tokens) == [inlined(text), "fin"]


@settings(max_examples=examples(35), deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_a_table_gives_back_every_cell(first: str, second: str) -> None:
    row = f"| {inline(inlined(first))} | {inline(inlined(second))} |"
    tokens = GFM.parse(f"{row}\n| --- | ---: |\n{row}\n{row}\n")
    assert _shape(tokens) == _shape(GFM.parse("| a | b |\n| --- | ---: |\n| a | b |\n| a | b |\n"))
    assert _words(tokens) == [inlined(first), inlined(second)] * 3
