"""The typology as one picture, to print in A3 or to project: what each category holds, and how much of it.

The template finds the type size and the columns; here its words are given the colours and fonts of a style.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any, Literal

from facilitate.domain.errors import N_, Refused
from facilitate.export.compose.build import properties
from facilitate.export.compose.document import Picture, Properties
from facilitate.export.compose.pictures import logos
from facilitate.export.engines import typeset, typeset_telling
from facilitate.export.infographic.content import BOUNDS, NOTHING, Bounds, picture
from facilitate.export.infographic.layout import SHEETS, Bulk, Sheet, bulk, part, scales, whole
from facilitate.export.infographic.live_text import with_live_text, xml
from facilitate.export.line_breaks import ended, opened
from facilitate.export.picture_files import beside
from facilitate.export.png import printable
from facilitate.export.style.colours import accent_text, readable, readable_on, tint
from facilitate.export.style.style import Colours, Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report

__all__ = ["drawn", "infographic", "laid_out", "picture", "styled"]

TEMPLATE = "infographic.typ"
_PPI = {"a3": 300, "screen": 144}
"""An A3 picture of 4,961 by 3,508 pixels, as printers ask for, and a screen of 1,920 by 1,080."""
_NO_ROOM = "no room"
_CUTS = (100, 64, 48)
"""Letters of a wording where not all fit, the most first; what is cut ends on a word."""
_LOGOS = {"a3": (440, 48), "screen": (340, 26)}  # the room of logos in the foot, in points
_GROUND = 0.08
"""How much of the accent is in the ground of a card: it sets cards apart, and says nothing else."""


def infographic(report: Report, language: Language, style: Style, form: Literal["svg", "png", "pdf", "live"],
                paper: Literal["a3", "screen"]) -> bytes:  # fmt: skip
    """Return one page in that form: `live` is an SVG whose letters are text.

    Type has at least 9 points on A3, and 28 of the 1,080 pixels of a screen's height. Where not everything fits even
    so, each category shows as many wordings as fit, those of several tables first, and says how many more it has; long
    ones are cut where more fit so. A head or a foot that leaves no room is shortened.
    Raises `Refused` when there is no proposal to show.
    """
    if not report.counts.proposals:
        raise Refused(NOTHING)
    shown = list(logos(report, language))
    return drawn(partial(picture, report, language), properties(report, language), shown, style, form, paper)


def drawn(picture_in: Callable[[Bounds], dict[str, Any]], described: Properties, shown: Sequence[Picture], style: Style,
          form: Literal["svg", "png", "pdf", "live"], paper: Literal["a3", "screen"]) -> bytes:  # fmt: skip
    """Return the page whose words `picture_in` gives, as `picture` does, with as much of them as there is room for."""
    files = {each.name: each.data for each in shown}
    for bounds in BOUNDS:
        words = picture_in(bounds)
        how = {"live": form == "live", "last": bounds == BOUNDS[-1]}
        page = {**laid_out(styled(words, style), SHEETS[paper]), **how, **beside(shown, *_LOGOS[paper])}
        try:
            made = _made(page, files, described, style, form, _PPI[paper])
            break
        except Refused as error:  # the template panics
            if _NO_ROOM not in str(error):
                raise
    else:
        raise Refused(
            N_(
                "The header and footer leave no room for the typology. "
                "Shorten the title, the question or the list of partners."
            )
        )
    if form == "png":
        return printable(made, _PPI[paper])
    return made if form == "pdf" else _described(made, words["name"], words["alt"], words["lang"])


def _made(page: dict[str, Any], files: dict[str, bytes], described: Properties, style: Style,
          form: Literal["svg", "png", "pdf", "live"], ppi: int) -> bytes:  # fmt: skip
    if form != "live":
        return typeset(TEMPLATE, page, style, form, described, ppi=ppi, pictures=files)
    shapes, words_set = typeset_telling(TEMPLATE, page, style, "svg", "words", files)
    return with_live_text(shapes, words_set, style)


def styled(words: dict[str, Any], style: Style) -> dict[str, Any]:
    """Return what the template is given: the words of `picture` with the colours, fonts and logo of a style."""
    colours = style.colours
    return {
        **words,
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            **_of_cards(colours),
            "accent-text": accent_text(colours),
            "on-accent": readable_on(colours.accent, colours),
            "on-to_create": readable_on(colours.create, colours),
        },
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logos": [],
        "probe": False,
        "live": False,
        "last": True,
    }


def laid_out(words: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Return the words with the pages they may make in that format, for the template to choose from.

    `whole` are pages that show every wording, the best first. `part` has pages that show some, and shorter wordings for
    those that do not fit.
    """
    scale = scales(sheet, sum(len(card["proposals"]) for card in words["cards"]))
    orders = [sorted(range(len(held)), key=lambda place: _rank(held[place], place)) for held in _proposals(words)]
    first = tuple(sum(one["tables"] > 1 for one in held) for held in _proposals(words))
    titles = [card["letters"] for card in words["cards"]]
    everything = tuple(
        bulk([(one["letters"], one["n"]) for one in held], letters, scale["title"])
        for held, letters in zip(_proposals(words), titles, strict=True)
    )
    longest = max((one["letters"] for held in _proposals(words) for one in held), default=0)
    cuts = [cut for cut in _CUTS if cut < longest]
    shortest = min(cuts, default=longest)
    some = tuple(
        bulk([(min(held[place]["letters"], shortest), held[place]["n"]) for place in order], letters, scale["title"])
        for held, order, letters in zip(_proposals(words), orders, titles, strict=True)
    )
    whole_pages, part_pages = _guessed(everything, some, first, sheet, scale["mark"])
    return {
        **words,
        "orders": orders,
        "sheet": {name: getattr(sheet, name) for name in Sheet.__slots__},
        "scales": scale,
        "whole": whole_pages,
        "part": {"pages": part_pages, "shorter": [_shortened(words, cut) for cut in cuts]},
    }


def _rank(proposal: dict[str, Any], place: int) -> tuple[int, int]:
    """Return what comes first where not all fit: what most tables said, then as the report has it."""
    return -max(proposal["tables"], 1), place


def _shortened(words: dict[str, Any], most: int) -> list[list[dict[str, str]]]:
    """Return the wordings of each card, those of more letters cut on a word."""
    cut = [[ended(one["wording"], most) for one in held] for held in _proposals(words)]
    return [[{"wording": wording, "open": opened(wording)} for wording in held] for held in cut]


@lru_cache(maxsize=len(SHEETS))
def _guessed(bulks: tuple[Bulk, ...], short: tuple[Bulk, ...], first: tuple[int, ...], sheet: Sheet, mark: float,
             ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:  # fmt: skip
    """Return the pages to choose from, the same for each form a page is asked in."""
    return (whole(bulks, sheet, mark), part(short, sheet, mark, first)) if bulks else ([], [])


def _proposals(words: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [card["proposals"] for card in words["cards"]]


def _of_cards(colours: Colours) -> dict[str, str]:
    """Return the ground of cards, on which ink is still readable, and what stands on it."""
    ground = tint(colours, _GROUND)
    return {
        "ground": ground,
        "quiet": readable(colours.muted, ground, colours),
        "strong": readable(accent_text(colours), ground, colours),
    }


def _described(svg: bytes, title: str, words: str, code: str) -> bytes:
    """Return the picture with its words beside it for who does not see it: its letters are drawn shapes."""
    description = (
        f'<svg role="img" aria-labelledby="infographic-title infographic-words" lang="{code}" xml:lang="{code}"',
        f'<title id="infographic-title">{xml(title)}</title><desc id="infographic-words">{xml(words)}</desc>',
    )
    head, rest = svg.split(b">", 1)
    return head.replace(b"<svg", description[0].encode(), 1) + b">" + description[1].encode() + rest
