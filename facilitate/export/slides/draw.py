"""The slides as a PDF for the screen of the room: set by `typst/slides.typ`, each as large as it fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitate.export.compose.build import properties
from facilitate.export.compose.pictures import logos
from facilitate.export.engines import pen, typeset
from facilitate.export.line_breaks import wrappable
from facilitate.export.one_page import logo_words
from facilitate.export.picture_files import in_a_row
from facilitate.export.signs import in_words
from facilitate.export.slides.deck import LOGOS, Slide, SlideDeck, SlideLine, deck
from facilitate.export.style.colours import readable_on
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report


def slides_pdf(report: Report, language: Language, style: Style) -> bytes:
    """Return the slides; raises `Refused` when the engine is missing."""
    words = pages(set_deck(report, language, style), report, language, style)
    pictures = {each.name: each.data for each in logos(report, language)}
    return typeset("slides.typ", words, style, "pdf", properties(report, language), pictures=pictures)


def set_deck(report: Report, language: Language, style: Style) -> SlideDeck:
    """Return the slides with the signs that no font of the style has in words."""
    with pen(style) as can_draw:
        return deck(report, language, lambda text: in_words(text, can_draw, language))


def pages(content: SlideDeck, report: Report, language: Language, style: Style) -> dict[str, Any]:
    """Return what the template is handed by its names: words and colours, never code."""
    colours = style.colours
    return {
        "lang": language.code,
        "marking": content.marking,
        "slides": [_slide(slide, language.code) for slide in content.slides],
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logos": list(_logos(report, language)),
        "logos-at": LOGOS,
        "logo-alt": logo_words(report, language),
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "on-accent": readable_on(colours.accent, colours),
        },
    }


def _logos(report: Report, language: Language) -> Iterator[dict[str, Any]]:
    """Yield where each logo stands in its room, in points."""
    shown = list(logos(report, language))
    for picture, place in zip(shown, in_a_row(shown, *LOGOS[2:]), strict=True):
        yield {"file": picture.name, "alt": picture.alt, "place": place}


def _slide(slide: Slide, code: str) -> dict[str, Any]:
    return {
        "kind": slide.kind,
        "alone": slide.alone,
        "title": wrappable(slide.title, code),
        "items": [_item(item, code) for item in slide.items],
        "figures": [[number, wrappable(words, code)] for number, words in slide.figures],
        "more": slide.more,
    }


def _item(item: SlideLine, code: str) -> dict[str, Any]:
    return {
        "text": wrappable(item.text, code),
        "label": item.label,
        "aside": wrappable(item.aside, code),
        "tables": item.tables,
    }
