"""The typology as one picture, to print in A3 or to project: what each category holds, and how much of it.

The template finds the type size and the columns; here its words are given the colours and fonts of a style.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any, Literal

from facilitate.domain.errors import N_, Refused
from facilitate.export.compose.build import properties
from facilitate.export.engines import typeset
from facilitate.export.infographic.content import picture
from facilitate.export.infographic.layout import SHEETS, Bulk, Sheet, bulk, part, scales, whole
from facilitate.export.style.colours import readable, readable_on, tint
from facilitate.export.style.style import Colours, Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report

__all__ = ["infographic", "laid_out", "picture", "styled"]

TEMPLATE = "infographic.typ"
_PPI = {"a3": 150, "screen": 144}
"""An A3 picture of 2,480 by 1,754 pixels, and a screen of 1,920 by 1,080."""
_NO_ROOM = "no room"
_PALEST, _DEEPEST = 0.05, 0.3
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def infographic(report: Report, language: Language, style: Style, form: Literal["svg", "png", "pdf"],
                paper: Literal["a3", "screen"]) -> bytes:  # fmt: skip
    """Return one page in that form (`pdf`, `svg`, `png`).

    Type has at least 7 points on A3, and 20 of the 1,080 pixels of a screen's height. Where not everything fits even
    so, each category shows as many wordings as fit, the most shared first, and says how many more it has. Raises
    `Refused` when there is no room for the typology at all.
    """
    words = picture(report, language)
    try:
        page = {**laid_out(styled(words, style), SHEETS[paper]), "tagged": form == "pdf"}
        made = typeset(TEMPLATE, page, style, form, properties(report, language), ppi=_PPI[paper])
    except Refused as error:  # the template panics
        if _NO_ROOM not in str(error):
            raise
        raise Refused(
            N_(
                "The header and footer leave no room for the typology. "
                "Shorten the title, the question or the list of partners."
            )
        ) from error
    return _described(made, words["name"], words["alt"], language.code) if form == "svg" else made


def styled(words: dict[str, Any], style: Style) -> dict[str, Any]:
    """Return what the template is given: the words of `picture` with the colours, fonts and logo of a style."""
    colours = style.colours
    return {
        **words,
        "cards": [{**card, **_card_colours(card, colours)} for card in words["cards"]],
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "on-accent": readable_on(colours.accent, colours),
            "on-to_create": readable_on(colours.create, colours),
            "on-both": readable_on(colours.both, colours),
        },
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "probe": False,
        "tagged": True,
    }


def laid_out(words: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Return the words with the pages they may make in that format, for the template to choose from.

    `whole` and `part` are lists of pages, the best first: those that show every wording, and those that show some.
    """
    scale = scales(sheet, sum(len(card["proposals"]) for card in words["cards"]))
    bulks = tuple(
        bulk([(one["letters"], one["n"]) for one in card["proposals"]], card["letters"], scale["title"])
        for card in words["cards"]
    )
    whole_pages, part_pages = _guessed(bulks, sheet, scale["mark"])
    return {
        **words,
        "sheet": {name: getattr(sheet, name) for name in Sheet.__slots__},
        "scales": scale,
        "whole": whole_pages,
        "part": part_pages,
    }


@lru_cache(maxsize=len(SHEETS))
def _guessed(bulks: tuple[Bulk, ...], sheet: Sheet, mark: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the pages to choose from, the same for each form a page is asked in."""
    return (whole(bulks, sheet, mark), part(bulks, sheet, mark)) if bulks else ([], [])


def _card_colours(card: dict[str, Any], colours: Colours) -> dict[str, str]:
    """Return the colours of a card: the more proposals, the deeper its ground, on which ink is still readable."""
    deep = _PALEST + (_DEEPEST - _PALEST) * card["share"]
    ground = tint(colours, deep) if card["filed"] and card["proposals"] else colours.paper
    return {
        "tint": ground,
        "quiet": readable(colours.muted, ground, colours),
        "strong": readable(colours.accent, ground, colours),
    }


def _described(svg: bytes, title: str, words: str, code: str) -> bytes:
    """Return the picture with its words beside it for who does not see it: its letters are drawn shapes."""
    description = (
        f'<svg role="img" aria-labelledby="infographic-title infographic-words" lang="{code}" xml:lang="{code}"',
        f'<title id="infographic-title">{_xml(title)}</title><desc id="infographic-words">{_xml(words)}</desc>',
    )
    head, rest = svg.split(b">", 1)
    return head.replace(b"<svg", description[0].encode(), 1) + b">" + description[1].encode() + rest


def _xml(text: str) -> str:
    return html.escape(_NOT_IN_XML.sub("\ufffd", text), quote=False)
